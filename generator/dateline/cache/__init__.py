"""cache: what is remembered between builds, in one SQLite file below `.dateline/`.

In: tables of bytes under keys. Out: the same bytes in a later build, or nothing. What the bytes
mean is not known here.

A damaged cache costs time, never a wrong byte: whatever was done to the file, a row is what was
last put under exactly its table and key and committed, or it is not there. SQLite alone does not
promise that, so nothing is taken from a row that its checksum does not vouch for:

- a row's sum covers its table, its key and its value, so rows cannot be swapped;
- the root is one sum over the identity and the sums of all rows of the *listed* tables. It is
  checked when the file is opened: what is enumerated decides what a build leaves out, so a row
  missing there is as wrong as a false one. If anything differs, the file is deleted, never mended;
- rows of the other tables are checked one by one, as they are asked for, against the ledger: the
  sums of their newest values. It is a listed table itself, so an old row cannot come back.

So the file may be torn in any way, and SQLite need not wait for the disk: what a crash of the
system leaves of a commit, pages new, old and lost, passes no check unless it is whole. (A journal
is kept all the same: a build that is killed then costs nothing.)

What is put waits in a private temporary database until the commit: until then a build can get
what it put, whatever becomes of the file, which is locked only while it is opened and written.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.cache.file import (
    BROKEN,
    DROP,
    PUT,
    SIDES,
    TABLE,
    Damaged,
    connect,
    discard,
    is_moved,
    opened,
    rows_of,
    tidy,
    trouble_of,
    value_of,
    write,
)
from dateline.cache.slip import SUFFIX
from dateline.cache.sums import Held, Rows, coded, entries, mark_of, nothing, shard_of, sum_of

CACHE_FOLDER = ".dateline"
STORE = "pictures"
INDEXES = "search"
PARTS = "parts"
STORES = (STORE, INDEXES, PARTS)
"""The folders of stores: for versions of pictures, for what is searched, for the parts of what is
collected."""
"""Where in it large results wait, each in a file of its own."""
IGNORE = b"*\n"


def open_cache(file: Path | None, identity: str, listed: tuple[str, ...]) -> "Cache":
    """What the file remembers for this identity (everything that must be the same for it to be
    of use) with these listed tables. None is a database of its own, gone when it is closed.

    Never raises for the file's sake: if it is damaged or of another identity it is begun anew;
    if it cannot be used, nothing is kept, and `Cache.trouble` says why.
    """
    new = waiting()
    try:
        if file is not None:
            make_room(file)
        return Cache(new, *opened(file, identity, listed), file, identity)
    except BROKEN as error:
        reason = trouble_of(error, file)
    except OSError as error:
        reason = error.strerror or str(error)
    return Cache(new, None, nothing(listed), {}, file, identity, reason)


def forget(folder: Path) -> int:
    """Delete what this room made in a `.dateline/`, and the folder if nothing else is in it.
    Says how many files that were. Raises `OSError` if one cannot be deleted."""
    ours = [path for side in SIDES for path in folder.glob(f"cache*.sqlite{side}")]
    ours += folder.glob(f"*{SUFFIX}")
    for store in STORES:
        ours += (folder / store).glob(f"*{SUFFIX}*")
    ignore = folder / ".gitignore"
    if ignore.is_file() and ignore.read_bytes() == IGNORE:
        ours.append(ignore)
    for path in ours:
        path.unlink()
    for each in (*(folder / store for store in STORES), folder):
        with suppress(OSError):  # not there, or not empty
            each.rmdir()
    return len(ours)


class Cache:
    """Bytes under keys in tables. Leaving it as a context closes it.

    What was put is there to `get` at once and lasts once it is committed. If the file fails on
    the way, the cache is empty from there on, but for what this build has put since its last
    commit, and keeps nothing; if there is no room even for that, `get` may miss it too. It
    belongs to one process, and to one thread at a time.
    """

    def __init__(
        self,
        new: sqlite3.Connection,
        db: sqlite3.Connection | None,
        held: Held,
        rows: dict[str, Rows],
        file: Path | None,
        identity: str,
        trouble: str = "",
    ) -> None:
        self._new = new  # what was put since the last commit
        self._changes: dict[tuple[str, str], bytes | None] = {}
        self._db = db
        self._held = held
        self._rows = rows  # the listed tables as read, until they are asked for
        self._shards: dict[str, dict[bytes, bytes]] = {}  # of the ledger, as far as asked for
        self._file = file
        self._identity = identity
        self._trouble = trouble

    @property
    def trouble(self) -> str:
        """Why nothing is kept, in a few words; `""` if all is well. A cache that was damaged or
        of another identity is well: it is begun anew."""
        return self._trouble

    def all(self, table: str) -> dict[str, bytes]:
        """All rows of a listed table as they were last committed: all of them, or, if the file
        has failed, none. Raises `KeyError` for a table that is not listed."""
        sums = self._held.sums[table]
        rows = self._rows.pop(table, None)
        if rows is not None or self._db is None or not sums:
            return rows or {}
        try:
            rows, found = rows_of(self._db, table)
            if found != sums:
                raise Damaged
        except BROKEN as error:
            self._give_up(error)
            return {}
        return rows

    def get(self, table: str, key: str) -> bytes | None:
        """What was last put there, committed or not; None if nothing was, or it is damaged."""
        changed = (table, key) in self._changes
        db = self._new if changed else self._db
        known = self._changes[table, key] if changed else self._sum(table, key)
        return self._vouched(db, table, key, known, at=key)

    def moved(self, table: str, key: str, to: str) -> bytes | None:
        """What there was when the file was opened, if another process has put something else there
        since, and this under a key of its own."""
        return self._vouched(self._db, table, key, self._sum(table, key), at=to)

    def put(self, table: str, key: str, value: bytes) -> None:
        """Put a value under a key, in place of any that is there. Names of tables are words."""
        self._changes[table, key] = sum_of(table, key, value)
        try:
            self._new.execute(PUT, (table, coded(key), value))
        except BROKEN as error:
            self._give_up(error)

    def drop(self, table: str, key: str) -> None:
        """Take away what is under a key, if anything is."""
        self._changes[table, key] = None
        try:
            self._new.execute(DROP, (table, coded(key)))
        except BROKEN as error:
            self._give_up(error)

    def commit(self) -> None:
        """Make what was put and dropped since the last time lasting, all of it at once. If
        another process has written the file since we opened it, what it wrote stands."""
        if self._db is None or not self._changes:
            return
        try:
            after = write(self._db, self._new, self._identity, self._held, self._changes)
            if after is None:
                self._close_file()
                return
            self._new.execute("DELETE FROM kept")
            self._held, self._changes, self._rows, self._shards = after, {}, {}, {}
            tidy(self._db)
        except BROKEN as error:
            self._give_up(error)

    @property
    def can_be_inherited(self) -> bool:
        """Whether a process that is forked from this one may have it too: all that was put is in
        the file."""
        return self._db is not None and self._file is not None and not self._changes

    def inherit(self) -> None:
        """What a process forked from the one that opened it does first: open the file for itself.
        What it puts is never committed."""
        self._left = self._new, self._db  # nothing of another process's may be closed here
        self._new = waiting()
        try:
            self._db = connect(self._file)
        except BROKEN as error:
            self._db = None
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file. What was not committed is lost."""
        self._close_file()
        self._new.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _vouched(
        self, db: sqlite3.Connection | None, table: str, key: str, known: bytes | None, *, at: str
    ) -> bytes | None:
        """What stands `at` a key, if it is what a sum vouches for as the value of another, or of
        the same."""
        if known is None or db is None:
            return None
        try:
            value = value_of(db, table, at)
        except BROKEN as error:
            self._give_up(error)
            return None
        return value if value is not None and sum_of(table, key, value) == known else None

    def _sum(self, table: str, key: str) -> bytes | None:
        """The sum of a committed row; None if there is no such row."""
        if table in self._held.sums:
            return self._held.sums[table].get(key)
        mark = mark_of(table, key)
        shard = shard_of(mark)
        if shard not in self._shards:
            self._shards[shard] = entries(self._held.ledger.get(shard, b""))
        return self._shards[shard].get(mark)

    def _close_file(self) -> None:
        """Be empty from here on, but for what waits for a commit that will not come."""
        self._held, self._rows, self._shards = nothing(self._held.sums), {}, {}
        if self._db is not None:
            self._db.close()
            self._db = None

    def _give_up(self, error: Exception) -> None:
        """Keep nothing any more: a table of which some rows were put would look whole. A file
        that is damaged goes, or it would fail every build."""
        trouble = trouble_of(error, self._file)
        damaged = self._db is not None and not trouble and not is_moved(error)
        self._close_file()
        try:
            if damaged and self._file is not None:
                discard(self._file)
        except OSError as failure:
            trouble = failure.strerror or str(failure)
        self._trouble = self._trouble or trouble


def waiting() -> sqlite3.Connection:
    """The private database for what is put: never rolled back, so it needs no journal."""
    db = connect(None)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute(TABLE)
    db.execute("BEGIN")
    return db


def make_room(file: Path) -> None:
    """Make the folder, out of git's sight. Raises `OSError` if that or the file cannot be."""
    if file.exists() and not file.is_file():
        raise OSError("it is not a file")
    hide(file.parent)


def hide(folder: Path) -> None:
    """Make a folder that git does not see. Raises `OSError` if it cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    with suppress(OSError):  # a cache that can only be read is of use
        if not ignore.exists() or not ignore.stat().st_size:  # or its writer was killed
            ignore.write_bytes(IGNORE)
