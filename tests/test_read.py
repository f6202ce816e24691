"""Read: the walk, the tree, and what is said of files that cannot be read."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.model.names import ascii_slug, briefing_name, register_name
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.problems import Problem
from dateline.read import excerpt, load, parse, read

DAY = """\
# A comment, with "quotes" and [brackets
summary:
  - Turkey border: Guards shoot dead at least 8 people
  - "US: Washington protests"
photo: {file: photos/a.png, alt: "One, two", caption: Who? Them}
entries:
  LATEST:
    thread: [russia-assad, aleppo-south]
    text: |
      Russia's defence minister [@sana].

      ### How to answer?
        deeper: still text
  'Turkey''s border':
    status: claimed    # for now
    text: |2-
        # Turkish guards
    accounts:
      - Russian Defence Ministry: He fired at the car.
      - isis-video: >
          He may have been
          running.
    label: one
      label
    note: "with \\u00e9scapes
      and more"
"""


def plain(node: Node | None) -> object:
    """A tree as dictionaries, lists and strings."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


# The tree


def test_texts_are_as_yaml_has_them() -> None:
    tree, problems = parse("x.yaml", DAY.encode())
    assert not problems
    assert plain(tree.root) == yaml.load(DAY, yaml.CBaseLoader)


def test_nothing_has_a_type() -> None:
    words = ["12:30", "NO", "010", "1_000", "1.10", "2016-06-31", "on", "true", "=", "<<", "0x1F"]
    source = "".join(f"- {word}\n" for word in words)
    tree, problems = parse("x.yaml", source.encode())
    assert not problems and plain(tree.root) == words


def test_spans_and_styles() -> None:
    tree, _ = parse("x.yaml", "é: 😀x  # note \nb: 'it''s'\nc: {d: [e]}\n".encode())
    assert isinstance(tree.root, Mapping)
    (_, first), (_, second), (_, third) = tree.root.items
    assert first == Scalar("😀x", Span(1, 4, 1, 6), "", 0, 1, "# note")
    assert second == Scalar("it's", Span(2, 4, 2, 11), "'")
    assert third.span == Span(3, 4, 3, 12)
    assert tree.root.span == Span(1, 1, 3, 12)


def test_what_a_hash_cuts_off_is_kept_as_comment() -> None:
    tree, _ = parse("x.yaml", b"headline: Assad regime #1 target\n")
    assert isinstance(tree.root, Mapping)
    value = tree.root.items[0][1]
    assert isinstance(value, Scalar) and value.comment == "#1 target"


def test_styles_and_lines() -> None:
    tree, _ = parse("x.yaml", b"a: |\n  x\n\nb: >\n  y\n  z\n\nc: p\n  q\nd: |\n\ne: f\n")
    assert isinstance(tree.root, Mapping)
    values = [value for _, value in tree.root.items if isinstance(value, Scalar)]
    assert [(v.style, v.lines) for v in values] == [
        ("|", 2), (">", 3), ("", 2), ("|", 1), ("", 1),
    ]  # fmt: skip
    assert [v.span.end_line for v in values] == [2, 6, 9, 10, 12]


def test_mark_at_the_start_and_line_ends_change_nothing() -> None:
    expected, _ = parse("x.yaml", DAY.encode())
    for changed in ("\ufeff" + DAY, DAY.replace("\n", "\r\n"), DAY.replace("\n", "\r")):
        tree, problems = parse("x.yaml", changed.encode())
        assert not problems and tree.root == expected.root


def test_harmless_tabs() -> None:
    expected, _ = parse("x.yaml", b"a:  b  \n- \n".replace(b"- \n", b"\nc: d # e\n"))
    tree, problems = parse("x.yaml", b"a:\t b\t \n\t\nc: d\t# e\n".replace(b"\t\n", b"\n", 1))
    assert not problems and plain(tree.root) == plain(expected.root)


# What is refused although YAML knows it

REFUSED = [
    ("a: &x b\n", "yaml/anchor", 'a: "&x b"'),
    ("a: *x\n", "yaml/alias", 'a: "*x"'),
    ("a: !now do it\n", "yaml/tag", 'a: "!now do it"'),
    ("a: !!int 5\n", "yaml/tag", 'a: "!!int 5"'),
    ("a: &x\n  b: c\n", "yaml/anchor", "Delete the sign and its name."),
    ("a: b\nc: d\na: e\n", "yaml/duplicate-key", "Keep one of the two."),
    ("a:\nb: c\n", "yaml/empty-value", "Write one after the colon, or delete the line."),
    ("a: ~\n", "yaml/empty-value", 'If the word is meant: a: "~"'),
    ("a: null\n", "yaml/empty-value", 'If the word is meant: a: "null"'),
    ("- a\n-\n", "yaml/empty-value", "Fill it or delete it."),
    ("{title: Moscow, Tehran and Assad's future}\n", "yaml/empty-value",
     "{title: \"Moscow, Tehran and Assad's future\"}"),
    ("[a]: b\n", "yaml/complex-key", '"[a]": b'),
    ("{{ name }}: b\n", "yaml/complex-key", '"{{ name }}": b'),
    ('"": b\n', "yaml/empty-key", "Write a name, or put the text in quotes."),
    ("a: b\n---\nc: d\n", "yaml/documents",
     "Delete the `---`; if it is a rule in a text, indent it like the text."),
    ("%YAML 1.1\n---\na: b\n", "yaml/directive", "Delete the line."),
    ("[" * 51 + "]" * 51, "yaml/nesting", ""),
    ('a: "\\0"\n', "yaml/escape", "Leave the escape out."),
    ("", "file/empty", ""),
    ("# only a comment\n", "file/empty", ""),
    ("a: b\tc\n", "yaml/tab", "Use plain spaces."),
    ("a:\n\u00a0 b: c\n", "yaml/odd-space", "Indent it with 2 spaces."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "code", "hint"), REFUSED)
def test_refused(source: str, code: str, hint: str) -> None:
    _, problems = parse("x.yaml", source.encode())
    assert codes(problems) == [code]
    assert problems[0].hint == hint


def test_duplicate_names_the_first_line() -> None:
    tree, problems = parse("x.yaml", b"a: b\nc: d\na: e\n")
    assert plain(tree.root) == {"a": "b", "c": "d"}
    assert problems[0].line == 3 and "line 1" in problems[0].message


def test_every_refusal_of_a_file_is_said_at_once() -> None:
    _, problems = parse("x.yaml", b"a:\nb: *x\nc: !y z\nd: e\nd: f\n[g]: h\n")
    assert codes(problems) == [
        "yaml/empty-value", "yaml/alias", "yaml/tag", "yaml/duplicate-key", "yaml/complex-key",
    ]  # fmt: skip


def test_a_refused_value_stands_as_an_empty_plain_text() -> None:
    tree, _ = parse("x.yaml", b"a:\nb: *x\nc: !y z\nd: ~\n")
    assert isinstance(tree.root, Mapping)
    for _, value in tree.root.items:
        assert isinstance(value, Scalar) and (value.text, value.style) == ("", "")


# Bytes

BYTES = [
    (b"a: \xe9\n", "file/encoding", (1, 4)),
    ("é: ’\n".encode() + b"b: \x92\n", "file/encoding", (2, 4)),
    ("a: b\n".encode("utf-16"), "file/encoding", (1, 1)),
    ("a: b\n".encode("utf-16-le"), "file/encoding", (1, 1)),
    (b"a: b\nc: \0\n", "file/control-character", (2, 4)),
    (b"a: \x07\n", "file/control-character", (1, 4)),
    ("a: |\n  😀\u2028b\n".encode(), "file/line-separator", (2, 4)),
    ("a: b\u0085c\n".encode(), "file/line-separator", (1, 5)),
    ("a: b\ufeffc\n".encode(), "file/control-character", (1, 5)),
    (b"a: " + b"x" * 1_000_000, "file/too-large", (1, 1)),
]


@pytest.mark.parametrize(("data", "code", "place"), BYTES)
def test_bytes(data: bytes, code: str, place: tuple[int, int]) -> None:
    tree, problems = parse("x.yaml", data)
    assert tree.root is None and codes(problems) == [code]
    assert (problems[0].line, problems[0].column) == place


# What the parser cannot read, in plain words

ENTRY = (
    "entries:\n  - section: LATEST\n    headline: {}\n    text: |\n      A line.\n  - section: US\n"
)

# A value of `headline`, the code, and the value as corrected.
VALUES = [
    ('US: "Extra" Conference', "yaml/colon", "'US: \"Extra\" Conference'"),
    ('"Extraordinary" Conference', "yaml/text-after-quote", "'\"Extraordinary\" Conference'"),
    ("[Updated] Kobane falls", "yaml/bracket", '"[Updated] Kobane falls"'),
    ("{Updated} Kobane falls", "yaml/bracket", '"{Updated} Kobane falls"'),
    ("*Exclusive*", "yaml/special-character", '"*Exclusive*"'),
    ("@sana says", "yaml/special-character", '"@sana says"'),
    ("%50 of them", "yaml/special-character", '"%50 of them"'),
    ("`tick`", "yaml/special-character", '"`tick`"'),
    ("& Co", "yaml/special-character", '"& Co"'),
    ("- 50 dead", "yaml/special-character", '"- 50 dead"'),
    ("? Who", "yaml/special-character", '"? Who"'),
    (", and", "yaml/special-character", '", and"'),
    ("'Assad's forces'", "yaml/text-after-quote", "\"'Assad's forces'\""),
    ('"Kobane falls', "yaml/unclosed-quote", '"Kobane falls"'),
    ("'Tis the season", "yaml/unclosed-quote", '"\'Tis the season"'),
    ("[a, b", "yaml/unclosed-bracket", "[a, b]"),
    ('"a \\d b"', "yaml/backslash", "'a \\d b'"),
    ("Moscow: yes  # sure", "yaml/colon", '"Moscow: yes"  # sure'),
]


@pytest.mark.parametrize(("value", "code", "mended"), VALUES)
def test_value_that_yaml_misreads(value: str, code: str, mended: str) -> None:
    tree, problems = parse("x.yaml", ENTRY.format(value).encode())
    assert codes(problems) == [code] and bool(tree.root) == bool(problems[0].fix)
    problem = problems[0]
    assert (problem.line, problem.column) == (3, 15)
    assert problem.hint == f"headline: {mended}"
    _, after = parse("x.yaml", ENTRY.format(mended).encode())
    assert not after


# A whole file, the place and code of what is said, and the mend.
FILES = [
    ("a:\n  - section:LATEST\n    text: x\n", (2, 12), "yaml/space-after-colon",
     "- section: LATEST"),
    ("a: b\nc:\u00a0d\ne: f\n", (2, 2), "yaml/space-after-colon", "c: d"),
    ("a：b\nc: d\n", (1, 2), "yaml/space-after-colon", "a: b"),
    ("a:\n  -section: x\n  - b\n", (2, 3), "yaml/space-after-dash", "- section: x"),
    ("a:\n  - b: c\n\td: e\n", (3, 1), "yaml/tab", "Indent it with 4 spaces."),
    ("a:\n  - b: c\n     d: e\n", (3, 6), "yaml/indentation", "Indent it with 4 spaces."),
    ("a:\n  - b: c\n   d: e\n", (3, 4), "yaml/indentation", "Indent it with 4 spaces."),
    ("a:\n  - b: c\n  d: e\n", (3, 3), "yaml/indentation", "Indent it with 4 spaces."),
    ("a: b\nno name here\nc: d\n", (2, 1), "yaml/loose-line",
     "no: name here\nIf it goes on the line above, indent it further; a part of a text, like the"
     " text."),
    ("a:\n  - @sana: He said\n", (2, 5), "yaml/special-character", '- "@sana": He said'),
    ("a: | He said\nb: c\n", (1, 4), "yaml/text-beside-sign", "a: |\n  He said"),
    ('a: "x\nb: y\nc: "z"\n', (1, 4), "yaml/unclosed-quote", 'a: "x"'),
    ("a:\n    t: |\n      one\n     two\n    s: x\n", (4, 6), "yaml/under-indented",
     "Indent it with 6 spaces."),
    ("a:\n    t: |\n      one\n  He said: no\n      two\n", (4, 3), "yaml/under-indented",
     "Indent it with 6 spaces."),
    ("a:\n    t: |\n    one\n    He said: no\n    s: x\n", (3, 5), "yaml/under-indented",
     "Indent it and the next line with 6 spaces."),
    ("t: |\n  one\n# two\n  three\nb: c\n", (3, 1), "yaml/under-indented",
     "Indent it with 2 spaces."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "place", "code", "hint"), FILES)
def test_file_that_yaml_misreads(source: str, place: tuple[int, int], code: str, hint: str) -> None:
    tree, problems = parse("x.yaml", source.encode())
    assert codes(problems) == [code] and bool(tree.root) == bool(problems[0].fix)
    assert (problems[0].line, problems[0].column) == place
    assert problems[0].hint == hint


def test_all_mistakes_of_a_file_are_found() -> None:
    source = 'title: US: "Extra\nentries:\n  - section: [A] b\n    text: @x\n    text: y\n    by:\n'
    _, problems = parse("x.yaml", source.encode())
    assert [(p.line, p.code) for p in problems] == [
        (1, "yaml/colon"), (3, "yaml/bracket"), (4, "yaml/special-character"),
        (5, "yaml/duplicate-key"), (6, "yaml/empty-value"),
    ]  # fmt: skip


# Fixes: text edits that are applied blindly

POSITIONS = """\
summary:
  - First
  - <point>
photo: {file: a.png, alt: <alt>, credit: "A, B"}
entries:
  - section: US
    headline: <headline>
    text: |
      A line, isn't it.

      A "second" one: with a colon.
    accounts:
      - <source>: He fired.
      - sana: <account>
    updates:
      - 14:30: <update>
  - section: LATEST
    text: <text>
    by: "A. Writer"
"""
BY_SECTION = """\
entries:
    LATEST:
        thread: [a, b]
        text: |
            A line.
        accounts:
        - <source>: He fired.
        - sana: <account>
    US:
        updates:
        - 14:30: <update>
        text: <text>
        by: "A. Writer"
        photo: {file: b.png, alt: <alt>}
    Russia: A "text", isn't it.
"""
REGISTER = """\
people:
  assad:
    name: <headline>
    aka: [x, <point>]
places:
  tanf: {name: <alt>, role: "a, b"}
"""
NAMES = ("point", "alt", "headline", "source", "account", "update", "text")
SURE = [
    'US: "Extra" Conference', '"Extraordinary" Conference', "[Updated] Kobane falls",
    "*Exclusive* report", "@sana says", "%50 of them", "!now do it", "& Co", "`tick` it",
    "'Assad's forces' go", '"A" and "B"', "“US”: x", 'He said: "go": then', "[@sana] says",
    "{Updated} Kobane", "**bold** text", "http://x.y: z", "Assad's: \"x\"",
]  # fmt: skip


def fixed(source: str, problems: tuple[Problem, ...]) -> str:
    """A file with all fixes of its problems."""
    lines = source.split("\n")
    for fix in sorted((p.fix for p in problems if p.fix), key=lambda f: (-f.line, -f.column)):
        before = lines[fix.line - 1][: fix.column - 1]
        after = lines[fix.end_line - 1][fix.end_column - 1 :]
        lines[fix.line - 1 : fix.end_line] = (before + fix.text + after).split("\n")
    return "\n".join(lines)


def bare(text: str) -> str:
    """A text without what a fix may add, take or change."""
    return "".join(c for c in text if not c.isspace() and c not in "\"'\\\u00a0：:")


def read_texts(node: Node | None) -> str:
    """All names and texts of a tree, one after the other."""
    if isinstance(node, Mapping):
        return "".join(read_texts(key) + read_texts(value) for key, value in node.items)
    if isinstance(node, Sequence):
        return "".join(map(read_texts, node.items))
    return bare(node.text) if node else ""


def check_fixes(source: str, line: int) -> None:
    """The one problem of a file is said of a line; its fix mends it and changes nothing else."""
    for changed in (source, "\ufeff" + source.replace("\n", "\r\n")):
        _, problems = parse("x.yaml", changed.encode())
        assert [p.line for p in problems] == [line], (source, problems)
        mended = fixed(source, problems)
        tree, after = parse("x.yaml", mended.encode())
        assert tree.root and not after, mended
        assert bare(mended) == bare(source)


@pytest.mark.parametrize("template", [POSITIONS, BY_SECTION, REGISTER], ids=["list", "sec", "reg"])
@pytest.mark.parametrize("value", SURE)
def test_a_value_that_yaml_misreads_is_mended_wherever_it_stands(template: str, value: str) -> None:
    for name in NAMES:
        # in these a colon after words makes a pair, which is read as one, or ends in another way
        if f"<{name}>" not in template or (name in ("point", "source") and ": " in value):
            continue
        source = template.replace(f"<{name}>", value)
        for other in NAMES:
            source = source.replace(f"<{other}>", "plain words")
        line = template[: template.index(f"<{name}>")].count("\n") + 1
        check_fixes(source, line)
        tree, _ = parse("x.yaml", fixed(source, parse("x.yaml", source.encode())[1]).encode())
        assert bare(value) in read_texts(tree.root)


@given(st.data())
def test_many_mistakes_are_told_and_mended_at_once(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([POSITIONS, BY_SECTION, REGISTER]))
    lines = []
    for name in NAMES:
        if f"<{name}>" not in source:
            continue
        pairs = name in ("point", "source")
        value = data.draw(st.sampled_from([v for v in SURE if not pairs or ": " not in v] + ["x"]))
        if value != "x":
            lines.append(source[: source.index(f"<{name}>")].count("\n") + 1)
        source = source.replace(f"<{name}>", value)
    _, problems = parse("x.yaml", source.encode())
    assert {p.line for p in problems} == set(lines), source
    mended = fixed(source, problems)
    assert not parse("x.yaml", mended.encode())[1] and bare(mended) == bare(source)


LIST = (
    "entries:\n  - section: A\n    headline: B\n    text: |\n      One.\n\n      Two.\n"
    "    status: claimed\n  - section: US\n    text: C.\n"
)
MENDED = [  # what stands in LIST, what instead, and the line to blame
    ("headline: B", "headline:B", 3),
    ("headline: B", "headline：B", 3),
    ("headline: B", "headline:\u00a0B", 3),
    ("headline: B", "headline\u00a0: B", 3),
    ("headline: B", "url:https://x.y/z", 3),
    ("headline: B", "photo: {file: a, alt:B}", 3),
    ("- section: US", "-section: US", 9),
    ("- section: US", "-\u00a0section: US", 9),
    ("status: claimed", "thread:\n      -one\n      - two", 9),
    ("    status", "\tstatus", 8),
    ("    status", "\u00a0   status", 8),
    ("      Two", "\t\tTwo", 7),
    ("      Two", "\u00a0     Two", 7),
    ("    status", "     status", 8),
    ("    status", "   status", 8),
    ("    headline", "     headline", 3),
    ("    text: |", "   text: |", 4),
    ("  - section: US", "   - section: US", 9),
    ("  - section: US\n    text", "   - section: US\n     text", 9),
    ("headline: B", 'headline: "B', 3),
    ("headline: B", "headline: 'B", 3),
    ("headline: B", 'headline: "a \\d b"', 3),
    ("text: |", "text:|", 4),
    ("text: |\n      One", "text: | One", 4),
    ("text: C.", "text: | C.", 10),
    ("      Two", "    Two", 7),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line"), MENDED)
def test_a_slip_is_mended(good: str, bad: str, line: int) -> None:
    check_fixes(LIST.replace(good, bad), line)


def test_tabs_in_a_whole_file_are_one_mistake() -> None:
    source = LIST.replace("  ", "\t")
    check_fixes(source, 2)
    assert "more lines" in parse("x.yaml", source.encode())[1][0].message


def test_no_fix_where_two_meanings_are_possible() -> None:
    for value in ("[a, b", "[a", "{a: b", "#5 here", "", "> quoted"):
        _, problems = parse("x.yaml", LIST.replace("headline: B", f"headline: {value}").encode())
        assert problems and not any(problem.fix for problem in problems)


def test_a_file_is_read_on_as_it_was_meant() -> None:
    source = "title: US: a\nentries:\n  - @x: y\n    text: |\n      One.\n     Two.\n    b: c\n"
    tree, problems = parse("x.yaml", source.encode())
    assert [(p.line, p.code) for p in problems] == [
        (1, "yaml/colon"), (3, "yaml/special-character"), (6, "yaml/under-indented"),
    ]  # fmt: skip
    # what has been said is passed over, all else stands there with its place
    assert plain(tree.root) == {"title": "", "entries": [{"text": "One.\nTwo.\n", "b": "c"}]}
    assert isinstance(tree.root, Mapping) and tree.root.items[0][1].span == Span(1, 8, 1, 13)


def test_nothing_is_mended_in_a_file_with_other_bytes() -> None:
    _, problems = parse("x.yaml", b"a: b: c\nd: \xe9\n")
    assert codes(problems) == ["yaml/colon", "file/encoding"] and not problems[0].fix


def test_a_register_is_not_guessed_at() -> None:
    assert parse("sources.yaml", b"a: b: c\n")[0].root is None


def test_a_quotation_mark_closed_by_chance_is_blamed_where_it_opens() -> None:
    for value in ('"B', "'B"):
        for end in ('He said "two".', "It's two.", 'It is 5"', "the Syrians'"):
            source = LIST.replace("headline: B", f"headline: {value}").replace("Two.", end)
            _, problems = parse("x.yaml", (source + "  - section: S\n    text: T\n" * 150).encode())
            assert [(p.line, p.code) for p in problems] == [(3, "yaml/unclosed-quote")]


# A pasted paragraph

WORDS = ["first line of it", "then a middle line", "and the last.", "", "Another paragraph",
         "has a middle", "and ends.", "", "The third one", "goes on", "and on."]  # fmt: skip
PASTED = ["plain words", "He said: two", 'Mr. Smith: "We won".', "- a dash and words",
          '"Quoted" words', "[link](http://x.y) words", "@sana says", "*starred* words", "> cited",
          "Assad's: words", "It ends with a colon:", "%50 of all", "| table | row |", "1. numbered",
          "{braces} words", "# a heading", "10:30 the hour", "said: nothing more"]  # fmt: skip
HOMES = [  # before it, its indentation, what stands below
    ("entries:\n  - section: A\n    text: |\n", 6,
     "    accounts:\n      - sana: He fired.\n    by: X\n  - section: US\n    text: B.\n"),
    ("entries:\n  LATEST:\n    text: |\n", 6, "    thread: [a, b]\n  US:\n    text: B.\n"),
    ("entries:\n    LATEST: |\n", 8, "    US:\n        text: B.\n"),
    ("entries:\n  - section: US\n    updates:\n      - time: 14:30\n        text: |\n", 10,
     "        status: claimed\n      - 15:00: More.\n    status: claimed\n"),
    ("entries:\n  - section: US\n    accounts:\n      - sana: |\n", 10,
     "      - other: Yes.\n    text: A text.\n"),
]  # fmt: skip


def pasted(home: int, at: int, count: int, words: str, indent: int) -> tuple[str, str, int]:
    """A file with `count` lines of a text indented too little, the file as it was meant, and the
    number of the first of these lines."""
    head, right, tail = HOMES[home]
    lines = [*WORDS[:at], words, *WORDS[at + 1 :]]
    low = [n for n in range(at, min(at + count, len(lines))) if lines[n]]
    bad = [" " * (indent if n in low else right) * bool(w) + w for n, w in enumerate(lines)]
    good = [" " * right * bool(w) + w for w in lines]
    files = (head + "\n".join(each) + "\n" + tail for each in (bad, good))
    return next(files), next(files), head.count("\n") + 1 + at


def is_undecidable(home: int, words: str, indent: int) -> bool:
    """At the column of a name, a line with a colon is a name, and `#` a comment; at that of a
    dash, a line with a dash is an item: the file is valid, or was meant so as likely. What such
    a name is called is for compile to judge."""
    names, dashes = [((0, 4), {2}), ((0, 2, 4), set()), ((0, 4), set()),
                     ((0, 4, 8), {2, 6}), ((0, 4, 8), {2, 6})][home]  # fmt: skip
    named = ":" in words and indent in names
    return named or words[0] == "#" or (words[0] == "-" and (indent in names or indent in dashes))


@pytest.mark.parametrize("home", range(len(HOMES)))
@pytest.mark.parametrize("words", PASTED)
def test_the_first_line_indented_too_little_is_blamed_and_all_are_mended(
    home: int, words: str
) -> None:
    for indent in range(HOMES[home][1]):
        if is_undecidable(home, words, indent):
            continue
        for at, count in ((1, 1), (2, 1), (4, 2), (5, 9), (6, 1), (10, 1)):
            if words.startswith("said:") and count == 1:
                continue  # a name by its looks, and a text below that fits it
            source, meant, line = pasted(home, at, count, words, indent)
            _, problems = parse("x.yaml", source.encode())
            assert [(p.line, p.code) for p in problems] == [(line, "yaml/under-indented")], (
                source, problems,
            )  # fmt: skip
            mends = not words.startswith("said:")  # what may be a field stays one
            assert fixed(source, problems) == (meant if mends else source)


def test_a_comment_below_a_text_that_fits_no_name_is_warned_of() -> None:
    tree, problems = parse("x.yaml", LIST.replace("      Two", "     #2 Two").encode())
    assert tree.root and [(p.line, p.code) for p in problems] == [(7, "text/comment")]
    assert not parse("x.yaml", LIST.replace("      Two", "    # Two").encode())[1]


# Whatever the file

SIGNS = ["\n", "  ", "- ", ": ", ":", '"', "'", "[", "]", "{", "}", "|", ">", "#", " #", "&", "*",
         "!", "%", "@", "`", "?", "? ", "\t", "---\n", "...\n", "\u00a0", "é", "😀", "\r\n", ",",
         "~", "\\", "|2", ">-", "\ufeff", "\u2028", "\0", "null", "a: b\n", "a",
         "\n    "]  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The sample day with a few signs put in, or stretches taken out."""
    text = DAY
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        taken = draw(st.integers(0, 4))
        text = text[:place] + draw(st.sampled_from(["", *SIGNS])) + text[place + taken :]
    return text


SOURCES = (
    spoilt().map(str.encode)
    | st.lists(st.sampled_from(SIGNS), max_size=30).map(lambda signs: "".join(signs).encode())
    | st.binary(max_size=200)
)


@settings(max_examples=600, deadline=None)
@example(b"? ")
@example(b"a: |\n  \t# b\n")
@example(b"a: |#\n  b\n")
@example(b"a: [b?c]\n")
@example(b"\n    \xf0\x9f\x98\x80- !\\n\n? @'\r\n{[,<<: *x")
@given(SOURCES)
def test_nothing_raises_and_every_place_is_in_the_file(data: bytes) -> None:
    tree, problems = parse("x.yaml", data)
    assert tree.root is not None or problems
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= problem.end_line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert (problem.line, problem.column) <= (problem.end_line, problem.end_column)
        assert problem.message.endswith(".") and "\n" not in problem.message


@settings(max_examples=300)
@given(spoilt())
def test_each_fix_mends_what_it_is_for_and_nothing_else(text: str) -> None:
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _, problems = parse("x.yaml", source.encode())
    for problem in (problem for problem in problems if problem.fix):
        mended = fixed(source, (problem,))
        _, after = parse("x.yaml", mended.encode())
        assert bare(mended).replace("|", "") == bare(source).replace("|", "")
        assert all((p.line, p.column, p.message) != problem_at(problem) for p in after)


def problem_at(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.message


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "{",
        "- ",
        "? ",
        '"',
        "&",
        "!",
        "a: b: c\n",
        "[a,",
        "- [a\n",
        "\t",
        "a\tb: c\n",
        "]\n",
        'a: {b: "c" d, ',
        "? a\n",
    ],
)
def test_no_file_exhausts_the_stack_or_the_patience(unit: str) -> None:
    tree, problems = parse("x.yaml", unit.encode() * 20_000)
    assert problems and (tree.root is None or unit in '!&"')


def test_a_file_of_very_many_values_is_refused_at_one_place() -> None:
    tree, problems = parse("x.yaml", b"a: [" + b"a, " * 200_000 + b"]")
    assert tree.root is None
    assert [problem.code for problem in problems] == ["yaml/too-many"]


def test_an_excerpt_shows_nothing_from_outside_the_folder(tmp_path: Path) -> None:
    docs = tmp_path / "briefings"
    docs.mkdir()
    (tmp_path / "secret").write_text("a key\n")
    (docs / "a.yaml").write_text("one\ntwo\n")
    (docs / "x.txt").symlink_to(tmp_path / "secret")
    assert excerpt(docs, "a.yaml", 2) == "two"
    assert excerpt(docs, "x.txt", 1) == ""
    assert excerpt(docs, "../secret", 1) == ""


# The walk


def files(folder: Path, **contents: str) -> None:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_walk(tmp_path: Path) -> None:
    files(tmp_path, **{
        "2016/2016-06-19.yaml": DAY,
        "2016/2016-06-19-evening.ar.yml": DAY,
        "2016-06-20.pt-BR.yaml": DAY,
        "sections.yaml": "a: A\n",
        "entities.yml": "people:\n  b: B\n",
        "about.md": "# About\n",
        "photos/a.png": "12345",
        ".git/config.yaml": "x",
        "2016/.hidden.yaml": "x",
    })  # fmt: skip
    folder, problems = read(tmp_path)
    assert not problems
    assert [file.path for file in folder.briefings] == [
        "2016-06-20.pt-BR.yaml", "2016/2016-06-19-evening.ar.yml", "2016/2016-06-19.yaml",
    ]  # fmt: skip
    assert [file.path for file in folder.registers] == ["entities.yml", "sections.yaml"]
    assert [(file.path, file.size) for file in folder.assets] == [("photos/a.png", 5)]
    assert [file.path for file in folder.markdown] == ["about.md"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("notes.yaml", "file/unknown-yaml"), ("2016/sections.yaml", "file/unknown-yaml"),
     ("2016-06-31.yaml", "file/bad-date"), ("0000-01-01.yaml", "file/bad-date"),
     ("2016-06-19.YAML", "file/unknown-yaml"), ("2016-06-19-Evening.yaml", "file/unknown-yaml"),
     ("2016-6-9.yml", "file/unknown-yaml")],
)  # fmt: skip
def test_misnamed(tmp_path: Path, name: str, code: str) -> None:
    files(tmp_path, **{name: "a: b\n"})
    folder, problems = read(tmp_path)
    assert codes(problems) == [code] and not folder.briefings and not folder.registers


def test_one_register_twice(tmp_path: Path) -> None:
    files(tmp_path, **{"sections.yaml": "a: A\n", "sections.yml": "a: A\n"})
    assert codes(read(tmp_path)[1]) == ["file/register-twice"]


def test_links(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    docs = tmp_path / "docs"
    files(outside, **{"secret.txt": "s", "2016-06-19.yaml": DAY})
    files(docs, **{"a.png": "x", "in/b.png": "x"})
    (docs / "secret.txt").symlink_to(outside / "secret.txt")
    (docs / "2016-06-19.yaml").symlink_to(outside / "2016-06-19.yaml")
    (docs / "all").symlink_to(outside)
    (docs / "again").symlink_to(docs / "in")
    (docs / "loop").symlink_to(docs / "loop")
    (docs / "c.png").symlink_to("a.png")
    (docs / "nowhere").symlink_to("none")
    folder, problems = read(docs)
    assert [asset.path for asset in folder.assets] == ["a.png", "c.png", "in/b.png"]
    assert not folder.briefings
    assert {(p.path, p.code) for p in problems} == {
        ("secret.txt", "file/link-outside"), ("2016-06-19.yaml", "file/link-outside"),
        ("all", "file/link-outside"), ("again", "file/link-folder"),
        ("loop", "file/link-broken"), ("nowhere", "file/link-broken"),
    }  # fmt: skip
    assert {p.severity for p in problems} == {"warning"}


def test_a_docs_dir_that_is_itself_a_link(tmp_path: Path) -> None:
    files(tmp_path / "real", **{"a.png": "x"})
    (tmp_path / "docs").symlink_to("real")
    folder, problems = read(tmp_path / "docs")
    assert not problems and [file.path for file in folder.assets] == ["a.png"]


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, **{"2016-06-19.yaml": DAY})
    os.mkfifo(tmp_path / "pipe.png")

    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    folder, problems = read(tmp_path)
    assert codes(problems) == ["file/not-a-file"]
    refused = load(tmp_path, folder.briefings[0])
    assert isinstance(refused, Problem) and refused.code == "file/unreadable"
    assert "permission denied" in refused.message


def test_no_folder(tmp_path: Path) -> None:
    folder, problems = read(tmp_path / "none")
    assert codes(problems) == ["file/unreadable"] and not folder.briefings


def test_names_that_no_terminal_can_show(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such names")
    problems = read(tmp_path)[1]
    assert codes(problems) == ["file/bad-name"]
    problems[0].path.encode()


def test_excerpt(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffone\r\ntwo\n".encode())
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\n")
    assert excerpt(tmp_path, "a.yaml", 1) == "one"
    assert excerpt(tmp_path, "a.yaml", 2) == "two"
    assert excerpt(tmp_path, "a.yaml", 9) == ""
    assert excerpt(tmp_path, "a.yaml", 0) == ""
    assert excerpt(tmp_path, "none.yaml", 1) == ""
    assert excerpt(tmp_path, "b.yaml", 1)


# Names


def test_briefing_name() -> None:
    found = briefing_name("2016/2016-06-19-late-evening.zh-Hant.yml")
    assert found is not None and found[1:] == ("late-evening", "zh-Hant")
    assert str(found[0]) == "2016-06-19"
    for name in ("2016-06-31.yaml", "2016-06-19.yaml\n", "x2016-06-19.yaml", "2016-06-19-.yaml",
                 "2016-06-19.Arabic.yaml", "٢٠١٦-06-19.yaml", "2016-06-19.json"):  # fmt: skip
        assert briefing_name(name) is None


def test_register_name() -> None:
    assert register_name("threads.yml") == "threads"
    assert register_name("2016/threads.yml") is None
    assert register_name("thread.yaml") is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Turkey border", "turkey-border"), ("LATEST", "latest"), ("Assad's forces", "assads-forces"),
     ("Łódź & Köln", "lodz-koln"), ("Straße", "strasse"), ("S-400", "s-400"), ("Сирия", ""),
     ("Aleppo حلب", ""), ("—", ""), ("", ""), ("İzmir", "izmir"), ("naïve—café", "naive-cafe")],
)  # fmt: skip
def test_slug(name: str, slug: str) -> None:
    assert ascii_slug(name) == slug
