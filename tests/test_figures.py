"""Figures: what several values say together, shares of a target, and totals that fall."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MKDOCS, build_site, settings_for, tree, write_site
from dateline.model.asked import Asked
from dateline.model.briefing import Value
from dateline.model.libraries import Library
from dateline.model.linked import Names
from dateline.model.registry import Registry
from dateline.model.values import Wrong, parse_day_or_time, parse_value
from dateline.model.values.ranges import Range, range_of
from dateline.plan.figures.quantities import in_words, share_of
from dateline.plan.scope import Scope
from dateline.session import memory_of, prepare

ONE = """\
entries:
  - section: LATEST
    text: A minister arrived [@MoD].
    figures:
"""


def value(text: str) -> Value:
    """A number as an author writes it."""
    parsed = parse_value(text)
    assert not isinstance(parsed, Wrong), parsed
    return parsed[0]


def values(text: str) -> Range:
    """The range of several, with a bar between them."""
    return range_of(value(each.strip()) for each in text.split("|"))


@pytest.fixture(scope="module")
def scopes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scope]:
    """What planning asks for words and numbers, in a few languages."""
    site = write_site(
        tmp_path_factory.mktemp("scopes"), {"briefings/2016-06-19.yaml": ONE + "      - dead: 8\n"}
    )
    settings = settings_for(site, site / "out")
    registry = Registry({}, Names({}, {}, {}, {}), {}, {})
    return {
        lang: Scope(Library(lang, (), registry, lambda _: None, Asked()), settings, {})  # type: ignore[arg-type,return-value]
        for lang in ("en", "de", "ar", "fr", "es", "ru")
    }


RANGES = [
    # One value, and one number from several.
    ("11", "11"),
    ("11+", "11 or more"),
    ("<11", "fewer than 11"),
    ("~300", "about 300"),
    ("8–11", "8 to 11"),
    ("8-11+", "8 to 11 or more"),
    ("~8–11", "about 8 to 11"),
    ("8 | 8", "8"),
    ("8 | 8 | 8", "8"),
    ("8 | 8+", "8 or more"),
    ("8 | ~8", "about 8"),
    ("8+ | ~8", "about 8 or more"),
    ("-5", "−5"),
    ("−5–3 °C", "−5 to 3"),
    ("0", "0"),
    ("6,500", "6,500"),
    ("0.5", "0.5"),
    ("13.5 million", "13.5 million"),
    ("2–3 billion", "2 billion to 3 billion"),
    ("45%", "45%"),
    ("45 %", "45%"),
    ("<45%", "less than 45%"),
    ("<4.5", "less than 4.5"),
    ("<٤٫٥", "less than ٤٫٥"),
    ("١١+", "١١ or more"),
    ("٤٫٥٪", "٤٫٥٪"),
    # Two values and more.
    ("8 | 11", "8 to 11"),
    ("11 | 8", "8 to 11"),
    ("8+ | 11+", "8 to 11 or more"),
    ("8+ | 11", "8 to 11 or more"),
    ("8 | 11+", "8 to 11 or more"),
    ("8 | 4–6", "4 to 8"),
    ("4–6 | 5", "4 to 6"),
    ("4–6 | 5+", "4 to 6 or more"),
    ("4–6 | 8–11", "4 to 11"),
    ("~300 | 280", "280 to about 300"),
    ("~280 | 300", "about 280 to 300"),
    ("~8 | ~11", "about 8 to 11"),
    ("~8 | 11+", "about 8 to 11 or more"),
    ("8+ | ~11", "8 to about 11 or more"),
    ("8 | ~8 | 11", "about 8 to 11"),
    ("8 | ~9 | 11", "8 to 11"),
    ("<11 | 8", "fewer than 11"),
    ("<11 | 11", "up to 11"),
    ("<11 | 15", "up to 15"),
    ("<11 | ~15", "up to about 15"),
    ("<11 | 20–30", "up to 30"),
    ("<11 | <20", "fewer than 20"),
    ("<11% | 8%", "less than 11%"),
    ("<11 | 8+", "fewer than 11, or 8 or more"),
    ("<11 | 11+", "fewer than 11, or 11 or more"),
    ("<11 | 20+", "fewer than 11 to 20 or more"),
    ("<5 | 8+ | 20", "fewer than 5 to 20 or more"),
    ("<5 | 8+ | ~20", "fewer than 5 to about 20 or more"),
    ("13.5 million | 14 million", "13.5 million to 14 million"),
    ("900,000 | 1.2 million", "900,000 to 1.2 million"),
    ("1 million | 1,000,000", "1 million"),
    ("45% | 60%", "45% to 60%"),
    ("-8–-3 | 0", "−8 to 0"),
    ("٨ | 11+", "٨ to 11 or more"),
]


@pytest.mark.parametrize(("written", "printed"), RANGES)
def test_a_range_in_words(written: str, printed: str, scopes: dict[str, Scope]) -> None:
    assert in_words(values(written), scopes["en"]) == printed


LANGUAGES = [
    ("de", "6,500", "6.500"),
    ("de", "0.5 million | 1,250,000", "0,5 Millionen bis 1.250.000"),
    ("de", "1 million", "1 Million"),
    ("de", "45%", "45\u00a0%"),
    ("fr", "1.5 million", "1,5\u00a0million"),
    ("es", "1.5 million", "1,5\u00a0millones"),
    ("ru", "2+ billion", "2\u00a0млрд или больше"),
    ("ar", "3 million", "3 ملايين"),
    ("fr", "6,500+", "6\u202f500 ou plus"),
    ("ar", "٦٬٥٠٠ | 8,000", "من ٦٬٥٠٠ إلى 8,000"),
    ("ar", "٤٫٥٪ | 6%", "من ٤٫٥٪ إلى 6%"),
]


@pytest.mark.parametrize(("lang", "written", "printed"), LANGUAGES)
def test_digits_are_the_authors_and_signs_the_languages(
    lang: str, written: str, printed: str, scopes: dict[str, Scope]
) -> None:
    assert in_words(values(written), scopes[lang]) == printed


NUMBERS = st.integers(-40, 40)
WRITTEN = st.one_of(
    st.builds(lambda n, b: f"{n}{b}", NUMBERS, st.sampled_from(("", "+"))),
    st.builds(lambda n, b: f"{b}{n}", NUMBERS, st.sampled_from(("<", "~"))),
    st.builds(
        lambda n, more, b: f"{n}–{n + more}{b}",
        NUMBERS,
        st.integers(1, 20),
        st.sampled_from(("", "+")),
    ),
)


def reach(each: Value) -> tuple[Decimal, Decimal]:
    """From where to where a value goes; without an end, to infinity. Just below counts as below."""
    ends = Decimal("-Infinity"), Decimal("Infinity")
    below = each.high - Decimal("0.001")
    return {"+": (each.low, ends[1]), "<": (ends[0], below)}.get(each.bound, (each.low, each.high))


def holds(words: str, at: Decimal) -> bool:
    """Whether a reader of a printed range would say that a number lies in it."""
    plain = words.replace("−", "-").replace("about ", "")
    for pattern, test in READ.items():
        if found := re.fullmatch(pattern, plain):
            return test(at, *map(Decimal, found.groups()))
    raise AssertionError(words)


N = r"(-?\d+)"
READ = {
    N: lambda at, one: at == one,
    f"{N} or more": lambda at, low: at >= low,
    f"{N} to {N}": lambda at, low, high: low <= at <= high,
    f"{N} to {N} or more": lambda at, low, high: low <= at,
    f"up to {N}": lambda at, high: at <= high,
    f"fewer than {N}": lambda at, high: at < high,
    f"fewer than {N} to {N} or more": lambda at, low, high: low <= high,
    f"fewer than {N}, or {N} or more": lambda at, high, low: at < high or at >= low,
}


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_a_printed_range_holds_every_value(scopes: dict[str, Scope], written: list[str]) -> None:
    every = [value(each) for each in written]
    words = in_words(range_of(every), scopes["en"])
    for each in every:
        low, high = reach(each)
        far = Decimal(1000)
        for at in (max(low, -far), min(high, far)):
            assert holds(words, at), (words, each.shown, at)


@given(st.lists(WRITTEN, min_size=2, max_size=5))
def test_different_numbers_are_never_printed_as_one(
    scopes: dict[str, Scope], written: list[str]
) -> None:
    every = [value(each) for each in written]
    words = in_words(range_of(every), scopes["en"])
    if len({(each.low, each.high) for each in every}) > 1:
        assert len(re.findall(r"\d+", words)) > 1 or words.startswith(("up to", "fewer than"))


SHARES = [
    ("13.5 million", "20 million", "68%", 67, 68),
    ("300", "1,200", "25%", 25, 25),
    ("14+", "30", "at least 46%", 46, 47),
    ("<300", "1,200", "up to 25%", 0, 25),
    ("~300", "1,200", "about 25%", 25, 25),
    ("300", "~1,200", "about 25%", 25, 25),
    ("300", "1,200+", "up to 25%", 0, 25),
    ("300", "<1,200", "at least 25%", 25, 25),
    ("8–11", "20", "40% to 55%", 40, 55),
    ("8–11+", "20", "40% to 55% or more", 40, 55),
    ("~8–11", "20", "about 40% to 55%", 40, 55),
    ("10", "20–40", "25% to 50%", 25, 50),
    ("0", "20", "0%", 0, 0),
    ("20", "20", "100%", 100, 100),
    ("25", "20", "125%", 125, 125),
    ("199", "200", "99%", 99, 100),
    ("999", "1,000", "99%", 99, 100),
    ("1", "1,000", "less than 1%", 0, 1),
    ("1", "150", "less than 1%", 0, 1),
    ("11", "1,000", "1%", 1, 2),
]


@pytest.mark.parametrize(("part", "whole", "words", "least", "most"), SHARES)
def test_a_share_of_a_target(
    part: str, whole: str, words: str, least: float, most: float, scopes: dict[str, Scope]
) -> None:
    share = share_of(values(part), values(whole), scopes["en"])
    assert share
    assert share.words == words
    assert least <= share.low <= share.high <= most


@pytest.mark.parametrize(
    ("part", "whole"),
    [("8", "0"), ("8", "-3"), ("-8", "20"), ("8+", "20+"), ("<8", "<20"), ("45%", "60%"),
     ("1+", "1,000")],
)  # fmt: skip
def test_no_share_is_made_up(part: str, whole: str, scopes: dict[str, Scope]) -> None:
    assert share_of(values(part), values(whole), scopes["en"]) is None


# When a figure held.

DAY = date(2016, 6, 19)


@pytest.mark.parametrize(
    ("text", "moment", "timed"),
    [
        ("2016-06-18", datetime(2016, 6, 17, 21, tzinfo=UTC), False),
        ("14:30", datetime(2016, 6, 19, 11, 30, tzinfo=UTC), True),
        ("2016-06-18 14:30Z", datetime(2016, 6, 18, 14, 30, tzinfo=UTC), True),
    ],
)
def test_a_day_or_a_time(text: str, moment: datetime, timed: bool) -> None:
    assert parse_day_or_time(text, DAY, "Asia/Damascus") == (moment, timed)


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ("2016-06-31", "There is no 2016-06-31", ""),
        ("2016/6/18", "is no date", "2016-06-18"),
        ("14.30", "is no time", "14:30"),
        ("yesterday", "is neither a date nor a time", "2016-06-18"),
    ],
)
def test_neither_a_day_nor_a_time(text: str, said: str, mend: str) -> None:
    found = parse_day_or_time(text, DAY, "UTC")
    assert isinstance(found, Wrong)
    assert said in found.message
    assert mend in found.hint


# Totals that fall. Each is a series in two briefings: what the first and the second say.

FALLS = [
    ("60", "55", True),
    ("60+", "55+", True),
    ("60", "55+", True),
    ("60+", "60", False),
    ("60", "60+", False),
    ("60", "60", False),
    ("60", "61", False),
    ("60", "<60", True),
    ("60", "<61", False),
    ("<60", "12", False),
    ("8–11", "7", True),
    ("8–11", "8", False),
    ("8–11", "9+", False),
    ("8–11", "6–7", True),
    ("8 | 11", "9", False),
    ("8 | 11", "7", True),
    ("9", "7 | 9", False),
    ("~300", "290", False),
    ("~300", "200", True),
    ("300", "~290", False),
    ("300", "~269", True),
    ("13.5 million", "13.4 million", True),
    ("900,000", "1 million", False),
]


def warned(site: Path) -> list[str]:
    """The codes of what is wrong."""
    settings = settings_for(site, site / "out")
    with memory_of(settings, remember=False) as memory:
        return [problem.code for problem in prepare(settings, memory).problems]


def figure_lines(written: str, more: str = "") -> str:
    """Figures of one series."""
    return "".join(
        f'      - {{what: dead, value: "{each.strip()}", series: dead{more}}}\n'
        for each in written.split("|")
    )


@pytest.mark.parametrize(("before", "after", "falls"), FALLS)
def test_a_fall(before: str, after: str, falls: bool, tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        {
            "briefings/2016-06-18.yaml": ONE + figure_lines(before),
            "briefings/2016-06-19.yaml": ONE + figure_lines(after),
        },
    )
    assert warned(site) == ["figure/falls"] * falls


CORRECTED = "    corrections:\n      - 2016-06-20: It was too high.\n"
WHOLE = "corrections:\n  - 2016-06-20: All numbers were too high.\n"
EXPLAINED = {
    "a correction of the new entry": (ONE + figure_lines("9"), ONE + figure_lines("8") + CORRECTED),
    "a correction of the old one": (ONE + figure_lines("9") + CORRECTED, ONE + figure_lines("8")),
    "a correction of the new briefing": (ONE + figure_lines("9"), WHOLE + ONE + figure_lines("8")),
    "a correction of the old briefing": (WHOLE + ONE + figure_lines("9"), ONE + figure_lines("8")),
    "the old one was denied": (
        ONE + figure_lines("9", ", status: denied"),
        ONE + figure_lines("8"),
    ),
    "the new one is withdrawn": (
        ONE + figure_lines("9"),
        ONE + figure_lines("8", ", status: withdrawn"),
    ),
    "another series": (
        ONE + figure_lines("9"),
        ONE + figure_lines("8").replace("series: dead", "series: dead-2"),
    ),
}


@pytest.mark.parametrize("why", EXPLAINED)
def test_a_fall_that_is_explained(why: str, tmp_path: Path) -> None:
    before, after = EXPLAINED[why]
    files = {"briefings/2016-06-18.yaml": before, "briefings/2016-06-19.yaml": after}
    assert warned(write_site(tmp_path, files)) == []


def test_a_series_that_is_no_total_may_fall(tmp_path: Path) -> None:
    files = {
        "briefings/2016-06-18.yaml": ONE + figure_lines("9"),
        "briefings/2016-06-19.yaml": ONE + figure_lines("8"),
        "mkdocs.yml": MKDOCS.replace("[dateline]", "[{dateline: {may_fall: [dead]}}]"),
    }
    assert warned(write_site(tmp_path, files)) == []


def test_a_translation_repeats_no_warning(tmp_path: Path) -> None:
    briefings = {
        f"briefings/2016-06-{day}{lang}.yaml": ONE + figure_lines(number)
        for day, number in ((18, "9"), (19, "8"))
        for lang in ("", ".ar")
    }
    assert warned(write_site(tmp_path, briefings)) == ["figure/falls"]


def test_a_fall_is_told_once(tmp_path: Path) -> None:
    """What comes after a fall is compared with where it fell to."""
    numbers = {16: "9", 17: "4", 18: "5", 19: "6"}
    files = {
        f"briefings/2016-06-{day}.yaml": ONE + figure_lines(each) for day, each in numbers.items()
    }
    assert warned(write_site(tmp_path, files)) == ["figure/falls"]


# What an entry's page shows.


def test_the_range_is_the_briefings_on_every_page_of_it(tmp_path: Path) -> None:
    text = (
        "figures:\n  - dead: 9\n" + ONE + "      - Dead: 8+\n"
        "  - section: US\n    text: It was said [@MoD].\n    figures:\n      - 'dead ': 11+\n"
    )
    build_site(write_site(tmp_path, {"briefings/2016-06-19.yaml": text}), tmp_path / "out")
    pages = tree(tmp_path / "out")
    for path in (
        "2016/06/19/index.html",
        "2016/06/19/latest/index.html",
        "2016/06/19/us/index.html",
    ):
        ranges = re.findall(r'class="value"><bdi>([^<]*)', pages[path].decode())
        assert set(ranges) == {"8 to 11 or more"}, path
