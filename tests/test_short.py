"""The short path makes of every text what the long way makes of it, and takes nearly all news."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import PROJECT, TESTS, build_site, settings_for, tree
from dateline.compile import (
    compile_briefing,
    compile_registers,
    names_of,
)
from dateline.model.names import briefing_name, register_name
from dateline.model.tree import Mapping, Node, Scalar, Sequence
from dateline.prose import NO_NAMES, Called, Names, parse, scale_of, standpoint_of
from dateline.prose.bounds import DEPTH, LENGTH, LINES, RULES, RUN, beyond
from dateline.prose.cleaning import clean, keeps
from dateline.prose.fragments import Document
from dateline.prose.markdown import to_html
from dateline.prose.short import read_short
from dateline.prose.source import Source
from dateline.read import parse as read_yaml
from dateline.session import compiling, files

NAMES = Names.of(
    [
        Called("assad", ("Bashar al-Assad", "Assad"), ("BAA",), ("Asad",)),
        Called("tanf", ("Al Tanf", "تنف"), (), ("al-Tanf",)),
        Called("sdf", ("Syrian Democratic Forces",), ("SDF",)),
    ]
)
SPEAKING = standpoint_of((date(2016, 6, 19),), "en")
SCALE = scale_of("icd203", "en")
MANY = settings(max_examples=300, deadline=None)


def assert_same(text: str, names: Names = NAMES) -> None:
    """Both ways make the same record, and the same document."""
    both = [
        parse(
            text,
            names,
            introduced=frozenset({"sdf"}),
            base="2016",
            scale=SCALE,
            standpoint=SPEAKING,
            short=short,
        )
        for short in (True, False)
    ]
    assert both[0] == both[1]
    usual = read_short(text, "2016")
    if usual is None:
        return
    assert beyond(text, Source(text)) == ()
    html, found = to_html(Source(text), "2016")
    long = Document.of(html, found.refs)
    short = usual.document
    assert not found.complaints
    assert short.fragments() == long.fragments()
    assert (short.text, short.blocks) == (long.text, long.blocks)
    runs = [[(r.item, r.start, r.end, r.quiet) for r in each.runs] for each in (short, long)]
    assert runs[0] == runs[1]
    assert clean(html) == html


ALPHABET = st.sampled_from(
    [
        *"*_[]()!<>&\\\"'#->|~`=+:.;,@—–“”0129 \t\n",
        *(
            "\u00a0",
            "\u202f",
            "\u200f",
            "\u2028",
            "\u0301",
            "\x0c",
            "\x02",
            "é",
            "ش",
            "中",
            "١",
            "a",
        ),
        *(
            "word ",
            "Two words",
            "\n\n",
            "\n> ",
            "\n- ",
            "\n1. ",
            "\n2. ",
            "\n## ",
            "](",
            "[@",
            "**",
        ),
        *("https://a.example/x_y", "see:2016-06-11#a", "(#b)", "Assad", "TODO", "Friday", "likely"),
    ]
)


@MANY
@given(st.lists(ALPHABET, max_size=30).map("".join))
@example("a * b*c**d _e_f_ __g__")
@example("> a\n>\n> — b\n\n> c")
@example("*a***b**")
@example("[@a][@b](c)")
@example("\u00a0\n\na")
def test_any_text_is_the_same_both_ways(text: str) -> None:
    assert_same(text)


WORDS = st.sampled_from(
    """
    the the of in said a Assad SDF Bashar al-Assad Asad militia's U.S. No. 3 1,200 50 % Damascus
    Friday Friday, 17 June Mr. Smith — (or so) “so” 'this' "that" R&D ش دمشق likely TODO e.g. 3.5
    2016. : ; 2 > 1 #tag _ a_b
    """.replace("\n", " ").split(" ")
).filter(bool)
PLAIN = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ADDRESSES = st.sampled_from(
    [
        *(
            "https://news.example/2016/06/a-b_c*d?x=1&y=2#top",
            "http://a.example",
            "mailto:a@b.example",
        ),
        *(
            "date:2016-06-11",
            "see:2016-06-11-evening#id",
            "#here",
            "entity:Assad",
            "map.pdf#page=2",
        ),
        *("https://1.2.3.999/", "http://x..y/", "date:2016-02-30", "www.a.example", "../../a.pdf"),
        *(
            "https://a.example/(b)",
            'https://a.example "Title"',
            "javascript:alert(1)",
            "?",
            "ftp://a",
        ),
    ]
)
MARKED = st.one_of(
    PLAIN,
    PLAIN,
    PLAIN.map("*{}*".format),
    PLAIN.map("_{}_".format),
    PLAIN.map("**{}**".format),
    PLAIN.map("__{}__".format),
    PLAIN.map("[{}]".format),
    st.tuples(PLAIN, ADDRESSES).map("[{0[0]}]({0[1]})".format),
    st.tuples(WORDS, PLAIN).map("[@{0[0]}, {0[1]}]".format),
    st.tuples(WORDS, ADDRESSES).map("[@{0[0]}]({0[1]})".format),
    ADDRESSES.map("[@]({})".format),
    ADDRESSES.map("![a]({})".format),
)
SENTENCE = st.tuples(
    st.lists(MARKED, min_size=1, max_size=4), st.sampled_from([" ", " ", " ", "", "\n", ", "])
).map(lambda drawn: drawn[1].join(drawn[0]) + ".")
LINES_OF_WORDS = st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join)


def quotation(paragraphs: list[str]) -> str:
    return "\n>\n".join("\n".join(f"> {line}" for line in p.split("\n")) for p in paragraphs)


def numbered(items: list[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


BLOCK = st.one_of(
    LINES_OF_WORDS,
    LINES_OF_WORDS,
    st.tuples(st.sampled_from(["##", "###", "#", "####### "]), SENTENCE).map(" ".join),
    st.tuples(SENTENCE, LINES_OF_WORDS).map("### {0[0]}\n{0[1]}".format),
    st.lists(LINES_OF_WORDS, min_size=1, max_size=2).map(quotation),
    st.tuples(LINES_OF_WORDS, SENTENCE).map(lambda t: quotation([f"{t[0]}\n— {t[1]}"])),
    st.tuples(LINES_OF_WORDS, SENTENCE).map(lambda t: quotation([t[0], f"— {t[1]}"])),
    st.lists(SENTENCE, min_size=1, max_size=3).map(lambda items: "- " + "\n- ".join(items)),
    st.lists(SENTENCE, min_size=1, max_size=3).map(numbered),
)
NEWS = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


@MANY
@given(NEWS)
def test_news_is_the_same_both_ways(text: str) -> None:
    assert_same(text)


@MANY
@given(NEWS, st.data())
def test_damaged_news_is_the_same_both_ways(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    assert_same(text[:place] + data.draw(ALPHABET) + text[place + cut :])


@pytest.mark.parametrize(
    "text",
    [
        *("!" * (RUN + 1), "a " * 40 + "." * (RUN + 1), "(" * (DEPTH + 1)),
        *("a\n\n" * (LINES // 2), "## a\n\n" * (RULES + 1), "*a* " * 3_000, "a" * (LENGTH + 1)),
        *("[a](#b) " * 2_100, "[@a] " * 4_100, "_a_ " * 3_000),
    ],
    ids=lambda text: text[:8],
)
def test_what_is_beyond_the_bounds_is_not_read_short(text: str) -> None:
    assert read_short(text, "") is None
    assert parse(text) == parse(text, short=False)


@MANY
@given(st.lists(st.sampled_from([*"ab1-.:/?#@%", "--", "xn--", ".example", "://"]), max_size=12))
def test_usual_addresses_are_kept_by_the_sanitiser(parts: list[str]) -> None:
    for address in ("https://" + "".join(parts), f"http://a.example/{''.join(parts)}"):
        assert keeps(address) == ("href" in clean(f'<a href="{address}"></a>'))


SHORT = [
    "Words, and *some* of **those** with _stress_ [@source, p. 3] and [a link](https://a.example/b).",
    "Lines\nof words [@a].\n\n## Heading [sic]\nand R&D",
    "> Quoted [@a].\n> Twice.\n>\n> Again.\n> — Somebody, *somewhere* [@b]",
    "- one\n- [two](date:2016-06-11)\n\n1. one\n2. two",
    "نقلت [@sana] عن **مصدر** قوله “نعم”.",
]
LONG = [
    *(
        "a\tb",
        "a \nb",
        " a",
        "> a\nb",
        "- a\n\n- b",
        "1. a\n3. b",
        "# a",
        "### a #",
        "a | b",
        "a `b`",
    ),
    *(
        "a*b",
        "*a _b_*",
        "[*a*](#b)",
        "![a](b.png)",
        "[a](b c)",
        "\\*a",
        "<https://a.example>",
        "a]",
    ),
    *(
        "> a\n\n> b",
        "- a\n    - b",
        "a\n- b",
        "---",
        "***",
        "[@a](#b)",
        "a\u2003b",
        "2. a",
        "a\x00",
    ),
]


@pytest.mark.parametrize("text", SHORT)
def test_these_are_read_short(text: str) -> None:
    assert read_short(text, "") is not None
    assert_same(text)


@pytest.mark.parametrize("text", LONG)
def test_these_are_not(text: str) -> None:
    assert read_short(text, "") is None
    assert_same(text)


def texts_of(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts_of(item)
    elif isinstance(node, Mapping):
        for _, value in node.items:
            yield from texts_of(value)


def texts_below(folder: Path) -> Iterator[str]:
    """Every text of the YAML files of a folder, and entries' texts without their headlines."""
    for path in sorted(folder.rglob("*.yaml")):
        if not {"expected", "site", ".dateline"} & set(path.parts):
            for text in texts_of(read_yaml(path.name, path.read_bytes())[0].root):
                yield text
                yield re.sub(r"\A\s*# .*\n?", "", text)


@pytest.mark.parametrize("folder", ["briefings", "tests/sites", "tests/mistakes"])
def test_every_text_that_there_is_is_the_same_both_ways(folder: str) -> None:
    found = set(texts_below(PROJECT / folder))
    assert len(found) > 50
    for text in found:
        assert_same(text)


def test_nearly_all_texts_of_the_sample_are_read_short() -> None:
    """Those of some length, without the pictures, tables and code that the short way leaves."""
    sample = {
        text
        for text in texts_below(PROJECT / "briefings" / "2016")
        if len(text) > 60
        and not re.match(r"\s*# ", text)
        and not any(sign in text for sign in ("![", "|", "`"))
    }
    assert len(sample) > 40
    assert all(any(sign in text for text in sample) for sign in ("](", "[@"))
    usual = [text for text in sample if read_short(text, "2016") is not None]
    assert len(usual) > 0.95 * len(sample)


@pytest.mark.parametrize("site", [PROJECT, TESTS / "sites" / "minimal"], ids=["sample", "minimal"])
def test_a_site_is_the_same_bytes_without_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(site, tmp_path / "short")
    for module, name in ((compiling, "compile_briefing"), (files, "compile_registers")):
        monkeypatch.setattr(module, name, partial(getattr(module, name), short=False))
    monkeypatch.setattr("dateline.prose.read_short", None)  # it would fail if it were asked
    build_site(site, tmp_path / "long")
    assert tree(tmp_path / "short") == tree(tmp_path / "long")


SITES = sorted(path.parent for path in (TESTS / "sites").glob("*/golden.txt"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_golden_sites_are_compiled_to_the_same(site: Path, tmp_path: Path) -> None:
    options = settings_for(site, tmp_path)
    trees = [
        read_yaml(f"{path.relative_to(options.docs_dir)}", path.read_bytes())[0]
        for path in sorted(options.docs_dir.rglob("*.y*ml"))
    ]
    registers = [tree for tree in trees if register_name(tree.path)]
    made = compile_registers(registers, options)
    assert made == compile_registers(registers, options, short=False)
    names = names_of(made[0].entities or ()) if made[0].entities else NO_NAMES
    briefings = [tree for tree in trees if briefing_name(tree.path)]
    assert briefings
    for one in briefings:
        both = [compile_briefing(one, options, names, short=short) for short in (True, False)]
        assert both[0] == both[1]
