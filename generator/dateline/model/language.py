"""Languages: their direction, the words of the interface, and dates by CLDR.

Words go through gettext: the catalogues are `locale/LANG/LC_MESSAGES/dateline.mo` in the package,
which `generator/catalogues.py` makes; a language without one reads English.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations, find
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import (
    format_date,
    format_datetime,
    format_time,
    get_timezone_gmt,
    get_timezone_location,
    match_skeleton,
)
from babel.numbers import format_compact_decimal, format_decimal

LOCALES = Path(__file__).parent.parent / "locale"
SKELETONS = {
    "weekday": "EEEE",
    "month": "yMMMM",
    "month-name": "MMMM",
    "weekday-day": "EEEEMMMMd",
    "day": "yMMMd",
    "short-day": "MMMd",
    "day-month": "MMMMd",
    "short-month": "yMMM",
}
PATTERNS = {"weekday-short": "EEE", "number": "d", "year": "y", "short-month-name": "LLL"}
"""Names of date styles beyond CLDR's four, as CLDR skeletons and patterns
(UTS 35, date field symbols)."""
_DATE = re.compile(r"\{date(?::([^}]*))?\}")
CUT = {"EEEE": re.compile(r"\b(?:E{1,3}|ccc)\b"), "MMMM": re.compile(r"\b(?:MMM|LLL)\b")}
"""Names in full, and how a pattern has them cut short."""
_SEPARATOR = re.compile(r"(?<=[0-9])[,.](?=[0-9])")


@cache
def locale_of(lang: str) -> Locale:
    """CLDR's locale for a language code, the nearest if it has no data: English at last."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_language(lang: str) -> bool:
    """Whether CLDR knows the language."""
    return bool(_CODE.fullmatch(lang)) and lang.split("-")[0] == locale_of(lang).language


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction a language is written in."""
    return "rtl" if locale_of(lang).text_direction == "rtl" else "ltr"


def name(lang: str) -> str:
    """What a language calls itself."""
    return locale_of(lang).get_display_name() or lang


@cache
def catalogue(lang: str) -> bytes:
    """The interface's words in a language, compiled; empty where they are English."""
    file = find("dateline", str(LOCALES), [str(locale_of(lang))])
    return Path(file).read_bytes() if file else b""


@cache
def translations(lang: str) -> NullTranslations:
    """The interface's words in a language."""
    compiled = catalogue(lang)
    return GNUTranslations(BytesIO(compiled)) if compiled else NullTranslations()


def words(lang: str) -> Callable[[str], str]:
    """The gettext function of a language."""
    return translations(lang).gettext


def listed(lang: str, *parts: object) -> str:
    """Those of some words that there are, with the language's comma between them."""
    return words(lang)(", ").join(str(part) for part in parts if part)


def counted(one: str, many: str, number: Decimal, lang: str) -> str:
    """What is counted, in the form that a number takes. Catalogues know whole numbers only: a
    fraction takes the form of 1 where CLDR has it so (1,5 million in French), else of 100."""
    whole = int(number)
    if whole != number:
        whole = 1 if locale_of(lang).plural_form(number) == "one" else 100
    return translations(lang).ngettext(one, many, whole)


def status(word: str, lang: str) -> str:
    """A status as readers see it."""
    return translations(lang).pgettext("status", word)


@cache
def pattern(style: str, lang: str) -> str:
    """The pattern of a language for a skeleton, or for the one most like it that it has (UTS 35,
    missing skeleton fields), with its names in full where they are asked for so. To find it costs
    more than to write a date by it."""
    there = locale_of(lang).datetime_skeletons
    skeleton = SKELETONS[style]
    if skeleton in there:
        return str(there[skeleton])
    found = str(there[match_skeleton(skeleton, there)])
    for asked, cut in CUT.items():
        if asked in skeleton:
            found = cut.sub(lambda name: name[0][0] * 4, found)
    return found


@lru_cache(1 << 15)
def day(value: date, style: str, lang: str) -> str:
    """A date written out: a CLDR style, one of `SKELETONS`, or a CLDR pattern."""
    if style in SKELETONS:
        return format_datetime(value, pattern(style, lang), locale=locale_of(lang))
    return format_date(value, PATTERNS.get(style, style), locale=locale_of(lang))


def clock(value: datetime, lang: str) -> str:
    """An hour, `14:30`, in the time zone that the moment has."""
    return hour(value.hour, value.minute, lang)


@cache
def hour(hours: int, minutes: int, lang: str) -> str:
    """An hour, `14:30`."""
    return format_time(time(hours, minutes), "HH:mm", locale=locale_of(lang))


def zone(value: datetime, lang: str) -> str:
    """How far a moment's time zone is from UTC. Names of zones say less and differ by country."""
    offset = value.utcoffset()
    return ahead(offset, lang) if offset else "UTC"


@cache
def ahead(offset: timedelta, lang: str) -> str:
    """How far a time zone is from UTC: kept by that, since moments of two zones may be equal."""
    moment = datetime(2000, 1, 1, tzinfo=timezone(offset))
    return get_timezone_gmt(moment, "long", locale=locale_of(lang))


@cache
def time_in(area: str, lang: str) -> str:
    """What the time of an Area/City is called, by its city: "New York Time". Empty for zones that
    are called by no city."""
    if "/" not in area or area.startswith("Etc/"):
        return ""
    locale = locale_of(lang)
    city = get_timezone_location(area, locale=locale, return_city=True).rpartition("/")[2]
    return str(locale.zone_formats["region"] % city)


@cache
def territory(code: str, lang: str) -> str:
    """What a country is called, by its code of two letters; empty if CLDR has no name."""
    return str(locale_of(lang).territories.get(code, ""))


def moment(value: datetime, lang: str) -> str:
    """A date and time with its zone, in the time zone that the moment has."""
    hours = f"{clock(value, lang)} {zone(value, lang)}"
    return str(locale_of(lang).datetime_formats["medium"]).format(
        hours, day(value.date(), "long", lang)
    )


def number(text: str, lang: str) -> str:
    """A number as an author wrote it (`1,200+`, `13.5 million`), by the language's separators.

    The format has the comma between groups and the point before decimals; where a language has
    them the other way round, `1,200` would be read as 1.2.
    """
    symbols = locale_of(lang).number_symbols["latn"]
    ours = {",": symbols["group"], ".": symbols["decimal"]}
    return _SEPARATOR.sub(lambda found: ours[found[0]], text)


def degrees(value: float, lang: str) -> str:
    """So many degrees, as exactly as they were given, without the side they count to."""
    return format_decimal(abs(value), format="0.######", locale=locale_of(lang))


@cache
def whole(value: int, lang: str) -> str:
    """A whole number that was computed."""
    return format_decimal(value, locale=locale_of(lang))


def short(value: Decimal, lang: str) -> str:
    """A number for the edge of a chart: thousands as they are, millions by a short word."""
    if abs(value) < 1_000_000:
        return format_decimal(value, locale=locale_of(lang), decimal_quantization=False)
    return format_compact_decimal(value, locale=locale_of(lang), fraction_digits=1)


def percent(digits: str, lang: str) -> str:
    """A number with the sign of per cent where the language has it; Arabic digits with theirs."""
    pattern = locale_of(lang).percent_formats[None]
    shown = f"{pattern.prefix[0]}{digits}{pattern.suffix[0]}"
    return shown.replace("%", "٪") if re.search("[٠-٩۰-۹]", digits) else shown


@cache
def first_weekday(lang: str) -> int:
    """The day that weeks begin with, 0 for Monday: that of the language's country, or of the one
    that CLDR takes for it where none is named."""
    locale = locale_of(lang)
    if not locale.territory:
        locale = Locale.parse(get_global("likely_subtags").get(str(locale), str(locale)))
    return locale.first_week_day


def _(message: str) -> str:
    """Marks a text for translators."""
    return message


TITLE = _("{site}, {date:full}")
"""The pattern of titles where a site has none of its own."""


def title(pattern: str, site: str, value: date, edition: str, lang: str) -> str:
    """A briefing's title by the site's pattern: `{site}`, `{date:STYLE}`, `{edition}`.

    A named edition is named at the end where the pattern forgets it, or two briefings of a day
    would be called the same.
    """
    text = words(lang)(TITLE) if pattern == TITLE else pattern
    text = text.replace("{site}", site)
    text = _DATE.sub(lambda found: day(value, found[1] or "full", lang), text)
    if "{edition}" in pattern:
        return re.sub(r"[\s,]+$", "", text.replace("{edition}", edition))
    return listed(lang, text, edition)
