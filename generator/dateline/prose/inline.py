"""Python-Markdown's inline processors, and ours in their places.

Here are those that change little: code spans and escapes that remember how they were written,
bare links, and emphasis under watch. Links, citations and pictures are `links`.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import (
    BACKTICK_RE,
    ESCAPE_RE,
    AutolinkInlineProcessor,
    BacktickInlineProcessor,
    DelimiterProcessor,
    EscapeInlineProcessor,
)
from markdown.util import AtomicString

from dateline.prose.addresses import Refusal
from dateline.prose.found import Current
from dateline.prose.links import LINK, PICTURE, Links, Pictures, meant, set_web, understood
from dateline.prose.marks import unmarked

_ASIDE = re.compile("\x02[^\x02\x03]*\x03")
"""What Python-Markdown has put aside; emphasis must not cut it in two."""
_BROKEN = re.compile("[\x02\x03]")
_AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>"


def register(markdown: Markdown, current: Current) -> None:
    """Puts our processors in the places of Python-Markdown's."""
    patterns = markdown.inlinePatterns
    patterns.register(_Code(markdown, current), "backtick", 190)
    patterns.register(_Escape(markdown, current), "escape", 180)
    patterns.register(Links(LINK, markdown, current), "link", 160)
    patterns.register(Pictures(PICTURE, markdown, current), "image_link", 150)
    patterns.register(_Autolinks(markdown, current), "autolink", 120)
    patterns.register(_Emphasis(markdown, current), "em_strong", 60)


class _Code(BacktickInlineProcessor):
    """Code spans; remembers how each was written, for the places of links around them."""

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__(BACKTICK_RE)
        self.md = markdown
        self.current = current

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        node, start, end = super().handleMatch(m, data)
        if node is not None and "\x02" in data[start:end]:
            return None, start, end  # emphasis, read a second time: the first time it was no code
        if node is not None:
            self.current.found.written[_next_id(self.md)] = data[start:end]
        return node, start, end


class _Escape(EscapeInlineProcessor):
    """Backslash escapes; remembers how each was written, like `_Code`."""

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__(ESCAPE_RE, markdown)
        self.current = current

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        node, start, end = super().handleMatch(m, data)
        if node is not None:
            self.current.found.written[_next_id(self.md)] = m[0]
        return node, start, end


class _Autolinks(AutolinkInlineProcessor):
    """`<https://…>`; other schemes print as written, and so does one inside a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__(_AUTOLINK, markdown)
        self.current = current

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        address = unmarked(meant(m[1], self.current.found))
        answer = understood(address, "")
        if isinstance(answer, Refusal) or answer.kind != "web":
            return None, m.start(), m.end()
        anchor = etree.Element("a")
        anchor.text = AtomicString(m[1])
        set_web(anchor, address)
        return anchor, m.start(), m.end()


class _Emphasis(DelimiterProcessor):
    """Emphasis, watched: where stars of several lengths meet, Python-Markdown 3.11 may lose a
    letter. Such stars are a complaint, and they and all that follow print as written."""

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__("*", "strong,em", markdown)
        self.add("_", "strong,em", smart=True)
        self.current = current
        self.ahead = ""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        if self.current.found.has_stars:
            return None, m.start(), m.end()
        if self.regions and not data.endswith(self.ahead):
            self.reset()  # it has paired the stars of another text: this one stands inside that
        node, start, end = super().handleMatch(m, data)
        self.ahead = data[end:]
        if node is None:
            return node, start, end
        written = data[start:end]
        ends = written[:1] + written[-1:]
        texts = list(node.itertext())
        is_whole = not any(_BROKEN.search(_ASIDE.sub("", text)) for text in texts)
        if ends in ("**", "__") and is_whole and _kept(written) == _kept("".join(texts)):
            return node, start, end
        self.current.found.stars(re.split("[\x02\n]", written or data[m.start() :])[0])
        return None, m.start(), m.end()


def _next_id(markdown: Markdown) -> str:
    """The number under which Python-Markdown is about to set a node aside."""
    inline: Any = markdown.treeprocessors["inline"]
    return f"{len(inline.stashed_nodes):04d}"


def _kept(text: str) -> str:
    return text.replace("*", "").replace("_", "")
