"""write: bytes to the site's folder, and nothing there that is not Dateline's.

In: output paths with their bytes or the file to copy. Out: what was written, left alone and
removed. `.dateline.json` in the site's folder lists what Dateline wrote; only what it lists is
ever deleted.

Everything new is prepared in `.dateline-next/` first. When all of it is there, a journal says
so, and each file is switched in by a rename: new ones first, which nothing links to yet, then
changed ones, then the deletions. Cut off before the journal, the site is as it was; cut off
after it, the next build finishes. Either way every page is whole, old or new.
"""

import os
from collections.abc import Iterable
from filecmp import cmp
from pathlib import Path
from shutil import copyfile, rmtree
from typing import NamedTuple, TypeVar

import msgspec

from dateline.problems import Refused

MANIFEST = ".dateline.json"
NEXT = ".dateline-next"
JOURNAL = "journal.json"


class Written(NamedTuple):
    """How many files were written, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What Dateline wrote into a folder: output paths, sorted."""

    dateline: int = 1
    files: tuple[str, ...] = ()


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be switched in, in order, once all of it is prepared; `files` are all files
    that the site then consists of."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    files: tuple[str, ...]


def claim(site_dir: Path, *, configured: bool, docs_dir: Path) -> None:
    """Make sure that the folder is ours to write into.

    Raises `Refused` for the authors' folder or one around or inside it, for a file, and for a
    folder that is not empty, not the configured one, and was not written by Dateline.
    """
    if site_dir == docs_dir or site_dir in docs_dir.parents or docs_dir in site_dir.parents:
        raise Refused(f"{site_dir} overlaps the authors' folder {docs_dir}: choose another.")
    if site_dir.exists() and not site_dir.is_dir():
        raise Refused(f"{site_dir} is a file: choose a folder.")
    if configured or not site_dir.is_dir() or (site_dir / MANIFEST).is_file():
        return
    if any(site_dir.iterdir()):
        raise Refused(
            f"{site_dir} is not empty and was not written by Dateline: nothing in it is touched."
            " Choose an empty folder, or empty this one yourself."
        )


def write(files: Iterable[tuple[str, bytes | Path]], site_dir: Path) -> Written:
    """Bring the folder to exactly these files (content, or a file to copy), and the manifest.

    Files that are right already are not touched, nor is anything that Dateline did not write.
    Raises `OSError`, with the path, if the disk does not take it.
    """
    site_dir.mkdir(parents=True, exist_ok=True)
    finish(site_dir)
    try:
        journal = prepare(files, site_dir)
    except BaseException:  # also Ctrl-C: nothing has been switched in, so nothing is to stay
        rmtree(site_dir / NEXT, ignore_errors=True)
        raise
    finish(site_dir)
    written = len(journal.new) + len(journal.changed)
    return Written(written, len(journal.files) - written, len(journal.removed))


def prepare(files: Iterable[tuple[str, bytes | Path]], site_dir: Path) -> Journal:
    """Put everything new below `NEXT`, then the journal: from there on the change is decided."""
    new: list[str] = []
    changed: list[str] = []
    paths = []
    for path, content in files:
        paths.append(path)
        target = site_dir / path
        there = target.is_file()
        if there and same(target, content):
            continue
        put(site_dir / NEXT / "files" / path, content)
        (changed if there else new).append(path)
    kept = set(paths)
    removed = [p for p in read_manifest(site_dir).files if p not in kept and ours(site_dir, p)]
    journal = Journal(
        new=tuple(new),
        changed=tuple(changed),
        removed=tuple(removed),
        files=tuple(sorted(paths)),
    )
    put(site_dir / NEXT / "prepared", msgspec.json.encode(journal))
    os.replace(site_dir / NEXT / "prepared", site_dir / NEXT / JOURNAL)
    return journal


def finish(site_dir: Path) -> None:
    """Switch in what a journal says is prepared; without one, clear away what was begun.

    Can be cut off and called again at any point: what is done already is passed over.
    """
    journal = read_as(site_dir / NEXT / JOURNAL, Journal)
    for path in (*journal.new, *journal.changed) if journal else ():
        prepared = site_dir / NEXT / "files" / path
        if prepared.is_file():
            (site_dir / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(prepared, site_dir / path)
    if journal:
        for path in journal.removed:
            remove(site_dir, path)
        write_manifest(site_dir, journal.files)
        (site_dir / NEXT / JOURNAL).unlink()
    if (site_dir / NEXT).is_dir():
        rmtree(site_dir / NEXT)


def write_manifest(site_dir: Path, paths: Iterable[str]) -> None:
    """List these output paths as Dateline's."""
    manifest = Manifest(files=tuple(sorted(paths)))
    content = msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"
    target = site_dir / MANIFEST
    if not (target.is_file() and same(target, content)):
        put(site_dir / NEXT / MANIFEST, content)
        os.replace(site_dir / NEXT / MANIFEST, target)


def adopt(site_dir: Path, paths: Iterable[str]) -> None:
    """List as Dateline's what another program wrote for it; what was begun before is void."""
    rmtree(site_dir / NEXT, ignore_errors=True)
    write_manifest(site_dir, paths)
    rmtree(site_dir / NEXT, ignore_errors=True)


def put(target: Path, content: bytes | Path) -> None:
    """Write a file, and the folders it stands in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        copyfile(content, target)
    else:
        target.write_bytes(content)


def same(target: Path, content: bytes | Path) -> bool:
    """Whether a file holds the content already."""
    if isinstance(content, Path):
        return cmp(target, content, shallow=False)
    return target.stat().st_size == len(content) and target.read_bytes() == content


def read_manifest(site_dir: Path) -> Manifest:
    """What Dateline wrote here before; nothing if the manifest is missing or not ours."""
    return read_as(site_dir / MANIFEST, Manifest) or Manifest()


T = TypeVar("T")


def read_as(path: Path, type_: type[T]) -> T | None:
    """A record from a JSON file; None if it is missing or is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def ours(site_dir: Path, path: str) -> bool:
    """Whether a path of the manifest is a file in the folder: a manifest can be edited."""
    target = site_dir / path
    return ".." not in target.parts and not Path(path).is_absolute() and target.is_file()


def remove(site_dir: Path, path: str) -> None:
    """Delete a file that the manifest lists, and the folders it leaves empty."""
    if not ours(site_dir, path):
        return
    target = site_dir / path
    target.unlink()
    folder = target.parent
    while folder != site_dir and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
