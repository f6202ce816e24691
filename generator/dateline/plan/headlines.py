"""Entries and briefings as other pages name them in passing."""

from collections.abc import Iterable

from dateline.model.linked import Edition, Item
from dateline.model.views import Headline
from dateline.plan.scope import Scope


def headline(item: Item, scope: Scope) -> Headline:
    """An entry, by its headline or shortened first sentence, leading to its place."""
    return scope.once(("headline", item.key), lambda: made(item, scope))


def made(item: Item, scope: Scope) -> Headline:
    """The same, made anew."""
    return Headline(
        address=scope.at.entry(item.key),
        headline=item.entry.title,
        date=item.key.date,
        edition=item.key.edition,
        status=item.entry.status,
        later=scope.later(item.key),
        held=scope.held_entry(item),
    )


def headlines(items: Iterable[Item], scope: Scope) -> tuple[Headline, ...]:
    """Entries, in the order given."""
    return tuple(headline(item, scope) for item in items)


def briefing_headline(edition: Edition, scope: Scope) -> Headline:
    """A briefing as a whole: its title is said only where the author gave it one, for the date
    stands beside it."""
    return Headline(
        address=scope.at.briefing(edition.key),
        headline=edition.briefing.title,
        date=edition.key.date,
        edition=edition.key.edition,
        held=scope.held(edition.briefing),
    )
