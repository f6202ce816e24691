"""Charts: what is drawn stays in its place, and what is left out changes no outline."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.charts import ChartView, Point
from dateline.plan.figures.axes import steps_to
from dateline.plan.figures.charts import HEIGHT, WIDTH, Position, chart, thinned
from test_figures import WRITTEN, values


def position(day: int, written: str, *, hollow: bool = False) -> Position:
    """What was said so many days after a first one."""
    on = date(2007, 1, 1) + timedelta(day)
    return Position(float(on.toordinal()), on, values(written), hollow)


POSITIONS = st.lists(
    st.tuples(st.integers(0, 4000), st.lists(WRITTEN, min_size=1, max_size=3)),
    min_size=1,
    max_size=300,
    unique_by=lambda each: each[0],
).map(lambda found: tuple(position(day, "|".join(said)) for day, said in sorted(found)))


def coordinates(view: ChartView) -> Iterable[Point]:
    """Every place that is drawn."""
    yield from (*view.lows, *view.highs, *view.area)
    yield from (end for stem in view.stems for end in stem)
    for mark in view.marks:
        yield from (Point(mark.x, mark.low), Point(mark.x, mark.high))
    yield from (Point(tick.at, view.bottom) for tick in view.across)
    yield from (Point(view.left, tick.at) for tick in view.upright)


@given(POSITIONS, st.booleans(), st.sampled_from(("en", "ar", "ru")))
def test_a_chart_stays_inside_its_view_box(
    positions: tuple[Position, ...], total: bool, lang: str
) -> None:
    view = chart(positions, str, lang, total=total)
    assert (view is None) == (len(positions) < 2)
    if view is None:
        return
    assert (view.width, view.height) == (WIDTH, HEIGHT)
    for x, y in coordinates(view):
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT, (x, y)
    for line in (view.lows, view.highs):
        assert list(line) == sorted(line, key=lambda point: point.x), "time runs one way"
    assert [tick.at for tick in view.upright] == sorted(
        (tick.at for tick in view.upright), reverse=True
    )
    assert view.across and len(view.upright) >= 2
    assert view.count == len(positions)


@given(POSITIONS)
def test_thinning_keeps_the_first_the_last_the_lowest_and_the_highest(
    positions: tuple[Position, ...],
) -> None:
    drawn = thinned(positions)
    assert set(drawn) <= set(positions)
    assert [each.at for each in drawn] == sorted(each.at for each in drawn)
    assert (drawn[0], drawn[-1]) == (positions[0], positions[-1])
    assert min(each.low for each in drawn) == min(each.low for each in positions)
    assert max(each.high for each in drawn) == max(each.high for each in positions)


def test_ten_years_of_days_are_drawn_in_few_points() -> None:
    positions = tuple(position(day, str(day * 37 % 1000)) for day in range(3650))
    view = chart(positions, str, "en")
    assert view and view.thinned
    assert len(view.highs) < 500 and len(view.marks) == 1
    assert [tick.label for tick in view.across] == ["2008", "2010", "2012", "2014", "2016"]


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_an_axis_has_round_numbers_on_both_sides_of_all(low: Decimal, more: Decimal) -> None:
    steps = steps_to(low, low + more)
    assert steps[0] <= low <= low + more <= steps[-1]
    assert 2 <= len(steps) <= 5
    (step,) = {after - before for before, after in pairwise(steps)}
    assert step.normalize().as_tuple().digits in ((1,), (2,), (5,))


def test_a_count_is_drawn_from_zero_and_a_level_may_not_be() -> None:
    positions = (position(0, "410.5"), position(5, "411.2"))
    count, level = chart(positions, str, "en"), chart(positions, str, "en", total=False)
    assert count and level
    assert (count.cut, count.upright[0].label) == (False, "0")
    assert level.cut and level.upright[0].label.startswith("410")


def test_numbers_that_stand_for_themselves_are_not_joined() -> None:
    view = chart((position(0, "34+"), position(6, "18+")), str, "en", total=False)
    assert view
    assert not view.highs and not view.area and len(view.stems) == 2


def test_without_a_span_of_time_there_is_no_chart() -> None:
    assert chart((), str, "en") is None
    assert chart((position(0, "8"),), str, "en") is None
    assert chart((position(0, "8"), position(0, "9")), str, "en") is None
