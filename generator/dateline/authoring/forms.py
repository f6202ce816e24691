"""How each type of the schema is written: as JSON Schema, and in words.

In: a type, and the words of a site. Out: a piece of a JSON Schema, which may refer to the
definitions that `documents` puts together. Editors show the words where the author points.
"""

from collections.abc import Callable
from typing import Any

from dateline.authoring import patterns
from dateline.authoring.examples import value_of
from dateline.authoring.words import NO_WORDS, Words
from dateline.model import schema
from dateline.model.schema import Field, Type

Json = dict[str, Any]

TYPED = ["string", "number", "boolean"]
"""What an editor makes of a text: `12` and `true` are texts too, if a text is wanted."""
LINE: Json = {"type": TYPED, "pattern": patterns.ONE_LINE}
NAME: Json = {"pattern": patterns.ONE_LINE}
"""A line for a key, which is a text whatever an editor takes it for, `~` too."""
PROSE: Json = {"type": TYPED, "pattern": patterns.SOMETHING}
ID: Json = {"type": TYPED, "pattern": patterns.SLUG, "minimum": 0}
NUMBER: Json = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": patterns.AMOUNT}]}


def field(of: Field, words: Words) -> Json:
    """A field: its form, what it is and how it is written, an example."""
    told = " ".join(part for part in (of.doc, written(of.type)) if part)
    return {"description": told, "examples": [example(of, words)], **form(of.type, words)}


def example(of: Field, words: Words) -> Any:
    """A field's example. Editors offer it, so it is one of the site's words where these are."""
    type_ = of.type.item if isinstance(of.type, schema.Many) else of.type
    offer = words_for(type_, words)
    return offer[0] if offer else value_of(of.type, of.example)


def words_for(type_: Type, words: Words) -> tuple[str, ...]:
    """The site's words that may stand for a type."""
    register = getattr(type_, "offer", "") or getattr(type_, "register", "")
    return getattr(words, register) if register else ()


def form(type_: Type, words: Words) -> Json:
    """A type as JSON Schema."""
    return FORMS[type(type_)](type_, words)


def reference(name: str) -> Json:
    """A reference to one of the document's definitions."""
    return {"$ref": f"#/definitions/{name}"}


def string(pattern: str) -> Json:
    """A text that YAML never takes for anything else."""
    return {"type": "string", "pattern": pattern}


def offered(register: str, words: Words) -> Json:
    """One line of words, some of which may be offered."""
    known = register and getattr(words, register)
    return {"anyOf": [reference(register), LINE]} if known else LINE


def flag(_: Type, words: Words) -> Json:
    """true or false; YAML has them so only in three spellings, the build in all."""
    return {"anyOf": [{"type": "boolean"}, string(patterns.word_of(("true", "false")))]}


def choice(type_: schema.Choice, words: Words) -> Json:
    """One of a few words: small letters are offered, any are taken."""
    return {"anyOf": [{"enum": [*type_.of]}, string(patterns.choice_of(type_.of))]}


def coordinates(_: Type, words: Words) -> Json:
    """Latitude and longitude."""
    return {
        "type": "array",
        "items": [degrees(90), degrees(180)],
        "minItems": 2,
        "additionalItems": False,
    }


def degrees(most: int) -> Json:
    """A number of degrees, north and east positive."""
    number = {"type": "number", "minimum": -most, "maximum": most}
    return {"anyOf": [number, string(patterns.DEGREES)]}


def link_names(_: Type, words: Words) -> Json:
    """`false`, or names."""
    never = [{"enum": [False]}, string(patterns.word_of(("false",)))]
    return {"anyOf": [*never, several(schema.Several(schema.Text("entities")), words)]}


def entries(_: Type, words: Words) -> Json:
    """A list of entries that name their section, or section by section."""
    listed = {"type": "array", "minItems": 1, "items": reference("entry")}
    by_section = {
        "type": "object",
        "minProperties": 1,
        "properties": {name: reference("in-section") for name in words.sections},
        "propertyNames": NAME,
        "additionalProperties": reference("in-section"),
    }
    return {"anyOf": [listed, by_section]}


def several(type_: schema.Several, words: Words) -> Json:
    """A list, not empty."""
    return {"type": "array", "minItems": 1, "items": form(type_.item, words)}


def many(type_: schema.Many, words: Words) -> Json:
    """One, or a list."""
    one = form(type_.item, words)
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}


def shown(type_: schema.Shown, words: Words) -> Json:
    """One text, or one for each language."""
    one = form(type_.item, words)
    by_language = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": patterns.LANGUAGE},
        "additionalProperties": one,
    }
    return {"anyOf": [one, by_language]}


def pair(type_: schema.Pair, words: Words) -> Json:
    """The short form; a text alone if one may stand alone; the fields, if they may be written
    out: wherever one of their keys stands, nothing else is meant."""
    one = short(type_, words)
    if type_.alone:
        return {"anyOf": [form(type_.shape.part(type_.alone).type, words), one]}
    if not type_.long:
        return one
    fields = reference(type_.shape.slug)
    named = [{"required": [each.key]} for each in type_.shape.fields]
    return {
        "if": {"type": "object", "anyOf": named},
        "then": fields,
        "else": {"anyOf": [one, fields]},
    }


def short(type_: schema.Pair, words: Words) -> Json:
    """`key: value`."""
    key, value = type_.shape.part(type_.key), reference(part_name(type_))
    written_as = form(key.type, NO_WORDS)
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": dict.fromkeys(words_for(key.type, words), value),
        "propertyNames": NAME if written_as == LINE else written_as,
        "additionalProperties": value,
    }


def part_name(type_: schema.Pair) -> str:
    """The name among the definitions of what stands after a short form's colon."""
    return f"{type_.shape.slug}-{type_.value}"


def written(type_: Type) -> str:
    """How a type is written, for who points at a field; nothing where the field says it all."""
    if isinstance(type_, schema.Choice):
        return f"One of: {', '.join(type_.of)}."
    if isinstance(type_, schema.Many | schema.Several | schema.Shown):
        inner = written(type_.item)
        return " ".join(part for part in (inner, WRITTEN.get(type(type_), "")) if part)
    if isinstance(type_, schema.Pair):
        fields = " or with its fields" if type_.long else ""
        return f"Each is written `{type_.key}: {type_.value}`{fields}."
    return WRITTEN.get(type(type_), "")


FORMS: dict[type, Callable[[Any, Words], Json]] = {
    schema.Text: lambda type_, words: offered(type_.offer, words),
    schema.Markdown: lambda _, words: PROSE,
    schema.Flag: flag,
    schema.Time: lambda _, words: string(patterns.TIME),
    schema.Moment: lambda _, words: string(patterns.MOMENT),
    schema.DayOrTime: lambda _, words: string(patterns.DAY_OR_TIME),
    schema.Day: lambda _, words: string(patterns.DAY),
    schema.Slug: lambda _, words: ID,
    schema.Language: lambda _, words: string(patterns.LANGUAGE),
    schema.Choice: choice,
    schema.Named: lambda type_, words: offered(type_.register, words),
    schema.Amount: lambda _, words: NUMBER,
    schema.Reference: lambda _, words: string(patterns.REFERENCE),
    schema.File: lambda _, words: {"type": TYPED, "pattern": patterns.FILE},
    schema.Address: lambda _, words: string(patterns.ADDRESS),
    schema.Coordinates: coordinates,
    schema.LinkNames: link_names,
    schema.Anything: lambda _, words: reference("anything"),
    schema.Entries: entries,
    schema.Many: many,
    schema.Several: several,
    schema.Shown: shown,
    schema.Object: lambda type_, words: reference(type_.shape.slug),
    schema.Pair: pair,
}
"""Each type as JSON Schema."""

WRITTEN: dict[type, str] = {
    schema.Markdown: "Markdown, on one line or as a block after `|`.",
    schema.Flag: "`true` or `false`.",
    schema.Time: "`14:30`, `2016-06-19 14:30`, and after it, if need be, `Z`, `+03:00` or"
    " ` Europe/Moscow`.",
    schema.Moment: "`2016-06-20` or `2016-06-20 14:30`.",
    schema.DayOrTime: "`2016-06-18`, `14:30` or `2016-06-18 14:30`.",
    schema.Day: "Year, month, day: `2016-06-19`.",
    schema.Slug: "Small letters a-z, digits and hyphens.",
    schema.Language: "A code: `en`, `ar`, `pt-BR`.",
    schema.Amount: "`11`, `11+`, `<11`, `~300`, `8–11`, `6,500`, `13.5 million`, `45%`; then a"
    " unit, then citations: `11+ people [@sohr]`.",
    schema.Reference: "Date, edition if there are several, id: `2016-06-19#us`,"
    " `2016-06-19-evening#us`.",
    schema.File: "Its path from this file's folder; with a leading `/`, from the top folder of"
    " the briefings.",
    schema.Address: "An address on the web: `https://…`.",
    schema.Coordinates: "Latitude, then longitude, in degrees; south and west are negative.",
    schema.LinkNames: "`false`, or a list of names.",
    schema.Shown: "One text, or one for each language: `{en: …, ar: …}`.",
}
"""How a type is written, where that takes more than the field's own words."""
