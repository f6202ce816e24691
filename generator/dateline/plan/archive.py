"""Years and months."""

from calendar import Calendar
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from dateline.model import language
from dateline.model.linked import Edition
from dateline.model.pages import CalendarDay, MonthCount, MonthView, Page, YearView
from dateline.model.views import Link
from dateline.plan.scope import Scope, beside
from dateline.plan.shell import crumb_home, page

STEPS = (1, 3, 5, 8)
"""From how many entries on a day of the calendar takes the next step of its hue."""


def archive_pages(scope: Scope) -> Iterator[Page]:
    """The page of every year and every month that has a briefing."""
    months = months_of(scope)
    firsts = tuple(months)
    for first, (before, after) in beside(firsts):
        yield month_page(first, months[first], before, after, scope)
    years = {y: list(group) for y, group in groupby(firsts, key=lambda first: first.year)}
    for year in years:
        yield year_page(year, {first: months[first] for first in years[year]}, list(years), scope)


def months_of(scope: Scope) -> dict[date, list[Edition]]:
    """The briefings of each month, by its first day, oldest first."""
    months: dict[date, list[Edition]] = {}
    for edition in scope.briefings:
        months.setdefault(edition.key.date.replace(day=1), []).append(edition)
    return months


def month_page(
    first: date, editions: list[Edition], before: date | None, after: date | None, scope: Scope
) -> Page:
    """A month: its calendar and its briefings."""
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
    )


def month_link(first: date | None, scope: Scope) -> Link | None:
    """A month's name, leading to it."""
    if first is None:
        return None
    return Link(language.day(first, "month", scope.lang), scope.at.month(first))


def weeks(first: date, editions: list[Edition], scope: Scope) -> Iterator[tuple[CalendarDay, ...]]:
    """The weeks of a month, from the day on which the language's weeks begin."""
    by_day: dict[date, list[Edition]] = {}
    for edition in editions:
        by_day.setdefault(edition.key.date, []).append(edition)
    start = language.locale_of(scope.lang).first_week_day
    for week in Calendar(start).monthdatescalendar(first.year, first.month):
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


def year_page(year: int, months: dict[date, list[Edition]], years: list[int], scope: Scope) -> Page:
    """A year: its months, and the way to all other years."""
    place = years.index(year)
    links = [Link(str(each), scope.at.year(each)) for each in years]
    return page(
        scope,
        "year.html",
        scope.at.year(year),
        str(year),
        YearView(
            year=year,
            months=tuple(
                MonthCount(
                    first=first,
                    address=scope.at.month(first),
                    briefings=len(editions),
                    entries=sum(len(edition.items) for edition in editions),
                )
                for first, editions in months.items()
            ),
            years=tuple(reversed(links)),
            previous=links[place - 1] if place else None,
            next=links[place + 1] if place + 1 < len(links) else None,
        ),
        crumbs=(crumb_home(scope),),
    )
