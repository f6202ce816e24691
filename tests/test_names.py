"""The matcher of names: whole words, longest first, in any script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.prose import NO_NAMES, Called, Names

NAMES = Names.of(
    [
        Called("hama", ("Hama",), ()),
        Called("muhammad", ("Muhammad",), ()),
        Called("bashar-al-assad", ("Bashar al-Assad", "Assad"), ()),
        Called("syria", ("Syria",), ()),
        Called("sdf", ("Syrian Democratic Forces",), ("SDF",)),
        Called("nsa-syria", ("New Syrian Army",), ("NSA",)),
        Called("nsa-us", ("National Security Agency",), ("NSA",)),
        Called("s-400", ("S-400",), ()),
        Called("helmets", ("White Helmet",), ()),
        Called("damascus", ("Damascus", "دمشق", "大马士革"), ()),
        Called("johnson", ("Johnson & Johnson", "Qa"), ()),
        Called("georgia-state", ("Georgia",), ()),
        Called("georgia", ("Georgia",), ()),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hama and Hamas", ["Hama"]),
        ("Muhammadan, Muhammad.", ["Muhammad"]),
        ("Bashar al-Assad", ["Bashar al-Assad"]),
        ("the al-Assad family", ["Assad"]),
        ("Assad's men, Assad’s men, Assads", ["Assad", "Assad"]),
        ("Qa'im and Qa", ["Qa"]),
        ("assad, ASSAD", []),
        ("Syria-based, pro-Syria, Syrian", ["Syria", "Syria"]),
        ("_Syria_", []),
        ("S-400s, S-400, S-4000", ["S-400", "S-400"]),
        ("White Helmets and White Helmetry", ["White Helmet"]),
        ("Bashar\nal-Assad", ["Bashar\nal-Assad"]),
        ("Bashar\u00a0al-Assad", ["Bashar\u00a0al-Assad"]),
        ("في دمشق، ودمشق دمشقي", ["دمشق"]),
        ("دمشقَ", []),
        ("在大马士革举行", ["大马士革"]),
        ("Johnson & Johnson", ["Johnson & Johnson"]),
        ("Georgia", []),
        ("NSA", []),
        ("SDF", ["SDF"]),
        ("", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in NAMES.find(text)] == found


def test_matches_say_whose_name_it_is() -> None:
    assert [tuple(m) for m in NAMES.find("Assad and SDF")] == [
        (0, 5, "bashar-al-assad", False),
        (10, 13, "sdf", True),
    ]


def test_no_names() -> None:
    assert NO_NAMES.find("Assad") == ()
    assert NO_NAMES.relevant("Assad") == frozenset()


def test_known_ignores_case() -> None:
    assert NAMES.known("NEW SYRIAN ARMY") == NAMES.known("nsa-syria") == "nsa-syria"
    assert NAMES.known("nobody") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("> Bashar\n> al-Assad", {"bashar-al-assad"}),
        ("Bashar\\\n", set()),
        (r"S\-400", {"s-400"}),
        ("[the town](entity:Hama)", {"hama"}),
        ("[the agency](entity:nsa-us)", {"nsa-us"}),
        ("NSA", {"nsa-us", "nsa-syria"}),
        ("Hamas", {"hama"}),
    ],
)
def test_relevant_knows_every_name_that_markdown_may_bring_to_light(
    text: str, ids: set[str]
) -> None:
    assert NAMES.relevant(text) == ids


def test_a_subset_finds_what_all_find() -> None:
    text = "Bashar al-Assad met the NSA in Damascus, Hama."
    few = NAMES.subset(NAMES.relevant(text))
    assert few.find(text) == NAMES.find(text)
    assert few.known("muhammad") is None


WORDS = st.lists(st.sampled_from(["Assad", "Hama", "Syria", " ", "s", "'", "-", "\n", "S-400"]))


@given(WORDS)
def test_matches_are_ordered_and_relevant(words: list[str]) -> None:
    text = "".join(words)
    matches = NAMES.find(text)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert {match.entity_id for match in matches} <= NAMES.relevant(text)
