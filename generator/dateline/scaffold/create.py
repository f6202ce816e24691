"""New files on disk, and never over old ones."""

from collections.abc import Iterable, Mapping
from pathlib import Path

BESIDE = (".git", "readme", "license", "licence", "copying")
"""What may stand in a folder in which a site is begun: how its name starts, in any case."""


def taken(folder: Path, paths: Iterable[str]) -> str:
    """What stands in the way of a new site in a folder: one of its files, or something else of
    someone's, by its name. Empty if there is nothing."""
    for path in paths:
        if (folder / path).exists() or (folder / path).is_symlink():
            return path
    names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    return next((name for name in names if not may_stay(name)), "")


def may_stay(name: str) -> bool:
    """Whether a file or folder is one that a fresh repository has."""
    return name == BESIDE[0] or name.casefold().partition(".")[0] in BESIDE[1:]


def create(folder: Path, files: Mapping[str, str]) -> None:
    """Write new files below a folder, with the folders they need.

    Raises `FileExistsError` where there is one already, and any other `OSError` of the disk.
    """
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
