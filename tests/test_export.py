"""The command `export`: what it writes, where, and what it says."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import MKDOCS, write_site
from dateline.cli import main

HELD = """\
entries:
  - section: US
    kind: analysis
    text: Open words.
    internal: secretnote
  - section: US
    kind: analysis
    id: draft
    draft: true
    text: Draftwords.
  - section: US
    kind: analysis
    id: later
    embargo: 2016-07-01 10:00
    text: Embargowords.
"""
BEFORE = "entries:\n  - section: US\n    kind: analysis\n    text: Before.\n"
FILES = {
    "briefings/2016-06-18.yaml": BEFORE,
    "briefings/2016-06-19.yaml": HELD,
    "briefings/2016-06-19-evening.yaml": "as_of: 20:00\n" + HELD.replace("Open", "Evening"),
    "mkdocs.yml": MKDOCS,
}
ONE = ("--from", "2016-06-18")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of three briefings, of which parts are held back; the folder is the working one."""
    files = {**FILES, "briefings/2016-06-19.yaml": "as_of: 08:00\n" + HELD}
    folder = write_site(tmp_path, files)
    monkeypatch.chdir(folder)
    return folder


def run(*options: str) -> Result:
    """The command."""
    return CliRunner().invoke(main, ["export", *options])


def test_each_briefing_is_a_file_by_its_own_name(site: Path) -> None:
    done = run("--from", "2016-06-18", "--to", "2016-06-19", "--format", "eml", "-o", "out")
    assert done.exit_code == 0, done.output
    names = ["2016-06-18.eml", "2016-06-19-evening.eml", "2016-06-19.eml"]
    assert sorted(path.name for path in (site / "out").iterdir()) == names
    assert sorted(done.stdout.split()) == [f"out/{name}" for name in names]
    assert done.stderr.endswith("note: 3 files written.\n")


@pytest.mark.parametrize("form", ["eml", "txt", "md", "epub"])
def test_what_is_held_back_is_in_no_file(site: Path, form: str) -> None:
    done = run("--from", "2016-06-18", "--to", "2016-06-19", "--format", form, "-o", "out.file")
    assert done.exit_code == 0, done.output
    out = site / "out.file"
    every = [path.read_bytes() for path in (out.iterdir() if out.is_dir() else [out])]
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(every[0])) as book:
            every = [book.read(name) for name in book.namelist()]
    whole = b"".join(every)
    assert b"Evening words" in whole and b"Open words" in whole
    for word in (b"secretnote", b"Draftwords", b"Embargowords"):
        assert word not in whole


def test_no_file_is_written_over_unless_it_is_forced(site: Path) -> None:
    (site / "2016-06-18.md").write_text("mine")
    refused = run(*ONE, "--format", "md")
    assert refused.exit_code == 2 and "--force" in refused.stderr
    assert (site / "2016-06-18.md").read_text() == "mine"
    assert run(*ONE, "--format", "md", "--force").exit_code == 0
    assert "Before." in (site / "2016-06-18.md").read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "2016-06-20"), "There is no briefing on 2016-06-20."),
        (("--from", "2016-06-20", "--to", "2016-06-21"), "from 2016-06-20 to 2016-06-21."),
        (("--from", "2016-06-20", "--to", "2016-06-19"), "is later than --to 2016-06-19"),
        (("--from", "2016-06-31"), "`2016-06-31` is no date."),
        ((*ONE, "--lang", "ar"), "The site has no briefings in `ar`: its languages are en."),
        ((*ONE, "--lang", "zz9"), "`zz9` is no language code"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(site: Path, options: tuple[str, ...], said: str) -> None:
    done = run(*options, "--format", "txt")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not [*site.glob("*.txt")]


def test_mistakes_stop_it(site: Path) -> None:
    (site / "briefings/2016-06-17.yaml").write_text("entries:\n  - text: No section.\n")
    done = run(*ONE, "--format", "md")
    assert done.exit_code == 1
    assert "entry/missing-section" in done.stderr and "Not exported: 1 mistake." in done.stderr


def test_a_mail_needs_the_address_of_the_site(site: Path) -> None:
    (site / "mkdocs.yml").write_text(MKDOCS.replace("site_url", "# site_url"))
    done = run(*ONE, "--format", "eml")
    assert done.exit_code == 2 and "`site_url`" in done.stderr


def test_a_site_without_an_address_leads_nowhere(site: Path) -> None:
    (site / "mkdocs.yml").write_text(MKDOCS.replace("site_url", "# site_url"))
    assert run(*ONE, "--format", "txt").exit_code == 0
    assert run(*ONE, "--format", "md").exit_code == 0
    assert "http" not in (site / "2016-06-18.txt").read_text()
    assert "](us/)" in (site / "2016-06-18.md").read_text()


def test_a_pdf_without_weasyprint_says_what_to_install(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = run(*ONE, "--format", "pdf")
    assert done.exit_code == 2 and "pip install 'dateline[pdf]'" in done.stderr
