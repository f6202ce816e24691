"""The feeds and their archives, as files.

In: the row of a stream. Out: pages: its newest items in every form, and its older ones in archives
by RFC 5005, section 4, as Atom. Who has read them all has read each item.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from dateline.model.feeds import FeedItem, FeedView, Form
from dateline.model.pages import Page
from dateline.model.rows import CORRECTIONS
from dateline.plan.addresses import FEEDS
from dateline.plan.dating import published
from dateline.plan.feeds.links import feed_title
from dateline.plan.feeds.streams import (
    Followed,
    archived,
    archives,
    followed,
    has_archive,
    newest,
)
from dateline.plan.scope import Scope
from dateline.plan.shell import page

TEMPLATE = "feed.html"
"""What the contents of items are printed by."""


def feed_pages(row: str, scope: Scope) -> Iterator[Page]:
    """The newest items of a stream in every form, at each page that it has had: who follows it
    where it was before goes on hearing of it."""
    stream, last = followed(row, scope), archives(row, scope)
    items = tuple(reversed(newest(row, scope)))
    for form in FEEDS:
        view = feed(stream, form, items, row, scope)
        if form == "atom" and last:
            view = replace(view, older=scope.at.feed(stream.page.address, form, last))
        for place in (stream.page.address, *stream.before):
            yield feed_page(scope.at.feed(place, form), view, scope)


def archive_pages(row: str, number: int, scope: Scope) -> Iterator[Page]:
    """One archive."""
    stream, at = followed(row, scope), scope.at
    place = stream.page.address
    view = feed(stream, "atom", tuple(reversed(archived(row, number, scope))), row, scope)
    follows = has_archive(row, number + 1, scope)
    view = replace(
        view,
        address=at.feed(place, "atom", number),
        number=number,
        older=at.feed(place, "atom", number - 1) if number > 1 else "",
        newer=at.feed(place, "atom", number + 1) if follows else "",
    )
    yield feed_page(view.address, view, scope)


def correction_pages(scope: Scope) -> Iterator[Page]:
    """All feeds of corrections: how many there are is known only when all are at hand."""
    yield from feed_pages(CORRECTIONS, scope)
    for number in range(1, archives(CORRECTIONS, scope) + 1):
        yield from archive_pages(CORRECTIONS, number, scope)


def feed(
    stream: Followed, form: Form, items: tuple[FeedItem, ...], row: str, scope: Scope
) -> FeedView:
    """A stream's items in one form."""
    address = scope.at.feed(stream.page.address, form)
    return FeedView(
        form=form,
        id=stream.id,
        title=feed_title(stream.name, scope.settings),
        of=stream.page,
        address=address,
        current=address,
        updated=max(item.updated for item in items) if items else since(row, scope),
        items=items,
    )


def since(row: str, scope: Scope) -> datetime:
    """When a stream was last otherwise that has nothing to tell."""
    seat = scope.facts.last(row)
    assert seat is not None
    return published(scope.facts.at(seat)[0], scope)


def feed_page(address: str, view: FeedView, scope: Scope) -> Page:
    """A feed at an address."""
    return page(scope, TEMPLATE, address, view.title, view)
