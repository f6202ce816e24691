"""What templates see: one page, its value, and the plain records in it.

`plan` makes these; `render` hashes them. A page's value is all that may vary on it. An
`address` is a path from the site's root with a leading `/` (`/2016/06/19/#us`), or a full
address for another site; the `href` filter makes it relative to the page it stands on.
Prose stands here by digest; `targets` says where its references lead.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from dateline.model.briefing import Kind, Status, Trend
from dateline.model.prose import Prose


StreamKind = Literal["section", "thread", "people", "places", "organisations", "things", "source"]


class Link(Struct, frozen=True):
    """Words and where they lead; an empty address prints as text."""

    text: str
    address: str = ""


class Target(Struct, frozen=True):
    """Where a reference in prose leads: the answer for `Ref(kind, target)`.

    `text` is what it is called (a source's name, an entity's name). An empty address prints as
    text. `width` and `height` are pixels, for pictures (0: unknown); `picture` is the photo
    that a picture in the text places, with its caption and credit.
    """

    kind: str
    target: str
    address: str = ""
    text: str = ""
    width: int = 0
    height: int = 0
    picture: "Picture | None" = None


class Line(Struct, frozen=True, kw_only=True):
    """An entry as a list shows it. `address` is its place in its briefing.

    `headline` is the entry's, or its shortened first sentence. `lead` is the first sentence
    where there is a headline beside it, else empty. `sentence` is, on a page of an entity or a
    source, the sentence that names it. `edition` is empty for a day's only briefing.
    """

    address: str
    headline: str
    lead: str = ""
    sentence: str = ""
    date: date
    edition: str = ""
    section: Link
    status: Status = ""
    label: str = ""
    trend: Trend = ""


class Settlement(Struct, frozen=True, kw_only=True):
    """A claim and what became of it: the entry at the other end, and the status it gave."""

    line: Line
    status: Status


class Picture(Struct, frozen=True, kw_only=True):
    """A photo with its size in pixels (0: unknown). `link`: what the still stands for.

    `placed`: the text places it itself, so it does not stand on top. `file` is its path as
    `Ref.target` spells it.
    """

    file: str
    address: str
    alt: str
    caption: str = ""
    credit: str = ""
    link: str = ""
    width: int = 0
    height: int = 0
    placed: bool = False


class CitationView(Struct, frozen=True, kw_only=True):
    """A cited source: its name and page, the pinpoint and the address cited."""

    source: Link
    pinpoint: str = ""
    address: str = ""


class FigureView(Struct, frozen=True, kw_only=True):
    """A number for one thing, as claimed. `value` and `of` are written out, unit excluded."""

    what: str
    value: str
    unit: str = ""
    of: str = ""
    citations: tuple[CitationView, ...] = ()
    as_of: datetime | None = None
    status: Status = ""


class FigureGroup(Struct, frozen=True, kw_only=True):
    """All values given for one thing in one place, as claimed, in the author's order."""

    what: str
    figures: tuple[FigureView, ...]


class CorrectionView(Struct, frozen=True, kw_only=True):
    """A correction. `at` is in the site's time zone; `timed` says whether its hour is known."""

    at: datetime
    timed: bool
    note: Prose
    was: str = ""


class AccountView(Struct, frozen=True, kw_only=True):
    """What one source says; `kind` is the kind of source, in the register's word."""

    source: Link
    kind: str = ""
    text: Prose


class UpdateView(Struct, frozen=True, kw_only=True):
    """A timed addition. `at` is in the site's time zone, `anchor` its id on the page."""

    at: datetime
    anchor: str
    text: Prose | None = None
    status: Status = ""
    pictures: tuple[Picture, ...] = ()


class ThreadView(Struct, frozen=True, kw_only=True):
    """An entry's place in a thread. `count` is the number of entries in the whole thread."""

    thread: Link
    count: int
    previous: Line | None = None
    next: Line | None = None


class EntryView(Struct, frozen=True, kw_only=True):
    """An entry in full. `id` is unique on the page; `own` is its own page or its anchor.

    `earlier` are the claims this entry settles, `later` what became of this one's claim.
    `previous` and `next` are its neighbours in its section. `names` are the entities it
    mentions, in the order of mention.
    """

    id: str
    own: str
    section: Link
    headline: str = ""
    lead: str = ""
    text: Prose | None = None
    label: str = ""
    status: Status = ""
    kind: Kind = "report"
    time: datetime | None = None
    by: tuple[str, ...] = ()
    trend: Trend = ""
    places: tuple[Link, ...] = ()
    threads: tuple[ThreadView, ...] = ()
    pictures: tuple[Picture, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    accounts: tuple[AccountView, ...] = ()
    updates: tuple[UpdateView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    earlier: tuple[Settlement, ...] = ()
    later: tuple[Settlement, ...] = ()
    previous: Line | None = None
    next: Line | None = None
    names: tuple[Link, ...] = ()
    targets: tuple[Target, ...] = ()


class PointView(Struct, frozen=True, kw_only=True):
    """A key point; `address` is empty if it names no entry. Status is the entry's."""

    text: str
    address: str = ""
    status: Status = ""
    section: str = ""


class LedgerRow(Struct, frozen=True, kw_only=True):
    """A source of a briefing: `grade` A to F or empty; `addresses` are those cited."""

    source: Link
    grade: str = ""
    addresses: tuple[str, ...] = ()
    pinpoints: tuple[str, ...] = ()


class LedgerGroup(Struct, frozen=True, kw_only=True):
    """The sources of one kind (in the register's word; empty: no kind known)."""

    kind: str
    rows: tuple[LedgerRow, ...]


class BriefingLine(Struct, frozen=True, kw_only=True):
    """A briefing as a list shows it: its title, its date and the headlines in it."""

    address: str
    title: str
    date: date
    edition: str = ""
    lines: tuple[Line, ...] = ()


class BriefingView(Struct, frozen=True, kw_only=True):
    """A briefing in full. `minutes` is the reading time; `as_of` is in the site's time zone.

    `home`: this is the site's front page; its own address is still the briefing's (`address`).
    `month` leads to the month's archive. `previous` and `next` are the briefings beside it.
    `others` are the day's other editions. `titled`: the author gave the title.
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
    targets: tuple[Target, ...] = ()
    minutes: int = 1
    month: Link
    previous: BriefingLine | None = None
    next: BriefingLine | None = None
    others: tuple[BriefingLine, ...] = ()


class DayView(Struct, frozen=True, kw_only=True):
    """A day that has only named editions: the list of them."""

    date: date
    editions: tuple[BriefingLine, ...]
    previous: BriefingLine | None = None
    next: BriefingLine | None = None


class EntryPageView(Struct, frozen=True, kw_only=True):
    """An entry on its own, and the briefing it belongs to."""

    entry: EntryView
    briefing: BriefingLine
    in_briefing: str


class CalendarDay(Struct, frozen=True, kw_only=True):
    """A cell of the calendar: `inside` the month or not, its briefings and entries.

    `address` is empty on a day without a briefing; `step` is 0 to 4 by the number of entries.
    """

    date: date
    inside: bool
    address: str = ""
    briefings: int = 0
    entries: int = 0
    step: int = 0


class MonthView(Struct, frozen=True, kw_only=True):
    """A month: `first` is its first day; briefings oldest first; `weeks` of seven days, from
    the day on which the language's weeks begin."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...] = ()
    briefings: tuple[BriefingLine, ...]
    previous: Link | None = None
    next: Link | None = None


class MonthCount(Struct, frozen=True, kw_only=True):
    """A month in the list of a year: how many briefings and entries it has."""

    first: date
    address: str
    briefings: int
    entries: int


class YearView(Struct, frozen=True, kw_only=True):
    """A year: its months that have briefings, oldest first. `years` are all years."""

    year: int
    months: tuple[MonthCount, ...]
    years: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None


class StreamView(Struct, frozen=True, kw_only=True):
    """A section, thread, entity or source, and its entries, newest first.

    `of` says which; `year` is set on the page of one year. `years` are the stream's years,
    newest first. `other_names`, `role`, `at` (latitude, longitude), `within`, `inside` and
    `precision` are an entity's; `kind`, `grade` and `site` a source's.
    """

    of: StreamKind
    name: str
    address: str
    year: int | None = None
    about: Prose | None = None
    total: int = 0
    lines: tuple[Line, ...] = ()
    years: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    other_names: tuple[str, ...] = ()
    role: str = ""
    kind: str = ""
    grade: str = ""
    site: str = ""
    at: tuple[float, float] | None = None
    precision: str = ""
    within: Link | None = None
    inside: tuple[Link, ...] = ()
    targets: tuple[Target, ...] = ()


class IndexRow(Struct, frozen=True, kw_only=True):
    """A section, thread, entity or source in its index; `last` is the newest entry's day."""

    link: Link
    note: str = ""
    total: int = 0
    first: date | None = None
    last: date | None = None


class IndexView(Struct, frozen=True, kw_only=True):
    """The index of one kind of stream."""

    of: StreamKind
    rows: tuple[IndexRow, ...]


class OpenClaim(Struct, frozen=True, kw_only=True):
    """A claim that nothing has settled; `days` is its age at the newest briefing.

    `steps` are the entries that disputed it meanwhile, oldest first.
    """

    line: Line
    days: int
    steps: tuple[Settlement, ...] = ()


class SettledClaim(Struct, frozen=True, kw_only=True):
    """A claim and all that became of it, oldest first; the last step settled it."""

    line: Line
    steps: tuple[Settlement, ...]


class ClaimsView(Struct, frozen=True, kw_only=True):
    """Open claims, oldest first; settled ones, the newest settlement first."""

    newest: date | None
    open: tuple[OpenClaim, ...] = ()
    settled: tuple[SettledClaim, ...] = ()


class CorrectionLine(Struct, frozen=True, kw_only=True):
    """A correction in the list of all; `of` is the entry or, without a section, the briefing."""

    correction: CorrectionView
    of: Link
    date: date
    section: Link | None = None
    targets: tuple[Target, ...] = ()


class CorrectionsView(Struct, frozen=True, kw_only=True):
    """All corrections, newest first."""

    lines: tuple[CorrectionLine, ...] = ()


class MarkdownView(Struct, frozen=True, kw_only=True):
    """A Markdown page (`about.md`), rendered by MkDocs, inside Dateline's shell."""

    html: str


class NotFoundView(Struct, frozen=True, kw_only=True):
    """The page for an address that does not exist."""


class RedirectView(Struct, frozen=True, kw_only=True):
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
    | MarkdownView
    | NotFoundView
    | RedirectView
)


class Document(Struct, frozen=True, kw_only=True):
    """A Markdown page as MkDocs rendered it. `path` is its file under the authors' folder,
    `address` its place (`/about/`); `links` are the addresses in it, as they stand there."""

    path: str
    address: str
    title: str
    html: str
    links: tuple[str, ...] = ()


class Page(Struct, frozen=True, kw_only=True):
    """One HTML page: where it is, what it is called and what it shows.

    `template` is the file under `pages/`. `address` is its own, `canonical` the address that
    search engines should keep (they differ on home). `path` is the output file under the site's
    folder. `lang` is a language code, `dir` `ltr` or `rtl`. `crumbs` lead from the site's home
    to the page above this one. `source` is the author's file it was made from, if it is one
    file's page.
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
    view: View


class Site(Struct, frozen=True, kw_only=True):
    """What every page of one language shares: constants of the settings and registers only.

    `url` is empty or ends in `/`. `home` is `/`, or `/ar/` for another language. `bar` are the
    sections of the register; `menu` the archive, the indexes and the Markdown pages.
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
    bar: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
