"""Decide, then switch in: how the site's folder gets from one state to the next.

Everything new waits in `.dateline-next/` (`batch`), with the manifest to come and last the
journal, whole by its rename and its hash. From then on the change is decided, and what is left to
do needs no more writing: only renames and removals, each of which can be done again.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from shutil import rmtree

from dateline.problems import Refused
from dateline.write.batch import Batch, Prepared, two_names
from dateline.write.folder import (
    MANIFEST,
    NEXT,
    above,
    bring,
    files_in,
    fresh,
    in_the_way,
    move_in,
    ours,
    put,
    remove,
)
from dateline.write.records import (
    JOURNAL,
    Journal,
    Manifest,
    for_disk,
    read_manifest,
    sealed,
)
from dateline.write.standing import Folders


def merged(shares: Iterable[Prepared], kept: Iterable[str]) -> Prepared:
    """All shares as one, with the paths that are right already."""
    every = tuple(shares)
    return Prepared(
        folders=frozenset().union(*(share.folders for share in every)),
        new=tuple(path for share in every for path in share.new),
        changed=tuple(path for share in every for path in share.changed),
        put=sum(share.put for share in every),
        paths=frozenset().union(kept, *(share.paths for share in every)),
    )


def decide(prepared: Prepared, batch: Batch) -> Journal | None:
    """The journal of what is to be done, on the disk; None if nothing is.

    Raises `Refused` if something that is not Dateline's is in the way, or one file another.
    """
    check_names(prepared)
    site_dir = batch.site_dir
    before = read_manifest(site_dir)
    removed = gone(before or Manifest(), prepared.paths, site_dir)
    displaced = conflicting(removed, {*prepared.folders, *prepared.new})
    after = Manifest(files=in_order(prepared.paths, before or Manifest()))
    journal = Journal(
        batch=batch.name,
        displaced=tuple(path for path in removed if path in displaced),
        folders=tuple(sorted(prepared.folders)),
        new=prepared.new,
        changed=prepared.changed,
        removed=tuple(path for path in removed if path not in displaced),
    )
    if after == before and not journal.steps:
        return None
    check_way(site_dir, journal)
    if after != before:
        put(f"{fresh(site_dir)}/{MANIFEST}", for_disk(after), f"{site_dir}/{MANIFEST}")
    draft = f"{fresh(site_dir)}/draft"
    put(draft, sealed(journal), draft)
    move_in(draft, f"{site_dir}/{NEXT}/{JOURNAL}")
    return journal


def check_names(prepared: Prepared) -> None:
    """Raise `Refused` if a file has the name of a folder that another one stands in."""
    for path in prepared.new:
        for folder in above(path):
            if folder in prepared.paths:
                raise two_names(folder, path)
    for top in prepared.folders:
        for folder in (*above(top), top):
            if folder in prepared.paths:
                within = (path for path in prepared.paths if path.startswith(f"{top}/"))
                raise two_names(folder, min(within))


def in_order(paths: frozenset[str], before: Manifest) -> tuple[str, ...]:
    """All paths, sorted; in half the time if they are those of before, which stand in order."""
    known = dict.fromkeys(before.files)
    return tuple(sorted(known if known.keys() == paths else paths))


def gone(before: Manifest, paths: Collection[str], site_dir: Path) -> list[str]:
    """The files of ours that the site no longer has. On a disk that does not tell `A` from `a`,
    a file whose name changes only so is not gone."""
    folders = Folders(site_dir)
    went = [p for p in before.files if p not in paths and ours(site_dir, p, folders)]
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
    coming = (MANIFEST, *files_to_check(site_dir, journal))
    found = in_the_way(site_dir, coming, frozenset(journal.displaced))
    if found:
        there, path = found
        kind = "link" if there.is_symlink() else "folder" if there.is_dir() else "file"
        raise Refused(
            f"The {kind} {there} is not Dateline's and stands where {path} belongs:"
            " move it away, then build again."
        )


def files_to_check(site_dir: Path, journal: Journal) -> Iterator[str]:
    """The files that wait and could meet something: of a folder that is not there yet, one."""
    batch = Batch(site_dir, journal.batch)
    for folder in journal.folders:
        for name in files_in(batch.whole(folder)):
            yield f"{folder}/{name}"
            if not os.path.lexists(f"{site_dir}/{folder}"):
                break
    for path in journal.files:
        if os.path.lexists(batch.single(path)):
            yield path


def switch(site_dir: Path, journal: Journal) -> None:
    """Do what a journal says: new folders and files, which nothing links to yet, then changed
    files, then the removals. Cut off anywhere, it can be called again: what is done is passed
    over.

    Raises `OSError` with the path.
    """
    batch = Batch(site_dir, journal.batch)
    remove(site_dir, journal.displaced)
    for folder in journal.folders:
        bring(batch.whole(folder), f"{site_dir}/{folder}")
    for path in journal.files:
        bring(batch.single(path), f"{site_dir}/{path}")
    remove(site_dir, journal.removed)
    if (site_dir / NEXT / MANIFEST).is_file():
        move_in(f"{site_dir}/{NEXT}/{MANIFEST}", f"{site_dir}/{MANIFEST}")
    rmtree(batch.folder, ignore_errors=True)  # before the journal: what is left is not prepared
    clear(site_dir)


def done(site_dir: Path, journal: Journal) -> int:
    """How many of a journal's steps are behind it."""
    batch, folders = Batch(site_dir, journal.batch), Folders(site_dir)
    whole = sum(not any(files_in(batch.whole(folder))) for folder in journal.folders)
    single = sum(not os.path.lexists(batch.single(path)) for path in journal.files)
    return whole + single + sum(not ours(site_dir, path, folders) for path in journal.removals)


def arrived(site_dir: Path, journal: Journal) -> Iterator[str]:
    """The files that have been switched in: of a folder, those that are to be listed and do not
    wait any more."""
    batch = Batch(site_dir, journal.batch)
    yield from (path for path in journal.files if not os.path.lexists(batch.single(path)))
    coming = read_manifest(site_dir / NEXT) or Manifest()
    for path in coming.files if journal.folders else ():
        stood_in = any(folder in journal.folders for folder in above(path))
        if stood_in and not os.path.lexists(batch.whole(path)):
            yield path


def clear(site_dir: Path) -> None:
    """Remove what is prepared; the journal first, which holds only with all it names."""
    (site_dir / NEXT / JOURNAL).unlink(missing_ok=True)
    rmtree(site_dir / NEXT, ignore_errors=True)
