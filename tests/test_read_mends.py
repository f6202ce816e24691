"""What YAML's parser cannot read: the place to blame, plain words for it, and the mend."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.tree import Mapping, Node, Sequence, Span
from dateline.problems import Problem
from dateline.read import parse
from test_read import codes, plain, spoilt

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
    ("'Assad's forces'", "yaml/text-after-quote", '"Assad\'s forces"'),
    ('"Kobane falls', "yaml/unclosed-quote", '"Kobane falls"'),
    ('"Kobane falls \\', "yaml/unclosed-quote", "'\"Kobane falls \\'"),
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


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        ("'Assad's forces' advance", "\"'Assad's forces' advance\""),
        ("'Assad's and Putin's men'", "\"Assad's and Putin's men\""),
        ('"He said "no" to it."', "'He said \"no\" to it.'"),
        ('"Yes" and "no"', '\'"Yes" and "no"\''),
        ('""No", he said"', '\'""No", he said"\''),
    ],
)
def test_marks_round_the_whole_are_no_part_of_it(value: str, mended: str) -> None:
    source = LIST.replace("headline: B", f"headline: {value}")
    _, problems = parse("x.yaml", source.encode())
    assert fixed(source, problems) == LIST.replace("headline: B", f"headline: {mended}")


@pytest.mark.parametrize("dash", ["-", "  -"])
def test_an_item_without_its_space_is_no_line_of_the_text_above(dash: str) -> None:
    space = dash[:-1]
    item = "{}- section: A\n{}  text: |\n{}    One.\n"
    source = "entries:\n" + item.format(space, space, space) * 2
    at = source.rindex("- section")
    _, problems = parse("x.yaml", f"{source[:at]}-section{source[at + 9 :]}".encode())
    assert fixed(f"{source[:at]}-section{source[at + 9 :]}", problems) == source


def test_a_tab_below_a_name_is_further_right() -> None:
    """With two spaces for the tab, the name would be without a value, and its text a name."""
    source = "entries:\n  Turkey border:\n\ttext: A.\n  US:\n\ttext: B.\n"
    _, problems = parse("x.yaml", source.encode())
    assert fixed(source, problems) == source.replace("\t", "    ")


def test_a_tab_is_not_mended_below_what_hides_its_place() -> None:
    source = "entries:\n  US: a: b\n  Turkey border:\n\ttext: A.\n"
    _, problems = parse("x.yaml", source.encode())
    assert [(p.line, bool(p.fix)) for p in problems] == [(2, True), (4, False)]


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
            doubtful = words.startswith("said:") or words.endswith(":")  # it may be a field
            assert fixed(source, problems) in (meant, source if doubtful else meant)


def test_a_comment_below_a_text_that_fits_no_name_is_warned_of() -> None:
    tree, problems = parse("x.yaml", LIST.replace("      Two", "     #2 Two").encode())
    assert tree.root and [(p.line, p.code) for p in problems] == [(7, "text/comment")]
    assert not parse("x.yaml", LIST.replace("      Two", "    # Two").encode())[1]


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
