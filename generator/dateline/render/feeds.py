"""Feeds to bytes: Atom (RFC 4287, with archives by RFC 5005), RSS 2.0, JSON Feed 1.1.

In: a feed, and the content of each of its items as HTML. Out: the file. All three say the same; in
each, addresses are whole.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any, NamedTuple

import msgspec

from dateline.model import language
from dateline.model.feeds import FeedItem, FeedView
from dateline.model.pages import Site
from dateline.render.xml import Element, clean, document, under

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"
XHTML = "http://www.w3.org/1999/xhtml"
ATOM_TYPE, RSS_TYPE, JSON_TYPE = (
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
)
VERSION = "https://jsonfeed.org/version/1.1"
GENERATOR = "Dateline"
PICTURES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
"""The media types of pictures, by the ends of their names."""


class Feed(NamedTuple):
    """A feed with the contents of its items, the constants of its language, and the address of the
    style sheet by which browsers show it."""

    view: FeedView
    contents: Sequence[str]
    site: Site
    style: str

    def url(self, address: str) -> str:
        """An address, whole."""
        return self.site.url.rstrip("/") + address if address.startswith("/") else address

    @property
    def items(self) -> Iterator[tuple[FeedItem, str]]:
        """The items, each with its content."""
        return zip(self.view.items, self.contents, strict=True)


def feed(given: Feed) -> bytes:
    """A feed in the form that it asks for."""
    return WRITERS[given.view.form](given)


def as_atom(given: Feed) -> bytes:
    """A feed, or an archive of it, as Atom."""
    view, site = given.view, given.site
    root = Element("feed", {"xmlns": ATOM, "xml:lang": site.lang})
    under(root, "id", view.id)
    under(root, "title", view.title)
    subtitle(root, given)
    under(root, "updated", moment(view.updated))
    under(under(root, "author"), "name", site.name)
    under(root, "generator", GENERATOR)
    if site.copyright:
        under(root, "rights", site.copyright)
    link(root, "alternate", given.url(view.of.address), "text/html")
    link(root, "self", given.url(view.address), ATOM_TYPE)
    if view.number:
        under(root, "fh:archive").set("xmlns:fh", HISTORY)
        link(root, "current", given.url(view.current), ATOM_TYPE)
    if view.older:
        link(root, "prev-archive", given.url(view.older), ATOM_TYPE)
    if view.newer:
        link(root, "next-archive", given.url(view.newer), ATOM_TYPE)
    for item, content in given.items:
        atom_entry(root, item, content, given)
    return document(root, given.style)


def atom_entry(root: Element, item: FeedItem, content: str, given: Feed) -> None:
    """An item as Atom has it."""
    entry = under(root, "entry")
    under(entry, "id", item.id)
    under(entry, "title", item.title)
    link(entry, "alternate", given.url(item.address), "text/html")
    under(entry, "published", moment(item.published))
    under(entry, "updated", moment(item.updated))
    for name in item.by:
        under(under(entry, "author"), "name", name)
    for topic in item.topics:
        under(entry, "category", "", {"term": topic.text})
    for address, kind in pictures(item, given):
        link(entry, "enclosure", address, kind)
    summary(entry, item, given)
    under(entry, "content", content, {"type": "html"})


def link(parent: Element, rel: str, address: str, kind: str) -> None:
    """A way from a feed or an entry; of a picture whose media type nobody knows, without it."""
    given = {"rel": rel, "type": kind, "href": address}
    under(parent, "link", "", {key: value for key, value in given.items() if value})


def subtitle(root: Element, given: Feed) -> None:
    """What somebody is told who opens a feed in a browser, with the way to the page."""
    words, view = language.words(given.site.lang), given.view
    body = under(under(root, "subtitle", "", {"type": "xhtml"}), "div", "", {"xmlns": XHTML})
    told = words("This is a feed. Give its address to a feed reader to be told what is new.")
    under(body, "p", told)
    under(under(body, "p"), "a", view.of.text, {"href": given.url(view.of.address)})


def summary(entry: Element, item: FeedItem, given: Feed) -> None:
    """An item in short; as XHTML, so that browsers let their readers go on to the page."""
    body = under(under(entry, "summary", "", {"type": "xhtml"}), "div", "", {"xmlns": XHTML})
    if item.summary:
        under(body, "p", item.summary)
    lang = given.site.lang
    last = under(body, "p", f"{language.day(item.published.date(), 'long', lang)} · ")
    words = language.words(lang)
    under(last, "a", words("Read on the site"), {"href": given.url(item.address)})


def as_rss(given: Feed) -> bytes:
    """A feed as RSS 2.0. What that has no word for is said in those of Atom, of Dublin Core and of
    the content module."""
    names = {"xmlns:atom": ATOM, "xmlns:content": CONTENT, "xmlns:dc": CREATOR}
    view, site = given.view, given.site
    root = Element("rss", {"version": "2.0", **names})
    channel = under(root, "channel")
    under(channel, "title", view.title)
    under(channel, "link", given.url(view.of.address))
    under(channel, "description", escape(site.description or view.title))
    under(channel, "language", site.lang)
    under(channel, "lastBuildDate", letter(view.updated))
    under(channel, "generator", GENERATOR)
    if site.copyright:
        under(channel, "copyright", site.copyright)
    way = {"rel": "self", "type": RSS_TYPE, "href": given.url(view.address)}
    under(channel, "atom:link", "", way)
    for item, content in given.items:
        rss_item(channel, item, content, given)
    for each in channel:
        each.tail = "\n"
    return document(root, given.style)


def rss_item(channel: Element, item: FeedItem, content: str, given: Feed) -> None:
    """An item as RSS has it: descriptions are HTML there, and there is one picture at most. Of how
    many bytes that is, nobody knows when it is planned; 0 says so (RSS Advisory Board, Best
    Practices Profile)."""
    made = under(channel, "item")
    under(made, "title", item.title)
    under(made, "link", given.url(item.address))
    under(made, "guid", item.id, {"isPermaLink": "false"})
    under(made, "pubDate", letter(item.published))
    under(made, "atom:updated", moment(item.updated))
    for name in item.by:
        under(made, "dc:creator", name)
    for topic in item.topics:
        under(made, "category", topic.text)
    if item.summary:
        under(made, "description", escape(item.summary))
    for address, kind in pictures(item, given)[:1]:
        given_of = {"url": address, "length": "0", "type": kind or "application/octet-stream"}
        under(made, "enclosure", "", given_of)
    under(made, "content:encoded", content)


def as_json(given: Feed) -> bytes:
    """A feed as JSON Feed 1.1."""
    view, site = given.view, given.site
    made = {
        "version": VERSION,
        "title": clean(view.title),
        "home_page_url": given.url(view.of.address),
        "feed_url": given.url(view.address),
        "description": clean(site.description),
        "language": site.lang,
        "authors": [{"name": clean(site.name)}],
        "items": [json_item(item, content, given) for item, content in given.items],
    }
    kept = {key: value for key, value in made.items() if value or key == "items"}
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def json_item(item: FeedItem, content: str, given: Feed) -> dict[str, Any]:
    """An item as JSON Feed has it."""
    found = pictures(item, given)
    made: dict[str, Any] = {
        "id": item.id,
        "url": given.url(item.address),
        "title": clean(item.title),
        "summary": clean(item.summary),
        "content_html": clean(content) or "\n",
        "image": found[0][0] if found else "",
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "authors": [{"name": clean(name)} for name in item.by],
        "tags": list(dict.fromkeys(clean(topic.text) for topic in item.topics)),
        "language": given.site.lang,
        "attachments": [
            {"url": address, "mime_type": kind or "application/octet-stream"}
            for address, kind in found
        ],
    }
    return {key: value for key, value in made.items() if value}


def pictures(item: FeedItem, given: Feed) -> list[tuple[str, str]]:
    """The pictures of an item, each once: their addresses, and their media types, if known."""
    addresses = dict.fromkeys(given.url(picture.address) for picture in item.pictures)
    return [(each, PICTURES.get(each.rpartition(".")[2].lower(), "")) for each in addresses]


def moment(value: datetime) -> str:
    """A moment by RFC 3339, by the site's clock: so its day is the briefing's."""
    return spelled(value).isoformat(timespec="seconds").replace("+00:00", "Z")


def letter(value: datetime) -> str:
    """A moment as RSS has it (RFC 822, with years of four digits)."""
    return format_datetime(spelled(value))


def spelled(value: datetime) -> datetime:
    """A moment as both can have it: before there were time zones, clocks were seconds apart from
    UTC, which cannot be written."""
    away = value.utcoffset()
    return value.astimezone(UTC) if away is None or away.seconds % 60 else value


WRITERS: dict[str, Callable[[Feed], bytes]] = {"atom": as_atom, "rss": as_rss, "json": as_json}
