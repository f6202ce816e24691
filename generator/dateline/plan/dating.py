"""When something was published, and when it last became otherwise: as feeds, metadata and data
say.

In: a briefing or an entry of it. Out: moments in the site's time zone. Nothing here looks at a
clock or at a file's age: to mend a comma is no news to anybody.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from dateline.model.briefing import Correction
from dateline.model.linked import Edition, Item
from dateline.plan.scope import Scope


def published(edition: Edition, scope: Scope) -> datetime:
    """When a briefing was published: `as_of`, or else the beginning of its day."""
    as_of = scope.local(edition.briefing.as_of)
    return as_of or datetime.combine(edition.key.date, time(), scope.zone)


def updated(edition: Edition, scope: Scope) -> datetime:
    """When a briefing last became otherwise: corrected, brought up to date, or a claim in it
    settled."""
    own = corrected(edition.briefing.corrections)
    entries = (updated_entry(item, scope) for item in edition.items)
    return max((published(edition, scope), *own, *entries)).astimezone(scope.zone)


def updated_entry(item: Item, scope: Scope) -> datetime:
    """The same of one of its entries."""
    return scope.once(("updated", item.key), lambda: max(moments(item, scope)))


def moments(item: Item, scope: Scope) -> Iterator[datetime]:
    """When an entry became otherwise, in no order."""
    yield published(scope.edition_of(item.key), scope)
    yield from (at.astimezone(scope.zone) for at in corrected(item.entry.corrections))
    yield from (update.at.astimezone(scope.zone) for update in item.entry.updates)
    for step in scope.steps(item.key):
        yield published(scope.edition_of(step.item.key), scope)


def corrected(corrections: Iterable[Correction]) -> Iterator[datetime]:
    """When mends were made."""
    return (correction.at for correction in corrections)
