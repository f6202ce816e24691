"""What the desk shows of the streams: open claims, sections that rest, and what leads to a page."""

from collections.abc import Iterator
from datetime import date
from heapq import nlargest
from itertools import chain, islice

from dateline.model.linked import EditionKey, Key
from dateline.model.overview import Open, Resting, Streams
from dateline.model.pages import BriefingView, EntryPageView, Page, StreamView
from dateline.model.rows import Claimed, name_of, resolving, seen
from dateline.model.views import Headline, Link
from dateline.plan.addresses import REGISTER_KINDS
from dateline.plan.backlinks import mention
from dateline.plan.scope import Scope

REGISTER_OF = {kind: register for register, kind in REGISTER_KINDS.items()}
RESTS = 3
"""For so many days a section may have nothing before the desk says so."""


def streams(scope: Scope, many: int) -> Streams:
    """What a library says of itself as a whole; of the open claims no more than so `many`."""
    newest = scope.newest.key.date if scope.newest else None
    if newest is None:
        return Streams()
    return Streams(
        newest=newest,
        open=tuple(islice(opened(newest, scope), many)),
        claims=sum(not claim.settled for claim in claims(scope)),
        resting=tuple(each for each in rested(newest, scope) if each.days >= RESTS),
    )


def opened(newest: date, scope: Scope) -> Iterator[Open]:
    """The claims that nothing has settled, the newest first."""
    for claim in claims(scope):
        if not claim.settled:
            item, key = scope.facts.item(claim.seat), claim.key
            yield Open(
                name=Link(item.entry.title, scope.at.entry(key)),
                ref=f"{name_of(EditionKey(key.date, key.edition))}#{key.id}",
                days=(newest - key.date).days,
            )


def claims(scope: Scope) -> Iterator[Claimed]:
    """All claims, the newest first."""
    for year in reversed(scope.facts.claims_by_year().values()):
        yield from reversed(year)


def rested(newest: date, scope: Scope) -> Iterator[Resting]:
    """Every section with its last day, the longest at rest first."""
    found = []
    for id_ in scope.facts.ids("sections"):
        seat = scope.facts.last(f"sections/{id_}")
        last = scope.facts.key(seat).date if seat else None
        days = (newest - last).days if last else RESTS
        found.append(Resting(name=scope.stream("sections", id_), last=last, days=days))
    yield from sorted(found, key=lambda each: each.last or date.min)


def leading(page: Page, scope: Scope, many: int) -> tuple[tuple[Headline, ...], int]:
    """What leads to a page because its author said so, the newest first: by a link, by settling a
    claim there, or by standing in the page's stream. So `many` at most, and how many there are."""
    seats = {*chain.from_iterable(map(scope.facts.row, rows(page)))}
    return tuple(mention(seat, scope) for seat in nlargest(many, seats)), len(seats)


def rows(page: Page) -> Iterator[str]:
    """The rows of those who lead to a page."""
    view = page.view
    if isinstance(view, BriefingView):
        key = EditionKey(view.date, view.edition)
        yield seen(key, "")
        for entry in view.entries:
            yield from of_entry(Key(*key, entry.id))
    elif isinstance(view, EntryPageView):
        yield from of_entry(Key(view.briefing.date, view.briefing.edition, view.entry.id))
    elif isinstance(view, StreamView):
        id_ = view.address.strip("/").rpartition("/")[2]
        yield f"{REGISTER_OF.get(view.of, 'entities')}/{id_}"


def of_entry(key: Key) -> Iterator[str]:
    """The rows of those who lead to an entry."""
    edition = EditionKey(key.date, key.edition)
    yield seen(edition, key.id)
    yield resolving(edition, key.id)
