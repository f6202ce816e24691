"""A YAML file line by line, for files that the parser has refused.

The parser says where it gave up, which is often not where the mistake is. Here every line that
YAML takes for structure is cut into dashes, name and value; text inside blocks is passed over.
Nothing here decides what is wrong.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

_HEADER = re.compile(r"[|>](?P<sign>[+-]?)(?P<columns>[1-9]?)[+-]?[ \t]*(?:[ \t]#.*)?")
_DASHES = re.compile(r" *(?:-[ \t]+)*")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?=:(?:[ \t]|$))""")
_FIELD = re.compile(r" *(?:- +)*[a-z_]+:(?: |$)")
_COLON = re.compile(r"[ \t]*:(?=[ \t]|$)|[ \t]#")


class Line(Struct, frozen=True):
    """One line of structure; places count characters from 0.

    `indent` is where its first character stands, `start` where its name or value does after the
    dashes, `colon` the place of the colon after the name (-1: it has no name), `value` and `end`
    the stretch of its value, comment excluded. `levels` are the columns of the names and dashes
    that are still open above it; `after` is the indentation of the text block that ended right
    above it, or 0, and `goes_on` that the next line is indented like that block. `opens` says
    that the line above leaves a value to come.
    """

    number: int
    text: str
    indent: int
    start: int
    colon: int
    value: int
    end: int
    levels: tuple[tuple[int, bool], ...]
    after: int
    goes_on: bool
    opens: bool

    @property
    def name(self) -> str:
        """What stands before the colon, or `""`."""
        return self.text[self.start : self.colon].strip() if self.colon >= 0 else ""

    @property
    def written(self) -> str:
        """The value as it stands in the file."""
        return self.text[self.value : self.end]


def structure(lines: list[str]) -> Iterator[Line]:
    """The lines of structure in a file, in order. Blank lines and comments are none."""
    levels: list[tuple[int, bool]] = []
    after, opens, at = 0, True, 0
    while at < len(lines):
        text = lines[at]
        goes_on = after > 0 and _goes_on(lines, at, after)
        if not text.strip() or (text.lstrip().startswith("#") and not goes_on):
            at += 1
            continue
        line = _cut(at + 1, text, tuple(levels), after, goes_on, opens)
        yield line
        levels = _levels(line)
        after = 0
        opens = line.value == line.end
        at += 1
        if header := _HEADER.fullmatch(line.written):
            at, after = _skip_block(lines, at, _parent(line), header["columns"])
        elif line.written[:1] in ('"', "'"):
            at = _skip_quoted(lines, at, line.written)


def _goes_on(lines: list[str], at: int, after: int) -> bool:
    """Whether the next full line below line `at` is indented like the block above it."""
    following = (text for text in lines[at + 1 : at + 10] if text.strip())
    return next(following, "").startswith(" " * after)


def _cut(
    number: int,
    text: str,
    levels: tuple[tuple[int, bool], ...],
    after: int,
    goes_on: bool,
    opens: bool,
) -> Line:
    indent = len(text) - len(text.lstrip(" "))
    dashes = _DASHES.match(text)
    start = dashes.end() if dashes else indent
    colon = _colon(text, start)
    value = colon + 1 if colon >= 0 else start
    while value < len(text) and text[value] in " \t":
        value += 1
    end = _comment(text, value)
    return Line(number, text, indent, start, colon, value, end, levels, after, goes_on, opens)


def _colon(text: str, start: int) -> int:
    """Where the colon after a name stands, or -1 if what starts at `start` has no name."""
    if text[start : start + 1] in ('"', "'"):
        quoted = _QUOTED.match(text, start)
        return quoted.end() if quoted else -1
    found = _COLON.search(text, start)
    if not found or found.start() == start or found[0].endswith("#"):
        return -1
    return found.end() - 1


def _comment(text: str, start: int) -> int:
    """Where a value ends that starts at `start`: before its comment and the blanks before that."""
    if text[start : start + 1] in ("#", ""):
        return start
    mark = re.compile(r"[ \t]#").search(text, start)
    if mark and text[start] in "\"'":
        mark = re.compile(r"[ \t]#[^\"']*$").search(text, start)
    return len((text[: mark.start()] if mark else text).rstrip())


def _levels(line: Line) -> list[tuple[int, bool]]:
    """The columns open below a line; the flag is set for a dash."""
    open_ = [level for level in line.levels if level[0] < line.indent]
    dash = line.text.find("-", line.indent, line.start)
    while dash >= 0:
        open_.append((dash, True))
        dash = line.text.find("-", dash + 1, line.start)
    if line.colon >= 0:
        open_.append((line.start, False))
        # a list may stand at the column of the name it belongs to
    elif not line.start > line.indent:
        open_ = [level for level in line.levels if level[0] <= line.indent]
    return open_


def _parent(line: Line) -> int:
    """The column that a block's text must be indented beyond."""
    if line.colon >= 0:
        return line.start
    return line.text.rfind("-", line.indent, line.start)


def _skip_block(lines: list[str], at: int, parent: int, columns: str) -> tuple[int, int]:
    """The first line after a block's text, and the text's indentation (0: it has none)."""
    indent = parent + int(columns) if columns else 0
    while at < len(lines):
        text = lines[at]
        width = len(text) - len(text.lstrip(" "))
        if text.strip(" "):
            indent = indent or (width if width > parent else parent + 2)
            if width < indent:
                break
        at += 1
    return at, indent or parent + 2


def _skip_quoted(lines: list[str], at: int, value: str) -> int:
    """The first line after a value in quotes, if they close on a later line and nothing follows."""
    sign = value[0]
    closing = re.compile(r'(?:[^"\\]|\\.)*"' if sign == '"' else r"(?:[^']|'')*'(?!')")
    if closing.match(value, 1):
        return at
    for ahead in range(at, min(at + 50, len(lines))):
        text = lines[ahead]
        if match := closing.match(text):
            return ahead + 1 if re.fullmatch(r"[ \t]*(?:[ \t]#.*)?", text[match.end() :]) else at
        if _FIELD.match(text):
            return at
    return at
