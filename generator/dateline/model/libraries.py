"""All briefings of one language in time, and the rows that they and their entries stand in.

`link` makes a library, `plan` asks it. Of a briefing it holds only a small record, `Placed`; the
rest is loaded when somebody asks for it. Whoever asks leaves a trace: each question names the
fact it is about, and `asked` collects them. What was made from facts that have not changed since
need not be made again; `changed` says which facts have.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import blake2b

from dateline.model.asked import Asked
from dateline.model.linked import Edition, EditionKey, Item, Key, Record
from dateline.model.names import folded
from dateline.model.readings import Reading, called, of_series, told_otherwise
from dateline.model.registers import Entity
from dateline.model.registry import Registry, as_written
from dateline.model.rows import CLAIMS, WHOLE, Claimed, Placed, Seat, name_of, resolving, settling
from dateline.model.values import Wrong, parse_reference


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
        self.placed = {each.key: each for each in placed}
        self._load = load
        self._by_order = {each.order: each for each in self.placed.values()}
        rows: defaultdict[str, list[Seat]] = defaultdict(list)
        for each in self.placed.values():
            seats = each.seats  # the same in every row
            for row, places in each.rows:
                rows[row].extend([seats[at] for at in places])
        self._rows = dict(rows)

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
        return _seat(self.standing(EditionKey(key.date, key.edition)), key.id)

    def at(self, seat: Seat) -> tuple[Edition, Item | None]:
        """What has a seat: a briefing, and one of its entries unless it is the whole."""
        edition = self.edition(self._by_order[seat.order].key)
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
        return self._by_order[seat.order].key

    def entry(self, seat: Seat) -> Key:
        """Which entry has a seat, without loading it."""
        key = self.key(seat)
        standing = self.standing(key)
        assert standing is not None
        return Key(*key, standing.ids[seat.at])

    # Rows

    def row(self, name: str, year: int | None = None) -> tuple[Seat, ...]:
        """All seats of a row, or those of one year, the oldest first."""
        seats = self._rows.get(name, [])
        if year is None:
            self._ask(f"row {name}")
            return tuple(seats)
        self._ask(f"row {name} {year:04d}")
        return tuple(seats[_start(seats, year) : _start(seats, year + 1)])

    def years(self, name: str) -> tuple[int, ...]:
        """The years in which a row has seats, the oldest first."""
        self._ask(f"years {name}")
        return tuple(_years(self._rows.get(name, [])))

    def first(self, name: str) -> Seat | None:
        """The oldest seat of a row."""
        self._ask(f"first {name}")
        seats = self._rows.get(name)
        return seats[0] if seats else None

    def last(self, name: str) -> Seat | None:
        """The newest seat of a row."""
        self._ask(f"last {name}")
        seats = self._rows.get(name)
        return seats[-1] if seats else None

    def beside(self, name: str, seat: Seat) -> tuple[Seat | None, Seat | None]:
        """The seats before and after one in a row."""
        self._ask(f"beside {seat.order}")
        return _around(self._rows[name], seat)

    def rows(self, kind: str) -> tuple[str, ...]:
        """The ids of the rows of one kind (`months`, or a register), by their first seats."""
        self._ask(f"rows {kind}")
        found = sorted(self._kinds.get(kind, ()), key=lambda name: self._rows[name][0])
        return tuple(name.removeprefix(f"{kind}/") for name in found)

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._rows:
            found.setdefault(row.partition("/")[0], []).append(row)
        return found

    def readings(self, series: str, year: int | None = None) -> tuple[tuple[Seat, Reading], ...]:
        """All figures of a series, or those of one year, the oldest first; of one briefing in its
        order. No briefing is loaded for them."""
        self._ask(f"readings {series}" if year is None else f"readings {series} {year:04d}")
        return tuple(
            (seat, reading)
            for seat in self.row(f"series/{series}", year)
            for reading in of_series(series, self._by_order[seat.order].readings)
            if reading.at == seat.at
        )

    def counted(self, series: str) -> tuple[str, str]:
        """What a series counts, and in what, as its newest figure says."""
        self._ask(f"counted {series}")
        last = self._rows[f"series/{series}"][-1]
        return called(series, (self._by_order[last.order].readings,))

    def claims(self, year: int) -> tuple[Claimed, ...]:
        """The claims of one year, the oldest first. No briefing is loaded for them."""
        self._ask(f"claims {year:04d}")
        return tuple(self._claims.get(year, ()))

    def claims_by_year(self) -> dict[int, tuple[Claimed, ...]]:
        """All claims, by the years they were made in, the oldest first."""
        self._ask("claims")
        return {year: tuple(self._claims[year]) for year in sorted(self._claims)}

    def claim_years(self) -> tuple[int, ...]:
        """The years that have claims, the oldest first."""
        self._ask("claim years")
        return tuple(sorted(self._claims))

    @cached_property
    def _claims(self) -> dict[int, list[Claimed]]:
        seats = {*self._rows.get(CLAIMS, ())}
        for row in self._kinds.get("resolving", ()):
            of = parse_reference(row.partition("/")[2])
            if not isinstance(of, Wrong):
                seat = _seat(self.placed.get(EditionKey(*of[:2])), of[2])
                seats |= {seat} if seat else set()
        found: dict[int, list[Claimed]] = {}
        for seat in sorted(seats):
            placed = self._by_order[seat.order]
            key = Key(*placed.key, placed.ids[seat.at])
            claimed = Claimed(seat, key, self._ends_alike(*_said_of(key)))
            found.setdefault(key.date.year, []).append(claimed)
        return found

    def is_settled(self, key: Key) -> bool:
        """Whether the last word on an entry is that it is confirmed or denied."""
        names = _said_of(key)
        for name in names:
            self._ask(f"row {name}")
        return self._ends_alike(*names)

    def _ends_alike(self, words: str, last_words: str) -> bool:
        """Whether two rows, of which one is a part of the other, have the same last seat."""
        found = self._rows.get(last_words, [])
        return found != [] and found[-1] == self._rows[words][-1]

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

    # What has changed

    def changed(self, before: Mapping[EditionKey, Placed]) -> Iterator[int]:
        """The facts that are not what they were when the briefings stood as they did before."""
        differing = {
            key: (before.get(key), self.placed.get(key))
            for key in {*before, *self.placed}
            if before.get(key) != self.placed.get(key)
        }
        moved: dict[str, set[Seat]] = {}
        series: set[str] = set()
        claims: Counter[int] = Counter()
        for key, (old, new) in differing.items():
            yield fact(f"briefing {name_of(key)}", self.lang)
            if old is None or new is None or _stands(old) != _stands(new):
                yield fact(f"standing {name_of(key)}", self.lang)
                claims[key.date.year] += len({*(old.ids if old else ()), *(new.ids if new else ())})
            if (old and old.called) != (new and new.called):
                yield fact(f"called {name_of(key)}", self.lang)
            for kind in _reordered(old, new):
                yield fact(f"rows {kind}", self.lang)
            for id_ in _retold(old, new):
                series.add(id_)
                yield fact(f"readings {id_} {key.date.year:04d}", self.lang)
            for row, seat in {*(old.taken if old else ())} ^ {*(new.taken if new else ())}:
                moved.setdefault(row, set()).add(seat)
        states = [_newest_first(each.values()) for each in (before, self.placed) if series]
        for id_ in series:
            yield fact(f"readings {id_}", self.lang)
            if len({called(id_, state) for state in states}) > 1:
                yield fact(f"counted {id_}", self.lang)
        for row, seats in moved.items():
            claims.update(_claimed(row, seats))
            for about in self._moved(row, seats):
                yield fact(about, self.lang)

        for about in self._reclaimed(claims):
            yield fact(about, self.lang)

    def _reclaimed(self, touched: Counter[int]) -> Iterator[str]:
        """The facts about claims of which so many, of each year, may be new, gone or settled."""
        if touched:
            yield "claims"
        for year, count in touched.items():
            yield f"claims {year:04d}"
            if len(self._claims.get(year, ())) <= count:  # else one was there before
                yield "claim years"

    def _moved(self, row: str, moved: set[Seat]) -> Iterator[str]:
        """The facts about a row in which some seats are new or gone."""
        seats = self._rows.get(row, [])
        yield f"row {row}"
        stay = [seat for seat in seats if seat not in moved]
        if not stay or min(moved) < stay[0]:
            yield f"first {row}"
            yield f"rows {row.partition('/')[0]}"
        if not stay or max(moved) > stay[-1]:
            yield f"last {row}"
        for year in {seat.order[:4] for seat in moved}:
            yield f"row {row} {year}"
            if not any(_in_year(stay, int(year))):
                yield f"years {row}"
        for seat in moved:
            yield f"beside {seat.order}"
            for neighbour in _around(stay, seat):
                if neighbour:
                    yield f"beside {neighbour.order}"


@lru_cache(maxsize=1 << 16)
def fact(about: str, lang: str = "") -> int:
    """The number of a fact: 64 bits of its name's hash. Two facts with one number cost work."""
    return int.from_bytes(blake2b(f"{lang} {about}".encode(), digest_size=8).digest(), "big")


def _stands(placed: Placed) -> tuple[object, ...]:
    return placed.ids, placed.held, placed.out, placed.order


def _reordered(old: Placed | None, new: Placed | None) -> set[str]:
    """The kinds of rows that a briefing names in another order than before: of rows that begin
    with one seat, the first that is named comes first."""
    before, after = (dict(each.rows) if each else {} for each in (old, new))
    pairs = zip((r for r in before if r in after), (r for r in after if r in before), strict=True)
    return {row.partition("/")[0] for pair in pairs if pair[0] != pair[1] for row in pair}


def _retold(old: Placed | None, new: Placed | None) -> set[str]:
    """The series to which a briefing contributes something else than before, or elsewhere."""
    if old and new and old.order == new.order:
        return told_otherwise(old.readings, new.readings)
    return {each.figure.series for placed in (old, new) if placed for each in placed.readings}


def _newest_first(every: Iterable[Placed]) -> tuple[tuple[Reading, ...], ...]:
    ordered = sorted(every, key=lambda each: each.order, reverse=True)
    return tuple(each.readings for each in ordered)


def _seat(standing: Placed | None, id_: str) -> Seat | None:
    if standing is None or id_ not in standing.ids:
        return None
    return Seat(standing.order, standing.ids.index(id_))


def _said_of(key: Key) -> tuple[str, str]:
    """The rows of those who say what became of an entry, and of those who settle it."""
    edition = EditionKey(key.date, key.edition)
    return resolving(edition, key.id), settling(edition, key.id)


def _claimed(row: str, seats: Iterable[Seat]) -> Iterator[int]:
    """The years of the claims of which seats of a row speak."""
    kind, _, name = row.partition("/")
    if kind == CLAIMS:
        yield from (int(seat.order[:4]) for seat in seats)
    elif kind in ("resolving", "settling"):
        yield int(name[:4])


def _start(seats: list[Seat], year: int) -> int:
    return bisect_left(seats, Seat(f"{year:04d}", WHOLE))


def _in_year(seats: list[Seat], year: int) -> Iterator[Seat]:
    return iter(seats[_start(seats, year) : _start(seats, year + 1)])


def _years(seats: list[Seat]) -> Iterator[int]:
    at = 0
    while at < len(seats):
        year = int(seats[at].order[:4])
        yield year
        at = _start(seats, year + 1)


def _around(seats: list[Seat], seat: Seat) -> tuple[Seat | None, Seat | None]:
    """The seats before and after one, whether or not it is among them."""
    at = bisect_left(seats, seat)
    after = at + 1 if at < len(seats) and seats[at] == seat else at
    return seats[at - 1] if at else None, seats[after] if after < len(seats) else None
