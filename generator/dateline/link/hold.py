"""Drafts and embargoed items: held back before anything is linked."""

from datetime import datetime

from msgspec.structs import replace

from dateline.model.briefing import Briefing, Entry
from dateline.model.linked import Edition
from dateline.model.settings import Settings


def hold_back(edition: Edition, settings: Settings) -> tuple[Edition, tuple[str, ...], bool]:
    """What of a briefing may be published now, the ids of the entries held back, and whether
    all of it is.

    With `settings.drafts` everything may. Key points of a held entry go with it.
    """
    if settings.drafts:
        return edition, (), False
    if is_held(edition.briefing, settings.now):
        return edition, (), True
    held = tuple(i.key.id for i in edition.items if is_held(i.entry, settings.now))
    return (without(edition, frozenset(held)) if held else edition), held, False


def may_be_held(edition: Edition) -> bool:
    """Whether what is published of a briefing may depend on the time or on `--drafts`."""
    every: list[Briefing | Entry] = [edition.briefing, *(item.entry for item in edition.items)]
    return any(bool(each.draft) or each.embargo is not None for each in every)


def is_held(item: Briefing | Entry, now: datetime) -> bool:
    """A draft, or under an embargo that has not passed."""
    return bool(item.draft) or (item.embargo is not None and item.embargo > now)


def without(edition: Edition, gone: frozenset[str]) -> Edition:
    """The edition less some entries, and the key points that name them."""
    return replace(
        edition,
        items=tuple(item for item in edition.items if item.key.id not in gone),
        points=tuple((point, id_) for point, id_ in edition.points if id_ not in gone),
    )
