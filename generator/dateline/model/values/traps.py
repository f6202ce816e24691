"""Numbers that would be read in another way than they are meant, each with its mend.

A table: a pattern in the claim, what is wrong, and how the author should write it. Patterns see
ASCII digits, commas and points; the mend keeps the author's own digits.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.model.values.words import Wrong

FORM = "A number, a unit if there is one, then citations: 11+ people [@sohr]"


class Trap(NamedTuple):
    """`mend` makes the right form of what the pattern found, as the author wrote it."""

    pattern: re.Pattern[str]
    message: str
    mend: Callable[[str], str]


def _trap(pattern: str, message: str, mend: Callable[[str], str]) -> Trap:
    return Trap(re.compile(pattern, re.IGNORECASE), message, mend)


def _sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda found: re.sub(pattern, new, found, flags=re.IGNORECASE)


def _scaled(found: str) -> str:
    """`65.3m` as `65.3 million`."""
    number = re.sub(r"[^\W\d_]+$", "", found)
    word = "billion" if found[len(number) :].lower().startswith(("b", "mrd", "mld")) else "million"
    return f"{number} {word}"


def _written_out(found: str) -> str:
    """`3 thousand` as `3,000`; with decimals or other digits, the author must work it out."""
    number, word = found.split(None, 1)
    zeros = {"hundred": 2, "thousand": 3, "thousands": 3, "k": 3}.get(word.lower())
    if word.lower() in ("millions", "billions"):
        return f"{number} {word[:-1]}"
    if word.lower().startswith("trillion") and re.fullmatch(r"[0-9]{1,3}", number):
        return f"{number},000 billion"
    if word.lower() == "dozen" and number.isascii() and number.isdigit():
        return f"{int(number) * 12}"
    if zeros is None or not re.fullmatch(r"[0-9]{1,6}", number):
        return found
    return f"{int(number) * 10**zeros:,}"


def _number(found: str) -> str:
    return re.sub(r"^\D+", "", found)


def _below_next(found: str) -> str:
    """`up to 11` as `<12`."""
    number = _number(found).replace(",", "")
    return f"<{int(number) + 1:,}" if number.isascii() and number.isdigit() else found


def _grouped(found: str) -> str:
    digits = re.sub(r"\D", "", found)
    return f"{int(digits):,}" if digits.isascii() else digits


_LETTER = re.compile(r"[^\W\d_]")
_SUM = r"[0-9]+(?:[,.][0-9]+)*"
_FIRST = r"(?<![0-9.,])"  # a number from its first digit on
_OWN = _FIRST + r"(?<![0-9] )"  # and not one in the unit: 3 155mm shells

TRAPS = (
    _trap(r"^(?:at least|no fewer than|not less than|minimum of|≥|>=) ?" + _SUM,
          "“At least” is a plus after the number.", lambda f: _number(f) + "+"),
    _trap(r"^(?:more than|over|above|>) ?" + _SUM,
          "“More than” is a plus after the number.", lambda f: _number(f) + "+"),
    _trap(r"^(?:fewer than|less than|under|below) ?" + _SUM,
          "“Fewer than” is `<` before the number.", lambda f: "<" + _number(f)),
    _trap(r"^(?:up to|at most|no more than|≤|<=) ?" + _SUM,
          "“At most” is `<` before the next number.", _below_next),
    _trap(r"^(?:about|around|approximately|approx\.?|circa|ca\.?|c\.?|some|≈|±) ?" + _SUM,
          "“About” is `~` before the number.", lambda f: "~" + _number(f)),
    _trap(r"^[<~] +(?=[0-9])", "The sign stands right before the number.", str.strip),
    _trap(r"^\+(?=[0-9])", "A plus stands after the number and means “or more”.", lambda f: ""),
    _trap(r"^[$€£¥₹₽₺₪] ?" + _SUM + r"(?: (?:million|billion))?",
          "The number comes first, the currency after it.",
          lambda f: f"{f[1:].strip()} {f[0]}"),
    _trap(_FIRST + r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?![\w'’-])",
          "Thousands are set off with commas.", _sub(r"[\s'’]", ",")),
    _trap(_FIRST + r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+",
          "Thousands are set off with commas, decimals with a point.",
          lambda f: f.translate(str.maketrans(".,٫٬", ",.,."))),
    _trap(_FIRST + r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])",
          "Thousands are set off with commas.", _sub(r"[.٫]", ",")),
    _trap(_FIRST + r"0*[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])",
          "This could be thousands or decimals: write a comma, or not three decimals.",
          _sub(r"[.٫]", ",")),
    _trap(_FIRST + r"[0-9]+,[0-9]{1,2}(?![0-9,])",
          "Decimals stand after a point.", _sub(r"[,٬]", ".")),
    _trap(_FIRST + r"(?![0-9]{1,3}(?:,[0-9]{3})+(?![0-9,]))[0-9]+(?:,[0-9]+)+",
          "Commas stand between groups of three digits.", _grouped),
    _trap(r"(?<=[0-9]) +\+", "A plus stands right after the number.", str.strip),
    _trap(r"(?<=[0-9]) *(?:to|—|−|\.\.+|…) *(?=[0-9])", "A range is written with a dash.",
          lambda f: "–"),
    _trap(r"(?<=[0-9]) +[–-] *(?=[0-9])|(?<=[0-9])[–-] +(?=[0-9])",
          "A range has no spaces around its dash.", str.strip),
    _trap(_OWN + _SUM + r"(?:mn|mln|mio|mil|m|bn|bln|mrd|mld|b|million|billion)(?!\w)",
          "Millions are written as a word after a space.", _scaled),
    _trap(_OWN + _SUM + r"k(?!\w)",
          "Thousands are written out.", lambda f: _written_out(f"{f[:-1]} k")),
    _trap(_OWN + _SUM + r" (?:hundred|thousands?|trillions?|dozen|millions|billions)(?!\w)",
          "Of words, only `million` and `billion` multiply.", _written_out),
    _trap(_OWN + _SUM + r" (?:ألف|آلاف|مليون|ملايين|مليار|مليارات)(?!\w)",
          "Of words, only `million` and `billion` multiply; otherwise write the digits.",
          lambda f: f),
    _trap(_OWN + _SUM + r"\+?[^\W\d_]+(?![0-9])", "A space stands between the number and its unit.",
          _sub(r"(?<=[\d+])(?=[^\W\d_])", " ")),
    _trap(r"^[<~−-]?" + _SUM + r"\+? (?:(?:of|out of) |/ ?)[0-9]",
          "What the number is a part of is a field of its own, `of`.",
          lambda f: f),
    _trap(r"^[<~−-]?" + _SUM + r"\+? [0-9]+(?:[,.][0-9]+)*(?![\w-])",
          "Two numbers stand here.", lambda f: f),
)  # fmt: skip


def trap(text: str, claim: str, plain: str) -> Wrong | None:
    """The first trap that a claim runs into. `text` is the claim with all that follows it."""
    head = _head(plain)
    for pattern, message, mend in TRAPS:
        found = [m for m in pattern.finditer(plain) if m.start() <= head]
        if found:
            return _sprung(text, claim, found, message, mend)
    return None


def _sprung(
    text: str, claim: str, found: list[re.Match[str]], message: str, mend: Callable[[str], str]
) -> Wrong:
    mended, last = "", 0
    for match in found:
        mended += claim[last : match.start()] + mend(claim[match.start() : match.end()])
        last = match.end()
    hint = mended + claim[last:] + text[len(claim) :]
    return Wrong(found[0].start(), found[0].end(), message, "" if hint == text else hint)


def _head(plain: str) -> int:
    """Where the numbers end: the place of the first letter after the first digit."""
    digit = re.search(r"[0-9]", plain)
    letter = _LETTER.search(plain, digit.end()) if digit else None
    return letter.start() if letter else len(plain)
