"""Pictures from the authors' folder to readers: what a site holds of them, through every door, and
what is remembered."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from PIL import Image

from conftest import MKDOCS, build_site, settings_for, tree, write_site
from dateline import assets
from dateline.assets import looking
from dateline.build import Built, build, clean
from dateline.cache import CACHE_FOLDER, STORE
from dateline.cache.store import KEPT_FOR, Store
from dateline.plugin import load
from dateline.problems import BuildFailed
from dateline.session import Loaded, Preview, memory, workers
from photographs import SECRET, avif, gif, jpeg, png, read, saved, scene, traces, webp

ENTRY = """\
entries:
  - section: Ports
    kind: background
    photo: {file: photos/quay.jpg, alt: The quay}
    text: |
      The quay was full. ![A crane](photos/crane.png) It is on [the plan](plans/quay.jpg).
"""
DAY = "briefings/2016-05-02.yaml"
OTHERS = {
    "gif.gif": gif(3),
    "webp.webp": webp(),
    "avif.avif": avif(),
    "still.gif": gif(),
}
SITE = {
    DAY: ENTRY.encode(),
    "briefings/photos/quay.jpg": jpeg(2000, 1200, 6),
    "briefings/photos/crane.png": png(scene(700, 500)),
    "briefings/plans/quay.jpg": jpeg(300, 200, 8),
    "briefings/about.md": b"# About\n\n![Us](photos/us.webp) and [our seal](photos/seal.png)\n",
    "briefings/photos/us.webp": webp(2),
    "briefings/photos/seal.png": png(),
    "briefings/2016-05-03.yaml": b"photo:\n"
    + b"".join(f"  - {{file: {name}, alt: One more}}\n".encode() for name in OTHERS)
    + b"entries: [{section: Ports, kind: background, text: Nothing new.}]\n",
    **{f"briefings/{name}": data for name, data in OTHERS.items()},
}
VERSIONS = {
    "photos/quay.jpg", "photos/quay-480.jpg", "photos/quay-960.jpg", "photos/quay.jpg.webp",
    "photos/quay-480.jpg.webp", "photos/quay-960.jpg.webp",
}  # fmt: skip


def site_of(folder: Path, files: dict[str, bytes], mkdocs: str = MKDOCS) -> Path:
    """A site on disk."""
    for path, data in {"mkdocs.yml": mkdocs.encode(), **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with pictures of all kinds, each of which tells more than it shows."""
    return site_of(tmp_path / "site", SITE)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many versions were made, each time that some were."""
    seen: list[int] = []
    usual = assets.published

    def counted(data: bytes, versions: Any) -> Iterator[bytes]:
        wanted = tuple(versions)
        seen.append(len(wanted))
        return usual(data, wanted)

    monkeypatch.setattr(assets, "published", counted)
    return seen


def preview_of(root: Path) -> Preview:
    """The preview of a site."""

    def loaded() -> Loaded:
        site = load(root / "mkdocs.yml")
        return Loaded(site.settings, site.documents, frozenset({root / "mkdocs.yml"}))

    return Preview(loaded)


def served(preview: Preview, path: str) -> bytes | None:
    """A file of the site as it is answered."""
    content, _ = preview.content(path)
    return content.read_bytes() if isinstance(content, Path) else content


def with_mkdocs(site: Path, output: Path) -> dict[str, bytes]:
    """What MkDocs writes."""
    build_with_mkdocs(load_config(config_file=str(site / "mkdocs.yml"), site_dir=str(output)))
    return tree(output)


# What readers get


def test_nothing_of_a_file_but_its_picture_is_on_the_site(site: Path, tmp_path: Path) -> None:
    """Not in a picture, an attachment or a card, on a page, in what is remembered; by no door."""
    assert len(traces(tree(site / "briefings").items())) > 20
    build_site(site, tmp_path / "out", remember=True)
    through_mkdocs = with_mkdocs(site, tmp_path / "mkdocs")
    built = tree(tmp_path / "out")
    assert {"photos/us.webp", "photos/seal.png", "plans/quay.jpg", *VERSIONS} <= built.keys()
    for files in (built, through_mkdocs, tree(site / CACHE_FOLDER)):
        assert files
        turned = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"
        plan = "plans/quay.jpg"
        bare = {path: data.replace(turned, b"") if path == plan else data
                for path, data in files.items()}  # fmt: skip
        found = [(path, what) for path, what in traces(bare.items()) if path != "cache"]
        assert not [each for each in found if each[1] != b"Exif" or ".slip" not in each[0]]
    assert through_mkdocs == built


def test_a_photo_is_published_in_versions_of_its_own(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "out")
    built = tree(tmp_path / "out")
    assert {path for path in built if path.startswith("photos/quay")} == VERSIONS
    sizes = {path: read(built[path]).size for path in VERSIONS}
    assert sizes["photos/quay.jpg"] == sizes["photos/quay.jpg.webp"] == (1200, 2000)
    assert sizes["photos/quay-480.jpg.webp"] == (480, 800)
    page = built["2016/05/02/index.html"].decode()
    assert 'srcset="../../../photos/quay-480.jpg.webp 480w, ' in page
    assert 'sizes="(min-width: 44rem) ' in page
    first, second = (part.split(">")[0] for part in page.split("<img ")[1:3])
    assert 'width="1200" height="2000"' in first and "lazy" not in first
    assert 'loading="lazy" decoding="async"' in second


def test_what_moves_is_published_whole(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "out")
    assert read((tmp_path / "out/gif.gif").read_bytes()).n_frames == 3
    assert read((tmp_path / "out/photos/us.webp").read_bytes()).n_frames == 2


@pytest.mark.parametrize("door", ["dateline", "mkdocs"])
def test_smaller_versions_can_be_left_out(site: Path, tmp_path: Path, door: str) -> None:
    config = MKDOCS.replace("[dateline]", "[dateline: {outputs: {pictures: false}}]")
    (site / "mkdocs.yml").write_text(config)
    if door == "dateline":
        build_site(site, tmp_path / "out")
    built = tree(tmp_path / "out") if door == "dateline" else with_mkdocs(site, tmp_path / "out")
    assert {path for path in built if path.startswith("photos/quay")} == {"photos/quay.jpg"}
    assert read(built["photos/quay.jpg"]).size == (1200, 2000)
    assert b"srcset" not in built["2016/05/02/index.html"]
    assert not [each for each in traces(built.items()) if each[1] != b"Exif"]


def test_a_photo_no_longer_wanted_small_leaves_no_file(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "out", remember=True)
    (site / "briefings/photos/quay.jpg").write_bytes(jpeg(300, 200))
    build_site(site, tmp_path / "out", remember=True)
    left = {path for path in tree(tmp_path / "out") if path.startswith("photos/quay")}
    assert left == {"photos/quay.jpg"}


def test_an_address_is_had_by_one_picture(site: Path, tmp_path: Path) -> None:
    """A version's address may be that of another photo: neither is written over."""
    (site / "briefings/photos/quay-480.jpg").write_bytes(jpeg(100, 80))
    text = ENTRY.replace("quay.jpg, alt", "quay.jpg, alt", 1)
    both = text.replace(
        "{file: photos/quay.jpg, alt: The quay}",
        "[{file: photos/quay.jpg, alt: The quay}, {file: photos/quay-480.jpg, alt: Again}]",
    )
    (site / DAY).write_text(both)
    with pytest.raises(BuildFailed) as failed:
        build_site(site, tmp_path / "out")
    (problem,) = (each for each in failed.value.problems if each.severity == "error")
    assert problem.code == "site/address-twice"
    assert "/photos/quay-480.jpg" in problem.message and "photos/quay" in problem.path


@pytest.mark.parametrize("where", ["photo", "intro", "first", "second"])
def test_only_the_first_picture_of_a_page_is_fetched_at_once(where: str, tmp_path: Path) -> None:
    photo = "photo: {file: a.png, alt: A}\n" if where == "photo" else ""
    intro = "intro: '![A](a.png)'\n" if where == "intro" else ""
    texts = ["One. ![A](a.png)" if where == "first" else "One.", "Two. ![A](a.png) ![B](b.png)"]
    text = photo + intro + "entries:\n" + "".join(
        f"  - {{section: S, id: s-{n}, kind: background, text: '{words}'}}\n"
        for n, words in enumerate(texts)
    )  # fmt: skip
    files = {DAY: text.encode(), "briefings/a.png": png(), "briefings/b.png": png()}
    build_site(site_of(tmp_path, files), tmp_path / "out")
    built = tree(tmp_path / "out")
    page = [img.split(">")[0] for img in built["2016/05/02/index.html"].decode().split("<img ")[1:]]
    eager = [number for number, img in enumerate(page) if "lazy" not in img]
    assert eager == ([] if where == "second" else [0])
    assert all(img.count("decoding") == img.count("lazy") for img in page)
    assert sum("fetchpriority" in img for img in page) == (where == "photo")
    own = built["2016/05/02/s-1/index.html"].decode().split("<img ")[1:]
    assert ["lazy" in img for img in own] == [False, True]


# What is remembered


def test_a_picture_is_encoded_once(
    site: Path, tmp_path: Path, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not again for a word, a deleted site, another checkout, other code of ours, or with a memory
    that has lost all else."""
    build_site(site, tmp_path / "out", remember=True)
    first = tree(tmp_path / "out")
    assert sum(encoded) > 12
    encoded.clear()
    (site / DAY).write_text(ENTRY.replace("full", "empty"))
    build_site(site, tmp_path / "out", remember=True)
    (site / DAY).write_text(ENTRY)
    shutil.rmtree(tmp_path / "out")
    build_site(site, tmp_path / "out", remember=True)
    assert tree(tmp_path / "out") == first
    for file in (site / CACHE_FOLDER).glob("*.sqlite"):
        file.unlink()
    monkeypatch.setattr(looking, "look", None)  # nor is one looked at again
    shutil.copytree(site, tmp_path / "checkout", copy_function=shutil.copyfile)
    build_site(tmp_path / "checkout", tmp_path / "other", remember=True)
    assert tree(tmp_path / "other") == first
    assert with_mkdocs(site, tmp_path / "mkdocs") == first
    preview = preview_of(site)
    assert all(served(preview, path) == data for path, data in first.items() if "/quay" in path)
    assert encoded == []


def test_our_own_changes_cost_no_encoding(
    site: Path, tmp_path: Path, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(site, tmp_path / "out", remember=True)
    encoded.clear()
    monkeypatch.setattr(memory, "identity", lambda: "another version")
    shutil.rmtree(tmp_path / "out")
    build_site(site, tmp_path / "out", remember=True)
    assert encoded == []


def test_other_libraries_do(
    site: Path, tmp_path: Path, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(site, tmp_path / "out", remember=True)
    before = sum(encoded)
    encoded.clear()
    monkeypatch.setattr(assets, "codecs", lambda: "Pillow 14")
    build_site(site, tmp_path / "out", remember=True)
    assert sum(encoded) == before


def test_a_changed_picture_is_encoded_alone(site: Path, tmp_path: Path, encoded: list[int]) -> None:
    build_site(site, tmp_path / "out", remember=True)
    encoded.clear()
    (site / "briefings/photos/quay.jpg").write_bytes(jpeg(2000, 1200, 3))
    build_site(site, tmp_path / "out", remember=True)
    assert encoded == [len(VERSIONS)]
    assert read((tmp_path / "out/photos/quay.jpg").read_bytes()).size == (1440, 864)
    build_site(site, tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def spoil_bytes(files: list[Path]) -> None:
    for file in files:
        data = bytearray(file.read_bytes())
        data[-20] ^= 1
        file.write_bytes(data)


def cut_off(files: list[Path]) -> None:
    for file in files:
        file.write_bytes(file.read_bytes()[:-9])


def swap(files: list[Path]) -> None:
    contents = [file.read_bytes() for file in files]
    for file, content in zip(files, (*contents[1:], contents[0]), strict=True):
        file.write_bytes(content)


def empty(files: list[Path]) -> None:
    for file in files:
        file.write_bytes(b"")


def make_folders(files: list[Path]) -> None:
    for file in files:
        file.unlink()
        file.mkdir()


@pytest.mark.parametrize("spoil", [spoil_bytes, cut_off, swap, empty, make_folders])
def test_what_was_remembered_is_never_trusted(
    spoil: Callable[[list[Path]], None], site: Path, tmp_path: Path
) -> None:
    build_site(site, tmp_path / "out", remember=True)
    first = tree(tmp_path / "out")
    spoil(sorted((site / CACHE_FOLDER / STORE).iterdir()))
    shutil.rmtree(tmp_path / "out")
    build_site(site, tmp_path / "out", remember=True)
    assert tree(tmp_path / "out") == first


def test_a_memory_that_cannot_be_written_is_done_without(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "one")
    (site / CACHE_FOLDER).mkdir()
    (site / CACHE_FOLDER / STORE).write_text("a file in the way")
    build_site(site, tmp_path / "two", remember=True)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_without_memory_nothing_is_left_behind(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "out")
    assert not (site / CACHE_FOLDER).exists()


@pytest.mark.parametrize("remember", [True, False])
def test_the_bytes_are_the_same_for_any_number_of_jobs(
    site: Path, tmp_path: Path, remember: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(site, tmp_path / "alone")
    monkeypatch.setattr(workers, "FEW", 1)
    for jobs in (2, 3):
        settings = settings_for(site, tmp_path / f"by-{jobs}")
        shutil.rmtree(site / CACHE_FOLDER, ignore_errors=True)
        documents = load(site / "mkdocs.yml").documents
        build(settings, documents, configured=False, remember=remember, jobs=jobs)
        assert tree(tmp_path / f"by-{jobs}") == tree(tmp_path / "alone")


def test_a_build_that_is_cut_off_loses_little(
    site: Path, tmp_path: Path, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was encoded before is there for the next one."""
    kept = Store.put
    left = [8]

    def put(self: Store, key: str, content: bytes) -> None:
        kept(self, key, content)
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    monkeypatch.setattr(Store, "put", put)
    with pytest.raises(KeyboardInterrupt):
        build_site(site, tmp_path / "out", remember=True)
    monkeypatch.undo()
    assert len(list((site / CACHE_FOLDER / STORE).iterdir())) == 8


def test_what_nobody_needs_any_more_is_thrown_away(site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "out", remember=True)
    folder = site / CACHE_FOLDER / STORE
    before = {*folder.iterdir()}
    (site / "briefings/photos/quay.jpg").write_bytes(jpeg(500, 300))
    build_site(site, tmp_path / "out", remember=True)
    assert before < {*folder.iterdir()}, "somebody may come back to it"
    long_ago = time.time() - KEPT_FOR - 60
    for file in folder.iterdir():
        os.utime(file, (long_ago, long_ago))
    (site / "briefings/photos/quay.jpg").write_bytes(jpeg(510, 300))
    build_site(site, tmp_path / "out", remember=True)
    assert len(before & {*folder.iterdir()}) == len(before) - len(VERSIONS) - 1  # and its size
    counted = clean(tmp_path / "out", site / "mkdocs.yml")
    assert counted.remembered > 10 and not (site / CACHE_FOLDER).exists()


# The preview


def test_the_preview_shows_a_changed_photo(site: Path) -> None:
    preview = preview_of(site)
    path, file = "photos/quay-480.jpg.webp", site / "briefings/photos/quay.jpg"
    before, mark = served(preview, path), preview.mark("2016/05/02/index.html")
    assert before and read(before).size == (480, 800)
    file.write_bytes(jpeg(2000, 1200, 3))
    assert served(preview, path) == before, "it is remembered, and nobody has looked yet"
    assert served(preview, "photos/quay-960.jpg") is None, "nobody has looked at it yet"
    preview.update([file])
    after = served(preview, path)
    assert after and read(after).size == (480, 288)
    assert preview.mark("2016/05/02/index.html") != mark


def test_the_preview_never_shows_a_damaged_photo_as_it_is(site: Path) -> None:
    file = site / "briefings/photos/quay.jpg"
    file.write_bytes(file.read_bytes()[:9000])
    preview = preview_of(site)
    assert preview.told()["errors"]
    assert served(preview, "photos/quay.jpg") is None
    assert SECRET not in (served(preview, "2016/05/02/index.html") or b"")


def test_no_picture_of_no_use_is_left_by_a_picture_that_is_a_link(site: Path) -> None:
    """A photo that leads to another file of the folder is published by what it shows."""
    link = site / "briefings/photos/quay.jpg"
    link.rename(site / "briefings/photos/other.jpg")
    link.symlink_to("other.jpg")
    built: Built = build_site(site, site.parent / "out")
    assert built.written.written
    assert not [each for each in traces(tree(site.parent / "out").items()) if each[1] != b"Exif"]


def test_a_large_photo_is_no_matter_but_a_large_drawing_is(tmp_path: Path) -> None:
    noise = Image.effect_noise((1400, 1000), 90)
    files = {
        DAY: b"photo: {file: a.png, alt: Noise}\n"
        b"entries: [{section: S, kind: background, text: A}]",
        "briefings/a.png": saved(noise, "PNG"),
        "briefings/b.png": saved(noise, "PNG"),
        "briefings/about.md": b"# About\n\n![Noise](b.png)\n",
    }
    assert len(files["briefings/a.png"]) > 1_000_000
    built = build_site(site_of(tmp_path, files), tmp_path / "out")
    found = [(each.code, each.path) for each in built.problems]
    assert found == [("picture/large", "b.png")]


def test_a_site_of_texts_has_no_store(tmp_path: Path) -> None:
    site = write_site(tmp_path, {DAY: "entries: [{section: S, kind: background, text: A}]\n"})
    build_site(site, tmp_path / "out", remember=True)
    assert not (site / CACHE_FOLDER / STORE).exists()
