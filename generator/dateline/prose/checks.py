"""Mistakes that a text's lines show: what Markdown would change without a word.

Comes in: the lines, and the complaints Python-Markdown's processors made. Goes out: all
complaints in the order of the text, one for each mistake. The rules are the authors' format
("Text.": errors with the mend); Python-Markdown is the meaning behind each.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

from dateline.prose.found import INDENTED, LATE_HEADLINE
from dateline.prose.records import Complaint, error
from dateline.prose.source import UNPRINTABLE, Fence, Line, Source

_PREFIX = re.compile(r"(?: {0,3}> ?)*")
_ITEM = re.compile(r"( *)(?:([-*+])|([0-9]+)\.) +(?=\S)")
_UNDERLINE = re.compile(r"(=|-)\1+ *")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})")
_HASHES = re.compile(r"(#+)(.*)")
_LOST_HASH = re.compile(r"[^\s#\\](#+) *$")
_PLACED_FENCE = re.compile(r" *(`{3,}|~{3,})[^`]*")


class Row(Struct, frozen=True):
    """A line without its `>`: where its content starts, and how deep it is quoted."""

    start: int
    text: str
    depth: int
    item: re.Match[str] | None

    @property
    def blank(self) -> bool:
        """Whether nothing but quotation marks and spaces stands here."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """Spaces before the content."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def number(self) -> int | None:
        """The number of a numbered item."""
        return int(self.item[3]) if self.item and self.item[3] else None

    def whole(self) -> tuple[int, int]:
        """Offsets of the content."""
        return self.start + self.indent, self.start + len(self.text.rstrip())


def check(text: str, source: Source, found: list[Complaint]) -> tuple[Complaint, ...]:
    """Every mistake of the text, `found` among them, in order."""
    rows = [_row(part) if isinstance(part, Line) else part for part in source.parts]
    checks: tuple[Callable[[list[Row | Fence]], Iterator[Complaint]], ...] = (
        _fences,
        _hashes,
        _underlines,
        _lists,
    )
    complaints = [*_unprintable(text)]
    for look in checks:
        complaints += look(rows)
    complaints = list(in_order(complaints))
    complaints += list(_uncovered(found, complaints))
    return in_order(complaints)


def in_order(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Complaints in the order of the text."""
    return tuple(sorted(complaints, key=lambda c: (c.start, c.end, c.code)))


def _unprintable(text: str) -> Iterator[Complaint]:
    """Control characters in the text as the author gave it."""
    for match in UNPRINTABLE.finditer(text):
        yield error(
            match.start(),
            match.end(),
            "unprintable",
            f"A character that cannot be printed stands here (U+{ord(match[0]):04X}).",
            "Delete it.",
        )


def _uncovered(found: list[Complaint], others: list[Complaint]) -> Iterator[Complaint]:
    """Those of which nothing of the same kind, or of the line's list, says the same already. The
    others are in order."""
    for code in dict.fromkeys(complaint.code for complaint in found):
        here = [complaint for complaint in found if complaint.code == code]
        if code not in (f"text/{INDENTED[0]}", f"text/{LATE_HEADLINE[0]}"):
            yield from here
            continue
        near = [c for c in others if c.code in (code, "text/list-indent", "text/hash-word")]
        starts = [complaint.start for complaint in near]
        ends = list(accumulate((complaint.end for complaint in near), max, initial=-1))
        yield from (c for c in here if ends[bisect_right(starts, c.end)] < c.start)


def _row(line: Line) -> Row:
    leading = line.text[: len(line.text) - len(line.text.lstrip(" \t"))]
    text = leading.expandtabs(4) + line.text[len(leading) :].replace("\t", " ")
    prefix = _PREFIX.match(text)
    width = prefix.end() if prefix else 0
    content = text[width:]
    start = line.end - len(content)
    return Row(start, content, text[:width].count(">"), _ITEM.match(content))


def _fences(rows: list[Row | Fence]) -> Iterator[Complaint]:
    for row in rows:
        if isinstance(row, Fence):
            if not row.closed:
                yield error(
                    row.first.start,
                    row.first.end,
                    "open-fence",
                    "This code is never closed, so all that follows would be code.",
                    f"Close it with a line {row.fence}",
                )
        elif _PLACED_FENCE.fullmatch(row.text):
            yield error(
                *row.whole(),
                "fence-place",
                "Code between fences starts at the beginning of a line, outside lists and "
                "quotations, and the first fence names a language or nothing.",
            )


def _hashes(rows: list[Row | Fence]) -> Iterator[Complaint]:
    for row in rows:
        if isinstance(row, Row):
            start, text = _content(row)
            match = _HASHES.fullmatch(text)
            if match is not None and (start == row.start or row.item):
                yield from _hash(start, text, match[1], match[2])


def _hash(start: int, text: str, hashes: str, words: str) -> Iterator[Complaint]:
    end = start + len(text.rstrip())
    if words.strip("# ") == "":
        message = "This heading has no words."
        yield error(start, end, "empty-heading", message, "Write the words behind it.")
    elif not words.startswith(" "):
        other = f"“{hashes} {words}”" if len(hashes) > 1 else f"“## {words}”"
        yield Complaint(
            start,
            end,
            "text/hash-word",
            "A # at the beginning of a line would make the line a heading.",
            f"Write \\{_short(text)} to print it as it is, or {_short(other)} for a heading.",
            "\\" + text.rstrip(),
        )
    elif len(hashes) == 1:
        yield error(start, end, *LATE_HEADLINE)
    lost = _LOST_HASH.search(text)
    if lost and words.strip("# "):
        kept = f"{text[: lost.start(1)]}\\{lost[1]}"
        message = "The # at the end of a heading would be lost."
        yield error(start + lost.start(1), end, "hash-lost", message, f"Write {_short(kept)}")


def _underlines(rows: list[Row | Fence]) -> Iterator[Complaint]:
    for above, row in pairwise(rows):
        if isinstance(above, Row) and isinstance(row, Row) and _UNDERLINE.fullmatch(row.text):
            if above.blank or _RULE.fullmatch(above.text) or above.text.startswith("#"):
                continue
            yield error(
                *row.whole(),
                "underlined",
                "A line like this under text would make the text a heading.",
                f"Write ## {_short(above.text.strip())} for a heading, or leave an empty line "
                "between them.",
            )


def _lists(rows: list[Row | Fence]) -> Iterator[Complaint]:
    state = _ListState()
    for row in rows:
        if isinstance(row, Fence):
            state = _ListState()
        else:
            yield from state.read(row)


class _ListState:
    """Where in lists and paragraphs the reading stands, line by line.

    `above`: the row directly above, none after an empty line. `item`: the item that started
    the block above. `numbers`: the last number of the list at each level of indentation.
    """

    def __init__(self) -> None:
        self.above: Row | None = None
        self.item: Row | None = None
        self.in_list = False
        self.numbers: dict[int, int] = {}

    def read(self, row: Row) -> Iterator[Complaint]:
        """The complaints about a line, in the light of those above it."""
        if row.blank or _RULE.fullmatch(row.text):
            self.above = self.item = None
            if not row.blank:
                self._leave()
            return
        if self.above is not None and row.depth > self.above.depth:
            self.above = self.item = None
            self._leave()
        if row.text.startswith("#"):
            self.above = self.item = None
            self._leave()
            return
        if self.above is None:
            yield from self._start(row)
        elif row.item:
            yield from self._inside(row)
        self.above = row

    def _leave(self) -> None:
        self.in_list = False
        self.numbers = {}

    def _start(self, row: Row) -> Iterator[Complaint]:
        """The first line of a block."""
        if row.indent >= 4 and not self.in_list:
            yield error(*row.whole(), *INDENTED)
        elif row.item is None:
            if row.indent < 4:
                self._leave()
        else:
            if row.indent < 4 and not self.in_list:
                self.numbers = {}
            self.in_list = True
            self.item = row
            yield from self._count(row)

    def _inside(self, row: Row) -> Iterator[Complaint]:
        """An item under a line that is not empty."""
        if self.item is None:
            if not self.in_list and (row.number in (None, 1)):
                self.item = row
                yield _under_paragraph(row)
        elif row.indent >= 4:
            yield from self._count(row)
            self.item = row if row.indent // 4 != self.item.indent // 4 else self.item
        elif 0 < row.indent - self._base() < 4:
            yield _badly_indented(row)
        elif self.item.indent < 4 and (row.number is None) != (self.item.number is None):
            yield _under_paragraph(row)
        else:
            yield from self._count(row)

    def _base(self) -> int:
        return self.item.indent % 4 if self.item else 0

    def _count(self, row: Row) -> Iterator[Complaint]:
        level = row.indent // 4
        self.numbers = {at: last for at, last in self.numbers.items() if at <= level}
        if row.number is None:
            self.numbers.pop(level, None)
            return
        last = self.numbers.get(level)
        self.numbers[level] = (last or 0) + 1
        if last is None and row.number != 1:
            yield _misnumbered(row, "A numbered list must start at 1.")
        elif last is not None and row.number not in (1, last + 1):
            yield _misnumbered(
                row, f"This would print {last + 1} instead of {row.number}: lists count on."
            )


def _under_paragraph(row: Row) -> Complaint:
    start, end = row.whole()
    return Complaint(
        start,
        end,
        "text/list-under-paragraph",
        "A list directly under other text would be printed as part of it.",
        "Put an empty line before it.",
    )


def _badly_indented(row: Row) -> Complaint:
    return error(
        *row.whole(),
        "list-indent",
        "A list inside a list needs four spaces; with fewer it would join the outer one.",
        f"Write {'    ' + _short(row.text.strip())}",
    )


def _misnumbered(row: Row, message: str) -> Complaint:
    dot = row.start + row.text.index(".")
    mend = f"{row.number}\\."
    rest = row.text.partition(".")[2].strip()
    return Complaint(
        row.whole()[0],
        dot + 1,
        "text/list-number",
        message,
        f"Write {_short(f'{mend} {rest}')} to print it as it is.",
        mend,
    )


def _content(row: Row) -> tuple[int, str]:
    """Where the words of a line start, behind the mark of a list item, and what they are."""
    width = row.item.end() if row.item else 0
    return row.start + width, row.text[width:]


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
