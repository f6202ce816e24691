"""Scalar.place: where characters of a text stand in the file, exactly."""

import pytest

from dateline.model.tree import Mapping, Scalar, Sequence, Span
from dateline.read import parse

# A file, the words to find in the value of `a`, and where they stand.
PLACES = [
    ("a: some words\n", "words", Span(1, 9, 1, 14)),
    ("a: é😀 words\n", "words", Span(1, 7, 1, 12)),
    ('a: "some words"\n', "words", Span(1, 10, 1, 15)),
    ("a: 'some words'\n", "words", Span(1, 10, 1, 15)),
    ("\ufeffa: some words\n", "words", Span(1, 9, 1, 14)),
    ("a: |\n  some\n  words here\n", "words", Span(3, 3, 3, 8)),
    ("a: |\r\n  some\r\n  words here\r\n", "words", Span(3, 3, 3, 8)),
    ("a: |\n\n\n    some\n\n      words\n", "words", Span(6, 7, 6, 12)),
    ("a: |2\n    some words\n", "words", Span(2, 10, 2, 15)),
    ("a: |-\n  é😀 words", "words", Span(2, 6, 2, 11)),
    ("a: |   # a comment\n  words\n", "words", Span(2, 3, 2, 8)),
    ("a:\n  |\n  words\n", "words", Span(3, 3, 3, 8)),
    ("a: |\n  two\n  lines\n", "two\nlines", Span(2, 3, 3, 8)),
    ("a: |\n  كلمات words\n", "words", Span(2, 9, 2, 14)),
    # not known exactly: the whole text
    ("a: 'it''s words'\n", "words", Span(1, 4, 1, 17)),
    ('a: "\\u00e9 words"\n', "words", Span(1, 4, 1, 18)),
    ("a: some\n  words\n", "words", Span(1, 4, 2, 8)),
    ("a: >\n  some\n  words\n", "words", Span(1, 4, 3, 8)),
]


@pytest.mark.parametrize(("source", "words", "span"), PLACES)
def test_place(source: str, words: str, span: Span) -> None:
    scalar = value_of(source)
    start = scalar.text.index(words)
    assert scalar.place(start, start + len(words)) == span


def test_nested_block() -> None:
    source = "e:\n  - t: |\n      one\n       two\n"
    tree, problems = parse("x.yaml", source.encode())
    assert not problems and isinstance(tree.root, Mapping)
    entries = tree.root.items[0][1]
    assert isinstance(entries, Sequence) and isinstance(entries.items[0], Mapping)
    scalar = entries.items[0].items[0][1]
    assert isinstance(scalar, Scalar)
    assert (scalar.text, scalar.indent, scalar.lines) == ("one\n two\n", 6, 3)
    assert scalar.span == Span(2, 8, 4, 11)
    assert scalar.place(5, 8) == Span(4, 8, 4, 11)


def test_every_word_of_a_block() -> None:
    words = ["alpha", "beta", "gamma", "δέλτα"]
    source = "a: |\n" + "".join(f"   {word}\n\n" for word in words) + "b: c\n"
    scalar = value_of(source)
    lines = source.split("\n")
    for word in words:
        start = scalar.text.index(word)
        span = scalar.place(start, start + len(word))
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == word


def value_of(source: str) -> Scalar:
    tree, problems = parse("x.yaml", source.encode())
    assert not problems and isinstance(tree.root, Mapping)
    value = tree.root.items[0][1]
    assert isinstance(value, Scalar)
    return value
