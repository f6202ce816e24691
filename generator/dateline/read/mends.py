"""What an author most likely meant by a line that YAML cannot read: the table of mends.

Each rule looks at one line and proposes how it should stand. A rule may be wrong about a line;
`translate` believes only the mend that lets the parser get past it.
"""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from dateline.model.values.words import in_quotes
from dateline.read.lines import FIELD, HEADER, Line
from dateline.read.mend import Mend
from dateline.read.spaces import ODD
from dateline.read.values import value_mends

_GLUED_ITEM = re.compile(r"-[a-z_]+:(?: |$)")
_GLUED_DASH = re.compile(rf"-(?:[{ODD}]+|(?=[^\s-]))")
_UNLIKE_SIGN = re.compile(r"[|>]\S+")
_OPENS = ("", "[", "{", '"', "'", "|", ">")
_NO_COLON = re.compile(r"(?P<name>[a-z_]+)(?P<gap>[ \t]+)\S")
_GLUED = re.compile(rf"(?P<name>[A-Za-z_][\w-]*)(?P<colon>:[\t{ODD}]*|\s*：\s*)(?=\S)")


Rule = Callable[[Line], Iterator[Mend]]


def mends(line: Line) -> Iterator[Mend]:
    """All proposals for a line, the likeliest first."""
    for rule in RULES:
        yield from rule(line)


def _mend(line: Line, start: int, end: int, text: str, code: str, message: str) -> Mend:
    return Mend(number=line.number, start=start, end=end, text=text, code=code, message=message)


def _directive(line: Line) -> Iterator[Mend]:
    """A `%` line before the first line of the file's own."""
    if line.text.startswith("%") and not line.levels and line.colon < 0:
        message = "Lines that start with `%` are not read in briefings."
        mend = _mend(line, 0, len(line.text), "", "yaml/directive", message)
        yield replace(mend, shown="Delete the line.")


def _tab(line: Line) -> Iterator[Mend]:
    if "\t" in line.text[line.indent :]:
        at = line.text.index("\t", line.indent)
        message = "A tab stands here; YAML wants plain spaces."
        mend = _mend(line, at, at + 1, " ", "yaml/tab", message)
        yield replace(mend, shown="Use plain spaces.")


def _text_after_block(line: Line) -> Iterator[Mend]:
    """A line that was meant to belong to the text above it, but is indented too little."""
    if not line.after or line.indent >= line.after or _is_structure(line):
        return
    message = "This line is indented less than the text above it, so the text ends before it."
    mend = _mend(line, 0, line.indent, " " * line.after, "yaml/under-indented", message)
    number, indent = line.comment
    if number:  # which YAML skips: a heading, or a line that starts with a number sign
        mend = replace(mend, number=number, end=indent)
    yield replace(mend, below="raised", sure=True)


def _is_structure(line: Line) -> bool:
    """Whether a line below a text is more likely a field or item than a line of the text."""
    if line.start > line.indent and line.colon >= 0:
        return True
    if line.opens_below:
        return True
    if (line.indent, True) in line.levels and _GLUED_ITEM.match(line.text, line.indent):
        return True
    fits = (line.indent, False) in line.levels
    glued = _GLUED.match(line.text, line.start)
    if fits and glued and FIELD.fullmatch(glued["name"]) and not line.goes_on:
        return True
    if not FIELD.fullmatch(line.name) or (line.prose_below and line.written):
        return False
    return not line.goes_on or (fits and line.written[:1] in _OPENS)


def _glued_colon(line: Line) -> Iterator[Mend]:
    found = _GLUED.match(line.text, line.start)
    if not found or line.text.startswith("//", found.end()):
        return
    if line.colon >= 0 and line.colon <= found.end("name"):
        return
    message = f"A plain space is missing after `{found['name']}:`."
    start, end = found.span("colon")
    mend = _mend(line, start, end, ": ", "yaml/space-after-colon", message)
    yield replace(mend, sure=True)


def _glued_dash(line: Line) -> Iterator[Mend]:
    found = _GLUED_DASH.match(line.text, line.indent)
    if found and line.start == line.indent:
        message = "A plain space is missing after the dash."
        mend = _mend(line, line.indent, found.end(), "- ", "yaml/space-after-dash", message)
        yield replace(mend, sure=True)


def _text_beside_header(line: Line) -> Iterator[Mend]:
    """`text: | He said`: the text starts on the line after the sign."""
    found = HEADER.fullmatch(line.written)
    if line.value == line.indent or not (found["text"] if found else line.deeper):
        return
    sign = line.written[:1]
    code, message = "yaml/text-beside-sign", f"After `{sign}` the text starts on the next line."
    name = line.text[line.indent : line.value]
    if found:
        width = line.deeper or line.start + 2 * (line.colon >= 0)
        trial = "|" if line.deeper else in_quotes(line.written)
        mend = _mend(line, line.value, line.end, trial, code, message)
        shown = f"{name}|\n{' ' * (width - line.indent)}{found['text']}"
        fix = f"|\n{' ' * width}{found['text']}"
        yield replace(mend, shown=shown, fix=fix, sure=line.written.startswith("| "))
    elif _UNLIKE_SIGN.fullmatch(line.written):
        yield _mend(line, line.value, line.end, "|", code, message)


def _column(line: Line) -> Iterator[Mend]:
    """A name or dash that stands at no column open above it."""
    dash = line.start > line.indent
    same = [column for column, is_dash in line.levels if is_dash == dash]
    if line.opens or line.indent in same or (line.colon < 0 and not dash):
        return
    what = f"`{line.name}`" if line.name else "this line"
    message = f"The indentation of {what} fits no line above it."
    nearest = [column for column in same if abs(column - line.indent) == 1]
    opens = not line.written or HEADER.fullmatch(line.written)
    proposals = [
        replace(
            _mend(line, 0, line.indent, " " * column, "yaml/indentation", message),
            sure=nearest == [column],
        )
        for column in sorted(same, key=lambda column: (abs(column - line.indent), -column))
    ]
    # what opens a text or fields must stay left of these, unless they are moved with it
    yield from (mend for mend in proposals if not opens or len(mend.text) < line.deeper)
    yield from (replace(mend, below="shifted") for mend in proposals)


def _loose_line(line: Line) -> Iterator[Mend]:
    """A line without a name that is no part of anything: a colon is missing, or it was meant to
    go on with the line above."""
    if line.colon >= 0 or line.start > line.indent or line.after:
        return
    message = "This line has no name before a colon and belongs to nothing above it."
    shown = "If it goes on the line above, indent it further; a part of a text, like the text."
    found = _NO_COLON.match(line.text, line.start)
    if found and (not line.levels or (line.indent, False) in line.levels):
        mended = f"{found['name']}: {line.text[found.end('gap') :].strip()}"
        name, end = f"{found['name']}: ", found.end("gap")
        mend = _mend(line, line.start, end, name, "yaml/loose-line", message)
        yield replace(mend, shown=f"{mended}\n{shown}" if line.levels else mended)
    if line.levels:
        width = max(column for column, _ in line.levels) + 2
        mend = _mend(line, 0, line.indent, " " * width, "yaml/loose-line", message)
        yield replace(mend, shown=shown)
    else:
        mend = _mend(line, 0, len(line.text), "", "yaml/loose-line", message)
        yield replace(mend, shown="Write `name: value`, or delete the line.")


RULES: tuple[Rule, ...] = (
    _directive,
    _tab,
    _text_after_block,
    _text_beside_header,
    _glued_dash,
    value_mends,
    _glued_colon,
    _column,
    _loose_line,
)
