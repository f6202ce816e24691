"""Output is a function of the files and the settings: not of the machine, the hour or the past.

The sample site is built in many surroundings; every file must have the same bytes.
"""

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import NOW, PROJECT, TESTS, build_site, tree

COMMAND = (sys.executable, "-c", "from dateline.cli import main; main()")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample site as this process builds it."""
    output = tmp_path_factory.mktemp("expected")
    build_site(PROJECT, output)
    return tree(output)


def assert_same(actual: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """The same paths with the same bytes; names those that differ."""
    assert actual.keys() == expected.keys()
    assert [path for path in actual if actual[path] != expected[path]] == []


def sample_copy(folder: Path) -> Path:
    """The sample site's own files, elsewhere: it then uses the theme of the package."""
    folder.mkdir()
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    shutil.copytree(PROJECT / "briefings", folder / "briefings")
    return folder


def run(*arguments: object, cwd: Path, **changes: str) -> None:
    """The command line in a process of its own, with another environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ"))}
    environment |= {"SOURCE_DATE_EPOCH": NOW, **changes}
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def strange_locale() -> str:
    """Turkish, where `I` is not the capital of `i`, if this machine has it."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
    except locale.Error:
        return "C.UTF-8"
    finally:
        locale.setlocale(locale.LC_ALL, before)
    return "tr_TR.UTF-8"


def test_the_sample_has_pages_to_compare(expected: dict[str, bytes]) -> None:
    assert len(expected) > 100


def test_twice_in_one_process(expected: dict[str, bytes], tmp_path: Path) -> None:
    build_site(PROJECT, tmp_path / "again")
    assert_same(tree(tmp_path / "again"), expected)


@pytest.mark.parametrize(
    "changes",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": strange_locale()},
    ],
    ids=["plain locale, UTC+14", "strange locale, UTC-3:30"],
)
def test_in_another_environment(
    changes: dict[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    run("build", "--no-cache", "--site-dir", tmp_path / "out", cwd=PROJECT, **changes)
    assert_same(tree(tmp_path / "out"), expected)


def test_from_another_folder(expected: dict[str, bytes], tmp_path: Path) -> None:
    config = os.path.relpath(PROJECT / "mkdocs.yml", tmp_path)
    run("build", "--no-cache", "-f", config, "--site-dir", "out", cwd=tmp_path)
    assert_same(tree(tmp_path / "out"), expected)


class Reversed:
    """`os.scandir`'s answer in the reverse of the order of names."""

    def __init__(self, entries: Any) -> None:
        self.closing = entries
        self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator[Any]:
        return self.entries

    def __next__(self) -> Any:
        return next(self.entries)

    def __enter__(self) -> "Reversed":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """As `os.scandir`'s."""
        self.closing.close()


def test_with_folders_listed_backwards(
    expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[object] = []

    def backwards(original: Callable[..., Any], wrap: Callable[[Any], Any]) -> Callable[..., Any]:
        def list_folder(path: Any = ".") -> Any:
            listed.append(path)
            return wrap(original(path))

        return list_folder

    monkeypatch.setattr(os, "scandir", backwards(os.scandir, Reversed))
    monkeypatch.setattr(
        os, "listdir", backwards(os.listdir, lambda names: sorted(names, reverse=True))
    )
    build_site(PROJECT, tmp_path / "out")
    monkeypatch.undo()
    assert any(str(path).rstrip("/").endswith("briefings") for path in listed)
    assert_same(tree(tmp_path / "out"), expected)


def test_from_copies_made_at_another_time(expected: dict[str, bytes], tmp_path: Path) -> None:
    site = sample_copy(tmp_path / "copy")
    for number, path in enumerate(sorted(site.rglob("*"))):
        os.utime(path, (1_000_000_000 - number, 1_000_000_000 + 86_400 * number))
    build_site(site, tmp_path / "out")
    assert_same(tree(tmp_path / "out"), expected)


def test_years_later(expected: dict[str, bytes], tmp_path: Path) -> None:
    build_site(PROJECT, tmp_path / "out", now=datetime(2031, 1, 1, tzinfo=UTC))
    assert_same(tree(tmp_path / "out"), expected)


def test_over_the_output_of_another_site(expected: dict[str, bytes], tmp_path: Path) -> None:
    build_site(TESTS / "sites" / "years", tmp_path / "out")
    assert "2013/12/31/index.html" in tree(tmp_path / "out")
    build_site(PROJECT, tmp_path / "out")
    assert_same(tree(tmp_path / "out"), expected)
