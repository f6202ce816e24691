"""What YAML's parser says of a file, said in plain sentences.

The parser stops at the first thing it cannot read, often far below the mistake. So: look for a
line that could be meant otherwise (`mends`), mend it in a copy, and ask the parser again. The
mend that lets it get further is the mistake; then on to the next. All mistakes of a file are
found in one go, and every corrected line shown is one that the parser has accepted.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.names import register_name
from dateline.model.tree import Node, Span
from dateline.problems import Fix, Problem, at, instead
from dateline.read import events
from dateline.read.faults import Fault, fault_in
from dateline.read.indentation import Even, evenly
from dateline.read.lines import MAY_BE_FIELD, Line, structure, width_of
from dateline.read.mend import Mend
from dateline.read.mends import mends
from dateline.read.places import as_written, said_of
from dateline.read.source import wrong
from dateline.read.spaces import BLANKS, evened, has_odd, strays

MAX_MISTAKES = 20
_FIELD = re.compile(r" *(?:- |-?[a-z_]+:(?:\S| |$))")
_OPENS = re.compile(r" *[^:]+:(?: [|>][+-]?)? *")
LARGE = 200_000  # characters; of a larger file only what is wrong as YAML is told
READ = 1_000_000  # characters, at most, while looking for a file's mistakes: of a large one once


def tree(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The root of a file's text, or None and why."""
    odd = has_odd(text)
    text = evened(text) if odd else text
    built = events.build(path, text)
    even = evenly(path, text.split("\n"), _fault_of) if odd else None
    if built.fault is None and even is None:
        found = strays(path, text, built.texts) if odd else []
        return (None, found) if found else (built.root, built.problems)
    search = _Search(path, text)
    mistakes = list(search.mistakes(built.fault, even))
    root, more = None, built.problems
    # what a register lacks would be missed in every briefing
    known = all(mistake.fix for mistake in mistakes) and not register_name(path)
    if known and len(text) < LARGE:
        built = events.build(path, "\n".join(search.lines))
        stray = strays(path, "\n".join(search.lines), built.texts) if odd else []
        if built.root and not stray:
            root = as_written(built.root, search.lines, search.written)
        more = [said_of(p, search.lines, search.written) for p in (*built.problems, *stray)]
    mended = {mistake.line for mistake in mistakes}
    return root, [*(problem for problem in more if problem.line not in mended), *mistakes]


class _Search:
    """The search for what is wrong in one file; `lines` is the copy that is mended."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.written = tuple(self.lines)
        self.size = len(text)
        self.left = max(READ, self.size)

    def mistakes(self, fault: Fault | None, even: Even | None) -> Iterator[Problem]:
        """The mistakes of a file, from the fault that the parser reports first; `even` is the
        file with plain spaces before its lines, if they are others. A fix rests on all above it
        being understood: below a mistake that may be meant otherwise there is none."""
        sure = True
        if even:
            self.lines, fault = even.lines, even.fault
            yield even.problem
        for _ in range(MAX_MISTAKES):
            if fault is None:
                return
            found = self._next(fault)
            if found is None:
                yield self._plain(fault)
                return
            mend, lines, fault = found
            if self._is_as_written(mend):
                problem = self._problem(mend, lines)
                sure = sure and problem.fix is not None
                yield problem if sure else replace(problem, fix=None)
            self.lines = lines

    def _next(self, fault: Fault) -> tuple[Mend, list[str], Fault | None] | None:
        """The mend that gets the parser further, the file with it, and the next fault."""
        for line in structure(self.lines):
            if line.number > fault.line + 1 or self.left < self.size:
                return None
            further = [f for f in self._tried(line) if self._is_past(fault, *f)]
            if further:
                return max(further, key=lambda f: (f[2] is None, f[2].line if f[2] else 0))
        return None

    def _tried(self, line: Line) -> Iterator[tuple[Mend, list[str], Fault | None]]:
        """Every mend of a line with the file as it would be, and the fault that the parser then
        finds; no more of them when it has read enough."""
        for mend in mends(line):
            if self.left < self.size:
                return
            self.left -= self.size
            lines = self._mended(mend, line)
            yield mend, lines, _fault_of(lines)

    def _is_past(self, before: Fault, mend: Mend, lines: list[str], then: Fault | None) -> bool:
        """Whether the parser gets further: to another fault, not above the mended place, and on
        the same line to one with less of the line after it."""
        if then is None:
            return True
        if (then.line, then.column) == (before.line, before.column):
            return False
        if then.line == before.line == mend.number - 1:
            left = len(self.lines[before.line]) - before.column
            if len(lines[then.line]) - then.column >= left:
                return False
        end = mend.start + len(mend.text)
        return (then.line, then.column) >= (mend.number - 1, end)

    def _mended(self, mend: Mend, line: Line) -> list[str]:
        lines = list(self.lines)
        text = lines[mend.number - 1]
        lines[mend.number - 1] = text[: mend.start] + mend.text + text[mend.end :]
        if mend.below == "raised":
            _raise(lines, mend, line)
        elif mend.below == "shifted":
            _shift(lines, mend, line)
        elif mend.below == "closed":
            last = line.number + line.runs - 1
            lines[last] = lines[last].rstrip(" ,") + mend.closing
        return lines

    def _problem(self, mend: Mend, lines: list[str]) -> Problem:
        if not mend.start and not mend.text.strip():
            return self._indented(mend, lines)
        number = mend.number
        moved = len(self.lines[number - 1]) - len(self.written[number - 1])
        span = Span(number, mend.start - moved + 1, number, mend.end - moved + 1)
        hint = mend.shown or lines[number - 1].strip()
        fix = instead(span, mend.fix or mend.text) if mend.sure else None
        return at(self.path, span, mend.code, mend.message, hint, fix)

    def _indented(self, mend: Mend, lines: list[str]) -> Problem:
        """The problem of a line, and of some below it, that need another indentation."""
        number, width = mend.number, len(mend.text)
        changed = [n for n, text in enumerate(lines) if text != self.lines[n]]
        more = len(changed) - 1
        also = f" and {more} lines below it" if more > 1 else " and the next line" * more
        how = f"Indent it{also} with {width} space{'s' if width > 1 else ''}."
        hint = mend.shown or (how if width else f"Do not indent it{also}.")
        written = self.written[number - 1]
        start = len(written) - len(written.lstrip())
        span = Span(number, start + 1, number, max(start + 1, len(written.rstrip())) + 1)
        # what may be a field is never made a part of a text without a word from its author
        doubtful = mend.below == "raised" and any(self._may_be_a_name(n) for n in changed)
        fix = self._indentation(changed, lines) if mend.sure and not doubtful else None
        return at(self.path, span, mend.code, mend.message, hint, fix)

    def _may_be_a_name(self, at: int) -> bool:
        """Whether a line looks like a field, or like a name with something of its own below."""
        text, below = self.written[at], self.written[at + 1 : at + 2]
        opens = text.rstrip().endswith(":") and any(width_of(x) > width_of(text) for x in below)
        return bool(MAY_BE_FIELD.match(text)) or opens

    def _indentation(self, changed: list[int], lines: list[str]) -> Fix | None:
        """The edit from the first to the last of the lines whose indentation is changed.
        None if one of them starts with `#`: it may be a comment."""
        first, last = changed[0], changed[-1]
        written = [self.written[n] for n in range(first, last + 1)]
        if any(text.lstrip().startswith("#") for text in written):
            return None
        margins = [lines[n][: width_of(lines[n])] for n in range(first, last + 1)]
        text = "\n".join(
            margin + line.lstrip(BLANKS) for margin, line in zip(margins, written, strict=True)
        )
        return Fix(first + 1, 1, last + 1, len(written[-1]) + 1, text)

    def _is_as_written(self, mend: Mend) -> bool:
        """Whether the place of a mend is as the author wrote it; left of it, the line may have
        been mended already."""
        now, written = self.lines[mend.number - 1], self.written[mend.number - 1]
        return now == written or (mend.start > 0 and written.endswith(now[mend.start :]))

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


def _fault_of(lines: list[str]) -> Fault | None:
    return fault_in("\n".join(lines))


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
    near = {column + off for column in columns for off in (-1, 0, 1)}
    for n in range(mend.number, len(lines)):
        text = lines[n]
        indent = width_of(text)
        if not text.strip() or indent >= len(mend.text):
            continue
        below = next((text for text in lines[n + 1 :] if text.strip()), "")
        if (indent in near and _starts_field(text)) or (
            indent in columns and _OPENS.fullmatch(text) and _goes_deeper(below, indent)
        ):
            return
        lines[n] = mend.text + text.lstrip(" ")


def _goes_deeper(below: str, indent: int) -> bool:
    """Whether a line stands below a name, and is a name or item itself."""
    return width_of(below) > indent and _starts_field(below)


def _shift(lines: list[str], mend: Mend, line: Line) -> None:
    """Move the lines below that are indented like this one or deeper, as far as this one."""
    for n in range(mend.number, len(lines)):
        text = lines[n]
        indent = width_of(text)
        if not text.strip():
            continue
        if indent < line.indent:
            return
        lines[n] = " " * (indent + len(mend.text) - mend.end) + text.lstrip(" ")


def _starts_field(text: str) -> bool:
    return bool(_FIELD.match(text))
