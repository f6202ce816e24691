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
