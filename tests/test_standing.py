"""When nothing has changed, a build says so at once; when anything has, it builds."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import NOW, build_site, tree, write_site
from dateline import session
from dateline.cli import main
from dateline.cli.project import Site
from dateline.model.pages import Document

HEAVY = {"mkdocs", "markdown", "jinja2", "babel", "nh3", "yaml", "ahocorasick_rs", "PIL"}
HELD = "entries:\n  - {section: Sea, text: No sea., embargo: 2016-06-24 00:00}\n"
DAY = "briefings/2016-05-02.yaml"
SITE = {
    "mkdocs.yml": "INHERIT: base.yml\nsite_name: !ENV [DAILY, Test Daily]\n",
    "base.yml": (
        "site_url: https://test.example/\ndocs_dir: briefings\ntheme: dateline\n"
        "plugins: [search, dateline]\n"
    ),
    DAY: "entries:\n  - {section: Ports, text: A ship.}\n",
    "briefings/2016-05-03.yaml": "entries:\n  - {section: Ports, text: Two ships.}\n",
    "briefings/2016-05-04.yaml": HELD,
    "briefings/about.md": "# Us\n\nOf [Monday](2016-05-02.yaml).\n",
}


class Doer:
    """A site, built by the command line; `sentences` counts the builds that were made."""

    def __init__(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = site
        self.sentences = 0
        self.compiled = session.compiled
        monkeypatch.setattr(session, "compiled", self.counted)
        monkeypatch.chdir(site)

    def counted(self, *args: Any, **kwargs: Any) -> Any:
        """As `compiled` does."""
        self.sentences += 1
        return self.compiled(*args, **kwargs)

    def build(self, *args: str) -> tuple[int, Result]:
        """Build, a moment after the last edit; says how many sentences that took."""
        time.sleep(0.05)
        before = self.sentences
        result = CliRunner().invoke(main, ["build", *args])
        return self.sentences - before, result


@pytest.fixture
def doer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doer:
    """A site that has been built once."""
    doer = Doer(write_site(tmp_path / "site", SITE), monkeypatch)
    assert doer.build()[0] == 1
    return doer


def test_nothing_changed_takes_no_sentence_and_says_the_same(doer: Doer) -> None:
    (doer.site / "briefings/.hidden").write_text("no briefing")
    built = tree(doer.site / "site")
    for _ in range(2):
        sentences, result = doer.build()
        assert sentences == 0
        assert "3 briefings read, 0 compiled; 0 of" in result.stdout
        assert "the plugin `search` runs under `mkdocs build` only" in result.stderr
        assert "entry/unsourced" in result.stderr
    _, again = doer.build("--no-cache")
    assert again.stderr == result.stderr
    assert tree(doer.site / "site") == built


def same_size(file: Path) -> None:
    """Other bytes, as many, with the times that the file had."""
    data, before = file.read_bytes(), file.stat()
    file.write_bytes(data.replace(b"ship", b"boat").replace(b"<", b">"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(file: Path) -> None:
    """The same bytes in another file, with the times of the first."""
    other, before = file.with_name("other"), file.stat()
    copyfile(file, other)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


PAGE = "site/2016/05/02/index.html"
CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda site: same_size(site / DAY),
    "a file in its place": lambda site: replaced(site / DAY),
    "a file more": lambda site: (site / "briefings/2016-05-05.yaml").write_text(SITE[DAY]),
    "a file less": lambda site: (site / "briefings/2016-05-03.yaml").unlink(),
    "a name": lambda site: (site / "briefings/2016-05-03.yaml").rename(
        site / "briefings/2016-05-06.yaml"
    ),
    "a page": lambda site: (site / "briefings/about.md").write_text("# We\n"),
    "the settings": lambda site: (site / "mkdocs.yml").write_text("INHERIT: base.yml\n"
                                                                  "site_name: Other\n"),
    "what is inherited": lambda site: (site / "base.yml").write_text(
        SITE["base.yml"] + "copyright: We\n"),
    "templates": lambda site: write_site(site, {"templates/assets/more.css": "p {}"}),
    "an output": lambda site: same_size(site / PAGE),
    "an output less": lambda site: (site / PAGE).unlink(),
    "the manifest less": lambda site: (site / "site/.dateline.json").unlink(),
    "what was cut off": lambda site: (site / "site/.dateline-next").mkdir(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_built(doer: Doer, change: str) -> None:
    if change == "the settings":  # MkDocs wants a name, else it refuses
        assert doer.build()[0] == 0
    CHANGES[change](doer.site)
    assert doer.build()[0] == 1
    build_site(doer.site, doer.site / "clean")
    assert tree(doer.site / "site") == tree(doer.site / "clean")
    assert doer.build()[0] == 0


def test_templates_of_the_site_are_looked_at(doer: Doer) -> None:
    style = write_site(doer.site, {"templates/assets/more.css": "p { a: b }"})
    doer.build()
    assert doer.build()[0] == 0
    (style / "templates/assets/more.css").write_text("p { a: c }")
    assert doer.build()[0] == 1
    linked = doer.site / "elsewhere"
    linked.mkdir()
    (doer.site / "templates/partials").symlink_to(linked)  # who knows what changes there
    for _ in range(2):
        assert doer.build()[0] == 1


def test_only_the_environment_that_is_named_counts(
    doer: Doer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEEKLY", "Other")
    assert doer.build()[0] == 0
    monkeypatch.setenv("DAILY", "Named Daily")
    assert doer.build()[0] == 1
    assert "Named Daily" in (doer.site / PAGE).read_text(encoding="utf-8")
    assert doer.build()[0] == 0
    monkeypatch.delenv("DAILY")
    assert doer.build()[0] == 1
    assert "Test Daily" in (doer.site / PAGE).read_text(encoding="utf-8")


def test_the_clock_alone_ends_an_embargo(doer: Doer, monkeypatch: pytest.MonkeyPatch) -> None:
    def built_at(seconds: int) -> tuple[int, bool]:
        """How many sentences a build took at a time, and whether it shows what is held."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + seconds))
        sentences, _ = doer.build()
        return sentences, any(b"No sea" in data for data in tree(doer.site / "site").values())

    assert built_at(3600) == (0, False)
    assert built_at(86400) == (1, True)
    assert built_at(90000) == (0, True)
    assert built_at(0) == (1, False)  # a clock set back


def test_the_clock_alone_ends_what_is_said_of_an_embargo(
    doer: Doer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built_at(seconds: int) -> tuple[int, bool]:
        """How many sentences a build with drafts took at a time, and whether it tells of it."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + seconds))
        sentences, _ = doer.build("--drafts", "--site-dir", "desk")
        pages = tree(doer.site / "desk").items()
        return sentences, any(b"Under embargo" in data for path, data in pages if "html" in path)

    assert built_at(0) == (1, True)
    assert built_at(3600) == (0, True)
    assert built_at(86400) == (1, False)
    assert built_at(90000) == (0, False)


def test_another_request_is_another_build(doer: Doer) -> None:
    sentences, result = doer.build("--strict")
    assert (sentences, result.exit_code) == (1, 1)
    assert doer.build("--site-dir", "other")[0] == 1
    assert doer.build("--site-dir", "other")[0] == 0
    assert doer.build("--no-cache")[0] == 1


@pytest.mark.parametrize("slip", ["last-mkdocs.slip", "settings-mkdocs.slip"])
def test_a_damaged_slip_is_not_believed(doer: Doer, slip: str) -> None:
    file = doer.site / ".dateline" / slip
    whole = file.read_bytes()
    for data in (b"", whole[:-1], whole[:40] + b"\0" + whole[41:], whole[:8]):
        file.write_bytes(data)
        sentences, result = doer.build()
        assert (sentences, result.exit_code) == (int(slip.startswith("last")), 0)
        assert file.read_bytes() != data


def test_a_link_to_where_only_mkdocs_looks_is_never_certain(doer: Doer) -> None:
    outside = write_site(doer.site.parent / "outside", {"a.md": "# Not ours\n"})
    (doer.site / "briefings/more").symlink_to(outside)
    for _ in range(3):
        sentences, result = doer.build()
        assert (sentences, result.exit_code) == (1, 0)
        assert "file/link-outside" in result.stderr


OPEN = {
    "hooks": {"hooks.py": "", "base.yml": SITE["base.yml"] + "hooks: [hooks.py]\n"},
    "an extension that may read files": {
        "base.yml": SITE["base.yml"] + "markdown_extensions: [pymdownx.snippets]\n"
    },
    "another plugin": {"base.yml": SITE["base.yml"].replace("search", "minify")},
    "a tag": {"base.yml": SITE["base.yml"] + "extra: {a: !!python/name:os.getcwd }\n"},
}


@pytest.mark.parametrize("case", OPEN)
def test_what_pages_are_made_from_must_be_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    doer = Doer(write_site(tmp_path / "site", {**SITE, **OPEN[case]}), monkeypatch)
    for _ in range(3):
        sentences, result = doer.build()
        assert (sentences, result.exit_code) == (1, 0), result.stderr
    (doer.site / "briefings/about.md").unlink()
    doer.build()
    assert doer.build()[0] == 0  # without Markdown pages there is nothing more to know


def test_pages_are_rendered_again_when_what_they_link_to_changes(
    doer: Doer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = Site.documents

    def counted(site: Site, addresses: Mapping[str, str]) -> Iterator[Document]:
        for each in make(site, addresses):
            made.append(each.path)
            yield each

    monkeypatch.setattr(Site, "documents", counted)
    edits: dict[str, tuple[str, list[str]]] = {
        DAY: ("entries:\n  - {section: Ports, text: A boat.}\n", []),
        "briefings/about.md": ("# Us\n\nOf [Monday](2016-05-02.yaml).\n\nMore.\n", ["about.md"]),
        "briefings/2016-05-06.yaml": (SITE[DAY], ["about.md"]),
        "briefings/more.md": ("# More\n\nTo [us](about.md).\n", ["about.md", "more.md"]),
        "base.yml": (SITE["base.yml"] + "copyright: We\n", ["about.md", "more.md"]),
    }
    for path, (text, expected) in edits.items():
        (doer.site / path).write_text(text, encoding="utf-8")
        made.clear()
        assert doer.build()[0] == 1
        assert (path, made) == (path, expected)
        build_site(doer.site, doer.site / "clean")
        assert tree(doer.site / "site") == tree(doer.site / "clean")


def loaded_by(*args: str, cwd: Path) -> set[str]:
    """The heavy libraries that a command loads, in a process of its own."""
    program = (
        "import sys; from dateline.cli import main; "
        "main(standalone_mode=False, prog_name='dateline'); print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *args]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return HEAVY & set(ran.stderr.split())


def test_nothing_is_loaded_that_is_not_used(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", SITE)
    time.sleep(0.05)
    assert loaded_by("build", cwd=site) >= {"mkdocs", "markdown", "jinja2", "babel", "yaml"}
    assert loaded_by("build", cwd=site) == set()
    (site / DAY).write_text(SITE[DAY].replace("ship", "boat"), encoding="utf-8")
    assert not loaded_by("build", cwd=site) & {"mkdocs"}
    for args in (("--help",), ("--version",), ("build", "--help"), ("new", "--help")):
        assert loaded_by(*args, cwd=tmp_path) == set()
    assert loaded_by("clean", cwd=site) == set()
