"""The registers' names to ids, and what is wrong between the registers' own lines."""

from collections.abc import Iterable
from typing import NamedTuple

from dateline.model.library import Names, Record
from dateline.model.names import ascii_slug
from dateline.model.registers import Entity, Registers, Thread
from dateline.model.values import nearest
from dateline.problems import Problem


class Line(NamedTuple):
    """A register's line for messages: its file and the record."""

    path: str
    record: Record


def names_of(registers: Registers, paths: dict[str, str]) -> tuple[Names, tuple[Problem, ...]]:
    """Lookups for all registers, and the names that two lines claim. `paths`: each register's
    file."""
    tables: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for register in ("sections", "threads", "sources", "entities"):
        records: Iterable[Record] = getattr(registers, register) or ()
        path = paths.get(register, "")
        tables[register], mistakes = lookup([Line(path, record) for record in records])
        problems += mistakes
    problems += check_within(registers.entities or (), paths.get("entities", ""))
    return Names(**tables), tuple(problems)


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
        for form in forms(line.record):
            owner = table.setdefault(form.casefold(), line.record.id)
            if owner != line.record.id:
                problems.append(owned_twice(line, form, owners[owner]))
        for old in line.record.moved:
            if old in owners:
                problems.append(problem(line, "register/moved-in-use", f"`moved` names `{old}`,"
                    " which is still the id of another line."))  # fmt: skip
    return table, problems


def owned_twice(line: Line, form: str, other: Record) -> Problem:
    """Two lines of a register answer to one name."""
    return problem(
        line,
        "register/name-twice",
        f"`{form}` belongs to `{line.record.id}` and to `{other.id}` (line {other.span.line}):"
        " a name can lead to one of them only.",
    )


def check_within(entities: tuple[Entity, ...], path: str) -> list[Problem]:
    """`in` names a place of the register."""
    places = {name: e.id for e in entities if e.kind == "places" for name in folded(e)}
    found = []
    for entity in entities:
        if entity.within and entity.within.casefold() not in places:
            near = nearest(entity.within, [e.id for e in entities if e.kind == "places"])
            found.append(
                problem(
                    Line(path, entity),
                    "entity/unknown-place",
                    f"`in` of `{entity.id}` names `{entity.within}`, which is no place of the"
                    " register.",
                    f"Did you mean `{near}`?" if near else "",
                )
            )
    return found


def folded(record: Record) -> tuple[str, ...]:
    """A record's names as the lookups hold them."""
    return tuple(form.casefold() for form in forms(record))


def problem(line: Line, code: str, message: str, hint: str = "") -> Problem:
    """An error at a register's line."""
    span = line.record.span
    place = (span.line, span.column, span.end_line, span.end_column)
    return Problem(line.path, *place, code, "error", message, hint)


def is_one_off(text: str, address: str) -> bool:
    """Whether an unregistered source is meant as one: not written like an id, or with an
    address (authoring.md, Registers)."""
    return bool(address) or ascii_slug(text) != text
