"""write: bytes to the site's folder, and nothing there that is not Dateline's.

In: output paths with their bytes or the file to copy. Out: what was written, left alone and
removed. `.dateline.json` in the site's folder lists what Dateline wrote; only what it lists is
ever deleted.

Everything new is prepared in `.dateline-next/` first (`batch`), by one process or, between `begin`
and `finish`, by several. When all of it is there, a journal says so, and each file is switched in
by a rename, or with all of its folder if the site has none of that name: new ones first, which
nothing links to yet, then changed ones, then the removals (`switch`). Cut off before the journal,
the site is as it was; cut off after it, the next build finishes (`recover`). Either way every
page is whole, old or new.

That holds however the process ends, and for a disk that is full or fails. Power is another
matter: to hold then, every file would have to be flushed to the disk by itself, which takes many
times as long as writing it. After a power cut, `--no-cache` compares every file again.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dateline.problems import Refused
from dateline.write.batch import Batch, Prepared, prepare
from dateline.write.folder import MANIFEST, NEXT, Content, fresh, move_in, ours, put, remove
from dateline.write.lock import locked
from dateline.write.records import (
    JOURNAL,
    Manifest,
    for_disk,
    read_journal,
    read_manifest,
)
from dateline.write.standing import Folders
from dateline.write.switch import arrived, check_way, clear, decide, done, merged, switch

__all__ = [
    "MANIFEST",
    "NEXT",
    "Batch",
    "Prepared",
    "Written",
    "abandon",
    "adopt",
    "begin",
    "claim",
    "clean_site",
    "finish",
    "locked",
    "prepare",
    "recover",
    "unfinished",
    "write",
]


class Written(NamedTuple):
    """How many files were written, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


def claim(site_dir: Path, *, configured: bool, docs_dir: Path) -> None:
    """Make sure that the folder is ours to write into.

    Raises `Refused` for the authors' folder or one around or inside it, for a file, and for a
    folder that is not empty, not the configured one, and was not written by Dateline.
    """
    if site_dir == docs_dir or site_dir in docs_dir.parents or docs_dir in site_dir.parents:
        raise Refused(f"{site_dir} overlaps the authors' folder {docs_dir}: choose another.")
    if site_dir.exists() and not site_dir.is_dir():
        raise Refused(f"{site_dir} is a file: choose a folder.")
    if configured or not site_dir.is_dir():
        return
    if (site_dir / MANIFEST).is_file() or (site_dir / NEXT).is_dir():  # or cut off before the first
        return
    if any(site_dir.iterdir()):
        raise Refused(
            f"{site_dir} is not empty and was not written by Dateline: nothing in it is touched."
            " Choose an empty folder, or empty this one yourself."
        )


def write(
    files: Iterable[tuple[str, Content]], site_dir: Path, kept: Iterable[str] = ()
) -> Written:
    """Bring the folder to exactly these files (content, or a file to copy), and the manifest.

    `files` are taken one by one, and those that are right already are not touched. `kept` are
    output paths that the caller knows to be right: they are not even looked at. Nor is anything
    that Dateline did not write, unless a file of the site has its name.

    Raises `OSError`, with the path, if the disk does not take it, and `Refused` if something
    that is not Dateline's is in the way. The site is then as it was, unless it is `unfinished`.
    """
    batch = begin(site_dir)
    try:
        return finish([prepare(files, batch)], batch, kept)
    except BaseException:  # also Ctrl-C
        abandon(batch)
        raise


def begin(site_dir: Path) -> Batch:
    """Begin what `write` does by steps: for the batch, shares of the files are `prepare`d, in as
    many processes as one likes, and all of them switched in by `finish`. A path is in one share
    alone. Whatever fails, `abandon` is called.
    """
    site_dir.mkdir(parents=True, exist_ok=True)
    recover(site_dir)
    return Batch(site_dir, os.urandom(4).hex())


def finish(shares: Iterable[Prepared], batch: Batch, kept: Iterable[str] = ()) -> Written:
    """Bring the folder to exactly the files of all shares and those that are `kept`.

    Raises as `write` does.
    """
    prepared = merged(shares, kept)
    journal = decide(prepared, batch)
    if journal is not None:
        switch(batch.site_dir, journal)
    removed = len(journal.removals) if journal else 0
    return Written(prepared.put, len(prepared.paths) - prepared.put, removed)


def abandon(batch: Batch) -> None:
    """Clear away what is prepared, once nobody is at it any more, so that nothing of it stays;
    what is decided is left for the next build to finish."""
    if not unfinished(batch.site_dir):
        clear(batch.site_dir)


def recover(site_dir: Path) -> str:
    """Finish what a journal says, or clear away what was begun without one. Returns what there
    was to do, as a sentence; empty if nothing.

    Raises `Refused` if something that is not Dateline's is in the way, `OSError` with the path.
    """
    begun = site_dir / NEXT
    if not os.path.lexists(begun):
        return ""
    if begun.is_symlink() or not begun.is_dir():
        raise Refused(
            f"{begun} is not a folder that Dateline made: move it away, then build again."
        )
    journal = read_journal(site_dir)
    if journal is None:
        return forget(site_dir)
    behind = done(site_dir, journal)
    check_way(site_dir, journal)
    switch(site_dir, journal)
    return (
        f"An earlier build was cut off after {behind} of {journal.steps} steps of bringing its"
        f" files into {site_dir}: the rest is done now."
    )


def forget(site_dir: Path) -> str:
    """Clear away what was begun and has no journal that holds; what to say of it."""
    begun = site_dir / NEXT
    damaged, empty = (begun / JOURNAL).is_file(), not any(begun.iterdir())
    clear(site_dir)
    if damaged:
        return (
            f"The record of an earlier build that was cut off in {site_dir} is damaged and not"
            " trusted: `dateline build --no-cache` compares every file of the site again."
        )
    if empty:  # cut off as it began, or when all was done
        return ""
    return (
        f"An earlier build was cut off before it changed anything in {site_dir}: what it had"
        " prepared is cleared away."
    )


def unfinished(site_dir: Path) -> bool:
    """Whether a build was cut off while it switched files in: the next one finishes it."""
    return (site_dir / NEXT / JOURNAL).is_file()


def adopt(site_dir: Path, paths: Iterable[str]) -> None:
    """List as Dateline's what another program wrote for it; what was begun before is void."""
    clear(site_dir)
    manifest = Manifest(files=tuple(sorted(paths)))
    if manifest != read_manifest(site_dir):
        draft, target = f"{fresh(site_dir)}/{MANIFEST}", f"{site_dir}/{MANIFEST}"
        put(draft, for_disk(manifest), target)
        move_in(draft, target)
        clear(site_dir)


def clean_site(site_dir: Path) -> int:
    """Remove the files that Dateline wrote, the folders they leave empty, and Dateline's own
    records; how many files. The folder itself stays.

    Raises `Refused` if the manifest cannot be read, `OSError` with the path.
    """
    manifest = read_manifest(site_dir)
    if manifest is None and os.path.lexists(site_dir / MANIFEST):
        raise Refused(
            f"{site_dir / MANIFEST} is damaged, so it is not known what Dateline wrote there:"
            " nothing is removed."
        )
    listed = {*(manifest.files if manifest else ())}
    if journal := read_journal(site_dir):
        listed.update(arrived(site_dir, journal))
    folders = Folders(site_dir)
    files = sorted(path for path in listed if ours(site_dir, path, folders))
    remove(site_dir, files)
    if manifest:
        (site_dir / MANIFEST).unlink()
    if not (site_dir / NEXT).is_symlink():
        clear(site_dir)
    return len(files)
