"""What has changed since the briefing before it in its language.

In: a briefing, and the scope, which knows the one before. Out: the block at its top, and
`delta.json`, both from one comparison. A story continues another that shares a thread with it, in
whatever section, or that it settles or leads to by `see:`; all others are new. Dropped are the
stories of the briefing before that belong to a thread and that none here continues: a story
without a thread ended with its day.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import asdict

from dateline.model.briefing import Status
from dateline.model.delta import (
    ChangeView,
    DeltaBriefing,
    DeltaContinuing,
    DeltaData,
    DeltaSection,
    DeltaSettled,
    DeltaStory,
    DeltaView,
    SectionChangesView,
    SettledView,
)
from dateline.model.linked import FINAL, Edition, EditionKey, Item, Key, led_to
from dateline.model.pages import Page
from dateline.plan.headlines import briefing_headline, headline, headlines
from dateline.plan.scope import Scope
from dateline.plan.shell import data


class SectionChanges(NamedTuple):
    """One section of two briefings: how many entries it had and has, those that are new, those
    that continue others, each with these, and those of the briefing before that were dropped."""

    id: str
    before: int
    now: int
    new: tuple[Item, ...]
    continuing: tuple[tuple[Item, tuple[Item, ...]], ...]
    dropped: tuple[Item, ...]


class Settled(NamedTuple):
    """A claim of an earlier briefing, the word that settled it, and the entry that says so."""

    claim: Item
    status: Status
    by: Item


class Comparison(NamedTuple):
    """A briefing beside the one before it, which the first one does not have."""

    edition: Edition
    previous: Edition | None
    sections: tuple[SectionChanges, ...]
    settled: tuple[Settled, ...]


def compared(edition: Edition, scope: Scope) -> Comparison:
    """A briefing beside the one before it."""
    previous, _ = scope.beside(edition)
    return Comparison(
        edition,
        previous,
        tuple(sections(edition.items, previous.items if previous else ())),
        tuple(settled(edition, scope)),
    )


def sections(now: tuple[Item, ...], before: tuple[Item, ...]) -> Iterator[SectionChanges]:
    """What has changed section by section: those of this briefing in its order, then those that
    only the one before has."""
    taken_up = {item.key: continued(item, before) for item in now}
    kept = {each.key for found in taken_up.values() for each in found}
    for section in dict.fromkeys(item.section for item in (*now, *before)):
        here = tuple(item for item in now if item.section == section)
        there = tuple(item for item in before if item.section == section)
        yield SectionChanges(
            section,
            len(there),
            len(here),
            new=tuple(item for item in here if not taken_up[item.key]),
            continuing=tuple((i, taken_up[i.key]) for i in here if taken_up[i.key]),
            dropped=tuple(item for item in there if item.threads and item.key not in kept),
        )


def continued(item: Item, before: tuple[Item, ...]) -> tuple[Item, ...]:
    """The entries of the briefing before that one takes up."""
    targets = {key for key, _ in item.settles}
    targets |= {Key(*key, entry) for key, entry in led_to(item.entry.texts)}
    return tuple(
        each
        for each in before
        if each.key in targets or not {*item.threads}.isdisjoint(each.threads)
    )


def settled(edition: Edition, scope: Scope) -> Iterator[Settled]:
    """The claims of earlier briefings on which this one's last word is that they are confirmed or
    denied, if that was not the word before."""
    last: dict[Key, Settled] = {}
    for item in edition.items:
        for claim, status in scope.settled(item):
            if claim.key[:2] != edition.key:
                last[claim.key] = Settled(claim, status, item)
    for each in last.values():
        if each.status in FINAL and each.status != word_before(each.claim, edition.key, scope):
            yield each


def word_before(claim: Item, key: EditionKey, scope: Scope) -> Status:
    """The last word on a claim before a briefing; empty if nobody had said anything."""
    word: Status = ""
    for step in scope.steps(claim.key):
        if step.item.key[:2] == key:
            break
        word = step.status
    return word


def delta_view(found: Comparison, scope: Scope) -> DeltaView | None:
    """The block of a briefing. None for the first, and where there is nothing to compare: all is
    new, and neither briefing has a story that runs over days."""
    if found.previous is None:
        return None
    every = found.sections
    view = DeltaView(
        since=briefing_headline(found.previous, scope),
        new=sum(len(each.new) for each in every),
        continuing=sum(len(each.continuing) for each in every),
        dropped=sum(len(each.dropped) for each in every),
        sections=tuple(view_of(each, scope) for each in every),
        settled=tuple(settled_view(each, scope) for each in found.settled),
    )
    running = any(item.threads for item in (*found.edition.items, *found.previous.items))
    told = view.continuing or view.dropped or view.settled or (view.new and running)
    return view if told else None


def view_of(section: SectionChanges, scope: Scope) -> SectionChangesView:
    """A section in the block: what continues first, then what is new, then what was dropped."""
    return SectionChangesView(
        name=scope.name(scope.record("sections", section.id)),
        changes=(
            *(
                ChangeView("continuing", headline(item, scope), headlines(others, scope))
                for item, others in section.continuing
            ),
            *(ChangeView("new", headline(item, scope)) for item in section.new),
            *(ChangeView("dropped", headline(item, scope)) for item in section.dropped),
        ),
    )


def settled_view(given: Settled, scope: Scope) -> SettledView:
    """A settled claim in the block."""
    return SettledView(
        claim=headline(given.claim, scope), status=given.status, by=headline(given.by, scope)
    )


def delta_page(found: Comparison, scope: Scope) -> Page:
    """`delta.json`."""
    key = found.edition.key
    view = DeltaData(
        language=scope.lang,
        briefing=delta_briefing(found.edition, scope),
        previous=delta_briefing(found.previous, scope) if found.previous else None,
        sections=tuple(section_data(each, scope) for each in found.sections),
        settled=tuple(
            DeltaSettled(
                claim=story(each.claim, scope), status=each.status, by=story(each.by, scope)
            )
            for each in found.settled
        ),
    )
    return data(scope, scope.at.delta(key), view, found.edition.briefing.path)


def delta_briefing(edition: Edition, scope: Scope) -> DeltaBriefing:
    """A briefing in the file."""
    key = edition.key
    return DeltaBriefing(
        date=key.date,
        edition=key.edition,
        url=scope.url(scope.at.briefing(key)),
        title=scope.title(edition),
    )


def section_data(section: SectionChanges, scope: Scope) -> DeltaSection:
    """A section in the file."""
    return DeltaSection(
        id=section.id,
        name=scope.name(scope.record("sections", section.id)),
        before=section.before,
        now=section.now,
        new=tuple(story(item, scope) for item in section.new),
        continuing=tuple(continuing(item, others, scope) for item, others in section.continuing),
        dropped=tuple(story(item, scope) for item in section.dropped),
    )


def continuing(item: Item, others: tuple[Item, ...], scope: Scope) -> DeltaContinuing:
    """An entry in the file, with those that it takes up."""
    return DeltaContinuing(
        **asdict(story(item, scope)), continues=tuple(story(each, scope) for each in others)
    )


def story(item: Item, scope: Scope) -> DeltaStory:
    """An entry in the file."""
    return DeltaStory(
        date=item.key.date,
        edition=item.key.edition,
        id=item.key.id,
        headline=item.entry.title,
        url=scope.url(scope.at.own(item.key)),
        status=item.entry.status,
        threads=item.threads,
    )
