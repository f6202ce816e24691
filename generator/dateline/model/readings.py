"""Figures of series as a library has them, without loading the briefings that they stand in."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from dateline.model.briefing import Figure, Status


class Reading(Struct, frozen=True, gc=False, array_like=True):
    """A figure of a series, as a library knows it without loading its briefing.

    `at` is the place of its entry in the briefing (`WHOLE`: the briefing's own), `entry` its id
    (then empty). `status` is its own or the entry's; `corrected` the day of the entry's newest
    correction. The figure has lost its places in the file: a line more above it changes nothing.
    """

    at: int
    entry: str
    status: Status
    figure: Figure
    corrected: date | None = None


def of_series(series: str, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Those of one series, in order."""
    return tuple(reading for reading in readings if reading.figure.series == series)


def told_otherwise(old: tuple[Reading, ...], new: tuple[Reading, ...]) -> set[str]:
    """The series of which two states of a briefing do not say the same."""
    every = {reading.figure.series for reading in (*old, *new)}
    return {series for series in every if of_series(series, old) != of_series(series, new)}


def called(series: str, briefings: Iterable[tuple[Reading, ...]]) -> tuple[str, str]:
    """What the newest figure of a series counts, and in what; empty if there is none. The newest
    briefing comes first."""
    for readings in briefings:
        if found := of_series(series, readings):
            return found[-1].figure.what, found[-1].figure.unit
    return "", ""
