"""A few small real pictures that all briefings share.

A picture of its own for each briefing would make the benchmark one of copying: at 10,000 briefings
most of the bytes. What a picture costs a briefing besides (its size is read, its address and
caption are printed) is the same for a shared one.
"""

import struct
import zlib
from pathlib import Path
from random import Random

from benchmarks.archive import PICTURES, SEED

SIDE = 96
SQUARE = 16


def put_pictures(folder: Path) -> None:
    """All pictures as PNG files of some hundred bytes, `0.png` and on, into a new folder."""
    folder.mkdir(parents=True)
    for number in range(PICTURES):
        (folder / f"{number}.png").write_bytes(_png(Random(f"{SEED}/picture/{number}")))


def _png(rng: Random) -> bytes:
    across = SIDE // SQUARE
    squares = [[rng.randbytes(3) for _ in range(across)] for _ in range(across)]
    rows = (b"\0" + b"".join(colour * SQUARE for colour in line) for line in squares)
    pixels = b"".join(row * SQUARE for row in rows)
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
