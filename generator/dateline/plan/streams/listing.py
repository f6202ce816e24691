"""The entries of a stream as its pages list them, and what the list as a whole shows.

In: a stream, and the seats of some of its entries. Out: its view with their lines, newest first: an
entity's each with the sentence that names it, a source's with what it is cited for, a thread's with
the pauses between them; and what else stands in the same entries.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from dateline.model.linked import Item, Record
from dateline.model.pages import StreamView
from dateline.model.registers import Entity, Section, Source, Thread
from dateline.model.rows import Seat
from dateline.model.streams import Months
from dateline.model.views import Line
from dateline.plan.scope import Scope
from dateline.plan.streams.citations import passages
from dateline.plan.streams.company import company
from dateline.plan.streams.maps import place_map, stream_map
from dateline.plan.streams.mentions import by_month
from dateline.plan.streams.timeline import pause, with_pauses


def with_entries(
    view: StreamView, record: Record, seats: Sequence[Seat], scope: Scope
) -> StreamView:
    """A stream's page with the entries that have some neighbouring seats."""
    items = tuple(reversed(scope.facts.items(seats)))
    view = replace(view, lines=tuple(line(record, item, scope) for item in items))
    if isinstance(record, Section | Thread):
        view = replace(view, map=stream_map(items, scope))
    elif isinstance(record, Entity) and record.kind == "places":
        view = replace(view, map=place_map(record, view.lines, scope))
    if isinstance(record, Thread):
        return as_timeline(view, record, seats, scope)
    if isinstance(record, Entity | Source):
        view = replace(view, company=company(items, "entities", record, scope))
    if isinstance(record, Source):
        view = replace(view, sources=company(items, "sources", record, scope))
    return view


def line(record: Record, item: Item, scope: Scope) -> Line:
    """An entry in the list of a stream. What stands there as its headline is not said twice."""
    if isinstance(record, Entity):
        sentence = dict(item.names).get(record.id, "")
        return scope.line(item, sentence if sentence != item.entry.title else "")
    found = scope.line(item)
    if isinstance(record, Source) and (cited := passages(item, record.id, scope)):
        return replace(found, lead="", passages=cited)
    return found


def as_timeline(
    view: StreamView, record: Thread, seats: Sequence[Seat], scope: Scope
) -> StreamView:
    """A list with the pauses between its entries, and between them and those of other pages."""
    if not seats:
        return view
    row = scope.row(record)
    before, _ = scope.facts.beside(row, seats[0])
    _, after = scope.facts.beside(row, seats[-1])
    return replace(
        view,
        lines=with_pauses(view.lines, day_of(before, scope) if before else None),
        pause=pause(view.lines[0].date, day_of(after, scope)) if after else 0,
    )


def months(
    record: Record, seats: Sequence[Seat], scope: Scope, year: int | None = None
) -> Months | None:
    """The entries of an entity or a source by month. Sections have entries every day, and threads
    their timeline."""
    return by_month(seats, scope, year) if isinstance(record, Entity | Source) else None


def day_of(seat: Seat, scope: Scope) -> date:
    """The day of the entry that has a seat."""
    return scope.facts.key(seat).date
