"""The briefings of one language in time, and the seats in all rows: what a library looks things up
in. Whoever asks here leaves no trace; `Library` asks for others.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from dateline.model.linked import EditionKey, Key
from dateline.model.rows import CLAIMS, WHOLE, Claimed, Placed, Seat, resolving, settling
from dateline.model.values import Wrong, parse_reference

Around = tuple[Seat | None, Seat | None]
LAST = 1 << 30
"""No briefing has so many entries."""


class Index:
    """Briefings by key, and by their place in time; seats by row, the oldest first."""

    def __init__(
        self,
        placed: dict[EditionKey, Placed],
        by_order: dict[str, Placed],
        rows: dict[str, list[Seat]],
    ) -> None:
        """`placed` in order."""
        self.placed = placed
        self.by_order = by_order
        self.rows = rows

    def edited(self, new: Placed) -> "Index":
        """The same with one briefing edited, in the place that it had. Only rows that it has
        joined, left, or stands in otherwise are made anew: the others may be long."""
        old = self.placed[new.key]
        assert old.order == new.order
        rows, before, after = dict(self.rows), dict(old.rows), dict(new.rows)
        for row in {*before, *after}:
            if before.get(row) != after.get(row):
                seats = replaced(rows.get(row, []), new.order, after.get(row, ()))
                if seats:
                    rows[row] = seats
                else:
                    del rows[row]
        return Index({**self.placed, new.key: new}, {**self.by_order, new.order: new}, rows)

    def row(self, name: str) -> Sequence[Seat]:
        """All seats of a row."""
        return self.rows.get(name, ())

    def seat(self, key: Key) -> Seat | None:
        """Where a published entry stands."""
        return seat_in(self.placed.get(EditionKey(key.date, key.edition)), key.id)

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """The rows of each kind: of what stands before the first `/` of their names."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            found.setdefault(row.partition("/")[0], []).append(row)
        return found

    def begins(self, row: str) -> tuple[Seat, int]:
        """Where a row begins; of those that begin with one seat, in the order of its briefing."""
        seat = self.rows[row][0]
        return seat, [name for name, _ in self.by_order[seat.order].rows].index(row)

    @cached_property
    def claims(self) -> dict[int, tuple[Claimed, ...]]:
        """The claims by the years they were made in, the oldest first: all entries that were
        claimed, and those of which a later one says what became of them."""
        spoken_of = (
            parse_reference(row.partition("/")[2]) for row in self.kinds.get("resolving", ())
        )
        seats = (self.seat(Key(*of)) for of in spoken_of if not isinstance(of, Wrong))
        found: dict[int, list[Claimed]] = {}
        for seat in sorted({*self.row(CLAIMS), *filter(None, seats)}):
            placed = self.by_order[seat.order]
            key = Key(*placed.key, placed.ids[seat.at])
            found.setdefault(key.date.year, []).append(Claimed(seat, key, self.is_settled(key)))
        return {year: tuple(claims) for year, claims in found.items()}

    def is_settled(self, key: Key) -> bool:
        """Whether the last word on an entry is that it is confirmed or denied."""
        every, final = map(self.row, said_of(key))
        return bool(final) and final[-1] == every[-1]


def index_of(given: Iterable[Placed]) -> Index:
    """The index of some briefings, which are given in order."""
    placed = {each.key: each for each in given}
    rows: defaultdict[str, list[Seat]] = defaultdict(list)
    for each in placed.values():
        seats = each.seats  # the same in every row
        for row, places in each.rows:
            rows[row].extend([seats[at] for at in places])
    return Index(placed, {each.order: each for each in placed.values()}, dict(rows))


def said_of(key: Key) -> tuple[str, str]:
    """The rows of those who say what became of an entry, and of those who settle it."""
    edition = EditionKey(key.date, key.edition)
    return resolving(edition, key.id), settling(edition, key.id)


def seat_in(standing: Placed | None, id_: str) -> Seat | None:
    """Where an entry of a briefing stands, if it is published."""
    if standing is None or id_ not in standing.ids:
        return None
    return Seat(standing.order, standing.ids.index(id_))


def start(seats: Sequence[Seat], year: int) -> int:
    """Where a year begins in a row."""
    return bisect_left(seats, Seat(f"{year:04d}", WHOLE))


def in_year(seats: Sequence[Seat], year: int) -> Sequence[Seat]:
    """The seats of a row in one year."""
    return seats[start(seats, year) : start(seats, year + 1)]


def years(seats: Sequence[Seat]) -> Iterator[int]:
    """The years in which a row has seats, the oldest first."""
    at = 0
    while at < len(seats):
        year = int(seats[at].order[:4])
        yield year
        at = start(seats, year + 1)


def around(seats: Sequence[Seat], seat: Seat) -> Around:
    """The seats before and after one, whether or not it is among them."""
    at = bisect_left(seats, seat)
    after = at + 1 if at < len(seats) and seats[at] == seat else at
    return seats[at - 1] if at else None, seats[after] if after < len(seats) else None


def replaced(seats: Sequence[Seat], order: str, places: Iterable[int]) -> list[Seat]:
    """A row with other seats of one briefing."""
    begin, end = (bisect_left(seats, Seat(order, at)) for at in (WHOLE, LAST))
    return [*seats[:begin], *(Seat(order, at) for at in places), *seats[end:]]
