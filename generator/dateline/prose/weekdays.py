"""Weekdays in running text: which day each of them is, and those that cannot be.

In: a text, the days from which it may speak, its language. Out: the weekdays' dates, as references
in the text; and complaints where a date stands beside a weekday that it does not have. A date
beside a weekday decides; without one a weekday is the latest such day (`clauses`). Quotations,
links, code, headings and names are others' words, or say of themselves what they mean.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dateline.prose.calendars import Calendar, Weekday, calendar_of
from dateline.prose.clauses import is_latest
from dateline.prose.dates import Beside, beside, fits_number
from dateline.prose.fragments import Document
from dateline.prose.names import Names
from dateline.prose.paragraph import Paragraph
from dateline.prose.records import Complaint

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_HAND_MADE = re.compile(r"\[[^\[\]]*\]\(date:")


class Standpoint(NamedTuple):
    """From where a text speaks: the calendar of its language, and the days that it may mean by
    today. Where these are several, a weekday is linked only if it is the same day from each.
    Without a calendar, all weekdays are left alone."""

    days: tuple[date, ...]
    calendar: Calendar | None


TIMELESS = Standpoint((), None)
"""That of a register, which speaks from no day."""


def standpoint_of(days: tuple[date, ...], lang: str) -> Standpoint:
    """The standpoint of a text in a language that may speak from some days; TIMELESS if from none,
    or if the language has no calendar."""
    calendar = calendar_of(lang) if days else None
    return Standpoint(days, calendar) if calendar else TIMELESS


def link_weekdays(document: Document, names: Names, standpoint: Standpoint) -> tuple[str, ...]:
    """Puts a `Ref` into the document for each weekday that stands for a day; the days, each once,
    in order."""
    calendar = standpoint.calendar
    weekdays = deque(calendar.weekdays(document.text)) if calendar else deque()
    linked = set()
    for block in document.blocks:
        if not weekdays or calendar is None:
            break
        inside = []
        while weekdays and weekdays[0].start < block.end:
            inside.append(weekdays.popleft().from_(block.start))
        if not inside or block.quoted:
            continue
        text = document.text[block.start : block.end]
        for each, day in _meant(text, inside, names, standpoint.days, calendar):
            if document.refer(block.start + each.start, block.start + each.end, "date", f"{day}"):
                linked.add(f"{day}")
    return tuple(sorted(linked))


def is_doubtful(text: str, standpoint: Standpoint) -> bool:
    """Whether a weekday anywhere in a text may contradict a date: in most texts none does."""
    calendar = standpoint.calendar
    return calendar is not None and any(_doubtful(text, standpoint, calendar))


def contradictions(
    words: str, written: str, names: Names, standpoint: Standpoint
) -> Iterator[Complaint]:
    """Weekdays beside dates that are another weekday. `words` are the printed ones of a paragraph
    or line, with spaces for all others in it as `written`: `date:` in a link has the last word.
    Names that hold a date (March 14 Alliance) are none."""
    calendar = standpoint.calendar
    doubtful = [*_doubtful(written, standpoint, calendar)] if calendar else []
    if not doubtful or calendar is None:
        return
    paragraph = Paragraph(words, calendar)
    by_hand = _spread(match.span() for match in _HAND_MADE.finditer(written))
    named = _spread(match[:2] for match in names.candidates(words))
    for each in doubtful:
        if paragraph.covered[each.start] or words[each.start] == " " or each.start in by_hand:
            continue
        date_ = beside(words, each, standpoint.days[0], calendar)
        if date_ is None or not date_.firm or not date_.is_sure(paragraph):
            continue
        is_name = not named.isdisjoint(range(date_.start, date_.end))
        if date_.day.weekday() != each.number and not is_name:
            yield _complaint(each, date_)


def day_of(paragraph: Paragraph, weekday: Weekday, days: tuple[date, ...]) -> date | None:
    """The day that a weekday stands for, in a text that may speak from some days; None if that is
    not certain."""
    text, calendar = paragraph.text, paragraph.calendar
    written = beside(text, weekday, days[0], calendar)
    if written is not None:
        fits = written.day.weekday() == weekday.number and written.is_sure(paragraph)
        return written.day if fits else None
    day, *others = {latest(weekday.number, each) for each in days}
    if others or not fits_number(text, weekday, day, calendar):
        return None
    return day if is_latest(paragraph, weekday) else None


def latest(number: int, day: date) -> date:
    """The latest day with a weekday (0: Monday) on or before a day."""
    return day - timedelta(days=(day.weekday() - number) % 7)


def _meant(
    text: str,
    weekdays: list[Weekday],
    names: Names,
    days: tuple[date, ...],
    calendar: Calendar,
) -> Iterator[tuple[Weekday, date]]:
    """The weekdays of a paragraph that stand for a day, outside quotations and names."""
    paragraph = Paragraph(text, calendar)
    own = (each for each in weekdays if not paragraph.covered[each.start])
    found = [(each, day) for each in own if (day := day_of(paragraph, each, days))]
    named = _spread(match[:2] for match in names.candidates(text)) if found else set()
    yield from ((each, day) for each, day in found if each.start not in named)


def _doubtful(text: str, standpoint: Standpoint, calendar: Calendar) -> Iterator[Weekday]:
    """The weekdays with a date beside them that is another weekday."""
    for each in calendar.weekdays(text):
        date_ = beside(text, each, standpoint.days[0], calendar)
        if date_ and date_.day.weekday() != each.number:
            yield each


def _spread(stretches: Iterable[tuple[int, int]]) -> set[int]:
    """The places of all characters of some stretches."""
    return {at for start, end in stretches for at in range(start, end)}


def _complaint(weekday: Weekday, date_: Beside) -> Complaint:
    right, wrong = NAMES[date_.day.weekday()], NAMES[weekday.number]
    meant = latest(weekday.number, date_.day + timedelta(days=3))
    message = f"{_day_month(date_.day)} {date_.day.year} is a {right}, not a {wrong}."
    hint = f"Write {right}, or the date of that {wrong}: {_day_month(meant)}."
    if not date_.dated:
        hint += " If it is a day of another year, write the year."
    return Complaint(weekday.start, weekday.end, "text/weekday", message, hint)


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
