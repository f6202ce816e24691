"""The library: what it answers, and which facts it says have changed since it stood otherwise."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import changes, libraries
from dateline.model.asked import Asked
from dateline.model.briefing import Figure, Value
from dateline.model.changes import changed
from dateline.model.libraries import Library, fact
from dateline.model.linked import EditionKey, Key, Names
from dateline.model.readings import Reading
from dateline.model.registers import Registers
from dateline.model.registry import Registry, registry_of
from dateline.model.rows import WHOLE, Placed, Seat, pack, resolving, settling
from dateline.model.tree import Span

SPOKEN_OF = (Key(date(2015, 1, 1), "", "us"), Key(date(2016, 6, 2), "b", "russia"))
RESOLVING = tuple(resolving(EditionKey(*key[:2]), key.id) for key in SPOKEN_OF)
SETTLING = tuple(settling(EditionKey(*key[:2]), key.id) for key in SPOKEN_OF)
ROWS = (
    *("briefings", "sections/us", "sections/russia", "months/2016-06", "claims"),
    *RESOLVING,
    *SETTLING,
)
DAYS = [date(year, month, day) for year in (2015, 2016) for month in (1, 6) for day in (1, 2)]
IDS = ("us", "us-2", "russia")
VALUES = [
    Value(shown=digit, low=Decimal(digit), high=Decimal(digit), digits=(digit, digit))
    for digit in "12"
]


def registry() -> Registry:
    """No registers at all."""
    return registry_of(Registers(), Names({}, {}, {}, {}), {})


def no_edition(_: Placed) -> Any:
    """The stand-in for a briefing: these questions ask only for what the library itself knows."""
    raise AssertionError


@st.composite
def readings(draw: st.DrawFn, entries: int) -> tuple[Reading, ...]:
    """Figures of one series in a briefing of so many entries, in order."""
    places = sorted(draw(st.sets(st.integers(0, entries - 1), max_size=2))) if entries else []
    return tuple(
        Reading(
            at=at,
            entry="",
            status="",
            figure=Figure(
                what=draw(st.sampled_from(["killed", "dead"])),
                value=draw(st.sampled_from(VALUES)),
                series="dead",
                span=Span(1, 1, 1, 1),
            ),
        )
        for at in places
    )


@st.composite
def placed(draw: st.DrawFn) -> Placed:
    """A briefing somewhere in time, with entries in a few rows."""
    day = draw(st.sampled_from(DAYS))
    edition = draw(st.sampled_from(["", "b"]))
    ids = tuple(draw(st.lists(st.sampled_from(IDS), unique=True)))
    out = draw(st.integers(0, 5)) == 0
    seats = st.sets(st.integers(0, max(0, len(ids) - 1)), min_size=1)
    found = draw(st.dictionaries(st.sampled_from(ROWS[1:]), seats)) if ids else {}
    for every, final in zip(RESOLVING, SETTLING, strict=True):
        if final in found:  # who settles something says what became of it
            found[every] = found.get(every, set()) | found[final]
    read = draw(readings(len(ids)))
    if read:
        found["series/dead"] = {each.at for each in read}
    rows = [("briefings", (WHOLE,)), *((row, tuple(sorted(at))) for row, at in found.items())]
    return Placed(
        path=f"{day}{edition}.yaml",
        key=EditionKey(day, edition),
        order=f"{day}\t{draw(st.sampled_from(['', '09', '18']))}\t{edition}\t{edition}",
        digest=draw(st.sampled_from("abc")),
        ids=() if out else ids,
        out=out,
        packed=pack(() if out else tuple(rows)),
        called=draw(st.sampled_from(["", "Rain", "Sun"])),
        readings=() if out else read,
    )


@st.composite
def edited(draw: st.DrawFn, given: Placed) -> Placed:
    """The same briefing with other entries, or with the same ones in other rows."""
    there = (*given.ids, *draw(st.permutations(IDS)))
    other = replace(draw(placed()), path=given.path, key=given.key, order=given.order)
    if other.out or not draw(st.booleans()):
        return other
    places = max((at for _, seats in other.rows for at in seats), default=0)
    return replace(other, ids=tuple(dict.fromkeys(there))[: max(places + 1, len(given.ids))])


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    """Chunks so small that these archives have several."""
    with pytest.MonkeyPatch.context() as patched:
        for room in (changes, libraries):
            patched.setattr(room, "CHUNK", 2)
        yield


archives = st.lists(placed(), unique_by=lambda each: each.key).map(
    lambda found: sorted(found, key=lambda each: each.order)
)


def library(found: list[Placed]) -> Library:
    """The library of these briefings."""
    return Library("", found, registry(), no_edition, Asked())


def facts(before: Library, after: Library) -> set[int]:
    """Which facts have changed from one to the other."""
    return {*changed(after.index, before.placed, after.lang)}


def questions(found: list[Placed]) -> Iterator[tuple[str, Callable[[Library], Any]]]:
    """Everything that may be asked of a library that holds these briefings, and more."""
    for row in (*ROWS, "months/1999-01"):
        yield f"row {row}", lambda asked, row=row: asked.row(row)
        yield f"years {row}", lambda asked, row=row: asked.years(row)
        yield f"first {row}", lambda asked, row=row: asked.first(row)
        yield f"last {row}", lambda asked, row=row: asked.last(row)
        yield f"chunks of {row}", lambda asked, row=row: asked.chunks(row)
        for number in (1, 2, 3):
            yield f"chunk {number} of {row}", chunk_of(row, number)
            yield f"newest {number} of {row}", newest_of(row, number)
        for year in (2015, 2016):
            yield f"{row} in {year}", lambda asked, row=row, year=year: asked.row(row, year)
    for year in (2015, 2016):
        yield f"claims of {year}", lambda asked, year=year: asked.claims(year)
    yield "all claims", lambda asked: asked.claims_by_year()
    yield "years of claims", lambda asked: asked.claim_years()
    yield "figures", lambda asked: asked.readings("dead")
    for year in (2015, 2016):
        yield f"figures of {year}", lambda asked, year=year: asked.readings("dead", year)
    yield "what is counted", counted
    for key in SPOKEN_OF:
        yield f"settled {key}", lambda asked, key=key: asked.is_settled(key)
    for kind in ("sections", "months", "resolving"):
        yield f"rows {kind}", lambda asked, kind=kind: asked.rows(kind)
    for day in DAYS:
        for edition in ("", "b"):
            key = EditionKey(day, edition)
            yield f"has {key}", lambda asked, key=key: asked.has(key)
            yield f"standing {key}", lambda asked, key=key: stands(asked, key)
            for id_ in IDS:
                entry = Key(day, edition, id_)
                yield f"seat {entry}", lambda asked, entry=entry: asked.seat(entry)
    for each in found:
        yield f"called {each.key}", lambda asked, key=each.key: called(asked, key)
        for row, seat in each.taken:
            yield f"beside {row} {seat}", lambda asked, row=row, seat=seat: beside(asked, row, seat)


def chunk_of(row: str, number: int) -> Callable[[Library], Any]:
    """A question for one chunk of a row."""
    return lambda asked: asked.chunk(row, number)


def newest_of(row: str, count: int) -> Callable[[Library], Any]:
    """A question for some of the newest seats of a row."""
    return lambda asked: asked.newest(row, count)


def stands(asked: Library, key: EditionKey) -> Any:
    """What a briefing's standing says of its entries."""
    standing = asked.standing(key)
    return standing and (standing.order, standing.ids, standing.held, standing.out)


def called(asked: Library, key: EditionKey) -> Any:
    """What a briefing is called, if it is still there."""
    return asked.called(key) if key in asked.placed else "gone"


def counted(asked: Library) -> Any:
    """What a series counts, if it has a figure."""
    there = asked.first("series/dead")
    asked.asked.clear()  # that there is one is no part of the question
    return asked.counted("dead") if there else asked.first("series/dead")


def beside(asked: Library, row: str, seat: Seat) -> Any:
    """The neighbours of a seat, if it is still there."""
    there = {*asked.row(row)}
    asked.asked.clear()  # that it is there is no part of the question
    return asked.beside(row, seat) if seat in there else "gone"


@limits(max_examples=300)
@given(archives, archives, st.data())
def test_what_is_answered_otherwise_is_a_changed_fact(
    old: list[Placed], new: list[Placed], data: st.DataObject
) -> None:
    step = data.draw(st.sampled_from(("other", "replaced", "edited"))) if old else "other"
    if step == "edited":  # histories are mostly small steps
        at = data.draw(st.integers(0, len(old) - 1))
        new = [*old[:at], data.draw(edited(old[at])), *old[at + 1 :]]
    if step == "replaced":
        gone = data.draw(st.sampled_from(old))
        put = [each for each in new[:1] if each.key not in {o.key for o in old if o != gone}]
        new = sorted([each for each in old if each != gone] + put, key=lambda each: each.order)
    before, after = library(old), library(new)
    found = facts(before, after)
    for name, ask in questions(old):
        before.asked.clear()
        was = ask(before)
        asked = frozenset(before.asked)
        if ask(after) != was:
            assert not found.isdisjoint(asked), name


@given(archives)
def test_claims_are_those_made_and_those_spoken_of(found: list[Placed]) -> None:
    asked = library(found)
    by_year = asked.claims_by_year()
    assert asked.claim_years() == tuple(by_year) == tuple(sorted(by_year))
    assert {year: asked.claims(year) for year in by_year} == by_year
    every = [claim for year in by_year.values() for claim in year]
    assert [claim.seat for claim in every] == sorted(claim.seat for claim in every)
    spoken_of = {asked.seat(key) for key in SPOKEN_OF if asked.row(resolving_of(key))} - {None}
    assert {claim.seat for claim in every} == {*asked.row("claims")} | spoken_of
    for claim in every:
        assert claim.key == asked.entry(claim.seat)
        assert claim.settled == asked.is_settled(claim.key)
        assert claim in by_year[claim.key.date.year]


def resolving_of(key: Key) -> str:
    """The row of those who say what became of an entry."""
    return resolving(EditionKey(key.date, key.edition), key.id)


@limits(max_examples=300)
@given(archives.filter(bool), st.data())
def test_a_library_with_one_briefing_edited_is_that_of_all(
    old: list[Placed], data: st.DataObject
) -> None:
    """Edited again and again, it answers as one that is made of all its briefings."""
    now, new = library(old), old
    now.claims_by_year()  # known before the edit
    for _ in range(3):
        at = data.draw(st.integers(0, len(old) - 1))
        new = [*new[:at], data.draw(edited(new[at])), *new[at + 1 :]]
        now = now.edited([new[at]], no_edition, Asked())
        whole = library(new)
        for name, ask in questions([*old, *new]):
            assert ask(now) == ask(whole), name


@given(archives, st.sampled_from([*DAYS, date(2015, 3, 1), date(1999, 1, 1), date(2020, 1, 1)]))
def test_the_nearest_briefings_are_among_those_near(found: list[Placed], day: date) -> None:
    there = [each.key for each in found if not each.out]
    for but in (EditionKey(day, ""), EditionKey(DAYS[1], "b")):
        others = [key for key in there if key != but]
        near = library(found).index.near(day, but)
        assert {*near} <= {*others}
        assert [key for key in near if key.date == day] == [k for k in others if k.date == day]
        nearest = [min(keys, key=lambda key: (abs(key.date - day), key), default=None)
                   for keys in (near, others)]  # fmt: skip
        assert nearest[0] == nearest[1]


def test_two_rows_that_one_entry_begins_are_in_its_order() -> None:
    found = [
        Placed(
            path="2016-06-01.yaml",
            key=EditionKey(date(2016, 6, 1), ""),
            order="2016-06-01\t\ta\ta",
            digest=digest,
            ids=("us",),
            packed=pack((("briefings", (WHOLE,)), *((f"threads/{id_}", (0,)) for id_ in ids))),
        )
        for digest, ids in (("a", ("war", "aid")), ("b", ("aid", "war")))
    ]
    before, after = (library([each]) for each in found)
    assert before.rows("threads") == ("war", "aid")
    assert after.rows("threads") == ("aid", "war")
    assert fact("rows threads") in facts(before, after)


@given(archives)
def test_nothing_has_changed_where_all_is_the_same(found: list[Placed]) -> None:
    assert not facts(library(found), library(found))


@given(archives, st.data())
def test_another_text_is_asked_for_by_nobody_but_its_readers(
    found: list[Placed], data: st.DataObject
) -> None:
    if not found:
        return
    at = data.draw(st.integers(0, len(found) - 1))
    edited = [*found]
    fields = {name: getattr(found[at], name) for name in Placed.__struct_fields__}
    edited[at] = Placed(**{**fields, "digest": "edited"})
    day, edition = found[at].key
    name = f"{day}-{edition}" if edition else f"{day}"
    assert facts(library(found), library(edited)) == {fact(f"briefing {name}")}


def test_a_row_by_years() -> None:
    orders = [
        "2014-05-01\t\ta\ta",
        "2015-01-01\t\ta\ta",
        "2016-01-01\t\ta\ta",
        "2016-12-31\t\ta\ta",
    ]
    found = [
        Placed(
            order,
            EditionKey(date.fromisoformat(order[:10]), ""),
            order,
            "",
            packed=pack((("briefings", (WHOLE,)),)),
        )
        for order in orders
    ]
    row = library(found)
    assert row.years("briefings") == (2014, 2015, 2016)
    assert [len(row.row("briefings", year)) for year in (2013, 2014, 2015, 2016)] == [0, 1, 1, 2]
    assert row.beside("briefings", Seat(orders[1], WHOLE)) == (
        Seat(orders[0], WHOLE),
        Seat(orders[2], WHOLE),
    )
