"""Prepare, then switch in: how the site's folder gets from one state to the next.

Everything new is written into `.dateline-next/`, numbered, with the manifest to come and last the
journal, whole by its rename and its hash. From then on the change is decided, and what is left to
do needs no more writing: only renames and removals, each of which can be done again.
"""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from dateline.problems import Refused
from dateline.write.folder import (
    MANIFEST,
    NEXT,
    above,
    in_the_way,
    inside,
    move_in,
    ours,
    put,
    remove,
    same,
)
from dateline.write.records import (
    JOURNAL,
    Journal,
    Manifest,
    Move,
    for_disk,
    read_manifest,
    sealed,
)


class Prepared(NamedTuple):
    """Which files were put beside their place, and all paths that the site will consist of."""

    new: tuple[Move, ...]
    changed: tuple[Move, ...]
    paths: frozenset[str]


def prepare(
    files: Iterable[tuple[str, bytes | Path]], site_dir: Path, kept: Iterable[str]
) -> Prepared:
    """Put every file that is not right already below `NEXT`. `kept` are right and not looked at."""
    moves: tuple[list[Move], list[Move]] = ([], [])
    paths = set()
    for path, content in files:
        if not inside(path):
            raise ValueError(f"no output path: {path!r}")
        paths.add(path)
        target = site_dir / path
        there = target.is_file()
        if there and same(target, content):
            continue
        move = Move(len(moves[False]) + len(moves[True]), path)
        if move.number == 0:
            fresh(site_dir)
        put(beside(site_dir, move), content, target)
        moves[there].append(move)
    paths.update(kept)  # the caller may know them only now
    return Prepared(tuple(moves[False]), tuple(moves[True]), frozenset(paths))


def decide(prepared: Prepared, site_dir: Path) -> Journal | None:
    """The journal of what is to be done, on the disk; None if nothing is.

    Raises `Refused` if something that is not Dateline's is in the way, or one file another.
    """
    check_names(prepared)
    before = read_manifest(site_dir)
    removed = gone(before or Manifest(), prepared.paths, site_dir)
    displaced = conflicting(removed, {move.path for move in prepared.new})
    after = Manifest(files=tuple(sorted(prepared.paths)))
    journal = Journal(
        displaced=tuple(path for path in removed if path in displaced),
        new=prepared.new,
        changed=prepared.changed,
        removed=tuple(path for path in removed if path not in displaced),
    )
    if after == before and not (journal.moves or journal.removals):
        return None
    check_way(site_dir, journal)
    if after != before:
        put(fresh(site_dir) / MANIFEST, for_disk(after), site_dir / MANIFEST)
    draft = fresh(site_dir) / "draft"
    put(draft, sealed(journal), draft)
    move_in(draft, site_dir / NEXT / JOURNAL)
    return journal


def check_names(prepared: Prepared) -> None:
    """Raise `Refused` if a file has the name of a folder that another one stands in."""
    for move in prepared.new:
        for folder in above(move.path):
            if folder in prepared.paths:
                raise Refused(
                    f"{folder} cannot be a file of the site and also the folder of {move.path}:"
                    " give one of the two another name."
                )


def gone(before: Manifest, paths: Collection[str], site_dir: Path) -> list[str]:
    """The files of ours that the site no longer has. On a disk that does not tell `A` from `a`,
    a file whose name changes only so is not gone."""
    went = [path for path in before.files if path not in paths and ours(site_dir, path)]
    folded = {path.casefold(): path for path in paths} if went else {}
    return [path for path in went if not is_one(site_dir, path, folded.get(path.casefold()))]


def is_one(site_dir: Path, path: str, other: str | None) -> bool:
    """Whether two paths lead to one file."""
    if other is None or not (site_dir / other).exists():
        return False
    return os.path.samefile(site_dir / path, site_dir / other)


def conflicting(removed: Iterable[str], new: Collection[str]) -> set[str]:
    """Those of the removed files whose name a new file needs for a folder, or that stand in a
    folder whose name it needs for itself."""
    folders = {folder for path in new for folder in above(path)}
    return {path for path in removed if path in folders or any(f in new for f in above(path))}


def check_way(site_dir: Path, journal: Journal) -> None:
    """Raise `Refused` for what is in the way and not ours to remove."""
    coming = (move.path for move in journal.moves if beside(site_dir, move).is_file())
    found = in_the_way(site_dir, (MANIFEST, *coming), frozenset(journal.displaced))
    if found:
        there, path = found
        kind = "link" if there.is_symlink() else "folder" if there.is_dir() else "file"
        raise Refused(
            f"The {kind} {there} is not Dateline's and stands where {path} belongs:"
            " move it away, then build again."
        )


def switch(site_dir: Path, journal: Journal) -> None:
    """Do what a journal says: new files, which nothing links to yet, then changed ones, then the
    removals. Cut off anywhere, it can be called again: what is done is passed over.

    Raises `OSError` with the path.
    """
    for path in journal.displaced:
        remove(site_dir, path)
    made = {site_dir}
    for move in journal.moves:
        target = site_dir / move.path
        if beside(site_dir, move).is_file():
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            move_in(beside(site_dir, move), target)
    for path in journal.removed:
        remove(site_dir, path)
    if (site_dir / NEXT / MANIFEST).is_file():
        move_in(site_dir / NEXT / MANIFEST, site_dir / MANIFEST)
    clear(site_dir)


def done(site_dir: Path, journal: Journal) -> int:
    """How many of a journal's steps are behind it."""
    moved = sum(not beside(site_dir, move).is_file() for move in journal.moves)
    return moved + sum(not ours(site_dir, path) for path in journal.removals)


def clear(site_dir: Path) -> None:
    """Remove what is prepared; the journal first, which holds only with all it names."""
    (site_dir / NEXT / JOURNAL).unlink(missing_ok=True)
    rmtree(site_dir / NEXT, ignore_errors=True)


def beside(site_dir: Path, move: Move) -> Path:
    """Where a prepared file waits."""
    return site_dir / NEXT / str(move.number)


def fresh(site_dir: Path) -> Path:
    """The folder of what is prepared, made if it is missing."""
    (site_dir / NEXT).mkdir(exist_ok=True)
    return site_dir / NEXT
