"""Pictures: in which versions they are published, and that these hold the picture and no more."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence

from dateline.assets import published
from dateline.assets.bare import Unsound, bare
from dateline.assets.looking import Unfit, look
from dateline.assets.making import codecs
from dateline.model.pictures import FORMATS, LARGEST, WHOLE, Size, Version
from dateline.plan.pictures import copies, seen, versions, widths
from photographs import (
    CORNERS,
    TRACES,
    avif,
    chunk,
    gif,
    jpeg,
    place_of,
    png,
    read,
    saved,
    scene,
    traces,
    webp,
)

SIDES = st.integers(1, 40_000)
SIZES = st.builds(lambda width, height: Size(width, height, True), SIDES, SIDES)
PHOTOS: dict[str, Callable[[], bytes]] = {
    "a.jpg": jpeg,
    "a.png": png,
    "a.gif": gif,
    "a.webp": webp,
    "a.avif": avif,
}
MOVING = {"a.gif": gif, "a.webp": webp, "a.avif": avif}


def made(data: bytes, *wanted: Version) -> list[bytes]:
    """Versions of a picture."""
    return list(published(data, wanted))


def near(found: tuple[int, ...], meant: tuple[int, ...], by: int = 40) -> bool:
    """Whether two colours look alike."""
    return all(abs(one - other) <= by for one, other in zip(found, meant, strict=False))


def corners(image: Image.Image) -> dict[str, str]:
    """Which colour of the scene each corner has."""
    right, bottom = image.width - 1, image.height - 1
    places = {"tl": (0, 0), "tr": (right, 0), "bl": (0, bottom), "br": (right, bottom)}
    pixels = {name: image.convert("RGB").getpixel(place) for name, place in places.items()}
    return {
        name: next((known for known, colour in CORNERS.items() if near(pixel, colour)), "")
        for name, pixel in pixels.items()
    }


# Addresses and sizes


@given(SIZES)
@example(Size(1, 40_000, True))
@example(Size(600, 1, True))
@example(Size(1440, 960, True))
def test_widths_ascend_and_never_exceed_the_picture(size: Size) -> None:
    found = widths(size)
    assert found == tuple(sorted(set(found)))
    assert found[-1] == min(size.width, LARGEST)
    assert all(one * 1.25 <= found[-1] for one in found[:-1])


@given(SIZES, st.sampled_from(sorted(FORMATS)))
def test_versions_keep_the_aspect_within_a_pixel(size: Size, end: str) -> None:
    for version in versions(f"a{end}", size, smaller=True).values():
        assert version.width <= size.width and version.height <= size.height
        assert abs(version.height - size.height * version.width / size.width) <= 1
        assert version.format != "WEBP" or end == ".webp" or version.height <= 16383


@given(SIZES, st.sampled_from(sorted(FORMATS)))
def test_pages_name_every_version_and_no_other(size: Size, end: str) -> None:
    from dateline.plan.addresses import output_path

    path = f"photos/a b{end}"
    planned = versions(path, size, smaller=True)
    picture = seen(path, size, planned_settings())
    lists = (picture.candidates, picture.webp)
    named = {output_path(each.address): each.width for given in lists for each in given}
    named[output_path(picture.address)] = picture.width
    assert named == {place: version.width for place, version in planned.items()}
    for each in lists:
        assert all(one.width < other.width for one, other in pairwise(each))
    assert (picture.width, picture.height) == planned[path][1:]


@given(st.lists(st.sampled_from(["a", "a-480", "a-960", "b"]), min_size=1, max_size=3), SIZES)
def test_photos_that_differ_in_their_ending_share_no_address(names: list[str], size: Size) -> None:
    paths = [f"{name}{end}" for name in {*names} for end in FORMATS]
    assume(not any("-" in name for name in names))
    found = [copy.path for copy in copies(paths, frozenset(paths), dict.fromkeys(paths, size),
                                          planned_settings())]  # fmt: skip
    assert len(found) == len({*found})


def planned_settings() -> "object":
    """Settings of which only the outputs matter."""
    from datetime import UTC, datetime

    from dateline.model.settings import Settings

    here = Path("/")
    return Settings(
        config_file=here, docs_dir=here, site_dir=here, site_name="A", now=datetime.now(UTC)
    )


def test_an_address_depends_on_path_width_and_format_alone() -> None:
    large = versions("photos/a.jpg", Size(4000, 3000, True), smaller=True)
    assert {path: (v.format, v.width) for path, v in large.items()} == {
        "photos/a.jpg": ("JPEG", 1440),
        "photos/a-480.jpg": ("JPEG", 480),
        "photos/a-960.jpg": ("JPEG", 960),
        "photos/a-480.jpg.webp": ("WEBP", 480),
        "photos/a-960.jpg.webp": ("WEBP", 960),
        "photos/a.jpg.webp": ("WEBP", 1440),
    }
    assert [*versions("photos/a.jpg", Size(4000, 3000, True), smaller=False)] == ["photos/a.jpg"]
    assert [*versions("a.webp", Size(1000, 500, True), smaller=True)] == ["a.webp", "a-480.webp"]
    assert [*versions("a.png", Size(96, 96, True), smaller=True)] == ["a.png"]


# What is in the files


@pytest.mark.parametrize("name", PHOTOS)
def test_no_version_tells_anything_but_the_picture(name: str) -> None:
    data = PHOTOS[name]()
    assert traces([(name, data)]), "there is nothing to find"
    size = look(data, Path(name), shown=True)
    assert isinstance(size, Size)
    planned = {**versions(name, size, smaller=True), "whole": WHOLE}
    for path, content in zip(planned, made(data, *planned.values()), strict=True):
        assert not traces([(path, content)]), path
        image = read(content)
        assert not image.getexif() and not image.info.keys() & {"xmp", "comment", "photoshop"}


@pytest.mark.parametrize("name", MOVING)
def test_what_moves_still_does_and_tells_nothing(name: str) -> None:
    data = MOVING[name](frames=3)
    assert look(data, Path(name), shown=True)[2] is False
    (whole,) = made(data, WHOLE)
    assert not traces([(name, whole)])
    before, after = read(data), read(whole)
    assert after.n_frames == before.n_frames == 3
    if name != "a.avif":  # it is encoded anew
        frames = zip(ImageSequence.Iterator(before), ImageSequence.Iterator(after), strict=True)
        assert all(b.convert("RGBA").tobytes() == a.convert("RGBA").tobytes() for b, a in frames)
    assert after.info.get("loop") == before.info.get("loop")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
def test_what_is_handed_out_whole_loses_no_bit(name: str) -> None:
    data = PHOTOS[name]()
    (whole,) = made(data, WHOLE)
    assert read(whole).convert("RGB").tobytes() == read(data).convert("RGB").tobytes()
    assert bare(whole) == whole


def test_the_place_as_a_camera_writes_it_is_gone() -> None:
    data = saved(scene(), "JPEG", exif=place_of())
    assert read(data).getexif().get_ifd(0x8825)
    small = Version("JPEG", 200, 300)
    for content in made(data, WHOLE, Version("WEBP", 400, 600), small):
        assert not any(trace in content for trace in TRACES if trace != b"Exif")
        assert not read(content).getexif().get_ifd(0x8825)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("scale", [1, 4])
def test_pictures_are_put_the_right_way_up(orientation: int, scale: int) -> None:
    data = jpeg(600 * scale, 400 * scale, orientation)
    size = look(data, Path("a.jpg"), shown=True)
    upright = (600, 400) if orientation < 5 else (400, 600)
    assert size == Size(upright[0] * scale, upright[1] * scale, True)
    turns = {  # what of the upright picture stands in the file's corners, row by row
        1: "tl tr bl br", 2: "tr tl br bl", 3: "br bl tr tl", 4: "bl br tl tr",
        5: "tl bl tr br", 6: "bl tl br tr", 7: "br tr bl tl", 8: "tr br tl bl",
    }[orientation].split()  # fmt: skip
    meant = dict(zip(("tl", "tr", "bl", "br"), turns, strict=True))
    for format_ in ("JPEG", "WEBP"):
        (content,) = made(data, Version(format_, *upright))
        assert read(content).size == upright
        assert corners(read(content)) == meant
    (whole,) = made(data, WHOLE)
    kept = read(whole).getexif()
    assert dict(kept) == ({} if orientation == 1 else {0x0112: orientation})


def swapped() -> bytes:
    """A profile that takes red for green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = {tag: profile.index(tag, 128) for tag in (b"rXYZ", b"gXYZ")}
    data = bytearray(profile)
    data[at[b"rXYZ"] : at[b"rXYZ"] + 4], data[at[b"gXYZ"] : at[b"gXYZ"] + 4] = b"gXYZ", b"rXYZ"
    return bytes(data).replace("sRGB".encode("utf-16-be"), "odd ".encode("utf-16-be"))


COLOURS = (230, 20, 20)
MODES: dict[str, tuple[str, Callable[[], bytes], tuple[int, ...]]] = {
    "CMYK": ("a.jpg", lambda: saved(plain("CMYK"), "JPEG"), COLOURS),
    "grey": ("a.jpg", lambda: saved(plain("L"), "JPEG"), (82, 82, 82)),
    "grey of 16 bits": ("a.png", lambda: saved(Image.new("I;16", (600, 400), 0xB000), "PNG"),
                        (0xB0, 0xB0, 0xB0)),
    "palette": ("a.png", lambda: saved(plain("RGB").quantize(8), "PNG"), COLOURS),
    "palette, see-through": (
        "a.png", lambda: saved(plain("P"), "PNG", transparency=0), (255, 255, 255)),
    "black and white": ("a.png", lambda: saved(Image.new("1", (600, 400), 1), "PNG"),
                        (255, 255, 255)),
    "see-through grey": ("a.png", lambda: saved(Image.new("LA", (600, 400), (9, 0)), "PNG"),
                         (255, 255, 255)),
    "see-through": ("a.webp", lambda: saved(Image.new("RGBA", (600, 400), (9, 9, 9, 0)), "WEBP"),
                    (255, 255, 255)),
    "PNG called JPEG": ("a.jpg", lambda: png(plain("RGB")), COLOURS),
    "JPEG called PNG": ("a.png", lambda: saved(plain("RGB"), "JPEG", quality=95), COLOURS),
    "see-through PNG called JPEG": (
        "a.jpg", lambda: saved(Image.new("RGBA", (600, 400), (0, 0, 0, 0)), "PNG"),
        (255, 255, 255)),
    "other colours": ("a.jpg", lambda: saved(plain("RGB"), "JPEG", icc_profile=swapped()),
                      (20, 230, 20)),
    "no profile at all": ("a.jpg", lambda: saved(plain("RGB"), "JPEG", icc_profile=b"junk"),
                          COLOURS),
    "a second picture behind": (
        "a.jpg", lambda: saved(plain("RGB"), "MPO", save_all=True, append_images=[plain("RGB")]),
        COLOURS),
}  # fmt: skip


def plain(mode: str) -> Image.Image:
    """A picture of one colour."""
    image = Image.new("RGB", (600, 400), COLOURS)
    if mode == "P":
        found = Image.new("P", image.size, 0)
        found.putpalette([*COLOURS, 0, 0, 0])
        return found
    return image.convert(mode)


@pytest.mark.parametrize("case", MODES)
def test_every_kind_of_picture_is_published_well(case: str) -> None:
    name, make, meant = MODES[case]
    data = make()
    size = look(data, Path(name), shown=True)
    assert isinstance(size, Size) and size.scales, size
    for path, version in versions(name, size, smaller=True).items():
        (content,) = made(data, version)
        image = read(content)
        assert image.format == version.format, path
        assert image.size == version[1:], path
        assert not image.info.get("icc_profile"), path
        if image.mode == "I;16":
            image = image.point(lambda value: value / 256, "L")
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(image.convert("RGBA"))
        assert near(white.getpixel((100, 100)), meant, 12), (path, white.getpixel((100, 100)))


def test_the_same_version_is_the_same_in_any_company() -> None:
    data = jpeg(3000, 2000)
    planned = [*versions("a.jpg", Size(3000, 2000, True), smaller=True).values()]
    assert made(data, *planned) == [made(data, each)[0] for each in planned]
    assert codecs() == codecs()


def test_a_chart_is_published_bit_by_bit_and_a_fine_jpeg_smaller() -> None:
    chart = saved(scene(600, 400).quantize(8), "PNG")
    assert made(chart, Version("PNG", 600, 400)) == [bare(chart)]
    fine = saved(scene(600, 400), "JPEG", quality=100)
    assert len(made(fine, Version("JPEG", 600, 400))[0]) < len(fine)
    rough = saved(Image.effect_noise((600, 400), 90), "JPEG", quality=20)
    assert made(rough, Version("JPEG", 600, 400)) == [bare(rough)]


# What cannot be published


def bomb() -> bytes:
    """A PNG of 400 million pixels in few bytes."""
    head = (20_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def cut(data: bytes) -> bytes:
    """Half of a file."""
    return data[: len(data) // 2]


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.jpg", lambda: cut(jpeg()[2000:]), "is not the picture"),
        ("a.jpg", lambda: cut(saved(scene(), "JPEG")), "cannot be read to its end"),
        ("a.png", lambda: cut(saved(scene(), "PNG")), "cannot be read to its end"),
        ("a.gif", lambda: cut(saved(scene(), "GIF")), "cannot be read to its end"),
        ("a.webp", lambda: cut(saved(scene(), "WEBP")), ""),
        ("a.avif", lambda: cut(saved(scene(), "AVIF")), ""),
        ("a.png", bomb, "million pixels"),
        ("a.jpg", lambda: b"", "is not the picture"),
        ("a.heic", lambda: jpeg(), "is no kind of picture"),
        ("a.png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not the"),
        ("a.png", lambda: saved(scene(), "TIFF"), "is not the picture"),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, make: Callable[[], bytes], said: str, shown: bool
) -> None:
    found = look(make(), Path(name), shown=shown)
    assert isinstance(found, Unfit) and said in found.message
    assert found.hint


@pytest.mark.parametrize("name", PHOTOS)
@given(damage=st.data())
def test_no_damage_raises(name: str, damage: st.DataObject) -> None:
    """A file with some bytes changed, or cut off, is published without a trace, or refused."""
    data = bytearray(SMALL[name])
    places = st.integers(0, min(len(data) - 1, 700))
    for _ in range(damage.draw(st.integers(1, 4))):
        data[damage.draw(places)] = damage.draw(st.integers(0, 255))
    del data[damage.draw(st.integers(len(data) // 2, len(data))) :]
    for shown in (True, False):
        size = look(bytes(data), Path(name), shown=shown)
        if isinstance(size, Size):
            scaled = size.scales and shown
            wanted = versions(name, size, smaller=True).values() if scaled else [WHOLE]
            assert all(made(bytes(data), *wanted))


SMALL = {
    "a.jpg": jpeg(60, 40, 6),
    "a.png": png(scene(60, 40)),
    "a.gif": gif(2, 20, 10),
    "a.webp": webp(1, 60, 40),
    "a.avif": avif(1, 20, 10),
}


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
def test_a_file_cut_off_anywhere_is_not_whole(name: str) -> None:
    whole = bare(SMALL[name], 6)
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(Unsound):
            bare(whole[:end])


def test_only_formats_of_ours_are_opened() -> None:
    """Some of Pillow's readers start programs."""
    assert {Image.open(BytesIO(data)).format for data in SMALL.values()} == {*FORMATS.values()}
