"""The docs against the program: every problem with its examples, every command, every link.

The examples of `docs/problems.md` are sites: each Wrong one must give its code and nothing else,
each Right one nothing at all. How the examples are written is told at the top of that page.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.shell_completion import get_completion_class
from msgspec.structs import replace

from conftest import MKDOCS, PROJECT
from dateline import search
from dateline.cli import main
from dateline.plugin import Project, load
from dateline.problems import MEANINGS, BuildFailed, Problem, severity_of
from dateline.session import bundles, compiling, memory_of, no_documents, prepare, workers

DOCS = PROJECT / "docs"
BRIEFING = "entries:\n  - section: LATEST\n    text: A minister arrived in Damascus.\n"
BESIDE = {
    "photos/bridge.png": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    ),
    "reports/list.pdf": b"%PDF-1.4\n",
    "reports/list.exe": b"MZ",
}
"""What lies in the folder of every example."""
UNSOURCED = "entry/unsourced"
"""Switched off for all other examples, which are about other things."""

HEADING = re.compile(r"^### `(?P<code>[a-z/-]+)`\n(?P<entry>.*?)(?=^##|\Z)", re.M | re.S)
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>\w*)\n(?P<body>.*?)^(?P=fence)$", re.M | re.S)
NAMED = re.compile(r"(?:# |<!-- )(?P<path>\S+\.(?:ya?ml|md|svg|geojson))(?: -->)?\n")
LINKED = re.compile(r"^(?P<path>\S+) -> (?P<target>\S+)$", re.M)
UNSEEN = re.compile(
    r"⟨(?:U\+(?P<point>[0-9A-F]{4})|0x(?P<byte>[0-9A-F]{2})|(?P<text>[^⟩]+) × (?P<times>[0-9,]+))⟩"
)


class Entry(NamedTuple):
    """One problem of the page: what its first word says of its level, and its examples."""

    level: str
    wrong: str
    right: str


def entries() -> Iterator[tuple[str, Entry]]:
    """Every problem of the page, by its code, in the page's order."""
    for found in HEADING.finditer((DOCS / "problems.md").read_text("utf-8")):
        told, _, examples = found["entry"].partition("\n**Wrong**\n")
        wrong, _, right = examples.partition("\n**Right**\n")
        level = re.match(r"\n\*\*(Error|Warning)\.\*\* \S", told)
        yield found["code"], Entry(level[1].lower() if level else "", wrong, right)


ENTRIES = dict(entries())


def test_every_problem_is_told_once() -> None:
    assert sorted(code for code, _ in entries()) == sorted(MEANINGS)


def test_every_problem_tells_its_level_and_has_examples() -> None:
    told = {code: entry.level for code, entry in ENTRIES.items()}
    assert told == {code: severity_of(code) for code in told}
    assert not [code for code, entry in ENTRIES.items() if not entry.wrong or not entry.right]


def test_every_problem_is_in_the_index_in_the_order_of_the_page() -> None:
    index = (DOCS / "problems.md").read_text("utf-8").partition("\n## Index\n")[2]
    links = re.findall(r"\[`([a-z/-]+)`\]\(#([a-z-]+)\)", index)
    assert links == [(code, code.replace("/", "")) for code in ENTRIES]


def unseen(text: str) -> str:
    """An example with what cannot be seen in a page: `⟨U+0009⟩`, `⟨0xE9⟩`, `⟨- × 201⟩`."""

    def meant(found: re.Match[str]) -> str:
        if found["point"]:
            return chr(int(found["point"], 16))
        if found["byte"]:
            return chr(0xDC00 + int(found["byte"], 16))  # as surrogateescape has it
        return found["text"] * int(found["times"].replace(",", ""))

    return UNSEEN.sub(meant, text)


def write_example(site: Path, example: str) -> None:
    """An example's files and links, and what is beside every example."""
    texts = {"mkdocs.yml": MKDOCS}
    links = {}
    for fence in FENCE.finditer(example):
        if fence["info"] == "text":
            links |= {f"briefings/{m['path']}": m["target"] for m in LINKED.finditer(fence["body"])}
            continue
        text = unseen(fence["body"])
        path = named["path"] if (named := NAMED.match(text)) else "2016-06-19.yaml"
        if named and path.endswith(".geojson"):  # JSON has no comments
            text = text[named.end() :]
        texts[path if path == "mkdocs.yml" else f"briefings/{path}"] = text
    if not any(re.search(r"/\d[^/]*$", path) for path in texts):
        texts["briefings/2016-06-19.yaml"] = BRIEFING
    files = {path: text.encode("utf-8", "surrogateescape") for path, text in texts.items()}
    for path, data in (
        files | {f"briefings/{path}": data for path, data in BESIDE.items()}
    ).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    for path, target in links.items():
        (site / path).symlink_to(target)


def make_pipe(site: Path, _: pytest.MonkeyPatch) -> None:
    """Something that is no file."""
    os.mkfifo(site / "briefings/photos/camera.png")


def lock(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read, even if the tests run as one who may read all."""
    locked = site / "briefings/2016-06-20.yaml"
    locked.write_text(BRIEFING)
    really = open

    def refuse(path: object, *given: object, **named: object) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return really(path, *given, **named)

    monkeypatch.setattr("builtins.open", refuse)


def crash(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compilation that ends its process."""
    monkeypatch.setattr(compiling, "compile_briefing", lambda *_: os._exit(1))
    monkeypatch.setattr(workers, "FEW", 0)
    monkeypatch.setattr(workers.ALONE, "jobs", 2)


def without_pagefind(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is not there."""
    monkeypatch.setattr(search, "program", lambda: "/nowhere/pagefind")


BUILT: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "file/crash": crash,
    "file/not-a-file": make_pipe,
    "file/unreadable": lock,
    "search/unavailable": without_pagefind,
}
"""What no block of text can show, made."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The settings that most examples share."""
    site = tmp_path_factory.mktemp("plain")
    (site / "briefings").mkdir()
    (site / "mkdocs.yml").write_text(MKDOCS)
    return load(site / "mkdocs.yml")


def problems_of(site: Path, code: str, plain: Project) -> tuple[Problem, ...]:
    """What a build has to say of an example."""
    own = (site / "mkdocs.yml").read_text() != MKDOCS or any(site.glob("briefings/*.md"))
    project = load(site / "mkdocs.yml") if own else plain
    settings = replace(
        project.settings,
        config_file=site / "mkdocs.yml",
        docs_dir=site / "briefings",
        site_dir=site / "site",
        checks=() if code == UNSOURCED else ((UNSOURCED, "off"),),
    )
    try:
        with memory_of(settings, remember=False) as memory:
            prepared = prepare(settings, memory, project.documents if own else no_documents)
            unsearched = bundles(prepared)[1] if code.startswith("search/") else ()
            return (*prepared.problems, *unsearched)
    except BuildFailed as failed:
        return failed.problems


@pytest.mark.parametrize("code", ENTRIES)
def test_wrong_example(
    code: str, tmp_path: Path, plain: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_example(tmp_path, ENTRIES[code].wrong)
    if code in BUILT:
        BUILT[code](tmp_path, monkeypatch)
    found = {(problem.code, problem.severity) for problem in problems_of(tmp_path, code, plain)}
    assert found == {(code, severity_of(code))}


@pytest.mark.parametrize("code", ENTRIES)
def test_right_example(code: str, tmp_path: Path, plain: Project) -> None:
    write_example(tmp_path, ENTRIES[code].right)
    found = problems_of(tmp_path, code, plain)
    assert [(problem.code, problem.message) for problem in found] == []


def test_a_built_example_is_one_that_no_block_shows() -> None:
    shown = [fence["info"] for code in BUILT for fence in FENCE.finditer(ENTRIES[code].wrong)]
    assert shown == ["text"] * len(BUILT)


COMMANDS = (DOCS / "reference/commands.md").read_text("utf-8")


def options_of(command: click.Command) -> set[str]:
    """The options of a command, as they are typed."""
    options = [each for each in command.params if isinstance(each, click.Option)]
    return {opt for each in options for opt in (*each.opts, *each.secondary_opts)}


def test_every_command_and_option_is_documented() -> None:
    sections = dict(re.findall(r"^## `dateline (\w+).*?`\n(.*?)(?=^## |\Z)", COMMANDS, re.M | re.S))
    assert sorted(sections) == sorted(main.commands)
    for name, command in main.commands.items():
        rows = re.findall(r"^\| (`-.*?) \|", sections[name], re.M)
        told = {option for row in rows for option in re.findall(r"`(--?[a-z-]+)", row)}
        assert (name, told) == (name, options_of(command))
        assert "```sh\ndateline " in sections[name] and "\nExit codes: 0" in sections[name], name
    assert all(f"{option}`" in COMMANDS for option in options_of(main))


def test_completion_is_documented_as_it_is_called() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert get_completion_class(shell)
        assert f"_DATELINE_COMPLETE={shell}_source dateline" in COMMANDS


PAGES = sorted(DOCS.rglob("*.md"))


def anchors(page: Path) -> set[str]:
    """The anchors that a git host gives a page's headings."""
    text = FENCE.sub("", page.read_text("utf-8"))
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.M):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        slug = re.sub(r"[^\w -]", "", words).replace(" ", "-")
        number = 0
        while (slug if not number else f"{slug}-{number}") in found:
            number += 1
        found.add(slug if not number else f"{slug}-{number}")
    return found


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The relative links of a page: the file that each means, and the anchor."""
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text("utf-8")))
    for address in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text):
        path, _, anchor = (address[0] or address[1]).partition("#")
        if not re.match(r"[a-z]+:", path):
            yield (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", [PROJECT / "README.md", *PAGES], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), target
        assert not anchor or anchor in anchors(target), f"{target}#{anchor}"


def test_the_index_links_every_page() -> None:
    index = DOCS / "README.md"
    assert {*PAGES} - {index} <= {target for target, _ in links(index)}
