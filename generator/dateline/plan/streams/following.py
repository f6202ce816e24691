"""The ways on from an entry: the entries before and after it in each stream it stands in.

In: an entry, and the streams it stands in. Out: `Following`. Entries know their neighbours in
sections and threads by their headlines. In the streams of entities, which are many and reach far
back, a neighbour is known by its day alone: nothing is loaded for it, and this entry's page stays
as it is when that headline changes.
"""

from dateline.model.linked import Key
from dateline.model.registers import Entity
from dateline.model.rows import Seat
from dateline.model.views import Following, Headline, Link
from dateline.plan.headlines import headline
from dateline.plan.scope import Scope


def neighbours(row: str, seat: Seat, scope: Scope) -> tuple[Headline | None, Headline | None]:
    """The entries before and after one in a section or a thread."""
    before, after = scope.facts.beside(row, seat)
    return neighbour(before, scope), neighbour(after, scope)


def neighbour(seat: Seat | None, scope: Scope) -> Headline | None:
    """The entry that has a seat, as its neighbours print it."""
    if seat is None:
        return None
    return scope.once(("neighbour", seat), lambda: headline(scope.facts.item(seat), scope))


def of_thread(id_: str, seat: Seat, scope: Scope) -> Following:
    """The place in a thread of the entry that has a seat."""
    before, after = neighbours(f"threads/{id_}", seat, scope)
    return Following(stream=scope.stream("threads", id_), previous=before, next=after)


def of_entity(entity: Entity, seat: Seat, scope: Scope) -> Following:
    """The place of the entry that has a seat among those that an entity is in."""
    before, after = scope.facts.beside(scope.row(entity), seat)
    return Following(
        stream=scope.stream("entities", entity.id),
        previous=day(before, scope),
        next=day(after, scope),
    )


def of_place(id_: str, text: str, seat: Seat, scope: Scope) -> Following:
    """The same of a place that an entry is set in: by the register's name, or as written."""
    entity = scope.entity(id_)
    return of_entity(entity, seat, scope) if entity else Following(stream=Link(text))


def day(seat: Seat | None, scope: Scope) -> Headline | None:
    """The entry that has a seat, known by its day."""
    if seat is None:
        return None
    return scope.once(("day", seat), lambda: known_by_day(scope.facts.entry(seat), scope))


def known_by_day(key: Key, scope: Scope) -> Headline:
    """An entry without its words."""
    return Headline(address=scope.at.entry(key), date=key.date, edition=key.edition)
