"""The pauses in a timeline: how long there was no entry, where it was long."""

from datetime import date

from msgspec.structs import replace

from dateline.model.views import Line

LONG = 30
"""More days than that without an entry are drawn as a break."""


def pause(before: date, after: date) -> int:
    """For how many days between two days there was no entry; 0 if that was not long."""
    days = (after - before).days - 1
    return days if days > LONG else 0


def with_pauses(lines: tuple[Line, ...], before: date | None) -> tuple[Line, ...]:
    """Lines, the newest first, each with the pause before it. `before` is the day of the entry
    before all of them; None: there is none."""
    older = (*(line.date for line in lines[1:]), before)
    return tuple(
        replace(line, pause=pause(day, line.date)) if day else line
        for line, day in zip(lines, older, strict=True)
    )
