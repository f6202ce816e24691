"""Which facts have changed since the briefings of one language stood otherwise.

In: the index now, and the briefings as they stood. Out: facts, by their numbers. Too many cost
work, one too few a wrong page: a property test holds them to all that a library answers.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from operator import attrgetter

from dateline.model.index import Index, around, in_year, kind_of, spoken_of
from dateline.model.libraries import fact
from dateline.model.linked import EditionKey
from dateline.model.readings import Reading, called, told_otherwise
from dateline.model.rows import CHUNK, CLAIMS, Placed, Seat, name_of


def changed(index: Index, before: Mapping[EditionKey, Placed], lang: str) -> Iterator[int]:
    """The facts that are not what they were when the briefings stood as they did before."""
    return changed_by({*before, *index.placed}, index, before, lang)


def changed_by(
    edits: Iterable[EditionKey], index: Index, before: Mapping[EditionKey, Placed], lang: str
) -> Iterator[int]:
    """The same where no other briefings than these may stand otherwise."""
    differing = {
        key: (before.get(key), index.placed.get(key))
        for key in edits
        if before.get(key) != index.placed.get(key)
    }
    moved: dict[str, set[Seat]] = {}
    series: set[str] = set()
    claims: Counter[int] = Counter()
    for key, (old, new) in differing.items():
        yield fact(f"briefing {name_of(key)}", lang)
        if old is None or new is None or _stands(old) != _stands(new):
            yield fact(f"standing {name_of(key)}", lang)
            claims[key.date.year] += len({*(old.ids if old else ()), *(new.ids if new else ())})
        if (old and old.called) != (new and new.called):
            yield fact(f"called {name_of(key)}", lang)
        for kind in _reordered(old, new):
            yield fact(f"rows {kind}", lang)
        for id_ in _retold(old, new):
            series.add(id_)
            yield fact(f"readings {id_} {key.date.year:04d}", lang)
        for row, seat in {*(old.taken if old else ())} ^ {*(new.taken if new else ())}:
            moved.setdefault(row, set()).add(seat)
    states = [_newest_first(some) for some in zip(*differing.values(), strict=True) if series]
    for id_ in series:
        yield fact(f"readings {id_}", lang)
        rest = _newest(index, f"series/{id_}", differing)
        if len({called(id_, _readings(state, rest)) for state in states}) > 1:
            yield fact(f"counted {id_}", lang)
    for row, seats in moved.items():
        claims.update(_claimed(row, seats))
        for about in _moved(index.row(row), row, seats):
            yield fact(about, lang)

    for about in _reclaimed(index, claims):
        yield fact(about, lang)


def _reclaimed(index: Index, touched: Counter[int]) -> Iterator[str]:
    """The facts about claims of which so many, of each year, may be new, gone or settled."""
    if touched:
        yield "claims"
    for year, count in touched.items():
        yield f"claims {year:04d}"
        if len(index.claims_of(year)) <= count:  # else one was there before
            yield "claim years"


def _moved(seats: Sequence[Seat], row: str, moved: set[Seat]) -> Iterator[str]:
    """The facts about a row in which some seats are new or gone."""
    yield f"row {row}"
    oldest, newest = (_staying(some, moved) for some in (seats, reversed(seats)))
    if oldest is None or min(moved) < oldest:
        yield f"first {row}"
        yield f"rows {kind_of(row)}"
    if newest is None or max(moved) > newest:
        yield f"last {row}"
    for year in {seat.order[:4] for seat in moved}:
        yield f"row {row} {year}"
        if _staying(in_year(seats, int(year)), moved) is None:
            yield f"years {row}"
    yield from _chunked(seats, row, moved)
    for seat in moved:
        yield f"beside {seat.order}"
        for neighbour in around(seats, seat):
            if neighbour:
                yield f"beside {neighbour.order}"


def _chunked(seats: Sequence[Seat], row: str, moved: set[Seat]) -> Iterator[str]:
    """The facts about the chunks of such a row: of the first that has another seat, and of all
    behind it, for how many there were before is not known better than that no more are gone than
    have moved."""
    first = bisect_left(seats, min(moved)) // CHUNK
    last = (len(seats) + len(moved)) // CHUNK
    yield from (f"chunk {row} {number + 1}" for number in range(first, last + 1))
    yield f"chunks {row}"


def _staying(seats: Iterable[Seat], moved: set[Seat]) -> Seat | None:
    """The first of some seats that was there before. No more are looked at than have moved."""
    return next((seat for seat in seats if seat not in moved), None)


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


def _newest(index: Index, row: str, but: Container[EditionKey]) -> list[Placed]:
    """The newest briefing in a row but for some; none, if there is no other."""
    placed = (index.by_order[seat.order] for seat in reversed(index.row(row)))
    return [*islice((each for each in placed if each.key not in but), 1)]


def _newest_first(every: Iterable[Placed | None]) -> list[Placed]:
    return sorted(filter(None, every), key=_ORDER, reverse=True)


def _readings(*every: Iterable[Placed]) -> Iterator[tuple[Reading, ...]]:
    """What some briefings read, all of them the newest first."""
    return (each.readings for each in merge(*every, key=_ORDER, reverse=True))


_ORDER = attrgetter("order")


def _claimed(row: str, seats: Iterable[Seat]) -> Iterator[int]:
    """The years of the claims of which seats of a row speak."""
    if row == CLAIMS:
        yield from (int(seat.order[:4]) for seat in seats)
    elif year := spoken_of(row):
        yield year
