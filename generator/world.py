"""Makes the world that locator maps are drawn from: `dateline/mapping/world/*.bin`.

In: the folder of npm's `world-atlas` (Natural Earth as TopoJSON), and `disputed.geojson`, which
says which borders are dashed. Out: a file for each of three scales. Run it again when one of the
two changes:

    npm install --ignore-scripts world-atlas@2.0.2
    python generator/world.py node_modules/world-atlas

A file is cut into square tiles, so that a map reads only what it shows. `dateline.mapping.world`
reads them, and says how they are written. The same input gives the same bytes; the compressed
ones may differ with another zlib.
"""

import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from dateline.mapping.geometry import Box, Line, clip_line, clip_ring, simplified
from dateline.mapping.world import BORDER, CELLS, COAST, DISPUTED, HEAD, INDEX, LAND, MAGIC, UNITS

HERE = Path(__file__).parent / "dateline" / "mapping" / "world"
SCALES = (("fine", "10m", 5, 0.001), ("middle", "50m", 15, 0.008), ("coarse", "110m", 60, 0.0))
"""A file's name, its source, the side of its tiles in degrees, and by how many degrees its lines
may be simplified."""
Pieces = list[tuple[int, Line]]


class Topology:
    """One TopoJSON file."""

    def __init__(self, file: Path, tolerance: float) -> None:
        self.data = json.loads(file.read_text(encoding="utf-8"))
        by, at = self.data["transform"]["scale"], self.data["transform"]["translate"]
        self.arcs = [self.arc(steps, by, at) for steps in self.data["arcs"]]
        self.slim = [simplified(arc, tolerance) if tolerance else arc for arc in self.arcs]

    @staticmethod
    def arc(steps: list[list[int]], by: list[float], at: list[float]) -> Line:
        """An arc in degrees."""
        x = y = 0
        found = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            found.append((x * by[0] + at[0], y * by[1] + at[1]))
        return found

    def ring(self, arcs: list[int]) -> Line:
        """A ring of arcs, each from its end if its number is negative."""
        found: Line = []
        for each in arcs:
            line = self.slim[each] if each >= 0 else self.slim[~each][::-1]
            found.extend(line[1 if found else 0 :])
        return found

    def rings(self, geometry: dict[str, Any]) -> Iterator[Line]:
        """All rings of a geometry."""
        many = geometry["type"] == "MultiPolygon"
        for polygon in geometry["arcs"] if many else [geometry["arcs"]]:
            for arcs in polygon:
                yield from thrice(unrolled(self.ring(arcs)))

    @property
    def countries(self) -> list[dict[str, Any]]:
        """The countries."""
        found: list[dict[str, Any]] = self.data["objects"]["countries"]["geometries"]
        return found

    def land(self) -> Iterator[Line]:
        """The rings of all land."""
        for geometry in self.data["objects"]["land"]["geometries"]:
            yield from self.rings(geometry)

    def owners(self) -> dict[int, list[str]]:
        """The countries on both sides of each arc, or on its one side."""
        found = defaultdict(set)
        for country in self.countries:
            for arc in numbers(country["arcs"]):
                found[arc].add(country["properties"]["name"])
        return {arc: sorted(names) for arc, names in found.items()}


def unrolled(line: Line) -> Line:
    """A line that jumps from one side of the 180th meridian to the other, going on beyond it. A
    ring round the pole is closed by way of it."""
    found, turn = line[:1], 0
    for before, after in pairwise(line):
        turn += 360 * round((before[0] - after[0]) / 360)
        found.append((after[0] + turn, after[1]))
    if turn and line[0] == line[-1]:
        pole = -90.0 if line[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def thrice(line: Line) -> Iterator[Line]:
    """A line that may go on beyond 180 degrees, with its copies round the earth."""
    for turn in (-360, 0, 360):
        if min(x for x, _ in line) + turn < 180 and max(x for x, _ in line) + turn > -180:
            yield [(x + turn, y) for x, y in line]


def numbers(arcs: Any) -> Iterator[int]:
    """The numbers of arcs, whichever way they are walked."""
    if isinstance(arcs, int):
        yield arcs if arcs >= 0 else ~arcs
    else:
        for each in arcs:
            yield from numbers(each)


def lines(
    world: Topology, disputed: list[dict[str, Any]], *, drawn: bool
) -> Iterator[tuple[int, Line]]:
    """The coast and the borders; with those that are `drawn` by hand, where their scale is near."""
    rules = defaultdict(list)
    for each in disputed:
        if each["geometry"] is None:
            within = each["properties"].get("within", [-180, -90, 180, 90])
            rules[tuple(sorted(each["properties"]["between"]))].append(Box(*within))
        elif drawn:
            yield DISPUTED, [(x, y) for x, y in each["geometry"]["coordinates"]]
    for arc, names in world.owners().items():
        for line in thrice(unrolled(world.slim[arc])):
            if len(names) == 1:
                yield from ((COAST, part) for part in off_the_edge(line))
            elif boxes := rules.get(tuple(names)):
                yield from sorted_out(line, boxes)
            else:
                yield BORDER, line


def off_the_edge(line: Line) -> Iterator[Line]:
    """A coast without the cuts along the 180th meridian and at the South Pole."""
    part = line[:1]
    for before, after in pairwise(line):
        cut = (abs(before[0]) > 179.99 and abs(before[0] - after[0]) < 0.001) or (
            before[1] < -89.9 and after[1] < -89.9
        )
        if cut:
            if len(part) > 1:
                yield part
            part = []
        part.append(after)
    if len(part) > 1:
        yield part


def sorted_out(line: Line, boxes: list[Box]) -> Iterator[tuple[int, Line]]:
    """A border cut where it begins and ends to be disputed."""
    part, kind = line[:1], 0
    for before, after in pairwise(line):
        x, y = (before[0] + after[0]) / 2, (before[1] + after[1]) / 2
        now = DISPUTED if any(box.holds(x, y) for box in boxes) else BORDER
        if kind and now != kind:
            yield kind, part
            part = [before]
        part.append(after)
        kind = now
    yield kind, part


def halved(pieces: Pieces, box: Box, side: int) -> Iterator[tuple[Box, Pieces]]:
    """The pieces by tile: a box is cut in two until it is one."""
    if not pieces:
        return
    if box.width <= side and box.height <= side:
        yield box, pieces
        return
    if box.width > side:
        middle = box.west + side * (int(box.width // side) // 2 or 1)
        parts = box._replace(east=middle), box._replace(west=middle)
    else:
        middle = box.south + side * (int(box.height // side) // 2 or 1)
        parts = box._replace(north=middle), box._replace(south=middle)
    for part in parts:
        yield from halved(list(cut(pieces, part)), part, side)


def cut(pieces: Pieces, box: Box) -> Iterator[tuple[int, Line]]:
    """The pieces within a box."""
    for kind, line in pieces:
        if kind == LAND:
            ring = clip_ring(line, box)
            if len(ring) > 2:
                yield kind, ring
        else:
            yield from ((kind, part) for part in clip_line(line, box))


def packed(pieces: Pieces, box: Box, side: int) -> bytes:
    """The pieces of a tile as they are written."""
    row = array("h")
    for kind, line in sorted(pieces, key=lambda piece: piece[0]):
        points = [
            (round((x - box.west) / side * UNITS), round((y - box.south) / side * UNITS))
            for x, y in line
        ]
        points = [p for p, q in zip(points, [None, *points], strict=False) if p != q]
        if len(points) < (3 if kind == LAND else 2):
            continue
        for start in range(0, len(points) - 1, 30_000):
            assert kind != LAND or len(points) < 30_000
            some = points[start : start + 30_001]
            row.extend((kind, len(some)))
            x = y = 0
            for point in some:
                row.extend((point[0] - x, point[1] - y))
                x, y = point
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def grid(world: Topology, side: int) -> dict[tuple[int, int], bytearray]:
    """For each tile, which country its cells lie in, row by row from the south-west: the country's
    place in the list, counted from 1."""
    step = side / CELLS
    found: dict[tuple[int, int], bytearray] = {}
    for number, country in enumerate(world.countries, 1):
        rows: dict[int, list[float]] = defaultdict(list)
        for ring in world.rings(country):
            for (x1, y1), (x2, y2) in pairwise(ring):
                if y1 > y2:
                    x1, y1, x2, y2 = x2, y2, x1, y1
                row = int((y1 + 90) / step + 0.5)
                while (y := (row + 0.5) * step - 90) < y2:
                    if y >= y1:
                        rows[row].append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
                    row += 1
        for row, crossings in rows.items():
            crossings.sort()
            for west, east in zip(crossings[::2], crossings[1::2], strict=False):
                first, last = ((x + 180) / step + 0.5 for x in (max(west, -180), min(east, 180)))
                for column in range(int(first), int(last)):
                    tile = column // CELLS, row // CELLS
                    cells = found.setdefault(tile, bytearray(CELLS * CELLS))
                    cells[row % CELLS * CELLS + column % CELLS] = number
    return found


def cleared(cells: bytearray, at: tuple[int, int], side: int, boxes: list[Box]) -> bytearray:
    """A tile's cells without those that lie where no country is to be named."""
    step = side / CELLS
    for place in range(len(cells)):
        x = at[0] * side - 180 + (place % CELLS + 0.5) * step
        y = at[1] * side - 90 + (place // CELLS + 0.5) * step
        if any(box.holds(x, y) for box in boxes):
            cells[place] = 0
    return cells


def codes(world: Topology) -> list[str]:
    """The countries' codes of two letters, empty for what has none; Kosovo has one by custom."""
    aliases = get_global("territory_aliases")
    named = {"Kosovo": "XK"}
    return [
        (aliases.get(each.get("id", ""), [""]) or [""])[0]
        or named.get(each["properties"]["name"], "")
        for each in world.countries
    ]


def written(world: Topology, side: int, disputed: list[dict[str, Any]], of: bytes) -> bytes:
    """One scale as it is written; `of` is the hash of the file that says what is disputed."""
    pieces: Pieces = [(LAND, ring) for ring in world.land()]
    pieces += lines(world, disputed, drawn=side < 60)
    tiles: dict[tuple[int, int], bytes] = {}
    whole = Box(-180, -90, 180, 90)
    for box, inside in halved(list(cut(pieces, whole)), whole, side):
        tiles[int(box.west + 180) // side, int(box.south + 90) // side] = packed(inside, box, side)
    boxes = [
        Box(*each["properties"]["unnamed"]) for each in disputed if "unnamed" in each["properties"]
    ]
    cells = {at: cleared(given, at, side, boxes) for at, given in grid(world, side).items()}
    blocks = {
        tile: zlib.compress(bytes(cells.get(tile, bytes(CELLS * CELLS))) + tiles.get(tile, b""), 9)
        for tile in sorted(tiles.keys() | cells.keys())
    }
    names = " ".join(code or "-" for code in codes(world)).encode()
    head = HEAD.pack(MAGIC, of, side, len(blocks), len(names)) + names
    index, at = b"", len(head) + INDEX.size * len(blocks)
    for (column, row), block in blocks.items():
        index += INDEX.pack(column, row, at, len(block))
        at += len(block)
    return head + index + b"".join(blocks.values())


def main(folder: Path) -> None:
    """Make all of it."""
    told = (HERE / "disputed.geojson").read_bytes()
    disputed, of = json.loads(told)["features"], blake2b(told, digest_size=16).digest()
    for name, source, side, tolerance in SCALES:
        data = written(Topology(folder / f"countries-{source}.json", tolerance), side, disputed, of)
        (HERE / f"{name}.bin").write_bytes(data)
        print(f"{name}.bin: {len(data):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
