"""The registers to records: sections, threads, sources, entities."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dateline.compile.convert import fields
from dateline.compile.scalars import BAD_ID
from dateline.compile.sheet import Sheet, at_start, refused
from dateline.model import schema
from dateline.model.language import is_language
from dateline.model.names import ascii_slug, is_slug, register_name
from dateline.model.prose import Fragments
from dateline.model.registers import ENTITY_KINDS, Entity, Section, Source, Thread
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Tree
from dateline.model.values import nearest
from dateline.problems import Problem

RECORDS: dict[str, Any] = {"sections": Section, "threads": Thread, "sources": Source}
NO_DAY = date(1, 1, 1)
"""Registers hold no times: no day is ever taken from here."""


class CompiledRegister(NamedTuple):
    """One register: its records in the file's order (None if it cannot be read), and the
    fragments of their texts."""

    records: tuple[Any, ...] | None
    fragments: dict[str, Fragments]


def compile_register(
    tree: Tree, settings: Settings
) -> tuple[CompiledRegister, tuple[Problem, ...]]:
    """A register's records. One with mistakes stays, less what could not be read, so that what
    refers to it need not complain."""
    sheet = Sheet(tree.path, settings, NO_DAY)
    register = register_name(tree.path)
    assert register is not None
    if tree.root is None:
        return CompiledRegister(None, {}), ()
    if not isinstance(tree.root, Mapping) or not tree.root.items:
        lines(tree.root, "A register", sheet)
        return CompiledRegister(None, {}), tuple(sheet.problems)
    if register == "entities":
        records = list(entities(tree.root, sheet))
    else:
        found = rows(tree.root, schema.REGISTER_SHAPES[register], sheet)
        records = [RECORDS[register](**values) for values in found]
    return CompiledRegister(tuple(records), sheet.fragments), tuple(sheet.problems)


def lines(node: Node, what: str, sheet: Sheet) -> None:
    """Say that a register, or a kind of entities, is lines of ids and names."""
    message = f"{what} is lines, each with an id and a name."
    sheet.error(at_start(node.span), "register/not-lines", message, "al-tanf: Al-Tanf")


def entities(root: Mapping, sheet: Sheet) -> Iterator[Entity]:
    """The entities of all four kinds; ids are unique across the kinds."""
    seen: dict[str, str] = {}
    for key, node in root.items:
        if key.text not in ENTITY_KINDS:
            unknown_kind(key, sheet)
        elif not isinstance(node, Mapping) or not node.items:
            if not refused(node):
                lines(node, f"`{key.text}`", sheet)
        else:
            for values in rows(node, schema.ENTITY, sheet):
                other = seen.setdefault(values["id"], key.text)
                if other == key.text:
                    yield Entity(kind=key.text, **values)
                else:
                    message = f"The id `{values['id']}` stands under `{other}` already."
                    hint = "An id belongs to one entity: give this one another."
                    sheet.error(values["span"], "entity/id-twice", message, hint)


def unknown_kind(key: Scalar, sheet: Sheet) -> None:
    """Entities stand below the names of their kinds."""
    near = nearest(key.text, ENTITY_KINDS)
    sheet.error(
        key.span,
        "entity/unknown-kind",
        f"`{key.text}` is no kind of entity: there are {', '.join(ENTITY_KINDS)}.",
        f"Did you mean `{near}`?" if near else "Write the entity below its kind, indented.",
    )


def rows(root: Mapping, shape: schema.Shape, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The values of each `id: Name` or `id: {…}`, with `id` and `span`."""
    name = shape.fields[0].key
    for key, node in root.items:
        id_ = key.text
        if not is_slug(id_):
            id_ = ascii_slug(key.text) or f"line-{key.span.line}"
            words = node.text if isinstance(node, Scalar) and node.lines == 1 else key.text
            hint = f"{id_ if id_.partition('-')[0] != 'line' else 'a-short-id'}: {words}"
            sheet.error(key.span, "register/bad-id", BAD_ID.format(key.text), hint)
        values, _ = fields(described(node, shape, sheet), shape, sheet)
        values.setdefault(name, (("", key.text),))
        yield {**values, "id": id_, "span": key.span}


def described(node: Node, shape: schema.Shape, sheet: Sheet) -> Mapping:
    """`id: Name` as `id: {name: Name}`: the shape's first field is its name."""
    if isinstance(node, Mapping) and node.items:
        keys = [key for key, _ in node.items]
        if not all(is_language(key.text) and not shape.field(key.text) for key in keys):
            return node
        name = shape.fields[0].key
        message = "Texts by language stand under a field, not directly under the id."
        texts = ", ".join(f"{key.text}: …" for key in keys)
        sheet.error(at_start(node.span), "register/languages", message, f"{name}: {{{texts}}}")
        return Mapping(((Scalar(name, node.span), node),), node.span)
    return Mapping(((Scalar(shape.fields[0].key, node.span), node),), node.span)
