"""Damage: what becomes of a file under a slip of the hand, a bad paste, a broken disk.

In: a file's bytes, a source of chance, and other files to paste from. Out: the bytes after one to
six mutations.
"""

import random
import re
from collections.abc import Callable, Sequence

MOST = 6
_QUOTES = "\"'“”„«»`"
_ODD = "\t\r\n\x00\x07\x85\u00a0\u2028\u200f\ufeff\u0301é한🕊️{}[]()*_#:|>-!&%@,?\\ '\""
_WORDS = (
    ": ",
    " #",
    "# ",
    "- ",
    "| ",
    "|\n",
    "null",
    "~",
    "[@",
    "](",
    "**",
    "'",
    '"',
    "12:30",
    "[]",
    "{}",
)
_NAMED = re.compile(rb"(?P<margin>[ -]*)[^\s:#][^:#]*:(?=\s|$)")
_VALUES = (
    b" []", b" {}", b" ''", b" ' '", b"", b" |", b" a", b" [a, b]", b" {a: b}", b" [[]]", b" - a",
    b" [a: {b: []}]", b" false", b" 0", b" 12:30", b" 2016-06-31", b" [1, 2]", b" |\n         a\n",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The file after one to six mutations."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, MOST))):
        data = chance.choice(MUTATIONS)(data, chance, others)
    return data


def one_byte(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A byte is deleted, doubled, put in, put in the place of another, or swapped with the next."""
    at = chance.randrange(len(data) + 1)
    new, old = bytes([chance.randrange(256)]), data[at : at + 1]
    swapped = data[at + 1 : at + 2] + old
    instead = chance.choice((b"", old + old, new + old, new, swapped))
    return data[:at] + instead + data[at + (2 if instead is swapped else 1) :]


def one_character(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """The same with a character of a text, and characters that mean something to YAML."""
    text = _text(data)
    at = chance.randrange(len(text) + 1)
    old, new = text[at : at + 1], chance.choice(_ODD)
    instead = chance.choice(("", old + old, new + old, new, chance.choice(_WORDS) + old))
    return _bytes(text[:at] + instead + text[at + 1 :])


def lines(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A line or a block of lines is deleted, doubled, moved, or swapped with the next."""
    rows = data.split(b"\n")
    first, last = _stretch(rows, chance)
    block, rest = rows[first:last], rows[:first] + rows[last:]
    to = chance.randrange(len(rest) + 1)
    moved = chance.choice((rest, rows[:last] + rows[first:], rest[:to] + block + rest[to:]))
    return b"\n".join(moved)


def indentation(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A line or a block of lines is indented more or less, or with tabs."""
    rows = data.split(b"\n")
    first, last = _stretch(rows, chance)
    by = chance.choice((-4, -2, -1, -1, 1, 1, 2, 4))
    for number in range(first, last):
        row = rows[number]
        width = max(0, len(row) - len(row.lstrip(b" ")) + by)
        margin = b"\t" * (width // 4) if chance.random() < 0.1 else b" " * width
        rows[number] = margin + row.lstrip(b" ")
    return b"\n".join(rows)


def a_value(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Something of another kind stands behind a name, in the place of its value."""
    rows = data.split(b"\n")
    named = [number for number, row in enumerate(rows) if _NAMED.match(row)]
    if not named:
        return data
    at = chance.choice(named)
    found = _NAMED.match(rows[at])
    below = at + 1
    width = len(found["margin"]) if found else 0
    while below < len(rows) and rows[below][: width + 1].isspace():
        below += 1
    rows[at:below] = [(found[0] if found else b"") + chance.choice(_VALUES)]
    return b"\n".join(rows)


def a_quote(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A quotation mark is changed for another, or one is put before or after a word."""
    text = _text(data)
    marks = [match.start() for match in re.finditer(rf"[{_QUOTES}]|\b", text)] or [0]
    at = chance.choice(marks)
    skip = text[at : at + 1] in tuple(_QUOTES)
    return _bytes(text[:at] + chance.choice(_QUOTES) + text[at + skip :])


def tabs(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Some spaces become tabs."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at:].replace(b" ", b"\t", chance.randint(1, 3))


def cut_off(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """The end or the beginning is missing."""
    at = chance.randrange(len(data) + 1)
    return chance.choice((data[:at], data[:at], data[at:]))


def pasted(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A piece of another file is pasted in, between lines or anywhere."""
    other = chance.choice(others)
    if chance.random() < 0.5:
        rows, piece = data.split(b"\n"), other.split(b"\n")
        first, last = _stretch(piece, chance)
        at = chance.randrange(len(rows) + 1)
        return b"\n".join(rows[:at] + piece[first:last] + rows[at:])
    start, at = chance.randrange(len(other)), chance.randrange(len(data) + 1)
    return data[:at] + other[start : start + chance.randint(1, 80)] + data[at:]


def noise(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A stretch is replaced by random bytes."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(length := chance.randint(1, 12)) + data[at + length :]


MUTATIONS: tuple[Mutation, ...] = (
    one_byte, one_byte, one_character, one_character, one_character, lines, lines, indentation,
    indentation, a_value, a_quote, tabs, cut_off, pasted, noise,
)  # fmt: skip
"""As often as they stand here."""


def _stretch(rows: list[bytes], chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(len(rows))
    return first, min(len(rows), first + chance.choice((1, 1, 1, 2, 3, 5, 10)))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
