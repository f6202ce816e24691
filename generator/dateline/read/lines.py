"""A YAML file line by line, for files that the parser has refused.

The parser says where it gave up, which is often not where the mistake is. Here every line that
YAML takes for structure is cut into dashes, name and value; text inside blocks is passed over.
Nothing here decides what is wrong.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

FIELD = re.compile(r"[a-z_]+")
HEADER = re.compile(r"[|>][+-]?[1-9]?[+-]?(?:[ \t]+(?P<text>[^\s#].*))?")
_BARE = re.compile(r"[|>](?P<sign>[+-]?)(?P<columns>[1-9]?)[+-]?[ \t]*(?:[ \t]#.*)?")
_OPENING = ("'", '"', "[", "{")
_NONE = (0, 0)
_DASHES = re.compile(r" *(?:-[ \t]+)*")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?=:(?:[ \t]|$))""")
_AND_MORE = re.compile(r"""(?:"[^"]*"|'[^']*')[ \t]*[^\s:][^:]*:(?=[ \t]|$)""")
MAY_BE_FIELD = re.compile(r" *(?:- *)?[a-z_]+:(?!//)")
"""A line that may be a field, if a space is missing in it, too."""
_STARTS_FIELD = re.compile(r" *(?:- +)*[a-z_]+:(?: |$)")
_COLON = re.compile(r"(?<![ \t])[ \t]*:(?=[ \t]|$)|[ \t]#")


class Line(Struct, frozen=True):
    """One line of structure; places count characters from 0.

    `indent` is where its first character stands, `start` where its name or value does after the
    dashes, `colon` the place of the colon after the name (-1: it has no name), `value` and `end`
    the stretch of its value, comment excluded. `levels` are the columns of the names and dashes
    that are still open above it; `after` is the indentation of the text block that ended right
    above it, or 0, and `goes_on` that the next line is indented like that block. `opens` says
    that the line above leaves a value to come. `deeper` is the indentation of the line below if
    it is indented further, or 0; `runs` how many lines below go on with what a quotation
    mark or bracket opens. `prose_below` says that the next full line has neither
    a name nor a dash. `comment` are the number and the indentation of the first comment
    between the block above it and this line, or 0.
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
    deeper: int
    runs: int
    prose_below: bool
    comment: tuple[int, int]

    @property
    def name(self) -> str:
        """What stands before the colon, or `""`."""
        return self.text[self.start : self.colon].strip() if self.colon >= 0 else ""

    @property
    def written(self) -> str:
        """The value as it stands in the file."""
        return self.text[self.value : self.end]

    @property
    def opens_below(self) -> bool:
        """Whether it is a name whose value stands below: a text, or names and items."""
        if self.written:
            return self.colon >= 0 and HEADER.fullmatch(self.written) is not None
        fits = (self.indent, False) in self.levels
        return self.colon >= 0 and fits and self.deeper > 0 and not self.prose_below


def structure(lines: list[str]) -> Iterator[Line]:
    """The lines of structure in a file, in order. Blank lines and comments are none."""
    levels: list[tuple[int, bool]] = []
    after, opens, at, comment = 0, True, 0, _NONE
    while at < len(lines):
        text = lines[at]
        goes_on = after > 0 and _goes_on(lines, at, after)
        is_comment = text.lstrip().startswith("#")
        if not text.strip() or (is_comment and not goes_on):
            if is_comment and after and not comment[0]:
                comment = (at + 1, width_of(text))
            at += 1
            continue
        line = _cut(lines, at, tuple(levels), after, goes_on, opens, comment)
        yield line
        comment = _NONE
        levels = _levels(line)
        after = 0
        opens = line.value == line.end
        at += 1
        if header := _BARE.fullmatch(line.written):
            at, after = _skip_block(lines, at, _parent(line), header["columns"])
        elif line.written[:1] in ('"', "'"):
            at = _skip_quoted(lines, at, line.written)


def _goes_on(lines: list[str], at: int, after: int) -> bool:
    """Whether the next full line below line `at` is indented like the block above it."""
    following = (text for text in lines[at + 1 : at + 10] if text.strip())
    return next(following, "").startswith(" " * after)


def _cut(
    lines: list[str],
    at: int,
    levels: tuple[tuple[int, bool], ...],
    after: int,
    goes_on: bool,
    opens: bool,
    comment: tuple[int, int],
) -> Line:
    text = lines[at]
    indent = width_of(text)
    dashes = _DASHES.match(text)
    start = dashes.end() if dashes else indent
    colon = _colon(text, start)
    value = colon + 1 if colon >= 0 else start
    while value < len(text) and text[value] in " \t":
        value += 1
    end = _comment(text, value)
    below = next((text for text in lines[at + 1 : at + 10] if text.strip()), "")
    deeper = width_of(below) if width_of(below) > indent else 0
    sign = text[value : value + 1]
    runs = _runs(lines, at, start if colon >= 0 else indent, sign) if sign in _OPENING else 0
    return Line(
        number=at + 1,
        text=text,
        indent=indent,
        start=start,
        colon=colon,
        value=value,
        end=end,
        levels=levels,
        after=after,
        goes_on=goes_on,
        opens=opens,
        deeper=deeper,
        runs=runs,
        prose_below=_is_prose(next((text for text in lines[at + 1 : at + 10] if text.strip()), "")),
        comment=comment,
    )


def _is_prose(text: str) -> bool:
    """Whether a line has neither a name nor a dash."""
    bare = text.lstrip()
    return bool(bare) and not bare.startswith(("- ", "#")) and not _COLON.search(bare)


def width_of(text: str) -> int:
    """How many spaces a line is indented with."""
    return len(text) - len(text.lstrip(" "))


def _runs(lines: list[str], at: int, indent: int, sign: str) -> int:
    """How many lines below are indented further, and so go on with what `sign` opens: with a text
    in quotes until one of them holds a name."""
    last = at
    for ahead in range(at + 1, min(at + 50, len(lines))):
        text = lines[ahead]
        if text.strip():
            named = sign in "\"'" and (text.lstrip().startswith("- ") or _COLON.search(text))
            if width_of(text) <= indent or named:
                break
            last = ahead
    return last - at


def _colon(text: str, start: int) -> int:
    """Where the colon after a name stands, or -1 if what starts at `start` has no name."""
    if text[start : start + 1] in ('"', "'"):
        if quoted := _QUOTED.match(text, start):
            return quoted.end()
        named = _AND_MORE.match(text, start)
        return named.end() - 1 if named else -1
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
    dash = line.text.find("-", line.indent, line.start)
    # a list may stand at the column of the name it belongs to
    most = line.indent if dash >= 0 else line.indent - 1
    open_ = [level for level in line.levels if level[0] <= most and level != (dash, True)]
    while dash >= 0:
        open_.append((dash, True))
        dash = line.text.find("-", dash + 1, line.start)
    if line.colon >= 0:
        open_.append((line.start, False))
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
        width = width_of(text)
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
        if _STARTS_FIELD.match(text):
            return at
    return at
