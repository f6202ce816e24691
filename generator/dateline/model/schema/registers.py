"""The registers: sections, threads, sources, entities."""

from dateline.model.registers import ENTITY_KINDS
from dateline.model.schema.types import (
    Address,
    Choice,
    Coordinates,
    Field,
    Flag,
    Many,
    Markdown,
    Shape,
    Shown,
    Slug,
    Text,
)

GRADES = ("A", "B", "C", "D", "E", "F")
PRECISIONS = ("exact", "vicinity", "locality", "region")

_NAME = Field("name", Shown(Text()), "What readers see it called.", "Turkey border", needed=True)
_AKA = Field(
    "aka",
    Many(Text()),
    "Other names that authors may write for it. In a text, an entity's other names are linked too.",
    "the border",
)
_ABOUT = Field(
    "about",
    Shown(Markdown()),
    "What it is, for the top of its page.",
    "The frontier with Turkey, since 2011.",
)
_MOVED = Field(
    "moved",
    Many(Slug()),
    "Ids that it had before. Each leaves a redirect, so that old links still work.",
    "the-border",
)

SECTION = Shape("a section", "A standing stream of entries.", (_NAME, _AKA, _ABOUT, _MOVED))
THREAD = Shape(
    "a thread",
    "A story that runs over days, across briefings and sections.",
    (
        Field(
            "title",
            Shown(Text(printed=True)),
            "What readers see it called.",
            "The strike at al-Tanf",
            needed=True,
        ),
        _ABOUT,
        _MOVED,
    ),
)
SOURCE = Shape(
    "a source",
    "Who says it: an agency, a ministry, a video.",
    (
        _NAME,
        _AKA,
        Field("kind", Shown(Text()), "What kind of source it is, in your words.", "agency"),
        Field("url", Address(), "Where it publishes.", "https://example.org/"),
        Field(
            "grade",
            Choice(GRADES),
            "How reliable it has been, from A (completely) to E (not at all); F: it cannot be"
            " judged. It is printed in words.",
            "B",
        ),
        _MOVED,
    ),
)
ENTITY = Shape(
    "an entity",
    "A person, place, organisation or thing, with all its names.",
    (
        _NAME,
        _AKA,
        Field(
            "not",
            Many(Text()),
            "Spellings that the house does not print. Outside quotations they bring a warning"
            " with the right form.",
            "Daesh",
            attribute="avoid",
        ),
        Field(
            "short",
            Many(Text()),
            "Abbreviations, linked only after the full name, in the same entry or its headline.",
            "NSA",
        ),
        Field("role", Shown(Text()), "The office or function held.", "US Defense Secretary"),
        Field(
            "note",
            Shown(Markdown()),
            "What it is, for its page.",
            "A town at the crossing into Iraq.",
        ),
        Field("at", Coordinates(), "Where it lies.", "[33.51, 36.29]"),
        Field(
            "in",
            Text(offer="places"),
            "The place that holds this one; it must stand under `places`.",
            "Idlib",
            attribute="within",
        ),
        Field("precision", Choice(PRECISIONS), "How exact the coordinates are.", "locality"),
        Field(
            "protect",
            Flag(),
            "If true, nothing that is published shows more of the place than its locality.",
            "true",
        ),
        _MOVED,
    ),
)
REGISTER_SHAPES = {"sections": SECTION, "threads": THREAD, "sources": SOURCE, "entities": ENTITY}
ENTITY_GROUPS: tuple[str, ...] = ENTITY_KINDS
