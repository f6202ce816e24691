"""The sums that vouch for rows, and the ledger that keeps those of the tables read row by row.

In: tables, keys, values. Out: sums of 16 bytes. Nothing here knows SQLite.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

FORMAT = b"dateline cache 1"
"""In every sum: a file laid out in another way is as good as damaged."""
LEDGER = ".ledger"

Rows = dict[str, bytes]
Changes = Mapping[tuple[str, str], bytes | None]
"""The new sums of tables' keys; None where a row is dropped."""


class Held(NamedTuple):
    """What the file is known to hold: the root (None: the file is empty), the sums of all rows of
    the listed tables and of the ledger, which is one, and the rows of the ledger."""

    root: bytes | None
    sums: dict[str, Rows]
    ledger: Rows


def nothing(listed: Iterable[str]) -> Held:
    """What an empty file holds."""
    return Held(None, {name: {} for name in (*listed, LEDGER)}, {})


def coded(key: str) -> bytes:
    """A key as it stands in the file: bytes, so that no setting of the file changes how it is
    read; a path need not be valid Unicode."""
    return key.encode("utf-8", "surrogatepass")


def sum_of(table: str, key: str, value: bytes) -> bytes:
    """The sum of a row; with its lengths, so that nothing shifts from one part to another."""
    name, code = coded(table), coded(key)
    start = b"%d %d %s%s" % (len(name), len(code), name, code)
    found = blake2b(start, digest_size=16, person=FORMAT)
    found.update(value)
    return found.digest()


def root_over(identity: str, sums: Mapping[str, Rows]) -> bytes:
    """The one sum over all listed tables. Their rows' sums hold their names and keys."""
    parts = sorted(found for table in sums.values() for found in table.values())
    start = coded(repr((identity, sorted(sums))))
    return blake2b(start + b"".join(parts), digest_size=16, person=FORMAT).digest()


def sums_after(held: Held, changes: Changes, shards: Rows) -> dict[str, Rows]:
    """The sums of the listed tables with these changes, and of the ledger with these rows."""
    sums = {name: dict(rows) for name, rows in held.sums.items()}
    for (table, key), found in changes.items():
        if found is None:
            sums.get(table, {}).pop(key, None)
        elif table in sums:
            sums[table][key] = found
    for shard, value in shards.items():
        sums[LEDGER][shard] = sum_of(LEDGER, shard, value)
    return sums


def shards_after(held: Held, changes: Changes) -> Rows:
    """The rows of the ledger that changes of other than the listed tables make different."""
    shards: dict[str, dict[bytes, bytes]] = {}
    for (table, key), found in changes.items():
        if table in held.sums:
            continue
        mark = mark_of(table, key)
        name = shard_of(mark)
        if name not in shards:
            shards[name] = entries(held.ledger.get(name, b""))
        if found is None:
            shards[name].pop(mark, None)
        else:
            shards[name][mark] = found
    return {
        name: b"".join(mark + found for mark, found in shard.items())
        for name, shard in shards.items()
    }


def entries(shard: bytes) -> dict[bytes, bytes]:
    """The marks and sums in a row of the ledger."""
    return {shard[i : i + 16]: shard[i + 16 : i + 32] for i in range(0, len(shard), 32)}


def mark_of(table: str, key: str) -> bytes:
    """How the ledger knows a row: 16 bytes."""
    return sum_of(LEDGER, table, coded(key))


def shard_of(mark: bytes) -> str:
    """The row of the ledger that a mark stands in: one of 256, so that a change of one rewrites
    little."""
    return f"{mark[0]:02x}"
