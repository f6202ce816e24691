"""Lines that are indented with tabs, or with spaces that YAML takes for letters.

Who types one tab types many: they are told, and mended, in one go. How wide a tab was meant to
be is found by asking the parser: the first width that lets it get furthest, and leaves no name
without its value.
"""

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.tree import Span
from dateline.problems import Fix, Problem, at
from dateline.read.faults import Fault
from dateline.read.lines import FIELD, MAY_BE_FIELD, Line, structure
from dateline.read.spaces import ODD

WIDTHS = (2, 4, 8, 1, 3)
END = float("inf")
VAGUE = "Use plain spaces: two more than the line above that it belongs to."
MANY = 5000  # lines; in a longer file only the likeliest widths are tried
_INDENT = re.compile(rf" *[\t{ODD}][ \t{ODD}]*")
_SIGN = re.compile(r"[|>][+-]?[1-9]?[+-]?\s*$")
_EITHER = re.compile(r"- (?![a-z_]+:(?: |$))|(?!- |[a-z_]+:)\S[^:]*:(?: |$)")
"""What below a text may be a line of it, or a name or an item of its own."""
_Parser = Callable[[list[str]], Fault | None]


class Even(Struct, frozen=True):
    """A file with plain spaces before its lines, the one problem, and the next fault."""

    lines: list[str]
    problem: Problem
    fault: Fault | None


def evenly(path: str, lines: list[str], parse: _Parser) -> Even | None:
    """The lines with plain spaces before them; None if all have these."""
    if not any(_INDENT.match(line) for line in lines):
        return None
    odd = [line for line in structure(lines) if _INDENT.match(line.text)]
    if not odd:
        return None
    numbers = [line.number - 1 for line in odd]
    widths = WIDTHS if len(lines) < MANY else WIDTHS[:2]
    best, reach, fault = lines, (False, -1.0, 0), None
    for width in widths if any("\t" in _margin(line) for line in odd) else WIDTHS[:1]:
        tried = _with_spaces(lines, odd, width)
        found = parse(tried)
        further = _fits(tried, numbers, found.line if found else END)
        if further > reach:
            best, reach, fault = tried, further, found
    problem = _problem(path, lines, best, numbers)
    doubtful = any(line.after and _EITHER.match(line.text.strip()) for line in odd)
    sure = reach[0] and reach[1] > numbers[-1] and not doubtful
    return Even(best, problem if sure else replace(problem, hint=VAGUE, fix=None), fault)


def _fits(lines: list[str], odd: list[int], end: float) -> tuple[bool, float, int]:
    """How well some lines stand: whether no name above is left without its value (what it is
    given stands further right) and no field is made a line of a text, how far the parser gets,
    and how many of them stand exactly below the innermost name above."""
    numbers = {at + 1 for at in odd}
    found = [line for line in structure(lines) if line.number in numbers]
    empty = any(
        line.opens and line.start == line.indent and line.levels[-1:] >= ((line.indent, False),)
        for line in found
    )
    names = {n for n in numbers if MAY_BE_FIELD.match(lines[n - 1])}
    hidden = not names <= {line.number for line in found}
    beside = sum(line.levels[-1:] == ((line.indent, False),) for line in found)
    return not (empty or hidden), end, beside


def _margin(line: Line) -> str:
    found = _INDENT.match(line.text)
    return found[0] if found else ""


def _with_spaces(lines: list[str], odd: list[Line], width: int) -> list[str]:
    """A copy with plain spaces; what stands right below a text gets the text's indentation."""
    copy, text = list(lines), 0
    for n, line in enumerate(odd):
        near = n > 0 and not any(x.strip() for x in lines[odd[n - 1].number : line.number - 1])
        text = line.after or (text if near else 0)
        margin = re.sub(f"[{ODD}]", " ", _margin(line)).expandtabs(width)
        if line.start > line.indent or FIELD.fullmatch(line.name.strip()):
            text = 0
        bare = line.text[len(_margin(line)) :]
        if re.match(r"- |[a-z_]+:(?: |$)", bare) or line.opens_below:
            text = 0
        known = text > len(margin) or (text > 0 and _goes_on(lines, line.number - 1))
        copy[line.number - 1] = (" " * text if known else margin) + bare
    return copy


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a line of text with plain spaces stands above, so that its indentation is known."""
    above = next((text for text in reversed(lines[:at]) if text.strip()), "")
    return not _INDENT.match(above) and not _SIGN.search(above)


def _problem(path: str, lines: list[str], even: list[str], odd: list[int]) -> Problem:
    first, last = odd[0], odd[-1]
    found = _INDENT.match(lines[first])
    tab = found is not None and "\t" in found[0]
    kind = "a tab" if tab else "a space of another kind (no-break)"
    width = len(even[first]) - len(even[first].lstrip(" "))
    also = {1: "", 2: " So is one more line."}.get(len(odd), f" So are {len(odd) - 1} more lines.")
    message = f"The line is indented with {kind}; only plain spaces indent.{also}"
    hint = f"Indent it with {width} space{'' if width == 1 else 's'}."
    place = Span(first + 1, 1, first + 1, (found.end() if found else 0) + 1)
    text = "\n".join(even[first : last + 1])
    fix = Fix(first + 1, 1, last + 1, len(lines[last]) + 1, text)
    code = "yaml/tab" if tab else "yaml/odd-space"
    return at(path, place, code, message, hint, fix)
