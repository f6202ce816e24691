"""The registers beside the briefings: sections, threads, sources and entities.

A shown text is `Shown`: pairs of language and text, the language empty for a text that was
given once for all languages.
"""

from typing import Literal

from msgspec import Struct

from dateline.model.prose import Prose
from dateline.model.tree import Span

Shown = tuple[tuple[str, str], ...]
ShownProse = tuple[tuple[str, Prose], ...]
EntityKind = Literal["people", "places", "organisations", "things"]
ENTITY_KINDS: tuple[EntityKind, ...] = ("people", "places", "organisations", "things")


class Section(Struct, frozen=True, gc=False, kw_only=True):
    """A standing stream of entries."""

    id: str
    span: Span
    name: Shown
    aka: tuple[str, ...] = ()
    about: ShownProse = ()
    moved: tuple[str, ...] = ()


class Thread(Struct, frozen=True, gc=False, kw_only=True):
    """A story that runs over days, across briefings and sections."""

    id: str
    span: Span
    title: Shown
    about: ShownProse = ()
    moved: tuple[str, ...] = ()


class Source(Struct, frozen=True, gc=False, kw_only=True):
    """Who says it. `grade` is the Admiralty reliability letter, A to F, or empty."""

    id: str
    span: Span
    name: Shown
    aka: tuple[str, ...] = ()
    kind: Shown = ()
    url: str = ""
    grade: str = ""
    moved: tuple[str, ...] = ()


class Entity(Struct, frozen=True, gc=False, kw_only=True):
    """A person, place, organisation or thing, with all its names.

    `avoid` is the register's `not`: spellings the house does not print. `within` is its `in`:
    the place that holds this one. `at` is latitude and longitude in degrees (WGS 84).
    """

    id: str
    span: Span
    kind: EntityKind
    name: Shown
    aka: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    role: Shown = ()
    note: ShownProse = ()
    at: tuple[float, float] | None = None
    within: str = ""
    precision: Literal["exact", "vicinity", "locality", "region", ""] = ""
    protect: bool = False
    moved: tuple[str, ...] = ()


class Registers(Struct, frozen=True, gc=False, kw_only=True):
    """All four; None where the site has no such file."""

    sections: tuple[Section, ...] | None = None
    threads: tuple[Thread, ...] | None = None
    sources: tuple[Source, ...] | None = None
    entities: tuple[Entity, ...] | None = None


def in_language(texts: Shown, lang: str) -> str:
    """The text for a language, else the one for all, else the first given, else nothing."""
    table = dict(texts)
    return table.get(lang) or table.get("") or next((text for _, text in texts), "")
