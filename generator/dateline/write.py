"""write: bytes to the site's folder, and nothing there that is not Dateline's.

In: output paths with their bytes or the file to copy. Out: what was written, left alone and
removed. `.dateline.json` in the site's folder lists what Dateline wrote; only what it lists is
ever deleted. Each file is prepared beside its place and switched in by a rename: new ones
first, which nothing links to yet, then changed ones, then the deletions.
"""

import os
from collections.abc import Iterable
from filecmp import cmp
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import msgspec

from dateline.problems import Refused

MANIFEST = ".dateline.json"
WAITING = ".dateline-new"
"""The ending of a file that waits to be switched in; no output has it."""


class Written(NamedTuple):
    """How many files were written, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What Dateline wrote into a folder: output paths, sorted."""

    dateline: int = 1
    files: tuple[str, ...] = ()


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
    before = read_manifest(site_dir)
    new: list[Path] = []
    changed: list[Path] = []
    paths = []
    for path, content in files:
        paths.append(path)
        target = site_dir / path
        there = target.is_file()
        if there and same(target, content):
            continue
        prepare(target, content)
        (changed if there else new).append(target)
    for target in (*new, *changed):
        os.replace(waiting(target), target)
    kept = set(paths)
    removed = [path for path in before.files if path not in kept and remove(site_dir, path)]
    write_manifest(site_dir, paths)
    written = len(new) + len(changed)
    return Written(written, len(paths) - written, len(removed))


def write_manifest(site_dir: Path, paths: Iterable[str]) -> None:
    """List these output paths as Dateline's."""
    manifest = Manifest(files=tuple(sorted(paths)))
    content = msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"
    target = site_dir / MANIFEST
    if not (target.is_file() and same(target, content)):
        prepare(target, content)
        os.replace(waiting(target), target)


def waiting(target: Path) -> Path:
    """Where a file is prepared: beside its place."""
    return target.with_name(target.name + WAITING)


def prepare(target: Path, content: bytes | Path) -> None:
    """Write the content beside its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        copyfile(content, waiting(target))
    else:
        waiting(target).write_bytes(content)


def same(target: Path, content: bytes | Path) -> bool:
    """Whether a file holds the content already."""
    if isinstance(content, Path):
        return cmp(target, content, shallow=False)
    return target.stat().st_size == len(content) and target.read_bytes() == content


def read_manifest(site_dir: Path) -> Manifest:
    """What Dateline wrote here before; nothing if the manifest is missing or not ours."""
    try:
        return msgspec.json.decode((site_dir / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return Manifest()


def remove(site_dir: Path, path: str) -> bool:
    """Delete a file that the manifest lists, and the folders it leaves empty.

    A path that leads out of the folder (a manifest edited by hand) is left alone.
    """
    target = site_dir / path
    if ".." in target.parts or Path(path).is_absolute() or not target.is_file():
        return False
    target.unlink()
    folder = target.parent
    while folder != site_dir and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
    return True
