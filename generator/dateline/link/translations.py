"""A translation takes over the facts of the briefing it translates."""

from typing import Any

from msgspec.structs import replace

from dateline.model.briefing import Briefing, Entry
from dateline.model.library import Edition, Item
from dateline.problems import Problem

FACTS: dict[str, Any] = {
    "status": "",
    "threads": (),
    "places": (),
    "kind": None,
    "resolves": (),
    "draft": None,
    "embargo": None,
}
"""What an entry inherits, and the value that means "not said here" (authoring.md, Languages)."""
RESOLVED = {"threads": "threads", "places": "places"}


def inherit(
    translations: tuple[Edition, ...], originals: tuple[Edition, ...]
) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """The translations with what they inherit, and where they contradict."""
    by_key = {edition.key: edition for edition in originals}
    problems: list[Problem] = []
    found = []
    for edition in translations:
        original = by_key.get(edition.key)
        found.append(from_original(edition, original, problems) if original else edition)
    return tuple(found), tuple(problems)


def from_original(edition: Edition, original: Edition, problems: list[Problem]) -> Edition:
    """One translation with its original's facts, entry by entry."""
    originals = {item.key: item for item in original.items}
    items = tuple(
        item_from(item, originals[item.key], edition, problems) if item.key in originals else item
        for item in edition.items
    )
    held: dict[str, Any] = {
        name: getattr(original.briefing, name)
        for name in ("draft", "embargo")
        if getattr(edition.briefing, name) is None
    }
    briefing: Briefing = replace(edition.briefing, **held)
    return replace(edition, items=items, briefing=briefing)


def item_from(item: Item, original: Item, edition: Edition, problems: list[Problem]) -> Item:
    """One entry with its original's facts; a fact said otherwise is an error."""
    facts: dict[str, Any] = {}
    for name, unsaid in FACTS.items():
        theirs, ours = getattr(original.entry, name), getattr(item.entry, name)
        if ours == unsaid:
            facts[name] = theirs
        elif differs(name, item, original):
            problems.append(contradiction(name, item, edition))
    entry: Entry = replace(item.entry, **facts)
    ids = {name: getattr(original, name) for name in RESOLVED if not getattr(item.entry, name)}
    return replace(item, entry=entry, **ids)


def differs(name: str, item: Item, original: Item) -> bool:
    """Whether two languages say different things; names count by what they lead to."""
    if name == "threads":
        return item.threads != original.threads
    if name == "places":
        return [id_ for id_, _ in item.places] != [id_ for id_, _ in original.places]
    if name == "resolves":
        return [(t.target.date, t.target.edition, t.target.entry, t.status)
                for t in item.entry.resolves] != [
            (t.target.date, t.target.edition, t.target.entry, t.status)
            for t in original.entry.resolves]  # fmt: skip
    return bool(getattr(item.entry, name) != getattr(original.entry, name))


def contradiction(name: str, item: Item, edition: Edition) -> Problem:
    """The mistake of saying a fact otherwise than the original does."""
    span = item.entry.span
    key = {"threads": "thread", "places": "place"}.get(name, name)
    return Problem(
        edition.briefing.path,
        *(span.line, span.column, span.line, span.column + 1),
        "translation/contradiction",
        "error",
        f"`{key}` of `{item.key.id}` is not what the briefing it translates says.",
        f"Leave `{key}` out: a translation takes it over.",
    )
