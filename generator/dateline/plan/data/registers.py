"""The registers as data: rows of `briefings.sqlite`, and every place that has a position."""

from collections.abc import Iterator

from dateline.model.data.tables import Row, Rows
from dateline.model.registers import Entity, Section, Source, Thread, in_language
from dateline.plan.scope import Scope
from dateline.plan.streams.places import around, may_tell, position
from dateline.plan.tags import stream_tag


def register_rows(scope: Scope) -> Iterator[Rows]:
    """The registers, in their order."""
    names: list[Row] = []
    for register in ("sections", "threads", "sources", "entities"):
        found: list[Row] = []
        for record in scope.records(register):
            names.append((register, record.id, scope.lang, scope.name(record)))
            ends = (scope.url(scope.address(record)), stream_tag(record, scope))
            found.append((record.id, scope.name(record), *cells(record, scope), *ends))
        yield Rows(register, tuple(found))
    yield Rows("names", tuple(names))


def cells(record: Section | Thread | Source | Entity, scope: Scope) -> Row:
    """What a register says of one that the others do not."""
    if isinstance(record, Source):
        return in_language(record.kind, scope.lang) or None, record.grade or None
    if isinstance(record, Entity):
        return entity_cells(record, scope)
    return ()


def entity_cells(record: Entity, scope: Scope) -> Row:
    """What is said of an entity; of a place no more than may be said of where it lies."""
    at = position(record, scope) if record.kind == "places" else None
    holder = next((each for each in around(record, scope) if may_tell(record, each)), None)
    return (
        record.kind,
        in_language(record.role, scope.lang) or None,
        holder.id if holder else None,
        at.north if at else None,
        at.east if at else None,
        (at.precision or None) if at else None,
    )
