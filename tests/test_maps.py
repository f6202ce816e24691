"""Locator maps: the geometry, the frame, what stands where, the world that is carried, and borders
of a site's own. What a whole map looks like stands in `sites/map-of-places`."""

import json
import re
import subprocess
import sys
from hashlib import blake2b
from itertools import combinations, pairwise
from math import dist, inf, nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import build_site, tree, write_site
from dateline.mapping import Unfit, borders_of, draw
from dateline.mapping.frame import DEGREE, LEAST, WIDTH, frame_of, narrowest
from dateline.mapping.geojson import MAX_POINTS
from dateline.mapping.geometry import Box, Line, clip_line, clip_ring, path, simplified
from dateline.mapping.marks import DISC, dots
from dateline.mapping.world import COAST, FOLDER, HEAD, LAND, WORLDS
from dateline.model.maps import Atlas, Spot
from dateline.problems import BuildFailed

NATURAL = Atlas()
BOX = Box(-10, -5, 10, 5)
coordinates = st.floats(-20, 20).map(lambda value: round(value, 3))
points = st.tuples(coordinates, coordinates)
lines = st.lists(points, min_size=2, max_size=12)
spots = st.lists(
    st.tuples(
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.sampled_from(("exact", "vicinity", "locality", "region", "")),
    ),
    min_size=1,
    max_size=12,
).map(lambda found: tuple(Spot(number, *each) for number, each in enumerate(found, 1)))


def area(ring: Line) -> float:
    """The area of a ring, negative if it runs clockwise."""
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairwise([*ring, *ring[:1]])) / 2


# Geometry


@given(lines)
def test_a_ring_is_clipped_to_the_box_and_loses_no_area_between_boxes(ring: Line) -> None:
    west, east = BOX._replace(west=-30, east=1), BOX._replace(west=1, east=30)
    whole = clip_ring(ring, BOX._replace(west=-30, east=30))
    parts = clip_ring(ring, west), clip_ring(ring, east)
    assert sum(map(area, parts)) == pytest.approx(area(whole), abs=1e-6)
    assert all(BOX.holds(*point) for point in clip_ring(ring, BOX))


@given(lines)
def test_a_line_is_clipped_to_the_box_and_keeps_what_lies_in_it(line: Line) -> None:
    wide = Box(*(side * (1 + 1e-9) for side in BOX))
    parts = [*clip_line(line, BOX)]
    kept = [point for part in parts for point in part]
    assert all(len(part) > 1 for part in parts) and all(wide.holds(*point) for point in kept)
    inner = Box(*(side * 0.999 for side in BOX))
    moved = [p for p, q in pairwise(line) if p != q]
    assert {point for point in moved if inner.holds(*point)} <= {*kept}


def length(line: Line) -> float:
    """How long a line is."""
    return sum(dist(*pair) for pair in pairwise(line))


@given(lines)
def test_a_line_is_as_long_in_two_boxes_as_in_one(line: Line) -> None:
    west, east = BOX._replace(west=-30, east=1.0005), BOX._replace(west=1.0005, east=30)
    whole = sum(map(length, clip_line(line, BOX._replace(west=-30, east=30))))
    parts = sum(length(part) for box in (west, east) for part in clip_line(line, box))
    assert parts == pytest.approx(whole, abs=1e-6)


@given(st.lists(points, min_size=2, max_size=40), st.floats(0.01, 5))
def test_what_is_left_out_of_a_line_is_near_it(line: Line, tolerance: float) -> None:
    slim = simplified(line, tolerance)
    assert (slim[0], slim[-1]) == (line[0], line[-1])
    assert {*slim} <= {*line}
    for point in line:
        assert min(away(point, *pair) for pair in pairwise(slim)) <= tolerance + 1e-9


def away(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point is from a straight line between two."""
    span = dist(start, end)
    if not span:
        return dist(point, start)
    part = sum((p - s) * (e - s) for p, s, e in zip(point, start, end, strict=True)) / span**2
    part = min(1.0, max(0.0, part))
    return dist(point, [s + part * (e - s) for s, e in zip(start, end, strict=True)])


def test_a_path_is_in_whole_units_and_says_nothing_twice() -> None:
    line = [(0.2, 0.4), (0.3, 0.1), (10.6, 5.0), (8.0, 4.4)]
    assert path([line], closed=False) == "M0 0l11 5-3-1"
    assert path([line, [(1, 1), (1.2, 1.1)]], closed=True) == "M0 0l11 5-3-1z"
    assert path([[]], closed=False) == ""


# The frame


@given(spots)
def test_every_place_is_in_the_frame(given: tuple[Spot, ...]) -> None:
    frame = frame_of(given)
    assert -90 <= frame.box.south < frame.box.north <= 90 + 1e-9
    assert frame.box.width <= 360 + 1e-9
    for each in given:
        assert 0 <= frame.x(each.east) <= WIDTH and -1e-6 <= frame.y(each.north) <= frame.height


@given(spots)
def test_a_map_is_never_narrower_than_its_least_nor_its_scale_wider_than_its_room(
    given: tuple[Spot, ...],
) -> None:
    frame = frame_of(given)
    assert frame.unit * WIDTH >= LEAST - 1e-6
    assert 0 < frame.bar().length <= 180 and 0 < frame.bar(1.609344).length <= 180


def test_it_is_as_far_to_the_right_as_upwards() -> None:
    frame = frame_of([Spot(1, 36.2, 37.16)])
    across = frame.box.width / WIDTH
    up = frame.box.height / frame.height
    assert across / up == pytest.approx(1.239, abs=0.01)  # at 36 degrees north
    assert up * DEGREE == pytest.approx(frame.unit)


@pytest.mark.parametrize(
    ("easts", "strip"),
    [
        ((10.0,), (10.0, 0)),
        ((10.0, 30.0), (10.0, 20.0)),
        ((-30.0, 30.0), (-30.0, 60.0)),
        ((178.0, -171.0), (178.0, 11.0)),
        ((-171.0, 178.0, 180.0), (178.0, 11.0)),
        ((-180.0, 180.0), (-180.0, 0)),
    ],
)
def test_places_on_both_sides_of_the_180th_meridian_are_neighbours(
    easts: tuple[float, ...], strip: tuple[float, float]
) -> None:
    assert narrowest(easts) == strip


def test_the_land_goes_on_beyond_the_180th_meridian() -> None:
    """Two of Fiji's islands, on both sides of it; the map is of a few hundred kilometres."""
    drawing = draw((Spot(1, -16.6, 179.9), Spot(2, -16.8, -179.9)), NATURAL, str)
    first, second = drawing.dots
    assert drawing.ground.land and drawing.kilometres.count <= 100
    assert first.spot_x < second.spot_x


# What stands where


@given(spots)
@settings(max_examples=40)
def test_no_number_covers_another_where_there_is_room(given: tuple[Spot, ...]) -> None:
    frame = frame_of(given)
    found = dots(given, frame)
    assert [each.number for each in found] == [each.number for each in given]
    for one, other in combinations(found, 2):
        beside = not (one.is_beside and other.is_beside)
        apart = dist((one.x, one.y), (other.x, other.y)) >= 2 * DISC
        assert apart or beside, (one, other)


def test_places_at_one_spot_have_each_their_number() -> None:
    given = tuple(Spot(number, 36.2, 37.16, "exact") for number in range(1, 10))
    found = dots(given, frame_of(given))
    assert {(dot.spot_x, dot.spot_y) for dot in found} == {(found[0].x, found[0].y)}
    assert all(
        dist((one.x, one.y), (other.x, other.y)) >= 2 * DISC
        for one, other in combinations(found, 2)
    )


def test_circles_grow_with_what_is_not_known() -> None:
    at = {
        precision: draw((Spot(1, 36.2, 37.16, precision),), NATURAL, str).dots[0]
        for precision in ("exact", "vicinity", "", "locality", "region")
    }
    assert at["exact"].around == 0 < at["vicinity"].around < at["locality"].around
    assert at[""].around == at["locality"].around < at["region"].around
    assert [precision for precision, dot in at.items() if dot.vague] == ["region"]


# The world


def test_the_world_was_made_of_what_is_said_to_be_disputed() -> None:
    of = blake2b((FOLDER / "disputed.geojson").read_bytes(), digest_size=16).digest()
    for world in WORLDS.values():
        assert HEAD.unpack_from(world.data)[1] == of, "run generator/world.py"


def test_what_is_carried_is_small_and_has_its_licence() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 2_000_000
    assert "Permission to use, copy" in (FOLDER / "LICENSE").read_text()


def test_every_disputed_line_says_how_it_is_known() -> None:
    given = json.loads((FOLDER / "disputed.geojson").read_text(encoding="utf-8"))
    for each in given["features"]:
        told = each["properties"]
        assert told["name"]
        assert ("drawn" in told) == (each["geometry"] is not None) != ("between" in told), told
    assert not isinstance(borders_of(json.dumps(given).encode()), Unfit)


@pytest.mark.parametrize(
    ("north", "east", "code"),
    [
        (33.51, 36.29, "SY"),
        (48.85, 2.35, "FR"),
        (66.0, -172.0, "RU"),
        (-80.0, 0.0, "AQ"),
        (34.0, 30.0, ""),
        (45.2, 34.0, ""),
    ],
)
def test_a_point_is_in_its_country_and_in_none_at_sea_or_where_that_is_disputed(
    north: float, east: float, code: str
) -> None:
    for world in WORLDS.values():
        assert world.country(east, north) == code, world.file.name
        assert world.country(east + 360, north) == code, world.file.name


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_land_is_where_countries_are(world: object) -> None:
    """Around a place on land the rings of the land close, in every tile."""
    for north, east, inland in ((33.51, 36.29, True), (34.0, 30.0, False), (60.0, -174.5, False)):
        box = Box(east - 0.01, north - 0.01, east + 0.01, north + 0.01)
        rings = [p.line for p in world.pieces(box) if p.kind == LAND]  # type: ignore[attr-defined]
        covered = sum(abs(area(clip_ring(ring, box))) for ring in rings)
        assert covered == pytest.approx(box.width * box.height * inland, abs=1e-9)


def test_no_coast_runs_along_a_cut() -> None:
    """Neither down the 180th meridian, nor across the world, nor along the South Pole."""
    for world in WORLDS.values():
        for piece in world.pieces(Box(-180, -90, 179.999, 89.999)):
            if piece.kind == COAST:
                for (x, y), (x2, y2) in pairwise(piece.line):
                    assert abs(x - x2) < 20, (world.file.name, x, y)
                    assert not (abs(x) > 179.99 and x == x2 and abs(y - y2) > 0.5), (x, y, y2)
                    assert min(y, y2) > -89.5


def test_disputed_lines_are_drawn_where_they_run() -> None:
    golan = draw((Spot(1, 33.1, 35.8),), NATURAL, str).ground
    assert golan.disputed and golan.borders
    assert not draw((Spot(1, 47.0, 2.5),), NATURAL, str).ground.disputed
    none = draw((Spot(1, 33.1, 35.8),), Atlas("none"), str)
    assert (none.ground.borders, none.ground.disputed, none.names) == ("", "", ())
    assert (none.ground.land, none.ground.coast) == (golan.land, golan.coast)


def test_the_world_is_not_read_before_a_map_is_drawn() -> None:
    code = (
        "import dateline.plan, dateline.session.prepare; from dateline.mapping.world import WORLDS;"
        "print([*filter(None, ('data' in vars(each) for each in WORLDS.values()))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# Borders of a site's own


def geometry(kind: str, where: object) -> bytes:
    """A geometry as bytes."""
    return json.dumps({"type": kind, "coordinates": where}).encode()


LINE = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (geometry("LineString", LINE), 1),
        (geometry("MultiLineString", [LINE, LINE]), 2),
        (geometry("Polygon", [[*LINE, [5, 6], [1, 2]]]), 1),
        (geometry("MultiPolygon", [[LINE], [LINE, LINE]]), 3),
        (b"\xef\xbb\xbf" + geometry("LineString", [[1, 2, 900], [3.5, 4, 900]]), 1),
    ],
)
def test_borders_are_lines_and_the_outlines_of_areas(data: bytes, count: int) -> None:
    found = borders_of(data)
    assert not isinstance(found, Unfit)
    assert (len(found[0]), found[1]) == (count, ())


def test_a_feature_says_that_it_is_disputed() -> None:
    line = {"type": "LineString", "coordinates": LINE}
    features = [
        {"type": "Feature", "properties": {"disputed": True}, "geometry": line},
        {"type": "Feature", "properties": {"disputed": "yes"}, "geometry": line},
        {"type": "Feature", "properties": None, "geometry": line},
        {"type": "Feature", "geometry": None},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
    ]
    found = borders_of(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert not isinstance(found, Unfit)
    assert (len(found[0]), len(found[1])) == (2, 1)


NESTED = '{"type": "GeometryCollection", "geometries": [' * 20


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "map/not-json"),
        (b"\xff\xfe", "map/not-json"),
        (b"[" * 100_000, "map/not-json"),
        (b"[" * 900 + b"]" * 900, "map/no-geojson"),
        ((NESTED + "]}" * 20).encode(), "map/no-geojson"),
        (b"null", "map/no-geojson"),
        (b'{"type": ["Feature"]}', "map/no-geojson"),
        (b'{"type": "FeatureCollection", "features": {}}', "map/no-geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "map/no-geojson"),
        (geometry("LineString", [[1, 2], [True, 4]]), "map/no-geojson"),
        (geometry("LineString", [[1, 2], ["3", 4]]), "map/no-geojson"),
        (geometry("LineString", [[1, 2], [3]]), "map/no-geojson"),
        (geometry("Polygon", LINE), "map/no-geojson"),
        (geometry("LineString", [[1, 2], [nan, 4]]), "map/bad-coordinates"),
        (geometry("LineString", [[1, 2], [3, -inf]]), "map/bad-coordinates"),
        (b'{"type": "LineString", "coordinates": [[1, 2], [1e999, 2]]}', "map/bad-coordinates"),
        (geometry("LineString", [[1, 2], [180.5, 4]]), "map/bad-coordinates"),
        (geometry("LineString", [[1, 2], [36, 10**400]]), "map/bad-coordinates"),
        (geometry("LineString", [[1, 2], [2, 1]] * (MAX_POINTS // 2 + 1)), "map/too-large"),
    ],
)
def test_what_cannot_be_drawn_is_said(data: bytes, code: str) -> None:
    found = borders_of(data)
    assert isinstance(found, Unfit) and found.code == code
    assert found.message and found.hint


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries(
            {
                "type": st.sampled_from(("Feature", "FeatureCollection", "Polygon", "LineString")),
                "coordinates": inner,
                "features": inner,
                "geometry": inner,
            }
        )
    ),
    max_leaves=20,
)


@given(values)
def test_no_json_raises(value: object) -> None:
    found = borders_of(json.dumps(value).encode())
    assert isinstance(found, Unfit) or any(found)


# On a site


ENTITIES = """\
places:
  valley: {name: The valley, at: [46.9, 14.7], precision: region}
  alden: {name: Alden, at: [46.4321, 14.2765], precision: exact, protect: true, in: valley}
  berth: {name: The berth, at: [46.4321, 14.2765], protect: true}
"""
BRIEFING = "entries:\n  - {{section: Ports, place: {place}, text: It is open.}}\n"
OWN = """\
site_name: Test Daily
site_url: https://test.example/
docs_dir: briefings
theme: dateline
plugins: [dateline: {boundaries: {file: borders.geojson, caption: Ours <2016>}}]
"""


def main_of(site: Path, output: Path) -> str:
    """The map on the page of the one day of a site, without the names of its places."""
    build_site(site, output)
    page = (output / "2016/05/02/index.html").read_text(encoding="utf-8")
    found = re.search(r'<svg width="720".*?\n</svg>', page, re.S)
    return found[0] if found else ""


def test_a_protected_place_is_drawn_as_the_place_around_it_is(tmp_path: Path) -> None:
    """Frame, dot and circle are those of the region, and nothing of its own shows."""
    drawn = {}
    for place in ("valley", "alden", "berth"):
        files = {"briefings/entities.yaml": ENTITIES}
        files["briefings/2016-05-02.yaml"] = BRIEFING.format(place=place)
        drawn[place] = main_of(write_site(tmp_path / place, files), tmp_path / f"{place}-site")
    assert drawn["valley"] == drawn["alden"] != ""
    assert drawn["berth"] == ""


def test_an_edited_file_of_borders_makes_the_maps_anew(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": OWN,
        "briefings/entities.yaml": ENTITIES,
        "briefings/2016-05-02.yaml": BRIEFING.format(place="valley"),
        "briefings/2016-05-03.yaml": BRIEFING.format(place="berth"),
        "briefings/borders.geojson": geometry("LineString", [[13, 46.9], [16, 46.9]]).decode(),
    }
    site, output = write_site(tmp_path / "site", files), tmp_path / "out"
    build_site(site, output, remember=True)
    before = tree(output)
    assert "Ours &lt;2016&gt;" in before["2016/05/02/index.html"].decode()
    assert "borders.geojson" not in before
    moved = geometry("LineString", [[13, 46.7], [16, 46.7]])
    (site / "briefings/borders.geojson").write_bytes(moved)
    build_site(site, output, remember=True)
    after = tree(output)
    build_site(site, tmp_path / "clean")
    assert after == tree(tmp_path / "clean")
    changed = {path for path in before if before[path] != after[path]}
    assert "2016/05/02/index.html" in changed and "2016/05/03/index.html" not in changed


def test_no_border_is_read_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    files = {"mkdocs.yml": OWN, "briefings/2016-05-02.yaml": BRIEFING.format(place="Alden")}
    site = write_site(tmp_path / "site", files)
    (tmp_path / "secret.geojson").write_bytes(geometry("LineString", LINE))
    (site / "briefings/borders.geojson").symlink_to(tmp_path / "secret.geojson")
    with pytest.raises(BuildFailed) as failed:
        build_site(site, tmp_path / "out")
    assert {"map/missing-file", "file/link-outside"} <= {p.code for p in failed.value.problems}


def test_a_map_has_neither_script_nor_style_of_its_own(tmp_path: Path) -> None:
    files = {
        "briefings/entities.yaml": ENTITIES,
        "briefings/2016-05-02.yaml": BRIEFING.format(place="[valley, alden]"),
    }
    drawn = main_of(write_site(tmp_path / "site", files), tmp_path / "out")
    assert drawn and not re.search(r"style=|<script|<style|href|url\(|on[a-z]+=", drawn)
