"""The two records kept in the site's folder: what is Dateline's, and what is being switched in."""

from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.write.folder import MANIFEST, NEXT, inside

JOURNAL = "journal.json"
T = TypeVar("T")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What Dateline wrote into a folder: output paths, sorted."""

    dateline: int = 1
    files: tuple[str, ...] = ()


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be switched in, in this order, once all of it is prepared in the folder that is
    named `batch`. `displaced` are removed before the rest: a new file needs their name for a
    folder, or their folder's name. `folders` come whole, with all the files in them."""

    batch: str
    displaced: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that come one by one, in order."""
        return self.new + self.changed

    @property
    def removals(self) -> tuple[str, ...]:
        """The files that go, in order."""
        return self.displaced + self.removed

    @property
    def steps(self) -> int:
        """How many folders and files come or go."""
        return len(self.folders) + len(self.files) + len(self.removals)


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
    paths = (*journal.removals, *journal.folders, *journal.files)
    safe = inside(journal.batch) and "/" not in journal.batch
    return journal if safe and all(map(inside, paths)) else None


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
