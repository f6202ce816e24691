"""An entry to what templates see of it in full."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec.structs import replace

from dateline.model.briefing import Account, Correction, Photo, Update
from dateline.model.linked import Item
from dateline.model.prose import Prose
from dateline.model.registers import Entity, in_language
from dateline.model.views import (
    AccountView,
    CorrectionView,
    EntryView,
    Following,
    Link,
    Picture,
    Settlement,
    UpdateView,
)
from dateline.plan.backlinks import with_mentions
from dateline.plan.citing import citing
from dateline.plan.figures import entry_figures, source
from dateline.plan.scope import Scope
from dateline.plan.streams.following import neighbours, of_entity, of_place, of_thread
from dateline.plan.targets import targets


def entry_view(item: Item, scope: Scope) -> EntryView:
    """An entry in full, with the ways on from it."""
    seat = scope.seat(item)
    before, after = neighbours(f"sections/{item.section}", seat, scope)
    view = replace(
        alone(item, scope),
        places=tuple(of_place(id_, text, seat, scope) for id_, text in item.places),
        threads=tuple(of_thread(id_, seat, scope) for id_ in item.threads),
        names=tuple(of_entity(entity, seat, scope) for entity in named(item, scope)),
        previous=before,
        next=after,
    )
    return with_mentions(view, item.key, scope)


def alone(item: Item, scope: Scope) -> EntryView:
    """The same without the ways on, as it leaves the site: in feeds, mails and books nothing
    changes when another entry is written."""
    return scope.once(("alone", item.key), lambda: _alone(item, scope))


def _alone(item: Item, scope: Scope) -> EntryView:
    entry = item.entry
    texts = entry.texts
    photos = pictures(entry.photos, texts, scope)
    updates = updates_of(item, scope)
    every_photo = (*photos, *(photo for each in updates for photo in each.pictures))
    return EntryView(
        id=item.key.id,
        own=scope.at.own(item.key),
        section=scope.stream("sections", item.section),
        cite=citing(item, scope),
        headline=entry.headline,
        lead=entry.lead,
        text=shown(entry.text),
        label=entry.label,
        status=entry.status,
        kind=entry.kind or "report",
        time=scope.local(entry.time),
        by=entry.by,
        trend=entry.trend,
        places=tuple(Following(stream=place(id_, text, scope)) for id_, text in item.places),
        threads=tuple(Following(stream=scope.stream("threads", id_)) for id_ in item.threads),
        pictures=photos,
        figures=entry_figures(item, scope),
        accounts=tuple(account(each, scope) for each in entry.accounts),
        updates=updates,
        corrections=corrections(entry.corrections, scope),
        earlier=tuple(
            Settlement(line=scope.line(claim), status=status)
            for claim, status in scope.settled(item)
        ),
        later=tuple(
            Settlement(line=scope.line(step.item), status=step.status)
            for step in scope.steps(item.key)
        ),
        names=tuple(
            Following(stream=scope.stream("entities", entity.id)) for entity in named(item, scope)
        ),
        targets=targets(texts, item.key, scope, every_photo),
        held=scope.held(entry),
    )


def named(item: Item, scope: Scope) -> Iterator[Entity]:
    """The entities that an entry mentions, in the order of mention."""
    return (entity for id_, _ in item.names if (entity := scope.entity(id_)))


def place(id_: str, text: str, scope: Scope) -> Link:
    """A place that an entry is set in: by the register's name, or as written."""
    return scope.stream("entities", id_) if scope.entity(id_) else Link(text)


def shown(text: Prose | None) -> Prose | None:
    """A text as pages see it."""
    return text.shown if text else None


def account(given: Account, scope: Scope) -> AccountView:
    """What one source says, with the kind of source it is."""
    record = scope.source(given.source.text)
    kind = in_language(record.kind, scope.lang) if record else ""
    grade = record.grade if record else ""
    link = source(given.source.text, scope)
    return AccountView(source=link, kind=kind, grade=grade, text=given.text.shown)


def pictures(
    photos: Iterable[Photo], texts: Iterable[Prose | None], scope: Scope
) -> tuple[Picture, ...]:
    """Photos as templates see them; those that a text places are marked."""
    placed = {use.target for text in texts if text for use in text.uses if use.kind == "picture"}
    return tuple(picture(photo, photo.file in placed, scope) for photo in photos)


def picture(photo: Photo, placed: bool, scope: Scope) -> Picture:
    """A photo with its words."""
    return replace(
        scope.picture(photo.file),
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
        link=photo.link,
        placed=placed,
    )


def corrections(given: Iterable[Correction], scope: Scope) -> tuple[CorrectionView, ...]:
    """Corrections, the oldest first; of one moment, in the author's order."""
    return tuple(correction(each, scope) for each in sorted(given, key=lambda each: each.at))


def correction(given: Correction, scope: Scope) -> CorrectionView:
    """One correction, in the site's time zone."""
    at = given.at.astimezone(scope.zone)
    return CorrectionView(at=at, timed=given.timed, note=given.note.shown, was=given.was)


def updates_of(item: Item, scope: Scope) -> tuple[UpdateView, ...]:
    """The updates of an entry, newest first. Each says the hour in UTC too, unless the site's
    clock showed just that at all of them."""
    found = tuple(update(each, item, scope) for each in reversed(item.entry.updates))
    if any(each.at.utcoffset() for each in found):
        return tuple(replace(each, utc=each.at.astimezone(UTC)) for each in found)
    return found


def update(given: Update, item: Item, scope: Scope) -> UpdateView:
    """A timed addition, with its anchor."""
    at = given.at.astimezone(scope.zone)
    return UpdateView(
        at=at,
        anchor=(anchor := update_anchor(item.key.id, at, item.key.date)),
        address=scope.at.entry(item.key._replace(id=anchor)),
        text=shown(given.text),
        status=given.status,
        pictures=pictures(given.photos, (given.text,), scope),
    )


def update_anchor(id_: str, at: datetime, day: date) -> str:
    """`ID-HHMM`, or on another day than the briefing's `ID-MMDD-HHMM`; with `-2` at its end where
    the clock of the zone shows the hour for the second time, having been put back."""
    minute = f"{at:%H%M}" if at.date() == day else f"{at:%m%d-%H%M}"
    return f"{id_}-{minute}-2" if at.fold else f"{id_}-{minute}"
