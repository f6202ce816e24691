"""Links, citations and pictures: Python-Markdown's processors for them, with our meaning.

What is found becomes a stand-in with the address `ref:N` (an `<a>` with words, or an `<img>`
without) for `fragments` to cut out, or an ordinary link. An address that is none is a complaint
and its link prints as written.
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
    LinkInlineProcessor,
)
from markdown.util import AtomicString

from dateline.model.prose import Ref
from dateline.prose.addresses import Address, Refusal, domain, local_file, resolve
from dateline.prose.cleaning import keeps
from dateline.prose.found import Current, Found

AND = "\x11"
_MARK = re.compile("\x0e[0-9]+\x0f")
_CHARACTER = re.compile("\x02([0-9]+)\x03")
_PLACEHOLDER = re.compile("\x02klzzwxh:([0-9]+)\x03")
_BRACKETS = re.compile(r"[\[\]]")
_LINK = r"\[\x0e([0-9]+)\x0f"
_PICTURE = r"!\[\x0e([0-9]+)\x0f"
_AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>"
_NESTED = re.compile(r"(?<!!)\[\x0e[0-9]+\x0f(?:@|[^\[\]]*\]\()")
_SECOND_SOURCE = re.compile(r"[;,]\s*@")
_LONGEST = 2000
_LONGEST_WORDS = 5000

Result = tuple[Any, int | None, int | None]
_NOTHING: Result = (None, None, None)


def mark(number: int) -> str:
    """A `[` with its number in the text."""
    return f"[\x0e{number}\x0f"


def finished(html: str) -> str:
    """Python-Markdown's HTML without our marks."""
    return _MARK.sub("", html).replace(AND, "&amp;")


def unmarked(text: str) -> str:
    """Source text without our marks."""
    return _MARK.sub("", text).replace(AND, "&")


def register(markdown: Markdown, current: Current) -> None:
    """Puts our processors in the places of Python-Markdown's."""
    patterns = markdown.inlinePatterns
    raws: dict[str, str] = {}
    patterns.register(_Code(markdown, raws), "backtick", 190)
    patterns.register(_Escape(markdown, raws), "escape", 180)
    patterns.register(_Links(_LINK, markdown, current, raws), "link", 160)
    patterns.register(_Pictures(_PICTURE, markdown, current, raws), "image_link", 150)
    patterns.register(_Autolinks(markdown, current), "autolink", 120)
    patterns.register(_Emphasis(markdown, current), "em_strong", 60)


def _next_id(markdown: Markdown) -> str:
    """The number under which Python-Markdown is about to set a node aside."""
    inline: Any = markdown.treeprocessors["inline"]
    return f"{len(inline.stashed_nodes):04d}"


class _Code(BacktickInlineProcessor):
    """Code spans; remembers how each was written, for the places of links around them."""

    def __init__(self, markdown: Markdown, raws: dict[str, str]) -> None:
        super().__init__(BACKTICK_RE)
        self.md = markdown
        self.raws = raws

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        node, start, end = super().handleMatch(m, data)
        if node is not None:
            self.raws[_next_id(self.md)] = data[start:end]
        return node, start, end


class _Escape(EscapeInlineProcessor):
    """Backslash escapes; remembers how each was written, like `_Code`."""

    def __init__(self, markdown: Markdown, raws: dict[str, str]) -> None:
        super().__init__(ESCAPE_RE, markdown)
        self.raws = raws

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        node, start, end = super().handleMatch(m, data)
        if node is not None:
            self.raws[_next_id(self.md)] = m[0]
        return node, start, end


class _Links(LinkInlineProcessor):
    """`[words](address)` and `[@source, pinpoint](address)`."""

    def __init__(
        self, pattern: str, markdown: Markdown, current: Current, raws: dict[str, str]
    ) -> None:
        super().__init__(pattern, markdown)
        self.current = current
        self.raws = raws

    @property
    def found(self) -> Found:
        return self.current.found

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        words, after, closed = self.getText(data, m.end())
        if not closed:
            return _NOTHING
        is_picture = m.start() > 0 and data[m.start() - 1] == "!"
        if words.startswith("@"):
            return self._citation(m, data, words, after, is_picture)
        if is_picture or not data.startswith("(", after):
            return _NOTHING
        return self._link(m, data, words, after)

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """As Python-Markdown's, but in one pass over the brackets alone."""
        depth = 1
        for bracket in _BRACKETS.finditer(data, index, index + _LONGEST_WORDS):
            depth += 1 if bracket[0] == "[" else -1
            if depth == 0:
                return data[index : bracket.start()], bracket.end(), True
        return "", len(data), False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """As Python-Markdown's, but it gives up after 2,000 characters."""
        href, title, end, closed = super().getLink(data[: index + _LONGEST], index)
        return self.plain(href).strip(), title and self.plain(title), end, closed

    def plain(self, text: str) -> str:
        """The characters the author meant, where Python-Markdown put something aside."""
        text = self.unescape(unmarked(text))
        return _CHARACTER.sub(lambda match: chr(int(match[1])), text)

    def span(self, m: re.Match[str], data: str, end: int) -> tuple[int, int]:
        """Where in the author's text the match stands: its `[` (or `![`) to its end.

        Python-Markdown has taken off line beginnings (`> `) and put aside code and escapes, so
        the end is found by walking along the author's text.
        """
        picture = m[0].startswith("!")
        start = self.found.brackets[int(m[1])] - picture
        written = unmarked(
            _PLACEHOLDER.sub(lambda match: self.raws.get(match[1], ""), data[m.start() : end])
        )
        at = start
        for character in written:
            if not character.isspace():
                at = self.found.text.find(character, at) + 1 or at
        return start, at

    def _link(self, m: re.Match[str], data: str, words: str, after: int) -> Result:
        href, title, end, closed = self.getLink(data, after)
        start, stop = self.span(m, data, end if closed else after)
        if not closed:
            self._refuse(start, stop, Refusal("bad-address", "This link's address has no end."))
            return _NOTHING
        answer = _resolve(href, self.found.base)
        if isinstance(answer, Refusal):
            self._refuse(start, stop, answer)
            return _NOTHING
        if not self._sound(start, stop, words, answer, title):
            return _NOTHING
        return self._anchor(words, title, answer, start, stop), m.start(), end

    def _sound(self, start: int, stop: int, words: str, answer: Address, title: str | None) -> bool:
        if not words.strip():
            self.found.complain(start, stop, "empty-link", "This link has no words to click on.")
        elif _NESTED.search(words):
            self.found.complain(
                start,
                stop,
                "nested-link",
                "A link or a citation cannot stand inside a link's words.",
                "Close the link before it.",
            )
        elif title and answer.kind != "web":
            self._lost_title(start, stop)
        else:
            return True
        return False

    def _anchor(
        self, words: str, title: str | None, answer: Address, start: int, stop: int
    ) -> etree.Element:
        anchor = etree.Element("a")
        anchor.text = words
        if answer.kind == "web":
            _set_web(anchor, answer.target)
            if title:
                anchor.set("title", _attribute(title))
        else:
            ref = Ref(answer.kind, answer.target, (), answer.detail)
            anchor.set("href", self.found.refer(ref, start, stop))
        return anchor

    def _citation(
        self, m: re.Match[str], data: str, words: str, after: int, is_picture: bool
    ) -> Result:
        href, title, end, closed = "", None, after, False
        if data.startswith("(", after):
            href, title, end, closed = self.getLink(data, after)
        start, stop = self.span(m, data, end if closed else after)
        if data.startswith("(", after) and not closed:
            self._refuse(start, stop, Refusal("bad-address", "This link's address has no end."))
            return _NOTHING
        if is_picture and closed and not domain(href):
            return _NOTHING
        complaint = self._bad_citation(words, href, title, closed)
        if complaint is not None:
            self.found.complain(start, stop, *complaint)
            return _NOTHING
        source, _, pinpoint = self.plain(words)[1:].partition(",")
        name = " ".join(source.split()) or domain(href)
        detail = f"{' '.join(pinpoint.split())}\n{href}"
        image = etree.Element("img")
        image.set("src", self.found.refer(Ref("source", name, (), detail), start, stop))
        return image, m.start(), end

    def _bad_citation(
        self, words: str, href: str, title: str | None, linked: bool
    ) -> tuple[str, str, str] | None:
        if _SECOND_SOURCE.search(words):
            apart = "] [".join(part.strip() for part in _split_sources(self.plain(words)))
            return "two-sources", "A citation names one source.", f"Write two: [{apart}]"
        if linked and not (domain(href) and keeps(href)):
            hint = "Give one that starts with https://, or none."
            return "bad-address", f"“{href}” is no address to cite.", hint
        if not self.plain(words)[1:].partition(",")[0].strip() and not linked:
            return "empty-citation", "This citation names no source.", "Write [@source]."
        if title:
            return _LOST_TITLE
        return None

    def _refuse(self, start: int, stop: int, refusal: Refusal) -> None:
        hint = refusal.hint or (
            f"Give an address that starts with https://, or write "
            f"\\{_one_line(self.found.text[start:stop])} to print it as it is."
        )
        self.found.complain(start, stop, refusal.code, refusal.message, hint)

    def _lost_title(self, start: int, stop: int) -> None:
        self.found.complain(start, stop, *_LOST_TITLE)


class _Pictures(_Links):
    """`![alt](file)`. Only files of the site: a page calls no other host."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        alt, after, closed = self.getText(data, m.end())
        if not closed or not data.startswith("(", after):
            return _NOTHING
        href, title, end, closed = self.getLink(data, after)
        start, stop = self.span(m, data, end if closed else after)
        if not closed:
            self._refuse(start, stop, Refusal("bad-address", "This picture's address has no end."))
            return _NOTHING
        answer = _picture_file(href, self.found.base)
        if isinstance(answer, Refusal):
            self._refuse(start, stop, answer)
            return _NOTHING
        if title:
            self._lost_title(start, stop)
            return _NOTHING
        words = " ".join(self.plain(alt).split())
        image = etree.Element("img")
        ref = Ref("picture", answer.target, (), words)
        image.set("src", self.found.refer(ref, start, stop))
        return image, m.start(), end


class _Autolinks(AutolinkInlineProcessor):
    """`<https://…>`; other schemes print as written, and so does one inside a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__(_AUTOLINK, markdown)
        self.current = current

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        address = unmarked(self.unescape(m[1]))
        answer = _resolve(address, "")
        if isinstance(answer, Refusal) or answer.kind != "web":
            return None, m.start(), m.end()
        anchor = etree.Element("a")
        anchor.text = AtomicString(m[1])
        _set_web(anchor, address)
        return anchor, m.start(), m.end()


class _Emphasis(DelimiterProcessor):
    """Emphasis, watched: where stars of several lengths meet, Python-Markdown 3.11 may lose a
    letter. Such stars are a complaint and print as written."""

    def __init__(self, markdown: Markdown, current: Current) -> None:
        super().__init__("*", "strong,em", markdown)
        self.add("_", "strong,em", smart=True)
        self.current = current

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        node, start, end = super().handleMatch(m, data)
        if node is None or _kept(data[start:end]) == _kept("".join(node.itertext())):
            return node, start, end
        self.reset()
        self.current.found.at_line(
            re.split("[\x02\n]", unmarked(data[start:end]))[0],
            "stars",
            "Markdown cannot tell where emphasis begins and ends here.",
            "Write \\* for a star, and leave a space between two emphases.",
        )
        return None, start, end


_LOST_TITLE = (
    "lost-title",
    "A title in quotation marks is printed with web addresses only.",
    "Take it out, or write it in the text.",
)


def _resolve(href: str, base: str) -> Address | Refusal:
    """What the address means; a web address that no browser can read is none."""
    answer = resolve(href, base)
    if isinstance(answer, Address) and answer.kind == "web" and not keeps(href):
        return Refusal("bad-address", f"“{href}” is no address that a browser can read.")
    return answer


def _picture_file(href: str, base: str) -> Address | Refusal:
    if "://" in href or href.startswith("//"):
        return Refusal(
            "remote-picture",
            "A picture must be a file beside the briefings: pages call no other host.",
            "Save it in the folder, and name the file.",
        )
    return local_file(href, base)


def _set_web(anchor: etree.Element, address: str) -> None:
    anchor.set("href", _attribute(address))
    if not address.lower().startswith("mailto:"):
        anchor.set("rel", "external")


def _kept(text: str) -> str:
    return text.replace("*", "").replace("_", "")


def _attribute(value: str) -> str:
    """A value that Python-Markdown writes out as it is, `&` included."""
    return value.replace("&", AND)


def _split_sources(words: str) -> list[str]:
    return [part for part in re.split(r"[;,]\s*(?=@)", words) if part]


def _one_line(text: str) -> str:
    return " ".join(text.split())
