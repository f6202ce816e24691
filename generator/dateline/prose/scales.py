"""The scales of likelihood: which words stand for how many per cent.

`icd203`: Office of the Director of National Intelligence (United States), Intelligence Community
Directive 203, "Analytic Standards", 2 January 2015, section D.6.e(2)(a). It has two rows of terms
for the same seven ranges, and asks not to mix terms of different rows; nor (b) to state a level of
confidence and a degree of likelihood in one sentence.
`phia`: Professional Head of Intelligence Assessment (United Kingdom), probability yardstick, in the
edition of 2018/19. It has one row; the gaps between its ranges are meant.

Both are scales of English words: a text in another language has none.
"""

import re
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

Use = Literal["noun", "adverb", "adjective", "either", "after will", "remote"]
USES: dict[str, Use] = {
    "chance": "noun",
    "odds": "noun",
    "possibility": "noun",
    "likely": "either",
    "probably": "adverb",
    "certainly": "adverb",
    "improbably": "after will",
    "remote": "remote",
}
"""How a term is used, by its last word; the others are adjectives. “Improbably” tells of a
likelihood only in “will improbably hold” (“improbably high” is something else), and “remote” only
of chances (a village is remote)."""
_CHANCES = r"(?:chances?|possibility|likelihood|probability|prospects?)"

Rung = tuple[int, int, tuple[str, ...], tuple[str, ...]]
ICD203: tuple[Rung, ...] = (
    (1, 5, ("almost no chance",), ("remote",)),
    (5, 20, ("very unlikely",), ("highly improbable",)),
    (20, 45, ("unlikely",), ("improbable", "improbably")),
    (45, 55, ("roughly even chance",), ("roughly even odds",)),
    (55, 80, ("likely",), ("probable", "probably")),
    (80, 95, ("very likely",), ("highly probable",)),
    (95, 99, ("almost certain", "almost certainly"), ("nearly certain",)),
)
PHIA: tuple[Rung, ...] = (
    (0, 5, ("remote chance",), ()),
    (10, 20, ("highly unlikely",), ()),
    (25, 35, ("unlikely",), ()),
    (40, 50, ("realistic possibility",), ()),
    (55, 75, ("likely", "probable", "probably"), ()),
    (80, 90, ("highly likely",), ()),
    (95, 100, ("almost certain", "almost certainly"), ()),
)
"""Each range in per cent, with the terms for it of the first row and of the second."""


class Term(NamedTuple):
    """A word of likelihood with its range in per cent; `row` is 0 or 1."""

    words: str
    low: int
    high: int
    row: int

    @property
    def use(self) -> Use:
        """How it stands in a sentence."""
        return USES.get(self.words.rpartition(" ")[2], "adjective")

    @property
    def range(self) -> str:
        """The range as it is printed; the space is one that does not break."""
        return f"{self.low}–{self.high}\u00a0%"


class Scale(Struct, frozen=True, dict=True):
    """Words of likelihood, each with its range. `name` is what its users call it."""

    name: str
    terms: tuple[Term, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Every term as a whole word, the longest first; a group for each, by its number."""
        order = sorted(range(len(self.terms)), key=lambda at: -len(self.terms[at].words))
        forms = (f"(?P<t{at}>{_form(self.terms[at])})" for at in order)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-]|['’]\w)", re.IGNORECASE)

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(term.words.rpartition(" ")[2] for term in self.terms)

    def may_be_in(self, text: str) -> bool:
        """Whether a text may hold a term: most hold none, and this costs next to nothing."""
        lower = text.lower()
        return any(word in lower for word in self._last_words)

    def term(self, match: re.Match[str]) -> Term:
        """The term that the pattern has found."""
        assert match.lastgroup is not None
        return self.terms[int(match.lastgroup[1:])]

    def instead(self, term: Term, row: int) -> Term:
        """The term for the same range in a row, used alike if there is one."""
        same = [each for each in self.terms if each.row == row and each.low == term.low]
        return next((each for each in same if each.use == term.use), same[0])


def scale_of(name: str, lang: str) -> Scale | None:
    """The scale of this name (`icd203`, `phia`) for a text in a language; None without one."""
    return SCALES.get(name) if lang.partition("-")[0] == "en" else None


def _form(term: Term) -> str:
    """How a term is written: with other spaces, in the plural; a remote chance of any name."""
    words = term.words.replace(" ", r"\s+")
    if term.use == "remote":
        return rf"{words}(?:\s+{_CHANCES})?"
    return f"{words}s?" if words.endswith("chance") else words


def _scale(name: str, rungs: tuple[Rung, ...]) -> Scale:
    terms = (
        Term(words, low, high, row)
        for low, high, *rows in rungs
        for row, all_ in enumerate(rows)
        for words in all_
    )
    return Scale(name, tuple(terms))


SCALES = {"icd203": _scale("ICD 203", ICD203), "phia": _scale("PHIA", PHIA)}
"""The scales, by the setting's word for each."""
