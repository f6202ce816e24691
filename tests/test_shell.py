"""What stands round and below every text: what pages may load, and how an entry is cited."""

import gzip
import random
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import PROJECT, build_site, settings_for, tree, write_site
from dateline.model.settings import Script
from dateline.plan.policy import policy

DAY = "2016/06/09/index.html"
STRICT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)


def briefing(text: str, **fields: str) -> dict[str, str]:
    """A site's files: one briefing with one entry."""
    more = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    body = f"entries:\n  - section: Border\n{more}    text: |\n      {text}\n"
    return {"briefings/2016-06-09.yaml": body}


def bibtex(site: Path, output: Path) -> list[str]:
    """The lines of the record that the entry's page has."""
    build_site(site, output)
    page = (output / "2016/06/09/border/index.html").read_text("utf-8")
    found = re.search(r'<pre class="copy"[^>]*>(.*?)</pre>', page, re.DOTALL)
    assert found
    return [line.strip() for line in found[1].split("\n")]


def test_a_page_may_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    assert policy(settings_for(PROJECT, tmp_path)) == STRICT


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"styles": ("own.css",)}, STRICT),
        (
            {"styles": ("https://fonts.example/a.css", "https://fonts.example/b.css")},
            STRICT.replace("style-src 'self'", "style-src 'self' https://fonts.example"),
        ),
        (
            {"scripts": (Script("//count.example/c.js"),)},
            STRICT.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' count.example"),
        ),
        ({"is_scripted": True}, ""),
    ],
)
def test_what_mkdocs_yml_names_may_be_loaded(
    tmp_path: Path, changes: dict[str, object], expected: str
) -> None:
    assert policy(replace(settings_for(PROJECT, tmp_path), **changes)) == expected


def test_nothing_on_a_page_is_inline(tmp_path: Path) -> None:
    table = "| a | b |\n      |--:|:-:|\n      | 1 | 2 |"
    about = table.replace("      ", "")
    site = write_site(tmp_path, {**briefing(table), "briefings/about.md": f"# About\n\n{about}\n"})
    build_site(site, tmp_path / "out")
    built = tree(tmp_path / "out")
    for path in ("about/index.html", DAY):
        assert (
            b'<th class="right"' in built[path] or b'<th scope="col" class="right"' in built[path]
        )
        assert b'<td class="center">2</td>' in built[path]
    for path, content in built.items():
        if path.endswith(".html"):
            assert b" style=" not in content, path
            assert b"<style" not in content, path
            assert not re.search(rb"<script(?! type=.application/ld|[^>]* src=)", content), path
            assert b" onclick=" not in content, path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Prices & wages up 5%", r"title = {{Prices \&amp; wages up 5\%}},"),
        ("# A_b {c} #1 $2", r"title = {{A\_b \{c\} \#1 \$2}},"),
        (r"# ~300 at 2^8", r"title = {{\textasciitilde{}300 at 2\textasciicircum{}8}},"),
        ("# معبر مغلق", "title = {{معبر مغلق}},"),
    ],
)
def test_a_title_is_printed_by_latex_as_written(tmp_path: Path, text: str, line: str) -> None:
    site = write_site(tmp_path, briefing(f"{text}\n\n      The crossing is closed."))
    assert line in bibtex(site, tmp_path / "out")


def test_authors_are_cited_one_by_one_and_a_claim_as_one(tmp_path: Path) -> None:
    fields = {"by": "[Ada Lind, The Border Desk]", "status": "claimed"}
    site = write_site(tmp_path, briefing("# A shot\n\n      It fell.", **fields))
    lines = bibtex(site, tmp_path / "out")
    assert "author = {{Ada Lind} and {The Border Desk}}," in lines
    assert "note = {claimed}," in lines
    assert lines[0] == "@misc{test-daily-2016-06-09-border,"


def test_a_briefing_of_a_thousand_words_comes_in_30_kb(tmp_path: Path) -> None:
    """HTML and style sheets as servers send them: each file compressed on its own."""
    vocabulary = [
        f"{first}{last}" for first in "bdfgklmnprst" for last in ("ar", "oven", "ilt", "ent")
    ]
    words = (vocabulary * 21)[:1000]
    random.Random(1).shuffle(words)
    entries = [
        f"  - section: {name}\n    status: claimed\n    text: |\n      # {' '.join(part[:8])}\n\n"
        f"      {' '.join(part[8:])} [@Desk of {name}, 9 June].\n"
        for name, part in zip(
            "ABCDEFGH", (words[n : n + 125] for n in range(0, 1000, 125)), strict=True
        )
    ]
    site = write_site(tmp_path, {"briefings/2016-06-09.yaml": "entries:\n" + "\n".join(entries)})
    build_site(site, tmp_path / "out")
    built = tree(tmp_path / "out")
    sheets = re.findall(r'rel="stylesheet"[^>]* href="[./]*([^"]+)"', built[DAY].decode())
    assert len(sheets) >= 5
    sent = [len(gzip.compress(built[path])) for path in (DAY, *sheets)]
    assert sum(sent) <= 30_000, sent
