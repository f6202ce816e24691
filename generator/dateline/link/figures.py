"""Figures that form a series: what a library keeps of them, and what an editor would ask about.

In: editions as they are published, then the libraries. Out: readings with their places; a warning
where a running total falls and nobody says why, an error where a series changes its unit. Both are
seen from the readings alone, so that no briefing is loaded to be compared with another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from dateline.model.briefing import Correction, Figure
from dateline.model.libraries import Library
from dateline.model.linked import Edition
from dateline.model.readings import Reading
from dateline.model.rows import CORRECTIONS, WHOLE, Placed
from dateline.model.tree import Span
from dateline.model.values.ranges import STRUCK, Range, range_of
from dateline.model.values.words import quote
from dateline.problems import Problem, at

Places = Mapping[str, tuple[Span, ...]]
"""Where each reading of a briefing stands, by the briefing's file."""
NOWHERE = Span(1, 1, 1, 1)
LEEWAY = Decimal("0.1")
"""By what part a number may lie below the one before it, if either is only about right."""


class Found(NamedTuple):
    """A reading in the file that it stands in."""

    placed: Placed
    reading: Reading
    place: Span


def readings(edition: Edition) -> Iterator[tuple[Reading, Span]]:
    """The figures of an edition that belong to a series, each with its place."""
    for figure in edition.briefing.figures:
        if figure.series:
            corrected = newest(edition.briefing.corrections)
            yield Reading(WHOLE, "", figure.status, unplaced(figure), corrected), figure.span
    for number, item in enumerate(edition.items):
        entry = item.entry
        for figure in entry.figures:
            if figure.series:
                status, corrected = figure.status or entry.status, newest(entry.corrections)
                blank = unplaced(figure)
                yield Reading(number, item.key.id, status, blank, corrected), figure.span


def newest(corrections: Iterable[Correction]) -> date | None:
    """The day of the newest correction."""
    return max((each.at.date() for each in corrections), default=None)


def unplaced(figure: Figure) -> Figure:
    """A figure without its places in the file."""
    cited = (replace(each, source=replace(each.source, span=NOWHERE)) for each in figure.citations)
    return replace(figure, span=NOWHERE, citations=tuple(cited))


def by_series(library: Library, places: Places) -> dict[str, list[Found]]:
    """Every reading of a library, by its series, the oldest first."""
    found: dict[str, list[Found]] = {}
    for placed in library.placed.values():
        for reading, place in zip(placed.readings, places[placed.path], strict=True):
            found.setdefault(reading.figure.series, []).append(Found(placed, reading, place))
    return found


def other_units(libraries: Iterable[Library], places: Places) -> Iterator[Problem]:
    """The figures in another unit than most of their series: they cannot be compared."""
    for library in libraries:
        for series, found in by_series(library, places).items():
            if len({unit_of(each) for each in found}) > 1:
                yield from odd_ones(series, found)


def odd_ones(series: str, found: list[Found]) -> Iterator[Problem]:
    """Those of one series."""
    usual = Counter(unit_of(each) for each in found).most_common(1)[0][0]
    example = next(each for each in found if unit_of(each) == usual)
    for each in found:
        if unit_of(each) != usual:
            where = f"line {example.place.line} of {example.placed.path}"
            message = (
                f"The series `{series}` counts {unit_name(example)}, as on {where};"
                f" this figure counts {unit_name(each)}."
            )
            hint = "Write the unit that the others have, or give this figure a series of its own."
            yield at(each.placed.path, each.place.first, "figure/other-unit", message, hint)


def unit_of(found: Found) -> tuple[str, bool]:
    """What a reading is counted in, in any case and with any white space."""
    figure = found.reading.figure
    return " ".join(figure.unit.split()).casefold(), figure.value.percent


def unit_name(found: Found) -> str:
    """The same for people to read."""
    figure = found.reading.figure
    words = " ".join(part for part in ("%" * figure.value.percent, figure.unit) if part)
    return quote(words) if words else "without a unit"


def falls(library: Library, places: Places, may_fall: tuple[str, ...]) -> Iterator[Problem]:
    """Where a running total falls. To be asked in the site's own language: a translation repeats
    it. Figures in another unit have a message of their own."""
    for series, found in by_series(library, places).items():
        if series not in may_fall and len({unit_of(each) for each in found}) == 1:
            yield from falls_of(series, found)


def falls_of(series: str, found: list[Found]) -> Iterator[Problem]:
    """Where all that a briefing says is less than all that the one before said. Values that are
    denied or withdrawn say nothing; a correction on either side says why."""
    before: list[Found] = []
    for now in in_briefings(found):
        fallen = before and is_below(values_of(now), values_of(before))
        if fallen and not any(map(is_corrected, (*before, *now))):
            yield fall(series, now, before)
        before = now


def in_briefings(found: list[Found]) -> Iterator[list[Found]]:
    """The readings that stand, briefing by briefing."""
    kept: dict[str, list[Found]] = {}
    for each in found:
        if each.reading.status not in STRUCK:
            kept.setdefault(each.placed.path, []).append(each)
    yield from kept.values()


def values_of(found: list[Found]) -> Range:
    """The range of what one briefing says."""
    return range_of(each.reading.figure.value for each in found)


def is_below(new: Range, old: Range) -> bool:
    """Whether a total has fallen, as far as the numbers go: `60+` and then `55+` is a fall, as
    someone will have mistyped one; `<60` before it has no low end to fall below. Where either
    is only about right, a tenth less is none."""
    if old.under:
        return False
    soft = any((new.about_low, new.about_high, old.about_low, old.about_high))
    least = old.low.number - (abs(old.low.number) * LEEWAY if soft else 0)
    return new.high.number < least or (new.strict and new.high.number == least)


def is_corrected(found: Found) -> bool:
    """Whether the entry of a reading has a correction, or its briefing as a whole."""
    places = dict(found.placed.rows).get(CORRECTIONS, ())
    return WHOLE in places or found.reading.at in places


def fall(series: str, now: list[Found], before: list[Found]) -> Problem:
    """The warning: what it was, where, and what it is."""
    first, last = now[0], before[-1]
    message = (
        f"The series `{series}` falls without a correction: {written(now)} here,"
        f" {written(before)} on line {last.place.line} of {last.placed.path}."
    )
    hint = (
        "If a number was wrong, say so:\n"
        f"corrections:\n  - {first.placed.key.date}: The number before was too high.\n"
        "A count that begins anew takes a new series. A series that is no running total may fall,"
        f" in mkdocs.yml:\nmay_fall: [{series}]"
    )
    return at(first.placed.path, first.place.first, "figure/falls", message, hint)


def written(found: list[Found]) -> str:
    """The values of one briefing as their authors wrote them."""
    return ", ".join(dict.fromkeys(each.reading.figure.value.shown for each in found))
