"""Mistakes as values: what a stage found wrong in what an author wrote.

A stage never raises, prints or logs for a writer's mistake: it returns `Problem`s beside its
result. Only `session` raises, once, with all of them (`BuildFailed`).
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Protocol

from msgspec import Struct

from dateline.problems.codes import ERRORS, MEANINGS, WARNINGS, Severity, severity_of

__all__ = [
    "ERRORS",
    "MEANINGS",
    "WARNINGS",
    "BuildFailed",
    "Fix",
    "Place",
    "Problem",
    "Refused",
    "Severity",
    "Unprintable",
    "at",
    "at_a_glance",
    "at_top",
    "caret",
    "errors",
    "in_order",
    "instead",
    "severity_of",
    "told",
]


class Fix(Struct, frozen=True):
    """A text edit that mends a problem and cannot change what the author meant: a stretch of the
    file, counted as in `Problem`, and what to put there instead."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Problem(Struct, frozen=True):
    """One mistake, said in one sentence.

    `path` is relative to the authors' folder (`docs_dir`), with `/`. Lines and columns count
    from 1, in characters; `end_column` is the column after the last character meant.
    `code` is the readable slug under which the problem is documented (`entry/unknown-key`).
    `hint` is the mend, in words or as the corrected line. Some hold only `until` a time: what
    says so need not look at the clock.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    fix: Fix | None = None
    until: datetime | None = None


class Place(Protocol):
    """Anything that says where it stands, as a span of a file does."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...
    @property
    def end_column(self) -> int: ...


def at(
    path: str,
    place: Place,
    code: str,
    message: str,
    hint: str = "",
    fix: Fix | None = None,
) -> Problem:
    """A problem at a place of a file."""
    return Problem(path, *ends(place), code, severity_of(code), message, hint, fix)


def at_top(path: str, code: str, message: str, hint: str = "") -> Problem:
    """A problem of a whole file."""
    return Problem(path, 1, 1, 1, 2, code, severity_of(code), message, hint)


def instead(place: Place, text: str) -> Fix:
    """The edit that puts another text in a place."""
    return Fix(*ends(place), text)


def ends(place: Place) -> tuple[int, int, int, int]:
    """Where a place begins and ends."""
    return place.line, place.column, place.end_line, place.end_column


GLANCE = 20
"""How many warnings a build shows."""
WIDTH = 160
"""How many characters of a source line a message shows."""


class BuildFailed(Exception):
    """A build stopped because of what authors wrote. Raised only in `session`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Refused(Exception):
    """A command was used in a way that could do harm; its text says why and what to do."""


class Unprintable(Refused):
    """A template cannot make a page; its text says which and where, and for which page."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line, column and code, each once: a total order."""
    unique = set(problems)
    return tuple(
        sorted(unique, key=lambda p: (p.path, p.line, p.column, p.code, p.message, p.severity))
    )


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(p for p in problems if p.severity == "error")


def at_a_glance(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], int]:
    """What a build shows: all that stop it, and of many warnings the last, which are the newest
    days'; and how many it leaves out. An archive of ten years has thousands."""
    found = tuple(problems)
    mild = sum(problem.severity != "error" for problem in found)
    left_out = max(0, mild - GLANCE)
    passed = count(1)
    shown = (p for p in found if p.severity == "error" or next(passed) > left_out)
    return tuple(shown), left_out


def told(problem: Problem, path: str, line: str) -> tuple[str, ...]:
    """A problem in plain lines: what is wrong and where, the source line with marks under the
    place, and the mend. `path` is the file as the reader of the message sees it."""
    place = f"{path}:{problem.line}:{problem.column}" if problem.path else path
    head = f"{place}: {problem.severity}: {problem.message} [{problem.code}]"
    shown, marks = clipped(line, caret(line, problem), problem.column - 1)
    source = (f"    {shown}", f"    {marks}") if line else ()
    return (head, *source, *(f"    {hint}" for hint in problem.hint.splitlines()))


def clipped(line: str, marks: str, at: int) -> tuple[str, str]:
    """A very long line round a place, and the marks below it."""
    if len(line) <= WIDTH:
        return line, marks
    start = max(0, min(at - WIDTH // 3, len(line) - WIDTH))
    end = start + WIDTH
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}", f"{' ' * len(before)}{marks[start:end]}"


def caret(line: str, problem: Problem) -> str:
    """The marks under a source line; tabs stay tabs, so that they stand below their words."""
    last = problem.end_column if problem.end_line == problem.line else len(line) + 1
    lead = "".join("\t" if c == "\t" else " " for c in line[: problem.column - 1])
    return lead + "^" * max(1, min(last, len(line) + 1) - problem.column)
