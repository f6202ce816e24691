"""The author's text in lines, with fenced code set apart.

Every later step asks here what is code and what is text. A fence is what Python-Markdown's
`fenced_code` takes for one: it starts at the beginning of a line and ends at the same fence.
"""

import re
from functools import cached_property
from typing import NamedTuple

_FENCE = re.compile(r"(`{3,}|~{3,}) *([\w#.+-]*) *")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Line(NamedTuple):
    """A line and the offset of its first character."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


class Fence(NamedTuple):
    """Code: the lines between two equal fences, and the language named at the first."""

    first: Line
    fence: str
    code: tuple[Line, ...]
    language: str
    closed: bool


class Source:
    """A text of which every character can be printed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def parts(self) -> tuple[Line | Fence, ...]:
        """The text, cut into lines of prose and blocks of code, in order."""
        lines = _lines(self.text)
        if "```" not in self.text and "~~~" not in self.text:
            return tuple(lines)
        parts: list[Line | Fence] = []
        at = 0
        while at < len(lines):
            opening = _FENCE.fullmatch(lines[at].text)
            if opening is None:
                parts.append(lines[at])
                at += 1
            else:
                end = _closing(lines, at + 1, opening[1])
                code = tuple(lines[at + 1 : end])
                parts.append(Fence(lines[at], opening[1], code, opening[2], end < len(lines)))
                at = end + 1
        return tuple(parts)


def read(text: str) -> Source:
    """The text to be read. Characters that cannot be printed become U+FFFD, so that none can pass
    for a mark of Python-Markdown's own."""
    return Source(UNPRINTABLE.sub("\ufffd", text))


def _lines(text: str) -> list[Line]:
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append(Line(start, line))
        start += len(line) + 1
    return lines


def _closing(lines: list[Line], at: int, fence: str) -> int:
    """The index of the closing fence, or the number of lines. An unclosed fence takes all
    that follows, so it is looked for once only."""
    while at < len(lines) and lines[at].text.rstrip(" ") != fence:
        at += 1
    return at
