"""The SQLite file: opened, read, written and deleted, with the sums in between.

In: a path, or a database. Out: what it holds, or what SQLite raises (`BROKEN`). What follows from
that is decided by the caller.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from os import W_OK, access
from pathlib import Path

from dateline.cache.sums import (
    LEDGER,
    Changes,
    Held,
    Rows,
    coded,
    nothing,
    root_over,
    shards_after,
    sum_of,
    sums_after,
)

SIDES = ("", "-journal", "-wal", "-shm")
ROOT = ".root"
TABLE = "CREATE TABLE kept (name TEXT, key BLOB, value BLOB, PRIMARY KEY (name, key))"
SCHEMA = [
    ("table", "kept", "kept", TABLE),
    ("index", "sqlite_autoindex_kept_1", "kept", None),
]
PRAGMAS = (
    "synchronous=OFF",  # what a crash tears, the sums find
    "mmap_size=0",  # a mapped file that another process cuts off kills this one
    "cell_size_check=ON",  # notice damage early
    "trusted_schema=OFF",
    "secure_delete=OFF",  # do not write what is deleted once more
    "cache_size=-8000",  # in kilobytes
)
PATIENCE = 5.0
"""Seconds to wait for another process that is writing; 10,000 rows take it a fifth of one."""
SLACK = 1000
"""Pages that may lie idle in the file, however small it is."""
BROKEN = (sqlite3.Error, UnicodeError, MemoryError, OverflowError)
"""What SQLite does when its file is damaged. Its messages quote the file, so they may not be
text, and a length read from it may be anything."""
TROUBLE = {
    sqlite3.SQLITE_BUSY: "another process holds it",
    sqlite3.SQLITE_LOCKED: "another process holds it",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_PERM: "it cannot be opened",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk does not take it",
    sqlite3.SQLITE_TOOBIG: "a value is too large",
}
PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
DROP = "DELETE FROM kept WHERE name = ? AND key = ?"


Opened = tuple[sqlite3.Connection, Held, dict[str, Rows]]
"""A file, what it holds, and the rows of its listed tables."""


class Damaged(sqlite3.DatabaseError):
    """The file is not what was written."""


def opened(file: Path | None, identity: str, listed: tuple[str, ...]) -> Opened:
    """A file and what it holds; if it is damaged, begun anew. Raises one of `BROKEN`, or
    `OSError`, if it cannot be used."""
    try:
        return tried(file, identity, listed)
    except BROKEN as error:
        if file is None or trouble_of(error, file):
            raise
    discard(file)
    return tried(file, identity, listed)


def tried(file: Path | None, identity: str, listed: tuple[str, ...]) -> Opened:
    """A file as it is. Raises one of `BROKEN`."""
    db = connect(file)
    try:
        return db, *take(db, identity, listed)
    except BROKEN:
        db.close()
        raise


def connect(file: Path | None) -> sqlite3.Connection:
    """A database; None is a temporary one. Every statement commits for itself unless told. A
    server may hand it from thread to thread."""
    db = sqlite3.connect(
        file or "", isolation_level=None, check_same_thread=False, timeout=PATIENCE
    )
    try:
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
    except BROKEN:
        db.close()
        raise
    return db


def take(
    db: sqlite3.Connection, identity: str, listed: Iterable[str]
) -> tuple[Held, dict[str, Rows]]:
    """What a file holds, and the rows of its listed tables, if its root vouches for all of it.
    Raises `Damaged`."""
    if db.execute("PRAGMA journal_mode").fetchone() != ("delete",):  # kept in the file
        raise Damaged
    db.execute("BEGIN")  # one state, even if another process commits in between
    root = root_of(db)
    if root is None:
        db.execute("COMMIT")
        return nothing(listed), {}
    tables = {name: rows_of(db, name) for name in (*listed, LEDGER)}
    db.execute("COMMIT")
    sums = {name: found for name, (_, found) in tables.items()}
    if root_over(identity, sums) != root:
        raise Damaged
    return Held(root, sums, tables[LEDGER][0]), {name: tables[name][0] for name in listed}


def write(
    db: sqlite3.Connection, new: sqlite3.Connection, identity: str, held: Held, changes: Changes
) -> Held | None:
    """Write what was changed, and say what the file holds then; None, and nothing written, if
    it no longer holds what we know of."""
    db.execute("BEGIN IMMEDIATE")
    if root_of(db) != held.root:
        return None
    if held.root is None:
        db.execute(TABLE)
    dropped = (place for place, found in changes.items() if found is None)
    db.executemany(DROP, ((table, coded(key)) for table, key in dropped))
    db.executemany(PUT, new.execute("SELECT name, key, value FROM kept"))
    shards = shards_after(held, changes)
    db.executemany(PUT, ((LEDGER, coded(shard), value) for shard, value in shards.items()))
    sums = sums_after(held, changes, shards)
    root = root_over(identity, sums)
    db.execute(PUT, (ROOT, b"", root))
    db.execute("COMMIT")
    return Held(root, sums, held.ledger | shards)


def tidy(db: sqlite3.Connection) -> None:
    """Give back the room of deleted rows once it is over half of the file; until then new rows
    take it. If that fails for want of room or time, nothing is lost."""
    (idle,) = db.execute("PRAGMA freelist_count").fetchone()
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    if idle > SLACK and 2 * idle > pages:
        with suppress(sqlite3.OperationalError):
            db.execute("VACUUM")


def root_of(db: sqlite3.Connection) -> bytes | None:
    """The root as it stands in the file; None if the file is empty. Raises `Damaged` if it has
    none, and if there is anything but our table: a view or a trigger runs when it is used."""
    schema = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    if not schema:
        return None
    if schema != SCHEMA:
        raise Damaged
    root = value_of(db, ROOT, "")
    if root is None:
        raise Damaged
    return root


def rows_of(db: sqlite3.Connection, table: str) -> tuple[Rows, Rows]:
    """The values and the sums of a table as it stands in the file."""
    rows, sums = {}, {}
    for code, value in db.execute("SELECT key, value FROM kept WHERE name = ?", (table,)):
        if not (isinstance(code, bytes) and isinstance(value, bytes)):
            raise Damaged
        key = code.decode("utf-8", "surrogatepass")
        if key in rows:
            raise Damaged
        rows[key], sums[key] = value, sum_of(table, key, value)
    return rows, sums


def value_of(db: sqlite3.Connection, table: str, key: str) -> bytes | None:
    """A value as it stands in the file; None if it is not there."""
    row = db.execute(
        "SELECT value FROM kept WHERE name = ? AND key = ?", (table, coded(key))
    ).fetchone()
    return row[0] if row and isinstance(row[0], bytes) else None


def discard(file: Path) -> None:
    """Delete the file and what SQLite keeps beside it. Raises `OSError`."""
    for side in SIDES:
        file.with_name(file.name + side).unlink(missing_ok=True)


def is_moved(error: Exception) -> bool:
    """Whether the file was deleted or replaced while we had it open: what is there now is not
    ours to judge."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED


def trouble_of(error: Exception, file: Path | None) -> str:
    """Why SQLite cannot use a file; `""` if the file is damaged, or was replaced."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    if is_moved(error) or (code & 0xFF == sqlite3.SQLITE_READONLY and may_write(file)):
        return ""
    return TROUBLE.get(code & 0xFF, "")


def may_write(file: Path | None) -> bool:
    """Whether the system lets us write a file: then it is a damaged header that forbids it."""
    return file is not None and access(file, W_OK) and access(file.parent, W_OK)
