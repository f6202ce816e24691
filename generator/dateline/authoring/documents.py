"""A whole JSON Schema for each kind of file: briefings, and the four registers.

JSON Schema draft-07, which editors speak. The rules between fields that a schema can say are here;
what is beyond it (references, dates that the calendar lacks, Markdown) is for the build alone.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from dateline.authoring import patterns
from dateline.authoring.forms import (
    LINE,
    PROSE,
    Json,
    field,
    part_name,
    reference,
    string,
)
from dateline.authoring.words import NO_WORDS, Words
from dateline.model import schema
from dateline.model.schema import Shape

DRAFT = "http://json-schema.org/draft-07/schema#"
SHAPES = (schema.PHOTO, schema.FIGURE, schema.CORRECTION, schema.UPDATE,
          *schema.REGISTER_SHAPES.values())  # fmt: skip
PAIRS = tuple(
    each.type.item
    for each in (*schema.BRIEFING.fields, *schema.ENTRY.fields)
    if isinstance(each.type, schema.Many | schema.Several)
    if isinstance(each.type.item, schema.Pair)
)
"""All short forms."""
IN_SECTION = replace(
    schema.ENTRY, fields=tuple(f for f in schema.ENTRY.fields if f.key != "section")
)
"""An entry under its section's name."""
WITHDRAWN: Json = {
    "required": ["status"],
    "properties": {"status": string(patterns.choice_of(("withdrawn",)))},
}


def json_schema(kind: str = "briefing", words: Words = NO_WORDS) -> dict[str, Any]:
    """The schema of one of `KINDS`, with the words of a site to offer."""
    body = {"$schema": DRAFT, **KINDS[kind](kind, words)}
    known = definitions(words)
    used = reached(body, known)
    return {**body, "definitions": {name: known[name] for name in known if name in used}}


def briefing(_: str, words: Words) -> Json:
    """A file of one briefing."""
    return fields(schema.BRIEFING, words)


def register(kind: str, words: Words) -> Json:
    """A register: lines, each with an id, and a name or fields."""
    shape = schema.REGISTER_SHAPES[kind]
    name = shape.fields[0]
    line = {
        "description": f"{shape.doc} The key is its permanent id, and its address.",
        "anyOf": [{"description": name.doc, **LINE}, reference(shape.slug)],
    }
    return {
        "title": kind.capitalize(),
        "description": f"Lines `id: Name`, or `id:` with fields below it. {shape.doc}",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": patterns.SLUG},
        "additionalProperties": line,
    }


def entities(kind: str, words: Words) -> Json:
    """The register of entities: four kinds, each with its lines."""
    lines = register(kind, words)
    return {
        "title": lines.pop("title"),
        "description": f"Names that become links: {', '.join(schema.ENTITY_GROUPS)}.",
        "type": "object",
        "minProperties": 1,
        "properties": dict.fromkeys(schema.ENTITY_GROUPS, lines),
        "additionalProperties": False,
    }


KINDS: dict[str, Callable[[str, Words], Json]] = {
    "briefing": briefing,
    "sections": register,
    "threads": register,
    "sources": register,
    "entities": entities,
}
"""Each kind of file with what makes its schema."""


def fields(shape: Shape, words: Words, needed: tuple[str, ...] = ()) -> Json:
    """A shape: its fields, those needed, and no others."""
    required = [*needed, *(each.key for each in shape.fields if each.needed)]
    one_of = [{"required": [key]} for key in shape.one_of]
    return {
        "title": shape.word.capitalize(),
        "description": shape.doc,
        "type": "object",
        "properties": {each.key: field(each, words) for each in shape.fields},
        "additionalProperties": False,
        **({"required": required} if required else {}),
        **({"anyOf": one_of} if one_of else {}),
    }


def entry(shape: Shape, words: Words, needed: tuple[str, ...] = ()) -> Json:
    """An entry tells something, unless it is withdrawn; then it says why."""
    made = fields(shape, words, needed)
    explained = {"if": WITHDRAWN, "then": {"required": ["corrections"]}}
    return {**made, "anyOf": [*made["anyOf"], WITHDRAWN], **explained}


def definitions(words: Words) -> dict[str, Json]:
    """All that the schemas refer to, by name."""
    placed = {"anyOf": [PROSE, reference("entry-in-section")]}
    listed = {"type": "array", "minItems": 1, "items": placed}
    alone = "An entry, its text alone, or a list of these."
    return {
        "entry": entry(schema.ENTRY, words, ("section",)),
        "entry-in-section": entry(IN_SECTION, words),
        "in-section": {"description": alone, "anyOf": [*placed["anyOf"], listed]},
        **{shape.slug: fields(shape, words) for shape in SHAPES},
        **{part_name(each): field(each.shape.part(each.value), words) for each in PAIRS},
        **{name: {"enum": [*offered]} for name, offered in offers(words)},
        "anything": {
            "type": ["string", "number", "boolean", "array", "object"],
            "items": reference("anything"),
            "additionalProperties": reference("anything"),
        },
    }


def offers(words: Words) -> list[tuple[str, tuple[str, ...]]]:
    """The site's words by what they name, where there are any."""
    every = ((name, getattr(words, name)) for name in words.__struct_fields__)
    return [(name, offered) for name, offered in every if offered]


def reached(body: Json, known: dict[str, Json]) -> set[str]:
    """The definitions that a schema needs, directly or by way of others."""
    found: set[str] = set()
    waiting = [str(body)]
    while waiting:
        for name in re.findall(r"#/definitions/([a-z-]+)", waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(str(known[name]))
    return found
