"""The axes of charts: scales, round numbers and round days on them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

MOST = 4
"""How many steps an upright axis has at most."""
ROUND = tuple(Decimal(digits) for digits in ("1", "2", "5", "10"))
"""What a step may be, times a power of ten."""


class Scale(NamedTuple):
    """From numbers to places: `start` stands at `first`, `end` at `last`."""

    start: float
    end: float
    first: float
    last: float

    def __call__(self, number: float | Decimal) -> float:
        """The place of a number, to a tenth of a unit."""
        part = (float(number) - self.start) / (self.end - self.start)
        return round(self.first + part * (self.last - self.first), 1)


def steps_to(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Round numbers in equal steps, the first at or below `low`, the last at or above `high`: two
    at least, and no more steps than an axis has room for. Between whole numbers they are whole:
    there is no half of a person."""
    spread = high - low or abs(high) or Decimal(1)
    power = Decimal(1).scaleb((spread / MOST).adjusted())
    if low == low.to_integral_value() and high == high.to_integral_value():
        power = max(power, Decimal(1))
    for step in (digit * power for digit in (*ROUND, *(10 * digit for digit in ROUND))):
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
        if last - first <= MOST:
            break
    return tuple(step * number for number in range(int(first), int(last) + 1))


def steps_of_time(first: date, last: date) -> Iterator[tuple[tuple[date, ...], str]]:
    """Rows of days between two, each with the style in which they are written: first close
    together, then ever fewer, at last the first day alone."""
    span = (last - first).days
    for days in (1, 2, 7, 14):
        if span // days < 14:
            count = span // days + 1
            yield tuple(first + timedelta(days * each) for each in range(count)), "short-day"
    if first.year == last.year:
        for months in (1, 2, 3):
            yield tuple(first_days(first, last, months)), "short-month-name"
    for months in (1, 2, 3, 6):
        yield tuple(first_days(first, last, months)), "short-month"
    for years in (1, 2, 5, 10, 20, 50, 100):
        yield tuple(day for day in first_days(first, last, 12) if not day.year % years), "year"
    yield (first,), "year"


def first_days(first: date, last: date, months: int) -> Iterator[date]:
    """The first day of every so many months of a year, within two days."""
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(count // 12, count % 12 + 1, 1)
        if not count % months and first <= day:
            yield day
