"""Every address of the site is spelled here, and the path of the file that answers it."""

import re
from datetime import date
from urllib.parse import quote, unquote

from msgspec import Struct

from dateline.model.feeds import Form
from dateline.model.linked import EditionKey, Key
from dateline.model.views import StreamKind

FOLDERS: dict[StreamKind, str] = {
    "section": "sections",
    "thread": "threads",
    "source": "sources",
    "people": "people",
    "places": "places",
    "organisations": "organisations",
    "things": "things",
}
REGISTER_KINDS: dict[str, StreamKind] = {
    "sections": "section",
    "threads": "thread",
    "sources": "source",
}


FEEDS: dict[Form, str] = {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
"""What feeds are called, each in the folder of the page that it follows."""
FEED = re.compile(r"(?:.*/)?(?:(?:feed|rss)\.xml|feed\.json|feed-[1-9]\d{0,8}\.xml)")
"""The output paths of feeds and of their archives."""
ROOT = "/"
"""The site's top."""
NEWS = "news-sitemap.xml"
ROBOTS = "/robots.txt"
SITEMAP = re.compile(r"sitemap(?:-[0-9a-z-]+)?\.xml")
"""The paths of sitemaps."""
BUNDLE = re.compile(r"(?:[^/]+/)?search/\d{4}/(?=pagefind|wasm\.|index/|fragment/|filter/)")
"""How the path of a file of a bundle begins."""


class Addresses(Struct, frozen=True):
    """The addresses below one language's home: `/`, or `/ar/`. `entry_pages`: entries have
    pages of their own."""

    home: str
    entry_pages: bool = True

    def day(self, day: date) -> str:
        """A day: its briefing, or the list of its editions."""
        return f"{self.home}{day.isoformat().replace('-', '/')}/"

    def briefing(self, key: EditionKey) -> str:
        """A briefing; a named edition stands below its day."""
        return self.day(key.date) + (f"{key.edition}/" if key.edition else "")

    def entry(self, key: Key) -> str:
        """An entry in its briefing."""
        return f"{self.briefing(EditionKey(key.date, key.edition))}#{key.id}"

    def own(self, key: Key) -> str:
        """An entry on its own, or in its briefing where entries have no pages."""
        if not self.entry_pages:
            return self.entry(key)
        return f"{self.briefing(EditionKey(key.date, key.edition))}{key.id}/"

    def delta(self, key: EditionKey) -> str:
        """What has changed since the briefing before, as data."""
        return f"{self.briefing(key)}delta.json"

    def markdown(self, key: EditionKey) -> str:
        """A briefing's Markdown twin."""
        return f"{self.briefing(key)}index.md"

    def mail(self, key: EditionKey) -> str:
        """A briefing as a mail, in HTML."""
        return f"{self.briefing(key)}email.html"

    def mail_text(self, key: EditionKey) -> str:
        """A briefing as a mail, in text."""
        return f"{self.briefing(key)}email.txt"

    def briefing_data(self, key: EditionKey) -> str:
        """A briefing as data."""
        return f"{self.briefing(key)}briefing.json"

    def ninjs(self, key: Key) -> str:
        """An entry as news agencies exchange it, beside its briefing."""
        return f"{self.briefing(EditionKey(key.date, key.edition))}{key.id}.ninjs.json"

    def card(self, address: str) -> str:
        """The card of a briefing or an entry, in the folder of its page."""
        return f"{address}card.png"

    def year(self, year: int) -> str:
        """A year of the archive."""
        return f"{self.home}{year:04d}/"

    def month(self, day: date) -> str:
        """A month of the archive."""
        return f"{self.home}{day:%Y/%m}/"

    def index(self, kind: StreamKind) -> str:
        """The index of one kind of stream."""
        return f"{self.home}{FOLDERS[kind]}/"

    def stream(self, kind: StreamKind, id_: str) -> str:
        """A section, thread, entity or source."""
        return f"{self.index(kind)}{id_}/"

    def stream_year(self, kind: StreamKind, id_: str, year: int) -> str:
        """One year of a stream."""
        return f"{self.stream(kind, id_)}{year:04d}/"

    def claims(self) -> str:
        """The list of claims."""
        return f"{self.home}claims/"

    def claims_year(self, year: int) -> str:
        """The claims of one year."""
        return f"{self.claims()}{year:04d}/"

    def corrections(self) -> str:
        """The list of corrections."""
        return f"{self.home}corrections/"

    def corrections_year(self, year: int) -> str:
        """The corrections of one year."""
        return f"{self.corrections()}{year:04d}/"

    def feed(self, page: str, form: Form, number: int = 0) -> str:
        """A feed of what a page lists, or one of its archives, which are numbered from 1."""
        return f"{page}feed-{number}.xml" if number else page + FEEDS[form]

    def figures(self) -> str:
        """The index of the series of figures."""
        return f"{self.home}figures/"

    def series(self, id_: str) -> str:
        """A series of figures."""
        return f"{self.figures()}{id_}/"

    def series_year(self, id_: str, year: int) -> str:
        """One year of a series."""
        return f"{self.series(id_)}{year:04d}/"

    def series_table(self, id_: str) -> str:
        """A whole series as a table for machines."""
        return f"{self.series(id_)}series.csv"

    def search(self) -> str:
        """The page to search on."""
        return f"{self.home}search/"

    def news(self) -> str:
        """The sitemap of the newest news."""
        return f"{self.home}{NEWS}"

    def llms(self) -> str:
        """What language models are told of the site."""
        return f"{self.home}llms.txt"

    def bundle(self, year: int) -> str:
        """The folder of what is searched of one year."""
        return f"{self.search()}{year:04d}/"


def data_file(name: str) -> str:
    """A file of the whole site's data."""
    return f"/data/{name}"


def bundle_of(path: str) -> str:
    """The bundle that an output path is in, as its own path; empty for the path of another file."""
    found = BUNDLE.match(path)
    return found[0] if found else ""


def feed_number(path: str) -> int | None:
    """Of an output path of a feed, which archive it is: 0 the newest items. None of another."""
    if not FEED.fullmatch(path):
        return None
    name = path.rpartition("/")[2]
    return int(name[5:-4]) if name.startswith("feed-") else 0


def sitemap(name: str = "") -> str:
    """The sitemap of the whole site, or one of the files that have its pages."""
    return f"/sitemap-{name}.xml" if name else "/sitemap.xml"


def page_address(path: str) -> str:
    """The address that a page's file answers: `output_path` backwards."""
    return "/" + quote(path.removesuffix("index.html"))


def file_address(path: str) -> str:
    """A picture or attachment: it keeps its path under the authors' folder."""
    return "/" + quote(path)


def output_path(address: str) -> str:
    """The file under the site's folder that answers an address."""
    path = unquote(address.partition("#")[0]).lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path
