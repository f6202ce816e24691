"""What a map shows: the frame round its places, and where in it each degree stands.

In: places in degrees. Out: a `Frame`. The projection is the plainest that keeps distances where
they matter: as many kilometres to the right as upwards, at the latitude of the middle. A frame
goes on beyond the 180th meridian: its degrees then do too.
"""

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

from dateline.mapping.geometry import Box, Line
from dateline.model.maps import Bar, Spot

WIDTH = 720
LOW, HIGH = 405, 600
"""The height of a map, at least and at most."""
PAD = 90
"""The room between the places and the edges."""
LEAST = 300.0
"""How many kilometres a map is wide, at least: one place alone has its surroundings."""
DEGREE = 111.2
"""Kilometres in a degree of latitude, on a sphere of the earth's mean radius."""
AROUND = {"exact": 0.0, "vicinity": 3.0, "": 6.0, "locality": 6.0, "region": 40.0}
"""Within how many kilometres of its coordinates a place is said to lie, for the eye."""
MILE = 1.609344
LONGEST = 240
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

    def bar(self, kilometres: float = 1.0) -> Bar:
        """The scale, in kilometres or in as many of them."""
        most = LONGEST * self.unit / kilometres
        count = 1
        for step in (by * 10**power for power in range(5) for by in (1, 2, 5)):
            count = step if step <= most else count
        return Bar(count, round(count * kilometres / self.unit))


def frame_of(spots: Iterable[Spot]) -> Frame:
    """The frame round some places, at least one."""
    places = tuple(spots)
    wide = max(AROUND[each.precision] for each in places) / DEGREE
    south = max(-90.0, min(each.north for each in places) - wide)
    north = min(90.0, max(each.north for each in places) + wide)
    shrunk = cos(radians(min(80.0, abs(south + north) / 2)))
    west, span = narrowest(each.east for each in places)
    west, span = west - wide / shrunk, span + 2 * wide / shrunk
    unit = max(LEAST / WIDTH, span * DEGREE * shrunk / (WIDTH - 2 * PAD))
    height = min(HIGH, max(LOW, (north - south) * DEGREE / unit + 2 * PAD))
    unit = max(unit, (north - south) * DEGREE / (height - 2 * PAD))
    unit = min(unit, 360 * DEGREE * shrunk / WIDTH)  # once round the earth
    height = round(min(height, 180 * DEGREE / unit))
    across, up = WIDTH * unit / DEGREE / shrunk, height * unit / DEGREE
    left = west + span / 2 - across / 2
    low = min(90 - up, max(-90.0, (south + north) / 2 - up / 2))
    return Frame(Box(left, low, left + across, low + up), height, unit)


def narrowest(easts: Iterable[float]) -> tuple[float, float]:
    """Where the narrowest strip begins that has some longitudes in it, and how wide it is."""
    ordered = sorted({each % 360 for each in easts})
    after = (*ordered[1:], ordered[0] + 360)
    gaps = [there - here for here, there in zip(ordered, after, strict=True)]
    widest = max(range(len(gaps)), key=lambda each: gaps[each])
    west = after[widest] % 360
    return (west - 360 if west >= 180 else west), 360 - gaps[widest]
