"""Where on a map its numbers and the countries' names stand, so that none covers another.

In: the frame and its places. Out: `Dot`s and `Name`s. Who comes first has the better place.
"""

from collections.abc import Callable, Iterable, Iterator
from math import cos, dist, pi, sin

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
Cells = dict[str, tuple[tuple[int, int], ...]]
"""The squares of a map, by column and row, that lie in a country, by its code."""


def dots(spots: Iterable[Spot], frame: Frame) -> tuple[Dot, ...]:
    """The places, each with its number on it, or beside it if there is another's."""
    found: list[Dot] = []
    at = {each.number: (frame.x(each.east), frame.y(each.north)) for each in spots}
    for each in spots:
        others = [there for number, there in at.items() if number != each.number]
        spot = at[each.number]
        x, y = next(free(spot, found, others, frame), spot)
        dot = Dot(
            number=each.number,
            x=round(x),
            y=round(y),
            spot_x=round(spot[0]),
            spot_y=round(spot[1]),
            around=round(frame.around(each)),
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
    countries: Cells, marked: Iterable[Dot], called: Callable[[str], str]
) -> tuple[Name, ...]:
    """The names of the countries on a map that have room for them, clear of the numbers. `called`
    says what a country is called."""
    covered = {cell for dot in marked for cell in under(dot)}
    found = []
    for code, cells in countries.items():
        text = called(code)
        at = roomiest({*cells} - covered, len(text)) if text else None
        if at:
            found.append(Name(text, *at))
    return tuple(found)


def under(dot: Dot) -> Iterator[tuple[int, int]]:
    """The squares that a number covers, and its place."""
    for x, y in places(dot):
        for column in range(int((x - DISC) / CELL), int((x + DISC) / CELL) + 1):
            for row in range(int((y - DISC) / CELL), int((y + DISC) / CELL) + 1):
                yield column, row


def places(dot: Dot) -> Iterator[Place]:
    """What a number covers, and its place."""
    yield dot.x, dot.y
    if dot.is_beside:
        yield dot.spot_x, dot.spot_y
        yield (dot.x + dot.spot_x) / 2, (dot.y + dot.spot_y) / 2


def roomiest(cells: set[tuple[int, int]], letters: int) -> tuple[int, int] | None:
    """Where the middle of a name stands that has so many letters: within the cells of its country,
    nearest to their middle; None if it has no room."""
    if not cells:
        return None
    across = int(letters * LETTER / CELL) + 2
    middle_x = sum(x for x, _ in cells) / len(cells)
    middle_y = sum(y for _, y in cells) / len(cells)
    fitting = [
        (abs(x + (across - 1) / 2 - middle_x) + 2 * abs(y + 0.5 - middle_y), x, y)
        for x, y in cells
        if all((x + step, y + down) in cells for step in range(across) for down in (0, 1))
    ]
    if not fitting:
        return None
    _, x, y = min(fitting)
    return round((x + across / 2) * CELL), (y + 1) * CELL
