"""What the words of a text say as they are printed: its quotation marks, its
spellings, what is still to be written, its weekdays beside dates.

In: the lines of a text, the names the house does not print, from where it speaks. Out: complaints.
Code, addresses and citations are passed over; an avoided spelling and a wrong weekday are one's own
words' matter, so not that of a quotation.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from dateline.prose.names import Names
from dateline.prose.quotation import goes_on, has_marks, quoted
from dateline.prose.records import Complaint
from dateline.prose.source import Fence, Line, Source
from dateline.prose.weekdays import Standpoint, contradictions, is_doubtful

_UNPRINTED = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)"  # code
    r"|\[@[^\]\n]*\]"  # a citation
    r"|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # the address of a link
    r"|<[a-z][a-z0-9+.-]*:[^>\s]*>|https?://\S+"  # an address
)
_SIGNS = ("`", "[@", "](", "<", "http")
"""What each of these holds."""
_PLACEHOLDER = re.compile(r"\b(?:TODO|FIXME|TKTK|XXX)\b|\b[Ll]orem ipsum\b")
"""What desks and editors leave where words are to come."""
_BEGINS = re.compile(r"[ >]*(?:[-*+] |[0-9]+\. |#{1,6} |[^\n]*\|)")
"""The first line of an item, a heading, a row of a table."""
_QUOTES = re.compile(r" {0,3}>")


class Stretch(Struct, frozen=True):
    """A paragraph, item, heading or quotation: where it starts in the text, and its words."""

    start: int
    words: str
    is_quotation: bool = False


def judged(source: Source, names: Names, lang: str, standpoint: Standpoint) -> Iterator[Complaint]:
    """The complaints about a text with Markdown."""
    is_doubted = is_doubtful(source.text, standpoint)
    has_placeholder = _has_placeholder(source.text)
    if not (is_doubted or has_placeholder or _has_others(source.text, names)):
        return
    every = list(stretches(source))
    for written, after in pairwise([*every, Stretch(0, "")]):
        held = has_placeholder and _has_placeholder(written.words)
        if not (is_doubted or held or _has_others(written.words, names)):
            continue
        stretch = replace(written, words=printed(written.words))
        yield from _marks(stretch, after.words)
        yield from _placeholders(stretch)
        if not stretch.is_quotation:
            yield from _spellings(stretch, names, lang)
            for found in contradictions(stretch.words, written.words, names, standpoint):
                start, end = stretch.start + found.start, stretch.start + found.end
                yield replace(found, start=start, end=end)


def judged_line(text: str, names: Names, lang: str, standpoint: Standpoint) -> Iterator[Complaint]:
    """The complaints about a text on one line, without Markdown."""
    stretch = Stretch(0, text)
    yield from _marks(stretch, "")
    yield from _placeholders(stretch)
    yield from _spellings(stretch, names, lang)
    yield from contradictions(text, text, names, standpoint)


def _has_others(text: str, names: Names) -> bool:
    """Whether there is anything else to look at: in most paragraphs there is not."""
    return has_marks(text) or bool(names.avoided(text))


def _has_placeholder(text: str) -> bool:
    """By what each of them holds: most texts have none, and that is seen at once."""
    return "TODO" in text or "FIXME" in text or "TKTK" in text or "XXX" in text or "orem i" in text


def printed(words: str) -> str:
    """Words with spaces for what is not printed."""
    if not any(sign in words for sign in _SIGNS):
        return words
    return _UNPRINTED.sub(lambda match: " " * len(match[0]), words)


def _marks(stretch: Stretch, following: str) -> Iterator[Complaint]:
    alone = quoted(stretch.words).alone
    if alone and not goes_on(stretch.words, alone[-1], following):
        at = stretch.start + alone[0]
        mark = stretch.words[alone[0]]
        message = f"The quotation mark {mark} has no other half here."
        hint = "Add the other one, or take this one out."
        yield Complaint(at, at + 1, "text/unbalanced-quotes", message, hint)


def _placeholders(stretch: Stretch) -> Iterator[Complaint]:
    if not _has_placeholder(stretch.words):
        return
    for match in _PLACEHOLDER.finditer(stretch.words):
        message = f"“{match[0]}” says that something is still to be written."
        start, end = match.span()
        hint = "Write it, or hold the entry back with `draft: true`."
        yield Complaint(
            stretch.start + start, stretch.start + end, "text/unfinished", message, hint
        )


def _spellings(stretch: Stretch, names: Names, lang: str) -> Iterator[Complaint]:
    avoided = names.avoided(stretch.words)
    if not avoided:
        return
    covered = quoted(stretch.words).covers(len(stretch.words))
    for match in avoided:
        if covered[match.start]:
            continue
        written = " ".join(stretch.words[match.start : match.end].split())
        house = names.house_form(match.entity_id, lang)
        start, end = stretch.start + match.start, stretch.start + match.end
        message = f"The house does not write “{written}” but “{house}”."
        hint = f"Write {house}; words in quotation marks may stay as they were said."
        yield Complaint(start, end, "text/avoided-spelling", message, hint)


def stretches(source: Source) -> Iterator[Stretch]:
    """The text cut where Markdown begins a new block."""
    block: list[Line] = []
    for part in source.parts:
        full = isinstance(part, Line) and bool(part.text.strip(" >"))
        if block and not (full and _goes_on(block[0], part)):
            yield _stretch(source.text, block)
            block = []
        if isinstance(part, Line) and full:
            block.append(part)
    if block:
        yield _stretch(source.text, block)


def _goes_on(first: Line, part: Line | Fence) -> bool:
    """Whether a line is of the block that another began."""
    if isinstance(part, Fence) or _BEGINS.match(part.text):
        return False
    return not _QUOTES.match(part.text) or bool(_QUOTES.match(first.text))


def _stretch(text: str, block: list[Line]) -> Stretch:
    start = block[0].start
    words = text[start : block[-1].end]
    return Stretch(start, words, bool(_QUOTES.match(words)))
