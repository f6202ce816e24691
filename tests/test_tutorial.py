"""The tutorial, done: every command run, every file written, every output compared.

A block `sh` is commands. A block `text` is all that the commands before it said. A block `yaml`
begins with the name of its file, which it is the whole of; `as it is made` compares instead.
`--update-golden` rewrites what is compared: read the tutorial again before you commit.
"""

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import PROJECT
from dateline.cli import main

TUTORIAL = PROJECT / "docs" / "tutorial.md"
WRITTEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AS_MADE = " as it is made"
NOT_RUN = [
    "pip install dateline",
    "dateline serve --open",
    "git init",
    "git add .",
    'git commit -m "Begin Harbour Daily"',
]
"""What installs, waits for a reader, or is not ours, in the tutorial's order."""


class Reader:
    """Someone who does what the tutorial says, and looks at what comes."""

    def __init__(self, folder: Path, run: Callable[[Path, list[str]], tuple[int, str]]) -> None:
        self.folder = folder
        self.dateline = run
        self.said = ""
        self.codes: set[int] = set()
        self.not_run: list[str] = []

    def do(self, found: re.Match[str]) -> str:
        """One block; the block as it should be."""
        kind, block = found.groups()
        kinds = {"sh": self.run, "text": self.compare, "yaml": self.write}
        return f"```{kind}\n{kinds[kind](block)}```"

    def run(self, block: str) -> str:
        """Commands: they succeed, unless what they say is shown and says otherwise."""
        assert self.codes <= {0}, self.said
        self.said, self.codes = "", set()
        for line in block.splitlines():
            program, *arguments = shlex.split(line)
            if line in NOT_RUN:
                self.not_run.append(line)
            elif program == "cd":
                self.folder /= arguments[0]
            else:
                assert program == "dateline"
                code, said = self.dateline(self.folder, arguments)
                self.said += said
                self.codes.add(code)
        return block

    def compare(self, block: str) -> str:
        """What was said."""
        assert self.codes == ({1} if "Not built" in block else {0}), self.said
        self.codes = set()
        return re.sub(r"in [0-9.]+ s", "in 0.5 s", self.said)

    def write(self, block: str) -> str:
        """A file."""
        first, text = block.split("\n", 1)
        name = first.removeprefix("# ")
        file = self.folder / name.removesuffix(AS_MADE)
        assert file.exists(), "the reader is told to open it"
        if name.endswith(AS_MADE):
            return f"{first}\n{file.read_text(encoding='utf-8')}"
        file.write_text(text, encoding="utf-8")
        return block


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader on the day on which the tutorial was written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(WRITTEN.timestamp())))

    def run(folder: Path, arguments: list[str]) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.output

    return Reader(tmp_path, run)


def test_the_tutorial_holds(reader: Reader, tmp_path: Path, update_golden: bool) -> None:
    tutorial = TUTORIAL.read_text(encoding="utf-8")
    lived = BLOCK.sub(reader.do, tutorial)
    assert reader.codes <= {0}, reader.said
    assert reader.not_run == NOT_RUN
    if update_golden:
        TUTORIAL.write_text(lived, encoding="utf-8")
    else:
        assert lived == tutorial
    site = tmp_path / "harbour-daily/site"
    yesterday = (site / "2026/03/02/index.html").read_text(encoding="utf-8")
    assert "../03/#berths" in yesterday and "confirmed" in yesterday.casefold()
    thread = (site / "threads/crane-two/index.html").read_text(encoding="utf-8")
    assert "Crane two has stopped" in thread and "A new motor" in thread


@pytest.mark.parametrize(
    "page", ["tutorial.md", "how-to/preview.md", "how-to/editors.md", "how-to/checks-in-git.md"]
)
def test_the_pages_lead_to_pages(page: str) -> None:
    path = PROJECT / "docs" / page
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert target.startswith("https:") or (path.parent / target).exists(), target
