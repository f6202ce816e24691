"""What a locator map is made from, and what templates see of it.

`plan` makes the views. Geometry is in units of the drawing, whole numbers, from its top left
corner; paths are the data of SVG's `path`. North is up.
"""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from dateline.model.views import Link

Precision = Literal["exact", "vicinity", "locality", "region", ""]
Lines = tuple[tuple[tuple[float, float], ...], ...]
"""Lines of degrees, east before north."""


class Atlas(Struct, frozen=True, eq=False):
    """Whose borders maps draw: those of the package (`known`), or a site's own, those in dispute
    apart. `digest` is the hash of all that. One is not compared with another: it may be large."""

    known: Literal["natural-earth", "none", ""] = "natural-earth"
    caption: str = ""
    borders: Lines = ()
    disputed: Lines = ()
    digest: str = ""


class Spot(NamedTuple):
    """A place to be drawn, in degrees."""

    number: int
    north: float
    east: float
    precision: Precision = ""


class Dot(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A place on a map. Its number stands at `x` and `y`; where that is not the place itself, a
    line leads from there to `spot_x` and `spot_y`. `around` is the radius within which the place
    is known to lie, 0 for an exact spot and where another dot has the same; `vague`: it is a
    region, and no spot at all."""

    number: int
    x: int
    y: int
    spot_x: int
    spot_y: int
    around: int = 0
    vague: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether the number stands beside the place."""
        return (self.x, self.y) != (self.spot_x, self.spot_y)


class Name(Struct, frozen=True, gc=False, array_like=True):
    """A country's name, and the middle of it."""

    text: str
    x: int
    y: int


class ScaleBar(Struct, frozen=True, gc=False, array_like=True):
    """A scale: so many kilometres or miles are so long."""

    count: int
    length: int


class Ground(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What lies below the places of a map, as paths, each empty if there is nothing of its kind."""

    land: str = ""
    coast: str = ""
    borders: str = ""
    disputed: str = ""


class Drawing(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A map without its words. `height` is that of the land and sea; the bars of the scale stand
    below them."""

    width: int
    height: int
    ground: Ground
    names: tuple[Name, ...] = ()
    dots: tuple[Dot, ...] = ()
    kilometres: ScaleBar
    miles: ScaleBar


class MapPlace(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A place as the list below a map has it: the number of its dot, its page, and how exactly it
    is known. `of` is, for a place that is protected, the one around it whose position is drawn.
    `entries` are, on a briefing, those that name it; elsewhere `count` says how many do."""

    number: int
    place: Link
    precision: Precision = ""
    of: Link | None = None
    entries: tuple[Link, ...] = ()
    count: int = 0


class MapView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A map with its words. `borders` says whose borders are drawn: a known set, or empty, and
    then `caption` does. `first` and `last` are the days that it is about. `others` are the places
    that are named and cannot be drawn, for nobody said where they lie. `alone`: it is of one place,
    whose page this is, and needs no number and no list."""

    drawing: Drawing
    places: tuple[MapPlace, ...]
    others: tuple[Link, ...] = ()
    borders: Literal["natural-earth", "none", ""]
    caption: str = ""
    first: date
    last: date
    alone: bool = False
