"""Key points to entries: a point names an entry's id, or a section with one entry."""

from msgspec.structs import replace

from dateline.model.briefing import Point
from dateline.model.libraries import fact
from dateline.model.linked import Edition, Item, Names
from dateline.model.names import folded
from dateline.model.values import nearest
from dateline.model.values.words import quote
from dateline.problems import Problem, at


def with_points(
    edition: Edition, names: Names, asked: set[int]
) -> tuple[Edition, tuple[Problem, ...]]:
    """The edition with its key points resolved, and those that name nothing.

    Where an entry was left out for its mistakes, a point may have named that one. `asked` takes
    the names that were looked up.
    """
    named = (p.entry or p.text.partition(":")[0] for p in edition.briefing.summary)
    asked |= {fact(f"name sections {folded(name)}") for name in named}
    whole = len(edition.items) == len(edition.briefing.entries)
    points, problems = [], []
    for point in edition.briefing.summary:
        found = items_of(point, edition, names) if point.entry else []
        if point.entry and len(found) != 1 and whole:
            problems.append(unknown(point, found, edition, names))
        if not point.entry and (name := glued(point, edition, names)):
            problems.append(without_space(point, name, edition))
        points.append((point, found[0].key.id if len(found) == 1 else ""))
    return replace(edition, points=tuple(points)), tuple(problems)


def glued(point: Point, edition: Edition, names: Names) -> str:
    """The name of an entry that a point begins with, the colon touching the next word: to YAML
    it is no name then. Empty if there is none."""
    name, colon, rest = point.text.partition(":")
    if not colon or rest[:1].isspace() or not rest:
        return ""
    return name if items_of(replace(point, entry=name), edition, names) else ""


def without_space(point: Point, name: str, edition: Edition) -> Problem:
    """A point whose entry YAML does not see."""
    message = f"A plain space is missing after `{name}:`."
    hint = f"- {name}: {point.text.partition(':')[2]}"
    return at(edition.briefing.path, point.span.first, "yaml/space-after-colon", message, hint)


def items_of(point: Point, edition: Edition, names: Names) -> list[Item]:
    """The entries that a key point's name may mean."""
    name = folded(point.entry)
    by_id = [item for item in edition.items if item.key.id == name]
    section = names.sections.get(name, "")
    return by_id or [
        item
        for item in edition.items
        if item.section == section or folded(item.entry.section.text) == name
    ]


def unknown(point: Point, found: list[Item], edition: Edition, names: Names) -> Problem:
    """A key that names no entry is likely a sentence with a colon in it."""
    span, name = point.span, point.entry
    if found:
        ids = ", ".join(f"`{item.key.id}`" for item in found)
        message = f"{quote(name)} has {len(found)} entries: name one of them by its id, {ids}."
        hint = f"- {found[0].key.id}: {point.text}"
    else:
        known = [text for i in edition.items for text in (i.entry.section.text, i.key.id)]
        near = nearest(name, known)
        what = "has no entry in" if folded(name) in names.sections else "is no entry of"
        message = f"{quote(name)} {what} this briefing."
        hint = f"Did you mean `{near}`? " if near else ""
        quoted = f"{name}: {point.text}".replace('"', '\\"')
        hint += f'If it is part of the text, put the point in quotes:\n- "{quoted}"'
    return at(edition.briefing.path, span, "summary/unknown-entry", message, hint)
