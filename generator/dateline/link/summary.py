"""Key points to entries: a point names an entry's id, or a section with one entry."""

from msgspec.structs import replace

from dateline.model.briefing import Point
from dateline.model.library import Edition, Item
from dateline.model.values import nearest
from dateline.problems import Problem


def item_of(point: Point, edition: Edition) -> Item | None:
    """The entry a key point names, or None."""
    if not point.entry:
        return None
    name = point.entry.casefold()
    for item in edition.items:
        if item.key.id == name:
            return item
    found = [i for i in edition.items if name in (i.section, i.entry.section.text.casefold())]
    return found[0] if len(found) == 1 else None


def with_points(edition: Edition) -> tuple[Edition, tuple[Problem, ...]]:
    """The edition with its key points resolved, and those that name nothing."""
    points, problems = [], []
    for point in edition.briefing.summary:
        item = item_of(point, edition)
        if point.entry and item is None:
            problems.append(unknown(point, point.entry, edition))
        points.append((point, item.key.id if item else ""))
    return replace(edition, points=tuple(points)), tuple(problems)


def unknown(point: Point, name: str, edition: Edition) -> Problem:
    """A key that names no entry is likely a sentence with a colon in it."""
    span = point.span
    same = [i.key.id for i in edition.items if i.entry.section.text.casefold() == name.casefold()]
    known = [text for i in edition.items for text in (i.entry.section.text, i.key.id)]
    near = nearest(name, list(dict.fromkeys(known)))
    if same:
        message = f"`{name}` has {len(same)} entries: name one by its id ({', '.join(same)})."
        hint = f"- {same[0]}: {point.text}"
    else:
        message = f"`{name}` is no entry and no section of this briefing."
        hint = f"Did you mean `{near}`? If it" if near else "If it"
        hint += f' belongs to the text:  - "{name}: {point.text}"'
    return Problem(
        edition.briefing.path,
        *(span.line, span.column, span.end_line, span.end_column),
        "summary/unknown-entry",
        "error",
        message,
        hint,
    )
