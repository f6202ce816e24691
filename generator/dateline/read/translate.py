"""What YAML's parser says of a file, said in plain sentences.

The parser stops at the first thing it cannot read, often far below the mistake. So: look for a
line that could be meant otherwise (`mends`), mend it in a copy, and ask the parser again. The
mend that lets it get further is the mistake; then on to the next. All mistakes of a file are
found in one go, and every corrected line shown is one that the parser has accepted.
"""

from collections.abc import Iterator

import yaml

from dateline.model.tree import Node, Span
from dateline.problems import Problem
from dateline.read import events
from dateline.read.events import Fault, fault_of
from dateline.read.lines import Line, structure
from dateline.read.mends import Mend, mends
from dateline.read.source import wrong
from dateline.read.spaces import evened, strays

MAX_MISTAKES = 20
SURE = (
    "yaml/backslash",
    "yaml/bracket",
    "yaml/colon",
    "yaml/space-after-colon",
    "yaml/space-after-dash",
    "yaml/special-character",
    "yaml/text-after-quote",
)  # codes whose mend can be nothing else
READ = 1_000_000  # characters, at most, while looking for a file's mistakes: of a large one once


def tree(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The root of a file's text, or None and why."""
    text = evened(text)
    built = events.build(path, text)
    if built.fault is None:
        found = strays(path, text, built.texts)
        return (None, found) if found else (built.root, built.problems)
    search = _Search(path, text)
    mistakes = list(search.mistakes(built.fault))
    if all(mistake.code in SURE for mistake in mistakes):
        built = events.build(path, "\n".join(search.lines))
    mended = {mistake.line for mistake in mistakes}
    return None, [*(p for p in built.problems if p.line not in mended), *mistakes]


class _Search:
    """The search for what is wrong in one file; `lines` is the copy that is mended."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.written = tuple(self.lines)
        self.left = READ

    def mistakes(self, fault: Fault | None) -> Iterator[Problem]:
        """The mistakes of a file, from the fault that the parser reports first."""
        for _ in range(MAX_MISTAKES):
            if fault is None:
                return
            found = self._next(fault)
            if found is None:
                yield self._plain(fault)
                return
            mend, lines, fault = found
            if self._as_written(mend.number - 1) is not None:
                yield self._problem(mend, lines)
            self.lines = lines

    def _next(self, fault: Fault) -> tuple[Mend, list[str], Fault | None] | None:
        """The mend that gets the parser further, the file with it, and the next fault."""
        for line in structure(self.lines):
            if line.number > fault.line + 1:
                return None
            tried = [(mend, self._mended(mend, line)) for mend in mends(line)]
            found = [(mend, lines, then) for mend, lines in tried for then in self._tried(lines)]
            further = [f for f in found if f[2] is None or _is_past(f[2], f[0], fault)]
            if further:
                return max(further, key=lambda f: (f[2] is None, f[2].line if f[2] else 0))
        return None

    def _tried(self, lines: list[str]) -> Iterator[Fault | None]:
        """The fault that the parser finds in a mended file; nothing if it has read enough."""
        self.left -= sum(map(len, lines))
        if self.left >= 0:
            yield self._fault("\n".join(lines))

    def _mended(self, mend: Mend, line: Line) -> list[str]:
        lines = list(self.lines)
        text = lines[mend.number - 1]
        lines[mend.number - 1] = text[: mend.start] + mend.text + text[mend.end :]
        if mend.below == "raised":
            _raise(lines, mend, line)
        elif mend.below == "shifted":
            _shift(lines, mend, line)
        return lines

    def _fault(self, text: str) -> Fault | None:
        try:
            for _ in yaml.parse(text, yaml.CLoader):
                pass
        except yaml.MarkedYAMLError as error:
            return fault_of(error)
        return None

    def _problem(self, mend: Mend, lines: list[str]) -> Problem:
        number = mend.number
        line = self.lines[number - 1]
        if mend.start or mend.text.strip():
            moved = len(line) - len(self.written[number - 1])
            span = Span(number, mend.start - moved + 1, number, mend.end - moved + 1)
            hint = mend.shown or lines[number - 1].strip()
            fix = mend.text if mend.code in SURE and not mend.shown else None
            return wrong(self.path, span, mend.code, mend.message, hint, fix)
        changed = sum(text != before for text, before in zip(lines, self.lines, strict=True))
        more = {1: "", 2: " and the next line"}.get(changed, f" and {changed - 1} lines below it")
        width = len(mend.text)
        how = f"with {width} space{'s' if width > 1 else ''}" if width else ""
        written = self.written[number - 1]
        start = len(written) - len(written.lstrip())
        span = Span(number, start + 1, number, max(start + 1, len(written.rstrip())) + 1)
        hint = mend.shown or (f"Indent it{more} {how}." if how else f"Do not indent it{more}.")
        return wrong(self.path, span, mend.code, mend.message, hint)

    def _as_written(self, line: int) -> str | None:
        """A line as the author wrote it, or None if it has been mended but for its indentation."""
        written = self.written[line]
        return written if written.lstrip() == self.lines[line].lstrip() else None

    def _plain(self, fault: Fault) -> Problem:
        """A fault that no mend explains: where it is, in plain words."""
        code, message, hint, at_context = next(
            (row[1:] for row in _SAYINGS if row[0] in fault.said or row[0] in fault.context),
            ("yaml/syntax", "This line cannot be read as YAML.", "", False),
        )
        place = (
            (fault.context_line, fault.context_column) if at_context else (fault.line, fault.column)
        )
        line = min(place[0], len(self.lines) - 1)
        width = len(self.written[line].rstrip())
        moved = len(self.lines[line]) - len(self.written[line])
        column = min(max(place[1] - moved, 0), width)
        end = max(column + 1, width)
        return wrong(self.path, Span(line + 1, column + 1, line + 1, end + 1), code, message, hint)


def _is_past(then: Fault, mend: Mend, before: Fault) -> bool:
    """Whether a fault is another one than before, and not above the mended line."""
    moved = (then.line, then.column) != (before.line, before.column)
    return moved and then.line >= mend.number


# What the parser says, the code, the sentence, the mend; whether it stands where the context is.
_SAYINGS = (
    ("tab character", "yaml/tab", "A tab stands here; only plain spaces indent.", "", False),
    ("quoted scalar", "yaml/unclosed-quote", "The quotation mark that opens here is not closed.",
     "Close it, or put a text that holds quotation marks in single ones.", True),
    ("while parsing a flow", "yaml/unclosed-bracket",
     "What this bracket opens is not closed, or not divided by commas.", "", True),
    ("could not find expected ':'", "yaml/loose-line",
     "This line has no name before a colon and belongs to nothing above it.",
     "If it is part of a text, indent it like the text.", True),
    ("mapping values are not allowed", "yaml/colon",
     "A colon and a space stand here where no name can be.",
     "Put the whole value in quotes, or check the indentation.", False),
    ("block sequence entries are not allowed", "yaml/dash",
     "An item of a list cannot start here.", "Start it on a line of its own.", False),
    ("block scalar", "yaml/text-beside-sign",
     "After `|` the text starts on the next line.", "", False),
    ("cannot start any token", "yaml/special-character",
     "No value can start with this character.", "Put the value in quotes.", False),
    ("while parsing a block", "yaml/indentation",
     "This does not fit the lines above it.",
     "Check its indentation, and quotation marks and brackets above.", False),
)  # fmt: skip


def _raise(lines: list[str], mend: Mend, line: Line) -> None:
    """Indent the lines below that are indented too little as well, up to a name or item."""
    columns = {column for column, _ in line.levels}
    for at in range(mend.number, len(lines)):
        text = lines[at]
        indent = len(text) - len(text.lstrip(" "))
        if not text.strip() or indent >= len(mend.text):
            continue
        if indent in columns and _starts_field(text):
            return
        lines[at] = mend.text + text.lstrip(" ")


def _shift(lines: list[str], mend: Mend, line: Line) -> None:
    """Move the lines below that are indented like this one or deeper, as far as this one."""
    for at in range(mend.number, len(lines)):
        text = lines[at]
        indent = len(text) - len(text.lstrip(" "))
        if text.strip() and indent < line.indent:
            return
        lines[at] = " " * (indent + len(mend.text) - mend.end) + text.lstrip(" ")


def _starts_field(text: str) -> bool:
    stripped = text.strip()
    name = stripped.removeprefix("- ").partition(":")[0]
    return stripped.startswith("- ") or (name.replace("_", "").isalpha() and name.islower())
