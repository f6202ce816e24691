"""Dates, times and references to briefings.

A time without an offset is the clock's in a time zone; where that clock shows an hour twice or
never, the author must say which (`dateline` never guesses). Times come back with a fixed offset
in whole minutes.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateline.model.names import SLUG, ascii_slug, real_date
from dateline.model.values.words import Wrong, ascii_digits, nearest, quote, whole

_DATE = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_CLOCK = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
_OFFSET = r"(?P<utc>Z)|(?P<offset>[+-][0-9]{2}:[0-9]{2})| (?P<area>[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)"
_TIME = re.compile(rf"(?:{_DATE} )?{_CLOCK}(?:{_OFFSET})?")
_REFERENCE = re.compile(rf"{_DATE}(?:-(?P<edition>{SLUG.pattern}))?(?:#(?P<entry>{SLUG.pattern}))?")
_LIKE_A_DATE = re.compile(r"\s*([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})\s*")
_FORM = "HH:MM, with a date before it or an offset after it: 2016-06-19 14:05+03:00"

# Abbreviations of time zones, for the mend only: each is also used for other zones somewhere.
_ABBREVIATIONS = {
    "UTC": "Z", "GMT": "Z",
    "WEST": "+01:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "TRT": "+03:00", "IRST": "+03:30", "PKT": "+05:00",
    "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip


def parse_date(text: str) -> date | Wrong:
    """`YYYY-MM-DD`."""
    day = real_date(text)
    if day is not None:
        return day
    plain = ascii_digits(text)
    if re.fullmatch(_DATE, plain):
        if real_date(plain):
            return whole(text, f"{quote(text)} must be written with the digits 0 to 9.", plain)
        return whole(text, f"There is no {text} in the calendar{_last_of_month(plain)}.")
    return whole(text, f"{quote(text)} is no date.", _as_date(plain) or "YYYY-MM-DD: 2016-06-19")


def _last_of_month(plain: str) -> str:
    """What to say of a month, where only the day is too late."""
    year, month, day = map(int, plain.split("-"))
    last = monthrange(year, month)[1] if year >= 1 and 1 <= month <= 12 else day
    return f": the month ends on {year:04d}-{month:02d}-{last}" if day > last else ""


def _as_date(text: str) -> str:
    """The date a text most likely means, as the format wants it, or `""`."""
    match = _LIKE_A_DATE.fullmatch(text)
    if not match:
        return ""
    meant = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return meant if real_date(meant) else ""


def parse_time(text: str, day: date, zone: str) -> datetime | Wrong:
    """`[YYYY-MM-DD ]HH:MM[Z, ±HH:MM, or space Area/City]`, on `day` and in `zone` by default.

    `zone` is the name of a time zone that exists. The result has an offset.
    """
    match = _TIME.fullmatch(text)
    if not match:
        return whole(text, f"{quote(text)} is no time.", _as_time(text))
    if match["date"]:
        written = parse_date(match["date"])
        if isinstance(written, Wrong):
            return written
        day = written
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        return _no_such_time(text, match, day)
    moment = datetime(day.year, day.month, day.day, hour, minute)
    if match["utc"]:
        return moment.replace(tzinfo=UTC)
    if match["offset"]:
        return _with_offset(moment, match)
    if match["area"] and match["area"] not in _zones():
        return _unknown_zone(match)
    return _on_the_clock(text, moment, match["area"] or zone, match.end("minute"))


def parse_dated(text: str, zone: str) -> tuple[datetime, bool] | Wrong:
    """`YYYY-MM-DD` or a time with its date. The flag says whether an hour was given.

    Without an hour it is the start of the day in `zone`.
    """
    if " " not in text and ":" not in text:
        return _whole_day(text, zone)
    moment = parse_time(text, date(2000, 1, 1), zone)
    if isinstance(moment, Wrong):
        return moment
    if not re.match(_DATE, text):
        return whole(
            text, "A date is needed before the hour.", f"Write the day too, like 2016-06-20 {text}"
        )
    return moment, True


def parse_day_or_time(text: str, day: date, zone: str) -> tuple[datetime, bool] | Wrong:
    """`YYYY-MM-DD`, or a time as `parse_time` reads it. The flag says whether an hour was given.

    Without an hour it is the start of the day in `zone`.
    """
    if _LIKE_A_DATE.fullmatch(ascii_digits(text)):
        return _whole_day(text, zone)
    moment = parse_time(text, day, zone)
    if isinstance(moment, Wrong) and moment.hint == _FORM:
        message = f"{quote(text)} is neither a date nor a time."
        return whole(text, message, "2016-06-18, or with the hour: 2016-06-18 14:05")
    return moment if isinstance(moment, Wrong) else (moment, True)


def _whole_day(text: str, zone: str) -> tuple[datetime, bool] | Wrong:
    """The start of a day."""
    day = parse_date(text)
    if isinstance(day, Wrong):
        return day
    return _fixed(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))), False


def parse_reference(text: str, entry_needed: bool = False) -> tuple[date, str, str] | Wrong:
    """`YYYY-MM-DD[-edition][#id]`: date, edition and entry; the last two may be empty."""
    match = _REFERENCE.fullmatch(text)
    if not match:
        return _no_reference(text)
    day = parse_date(match["date"])
    if isinstance(day, Wrong):
        return day
    if entry_needed and not match["entry"]:
        return whole(text, "The entry is missing: which one of that briefing?", f"{text}#id")
    return day, match["edition"] or "", match["entry"] or ""


def _no_reference(text: str) -> Wrong:
    message = f"{quote(text)} is no reference to a briefing or an entry."
    plain = re.sub(r"^see:\s*", "", ascii_digits(text).strip(), flags=re.IGNORECASE)
    before, mark, entry = plain.partition("#")
    before = re.sub(r"(?:\.[a-z-]+)?\.ya?ml$|/$", "", before)
    path = re.fullmatch(r"/?([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/-](.+))?", before)
    day = _as_date("-".join(path.group(1, 2, 3))) if path else ""
    if path is None or not day:
        return whole(text, message, "A date, an edition if there are several: 2016-06-19#us")
    edition = ascii_slug(path[4] or "")
    slug = ascii_slug(entry)
    if (path[4] and not edition) or (mark and not slug):
        return whole(text, message, "Editions and ids are small letters a-z, digits, hyphens.")
    return whole(
        text, message, day + (f"-{edition}" if edition else "") + (f"#{slug}" if slug else "")
    )


def _with_offset(moment: datetime, match: re.Match[str]) -> datetime | Wrong:
    offset = match["offset"]
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        message = f"No clock is {offset} from UTC."
        return Wrong(match.start("offset"), match.end("offset"), message)
    sign = -1 if offset[0] == "-" else 1
    return moment.replace(tzinfo=timezone(sign * timedelta(hours=hours, minutes=minutes)))


def _no_such_time(text: str, match: re.Match[str], day: date) -> Wrong:
    clock = text[match.start("hour") : match.end("minute")]
    hint = ""
    if clock == "24:00":
        hint = f"{day + timedelta(days=1)} 00:00{text[match.end('minute') :]}"
    return Wrong(match.start("hour"), match.end("minute"), f"No clock shows {clock}.", hint)


def _unknown_zone(match: re.Match[str]) -> Wrong:
    area = match["area"]
    near = nearest(area.rpartition("/")[2], _cities()) or nearest(area, _zones())
    full = _cities().get(near or "", near)
    hint = f"{match.string[: match.start('area')]}{full}" if full else ""
    return Wrong(match.start("area"), match.end("area"), f"No time zone is named {area}.", hint)


@cache
def _zones() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" in name)


@cache
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2]: name for name in sorted(_zones())}


def _on_the_clock(text: str, moment: datetime, zone: str, end: int) -> datetime | Wrong:
    """A time as the clock in a zone shows it, unless it shows it twice or never."""
    area = ZoneInfo(zone)
    first, second = (_fixed(moment.replace(tzinfo=area, fold=fold)) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    twice = first < second
    offsets = sorted((_shown(first), _shown(second)))
    how = "shows this hour twice" if twice else "skips this hour"
    message = f"The clock in {zone} {how}: write the offset, {offsets[0]} or {offsets[1]}."
    return Wrong(0, end, message, f"{text[:end]}{_shown(first)} or {text[:end]}{_shown(second)}")


def _fixed(moment: datetime) -> datetime:
    """The same time with its offset made fixed, in whole minutes (old zones have seconds)."""
    offset = moment.utcoffset() or timedelta()
    return moment.replace(
        tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))), fold=0
    )


def _shown(moment: datetime) -> str:
    return f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5]


def _as_time(text: str) -> str:
    """What a time most likely means, as the format wants it; the form if there is no telling."""
    plain = ascii_digits(text).strip().replace("−", "-")
    day = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]\s*|,\s*)", plain)
    rest = plain[day.end() :] if day else plain
    clock = re.match(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?)?\s*", rest)
    if not clock:
        return _FORM
    hour, after = int(clock[1]), rest[clock.end() :]
    if half := re.match(r"([ap])\.?m\.?\s*", after, re.IGNORECASE):
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
        after = after[half.end() :]
    elif clock[2] is None:
        return _FORM
    before = f"{day[1]} " if day else ""
    meant = f"{before}{hour:02}:{clock[2] or '00'}{_as_offset(after.strip())}"
    return meant if _TIME.fullmatch(meant) and hour < 24 else _FORM


def _as_offset(text: str) -> str:
    if not text or text.upper() == "Z":
        return text.upper()
    if known := _ABBREVIATIONS.get(text.upper()):
        return known
    match = re.fullmatch(r"(?:UTC|GMT)?\s*([+-])([0-9]{1,2})(?::?([0-9]{2}))?", text, re.IGNORECASE)
    if match:
        return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"
    area = nearest(text.replace(" ", "_"), _cities())
    return f" {_cities()[area]}" if area else text
