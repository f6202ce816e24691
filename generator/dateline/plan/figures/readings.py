"""The readings of a series as plan sees them: where they stand, when, and their chart.

What a briefing says is one position in time, a range if its values differ. Values that are denied
or withdrawn are not drawn.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from dateline.model.charts import ChartView
from dateline.model.linked import Key
from dateline.model.readings import Reading
from dateline.model.rows import Seat
from dateline.model.values.ranges import STRUCK, range_of
from dateline.plan.figures.charts import Position, chart
from dateline.plan.figures.quantities import in_words
from dateline.plan.scope import Scope

IN_DOUBT = ("claimed", "disputed")
Readings = tuple[tuple[Seat, Reading], ...]


def place_of(seat: Seat, reading: Reading, scope: Scope) -> str:
    """Where a value stands: its entry in its briefing, or the briefing."""
    key = scope.facts.key(seat)
    return scope.at.entry(Key(*key, reading.entry)) if reading.entry else scope.at.briefing(key)


def latest(every: Readings, scope: Scope) -> tuple[date, str]:
    """The newest day of a series, and what its newest briefing says: a range if values differ."""
    seat = every[-1][0]
    said = [reading for each, reading in every if each.order == seat.order]
    standing = [each for each in said if each.status not in STRUCK] or said
    values = range_of(each.figure.value for each in standing)
    return scope.facts.key(seat).date, in_words(values, scope)


def chart_of(id_: str, given: Readings, scope: Scope) -> ChartView | None:
    """The chart of a series, or of a part of it."""
    words, total = partial(in_words, scope=scope), id_ not in scope.settings.may_fall
    return chart(tuple(positions(given, scope)), words, scope.lang, total=total)


def positions(given: Readings, scope: Scope) -> Iterator[Position]:
    """What each briefing says, oldest first; values that are denied or withdrawn are not drawn."""
    by_briefing: dict[str, tuple[Seat, list[Reading]]] = {}
    for seat, reading in given:
        if reading.status not in STRUCK:
            by_briefing.setdefault(seat.order, (seat, []))[1].append(reading)
    at = 0.0
    for seat, said in by_briefing.values():
        values = range_of(reading.figure.value for reading in said)
        at = max(at, time_of(seat, scope))
        doubt = any(reading.status in IN_DOUBT for reading in said)
        yield Position(at, scope.facts.key(seat).date, values, doubt)


def time_of(seat: Seat, scope: Scope) -> float:
    """When a briefing stands, in days; the editions of a day by the hour of their `as_of`."""
    key, as_of = scope.facts.key(seat), seat.order.split("\t")[1]
    day = key.date.toordinal()
    if not key.edition or not as_of:
        return float(day)
    local = datetime.fromisoformat(as_of).astimezone(scope.zone)
    hours = 24 * (local.date().toordinal() - day) + local.hour + local.minute / 60
    return day + min(max(hours, 0), 23) / 24
