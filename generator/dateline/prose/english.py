"""English round a word of likelihood: what it belongs to, who says it, and whether it is denied.

In: what stands before a term and after it in its sentence. Out: answers, by the words next to it
and a few lists, without a grammar. Where they leave a doubt the answer is the one that prints
nothing: a missing range says nothing, a false one lies.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.prose.scales import Use

WORD = 80
"""No word that is looked at is longer."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DETERMINERS = _set("""
    a an the its his her their our your my some any no every each another other such these those
    several many few both all most numerous various two three four five six seven eight nine ten
""")
_PREPOSITIONS = _set("""
    of for with against on in from about into by to between among over under despite without at
    including like than toward towards through
""")
_PRONOUNS = _set("it he she they we i you who which there what")
_CONTRACTED = _PRONOUNS | _set("that this here how where")
"""“It's likely” is no owner's s."""
_MODALS = _set("""
    will would may might could can shall should must did does do won wouldn couldn don doesn didn
""")
_HAVE = _set("has have had hasn haven hadn")
_IS = _set("is was isn wasn seems looks appears remains becomes became seemed looked")
_ARE = _set("are were aren weren be been being am seem look appear remain become becoming")
_AND = _set("and or but then also now that because while")
_CLOSED = _MODALS.union(_HAVE, _IS, _ARE) | _set("""
    to that and or but nor if unless in on at by before after until within for from given because
    since when while where during under with without over even only now today tomorrow soon then
    there here not yet though although so either too again this these those the a an its his her
    their our any some no he she it they we who what of as than enough rather
""")
"""What may follow “is likely”; any other word may be a noun that “likely” describes."""
_DEGREES = _set("""
    more less most least as so too how however much far quite rather fairly pretty somewhat very
    just about even ever all twice half times no nor than almost nearly only enough
""")
_NO_DEGREES = _set("""
    currently presently initially immediately finally eventually ultimately recently previously
    subsequently consequently accordingly ally assembly family supply reply rally anomaly monopoly
""")
"""Words on -ly that do not say how likely: all others before a term are taken to."""
_TAKING = re.compile(
    r"(?:identif(?:y|ies|ied)|(?:includ|caus|fac|nam|describ|anticipat|indicat)(?:e[sd]?|ing)"
    r"|(?:expect|fear|suggest|predict|list|assess|discuss|threaten|avoid|prevent|target|hit)"
    r"(?:s|ed|ing)?)"
)
"""Verbs that take “likely targets”, and are no subject of “likely targets the road”."""
_SUBJECT = re.compile(
    r"\b[^\W\da-z][\w-]*\W*$"  # Moscow
    r"|\b(?:[Tt]he|[Aa]n?|[Tt]h(?:is|at|eir)|[Ii]ts|[Hh](?:is|er)|[Oo]ur|\w+['’]s?)"
    r"(?:\s+(?:[^\W\da-z][\w-]*|\w+-\w+|\w+(?:al|ic|ive|an|ish|ese|ern|ary|ous|est)))?"
    r"\s+[\w-]+\W*$"  # the regime, the Syrian regime
    r"|\b\w+(?:tion|ment|ness|ity|ing|[ae]nce|ship)\W*$"  # shelling
)
"""What is a subject where “likely aims” could be a noun in the plural."""

_BEFORE = re.compile(r"([^\W\d_][^\W_]*(?:['’][^\W\d_]*)?)[\s*_]+$")
_AFTER = re.compile(r"[\s*_]+([^\W\d_][\w-]*)")
_ASIDE = re.compile(r",[^,;:]*,\s*$|\([^()]*\)\s*$|\s[—–-]\s[^—–]*\s[—–-]\s*$|—[^—]*—\s*$")
_BOUNDARY = re.compile(
    r"[,;:()—…]|\s[–-]\s|\b(?:but|and|or|yet|so|because|while|whereas|although|though|which|who"
    r"|when|since|until|unless)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|nor|neither|never|none|nobody|nothing|nowhere|cannot|hardly|scarcely|barely"
    r"|rarely|seldom|doubts?|doubted|den(?:y|ies|ied)|whether)\b|n['’]t\b",
    re.IGNORECASE,
)
_ANYTHING_BUT = re.compile(r"\banything but\s+$", re.IGNORECASE)
_SAYING = (
    r"(?:sa(?:ys?|id|ying)|t(?:ells?|old)|argu(?:es?|ed|ing)|warn(?:s|ed|ing)?|believ(?:es?|ed)"
    r"|thinks?|thought|insist(?:s|ed)?|consider(?:s|ed)?|deem(?:s|ed)?|call(?:s|ed)|wrote|writes?"
    r"|(?:claim|predict|fear|admit|maintain|report)(?:s|t?ed)?\s+that"
    r"|(?:announc|acknowledg|conced)(?:es?|ed)\s+that)"
)
_OURS = r"(?<!\bwe )(?<!\bwe now )(?<!\bwe still )(?<!\bdesk )(?<!\bso-)(?<!^that )"
_SAID_BEFORE = re.compile(rf"{_OURS}\b{_SAYING}\b|\baccording to\b", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r",\s+(?!(?:but|and|though|although|while|which|who|as|because|if|yet|so)\b)"
    rf"[^,;]{{0,60}}?{_OURS}\b{_SAYING}\b[^,;]{{0,30}}(?:,|$)|\baccording to\b",
    re.IGNORECASE,
)
_CHANCES = re.compile(
    r"\b(?:chances?|possibility|likelihood|probability|prospects?|odds|risks?)\b", re.IGNORECASE
)
_PERCENT = r"(?:%|\bper\s?cent(?:age)?\b)"
_FIGURE = (
    rf"(?:{_PERCENT}|\d\s*(?:in|to|out of|[-–—:/])\s*\d|\b0?\.\d"
    r"|\b(?:in|out of) (?:two|three|four|five|ten)\b)"
)
_FIGURE_AFTER = re.compile(
    rf"[\s*_]*(?:\([^()]*?{_FIGURE}|[,—–-]?\s*(?:about |around |some |at |roughly )?"
    rf"\d[\d\s.–-]{{0,20}}{_PERCENT})"
)
_FIGURE_BEFORE = re.compile(rf"{_PERCENT}\)?,?[\s*_]*$")
_COMPARED = re.compile(r"\s*(?:rather\s+than|than|as|enough|or\s+not)\b", re.IGNORECASE)
_ASKED = re.compile(r"\?[\s\"'”’»)*_]*$")
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_GREATER = re.compile(r"\b(?:\w+er|more|less|fewer|worse|better|other)\b", re.IGNORECASE)


class Around(NamedTuple):
    """What stands round a term in its sentence: the words before and after it (empty at a mark of
    punctuation), both sides, and the one before without an aside."""

    previous: str
    next: str
    left: str
    before: str
    after: str

    @property
    def clause(self) -> str:
        """The words of the same clause before the term."""
        return _BOUNDARY.split(_ANYTHING_BUT.sub("not ", self.before))[-1]


def around(left: str, after: str) -> Around:
    """The words round a term; an aside between commas, brackets or dashes just before it is left
    out, or “is not, we think, likely” would lose its “not”."""
    before = _ASIDE.sub(" ", left)
    previous, following = _BEFORE.search(before[-WORD:]), _AFTER.match(after)
    return Around(
        previous[1] if previous else "", following[1] if following else "", left, before, after
    )


def tells_how_likely(use: Use, term: Around) -> bool:
    """Whether a term that is used so says how likely something is: “the likely heir” and “a remote
    village” do not."""
    return _ANSWERS[use](term)


def is_said(term: Around) -> bool:
    """Whether it is what somebody else says: “the ministry says that …”, “according to …”."""
    return bool(_SAID_BEFORE.search(term.left.lstrip()) or _SAID_AFTER.search(term.after))


def is_other(term: Around) -> bool:
    """Whether it means another likelihood than its own, or none: “not likely”, “more likely than”,
    “extremely likely”, a question."""
    word = term.previous
    is_degree = word.lower() in _DEGREES or (
        word.endswith("ly") and word.islower() and word not in _NO_DEGREES
    )
    return bool(
        is_degree
        or _NEGATION.search(term.clause)
        or _COMPARED.match(term.after)
        or _is_compared(term.after)
        or _ASKED.search(term.after)
    )


def has_figure(term: Around) -> bool:
    """Whether the author has put a figure beside it: “likely (55–80 %)”, “70 % likely”."""
    return bool(_FIGURE_AFTER.match(term.after) or _FIGURE_BEFORE.search(term.left))


def _is_compared(after: str) -> bool:
    """“likely to be a slip than a plan”; but not “likely to be higher than last year”."""
    clause = _BOUNDARY.split(after)[0]
    than = _THAN.search(clause)
    return than is not None and not _GREATER.search(clause, 0, than.start())


def _is_described(term: Around) -> bool:
    """Whether the term belongs to a noun behind it: “the likely heir”, “Assad's probable heir”."""
    word, apostrophe, rest = term.previous.lower().replace("’", "'").partition("'")
    owns = bool(apostrophe) and (not rest or (rest == "s" and word not in _CONTRACTED))
    return owns or word in _DETERMINERS


def _predicate(term: Around) -> bool:
    """“is likely to”, “likely that”, “make it likely.”"""
    if _is_described(term) or term.previous.lower() in _PREPOSITIONS:
        return False
    is_, follows = _verb(term.previous) in _IS | _ARE, term.next
    return not follows or follows.lower() in _CLOSED or (is_ and follows[0].isupper())


def _either(term: Around) -> bool:
    """“is likely to”, or “will likely fail”, “the attack likely failed”."""
    if _predicate(term):
        return True
    previous, follows = _verb(term.previous), term.next.lower()
    plural, participle = follows.endswith("s"), follows.endswith(("ed", "ing"))
    if _is_described(term) or previous in _PREPOSITIONS or _TAKING.fullmatch(previous):
        return False
    if previous in _MODALS | _IS | _PRONOUNS:
        return True
    if previous in _HAVE | _ARE:
        return not plural
    if previous in ("this", "that"):
        return plural or participle
    if not previous or previous in _AND:
        return participle
    return participle or not plural or bool(_SUBJECT.search(term.before))


def _remote(term: Around) -> bool:
    """“the chances are remote”."""
    is_ = _verb(term.previous) in _IS | _ARE
    free = not term.next or term.next.lower() in _CLOSED
    return is_ and free and bool(_CHANCES.search(term.before))


_ANSWERS: dict[Use, Callable[[Around], bool]] = {
    "noun": lambda term: True,
    "adjective": _predicate,
    "adverb": lambda term: not _is_described(term),
    "either": _either,
    "after will": lambda term: term.previous.lower() in _MODALS,
    "remote": _remote,
}
"""How a term must stand to say how likely something is, by its use."""


def _verb(word: str) -> str:
    """A word in small letters; “it's” and “they'll” by what they shorten."""
    host, _, rest = word.lower().replace("’", "'").partition("'")
    return {"s": "is", "re": "are", "ll": "will", "d": "would", "ve": "have"}.get(rest, host)
