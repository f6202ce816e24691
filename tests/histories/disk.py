"""Files as careless hands, editors and checkouts write and spoil them, and how they compare."""

import os
import shutil
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from histories.archive import Link

MANNERS = (
    *("as usual", "as usual", "its time kept", "its time kept"),
    *("an older time", "by rename"),
)
DAMAGES = ("page deleted", "page emptied", "page edited", "page edited, its time kept")


def seen(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its content and its time."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def put(path: Path, content: bytes | None, manner: str) -> None:
    """Write a file or a link, or delete it."""
    if content is None or path.is_symlink():
        path.unlink()
    if content is None:
        return
    before = path.stat().st_mtime_ns if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Link):
        path.symlink_to(content.decode())
        return
    if manner == "by rename":
        path.with_name(".new").write_bytes(content)
        path.with_name(".new").replace(path)
    else:
        path.write_bytes(content)
    if manner == "an older time":
        os.utime(path, ns=(10**18, 10**18))
    elif manner == "its time kept" and before:
        os.utime(path, ns=(before, before))


def damage(page: Path, manner: str) -> None:
    """Delete, empty or edit what a build wrote."""
    content = page.read_bytes()
    edited = {"page deleted": None, "page emptied": b""}.get(manner, content.swapcase())
    put(page, edited, "its time kept" if manner.endswith("kept") else "as usual")


def spoil(folder: Path, *, cut: bool) -> None:
    """Leave half of every file, or change one byte in the middle of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            middle = len(content) // 2
            end = content[middle + 1 :]
            wrong = content[:middle] + bytes((content[middle] ^ 1,)) + end if content else b""
            path.write_bytes(content[:middle] if cut else wrong)


def copied_and_back(folder: Path, other: Path) -> None:
    """Copy a folder with its files' times, and put the copy in its place."""
    shutil.copytree(folder, other)
    shutil.rmtree(folder)
    shutil.move(other, folder)


def checked_out(folder: Path, other: Path) -> None:
    """Move a folder as a fresh checkout would be: all files have new times."""
    shutil.copytree(folder, other, copy_function=shutil.copyfile, symlinks=True)
    shutil.rmtree(folder)


def difference(path: str, old: bytes | None, new: bytes | None) -> str:
    """A changed file as a failing history shows it."""
    return "\n".join(_lines(path, old, new))


def _lines(path: str, old: bytes | None, new: bytes | None) -> Iterator[str]:
    before, after = ((content or b"").decode(errors="replace") for content in (old, new))
    end = " is new" if old is None else " is deleted" if new is None else ""
    yield f"{path}{end}"
    if not path.endswith(".png"):
        yield from [*unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)][2:]
