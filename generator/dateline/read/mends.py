"""What an author most likely meant by a line that YAML cannot read: the table of mends.

Each rule looks at one line and proposes how it should stand. A rule may be wrong about a line;
`translate` believes only the mend that lets the parser get past it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.read.lines import Line
from dateline.read.quoting import quoted
from dateline.read.spaces import ODD

_INDENT = re.compile(rf" *[\t{ODD}][ \t{ODD}]*")
_HEADER = re.compile(r"[|>][+-]?[1-9]?[+-]?(?:[ \t]+(?P<text>[^\s#].*))?")
_ELIDED = re.compile(r"'(?:t(?:is|was)\b|til\b|em\b|cause\b|[0-9])", re.IGNORECASE)
_GLUED = re.compile(rf"(?P<name>[A-Za-z_][\w-]*)(?P<colon>:[\t{ODD}]*|：\s*)(?=\S)")
_FIELD = re.compile(r"[a-z_]+")
_MEANINGS = {
    "@": "is reserved", "`": "is reserved", "%": "is reserved", "*": "refers to another place",
    "&": "marks a place", "!": "names a type", ",": "separates items", "]": "closes a list",
    "}": "closes a mapping", "|": "starts a text on the next line",
    ">": "starts a text on the next line", "-": "starts an item of a list",
    "?": "starts a name", ":": "ends a name", "#": "starts a comment",
}  # fmt: skip


class Mend(Struct, frozen=True, kw_only=True):
    """Characters `start` to `end` (from 0) of a line, and what should stand there instead.

    `shown` is the mend as the author should write it, where that is not the mended line.
    Where the mend is an indentation, `below` says which lines below get it too: those that are
    indented less (`raised`), or all that hang on this one (`shifted`).
    """

    number: int
    start: int
    end: int
    text: str
    code: str
    message: str
    shown: str = ""
    below: Literal["", "raised", "shifted"] = ""


Rule = Callable[[Line], Iterator[Mend]]


def mends(line: Line) -> Iterator[Mend]:
    """All proposals for a line, the likeliest first."""
    for rule in RULES:
        yield from rule(line)


def _mend(line: Line, start: int, end: int, text: str, code: str, message: str) -> Mend:
    return Mend(number=line.number, start=start, end=end, text=text, code=code, message=message)


def _of(line: Line) -> str:
    """How messages name a line's value."""
    name = line.name
    return f"the value of `{name}`" if name and len(name) <= 40 else "this value"


def _as_subject(line: Line) -> str:
    return "T" + _of(line)[1:]


def _odd_indentation(line: Line) -> Iterator[Mend]:
    found = _INDENT.match(line.text)
    if not found:
        return
    kind = "a tab" if "\t" in found[0] else "a space of another kind (no-break)"
    code = "yaml/tab" if "\t" in found[0] else "yaml/odd-space"
    message = f"The line is indented with {kind}; only plain spaces indent."
    columns = [column for column, _ in line.levels]
    widths = [len(found[0]), len(found[0].replace("\t", "  ")), *reversed(columns)]
    for width in dict.fromkeys([line.after, *widths] if line.after else widths):
        yield _mend(line, 0, found.end(), " " * width, code, message)


def _tab(line: Line) -> Iterator[Mend]:
    if "\t" in line.text[line.indent :]:
        at = line.text.index("\t", line.indent)
        message = "A tab stands here; YAML wants plain spaces."
        mend = _mend(line, at, at + 1, " ", "yaml/tab", message)
        yield replace(mend, shown="Use plain spaces.")


def _text_after_block(line: Line) -> Iterator[Mend]:
    """A line that was meant to belong to the text above it, but is indented too little."""
    if not line.after or line.indent >= line.after:
        return
    if _FIELD.fullmatch(line.name) and not line.goes_on:
        return
    if line.start > line.indent and line.colon >= 0:
        return
    message = "This line is indented less than the text above it, so the text ends before it."
    mend = _mend(line, 0, line.indent, " " * line.after, "yaml/under-indented", message)
    yield replace(mend, below="raised")


def _glued_colon(line: Line) -> Iterator[Mend]:
    found = _GLUED.match(line.text, line.start)
    if not found or line.text.startswith("//", found.end()):
        return
    if line.colon >= 0 and line.colon <= found.end("name"):
        return
    message = f"A plain space is missing after `{found['name']}:`."
    start, end = found.span("colon")
    yield _mend(line, start, end, ": ", "yaml/space-after-colon", message)


def _glued_dash(line: Line) -> Iterator[Mend]:
    if re.match(r"-[^\s-]", line.text[line.indent :]) and line.start == line.indent:
        message = "A space is missing after the dash."
        yield _mend(line, line.indent, line.indent + 1, "- ", "yaml/space-after-dash", message)


def _name_in_quotes(line: Line) -> Iterator[Mend]:
    """`@sana: He said`: the name, not the value, starts with a sign."""
    sign = line.text[line.start : line.start + 1]
    if line.colon > line.start and sign in "@`%*&![{|>?,":
        name = line.text[line.start : line.colon].rstrip()
        end = line.start + len(name)
        message = f"A name cannot start with {_sign(sign)} unless it is in quotes."
        yield _mend(line, line.start, end, quoted(name), "yaml/special-character", message)


def _text_beside_header(line: Line) -> Iterator[Mend]:
    """`text: | He said`: the text starts on the line after the sign."""
    found = _HEADER.fullmatch(line.written)
    if not found or not found["text"] or line.colon < 0:
        return
    message = f"After `{line.written[0]}` the text starts on the next line, indented."
    mend = _mend(line, line.value, line.end, quoted(line.written), "yaml/text-beside-sign", message)
    head = line.text[line.start : line.value] + line.written[0]
    shown = f"{head}\n{' ' * 2}{found['text']}"
    yield replace(mend, shown=shown)


def _quotes(line: Line) -> Iterator[Mend]:
    """A value that starts with a quotation mark but is no text in quotes."""
    written = line.written
    sign = written[:1]
    if not sign or sign not in "\"'" or len(written) < 2:
        return
    end = _closing(written)
    if 0 < end < len(written) - 1:
        message = f"{_as_subject(line)} goes on after the closing quotation mark."
        yield _whole(line, "yaml/text-after-quote", message)
    elif end < 0:
        message = f"The quotation mark that opens {_of(line)} is never closed."
        if _ELIDED.match(written):
            yield _whole(line, "yaml/unclosed-quote", message)
        yield _mend(line, line.value, line.end, written + sign, "yaml/unclosed-quote", message)
        yield _whole(line, "yaml/unclosed-quote", message)
    elif sign == '"' and "\\" in written:
        message = "In double quotation marks a backslash means something else in YAML."
        single = "'" + written[1:-1].replace("'", "''") + "'"
        yield _mend(line, line.value, line.end, single, "yaml/backslash", message)


def _closing(written: str) -> int:
    """The place of the mark that closes the one a value starts with, or -1."""
    sign = written[0]
    body = r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'(?:[^']|'')*'"
    found = re.match(body, written)
    return found.end() - 1 if found else -1


def _brackets(line: Line) -> Iterator[Mend]:
    written = line.written
    if written[:1] not in ("[", "{"):
        return
    kind = "a list" if written[0] == "[" else "a mapping"
    message = f"{_as_subject(line)} starts with `{written[0]}`, which YAML reads as {kind}."
    whole = _whole(line, "yaml/bracket", message)
    closing = {"[": "]", "{": "}"}[written[0]]
    if closing not in written and "," in written:
        message = f"The `{written[0]}` that opens {_of(line)} is never closed."
        code = "yaml/unclosed-bracket"
        yield _mend(line, line.value, line.end, written + closing, code, message)
    yield whole


def _special_start(line: Line) -> Iterator[Mend]:
    sign = line.written[:1]
    if sign not in _MEANINGS or _HEADER.fullmatch(line.written):
        return
    message = f"A value cannot start with {_sign(sign)}, which in YAML {_MEANINGS[sign]}."
    yield _whole(line, "yaml/special-character", message)


def _sign(sign: str) -> str:
    return "a backtick" if sign == "`" else f"`{sign}`"


def _colon_in_value(line: Line) -> Iterator[Mend]:
    if re.search(r":(?:[ \t]|$)", line.written):
        message = f"{_as_subject(line)} holds a colon, so it must stand in quotes."
        yield _whole(line, "yaml/colon", message)


def _whole(line: Line, code: str, message: str) -> Mend:
    """The whole value in quotes."""
    return _mend(line, line.value, line.end, quoted(line.written), code, message)


def _column(line: Line) -> Iterator[Mend]:
    """A name or dash that stands at no column open above it."""
    dash = line.start > line.indent
    same = [column for column, is_dash in line.levels if is_dash == dash]
    if line.opens or line.indent in same or (line.colon < 0 and not dash):
        return
    what = f"`{line.name}`" if line.name else "this line"
    message = f"The indentation of {what} fits no line above it."
    for column in sorted(same, key=lambda column: (abs(column - line.indent), -column)):
        mend = _mend(line, 0, line.indent, " " * column, "yaml/indentation", message)
        yield mend
        yield replace(mend, below="shifted")


def _loose_line(line: Line) -> Iterator[Mend]:
    """A line without a name that is no part of anything: most likely the line above goes on."""
    if line.colon >= 0 or line.start > line.indent or line.after or not line.levels:
        return
    message = "This line has no name before a colon and belongs to nothing above it."
    columns = [column for column, _ in line.levels]
    width = max(columns) + 2
    mend = _mend(line, 0, line.indent, " " * width, "yaml/loose-line", message)
    shown = "If it goes on the line above, indent it further; a part of a text, like the text."
    yield replace(mend, shown=shown)


RULES: tuple[Rule, ...] = (
    _odd_indentation,
    _tab,
    _text_after_block,
    _name_in_quotes,
    _text_beside_header,
    _quotes,
    _brackets,
    _special_start,
    _colon_in_value,
    _glued_colon,
    _glued_dash,
    _column,
    _loose_line,
)
