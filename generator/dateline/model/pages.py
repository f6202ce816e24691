"""What templates see: one page, its value, and the constants of the site.

`plan` makes these. A page's value is all that may vary on it; its hash stands for it.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from dateline.model.archive import MonthView, YearView
from dateline.model.briefing import Status
from dateline.model.claims import ClaimsView
from dateline.model.corrections import CorrectionsView
from dateline.model.data.briefing import BriefingFile
from dateline.model.data.ninjs import NinjsFile
from dateline.model.data.site import PackageFile, PlacesFile
from dateline.model.data.tables import DatabaseView, LinesView
from dateline.model.delta import DeltaData, DeltaView
from dateline.model.digest import digest
from dateline.model.feeds import FeedLink, FeedView
from dateline.model.machines import LlmsView, Named, NewsView, RobotsView, SitemapView
from dateline.model.maps import MapView
from dateline.model.paths import is_bundle, is_html, is_part
from dateline.model.prose import Prose
from dateline.model.search import BundleView, SearchView
from dateline.model.series import SeriesBrief, SeriesIndexView, SeriesView
from dateline.model.settings import Script
from dateline.model.streams import Company, Months, Position
from dateline.model.tree import Span
from dateline.model.views import (
    BriefingLine,
    CorrectionView,
    EntryView,
    FigureGroup,
    Headline,
    Held,
    LedgerGroup,
    Line,
    Link,
    Mentions,
    Picture,
    PointView,
    StreamKind,
    Target,
    Translation,
)


class AnniversariesView(Struct, frozen=True, gc=False, array_like=True):
    """The same day in other years, the newest first: of each year the last edition, by its title
    or first headline. `more` is the newest year that has no room."""

    lines: tuple[Headline, ...] = ()
    more: Link | None = None


class BriefingView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A briefing in full. `minutes` is the reading time; `as_of` is in the site's time zone.

    `home`: this is the site's front page; its own address is still the briefing's (`address`).
    `month` leads to the month's archive. `previous` and `next` are the briefings beside it.
    `others` are the day's other editions, `day` the address of the list of them, empty where that
    is a briefing's. `newer` is, on a translation, the original where that knows of more (its
    `as_of` is later). `titled`: the author gave the title.
    `delta` is what has changed since the briefing before, `delta_file` the address of the same as
    data, `data_file` that of the whole briefing as data. `map` shows where its entries are set.
    `mentioned_later` and `mentioned_earlier` lead to the briefing as a whole. `held`: it is not
    published yet.
    """

    address: str
    title: str
    titled: bool = False
    date: date
    edition: str = ""
    home: bool = False
    as_of: datetime | None = None
    by: tuple[str, ...] = ()
    intro: Prose | None = None
    points: tuple[PointView, ...] = ()
    pictures: tuple[Picture, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    entries: tuple[EntryView, ...] = ()
    ledger: tuple[LedgerGroup, ...] = ()
    map: MapView | None = None
    targets: tuple[Target, ...] = ()
    minutes: int = 1
    month: Link
    previous: BriefingLine | None = None
    next: BriefingLine | None = None
    others: tuple[BriefingLine, ...] = ()
    day: str = ""
    newer: BriefingLine | None = None
    delta: DeltaView | None = None
    delta_file: str = ""
    data_file: str = ""
    mentioned_later: Mentions = Mentions()
    mentioned_earlier: Mentions = Mentions()
    anniversaries: AnniversariesView = AnniversariesView()
    held: Held | None = None

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand on the page."""
        of_entries = (text for entry in self.entries for text in entry.texts)
        own = (self.intro,) if self.intro else ()
        return (*own, *(each.note for each in self.corrections), *of_entries)


class DayView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A day that has only named editions: the list of them."""

    date: date
    editions: tuple[BriefingLine, ...]
    previous: BriefingLine | None = None
    next: BriefingLine | None = None


class EntryPageView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """An entry on its own, and the briefing it belongs to. `newer` is the original of a translated
    entry, if its briefing knows of more."""

    entry: EntryView
    briefing: BriefingLine
    in_briefing: str
    newer: str = ""

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand on the page."""
        return self.entry.texts


class StreamView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A section, thread, entity or source, and its entries, newest first.

    `of` says which; `year` is set on the page of one year, `first` and `last`, the days of its
    first and last entry, on its own page. `years` are the stream's years, newest first; `older`
    leads to the year of the first entry that its own page has no room for.
    `other_names`, `role`, `position`, `within` (the places around it, the nearest first) and
    `inside` are an entity's; `kind`, `grade` and `site` a source's. Both have `months` and
    `company`: the entities that most often stand in the same entries; a source has in `sources`
    those cited in them too. `pause` is how many days there was no entry after those of a year, in
    a timeline, if they are many. `series`, a thread's, are those of the figures in it. `map` shows
    where the entries of a section or thread are set, or where a place lies.
    """

    of: StreamKind
    name: str
    address: str
    year: int | None = None
    about: Prose | None = None
    total: int = 0
    first: date | None = None
    last: date | None = None
    lines: tuple[Line, ...] = ()
    pause: int = 0
    months: Months | None = None
    company: tuple[Company, ...] = ()
    sources: tuple[Company, ...] = ()
    years: tuple[Link, ...] = ()
    older: Link | None = None
    previous: Link | None = None
    next: Link | None = None
    other_names: tuple[str, ...] = ()
    role: str = ""
    kind: str = ""
    grade: str = ""
    site: str = ""
    position: Position | None = None
    within: tuple[Link, ...] = ()
    inside: tuple[Link, ...] = ()
    series: tuple[SeriesBrief, ...] = ()
    map: MapView | None = None
    targets: tuple[Target, ...] = ()

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand on the page."""
        return (self.about,) if self.about else ()


class IndexRow(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A section, thread, entity or source in its index; `last` is the newest entry's day. `grade`
    is a source's, A to F or empty."""

    link: Link
    note: str = ""
    grade: str = ""
    total: int = 0
    first: date | None = None
    last: date | None = None


class IndexView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The index of one kind of stream."""

    of: StreamKind
    rows: tuple[IndexRow, ...]


class MarkdownView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A Markdown page (`about.md`), rendered by MkDocs, inside Dateline's shell."""

    html: str


class NotFoundView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The page for an address that does not exist."""


class TableView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A table for machines: CSV."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class CardView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The card of a briefing or an entry, the picture of it where a link is shared: what stands
    above the headline (a section, a status), what below it, and at the foot."""

    headline: str
    kicker: str = ""
    status: Status = ""
    points: tuple[str, ...] = ()
    foot: str = ""


class RedirectView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A page that has moved, and where to."""

    to: Link


View = (
    BriefingView
    | DayView
    | EntryPageView
    | MonthView
    | YearView
    | StreamView
    | IndexView
    | ClaimsView
    | CorrectionsView
    | SeriesView
    | SeriesIndexView
    | SearchView
    | BundleView
    | MarkdownView
    | NotFoundView
    | RedirectView
    | CardView
    | TableView
    | DeltaData
    | FeedView
    | SitemapView
    | NewsView
    | RobotsView
    | LlmsView
    | BriefingFile
    | NinjsFile
    | LinesView
    | DatabaseView
    | PlacesFile
    | PackageFile
)
"""What a page shows. A tag tells them apart where pages are bytes, on the way to a process."""


class Document(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A Markdown page as MkDocs rendered it. `path` is its file under the authors' folder,
    `address` its place (`/about/`); `links` are the addresses in it, as they stand there;
    `places` says where the author wrote addresses: line and column, from 1."""

    path: str
    address: str
    title: str
    html: str
    links: tuple[str, ...] = ()
    places: tuple[tuple[str, Span], ...] = ()


class Page(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One page: where it is, what it is called and what it shows.

    `template` is the file under `pages/`: of a card a drawing, of all others HTML; a page without
    one is data, a file for machines whose ending says how its value is written. One whose `path`
    ends in `/` is a bundle: a folder of files that are made of it, to be searched; one whose path
    has `//` is a part of a file that is collected from many (`data/entries.csv//en-2016`).
    `card` is the address of the page's card, if it has one. `feeds` are those that follow what it
    lists; a page without any has the site's. `address` is its own, `canonical` the
    address that search engines should keep (they differ on home). `path` is the output file under
    the site's folder. `lang` is a language code, `dir` `ltr` or `rtl`. `crumbs` lead from the
    site's home to the page above this one. `translations` are the same page in the site's other
    languages. `source` is the author's file it was made from, if it is one file's page.
    `published` and `modified` are when what it says was first published and last became otherwise,
    in the site's time zone (None: nobody knows); `named` are the entities that its entries name;
    `markdown` is the address of its Markdown twin, empty without one.
    """

    template: str
    address: str
    canonical: str
    path: str
    lang: str
    dir: Literal["ltr", "rtl"]
    title: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    source: str = ""
    translations: tuple[Translation, ...] = ()
    card: str = ""
    feeds: tuple[FeedLink, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    named: tuple[Named, ...] = ()
    markdown: str = ""
    view: View

    @property
    def is_html(self) -> bool:
        """Whether it is for readers, in a browser; a mail is not."""
        return is_html(self.path)

    @property
    def is_listed(self) -> bool:
        """Whether search engines should keep it: it has words of its own, at its own address."""
        apart = isinstance(self.view, SearchView | RedirectView | NotFoundView)
        return self.path.endswith("index.html") and self.canonical == self.address and not apart

    @property
    def is_bundle(self) -> bool:
        """Whether it is a folder of files that search is made from."""
        return is_bundle(self.path)

    @property
    def is_part(self) -> bool:
        """Whether it only goes into a file that collects it."""
        return is_part(self.path)

    @property
    def digest(self) -> str:
        """The hash of all that a template sees of it."""
        return digest(self)

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand on it."""
        return getattr(self.view, "texts", ())


class Site(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What every page of one language shares: constants of the settings and registers only.

    `url` is empty or ends in `/`. `home` is `/`, or `/ar/` for another language. `bar` are the
    sections of the register; `menu` the indexes and the Markdown pages. `styles` and `scripts` are
    the site's own, by address. `languages` lead to the homes of the site's others, `search` to the
    page to search on; empty without one. `policy` is what a page may load, as a Content Security
    Policy; empty: none is stated. `feeds` are those of all briefings.
    """

    name: str
    url: str
    lang: str
    dir: Literal["ltr", "rtl"]
    home: str
    description: str = ""
    copyright: str = ""
    timezone: str = "UTC"
    assets: str = "/assets/"
    styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    policy: str = ""
    bar: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    languages: tuple[Translation, ...] = ()
    search: str = ""
    feeds: tuple[FeedLink, ...] = ()
