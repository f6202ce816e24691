"""What machines that read the web are told: which pages there are, and who is named on them.

`plan` makes these. Addresses here are whole, where nothing else is said.
"""

from datetime import datetime

from msgspec import Struct

from dateline.model.views import Link, StreamKind


class Named(Struct, frozen=True, gc=False, array_like=True):
    """A person, place, organisation or thing that a page's entries name: which of them it is, its
    name, its other names, and its page as an address from the site's root."""

    of: StreamKind
    name: str
    address: str
    other_names: tuple[str, ...] = ()


class Listed(Struct, frozen=True, gc=False, array_like=True):
    """A page, or (in an index) a file of pages, and when it last became otherwise (None: nobody
    knows)."""

    address: str
    modified: datetime | None = None


class SitemapView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A sitemap: `pages`; or, of a large site, the index of the `files` that have them."""

    pages: tuple[Listed, ...] = ()
    files: tuple[Listed, ...] = ()


class NewsItem(Struct, frozen=True, gc=False, array_like=True):
    """A page of news: its address, its headline, when it was published."""

    address: str
    title: str
    published: datetime


class NewsView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The news of the last days, the newest first, of a publication in one language."""

    publication: str
    lang: str
    items: tuple[NewsItem, ...]


class RobotsView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """What crawlers are told first: nothing is forbidden, and where the sitemaps are."""

    sitemaps: tuple[str, ...]


class LlmsLink(Struct, frozen=True, gc=False, array_like=True):
    """A link in `llms.txt`, and a few words on what is there."""

    link: Link
    note: str = ""


class LlmsSection(Struct, frozen=True, gc=False, array_like=True):
    """Links of one kind under their heading."""

    heading: str
    links: tuple[LlmsLink, ...]


class LlmsView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A site as language models are told of it: its name, what it is in a sentence, how its texts
    are to be had, and the ways into it."""

    name: str
    summary: str = ""
    note: str = ""
    sections: tuple[LlmsSection, ...]
