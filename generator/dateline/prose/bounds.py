"""The bounds within which Python-Markdown is quick and cannot fail.

Some of its steps take time that grows with the square of a text's length, and others recurse as
deep as a text is nested. Beyond these bounds a text is refused at once, by counting alone, so
that the same text is always refused. No text an author means comes near them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dateline.prose.records import Complaint, error
from dateline.prose.source import Line, Source

LENGTH = 50_000
RUN = 200
DEPTH = 50
RULES = 200
LINES = 4_000
COLUMNS = 100
CELLS = 10_000
TABLES = 200

_RUN = re.compile(rf"([^\w\s])\1{{{RUN}}}")
_NESTED = re.compile(r"(?: *(?:>|(?:[-*+]|[0-9]+\.)(?= )))+")
_LEVEL = re.compile(r">|[-*+]|[0-9]+\.")
_INDENT = re.compile(r" *")
_TABLE = re.compile(r"[ >]*[|:-][-|: ]*")
_BRACKET = re.compile(r"\\.|[\[\]()]")
_HEADING = re.compile(r"(?:[ >]|[-*+] |[0-9]+\. )*+#")
_RULE = re.compile(r"[ >]*(?:[-_*] *){3,}")
_MARKS = (
    ("`", "backticks", 2_000),
    ("](", "links", 2_000),
    ("[", "brackets", 4_000),
    ("*", "stars", 5_000),
    ("_", "underscores", 5_000),
    ("\\", "backslashes", 5_000),
)
_FEW = (("(", DEPTH), ("#", RULES), ("\n", LINES // 2), ("[", 2_000), ("*", 5_000), ("_", 5_000))


class Row(NamedTuple):
    """A line: where it stands in the text, and what it says, with spaces for tabs."""

    start: int
    end: int
    text: str


def is_small(text: str) -> bool:
    """Whether a text is far within the bounds, by a few counts alone; so are texts with quotations
    and lists that hold no other ones, with every `[` closed and without `|`, backticks and
    backslashes."""
    samples = pairwise(text[:: RUN // 2])  # of a long run, at least two
    return (
        len(text) <= LENGTH
        and all(len(text) <= most or text.count(sign) <= most for sign, most in _FEW)
        and not (any(a == b and not a.isalnum() for a, b in samples) and _RUN.search(text))
    )


def beyond(text: str, source: Source) -> tuple[Complaint, ...]:
    """Why the text is refused; nothing if it may be read."""
    if len(text) > LENGTH:
        limit = f"{LENGTH:,}"
        message = f"This text has {len(text):,} characters; {limit} are the most there can be."
        return (error(0, len(text), "too-long", message, "Make several entries of it."),)
    lines = [
        Row(part.start, part.end, part.text.expandtabs(4))
        for part in source.parts
        if isinstance(part, Line)
    ]
    checks = (_runs, _depths, _brackets, _counts, _tables)
    return tuple(found for check in checks for found in check(lines))


def _runs(lines: list[Row]) -> Iterator[Complaint]:
    for line in lines:
        match = _RUN.search(line.text)
        if match:
            message = f"More than {RUN} of “{match[1]}” stand in a row here."
            yield error(line.start, line.end, "long-run", message, "Shorten the row.")
            return


def _depths(lines: list[Row]) -> Iterator[Complaint]:
    for line in lines:
        indent = _INDENT.match(line.text)
        nested = _NESTED.match(line.text)
        levels = len(_LEVEL.findall(nested[0])) if nested else 0
        if (indent.end() if indent else 0) // 4 + levels > DEPTH:
            yield _too_deep(line, "quotations and lists")
            return


def _brackets(lines: list[Row]) -> Iterator[Complaint]:
    """Brackets open at a time, in one paragraph."""
    depth = {"[": 0, "(": 0}
    for line in lines:
        if not line.text.strip(" >"):
            depth = {"[": 0, "(": 0}
        if "[" not in line.text and "(" not in line.text:
            continue
        for match in _BRACKET.finditer(line.text):
            if match[0] in depth:
                depth[match[0]] += 1
            elif match[0] in "])":
                opening = "[" if match[0] == "]" else "("
                depth[opening] = max(0, depth[opening] - 1)
            if depth["["] > DEPTH or depth["("] > DEPTH:
                yield _too_deep(line, "brackets")
                return


def _counts(lines: list[Row]) -> Iterator[Complaint]:
    rules = [line for line in lines if _HEADING.match(line.text) or _RULE.fullmatch(line.text)]
    if len(rules) > RULES:
        yield _too_many(rules[RULES], "headings and lines across", RULES)
    if len(lines) > LINES:
        yield _too_many(lines[LINES], "lines", LINES)
    for sign, name, limit in _MARKS:
        total = 0
        for line in lines:
            total += line.text.count(sign)
            if total > limit:
                yield _too_many(line, name, limit)
                break


def _tables(lines: list[Row]) -> Iterator[Complaint]:
    columns = cells = tables = 0
    for line in lines:
        bars = line.text.count("|")
        if not line.text.strip(" >"):
            columns = 0
        elif bars and not columns:
            columns = bars + 1
        cells += columns
        tables += bars > 0 and _TABLE.fullmatch(line.text) is not None
        for total, limit, what in (
            (bars, COLUMNS, "columns in a table"),
            (cells, CELLS, "cells in tables"),
            (tables, TABLES, "tables"),
        ):
            if total > limit:
                yield _too_many(line, what, limit)
                return


def _too_deep(line: Row, what: str) -> Complaint:
    message = f"More than {DEPTH} {what} stand inside each other here."
    return error(line.start, line.end, "too-deep", message)


def _too_many(line: Row, what: str, limit: int) -> Complaint:
    message = f"This text has more than {limit:,} {what}."
    return error(line.start, line.end, "too-many", message, "Make several entries of it.")
