"""The two records kept in the site's folder: what is Dateline's, and what is being switched in."""

from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from dateline.write.folder import MANIFEST, NEXT, inside

JOURNAL = "journal.json"
T = TypeVar("T")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What Dateline wrote into a folder: output paths, sorted."""

    dateline: int = 1
    files: tuple[str, ...] = ()


class Move(NamedTuple):
    """A prepared file, named by its number, and the output path it is for."""

    number: int
    path: str


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be switched in, in this order, once all of it is prepared. `displaced` are
    removed before the rest: a new file needs their name for a folder, or their folder's name."""

    displaced: tuple[str, ...]
    new: tuple[Move, ...]
    changed: tuple[Move, ...]
    removed: tuple[str, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """The files that come, in order."""
        return self.new + self.changed

    @property
    def removals(self) -> tuple[str, ...]:
        """The files that go, in order."""
        return self.displaced + self.removed


class Sealed(msgspec.Struct, frozen=True):
    """A journal as it is on the disk, with the hash that tells a whole one from a torn one."""

    sha256: str
    journal: msgspec.Raw


def sealed(journal: Journal) -> bytes:
    """A journal for the disk."""
    content = msgspec.json.encode(journal)
    return msgspec.json.encode(Sealed(sha256(content).hexdigest(), msgspec.Raw(content)))


def read_journal(site_dir: Path) -> Journal | None:
    """The journal that waits to be finished. None if there is none, if it is not as it was
    written, or if it names a path outside the folder."""
    seal = read_as(site_dir / NEXT / JOURNAL, Sealed)
    if seal is None or sha256(seal.journal).hexdigest() != seal.sha256:
        return None
    try:
        journal = msgspec.json.decode(seal.journal, type=Journal)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    paths = chain(journal.removals, (move.path for move in journal.moves))
    return journal if all(map(inside, paths)) else None


def read_manifest(site_dir: Path) -> Manifest | None:
    """What Dateline wrote here before; None if the manifest is missing or not ours."""
    return read_as(site_dir / MANIFEST, Manifest)


def for_disk(manifest: Manifest) -> bytes:
    """A manifest as people may read it."""
    return msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"


def read_as(path: Path, type_: type[T]) -> T | None:
    """A record from a JSON file; None if it is missing or is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
