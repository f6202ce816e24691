"""What templates see of a series of figures: its page, its years, and the index of all."""

from datetime import date, datetime

from msgspec import Struct

from dateline.model.briefing import Status
from dateline.model.charts import ChartView
from dateline.model.views import CitationView, Link


class SeriesRow(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One value: its day, leading to the entry or briefing that gives it. `value` and `of` are in
    words, unit excluded. `what` is set where it is not the series' own. `corrected` is the day of
    the entry's newest correction; `timed`: `as_of` has an hour."""

    corrected: date | None = None
    date: date
    edition: str = ""
    address: str
    what: str = ""
    value: str
    of: str = ""
    status: Status = ""
    citations: tuple[CitationView, ...] = ()
    as_of: datetime | None = None
    timed: bool = True


class SeriesBrief(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A series where others are the matter: its newest value, and its chart if it has one."""

    id: str
    link: Link
    unit: str = ""
    value: str
    date: date
    chart: ChartView | None = None


class SeriesView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """A series, or one year of it (`year`): rows oldest first. `total` is how many values it has
    in all, `table` the address of all of them for machines, empty without."""

    id: str
    name: str
    unit: str = ""
    year: int | None = None
    total: int
    chart: ChartView | None = None
    rows: tuple[SeriesRow, ...]
    years: tuple[Link, ...] = ()
    table: str = ""
    previous: Link | None = None
    next: Link | None = None


class SeriesLine(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A series in the index: how many values, from when to when, and the newest."""

    link: Link
    unit: str = ""
    value: str
    total: int
    first: date
    last: date


class SeriesIndexView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """All series, in the order in which they began."""

    rows: tuple[SeriesLine, ...]
