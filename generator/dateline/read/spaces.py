"""Tabs, and spaces of other kinds: what of them is harmless, and what YAML misreads silently.

The two parsers disagree about tabs, and both take a no-break space for a letter. Harmless tabs
are made plain spaces (places stay as they are); any other outside a text is an error.
"""

import re

from dateline.model.tree import Span
from dateline.problems import Problem
from dateline.read.lines import structure
from dateline.read.source import wrong

ODD = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # spaces that YAML takes for letters
BLANKS = "".join(map(chr, range(0x2000, 0x200B))) + " \t\u00a0\u1680\u202f\u205f\u3000"
_BLANK = re.compile(rf"^[ \t{ODD}]+$", re.MULTILINE)
MOST = 100  # of one file
_ANY = re.compile(rf"[\t{ODD}]")
_STRAY = re.compile(rf"^ *[{ODD}]|\t", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#")


def has_odd(text: str) -> bool:
    """Whether there is a tab or odd space in a text at all."""
    return "\t" in text if text.isascii() else _ANY.search(text) is not None


def evened(text: str) -> str:
    """A text with plain spaces for the tabs around names and values and on blank lines."""
    text = _BLANK.sub(lambda found: " " * len(found[0]), text)
    if "\t" not in text:
        return text
    lines = text.split("\n")
    for line in structure(lines):
        if "\t" in line.text:
            stretches = [(line.indent, line.start), (line.end, len(line.text.rstrip()))]
            if line.colon >= 0:
                stretches.append((line.colon + 1, line.value))
            lines[line.number - 1] = _spaced(line.text.rstrip(), stretches) + " " * (
                len(line.text) - len(line.text.rstrip())
            )
    return "\n".join(lines)


def _spaced(text: str, stretches: list[tuple[int, int]]) -> str:
    for start, end in stretches:
        blank = re.compile(r"[ \t]*(?:-[ \t]+)*").match(text, start, max(start, end))
        stop = blank.end() if blank else start
        text = text[:start] + text[start:stop].replace("\t", " ") + text[stop:]
    return text


def strays(path: str, text: str, texts: list[Span]) -> list[Problem]:
    """Tabs and odd spaces that are no part of a text. `texts`: where blocks and quotes stand."""
    found: list[Problem] = []
    line, start = 1, 0
    around = iter(texts)
    inside = next(around, None)
    for match in _STRAY.finditer(text):
        at = match.end() - 1
        line, start = line + text.count("\n", start, at), text.rfind("\n", 0, at) + 1
        column = at - start + 1
        while inside and (inside.end_line, inside.end_column) <= (line, column):
            inside = next(around, None)
        if inside and (inside.line, inside.column) <= (line, column):
            continue
        before = text[start:at]
        if not _COMMENT.search(before):
            found.append(stray(path, line, column, text[at], not before.strip()))
            if len(found) == MOST:
                break
    return found


def stray(path: str, line: int, column: int, character: str, indents: bool) -> Problem:
    """One tab or odd space."""
    tab = character == "\t"
    name = "A tab" if tab else f"A space of another kind (U+{ord(character):04X})"
    message = f"{name} {'indents this line' if indents else 'stands here'}."
    code = "yaml/tab" if tab else "yaml/odd-space"
    span = Span(line, column, line, column + 1)
    return wrong(path, span, code, message, "Use plain spaces.")
