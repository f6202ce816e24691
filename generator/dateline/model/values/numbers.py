"""VALUE: a number as claimed, its unit and who says so.

`11+ [@sohr, p. 2](https://…)`, `~300`, `8–11 people`, `45% of voters`, `13.5 million`. Digits of
any script; decimals are exact. A number that could be read in two ways is an error with the mend.
"""

import re
from decimal import Decimal
from typing import Literal, cast

from dateline.model.briefing import Value
from dateline.model.values.traps import FORM, trap
from dateline.model.values.words import Wrong, ascii_digits, quote

RawCitation = tuple[str, str, str, int, int]
"""Source, pinpoint, address (each may be empty), and where the citation stands in the text."""

MAX_DIGITS = 18
MAX_CLAIM = 200
_TIMES = {"": 0, "million": 6, "billion": 9}
_SPACES = str.maketrans("\u00a0\u202f\u2009\u2007", "    ")
_ARABIC = str.maketrans("٬٫٪", ",.%")

_CITATION = re.compile(
    r"\[@(?P<source>[^\[\],]*)(?:,(?P<pinpoint>[^\[\]]*))?\]"
    r"(?:\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\))?"
)
_NUMBER = r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"
_AMOUNT = re.compile(
    rf"(?P<sign>[<~])?(?P<minus>[-−])?(?P<low>{_NUMBER})(?:[–-](?P<below>[-−])?(?P<high>{_NUMBER}))?"
    r"(?P<more>\+)?(?:(?P<percent> ?%)| (?P<times>million|billion)(?![\w-]))?",
    re.IGNORECASE,
)


def parse_value(text: str) -> tuple[Value, str, tuple[RawCitation, ...]] | Wrong:
    """The number, its unit (may be empty) and its citations."""
    first = text.find("[@")
    claim = (text if first < 0 else text[:first]).rstrip()
    cited = _citations(text, len(text) if first < 0 else first)
    if isinstance(cited, Wrong):
        return cited
    found = _claim(text, claim)
    return found if isinstance(found, Wrong) else (*found, cited)


def _citations(text: str, start: int) -> tuple[RawCitation, ...] | Wrong:
    found: list[RawCitation] = []
    while start < len(text):
        match = _CITATION.match(text, start)
        if not match:
            message = "After the citations nothing may follow but more of them."
            if text.startswith("[@", start):
                message = "This citation is not closed, or holds brackets."
            return Wrong(start, len(text), message, "[@source, page](address)")
        source, address = match["source"].strip(), match["address"] or ""
        if not source and not address:
            message = "This citation names neither a source nor an address."
            return Wrong(start, match.end(), message, "[@source] or [@](address)")
        found.append((source, (match["pinpoint"] or "").strip(), address, start, match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    return tuple(found)


def _claim(text: str, claim: str) -> tuple[Value, str] | Wrong:
    if len(claim) > MAX_CLAIM:
        return Wrong(0, len(claim), f"A value has at most {MAX_CLAIM} characters.", FORM)
    plain = _plain(claim)
    if trapped := trap(text, claim, plain):
        return trapped
    match = _AMOUNT.match(plain)
    if not match:
        shown = (
            f"{quote(claim)} does not start with a number." if claim else "The number is missing."
        )
        return Wrong(0, len(claim), shown, FORM)
    unit = _unit(text, claim, plain, match.end())
    if isinstance(unit, Wrong):
        return unit
    value = _value(claim, match)
    return value if isinstance(value, Wrong) else (value, unit)


def _plain(claim: str) -> str:
    """A claim with the digits, separators and spaces of all scripts as ASCII has them.

    Every character stands where it stood.
    """
    if claim.isascii():
        return claim
    plain = ascii_digits(claim).translate(_SPACES)
    return plain.translate(_ARABIC) if plain != claim else plain


def _unit(text: str, claim: str, plain: str, start: int) -> str | Wrong:
    unit = claim[start:].strip()
    if unit and plain[start] != " ":
        message = f"{quote(claim[start:].split()[0])} cannot stand right after the number."
        return Wrong(start, len(claim), message, FORM)
    if "[" in unit or "]" in unit:
        return Wrong(start + 1, len(claim), "A citation is written [@name].", FORM)
    if unit and not (unit[0].isalnum() or unit[0] in "$€£¥₹₽₺₪°‰('\"“‘«"):
        return Wrong(start + 1, len(claim), f"{quote(unit)} is no unit.", FORM)
    return unit


def _value(claim: str, match: re.Match[str]) -> Value | Wrong:
    sign, more = match["sign"] or "", match["more"] or ""
    if more and sign:
        message = f"A number cannot have both `{sign}` and `+`."
        return Wrong(0, match.end(), message, claim.replace("+", "", 1))
    if sign == "<" and match["high"]:
        return Wrong(0, match.end(), "A range cannot have `<`.", claim.replace("<", "", 1))
    power = _TIMES[(match["times"] or "").lower()]
    low = _decimal(match["low"], bool(match["minus"]), power)
    high = _decimal(match["high"], bool(match["below"]), power) if match["high"] else low
    if low is None or high is None:
        return Wrong(0, match.end(), f"A number has at most {MAX_DIGITS} digits.")
    if low > high:
        message = "A range goes from the smaller number to the larger, each written in full."
        return Wrong(0, match.end(), message)
    below = "below" if match["high"] else "minus"
    ends = (match.span("low"), match.span("high") if match["high"] else match.span("low"))
    minus = ("−" if match["minus"] else "", "−" if match[below] else "")
    return Value(
        shown=claim[: match.end()],
        low=low,
        high=high,
        bound=cast(Literal["", "+", "<", "~"], sign or more),
        percent=bool(match["percent"]),
        digits=(minus[0] + claim[slice(*ends[0])], minus[1] + claim[slice(*ends[1])]),
        times=cast(Literal["", "million", "billion"], (match["times"] or "").lower()),
    )


def _decimal(written: str, negative: bool, power: int) -> Decimal | None:
    """The exact number, or None if it is too long; a multiplied one without zeros at its end."""
    digits = written.replace(",", "")
    if len(digits.replace(".", "")) > MAX_DIGITS:
        return None
    number = Decimal(digits)
    if power:
        number = number.scaleb(power)
        whole = number.quantize(Decimal(1))
        number = whole if number == whole else number.normalize()
    return -number if negative and number else number
