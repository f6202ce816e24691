"""One build at a time on one site."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import tree
from dateline.write import lock, locked, write

HOLD = """
import os, sys
from pathlib import Path
from dateline.write import locked
with locked(Path(sys.argv[1]), lambda: None):
    if sys.argv[2] == "fork" and not os.fork():
        sys.stdin.read()
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(site: Path, then: str = "") -> "Iterator[subprocess.Popen[str]]":
    """Another process that holds the folder until its input is closed; it may `fork` a worker."""
    command = [sys.executable, "-c", HOLD, str(site), then]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def waits(site: Path, act: "list[object]") -> int:
    """How often `wait` is called until the folder is ours; each call does the next of `act`."""
    calls = 0

    def wait() -> None:
        nonlocal calls
        calls += 1
        for each in act:
            each()  # type: ignore[operator]

    with locked(site, wait):
        pass
    return calls


def test_the_second_build_waits_and_is_told_once(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        assert process.stdin
        assert waits(tmp_path, [process.stdin.close]) == 1
    assert waits(tmp_path, []) == 0


def test_a_lock_ends_with_its_owner(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        assert waits(tmp_path, [process.kill]) == 1


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    with locked(tmp_path, lambda: None):
        assert tree(tmp_path) == {}
    assert tree(tmp_path) == {}


def test_the_lock_outlives_an_emptied_folder(tmp_path: Path) -> None:
    """As `mkdocs build` empties it."""
    (tmp_path / "index.html").write_text("1")
    with another(tmp_path) as process:
        (tmp_path / "index.html").unlink()
        assert waits(tmp_path, [process.kill]) == 1


def test_a_folder_put_in_its_place_is_locked_instead(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with another(site) as process:

        def replaced() -> None:
            shutil.rmtree(site)
            site.mkdir()
            process.kill()

        with locked(site, replaced), another(tmp_path / "other"):
            command = [sys.executable, "-c", HOLD, str(site), ""]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as late:
                assert late.stdout
                os.set_blocking(late.stdout.fileno(), False)
                time.sleep(0.5)
                assert late.stdout.read() is None
                late.kill()


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with pytest.raises(ZeroDivisionError), locked(site, lambda: None):
        raise ZeroDivisionError
    assert not site.exists()
    with locked(site, lambda: None):
        write([("a.html", b"1")], site)
    assert (site / "a.html").exists()


def test_a_worker_that_outlives_a_killed_build_does_not_keep_the_lock(tmp_path: Path) -> None:
    with another(tmp_path, then="fork") as process:
        process.kill()
        process.wait()
        signal.alarm(20)  # not to wait for ever if it does
        assert waits(tmp_path, []) in (0, 1)
        signal.alarm(0)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOTSUP, errno.EBADF])
def test_where_there_are_no_locks_a_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def flock(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(lock.fcntl, "flock", flock)
    assert waits(tmp_path, []) == 0
