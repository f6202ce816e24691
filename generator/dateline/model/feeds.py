"""What is written into feeds: a stream's newest items, or so many of its older ones, in full.

`plan` makes these. Addresses are paths from the site's root, as in `views`; in a feed they are
whole.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from dateline.model.prose import Prose
from dateline.model.views import (
    BriefingLine,
    CorrectionView,
    EntryView,
    FigureGroup,
    LedgerGroup,
    Line,
    Link,
    Picture,
    PointView,
    Settlement,
    Target,
)

Form = Literal["atom", "rss", "json"]
"""How a feed is written: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""


class FeedLink(Struct, frozen=True, gc=False, array_like=True):
    """A feed that a page has: how it is written, what it is called, where it is."""

    form: Form
    title: str
    address: str


class BriefingContent(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A briefing as it leaves the site, without ways on: its fields are those of `BriefingView`
    that are printed there."""

    date: date
    newer: BriefingLine | None = None
    intro: Prose | None = None
    points: tuple[PointView, ...] = ()
    pictures: tuple[Picture, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    entries: tuple[EntryView, ...] = ()
    ledger: tuple[LedgerGroup, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts in it."""
        own = (self.intro,) if self.intro else ()
        notes = (each.note for each in self.corrections)
        return (*own, *notes, *(text for entry in self.entries for text in entry.texts))


class EntryContent(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """An entry as it leaves the site; `day` is its briefing's. `settles` is set where the item is
    what the entry says of a claim: that claim, and what became of it."""

    day: date
    entry: EntryView
    settles: Settlement | None = None

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts in it."""
        return self.entry.texts


class CorrectionContent(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A correction, and the entry (`of`) or, without one, the briefing that it mends."""

    correction: CorrectionView
    of: Line | None = None
    briefing: BriefingLine
    targets: tuple[Target, ...] = ()

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts in it."""
        return (self.correction.note,)


Content = BriefingContent | EntryContent | CorrectionContent
KINDS: dict[type, Literal["briefing", "entry", "correction"]] = {
    BriefingContent: "briefing",
    EntryContent: "entry",
    CorrectionContent: "correction",
}


class FeedItem(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An item of a feed. `id` never changes; `title` begins with the status; `updated` is later
    than `published` only if something has really become otherwise. `summary` is the first sentence
    or the key points. `by` are its authors, `topics` the streams it stands in, `pictures` what it
    shows."""

    id: str
    title: str
    address: str
    published: datetime
    updated: datetime
    summary: str = ""
    by: tuple[str, ...] = ()
    topics: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    content: Content

    @property
    def kind(self) -> Literal["briefing", "entry", "correction"]:
        """What it is about."""
        return KINDS[type(self.content)]


class FeedView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A feed: its newest items, the newest first, or (`number` from 1 on) an archive of it by RFC
    5005, numbered from the oldest.

    `id` is the same in all of them. `of` leads to the page that it follows, `address` is its own,
    `current` that of the newest items in the same form. `older` and `newer` are the archives
    beside it, empty without one. `updated` is that of its newest item.
    """

    form: Form
    id: str
    title: str
    of: Link
    address: str
    current: str
    number: int = 0
    older: str = ""
    newer: str = ""
    updated: datetime
    items: tuple[FeedItem, ...] = ()

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in it."""
        return tuple(text for item in self.items for text in item.content.texts)
