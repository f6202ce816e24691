"""Words of likelihood in an analysis: the range beside each, and what a reader could take wrongly.

In: a text's document and its lines, and the site's scale. Out: the document with the ranges in its
words, and warnings of sentences that ICD 203 asks not to write. Only the desk's own words count:
no quotation, nothing in quotation marks, and not what a sentence says that others say.

A term that is denied, compared, asked or made stronger (“not likely”, “more likely than”, “is it
likely?”, “extremely likely”), or has a figure of the author's beside it, gets no range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from dateline.model.prose import Ref
from dateline.prose.english import around, has_figure, is_other, is_said, tells_how_likely
from dateline.prose.fragments import Block, Document, escape
from dateline.prose.printed import Stretch, printed, stretches
from dateline.prose.quotation import quoted
from dateline.prose.records import Complaint
from dateline.prose.scales import Scale, Term
from dateline.prose.sentences import spans
from dateline.prose.source import Source

CONTEXT = 300
"""How many characters on each side are looked at: enough for a sentence, and a bound for what is
none."""
TERMS = 50
"""How many terms of a sentence are read: what has more is none."""
_QUIET = frozenset(("th", "pre", "footer"))
_LEVEL = r"(?:very )?(?:high|moderate|medium|low)(?:er|est)?"
_NO_EMPHASIS = str.maketrans("", "", "*_")
_GAP = r"[\s*_-]+"
_CONFIDENCE = re.compile(
    rf"\b{_LEVEL}(?:[\s-]to[\s-]{_LEVEL})?{_GAP}(?:(?:levels?|degrees?) of )?confidence\b"
    r"(?!\s+(?:vote|among|in)\b)"
    rf"|\b{_LEVEL}{_GAP}confidence\s+in\s+(?:(?:the|our|this|that|these|its)\s+)?"
    r"(?:assessments?|judge?ments?|estimates?|findings?|conclusions?|sources?|reporting)\b"
    rf"|\b(?:our|analytic(?:al)?) confidence(?:\s+in\s+\w+(?:\s+\w+)?)?"
    rf"\s+(?:is|remains)\s+{_LEVEL}\b",
    re.IGNORECASE,
)
"""A level of confidence, as analysts state it; that of voters and markets is none."""


class Word(NamedTuple):
    """A word of likelihood: its place in the text, and its term. `has_range`: its range belongs
    beside it."""

    start: int
    end: int
    term: Term
    has_range: bool


class Sentence(NamedTuple):
    """A sentence with words of likelihood: where it lies in the text."""

    start: int
    end: int
    words: tuple[Word, ...]


def find(text: str, scale: Scale, covered: bytearray) -> Iterator[Sentence]:
    """The words of likelihood of a paragraph, by sentence. `covered` are the characters that stand
    in quotation marks."""
    if not scale.may_be_in(text):
        return
    for start, end in spans(text):
        matches = islice(scale.pattern.finditer(text, start, end), TERMS)
        read = (_read(text, start, end, m, scale) for m in matches if not covered[m.start()])
        words = tuple(word for word in read if word)
        if words:
            yield Sentence(start, end, words)


def _read(text: str, start: int, end: int, match: re.Match[str], scale: Scale) -> Word | None:
    """What a term says in its sentence, which lies between two places; None if no likelihood."""
    term = scale.term(match)
    left = text[max(start, match.start() - CONTEXT) : match.start()]
    beside = around(left, text[match.end() : min(end, match.end() + CONTEXT)])
    use = "noun" if term.use == "remote" and len(match[0].split()) > 1 else term.use
    if not tells_how_likely(use, beside) or is_said(beside):
        return None
    has_range = not (is_other(beside) or has_figure(beside))
    return Word(match.start(), match.end(), term, has_range)


def with_ranges(document: Document, scale: Scale) -> Document:
    """The document with the range beside each word that has one; the same if there is none."""
    places = [
        place
        for block in (document.blocks if scale.may_be_in(document.text) else ())
        if not block.quoted and block.tag not in _QUIET
        for place in _places(document, block, scale)
    ]
    if not places:
        return document
    refs = [*document.refs, *(Ref("likelihood", term.range) for _, term in places)]
    parts, at = [], 0
    for number, (place, _) in enumerate(places, len(document.refs)):
        parts.append(f'{document.html[at:place]} <img src="ref:{number}">')
        at = place
    return Document.of("".join(parts) + document.html[at:], refs)


def _places(document: Document, block: Block, scale: Scale) -> Iterator[tuple[int, Term]]:
    """Where in the HTML a range comes to stand, and the term before it."""
    text = document.text[block.start : block.end]
    if not scale.may_be_in(text):
        return
    for sentence in find(text, scale, quoted(text).covers(len(text))):
        for word in sentence.words:
            end = block.start + word.end
            run = document.runs[bisect_left(document.runs, end, key=lambda run: run.start) - 1]
            if word.has_range and not run.quiet:
                yield run.at + len(escape(document.text[run.start : end])), word.term


def judged_likelihood(source: Source, scale: Scale) -> Iterator[Complaint]:
    """The warnings of an analysis; cells of a table are sentences of their own."""
    for stretch in stretches(source) if scale.may_be_in(source.text) else ():
        if stretch.is_quotation or stretch.words.lstrip().startswith("#"):
            continue
        cells = printed(stretch.words).split("|")
        starts = accumulate((len(cell) + 1 for cell in cells), initial=stretch.start)
        for start, words in zip(starts, cells, strict=False):
            yield from _judged(Stretch(start, words), scale)


def _judged(stretch: Stretch, scale: Scale) -> Iterator[Complaint]:
    covered = quoted(stretch.words).covers(len(stretch.words))
    for sentence in find(stretch.words, scale, covered):
        yield from _mixed(sentence, stretch, scale)
        for level in _CONFIDENCE.finditer(stretch.words, sentence.start, sentence.end):
            if not covered[level.start()]:
                yield _with_confidence(sentence, level, stretch)
                break


def _mixed(sentence: Sentence, stretch: Stretch, scale: Scale) -> Iterator[Complaint]:
    """Terms of two rows in a sentence; said of the first that is of another row than the first."""
    first, *others = sentence.words
    for word in others:
        if word.term.row != first.term.row:
            here, there = _written(stretch, word), _written(stretch, first)
            same = scale.instead(word.term, first.term.row)
            message = f"“{here}” is of another row of words than “{there}” ({scale.name})."
            hint = f"Write “{same.words}”: it stands for the same {same.range}."
            start, end = stretch.start + word.start, stretch.start + word.end
            yield Complaint(start, end, "text/likelihood-mixed", message, hint)
            return


def _with_confidence(sentence: Sentence, level: re.Match[str], stretch: Stretch) -> Complaint:
    likely = _written(stretch, sentence.words[0])
    sure = f"“{_plain(level[0])}” says how sure you are"
    message = f"{sure}, “{likely}” how likely it is: not in one sentence."
    hint = "Make two sentences of it: how likely it is, and how sure you are of that."
    start, end = stretch.start + level.start(), stretch.start + level.end()
    return Complaint(start, end, "text/likelihood-and-confidence", message, hint)


def _written(stretch: Stretch, word: Word) -> str:
    return _plain(stretch.words[word.start : word.end])


def _plain(words: str) -> str:
    """Words on one line, without the signs of emphasis."""
    return " ".join(words.translate(_NO_EMPHASIS).split())
