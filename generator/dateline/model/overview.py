"""What the desk of the preview shows: what is wrong, what is held back, what is open, what rests,
and what leads to a page."""

from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from dateline.model.views import Headline, Link


class Place(NamedTuple):
    """A place in an author's file."""

    path: str
    line: int


class Waiting(Struct, frozen=True, kw_only=True):
    """A briefing or an entry that is held back: a draft, or under an embargo `until` a moment.
    `name` leads to where it is shown, if it is."""

    name: Link
    place: Place
    until: datetime | None = None


class Open(Struct, frozen=True, kw_only=True):
    """A claim that nothing has settled, and how many days before the newest briefing it was made.
    `ref` is what an author writes to settle it."""

    name: Link
    ref: str
    days: int


class Unsourced(Struct, frozen=True, kw_only=True):
    """A report that cites no source."""

    name: Link
    place: Place


class Resting(Struct, frozen=True, kw_only=True):
    """A section that had nothing for some days before the newest briefing; `last` is None if it
    never had anything."""

    name: Link
    last: date | None = None
    days: int = 0


class Wrong(Struct, frozen=True, kw_only=True):
    """What is wrong in one file, each problem in plain lines behind its severity."""

    path: str
    told: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        """How many problems these are."""
        return len(self.told)


class Streams(Struct, frozen=True, kw_only=True):
    """What a library says of itself as a whole: open claims, the newest first, and the sections
    that rest, the longest at rest first. A long list is cut: `claims` counts all that are open."""

    newest: date | None = None
    open: tuple[Open, ...] = ()
    resting: tuple[Resting, ...] = ()
    claims: int = 0


class Overview(Struct, frozen=True, kw_only=True):
    """The desk. `page` is the one that the reader comes from, and `leading` is what leads there.
    Long lists are cut: `held`, `reports` and `leads` count all that wait, cite nothing, lead."""

    site: str
    streams: Streams
    wrong: tuple[Wrong, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    unsourced: tuple[Unsourced, ...] = ()
    page: Link | None = None
    leading: tuple[Headline, ...] = ()
    held: int = 0
    reports: int = 0
    leads: int = 0
