"""`generator/world.py`: a small world, made and read again."""

import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from conftest import PROJECT
from dateline.mapping.geometry import Box
from dateline.mapping.world import BORDER, COAST, DISPUTED, LAND, World

SIDE = 5


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("world", PROJECT / "generator" / "world.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def topology(arcs: list[list[list[int]]], countries: list[tuple[str, str, list[int]]]) -> bytes:
    """TopoJSON in tenths of a degree, each country one ring of arcs; the land is one ring of those
    that only one country has."""
    used = [abs(arc + 0.5) for _, _, ring in countries for arc in ring]
    coast = [a for _, _, ring in countries for a in ring if used.count(abs(a + 0.5)) == 1]
    steps = [[arc[0], *([x - w, y - s] for (w, s), (x, y) in pairwise(arc))] for arc in arcs]
    objects = {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": id_, "properties": {"name": name}, "arcs": [ring]}
                for name, id_, ring in countries
            ],
        },
        "land": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "arcs": [coast]}],
        },
    }
    scale = {"scale": [0.1, 0.1], "translate": [0, 0]}
    return json.dumps({"transform": scale, "arcs": steps, "objects": objects}).encode()


def made(tool: ModuleType, folder: Path, data: bytes, disputed: list[object]) -> World:
    """The world of one TopoJSON file, as the package reads it."""
    (folder / "world.json").write_bytes(data)
    written = tool.written(tool.Topology(folder / "world.json", 0.0), SIDE, disputed, bytes(16))
    (folder / "small.bin").write_bytes(written)
    world = World("small")
    world.file = folder / "small.bin"
    return world


TWO = topology(
    [
        [[10, 10], [10, 70]],
        [[10, 70], [-50, 70], [-50, 10], [10, 10]],
        [[10, 70], [70, 70], [70, 10], [10, 10]],
    ],
    [("France", "250", [0, 1]), ("Spain", "724", [0, 2])],
)
"""Two countries side by side, of six degrees each; north of the equator, in several tiles."""


def test_two_neighbours_have_a_coast_and_a_border(tool: ModuleType, tmp_path: Path) -> None:
    world = made(tool, tmp_path, TWO, [])
    everything = Box(-20, -10, 20, 20)
    kinds = {piece.kind for piece in world.pieces(everything)}
    assert kinds == {LAND, COAST, BORDER}
    assert (world.country(-2, 4), world.country(4, 4), world.country(9, 4)) == ("FR", "ES", "")
    border = [piece.box for piece in world.pieces(everything) if piece.kind == BORDER]
    assert {(box.west, box.east) for box in border} == {(1, 1)}
    assert sum(box.height for box in border) == pytest.approx(6)


def test_a_border_is_disputed_where_that_is_said_and_countries_unnamed(
    tool: ModuleType, tmp_path: Path
) -> None:
    within = {"between": ["Spain", "France"], "within": [-9, 0, 9, 4]}
    told = [
        {"properties": within | {"unnamed": [0, 0, 9, 9]}, "geometry": None},
        {"properties": {}, "geometry": {"type": "LineString", "coordinates": [[2, 2], [3, 3]]}},
    ]
    world = made(tool, tmp_path, TWO, told)
    assert (world.country(-2, 4), world.country(4, 4)) == ("FR", "")
    found = {}
    for kind in (BORDER, DISPUTED):
        found[kind] = [p.box for p in world.pieces(Box(-9, 0, 9, 9)) if p.kind == kind]
    assert any(box.west == 2 for box in found[DISPUTED])


def test_land_that_crosses_the_180th_meridian_is_on_both_sides_of_it(
    tool: ModuleType, tmp_path: Path
) -> None:
    ring = [[[1790, 10], [1790, 20], [-1790, 20], [-1790, 10], [1790, 10]]]
    world = made(tool, tmp_path, topology(ring, [("Fiji", "242", [0])]), [])
    for east in (179.5, -179.5, 180.5):
        assert world.country(east, 1.5) == "FJ", east
    assert world.country(0, 1.5) == ""
    coast = [piece.box for piece in world.pieces(Box(178, 0, 182, 3)) if piece.kind == COAST]
    assert {box.west >= 178.9 and box.east <= 181.1 for box in coast} == {True}
    assert not any(box.west == box.east == 180 for box in coast)


def test_land_round_the_pole_reaches_it(tool: ModuleType, tmp_path: Path) -> None:
    ring = [[[-1800, -700], [-600, -700], [600, -700], [1799, -700], [-1800, -700]]]
    world = made(tool, tmp_path, topology(ring, [("Antarctica", "010", [0])]), [])
    assert [world.country(east, -80) for east in (-170, 0, 170)] == ["AQ"] * 3
    assert world.country(0, -60) == ""
