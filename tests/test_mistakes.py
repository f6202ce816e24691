"""Tiny broken sites against the messages that authors get, word for word.

A folder under `mistakes/` holds a broken site and `problems.txt`: what `dateline build` says.
A folder without mkdocs.yml gets a plain one, which asks for no sources: they would be in the way.
`pytest --update-golden` rewrites the messages.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import MKDOCS, TESTS
from dateline.cli import main

PLAIN = MKDOCS.replace("[dateline]", "[dateline: {checks: {entry/unsourced: off}}]")
MISTAKES = sorted(path.parent for path in (TESTS / "mistakes").glob("*/problems.txt"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_message_is_as_expected(
    mistake: Path, tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-with-mistake"
    shutil.copytree(mistake, site, ignore=shutil.ignore_patterns("problems.txt"))
    if not (site / "mkdocs.yml").exists():
        (site / "mkdocs.yml").write_text(PLAIN)
    monkeypatch.chdir(site)
    result = CliRunner().invoke(main, ["build", "--site-dir", str(tmp_path / "out")])
    said = result.stderr
    if update_golden:
        (mistake / "problems.txt").write_text(said)
    assert said == (mistake / "problems.txt").read_text()
    assert result.exit_code == (1 if "error:" in said else 0), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_every_mistake_folder_is_tested() -> None:
    folders = sorted(path for path in (TESTS / "mistakes").iterdir() if path.is_dir())
    assert folders == MISTAKES
