"""The last build, if nothing has changed since: then there is nothing to do but to say so.

In: the settings. Out: what that build did, or nothing: then the sentence must be said. It stands
only while all it was made from and all it wrote is as the system said then; whoever cannot be
sure of that builds.
"""

import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec import Struct

from dateline.cache import CACHE_FOLDER
from dateline.cache.slip import SUFFIX, read_slip, write_slip
from dateline.model.settings import Settings
from dateline.model.stamp import FINE_NS, GRAIN_NS, Stamp, settled, stamp
from dateline.problems import Problem
from dateline.read import digest_of
from dateline.standing.code import of_code
from dateline.standing.marks import Mark, hashed, of_folders, of_outputs, of_sources, of_stamps
from dateline.write.folder import MANIFEST, NEXT
from dateline.write.records import read_manifest
from dateline.write.standing import content_of, status_of

if TYPE_CHECKING:
    from dateline.standing.pages import Documents


class Last(Struct, frozen=True, array_like=True):
    """The last build: the hash of all it was made from, the time of its clock, and when that
    alone makes it otherwise; how much there was, and what was wrong; its output files, the
    manifest first, and the hash of what the system said of them."""

    of: str
    since: datetime
    until: datetime | None
    briefings: int
    pages: int
    problems: tuple[Problem, ...]
    paths: str
    outputs: str

    @property
    def files(self) -> int:
        """How many files the site has."""
        return self.paths.count("\0")


class Output(Protocol):
    """What is known of a file of the site: the hash of its bytes, its stamp."""

    @property
    def bytes(self) -> str: ...
    @property
    def stamp(self) -> Stamp: ...


class Standing:
    """What a build is about to be made from."""

    def __init__(self, settings: Settings, *, strict: bool, known: Callable[[], str]) -> None:
        """Look at it all, before the build does. `known` gives the hash of all that the
        Markdown pages are made from besides the authors' files; empty if nobody knows."""
        now = time.time_ns()
        self.settings = settings
        self.known = known
        kind = "-drafts" if settings.drafts else ""
        name = f"last-{settings.config_file.stem}{kind}{SUFFIX}"
        self.slip = settings.config_file.parent / CACHE_FOLDER / name
        self.sources = of_sources(settings.docs_dir, now)
        own = of_folders((settings.templates,) if settings.templates else (), now)
        marks: tuple[Mark, ...] = (of_code(), self.sources.mark, own)
        names = (name for name in settings.__struct_fields__ if name != "now")
        given = [repr(getattr(settings, name)) for name in names]
        self.of = hashed((given, strict, known(), [mark.of for mark in marks]))
        self.certain = all(mark.settled for mark in marks)

    def is_certain(self) -> bool:
        """Whether any change in what the build is made from would show."""
        return self.certain and self.pages_are_certain()

    def pages_are_certain(self) -> bool:
        """Whether it is known what the Markdown pages are made from."""
        if self.sources.linked:
            return False
        return bool(self.known()) or not self.sources.pages

    def documents(self, make: "Documents") -> "Documents":
        """The Markdown pages: as they were if they would be made from the same, else made."""
        from dateline.standing.pages import remembering  # with what only a build needs

        if self.sources.linked:
            return make
        return remembering(make, self.settings, self.sources, self.known)

    def last(self) -> Last | None:
        """The last build, if it stands."""
        data = read_slip(self.slip) if self.is_certain() else None
        try:
            last = msgspec.msgpack.decode(data, type=Last) if data else None
        except msgspec.MsgspecError:
            return None
        return last if last and self.holds(last) else None

    def holds(self, last: Last) -> bool:
        """Whether a build was made from the same, would be so by the clock, and its files are
        there as it wrote them."""
        site_dir, now = self.settings.site_dir, self.settings.now
        return (
            last.of == self.of
            and last.since <= now
            and (last.until is None or now < last.until)
            and not os.path.lexists(site_dir / NEXT)
            and last.outputs == of_outputs(site_dir, last.paths.split("\0"))
        )

    def keep(
        self,
        outputs: Mapping[str, Output],
        *,
        until: datetime | None,
        briefings: int,
        pages: int,
        problems: tuple[Problem, ...],
    ) -> None:
        """Remember this build, unless a change since might not show."""
        stamps = stamps_of(self.settings.site_dir, outputs) if self.is_certain() else None
        if stamps is None:
            return
        joined = "\0".join(stamps)
        since, found = self.settings.now, of_stamps(stamps.values())
        last = Last(self.of, since, until, briefings, pages, problems, joined, found)
        write_slip(self.slip, msgspec.msgpack.encode(last))


def stamps_of(site_dir: Path, outputs: Mapping[str, Output]) -> dict[str, Stamp] | None:
    """The stamps of all files of a site, by path, the manifest first; None if a change since
    might not show. What has just been written is looked at again, after a tick of the clock."""
    fresh = [path for path, output in outputs.items() if is_fresh(output.stamp)]
    now, status = time.time_ns(), status_of(site_dir, MANIFEST)
    if fresh or status is None or is_fresh(stamp(status, now)):
        time.sleep(FINE_NS / 1e9)
        now, status = time.time_ns(), status_of(site_dir, MANIFEST)
    manifest = read_manifest(site_dir)
    if status is None or manifest is None or {*manifest.files} != outputs.keys():
        return None
    looked_at = {path: again(site_dir, path, outputs[path]) for path in fresh}
    looked_at[MANIFEST] = stamp(status, now)
    if not all(map(settled, looked_at.values())):
        return None
    return {MANIFEST: looked_at[MANIFEST]} | {
        path: looked_at.get(path) or outputs[path].stamp for path in manifest.files
    }


def is_fresh(found: Stamp) -> bool:
    """Whether a file may have been changed within a tick of its stamp, on any file system."""
    return found.read_ns - found.mtime_ns < GRAIN_NS or found.read_ns - found.ctime_ns < GRAIN_NS


def again(site_dir: Path, path: str, output: Output) -> Stamp:
    """The stamp of a file as it is by now; the old one if it is no longer as it was written."""
    if settled(output.stamp):
        return output.stamp
    now = time.time_ns()
    status, content = status_of(site_dir, path), content_of(site_dir, path)
    if status is None or content is None or digest_of(content) != output.bytes:
        return output.stamp
    return stamp(status, now)
