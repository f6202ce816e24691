"""Charts of numbers in time: where everything stands in the view box.

In: positions in time, oldest first, each with its numbers. Out: a `ChartView`, which a template
draws as it stands. Numbers may be ranges and are never averaged. The scale of numbers begins at
zero, unless a series that is no running total would be flat then. A total stands until the next
one, so its line runs in steps and shows nothing that nobody said.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dateline.model import language
from dateline.model.charts import Anchor, ChartView, Mark, Point, Said, Sign, Tick
from dateline.model.values.ranges import Range
from dateline.plan.figures.axes import Scale, steps_of_time, steps_to

WIDTH, HEIGHT = 360, 200
"""The view box. On a phone a unit is about a pixel."""
TOP, BOTTOM, RIGHT = 16.0, 174.0, 356.0
LETTER = 7.2
"""How wide the letters of a label are, in the type's size of 12 and the widest of usual faces."""
INSET = 7.0
"""The distance of the first and the last mark from the edges of the field."""
COLUMNS = 60
"""How many stretches of time a chart can tell apart with their extremes."""
MARKS = 40
"""Up to how many positions each has a mark of its own."""
FLAT = Decimal("0.25")
"""The least part of a scale from zero that numbers must fill to be told apart."""


class Position(NamedTuple):
    """What was said at one time. `at` counts days. `hollow`: some of it is in doubt."""

    at: float
    day: date
    values: Range
    hollow: bool = False

    @property
    def low(self) -> Decimal:
        """The lowest number."""
        return self.values.low.number

    @property
    def high(self) -> Decimal:
        """The highest number."""
        return self.values.high.number

    @property
    def about(self) -> bool:
        """Whether one of its ends is only about right."""
        return self.values.about_low or self.values.about_high


def chart(
    positions: tuple[Position, ...],
    words: Callable[[Range], str],
    lang: str,
    *,
    total: bool = True,
) -> ChartView | None:
    """The chart of some positions, `words` being how their values read; None where time does not
    pass between them. `total`: they are of a running total, and each stands until the next."""
    if not positions or positions[0].at == positions[-1].at:
        return None
    numbers, cut = scale_of(positions, total=total)
    ticks = [(number, language.short(number, lang)) for number in numbers]
    left = round(6 + LETTER * max(len(label) for _, label in ticks), 1)
    upright = Scale(float(numbers[0]), float(numbers[-1]), BOTTOM, TOP)
    time = Scale(positions[0].at, positions[-1].at, left + INSET, RIGHT - INSET)
    drawn = thinned(positions)
    joined, line = total or cut, in_steps if total else straight
    ranges = any(each.low != each.high for each in drawn)
    highs = line([Point(time(each.at), upright(each.high)) for each in drawn]) if joined else ()
    lows = line([Point(time(each.at), upright(each.low)) for each in drawn])
    return ChartView(
        width=WIDTH,
        height=HEIGHT,
        left=left,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        across=dates(positions, time, lang),
        upright=tuple(Tick(upright(number), label, "end") for number, label in ticks),
        highs=highs,
        lows=lows if joined and ranges else (),
        area=(*highs, *reversed(lows)) if joined and ranges else (),
        stems=() if joined else stems(drawn, time, upright),
        marks=tuple(mark(each, time, upright) for each in marked(drawn)),
        key=tuple(signs(marked(drawn))),
        cut=cut,
        thinned=len(drawn) < len(positions),
        count=len(positions),
        first=said(positions[0], words),
        last=said(positions[-1], words),
        lowest=said(min(positions, key=lambda each: each.low), words),
        highest=said(max(positions, key=lambda each: each.high), words),
    )


def scale_of(positions: Iterable[Position], *, total: bool) -> tuple[tuple[Decimal, ...], bool]:
    """The numbers on the upright axis, and whether it does not begin at zero."""
    every = tuple(positions)
    low, high = min(each.low for each in every), max(each.high for each in every)
    cut = not total and low > 0 and high - low < high * FLAT
    return steps_to(low if cut else min(low, Decimal(0)), max(high, Decimal(0))), cut


def straight(points: list[Point]) -> tuple[Point, ...]:
    """A line from place to place, for what is measured and moves in between."""
    return tuple(points)


def in_steps(points: list[Point]) -> tuple[Point, ...]:
    """A line that keeps each height until the next place, for what is counted."""
    found = points[:1]
    for x, y in points[1:]:
        flat = len(found) > 1 and found[-2].y == found[-1].y
        found[-1:] = [Point(x, found[-1].y)] if flat else [found[-1], Point(x, found[-1].y)]
        if y != found[-1].y:
            found.append(Point(x, y))
    return tuple(found)


def stems(
    positions: Iterable[Position], time: Scale, upright: Scale
) -> tuple[tuple[Point, Point], ...]:
    """An upright line from zero to each number that stands for itself."""
    return tuple(
        (Point(time(each.at), upright(0)), Point(time(each.at), upright(each.high)))
        for each in positions
    )


def mark(given: Position, time: Scale, upright: Scale) -> Mark:
    """The mark of one position."""
    return Mark(
        x=time(given.at),
        low=upright(given.low),
        high=upright(given.high),
        hollow=given.hollow,
        over=given.values.over,
        under=given.values.under,
        about=given.about,
    )


def marked(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """The positions with a mark of their own: where they are many, the newest alone."""
    return positions if len(positions) <= MARKS else positions[-1:]


def signs(positions: tuple[Position, ...]) -> Iterator[Sign]:
    """What of marks needs an explanation: nothing where all are plain dots."""
    doubts = {each.hollow for each in positions}
    asked: dict[Sign, bool] = {
        "sure": len(doubts) > 1,
        "doubt": True in doubts,
        "range": any(each.low != each.high for each in positions),
        "about": any(each.about for each in positions),
        "over": any(each.values.over for each in positions),
        "under": any(each.values.under for each in positions),
    }
    yield from (sign for sign, occurs in asked.items() if occurs)


def thinned(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """The positions to draw. Where there are more than can be told apart, of every stretch of
    time the first, the last, the lowest and the highest stay, so that the line's outline does
    (M4: Jugel and others, "A Visualization-Oriented Time Series Data Aggregation", 2014)."""
    if len(positions) <= 2 * COLUMNS:
        return positions
    begin, end = positions[0].at, positions[-1].at
    stretches: dict[int, list[Position]] = {}
    for each in positions:
        column = min(COLUMNS - 1, int(COLUMNS * (each.at - begin) / (end - begin)))
        stretches.setdefault(column, []).append(each)
    return tuple(each for stretch in stretches.values() for each in outline(stretch))


def outline(stretch: list[Position]) -> Iterator[Position]:
    """The first, last, lowest and highest of some positions, in order."""
    places = range(len(stretch))
    lowest = min(places, key=lambda place: stretch[place].low)
    highest = max(places, key=lambda place: stretch[place].high)
    for place in sorted({0, lowest, highest, len(stretch) - 1}):
        yield stretch[place]


def dates(positions: tuple[Position, ...], time: Scale, lang: str) -> tuple[Tick, ...]:
    """The days on the axis of time, as many as their labels leave room for."""
    rows = (
        [placed(time(day.toordinal()), language.day(day, style, lang)) for day in days]
        for days, style in steps_of_time(positions[0].day, positions[-1].day)
    )
    return tuple(next(row for row in rows if row and fits(row)))


def placed(x: float, label: str) -> Tick:
    """A day on the axis; a label that would leave the view box is turned inwards."""
    half = LETTER * len(label) / 2
    anchor: Anchor = "start" if x < half else "end" if x + half > WIDTH else "middle"
    return Tick(x, label, anchor)


def fits(row: list[Tick]) -> bool:
    """Whether the labels of a row keep a letter's distance from one another."""
    return all(
        begin(after) - begin(before) > LETTER * (len(before.label) + 1)
        for before, after in pairwise(row)
    )


def begin(tick: Tick) -> float:
    """Where a label on the axis of time begins."""
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[tick.anchor]
    return tick.at - before * LETTER * len(tick.label)


def said(given: Position, words: Callable[[Range], str]) -> Said:
    """A position in words."""
    return Said(given.day, words(given.values))
