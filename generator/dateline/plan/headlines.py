"""Entries and briefings as other pages name them in passing."""

from collections.abc import Iterable

from dateline.model import language
from dateline.model.briefing import Status
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


def title_of(item: Item, scope: Scope) -> str:
    """An entry's headline, with how sure we were first, and what became of it."""
    entry, later = item.entry, scope.later(item.key)
    if not later:
        return with_status(entry.title, entry.status, scope)
    if not entry.status:
        word = language.status(later, scope.lang)
        return f"{scope.words('Later:')} {word}{scope.words(': ')}{entry.title}"
    word = language.status(entry.status, scope.lang)
    after = f"{scope.words('later')} {language.status(later, scope.lang)}"
    return f"{capital(word, scope.lang)} ({after}){scope.words(': ')}{entry.title}"


def with_status(title: str, status: Status, scope: Scope) -> str:
    """A headline with a status as its first word, if there is one."""
    if not status:
        return title
    word = capital(language.status(status, scope.lang), scope.lang)
    return f"{word}{scope.words(': ')}{title}"


def capital(word: str, lang: str) -> str:
    """A word as a line begins; Turkish keeps the dot of its i."""
    first = "İ" if lang[:2] in ("tr", "az") and word[:1] == "i" else word[:1].upper()
    return first + word[1:]
