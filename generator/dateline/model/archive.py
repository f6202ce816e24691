"""What templates see of the archive: months and years."""

from datetime import date

from msgspec import Struct

from dateline.model.views import BriefingLine, Link


class CalendarDay(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A cell of the calendar: `inside` the month or not, its briefings and entries.

    `address` is empty on a day without a briefing; `step` is 0 to 4 by the number of entries.
    """

    date: date
    inside: bool
    address: str = ""
    briefings: int = 0
    entries: int = 0
    step: int = 0


class MonthView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A month: `first` is its first day; briefings oldest first; `weeks` of seven days, from
    the day on which the language's weeks begin."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...] = ()
    briefings: tuple[BriefingLine, ...]
    previous: Link | None = None
    next: Link | None = None


class MonthCount(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A month in the list of a year: how many briefings and entries it has."""

    first: date
    address: str
    briefings: int
    entries: int


class YearView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A year: its months that have briefings, oldest first. `years` are all years."""

    year: int
    months: tuple[MonthCount, ...]
    years: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
