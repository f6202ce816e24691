"""The groups of pages that are planned together, and again only when a fact they ask has changed.

A group is a day, a month, a year, an index, a stream, a year of a stream, a list. Each is planned
by a function of the scope alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dateline.model.pages import Page
from dateline.model.rows import BRIEFINGS
from dateline.plan.archive import month_page, year_page
from dateline.plan.briefing import briefing_pages, day_page, elsewhere, home_page
from dateline.plan.figures.series import index_page as series_index
from dateline.plan.figures.series import series_pages, series_year_page
from dateline.plan.ledgers import claims_page, corrections_page
from dateline.plan.scope import REGISTERS, Scope
from dateline.plan.streams import index_page, kinds, stream_pages, stream_year_page


class Group(NamedTuple):
    """Pages that are planned together. `name` is unique in the site; `pages` makes them."""

    name: str
    pages: Callable[[], tuple[Page, ...]]


Planner = Callable[[Scope], Page | Iterable[Page]]


def groups(scope: Scope) -> Iterator[Group]:
    """Every group of one language, in the order of its pages."""
    found: tuple[tuple[str, Planner], ...] = (
        ("home", home),
        *((f"day {day}", partial(day_pages, day)) for day in days(scope)),
        *((f"month {first:%Y-%m}", partial(month_page, first)) for first in scope.months()),
        *((f"year {y}", partial(year_page, y)) for y in scope.facts.years(BRIEFINGS)),
        *((f"index {kind}", partial(index_page, kind)) for kind in kinds(scope)),
        *streams(scope),
        *every_series(scope),
        ("claims", claims_page),
        ("corrections", corrections_page),
    )
    for name, pages in found:
        yield Group(f"{scope.lang} {name}", partial(planned, pages, scope))


def planned(pages: Planner, scope: Scope) -> tuple[Page, ...]:
    """The pages of a group, of which some have only one."""
    made = pages(scope)
    return (made,) if isinstance(made, Page) else tuple(made)


def days(scope: Scope) -> tuple[date, ...]:
    """Every day that has a briefing, oldest first."""
    keys = (scope.facts.key(seat) for seat in scope.facts.row(BRIEFINGS))
    return tuple(dict.fromkeys(key.date for key in keys))


def home(scope: Scope) -> Iterator[Page]:
    """The front page. A site that has briefings in other languages only leads on to the first of
    them."""
    if scope.newest:
        yield home_page(scope.newest, scope)
    elif not scope.facts.lang:
        yield from (elsewhere(each, scope) for each in scope.homes[:1])


def day_pages(day: date, scope: Scope) -> Iterator[Page]:
    """The pages of one day: its briefings with their entries, and the list of named editions."""
    editions = scope.day(day)
    for edition in editions:
        yield from briefing_pages(edition, scope)
    if all(edition.key.edition for edition in editions):
        yield day_page(editions, scope)


def streams(scope: Scope) -> Iterator[tuple[str, Planner]]:
    """Every stream, and every year of it: year by year, for the briefings of one year are at hand
    together."""
    every = [(each, id_) for each in REGISTERS.values() for id_ in scope.facts.ids(each)]
    for register, id_ in every:
        yield f"stream {register}/{id_}", partial(stream, register, id_)
    years = {name: scope.facts.years("/".join(name)) for name in every}
    for year in scope.facts.years(BRIEFINGS):
        for register, id_ in every:
            if year in years[register, id_]:
                name = f"stream {register}/{id_} {year}"
                yield name, partial(stream_year, register, id_, year)


def every_series(scope: Scope) -> Iterator[tuple[str, Planner]]:
    """Every series of figures, every year of it, and their index."""
    ids = scope.facts.rows("series")
    if ids:
        yield "figures", series_index
    for id_ in ids:
        yield f"series {id_}", partial(series_pages, id_)
        for year in scope.facts.years(f"series/{id_}"):
            yield f"series {id_} {year}", partial(series_year_page, id_, year)


def stream(register: str, id_: str, scope: Scope) -> Iterator[Page]:
    """A stream's own page, and redirects to it."""
    return stream_pages(scope.record(register, id_), scope)


def stream_year(register: str, id_: str, year: int, scope: Scope) -> Page:
    """One year of a stream."""
    return stream_year_page(scope.record(register, id_), year, scope)
