"""Where YAML's parser gives up, and where it should have.

The parser reads on over some mistakes: a quotation mark that is closed by chance, ten lines
below; an item that goes on with the one above it. These are faults here as well.
"""

import re
from typing import cast

import yaml
from msgspec import Struct

_QUESTION = re.compile(r"\n[ -]*\? ")
_BEFORE = re.compile(r"[ -]*\? +")
_ANSWER = re.compile(r" *:(?: |$)")
_SWALLOWED = re.compile(r" *(?:- )?[a-z_]+:(?: |$)")
_DASH = re.compile(r" *-")


class Fault(Struct, frozen=True):
    """Where the parser gave up: what it said, its place and its context's, counted from 0."""

    said: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int


def fault_in(text: str) -> Fault | None:
    """The first fault of a text, or None if it can be read."""
    lines: list[str] = []
    question = asks(text)
    try:
        for event in yaml.parse(text, yaml.CLoader):
            if type(event) is yaml.ScalarEvent:
                first, last = cast(yaml.Mark, event.start_mark), cast(yaml.Mark, event.end_mark)
                if question or last.line != first.line:
                    lines = lines or text.split("\n")
                    check(first, last, event.style or "", lines)
    except yaml.MarkedYAMLError as error:
        return fault_of(error)
    return None


def asks(text: str) -> bool:
    """Whether a text holds a `?` that could stand before a name."""
    return "? " in text and _QUESTION.search("\n" + text) is not None


def check(first: yaml.Mark, last: yaml.Mark, style: str, lines: list[str]) -> None:
    """Where the parser reads on over what is a mistake in all likelihood, raise the error that it
    raises where it cannot: a `?` before a text, and a text over several lines that has swallowed
    names or items."""
    before = lines[first.line][: first.column] if first.line < len(lines) else ""
    if _BEFORE.fullmatch(before) and not _is_answered(first, lines):
        raise _fault_at(first.line, before.index("?"), "cannot start any token")
    if style in ("|", ">"):
        return
    swallowed = _SWALLOWED if style else _DASH
    for n in range(first.line + 1, min(last.line + 1, len(lines))):
        if swallowed.match(lines[n]):
            if style:
                raise _fault_at(first.line, first.column, "found a quoted scalar")
            raise _fault_at(n, 0, "block sequence entries are not allowed")


def _is_answered(name: yaml.Mark, lines: list[str]) -> bool:
    """Whether the line below starts with the colon that belongs to a `?`."""
    return any(_ANSWER.match(below) for below in lines[name.line + 1 : name.line + 2])


def _fault_at(line: int, column: int, said: str) -> yaml.MarkedYAMLError:
    mark = yaml.Mark("", 0, line, column, None, 0)
    return yaml.MarkedYAMLError(None, mark, said, mark)


def fault_of(error: yaml.MarkedYAMLError) -> Fault:
    """What a parser's error says."""
    mark = error.problem_mark or error.context_mark
    context = error.context_mark or mark
    if mark is None or context is None:
        return Fault(error.problem or "", 0, 0, "", 0, 0)
    said, around = error.problem or "", error.context or ""
    return Fault(said, mark.line, mark.column, around, context.line, context.column)
