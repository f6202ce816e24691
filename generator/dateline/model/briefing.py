"""What an author wrote, validated: one briefing and all it holds.

Names of sections, threads, sources and places stay as written (`Name`): only *link* knows the
registers. Every record is small; prose stands in it as `Prose`, by digest.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from dateline.model.prose import Prose
from dateline.model.tree import Span

Status = Literal["", "claimed", "confirmed", "disputed", "denied", "withdrawn"]
Kind = Literal["report", "analysis", "background"]
Trend = Literal["", "worse", "better", "same"]


class Name(Struct, frozen=True, gc=False, array_like=True):
    """A name that a register may know, as written. `address`: it was cited with an address.
    `unless`: what else it may be, if no register knows it.
    """

    text: str
    span: Span
    address: str = ""
    unless: str = ""


class Target(Struct, frozen=True, gc=False, array_like=True):
    """A REF: a briefing, or one of its entries (`entry` empty: the briefing)."""

    date: date
    edition: str
    entry: str
    span: Span


class Photo(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A picture. `file` is its path under the authors' folder."""

    file: str
    alt: str
    caption: str = ""
    credit: str = ""
    link: str = ""
    span: Span


class Citation(Struct, frozen=True, gc=False, array_like=True):
    """A source cited outside running text."""

    source: Name
    pinpoint: str = ""
    address: str = ""


class Value(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A number as claimed: `low` to `high` (equal for a single number), in `unit`.

    `bound` is `+` (or more), `<` (fewer than), `~` (about) or empty. `shown` is the number as
    the author wrote it, without unit and citations; `digits` are its two ends in the author's own
    digits, without bound, sign of per cent and the word that multiplies them (`times`).
    """

    shown: str
    low: Decimal
    high: Decimal
    bound: Literal["", "+", "<", "~"] = ""
    percent: bool = False
    digits: tuple[str, str]
    times: Literal["", "million", "billion"] = ""


class Figure(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A number someone gives for something. `of` is a target. `timed`: `as_of` has an hour."""

    what: str
    value: Value
    unit: str = ""
    citations: tuple[Citation, ...] = ()
    of: Value | None = None
    as_of: datetime | None = None
    timed: bool = True
    status: Status = ""
    series: str = ""
    span: Span


class Correction(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A mend in the open. `timed`: the author gave an hour. `was`: what stood before."""

    at: datetime
    timed: bool
    note: Prose
    was: str = ""
    span: Span


class Account(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What one source says."""

    source: Name
    text: Prose


class Update(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A timed addition to an entry."""

    at: datetime
    text: Prose | None = None
    status: Status = ""
    photos: tuple[Photo, ...] = ()
    span: Span


class Resolution(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """This entry settles an earlier one. `status` empty: the entry's own applies."""

    target: Target
    status: Status = ""


class Point(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A line of the summary; `entry` is the id or section it names, as written, or empty."""

    text: str
    entry: str = ""
    span: Span


class Entry(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One story inside a briefing.

    `id` is empty unless the author gave one; `bare`: the entry was written as its text alone.
    `headline` is empty without one; `title` is what lists call the entry then (the first
    sentence, cut at a word near 90 characters); `lead` is the first sentence, whole.
    `link_names` are those that were not to be linked; `in_headline` the entities that the
    headline names in full.
    """

    section: Name
    span: Span
    bare: bool = False
    id: str = ""
    headline: str = ""
    title: str = ""
    lead: str = ""
    text: Prose | None = None
    label: str = ""
    status: Status = ""
    kind: Kind | None = None
    threads: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    time: datetime | None = None
    by: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    figures: tuple[Figure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    accounts: tuple[Account, ...] = ()
    updates: tuple[Update, ...] = ()
    resolves: tuple[Resolution, ...] = ()
    trend: Trend = ""
    draft: bool | None = None
    embargo: datetime | None = None
    link_names: tuple[Name, ...] = ()
    in_headline: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What lists and search engines are told of it: its first sentence; of a withdrawn one,
        which nobody should repeat, why it was withdrawn, by the first sentence of its last
        correction (empty without one)."""
        if self.status != "withdrawn":
            return self.lead
        last = max(reversed(self.corrections), key=lambda each: each.at, default=None)
        return last.note.lead if last else ""

    @property
    def texts(self) -> tuple[Prose, ...]:
        """All its texts, in the order of the page."""
        return (
            *((self.text,) if self.text else ()),
            *(account.text for account in self.accounts),
            *(update.text for update in self.updates if update.text),
            *(correction.note for correction in self.corrections),
        )


class Briefing(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One dated edition: one file. `lang` is empty for the site's own language."""

    path: str
    date: date
    edition: str = ""
    lang: str = ""
    title: str = ""
    as_of: datetime | None = None
    by: tuple[str, ...] = ()
    intro: Prose | None = None
    summary: tuple[Point, ...] = ()
    photos: tuple[Photo, ...] = ()
    figures: tuple[Figure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool | None = None
    embargo: datetime | None = None
    by_section: bool = False
    entries: tuple[Entry, ...] = ()
    span: Span

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Its own texts, those of its entries apart."""
        notes = (correction.note for correction in self.corrections)
        return (*((self.intro,) if self.intro else ()), *notes)
