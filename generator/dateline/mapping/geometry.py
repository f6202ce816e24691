"""Lines in the plane: clipped to a box, simplified, and written as a path.

In and out: lists of points, pairs of numbers in any unit. A ring is a line whose last point leads
back to its first.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
Line = list[Point]
STRETCH = 256
"""So many points of a line are simplified together."""


class Box(NamedTuple):
    """A rectangle, by its sides."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it, or on its edge."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def clip_ring(ring: Line, box: Box) -> Line:
    """The part of a ring within a box (Sutherland and Hodgman): one ring, which may run along the
    box's edge there and back. Empty if nothing is within."""
    if not ring:
        return []
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if (
        min(xs) >= box.west
        and max(xs) <= box.east
        and min(ys) >= box.south
        and max(ys) <= box.north
    ):
        return ring
    if max(xs) <= box.west or min(xs) >= box.east or max(ys) <= box.south or min(ys) >= box.north:
        return []
    ring = _cut(ring, 0, box.west, 1)
    ring = _cut(ring, 0, box.east, -1)
    ring = _cut(ring, 1, box.south, 1)
    return _cut(ring, 1, box.north, -1)


def _cut(ring: Line, axis: int, edge: float, side: int) -> Line:
    """The part of a ring on one side of an edge: above it (1) or below it (-1) on an axis."""
    found: Line = []
    if not ring:
        return found
    before = ring[-1]
    was_in = (before[axis] - edge) * side >= 0
    for point in ring:
        is_in = (point[axis] - edge) * side >= 0
        if is_in != was_in:
            found.append(_crossing(before, point, axis, edge))
        if is_in:
            found.append(point)
        before, was_in = point, is_in
    return found


def _crossing(before: Point, after: Point, axis: int, edge: float) -> Point:
    """Where a line crosses an edge: on it, to the last digit."""
    part = (edge - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + part * (after[1 - axis] - before[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def clip_line(line: Line, box: Box) -> Iterator[Line]:
    """The parts of a line within a box (Liang and Barsky, from point to point)."""
    part: Line = []
    for before, after in pairwise(line):
        if box.holds(*before) and box.holds(*after):
            part = part or [before]
            part.append(after)
            continue
        inside = _within(before, after, box)
        if inside is None:
            if part:
                yield part
            part = []
            continue
        first, last = inside
        if part and first == before:
            part.append(last)
        else:
            if part:
                yield part
            part = [first, last]
        if last != after:
            yield part
            part = []
    if part:
        yield part


def _within(before: Point, after: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line within a box; None if there is none, or but a point."""
    (x, y), dx, dy = before, after[0] - before[0], after[1] - before[1]
    start, end = 0.0, 1.0
    for step, room in (
        (-dx, x - box.west),
        (dx, box.east - x),
        (-dy, y - box.south),
        (dy, box.north - y),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            start = max(start, at)
        else:
            end = min(end, at)
    if start >= end:
        return None
    first = before if start == 0 else (x + start * dx, y + start * dy)
    last = after if end == 1 else (x + end * dx, y + end * dy)
    return first, last


def simplified(line: Line, tolerance: float) -> Line:
    """A line with fewer points, of which none that is left out is further from it than the
    tolerance (Douglas and Peucker). Its ends stay, and here and there a point: that bounds what a
    very long line costs."""
    if len(line) < 3:
        return line
    ends = [*range(0, len(line) - 1, STRETCH), len(line) - 1]
    kept, waiting = {*ends}, [*pairwise(ends)]
    square = tolerance * tolerance
    while waiting:
        first, last = waiting.pop()
        far, at = _farthest(line, first, last)
        if far > square:
            kept.add(at)
            waiting += ((first, at), (at, last))
    return [line[each] for each in sorted(kept)]


def _farthest(line: Line, first: int, last: int) -> tuple[float, int]:
    """The square of how far the farthest point between two is from their line, and which it is."""
    (x, y), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x, y2 - y
    length = dx * dx + dy * dy
    most, at = -1.0, first
    for number in range(first + 1, last):
        px, py = line[number]
        px, py = px - x, py - y
        if length:
            part = (px * dx + py * dy) / length
            part = 0.0 if part < 0 else 1.0 if part > 1 else part
            px, py = px - part * dx, py - part * dy
        far = px * px + py * py
        if far > most:
            most, at = far, number
    return most, at


def path(lines: Iterable[Line], *, closed: bool) -> str:
    """Lines as the data of one SVG path, in whole units; those that shrink to a point are left
    out."""
    return "".join(_drawn(line, closed=closed) for line in lines)


def _drawn(line: Line, *, closed: bool) -> str:
    """One line."""
    points: list[tuple[int, int]] = []
    for x, y in line:
        point = round(x), round(y)
        if not points or point != points[-1]:
            points.append(point)
    if closed and points[0] == points[-1]:
        points.pop()
    if len(points) < (3 if closed else 2):
        return ""
    steps, (x, y) = [f"M{points[0][0]} {points[0][1]}l"], points[0]
    for each in points[1:]:
        steps.append(f"{each[0] - x} {each[1] - y} ")
        x, y = each
    return "".join(steps).rstrip().replace(" -", "-") + ("z" if closed else "")
