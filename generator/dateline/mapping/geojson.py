"""Borders of a site's own: a GeoJSON file to lines, or what is wrong with it.

In: the bytes of a file, which may hold anything. Out: the lines of its geometries, those apart
whose feature says `"disputed": true`, or an `Unfit`. Rings of polygons are drawn as lines.
"""

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

from dateline.model.maps import Lines

MAX_POINTS = 50_000
"""How many points a file may have: maps show few hundred of them."""
DEEP = 12
"""How deep geometries may lie in one another."""
LEVELS = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How many lists the coordinates of a geometry are, the points themselves apart."""
PASSED = ("Point", "MultiPoint")
"""What has no lines."""


class Unfit(NamedTuple):
    """What is wrong with a file: the code, the sentence, the mend."""

    code: str
    message: str
    hint: str


class _Wrong(Exception):
    """The file is not what it should be."""

    def __init__(self, unfit: Unfit) -> None:
        self.unfit = unfit


NO_GEOJSON = Unfit(
    "map/no-geojson",
    "This holds no GeoJSON with lines or areas.",
    "Export the borders as GeoJSON: LineString or Polygon, longitude before latitude.",
)


def borders_of(data: bytes) -> tuple[Lines, Lines] | Unfit:
    """The borders in a file, and those of them that are disputed."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Unfit("map/not-json", "This cannot be read as JSON.", "Export it anew as GeoJSON.")
    except _Wrong as wrong:
        return wrong.unfit
    try:
        found: tuple[list[Any], list[Any]] = ([], [])
        for line, disputed in _lines(value, False, 0):
            found[disputed].append(line)
    except _Wrong as wrong:
        return wrong.unfit
    if not (found[0] or found[1]):
        return NO_GEOJSON
    if sum(len(line) for lines in found for line in lines) > MAX_POINTS:
        return too_large(f"The borders have more than {MAX_POINTS:,} points.")
    return tuple(found[0]), tuple(found[1])


def too_large(message: str) -> Unfit:
    """What to say of borders that are more than a map can use."""
    hint = "Simplify them: a map of 300 km shows nothing finer than 200 m."
    return Unfit("map/too-large", message, hint)


def _no_number(name: str) -> float:
    """JSON has no such number, though Python reads it."""
    raise _Wrong(coordinates(name))


def coordinates(shown: str) -> Unfit:
    """What to say of coordinates that are none."""
    message = f"`{shown}` is no place on earth: GeoJSON has longitude, then latitude, in degrees."
    hint = "Export it in WGS 84 (EPSG:4326)."
    return Unfit("map/bad-coordinates", message, hint)


def _lines(
    value: Any, disputed: bool, depth: int
) -> Iterator[tuple[tuple[tuple[float, float], ...], bool]]:
    """The lines of whatever GeoJSON it is."""
    if not isinstance(value, dict) or depth > DEEP:
        raise _Wrong(NO_GEOJSON)
    kind = str(value.get("type"))
    if kind == "FeatureCollection":
        yield from _many(value.get("features"), disputed, depth)
    elif kind == "GeometryCollection":
        yield from _many(value.get("geometries"), disputed, depth)
    elif kind == "Feature":
        said = value.get("properties")
        disputed = disputed or (isinstance(said, dict) and said.get("disputed") is True)
        if value.get("geometry") is not None:
            yield from _lines(value["geometry"], disputed, depth + 1)
    elif kind in LEVELS:
        for line in _level(value.get("coordinates"), LEVELS[kind]):
            yield line, disputed
    elif kind not in PASSED:
        raise _Wrong(NO_GEOJSON)


def _many(
    values: Any, disputed: bool, depth: int
) -> Iterator[tuple[tuple[tuple[float, float], ...], bool]]:
    """The lines of several."""
    if not isinstance(values, list):
        raise _Wrong(NO_GEOJSON)
    for each in values:
        yield from _lines(each, disputed, depth + 1)


def _level(value: Any, levels: int) -> Iterator[tuple[tuple[float, float], ...]]:
    """The lines in lists of lists."""
    if not isinstance(value, list):
        raise _Wrong(NO_GEOJSON)
    if levels > 1:
        for each in value:
            yield from _level(each, levels - 1)
    elif len(value) > 1:
        yield tuple(_point(each) for each in value)


def _point(value: Any) -> tuple[float, float]:
    """A point, its height apart."""
    if not isinstance(value, list) or len(value) < 2:
        raise _Wrong(NO_GEOJSON)
    east, north = value[0], value[1]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in value[:2]):
        raise _Wrong(NO_GEOJSON)
    if not (abs(east) <= 180 and abs(north) <= 90 and isfinite(east) and isfinite(north)):
        shown = ", ".join(str(each)[:20] for each in value[:2])
        raise _Wrong(coordinates(f"[{shown}]"))
    return float(east), float(north)
