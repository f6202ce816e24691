"""A picture's file without what it says besides the picture.

In: the bytes of a JPEG, PNG, GIF or WebP file. Out: the same picture, bit for bit, in a file of
nothing else: no EXIF (position, device, thumbnail), IPTC, XMP, comments, makers' notes, second
pictures, nor anything behind its end. Only what is known to belong to the picture is kept, so that
what is not known yet is left out too. Of EXIF, a JPEG's orientation is written anew.

Sources: ITU T.81, annex B (JPEG), and T.871 (JFIF); PNG, third edition; GIF89a; RFC 9649 (WebP);
CIPA DC-008 (EXIF); ICC.1, annex B (profiles in files).
"""

import re
import struct
from collections.abc import Iterator

BREAK = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
"""What ends the pixels of a JPEG's scan: a marker that is no restart and no escaped byte."""
JFIF, EXIF, PROFILE, ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT acTL fcTL fdAT".split()
)
"""The chunks that say how a PNG looks, those of moving ones among them."""
LOOPS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))
"""The applications' blocks of a GIF that say how often it plays."""
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
FRAME_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
TOLD = 0b0000_1100
"""The bits of a WebP's head that announce EXIF and XMP."""


class Unsound(Exception):
    """The file is not built as its format says, or ends too early."""


def bare(data: bytes, orientation: int = 1) -> bytes:
    """The picture alone; a JPEG is turned by its `orientation` (1 to 8, as EXIF has it). Raises
    `Unsound`."""
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(jpeg(data, orientation))
        if data.startswith(PNG_HEAD):
            return PNG_HEAD + b"".join(png(data))
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(gif(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(webp(data))
            return b"RIFF" + struct.pack("<I", len(body)) + body
    except (IndexError, struct.error) as error:
        raise Unsound from error
    raise Unsound


def jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    """A JPEG's segments up to the end of its first picture."""
    yield data[:2]
    if orientation != 1:
        yield turned(orientation)
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Unsound
        while data[at + 1] == 0xFF:  # fill
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if size < 2 or end > len(data):
            raise Unsound
        yield segment(marker, data[at + 4 : end])
        at = end
        if marker == 0xDA:
            found = BREAK.search(data, at)
            if found is None:
                raise Unsound
            yield data[at : found.start()]
            at = found.start()


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG as it is kept: tables, frames and scans, and of applications' own what
    colours need; of JFIF not the thumbnail that it may hold."""
    if marker == 0xE0 and body.startswith(JFIF) and len(body) >= 14:
        body = body[:12] + b"\0\0"
    elif marker == 0xEE and body.startswith(ADOBE):
        body = body[:12]
    elif marker == 0xFE or (0xE0 <= marker <= 0xEF and not body.startswith(PROFILE)):
        return b""
    elif not 0xC0 <= marker <= 0xEF or 0xD0 <= marker <= 0xD8:
        raise Unsound
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def turned(orientation: int) -> bytes:
    """An EXIF segment that says which way up a picture is, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return struct.pack(">BBH", 0xFF, 0xE1, len(EXIF + tiff) + 2) + EXIF + tiff


def png(data: bytes) -> Iterator[bytes]:
    """A PNG's chunks up to the last."""
    at = len(PNG_HEAD)
    while True:
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise Unsound
        if kind in PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def gif(data: bytes) -> Iterator[bytes]:
    """A GIF's blocks up to its end."""
    at = 13 + table(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start, kind = at, data[at : at + 2]
        if kind[0] == 0x2C:
            at = past_blocks(data, at + 11 + table(data[at + 9]))
            yield data[start:at]
        elif kind[0] == 0x21:
            at = past_blocks(data, at + 2)
            loops = kind == b"\x21\xff" and data[start + 3 : start + 14] in LOOPS
            if kind == b"\x21\xf9" or loops:
                yield data[start:at]
        else:
            raise Unsound
    yield b"\x3b"


def table(flags: int) -> int:
    """How many bytes a GIF's colours take, by the flags before them."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def past_blocks(data: bytes, at: int) -> int:
    """Where a run of blocks of a GIF has ended, each of which says its length."""
    while size := data[at]:
        at += size + 1
    return at + 1


def webp(data: bytes) -> Iterator[bytes]:
    """A WebP's chunks."""
    (size,) = struct.unpack_from("<I", data, 4)
    if len(data) < size + 8:
        raise Unsound
    for kind, body in chunks(data[12 : size + 8]):
        if kind == b"VP8X":
            yield chunk(kind, bytes((body[0] & ~TOLD,)) + body[1:])
        elif kind == b"ANMF":
            parts = (chunk(*part) for part in chunks(body[16:]) if part[0] in FRAME_KEPT)
            yield chunk(kind, body[:16] + b"".join(parts))
        elif kind in WEBP_KEPT:
            yield chunk(kind, body)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The names and contents of a run of a WebP's chunks."""
    at = 0
    while at < len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise Unsound
        yield kind, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a WebP."""
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
