"""A briefing, an entry, what became of a claim, a correction: each as an item of a feed.

In: what it is about. Out: the item, in full. It says nothing that is true only for a while, such as
what stands beside it: an item changes if what it tells of does.
"""

from collections.abc import Iterator
from typing import NamedTuple

from dateline.model import language
from dateline.model.briefing import Correction
from dateline.model.feeds import (
    BriefingContent,
    CorrectionContent,
    EntryContent,
    FeedItem,
)
from dateline.model.linked import FINAL, Edition, Item
from dateline.model.views import EntryView, Held, Link, Picture, Settlement
from dateline.plan.briefing import description, newer_original, points
from dateline.plan.dating import published, updated, updated_entry
from dateline.plan.entry import alone, correction, corrections, pictures, shown
from dateline.plan.figures import briefing_figures
from dateline.plan.headlines import title_of, with_status
from dateline.plan.scope import Scope
from dateline.plan.sources import ledger
from dateline.plan.tags import briefing_tag, correction_tag, entry_tag, settlement_tag
from dateline.plan.targets import targets


class Mend(NamedTuple):
    """A correction, with the number by which it is told from others of its moment, and the entry
    or (None) the briefing that it mends."""

    correction: Correction
    number: int
    edition: Edition
    item: Item | None


def briefing_item(edition: Edition, scope: Scope) -> FeedItem:
    """A briefing."""
    content = briefing_content(edition, scope)
    entries = content.entries
    first = title_of(edition.items[0], scope) if edition.items else ""
    return FeedItem(
        id=briefing_tag(edition.key, scope),
        title=marked(scope.title(edition), scope.held(edition.briefing), scope),
        address=scope.at.briefing(edition.key),
        published=published(edition, scope),
        updated=updated(edition, scope),
        summary=description(content, scope) or first,
        by=edition.briefing.by,
        topics=tuple(dict.fromkeys(topic for entry in entries for topic in topics(entry))),
        pictures=(*content.pictures, *(each for entry in entries for each in photos(entry))),
        content=content,
    )


def briefing_content(edition: Edition, scope: Scope) -> BriefingContent:
    """A briefing in full, without ways on from it."""
    briefing = edition.briefing
    photos = pictures(briefing.photos, briefing.texts, scope)
    return BriefingContent(
        date=edition.key.date,
        newer=newer_original(edition, scope),
        intro=shown(briefing.intro),
        points=tuple(points(edition, scope)),
        pictures=photos,
        figures=briefing_figures(edition, scope),
        entries=tuple(alone(item, scope) for item in edition.items),
        ledger=tuple(ledger(edition, scope)),
        corrections=corrections(briefing.corrections, scope),
        targets=targets(briefing.texts, edition.key, scope, photos),
    )


def entry_item(item: Item, scope: Scope) -> FeedItem:
    """An entry; the streams that it stands in share it."""
    return scope.once(("feed item", item.key), lambda: _entry_item(item, scope))


def _entry_item(item: Item, scope: Scope) -> FeedItem:
    view = alone(item, scope)
    return FeedItem(
        id=entry_tag(item.key, scope),
        title=marked(title_of(item, scope), scope.held_entry(item), scope),
        address=view.own,
        published=published(scope.edition_of(item.key), scope),
        updated=updated_entry(item, scope),
        summary=item.entry.told,
        by=view.cite.by,
        topics=topics(view),
        pictures=tuple(photos(view)),
        content=EntryContent(day=item.key.date, entry=view),
    )


def settlement_items(item: Item, scope: Scope) -> Iterator[FeedItem]:
    """What an entry says became of claims, those that it leaves open apart."""
    told = entry_item(item, scope)
    for claim, status in scope.settled(item):
        if status in FINAL:
            settles = Settlement(line=scope.line(claim), status=status)
            content = EntryContent(day=item.key.date, entry=alone(item, scope), settles=settles)
            yield FeedItem(
                id=settlement_tag(claim.key, item.key, scope),
                title=marked(
                    with_status(claim.entry.title, status, scope), scope.held_entry(item), scope
                ),
                address=told.address,
                published=told.published,
                updated=told.updated,
                summary=told.summary,
                by=told.by,
                topics=told.topics,
                pictures=told.pictures,
                content=content,
            )


def correction_item(mend: Mend, scope: Scope) -> FeedItem:
    """A correction."""
    given, number, edition, item = mend
    key = item.key if item else edition.key
    of = entry_tag(item.key, scope) if item else briefing_tag(edition.key, scope)
    word = language.translations(scope.lang).ngettext("Correction", "Corrections", 1)
    title = title_of(item, scope) if item else scope.title(edition)
    held = scope.held_entry(item) if item else scope.held(edition.briefing)
    view = correction(given, scope)
    return FeedItem(
        id=correction_tag(of, given, number, scope),
        title=marked(f"{word}{scope.words(': ')}{title}", held, scope),
        address=scope.at.own(item.key) if item else scope.at.briefing(edition.key),
        published=view.at,
        updated=view.at,
        summary=given.note.lead,
        by=(item.entry.by if item else ()) or edition.briefing.by,
        topics=topics(alone(item, scope)) if item else (),
        content=CorrectionContent(
            correction=view,
            of=scope.line(item) if item else None,
            briefing=scope.briefing_line(edition),
            targets=targets((given.note,), key, scope),
        ),
    )


def marked(title: str, held: Held | None, scope: Scope) -> str:
    """A title that says first, where drafts are shown, that its item is not published yet."""
    if not held:
        return title
    return f"{scope.words('Draft:') if held.draft else scope.words('Under embargo:')} {title}"


def topics(entry: EntryView) -> tuple[Link, ...]:
    """The streams that an entry stands in, those of its sources apart."""
    others = (each.stream for each in (*entry.threads, *entry.places, *entry.names))
    return tuple(dict.fromkeys((entry.section, *others)))


def photos(entry: EntryView) -> Iterator[Picture]:
    """The pictures of an entry and of its updates."""
    yield from entry.pictures
    for update in entry.updates:
        yield from update.pictures
