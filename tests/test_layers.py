"""What was edited, over all that was there: it answers as a mapping that was copied and changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import layers

names = st.integers(0, 9)
mappings = st.dictionaries(names, st.integers())


@given(mappings, st.lists(mappings, max_size=4))
def test_edits_of_edits_are_as_one_that_was_copied(
    before: dict[int, int], edits: list[dict[int, int]]
) -> None:
    now, whole = layers.edited(before, {}), dict(before)
    states = [(now, dict(whole))]
    for edit in edits:
        now = layers.edited(now, edit)
        whole |= edit
        states.append((now, dict(whole)))
    for state, copied in states:  # the earlier ones too are as they were
        assert state == copied
        assert [*state] == [*copied]
        assert len(state) == len(copied)
        assert [*state.items()] == [*copied.items()]
        for name in range(10):
            assert (name in state) == (name in copied)
            assert state.get(name) == copied.get(name)
            assert state.get(name, "none") == copied.get(name, "none")


def test_what_has_no_such_name_says_so() -> None:
    state = layers.edited(layers.edited({"a": 1}, {"b": 2}), {"b": 3})
    assert (state["a"], state["b"]) == (1, 3)
    with pytest.raises(KeyError):
        state["c"]
