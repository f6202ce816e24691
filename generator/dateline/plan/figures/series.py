"""Series of figures: a page with a chart and a table, its years, the index of all, and what the
pages of threads show of them.

All of it is made of readings, which the library has without loading a briefing. What a briefing
says is one position in time, a range if its values differ; each value is a row of its own.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model import language
from dateline.model.linked import Record
from dateline.model.pages import Page
from dateline.model.readings import Reading
from dateline.model.registers import Thread
from dateline.model.rows import Seat
from dateline.model.series import SeriesBrief, SeriesIndexView, SeriesLine, SeriesRow, SeriesView
from dateline.model.views import Link, Translation
from dateline.plan.figures import citations, joined
from dateline.plan.figures.quantities import value_in_words
from dateline.plan.figures.readings import Readings, chart_of, latest, place_of
from dateline.plan.figures.table import table
from dateline.plan.newest import shown
from dateline.plan.scope import Scope, beside, translation
from dateline.plan.shell import crumb_home, data, page


def series_pages(id_: str, scope: Scope) -> Iterator[Page]:
    """A series' own page, with its newest values, and all of them as a table for machines."""
    every = scope.facts.readings(id_)
    years = scope.facts.years(row(id_))
    newest = sum(scope.facts.key(seat).date.year == years[-1] for seat, _ in every)
    before, after = dict(beside(scope.facts.rows("series")))[id_]
    view = replace(
        series_view(id_, scope),
        total=len(every),
        chart=chart_of(id_, every, scope),
        rows=rows(id_, every[-shown(newest) :], scope),
        previous=link(before, scope) if before else None,
        next=link(after, scope) if after else None,
    )
    yield series_page(view, (crumb_home(scope), crumb(scope)), scope, translations(id_, scope))
    if scope.settings.outputs.data:
        yield data(scope, scope.at.series_table(id_), table(every, scope))


def series_year_page(id_: str, year: int, scope: Scope) -> Page:
    """One year of a series."""
    given = scope.facts.readings(id_, year)
    older, newer = dict(beside(scope.facts.years(row(id_))))[year]
    view = replace(
        series_view(id_, scope),
        year=year,
        total=len(given),
        chart=chart_of(id_, given, scope),
        rows=rows(id_, given, scope),
        previous=year_link(id_, older, scope) if older else None,
        next=year_link(id_, newer, scope) if newer else None,
    )
    crumbs = (crumb_home(scope), crumb(scope), Link(view.name, scope.at.series(id_)))
    return series_page(view, crumbs, scope)


def row(id_: str) -> str:
    """The row of the entries with figures of a series."""
    return f"series/{id_}"


def series_page(
    view: SeriesView,
    crumbs: tuple[Link, ...],
    scope: Scope,
    others: tuple[Translation, ...] = (),
) -> Page:
    """One page of a series: the whole, or a year."""
    at = scope.at
    return page(
        scope,
        "series.html",
        at.series_year(view.id, view.year) if view.year else at.series(view.id),
        language.listed(scope.lang, view.name, view.year),
        view,
        crumbs=crumbs,
        translations=others,
    )


def translations(id_: str, scope: Scope) -> tuple[Translation, ...]:
    """The same series in the site's other languages."""
    return tuple(
        translation(library.lang or scope.settings.language, at.series(id_))
        for library, at in scope.elsewhere
        if library.first(row(id_))
    )


def series_view(id_: str, scope: Scope) -> SeriesView:
    """What every page of a series says, its values apart. It is called what its newest figure
    is."""
    what, unit = scope.facts.counted(id_)
    years = scope.facts.years(row(id_))
    return SeriesView(
        id=id_,
        name=titled(what),
        unit=unit,
        total=0,
        rows=(),
        years=tuple(year_link(id_, year, scope) for year in reversed(years)),
        table=scope.at.series_table(id_) if scope.settings.outputs.data else "",
    )


def crumb(scope: Scope) -> Link:
    """The index of all series, as the way to one."""
    return Link(scope.words("Figures"), scope.at.figures())


def link(id_: str, scope: Scope) -> Link:
    """A series' name, leading to its page."""
    return Link(titled(scope.facts.counted(id_)[0]), scope.at.series(id_))


def titled(what: str) -> str:
    """What a figure counts, as a title."""
    return what[:1].upper() + what[1:]


def year_link(id_: str, year: int, scope: Scope) -> Link:
    """A year of a series."""
    return Link(str(year), scope.at.series_year(id_, year))


def rows(id_: str, given: Readings, scope: Scope) -> tuple[SeriesRow, ...]:
    """Values as a table shows them, the oldest first."""
    name, _ = scope.facts.counted(id_)
    return tuple(series_row(seat, reading, name, scope) for seat, reading in given)


def series_row(seat: Seat, reading: Reading, name: str, scope: Scope) -> SeriesRow:
    """One value."""
    figure, key = reading.figure, scope.facts.key(seat)
    return SeriesRow(
        date=key.date,
        edition=key.edition,
        address=place_of(seat, reading, scope),
        what=figure.what if joined(figure.what) != joined(name) else "",
        value=value_in_words(figure.value, scope),
        of=value_in_words(figure.of, scope) if figure.of else "",
        status=reading.status,
        citations=citations(figure.citations, scope),
        as_of=scope.local(figure.as_of),
        timed=figure.timed,
        corrected=reading.corrected,
    )


def briefs(record: Record, scope: Scope) -> tuple[SeriesBrief, ...]:
    """The series that the figures in a thread belong to; only threads show them."""
    if not isinstance(record, Thread):
        return ()
    return tuple(brief(id_, scope) for id_ in scope.facts.rows(f"series-of-{record.id}"))


def brief(id_: str, scope: Scope) -> SeriesBrief:
    """A series with its newest value and its chart."""
    every = scope.facts.readings(id_)
    day, value = latest(every, scope)
    return SeriesBrief(
        id=id_,
        link=link(id_, scope),
        unit=every[-1][1].figure.unit,
        value=value,
        date=day,
        chart=chart_of(id_, every, scope),
    )


def index_page(scope: Scope) -> Page:
    """The index of all series, in the order in which they began."""
    return page(
        scope,
        "series-index.html",
        scope.at.figures(),
        scope.words("Figures"),
        SeriesIndexView(rows=tuple(line(id_, scope) for id_ in scope.facts.rows("series"))),
        crumbs=(crumb_home(scope),),
    )


def line(id_: str, scope: Scope) -> SeriesLine:
    """A series in the index."""
    every = scope.facts.readings(id_)
    last, value = latest(every, scope)
    return SeriesLine(
        link=link(id_, scope),
        unit=every[-1][1].figure.unit,
        value=value,
        total=len(every),
        first=scope.facts.key(every[0][0]).date,
        last=last,
    )
