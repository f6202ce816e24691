"""All briefings of one language in time, and the rows that they and their entries stand in.

`link` makes a library, `plan` asks it. Of a briefing it holds only a small record, `Placed`; the
rest is loaded when somebody asks for it. Whoever asks leaves a trace: each question names the
fact it is about, and `asked` collects them. What was made from facts that have not changed since
need not be made again; `changes` says which facts have.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import lru_cache
from hashlib import blake2b

from dateline.model.asked import Asked
from dateline.model.index import around, in_year, index_of, said_of, seat_in, years
from dateline.model.linked import Edition, EditionKey, Item, Key, Record
from dateline.model.names import folded
from dateline.model.readings import Reading, called, of_series
from dateline.model.registers import Entity
from dateline.model.registry import Registry, as_written
from dateline.model.rows import CHUNK, WHOLE, Claimed, Placed, Seat, name_of


class Library:
    """The briefings of one language. `lang` is empty for the site's own."""

    def __init__(
        self,
        lang: str,
        placed: Iterable[Placed],
        registry: Registry,
        load: Callable[[Placed], Edition],
        asked: Asked,
    ) -> None:
        """`placed` in order; `load` gives the edition of one; `asked` collects, for all libraries
        of a site, what is asked."""
        self.lang = lang
        self.registry = registry
        self.asked = asked
        self.index = index_of(placed)
        self._load = load

    @property
    def placed(self) -> Mapping[EditionKey, Placed]:
        """All briefings, in order."""
        return self.index.placed

    def edited(
        self, edits: Iterable[Placed], load: Callable[[Placed], Edition], asked: Asked
    ) -> "Library":
        """The same with some briefings edited, in the places that they had."""
        found = copy(self)
        found._load, found.asked = load, asked
        for new in edits:
            found.index = found.index.edited(new)
        return found

    # Briefings and entries

    def edition(self, key: EditionKey) -> Edition | None:
        """A published briefing."""
        self._ask(f"briefing {name_of(key)}")
        placed = self.placed.get(key)
        return self._load(placed) if placed and not placed.out else None

    def standing(self, key: EditionKey) -> Placed | None:
        """Which entries a briefing has, and what of it is held back."""
        self._ask(f"standing {name_of(key)}")
        return self.placed.get(key)

    def called(self, key: EditionKey) -> str:
        """What a published briefing is called: its title, or its first headline."""
        self._ask(f"called {name_of(key)}")
        return self.placed[key].called

    def has(self, key: EditionKey, entry: str = "") -> bool:
        """Whether a briefing is published, or an entry of it."""
        standing = self.standing(key)
        if standing is None or standing.out:
            return False
        return not entry or entry in standing.ids

    def seat(self, key: Key) -> Seat | None:
        """Where a published entry stands."""
        return seat_in(self.standing(EditionKey(key.date, key.edition)), key.id)

    def at(self, seat: Seat) -> tuple[Edition, Item | None]:
        """What has a seat: a briefing, and one of its entries unless it is the whole."""
        edition = self.edition(self.index.by_order[seat.order].key)
        assert edition is not None
        return edition, edition.items[seat.at] if seat.at != WHOLE else None

    def item(self, seat: Seat) -> Item:
        """The entry that has a seat."""
        item = self.at(seat)[1]
        assert item is not None
        return item

    def items(self, seats: Iterable[Seat]) -> tuple[Item, ...]:
        """The entries that have seats."""
        return tuple(self.item(seat) for seat in seats)

    def key(self, seat: Seat) -> EditionKey:
        """The briefing that a seat is in: a part of the seat, and no fact of its own."""
        return self.index.by_order[seat.order].key

    def entry(self, seat: Seat) -> Key:
        """Which entry has a seat, without loading it."""
        key = self.key(seat)
        standing = self.standing(key)
        assert standing is not None
        return Key(*key, standing.ids[seat.at])

    # Rows

    def row(self, name: str, year: int | None = None) -> tuple[Seat, ...]:
        """All seats of a row, or those of one year, the oldest first."""
        seats = self.index.row(name)
        if year is None:
            self._ask(f"row {name}")
            return tuple(seats)
        self._ask(f"row {name} {year:04d}")
        return tuple(in_year(seats, year))

    def chunks(self, name: str) -> int:
        """How many chunks of a row are full."""
        self._ask(f"chunks {name}")
        return len(self.index.row(name)) // CHUNK

    def chunk(self, name: str, number: int) -> tuple[Seat, ...]:
        """The seats of one chunk of a row, counted from 1, the oldest first; the last may not be
        full."""
        self._ask(f"chunk {name} {number}")
        return tuple(self.index.row(name)[(number - 1) * CHUNK : number * CHUNK])

    def newest(self, name: str, count: int) -> tuple[Seat, ...]:
        """So many of the newest seats of a row, or all, the oldest first."""
        seats = self.index.row(name)
        for number in range(max(0, len(seats) - count) // CHUNK, -(-len(seats) // CHUNK)):
            self._ask(f"chunk {name} {number + 1}")
        self._ask(f"chunks {name}")
        return tuple(seats[-count:])

    def years(self, name: str) -> tuple[int, ...]:
        """The years in which a row has seats, the oldest first."""
        self._ask(f"years {name}")
        return tuple(years(self.index.row(name)))

    def first(self, name: str) -> Seat | None:
        """The oldest seat of a row."""
        self._ask(f"first {name}")
        seats = self.index.row(name)
        return seats[0] if seats else None

    def last(self, name: str) -> Seat | None:
        """The newest seat of a row."""
        self._ask(f"last {name}")
        seats = self.index.row(name)
        return seats[-1] if seats else None

    def beside(self, name: str, seat: Seat) -> tuple[Seat | None, Seat | None]:
        """The seats before and after one in a row."""
        self._ask(f"beside {seat.order}")
        return around(self.index.row(name), seat)

    def rows(self, kind: str) -> tuple[str, ...]:
        """The ids of the rows of one kind (`months`, or a register), by their first seats."""
        self._ask(f"rows {kind}")
        index = self.index
        found = sorted(index.kinds.get(kind, ()), key=index.begins)
        return tuple(name.removeprefix(f"{kind}/") for name in found)

    def readings(self, series: str, year: int | None = None) -> tuple[tuple[Seat, Reading], ...]:
        """All figures of a series, or those of one year, the oldest first; of one briefing in its
        order. No briefing is loaded for them."""
        self._ask(f"readings {series}" if year is None else f"readings {series} {year:04d}")
        return tuple(
            (seat, reading)
            for seat in self.row(f"series/{series}", year)
            for reading in of_series(series, self.index.by_order[seat.order].readings)
            if reading.at == seat.at
        )

    def counted(self, series: str) -> tuple[str, str]:
        """What a series counts, and in what, as its newest figure says."""
        self._ask(f"counted {series}")
        last = self.index.row(f"series/{series}")[-1]
        return called(series, (self.index.by_order[last.order].readings,))

    def claims(self, year: int) -> tuple[Claimed, ...]:
        """The claims of one year, the oldest first. No briefing is loaded for them."""
        self._ask(f"claims {year:04d}")
        return self.index.claims_of(year)

    def claims_by_year(self) -> dict[int, tuple[Claimed, ...]]:
        """All claims, by the years they were made in, the oldest first."""
        self._ask("claims")
        return self.index.claims

    def claim_years(self) -> tuple[int, ...]:
        """The years that have claims, the oldest first."""
        self._ask("claim years")
        return tuple(self.index.claims)

    def is_settled(self, key: Key) -> bool:
        """Whether the last word on an entry is that it is confirmed or denied."""
        for row in said_of(key):
            self._ask(f"row {row}")
        return self.index.is_settled(key)

    # Registers

    def ids(self, register: str) -> tuple[str, ...]:
        """The ids of a register in its order; without it, of what entries name, by appearance."""
        records = self.registry.records[register]
        if records is None:
            return self.rows(register)
        self._ask(f"ids {register}", "")
        return tuple(records)

    def record(self, register: str, id_: str) -> Record | None:
        """A section, thread, source or entity. Without the register, as first written."""
        records = self.registry.records[register]
        if records is not None:
            self._ask(f"record {register} {id_}", "")
            return records.get(id_)
        first = self.first(f"{register}/{id_}")
        return as_written(register, id_, self.item(first)) if first else None

    def find(self, register: str, name: str) -> str:
        """The id for a name, in any case; empty if there is none."""
        table: dict[str, str] = getattr(self.registry.names, register)
        self._ask(f"name {register} {folded(name)}", "")
        return table.get(folded(name), "")

    def inside(self, place: str) -> tuple[Entity, ...]:
        """What lies in a place, in the register's order."""
        self._ask(f"inside {place}", "")
        return self.registry.inside.get(place, ())

    def _ask(self, about: str, lang: str | None = None) -> None:
        self.asked.facts.add(fact(about, self.lang if lang is None else lang))


@lru_cache(maxsize=1 << 16)
def fact(about: str, lang: str = "") -> int:
    """The number of a fact: 64 bits of its name's hash. Two facts with one number cost work."""
    return int.from_bytes(blake2b(f"{lang} {about}".encode(), digest_size=8).digest(), "big")
