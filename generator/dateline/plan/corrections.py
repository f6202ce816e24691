"""Corrections: the newest, and year by year as they were made."""

from itertools import chain, islice
from typing import NamedTuple

from dateline.model import language
from dateline.model.briefing import Correction
from dateline.model.corrections import CorrectionLine, CorrectionsView
from dateline.model.linked import Edition, Item
from dateline.model.pages import Page
from dateline.model.rows import corrected
from dateline.model.views import Link
from dateline.plan.entry import correction
from dateline.plan.feeds.links import corrections_feeds
from dateline.plan.newest import shown
from dateline.plan.scope import Scope, beside
from dateline.plan.shell import crumb_home, page
from dateline.plan.targets import targets


class Corrected(NamedTuple):
    """A correction, the year in which it was made by the site's clock, and the entry or (`item`
    None) the briefing that it mends."""

    correction: Correction
    year: int
    edition: Edition
    item: Item | None


def corrections_page(scope: Scope) -> Page:
    """The newest corrections."""
    years = tuple(reversed(corrected_years(scope)))
    every = chain.from_iterable(corrections_of(year, scope) for year in years)  # as asked for
    here = tuple(islice(every, shown(len(corrections_of(years[0], scope)) if years else 0)))
    left = next(every, None)
    view = CorrectionsView(
        lines=tuple(correction_line(each, scope) for each in here),
        years=tuple(corrections_link(year, scope) for year in years),
        previous=corrections_link(left.year, scope) if left else None,
    )
    name, crumbs = scope.words("Corrections"), (crumb_home(scope),)
    feeds, at = corrections_feeds(scope), scope.at.corrections()
    return page(scope, "corrections.html", at, name, view, crumbs=crumbs, feeds=feeds)


def corrections_year_page(year: int, scope: Scope) -> Page:
    """The corrections made in one year."""
    older, newer = dict(beside(corrected_years(scope)))[year]
    view = CorrectionsView(
        year=year,
        lines=tuple(correction_line(each, scope) for each in corrections_of(year, scope)),
        previous=corrections_link(older, scope) if older else None,
        next=corrections_link(newer, scope) if newer else None,
    )
    name, at = scope.words("Corrections"), scope.at
    crumbs = (crumb_home(scope), Link(name, at.corrections()))
    title = language.listed(scope.lang, name, year)
    return page(scope, "corrections.html", at.corrections_year(year), title, view, crumbs=crumbs)


def corrected_years(scope: Scope) -> tuple[int, ...]:
    """The years in which something was corrected, the oldest first."""
    return tuple(sorted(int(year) for year in scope.facts.rows("corrected")))


def corrections_of(year: int, scope: Scope) -> list[Corrected]:
    """The corrections made in a year, the newest first; of one moment, in the order of the
    briefings."""
    found = [
        Corrected(correction, year, edition, item)
        for edition, item in map(scope.facts.at, scope.facts.row(corrected(year)))
        for correction in (item.entry if item else edition.briefing).corrections
        if correction.at.astimezone(scope.zone).year == year
    ]
    return sorted(found, key=lambda each: each.correction.at, reverse=True)


def corrections_link(year: int, scope: Scope) -> Link:
    """The corrections made in one year."""
    return Link(str(year), scope.at.corrections_year(year))


def correction_line(given: Corrected, scope: Scope) -> CorrectionLine:
    """A correction as it is listed."""
    mend, _, edition, item = given
    key = edition.key
    if item is None:
        of, section = Link(scope.title(edition), scope.at.briefing(key)), None
    else:
        of = Link(item.entry.title, scope.at.entry(item.key))
        section = scope.stream("sections", item.section)
    return CorrectionLine(
        correction=correction(mend, scope),
        of=of,
        status=item.entry.status if item else "",
        later=scope.later(item.key) if item else "",
        date=key.date,
        section=section,
        targets=targets((mend.note,), item.key if item else key, scope),
        held=scope.held_entry(item) if item else scope.held(edition.briefing),
    )
