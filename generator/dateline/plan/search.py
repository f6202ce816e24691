"""The page to search on, and what of each year is searched.

A year's briefings go into one index, so that an edit has one index made again: nothing of another
year stands in it.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from dateline.model import language
from dateline.model.briefing import Figure, Photo
from dateline.model.libraries import Library
from dateline.model.linked import Edition, Item, Record
from dateline.model.pages import Page
from dateline.model.rows import BRIEFINGS
from dateline.model.search import (
    Bundle,
    BundleView,
    Called,
    SearchedEntry,
    SearchedView,
    SearchMonths,
    SearchView,
)
from dateline.model.views import Link
from dateline.plan.addresses import ROOT, Addresses
from dateline.plan.scope import Scope, translation
from dateline.plan.shell import crumb_home, page
from dateline.plan.targets import targets


def search_page(scope: Scope) -> Page:
    """The page to search on: where the indexes are, and the other ways to find things."""
    bundles = tuple(every_bundle(scope))
    view = SearchView(
        root=ROOT,
        bundles=bundles,
        years=tuple(sorted({bundle.year for bundle in bundles}, reverse=True)),
        months=tuple(
            SearchMonths(
                year=Link(str(year), scope.at.year(year)),
                months=tuple(
                    Link(language.day(first, "LLLL", scope.lang), scope.at.month(first))
                    for first in months
                ),
            )
            for year, months in groupby(reversed(scope.months()), lambda first: first.year)
        ),
    )
    name, crumbs = scope.words("Search"), (crumb_home(scope),)
    others = tuple(
        translation(library.lang or scope.settings.language, at.search())
        for library, at in scope.elsewhere
        if library.first(BRIEFINGS)
    )
    return page(
        scope, "search.html", scope.at.search(), name, view, crumbs=crumbs, translations=others
    )


def every_bundle(scope: Scope) -> Iterator[Bundle]:
    """Where the indexes are, the newest first, those of the page's own language before others."""
    own: tuple[Library, Addresses] = scope.facts, scope.at
    for library, at in (own, *scope.elsewhere):
        lang = library.lang or scope.settings.language
        for year in reversed(library.years(BRIEFINGS)):
            yield Bundle(
                address=at.bundle(year), year=year, lang=lang, dir=language.direction(lang)
            )


def bundle_page(year: int, scope: Scope) -> Page:
    """What is searched of one year: a folder of files, which are made of it."""
    seats = scope.facts.row(BRIEFINGS, year)
    editions = (scope.facts.at(seat)[0] for seat in seats)
    briefings = tuple(searched(edition, at, scope) for at, edition in enumerate(editions))
    address = scope.at.bundle(year)
    view = BundleView(briefings=briefings)
    made = page(scope, "searched.html", address, scope.settings.site_name, view)
    return replace(made, path=address[1:])


def searched(edition: Edition, at: int, scope: Scope) -> SearchedView:
    """A briefing as it is searched; it is at this place of its year."""
    briefing, key = edition.briefing, edition.key
    return SearchedView(
        address=scope.at.briefing(key),
        title=scope.title(edition),
        date=key.date,
        edition=key.edition,
        order=f"{key.date} {at:05}",
        said=tuple(text.shown for text in briefing.texts),
        words=(
            *(point.text for point, _ in edition.points),
            *figures(briefing.figures),
            *captions(briefing.photos),
        ),
        entries=tuple(searched_entry(item, scope) for item in edition.items),
        targets=targets(briefing.texts, key, scope),
    )


def searched_entry(item: Item, scope: Scope) -> SearchedEntry:
    """An entry as it is searched: all that its page says of it alone."""
    entry = item.entry
    speakers = {account.text: account.source.text for account in entry.accounts}
    photos = (*entry.photos, *(photo for each in entry.updates for photo in each.photos))
    entities = (scope.entity(id_) for id_, _ in item.names)
    return SearchedEntry(
        id=item.key.id,
        headline=entry.title,
        section=called(scope.record("sections", item.section), scope),
        status=entry.status,
        names=tuple(called(entity, scope) for entity in entities if entity),
        said=tuple((speakers.get(text, ""), text.shown) for text in entry.texts),
        words=(*figures(entry.figures), *captions(photos)),
        targets=targets(entry.texts, item.key, scope),
    )


def called(record: Record, scope: Scope) -> Called:
    """What a section or an entity is called."""
    return Called(record.id, scope.name(record))


def figures(given: tuple[Figure, ...]) -> Iterator[str]:
    """Figures in words, as written."""
    for figure in given:
        yield " ".join(filter(None, (figure.what, figure.value.shown, figure.unit)))


def captions(given: tuple[Photo, ...]) -> Iterator[str]:
    """What is said of photos."""
    for photo in given:
        yield from filter(None, (photo.caption or photo.alt,))
