"""What several values for one thing say together: a range, and never one number.

In: values as claimed. Out: a `Range`, which holds each of them whole. No mean is ever taken, and
no value is left out for being far from the others.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from dateline.model.briefing import Status, Value

STRUCK: frozenset[Status] = frozenset(("denied", "withdrawn"))
"""A value that is known to be false, or that the desk has taken back, widens no range."""


class Numeral(NamedTuple):
    """A number and how its author wrote it: its digits, and the word that multiplies it."""

    number: Decimal
    digits: str
    times: str = ""


class Range(NamedTuple):
    """From `low` to `high`, which are equal for a single number.

    `under`: some value is known only by what it stays below, so there is no low end; `strict`:
    `high` itself is not reached then. `over`: some value has no high end. `about_low` and
    `about_high`: that end is only about right. `ceiling` is the least of the numbers that values
    stay below, `floor` the greatest of those that they begin at; each is None without one.
    """

    low: Numeral
    high: Numeral
    percent: bool = False
    under: bool = False
    strict: bool = False
    over: bool = False
    about_low: bool = False
    about_high: bool = False
    ceiling: Numeral | None = None
    floor: Numeral | None = None

    @property
    def single(self) -> bool:
        """Whether it is one number, whatever its bound."""
        return self.low.number == self.high.number


def range_of(values: Iterable[Value]) -> Range:
    """The least range that holds all of some values, of which there is at least one.

    The numbers of values with a bound count as they stand: `<11` reaches up to 11, `8+` begins
    at 8. Where two authors wrote one number, it is written as the first did.
    """
    every = tuple(values)
    if len(every) == 1:  # nearly all are, and a series may have thousands
        return range_of_one(every[0])
    low = min((low_of(value) for value in every), key=lambda each: each.number)
    high = max((high_of(value) for value in every), key=lambda each: each.number)
    below = [high_of(value) for value in every if value.bound == "<"]
    above = [low_of(value) for value in every if value.bound == "+"]
    soft = [value for value in every if value.bound == "~"]
    return Range(
        low=low,
        high=high,
        percent=every[0].percent,
        under=bool(below),
        strict=all(value.bound == "<" for value in every if value.high == high.number),
        over=bool(above),
        about_low=any(value.low == low.number for value in soft),
        about_high=any(value.high == high.number for value in soft),
        ceiling=min(below, key=lambda each: each.number, default=None),
        floor=max(above, key=lambda each: each.number, default=None),
    )


def range_of_one(value: Value) -> Range:
    """The range of a single value: the value itself."""
    low, high, bound = low_of(value), high_of(value), value.bound
    return Range(
        low=low,
        high=high,
        percent=value.percent,
        under=bound == "<",
        strict=bound == "<",
        over=bound == "+",
        about_low=bound == "~",
        about_high=bound == "~",
        ceiling=high if bound == "<" else None,
        floor=low if bound == "+" else None,
    )


def low_of(value: Value) -> Numeral:
    """A value's smaller number."""
    return Numeral(value.low, value.digits[0], value.times)


def high_of(value: Value) -> Numeral:
    """A value's larger number."""
    return Numeral(value.high, value.digits[1], value.times)
