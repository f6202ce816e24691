"""The site's folder, file by file: put, compare, remove; never outside, never through a link.

Paths are output paths, relative to the folder, with `/`. Those that come out of a record in the
folder are not trusted: anybody may have edited it. Places are where they lead to, as texts: a
`Path` of each of 64,000 files takes as long as writing it.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from errno import EEXIST, ENOTDIR, ENOTEMPTY
from pathlib import Path
from shutil import copyfile

from dateline.write.standing import Folders, parent

MANIFEST = ".dateline.json"
NEXT = ".dateline-next"
BLOCK = 1 << 20
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
EXISTING = os.O_RDONLY | getattr(os, "O_BINARY", 0)

Content = bytes | Path


def put(place: str, content: Content, meant: str) -> None:
    """Write a file: bytes, or the bytes of another file, without its mode, times or attributes.

    Raises `OSError` with a path: the file to copy if that cannot be opened, else `meant`, the
    site's file that this is for. (Python names none when a write fails.)
    """
    try:
        if isinstance(content, bytes):
            put_bytes(place, content)
        else:
            copyfile(content, place)
    except OSError as error:
        if error.filename2 is None and error.filename not in (None, place):
            raise
        raise OSError(error.errno, error.strerror or str(error), meant) from error


def put_bytes(place: str, content: bytes) -> None:
    """Write a file with what the system asks for and no more: `open` looks at it four times."""
    file = os.open(place, NEW_FILE, 0o666)
    try:
        written = os.write(file, content)
        while written < len(content):  # more than it takes at once, or the disk is filling up
            written += os.write(file, content[written:])
    finally:
        os.close(file)


def fresh(site_dir: Path) -> Path:
    """The folder of what is prepared, made if it is missing."""
    (site_dir / NEXT).mkdir(exist_ok=True)
    return site_dir / NEXT


def make(folder: str, top: str) -> None:
    """Make a folder and those it stands in, but none from `top` upwards. Raises `OSError`."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
    except FileNotFoundError:
        above_it = os.path.dirname(folder)
        if above_it == top:
            raise
        make(above_it, top)
        make(folder, top)


def move_in(place: str, target: str) -> None:
    """Put a whole file in its place, at one stroke. Raises `OSError` with the place's path."""
    try:
        os.replace(place, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, target) from error


def bring(place: str, target: str) -> None:
    """Move a file or folder that waits to where it belongs, and pass over one that has arrived.

    Where there is a folder by now, or one that the system does not move whole, its files are
    moved one by one: what else is in it stays. Raises `OSError` with the path.
    """
    try:
        os.replace(place, target)
    except OSError as error:
        if not os.path.lexists(place):
            return
        if isinstance(error, FileNotFoundError):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            move_in(place, target)
        elif not os.path.isdir(place):
            raise OSError(error.errno, error.strerror, target) from error
        else:
            bring_files(place, target)


def bring_files(place: str, target: str) -> None:
    """Move what is in a folder into another, which is made if there is none."""
    if not is_folder(target):
        os.mkdir(target)
    for name in sorted(os.listdir(place)):
        bring(f"{place}/{name}", f"{target}/{name}")


def same(target: str, size: int, content: Content) -> bool:
    """Whether a file of this size holds the content already. One that cannot be read is to be
    written anew."""
    try:
        if not isinstance(content, bytes):
            return size == content.stat().st_size and same_bytes(target, content)
        if size != len(content):
            return False
        file = os.open(target, EXISTING)
    except OSError:
        return False
    try:
        return os.read(file, size + 1) == content
    except OSError:
        return False
    finally:
        os.close(file)


def same_bytes(one: str, other: Path) -> bool:
    """Whether two files hold the same. (`filecmp` believes a file's time, and remembers.)"""
    with open(one, "rb") as left, other.open("rb") as right:
        while block := left.read(BLOCK):
            if block != right.read(BLOCK):
                return False
        return not right.read(1)


def remove(site_dir: Path, paths: Iterable[str]) -> None:
    """Delete files, then the folders they leave empty; those also if a file is gone already."""
    site, folders = str(site_dir), Folders(site_dir)
    left = set()
    for path in paths:
        if not inside(path) or folders.linked(parent(path)):
            continue
        target = f"{site}/{path}"
        if os.path.isfile(target):
            with suppress(FileNotFoundError):
                os.unlink(target)
        left.add(parent(path))
    while left:  # a folder that is gone may have left another one empty
        left = {parent(folder) for folder in left if folder and emptied(f"{site}/{folder}")}


def emptied(folder: str) -> bool:
    """Remove a folder that nothing is in; whether it is gone."""
    try:
        os.rmdir(folder)
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno not in (ENOTEMPTY, EEXIST, ENOTDIR):
            raise
        return False
    return True


def ours(site_dir: Path, path: str, folders: Folders) -> bool:
    """Whether a path of a record is a file of the folder."""
    return (
        inside(path) and not folders.linked(parent(path)) and os.path.isfile(f"{site_dir}/{path}")
    )


def inside(path: str) -> bool:
    """Whether an output path stays in the folder as it is spelled, and is not one of the names
    that Dateline keeps for itself."""
    parts = f"/{path}/"
    return not (
        "//" in parts
        or "/./" in parts
        or "/../" in parts
        or "\0" in parts
        or parts.startswith((f"/{MANIFEST}/", f"/{NEXT}/"))
    )


def above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the outermost first: `a/b/c` is in `a` and `a/b`."""
    end = path.find("/")
    while end != -1:
        yield path[:end]
        end = path.find("/", end + 1)


def files_in(folder: str) -> Iterator[str]:
    """The files below a folder, relative to it, in order."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        below = os.path.relpath(where, folder).replace(os.sep, "/")
        yield from (name if below == "." else f"{below}/{name}" for name in sorted(names))


def in_the_way(
    site_dir: Path, paths: Iterable[str], going: Collection[str]
) -> tuple[Path, str] | None:
    """Something not ours that stands where a file or its folder belongs, and for which path.

    `going` are files of ours that are removed first.
    """
    seen = {""}
    for path in paths:
        for folder in above(path) if parent(path) not in seen else ():
            if folder not in seen and folder not in going and not is_way(f"{site_dir}/{folder}"):
                return site_dir / folder, path
            seen.add(folder)
        if os.path.isdir(f"{site_dir}/{path}") and (found := foreign(site_dir, path, going)):
            return found, path
    return None


def is_folder(place: str) -> bool:
    """Whether there is a folder, and no link to one."""
    return os.path.isdir(place) and not os.path.islink(place)


def is_way(folder: str) -> bool:
    """Whether files can be put into a folder: it is one, or can be made."""
    return is_folder(folder) or not os.path.lexists(folder)


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
