"""Values to data files: CSV, JSON, lines of JSON, SQLite, and what `machines` writes. No text is
pasted together.

A text in a value is written by `Say`, which render gives: it alone knows the compiled texts.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict

from dateline.model.data.tables import Cell, DatabaseView, LinesView
from dateline.model.data.text import Said, Text, Whole
from dateline.model.delta import DeltaData
from dateline.model.pages import Page, TableView
from dateline.render.database import as_sqlite
from dateline.render.machines import MACHINES

_FORMULA = re.compile(r"[=@\t\r]|[+\-](?![0-9.,]*%?$)")
_JSON = msgspec.json.Encoder(decimal_format="number")


class Say(NamedTuple):
    """What writes texts: without any mark-up, as HTML, and all of an entry as HTML."""

    plain: Callable[[Said], str]
    html: Callable[[Text], str]
    whole: Callable[[Whole], str]


def content(page: Page, say: Say) -> bytes:
    """A data file's bytes; what it is says how they are written, or else how its address ends."""
    if write := MACHINES.get(type(page.view)):
        return write(page.view)
    return WRITERS[page.address.rpartition(".")[2]](page.view, say)


def as_csv(table: TableView, _: Say) -> bytes:
    """A table as RFC 4180 has it, in UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """A text that spreadsheets would take for a formula, with the apostrophe that tells them that
    it is none (OWASP, "CSV injection"): authors are partly strangers."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_json(view: Any, say: Say) -> bytes:
    """A record as JSON that people can read too, in UTF-8, without the tag that tells views
    apart."""
    given = asdict(view) if isinstance(view, DeltaData) else told(view.data, say)
    return msgspec.json.format(_JSON.encode(given), indent=2) + b"\n"


def told(value: Any, say: Say) -> Any:
    """A value with its texts written out. Of some records a field that has nothing to say is left
    out (`omit_defaults`)."""
    if isinstance(value, Said):
        return say.plain(value)
    if isinstance(value, Text):
        return {"text": say.plain(Said((("", value.prose),))), "html": say.html(value)}
    if isinstance(value, Whole):
        return say.whole(value)
    if isinstance(value, msgspec.Struct):
        return {name: told(each, say) for name, each in fields(value)}
    if isinstance(value, tuple):
        return [told(each, say) for each in value]
    return value


def fields(record: msgspec.Struct) -> list[tuple[str, Any]]:
    """The fields of a record that are written, by their names in the file."""
    names = zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True)
    found = [(name, getattr(record, own)) for name, own in names]
    if record.__struct_config__.omit_defaults:
        return [(name, value) for name, value in found if value not in ("", 0, None, (), {})]
    return found


def as_lines(view: LinesView, say: Say) -> bytes:
    """A line of JSON for each row."""
    split = [name in view.lists for name in view.columns]
    rows = (
        {
            name: listed(cell) if many else written(cell, say)
            for name, cell, many in zip(view.columns, row, split, strict=True)
        }
        for row in view.rows
    )
    return b"".join(_JSON.encode(row) + b"\n" for row in rows)


def listed(cell: Cell) -> list[str]:
    """A cell of which each line is an item."""
    return str(cell).split("\n") if cell else []


def written(cell: Cell, say: Say) -> str | int | float | None:
    """A cell with its text written out."""
    return say.plain(cell) if isinstance(cell, Said) else cell


def as_database(view: DatabaseView, say: Say) -> bytes:
    """Rows as a part of an SQLite file."""
    given = (
        (table.table, ([written(cell, say) for cell in row] for row in table.rows))
        for table in view.tables
    )
    return as_sqlite(view.of, given)


WRITERS: Mapping[str, Callable[[Any, Say], bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "geojson": as_json,
    "ndjson": as_lines,
    "sqlite": as_database,
}
