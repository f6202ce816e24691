"""What stands in the site's folder already: looked at, never touched."""

import os
import stat
from pathlib import Path


def status_of(site_dir: Path, path: str) -> os.stat_result | None:
    """What the system says of an output file; None if there is none, or it is no ordinary file."""
    try:
        found = os.lstat(f"{site_dir}/{path}")  # a `Path` of each of 50,000 files takes longer
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def content_of(site_dir: Path, path: str) -> bytes | None:
    """The bytes of an output file; None if it cannot be read."""
    try:
        with open(f"{site_dir}/{path}", "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return None


def size_of(target: str) -> int | None:
    """The size of a file, or of the one that a link leads to; None if there is none."""
    try:
        found = os.stat(target)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def parent(path: str) -> str:
    """The folder that a path stands in; empty for the site's own."""
    return path.rpartition("/")[0]


class Folders:
    """The folders of a site, each looked at once: as they were when they were first asked for."""

    def __init__(self, site_dir: Path) -> None:
        self.site = str(site_dir)
        self.gone = {"": ""}
        self.links = {"": False}

    def missing(self, folder: str) -> str:
        """The outermost folder that this one needs and the site does not have; empty if it has
        all of them, or something else stands in their place."""
        known = self.gone.get(folder)
        if known is None:
            known = self.missing(parent(folder)) or self.lacks(folder)
            self.gone[folder] = known
        return known

    def lacks(self, folder: str) -> str:
        """The folder, if nothing has its name."""
        try:
            os.lstat(f"{self.site}/{folder}")
        except FileNotFoundError:
            return folder
        except OSError:
            pass
        return ""

    def linked(self, folder: str) -> bool:
        """Whether it is a symbolic link, or in one: who knows where that leads."""
        known = self.links.get(folder)
        if known is None:
            known = self.linked(parent(folder)) or os.path.islink(f"{self.site}/{folder}")
            self.links[folder] = known
        return known
