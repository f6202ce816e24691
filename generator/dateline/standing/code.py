"""Our own code, as the system sees it: what was made by other code does not stand.

A library that is installed, upgraded or removed changes the folder that Python finds it in: the
folders of `sys.path` say as much as the versions of all that is in them.
"""

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import dateline
from dateline.standing.marks import Mark, Status, hashed, of_folders


@cache
def of_code() -> Mark:
    """The mark of our code, of the built-in theme, and of all installed libraries."""
    ours = of_folders((*map(Path, dateline.__path__), built_in()), time.time_ns())
    libraries = [(path, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in of_path()]
    return Mark(hashed((ours.of, libraries, sys.version)), ours.settled)


def built_in() -> Path:
    """The folder of the built-in theme."""
    return Path(import_module("dateline.templates").__path__[0])


def of_path() -> Iterator[Status]:
    """The folders in which Python looks for libraries."""
    for path in sys.path:
        if os.path.exists(path):
            yield path, os.stat(path)
