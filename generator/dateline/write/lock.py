"""One build at a time on one site: a lock on the site's folder itself.

The system keeps it for the process and drops it when the process ends, however it ends: no owner
can be dead, and nothing is left in a folder that is published. That is why this is `flock` and
not a library: those leave a file behind.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_open: set[int] = set()
"""Descriptors that a forked child must not keep: it may outlive its parent, killed, and would keep
the lock."""


@contextmanager
def locked(site_dir: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold the folder for one build, and make it if it is missing (unmade if it stays empty).

    `wait` is called once if another build holds it; then this one blocks until that one ends.
    Where the system or the disk has no such lock (Windows, some network drives) it goes on
    without. Raises `OSError`, with the path, if the folder cannot be made or opened.
    """
    if sys.platform == "win32":
        yield
        return
    made = not site_dir.is_dir()
    while True:
        with opened(site_dir) as folder:
            wait = held(folder, wait)
            if not is_at(folder, site_dir):
                continue  # whoever had it has removed the folder, or put another in its place
            try:
                yield
                return
            finally:
                if made:
                    with suppress(OSError):
                        site_dir.rmdir()


@contextmanager
def opened(site_dir: Path) -> Iterator[int]:
    """A descriptor of the folder."""
    while True:
        site_dir.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # gone again: another build has left it as it was
            folder = os.open(site_dir, os.O_RDONLY)
            break
    _open.add(folder)
    try:
        yield folder
    finally:
        if folder in _open:
            _open.remove(folder)
            os.close(folder)


def held(folder: int, wait: Callable[[], None]) -> Callable[[], None]:
    """Lock the folder, after `wait` if need be. Returns what to call if it is to be done again:
    once is enough."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        wait()
        fcntl.flock(folder, fcntl.LOCK_EX)
        return lambda: None
    except OSError:
        pass  # ENOLCK, ENOTSUP, on NFS EBADF: two builds at once are rarer than such disks
    return wait


def is_at(folder: int, site_dir: Path) -> bool:
    """Whether what was locked is still the folder at its path."""
    try:
        return os.path.samestat(os.fstat(folder), site_dir.stat())
    except FileNotFoundError:
        return False


def let_go() -> None:
    """Close in a forked child what only its parent holds."""
    while _open:
        os.close(_open.pop())


if sys.platform != "win32":
    os.register_at_fork(after_in_child=let_go)
