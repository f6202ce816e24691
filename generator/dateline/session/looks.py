"""The pictures and attachments that are named, looked at once for as long as they are the same.

In: their paths, and what earlier builds remember. Out: each one's hash, each picture's size, and
what may not be published.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline import assets
from dateline.link import FilesNamed
from dateline.model.digest import digest
from dateline.model.libraries import fact
from dateline.model.pictures import FORMATS, NO_SIZE, Role, Size
from dateline.model.settings import Settings
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.problems import Problem
from dateline.read import File, hash_of
from dateline.session.memory import Memory
from dateline.session.workers import ALONE, Died, Progress, Workers, crashed, nearby, silent

PHOTO: Role = "photo"
PICTURE: Role = "picture"
ATTACHMENT: Role = "attachment"
FILE: Role = "file"
UNSEEN = Size(-1, -1)
"""The size of a picture that is still to be looked at."""
AT_A_TIME = 4
"""How many pictures a process looks at before it asks for more."""


class Look(Struct, frozen=True, array_like=True):
    """What is remembered of a picture or attachment: its stamp, the hash of its bytes, as what it
    was looked at, its size as a picture, and what is wrong with it."""

    stamp: Stamp
    bytes: str
    role: Role
    size: Size = NO_SIZE
    problems: tuple[Problem, ...] = ()


class Looks:
    """What is known of the files that the site names."""

    def __init__(
        self, files: Mapping[str, File], settings: Settings, memory: Memory, started: int
    ) -> None:
        self.files = files
        self.docs_dir = settings.docs_dir
        self.memory = memory
        self.started = started
        self.before = memory.table("assets", Look)
        self.after: dict[str, Look] = {}

    def see(
        self,
        named: FilesNamed,
        others: Iterable[str],
        workers: Workers = ALONE,
        progress: Progress = silent,
    ) -> tuple[Problem, ...]:
        """Look at these files; `others` are those of the site's owner, which may be anything.
        Those that do not exist are left to link."""
        roles = dict.fromkeys(others, FILE) | dict.fromkeys(named.attachments, ATTACHMENT)
        roles |= dict.fromkeys(named.pictures, PICTURE) | dict.fromkeys(named.photos, PHOTO)
        there = {path: roles[path] for path in sorted(roles.keys() & self.files.keys())}
        self.after = {path: self.known(path, role) for path, role in there.items()}
        fresh = [(path, look.role) for path, look in self.after.items() if look.size is UNSEEN]
        shown = progress("Decoding", fresh, len(fresh))
        for (path, _), found in nearby(workers).each(Looking(self.docs_dir), shown, AT_A_TIME):
            said = (crashed(path, "Decoding this picture"),)
            size, problems = (NO_SIZE, said) if isinstance(found, Died) else found
            self.after[path] = replace(self.after[path], size=size, problems=problems)
            if self.memory.store and not problems:
                key = key_of(self.after[path], path)
                self.memory.store.put(key, msgspec.msgpack.encode(size))
        sizes = {path for path, look in self.after.items() if look.size != NO_SIZE}
        known = [problem for look in self.after.values() for problem in look.problems]
        return (*known, *assets.unattachable(named.attachments - sizes))

    def known(self, path: str, role: Role) -> Look:
        """One file, as it was before if it is the same; else its size is `UNSEEN`, if it is to be
        looked at as a picture."""
        file, known = self.files[path], self.before.get(path)
        if known and known.role == role:
            if unchanged(known.stamp, file.status):
                return known
            if known.bytes == hash_of(self.docs_dir, file):
                return replace(known, stamp=stamp(file.status, self.started))
        fresh = Look(stamp(file.status, self.started), hash_of(self.docs_dir, file), role)
        if role in (PHOTO, PICTURE) or (role == ATTACHMENT and is_raster(path)):
            return replace(fresh, size=self.seen(key_of(fresh, path)))
        return fresh

    def seen(self, key: str) -> Size:
        """The size of a picture with which nothing is wrong, as any door has seen it before."""
        data = self.memory.store.get(key) if self.memory.store else None
        try:
            return msgspec.msgpack.decode(data, type=Size) if data is not None else UNSEEN
        except msgspec.MsgspecError:
            return UNSEEN

    @property
    def keys(self) -> frozenset[str]:
        """By what the pictures are remembered in the store."""
        return frozenset(key_of(look, path) for path, look in self.after.items())

    @property
    def sizes(self) -> dict[str, Size]:
        """The size of each picture, where it is known."""
        return {path: look.size for path, look in self.after.items() if look.size != NO_SIZE}

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each file's bytes."""
        return {path: look.bytes for path, look in self.after.items()}

    @property
    def changed(self) -> frozenset[int]:
        """The facts about sizes that are not what they were."""
        nothing = Look(Stamp(0, 0, 0, 0, 0), "", FILE)
        return frozenset(
            fact(f"size {path}")
            for path in {*self.before, *self.after}
            if self.before.get(path, nothing).size != self.after.get(path, nothing).size
        )

    def keep(self) -> None:
        """Remember what was seen."""
        self.memory.keep_table("assets", self.after)


class Looking:
    """The job: pictures in, their sizes and what is wrong with them out."""

    def __init__(self, docs_dir: Path) -> None:
        self.docs_dir = docs_dir

    def __call__(
        self, share: tuple[tuple[str, Role], ...]
    ) -> tuple[tuple[Size, tuple[Problem, ...]], ...]:
        return tuple(assets.inspect(self.docs_dir, path, role) for path, role in share)


def key_of(look: Look, path: str) -> str:
    """By what a picture that was looked at is remembered: to be sure that it can be read it is
    decoded, which is not to be done again at every start of a preview."""
    ending = Path(path).suffix.lower()
    return digest(("look", look.bytes, look.role, ending, assets.codecs()))


def is_raster(path: str) -> bool:
    """Whether a file's name says that it is a picture of pixels."""
    return Path(path).suffix.lower() in FORMATS
