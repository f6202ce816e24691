"""What the registers hold, ready to be asked; and what stands in for one that a site has not."""

from msgspec import Struct

from dateline.model.linked import Item, Names, Record
from dateline.model.names import folded
from dateline.model.registers import Entity, Registers, Section, Source, Thread


class Registry(Struct, frozen=True):
    """What the registers hold: their records by id (None without the register), the ids by
    names, what lies in each place, and each register's file."""

    records: dict[str, dict[str, Record] | None]
    names: Names
    inside: dict[str, tuple[Entity, ...]]
    paths: dict[str, str]


def as_written(register: str, id_: str, item: Item) -> Record:
    """A record for a name in use where a site has no such register."""
    span = item.entry.span
    if register == "sections":
        return Section(id=id_, span=span, name=(("", item.entry.section.text),))
    if register == "threads":
        at = item.threads.index(id_)
        return Thread(id=id_, span=span, title=(("", item.entry.threads[at].text),))
    text = next(cited.text for cited in item.cited if cited.id == id_)
    return Source(id=id_, span=span, name=(("", text),))


def registry_of(registers: Registers, names: Names, paths: dict[str, str]) -> Registry:
    """The registers, ready to be asked."""
    records: dict[str, dict[str, Record] | None] = {}
    for register in ("sections", "threads", "sources", "entities"):
        given = getattr(registers, register)
        records[register] = None if given is None else {record.id: record for record in given}
    entities = records["entities"] or {}
    records["entities"] = entities  # never None: entities are linked only from the register
    inside: dict[str, tuple[Entity, ...]] = {}
    for record in entities.values():
        if isinstance(record, Entity) and record.within:
            place = names.entities.get(folded(record.within), "")
            inside[place] = (*inside.get(place, ()), record)
    return Registry(records, names, inside, paths)
