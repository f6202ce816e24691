"""Weekdays in running text: which day each stands for, in every language that has a calendar.

The cases stand in `weekdays/`, a file for a language, in words: a line is a text, and a weekday in
it `{Saturday|2016-06-18}` if it is to be linked, `{Friday|!}` if it contradicts a date beside it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from dateline.model.prose import Fragments
from dateline.prose import Called, Names, Parsed, parse, plain, standpoint_of
from dateline.prose.calendars import CALENDARS, calendar_of

SUNDAY = date(2016, 6, 19)
MARKED = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")
FILES = sorted((TESTS / "weekdays").glob("*.txt"))


def cases() -> Iterator[tuple[str, str]]:
    """Every case with its language."""
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("# "):
                yield file.stem, line


def shown(parsed: Parsed, text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The weekdays that are linked, each with its date; and those that contradict a date."""

    def found(fragments: Fragments) -> Iterator[tuple[str, str]]:
        for each in fragments:
            if not isinstance(each, str):
                if each.kind == "date":
                    yield "".join(map(str, each.body)), each.target
                yield from found(each.body)

    complaints = [c for c in parsed.complaints if c.code == "text/weekday"]
    return [*found(parsed.fragments)], [text[c.start : c.end] for c in complaints]


@pytest.mark.parametrize(("lang", "line"), list(cases()))
def test_news(lang: str, line: str) -> None:
    text = MARKED.sub(r"\1", line)
    marks = MARKED.findall(line)
    parsed = parse(text, standpoint=standpoint_of((SUNDAY,), lang))
    linked, wrong = shown(parsed, text)
    by_hand = re.findall(r"\[([^\]]*)\]\(date:([^)]*)\)", text)
    assert sorted(linked) == sorted([m for m in marks if m[1] != "!"] + by_hand)
    assert wrong == [words for words, day in marks if day == "!"]
    assert sorted(parsed.days) == sorted({day for _, day in marks} - {"!"})


def test_the_calendars_know_all_names_that_cldr_has() -> None:
    for lang in CALENDARS:
        calendar = calendar_of(lang)
        assert calendar
        for context in ("format", "stand-alone"):
            days = get_day_names("wide", context, lang)
            months = get_month_names("wide", context, lang)
            assert {n: calendar.numbers[name] for n, name in days.items()} == {n: n for n in days}
            for month, name in months.items():
                assert calendar.months[name] == month - 1


@pytest.mark.parametrize("lang", ["en-GB", "de-AT", "ar-EG"])
def test_a_variant_has_the_calendar_of_its_language(lang: str) -> None:
    assert calendar_of(lang) is calendar_of(lang[:2]) is not None


@pytest.mark.parametrize("lang", ["fa", "nl", "zh", ""])
def test_a_language_without_calendar_keeps_its_weekdays_as_they_are(lang: str) -> None:
    text = "On Friday it rained. Vrijdag regende het. On Friday, 16 June, too."
    parsed = parse(text, standpoint=standpoint_of((SUNDAY,), lang))
    assert (parsed.days, parsed.complaints) == ((), ())


def test_a_text_that_speaks_from_no_day_keeps_its_weekdays() -> None:
    parsed = parse("On Friday it rained. On Friday, 16 June 2016, too.")
    assert (parsed.days, parsed.complaints) == ((), ())


@given(
    st.dates(date(1000, 1, 8), date(9998, 12, 31)),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_a_weekday_is_the_latest_such_day(today: date, name: str) -> None:
    parsed = parse(f"It rained on {name}.", standpoint=standpoint_of((today,), "en"))
    (found,) = map(date.fromisoformat, parsed.days)
    assert 0 <= (today - found).days <= 6
    assert f"{found:%A}" == name


@given(st.dates(date(1931, 1, 1), date(2098, 1, 1)), st.integers(-150, 150), st.integers(0, 6))
def test_a_date_beside_a_weekday_decides(today: date, away: int, off: int) -> None:
    """Near enough to need no year, the date is either that day or a mistake."""
    day = today + timedelta(days=away)
    name = f"{day + timedelta(days=off):%A}"
    parsed = parse(
        f"It rains on {name}, {day.day} {day:%B}.", standpoint=standpoint_of((today,), "en")
    )
    assert parsed.days == (() if off else (f"{day}",))
    assert [c.code for c in parsed.complaints] == (["text/weekday"] if off else [])


@given(
    st.text(alphabet=" \n,;.*()[]-–'’“\"1624/:Fridayonwsl", max_size=60),
    st.sampled_from(sorted(CALENDARS)),
)
def test_no_character_is_lost(text: str, lang: str) -> None:
    text = f"Friday{text}Friday, 16 June{text}пятницу vendredi{text}الجمعة"
    dated = parse(text, standpoint=standpoint_of((SUNDAY,), lang))
    assert plain(dated.fragments) == plain(parse(text).fragments)


def test_several_days_to_speak_from_must_agree() -> None:
    """A correction's note may mean the briefing's week or its own."""
    text = "It was on Friday, not on Tuesday, as we said on Monday."
    parsed = parse(text, standpoint=standpoint_of((SUNDAY, date(2016, 6, 21)), "en"))
    assert parsed.days == ("2016-06-17",)


def test_a_name_that_holds_a_weekday_is_left_alone() -> None:
    names = Names.of([Called("friday", ("Tuesday Group",), ("TG",))])
    text = "The Tuesday Group met on Tuesday. The Tuesday Group left on Tuesday."
    parsed = parse(text, names, standpoint=standpoint_of((SUNDAY,), "en"))
    assert shown(parsed, text)[0] == [("Tuesday", "2016-06-14")] * 2


def test_a_date_in_a_name_contradicts_nothing() -> None:
    names = Names.of([Called("alliance", ("March 14 Alliance",))])
    text = "On Friday, March 14 Alliance members met."
    parsed = parse(text, names, standpoint=standpoint_of((SUNDAY,), "en"))
    assert shown(parsed, text)[1] == []


def test_a_weekday_in_emphasis_or_across_lines_keeps_its_markup() -> None:
    text = "It *rained on Friday*.\n**Saturday,\n18 June**, was dry & hot."
    parsed = parse(text, standpoint=standpoint_of((SUNDAY,), "en"))
    html = "".join(
        each if isinstance(each, str) else f"[{each.target[-2:]}:{''.join(map(str, each.body))}]"
        for each in parsed.fragments
    )
    assert html == (
        "<p>It <em>rained on [17:Friday]</em>.\n"
        "<strong>[18:Saturday],\n18 June</strong>, was dry &amp; hot.</p>"
    )
