"""The pictures and attachments that are named, looked at once for as long as they are the same.

In: their paths, and what earlier builds remember. Out: each one's hash, each picture's size, and
what may not be published.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from dateline import assets
from dateline.model.libraries import fact
from dateline.model.settings import Settings
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.problems import Problem
from dateline.read import File, hash_of
from dateline.session.memory import Memory

NO_SIZE = (0, 0)


class Look(Struct, frozen=True, array_like=True):
    """What is remembered of a picture or attachment: its stamp, the hash of its bytes, and as a
    picture (if it was looked at as one) its size in pixels, and what is wrong with it."""

    stamp: Stamp
    bytes: str
    is_picture: bool
    size: tuple[int, int] = NO_SIZE
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
        self, pictures: Iterable[str], attachments: Iterable[str], others: Iterable[str]
    ) -> tuple[Problem, ...]:
        """Look at these files; `others` are those of the site's owner, which may be anything.
        Those that do not exist are left to link."""
        shown = frozenset(pictures)
        for path in sorted({*shown, *attachments, *others} & self.files.keys()):
            self.after[path] = self.look(path, as_picture=path in shown)
        sizes = {path for path, look in self.after.items() if look.size != NO_SIZE}
        found = [problem for look in self.after.values() for problem in look.problems]
        return (*found, *assets.unattachable(frozenset(attachments) - sizes))

    def look(self, path: str, *, as_picture: bool) -> Look:
        """One file, as it was before if it is the same."""
        file, known = self.files[path], self.before.get(path)
        if known and known.is_picture == as_picture:
            if unchanged(known.stamp, file.status):
                return known
            if known.bytes == hash_of(self.docs_dir, file):
                return replace(known, stamp=stamp(file.status, self.started))
        fresh = stamp(file.status, self.started)
        sum_ = hash_of(self.docs_dir, file)
        if not as_picture:
            return Look(fresh, sum_, False)
        size, problems = assets.inspect(self.docs_dir, path)
        return Look(fresh, sum_, True, size, problems)

    @property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """The size of each picture in pixels, where it is known."""
        return {path: look.size for path, look in self.after.items() if look.size != NO_SIZE}

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each file's bytes."""
        return {path: look.bytes for path, look in self.after.items()}

    @property
    def changed(self) -> frozenset[int]:
        """The facts about sizes that are not what they were."""
        nothing = Look(Stamp(0, 0, 0, 0, 0), "", False)
        return frozenset(
            fact(f"size {path}")
            for path in {*self.before, *self.after}
            if self.before.get(path, nothing).size != self.after.get(path, nothing).size
        )

    def keep(self) -> None:
        """Remember what was seen."""
        self.memory.keep_table("assets", self.after)
