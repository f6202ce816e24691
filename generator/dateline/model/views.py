"""What templates see of entries, wherever they stand: lines in lists, and entries in full.

`plan` makes these. An `address` is a path from the site's root with a leading `/`
(`/2016/06/19/#us`), or a full address for another site; the `href` filter makes it relative to
the page it stands on. Prose stands here by digest; `targets` says where its references lead.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from dateline.model.briefing import Kind, Status, Trend
from dateline.model.prose import Prose

StreamKind = Literal["section", "thread", "people", "places", "organisations", "things", "source"]


class Link(Struct, frozen=True, gc=False, array_like=True):
    """Words and where they lead; an empty address prints as text."""

    text: str
    address: str = ""


class Held(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """Why something is not published yet, where drafts are shown: it is a draft, or under an
    embargo, in the site's time zone, or both."""

    draft: bool = False
    embargo: datetime | None = None


class Translation(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The same page in another language, which calls itself `name`."""

    lang: str
    dir: Literal["ltr", "rtl"]
    name: str
    address: str


class Target(Struct, frozen=True, gc=False, array_like=True):
    """Where a reference in prose leads: the answer for `Ref(kind, target)`.

    `text` is what it is called (a source's name, an entity's name, a day written out). An empty
    address prints as text. `picture` is the one that the text places, with its caption and credit
    if it is a photo of the entry.
    """

    kind: str
    target: str
    address: str = ""
    text: str = ""
    picture: "Picture | None" = None


class Cite(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A place in a source that was cited: what was said of it, its address, and (`short`) what
    stands for the address where it need not be whole. Pinpoint or address may be empty."""

    pinpoint: str = ""
    address: str = ""
    short: str = ""


class Passage(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What an entry cites a source for, with each citation.

    `text` is the sentence or, where there is a `value`, what that counts (the value written out,
    its status if it has one of its own). `account` is whose account the sentence is from; `own`:
    the source's own.
    """

    text: str
    value: str = ""
    unit: str = ""
    status: Status = ""
    account: Link | None = None
    own: bool = False
    cites: tuple[Cite, ...] = ()


class Line(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry as a list shows it. `address` is its place in its briefing.

    `headline` is the entry's, or its shortened first sentence. `lead` is the first sentence
    where there is a headline beside it, and nothing else is shown of it; else empty. `sentence`
    is, on an entity's page, the sentence that names it; `passages` are, on a source's, what it is
    cited for. `pause` is, in a timeline, for how many days before it there was no entry, if they
    are many. `edition` is empty for a day's only briefing. `later` is what became of it, by the
    last entry that says so. `held`: it is not published yet, or its briefing is not.
    """

    address: str
    headline: str
    lead: str = ""
    sentence: str = ""
    passages: tuple[Passage, ...] = ()
    pause: int = 0
    date: date
    edition: str = ""
    section: Link
    status: Status = ""
    later: Status = ""
    label: str = ""
    trend: Trend = ""
    held: Held | None = None


class Headline(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry as other pages name it in passing. `headline` is empty where its day says enough,
    and for a briefing as a whole to which the author gave no title. `edition` is empty for a day's
    only one. `later` is what became of the entry. `held` is as in `Line`; None too where its day or
    title is all that is known."""

    address: str
    headline: str = ""
    date: date
    edition: str = ""
    status: Status = ""
    later: Status = ""
    held: Held | None = None


class Mentions(Struct, frozen=True, gc=False, array_like=True):
    """What leads here, the newest first: the few that are `shown`, and the others."""

    shown: tuple[Headline, ...] = ()
    more: tuple[Headline, ...] = ()


class Settlement(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A claim and what became of it: the entry at the other end, and the status it gave."""

    line: Line
    status: Status


class Candidate(Struct, frozen=True, gc=False, array_like=True):
    """A version of a picture that a browser may choose: its address, its width in pixels."""

    address: str
    width: int


class Picture(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A photo with its size in pixels (0: unknown). `link`: what the still stands for.

    `placed`: the text places it itself, so it does not stand on top. `file` is its path as
    `Ref.target` spells it. `candidates` are its versions in its own format, the narrowest first, if
    there are several; `webp` those in WebP. `first`: it is the first of the page, or would be seen
    first if the page began with its entry.
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
    candidates: tuple[Candidate, ...] = ()
    webp: tuple[Candidate, ...] = ()
    first: bool = False


class CitationView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A cited source: its name and page, the pinpoint and the address cited."""

    source: Link
    pinpoint: str = ""
    address: str = ""


class Progress(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """How much of a target is reached: in words, and a bar in thousandths of its length, full up
    to `low` and faint from there to `high`."""

    words: str
    low: int
    high: int


class FigureView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A number for one thing, as claimed. `value` and `of` are in words, unit excluded.

    `elsewhere` is the entry of the same briefing that gives it, where that is another one than
    it stands beside. `timed`: `as_of` has an hour.
    """

    value: str
    of: str = ""
    progress: Progress | None = None
    citations: tuple[CitationView, ...] = ()
    as_of: datetime | None = None
    timed: bool = True
    status: Status = ""
    elsewhere: Link | None = None


class FigureGroup(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """All values that a briefing gives for one thing, in one unit: the range of those that stand,
    in words, and each with its sources, those of the place first.

    `of` and `progress` are set if all have the same target. `series` are the pages of the series
    that it continues.
    """

    what: str
    value: str
    unit: str = ""
    of: str = ""
    progress: Progress | None = None
    figures: tuple[FigureView, ...]
    series: tuple[Link, ...] = ()


class CorrectionView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A correction. `at` is in the site's time zone; `timed` says whether its hour is known."""

    at: datetime
    timed: bool
    note: Prose
    was: str = ""


class AccountView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What one source says; `kind` is the kind of source, in the register's word, `grade` how
    reliable it is, A to F or empty."""

    source: Link
    kind: str = ""
    grade: str = ""
    text: Prose


class UpdateView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A timed addition. `at` is in the site's time zone, and `utc` the same moment there, None
    where clocks show the same. `anchor` is its id on the page, `address` its place in the
    briefing."""

    at: datetime
    utc: datetime | None = None
    anchor: str
    address: str
    text: Prose | None = None
    status: Status = ""
    pictures: tuple[Picture, ...] = ()


class Following(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A stream that an entry stands in, and the ways on in it. `stream` has no address where
    there is no page."""

    stream: Link
    previous: Headline | None = None
    next: Headline | None = None


class Citing(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry as others cite it: `title` is its headline or first sentence, `by` its authors or
    its briefing's, `bibtex` the whole record."""

    title: str
    by: tuple[str, ...] = ()
    bibtex: str


class EntryView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry in full. `id` is unique on the page; `own` is its own page or its anchor.

    `earlier` are the claims this entry settles, `later` what became of this one's claim.
    `previous` and `next` are its neighbours in its section; `onward` is what happened next, in
    its thread or else its section. `mentioned_later` and `mentioned_earlier` are the others that
    lead to it, by where they stand in time. `names` are the entities it mentions, in the order of
    mention; in their streams, as in those of places, the neighbours are known by their days alone.
    `held`: the entry itself is not published yet, whatever holds for its briefing.
    """

    id: str
    own: str
    section: Link
    cite: Citing
    headline: str = ""
    lead: str = ""
    text: Prose | None = None
    label: str = ""
    status: Status = ""
    kind: Kind = "report"
    time: datetime | None = None
    by: tuple[str, ...] = ()
    trend: Trend = ""
    places: tuple[Following, ...] = ()
    threads: tuple[Following, ...] = ()
    pictures: tuple[Picture, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    accounts: tuple[AccountView, ...] = ()
    updates: tuple[UpdateView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    earlier: tuple[Settlement, ...] = ()
    later: tuple[Settlement, ...] = ()
    previous: Headline | None = None
    next: Headline | None = None
    onward: Headline | None = None
    mentioned_later: Mentions = Mentions()
    mentioned_earlier: Mentions = Mentions()
    names: tuple[Following, ...] = ()
    targets: tuple[Target, ...] = ()
    held: Held | None = None

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts in it."""
        may_be = (self.text, *(update.text for update in self.updates))
        said = (account.text for account in self.accounts)
        notes = (correction.note for correction in self.corrections)
        return (*(text for text in may_be if text), *said, *notes)


class PointView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A key point; `address` is empty if it names no entry. `status` and `held` are the entry's,
    `later` what became of it."""

    text: str
    address: str = ""
    status: Status = ""
    later: Status = ""
    section: str = ""
    held: Held | None = None


class LedgerRow(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A source of a briefing: `grade` A to F or empty, and every place in it that was cited."""

    source: Link
    grade: str = ""
    cites: tuple[Cite, ...] = ()


class LedgerGroup(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The sources of one kind (in the register's word; empty: no kind known)."""

    kind: str
    rows: tuple[LedgerRow, ...]

    @property
    def graded(self) -> bool:
        """Whether it says of any source how reliable it is."""
        return any(row.grade for row in self.rows)


class BriefingLine(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A briefing as a list shows it: its title, its date and the headlines in it."""

    address: str
    title: str
    date: date
    edition: str = ""
    lines: tuple[Line, ...] = ()
    held: Held | None = None
