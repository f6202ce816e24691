"""What is remembered between builds, as records: the cache keeps it as bytes.

In: the settings. Out: a `Memory`, which gives the records that an earlier build left and takes
those of this one. Tables of many small records are kept in chunks, of which only those with a
changed record are written again. Nothing here decides whether a record still holds.
"""

import os
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any, Self, TypeVar
from zlib import crc32

import msgspec

from dateline import __version__
from dateline.cache import CACHE_FOLDER, INDEXES, PARTS, STORE, Cache, open_cache
from dateline.cache.store import Store
from dateline.model.settings import Settings

T = TypeVar("T")
CHUNKS = 256
DECODERS: dict[Any, Any] = {}
LISTED = ("files", "assets", "placements", "planned", "outputs")
"""The tables that are read whole; the others are asked by key."""
LIBRARIES = ("Babel", "Jinja2", "Markdown", "MarkupSafe", "msgspec", "nh3", "ahocorasick-rs",
             "pagefind-bin", "pillow", "PyYAML", "tzdata")  # fmt: skip
"""What the bytes of a page or an index may depend on besides our own code."""


class Memory:
    """The records of one site."""

    def __init__(
        self,
        kept: Cache,
        file: Path,
        root: Path,
        store: Store | None = None,
        indexes: Store | None = None,
        parts: Store | None = None,
    ) -> None:
        """`file` is where it is kept, `root` the folder of mkdocs.yml; `store` is for versions of
        pictures, `indexes` for what is searched, `parts` for those of collected files."""
        self.parts = parts
        self.indexes = indexes
        self.kept = kept
        self.file = file
        self.root = root
        self.store = store
        self.before: dict[str, dict[str, Any]] = {}

    def table(self, name: str, kind: type[T]) -> dict[str, T]:
        """All records of a table as they were left, by key; none if they are of other types."""
        decoder = msgspec.msgpack.Decoder(dict[str, kind])  # type: ignore[valid-type]
        found: dict[str, T] = {}
        try:
            for chunk in self.kept.all(name).values():
                found.update(decoder.decode(chunk))
        except msgspec.MsgspecError:
            found = {}
        self.before[name] = found
        return found

    def keep_table(self, name: str, after: Mapping[str, object]) -> None:
        """Write the chunks of a table in which a record is new, changed or gone."""
        before = self.before[name]
        changed = {chunk_of(key) for key in {*before, *after} if before.get(key) != after.get(key)}
        chunks: dict[str, dict[str, object]] = {chunk: {} for chunk in changed}
        for key, record in after.items():
            if (chunk := chunk_of(key)) in chunks:
                chunks[chunk][key] = record
        for chunk, records in chunks.items():
            if records:
                self.kept.put(name, chunk, encode(records))
            else:
                self.drop(name, chunk)
        self.before[name] = dict(after)

    def place(self, folder: Path) -> str:
        """What a folder is called here: its path as seen from mkdocs.yml, so that a site that is
        moved with its memory keeps it."""
        return Path(os.path.relpath(folder, self.root)).as_posix()

    def record(self, table: str, key: str, kind: type[T]) -> T | None:
        """One record; None if there is none, or it is damaged or of another type."""
        data = self.kept.get(table, key)
        try:
            return decoder_of(kind).decode(data) if data is not None else None
        except msgspec.MsgspecError:
            return None

    def keep(self, table: str, key: str, record: object) -> None:
        """Keep one record."""
        self.kept.put(table, key, encode(record))

    def keep_bytes(self, table: str, key: str, data: bytes) -> None:
        """Keep one record that is bytes already."""
        self.kept.put(table, key, data)

    def drop(self, table: str, key: str) -> None:
        """Forget one record."""
        self.kept.drop(table, key)

    @property
    def trouble(self) -> str:
        """Why nothing is remembered, with the file; empty if all is well."""
        return f"{self.file}: {self.kept.trouble}" if self.kept.trouble else ""

    @property
    def can_be_inherited(self) -> bool:
        """Whether a process that is forked from this one may ask it for records too."""
        return self.kept.can_be_inherited

    def inherit(self) -> None:
        """What such a process does first."""
        self.kept.inherit()

    def commit(self) -> None:
        """Make all that was kept since the last time lasting."""
        self.kept.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it. What was not committed is lost."""
        self.kept.close()


def memory_of(settings: Settings, *, remember: bool, pictures: bool = False) -> Memory:
    """The memory of a site's earlier builds; of none, with `remember` off, but for what was made of
    `pictures`, if those are to be remembered all the same."""
    kind = "-drafts" if settings.drafts else ""
    name = f"cache-{settings.config_file.stem}{kind}.sqlite"
    file = settings.config_file.parent / CACHE_FOLDER / name
    kept = open_cache(file if remember else None, identity(), LISTED)
    lasting = remember or pictures
    store = store_of(settings) if lasting else None
    indexes = store_of(settings, INDEXES) if lasting else None
    parts = store_of(settings, PARTS) if remember else None
    return Memory(kept, file, settings.config_file.parent, store, indexes, parts)


def store_of(settings: Settings, name: str = STORE) -> Store:
    """Where the versions of pictures are kept, or the indexes, by all builds of a site."""
    return Store(settings.config_file.parent / CACHE_FOLDER / name)


@cache
def identity() -> str:
    """The hash of all that must be the same for a record to hold: our own code, Python and the
    libraries whose results are kept or printed."""
    hashed = blake2b(f"{__version__} {sys.version_info[:3]}".encode(), digest_size=16)
    for name in LIBRARIES:
        try:
            hashed.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            hashed.update(f"{name} -".encode())
    for path in sorted(Path(str(files("dateline"))).rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def chunk_of(key: str) -> str:
    """The chunk that a record is kept in."""
    return f"{crc32(key.encode()) % CHUNKS:02x}"


def encode(record: Any) -> bytes:
    """A record as bytes."""
    return msgspec.msgpack.encode(record)


def decoder_of(kind: type[T]) -> "msgspec.msgpack.Decoder[T]":
    """The decoder of one type of records."""
    decoder: msgspec.msgpack.Decoder[T] = DECODERS.setdefault(kind, msgspec.msgpack.Decoder(kind))
    return decoder
