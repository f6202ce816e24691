"""What a language's calendar is: its weekdays and months, and how it tells past from to come.

A table is made of words and of patterns; nothing here knows a language. Patterns are compiled when
a calendar is asked for, so that a site pays for its own languages only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

DAY = r"(?P<day>\d{1,2})"
YEAR = r"(?P<year>(?:[1١][89٨٩]|[2٢][0٠])\d\d)(?!\d|[.,:]\d)"
NUMBER = r"(?P<month>\d{1,2})"
ISO = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
RANGE = r"(?!\w|\s*[-–—/&]\s*\d|,\s*\d{{1,2}}\b(?![:.])|\s+(?:{and_})\s+\d{{1,2}}\b)"
"""After a date: nothing that makes a stretch or a list of it (17–19 June, June 17 and 18)."""
ANY = re.compile("")
WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
Token = tuple[int, str]
"""A word of a text, and where it starts."""


class Weekday(NamedTuple):
    """A weekday in a text: `number` is 0 for Monday; `first` is where the word begins that it may
    be written together with, else its own start."""

    first: int
    start: int
    end: int
    number: int

    def from_(self, start: int) -> "Weekday":
        """It, in the text from a place on."""
        return Weekday(self.first - start, self.start - start, self.end - start, self.number)


class Cues(NamedTuple):
    """Words that tell something of a clause: as they are; by an ending, if `ended` matches where
    the word starts; and with what follows them (`phrases`, `anywhere` after any word's start)."""

    words: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    ended: re.Pattern[str] = ANY
    phrases: Mapping[str, re.Pattern[str]] = {}
    anywhere: re.Pattern[str] | None = None

    def first(self, text: str, end: int, tokens: Iterable[Token]) -> int:
        """Where the first of them stands in a stretch of a text that has these words and ends
        there; its end if there is none."""
        words, endings, ended, phrases, anywhere = self
        for at, word in tokens:
            if word in words or (word.endswith(endings) and ended.match(text, at, end)):
                return at
            phrase = phrases.get(word)
            if phrase and phrase.match(text, at + len(word), end):
                return at
            if anywhere and anywhere.match(text, at, end):
                return at
        return end


class Calendar(NamedTuple):
    """A language's table.

    `weekday` matches any form of any weekday as a whole word; `hints` are what each form has
    behind its first letter, which are found fast; `numbers` says which weekday a form is, from 0
    for Monday, `months` which month. `after` are dates that follow a weekday, `before` those that
    end right before it, each with whether the two can be nothing but one day; `of_month` is the
    day of a month alone. `elsewhen` are words of other years.

    Of a weekday without a date: `other_before` and `other_after` are words beside it that make it
    another day than the latest, or none at all; `needs_before` and `needs_after` those without
    which it is none, if any are needed; `habit` are cues of its clause that make it many days, or
    one of long ago; `story` begins a sentence about another time. A clause ends at a comma and its
    like, before the words in `breaks`, and before those that begin with one of `elided`. `sure`
    stands before a weekday of the past, whatever follows; `telling` are verbs of saying, after
    which the clause is another's. `future` and `past` are a clause's cues; `soon` cues of what is
    to come, unless there is one of the past. `is_told`: what has no cue of the past is left alone,
    since the language's present may mean the future.
    """

    weekday: re.Pattern[str]
    hints: tuple[str, ...]
    numbers: dict[str, int]
    months: dict[str, int]
    after: tuple[re.Pattern[str], ...]
    before: tuple[tuple[re.Pattern[str], bool], ...]
    elsewhen: re.Pattern[str]
    of_month: re.Pattern[str]
    other_before: re.Pattern[str]
    other_after: tuple[re.Pattern[str], ...]
    needs_before: re.Pattern[str] | None
    needs_after: re.Pattern[str] | None
    habit: Cues
    story: re.Pattern[str]
    breaks: frozenset[str]
    elided: tuple[str, ...]
    sure: re.Pattern[str]
    telling: frozenset[str]
    future: Cues
    past: Cues
    soon: Cues
    is_told: bool

    def weekdays(self, text: str) -> tuple[Weekday, ...]:
        """The weekdays of a text, in order: in most there is none, and that is seen at once."""
        hints = [hint for hint in self.hints if hint in text]
        if not hints:
            return ()
        places = sorted({at - 1 for hint in hints for at in places_of(hint, text)})
        found = []
        for at in places:
            match = self.weekday.match(text, max(0, at)) or self.weekday.match(text, max(0, at - 1))
            if match:
                start, end = match.span("name")
                found.append(Weekday(match.start(), start, end, self.numbers[match["name"]]))
        return tuple(found)


def calendar(
    *,
    weekdays: str,
    months: str,
    orders: Iterable[str],
    gap: str = r"\s*,?\s+|\s*\(\s*",
    apposed: str = r"\s*\(\s*",
    loosely: str = r",?\s+",
    prefix: str = "",
    and_: str,
    elsewhen: str,
    of_month: str = r"(?!)",
    other_before: str,
    other_after: str,
    needs_before: str = "",
    needs_after: str = "",
    habit: Cues,
    story: str = r"(?!)",
    breaks: frozenset[str] = frozenset(),
    elided: tuple[str, ...] = (),
    sure: str = r"(?!)",
    telling: frozenset[str] = frozenset(),
    future: Cues,
    past: Cues,
    soon: Cues | None = None,
    is_told: bool = True,
) -> Calendar:
    """A language's table, compiled.

    `weekdays` from Monday and `months` from January: a line each, with all its forms, `_` for a
    space. `orders` are the ways to write a date, with `{day}`, `{month}`, `{number}` (of a month)
    and `{year}`; `gap` stands between a weekday and a date after it, `apposed` between a date and
    a weekday that must be one day, `loosely` where they may be two. `prefix` is what may be
    written together with a weekday; `and_` makes lists and stretches of days. The rest is as in
    `Calendar`; `{weekday}` and `{month}` in what stands beside a weekday are any of them.
    """
    numbers = numbered(weekdays)
    names = numbered(months)
    weekday, month = any_of(numbers), any_of(names)
    parts = {"day": DAY, "month": f"(?P<month>{month})", "number": NUMBER, "year": YEAR}
    dates = [ISO, *(order.format(**parts) for order in orders)]
    after = RANGE.format(and_=and_)
    days = rf"(?:\w+\s+)?(?:\d{{1,2}}\W*\w*\W+){{1,2}}(?:\w+\s+)?(?:{month})\b|(?:{month})\.?\s+\d"
    told = {"{weekday}": f"(?:{weekday})", "{month}": f"(?:{month})"}
    return Calendar(
        weekday=re.compile(rf"(?<![\w-])(?:{prefix})(?P<name>{weekday})(?![\w‐‑-])"),
        hints=hints(numbers),
        numbers=numbers,
        months=names,
        after=tuple(re.compile(rf"[*_]*(?:{gap})[*_]*(?:{each}){after}") for each in dates),
        before=tuple(
            (re.compile(rf"(?<![\w–/-])(?:{each})[*_]*(?:{between})[*_]*(?:{prefix})\Z"), firm)
            for between, firm in ((apposed, True), (loosely, False))
            for each in dates
        ),
        elsewhen=re.compile(elsewhen),
        of_month=re.compile(of_month),
        other_before=re.compile(rf"(?:{filled(other_before, told)})\Z"),
        other_after=(
            re.compile(filled(other_after, told)),
            re.compile(rf"(?:\s*,?\s+(?:\w+\s+)?(?:{weekday}))?(?:{gap})(?:{days})"),
        ),
        needs_before=re.compile(rf"(?:{needs_before})\Z") if needs_before else None,
        needs_after=re.compile(needs_after) if needs_after else None,
        habit=habit,
        story=re.compile(filled(story, told)),
        breaks=breaks,
        elided=elided,
        sure=re.compile(rf"(?:{sure})\Z"),
        telling=telling,
        future=future,
        past=past,
        soon=soon or Cues(),
        is_told=is_told,
    )


def numbered(lines: str) -> dict[str, int]:
    """The forms of a list of names, each with its name's place, and as sentences begin."""
    forms = {}
    for place, line in enumerate(lines.strip().splitlines()):
        for form in line.split():
            name = form.replace("_", " ")
            forms[name] = forms[name[0].upper() + name[1:]] = place
    return forms


def hints(forms: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of what forms have behind their first letters, capital or not."""
    ends = sorted({form[1:] for form in forms}, key=lambda end: (len(end), end))
    return tuple(
        end for at, end in enumerate(ends) if not any(end.startswith(e) for e in ends[:at])
    )


def places_of(words: str, text: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def any_of(forms: Iterable[str]) -> str:
    """A pattern for one of some forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def filled(pattern: str, names: dict[str, str]) -> str:
    """A pattern with names in the places of their marks."""
    for mark, name in names.items():
        pattern = pattern.replace(mark, name)
    return pattern


def words(text: str) -> frozenset[str]:
    """Words that are separated by spaces."""
    return frozenset(text.split())


def any_in(text: str) -> str:
    """A pattern for one of some words that are separated by spaces, with `_` for those in them."""
    return any_of(word.replace("_", " ") for word in text.split())


def phrases(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """What must follow a word to make a phrase, by each word of a key."""
    return {word: re.compile(after) for words_, after in table.items() for word in words_.split()}
