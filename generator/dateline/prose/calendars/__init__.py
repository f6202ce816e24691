"""The calendars that come with Dateline, by language."""

from collections.abc import Callable
from functools import cache

from dateline.prose.calendars import (
    arabic,
    english,
    french,
    german,
    russian,
    spanish,
    turkish,
    ukrainian,
)
from dateline.prose.calendars.table import WORD, Calendar, Cues, Token, Weekday

__all__ = ["CALENDARS", "WORD", "Calendar", "Cues", "Token", "Weekday", "calendar_of"]

CALENDARS: dict[str, Callable[[], Calendar]] = {
    "ar": arabic.table,
    "de": german.table,
    "en": english.table,
    "es": spanish.table,
    "fr": french.table,
    "ru": russian.table,
    "tr": turkish.table,
    "uk": ukrainian.table,
}
"""What makes the calendar of a language, by its code."""


def calendar_of(lang: str) -> Calendar | None:
    """The calendar of a language or of what it is a variant of (en-GB); None if there is none."""
    code = lang.split("-")[0]
    return _made(code) if code in CALENDARS else None


@cache
def _made(code: str) -> Calendar:
    return CALENDARS[code]()
