"""Locator maps: where some places lie, drawn as plain geometry.

In: places in degrees, whose borders are wanted, and how countries are called. Out: a `Drawing`.
Nothing here knows a page, a language or an address. The land is Natural Earth's, from the package
(`world`), and is read when the first map is drawn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from dateline.mapping.frame import MILE, WIDTH, Frame, frame_of
from dateline.mapping.geojson import Unfit, borders_of
from dateline.mapping.geometry import Box, Line, clip_line, clip_ring, path, simplified
from dateline.mapping.marks import CELL, Country, country_of, dots, names
from dateline.mapping.world import BORDER, COAST, DISPUTED, LAND, world_for
from dateline.model.maps import Atlas, Drawing, Ground, Lines, Spot

__all__ = ["Unfit", "borders_of", "draw"]

FINE = 0.6
"""By how many units of the drawing a line may be simplified."""
TINY = 4
"""How wide and high an island is, at least, to be drawn."""
BEYOND = 8
"""How far lines go on beyond the edge, in units, so that no end of one is seen."""
AT_HAND = 256
"""Of how many frames the ground is kept: news is mostly of the same places."""


def draw(spots: Iterable[Spot], atlas: Atlas, called: Callable[[str], str]) -> Drawing:
    """A map of some places, at least one. `called` gives the name of a country by its code of two
    letters, empty for none."""
    places = tuple(spots)
    frame = frame_of(places)
    marked = dots(places, frame)
    return Drawing(
        width=WIDTH,
        height=frame.height,
        ground=ground(frame, atlas),
        names=names(countries(frame), marked, called) if atlas.known == "natural-earth" else (),
        dots=marked,
        kilometres=frame.bar(),
        miles=frame.bar(MILE),
    )


@lru_cache(AT_HAND)
def ground(frame: Frame, atlas: Atlas) -> Ground:
    """What lies in a frame."""
    by_x, by_y = BEYOND * frame.box.width / WIDTH, BEYOND * frame.box.height / frame.height
    west, south, east, north = frame.box
    box = Box(west - by_x, south - by_y, east + by_x, north + by_y)
    least = TINY * frame.box.width / WIDTH, TINY * frame.box.height / frame.height
    found: dict[int, list[Line]] = {LAND: [], COAST: [], BORDER: [], DISPUTED: []}
    for piece in world_for(frame.box.width).pieces(box):
        if piece.is_whole and piece.box.width < least[0] and piece.box.height < least[1]:
            continue
        if piece.kind == LAND:
            found[LAND].append(clip_ring(piece.line, box))
        elif piece.kind == COAST or atlas.known == "natural-earth":
            found[piece.kind].extend(clip_line(piece.line, box))
    found[BORDER].extend(within(atlas.borders, box))
    found[DISPUTED].extend(within(atlas.disputed, box))
    paths = {kind: drawn(lines, frame, kind == LAND) for kind, lines in found.items()}
    return Ground(
        land=paths[LAND], coast=paths[COAST], borders=paths[BORDER], disputed=paths[DISPUTED]
    )


def drawn(lines: Iterable[Line], frame: Frame, closed: bool) -> str:
    """Lines in degrees as a path."""
    return path((simplified(frame.project(each), FINE) for each in lines if each), closed=closed)


@lru_cache(AT_HAND)
def countries(frame: Frame) -> tuple[Country, ...]:
    """The countries of a map, by the squares whose middle lies in them."""
    world, found = world_for(frame.box.width), defaultdict[str, list[tuple[int, int]]](list)
    for row in range(frame.height // CELL):
        for column in range(WIDTH // CELL):
            code = world.country(*frame.degrees((column + 0.5) * CELL, (row + 0.5) * CELL))
            if code:
                found[code].append((column, row))
    return tuple(country_of(code, cells) for code, cells in sorted(found.items()))


def within(lines: Lines, box: Box) -> Iterator[Line]:
    """The parts within a box of lines between 180 degrees west and east."""
    for turn in (-360.0, 0.0, 360.0):
        if box.west < turn + 180 and box.east > turn - 180:
            for line in lines:
                yield from clip_line([(x + turn, y) for x, y in line], box)
