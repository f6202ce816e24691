"""What the whole site's data is collected from, a year of a language at a time."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dateline.model.data.tables import (
    CLAIMS,
    ENTRIES,
    FIGURES,
    LINES,
    LISTS,
    MENTIONS,
    Cell,
    DatabaseView,
    LinesView,
    Row,
    Rows,
    Table,
)
from dateline.model.linked import Item
from dateline.model.pages import Page, TableView, View
from dateline.model.rows import BRIEFINGS
from dateline.plan.addresses import data_file
from dateline.plan.collecting import part_path
from dateline.plan.data import rows
from dateline.plan.data.registers import register_rows
from dateline.plan.data.rows import Numbered, numbered
from dateline.plan.data.said import whole_text
from dateline.plan.scope import Scope
from dateline.plan.shell import data


def data_parts(year: int, scope: Scope) -> Iterator[Page]:
    """The parts of every collected file that a year has."""
    seats = scope.facts.row(BRIEFINGS, year)
    found = tuple(numbered(scope.facts.at(seat)[0] for seat in seats))
    items = tuple(item for each in found for item in each.edition.items)
    name = f"{scope.lang}-{year:04d}"
    lines = tuple(rows.entry_line(item, scope, apart="; ") for item in items)
    named = (line for item in items for line in rows.mention_lines(item, scope))
    counted = (line for each in found for line in rows.figure_lines(each.edition, scope))
    claimed = (rows.claim_line(item, scope) for item in claims(year, scope))
    for table, given in (
        (ENTRIES, lines),
        (MENTIONS, named),
        (FIGURES, counted),
        (CLAIMS, claimed),
    ):
        yield part(f"{table.name}.csv", name, as_table(table, given), scope)
    whole = LinesView(LINES, LISTS, tuple(rows.whole_line(item, scope) for item in items))
    yield part("entries.ndjson", name, whole, scope)
    yield part("briefings.sqlite", name, site_rows(year, found, scope), scope)
    yield part(f"{year:04d}.sqlite", name, year_rows(found, scope), scope)


def register_part(scope: Scope) -> Iterator[Page]:
    """What the registers hold, which no year has."""
    if scope.facts.years(BRIEFINGS):
        view = DatabaseView("site", tuple(register_rows(scope)))
        yield part("briefings.sqlite", scope.lang, view, scope)


def part(file: str, name: str, view: View, scope: Scope) -> Page:
    """One of them."""
    made = data(scope, data_file(file), view)
    return replace(made, path=part_path(made.path, name))


def claims(year: int, scope: Scope) -> tuple[Item, ...]:
    """The claims of a year, by the days of their briefings."""
    return tuple(scope.facts.item(each.seat) for each in scope.facts.claims(year))


def as_table(table: Table, given: Iterable[Row]) -> TableView:
    """A table in which all is text."""
    return TableView(columns=table.names, rows=tuple(tuple(map(as_text, row)) for row in given))


def as_text(cell: Cell) -> str:
    """A cell of such a table."""
    return "" if cell is None else str(cell)


def site_rows(year: int, found: tuple[Numbered, ...], scope: Scope) -> DatabaseView:
    """A year in `briefings.sqlite`."""
    numbers = {item.key: number for each in found for number, item in each.items}
    entries = tuple((number, item) for each in found for number, item in each.items)
    tables: dict[str, Iterable[Row]] = {
        "briefings": (rows.briefing_row(each.number, each.edition, scope) for each in found),
        "entries": (
            rows.entry_row(number, each.number, item, scope)
            for each in found
            for number, item in each.items
        ),
        "entry_threads": (row for each in entries for row in rows.thread_rows(*each, scope)),
        "entry_places": (row for each in entries for row in rows.place_rows(*each, scope)),
        "mentions": (row for each in entries for row in rows.mention_rows(*each, scope)),
        "citations": (row for each in found for row in rows.citation_rows(each, scope)),
        "figures": (row for each in found for row in rows.figure_rows(each, scope)),
        "claims": (rows.claim_row(numbers[i.key], i, scope) for i in claims(year, scope)),
        "corrections": (row for each in found for row in rows.correction_rows(each, scope)),
    }
    return DatabaseView("site", tuple(Rows(name, tuple(given)) for name, given in tables.items()))


def year_rows(found: tuple[Numbered, ...], scope: Scope) -> DatabaseView:
    """The same in `2016.sqlite`, with whole texts."""
    briefings = (rows.briefing_row(each.number, each.edition, scope) for each in found)
    entries = (
        (*rows.entry_row(number, each.number, item, scope), whole_text(item, scope))
        for each in found
        for number, item in each.items
    )
    tables = (Rows("briefings", tuple(briefings)), Rows("entries", tuple(entries)))
    return DatabaseView("year", tables)
