"""Languages: their direction, the words of the interface, and dates by CLDR.

Words go through gettext: the catalogues are `locale/LANG/LC_MESSAGES/dateline.mo` in the
package; a language without one reads English.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, get_timezone

LOCALES = Path(__file__).parent.parent / "locale"
SKELETONS = {
    "weekday": "EEEE",
    "month": "yMMMM",
    "month-name": "MMMM",
    "short-day": "MMMd",
    "day-month": "MMMMd",
}
PATTERNS = {"weekday-short": "EEE", "number": "d"}
"""Names of date styles beyond CLDR's four, as CLDR skeletons and patterns
(UTS 35, date field symbols)."""
_DATE = re.compile(r"\{date(?::([^}]*))?\}")


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


def is_language(lang: str) -> bool:
    """Whether CLDR knows the language."""
    return lang.split("-")[0] == locale_of(lang).language


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction a language is written in."""
    return "rtl" if locale_of(lang).text_direction == "rtl" else "ltr"


@cache
def translations(lang: str) -> NullTranslations:
    """The interface's words in a language."""
    code = str(locale_of(lang))
    return translation("dateline", LOCALES, [code, code.split("_")[0]], fallback=True)


def words(lang: str) -> Callable[[str], str]:
    """The gettext function of a language."""
    return translations(lang).gettext


@cache
def day(value: date, style: str, lang: str) -> str:
    """A date written out: a CLDR style, one of `SKELETONS`, or a CLDR pattern."""
    if style in SKELETONS:
        return format_skeleton(SKELETONS[style], value, locale=locale_of(lang))
    return format_date(value, PATTERNS.get(style, style), locale=locale_of(lang))


def moment(value: datetime, timezone: str, lang: str) -> str:
    """A date and time with its zone, in the site's time zone."""
    zone = get_timezone(timezone)
    locale = locale_of(lang)
    day_ = format_date(value.astimezone(zone), "long", locale=locale)
    return f"{day_}, {format_datetime(value, 'HH:mm zzz', tzinfo=zone, locale=locale)}"


def title(pattern: str, site: str, value: date, edition: str, lang: str) -> str:
    """A briefing's title by the site's pattern: `{site}`, `{date:STYLE}`, `{edition}`.

    A named edition is named at the end where the pattern forgets it, or two briefings of a day
    would be called the same.
    """
    text = pattern.replace("{site}", site)
    text = _DATE.sub(lambda found: day(value, found[1] or "full", lang), text)
    if "{edition}" in pattern:
        return re.sub(r"[\s,]+$", "", text.replace("{edition}", edition))
    return f"{text}, {edition}" if edition else text
