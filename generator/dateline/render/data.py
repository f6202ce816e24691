"""Values to data files: CSV, JSON, and what `machines` writes. No template is asked, and no text is
pasted together.
"""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import asdict

from dateline.model.pages import Page, TableView
from dateline.render.machines import MACHINES

_FORMULA = re.compile(r"[=@\t\r]|[+\-](?![0-9.,]*%?$)")


def content(page: Page) -> bytes:
    """A data file's bytes; what it is says how they are written, or else how its address ends."""
    write = MACHINES.get(type(page.view)) or WRITERS[page.address.rpartition(".")[2]]
    return write(page.view)


def as_csv(table: TableView) -> bytes:
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


def as_json(view: msgspec.Struct) -> bytes:
    """A record as JSON that people can read too, in UTF-8, without the tag that tells views
    apart."""
    return msgspec.json.format(msgspec.json.encode(asdict(view)), indent=2) + b"\n"


WRITERS: dict[str, Callable[[Any], bytes]] = {"csv": as_csv, "json": as_json}
