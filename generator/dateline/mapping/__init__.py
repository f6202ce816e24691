"""Locator maps: where some places lie, drawn as plain geometry.

In: places in degrees, whose borders are wanted, and how countries are called. Out: a `Drawing`.
Nothing here knows a page, a language or an address. The land is Natural Earth's, from the package
(`world`), and is read when the first map is drawn.
"""

from collections.abc import Callable, Iterable, Iterator

from dateline.mapping.frame import MILE, WIDTH, Frame, frame_of
from dateline.mapping.geojson import MAX_BYTES, Unfit, borders_of
from dateline.mapping.geometry import Box, Line, clip_line, clip_ring, path, simplified
from dateline.mapping.marks import dots, names
from dateline.mapping.world import BORDER, COAST, DISPUTED, LAND, World, world_for
from dateline.model.maps import Atlas, Drawing, Lines, Spot

__all__ = ["MAX_BYTES", "Unfit", "borders_of", "draw"]

FINE = 0.7
"""By how many units of the drawing a line may be simplified."""
BEYOND = 8
"""How far lines go on beyond the edge, in units, so that no end of one is seen."""


def draw(spots: Iterable[Spot], atlas: Atlas, called: Callable[[str], str]) -> Drawing:
    """A map of some places, at least one. `called` gives the name of a country by its code of two
    letters, empty for none."""
    places = tuple(spots)
    frame = frame_of(places)
    world = world_for(frame.box.width)
    lines = dict(drawn(frame, world, atlas))
    marked = dots(places, frame)
    named = names(frame, marked, world.country, called) if atlas.known == "natural-earth" else ()
    return Drawing(
        width=WIDTH,
        height=frame.height,
        land=lines[LAND],
        coast=lines[COAST],
        borders=lines[BORDER],
        disputed=lines[DISPUTED],
        names=named,
        dots=marked,
        kilometres=frame.bar(),
        miles=frame.bar(MILE),
    )


def drawn(frame: Frame, world: World, atlas: Atlas) -> Iterator[tuple[int, str]]:
    """The paths of a map, by what they are."""
    by_x, by_y = BEYOND * frame.box.width / WIDTH, BEYOND * frame.box.height / frame.height
    west, south, east, north = frame.box
    box = Box(west - by_x, south - by_y, east + by_x, north + by_y)
    found: dict[int, list[Line]] = {LAND: [], COAST: [], BORDER: [], DISPUTED: []}
    for piece in world.pieces(box):
        if piece.kind == LAND:
            found[LAND].append(clip_ring(piece.line, box))
        elif piece.kind == COAST or atlas.known == "natural-earth":
            found[piece.kind].extend(clip_line(piece.line, box))
    found[BORDER].extend(within(atlas.borders, box))
    found[DISPUTED].extend(within(atlas.disputed, box))
    for kind, lines in found.items():
        slim = (simplified(frame.project(line), FINE) for line in lines if line)
        yield kind, path(slim, closed=kind == LAND)


def within(lines: Lines, box: Box) -> Iterator[Line]:
    """The parts within a box of lines between 180 degrees west and east."""
    for turn in (-360.0, 0.0, 360.0):
        if box.west < turn + 180 and box.east > turn - 180:
            for line in lines:
                yield from clip_line([(x + turn, y) for x, y in line], box)
