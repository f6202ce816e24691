"""Sections, threads, entities and sources: each a stream with its years, and their indexes."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model import language
from dateline.model.linked import Record
from dateline.model.pages import IndexRow, IndexView, Page, RedirectView, StreamView
from dateline.model.prose import Prose
from dateline.model.registers import (
    ENTITY_KINDS,
    Entity,
    ShownProse,
    Source,
    in_language,
)
from dateline.model.rows import Seat
from dateline.model.views import Link, StreamKind
from dateline.plan.addresses import REGISTER_KINDS
from dateline.plan.dating import updated_entry
from dateline.plan.feeds.links import stream_feeds
from dateline.plan.figures.series import briefs
from dateline.plan.newest import shown
from dateline.plan.scope import REGISTERS, Scope, beside
from dateline.plan.shell import crumb_home, index_name, page
from dateline.plan.streams.listing import day_of, months, with_entries
from dateline.plan.streams.places import inside, position, within
from dateline.plan.targets import targets


def stream_pages(record: Record, scope: Scope) -> Iterator[Page]:
    """A stream's own page, with its newest entries, and redirects from its old ids."""
    row = scope.row(record)
    seats = scope.facts.row(row)
    years = scope.facts.years(row)
    newest = len(scope.facts.row(row, years[-1])) if years else 0
    cut = max(0, len(seats) - shown(newest))
    older = day_of(seats[cut - 1], scope).year if cut else None
    view = replace(
        with_entries(stream_view(record, scope), record, seats[cut:], scope),
        total=len(seats),
        first=day_of(seats[0], scope) if seats else None,
        last=day_of(seats[-1], scope) if seats else None,
        months=months(record, seats, scope),
        older=year_link(record, older, scope),
        series=briefs(record, scope),
    )
    yield stream_page(view, stream_crumbs(record, scope), seats, record, scope)
    for old in record.moved:
        yield page(
            scope,
            "redirect.html",
            scope.at.stream(scope.kind(record), old),
            view.name,
            RedirectView(to=scope.link(record)),
            canonical=view.address,
            source=scope.file(record),
        )


def stream_year_page(record: Record, year: int, scope: Scope) -> Page:
    """One year of a stream."""
    row = scope.row(record)
    older, newer = dict(beside(scope.facts.years(row)))[year]
    seats = scope.facts.row(row, year)
    view = replace(
        with_entries(stream_view(record, scope), record, seats, scope),
        year=year,
        total=len(seats),
        months=months(record, seats, scope, year),
        previous=year_link(record, older, scope),
        next=year_link(record, newer, scope),
    )
    crumbs = (*stream_crumbs(record, scope), scope.link(record))
    return stream_page(view, crumbs, seats, record, scope)


def stream_crumbs(record: Record, scope: Scope) -> tuple[Link, ...]:
    """The way down to a stream."""
    kind = scope.kind(record)
    return crumb_home(scope), Link(index_name(kind, scope), scope.at.index(kind))


def stream_page(
    view: StreamView, crumbs: tuple[Link, ...], seats: Sequence[Seat], record: Record, scope: Scope
) -> Page:
    """One page of a stream: the whole, or a year. Its newest entry's news are its own."""
    address = f"{view.address}{view.year:04d}/" if view.year else view.address
    title = language.listed(scope.lang, view.name, view.year)
    return page(
        scope,
        "stream.html",
        address,
        title,
        view,
        description=view.about.lead if view.about else "",
        crumbs=crumbs,
        source=scope.file(record),
        feeds=stream_feeds(record, scope),
        modified=updated_entry(scope.facts.item(seats[-1]), scope) if seats else None,
    )


def year_link(record: Record, year: int | None, scope: Scope) -> Link | None:
    """A year of a stream."""
    if year is None:
        return None
    return Link(str(year), scope.at.stream_year(scope.kind(record), record.id, year))


def stream_view(record: Record, scope: Scope) -> StreamView:
    """What every page of a stream says, its entries apart."""
    about = about_of(record, scope)
    years = scope.facts.years(scope.row(record))
    links = (year_link(record, year, scope) for year in reversed(years))
    view = StreamView(
        of=scope.kind(record),
        name=scope.name(record),
        address=scope.address(record),
        about=about.shown if about else None,
        years=tuple(link for link in links if link),
        targets=targets((about,), None, scope),
    )
    if isinstance(record, Entity):
        return of_entity(view, record, scope)
    if isinstance(record, Source):
        return replace(
            view,
            kind=in_language(record.kind, scope.lang),
            grade=record.grade,
            site=record.url,
            other_names=record.aka,
        )
    return view


def about_of(record: Record, scope: Scope) -> Prose | None:
    """What the register says of a section, thread or entity; sources have no such text."""
    if isinstance(record, Source):
        return None
    return prose_in(record.note if isinstance(record, Entity) else record.about, scope)


def of_entity(view: StreamView, record: Entity, scope: Scope) -> StreamView:
    """What is known of a person, place, organisation or thing."""
    return replace(
        view,
        other_names=(*record.aka, *record.short),
        role=in_language(record.role, scope.lang),
        position=position(record, scope),
        within=within(record, scope),
        inside=inside(record, scope),
    )


def prose_in(texts: ShownProse, scope: Scope) -> Prose | None:
    """The text for the scope's language, else the one for all, else the first given."""
    table = dict(texts)
    return table.get(scope.lang) or table.get("") or next((text for _, text in texts), None)


def kinds(scope: Scope) -> tuple[StreamKind, ...]:
    """The kinds of streams that a language has, in the registers' order; sections always."""
    found = (scope.kind(record) for each in REGISTERS.values() for record in scope.records(each))
    return tuple(dict.fromkeys(("section", *found)))


def records_of(kind: StreamKind, scope: Scope) -> Iterator[Record]:
    """The records of one kind, in their register's order."""
    register = next((r for r, k in REGISTER_KINDS.items() if k == kind), "entities")
    for record in scope.records(register):
        if scope.kind(record) == kind:
            yield record


def index_page(kind: StreamKind, scope: Scope) -> Page:
    """The index of one kind of stream; entities by name."""
    rows = tuple(index_row(record, scope) for record in records_of(kind, scope))
    if kind in ENTITY_KINDS:
        rows = tuple(sorted(rows, key=lambda row: (row.link.text.casefold(), row.link.address)))
    return page(
        scope,
        "index.html",
        scope.at.index(kind),
        index_name(kind, scope),
        IndexView(of=kind, rows=rows),
        crumbs=(crumb_home(scope),),
    )


def index_row(record: Record, scope: Scope) -> IndexRow:
    """A stream in its index."""
    library = scope.facts
    seats = library.row(scope.row(record))
    return IndexRow(
        link=scope.link(record),
        note=note_of(record, scope),
        grade=record.grade if isinstance(record, Source) else "",
        total=len(seats),
        first=library.key(seats[0]).date if seats else None,
        last=library.key(seats[-1]).date if seats else None,
    )


def note_of(record: Record, scope: Scope) -> str:
    """The few words beside a name in its index: office, kind, or the first sentence about it."""
    if isinstance(record, Entity):
        return in_language(record.role, scope.lang)
    if isinstance(record, Source):
        return in_language(record.kind, scope.lang)
    about = about_of(record, scope)
    return about.lead if about else ""
