"""The matcher of names: whole words, longest first, in any script."""

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.names import one_form
from dateline.prose import NO_NAMES, Called, Names
from dateline.prose.names import _in_one_form


def apart(text: str) -> str:
    """A text with its accents written apart."""
    return normalize("NFD", text)


CALLED = [
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
NAMES = Names.of(CALLED)


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
        ("في دمشق، ودمشق دمشقي", ["دمشق", "دمشق"]),
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


SCRIPTS = Names.of(
    [
        Called("sao-tome", ("São Tomé",)),
        Called("hanoi", (apart("Hà Nội"),)),
        Called("seoul", ("서울",)),
        Called("igdir", ("Iğdır",)),
        Called("izmir", ("İzmir",)),
        Called("damascus", ("Дамаск", "Δαμασκός", "دمشق", "דמשק", "दमिश्क", "ดามัสกัส")),
        Called("syria", ("シリア",)),
        Called("sdf", ("シリア民主軍",)),
        Called("reem", ("ريم",)),
        Called("beirut", ("بيروت",)),
        Called("un", ("الأمم المتحدة",)),
        Called("netanyahu", ("נתניהו",)),
        Called("hama", ("Hama",)),
        Called("hama-m", ("Ham\u0101",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # accents: written as one or apart, in the text or in the register
        ("in São Tomé.", ["sao-tome"]),
        (apart("in São Tomé."), ["sao-tome"]),
        ("Hà Nội", ["hanoi"]),
        (apart("Hà Nội's"), ["hanoi"]),
        ("Hà Nộia", []),
        ("Sao Tome", []),
        ("Hama", ["hama"]),
        (apart("Hamā and Hama"), ["hama-m", "hama"]),
        ("Hama\u0332", []),
        # Korean: syllables, or their parts
        ("서울 시", ["seoul"]),
        (apart("서울 시"), ["seoul"]),
        ("서울시", []),
        # Turkish: both i's
        ("Iğdır ve İzmir", ["igdir", "izmir"]),
        (apart("Iğdır ve İzmir"), ["igdir", "izmir"]),
        ("IĞDIR, iğdır, Igdir, Izmir, izmir", []),
        # Cyrillic and Greek: whole words, as registered
        ("Дамаск, «Дамаск» – Дамаск!", ["damascus"] * 3),
        ("в Дамаске, дамаск, Дамаскский", []),
        ("Η Δαμασκός", ["damascus"]),
        # Arabic and Hebrew: particles that are written together with a long enough name
        ("في دمشق ودمشق", ["damascus", "damascus"]),
        ("بدمشق", []),
        ("كريم وريم ريم", ["reem"]),
        ("والأمم المتحدة، بالأمم المتحدة", ["un", "un"]),
        ("للأمم المتحدة", []),
        ("وبيروت", ["beirut"]),
        ("دمشقي", []),
        ("\u200fدمشق\u200f", ["damascus"]),
        ("ודמשק", ["damascus"]),
        ("לנתניהו", ["netanyahu"]),
        ("שלנתניהו", []),
        # scripts that write vowels as marks, and without spaces
        ("दमिश्क में", ["damascus"]),
        ("दमिश्कों", []),
        ("ในดามัสกัสวันนี้", ["damascus"]),
        ("シリア軍とシリア民主軍", ["syria", "sdf"]),
    ],
)
def test_find_in_every_script(text: str, found: list[str]) -> None:
    assert [match.entity_id for match in SCRIPTS.find(text)] == found
    assert set(found) <= SCRIPTS.relevant(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("İzmir'de, İzmir’den ve Iğdır'ın", ["izmir", "izmir", "igdir"]),
        ("İzmirli, İzmirde", []),
    ],
)
def test_endings_behind_an_apostrophe(text: str, found: list[str]) -> None:
    turkish = SCRIPTS.in_language("tr-TR")
    assert [match.entity_id for match in turkish.find(text)] == found
    assert not SCRIPTS.find("İzmir'de") and not SCRIPTS.in_language("en").find("İzmir'de")


@given(st.text(st.sampled_from("São Tomé\u0301\u0303Hà서\u1109\u1165\u11a8\ufb2a\u0958 \u2019s")))
def test_places_are_those_of_the_text_as_given(text: str) -> None:
    form, places = _in_one_form(text)
    assert form == one_form(text)
    if places:
        assert len(places) == len(form) + 1
        assert places == sorted(places) and (places[0], places[-1]) == (0, len(text))
    for match in SCRIPTS.find(text):
        assert SCRIPTS.known(text[match.start : match.end].removesuffix("s")) == match.entity_id


def test_matches_say_whose_name_it_is() -> None:
    assert [tuple(m) for m in NAMES.find("Assad and SDF")] == [
        (0, 5, "bashar-al-assad", False),
        (10, 13, "sdf", True),
    ]


def test_no_names() -> None:
    assert NO_NAMES.find("Assad") == ()
    assert NO_NAMES.relevant("Assad") == frozenset()


def test_known_ignores_case_and_how_it_is_written() -> None:
    assert SCRIPTS.known(apart("SÃO  tomé")) == "sao-tome"
    assert Names.of([Called("daesh", ("Da\u2019esh",))]).known("da'esh") == "daesh"
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


def test_the_relevant_names_find_what_all_find() -> None:
    text = "Bashar al-Assad met the NSA in Damascus, Hama."
    relevant = NAMES.relevant(text)
    few = Names.of(called for called in CALLED if called.id in relevant)
    assert few.find(text) == NAMES.find(text)
    assert few.known("muhammad") is None


WORDS = st.lists(st.sampled_from(["Assad", "Hama", "Syria", " ", "s", "'", "-", "\n", "S-400"]))


@given(WORDS)
def test_matches_are_ordered_and_relevant(words: list[str]) -> None:
    text = "".join(words)
    matches = NAMES.find(text)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert {match.entity_id for match in matches} <= NAMES.relevant(text)
