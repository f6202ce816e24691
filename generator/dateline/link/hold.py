"""Drafts and embargoed items: held back before anything is linked."""

from datetime import datetime

from msgspec.structs import replace

from dateline.model.briefing import Briefing, Entry
from dateline.model.linked import Edition, EditionKey, Key
from dateline.model.settings import Settings


def hold_back(
    editions: tuple[Edition, ...], settings: Settings
) -> tuple[tuple[Edition, ...], frozenset[EditionKey | Key]]:
    """What may be published now, and the keys of what is held back.

    With `settings.drafts` everything may. Key points of a held entry go with it.
    """
    if settings.drafts:
        return editions, frozenset()
    held: set[EditionKey | Key] = set()
    kept = []
    for edition in editions:
        if is_held(edition.briefing, settings.now):
            held.add(edition.key)
            held.update(item.key for item in edition.items)
            continue
        gone = {i.key for i in edition.items if is_held(i.entry, settings.now)}
        held |= gone
        kept.append(without(edition, gone) if gone else edition)
    return tuple(kept), frozenset(held)


def is_held(item: Briefing | Entry, now: datetime) -> bool:
    """A draft, or under an embargo that has not passed."""
    return bool(item.draft) or (item.embargo is not None and item.embargo > now)


def without(edition: Edition, gone: set[Key]) -> Edition:
    """The edition less some entries, and the key points that name them."""
    ids = {key.id for key in gone}
    return replace(
        edition,
        items=tuple(item for item in edition.items if item.key not in gone),
        points=tuple((point, id_) for point, id_ in edition.points if id_ not in ids),
    )
