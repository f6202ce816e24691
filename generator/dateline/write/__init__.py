"""write: bytes to the site's folder, and nothing there that is not Dateline's.

In: output paths with their bytes or the file to copy. Out: what was written, left alone and
removed. `.dateline.json` in the site's folder lists what Dateline wrote; only what it lists is
ever deleted.

Everything new is prepared in `.dateline-next/` first. When all of it is there, a journal says
so, and each file is switched in by a rename: new ones first, which nothing links to yet, then
changed ones, then the removals (`switch`). Cut off before the journal, the site is as it was; cut
off after it, the next build finishes (`recover`). Either way every page is whole, old or new.

That holds however the process ends, and for a disk that is full or fails. Power is another
matter: to hold then, every file would have to be flushed to the disk by itself, which takes many
times as long as writing it. After a power cut, `--no-cache` compares every file again.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dateline.problems import Refused
from dateline.write.folder import MANIFEST, NEXT, move_in, ours, put, remove
from dateline.write.lock import locked
from dateline.write.records import (
    JOURNAL,
    Manifest,
    for_disk,
    read_journal,
    read_manifest,
)
from dateline.write.switch import (
    beside,
    check_way,
    clear,
    decide,
    done,
    fresh,
    prepare,
    switch,
)

__all__ = [
    "MANIFEST",
    "NEXT",
    "Written",
    "adopt",
    "claim",
    "clean_site",
    "locked",
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
    files: Iterable[tuple[str, bytes | Path]], site_dir: Path, kept: Iterable[str] = ()
) -> Written:
    """Bring the folder to exactly these files (content, or a file to copy), and the manifest.

    `files` are taken one by one, and those that are right already are not touched. `kept` are
    output paths that the caller knows to be right: they are not even looked at. Nor is anything
    that Dateline did not write, unless a file of the site has its name.

    Raises `OSError`, with the path, if the disk does not take it, and `Refused` if something
    that is not Dateline's is in the way. The site is then as it was, unless it is `unfinished`.
    """
    site_dir.mkdir(parents=True, exist_ok=True)
    recover(site_dir)
    try:
        prepared = prepare(files, site_dir, kept)
        journal = decide(prepared, site_dir)
    except BaseException:  # also Ctrl-C: nothing has been switched in, so nothing is to stay
        clear(site_dir)
        raise
    if journal is not None:
        switch(site_dir, journal)
    written = len(prepared.new) + len(prepared.changed)
    removed = len(journal.removals) if journal else 0
    return Written(written, len(prepared.paths) - written, removed)


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
        return abandon(site_dir)
    steps = len(journal.moves) + len(journal.removals)
    behind = done(site_dir, journal)
    check_way(site_dir, journal)
    switch(site_dir, journal)
    return (
        f"An earlier build was cut off after {behind} of {steps} steps of bringing its files into"
        f" {site_dir}: the rest is done now."
    )


def abandon(site_dir: Path) -> str:
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
        draft = fresh(site_dir) / MANIFEST
        put(draft, for_disk(manifest), site_dir / MANIFEST)
        move_in(draft, site_dir / MANIFEST)
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
    journal = read_journal(site_dir)
    arrived = [m.path for m in journal.moves if not beside(site_dir, m).exists()] if journal else []
    listed = {*arrived, *(manifest.files if manifest else ())}
    files = sorted(path for path in listed if ours(site_dir, path))
    for path in files:
        remove(site_dir, path)
    if manifest:
        (site_dir / MANIFEST).unlink()
    if not (site_dir / NEXT).is_symlink():
        clear(site_dir)
    return len(files)
