"""What is found in a text while Python-Markdown reads it: references, uses, complaints."""

import re

from dateline.model.prose import Ref
from dateline.prose.marks import unmarked
from dateline.prose.records import Complaint, RawUse, error
from dateline.prose.source import Source

LATE_HEADLINE = (
    "late-headline",
    "A line with one # is the headline, and that must be the first line of the text.",
    "Write ## for a heading inside the text.",
)
INDENTED = (
    "indented",
    "Four spaces at the beginning of a line would print this as code.",
    "Take the spaces off; put code between lines of three backticks.",
)


class Found:
    """The notes of one conversion.

    `brackets` are the offsets of every `[` of the prose; `written` is how the code spans and
    escapes were written that Python-Markdown has put aside, by its numbers. `has_stars`: there
    is emphasis that it gets wrong.
    """

    def __init__(self, source: Source, base: str) -> None:
        self.text = source.text
        self.base = base
        self.brackets: list[int] = []
        self.written: dict[str, str] = {}
        self.refs: list[Ref] = []
        self.uses: list[RawUse] = []
        self.complaints: list[Complaint] = []
        self.has_stars = False
        self._searched: dict[str, int] = {}

    def refer(self, ref: Ref, start: int, end: int) -> str:
        """Notes a reference; its stand-in's address."""
        self.refs.append(ref)
        self.uses.append(RawUse(ref.kind, ref.target, start, end, ref.detail))
        return f"ref:{len(self.refs) - 1}"

    def complain(self, start: int, end: int, code: str, message: str, hint: str = "") -> None:
        """Notes an error; the arguments are those of `records.error`."""
        self.complaints.append(error(start, end, code, message, hint))

    def late_headline(self, line: str) -> None:
        """A heading of the first rank, which only an entry's headline may be."""
        self.at_line(line, *LATE_HEADLINE)

    def long_row(self, line: str) -> None:
        """A table row with more cells than its head."""
        self.at_line(
            line,
            "long-row",
            "This row has more cells than the table's first row, and they would be lost.",
            "Add cells to the first two rows, or write a bar inside a cell as \\|.",
        )

    def indented(self, line: str) -> None:
        """A block that four spaces make code."""
        self.at_line(line, *INDENTED)

    def stars(self, line: str) -> None:
        """Emphasis that Python-Markdown gets wrong; once for a text, since one leads to more."""
        self.has_stars = True
        self.at_line(
            line,
            "stars",
            "Markdown cannot tell where emphasis begins and ends here.",
            "Write \\* for a star, and leave a space between two emphases.",
        )

    def at_line(self, line: str, code: str, message: str, hint: str = "") -> None:
        """Notes an error in a line that Python-Markdown has stripped of its beginning, and whose
        tabs are spaces now.

        Of several equal lines each is meant once, in order.
        """
        words = unmarked(line).strip()
        written = re.compile(r"[^\S\n]+".join(map(re.escape, words.split())))
        found = written.search(self.text, self._searched.get(words, 0))
        found = found or written.search(self.text)
        start, end = found.span() if found else (0, 0)
        self._searched[words] = end
        self.complain(start, end, code, message, hint)


class Current:
    """Whose notes the processors of the one Python-Markdown instance write at the moment."""

    def __init__(self) -> None:
        self.found = Found(Source(""), "")
