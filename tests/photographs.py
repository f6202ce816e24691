"""Pictures for tests, made by Pillow: in every format and mode, and full of what nobody may see."""

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image

SECRET = b"vermilion-otter"
PLACE = 0x5EC2E7A1
"""Degrees of latitude as a numerator that occurs nowhere else."""
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>%s</a></x:xmpmeta>' % SECRET
CORNERS = {"tl": (230, 20, 20), "tr": (20, 200, 20), "bl": (20, 20, 230), "br": (240, 240, 20)}
TRACES = (
    SECRET,
    SECRET.decode().encode("utf-16-le"),
    struct.pack(">I", PLACE),
    struct.pack("<I", PLACE),
    b"Exif",
    b"xmpmeta",
    b"8BIM",
)
"""What of the pictures below tells where, when, by whom or with what they were taken."""


def scene(width: int = 600, height: int = 400) -> Image.Image:
    """A picture of which each corner has a colour of its own, with soft passages between."""
    four = Image.new("RGB", (2, 2))
    for place, corner in zip(((0, 0), (1, 0), (0, 1), (1, 1)), CORNERS.values(), strict=True):
        four.putpixel(place, corner)
    return four.resize((width, height), Image.Resampling.BILINEAR)


def saved(image: Image.Image, format_: str, **told: Any) -> bytes:
    """A picture as a file."""
    into = BytesIO()
    image.save(into, format_, **told)
    return into.getvalue()


def read(data: bytes) -> Image.Image:
    """A file as a picture, decoded."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: its maker and owner, the time, the place, notes of its own."""
    found = Image.Exif()
    found[0x0112] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        found[tag] = SECRET.decode()
    found[0x9C9D] = SECRET.decode().encode("utf-16-le")
    details = found.get_ifd(0x8769)
    details[0x927C] = SECRET  # the maker's note
    details[0x9286] = b"ASCII\0\0\0" + SECRET
    place = found.get_ifd(0x8825)
    place[1], place[3] = "N", "E"
    place[2] = place[4] = (PLACE / 1.0, 12.5, 7.25)
    place[0x1B] = SECRET
    return found


def place_of() -> bytes:
    """EXIF with the place as numbers, by hand: Pillow shortens fractions."""
    rationals = struct.pack(">6I", PLACE, 1, 12, 1, 7, 1)
    head = struct.pack(">2sHI", b"MM", 42, 8)
    first = struct.pack(">HHHIIHHIII", 2, 0x0112, 3, 1, 6 << 16, 0x8825, 4, 1, 38, 0)
    place = struct.pack(">HHHIII", 1, 2, 5, 3, 56, 0)
    return b"Exif\0\0" + head + first + place + rationals


def jpeg(width: int = 600, height: int = 400, orientation: int = 1, **told: Any) -> bytes:
    """A JPEG as a telephone makes it and an agency sends it: with EXIF, XMP, IPTC, a thumbnail, a
    comment, and a second picture behind its end."""
    picture = saved(
        scene(width, height), "JPEG", exif=exif(orientation), comment=SECRET, quality=90, **told
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10" + SECRET + b"\0"
    parts = ((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), (0xED, iptc), (0xE5, SECRET))
    extra = b"".join(struct.pack(">BBH", 0xFF, kind, len(b) + 2) + b for kind, b in parts)
    return picture[:2] + extra + picture[2:] + saved(scene(40, 30), "JPEG", exif=exif()) + SECRET


def png(image: Image.Image | None = None, **told: Any) -> bytes:
    """A PNG with texts of all three kinds, EXIF, a time, and something behind its end."""
    picture = saved(image or scene(), "PNG", exif=exif(), **told)
    texts = (
        (b"tEXt", b"Author\0" + SECRET),
        (b"zTXt", b"Comment\0\0" + zlib.compress(SECRET)),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        (b"tIME", b"\x07\xe0\x06\x13\x0c\0\0"),
        (b"orNT", SECRET),
    )
    at = picture.index(b"IDAT") - 4
    return picture[:at] + b"".join(chunk(*each) for each in texts) + picture[at:] + SECRET


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    sum_ = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sum_


def gif(frames: int = 1, width: int = 60, height: int = 40) -> bytes:
    """A GIF with a comment and XMP."""
    first, *others = (scene(width, height).rotate(90 * n).quantize(16) for n in range(frames))
    more = {"save_all": True, "append_images": others, "loop": 0} if others else {}
    picture = saved(first, "GIF", comment=SECRET, **more)
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(XMP),)) + XMP + b"\0"
    return picture[:-1] + xmp + b"\x3b" + SECRET


def webp(frames: int = 1, width: int = 600, height: int = 400) -> bytes:
    """A WebP with EXIF and XMP."""
    return moving("WEBP", frames, width, height)


def avif(frames: int = 1, width: int = 120, height: int = 80) -> bytes:
    """An AVIF with both."""
    return moving("AVIF", frames, width, height)


def moving(format_: str, frames: int, width: int, height: int) -> bytes:
    """A picture, or some that follow one another."""
    first, *others = (scene(width, height).rotate(90 * n) for n in range(frames))
    more = {"save_all": True, "append_images": others, "duration": 100} if others else {}
    return saved(first, format_, exif=exif().tobytes(), xmp=XMP, **more)


def traces(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Which files hold anything of the above."""
    return [(path, trace) for path, data in files for trace in TRACES if trace in data]
