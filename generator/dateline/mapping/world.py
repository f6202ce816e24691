"""The world as Natural Earth has it, in tiles, of which a map reads those that it shows.

Each of three scales is a file: its head (a mark, the hash of `disputed.geojson`, the side of a tile
in degrees, how many tiles, the length of what follows), the codes of all countries, an index
(column and row from the south-west corner of the world, where the tile begins, its length), and the
tiles. A tile, once inflated, is a grid of cells, each of which says in which country its middle
lies (its place among the codes, from 1; 0 is the sea), and then lines: their kind, how many points,
and the steps from point to point, in small parts of the tile's side from its south-west corner.

`generator/world.py` makes the files. They are opened when the first map is drawn.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from math import floor
from pathlib import Path
from typing import NamedTuple

from dateline.mapping.geometry import Box, Line

LAND, COAST, BORDER, DISPUTED = range(4)
MAGIC = b"DLW1"
HEAD = struct.Struct("<4s16sBHH")
INDEX = struct.Struct("<BBII")
UNITS = 10_000
"""Into how many parts a tile's side is divided."""
CELLS = 50
"""How many cells of countries a tile has on each side."""
FOLDER = Path(__file__).parent / "world"
SCALES = (("fine", 12.0), ("middle", 60.0), ("coarse", 400.0))
"""The files, and up to how many degrees a map shows to be drawn from each."""
AT_HAND = 64


class Piece(NamedTuple):
    """A line, or the ring of a piece of land, in degrees, and the box that it fills."""

    kind: int
    line: Line
    box: Box

    @property
    def is_whole(self) -> bool:
        """Whether it ends where it begins: an island, or a piece of land that fills its tile."""
        return self.kind == LAND or self.line[0] == self.line[-1]


class Tile(NamedTuple):
    """The lines of one tile, and its grid of countries."""

    pieces: tuple[Piece, ...]
    cells: bytes


class World:
    """The world at one scale."""

    def __init__(self, name: str) -> None:
        self.file = FOLDER / f"{name}.bin"
        self.tile = lru_cache(AT_HAND)(self._tile)

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return self.file.read_bytes()

    @cached_property
    def head(self) -> tuple[int, int, int]:
        """The side of a tile in degrees, how many there are, the length of the codes."""
        magic, _, side, count, codes = HEAD.unpack_from(self.data)
        assert magic == MAGIC, self.file
        return side, count, codes

    @cached_property
    def codes(self) -> list[str]:
        """The countries' codes of two letters, `-` for what has none."""
        return self.data[HEAD.size : HEAD.size + self.head[2]].decode().split(" ")

    @cached_property
    def index(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Where each tile begins, and its length."""
        _, count, codes = self.head
        start = HEAD.size + codes
        rows = INDEX.iter_unpack(self.data[start : start + count * INDEX.size])
        return {(column, row): (at, length) for column, row, at, length in rows}

    def _tile(self, column: int, row: int) -> Tile | None:
        """A tile, its column counted as if the world went on; None where there is but sea."""
        side = self.head[0]
        place = self.index.get((column % (360 // side), row))
        if place is None:
            return None
        data = zlib.decompress(self.data[place[0] : sum(place)])
        west, south = column * side - 180.0, row * side - 90.0
        found = tuple(pieces(data[CELLS * CELLS :], west, south, side / UNITS))
        return Tile(found, data[: CELLS * CELLS])

    def pieces(self, box: Box) -> Iterator[Piece]:
        """All that reaches into a box, which may go on beyond 180 degrees."""
        side = self.head[0]
        for row in range(floor((box.south + 90) / side), floor((box.north + 90) / side) + 1):
            for column in range(floor((box.west + 180) / side), floor((box.east + 180) / side) + 1):
                tile = self.tile(column, row)
                yield from (each for each in tile.pieces if each.box.meets(box)) if tile else ()

    def country(self, east: float, north: float) -> str:
        """The code of the country that a point lies in, about; empty at sea, and where it has
        none."""
        side = self.head[0]
        x, y = (east + 180) / side, (north + 90) / side
        tile = self.tile(floor(x), floor(y))
        if tile is None:
            return ""
        at = int(y % 1 * CELLS) * CELLS + int(x % 1 * CELLS)
        return self.codes[tile.cells[at] - 1].strip("-") if tile.cells[at] else ""


def pieces(data: bytes, west: float, south: float, unit: float) -> Iterator[Piece]:
    """The lines of a tile."""
    row = array("h")
    row.frombytes(data)
    if sys.byteorder == "big":
        row.byteswap()
    at = 0
    while at < len(row):
        kind, count = row[at], row[at + 1]
        at += 2
        end = at + 2 * count
        xs = [west + x * unit for x in accumulate(row[at:end:2])]
        ys = [south + y * unit for y in accumulate(row[at + 1 : end : 2])]
        yield Piece(kind, list(zip(xs, ys, strict=True)), Box(min(xs), min(ys), max(xs), max(ys)))
        at = end


WORLDS = {name: World(name) for name, _ in SCALES}


def world_for(span: float) -> World:
    """The scale for a map of so many degrees."""
    return WORLDS[next((name for name, most in SCALES if span <= most), SCALES[-1][0])]
