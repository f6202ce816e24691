"""Numbers as a newspaper prints them: a range, a bound and a share in words.

In: a `Range`, and the language. Out: text. The digits stay the author's; separators and the sign
of per cent are the language's.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from dateline.model import language
from dateline.model.briefing import Value
from dateline.model.values.ranges import Numeral, Range, range_of
from dateline.plan.scope import Scope

Shape = Literal["one", "two", "to", "below", "across", "either"]
Soft = Literal["", "low", "high"]


def _(message: str) -> str:
    """Marks a pattern for translators; `scope.words` looks it up."""
    return message


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Marks what is counted; `language.counted` looks it up."""
    return one, many


FORMS: dict[tuple[Shape, Soft, bool], str] = {
    ("one", "", False): _("%(low)s"),
    ("one", "", True): _("%(low)s or more"),
    ("one", "low", False): _("about %(low)s"),
    ("one", "low", True): _("about %(low)s or more"),
    ("two", "", False): _("%(low)s to %(high)s"),
    ("two", "", True): _("%(low)s to %(high)s or more"),
    ("two", "low", False): _("about %(low)s to %(high)s"),
    ("two", "low", True): _("about %(low)s to %(high)s or more"),
    ("two", "high", False): _("%(low)s to about %(high)s"),
    ("two", "high", True): _("%(low)s to about %(high)s or more"),
    ("to", "", False): _("up to %(high)s"),
    ("to", "high", False): _("up to about %(high)s"),
    ("below", "", False): _("fewer than %(high)s"),
    ("across", "", True): _("fewer than %(ceiling)s to %(high)s or more"),
    ("across", "high", True): _("fewer than %(ceiling)s to about %(high)s or more"),
    ("either", "", True): _("fewer than %(high)s, or %(floor)s or more"),
}
"""How a range reads: by its shape, which end is only about right, and whether it has no end."""
MEASURED: dict[str, str] = {
    FORMS["below", "", False]: _("less than %(high)s"),
    FORMS["across", "", True]: _("less than %(ceiling)s to %(high)s or more"),
    FORMS["across", "high", True]: _("less than %(ceiling)s to about %(high)s or more"),
    FORMS["either", "", True]: _("less than %(high)s, or %(floor)s or more"),
}
"""The same of what is measured, not counted: shares, and numbers with a fraction."""
TIMES = {
    "million": (6, ngettext("%(number)s million", "%(number)s million")),
    "billion": (9, ngettext("%(number)s billion", "%(number)s billion")),
}
"""The words that multiply a number: by which power of ten, and how they read."""
SHARES: dict[tuple[bool, bool, Soft], str] = {
    (False, False, ""): _("%(low)s"),
    (False, False, "low"): _("about %(low)s"),
    (False, True, ""): _("at least %(low)s"),
    (False, True, "low"): _("at least about %(low)s"),
    (True, False, ""): _("up to %(high)s"),
    (True, False, "low"): _("up to about %(high)s"),
}
"""How one share reads: whether it may be less, whether it may be more, whether it is soft."""


class Share(NamedTuple):
    """What part of a target is reached: in words, and from `low` to `high` in per cent."""

    words: str
    low: float
    high: float


def in_words(given: Range, scope: Scope) -> str:
    """A range as text, its unit apart."""
    shape, soft = shape_of(given), soft_of(given)
    pattern = FORMS[shape, soft, given.over]
    if given.percent or any({*".٫"} & {*end.digits} for end in (given.low, given.high)):
        pattern = MEASURED.get(pattern, pattern)
    ends = {"low": given.low, "high": given.high, "ceiling": given.ceiling, "floor": given.floor}
    return scope.words(pattern) % {
        name: numeral(end, scope, percent=given.percent) for name, end in ends.items() if end
    }


def shape_of(given: Range) -> Shape:
    """Which of the forms a range has."""
    if not given.under:
        return "one" if given.single else "two"
    if not given.over:
        return "below" if given.strict else "to"
    assert given.ceiling is not None
    return "across" if given.high.number > given.ceiling.number else "either"


def soft_of(given: Range) -> Soft:
    """Which end is only about right; where both are, it is said once, before the first."""
    shape = shape_of(given)
    if shape in ("below", "either"):
        return ""
    if shape in ("to", "across"):
        return "high" if given.about_high else ""
    if given.about_low:
        return "low"
    return "high" if given.about_high else ""


def value_in_words(value: Value, scope: Scope) -> str:
    """One value as text, its unit apart."""
    return in_words(range_of((value,)), scope)


def numeral(given: Numeral, scope: Scope, *, percent: bool) -> str:
    """A number in its author's digits."""
    digits = language.number(given.digits, scope.lang)
    if percent:
        return language.percent(digits, scope.lang)
    if not given.times:
        return digits
    power, words = TIMES[given.times]
    return language.counted(*words, given.number.scaleb(-power), scope.lang) % {"number": digits}


def share_of(value: Range, target: Range, scope: Scope) -> Share | None:
    """How much of a target is reached. None where that says nothing: of a target that is zero or
    below, of a share (a per cent of a per cent), or where it could be any part at all. `low` of
    what has no low end is 0."""
    over, under = value.over or target.under, value.under or target.over
    if value.percent or target.percent or target.low.number <= 0 or value.low.number < 0:
        return None
    low = 100 * value.low.number / target.high.number
    high = 100 * value.high.number / target.low.number
    if over and (under or 0 < high < 1):
        return None
    soft = any((value.about_low, value.about_high, target.about_low, target.about_high))
    words = share_words(low, high, under, over, soft, scope)
    return Share(words, 0 if under else float(low), float(high))


def share_words(
    low: Decimal, high: Decimal, under: bool, over: bool, soft: bool, scope: Scope
) -> str:
    """A share as text, rounded to what is sure: a floor down, a ceiling up."""
    rounding = ROUND_FLOOR if over else ROUND_CEILING if under else ROUND_HALF_UP
    begins = whole(low, rounding)
    ends = whole(high, ROUND_HALF_UP if over else rounding) if low != high else begins
    if 0 < high < 1:
        return scope.words("less than %(high)s") % {"high": language.percent("1", scope.lang)}
    numbers = {
        name: language.percent(language.whole(number, scope.lang), scope.lang)
        for name, number in (("low", begins), ("high", ends))
    }
    if begins == ends or under:
        pattern = SHARES[under, over, "low" if soft else ""]
    else:
        pattern = FORMS["two", "low" if soft else "", over]
    return scope.words(pattern) % numbers


def whole(share: Decimal, rounding: str) -> int:
    """A share in whole per cent. What is only near is not rounded to nothing or to all."""
    rounded = int(share.to_integral_value(rounding))
    if 0 < share < 100:
        return min(max(rounded, 1), 99) if rounding == ROUND_HALF_UP else rounded
    return rounded
