"""What an editor would ask about: reports without a source, claims that nothing settles.

In: editions as they are published, and the libraries. Out: warnings. What a file alone shows is
compile's.
"""

from collections.abc import Iterator, Mapping

from dateline.model.libraries import Library
from dateline.model.linked import Edition, Key
from dateline.model.rows import name_of
from dateline.model.tree import Span
from dateline.problems import Problem, at

Claimed = tuple[tuple[str, Span], ...]
"""The ids of a briefing's claimed entries, and where each begins."""


def unsourced(edition: Edition) -> Iterator[Problem]:
    """A report says where it is from; analysis and background need not."""
    for item in edition.items:
        entry = item.entry
        if entry.kind in (None, "report") and not item.cited and entry.status != "withdrawn":
            yield at(
                edition.briefing.path,
                entry.span.first,
                "entry/unsourced",
                "This entry cites no source.",
                "Name one in its text, [@sana], or say `kind: analysis` or `kind: background`.",
            )


def claimed(edition: Edition) -> Claimed:
    """The claims of a briefing."""
    return tuple(
        (item.key.id, item.entry.span.first)
        for item in edition.items
        if item.entry.status == "claimed"
    )


def unresolved(
    libraries: tuple[Library, ...], claims: Mapping[str, Claimed], days: int
) -> Iterator[Problem]:
    """The claims (by file) that nothing has settled for more than `days` days before the newest
    briefing. A translation's are said of its original."""
    for library in libraries:
        standing = [placed for placed in library.placed.values() if not placed.out]
        newest = max((placed.key.date for placed in standing), default=None)
        for placed in standing:
            if newest is None or (newest - placed.key.date).days <= days:
                continue
            for id_, place in claims.get(placed.path, ()):
                original = None if library is libraries[0] else libraries[0].placed.get(placed.key)
                key = Key(*placed.key, id_)
                settled = any(each.is_settled(key) for each in libraries)
                if not settled and not (original and id_ in original.ids):
                    message = f"Nothing has settled this claim for more than {days} days."
                    hint = (
                        "An entry that knows more says so:\n"
                        f"resolves:\n  - {name_of(placed.key)}#{id_}: confirmed"
                    )
                    yield at(placed.path, place, "claim/unresolved", message, hint)
