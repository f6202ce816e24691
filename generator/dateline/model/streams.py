"""What templates see of a stream besides its entries: when, where, and with whom.

`plan` makes these. Geometry is in units of the drawing, whole numbers, from its top left corner.
"""

from datetime import date

from msgspec import Struct

from dateline.model.maps import Precision
from dateline.model.views import Link


class Counted(Struct, frozen=True, gc=False, array_like=True):
    """How many entries, under a name: a month's, a year's."""

    text: str
    count: int


class Bar(Struct, frozen=True, gc=False, array_like=True):
    """The bar of one month that has entries."""

    x: int
    y: int
    width: int
    height: int


class Tick(Struct, frozen=True, gc=False, array_like=True):
    """A mark on the line below the bars, and its word."""

    x: int
    text: str


class Months(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A stream's entries by month, from the month of `first` to that of `last`.

    `counts` says the same in words: each month that has entries, or where those are many, each
    year. `most` is the month with the most, if it is one alone. Without `bars` there is too
    little to draw; they stand on a line at `base`, below which are the words of the `ticks`.
    """

    first: date
    last: date
    most: Counted | None
    counts: tuple[Counted, ...]
    width: int = 0
    height: int = 0
    base: int = 0
    bars: tuple[Bar, ...] = ()
    ticks: tuple[Tick, ...] = ()


class Company(Struct, frozen=True, gc=False, array_like=True):
    """Another stream, and in how many of the entries shown both are."""

    stream: Link
    count: int


class Position(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """Where a place lies, in degrees north and east. `precision` is empty if nobody said; `of` is,
    for a place that is protected, the one around it whose position this is."""

    north: float
    east: float
    precision: Precision = ""
    of: Link | None = None
