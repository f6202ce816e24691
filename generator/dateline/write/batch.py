"""Prepare: what a build brings to the site, put beside it.

In: output paths with their content, all of them or a share, and the batch they belong to. Out:
what was put where. Nothing of the site is touched, so shares can be prepared in several processes
at once: their files differ, and which folders are made first does not matter.

What stands in a folder that the site does not have waits in a tree of its own (`whole`), to come
with the whole folder by one rename. The others wait side by side (`single`), each by its hash.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from dateline.problems import Refused
from dateline.write.folder import (
    NEXT,
    Content,
    above,
    files_in,
    fresh,
    inside,
    make,
    put,
    same,
)
from dateline.write.standing import Folders, parent, size_of


class Batch(NamedTuple):
    """What one build brings to a site: it has a folder of its own below `NEXT`, so that a process
    that outlives its build, killed, puts nothing into that of the next one."""

    site_dir: Path
    name: str

    @property
    def folder(self) -> str:
        """Where all of it waits."""
        return f"{self.site_dir}/{NEXT}/{self.name}"

    def whole(self, path: str) -> str:
        """Where a folder waits, or a file in it, that the site has no folder for."""
        return f"{self.folder}/whole/{path}"

    def single(self, path: str) -> str:
        """Where a file waits that comes by itself."""
        return f"{self.folder}/single/{blake2b(path.encode(), digest_size=16).hexdigest()}"


class Prepared(NamedTuple):
    """Which folders and files were put beside the site, how many files that were (`put`), and all
    paths that the site will consist of."""

    folders: frozenset[str]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    put: int
    paths: frozenset[str]


def prepare(files: Iterable[tuple[str, Content]], batch: Batch) -> Prepared:
    """Put every file that is not right already beside the site.

    Raises `OSError`, with the path, and `Refused` if one file has the name of another's folder.
    """
    site, standing = str(batch.site_dir), Folders(batch.site_dir)
    folders: set[str] = set()
    made: set[str] = set()
    new: list[str] = []
    changed: list[str] = []
    paths, count = [], 0
    for path, content in files:
        if not inside(path):
            raise ValueError(f"no output path: {path!r}")
        paths.append(path)
        missing, target = standing.missing(parent(path)), f"{site}/{path}"
        if missing:
            folders.add(missing)
            place = batch.whole(path)
        else:
            size = size_of(target)
            if size is not None and same(target, size, content):
                continue
            (new if size is None else changed).append(path)
            place = batch.single(path)
        try:
            make_way(batch, parent(place), made, target)
            put(place, content, target)
        except OSError:
            check_name(batch, path)
            raise
        count += 1
    return Prepared(frozenset(folders), tuple(new), tuple(changed), count, frozenset(paths))


def make_way(batch: Batch, folder: str, made: set[str], meant: str) -> None:
    """Make a folder of the batch, unless it is `made`. Raises `OSError` with the path it is
    meant for."""
    if folder in made:
        return
    try:
        if not made:
            fresh(batch.site_dir)
            with suppress(FileExistsError):
                os.mkdir(batch.folder)
        make(folder, batch.folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, meant) from error
    made.add(folder)


def check_name(batch: Batch, path: str) -> None:
    """Raise `Refused` if a file has the name of a folder that waits, or the reverse."""
    for folder in above(path):
        if os.path.isfile(batch.whole(folder)):
            raise two_names(folder, path)
    if os.path.isdir(batch.whole(path)):
        raise two_names(path, next((f"{path}/{name}" for name in files_in(batch.whole(path))), ""))


def two_names(path: str, other: str) -> Refused:
    """What to say of a file that has the name of a folder that another one stands in."""
    return Refused(
        f"{path} cannot be a file of the site and also the folder of {other or 'others'}:"
        " give one of the two another name."
    )
