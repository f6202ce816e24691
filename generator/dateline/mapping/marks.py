"""Where on a map its numbers and the countries' names stand, so that none covers another.

In: the frame and its places. Out: `Dot`s and `Name`s. Who comes first has the better place.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import cos, dist, pi, sin
from typing import NamedTuple

from dateline.mapping.frame import WIDTH, Frame
from dateline.model.maps import Dot, Name, Spot

DISC = 20
"""The radius of a number's disc."""
APART = 3
"""What is left between two discs."""
DIRECTIONS = 16
DISTANCES = (40, 56, 76, 100)
"""How far from its place a number may stand."""
CELL = 20
"""The side of the squares that a map is looked at by, for names."""
LETTER = 14
"""How wide the letters of a name are, in the widest of usual faces."""
Place = tuple[float, float]


class Country(NamedTuple):
    """A country on a map: its code, the squares that lie in it (a number for each row, whose bits
    are the columns), and the middle of them."""

    code: str
    rows: tuple[int, ...]
    x: float
    y: float


def dots(spots: Iterable[Spot], frame: Frame) -> tuple[Dot, ...]:
    """The places, each with its number on it, or beside it if there is another's. Of two that are
    the same, one has the circle."""
    found: list[Dot] = []
    at = {each.number: (frame.x(each.east), frame.y(each.north)) for each in spots}
    for each in spots:
        others = [there for number, there in at.items() if number != each.number]
        spot = at[each.number]
        x, y = next(free(spot, found, others, frame), spot)
        circle = round(spot[0]), round(spot[1]), round(frame.around(each))
        alike = any((dot.spot_x, dot.spot_y, dot.around) == circle for dot in found)
        dot = Dot(
            number=each.number,
            x=round(x),
            y=round(y),
            spot_x=circle[0],
            spot_y=circle[1],
            around=0 if alike else circle[2],
            vague=each.precision == "region",
        )
        found.append(dot)
    return tuple(found)


def free(spot: Place, taken: list[Dot], others: list[Place], frame: Frame) -> Iterator[Place]:
    """Where a number may stand, the best first: on no other number, on no other's place, and
    wholly within the frame."""
    edge = DISC + APART
    for x, y in around(spot):
        if not (edge <= x <= WIDTH - edge and edge <= y <= frame.height - edge):
            continue
        if any(dist((x, y), (dot.x, dot.y)) < 2 * DISC + APART for dot in taken):
            continue
        if (x, y) == spot or all(dist((x, y), other) >= DISC + APART for other in others):
            yield x, y


def around(spot: Place) -> Iterator[Place]:
    """A place, and what is round it."""
    yield spot
    for far in DISTANCES:
        for step in range(DIRECTIONS):
            angle = 2 * pi * step / DIRECTIONS - pi / 4
            yield spot[0] + far * cos(angle), spot[1] + far * sin(angle)


def names(
    countries: Iterable[Country], marked: Iterable[Dot], called: Callable[[str], str]
) -> tuple[Name, ...]:
    """The names of the countries on a map that have room for them, clear of the numbers. `called`
    says what a country is called."""
    covered: dict[int, int] = {}
    for dot in marked:
        for row, columns in under(dot):
            covered[row] = covered.get(row, 0) | columns
    found = []
    for country in countries:
        text = called(country.code)
        at = roomiest(country, covered, len(text)) if text else None
        if at:
            found.append(Name(text, *at))
    return tuple(found)


def country_of(code: str, cells: list[tuple[int, int]]) -> Country:
    """A country by the squares that lie in it, by column and row."""
    rows = [0] * (max(row for _, row in cells) + 1)
    for column, row in cells:
        rows[row] |= 1 << column
    x = sum(column for column, _ in cells) / len(cells)
    return Country(code, tuple(rows), x, sum(row for _, row in cells) / len(cells))


def under(dot: Dot) -> Iterator[tuple[int, int]]:
    """The squares that a number covers, and its place, in rows of bits."""
    for x, y in places(dot):
        first, last = max(0, int((x - DISC) / CELL)), int((x + DISC) / CELL)
        columns = (1 << last + 1) - (1 << first)
        for row in range(int((y - DISC) / CELL), int((y + DISC) / CELL) + 1):
            yield row, columns


def places(dot: Dot) -> Iterator[Place]:
    """What a number covers, and its place."""
    yield dot.x, dot.y
    if dot.is_beside:
        yield dot.spot_x, dot.spot_y
        yield (dot.x + dot.spot_x) / 2, (dot.y + dot.spot_y) / 2


def roomiest(country: Country, covered: dict[int, int], letters: int) -> tuple[int, int] | None:
    """Where the middle of a name stands that has so many letters: within the squares of its country
    that are not covered, nearest to their middle; None if it has no room."""
    across = int(letters * LETTER / CELL) + 2
    best: tuple[float, int, int] | None = None
    for row, (upper, lower) in enumerate(pairwise(country.rows)):
        bits = upper & lower & ~covered.get(row, 0) & ~covered.get(row + 1, 0)
        for _ in range(across - 1):
            bits &= bits >> 1  # what is left begins a stretch that is one longer
        far = 2 * abs(row + 0.5 - country.y)
        while bits and (best is None or far < best[0]):
            column = (bits & -bits).bit_length() - 1
            bits &= bits - 1
            away = far + abs(column + (across - 1) / 2 - country.x)
            if best is None or away < best[0]:
                best = away, row, column
    return (round((best[2] + across / 2) * CELL), (best[1] + 1) * CELL) if best else None
