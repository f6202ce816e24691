"""Years and months."""

from calendar import Calendar
from collections.abc import Iterator
from datetime import date

from dateline.model import language
from dateline.model.archive import CalendarDay, MonthCount, MonthView, YearView
from dateline.model.linked import Edition
from dateline.model.pages import Page
from dateline.model.rows import BRIEFINGS
from dateline.model.views import Link
from dateline.plan.dating import updated
from dateline.plan.scope import Scope, beside
from dateline.plan.shell import crumb_home, page

STEPS = (1, 3, 5, 8)
"""From how many entries on a day of the calendar takes the next step of its hue."""


def month_page(first: date, scope: Scope) -> Page:
    """A month: its calendar and its briefings."""
    editions = scope.month(first)
    before, after = scope.months_beside(first)
    return page(
        scope,
        "month.html",
        scope.at.month(first),
        language.day(first, "month", scope.lang),
        MonthView(
            first=first,
            weeks=tuple(weeks(first, editions, scope)),
            briefings=tuple(scope.briefing_line(edition, whole=True) for edition in editions),
            previous=month_link(before, scope),
            next=month_link(after, scope),
        ),
        crumbs=(crumb_home(scope), Link(str(first.year), scope.at.year(first.year))),
        modified=max((updated(edition, scope) for edition in editions), default=None),
    )


def month_link(first: date | None, scope: Scope) -> Link | None:
    """A month's name, leading to it."""
    if first is None:
        return None
    return Link(language.day(first, "month", scope.lang), scope.at.month(first))


def weeks(
    first: date, editions: tuple[Edition, ...], scope: Scope
) -> Iterator[tuple[CalendarDay, ...]]:
    """The weeks of a month, from the day on which the language's weeks begin."""
    by_day: dict[date, list[Edition]] = {}
    for edition in editions:
        by_day.setdefault(edition.key.date, []).append(edition)
    for week in Calendar(language.first_weekday(scope.lang)).monthdatescalendar(
        first.year, first.month
    ):
        yield tuple(calendar_day(day, first, by_day.get(day, []), scope) for day in week)


def calendar_day(day: date, first: date, editions: list[Edition], scope: Scope) -> CalendarDay:
    """A cell: days of other months, and days without a briefing, lead nowhere."""
    entries = sum(len(edition.items) for edition in editions)
    return CalendarDay(
        date=day,
        inside=day.month == first.month,
        address=scope.at.day(day) if editions else "",
        briefings=len(editions),
        entries=entries,
        step=sum(entries >= least for least in STEPS),
    )


def year_page(year: int, scope: Scope) -> Page:
    """A year: its months, and the way to all other years."""
    years = scope.facts.years(BRIEFINGS)
    before, after = dict(beside(years))[year]
    return page(
        scope,
        "year.html",
        scope.at.year(year),
        str(year),
        YearView(
            year=year,
            months=tuple(month_count(first, scope) for first in scope.months_of(year)),
            years=tuple(year_link(each, scope) for each in reversed(years)),
            previous=year_link(before, scope) if before else None,
            next=year_link(after, scope) if after else None,
        ),
        crumbs=(crumb_home(scope),),
    )


def year_link(year: int, scope: Scope) -> Link:
    """A year, leading to it."""
    return Link(str(year), scope.at.year(year))


def month_count(first: date, scope: Scope) -> MonthCount:
    """A month in the list of a year."""
    entries = scope.counts(f"months/{first:%Y-%m}")
    return MonthCount(
        first=first,
        address=scope.at.month(first),
        briefings=len(entries),
        entries=sum(entries),
    )
