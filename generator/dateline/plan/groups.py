"""The groups of pages that are planned together, and again only when a fact they ask has changed.

A group is a day, a month, a year, an index, a stream, a year of a stream, a list. Each is planned
by a function of the scope alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from dateline.model.pages import Page
from dateline.model.rows import BRIEFINGS, CORRECTIONS, Seat
from dateline.plan.archive import month_page, year_page
from dateline.plan.briefing import briefing_pages, day_page, elsewhere, home_page
from dateline.plan.claims import claims_page, claims_year_page
from dateline.plan.collecting import year_of
from dateline.plan.corrections import (
    corrected_years,
    corrections_page,
    corrections_year_page,
)
from dateline.plan.data import data_parts, register_part, site_pages
from dateline.plan.feeds.files import archive_pages, correction_pages, feed_pages
from dateline.plan.feeds.links import has_feeds
from dateline.plan.feeds.streams import rows
from dateline.plan.figures.series import index_page as series_index
from dateline.plan.figures.series import series_pages, series_year_page
from dateline.plan.machines import machine_pages
from dateline.plan.scope import REGISTERS, Scope
from dateline.plan.search import bundle_page, search_page
from dateline.plan.streams import index_page, kinds, stream_pages, stream_year_page


class Group(NamedTuple):
    """Pages that are planned together. `name` is unique in the site; `planner` makes them of
    `about`, what the group is about, and the scope."""

    name: str
    planner: Callable[..., Page | Iterable[Page]]
    about: tuple[Any, ...]
    scope: Scope

    def pages(self) -> tuple[Page, ...]:
        """The pages of the group, of which some have only one."""
        made = self.planner(*self.about, self.scope)
        return (made,) if isinstance(made, Page) else tuple(made)


Planner = tuple[str, Callable[..., Page | Iterable[Page]], tuple[Any, ...]]
"""A group's name within its language, what makes its pages, and what it is about."""


def groups(scope: Scope) -> Iterator[Group]:
    """Every group of one language. What spans many years is planned first, for it takes longest,
    and who does it is not to be waited for in the end; then year by year: the briefings of one
    year are at hand together."""
    for name, planner, about in every(scope):
        yield Group(f"{scope.lang} {name}", planner, about, scope)


def every(scope: Scope) -> Iterator[Planner]:
    """The same without the scope."""
    yield "home", home, ()
    for kind in kinds(scope):
        yield f"index {kind}", index_page, (kind,)
    for register, id_ in every_stream(scope):
        yield f"stream {register}/{id_}", stream, (register, id_)
    yield from every_series(scope)
    yield "claims", claims_page, ()
    yield from ((f"claims {year}", claims_year_page, (year,)) for year in scope.facts.claim_years())
    yield "corrections", corrections_page, ()
    for year in corrected_years(scope):
        yield f"corrections {year}", corrections_year_page, (year,)
    if scope.settings.outputs.search:
        yield "search", search_page, ()
    feeds = feeds_of_years(scope) if has_feeds(scope.settings) else {}
    if feeds and scope.facts.first(CORRECTIONS):
        yield "feeds corrections", correction_pages, ()
    if scope.settings.outputs.data:
        yield "data", site_data, ()
    of_year = years_of_streams(scope)
    for year in scope.facts.years(BRIEFINGS):
        yield from ((f"day {day}", day_pages, (day,)) for day in days(year, scope))
        for first in scope.months_of(year):
            yield f"month {first:%Y-%m}", month_page, (first,)
        yield f"year {year}", year_page, (year,)
        if scope.settings.outputs.search:
            yield f"search {year}", bundle_page, (year,)
        if scope.settings.outputs.data:
            yield f"data {year}", data_parts, (year,)
        for register, id_ in of_year.get(year, ()):
            yield f"stream {register}/{id_} {year}", stream_year, (register, id_, year)
        yield from feeds.get(year, ())


def part_groups(path: str, scopes: Iterable[Scope]) -> Iterator[Group]:
    """The groups that have the parts of a collected file."""
    only = year_of(path)
    for scope in scopes:
        if not scope.settings.outputs.data:
            continue
        if only is None:
            yield part_group(None, scope)
        for year in scope.facts.years(BRIEFINGS):
            if only in (None, year):
                yield part_group(year, scope)


def part_group(year: int | None, scope: Scope) -> Group:
    """The one of a year, or of what no year has."""
    if year is None:
        return Group(f"{scope.lang} data", site_data, (), scope)
    return Group(f"{scope.lang} data {year}", data_parts, (year,), scope)


def site_data(scope: Scope) -> Iterator[Page]:
    """The data that no year has: of the registers, and of the site as a whole."""
    yield from register_part(scope)
    if not scope.facts.lang:
        yield from site_pages(scope)


def days(year: int, scope: Scope) -> tuple[date, ...]:
    """Every day of a year that has a briefing, oldest first."""
    keys = (scope.facts.key(seat) for seat in scope.facts.row(BRIEFINGS, year))
    return tuple(dict.fromkeys(key.date for key in keys))


def home(scope: Scope) -> Iterator[Page]:
    """The front page, and what machines are told of the newest. A site that has briefings in other
    languages only leads on to the first of them."""
    if scope.newest:
        yield home_page(scope.newest, scope)
        yield from machine_pages(scope.newest, scope)
    elif not scope.facts.lang:
        yield from (elsewhere(each, scope) for each in scope.homes[:1])


def day_pages(day: date, scope: Scope) -> Iterator[Page]:
    """The pages of one day: its briefings with their entries, and the list of named editions."""
    editions = scope.day(day)
    for edition in editions:
        yield from briefing_pages(edition, scope)
    if all(edition.key.edition for edition in editions):
        yield day_page(editions, scope)


def every_stream(scope: Scope) -> Iterator[tuple[str, str]]:
    """Every stream: its register, and its id there."""
    for register in REGISTERS.values():
        for id_ in scope.facts.ids(register):
            yield register, id_


def years_of_streams(scope: Scope) -> dict[int, list[tuple[str, str]]]:
    """The streams that have entries in a year, by year."""
    found: dict[int, list[tuple[str, str]]] = {}
    for register, id_ in every_stream(scope):
        for year in scope.facts.years(f"{register}/{id_}"):
            found.setdefault(year, []).append((register, id_))
    return found


def feeds_of_years(scope: Scope) -> dict[int, list[Planner]]:
    """Every feed, and every archive of it, by the year of its newest item, in the order of these:
    entries stand in many feeds, which are made while they are at hand. Those of corrections, which
    are in the order of their making, are not among them."""
    found: dict[int, list[Planner]] = {}
    for last, name, planner, about in sorted(every_feed(scope), key=itemgetter(0)):
        found.setdefault(int(last.order[:4]), []).append((name, planner, about))
    return found


def every_feed(scope: Scope) -> Iterator[tuple[Seat, *Planner]]:
    """The same, each behind its newest item."""
    for row in rows(scope):
        last = scope.facts.last(row)
        if row != CORRECTIONS and last:
            yield last, f"feeds {row}", feed_pages, (row,)
            for number in range(1, scope.facts.chunks(row) + 1):
                last = scope.facts.chunk(row, number)[-1]
                yield last, f"feeds {row} {number}", archive_pages, (row, number)


def every_series(scope: Scope) -> Iterator[Planner]:
    """Every series of figures, every year of it, and their index."""
    ids = scope.facts.rows("series")
    if ids:
        yield "figures", series_index, ()
    for id_ in ids:
        yield f"series {id_}", series_pages, (id_,)
        for year in scope.facts.years(f"series/{id_}"):
            yield f"series {id_} {year}", series_year_page, (id_, year)


def stream(register: str, id_: str, scope: Scope) -> Iterator[Page]:
    """A stream's own page, and redirects to it."""
    return stream_pages(scope.record(register, id_), scope)


def stream_year(register: str, id_: str, year: int, scope: Scope) -> Page:
    """One year of a stream."""
    return stream_year_page(scope.record(register, id_), year, scope)
