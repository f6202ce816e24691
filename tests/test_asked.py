"""Facts as they gather and are kept, and what pages share with the facts that it was made from."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.asked import Asked, is_touched, packed
from dateline.plan.recent import Recent

facts = st.frozensets(st.integers(0, 2**64 - 1), max_size=20)


@given(facts, facts)
def test_kept_facts_are_touched_by_those_among_them(
    kept: frozenset[int], new: frozenset[int]
) -> None:
    assert is_touched(packed(kept), new) == bool(kept & new)


@given(facts)
def test_facts_are_kept_in_one_form(kept: frozenset[int]) -> None:
    assert packed(sorted(kept)) == packed(sorted(kept, reverse=True))


def test_what_is_made_apart_has_its_own_facts_and_leaves_those_that_gather() -> None:
    asked = Asked()
    asked.add((1,))

    def inner() -> str:
        asked.add((1, 3))
        return "inner"

    def outer() -> str:
        asked.add((2,))
        made, found = asked.apart(inner)
        assert found == {1, 3}
        asked.add(found)
        return made

    assert asked.apart(outer) == ("inner", {1, 2, 3})
    assert {*asked} == {1}


def test_what_is_asked_for_again_stays_at_hand_and_the_rest_is_forgotten() -> None:
    recent: Recent[int] = Recent(2)
    recent.keep("often", 99)
    for number in range(10):
        recent.keep(number, number)
        assert recent.get("often") == 99
    assert recent.get(9) == 9
    assert recent.get(0) is None
