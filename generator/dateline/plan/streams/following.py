"""The ways on from an entry: the entries before and after it in each stream it stands in.

In: an entry, and the streams it stands in. Out: `Following`. Entries know their neighbours in
sections and threads by their headlines. In the streams of entities, which are many and reach far
back, a neighbour is known by its day alone: nothing is loaded for it, and this entry's page stays
as it is when that headline changes.
"""

from dateline.model.linked import Item
from dateline.model.registers import Entity
from dateline.model.rows import Seat
from dateline.model.views import Following, Headline, Link
from dateline.plan.headlines import headline
from dateline.plan.scope import Scope


def neighbour(item: Item | None, scope: Scope) -> Headline | None:
    """An entry as its neighbours print it."""
    return headline(item, scope) if item else None


def of_thread(id_: str, item: Item, scope: Scope) -> Following:
    """An entry's place in a thread."""
    before, after = scope.around(f"threads/{id_}", item)
    return Following(
        stream=scope.link(scope.record("threads", id_)),
        previous=neighbour(before, scope),
        next=neighbour(after, scope),
    )


def of_entity(entity: Entity, seat: Seat, scope: Scope) -> Following:
    """The place of the entry that has a seat among those that an entity is in."""
    before, after = scope.facts.beside(scope.row(entity), seat)
    return Following(stream=scope.link(entity), previous=day(before, scope), next=day(after, scope))


def of_place(id_: str, text: str, seat: Seat, scope: Scope) -> Following:
    """The same of a place that an entry is set in: by the register's name, or as written."""
    entity = scope.entity(id_)
    return of_entity(entity, seat, scope) if entity else Following(stream=Link(text))


def day(seat: Seat | None, scope: Scope) -> Headline | None:
    """The entry that has a seat, known by its day."""
    if seat is None:
        return None
    key = scope.facts.entry(seat)
    return Headline(address=scope.at.entry(key), date=key.date, edition=key.edition)
