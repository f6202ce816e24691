"""Writing by folders and by several: what is new comes whole, and shares make one site."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import ANY

import pytest

from conftest import tree
from dateline.problems import Refused
from dateline.write import (
    MANIFEST,
    NEXT,
    Written,
    abandon,
    begin,
    clean_site,
    finish,
    prepare,
    recover,
    unfinished,
    write,
)
from dateline.write.records import Journal, read_journal
from dateline.write.switch import decide, merged, switch
from test_write_cut_off import KILLED, Hook, empty, kill, met

DAYS = [f"2016/06/{day}/{page}.html" for day in (18, 19) for page in ("index", "one/index")]
Files = list[tuple[str, bytes]]

CUT_OFF = "An earlier build was cut off after "


def made(paths: list[str], data: bytes = b"1") -> Files:
    """Files as `write` takes them."""
    return [(path, data) for path in paths]


def decided(files: Files, site: Path) -> Journal:
    """The journal of a build that is cut off as soon as there is one."""
    batch = begin(site)
    journal = decide(merged([prepare(files, batch)], ()), batch)
    assert journal
    return journal


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is renamed into `tmp_path`, as it comes."""
    targets: list[str] = []
    renamed = os.replace

    def replace(source: str, target: str) -> None:
        renamed(source, target)
        if f"/{NEXT}/" not in target:
            targets.append(os.path.relpath(target, tmp_path))

    monkeypatch.setattr(os, "replace", replace)
    return targets


def test_a_folder_that_the_site_does_not_have_comes_by_one_rename(
    tmp_path: Path, brought: list[str]
) -> None:
    paths = [*DAYS, "claims/index.html", "index.html"]
    assert write(made(paths), tmp_path) == Written(6, 0, 0)
    assert brought == ["2016", "claims", "index.html", MANIFEST]
    assert tree(tmp_path).keys() == {*paths, MANIFEST}
    brought.clear()
    more = ["2016/06/20/index.html", "2016/06/20/a/b.html", "2016/06/18/new.html"]
    assert write([*made(paths), *made(more)], tmp_path) == Written(3, 6, 0)
    assert brought == ["2016/06/20", "2016/06/18/new.html", MANIFEST]
    assert tree(tmp_path).keys() == {*paths, *more, MANIFEST}


def test_the_journal_names_a_folder_once(tmp_path: Path) -> None:
    journal = decided(made([f"2016/{n}/index.html" for n in range(100)]), tmp_path)
    assert read_journal(tmp_path) == journal
    assert (journal.folders, journal.files, journal.steps) == (("2016",), (), 1)
    assert "after 0 of 1 steps" in recover(tmp_path)
    assert len(tree(tmp_path)) == 101


def test_an_empty_folder_that_is_not_ours_stays_itself(tmp_path: Path) -> None:
    (tmp_path / "2016").mkdir(mode=0o750)
    before = (tmp_path / "2016").stat()
    write(made(DAYS), tmp_path)
    after = (tmp_path / "2016").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


def foreign_folder(site: Path) -> None:
    """A folder where one of ours is to come, with files beside ours."""
    (site / "2016/06/18").mkdir(parents=True)
    (site / "2016/06/18/note.txt").write_text("theirs")
    (site / "2016/note.txt").write_text("theirs")


def test_a_folder_that_appears_is_joined(tmp_path: Path) -> None:
    journal = decided(made(DAYS), tmp_path)
    foreign_folder(tmp_path)
    switch(tmp_path, journal)
    found = tree(tmp_path)
    assert found.keys() == {*DAYS, "2016/06/18/note.txt", "2016/note.txt", MANIFEST}
    write([], tmp_path)
    assert tree(tmp_path).keys() == {"2016/06/18/note.txt", "2016/note.txt", MANIFEST}


def test_joining_a_folder_may_be_killed_at_any_step(tmp_path: Path) -> None:
    def act(hook: Hook) -> None:
        sys.addaudithook(hook)
        recover(tmp_path)

    said = set()
    for number in range(1, 1000):
        empty(tmp_path)
        decided(made(DAYS), tmp_path)
        foreign_folder(tmp_path)
        code = met(act, number, kill)
        assert (tmp_path / "2016/06/18/note.txt").read_text() == "theirs"
        said.add(recover(tmp_path).partition(" steps")[0].removeprefix(CUT_OFF))
        assert not (tmp_path / NEXT).exists()
        found = tree(tmp_path)
        assert found.keys() == {*DAYS, "2016/06/18/note.txt", "2016/note.txt", MANIFEST}
        assert {found[path] for path in DAYS} == {b"1"}
        if code == 0:
            break
        assert code == KILLED
    assert number > 10
    assert said == {"0 of 1", "1 of 1", ""}


def a_file(place: Path) -> None:
    place.write_text("theirs")


def a_link(place: Path) -> None:
    place.with_name("outside").mkdir()
    place.symlink_to(place.with_name("outside"), target_is_directory=True)


@pytest.mark.parametrize("foreign", [a_file, a_link])
def test_what_appears_in_a_folders_place_is_not_lost(
    tmp_path: Path, foreign: Callable[[Path], None]
) -> None:
    """After all was decided, it fails; the next build refuses, until it is moved away."""
    journal = decided(made(DAYS), tmp_path)
    foreign(tmp_path / "2016")
    before = tree(tmp_path)
    with pytest.raises(OSError) as raised:
        switch(tmp_path, journal)
    assert raised.value.filename == str(tmp_path / "2016")
    with pytest.raises(Refused, match=r"2016 is not Dateline's .* move it away"):
        recover(tmp_path)
    assert tree(tmp_path) == before
    assert unfinished(tmp_path)
    (tmp_path / "2016").rename(tmp_path / "away")
    assert "the rest is done now" in recover(tmp_path)
    assert {*DAYS} < tree(tmp_path).keys()


@pytest.mark.parametrize("place", ["2016", "2016/06/18"])
@pytest.mark.parametrize("foreign", [a_file, a_link])
def test_what_appears_while_files_are_prepared_stops_the_build_first(
    tmp_path: Path, foreign: Callable[[Path], None], place: str
) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield from made(DAYS)
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        foreign(tmp_path / place)

    with pytest.raises(Refused, match="move it away"):
        write(files(), tmp_path)
    assert not (tmp_path / NEXT).exists()
    assert not any(path.endswith(".html") for path in tree(tmp_path))


def test_clean_removes_the_files_of_a_folder_that_has_come(tmp_path: Path) -> None:
    decided(made([*DAYS, "a/b.html"]), tmp_path)
    waits = tmp_path / NEXT
    (arrived,) = waits.glob("*/whole/2016")
    arrived.rename(tmp_path / "2016")
    (tmp_path / "2016/note.txt").write_text("theirs")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.html").write_text("theirs")
    assert clean_site(tmp_path) == len(DAYS)
    assert tree(tmp_path).keys() == {"2016/note.txt", "a/b.html"}


def shares(files: Files) -> tuple[Files, Files]:
    """Every other file: nearly every folder is in both."""
    return files[::2], files[1::2]


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_shares_prepared_in_two_processes_are_one_site(tmp_path: Path, method: str) -> None:
    before = made([*DAYS, "index.html", "old.html", "kept.html", "same/a.html"])
    more = ["2016/06/20/index.html", "2016/06/20/a.html", "new/b/c.html", "new/b/d.html"]
    after = [*made([*DAYS, "index.html"], b"2"), ("same/a.html", b"1"), *made(more)]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        for files, kept in ((before, []), (after, ["kept.html"])):
            batch = begin(tmp_path / "several")
            prepared = pool.map(prepare, shares(files), [batch] * 2)
            written = finish(prepared, batch, kept)
            assert written == write(files, tmp_path / "one", kept)
            assert tree(tmp_path / "several") == tree(tmp_path / "one")
    assert written == Written(9, 2, 1)


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    write(made(DAYS), tmp_path)
    then = tmp_path.stat().st_mtime_ns
    batch = begin(tmp_path)
    prepared = [prepare(share, batch) for share in shares(made(DAYS))]
    assert finish(prepared, batch) == Written(0, 4, 0)
    assert tmp_path.stat().st_mtime_ns == then


@pytest.mark.parametrize("paths", [["x", "x/y.html"], ["a/x/y.html", "a/x"], ["a/x", "a/x/y/z"]])
@pytest.mark.parametrize("there", [[], ["a/there.html"]])
def test_a_name_for_a_file_and_a_folder_in_two_shares(
    tmp_path: Path, paths: list[str], there: list[str]
) -> None:
    write(made(there), tmp_path)
    before = tree(tmp_path)
    batch = begin(tmp_path)
    with pytest.raises(Refused, match=f"^{min(paths)} cannot be .* the folder of {max(paths)}:"):
        finish([prepare(made([path]), batch) for path in paths], batch, there)
    abandon(batch)
    assert tree(tmp_path) == before


def test_what_is_abandoned_leaves_nothing_unless_it_is_decided(tmp_path: Path) -> None:
    batch = begin(tmp_path)
    prepared = prepare(made(DAYS), batch)
    abandon(batch)
    assert [*tmp_path.iterdir()] == []
    batch = begin(tmp_path)
    prepared = prepare(made(DAYS), batch)
    decide(merged([prepared], ()), batch)
    abandon(batch)
    assert unfinished(tmp_path)
    assert "the rest is done now" in recover(tmp_path)


@pytest.mark.parametrize("path", ["a/2.html", "b/2.html", "2.html"])
def test_who_outlives_its_build_puts_nothing_into_the_next_one(tmp_path: Path, path: str) -> None:
    """A process whose build was killed goes on with its share while the next build prepares."""
    old = begin(tmp_path)
    built: list[Written] = []

    def late() -> Iterator[tuple[str, bytes]]:
        yield "a/1.html", b"old"
        recover(tmp_path)
        batch = begin(tmp_path)
        prepared = prepare(made(["a/1.html", path], b"new"), batch)
        with pytest.raises(OSError):
            yield path, b"old"
        built.append(finish([prepared], batch))

    files = late()
    with pytest.raises(OSError) as raised:
        prepare(files, old)
    assert raised.value.filename == str(tmp_path / path)
    with pytest.raises(StopIteration):
        files.throw(raised.value)
    assert built == [Written(2, 0, 0)]
    assert tree(tmp_path) == {**dict(made(["a/1.html", path], b"new")), MANIFEST: ANY}
    assert not (tmp_path / NEXT).exists()
