"""Where entries stand: seats in rows, what the rows are called, and what is known of a briefing
without loading it.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from dateline.model.linked import EditionKey, Key
from dateline.model.readings import Reading

BRIEFINGS = "briefings"
CLAIMS = "claims"
CORRECTIONS = "corrections"
SETTLEMENTS = "settlements"
"""The row of the entries that say that an earlier one is confirmed or denied."""
CHUNK = 50
"""How many seats of a row make a chunk. Chunks are counted from the oldest seat, so that one that
is full stays as it is when days are added."""
WHOLE = -1
"""The place of a briefing as a whole in a row of entries."""


class Seat(NamedTuple):
    """Where an entry stands in every row: its briefing's place in time (`Placed.order`), and its
    own place in the briefing, from 0; `WHOLE` for the briefing itself."""

    order: str
    at: int


class Claimed(NamedTuple):
    """An entry that was claimed, or of which a later one said what became of it: its seat, which
    it is, and whether it is settled."""

    seat: Seat
    key: Key
    settled: bool


Rows = tuple[tuple[str, tuple[int, ...]], ...]
_ROWS = msgspec.msgpack.Decoder(Rows)


class Placed(Struct, frozen=True, gc=False, array_like=True):
    """What a library knows of a briefing without loading it.

    `order` sorts briefings (date, `as_of`, file name, path); `digest` is the hash of the edition
    as it is published. `ids` are the entries published, in order, `held` those held back; `out`:
    all of it is held back. `packed` are the `rows` it stands in, as bytes: they are many.
    `pictures` and `files` are the paths it names under the authors' folder. `called` is its title
    or else its first headline, for lists that reach over many years. `readings` are its figures
    that belong to a series, in order.
    """

    path: str
    key: EditionKey
    order: str
    digest: str
    ids: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    out: bool = False
    packed: bytes = b"\x90"
    pictures: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    called: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def rows(self) -> Rows:
        """The rows it stands in, each with the places of its entries."""
        return _ROWS.decode(self.packed)

    @property
    def as_of(self) -> str:
        """When it was brought up to date, in UTC; empty if it does not say."""
        return self.order.split("\t")[1]

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of its entries; the last is its own, which `WHOLE` finds there."""
        entries = (Seat(self.order, at) for at in range(len(self.ids)))
        return *entries, Seat(self.order, WHOLE)

    @property
    def taken(self) -> Iterator[tuple[str, Seat]]:
        """Each row it stands in, with each seat it has there."""
        for row, places in self.rows:
            for at in places:
                yield row, Seat(self.order, at)


@lru_cache(maxsize=1 << 14)
def name_of(key: EditionKey) -> str:
    """A briefing as authors refer to it."""
    return f"{key.date}-{key.edition}" if key.edition else f"{key.date}"


def pack(rows: Rows) -> bytes:
    """Rows as a briefing keeps them."""
    return msgspec.msgpack.encode(rows)


def resolving(key: EditionKey, entry: str) -> str:
    """The row of the entries that say what became of one."""
    return f"resolving/{name_of(key)}#{entry}"


def settling(key: EditionKey, entry: str) -> str:
    """The row of those among them that say that it is confirmed or denied."""
    return f"settling/{name_of(key)}#{entry}"


def corrected(year: int) -> str:
    """The row of what has corrections of one year."""
    return f"corrected/{year:04d}"


def seen(key: EditionKey, entry: str) -> str:
    """The row of what leads to a briefing by `see:`, or (`entry` given) to an entry of it."""
    return f"seen/{name_of(key)}#{entry}" if entry else f"seen/{name_of(key)}"


def anniversaries(day: date) -> str:
    """The row of the briefings of one day of the year, in all years."""
    return f"anniversaries/{day.isoformat()[5:]}"
