"""Nodes to values, by the types of the schema: one small function for each type.

A converter returns the value, or None after it has said what is wrong (no value of the format
is None).
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from dateline.compile.records import MAKERS
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.briefing import Citation, Name
from dateline.model.names import is_slug
from dateline.model.paths import clean_path, is_address
from dateline.model.prose import Prose
from dateline.model.schema import Shape
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.model.values import (
    Wrong,
    nearest,
    parse_bool,
    parse_coordinates,
    parse_date,
    parse_dated,
    parse_reference,
    parse_time,
    parse_value,
)

HEADLINE = re.compile(r"\s*^# +(\S.*?)[ \t]*$\n?", re.MULTILINE)
KINDS_OF_NODE = {Mapping: "a mapping (key: value)", Sequence: "a list"}


def convert(node: Node, type_: schema.Type, sheet: Sheet, what: str) -> Any:
    """A node's value, by its type in the schema; `what` is how messages name the field."""
    return CONVERTERS[type(type_)](node, type_, sheet, what)


def fields(node: Mapping, shape: Shape, sheet: Sheet) -> dict[str, Any] | None:
    """A mapping's values by attribute, or None if it lacks one that is needed.

    Unknown keys are errors that name the nearest known one. A value that could not be read is
    left out; if it was needed, the whole is None (its mistake is said already).
    """
    given = {key.text: (key, value) for key, value in node.items}
    for key, _ in node.items:
        if shape.field(key.text) is None:
            unknown_key(key, shape, sheet)
    values: dict[str, Any] = {}
    complete = True
    for field in shape.fields:
        if field.key in given:
            value = convert(given[field.key][1], field.type, sheet, field.key)
            if value is not None:
                values[field.attribute or field.key] = value
            complete = complete and (value is not None or not field.needed)
        elif field.needed:
            complete = False
            sheet.error(
                at_start(node.span),
                f"{code_of(shape)}/missing-{field.key}",
                f"{shape.name[0].upper()}{shape.name[1:]} needs `{field.key}`.",
                f"{field.key}: {field.example}" if field.example else "",
            )
    return values if complete else None


def code_of(shape: Shape) -> str:
    """The first part of a problem's code: `entry` for an entry."""
    return shape.name.split(" ", 1)[1].replace(" ", "-")


def unknown_key(key: Scalar, shape: Shape, sheet: Sheet) -> None:
    """Say that a shape has no such key, and which is nearest."""
    known = nearest(key.text, [field.key for field in shape.fields])
    hint = f"Did you mean `{known}`?" if known else keys_of(shape)
    sheet.error(
        key.span,
        f"{code_of(shape)}/unknown-key",
        f"`{key.text}` is no field of {shape.name}.",
        hint,
    )


def keys_of(shape: Shape) -> str:
    """A sentence with all keys of a shape."""
    return "Known here: " + ", ".join(field.key for field in shape.fields) + "."


def at_start(span: Span) -> Span:
    """The first character of a span: where to say that something is missing."""
    return Span(span.line, span.column, span.line, span.column + 1)


def scalar(node: Node, sheet: Sheet, what: str) -> Scalar | None:
    """The node, if it is one text that is not blank."""
    if not isinstance(node, Scalar):
        kind = KINDS_OF_NODE[type(node)]
        sheet.error(
            node.span,
            "field/not-text",
            f"`{what}` is one text, but here stands {kind}.",
            'If the text holds ": " or starts with a sign such as [ { * & ! % @, put it in quotes.',
        )
        return None
    if not node.text.strip():
        sheet.error(node.span, "field/empty", f"`{what}` is empty.", "Fill it, or leave it out.")
        return None
    return node


def text(node: Node, _: schema.Text, sheet: Sheet, what: str) -> str | None:
    """One line of words; what YAML took for a comment is shown as a warning."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    warn_of_comment(found, sheet, what)
    if "\n" in found.text.strip() or found.style == ">":
        sheet.error(found.span, "field/one-line", f"`{what}` is one line; here it has several.")
        return None
    return found.text.strip()


def warn_of_comment(found: Scalar, sheet: Sheet, what: str) -> None:
    """YAML drops what follows ` #`; a text that loses words so must not go unnoticed."""
    if found.comment:
        end = found.span.end_column
        sheet.warn(
            Span(found.span.end_line, end, found.span.end_line, end + 1 + len(found.comment)),
            "text/comment",
            f"YAML takes `{found.comment.strip()}` for a comment: it is not printed in `{what}`.",
            "If it belongs to the text, put the text in quotes or in a block (|).",
        )


class Story(NamedTuple):
    """An entry's text: its headline (empty without one) and where that stands, and the rest."""

    headline: str
    span: Span
    prose: Prose | None


def markdown(node: Node, type_: schema.Markdown, sheet: Sheet, what: str) -> Any:
    """A text with Markdown, compiled to `Prose`; an entry's, with its headline, to `Story`."""
    found = block(node, sheet, what)
    if found is None:
        return None
    return story(found, sheet) if type_.headline else sheet.prose(found)


def story(found: Scalar, sheet: Sheet) -> Story:
    """Take off a first line `# …`; compile what follows."""
    first = HEADLINE.match(found.text)
    if first is None:
        return Story("", found.span, sheet.prose(found))
    span = found.place(first.start(1), first.end(1))
    rest = found.text[first.end() :]
    return Story(first[1], span, sheet.prose(found, first.end()) if rest.strip() else None)


def block(node: Node, sheet: Sheet, what: str) -> Scalar | None:
    """The node, if it is a block `|` or stands on one line."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    warn_of_comment(found, sheet, what)
    if found.style == ">" or (found.style != "|" and found.lines > 1):
        sheet.error(
            found.span,
            "text/folded",
            f"`{what}` stands on several lines without `|`: YAML would join the lines.",
            f"{what}: |  and the text below it, indented",
        )
        return None
    return found


def small(parse: Callable[[Scalar, Sheet], Any], code: str) -> Callable[..., Any]:
    """A converter for a small language that answers with a value or `Wrong`."""

    def converter(node: Node, _: schema.Type, sheet: Sheet, what: str) -> Any:
        found = scalar(node, sheet, what)
        if found is None:
            return None
        value = parse(found, sheet)
        if isinstance(value, Wrong):
            sheet.wrong(found, code, value)
            return None
        return value

    return converter


def zone_of(sheet: Sheet) -> str:
    return sheet.settings.timezone


def slug(node: Node, _: schema.Slug, sheet: Sheet, what: str) -> str | None:
    """An id: small ASCII letters, digits, hyphens."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    if not is_slug(found.text):
        sheet.error(
            found.span,
            "field/bad-id",
            f"`{found.text}` cannot be an id: ids are small letters a-z, digits and hyphens.",
        )
        return None
    return found.text


def choice(node: Node, type_: schema.Choice, sheet: Sheet, what: str) -> str | None:
    """One of the words the field knows, case ignored."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    for word in type_.of:
        if found.text.lower() == word.lower():
            return word
    near = nearest(found.text, list(type_.of))
    hint = f"Did you mean `{near}`?" if near else ""
    sheet.error(
        found.span,
        f"field/unknown-{what.replace('_', '-')}",
        f"`{found.text}` is no {what}; known are {', '.join(type_.of)}.",
        hint,
    )
    return None


def name(node: Node, _: schema.Named, sheet: Sheet, what: str) -> Name | None:
    """A name of a register, as written: link finds it."""
    words = text(node, schema.Text(), sheet, what)
    return None if words is None else Name(words, node.span)


def amount(node: Node, _: schema.Amount, sheet: Sheet, what: str) -> Any:
    """A VALUE: `(Value, unit, citations)`."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    parsed = parse_value(found.text)
    if isinstance(parsed, Wrong):
        sheet.wrong(found, "figure/bad-value", parsed)
        return None
    value, unit, raw = parsed
    citations = tuple(
        Citation(Name(source, found.place(start, end), address), pinpoint, address)
        for source, pinpoint, address, start, end in raw
    )
    return value, unit, citations


def file(node: Node, _: schema.File, sheet: Sheet, what: str) -> str | None:
    """A path under the authors' folder; relative to the file, or to the folder from `/` on."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    path = clean_path(sheet.folder, found.text)
    if path is None:
        sheet.error(
            found.span,
            "file/outside",
            f"`{found.text}` leads out of the briefings' folder.",
            "Put the file beside the briefing.",
        )
    return path


def address(node: Node, _: schema.Address, sheet: Sheet, what: str) -> str | None:
    """A web address."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    if not is_address(found.text):
        sheet.error(
            found.span,
            "field/bad-address",
            f"`{found.text}` is no web address: one starts with https:// or http://.",
        )
        return None
    return found.text


def coordinates(node: Node, _: schema.Coordinates, sheet: Sheet, what: str) -> Any:
    """`[lat, lon]`, two numbers in degrees."""
    parts = node.items if isinstance(node, Sequence) else ()
    texts = [part.text for part in parts if isinstance(part, Scalar)]
    parsed = parse_coordinates(texts)
    if isinstance(parsed, Wrong):
        sheet.error(node.span, "entity/bad-coordinates", parsed.message, parsed.hint)
        return None
    return parsed


def link_names(node: Node, _: schema.LinkNames, sheet: Sheet, what: str) -> Any:
    """None of the names to link (`False`), or the set not to link."""
    if isinstance(node, Scalar) and node.text.lower() == "false":
        return False
    if isinstance(node, Scalar):
        sheet.error(node.span, "entry/bad-link-names", "`link_names` is false, or a list of names.")
        return None
    found = convert(node, schema.Several(schema.Text()), sheet, what)
    return None if found is None else frozenset(found)


def entries(node: Node, _: schema.Entries, sheet: Sheet, what: str) -> Node:
    """Left as they are: `entries` reads them after the briefing's own fields."""
    return node


def anything(node: Node, _: schema.Anything, sheet: Sheet, what: str) -> bool:
    """A note of the desk's own: nothing of it is kept."""
    return True


def several(node: Node, type_: schema.Several, sheet: Sheet, what: str) -> Any:
    """A list of one type; items that could not be read are left out."""
    if not isinstance(node, Sequence):
        sheet.error(node.span, "field/not-list", f"`{what}` is a list: start each item with `- `.")
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
    """Pairs of language and text."""
    if not isinstance(node, Mapping):
        found = convert(node, type_.item, sheet, what)
        return None if found is None else (("", found),)
    pairs = [(key.text, convert(value, type_.item, sheet, what)) for key, value in node.items]
    return tuple((lang, found) for lang, found in pairs if found is not None)


def object_(node: Node, type_: schema.Object, sheet: Sheet, what: str) -> Any:
    """A mapping with a shape's fields, as its record."""
    if not isinstance(node, Mapping):
        sheet.error(
            node.span,
            "field/not-mapping",
            f"`{what}` takes fields: {', '.join(f.key for f in type_.shape.fields)}.",
        )
        return None
    values = fields(node, type_.shape, sheet)
    return None if values is None else make(type_.shape, values, node.span, sheet)


def pair(node: Node, type_: schema.Pair, sheet: Sheet, what: str) -> Any:
    """`key: value` in its short form, written out, or (where allowed) its one text alone."""
    shape = type_.shape
    if isinstance(node, Scalar) and type_.alone:
        alone = shape.field(type_.alone)
        value = convert(node, alone.type, sheet, what) if alone else None
        return None if value is None else make(shape, {type_.alone: value}, node.span, sheet)
    if isinstance(node, Mapping):
        if type_.long and (len(node.items) > 1 or shape.field(node.items[0][0].text)):
            return object_(node, schema.Object(shape), sheet, what)
        if len(node.items) == 1:
            return short_pair(node, type_, sheet, what)
    sheet.error(
        at_start(node.span),
        "field/not-pair",
        f"Each item of `{what}` is one line `{type_.key}: {type_.value}`.",
    )
    return None


def short_pair(node: Mapping, type_: schema.Pair, sheet: Sheet, what: str) -> Any:
    """The short form: the key is one field, the value another."""
    key, value = node.items[0]
    values = {}
    for name_, part in ((type_.key, key), (type_.value, value)):
        field = type_.shape.field(name_)
        assert field is not None
        found = convert(part, field.type, sheet, f"{what}: {name_}")
        if found is None:
            return None
        values[field.attribute or field.key] = found
    return make(type_.shape, values, node.span, sheet)


def make(shape: Shape, values: dict[str, Any], span: Span, sheet: Sheet) -> Any:
    """A shape's record, or None after saying what does not fit together."""
    return MAKERS[shape.name](values, span, sheet)


CONVERTERS: dict[type, Callable[..., Any]] = {
    schema.Text: text,
    schema.Markdown: markdown,
    schema.Flag: small(lambda s, _: parse_bool(s.text), "field/not-true-or-false"),
    schema.Time: small(lambda s, sheet: parse_time(s.text, sheet.day, zone_of(sheet)), "time/bad"),
    schema.Moment: small(lambda s, sheet: parse_dated(s.text, zone_of(sheet)), "time/bad"),
    schema.Day: small(lambda s, _: parse_date(s.text), "time/bad-date"),
    schema.Slug: slug,
    schema.Language: text,
    schema.Choice: choice,
    schema.Named: name,
    schema.Amount: amount,
    schema.Reference: small(lambda s, _: parse_reference(s.text), "link/bad-reference"),
    schema.File: file,
    schema.Address: address,
    schema.Coordinates: coordinates,
    schema.LinkNames: link_names,
    schema.Anything: anything,
    schema.Entries: entries,
    schema.Many: many,
    schema.Several: several,
    schema.Shown: shown,
    schema.Object: object_,
    schema.Pair: pair,
}
