"""What the whole site's data is collected from, a year of a language at a time."""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.linked import Item
from dateline.model.pages import Page, TableView
from dateline.model.rows import BRIEFINGS
from dateline.plan.collecting import part_path
from dateline.plan.scope import Scope
from dateline.plan.shell import page
from dateline.plan.tags import entry_tag

ENTRIES = ("id", "date", "edition", "language", "section", "headline", "status", "url")


def data_parts(year: int, scope: Scope) -> Iterator[Page]:
    """The parts of every collected file that a year has."""
    seats = scope.facts.row(BRIEFINGS, year)
    editions = tuple(scope.facts.at(seat)[0] for seat in seats)
    rows = tuple(entry_row(item, scope) for edition in editions for item in edition.items)
    yield part("data/entries.csv", year, TableView(columns=ENTRIES, rows=rows), scope)


def part(file: str, year: int, view: TableView, scope: Scope) -> Page:
    """One of them."""
    made = page(scope, "", f"/{file}", "", view)
    return replace(made, path=part_path(file, f"{scope.lang}-{year:04d}"))


def entry_row(item: Item, scope: Scope) -> tuple[str, ...]:
    """An entry in the table of entries."""
    key = item.key
    return (
        entry_tag(key, scope),
        key.date.isoformat(),
        key.edition,
        scope.lang,
        item.section,
        item.entry.title,
        item.entry.status,
        scope.url(scope.at.own(key)),
    )
