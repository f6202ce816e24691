"""Work side by side: the same site whoever does it, and nobody lost without a word."""

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import PROJECT, settings_for, tree, write_site
from dateline import link as linking
from dateline import plan, render
from dateline.build import Built, build
from dateline.model.pages import Page
from dateline.model.tree import Tree
from dateline.plugin import load
from dateline.problems import BuildFailed, errors
from dateline.session import compiling, files, outputs, placing, workers
from dateline.session.workers import DIED, Workers

DAYS = {
    f"briefings/2016-05-{day:02}.yaml": f"entries:\n  - {{section: Ports, text: Ship {day}.}}\n"
    for day in range(1, 13)
}
BROKEN = "briefings/2016-05-07.yaml"
GUIDE = PROJECT / "docs/how-to/large-archives.md"


@pytest.fixture(autouse=True)
def little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small sites are worth processes here, and several shares."""
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(files, "SHARE", 2)
    monkeypatch.setattr(outputs, "SHARE", 3)
    monkeypatch.setattr(placing, "SHARE", 2)


def built(
    site: Path,
    output: Path,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    remember: bool = False,
) -> Built:
    """Build a site. Where it remembers, processes of ours plan the pages too."""
    documents = load(site / "mkdocs.yml").documents
    settings = settings_for(site, output)
    return build(
        settings, documents, configured=False, remember=remember, jobs=jobs, executor=executor
    )


def elsewhere(folder: Path) -> Path:
    """The sample site, with a memory of its own."""
    folder.mkdir(exist_ok=True)
    for name in ("briefings", "mkdocs.yml"):
        (folder / name).symlink_to(PROJECT / name)
    return folder


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample site as one process builds it."""
    output = tmp_path_factory.mktemp("alone") / "site"
    built(PROJECT, output)
    return tree(output)


@pytest.mark.parametrize("jobs", [2, 5])
def test_the_bytes_are_the_same_for_any_number_of_jobs(
    jobs: int, alone: dict[str, bytes], tmp_path: Path
) -> None:
    built(PROJECT, tmp_path / "site", jobs=jobs)
    assert tree(tmp_path / "site") == alone


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_so_they_are_where_processes_plan_too(
    jobs: int, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, sheets = os.getpid(), outputs.Outputs.sheets
    planned: list[object] = []
    monkeypatch.setattr(
        outputs.Outputs, "sheets", lambda *given: planned.append(given) or sheets(*given)
    )
    really = plan.Planning.pages

    def pages(self: plan.Planning, name: str) -> object:
        assert (os.getpid() == here) == (jobs == 1)
        return really(self, name)

    monkeypatch.setattr(plan.Planning, "pages", pages)
    site = elsewhere(tmp_path / "project")
    assert built(site, tmp_path / "site", jobs=jobs, remember=True).rendered
    assert tree(tmp_path / "site") == alone
    assert planned == []
    again = built(site, tmp_path / "site", jobs=jobs, remember=True)
    assert (again.compiled, again.rendered, again.written[0]) == (0, 0, 0)


def test_a_template_is_edited_and_processes_plan_only_what_is_made_from_it(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", DAYS)
    built(site, tmp_path / "out", jobs=2, remember=True)
    built_in = (PROJECT / "templates/pages/briefing.html").read_text(encoding="utf-8")
    write_site(site, {"templates/pages/briefing.html": built_in.replace("<h1>", "<h1 class='x'>")})
    again = built(site, tmp_path / "out", jobs=2, remember=True)
    assert again.rendered == len(DAYS) + 1  # the front page too
    built(site, tmp_path / "alone")
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")
    assert b"class='x'" in tree(tmp_path / "out")["2016/05/07/index.html"]


def test_a_template_that_no_page_needs_may_be_broken(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**DAYS, "templates/pages/series.html": "{% if %}"})
    assert built(site, tmp_path / "out", jobs=2, remember=True).rendered


def test_what_processes_planned_is_remembered(tmp_path: Path) -> None:
    """As it is where one process does all: the next build plans, renders and writes the same."""
    sites = [write_site(tmp_path / name, DAYS) for name in ("one", "two")]
    for step in range(3):
        seen = []
        for jobs, site in enumerate(sites, 1):
            if step:
                path = site / f"briefings/2016-05-{3 * step:02}.yaml"
                path.write_text(DAYS[f"briefings/{path.name}"].replace("Ship", "No ship"))
            made = built(site, site / "out", jobs=jobs, remember=True)
            seen.append((made.compiled, made.rendered, made.written, tree(site / "out")))
        assert seen[0] == seen[1]


def test_a_page_of_nothing_is_a_page(tmp_path: Path) -> None:
    site = write_site(tmp_path, {**DAYS, "templates/pages/month.html": ""})
    for jobs in (1, 2):
        built(site, tmp_path / f"out{jobs}", jobs=jobs)
    assert tree(tmp_path / "out1")["2016/05/index.html"] == b""
    assert tree(tmp_path / "out1") == tree(tmp_path / "out2")


def test_beside_other_threads_processes_are_not_forked(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        built(PROJECT, tmp_path / "site", jobs=2)
    finally:
        over.set()
        thread.join()
    assert tree(tmp_path / "site") == alone


def test_the_guide_hands_in_threads(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("briefings", "mkdocs.yml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert code
    monkeypatch.setattr(workers, "processes", none_begun)
    exec(code[1], {})
    assert tree(tmp_path / "site") == alone


def none_begun(_: int) -> Executor:
    """Instead of processes: there must be none."""
    raise AssertionError("a process was begun")


def test_for_few_files_no_process_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(workers, "processes", none_begun)
    assert built(PROJECT, tmp_path / "site", jobs=8).rendered


def test_what_is_handed_in_is_used_and_left_running(tmp_path: Path) -> None:
    site = write_site(tmp_path, DAYS)
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        there = {pool.submit(os.getpid).result()}
        assert built(site, tmp_path / "out", jobs=2, executor=pool).rendered
        there &= {pool.submit(os.getpid).result() for _ in range(20)}
    assert there


@contextmanager
def nobody() -> Iterator[None]:
    """Our own processes."""
    yield None


def fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, compiling one briefing ends the process."""
    really = compiling.compile_briefing

    def compile_or_die(tree: Tree, *given: object) -> object:
        if f"briefings/{tree.path}" == BROKEN:
            os.kill(os.getpid(), signal.SIGKILL)
        return really(tree, *given)

    monkeypatch.setattr(compiling, "compile_briefing", compile_or_die)


@pytest.mark.parametrize("handed_in", [False, True])
def test_a_process_that_dies_names_its_briefing_and_the_rest_goes_on(
    handed_in: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "briefings/2016-05-12.yaml"
    site = write_site(tmp_path, {**DAYS, wrong: DAYS[wrong].replace("text", "txet")})
    fatal(monkeypatch)
    context = multiprocessing.get_context("fork")
    with (
        ProcessPoolExecutor(2, context) if handed_in else nobody() as executor,
        pytest.raises(BuildFailed) as failed,
    ):
        built(site, tmp_path / "out", jobs=2, executor=executor)
    found = [(f"briefings/{p.path}", p.code) for p in errors(failed.value.problems)]
    assert found == [(BROKEN, "file/crash"), (wrong, "entry/unknown-key")]
    assert not (tmp_path / "out/index.html").exists()


@pytest.mark.parametrize("remember", [False, True])
def test_a_process_that_dies_over_a_page_names_its_briefing(
    remember: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path, DAYS)
    really = render.Press.render

    def press_or_die(press: render.Press, page: Page) -> bytes:
        if page.path == "2016/05/07/index.html":
            os.kill(os.getpid(), signal.SIGKILL)
        return really(press, page)

    monkeypatch.setattr(render.Press, "render", press_or_die)
    with pytest.raises(BuildFailed) as failed:
        built(site, tmp_path / "out", jobs=2, remember=remember)
    assert [f"briefings/{p.path}" for p in errors(failed.value.problems)] == [BROKEN]
    assert "2016/05/07/index.html" in errors(failed.value.problems)[0].message
    assert not (tmp_path / "out/index.html").exists()


def test_what_a_process_dies_over_once_is_done_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not to blame: the system had no memory left, say."""
    site, here = write_site(tmp_path / "site", DAYS), os.getpid()
    really = linking.Linker.place

    def place_or_die(linker: linking.Linker, path: str) -> object:
        if f"briefings/{path}" == BROKEN and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return really(linker, path)

    monkeypatch.setattr(linking.Linker, "place", place_or_die)
    built(site, tmp_path / "out", jobs=2, remember=True)
    monkeypatch.undo()
    built(site, tmp_path / "alone")
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")


@dataclass(frozen=True)
class Doubled:
    """A job that dies of some numbers."""

    deadly: frozenset[int]

    def __call__(self, share: tuple[int, ...]) -> tuple[int, ...]:
        if self.deadly.intersection(share):
            os._exit(1)
        return tuple(2 * number for number in share)


@pytest.mark.parametrize("deadly", [{0}, {99}, {50, 51}, {0, 30, 60}])
def test_each_item_has_its_result_or_died(deadly: set[int]) -> None:
    with Workers(3) as several:
        found = list(several.each(Doubled(frozenset(deadly)), range(100), 4))
    assert found == [(n, DIED if n in deadly else 2 * n) for n in range(100)]


LONG = """
import os, sys, time
from dateline.session import workers

def sleep(share):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(600)

workers.FEW = 1
with workers.Workers(2) as several:
    list(several.each(sleep, range(4), 1))
"""


def test_processes_end_with_their_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", LONG], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while any(alive(child) for child in children):
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
