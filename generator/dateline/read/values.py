"""What an author most likely meant by a name or value that YAML cannot read: mostly, quotes.

A line is cut into pieces: its name, its value, and, where the value is written in `{…}` or
`[…]`, each part of that. The same rules look at every piece, and propose how it should stand.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.values.words import in_quotes
from dateline.read.lines import HEADER, Line
from dateline.read.mend import Mend

_ELIDED = re.compile(r"'(?:t(?:is|was)\b|til\b|em\b|cause\b|[0-9])", re.IGNORECASE)
_CURLY = "“”„‘’"
_CLOSED = r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^][]*\]"""
_PART = re.compile(
    rf"\s*(?:(?P<name>[^\s,:][^,:]*?)\s*:(?:\s+|(?=[\"'])))?"
    rf"(?P<value>(?:{_CLOSED})(?=\s*(?:,|$))|.*?)\s*(?:,\s*(?=[A-Za-z_]+:(?:\s|$))|,?\s*$)"
)
_ITEM = re.compile(rf"\s*(?P<value>(?:{_CLOSED})(?=\s*(?:,|$))|[^,]*?)\s*(?:,|$)")
_MEANINGS = {
    "@": "is reserved", "`": "is reserved", "%": "is reserved", "*": "refers to another place",
    "&": "marks a place", "!": "names a type", ",": "separates items", "]": "closes a list",
    "}": "closes a mapping", "|": "starts a text on the next line",
    ">": "starts a text on the next line", "-": "starts an item of a list",
    "?": "starts a name", ":": "ends a name", "#": "starts a comment",
}  # fmt: skip


class Piece(Struct, frozen=True):
    """Characters `start` to `end` (from 0) of a line, to be read as one text.

    `what` is how messages name it; `around` the bracket that it stands in, or `""`.
    """

    line: Line
    start: int
    end: int
    what: str
    around: str = ""

    @property
    def written(self) -> str:
        """The piece as it stands in the file."""
        return self.line.text[self.start : self.end]

    @property
    def subject(self) -> str:
        """Its name at the beginning of a sentence."""
        return "T" + self.what[1:]

    def instead(self, text: str, code: str, message: str, sure: bool = True) -> Mend:
        """The proposal to write it in another way."""
        return Mend(
            number=self.line.number,
            start=self.start,
            end=self.end,
            text=text,
            code=code,
            message=message,
            sure=sure,
        )

    @property
    def goes_on(self) -> bool:
        """Whether lines below seem to belong to it."""
        return self.line.runs > 0 and self.end == self.line.end

    def closed_below(self, text: str, sign: str, code: str, message: str) -> Mend:
        """The proposal to close what it opens on the last line that goes on with it."""
        last = self.line.number + self.line.runs
        shown = f"Close it with `{sign}` at the end of line {last}."
        mend = self.instead(text, code, message, sure=False)
        return replace(mend, shown=shown, closing=sign, below="closed")

    def in_quotes(self, code: str, message: str) -> Mend:
        """The proposal to put all of it in quotes."""
        return self.instead(in_quotes(self.written), code, message)


def value_mends(line: Line) -> Iterator[Mend]:
    """All proposals for the names and values on a line, the likeliest first."""
    for piece in _pieces(line):
        if piece.written[:1] in ("'", '"'):
            yield from _quotes(piece)
        else:
            for rule in (_brackets, _special_start, _inside_brackets, _colon):
                yield from rule(piece)


def _pieces(line: Line) -> Iterator[Piece]:
    if line.colon >= 0:
        end = line.start + len(line.text[line.start : line.colon].rstrip())
        yield Piece(line, line.start, end, "this name")
    parts = _parts(line)
    first = next(parts, None)
    if first:
        yield first
        yield from parts
    if not first or first.around == "[":
        yield Piece(line, line.value, line.end, _of(line.name))


def _parts(line: Line) -> Iterator[Piece]:
    """The values inside `{…}` or `[…]`, if that is what the line's value is."""
    sign, end = line.written[:1], len(line.text.rstrip())
    if sign not in ("{", "["):
        return
    if not line.text.endswith({"{": "}", "[": "]"}[sign], 0, end):
        end = line.end
    if not line.text.endswith({"{": "}", "[": "]"}[sign], 0, end):
        return
    at, rule = line.value + 1, _PART if sign == "{" else _ITEM
    while at < end - 1:
        found = rule.match(line.text, at, end - 1)
        if not found or found.end() == at or (sign == "{" and not found["name"]):
            return
        name = found["name"] if sign == "{" else ""
        yield Piece(line, *found.span("value"), _of(name), sign)
        at = found.end()


def _of(name: str) -> str:
    name = name.strip("\"'")
    return f"the value of `{name}`" if name and len(name) <= 40 else "this value"


def _quotes(piece: Piece) -> Iterator[Mend]:
    """What starts with a quotation mark but is no text in quotes."""
    written = piece.written
    sign = written[:1]
    end = _closing(written)
    if end == len(written) - 1 and piece.goes_on:
        message = f"{piece.subject} goes on after the closing quotation mark."
        mend = piece.closed_below(written[:-1], sign, "yaml/text-after-quote", message)
        yield replace(mend, shown="Write all of it on one line, in quotes of the other kind.")
    elif 0 < end < len(written) - 1 and (inner := _between(written)):
        held = "an apostrophe" if sign == "'" else "a quotation"
        message = f"{piece.subject} stands in quotation marks that {held} in it ends."
        yield piece.instead(in_quotes(inner), "yaml/text-after-quote", message)
    elif 0 < end < len(written) - 1:
        message = f"{piece.subject} goes on after the closing quotation mark."
        mend = piece.in_quotes("yaml/text-after-quote", message)
        yield replace(mend, sure=not piece.goes_on)
    elif end < 0:
        yield from _unclosed(piece, sign)
    elif sign == '"' and "\\" in written:
        message = "In double quotation marks a backslash means something else in YAML."
        single = "'" + written[1:-1].replace("'", "''") + "'"
        yield piece.instead(single, "yaml/backslash", message)


def _between(written: str) -> str:
    """A text without the marks round the whole of it, if what ends them too early is an apostrophe
    or the beginning of a quotation; empty if the marks may be the text's own."""
    sign, inner = written[0], written[1:-1]
    if written[-1] != sign:
        return ""
    is_inside = r"(?<=\w)'(?=\w)" if sign == "'" else r'(?:(?<=[\s(])"[^"]*"(?!\w))'
    return "" if sign in re.sub(is_inside, "", inner) else inner


def _unclosed(piece: Piece, sign: str) -> Iterator[Mend]:
    code, written = "yaml/unclosed-quote", piece.written
    message = f"The quotation mark that opens {piece.what} is never closed."
    sure = piece.line.colon >= 0 or ": " not in written
    if _ELIDED.match(written):
        yield replace(piece.in_quotes(code, message), sure=sure)
    if written[-1] in _CURLY:
        message = f"The quotation mark that opens {piece.what} is closed by another kind of mark."
        written = written[:-1]
    if piece.goes_on:
        yield piece.closed_below(written, sign, code, message)
    if len(written) > 1 and _closing(written + sign) > 0:  # a backslash would eat the mark
        yield piece.instead(written + sign, code, message, sure)
    yield piece.in_quotes(code, message)


def _closing(written: str) -> int:
    """The place of the mark that closes the one a value starts with, or -1."""
    sign = written[0]
    body = r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'(?:[^']|'')*'"
    found = re.match(body, written)
    return found.end() - 1 if found else -1


def _brackets(piece: Piece) -> Iterator[Mend]:
    written = piece.written
    if written[:1] not in ("[", "{"):
        return
    closing, kind = {"[": ("]", "a list"), "{": ("}", "a mapping")}[written[0]]
    if closing not in written:
        message = f"The `{written[0]}` that opens {piece.what} is never closed."
        if piece.goes_on:
            yield piece.closed_below(written, closing, "yaml/unclosed-bracket", message)
        bare = written.rstrip(" ,")
        if piece.what != "this name" and ("," in bare or re.fullmatch(r"\[[\w-]+", bare)):
            yield piece.instead(bare + closing, "yaml/unclosed-bracket", message, sure=False)
    message = f"{piece.subject} starts with `{written[0]}`, which YAML reads as {kind}."
    mend = piece.in_quotes("yaml/bracket", message)
    yield replace(mend, sure=closing in written)


def _special_start(piece: Piece) -> Iterator[Mend]:
    sign = piece.written[:1]
    if sign not in _MEANINGS or (not piece.around and HEADER.fullmatch(piece.written)):
        return
    shown = "a backtick" if sign == "`" else f"`{sign}`"
    kind = "name" if piece.what == "this name" else "value"
    message = f"A {kind} cannot start with {shown}, which in YAML {_MEANINGS[sign]}."
    mend = piece.in_quotes("yaml/special-character", message)
    # before a field's name, the sign is rather a slip than meant
    is_item = piece.line.start > piece.line.indent
    yield replace(mend, sure=kind == "value" or (is_item and sign in "@`%*&!"))


def _inside_brackets(piece: Piece) -> Iterator[Mend]:
    """A value inside `{…}` that holds what ends it there."""
    found = re.search(r"[][{}]| #", piece.written) if piece.around == "{" else None
    if found:
        message = f"{piece.subject} holds `{found[0].strip()}`; inside `{{…}}` it must be quoted."
        yield piece.in_quotes("yaml/bracket", message)


def _colon(piece: Piece) -> Iterator[Mend]:
    if re.search(r":(?:[ \t]|$)", piece.written):
        message = f"{piece.subject} holds a colon, so it must stand in quotes."
        if piece.written[0] in _CURLY:
            message = f"{piece.subject} holds a colon, and curly quotation marks do not protect it."
        yield piece.in_quotes("yaml/colon", message)
