"""The registers' names to ids, and what is wrong between the registers' own lines.

In: the registers' records. Out: `Registered`, which answers what a name leads to, and problems.
Names that briefings use are looked up in `resolve`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from dateline.model.digest import digest
from dateline.model.libraries import fact
from dateline.model.linked import Names, Record
from dateline.model.names import folded
from dateline.model.registers import Entity, Registers, Thread
from dateline.model.registry import Registry
from dateline.model.tree import Span
from dateline.model.values import nearest
from dateline.model.values.words import quote
from dateline.problems import Problem, at

NOWHERE = Span(1, 1, 1, 1)
REGISTERS = ("sections", "threads", "sources", "entities")


class Registered(NamedTuple):
    """What the registers know. `present` are those that there are; `unreadable` the ones among
    them whose mistakes hide their lines; `forms` are all names as registered; `moved` leads
    from old ids to new ones; `places` are the ids of places."""

    names: Names
    present: frozenset[str]
    unreadable: frozenset[str]
    forms: dict[str, tuple[str, ...]]
    moved: dict[str, dict[str, str]]
    places: frozenset[str]


class Line(NamedTuple):
    """A register's line for messages: its file and the record."""

    path: str
    record: Record


def registered(
    registers: Registers, paths: dict[str, str]
) -> tuple[Registered, tuple[Problem, ...]]:
    """Lookups for all registers, and the names that two lines claim. `paths`: each register's
    file."""
    tables: dict[str, dict[str, str]] = {}
    spelled: dict[str, tuple[str, ...]] = {}
    moved: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for register in REGISTERS:
        records: Iterable[Record] = getattr(registers, register) or ()
        lines = [Line(paths.get(register, ""), record) for record in records]
        tables[register], mistakes = lookup(lines)
        spelled[register] = tuple(form for line in lines for form in forms(line.record))
        moved[register] = {old: line.record.id for line in lines for old in line.record.moved}
        problems += mistakes
    entities = registers.entities or ()
    problems += check_within(entities, paths.get("entities", ""))
    problems += check_avoided(entities, paths.get("entities", ""))
    known = Registered(
        names=Names(**tables),
        present=frozenset(paths) | {r for r in REGISTERS if getattr(registers, r) is not None},
        unreadable=frozenset(r for r in paths if getattr(registers, r, ()) is None),
        forms=spelled,
        moved=moved,
        places=frozenset(entity.id for entity in entities if entity.kind == "places"),
    )
    return known, tuple(problems)


def forms(record: Record) -> tuple[str, ...]:
    """Every word an author may write for a record."""
    shown = record.title if isinstance(record, Thread) else record.name
    aka = () if isinstance(record, Thread) else record.aka
    return (record.id, *(text for _, text in shown), *aka)


def lookup(lines: list[Line]) -> tuple[dict[str, str], list[Problem]]:
    """Case-folded names to ids; an id always means itself, a name owned twice is an error."""
    table: dict[str, str] = {line.record.id: line.record.id for line in lines}
    owners = {line.record.id: line.record for line in lines}
    problems = []
    for line in lines:
        for form in dict.fromkeys(folded(form) for form in forms(line.record)):
            owner = table.setdefault(form, line.record.id)
            if owner != line.record.id:
                problems.append(owned_twice(line, form, owners[owner]))
    return table, problems


def owned_twice(line: Line, form: str, other: Record) -> Problem:
    """Two lines of a register answer to one name."""
    written = next(text for text in forms(line.record) if folded(text) == form)
    return problem(
        line,
        "register/name-twice",
        f"{quote(written)} is a name of `{other.id}` on line {other.span.line} already.",
        "A name can lead to one of them only: take it out of the other.",
    )


def check_within(entities: tuple[Entity, ...], path: str) -> Iterator[Problem]:
    """`in` names a place of the register, and none is inside itself."""
    ids = {n: e.id for e in reversed(entities) if e.kind == "places" for n in map(folded, forms(e))}
    said: set[str] = set()
    above = {e.id: ids.get(folded(e.within), "") for e in entities if e.within}
    for entity in entities:
        if not entity.within:
            continue
        line = Line(path, entity)
        if not above[entity.id]:
            near = nearest(entity.within, ids)
            message = f"`in: {entity.within}` names no place of this register."
            hint = f"Did you mean `{near}`?" if near else "Add it under `places`."
            yield problem(line, "entity/unknown-place", message, hint)
        elif entity.id in (holders := chain(entity.id, above)) and not said & {*holders}:
            said.add(entity.id)
            message = f"By its `in`, `{entity.id}` would lie inside itself."
            yield problem(line, "entity/inside-itself", message)


def chain(start: str, above: dict[str, str]) -> list[str]:
    """The places that hold a place, from the nearest on, each once."""
    found: list[str] = []
    at = above.get(start, "")
    while at and at not in found:
        found.append(at)
        at = above.get(at, "")
    return found


def check_avoided(entities: tuple[Entity, ...], path: str) -> Iterator[Problem]:
    """What is not to be printed cannot be a name too."""
    for entity in entities:
        own = {form.strip() for form in (*forms(entity)[1:], *entity.short)}
        for spelling in entity.avoid:
            if spelling in own:
                message = f"{quote(spelling)} is a name of `{entity.id}`, and under `not` too."
                hint = "Keep one: `aka` is printed and linked, `not` is warned of."
                yield problem(Line(path, entity), "entity/name-avoided", message, hint)


def problem(line: Line, code: str, message: str, hint: str = "") -> Problem:
    """An error at a register's line."""
    return at(line.path, line.record.span, code, message, hint)


def is_one_off(text: str, address: str) -> bool:
    """Whether an unregistered source is meant as one: not written like an id (a capital, a
    space, another script), or cited with an address (the authors' format, Registers)."""
    return bool(address) or not text.isascii() or text != text.lower() or " " in text


def facts_of(registry: Registry, forms: Mapping[str, Iterable[str]]) -> dict[int, str]:
    """What the registers say, fact by fact, as it is asked for: each fact's number with a text
    that differs when the fact does. Where a line stands is no part of it."""
    found = {fact(f"forms {register}"): digest(sorted(forms[register])) for register in forms}
    for register, records in registry.records.items():
        found[fact(f"ids {register}")] = ",".join(records) if records is not None else "-"
        for id_, record in (records or {}).items():
            found[fact(f"record {register} {id_}")] = digest(bare(record))
        for name, id_ in getattr(registry.names, register).items():
            found[fact(f"name {register} {name}")] = id_
    for place, held in registry.inside.items():
        found[fact(f"inside {place}")] = digest([bare(each) for each in held])
    return found


def bare(record: Record) -> Record:
    """A record without its place in the file."""
    return replace(record, span=NOWHERE)
