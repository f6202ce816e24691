"""A paragraph read for its weekdays: its sentences and their clauses, its quotations, its years.

In: a text and its language's calendar. Whatever is asked of it is found once, and only then: most
weekdays are judged by a few words beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dateline.prose.calendars import WORD, Calendar, Cues, Token
from dateline.prose.quotation import quoted
from dateline.prose.sentences import spans

SHORT = 4
"""A clause of no more words is an adverb, such as “Late on Friday,”: the next one has its verb."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_SEMICOLON = re.compile("[;؛]")
_COMMA = re.compile(r"[,،:()—–]|\s--?\s")


class Clause(NamedTuple):
    """A stretch of a sentence, with its words."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def is_short(self) -> bool:
        """Whether it is but an adverb."""
        return len(self.tokens) <= SHORT

    def first(self, cues: Cues) -> int:
        """Where the first of some cues stands; the clause's end if it has none."""
        return cues.first(self.text, self.end, self.tokens)

    def has(self, cues: Cues) -> bool:
        """Whether it has one of some cues."""
        return self.first(cues) < self.end

    def tells(self, start: int, end: int, calendar: Calendar) -> bool:
        """Whether a stretch of it has a verb of saying: what follows is another's clause."""
        return any(start <= at < end and word in calendar.telling for at, word in self.tokens)


class Paragraph:
    """A paragraph, and what is to be known of it. `text` is its own words: what stands in
    quotation marks is `covered`, with spaces in its place, and says nothing of when it was said."""

    def __init__(self, text: str, calendar: Calendar) -> None:
        self.covered = quoted(text).covers(len(text))
        self.text = uncovered(text, self.covered)
        self.calendar = calendar
        self._clauses: dict[int, tuple[Clause, ...]] = {}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years it names."""
        return frozenset(int(match[0]) for match in _YEAR.finditer(self.text))

    @cached_property
    def tells_of_years(self) -> bool:
        """Whether it speaks of years, so that a date in it may be of another one."""
        return self.calendar.elsewhen.search(self.text) is not None

    @cached_property
    def _starts(self) -> list[int]:
        """Where sentences start, the end of the last one too; a semicolon ends one as well."""
        starts = {0, len(self.text), *(start for start, _ in spans(self.text))}
        return sorted(starts | {match.end() for match in _SEMICOLON.finditer(self.text)})

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence round a place."""
        place = bisect_right(self._starts, at)
        return self._starts[place - 1], self._starts[place]

    def clauses(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses of a sentence."""
        if start not in self._clauses:
            self._clauses[start] = tuple(self._cut(start, end))
        return self._clauses[start]

    def _cut(self, first: int, last: int) -> Iterator[Clause]:
        """The clauses that have words; a capital at the beginning of a sentence is no name's."""
        text, breaks, elided = self.text, self.calendar.breaks, self.calendar.elided
        tokens = [(match.start(), match[0]) for match in WORD.finditer(text, first, last)]
        ends = {match.start() for match in _COMMA.finditer(text, first, last)}
        ends |= {at for at, word in tokens if word in breaks or word.startswith(elided)}
        tokens[:1] = [(at, word[0].lower() + word[1:]) for at, word in tokens[:1]]
        place = 0
        for start, end in pairwise((first, *sorted(ends), last)):
            began = place
            while place < len(tokens) and tokens[place][0] < end:
                place += 1
            if place > began:
                yield Clause(text, start, end, tuple(tokens[began:place]))


def uncovered(text: str, covered: bytearray) -> str:
    """A text with spaces for what is covered."""
    if not any(covered):
        return text
    return "".join(" " if hidden else c for c, hidden in zip(text, covered, strict=True))
