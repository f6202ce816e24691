"""Which feeds a page has: what its head and its readers are told of them.

In: a page that lists what a row has. Out: the way to its feed in each form; none where the site
has none, or nothing stands in the row yet.
"""

from dateline.model.feeds import FeedLink
from dateline.model.linked import Record
from dateline.model.rows import BRIEFINGS, CORRECTIONS, SETTLEMENTS
from dateline.model.settings import Settings
from dateline.plan.addresses import FEEDS, Addresses
from dateline.plan.scope import Scope


def has_feeds(settings: Settings) -> bool:
    """Whether a site has feeds: they lead to it from elsewhere, so it has to know where it is."""
    return settings.outputs.feeds and bool(settings.site_url)


def feed_title(name: str, settings: Settings) -> str:
    """What a feed is called among those of many sites; the site's own has no name besides."""
    return f"{name} · {settings.site_name}" if name else settings.site_name


def feeds(name: str, page: str, at: Addresses, settings: Settings) -> tuple[FeedLink, ...]:
    """The feeds in the folder of a page."""
    if not has_feeds(settings):
        return ()
    title = feed_title(name, settings)
    return tuple(FeedLink(form, title, at.feed(page, form)) for form in FEEDS)


def feeds_of(row: str, name: str, page: str, scope: Scope) -> tuple[FeedLink, ...]:
    """The feeds of a row, if anything stands in it."""
    if not has_feeds(scope.settings) or scope.facts.first(row) is None:
        return ()
    return feeds(name, page, scope.at, scope.settings)


def stream_feeds(record: Record, scope: Scope) -> tuple[FeedLink, ...]:
    """The feeds of a section, thread, entity or source."""
    return feeds_of(scope.row(record), scope.name(record), scope.address(record), scope)


def home_feeds(scope: Scope) -> tuple[FeedLink, ...]:
    """The feeds of all briefings."""
    return feeds_of(BRIEFINGS, "", scope.at.home, scope)


def claims_feeds(scope: Scope) -> tuple[FeedLink, ...]:
    """The feeds of claims that were settled."""
    return feeds_of(SETTLEMENTS, scope.words("Claims"), scope.at.claims(), scope)


def corrections_feeds(scope: Scope) -> tuple[FeedLink, ...]:
    """The feeds of corrections."""
    return feeds_of(CORRECTIONS, scope.words("Corrections"), scope.at.corrections(), scope)
