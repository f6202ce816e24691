"""A build by several processes, cut off while they put pages beside the site: so many that it is
never over before."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import MKDOCS, build_site, only, tree, write_site
from dateline.write import NEXT

DAYS = {"mkdocs.yml": MKDOCS.replace("[dateline]", only("data", "markdown"))} | {
    f"briefings/2016-{month:02}-{day:02}.yaml": "entries:\n"
    + "".join(
        f"  - {{section: Port {n}, text: Ship {n} of {day}., by: A desk}}\n" for n in range(4)
    )
    for month in (4, 5)
    for day in range(1, 29)
}
BUILD = """
from dateline.cli import main
from dateline.session import files, outputs, workers

workers.FEW, files.SHARE, outputs.SHARE = 1, 2, 3
main(["build", "--jobs", "2"])
"""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process builds it."""
    folder = tmp_path_factory.mktemp("clean")
    build_site(write_site(folder / "project", DAYS), folder / "site")
    return tree(folder / "site")


def begun(site: Path, waiting: int) -> "subprocess.Popen[str]":
    """A build in a group of processes of its own, once so many files wait beside the site."""
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD],
        cwd=site,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heeding,
    )
    deadline = time.monotonic() + 120
    while sum(path.is_file() for path in (site / "site" / NEXT).rglob("*")) < waiting:
        assert build.poll() is None, build.communicate()
        assert time.monotonic() < deadline
    return build


def heeding() -> None:
    """What is begun in the background ignores Ctrl-C, and so would all that it begins."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("waiting", [1, 12, 40])
def test_killed_it_has_changed_nothing_and_the_next_build_does_all(
    waiting: int, tmp_path: Path, clean: dict[str, bytes]
) -> None:
    site = write_site(tmp_path / "project", DAYS)
    build = begun(site, waiting)
    build.kill()
    build.communicate()  # ends when no process of the build holds its end any more
    left = {path for path in tree(site / "site") if not path.startswith(NEXT)}
    assert left <= {".dateline.lock"}
    again = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=site, capture_output=True, text=True, check=True
    )
    assert "was cut off before it changed anything" in again.stderr
    assert tree(site / "site") == clean


def test_stopped_by_hand_it_says_so_once(tmp_path: Path) -> None:
    site = write_site(tmp_path / "project", DAYS)
    build = begun(site, 12)
    os.killpg(build.pid, signal.SIGINT)
    _, said = build.communicate()
    assert (build.returncode, said.count("\n")) == (130, 1), said
    assert "Stopped: " in said
    assert not (site / "site" / NEXT).exists()
    assert not (site / "site/index.html").exists()
