"""The small languages: times, references, numbers, words."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.values import (
    Wrong,
    nearest,
    parse_bool,
    parse_coordinates,
    parse_date,
    parse_dated,
    parse_reference,
    parse_time,
    parse_value,
)

DAY = date(2016, 6, 19)

# The text, the low and high number, the bound, whether per cent, the unit.
VALUES = [
    ("11", "11", "11", "", False, ""),
    ("11+", "11", "11", "+", False, ""),
    ("<11", "11", "11", "<", False, ""),
    ("~300", "300", "300", "~", False, ""),
    ("8–11", "8", "11", "", False, ""),
    ("8-11 people", "8", "11", "", False, "people"),
    ("~8–11", "8", "11", "~", False, ""),
    ("-8–-3 °C", "-8", "-3", "", False, "°C"),
    ("−4.5", "-4.5", "-4.5", "", False, ""),
    ("6,500", "6500", "6500", "", False, ""),
    ("1,234,567.89", "1234567.89", "1234567.89", "", False, ""),
    ("0.125", "0.125", "0.125", "", False, ""),
    ("1.10", "1.10", "1.10", "", False, ""),
    ("010", "10", "10", "", False, ""),
    ("13.5 million", "13500000", "13500000", "", False, ""),
    ("2–3 billion dollars", "2000000000", "3000000000", "", False, "dollars"),
    ("45%", "45", "45", "", True, ""),
    ("45 % of voters", "45", "45", "", True, "of voters"),
    ("3 155mm shells", "3", "3", "", False, "155mm shells"),
    ("8 500-kg bombs", "8", "8", "", False, "500-kg bombs"),
    ("11 (three children)", "11", "11", "", False, "(three children)"),
    ("١١+", "11", "11", "+", False, ""),
    ("٩٦٬٥٠٠ نازح", "96500", "96500", "", False, "نازح"),
    ("٤٫٥٪", "4.5", "4.5", "", True, ""),
    ("১১", "11", "11", "", False, ""),
    ("11\u00a0people", "11", "11", "", False, "people"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound", "percent", "unit"), VALUES)
def test_value(text: str, low: str, high: str, bound: str, percent: bool, unit: str) -> None:
    parsed = parse_value(text)
    assert not isinstance(parsed, Wrong), parsed
    value, its_unit, citations = parsed
    assert (str(value.low), str(value.high)) == (low, high)
    assert (value.bound, value.percent, its_unit, citations) == (bound, percent, unit, ())
    assert text.startswith(value.shown)


# The text, and the mend (empty: there is none, or it is the form in general).
WRONG_VALUES = [
    ("6,5", "6.5"),
    ("6.500", "6,500"),
    ("96 500", "96,500"),
    ("96\u202f500", "96,500"),
    ("96’500", "96,500"),
    ("1.234.567", "1,234,567"),
    ("6.500,25", "6,500.25"),
    ("1,23,456", "123,456"),
    ("11 +", "11+"),
    ("~ 11", "~11"),
    ("+11", "11"),
    ("65.3m", "65.3 million"),
    ("65bn", "65 billion"),
    ("65k", "65,000"),
    ("65km", "65 km"),
    ("8 to 11", "8–11"),
    ("8 – 11", "8–11"),
    ("8—11", "8–11"),
    ("10 000–12 000 people [@x]", "10,000–12,000 people [@x]"),
    ("at least 11 people", "11+ people"),
    ("more than 1,000", "1,000+"),
    ("up to 11", "<12"),
    ("about 300", "~300"),
    ("$5 million", "5 million $"),
    ("3 thousand", "3,000"),
    ("2 dozen", "24"),
    ("1 trillion", "1,000 billion"),
    ("5 millions", "5 million"),
    ("٩٦ ٥٠٠", "٩٦,٥٠٠"),
    ("8 11", ""),
    ("11 of 20", ""),
    ("11–8", ""),
    ("900,000–1.2 million", ""),
    ("<8–11", "8–11"),
    ("~11+", "~11"),
    ("1234567890123456789", ""),
]


@pytest.mark.parametrize(("text", "mend"), WRONG_VALUES)
def test_wrong_value(text: str, mend: str) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, Wrong), parsed
    assert parsed.hint == mend
    if mend:
        assert not isinstance(parse_value(mend), Wrong)


@pytest.mark.parametrize(
    "text", ["", "people", "eleven", "1e5", "½", "[@sana]", "11 [sana]", "11 [@a] more", "11 [@a",
             "11 [@]", "2016-06-19", "1.5.6", "11, mostly women", "x" * 1000, "1" * 100_000]
)  # fmt: skip
def test_no_value(text: str) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, Wrong)
    assert 0 <= parsed.start <= parsed.end <= len(text)


def test_citations() -> None:
    text = "8–11 people [@a b, p. 2](https://x.y/(z)) [@](http://b)[@c]"
    parsed = parse_value(text)
    assert not isinstance(parsed, Wrong)
    assert parsed[1] == "people"
    assert [cited[:3] for cited in parsed[2]] == [
        ("a b", "p. 2", "https://x.y/(z)"),
        ("", "", "http://b"),
        ("c", "", ""),
    ]
    assert text[slice(*parsed[2][1][3:])] == "[@](http://b)"


@given(st.integers(0, 10**15), st.sampled_from(["0٠০०"[i] for i in range(4)]), st.booleans())
def test_digits_of_every_script(number: int, zero: str, grouped: bool) -> None:
    written = f"{number:,}" if grouped else str(number)
    shown = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in written)
    parsed = parse_value(f"{shown} people")
    assert not isinstance(parsed, Wrong)
    assert parsed[0].low == parsed[0].high == number
    assert parsed[0].shown == shown


@given(st.decimals(0, 10**6, places=4))
def test_decimals_are_exact(number: Decimal) -> None:
    parsed = parse_value(f"{number:f} million")
    assert not isinstance(parsed, Wrong)
    assert parsed[0].low == number * 10**6


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789.,+-–−~<>%$ kmilonb[]@()x٣٬٫\u00a0", max_size=24))
def test_any_value_parses_or_is_wrong(text: str) -> None:
    parsed = parse_value(text)
    if isinstance(parsed, Wrong):
        assert 0 <= parsed.start <= parsed.end <= len(text)
    else:
        value = parsed[0]
        assert value.low <= value.high
        assert text.startswith(value.shown)
        again = parse_value(value.shown)
        assert not isinstance(again, Wrong)
        assert again[0] == value


# The text and the time meant, in Berlin, as ISO 8601.
TIMES = [
    ("12:30", "2016-06-19T12:30:00+02:00"),
    ("00:00", "2016-06-19T00:00:00+02:00"),
    ("2016-06-20 00:30", "2016-06-20T00:30:00+02:00"),
    ("12:30Z", "2016-06-19T12:30:00+00:00"),
    ("12:30+03:00", "2016-06-19T12:30:00+03:00"),
    ("2016-01-01 12:30-09:30", "2016-01-01T12:30:00-09:30"),
    ("12:30 Asia/Damascus", "2016-06-19T12:30:00+03:00"),
    ("12:30 America/Argentina/Buenos_Aires", "2016-06-19T12:30:00-03:00"),
    ("2016-10-30 02:30+01:00", "2016-10-30T02:30:00+01:00"),
    ("1850-01-01 12:00", "1850-01-01T12:00:00+00:53"),
]


@pytest.mark.parametrize(("text", "iso"), TIMES)
def test_time(text: str, iso: str) -> None:
    parsed = parse_time(text, DAY, "Europe/Berlin")
    assert not isinstance(parsed, Wrong), parsed
    assert parsed.isoformat() == iso


WRONG_TIMES = [
    ("9:05", "09:05"),
    ("12.30", "12:30"),
    ("1230", "12:30"),
    ("12h30", "12:30"),
    ("12:30:15", "12:30"),
    ("3pm", "15:00"),
    ("12:15 a.m.", "00:15"),
    ("12:30 EST", "12:30-05:00"),
    ("12:30 UTC", "12:30Z"),
    ("12:30 UTC+3", "12:30+03:00"),
    ("12:30 Z", "12:30Z"),
    ("12:30 +03:00", "12:30+03:00"),
    ("12:30−03:00", "12:30-03:00"),
    ("12:30 Damascus", "12:30 Asia/Damascus"),
    ("12:30 Asia/Damscus", "12:30 Asia/Damascus"),
    ("12:30 Syria/Damascus", "12:30 Asia/Damascus"),
    ("2016-06-19T12:30:00Z", "2016-06-19 12:30Z"),
    ("١٢:٣٠", "12:30"),
    ("24:00", "2016-06-20 00:00"),
    ("25:00", ""),
    ("12:60", ""),
    ("12:30+15:00", ""),
    ("2016-06-31 12:00", ""),
    ("2016-03-27 02:30", "2016-03-27 02:30+01:00 or 2016-03-27 02:30+02:00"),
    ("2016-10-30 02:30", "2016-10-30 02:30+02:00 or 2016-10-30 02:30+01:00"),
]


@pytest.mark.parametrize(("text", "mend"), WRONG_TIMES)
def test_wrong_time(text: str, mend: str) -> None:
    parsed = parse_time(text, DAY, "Europe/Berlin")
    assert isinstance(parsed, Wrong), parsed
    assert parsed.hint == mend
    assert 0 <= parsed.start < parsed.end <= len(text)
    for one in mend.split(" or ") if mend else ():
        assert not isinstance(parse_time(one, DAY, "Europe/Berlin"), Wrong)


def test_the_clock_says_which_offsets() -> None:
    parsed = parse_time("02:30", date(2016, 3, 27), "Europe/Berlin")
    assert isinstance(parsed, Wrong)
    assert "skips" in parsed.message and "+01:00 or +02:00" in parsed.message


def test_dated() -> None:
    damascus = timezone(timedelta(hours=3))
    assert parse_dated("2016-06-20", "Asia/Damascus") == (
        datetime(2016, 6, 20, tzinfo=damascus),
        False,
    )
    assert parse_dated("2016-06-20 12:30Z", "Asia/Damascus") == (
        datetime(2016, 6, 20, 12, 30, tzinfo=UTC),
        True,
    )
    assert isinstance(parse_dated("12:30", "Asia/Damascus"), Wrong)
    assert isinstance(parse_dated("20 June", "Asia/Damascus"), Wrong)


def test_a_day_that_begins_at_one() -> None:
    """In Damascus the clock skipped midnight on 1 April 2016: the day is still a day."""
    parsed = parse_dated("2016-04-01", "Asia/Damascus")
    assert not isinstance(parsed, Wrong)
    assert parsed[0].date() == date(2016, 4, 1)


def test_date() -> None:
    assert parse_date("2016-06-19") == DAY
    for text, mend in (("2016-6-19", "2016-06-19"), ("2016/06/19", "2016-06-19"),
                       ("20160619", "2016-06-19"), ("٢٠١٦-٠٦-١٩", "2016-06-19"),
                       ("2016-06-31", ""), ("0001-01-01", ""), ("9999-01-01", "")):  # fmt: skip
        parsed = parse_date(text)
        assert isinstance(parsed, Wrong) and parsed.hint == mend


REFERENCES = [
    ("2016-06-19", ("", "")),
    ("2016-06-19#us", ("", "us")),
    ("2016-06-19-evening#us-2", ("evening", "us-2")),
    ("2016-06-19-evening", ("evening", "")),
]


@pytest.mark.parametrize(("text", "rest"), REFERENCES)
def test_reference(text: str, rest: tuple[str, str]) -> None:
    assert parse_reference(text) == (DAY, *rest)


@pytest.mark.parametrize(
    ("text", "mend"),
    [("2016/06/19#us", "2016-06-19#us"), ("2016-06-19.yaml#US", "2016-06-19#us"),
     ("see:2016-06-19#x", "2016-06-19#x"), ("2016/06/19/evening/#x", "2016-06-19-evening#x"),
     ("2016-06-31#a", "")],
)  # fmt: skip
def test_wrong_reference(text: str, mend: str) -> None:
    parsed = parse_reference(text)
    assert isinstance(parsed, Wrong) and parsed.hint == mend


def test_reference_needs_its_entry() -> None:
    assert isinstance(parse_reference("2016-06-19", entry_needed=True), Wrong)
    assert parse_reference("2016-06-19#us", entry_needed=True) == (DAY, "", "us")


def test_bool() -> None:
    assert parse_bool("true") is True
    assert parse_bool("False") is False
    for text, mend in (("yes", "true"), ("Off", "false"), ("ture", "true"), ("maybe", "")):
        parsed = parse_bool(text)
        assert isinstance(parsed, Wrong) and parsed.hint == mend


def test_coordinates() -> None:
    assert parse_coordinates(["36.2", "−37.16"]) == (36.2, -37.16)
    for texts, part in ((["36,2", "1"], 0), (["nan", "1"], 0), (["1", "181"], 1), (["91", "0"], 0),
                        (["36.2"], 0), (["36.2N", "1"], 0), (["1", "1e1"], 1)):  # fmt: skip
        parsed = parse_coordinates(texts)
        assert isinstance(parsed, Wrong) and parsed.part == part
    swapped = parse_coordinates(["137.1", "36.2"])
    assert isinstance(swapped, Wrong) and "[36.2, 137.1]" in swapped.hint


def test_nearest() -> None:
    known = ["Turkey border", "Russia", "US"]
    assert nearest("turky border", known) == "Turkey border"
    assert nearest("turky border", known[::-1]) == "Turkey border"
    assert nearest("Weather", known) is None
    assert nearest("", known) is None
    assert nearest("x" * 100_000, known) is None


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789-:. +#Zpmae/ETS_٣−", max_size=24) | st.text(max_size=12))
def test_nothing_raises(text: str) -> None:
    for parsed in (
        parse_time(text, DAY, "Europe/Berlin"),
        parse_dated(text, "Europe/Berlin"),
        parse_date(text),
        parse_reference(text),
        parse_bool(text),
        parse_coordinates([text, "1"]),
    ):
        if isinstance(parsed, Wrong):
            assert 0 <= parsed.start <= parsed.end <= len(text)
