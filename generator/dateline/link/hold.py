"""Drafts and embargoed items: held back before anything is linked."""

from datetime import datetime
from typing import TypeVar

from msgspec.structs import replace

from dateline.model.briefing import Briefing, Entry
from dateline.model.linked import Edition
from dateline.model.settings import Settings

T = TypeVar("T", Briefing, Entry)


def hold_back(edition: Edition, settings: Settings) -> tuple[Edition, tuple[str, ...], bool]:
    """What of a briefing may be published now, the ids of the entries held back, and whether
    all of it is.

    With `settings.drafts` everything may; an embargo that is still in it is one that has not
    passed. Key points of a held entry go with it.
    """
    if settings.drafts:
        return let_out(edition, settings.now), (), False
    if is_held(edition.briefing, settings.now):
        return edition, (), True
    held = tuple(i.key.id for i in edition.items if is_held(i.entry, settings.now))
    return (without(edition, frozenset(held)) if held else edition), held, False


def may_be_held(edition: Edition) -> bool:
    """Whether what is published of a briefing may depend on the time or on `--drafts`."""
    every: list[Briefing | Entry] = [edition.briefing, *(item.entry for item in edition.items)]
    return any(bool(each.draft) or each.embargo is not None for each in every)


def embargoes(briefing: Briefing) -> tuple[datetime, ...]:
    """When the embargoes of a briefing and of its entries end."""
    every: tuple[Briefing | Entry, ...] = (briefing, *briefing.entries)
    return tuple(each.embargo for each in every if each.embargo is not None)


def is_held(item: Briefing | Entry, now: datetime) -> bool:
    """A draft, or under an embargo that has not passed."""
    return bool(item.draft) or (item.embargo is not None and item.embargo > now)


def let_out(edition: Edition, now: datetime) -> Edition:
    """The edition less the embargoes that have passed: they hold nothing back any more."""
    return replace(
        edition,
        briefing=free(edition.briefing, now),
        items=tuple(replace(item, entry=free(item.entry, now)) for item in edition.items),
    )


def free(item: T, now: datetime) -> T:
    """An entry or a briefing less its embargo, if that has passed."""
    has_passed = item.embargo is not None and item.embargo <= now
    return replace(item, embargo=None) if has_passed else item


def without(edition: Edition, gone: frozenset[str]) -> Edition:
    """The edition less some entries, and the key points that name them."""
    return replace(
        edition,
        items=tuple(item for item in edition.items if item.key.id not in gone),
        points=tuple((point, id_) for point, id_ in edition.points if id_ not in gone),
    )
