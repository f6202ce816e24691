"""The tables of the whole site's data: their columns, what they hold, how they hang together.

From these come the heads of the CSV files, the tables of the SQLite files and `datapackage.json`;
`docs/reference/data.md` is held to them.
"""

from typing import Literal

from msgspec import Struct

from dateline.model.data.text import Said, proses
from dateline.model.prose import Prose

Type = Literal["text", "integer", "number", "date", "moment", "address"]
"""`moment`: a day and an hour with its distance from UTC, or a day alone."""
Cell = str | int | float | Said | None
Row = tuple[Cell, ...]


class Column(Struct, frozen=True, kw_only=True):
    """A column. `to` is the column of another table whose value it repeats (`entries.id`); `empty`:
    it need not have a value; `unique`: no two rows have the same."""

    name: str
    type: Type = "text"
    to: str = ""
    empty: bool = False
    unique: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """A table. `key` are the columns that tell its rows apart; `indexes` those by which rows are
    looked for besides. `shared`: several parts may have the same row. `searched` are the columns
    that are searched word by word."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[str, ...] = ()
    shared: bool = False
    searched: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(column.name for column in self.columns)


class Rows(Struct, frozen=True, gc=False, array_like=True):
    """The rows of one table, by its name."""

    table: str
    rows: tuple[Row, ...]


class DatabaseView(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """A part of an SQLite file, or all of it: rows of the tables of `DATABASES[of]`. Numbers of
    briefings and entries begin at 1 in each part."""

    of: str
    tables: tuple[Rows, ...]

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in it."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        return tuple(text for cell in cells if isinstance(cell, Said) for text in proses(cell))


class LinesView(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """Lines of JSON: in each the values of the `columns`, as an object. In those that are `lists` a
    cell has an item a line."""

    columns: tuple[str, ...]
    lists: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in it."""
        cells = (cell for row in self.rows for cell in row)
        return tuple(text for cell in cells if isinstance(cell, Said) for text in proses(cell))


def column(
    name: str, type: Type = "text", *, to: str = "", empty: bool = False, unique: bool = False
) -> Column:
    """A column."""
    return Column(name=name, type=type, to=to, empty=empty, unique=unique)


ID = column("id", unique=True)
ENTRY_COLUMNS = (
    column("section", to="sections.id"),
    column("headline"),
    column("first_sentence", empty=True),
    column("status", empty=True),
    column("later", empty=True),
    column("label", empty=True),
    column("kind"),
    column("trend", empty=True),
    column("by", empty=True),
    column("time", "moment", empty=True),
    column("updated", "moment"),
    column("words", "integer"),
    column("url", "address"),
)
"""What is said of an entry wherever there is a row for it."""
FIGURE_COLUMNS = (
    column("what"),
    column("low", "number"),
    column("high", "number"),
    column("bound", empty=True),
    column("value"),
    column("unit", empty=True),
    column("of", empty=True),
    column("of_low", "number", empty=True),
    column("of_high", "number", empty=True),
    column("status", empty=True),
    column("sources", empty=True),
    column("series", empty=True),
    column("as_of", "moment", empty=True),
)

# The CSV files, and the lines of entries.ndjson

ENTRIES = Table(
    name="entries",
    key=("id",),
    columns=(
        ID,
        column("briefing"),
        column("date", "date"),
        column("edition", empty=True),
        column("language"),
        column("anchor"),
        *(column("section") if each.name == "section" else each for each in ENTRY_COLUMNS),
        column("threads", empty=True),
        column("places", empty=True),
    ),
)
MENTIONS = Table(
    name="mentions",
    key=("entry", "entity"),
    columns=(
        column("entry", to="entries.id"),
        column("entity"),
        column("date", "date"),
        column("language"),
        column("kind"),
        column("name"),
        column("sentence", empty=True),
    ),
)
FIGURES = Table(
    name="figures",
    key=("briefing", "position"),
    columns=(
        column("briefing"),
        column("position", "integer"),
        column("entry", to="entries.id", empty=True),
        column("date", "date"),
        column("language"),
        *FIGURE_COLUMNS,
        column("url", "address"),
    ),
)
CLAIMS = Table(
    name="claims",
    key=("entry",),
    columns=(
        column("entry", to="entries.id"),
        column("date", "date"),
        column("language"),
        column("claim"),
        column("status"),
        column("settled_by", to="entries.id", empty=True),
        column("settled_on", "date", empty=True),
        column("days", "integer", empty=True),
        column("url", "address"),
    ),
)
FILES = (ENTRIES, MENTIONS, FIGURES, CLAIMS)
"""The tables of the CSV files."""
LINES = (*ENTRIES.names, "names", "sources", "text")
"""The keys of a line of `entries.ndjson`: the columns of `entries.csv`, and what only fits there;
those of `LISTS` are lists."""
LISTS = ("by", "threads", "places", "names", "sources")

# The SQLite files

NUMBER = column("number", "integer")
BRIEFINGS = Table(
    name="briefings",
    key=("number",),
    columns=(
        NUMBER,
        ID,
        column("date", "date"),
        column("edition", empty=True),
        column("language"),
        column("title"),
        column("by", empty=True),
        column("as_of", "moment", empty=True),
        column("published", "moment"),
        column("updated", "moment"),
        column("url", "address"),
    ),
    indexes=("date",),
)
PLACED = (
    NUMBER,
    ID,
    column("briefing", "integer", to="briefings.number"),
    column("date", "date"),
    column("language"),
    column("anchor"),
)
ENTRY_ROWS = Table(
    name="entries",
    key=("number",),
    columns=(*PLACED, *ENTRY_COLUMNS),
    indexes=("briefing",),
    searched=("headline", "first_sentence"),
)
WHOLE_ENTRIES = Table(
    name="entries",
    key=("number",),
    columns=(
        *PLACED,
        *(column("section") if each.name == "section" else each for each in ENTRY_COLUMNS),
        column("text"),
    ),
    indexes=("briefing",),
    searched=("headline", "text"),
)
ENTRY = column("entry", "integer", to="entries.number")
BRIEFING = column("briefing", "integer", to="briefings.number")
MAY_BE_ENTRY = column("entry", "integer", to="entries.number", empty=True)
POSITION = column("position", "integer")


def register(name: str, *more: Column) -> Table:
    """The table of a register."""
    columns = (column("id"), column("name"), *more, column("url", "address"), column("tag"))
    return Table(name=name, key=("id",), columns=columns, shared=True)


SITE = (
    register("sections"),
    register("threads"),
    register("sources", column("kind", empty=True), column("grade", empty=True)),
    register(
        "entities",
        column("kind"),
        column("role", empty=True),
        column("within", to="entities.id", empty=True),
        column("latitude", "number", empty=True),
        column("longitude", "number", empty=True),
        column("precision", empty=True),
    ),
    Table(
        name="names",
        key=("register", "id", "language"),
        columns=(column("register"), column("id"), column("language"), column("name")),
    ),
    BRIEFINGS,
    ENTRY_ROWS,
    Table(
        name="entry_threads",
        key=("entry", "position"),
        columns=(ENTRY, POSITION, column("thread", to="threads.id")),
        indexes=("thread",),
    ),
    Table(
        name="entry_places",
        key=("entry", "position"),
        columns=(ENTRY, POSITION, column("place", to="entities.id", empty=True), column("name")),
        indexes=("place",),
    ),
    Table(
        name="mentions",
        key=("entry", "position"),
        columns=(
            ENTRY,
            POSITION,
            column("entity", to="entities.id"),
            column("sentence", empty=True),
        ),
        indexes=("entity",),
    ),
    Table(
        name="citations",
        key=("briefing", "position"),
        columns=(
            BRIEFING,
            POSITION,
            MAY_BE_ENTRY,
            column("source", to="sources.id", empty=True),
            column("name"),
            column("pinpoint", empty=True),
            column("address", "address", empty=True),
            column("sentence", empty=True),
            column("figure", empty=True),
        ),
        indexes=("source",),
    ),
    Table(
        name="figures",
        key=("briefing", "position"),
        columns=(BRIEFING, POSITION, MAY_BE_ENTRY, *FIGURE_COLUMNS),
        indexes=("series",),
    ),
    Table(
        name="claims",
        key=("entry",),
        columns=(
            ENTRY,
            column("date", "date"),
            column("status"),
            column("settled_by", to="entries.id", empty=True),
            column("settled_on", "date", empty=True),
            column("days", "integer", empty=True),
        ),
    ),
    Table(
        name="corrections",
        key=("id",),
        columns=(
            ID,
            BRIEFING,
            MAY_BE_ENTRY,
            column("at", "moment"),
            column("note"),
            column("was", empty=True),
        ),
    ),
)
"""The tables of `briefings.sqlite`."""
YEAR = (BRIEFINGS, WHOLE_ENTRIES)
"""Those of `2016.sqlite`."""
DATABASES = {"site": SITE, "year": YEAR}
