"""What templates see of a chart: geometry that only has to be drawn, and what it shows in words.

`plan` makes these. Coordinates are in the units of a view box of `width` by `height`, from its
upper left corner; time runs from left to right in every language.
"""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

Anchor = Literal["start", "middle", "end"]
Sign = Literal["sure", "doubt", "range", "about", "over", "under"]
"""What a mark may say besides where it stands."""


class Point(NamedTuple):
    """A place in the view box."""

    x: float
    y: float


class Tick(Struct, frozen=True, gc=False, array_like=True):
    """A mark on an axis, with its label, and which end of the label stands at the mark."""

    at: float
    label: str
    anchor: Anchor = "middle"


class Mark(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What was said at one time: from `low` to `high`, which are equal for one number.

    `hollow`: some of it is in doubt. `over`: or more; `under`: or less; `about`: about right.
    """

    x: float
    low: float
    high: float
    hollow: bool = False
    over: bool = False
    under: bool = False
    about: bool = False


class Said(Struct, frozen=True, gc=False, array_like=True):
    """A value in words, and its day."""

    day: date
    value: str


class ChartView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A chart of values in time.

    `left`, `right`, `top` and `bottom` are the edges of its field. `lows` and `highs` are the
    lines of the lower and the upper ends, `lows` empty where every value is one number; `area` is
    what lies between them. `stems` are feet and heads of upright lines, where values stand for
    themselves. `key` are the signs to be explained. `cut`: the scale does not begin at zero.
    `thinned`: not every value is drawn. `count` is how many briefings give a value.
    """

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    upright: tuple[Tick, ...]
    lows: tuple[Point, ...] = ()
    highs: tuple[Point, ...] = ()
    area: tuple[Point, ...] = ()
    stems: tuple[tuple[Point, Point], ...] = ()
    marks: tuple[Mark, ...] = ()
    key: tuple[Sign, ...] = ()
    cut: bool = False
    thinned: bool = False
    count: int
    first: Said
    last: Said
    lowest: Said
    highest: Said
