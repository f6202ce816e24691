"""An interrupted build harms nobody: `dateline build`, met by a fault at each call that changes
something, and a reader who follows links all the while."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, NamedTuple

import faults
import pytest
from builder import Builder, Ended, well
from faults import CHANGES, WRITES, Point, Sites, published

from conftest import build_site, tree
from dateline.write import unfinished

ONE_AT_A_TIME = threading.Lock()
State = Literal["old", "new"]
ENDS = {"SIGKILL": -9, "SIGTERM": -15, "SIGINT": 130}


@pytest.fixture(scope="module")
def builders() -> Iterator[tuple[Builder, ...]]:
    """Two that build: there are two processors at least."""
    assert shutil.which("strace"), "strace is missing: `make judge` brings it"
    both = (Builder(), Builder())
    yield both
    for each in both:
        each.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, builders: tuple[Builder, ...]) -> Sites:
    """The site in its two states."""
    return faults.sites(tmp_path_factory.mktemp("sites"), builders[0])


@pytest.fixture(scope="module")
def points(sites: Sites, builders: tuple[Builder, ...]) -> list[Point]:
    """Where a build from the old state to the new one can be met. Python keeps the code of what it
    imports for the first time: who builds has done so once before calls are counted."""
    for builder in builders:
        well(builder.build(copy(sites.edited, sites.edited.with_name("first"))))
    found = faults.points(copy(sites.edited, sites.edited.with_name("counted")), builders[0])
    assert {"rename", "mkdir", "unlink", "write"} <= {p.call.removesuffix("at") for p in found}
    return found


def copy(folder: Path, to: Path) -> Path:
    """The same site, with the same times, in place of what is there."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to


class Bench(NamedTuple):
    """A place to build at: who builds, and the folder."""

    builder: Builder
    folder: Path


def check_all(
    points: Iterable[Point],
    benches: Iterable[Bench],
    check: Callable[[Bench, Point], None],
) -> None:
    """Check each point, at whichever bench is free. Says all that failed."""
    free: SimpleQueue[Bench] = SimpleQueue()
    for bench in benches:
        free.put(bench)

    def checked(point: Point) -> str:
        bench = free.get()
        try:
            check(bench, point)
        except AssertionError as error:
            return f"{point}: {error}"
        finally:
            free.put(bench)
        return ""

    with ThreadPoolExecutor(free.qsize()) as workers:
        results = list(workers.map(checked, points))
    failed = [result for result in results if result]
    assert results
    assert not failed, f"{len(failed)} of {len(results)}:\n" + "\n".join(failed)


@pytest.fixture
def benches(tmp_path: Path, builders: tuple[Builder, ...]) -> list[Bench]:
    """Where the builds of a test happen."""
    return [Bench(each, tmp_path / f"site{number}") for number, each in enumerate(builders)]


def meet(sites: Sites, bench: Bench, point: Point, fault: str, then: str = "") -> Ended:
    """A build of the new state that meets a fault at a point (`then` is `+` for: and from there
    on). The fault must have struck the folder."""
    folder = copy(sites.edited, bench.folder)
    log = folder.with_suffix(".log")
    inject = f"inject={point.call}:{fault}:when={point.number}{then}"
    options = ("-y", "-o", str(log), "-e", f"trace={point.call}", "-e", inject)
    ended = bench.builder.build(folder, *options)
    struck = log.read_text(encoding="utf-8", errors="replace").splitlines()
    calls = [line for line in struck if f" {point.call}(" in line]
    assert f"{folder}/" in calls[point.number - 1], "another call was met"
    return ended


def check_pages(sites: Sites, folder: Path) -> None:
    """Every file is whole, old or new; no page that the site keeps has a dead link; and the
    manifest is one of the two."""
    there, both = published(folder), sites.old.keys() & sites.new.keys()
    assert both <= there.keys(), both - there.keys()
    wrong = {p for p, data in there.items() if data not in (sites.old.get(p), sites.new.get(p))}
    assert not wrong, wrong
    assert faults.listed(there) in (faults.listed(sites.old), faults.listed(sites.new))
    stays = {(page, target) for page, target in faults.dead_links(there) if page in both}
    assert not stays, stays


def check_next(sites: Sites, folder: Path, state: State) -> None:
    """A plain build says that it finishes, and leaves exactly what a clean one writes: of the
    files as they are, or as they were, if the author has changed them back."""
    cut_off, site = unfinished(folder / "site"), folder / "site"
    copy(sites.edited.with_name(state), folder / "briefings")
    with ONE_AT_A_TIME:
        notes: list[str] = []
        build_site(folder, site, remember=True, tell=notes.append)
    assert any("the rest is done now" in note for note in notes) == cut_off
    found, clean = tree(site), sites.old if state == "old" else sites.new
    assert found == clean, found.keys() ^ clean.keys() or "other bytes"
    assert not [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize(
    ("signal", "state"),
    [("SIGKILL", "new"), ("SIGKILL", "old"), ("SIGTERM", "new"), ("SIGINT", "old")],
)
def test_ended_by_a_signal_at_every_change(
    sites: Sites, points: list[Point], benches: list[Bench], signal: str, state: State
) -> None:
    def check(bench: Bench, point: Point) -> None:
        code, said = meet(sites, bench, point, f"signal={signal}")
        assert code == ENDS[signal], (code, said)
        if signal == "SIGINT":
            assert said.startswith("Stopped")
            assert said.count("\n") == 1
        check_pages(sites, bench.folder)
        check_next(sites, bench.folder, state)

    check_all(points, benches, check)


@pytest.mark.parametrize("then", ["", "+"], ids=["once", "from there on"])
@pytest.mark.parametrize(("error", "state"), [("ENOSPC", "new"), ("EIO", "old")])
def test_a_disk_that_is_full_or_fails(
    sites: Sites, points: list[Point], benches: list[Bench], error: str, state: State, then: str
) -> None:
    def check(bench: Bench, point: Point) -> None:
        code, said = meet(sites, bench, point, f"error={error}", then)
        assert code in (0, 1) or then, (code, said)
        if code == 1 and not then:
            assert said.startswith(f"Not finished: {bench.folder / 'site'}"), said
            assert said.count("\n") == 1, said
        check_pages(sites, bench.folder)
        check_next(sites, bench.folder, state)

    calls = WRITES if then else WRITES + CHANGES
    check_all([point for point in points if point.call in calls], benches, check)


class Walk(NamedTuple):
    """What a reader met on one walk: how many pages of each state, and what was wrong."""

    old: int
    new: int
    wrong: tuple[str, ...]


def look(file: Path) -> tuple[bytes, tuple[int, int]] | None:
    """A file as a web server reads it, and what tells it from one that took its place."""
    try:
        with file.open("rb") as opened:
            status = os.fstat(opened.fileno())
            return opened.read(), (status.st_ino, status.st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return None


def walk(site: Path, sites: Sites) -> Walk:
    """From the home page along all links.

    A link is dead if its page still is what was read when its target has been found missing. Of
    pages that only one of the states has, those that link to one another are new before anything
    leads to them, and go when nothing does any more: these links are not asked for.
    """
    home = look(site / "index.html")
    assert home is not None, "the home page is missing"
    seen, queue, wrong = {"index.html"}, [("index.html", *home)], []
    old = new = 0
    while queue:
        path, data, identity = queue.pop()
        known = (sites.old.get(path), sites.new.get(path))
        old, new = old + (data == known[0] != known[1]), new + (data == known[1] != known[0])
        if data not in known:
            wrong.append(f"{path} is not whole")
            continue
        for target in faults.links(path, data) if path.endswith(".html") else ():
            if target in seen:
                continue
            found = look(site / target)
            if found is not None:
                seen.add(target)
                queue.append((target, *found))
                continue
            again = look(site / path)
            beside = any(path not in s and target not in s for s in (sites.old, sites.new))
            if again and again[1] == identity and not beside:
                wrong.append(f"{path} leads to {target}, which is missing")
    return Walk(old, new, tuple(wrong))


@contextmanager
def reader(site: Path, sites: Sites) -> "Iterator[list[Walk]]":
    """Somebody who walks through the site again and again; the walks so far."""
    walks: list[Walk] = []
    end = threading.Event()

    def read() -> None:
        while not end.is_set():
            walks.append(walk(site, sites))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield walks
    finally:
        end.set()
        thread.join()


def test_a_reader_never_meets_half_a_page_or_a_dead_link(
    sites: Sites, points: list[Point], benches: list[Bench]
) -> None:
    """While builds go to and fro between the two states, slowly or killed on the way."""
    builder, folder = benches[0]
    copy(sites.edited, folder)
    slow = ("-e", "inject=?rename,?renameat,?unlink,?unlinkat:delay_exit=15000")
    switching = [point for point in points if point.call in CHANGES]
    killed = 0
    with reader(folder / "site", sites) as walks:
        for number in range(48):
            state = "old" if number % 2 else "new"
            copy(sites.edited.with_name(state), folder / "briefings")
            if number % 3:
                well(builder.build(folder, *slow))
                assert tree(folder / "site") == (sites.old if number % 2 else sites.new)
                continue
            point = switching[number * len(switching) // 48]
            at = f"inject={point.call}:signal=SIGKILL:when={point.number}"
            killed += builder.build(folder, "-e", at).code == -9
            so_far = len(walks)
            while len(walks) < so_far + 2:  # one of them sees the site as it was left
                time.sleep(0.01)
    wrong = {each for walk in walks for each in walk.wrong}
    assert not wrong, wrong
    assert killed > 10
    assert sum(bool(walk.old and walk.new) for walk in walks) > 20, "it never saw a build at work"
