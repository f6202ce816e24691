"""A series of figures as a table for machines."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from dateline.model.briefing import Figure
from dateline.model.linked import Key
from dateline.model.pages import TableView
from dateline.model.readings import Reading
from dateline.model.rows import Seat
from dateline.plan.figures import source
from dateline.plan.figures.readings import Readings
from dateline.plan.scope import Scope

COLUMNS = (
    *("date", "edition", "entry", "url", "what", "low", "high", "bound", "value", "of"),
    *("unit", "status", "sources", "as_of", "corrected"),
)
"""The columns of `series.csv`; `docs/how-to/figures.md` says what each holds."""


def table(every: Readings, scope: Scope) -> TableView:
    """All values of a series, the oldest first."""
    cited = {each.source.text for _, reading in every for each in reading.figure.citations}
    names = {text: source(text, scope).text for text in cited}
    rows = (cells(seat, reading, names, scope) for seat, reading in every)
    return TableView(columns=COLUMNS, rows=tuple(rows))


def cells(seat: Seat, reading: Reading, names: Mapping[str, str], scope: Scope) -> tuple[str, ...]:
    """One value, column by column; `names` are what its sources are called."""
    figure, key = reading.figure, scope.facts.key(seat)
    value, entry = figure.value, reading.entry
    address = scope.at.own(Key(*key, entry)) if entry else scope.at.briefing(key)
    sources = dict.fromkeys(names[each.source.text] for each in figure.citations)
    return (
        key.date.isoformat(),
        key.edition,
        entry,
        scope.url(address),
        figure.what,
        plain(value.low),
        plain(value.high),
        value.bound,
        value.shown,
        figure.of.shown if figure.of else "",
        unit_of(figure),
        reading.status,
        "; ".join(sources),
        moment(figure.as_of, figure.timed, scope),
        reading.corrected.isoformat() if reading.corrected else "",
    )


def unit_of(figure: Figure) -> str:
    """In what a figure counts; a share begins with the sign of per cent."""
    return " ".join(part for part in ("%" * figure.value.percent, figure.unit) if part)


def plain(number: Decimal) -> str:
    """A number in ASCII digits, without groups and exponent."""
    return f"{number:f}"


def moment(at: datetime | None, timed: bool, scope: Scope) -> str:
    """A moment in the site's time zone, or its day where the hour is not known."""
    local = scope.local(at)
    if local is None:
        return ""
    return local.isoformat() if timed else local.date().isoformat()
