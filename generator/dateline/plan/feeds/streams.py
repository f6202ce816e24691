"""What can be followed, and which items it has: the newest, or so many of the older ones.

A stream is named by its row. Items come in the order of the row, the oldest first; corrections in
the order in which they were made. Out of a row the archives of a feed are cut, 50 seats each,
counted from the oldest: a new day leaves those that are full as they are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.model.feeds import FeedItem
from dateline.model.linked import Record
from dateline.model.rows import BRIEFINGS, CHUNK, CORRECTIONS, SETTLEMENTS, Seat
from dateline.model.views import Link
from dateline.plan.feeds.items import (
    Mend,
    briefing_item,
    correction_item,
    entry_item,
    settlement_items,
)
from dateline.plan.scope import REGISTERS, Scope
from dateline.plan.tags import briefing_tag, correction_tag, entry_tag, site_tag, stream_tag


class Followed(NamedTuple):
    """A stream that feeds follow: its name for ever, the page that lists it, called as its feeds
    are besides the site's name (empty: the site itself), and the pages that it had before."""

    id: str
    name: str
    page: Link
    before: tuple[str, ...] = ()


def followed(row: str, scope: Scope) -> Followed:
    """The stream of a row."""
    at, words = scope.at, scope.words
    if row == BRIEFINGS:
        return Followed(site_tag("", scope), "", Link(scope.settings.site_name, at.home))
    if row == SETTLEMENTS:
        page = Link(words("Claims"), at.claims())
        return Followed(site_tag("claims", scope), page.text, page)
    if row == CORRECTIONS:
        page = Link(words("Corrections"), at.corrections())
        return Followed(site_tag("corrections", scope), page.text, page)
    record = record_of(row, scope)
    page = scope.link(record)
    before = tuple(at.stream(scope.kind(record), old) for old in record.moved)
    return Followed(stream_tag(record, scope), page.text, page, before)


def record_of(row: str, scope: Scope) -> Record:
    """The section, thread, entity or source of a row."""
    register, _, id_ = row.partition("/")
    return scope.record(register, id_)


def rows(scope: Scope) -> Iterator[str]:
    """The rows that are followed, those in which nothing stands apart."""
    streams = ((each, id_) for each in REGISTERS.values() for id_ in scope.facts.ids(each))
    every = (f"{register}/{id_}" for register, id_ in streams)
    for row in (BRIEFINGS, SETTLEMENTS, CORRECTIONS, *every):
        if scope.facts.first(row):
            yield row


def archives(row: str, scope: Scope) -> int:
    """How many archives a stream has."""
    if row == CORRECTIONS:
        return len(mends(scope)) // CHUNK
    return scope.facts.chunks(row)


def newest(row: str, scope: Scope) -> tuple[FeedItem, ...]:
    """The newest items: as many as the site says, and more if they are in no archive yet."""
    wanted = scope.settings.feed_items
    if row == CORRECTIONS:
        every = mends(scope)
        kept = max(wanted, len(every) % CHUNK)
        return tuple(correction_item(mend, scope) for mend in every[-kept:])
    rest = scope.facts.chunk(row, scope.facts.chunks(row) + 1)
    return items(row, scope.facts.newest(row, max(wanted, len(rest))), scope)


def archived(row: str, number: int, scope: Scope) -> tuple[FeedItem, ...]:
    """The items of one archive."""
    if row == CORRECTIONS:
        some = mends(scope)[(number - 1) * CHUNK : number * CHUNK]
        return tuple(correction_item(mend, scope) for mend in some)
    return items(row, scope.facts.chunk(row, number), scope)


def has_archive(row: str, number: int, scope: Scope) -> bool:
    """Whether there is an archive of this number; asks no more than that."""
    if row == CORRECTIONS:
        return number <= archives(row, scope)
    return len(scope.facts.chunk(row, number)) == CHUNK


def items(row: str, seats: Iterable[Seat], scope: Scope) -> tuple[FeedItem, ...]:
    """What has seats in a row, as items."""
    if row == BRIEFINGS:
        return tuple(briefing_item(scope.facts.at(seat)[0], scope) for seat in seats)
    entries = scope.facts.items(seats)
    if row == SETTLEMENTS:
        return tuple(each for item in entries for each in settlement_items(item, scope))
    return tuple(entry_item(item, scope) for item in entries)


def mends(scope: Scope) -> tuple[Mend, ...]:
    """All corrections in the order in which they were made; of one moment, in that of the
    briefings and of the author."""
    return scope.once("mends", lambda: tuple(sorted(every_mend(scope), key=made_at)))


def made_at(mend: Mend) -> float:
    """When a correction was made."""
    return mend.correction.at.timestamp()


def every_mend(scope: Scope) -> Iterator[Mend]:
    """All corrections in the order of the briefings."""
    for seat in scope.facts.row(CORRECTIONS):
        edition, item = scope.facts.at(seat)
        of = entry_tag(item.key, scope) if item else briefing_tag(edition.key, scope)
        before = Counter[str]()
        for each in (item.entry if item else edition.briefing).corrections:
            moment = correction_tag(of, each, 0, scope)
            before[moment] += 1
            yield Mend(each, before[moment], edition, item)
