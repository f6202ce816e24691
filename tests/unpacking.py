"""Files taken apart: whatever is compressed or encoded in them, as it reads."""

import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote_to_bytes

DEEPEST = 5
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
"""What a PDF holds in parts."""


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """A file's bytes, and those of all that is inside."""
    yield data
    if depth == DEEPEST:
        return
    for inner in (*inside(data), *escaped(data)):
        yield from unpacked(inner, depth + 1)


def inside(data: bytes) -> Iterator[bytes]:
    """What is packed into a file, by how it begins."""
    if data.startswith(b"\x1f\x8b"):
        yield zlib.decompress(data, 31)
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for each in archive.infolist():
                yield each.filename.encode()
                yield archive.read(each)
    elif data.startswith(b"%PDF"):
        for packed in STREAM.findall(data):
            yield from inflated(packed)
    elif data.startswith(b"\x89PNG"):
        yield from chunks(data)
    elif data.startswith(b"SQLite format 3"):
        yield from rows(data)
    elif re.match(rb"[\w-]+: ", data) and b"MIME-Version:" in data:
        for part in message_from_bytes(data).walk():
            yield from (str(value).encode() for value in part.values())
            if not part.is_multipart():
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                yield payload


def escaped(data: bytes) -> Iterator[bytes]:
    """A text with signs written out that stand as escapes."""
    if b"\0" not in data and re.search(rb"%[0-9A-Fa-f]{2}", data[:200_000]):
        yield unquote_to_bytes(data).replace(b"%", b"")


def inflated(packed: bytes) -> Iterator[bytes]:
    """A stream of a PDF, if it is a compressed one."""
    try:
        yield zlib.decompress(packed)
    except zlib.error:
        return


def chunks(data: bytes) -> Iterator[bytes]:
    """What a PNG says in words, the compressed too."""
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind in (b"zTXt", b"iTXt"):
            yield from (b for part in content.split(b"\0") for b in inflated(part))
        at += 12 + length


def rows(data: bytes) -> Iterator[bytes]:
    """Every value of a database: its pages may hold a long one in pieces."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "copy.sqlite"
        file.write_bytes(data)
        db = sqlite3.connect(file)
        try:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
            for name in tables:
                try:
                    found = db.execute(f'SELECT * FROM "{name}"')
                except sqlite3.OperationalError:  # an index is no table
                    continue
                for row in found:
                    for value in row:
                        if isinstance(value, bytes):
                            yield value
                        elif isinstance(value, str):
                            yield value.encode()
        finally:
            db.close()
