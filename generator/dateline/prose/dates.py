"""A date that stands beside a weekday: “Friday, 17 June”, “June 17, 2016 (a Friday)”, 2016-06-17.

In: a text, where a weekday stands in it, the day it speaks from, the language's calendar. Out: the
date, and how sure it is that both mean one day.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from dateline.model.names import real_date
from dateline.prose.calendars import Calendar, Weekday
from dateline.prose.paragraph import Paragraph

NEAR = 60
"""How many characters a date beside a weekday takes at most."""
CERTAIN = 1930
"""From this year on, all who print Gregorian dates counted by them."""
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\s+[^\W\d_]")


class Beside(Struct, frozen=True):
    """A date beside a weekday, and where it stands. `dated`: it has its year; without one it has
    the year nearest to the day the text speaks from. `firm`: it and the weekday can mean nothing
    but one day."""

    start: int
    end: int
    day: date
    dated: bool
    firm: bool

    def is_sure(self, paragraph: Paragraph) -> bool:
        """Whether it can have no other year: the paragraph does not speak of any."""
        return self.dated or not (paragraph.years - {self.day.year} or paragraph.tells_of_years)


def beside(text: str, weekday: Weekday, today: date, calendar: Calendar) -> Beside | None:
    """The date beside a weekday."""
    for match, firm in _written(text, weekday, calendar):
        written = match.groupdict()
        month = written["month"]
        place = int(month) if month.isdigit() else calendar.months[month] + 1
        nearest = _nearest(place, int(written["day"]), today)
        if not written.get("year"):
            if nearest:
                return Beside(*match.span(), nearest, False, firm)
        elif meant := _date(int(written["year"]), place, int(written["day"])):
            fits = nearest is not None and nearest.weekday() == weekday.number != meant.weekday()
            if fits and _COUNTED.match(text, match.end()):
                return Beside(
                    *match.span(), meant, True, False
                )  # June 17, 2000 people: a number, not a year
            return Beside(*match.span(), meant, True, firm and meant.year >= CERTAIN)
    return None


def fits_number(text: str, weekday: Weekday, day: date, calendar: Calendar) -> bool:
    """Whether the day of the month behind a weekday, if there is one, is that of a day."""
    match = calendar.of_month.match(text, weekday.end, weekday.end + NEAR)
    return match is None or int(match["day"]) == day.day


def _written(
    text: str, weekday: Weekday, calendar: Calendar
) -> Iterator[tuple[re.Match[str], bool]]:
    """The dates written beside a weekday, those behind it first."""
    near, far = max(0, weekday.first - NEAR), weekday.end + NEAR
    if _DIGIT.search(text, weekday.end, far):
        for pattern in calendar.after:
            if match := pattern.match(text, weekday.end, far):
                yield match, True
    if _DIGIT.search(text, near, weekday.first):
        for pattern, firm in calendar.before:
            if match := pattern.search(text, near, weekday.first):
                yield match, firm


def _nearest(month: int, day: int, today: date) -> date | None:
    """The day of a year that is nearest to today."""
    years = (_date(today.year + more, month, day) for more in (-1, 0, 1))
    return min((each for each in years if each), key=lambda each: abs(each - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    """The date, if there is one."""
    return real_date(f"{year:04d}-{month:02d}-{day:02d}")
