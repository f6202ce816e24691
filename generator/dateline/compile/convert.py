"""Nodes to values, by the types of the schema: fields, lists, and short forms.

In: a node, its type, and the field's key for messages. Out: the value, or None after what is
wrong has been said (no value of the format is None). What read has refused is passed over in
silence. Texts are read in `scalars` and `texts`.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from dateline.compile.mends import as_list, as_pairs, words
from dateline.compile.records import MAKERS
from dateline.compile.scalars import SCALARS
from dateline.compile.sheet import Sheet, refused
from dateline.compile.texts import markdown
from dateline.compile.timed import days_of
from dateline.model import schema
from dateline.model.language import is_language
from dateline.model.schema import Shape
from dateline.model.tree import Mapping, Node, Scalar, Sequence
from dateline.model.values import nearest
from dateline.model.values.words import quote

FIELD = re.compile(r"[a-z_]+")


def convert(node: Node, type_: schema.Type, sheet: Sheet, what: str) -> Any:
    """A node's value, by its type in the schema; `what` is the field's key."""
    if isinstance(type_, schema.Anything):
        return True
    if refused(node):
        return None
    if not isinstance(node, Scalar) and not node.items:
        sheet.empty(node, what)
        return None
    return CONVERTERS[type(type_)](node, type_, sheet, what)


def fields(node: Mapping, shape: Shape, sheet: Sheet) -> tuple[dict[str, Any], bool]:
    """A shape's values by attribute, and whether all that are needed are there.

    Unknown keys are errors that name the nearest known one. A value that could not be read is
    left out, its mistake said; so is a needed key that is only mistyped.
    """
    given = {key.text: value for key, value in node.items}
    meant = {unknown_key(key, shape, sheet, above) for key, _, above in with_above(node)}
    values: dict[str, Any] = {}
    for field in shape.fields:
        if field.key in given:
            value = convert(given[field.key], field.type, sheet, field.key)
            if value is not None:
                values[field.attribute or field.key] = value
    needed = [field for field in shape.fields if field.needed]
    missing(node, shape, [f for f in needed if f.key not in {*given, *meant}], sheet)
    return values, all((field.attribute or field.key) in values for field in needed)


def with_above(node: Mapping) -> Iterator[tuple[Scalar, Node, Node | None]]:
    """Each key with its value, and with the value that stands before it."""
    above: Node | None = None
    for key, value in node.items:
        yield key, value, above
        above = value


def missing(node: Mapping, shape: Shape, absent: list[schema.Field], sheet: Sheet) -> None:
    """Say which needed fields are not there."""
    if absent:
        sheet.note(
            node.span.first,
            f"{shape.slug}/missing-{absent[0].key}",
            f"{shape.name[0].upper()}{shape.name[1:]} needs"
            f" {' and '.join(f'`{field.key}`' for field in absent)}.",
            "\n".join(
                f"{field.key}: {field.example}".replace(": \n", ":\n")
                for field in absent
                if field.example
            ),
        )


def unknown_key(key: Scalar, shape: Shape, sheet: Sheet, above: Node | None) -> str:
    """Say that a shape has no such key, and answer which is nearest; empty if all is well.
    `above` is the value that stands before it."""
    if shape.field(key.text) is not None:
        return ""
    glued, colon, _ = key.text.partition(":")
    near = glued if colon and shape.field(glued) else near_key(key, shape)
    known = ", ".join(f"`{field.key}`" for field in shape.fields)
    hints = {
        f"A space is missing after `{glued}:`.": near == glued,
        f"Did you mean `{near}`?": near,
        pasted(key, above): True,
        f"Its fields are {known}.": True,
    }
    message = f"{quote(key.text)} is no field of {shape.name}."
    hint = next(hint for hint, fits in hints.items() if hint and fits)
    sheet.note(key.span, f"{shape.slug}/unknown-key", message, hint)
    return near


def pasted(key: Scalar, above: Node | None) -> str:
    """The mend of a line that was meant for the text above it, and is a key for its colon; empty
    if there is no such text, or the key looks like a field's."""
    while isinstance(above, Mapping | Sequence) and above.items:
        last = above.items[-1]
        above = last[1] if isinstance(last, tuple) else last
    if not isinstance(above, Scalar) or above.style != "|" or FIELD.fullmatch(key.text):
        return ""
    if above.indent < key.span.column:
        return ""
    return f"If it goes on with the text above, indent it with {above.indent} spaces."


def near_key(key: Scalar, shape: Shape) -> str:
    """The key of a shape that a mistyped one most likely means, or nothing."""
    return nearest(key.text.strip(), [field.key for field in shape.fields]) or ""


def several(node: Node, type_: schema.Several, sheet: Sheet, what: str) -> Any:
    """A list of one type; items that could not be read are left out."""
    if not isinstance(node, Sequence):
        message = f"`{what}` is a list: start each of its items with a dash."
        hint = "\n  ".join((f"{what}:", *as_list(node, type_)))
        sheet.note(node.span.first, "field/not-list", message, hint)
        return None
    found = [convert(item, type_.item, sheet, what) for item in node.items]
    return tuple(item for item in found if item is not None)


def many(node: Node, type_: schema.Many, sheet: Sheet, what: str) -> Any:
    """One, or a list of them: always a tuple."""
    if isinstance(node, Sequence):
        return several(node, schema.Several(type_.item), sheet, what)
    found = convert(node, type_.item, sheet, what)
    return None if found is None else (found,)


def shown(node: Node, type_: schema.Shown, sheet: Sheet, what: str) -> Any:
    """Pairs of language and text; the language is empty for a text given for all."""
    if not isinstance(node, Mapping):
        found = convert(node, type_.item, sheet, what)
        return None if found is None else (("", found),)
    pairs = []
    for key, value in node.items:
        found = convert(value, type_.item, sheet, what)
        if not is_language(key.text):
            message = f"{quote(key.text)} is no language; `{what}` takes one text, or one for each."
            sheet.note(key.span, "field/unknown-language", message, f"{what}: {{en: …, ar: …}}")
        elif found is not None:
            pairs.append((key.text, found))
    return tuple(pairs) or None


def object_(node: Node, type_: schema.Object, sheet: Sheet, what: str) -> Any:
    """Fields of a shape, as its record."""
    shape = type_.shape
    if not isinstance(node, Mapping):
        needed = [field for field in shape.fields if field.needed]
        parts = [words(node), *(field.example for field in needed[1:])]
        lines = (f"  {field.key}: {part}" for field, part in zip(needed, parts, strict=True))
        message = f"`{what}` is written with its fields, each with its name."
        sheet.note(node.span.first, "field/not-fields", message, "\n".join((f"{what}:", *lines)))
        return None
    values, complete = fields(node, shape, sheet)
    return make(shape, values, node, sheet) if complete else None


def pair(node: Node, type_: schema.Pair, sheet: Sheet, what: str) -> Any:
    """`key: value` in its short form, written out, or (where allowed) its one text alone."""
    with sheet.speaking(days_of(node, type_, sheet)):
        return paired(node, type_, sheet, what)


def paired(node: Node, type_: schema.Pair, sheet: Sheet, what: str) -> Any:
    """As `pair`, from where the texts in it speak."""
    shape = type_.shape
    if isinstance(node, Scalar) and type_.alone:
        value = convert(node, shape.part(type_.alone).type, sheet, what)
        return None if value is None else make(shape, {type_.alone: value}, node, sheet)
    if isinstance(node, Mapping):
        named = [key for key, _ in node.items if shape.field(key.text)]
        if type_.long and named:
            if mixed := short_among_fields(node, type_):
                return say_mixed(*mixed, type_, sheet, what)
            return object_(node, schema.Object(shape), sheet, what)
        if len(node.items) == 1:
            return short_pair(node, type_, sheet)
    message = f"Each item of `{what}` is one line: `{type_.key}: {type_.value}`."
    hint = "\n".join(as_pairs(node, type_))
    sheet.note(node.span.first, "field/not-pair", message, hint)
    return None


def short_among_fields(node: Mapping, type_: schema.Pair) -> tuple[Scalar, Node] | None:
    """A short form with fields beside it: it must be written out. None if there is none."""
    keys = {key.text for key, _ in node.items}
    strange = [(key, value) for key, value in node.items if not type_.shape.field(key.text)]
    if keys & {type_.key, type_.value} or len(strange) != 1:
        return None
    return None if near_key(strange[0][0], type_.shape) else strange[0]


def say_mixed(key: Scalar, value: Node, type_: schema.Pair, sheet: Sheet, what: str) -> None:
    """Say how a short form is written beside other fields."""
    sheet.note(
        key.span,
        "field/short-with-fields",
        f"Beside other fields, `{key.text}: …` is written as two fields.",
        f"{type_.key}: {key.text}\n{type_.value}: {words(value)}",
    )


def short_pair(node: Mapping, type_: schema.Pair, sheet: Sheet) -> Any:
    """The short form: the key is one field, the value another."""
    parts = zip((type_.key, type_.value), node.items[0], strict=True)
    values = {}
    for field, part in ((type_.shape.part(name), part) for name, part in parts):
        values[field.attribute or field.key] = convert(part, field.type, sheet, field.key)
    if any(value is None for value in values.values()):
        return None
    return make(type_.shape, values, node, sheet)


def make(shape: Shape, values: dict[str, Any], node: Node, sheet: Sheet) -> Any:
    """A shape's record; what does not fit together is said."""
    return MAKERS[shape.name](values, node, sheet)


def link_names(node: Node, _: schema.LinkNames, sheet: Sheet, what: str) -> Any:
    """None of the names to link (`False`), or those not to link."""
    if isinstance(node, Scalar):
        if node.text.lower() == "false":
            return False
        message = f"`{what}` is `false`, or a list of names."
        sheet.note(node.span, "entry/bad-link-names", message, f"{what}: [{node.text}]")
        return None
    return several(node, schema.Several(schema.Named("entities")), sheet, what)


def entries(node: Node, _: schema.Entries, sheet: Sheet, what: str) -> Node:
    """Left as they are: `entries` reads them after the briefing's own fields."""
    return node


CONVERTERS: dict[type, Callable[..., Any]] = SCALARS | {
    schema.Markdown: markdown,
    schema.LinkNames: link_names,
    schema.Entries: entries,
    schema.Many: many,
    schema.Several: several,
    schema.Shown: shown,
    schema.Object: object_,
    schema.Pair: pair,
}
"""How each type of the schema is read."""
