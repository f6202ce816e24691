"""What the system says of many files, as one hash: if it is the same, so are the files.

In: paths. Out: `Mark`s. No file is opened here. A mark is worth keeping only if it is `settled`:
see `Stamp`.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from os import stat_result
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from dateline.model.names import MARKDOWN_SUFFIXES
from dateline.model.stamp import Stamp, settled, stamp
from dateline.read.folder import files

LINKS = ("file/link-outside", "file/link-folder")
"""What is said of links that are not followed here."""


class Mark(NamedTuple):
    """The hash of some files' stamps, and whether none of them had just been changed."""

    of: str
    settled: bool


Status = tuple[str, stat_result]


def mark(found: Iterable[Status], now_ns: int) -> Mark:
    """The mark of files; `now_ns` is the time before they were asked about."""
    seen = [*found]
    parts = [(path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in seen]
    return Mark(hashed(parts), all(is_known(status, now_ns) for _, status in seen))


def is_known(status: stat_result, now_ns: int) -> bool:
    """Whether a change since would show. What is in a folder that a link leads to would not."""
    return settled(stamp(status, now_ns)) and not S_ISDIR(status.st_mode)


def hashed(value: object) -> str:
    """The hash of plain values, by the way Python writes them: numbers and paths may be any."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()


class Sources(NamedTuple):
    """The authors' folder: the mark of it and of what in it cannot be taken; the paths of its
    files; and whether links in it lead to where nobody looks here, but MkDocs does."""

    mark: Mark
    paths: tuple[str, ...]
    linked: bool

    @property
    def pages(self) -> tuple[str, ...]:
        """The Markdown pages, by path."""
        return tuple(path for path in self.paths if path.lower().endswith(MARKDOWN_SUFFIXES))


def of_sources(docs_dir: Path, now_ns: int) -> Sources:
    """The authors' folder as it is."""
    found, problems = files(docs_dir)
    marked = mark(((file.path, file.status) for file in found), now_ns)
    return Sources(
        Mark(hashed((marked.of, problems)), marked.settled),
        tuple(file.path for file in found),
        any(problem.code in LINKS for problem in problems),
    )


def of_folders(folders: Iterable[Path], now_ns: int) -> Mark:
    """The mark of all that is in some folders, but for compiled Python."""
    return mark((each for folder in folders for each in below(str(folder))), now_ns)


def below(folder: str) -> Iterator[Status]:
    """All files in a folder and below it, those that links lead to as well; a link to a folder
    is not followed."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from below(entry.path)
        else:
            leads_on = entry.is_file() or entry.is_dir()
            yield entry.path, entry.stat(follow_symlinks=leads_on)


def of_outputs(site_dir: Path, paths: Iterable[str]) -> str | None:
    """The hash of what the system says of the site's files; None if one is missing. They are
    many: the numbers stand in one row."""
    asked, top = os.lstat, f"{site_dir}/"
    row: list[int] = []
    try:
        for path in paths:
            found = asked(top + path)
            row += (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    except OSError:
        return None
    return hashed(row)


def of_stamps(stamps: Iterable[Stamp]) -> str:
    """The same hash, of files whose stamps are known."""
    row: list[int] = []
    for found in stamps:
        row += (found.size, found.mtime_ns, found.ctime_ns, found.inode)
    return hashed(row)
