"""SQLite files, the same bytes for the same rows.

In: rows, or parts that are databases themselves. Out: a database as bytes, made in memory by one
writer, in one order, with pages of one size. Parts are put together by SQLite itself, table by
table, so that no row becomes a value of Python: the archive of a lifetime takes half a second.
Numbers of briefings and entries begin at 1 in each part, and are counted on in the whole.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from dateline.model.data.tables import DATABASES, Column, Table

VERSION = sqlite3.sqlite_version
"""It stands in every file, and decides how rows lie in it."""
BEGINNING = """
    PRAGMA page_size = 4096;
    PRAGMA encoding = 'UTF-8';
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = MEMORY;
"""
TYPES = {"integer": "INTEGER", "number": "REAL"}
"""All else is text."""
COUNTED = ("briefings", "entries")
"""The tables whose rows have numbers."""
SEARCH = "tokenize = 'unicode61 remove_diacritics 2'"


def as_sqlite(of: str, given: Iterable[tuple[str, Iterable[Sequence[object]]]]) -> bytes:
    """Rows by table as a part: a database without search and indexes."""
    tables = {table.name: table for table in DATABASES[of]}
    connection = opened()
    try:
        for table in tables.values():
            connection.execute(created(table, whole=False))
        connection.execute("BEGIN")
        for name, rows in given:
            places = ", ".join("?" * len(tables[name].columns))
            connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({places})", rows)
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


def joined(of: str, parts: Iterable[bytes]) -> bytes:
    """Parts as one database, with search and indexes."""
    tables = DATABASES[of]
    connection = opened()
    try:
        for table in tables:
            connection.execute(created(table, whole=True))
        connection.execute("ATTACH ':memory:' AS part")
        for part in parts:
            connection.deserialize(part, name="part")
            add(tables, connection)
        connection.execute("DETACH part")
        for table in tables:
            for name in table.indexes:
                index = quoted(f"{table.name}_{name}")
                connection.execute(f"CREATE INDEX {index} ON {quoted(table.name)}({quoted(name)})")
            if table.searched:
                make_searched(table, connection)
        return connection.serialize()
    finally:
        connection.close()


def opened() -> sqlite3.Connection:
    """An empty database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(BEGINNING)
    return connection


def created(table: Table, *, whole: bool) -> str:
    """The statement that makes a table; `whole`: with what only the whole can keep."""
    lines = [defined(each, table, whole=whole) for each in table.columns]
    is_numbered = table.key == ("number",)
    if not is_numbered:
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    if whole:
        lines += [
            f"FOREIGN KEY ({quoted(each.name)}) REFERENCES {quoted(to)}({quoted(name)})"
            for each in table.columns
            if each.to
            for to, _, name in [each.to.partition(".")]
        ]
    end = "" if is_numbered else " WITHOUT ROWID"
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n){end}"


def defined(column: Column, table: Table, *, whole: bool) -> str:
    """A column where a table is made."""
    if table.key == (column.name,) == ("number",):
        return "number INTEGER PRIMARY KEY"
    is_unique = whole and column.unique and table.key != (column.name,)
    words = (
        quoted(column.name),
        TYPES.get(column.type, "TEXT"),
        "" if column.empty else "NOT NULL",
        "UNIQUE" if is_unique else "",
    )
    return " ".join(filter(None, words))


def add(tables: Sequence[Table], connection: sqlite3.Connection) -> None:
    """The rows of a part behind those there are."""
    counts = {
        name: connection.execute(f"SELECT coalesce(max(number), 0) FROM main.{name}").fetchone()[0]
        for name in COUNTED
    }
    connection.execute("BEGIN")
    for table in tables:
        columns = ", ".join(moved(each, table) for each in table.columns)
        how = "INSERT OR IGNORE" if table.shared else "INSERT"
        connection.execute(
            f"{how} INTO main.{quoted(table.name)} SELECT {columns} FROM part.{quoted(table.name)}",
            {name: counts[name] for name in COUNTED if f":{name}" in columns},
        )
    connection.execute("COMMIT")


def moved(column: Column, table: Table) -> str:
    """A column of a part; numbers are counted on."""
    to = table.name if column.name == "number" else column.to.partition(".")[0]
    is_number = column.name == "number" or column.to.endswith(".number")
    return f"{quoted(column.name)} + :{to}" if is_number else quoted(column.name)


def make_searched(table: Table, connection: sqlite3.Connection) -> None:
    """Search over some columns of a table; the words themselves stand only there."""
    name, columns = quoted(f"{table.name}_fts"), ", ".join(map(quoted, table.searched))
    content = f"content = {quoted(table.name)}, content_rowid = 'number'"
    connection.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, {content}, {SEARCH})")
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def quoted(name: str) -> str:
    """A name in a statement: some of ours are words of SQL."""
    return f'"{name}"'
