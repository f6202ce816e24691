"""The site's folder, file by file: put, compare, remove; never outside, never through a link.

Paths are output paths, relative to the folder, with `/`. Those that come out of a record in the
folder are not trusted: anybody may have edited it.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from errno import EEXIST, ENOTDIR, ENOTEMPTY
from pathlib import Path
from shutil import copyfile

MANIFEST = ".dateline.json"
NEXT = ".dateline-next"
BLOCK = 1 << 20


def put(target: Path, content: bytes | Path, meant: Path) -> None:
    """Write a file: bytes, or the bytes of another file, without its mode, times or attributes.

    Raises `OSError` with a path: the file to copy if that cannot be opened, else `meant`, the
    site's file that this is for. (Python names none when a write fails.)
    """
    try:
        if isinstance(content, Path):
            copyfile(content, target)
        else:
            target.write_bytes(content)
    except OSError as error:
        if error.filename2 is None and error.filename not in (None, str(target)):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(meant)) from error


def move_in(prepared: Path, target: Path) -> None:
    """Put a whole file in its place, at one stroke. Raises `OSError` with the place's path."""
    try:
        os.replace(prepared, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def same(target: Path, content: bytes | Path) -> bool:
    """Whether a file holds the content already. One that cannot be read is to be written anew."""
    try:
        if isinstance(content, bytes):
            return target.stat().st_size == len(content) and target.read_bytes() == content
        return target.stat().st_size == content.stat().st_size and same_bytes(target, content)
    except OSError:
        return False


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files hold the same. (`filecmp` believes a file's time, and remembers.)"""
    with one.open("rb") as left, other.open("rb") as right:
        while block := left.read(BLOCK):
            if block != right.read(BLOCK):
                return False
        return not right.read(1)


def remove(site_dir: Path, path: str) -> None:
    """Delete a file and the folders it leaves empty; those also if the file is gone already."""
    if not inside(path) or linked(site_dir, path):
        return
    target = site_dir / path
    if target.is_file():
        target.unlink(missing_ok=True)
    folder = target.parent
    while folder != site_dir and emptied(folder):
        folder = folder.parent


def emptied(folder: Path) -> bool:
    """Remove a folder that nothing is in; whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno not in (ENOTEMPTY, EEXIST, ENOTDIR):
            raise
        return False
    return True


def ours(site_dir: Path, path: str) -> bool:
    """Whether a path of a record is a file of the folder."""
    return inside(path) and not linked(site_dir, path) and (site_dir / path).is_file()


def inside(path: str) -> bool:
    """Whether an output path stays in the folder as it is spelled, and is not one of the names
    that Dateline keeps for itself."""
    parts = path.split("/")
    return (
        "\0" not in path
        and not any(part in ("", ".", "..") for part in parts)
        and parts[0] not in (MANIFEST, NEXT)
    )


def linked(site_dir: Path, path: str) -> bool:
    """Whether one of the folders of a path is a symbolic link: who knows where it leads."""
    return any((site_dir / folder).is_symlink() for folder in above(path))


def above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the outermost first: `a/b/c` is in `a` and `a/b`."""
    end = path.find("/")
    while end != -1:
        yield path[:end]
        end = path.find("/", end + 1)


def in_the_way(
    site_dir: Path, paths: Iterable[str], going: Collection[str]
) -> tuple[Path, str] | None:
    """Something not ours that stands where a file or its folder belongs, and for which path.

    `going` are files of ours that are removed first.
    """
    seen = set()
    for path in paths:
        for folder in above(path):
            if folder not in seen and not is_way(site_dir / folder) and folder not in going:
                return site_dir / folder, path
            seen.add(folder)
        if os.path.isdir(site_dir / path) and (found := foreign(site_dir, path, going)):
            return found, path
    return None


def is_way(folder: Path) -> bool:
    """Whether files can be put into a folder: it is one, or can be made."""
    return folder.is_dir() and not folder.is_symlink() if os.path.lexists(folder) else True


def foreign(site_dir: Path, path: str, going: Collection[str]) -> Path | None:
    """What keeps a folder from being gone once these files are: the first such thing in it, or
    itself."""
    top = site_dir / path
    if top.is_symlink():
        return top
    for where, folders, names in os.walk(top):
        here = Path(where)
        for each in (*names, *(name for name in folders if (here / name).is_symlink())):
            if (here / each).relative_to(site_dir).as_posix() not in going:
                return here / each
        if not folders and not names and not stood_in(here.relative_to(site_dir).as_posix(), going):
            return here
    return None


def stood_in(folder: str, going: Collection[str]) -> bool:
    """Whether an empty folder is one that a build, cut off, left where it removed a file."""
    return any(path.startswith(f"{folder}/") for path in going)
