"""The walk through the authors' folder: which files there are, and what each is by its name.

Hidden files are passed over. A symbolic link is read only if it leads to a file inside the
folder; links to folders are never followed. Nothing here reads a file's content.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.model import names
from dateline.model.tree import Span
from dateline.problems import Problem, at_top

_NOWHERE = Span(1, 1, 1, 1)


class File(NamedTuple):
    """A file: its path under the authors' folder, with `/`, and what the system says of it;
    `linked`: it is a symbolic link, and that is said of the file it leads to."""

    path: str
    status: os.stat_result
    linked: bool = False

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.status.st_size


class Folder(NamedTuple):
    """All that stands in the authors' folder, by what it is; each kind in the order of paths.
    `assets` are the files that are neither YAML nor Markdown."""

    briefings: tuple[File, ...]
    registers: tuple[File, ...]
    assets: tuple[File, ...]
    markdown: tuple[File, ...]

    @property
    def paths(self) -> Iterator[str]:
        """Where they are, all of them."""
        return (file.path for files in self for file in files)

    @property
    def linked(self) -> bool:
        """Whether there is a symbolic link among them."""
        return any(file.linked for files in self for file in files)


def files(docs_dir: Path) -> tuple[list[File], list[Problem]]:
    """Every file under a folder, by path, and what could not be taken."""
    root = os.path.realpath(docs_dir)
    found: list[File] = []
    problems: list[Problem] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(docs_dir / folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(unreadable(folder.rstrip("/") or ".", error))
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            taken = _one(root, folder + entry.name, entry)
            if isinstance(taken, File):
                found.append(taken)
            elif isinstance(taken, Problem):
                problems.append(taken)
            else:
                waiting.append(f"{folder}{entry.name}/")
    return sorted(found, key=lambda file: file.path), problems


def _one(root: str, path: str, entry: os.DirEntry[str]) -> File | Problem | None:
    """A file, or why it is passed over, or None for a folder to walk into."""
    if not path.isprintable():
        shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
        return at_top(shown, "file/bad-name", "The file's name holds unreadable characters.")
    try:
        if entry.is_symlink() and (passed := _link(root, path, entry)):
            return passed
        status = entry.stat()
    except OSError as error:
        return unreadable(path, error)
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        return at_top(path, "file/not-a-file", "This is no ordinary file; it is left out.")
    return File(path, status, entry.is_symlink())


def _link(root: str, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Why a symbolic link is not followed, or None if it leads to a file inside the folder."""
    real = os.path.realpath(entry.path)
    if os.path.commonpath([root, real]) != root:
        message = "This link leads out of the folder and is not followed."
        hint = "Copy the file here."
        return at_top(path, "file/link-outside", message, hint)
    if not os.path.exists(real):
        message = "This link leads nowhere."
        return at_top(path, "file/link-broken", message, "Delete it.")
    if os.path.isdir(real):
        message = "This link leads to a folder and is not followed."
        return at_top(path, "file/link-folder", message, "Move the folder here.")
    return None


def kind_of(path: str) -> str:
    """Which kind of a folder's files a name makes one."""
    lower = path.lower()
    if lower.endswith(names.YAML_SUFFIXES):
        return "registers" if names.register_name(path) else "briefings"
    return "markdown" if lower.endswith(names.MARKDOWN_SUFFIXES) else "assets"


def misnamed(path: str) -> Problem | None:
    """What is wrong with the name of a YAML file, or None for one that is right, or no YAML."""
    if not path.lower().endswith(names.YAML_SUFFIXES):
        return None
    if names.register_name(path) or names.briefing_name(path):
        return None
    name = path.rpartition("/")[2]
    if match := names.BRIEFING.fullmatch(name):
        message = f"There is no {match['date']} in the calendar."
        return at_top(path, "file/bad-date", message, "Name the file by its briefing's date.")
    if names.register_name(name):
        message = f"A register is read only at the top: `{name}`, not `{path}`."
        return at_top(path, "file/unknown-yaml", message, "Move it, or rename it.")
    message = f"`{name}` is neither a briefing nor a register."
    return at_top(path, "file/unknown-yaml", message, _expected(name))


def _expected(name: str) -> str:
    lower = name.lower()
    if lower != name and (names.briefing_name(lower) or names.register_name(lower)):
        return f"Name it {lower}."
    registers = ", ".join(f"{register}.yaml" for register in names.REGISTERS)
    briefings = "2016-06-19.yaml, 2016-06-19-evening.yaml or 2016-06-19.ar.yaml"
    return f"A briefing is named {briefings}; registers are {registers}."


def unreadable(path: str, error: OSError) -> Problem:
    """A file or folder that the system does not let us read."""
    reason = (error.strerror or "the system gives no reason").lower()
    return at_top(path, "file/unreadable", f"This cannot be read: {reason}.")
