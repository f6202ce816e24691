"""The briefings of one language in time, and the seats in all rows: what a library looks things up
in. Whoever asks here leaves no trace; `Library` asks for others.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from dateline.model import layers
from dateline.model.linked import EditionKey, Key
from dateline.model.rows import BRIEFINGS, CLAIMS, WHOLE, Claimed, Placed, Seat, resolving, settling

Around = tuple[Seat | None, Seat | None]
LAST = 1 << 30
"""No briefing has so many entries."""


class Index:
    """Briefings by key, and by their place in time; seats by row, the oldest first."""

    def __init__(
        self,
        placed: Mapping[EditionKey, Placed],
        by_order: Mapping[str, Placed],
        rows: Mapping[str, list[Seat]],
    ) -> None:
        """`placed` in order. Some of the `rows` may be empty: they are none."""
        self.placed = placed
        self.by_order = by_order
        self.rows = rows
        self._claims: dict[int, tuple[Claimed, ...]] = {}

    def edited(self, new: Placed) -> "Index":
        """The same with one briefing edited, in the place that it had. Only rows that it has
        joined, left, or stands in otherwise are made anew: the others may be long."""
        old = self.placed[new.key]
        assert old.order == new.order
        before, after = dict(old.rows), dict(new.rows)
        rows = {
            row: replaced(self.row(row), new.order, after.get(row, ()))
            for row in {*before, *after}
            if before.get(row) != after.get(row)
        }
        found = Index(
            layers.edited(self.placed, {new.key: new}),
            layers.edited(self.by_order, {new.order: new}),
            layers.edited(self.rows, rows),
        )
        doubtful = {new.key.date.year, *filter(None, map(spoken_of, rows))}
        found._claims = {year: made for year, made in self._claims.items() if year not in doubtful}
        found.kinds = {**self.kinds, **self._kinds_with(rows)}
        return found

    def row(self, name: str) -> Sequence[Seat]:
        """All seats of a row."""
        return self.rows.get(name, ())

    def seat(self, key: Key) -> Seat | None:
        """Where a published entry stands."""
        return seat_in(self.placed.get(EditionKey(key.date, key.edition)), key.id)

    def near(self, day: date, but: EditionKey) -> tuple[EditionKey, ...]:
        """The published briefings but one that are nearest to a day, before it, and from it on:
        on each side all of one day."""
        seats = self.row(BRIEFINGS)
        at = bisect_left(seats, Seat(day.isoformat(), WHOLE))
        found: list[EditionKey] = []
        for side in (range(at - 1, -1, -1), range(at, len(seats))):
            keys = (self.by_order[seats[place].order].key for place in side)
            days = groupby((key for key in keys if key != but), attrgetter("date"))
            found += next((of_day for _, of_day in days), ())
        return tuple(found)

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """The rows of each kind: of what stands before the first `/` of their names."""
        found: dict[str, list[str]] = {}
        for row, seats in self.rows.items():
            if seats:
                found.setdefault(kind_of(row), []).append(row)
        return found

    def _kinds_with(self, rows: Mapping[str, list[Seat]]) -> dict[str, list[str]]:
        """The kinds that have a row more or less with these."""
        found: dict[str, list[str]] = {}
        for row, seats in rows.items():
            if bool(seats) != bool(self.row(row)):
                kind = kind_of(row)
                there = found.get(kind, self.kinds.get(kind, []))
                found[kind] = [*there, row] if seats else [each for each in there if each != row]
        return found

    def begins(self, row: str) -> tuple[Seat, int]:
        """Where a row begins; of those that begin with one seat, in the order of its briefing."""
        seat = self.rows[row][0]
        return seat, [name for name, _ in self.by_order[seat.order].rows].index(row)

    @property
    def claims(self) -> dict[int, tuple[Claimed, ...]]:
        """The claims by the years they were made in, the oldest first."""
        every = ((year, self.claims_of(year)) for year in years(self.row(BRIEFINGS)))
        return {year: claims for year, claims in every if claims}

    def claims_of(self, year: int) -> tuple[Claimed, ...]:
        """The claims of one year: all entries that were claimed, and those of which a later one
        says what became of them."""
        if year not in self._claims:
            self._claims[year] = tuple(self._claimed_in(year))
        return self._claims[year]

    def _claimed_in(self, year: int) -> Iterator[Claimed]:
        claimed = {*in_year(self.row(CLAIMS), year)}
        for whole in in_year(self.row(BRIEFINGS), year):
            placed = self.by_order[whole.order]
            rows = resolving(placed.key, "")
            for at, id_ in enumerate(placed.ids):
                if (whole.order, at) in claimed or self.rows.get(rows + id_):
                    key = Key(*placed.key, id_)
                    yield Claimed(Seat(whole.order, at), key, self.is_settled(key))

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


def kind_of(row: str) -> str:
    """The kind of a row: `threads`, say, or a register's name."""
    return row.partition("/")[0]


def spoken_of(row: str) -> int | None:
    """The year of the entry of which a row tells what became."""
    kind, _, name = row.partition("/")
    return int(name[:4]) if kind in ("resolving", "settling") else None


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
