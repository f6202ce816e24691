"""What the pages of streams show besides their entries: months, company, pauses, positions."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import write_site
from dateline.model.language import degrees
from dateline.model.libraries import Library
from dateline.model.linked import EditionKey
from dateline.model.rows import Seat
from dateline.model.streams import Counted, Months, Position
from dateline.model.views import Line, Link
from dateline.plan.scope import Scope
from dateline.plan.streams.mentions import by_month
from dateline.plan.streams.timeline import pause, with_pauses
from test_link import SETTINGS, library
from test_plan import pages

REGISTRY = library({}).registry


class Days(Library):
    """A library that knows nothing but the day of each seat: no chart may ask for more."""

    def __init__(self, lang: str = "") -> None:
        super().__init__(lang, (), REGISTRY, self.no_edition, set())

    def no_edition(self, _: object) -> Any:
        """No briefing is loaded for a chart."""
        raise AssertionError

    def key(self, seat: Seat) -> EditionKey:
        """The day that a seat begins with."""
        return EditionKey(date.fromisoformat(seat.order), "")


def months(days: list[str], year: int | None = None, lang: str = "") -> Months | None:
    """The chart of some days."""
    seats = [Seat(day, 0) for day in days]
    return by_month(seats, Scope(Days(lang), SETTINGS, {}), year)


def drawn(days: list[str], year: int | None = None, lang: str = "") -> Months:
    """The same, where there is one."""
    found = months(days, year, lang)
    assert found and found.bars
    return found


def words(chart: Months) -> list[tuple[str, int]]:
    """What a chart says in words."""
    return [(each.text, each.count) for each in chart.counts]


def test_one_month_needs_no_chart_and_two_no_drawing() -> None:
    assert months([]) is None
    assert months(["2016-06-01", "2016-06-30"]) is None
    two = months(["2016-05-31", "2016-06-01", "2016-06-02"])
    assert two and words(two) == [("May 2016", 1), ("June 2016", 2)]
    assert not two.bars and not two.ticks
    assert months(["2015-12-31", "2016-01-01"], 2016) == months(["2015-12-31", "2016-01-01"])


def test_a_chart_has_a_bar_for_every_month_with_entries() -> None:
    chart = drawn(["2016-03-01", "2016-06-02", "2016-06-03", "2016-06-04"])
    assert (chart.first, chart.last) == (date(2016, 3, 1), date(2016, 6, 1))
    assert words(chart) == [("March 2016", 1), ("June 2016", 3)]
    assert chart.most == Counted("June 2016", 3)
    assert drawn(["2016-03-01", "2016-05-02", "2016-06-03"]).most is None
    low, high = chart.bars
    assert (high.y, high.height) == (0, chart.base)
    assert low.height == round(chart.base / 3)
    assert [tick.text for tick in chart.ticks] == ["Mar", "Apr", "May", "Jun"]
    assert low.x == chart.ticks[0].x and high.x == chart.ticks[-1].x


def test_the_chart_of_a_year_stands_on_its_twelve_months() -> None:
    chart = drawn(["2016-02-01", "2016-04-02", "2016-12-30"], 2016)
    assert [tick.text for tick in chart.ticks] == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]
    assert (chart.first, chart.last) == (date(2016, 2, 1), date(2016, 12, 1))
    slot = chart.width / 12
    assert [int(bar.x // slot) for bar in chart.bars] == [1, 3, 11]


@pytest.mark.parametrize(
    ("years", "ticks"),
    [
        (2, ["2001", "2002"]),
        (10, [str(year) for year in range(2001, 2011)]),
        (20, [str(year) for year in range(2002, 2019, 2)]),
        (40, [str(year) for year in range(2005, 2040, 5)]),
    ],
)
def test_long_charts_are_marked_by_years(years: int, ticks: list[str]) -> None:
    days = [f"{2001 + n // 12}-{n % 12 + 1:02}-15" for n in range(years * 12)]
    chart = drawn(days)
    assert [tick.text for tick in chart.ticks] == ticks
    if years == 2:
        assert words(chart)[0] == ("January 2001", 1)
    else:
        assert words(chart) == [(str(2001 + n), 12) for n in range(years)]


DAYS = st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=2, max_size=60)


@given(DAYS, st.booleans())
def test_bars_stand_beside_one_another_inside_the_drawing(days: list[date], of_year: bool) -> None:
    """And in a script that runs from right to left, so does time."""
    if of_year:
        days = [day.replace(year=2015) for day in days if (day.month, day.day) != (2, 29)]
    written = sorted(day.isoformat() for day in days)
    year = 2015 if of_year else None
    chart, mirrored = months(written, year), months(written, year, "ar")
    assert (chart is None) == (mirrored is None)
    if chart is None or mirrored is None:
        assert len({day[:7] for day in written}) < 2
        return
    assert sum(count for _, count in words(chart)) == len(written)
    assert len(chart.bars) in (0, len({day[:7] for day in written}))
    for bar in chart.bars:
        assert bar.x >= 0 and bar.x + bar.width <= chart.width and bar.width >= 1
        assert bar.height >= 1 and bar.y + bar.height == chart.base
    for bar, after in pairwise(chart.bars):
        assert bar.x + bar.width <= after.x
    assert [(chart.width - bar.x - bar.width, bar.y) for bar in chart.bars] == [
        (bar.x, bar.y) for bar in mirrored.bars
    ]
    for tick, later in pairwise(chart.ticks):
        assert later.x - tick.x >= 55


def line(day: date) -> Line:
    """An entry of a timeline."""
    return Line(address="/", headline="", date=day, section=Link(""))


@pytest.mark.parametrize(("apart", "days"), [(1, 0), (30, 0), (31, 0), (32, 31), (400, 399)])
def test_a_pause_is_more_than_thirty_days_without_an_entry(apart: int, days: int) -> None:
    first = date(2015, 12, 20)
    assert pause(first, first + timedelta(days=apart)) == days


def test_pauses_stand_between_entries_and_before_the_first_shown() -> None:
    newest = date(2016, 6, 1)
    days = [newest, newest, newest - timedelta(days=60), newest - timedelta(days=61)]
    lines = tuple(line(day) for day in days)
    assert [each.pause for each in with_pauses(lines, None)] == [0, 59, 0, 0]
    before = days[-1] - timedelta(days=100)
    assert [each.pause for each in with_pauses(lines, before)] == [0, 59, 0, 99]


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (35.95, "en", "35.95"),
        (-0.5, "en", "0.5"),
        (46.432178, "en", "46.432178"),
        (12.0, "de", "12"),
        (35.95, "de", "35,95"),
    ],
)
def test_degrees(value: float, lang: str, written: str) -> None:
    assert degrees(value, lang) == written


PLACES = """\
places:
  land: {name: The land, at: [46.5, 14.25], precision: region}
  valley: {name: The valley, in: land}
  post: {name: The post, in: valley, at: [46.4321, 14.2765], precision: exact}
  plain: {name: The plain, at: [46.1234, 14.5678]}
  hut: {name: The hut, in: post, at: [46.4333, 14.2777], precision: exact, protect: true}
  hide: {name: The hide, in: valley, at: [46.4111, 14.2111], protect: true}
  village: {name: The village, in: land, at: [46.41876, 14.29876], precision: locality,
            protect: true}
  barn: {name: The barn, in: village, at: [46.41888, 14.29888], precision: vicinity, protect: true}
  lone: {name: The lone one, in: plain, at: [46.4222, 14.2222], precision: exact, protect: true}
  bare: {name: The bare one, protect: true}
"""
LAND = {"north": 46.5, "east": 14.25, "precision": "region"}
VILLAGE = {"north": 46.42, "east": 14.3, "precision": "locality"}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages of these places."""
    entry = "entries:\n  - {section: Ports, place: hut, text: In the hut.}\n"
    files = {"briefings/entities.yaml": PLACES, "briefings/2016-05-02.yaml": entry}
    return pages(write_site(tmp_path_factory.mktemp("places") / "site", files))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("land", LAND),
        ("valley", None),
        ("post", {"north": 46.4321, "east": 14.2765, "precision": "exact"}),
        ("plain", {"north": 46.1234, "east": 14.5678, "precision": ""}),
        ("hut", LAND | {"of": Link("The land", "/places/land/")}),
        ("hide", LAND | {"of": Link("The land", "/places/land/")}),
        ("village", VILLAGE),
        ("barn", VILLAGE | {"of": Link("The village", "/places/village/")}),
        ("lone", None),
        ("bare", None),
    ],
)
def test_where_a_place_may_be_said_to_lie(
    place: str, expected: dict[str, Any] | None, places: dict[str, Any]
) -> None:
    found = places[f"/places/{place}/"].view.position
    assert found == (Position(**expected) if expected else None)


def test_a_place_lies_in_all_places_around_it(places: dict[str, Any]) -> None:
    around = [link.text for link in places["/places/post/"].view.within]
    assert around == ["The valley", "The land"]
    assert [link.text for link in places["/places/land/"].view.inside] == [
        "The valley",
        "The village",
    ]


def test_a_protected_place_lies_in_none_that_is_known_more_finely(places: dict[str, Any]) -> None:
    assert [link.text for link in places["/places/hut/"].view.within] == ["The valley", "The land"]
    assert places["/places/post/"].view.inside == ()
    assert places["/places/lone/"].view.within == places["/places/plain/"].view.inside == ()
    assert [link.text for link in places["/places/barn/"].view.within] == [
        "The village",
        "The land",
    ]


TOGETHER = """\
entries:
  - section: Ports
    place: alden
    text: Ada Hald and Ben Ross came, Ada Hald too [@post, page {n}] [@wire].
  - section: Roads
    text: Ben Ross left [@post]. Ines Varga stayed.
"""
REGISTERS = {
    "briefings/entities.yaml": "people: {varga: Ines Varga, ross: Ben Ross, hald: Ada Hald}\n"
    "places: {alden: Alden}\n",
    "briefings/sources.yaml": "post: The Post\nwire: The Wire\n",
}


def together(folder: Path, days: int) -> dict[str, Any]:
    """A site in which the same names stand together day after day."""
    briefings = {f"briefings/2016-05-0{n}.yaml": TOGETHER.format(n=n) for n in range(1, days + 1)}
    return pages(write_site(folder / "site", {**REGISTERS, **briefings}))


def test_company_is_what_stands_in_the_same_entries_most_often_first(tmp_path: Path) -> None:
    found = together(tmp_path, 3)

    def company(address: str, of: str = "company") -> list[tuple[str, int]]:
        return [(each.stream.text, each.count) for each in getattr(found[address].view, of)]

    assert company("/people/ross/") == [("Ada Hald", 3), ("Alden", 3), ("Ines Varga", 3)]
    assert company("/people/hald/2016/") == [("Alden", 3), ("Ben Ross", 3)]
    assert company("/people/varga/") == [("Ben Ross", 3)]
    assert company("/sources/post/") == [
        *(("Ben Ross", 6), ("Ada Hald", 3), ("Alden", 3)),
        ("Ines Varga", 3),
    ]
    assert company("/sources/post/", "sources") == [("The Wire", 3)]
    assert company("/sections/ports/") == []


def test_a_page_of_few_entries_has_no_company(tmp_path: Path) -> None:
    found = together(tmp_path, 1)
    assert found["/people/ross/"].view.company == found["/sources/post/"].view.company == ()
    assert len(found["/people/ross/"].view.lines) == 2


def test_what_a_source_is_cited_for(tmp_path: Path) -> None:
    text = """\
entries:
  - section: Ports
    text: It fell [@post] [@post, page 3]. It rose. It fell [@post](https://post.example/a).
    accounts:
      - post: It fell slowly [@the post, page 4].
      - wire: It never fell [@post].
    figures:
      - {what: metres, value: "1,200+ m [@post, table 2]", status: claimed}
"""
    found = pages(write_site(tmp_path / "site", {**REGISTERS, "briefings/2016-05-02.yaml": text}))
    (line,) = found["/sources/post/"].view.lines
    told = [
        (
            passage.text,
            passage.value,
            passage.own,
            passage.account.text if passage.account else "",
            [(cite.pinpoint, cite.address) for cite in passage.cites],
        )
        for passage in line.passages
    ]
    assert told == [
        ("It fell.", "", False, "", [("page 3", ""), ("", "https://post.example/a")]),
        ("It fell slowly.", "", True, "", [("page 4", "")]),
        ("It never fell.", "", False, "The Wire", []),
        ("metres", "1,200 or more", False, "", [("table 2", "")]),
    ]
    (other,) = found["/sources/wire/"].view.lines
    assert [(passage.text, passage.own) for passage in other.passages] == [("It never fell.", True)]


def test_the_own_page_leads_to_the_year_of_the_first_entry_it_has_no_room_for(
    tmp_path: Path,
) -> None:
    entries = "".join(f"  - {{section: Ports, id: e{n}, text: Berth {n}.}}\n" for n in range(20))
    days = {f"briefings/{year}-05-02.yaml": "entries:\n" + entries for year in (2014, 2015, 2016)}
    found = pages(write_site(tmp_path / "site", days))
    view: Any = found["/sections/ports/"].view
    assert (len(view.lines), view.total) == (30, 60)
    assert view.older == Link("2015", "/sections/ports/2015/")
    assert (view.first, view.last) == (date(2014, 5, 2), date(2016, 5, 2))
    assert found["/sections/ports/2015/"].view.older is None
