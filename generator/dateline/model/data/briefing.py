"""`briefing.json`: all that an author wrote, and the links that were found in it.

Addresses are whole where the site knows its own. `id` is of briefings and entries the name that
never changes (a `tag:` URI), of all else the id in its register. An empty text is one that was not
given.
"""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from dateline.model.briefing import Kind, Status, Trend
from dateline.model.data.text import Text, proses
from dateline.model.prose import Prose


class NamedData(Struct, frozen=True, gc=False, kw_only=True):
    """A section, thread, source or entity. `id`, `url` and `tag` are empty where no register and no
    page has it; `kind` is an entity's (`people`, `places`, `organisations`, `things`), or what
    kind of source it is."""

    id: str
    name: str
    kind: str = ""
    url: str = ""
    tag: str = ""


class CitationData(Struct, frozen=True, gc=False, kw_only=True):
    """A source as cited: what for (`sentence`, or the `figure` that it gives), where in it
    (`pinpoint`), at which `address`. `account` is the source whose account it stands in."""

    source: NamedData
    pinpoint: str
    address: str
    sentence: str = ""
    figure: str = ""
    account: str = ""


class MentionData(Struct, frozen=True, gc=False, kw_only=True):
    """An entity that an entry names, with the sentence that first does; empty: the headline."""

    entity: NamedData
    sentence: str


class QuantityData(Struct, frozen=True, gc=False, kw_only=True):
    """A number as claimed, from `low` to `high`. `bound` is `+` (or more), `<` (fewer than), `~`
    (about) or empty; `shown` is how the author wrote it."""

    low: Decimal
    high: Decimal
    bound: str
    shown: str


class FigureData(Struct, frozen=True, gc=False, kw_only=True):
    """A figure. `unit` begins with `%` if it is a share; `of` is a target; `as_of` a moment, or a
    day where no hour is known; `series` the id of its series."""

    what: str
    value: QuantityData
    unit: str
    of: QuantityData | None
    status: Status
    as_of: str
    series: str
    sources: tuple[CitationData, ...]


class PictureData(Struct, frozen=True, gc=False, kw_only=True):
    """A picture; 0 pixels: not known."""

    url: str
    alt: str
    caption: str
    credit: str
    link: str
    width: int
    height: int


class CorrectionData(Struct, frozen=True, gc=False, kw_only=True):
    """A mend in the open: when (a day where no hour is known), why, and what stood before."""

    id: str
    at: str
    note: Text
    was: str


class AccountData(Struct, frozen=True, gc=False, kw_only=True):
    """What one source says."""

    source: NamedData
    text: Text


class UpdateData(Struct, frozen=True, gc=False, kw_only=True):
    """A timed addition to an entry; `url` leads to it in its briefing."""

    at: datetime
    url: str
    text: Text | None
    status: Status
    pictures: tuple[PictureData, ...]


class LedData(Struct, frozen=True, gc=False, kw_only=True):
    """A briefing (`anchor` empty) or an entry that a text leads to by `see:`."""

    id: str
    date: date
    edition: str
    anchor: str
    url: str


class StepData(Struct, frozen=True, gc=False, kw_only=True):
    """Another entry, and the status that a claim got by one of the two."""

    id: str
    date: date
    headline: str
    url: str
    status: Status


class PointData(Struct, frozen=True, gc=False, kw_only=True):
    """A line of the summary, and the id of the entry that it names, if any."""

    text: str
    entry: str


class TranslationData(Struct, frozen=True, gc=False, kw_only=True):
    """The same in another language."""

    language: str
    url: str


class EntryData(Struct, frozen=True, gc=False, kw_only=True):
    """A story. `anchor` is its id in the briefing; `headline` what lists call it, `headed` whether
    its author wrote that; `first_sentence` is why it was withdrawn, if it was. `settles` are the
    claims that it says something of, `settled` what others said of it. `draft` and `embargo` are
    only where drafts are shown."""

    id: str
    anchor: str
    url: str
    in_briefing: str
    section: NamedData
    headline: str
    headed: bool
    first_sentence: str
    text: Text | None
    status: Status
    label: str
    kind: Kind
    trend: Trend
    time: datetime | None
    by: tuple[str, ...]
    updated: datetime
    threads: tuple[NamedData, ...]
    places: tuple[NamedData, ...]
    pictures: tuple[PictureData, ...]
    figures: tuple[FigureData, ...]
    accounts: tuple[AccountData, ...]
    updates: tuple[UpdateData, ...]
    corrections: tuple[CorrectionData, ...]
    mentions: tuple[MentionData, ...]
    sources: tuple[CitationData, ...]
    leads_to: tuple[LedData, ...]
    settles: tuple[StepData, ...]
    settled: tuple[StepData, ...]
    translations: tuple[TranslationData, ...]
    draft: bool = False
    embargo: datetime | None = None


class BriefingData(Struct, frozen=True, gc=False, kw_only=True):
    """A briefing: one dated edition. `version` is that of this file's shape: it changes when a key
    is taken away or means something else. `sources` are those of its own texts."""

    version: int = 1
    id: str
    language: str
    date: date
    edition: str
    url: str
    title: str
    by: tuple[str, ...]
    as_of: datetime | None
    published: datetime
    updated: datetime
    intro: Text | None
    summary: tuple[PointData, ...]
    pictures: tuple[PictureData, ...]
    figures: tuple[FigureData, ...]
    corrections: tuple[CorrectionData, ...]
    sources: tuple[CitationData, ...]
    leads_to: tuple[LedData, ...]
    translations: tuple[TranslationData, ...]
    entries: tuple[EntryData, ...]
    draft: bool = False
    embargo: datetime | None = None


class BriefingFile(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """`briefing.json`."""

    data: BriefingData

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in it."""
        return tuple(proses(self.data))
