"""Sections, threads, entities and sources: each a stream with its years, and their indexes."""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.linked import Record, Stream
from dateline.model.pages import IndexRow, IndexView, Page, RedirectView, StreamView
from dateline.model.prose import Prose
from dateline.model.registers import (
    ENTITY_KINDS,
    Entity,
    ShownProse,
    Source,
    in_language,
)
from dateline.model.views import Link, StreamKind
from dateline.plan.scope import Scope, all_streams, beside
from dateline.plan.shell import crumb_home, index_name, page
from dateline.plan.targets import targets

AT_LEAST = 30
"""A stream shows its newest year, and no fewer entries than this."""


def stream_pages(stream: Stream, scope: Scope) -> Iterator[Page]:
    """A stream's own page, one for each of its years, and redirects from its old ids."""
    record, kind = stream.record, scope.kind(stream.record)
    whole = stream_view(stream, scope)
    crumbs = (crumb_home(scope), Link(index_name(kind, scope), scope.at.index(kind)))
    years = sorted({item.key.date.year for item in stream.items}, reverse=True)
    newest = sum(item.key.date.year == years[0] for item in stream.items) if years else 0
    newest_lines = whole.lines[: max(newest, AT_LEAST)]
    yield stream_page(replace(whole, lines=newest_lines), crumbs, record, scope)
    for year, (newer, older) in beside(tuple(years)):
        view = replace(
            whole,
            year=year,
            lines=tuple(line for line in whole.lines if line.date.year == year),
            previous=year_link(kind, record, older, scope),
            next=year_link(kind, record, newer, scope),
        )
        yield stream_page(view, (*crumbs, scope.link(record)), record, scope)
    for old in record.moved:
        yield page(
            scope,
            "redirect.html",
            scope.at.stream(kind, old),
            whole.name,
            RedirectView(to=scope.link(record)),
            canonical=whole.address,
            source=scope.file(record),
        )


def stream_page(view: StreamView, crumbs: tuple[Link, ...], record: Record, scope: Scope) -> Page:
    """One page of a stream: the whole, or a year."""
    address = f"{view.address}{view.year:04d}/" if view.year else view.address
    title = f"{view.name}, {view.year}" if view.year else view.name
    return page(
        scope,
        "stream.html",
        address,
        title,
        view,
        description=view.about.lead if view.about else "",
        crumbs=crumbs,
        source=scope.file(record),
    )


def year_link(kind: StreamKind, record: Record, year: int | None, scope: Scope) -> Link | None:
    """A year of a stream."""
    if year is None:
        return None
    return Link(str(year), scope.at.stream_year(kind, record.id, year))


def stream_view(stream: Stream, scope: Scope) -> StreamView:
    """A stream with all its entries, newest first."""
    record, kind = stream.record, scope.kind(stream.record)
    pairs = zip(reversed(stream.items), reversed(stream.sentences), strict=True)
    years = sorted({item.key.date.year for item in stream.items}, reverse=True)
    about = about_of(record, scope)
    view = StreamView(
        of=kind,
        name=scope.name(record),
        address=scope.address(record),
        about=about,
        total=len(stream.items),
        lines=tuple(scope.line(item, sentence) for item, sentence in pairs),
        years=tuple(Link(str(y), scope.at.stream_year(kind, record.id, y)) for y in years),
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
    within = scope.entities.get(scope.within(record))
    hidden = record.protect and record.precision in ("exact", "vicinity", "")
    return replace(
        view,
        other_names=(*record.aka, *record.short),
        role=in_language(record.role, scope.lang),
        at=None if hidden else record.at,
        precision=record.precision,
        within=scope.link(within.record) if within else None,
        inside=tuple(scope.link(each) for each in scope.inside.get(record.id, ())),
    )


def prose_in(texts: ShownProse, scope: Scope) -> Prose | None:
    """The text for the scope's language, else the one for all, else the first given."""
    table = dict(texts)
    return table.get(scope.lang) or table.get("") or next((text for _, text in texts), None)


def index_pages(scope: Scope) -> Iterator[Page]:
    """The index of each kind that the site has; sections always have one."""
    by_kind: dict[StreamKind, list[Stream]] = {"section": []}
    for stream in all_streams(scope):
        by_kind.setdefault(scope.kind(stream.record), []).append(stream)
    for kind, streams in by_kind.items():
        rows = tuple(index_row(stream, scope) for stream in streams)
        if kind in ENTITY_KINDS:
            rows = tuple(sorted(rows, key=lambda row: (row.link.text.casefold(), row.link.address)))
        yield page(
            scope,
            "index.html",
            scope.at.index(kind),
            index_name(kind, scope),
            IndexView(of=kind, rows=rows),
            crumbs=(crumb_home(scope),),
        )


def index_row(stream: Stream, scope: Scope) -> IndexRow:
    """A stream in its index."""
    record = stream.record
    days = [item.key.date for item in stream.items]
    return IndexRow(
        link=scope.link(record),
        note=note_of(record, scope),
        total=len(days),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def note_of(record: Record, scope: Scope) -> str:
    """The few words beside a name in its index: office, kind, or the first sentence about it."""
    if isinstance(record, Entity):
        return in_language(record.role, scope.lang)
    if isinstance(record, Source):
        return in_language(record.kind, scope.lang)
    about = about_of(record, scope)
    return about.lead if about else ""
