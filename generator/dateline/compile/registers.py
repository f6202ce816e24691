"""The registers to records: sections, threads, sources, entities."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dateline.compile.convert import at_start, fields
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.names import is_slug, register_name
from dateline.model.prose import Fragments
from dateline.model.registers import ENTITY_KINDS, Entity, Registers, Section, Source, Thread
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Tree
from dateline.model.values import nearest
from dateline.problems import Problem

RECORDS: dict[str, Any] = {"sections": Section, "threads": Thread, "sources": Source}
NO_DAY = date(1, 1, 1)
"""Registers hold no times: no day is ever taken from here."""


class CompiledRegister(NamedTuple):
    """One register: its records in the file's order, and the fragments of their texts."""

    records: tuple[Any, ...]
    fragments: dict[str, Fragments]


def compile_register(
    tree: Tree, settings: Settings
) -> tuple[CompiledRegister, tuple[Problem, ...]]:
    """A register's records; those that cannot stand are left out, with their mistakes."""
    sheet = Sheet(tree.path, settings, NO_DAY)
    register = register_name(tree.path)
    assert register is not None
    if tree.root is None:
        return CompiledRegister((), {}), ()
    if not isinstance(tree.root, Mapping):
        sheet.error(
            at_start(tree.root.span), "register/not-mapping", "A register is lines `id: Name`."
        )
        return CompiledRegister((), {}), tuple(sheet.problems)
    if register == "entities":
        records = list(entities(tree.root, sheet))
    else:
        found = rows(tree.root, schema.REGISTER_SHAPES[register], sheet)
        records = [RECORDS[register](**values) for values in found]
    return CompiledRegister(tuple(records), sheet.fragments), tuple(sheet.problems)


def entities(root: Mapping, sheet: Sheet) -> Iterator[Entity]:
    """The entities of all four kinds; ids are unique across the kinds."""
    seen: dict[str, str] = {}
    for key, node in root.items:
        if key.text not in ENTITY_KINDS:
            near = nearest(key.text, list(ENTITY_KINDS))
            sheet.error(
                key.span,
                "entity/unknown-kind",
                f"`{key.text}` is no kind of entity; known are {', '.join(ENTITY_KINDS)}.",
                f"Did you mean `{near}`?" if near else "",
            )
            continue
        if not isinstance(node, Mapping):
            sheet.error(
                at_start(node.span), "register/not-mapping", f"`{key.text}` is lines `id: Name`."
            )
            continue
        for values in rows(node, schema.ENTITY, sheet):
            other = seen.setdefault(values["id"], key.text)
            if other != key.text:
                sheet.error(
                    values["span"],
                    "entity/id-twice",
                    f"`{values['id']}` stands in `{other}` and in `{key.text}`:"
                    " an id belongs to one entity.",
                )
                continue
            yield Entity(kind=key.text, **values)


def rows(root: Mapping, shape: schema.Shape, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The values of each `id: Name` or `id: {…}`, with `id` and `span`."""
    for key, node in root.items:
        if not is_slug(key.text):
            sheet.error(
                key.span,
                "register/bad-id",
                f"`{key.text}` cannot be an id: ids are small letters a-z, digits and hyphens.",
                "Write a short id, and the name after it: `al-tanf: Al-Tanf`.",
            )
            continue
        values = fields(described(node, shape), shape, sheet)
        if values is not None:
            yield {**values, "id": key.text, "span": key.span}


def described(node: Node, shape: schema.Shape) -> Mapping:
    """`id: Name` as `id: {name: Name}`: the shape's first field is its name."""
    if isinstance(node, Mapping):
        return node
    return Mapping(((Scalar(shape.fields[0].key, node.span), node),), node.span)
