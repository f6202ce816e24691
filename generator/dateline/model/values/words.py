"""What all small languages share, and the smallest of them: true or false, a place on a map."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct


class Wrong(Struct, frozen=True):
    """Why a text is not what its field takes.

    Characters `start` to `end` (exclusive) of the text are meant; `part` says of which text,
    where several were given. `hint` is the mend.
    """

    start: int
    end: int
    message: str
    hint: str = ""
    part: int = 0


def whole(text: str, message: str, hint: str = "") -> Wrong:
    """A text that is wrong from end to end."""
    return Wrong(0, len(text), message, hint)


def quote(text: str) -> str:
    """A text as messages show it: on one line, cut if it is long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:59] + '…'}`"


def in_quotes(text: str) -> str:
    """A text on one line as a YAML string in quotes, in the form that needs fewest marks."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a mistyped word most likely means, case ignored; None if none is near.

    The same answer whatever the order of the candidates.
    """
    return _nearest(word.casefold(), tuple(candidates)) if len(word) < 100 else None


@lru_cache
def _nearest(meant: str, candidates: tuple[str, ...]) -> str | None:
    """One name may be mistyped in a thousand briefings, and a register hold 40,000."""
    known: dict[str, str] = {}
    for candidate in sorted(set(candidates)):
        known.setdefault(candidate.casefold(), candidate)
    near = difflib.get_close_matches(meant, known, n=1, cutoff=0.65)
    return known[near[0]] if near else None


def ascii_digits(text: str) -> str:
    """A text with decimal digits of every script written 0 to 9; nothing else changes."""
    return text if text.isascii() else "".join(map(_ascii_digit, text))


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


_SWITCH = {"yes": "true", "y": "true", "on": "true", "1": "true"}
_SWITCH |= {"no": "false", "n": "false", "off": "false", "0": "false"}


def parse_bool(text: str) -> bool | Wrong:
    """`true` or `false`, case ignored."""
    word = text.lower()
    if word in ("true", "false"):
        return word == "true"
    hint = _SWITCH.get(word) or nearest(word, ("true", "false")) or ""
    return whole(text, f"{quote(text)} is neither `true` nor `false`.", hint)


_DEGREES = re.compile(r"[-−]?[0-9]{1,3}(?:\.[0-9]{1,15})?")


def parse_coordinates(texts: Sequence[str]) -> tuple[float, float] | Wrong:
    """Latitude and longitude in decimal degrees (WGS 84), north and east positive."""
    if len(texts) != 2:
        return Wrong(0, 0, "Two numbers are needed: latitude, longitude.", "[36.2, 37.16]")
    numbers = []
    for part, (text, name) in enumerate(zip(texts, ("latitude", "longitude"), strict=True)):
        if not _DEGREES.fullmatch(text):
            message = f"{quote(text)} is no {name} in decimal degrees."
            hint = "Degrees with a point, south and west negative: 36.2"
            return Wrong(0, len(text), message, hint, part)
        numbers.append(float(text.replace("−", "-")))
    latitude, longitude = numbers
    if abs(longitude) > 180:
        message = f"The longitude {texts[1]} is beyond 180 degrees."
        return Wrong(0, len(texts[1]), message, part=1)
    if abs(latitude) > 90:
        swapped = abs(longitude) <= 90 and abs(latitude) <= 180
        hint = f"Latitude first: [{texts[1]}, {texts[0]}]" if swapped else ""
        return Wrong(0, len(texts[0]), f"The latitude {texts[0]} is beyond 90 degrees.", hint)
    return latitude, longitude
