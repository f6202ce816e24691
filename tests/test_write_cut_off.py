"""A build cut off at each of its steps: killed, stopped, or failed by the disk.

The build runs in a forked process, in which Python announces each step to the disk before it
happens (its audit events): at the chosen one the process ends, or the step fails.
"""

import errno
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import tree
from dateline.write import MANIFEST, NEXT, begin, prepare, recover, unfinished, write
from dateline.write.switch import clear, decide, merged

STEPS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
KILLED, FAILED, STOPPED, WENT_ON, BUG = 9, 1, 2, 3, 99
Files = dict[str, str]
Hook = Callable[[str, tuple[object, ...]], None]


class State(NamedTuple):
    """A site: paths to what stands there, which is the paths of the pages it links to."""

    before: Files
    after: Files
    steps: int


PLAIN = State(
    {"index.html": "old/a.html same.html", "old/a.html": "", "same.html": ""},
    {"index.html": "new/b.html same.html", "new/b.html": "index.html", "same.html": ""},
    steps=3,
)
"""A page that is new, one that changes, one that goes, one that stays."""
FOLDERS = State({"x": "", "y/z/index.html": "", "i.html": "x"}, {"x/y.html": "", "y": ""}, 5)
"""A file becomes a folder, and a folder a file."""
FIRST = State({}, {"index.html": "a/b.html", "a/b.html": ""}, 2)
WHOLE = State(
    {"index.html": "16/06/18.html", "16/06/18.html": "", "15/12/31.html": ""},
    {
        "index.html": "16/07/01/a/b.html 16/06/19.html",
        "16/06/18.html": "16/07/01/index.html",
        "16/06/19.html": "16/06/18.html",
        "16/07/01/index.html": "16/07/02/index.html",
        "16/07/01/a/b.html": "17/index.html",
        "16/07/02/index.html": "16/07/01/index.html",
        "17/index.html": "index.html",
    },
    steps=6,
)
"""Two new folders of several files, a new file in an old one, two that change, one that goes."""
STATES = pytest.mark.parametrize(
    "state", [PLAIN, FOLDERS, FIRST, WHOLE], ids=["plain", "folders", "first", "whole"]
)


def content(files: Files) -> list[tuple[str, bytes]]:
    """Files as `write` takes them: a page's links, and an end to tell it is whole."""
    return [(path, f"{path}: {links} </html>".encode()) for path, links in files.items()]


def forked(act: Callable[[], int]) -> int:
    """Do it in a process of its own; its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os._exit(act())
    except OSError as error:
        os._exit(FAILED if error.filename else BUG)
    except KeyboardInterrupt:
        os._exit(STOPPED)
    except BaseException:
        traceback.print_exc()
    finally:  # whatever comes: the rest of the tests is not this process's business
        os._exit(BUG)


def met(act: Callable[[Hook], None], number: int, what: Callable[[str], None]) -> int:
    """Do it in a process of its own, met by this just before a step to the disk, counted from 1
    from when it adds the hook it is given. Its exit code: 0 if it had fewer steps."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS:
            count += 1
            if count == number:
                what(str(arguments[0]))

    def acting() -> int:
        act(hook)
        return WENT_ON if count >= number else 0

    return forked(acting)


def build(state: State, site: Path, number: int, what: Callable[[str], None]) -> int:
    """A build of the new state, met by this at a step."""

    def act(hook: Hook) -> None:
        sys.addaudithook(hook)
        write(content(state.after), site)

    return met(act, number, what)


def kill(_: str) -> None:
    os._exit(KILLED)


def interrupt(_: str) -> None:
    raise KeyboardInterrupt


def fill(path: str) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", path)


def cuts(state: State, site: Path, what: Callable[[str], None]) -> Iterator[int]:
    """A build from one state to the other, met by this at each step in turn: its exit codes."""
    for number in range(1, 1000):
        empty(site)
        write(content(state.before), site)
        code = build(state, site, number, what)
        yield code
        if code == 0:
            return


def empty(site: Path) -> None:
    """An empty folder again."""
    for path in sorted(site.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def published(site: Path) -> dict[str, bytes]:
    """What a reader may come across."""
    return {path: data for path, data in tree(site).items() if not path.startswith(NEXT)}


def check_pages(state: State, site: Path) -> None:
    """Every file is whole, old or new; the manifest too; and no page that is there before and
    after links to one that is not."""
    old, new, there = dict(content(state.before)), dict(content(state.after)), published(site)
    listed = {*json.loads(there.pop(MANIFEST, b'{"files": []}'))["files"]}
    assert listed in ({*old}, {*new})
    assert {*old} & {*new} <= there.keys()
    for path, data in there.items():
        assert data in (old.get(path), new.get(path))
        if path in old and path in new:
            assert {*data.decode().split()[1:-1]} <= there.keys()


def check_next(state: State, site: Path) -> None:
    """The next build ends with the new state and nothing else, not even a folder."""
    write(content(state.after), site)
    assert published(site).items() >= dict(content(state.after)).items()
    assert tree(site).keys() == {*state.after, MANIFEST}
    assert {*json.loads((site / MANIFEST).read_bytes())["files"]} == {*state.after}
    empty = [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]
    assert not empty


@STATES
def test_killed_at_any_step(tmp_path: Path, state: State) -> None:
    said, codes = set(), []
    for code in cuts(state, tmp_path, kill):
        codes.append(code)
        check_pages(state, tmp_path)
        cut_off = unfinished(tmp_path)
        sentence = recover(tmp_path)
        said.add(sentence.partition(str(tmp_path))[0])
        assert ("the rest is done now" in sentence) == cut_off
        assert str(tmp_path) in sentence or not sentence
        assert not (tmp_path / NEXT).exists()
        check_pages(state, tmp_path)
        check_next(state, tmp_path)
    assert codes == [KILLED] * (len(codes) - 1) + [0]
    assert len(codes) > 12
    all_ = range(state.steps + 1)
    middle = {f"An earlier build was cut off after {n} of {state.steps} steps" for n in all_}
    assert {each.partition(" of bringing")[0] for each in said} >= {*middle, ""}
    assert "An earlier build was cut off before it changed anything in " in said


@STATES
def test_finishing_may_be_killed_too(tmp_path: Path, state: State) -> None:
    """One build killed at its first step, the next at its second, and so on until one ends."""
    write(content(state.before), tmp_path)
    number = 1
    while build(state, tmp_path, number, kill) == KILLED:
        check_pages(state, tmp_path)
        number += 1
    assert number > 5
    check_next(state, tmp_path)


@STATES
def test_undoing_may_be_killed_too(tmp_path: Path, state: State) -> None:
    """Stopped when the journal is just there, and killed while that is undone: it is not taken
    for one to be finished, with half of its files."""
    many = {f"{n}.html": "" for n in range(20)}
    after = {**state.after, **dict.fromkeys(many, "index.html")}
    state = State({**state.before, **many}, after, steps=0)

    def undo(hook: Hook) -> None:
        batch = begin(tmp_path)
        decide(merged([prepare(content(state.after), batch)], ()), batch)
        sys.addaudithook(hook)
        clear(tmp_path)

    for number in range(1, 1000):
        empty(tmp_path)
        write(content(state.before), tmp_path)
        code = met(undo, number, kill)
        recover(tmp_path)
        there = published(tmp_path)
        there.pop(MANIFEST, None)
        assert there in (dict(content(state.before)), dict(content(state.after)))
        if code == 0:
            break
    assert number > 3


@STATES
def test_stopped_by_hand_at_any_step(tmp_path: Path, state: State) -> None:
    """The site is as it was and nothing else is there, or the next build finishes."""
    untouched = 0
    for code in cuts(state, tmp_path, interrupt):
        assert code in (STOPPED, 0)
        check_pages(state, tmp_path)
        if not unfinished(tmp_path):
            there = published(tmp_path)
            there.pop(MANIFEST, None)
            assert there in (dict(content(state.before)), dict(content(state.after)))
            if there == dict(content(state.before)):
                assert not (tmp_path / NEXT).exists()
                untouched += 1
        check_next(state, tmp_path)
    assert untouched > 3


@STATES
def test_a_step_that_fails_has_a_path(tmp_path: Path, state: State) -> None:
    codes = []
    for code in cuts(state, tmp_path, fill):
        codes.append(code)
        assert code in (FAILED, WENT_ON, 0)
        check_pages(state, tmp_path)
        if code == FAILED and not unfinished(tmp_path):
            there = published(tmp_path)
            there.pop(MANIFEST, None)
            assert there == dict(content(state.before))
            assert not (tmp_path / NEXT).exists()
        check_next(state, tmp_path)
    assert codes.count(FAILED) > 6


def test_a_failing_write_names_the_file_of_the_site(tmp_path: Path) -> None:
    """Python names no file when the writing fails. Here no file may be over a thousand bytes."""
    site = tmp_path / "site"
    big = tmp_path / "big.png"
    big.write_bytes(b"x" * 5000)
    write([("a.html", b"1")], site)
    before = tree(site)
    for data in (b"x" * 5000, big):

        def act(data: bytes | Path = data) -> int:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                write([("a.html", b"2"), ("b/big.png", data)], site)
            except OSError as error:
                assert error.errno == errno.EFBIG
                assert error.filename == str(site / "b/big.png")
                raise
            return 0

        assert forked(act) == FAILED
        assert tree(site) == before
        assert not (site / "b").exists()


def test_rendering_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    write([("a.html", b"1"), ("b.html", b"1")], tmp_path)
    before = tree(tmp_path)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"2"
        yield "new/index.html", b"2"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(files(), tmp_path)
    assert tree(tmp_path) == before
