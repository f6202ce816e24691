"""What a map shows: the frame round its places, and where in it each degree stands.

In: places in degrees. Out: a `Frame`. The projection is the plainest that keeps distances where
they matter: as many kilometres to the right as upwards, at the latitude of the middle. A frame
goes on beyond the 180th meridian: its degrees then do too.
"""

from collections.abc import Iterable
from math import ceil, cos, log, radians
from typing import NamedTuple

from dateline.mapping.geometry import Box, Line
from dateline.model.maps import ScaleBar, Spot

WIDTH = 720
LOW, HIGH = 420, 600
"""The height of a map, at least and at most."""
PAD = 96
"""The room between the places and the edges."""
LEAST = 300.0
"""How many kilometres a map is wide, at least: one place alone has its surroundings."""
DEGREE = 111.2
"""Kilometres in a degree of latitude, on a sphere of the earth's mean radius."""
AROUND = {"exact": 0.0, "vicinity": 3.0, "": 6.0, "locality": 6.0, "region": 40.0}
"""Within how many kilometres of its coordinates a place is said to lie, for the eye."""
STEP = 1.15
"""By how much one scale is smaller than the next."""
GRAIN = 30
"""The steps in which heights and middles are taken."""
MILE = 1.609344
LONGEST = 180
"""The longest that a bar of the scale may be."""


class Frame(NamedTuple):
    """A rectangle of the earth: its box in degrees, its height in units, and how many kilometres a
    unit is."""

    box: Box
    height: int
    unit: float

    def x(self, east: float) -> float:
        """How far to the right a longitude stands; it is taken round the earth into the frame."""
        middle = (self.box.west + self.box.east) / 2
        east += 360 * round((middle - east) / 360)
        return (east - self.box.west) / self.box.width * WIDTH

    def y(self, north: float) -> float:
        """How far down a latitude stands."""
        return (self.box.north - north) / self.box.height * self.height

    def project(self, line: Line) -> Line:
        """A line from degrees to units, as it stands: not taken round the earth."""
        west, north = self.box.west, self.box.north
        by_x, by_y = WIDTH / self.box.width, self.height / self.box.height
        return [((x - west) * by_x, (north - y) * by_y) for x, y in line]

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """The longitude and latitude of a point in units."""
        east = self.box.west + x / WIDTH * self.box.width
        return east, self.box.north - y / self.height * self.box.height

    def around(self, spot: Spot) -> float:
        """The radius of a place in units."""
        return AROUND[spot.precision] / self.unit

    def bar(self, kilometres: float = 1.0) -> ScaleBar:
        """The scale, in kilometres or in as many of them."""
        most = LONGEST * self.unit / kilometres
        count = 1
        for step in (by * 10**power for power in range(5) for by in (1, 2, 5)):
            count = step if step <= most else count
        return ScaleBar(count, round(count * kilometres / self.unit))


def frame_of(spots: Iterable[Spot]) -> Frame:
    """The frame round some places, at least one. Places that are nearly the same have the same
    frame, so that what is drawn in it need not be drawn anew."""
    places = tuple(spots)
    wide = max(AROUND[each.precision] for each in places) / DEGREE
    south = max(-90.0, min(each.north for each in places) - wide)
    north = min(90.0, max(each.north for each in places) + wide)
    shrunk = shrinking((south + north) / 2)
    west, span = narrowest(each.east for each in places)
    across, up = (span + 2 * wide / shrunk) * shrunk * DEGREE, (north - south) * DEGREE
    unit = max(LEAST / WIDTH, across / (WIDTH - 2 * PAD), up / (HIGH - 2 * PAD))
    unit = LEAST / WIDTH * STEP ** ceil(log(unit * WIDTH / LEAST, STEP) - 1e-9)
    unit = min(unit, 360 * DEGREE * shrunk / WIDTH)  # once round the earth
    height = GRAIN * ceil(min(HIGH, max(LOW, up / unit + 2 * PAD)) / GRAIN)
    return centred((south + north) / 2, west + span / 2, height, unit)


def centred(north: float, east: float, height: int, unit: float) -> Frame:
    """The frame round a middle, about."""
    height = ceil(min(height, 180 * DEGREE / unit))
    step = GRAIN * unit / DEGREE
    middle = step * round(north / step)
    shrunk = shrinking(middle)
    up = min(180.0, height * unit / DEGREE)
    across = min(360.0, WIDTH * unit / DEGREE / shrunk)
    low = min(90 - up, max(-90.0, middle - up / 2))
    left = step / shrunk * round(east / step * shrunk) - across / 2
    return Frame(Box(left, low, left + across, low + up), height, unit)


def shrinking(north: float) -> float:
    """How much shorter a degree of longitude is at a latitude than at the equator. Nearer to the
    poles it is taken to shrink no more."""
    return cos(radians(min(80.0, abs(north))))


def narrowest(easts: Iterable[float]) -> tuple[float, float]:
    """Where the narrowest strip begins that has some longitudes in it, and how wide it is."""
    ordered = sorted({each % 360 for each in easts})
    after = (*ordered[1:], ordered[0] + 360)
    gaps = [there - here for here, there in zip(ordered, after, strict=True)]
    widest = max(range(len(gaps)), key=lambda each: gaps[each])
    west = after[widest] % 360
    return (west - 360 if west >= 180 else west), 360 - gaps[widest]
