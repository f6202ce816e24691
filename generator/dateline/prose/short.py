"""The short path: a text as nearly all news is written, read without Python-Markdown.

Comes in: a text. Goes out: the document that Python-Markdown, the sanitiser and `fragments` would
have made of it, and its references; or None, and the text takes the long way (`markdown`).

Python-Markdown stays the meaning. What is known here is listed here: the characters (`_KNOWN`), the
lines and blocks (`_SHAPES`), the marks in them (`_TOKEN`). One that is not, or stands where it
might mean something else, sends the whole text the long way; so does whatever would be a complaint
about Markdown. No text can make other tags than those that are written out below: the sanitiser
lets all of them through, and of the addresses only those are taken that it says it keeps.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.model.prose import Ref
from dateline.prose.addresses import Refusal, domain
from dateline.prose.bounds import is_small
from dateline.prose.cleaning import keeps
from dateline.prose.fragments import Document, escape
from dateline.prose.links import citation, understood
from dateline.prose.markdown import ATTRIBUTION
from dateline.prose.records import RawUse

_KNOWN = re.compile(
    r"""[A-Za-z0-9 \n!"#$%&'()*+,\-./:;=>?@\[\]_{}"""
    r"\u00a0-\u167f\u1681-\u180d\u180f-\u1fff\u200c-\u200f\u2010-\u2027\u202f-\u205e\u20a0-\u2fff"
    r"\u3001-\ud7ff\uf900-\ufaff\ufb00-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\uff01-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0003fffd]*"
)
"""Letters, digits and usual signs of all scripts: no backslash, backtick, `<`, `|`, `~`, `^` or
tab, and of the spaces only the plain one and two that do not break."""
_LINE = r"(?![ \u00a0\u202f#>+=-]|\d+\. )[^\n]*[^\n \u00a0\u202f]"
"""A line that begins with words, or with a mark of `_TOKEN`; nothing is wrong at its end."""
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_HEADING = re.compile(rf"(?P<level>#{{2,6}}) +(?P<words>(?=[^#\n]+(?:\n|\Z)){_LINE})(?:\n|\Z)")
_SHAPES = (
    ("p", re.compile(rf"{_LINE}(?:\n{_LINE})*")),
    ("blockquote", re.compile(rf"> {_LINE}(?:\n(?:>\n)?> {_LINE})*")),
    ("ul", re.compile(rf"(?P<mark>[-*+]) +{_LINE}(?:\n(?P=mark) +{_LINE})*")),
    ("ol", re.compile(rf"1\. +{_LINE}(?:\n[0-9]{{1,3}}\. +{_LINE})*")),
)
"""The blocks that are known, whole."""
_ITEM = re.compile(r"(?P<mark>[-*+]|[0-9]+\.) +(?P<words>[^\n]+)")
_MARKUP = re.compile(r"[*_\[\]]")
_WORDS = r"[^\s*_\[\]](?:[^\n*_\[\]]{0,500}[^\s*_\[\]])?"
_ADDRESS = r"""[^\s()\[\]"'<>]{1,500}"""
_TOKEN = re.compile(
    rf"(?P<stars>(?P<star>\*\*?)(?!\*)(?P<starred>{_WORDS})(?P=star)(?!\*))"
    rf"|(?<!\w)(?P<strokes>(?P<stroke>__?)(?!_)(?P<stroked>{_WORDS})(?P=stroke)(?!\w))"
    rf"|(?<!!)\[(?P<cited>@[^\n@\[\]]{{1,500}})\](?:\((?P<at>{_ADDRESS})\)|(?!\())"
    rf"|(?<!!)\[(?P<words>[^\s@*_\[\]][^\n*_\[\]]{{0,500}})\]\((?P<address>{_ADDRESS})\)"
    r"|(?<!!)(?P<aside>\[(?!@)[^\n*_\[\]]{0,500}\](?!\())"
)
"""Emphasis, a citation, a link, and words in brackets that are none of these."""


class Short(NamedTuple):
    """A text read the short way."""

    document: Document
    uses: list[RawUse]


class _Block(NamedTuple):
    """A block of a text: its tag, and where it stands."""

    tag: str
    start: int
    text: str


def read_short(text: str, base: str) -> Short | None:
    """The text's document and references, in order; None if the short way does not know it all.
    `base`: as in `parse`."""
    if not _KNOWN.fullmatch(text) or not is_small(text):
        return None
    blocks = list(_blocks(text))
    if not all(block.tag for block in blocks):
        return None
    writing = _Writing(base, [block.tag for block in blocks])
    if not all(writing.write(block) for block in blocks):
        return None
    writing.document.close()
    return Short(writing.document, writing.uses)


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks of a text, a heading apart from what stands right below it. One that is not known
    has no tag, nor has one that would be read as part of that before it."""
    last = ""
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        while heading := _HEADING.match(text, start, end):
            last = f"h{len(heading['level'])}"
            yield _Block(last, heading.start("words"), heading["words"])
            start = heading.end()
        if start < end:
            known = (tag for tag, shape in _SHAPES if shape.fullmatch(text, start, end))
            tag = next(known, "")
            yield _Block("" if tag == last != "p" else tag, start, text[start:end])
            last = tag


class _Writing:
    """The document as far as it is written. What writes to it answers whether that could be done;
    if not, it is of no use any more."""

    def __init__(self, base: str, tags: list[str]) -> None:
        self.base = base
        self.refs: list[Ref] = []
        self.uses: list[RawUse] = []
        self.document = Document(self.refs, tags)
        self.is_first = True

    def write(self, block: _Block) -> bool:
        """A block, on a line of its own."""
        if not self.is_first:
            self._break()
        self.is_first = False
        if block.tag == "blockquote":
            return self._quotation(block)
        if block.tag in ("ul", "ol"):
            return self._list(block)
        return self._element(block.tag, block.text, block.start)

    def _break(self) -> None:
        self.document.say("\n", "\n")

    def _element(self, tag: str, text: str, start: int, margin: int = 0) -> bool:
        """A block's words; each line but the first had `margin` characters before it."""
        self.document.start(tag, f"<{tag}>")
        done = self._words(text, start, margin)
        self.document.end(tag, f"</{tag}>")
        return done

    def _list(self, block: _Block) -> bool:
        self.document.start(block.tag, f"<{block.tag}>")
        self._break()
        for number, item in enumerate(_ITEM.finditer(block.text), 1):
            if block.tag == "ol" and item["mark"] != f"{number}.":
                return False
            if not self._element("li", item["words"], block.start + item.start("words")):
                return False
            self._break()
        self.document.end(block.tag, f"</{block.tag}>")
        return True

    def _quotation(self, block: _Block) -> bool:
        """Paragraphs, and who said it in the last line, as `markdown` finds it."""
        self.document.start("blockquote", '<blockquote dir="auto">')
        self._break()
        start = block.start
        *others, last = block.text.split("\n>\n")
        for part in others:
            if not self._element("p", part[2:].replace("\n> ", "\n"), start + 2, 2):
                return False
            self._break()
            start += len(part) + 3
        *lines, name = last[2:].split("\n> ")
        author = ATTRIBUTION.fullmatch(name)
        is_dialogue = bool(lines and ATTRIBUTION.fullmatch(lines[-1]))
        if author is None or is_dialogue or not (lines or others):
            lines.append(name)
            author = None
        if lines and not self._element("p", "\n".join(lines), start + 2, 2):
            return False
        if author:
            if lines:
                self._break()
            place = block.start + len(block.text) - len(author[1])
            if not self._element("footer", f"— {author[1]}", place - 2):
                return False
        self._break()
        self.document.end("blockquote", "</blockquote>")
        return True

    def _words(self, text: str, start: int, margin: int) -> bool:
        written = 0
        mark = _MARKUP.search(text)
        while mark:
            at = mark.start()
            match = _TOKEN.match(text, at)
            if match is None:
                return False
            if match.lastgroup != "aside":
                self._say(text[written:at])
                written = match.end()
                if not self._token(match, start + at + margin * text.count("\n", 0, at)):
                    return False
            mark = _MARKUP.search(text, match.end())
        self._say(text[written:])
        return True

    def _say(self, text: str) -> None:
        if text:
            self.document.say(text, escape(text))

    def _token(self, match: re.Match[str], place: int) -> bool:
        if sign := match["star"] or match["stroke"]:
            tag = "em" if len(sign) == 1 else "strong"
            self.document.start(tag, f"<{tag}>")
            self._say(match["starred"] or match["stroked"])
            self.document.end(tag, f"</{tag}>")
            return True
        if match["cited"]:
            return self._citation(match, place)
        return self._link(match, place)

    def _citation(self, match: re.Match[str], place: int) -> bool:
        href = match["at"] or ""
        ref = citation(match["cited"], href)
        if (href and not (domain(href) and keeps(href))) or not ref.target:
            return False
        self.document.start("img", "", self._refer(ref, place, match))
        return True

    def _link(self, match: re.Match[str], place: int) -> bool:
        answer = understood(match["address"], self.base)
        if isinstance(answer, Refusal):
            return False
        if answer.kind == "web":
            is_mail = answer.target.lower().startswith("mailto:")
            rel = "" if is_mail else ' rel="external"'
            self.document.start("a", f'<a href="{escape(answer.target)}"{rel}>')
        else:
            ref = Ref(answer.kind, answer.target, (), answer.detail)
            self.document.start("a", "", self._refer(ref, place, match))
        self._say(match["words"])
        self.document.end("a", "</a>")
        return True

    def _refer(self, ref: Ref, place: int, match: re.Match[str]) -> int:
        """Notes a reference; its number."""
        self.refs.append(ref)
        end = place + len(match[0])
        self.uses.append(RawUse(ref.kind, ref.target, place, end, ref.detail))
        return len(self.refs) - 1
