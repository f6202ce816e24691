"""The registers to records: sections, threads, sources, entities."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dateline.compile.convert import fields
from dateline.compile.mends import words
from dateline.compile.scalars import BAD_ID
from dateline.compile.sheet import NO_DAY, Sheet, refused
from dateline.model import schema
from dateline.model.language import is_language
from dateline.model.names import ascii_slug, is_slug, register_name
from dateline.model.prose import Fragments
from dateline.model.registers import ENTITY_KINDS, Entity, Section, Source, Thread
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span, Tree
from dateline.model.values import nearest
from dateline.model.values.words import quote
from dateline.problems import Problem

RECORDS: dict[str, Any] = {"sections": Section, "threads": Thread, "sources": Source}


class Ids(NamedTuple):
    """The ids of a register with their places, and where old ids have moved to so far."""

    now: dict[str, Span]
    old: dict[str, str]


class CompiledRegister(NamedTuple):
    """One register: its records in the file's order (None if it cannot be read), and the
    fragments of their texts."""

    records: tuple[Any, ...] | None
    fragments: dict[str, Fragments]


def compile_register(
    tree: Tree, settings: Settings, *, short: bool = True
) -> tuple[CompiledRegister, tuple[Problem, ...]]:
    """A register's records. One with mistakes stays, less what could not be read, so that what
    refers to it need not complain."""
    sheet = Sheet(tree.path, settings, NO_DAY, short=short)
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
        ids = Ids({key.text: key.span for key, _ in tree.root.items}, {})
        found = rows(tree.root, schema.REGISTER_SHAPES[register], ids, sheet)
        records = [RECORDS[register](**values) for values in found]
    return CompiledRegister(tuple(records), sheet.fragments), tuple(sheet.problems)


def lines(node: Node, what: str, sheet: Sheet) -> None:
    """Say that a register, or a kind of entities, is lines of ids and names."""
    message = f"{what} is lines, each with an id and a name."
    sheet.note(node.span.first, "register/not-lines", message, "al-tanf: Al-Tanf")


def entities(root: Mapping, sheet: Sheet) -> Iterator[Entity]:
    """The entities of all four kinds; ids are unique across the kinds."""
    seen: dict[str, str] = {}
    ids = Ids({}, {})
    for _, node in root.items:
        for key, _ in node.items if isinstance(node, Mapping) else ():
            ids.now.setdefault(key.text, key.span)
    for key, node in root.items:
        if key.text not in ENTITY_KINDS:
            unknown_kind(key, sheet)
        elif not isinstance(node, Mapping) or not node.items:
            if not refused(node):
                lines(node, f"{quote(key.text)}", sheet)
        else:
            for values in rows(node, schema.ENTITY, ids, sheet):
                other = seen.setdefault(values["id"], key.text)
                if other == key.text:
                    yield Entity(kind=key.text, **values)
                else:
                    message = f"The id `{values['id']}` stands under `{other}` already."
                    hint = "An id belongs to one entity: give this one another."
                    sheet.note(values["span"], "entity/id-twice", message, hint)


def unknown_kind(key: Scalar, sheet: Sheet) -> None:
    """Entities stand below the names of their kinds."""
    near = nearest(key.text, ENTITY_KINDS)
    sheet.note(
        key.span,
        "entity/unknown-kind",
        f"{quote(key.text)} is no kind of entity: there are {', '.join(ENTITY_KINDS)}.",
        f"Did you mean `{near}`?" if near else "Write the entity below its kind, indented.",
    )


def rows(root: Mapping, shape: schema.Shape, ids: Ids, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The values of each `id: Name` or `id: {…}`, with `id` and `span`."""
    taken = set(ids.now)
    for key, node in root.items:
        id_ = key.text if is_slug(key.text) else id_instead(key, node, taken, sheet)
        whole = described(node, shape, sheet)
        values, _ = fields(whole, shape, sheet)
        values.setdefault(shape.fields[0].key, (("", key.text),))
        if "moved" in values:
            values["moved"] = tuple(moved(id_, values["moved"], whole, ids, sheet))
        yield {**values, "id": id_, "span": key.span}


def moved(id_: str, olds: tuple[str, ...], node: Mapping, ids: Ids, sheet: Sheet) -> Iterator[str]:
    """The old ids that can leave a redirect: no id of today, and each of one line only."""
    written = next(value for key, value in node.items if key.text == "moved")
    items = written.items if isinstance(written, Sequence) else (written,)
    places = {item.text: item.span for item in items if isinstance(item, Scalar)}
    for old in olds:
        if old in ids.now:
            message = f"`{old}` is the id of line {ids.now[old].line} now."
            hint = "An old id leaves a redirect; it cannot have a page of its own too."
            sheet.note(places[old], "register/moved-in-use", message, hint)
        elif ids.old.setdefault(old, id_) != id_:
            message = f"`{old}` has moved to `{ids.old[old]}` already."
            hint = "An old id can lead to one line only."
            sheet.note(places[old], "register/moved-twice", message, hint)
        else:
            yield old


def id_instead(key: Scalar, node: Node, taken: set[str], sheet: Sheet) -> str:
    """Say that a key cannot be an id; until it is one, the line stands under another."""
    slug = ascii_slug(key.text)
    if slug in taken:
        slug = ""
    name = words(node) if isinstance(node, Scalar) else key.text
    hint = f"{slug or 'a-short-id'}: {name}"
    sheet.note(key.span, "register/bad-id", BAD_ID.format(quote(key.text)), hint)
    taken.add(slug)
    return slug or f"line-{key.span.line}"


def described(node: Node, shape: schema.Shape, sheet: Sheet) -> Mapping:
    """`id: Name` as `id: {name: Name}`: the shape's first field is its name."""
    if isinstance(node, Mapping) and node.items:
        keys = [key for key, _ in node.items]
        if not all(is_language(key.text) and not shape.field(key.text) for key in keys):
            return node
        name = shape.fields[0].key
        message = "Texts by language stand under a field, not directly under the id."
        texts = ", ".join(f"{key.text}: …" for key in keys)
        sheet.note(node.span.first, "register/languages", message, f"{name}: {{{texts}}}")
        return Mapping(((Scalar(name, node.span), node),), node.span)
    return Mapping(((Scalar(shape.fields[0].key, node.span), node),), node.span)
