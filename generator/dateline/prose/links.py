"""Links, citations and pictures: Python-Markdown's processors for them, with our meaning.

What is found becomes a stand-in with the address `ref:N` (an `<a>` with words, or an `<img>`
without) for `fragments` to cut out, or an ordinary link. An address that is none is a complaint
and its link prints as written.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import LinkInlineProcessor

from dateline.model.prose import Ref
from dateline.prose.addresses import Address, Refusal, domain, local_file, resolve
from dateline.prose.cleaning import keeps
from dateline.prose.found import Current, Found
from dateline.prose.marks import AND, unmarked

_PLACEHOLDER = re.compile("\x02klzzwxh:([0-9]+)\x03")
_BRACKETS = re.compile(r"[\[\]]")
LINK = r"\[\x0e([0-9]+)\x0f"
PICTURE = r"!\[\x0e([0-9]+)\x0f"
_NESTED = re.compile(r"(?<!!)\[\x0e[0-9]+\x0f(?:@|[^\[\]]*\]\()")
_SECOND_SOURCE = re.compile(r"[;,]\s*@")
_LONGEST = 2000
_LONGEST_WORDS = 5000

Result = tuple[Any, int | None, int | None]
_NOTHING: Result = (None, None, None)


class Links(LinkInlineProcessor):
    """`[words](address)` and `[@source, pinpoint](address)`."""

    def __init__(self, pattern: str, markdown: Markdown, current: Current) -> None:
        super().__init__(pattern, markdown)
        self.current = current

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
        """As Python-Markdown's, but it gives up after 2,000 characters, and where that would
        end before it begins (after a stray quotation mark)."""
        href, title, end, closed = super().getLink(data[: index + _LONGEST], index)
        closed = closed and end > index
        return self.plain(href).strip(), title and self.plain(title), end, closed

    def unescape(self, text: str) -> str:
        """As Python-Markdown's: what it put aside is put back."""
        return meant(text, self.found)

    def plain(self, text: str) -> str:
        """The characters the author meant."""
        return unmarked(self.unescape(text))

    def span(self, m: re.Match[str], data: str, end: int) -> tuple[int, int]:
        """Where in the author's text the match stands: its `[` (or `![`) to its end.

        Python-Markdown has taken off line beginnings (`> `) and put aside code and escapes, so
        the end is found by walking along the author's text.
        """
        picture = m[0].startswith("!")
        start = self.found.brackets[int(m[1])] - picture
        put_back = self.found.written.get
        written = _PLACEHOLDER.sub(lambda match: put_back(match[1], ""), data[m.start() : end])
        at = start
        for character in unmarked(written):
            if not character.isspace():
                at = self.found.text.find(character, at) + 1 or at
        return start, at

    def _link(self, m: re.Match[str], data: str, words: str, after: int) -> Result:
        href, title, end, closed = self.getLink(data, after)
        start, stop = self.span(m, data, end if closed else after)
        if not closed:
            self._refuse(start, stop, Refusal("bad-address", "This link's address has no end."))
            return _NOTHING
        answer = understood(href, self.found.base)
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
            set_web(anchor, answer.target)
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
        image = etree.Element("img")
        image.set("src", self.found.refer(citation(self.plain(words), href), start, stop))
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


class Pictures(Links):
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
        if any(number not in self.found.written for number in _PLACEHOLDER.findall(alt)):
            self.found.complain(start, stop, *_NESTED_IN_PICTURE)
            return _NOTHING
        words = " ".join(self.plain(alt).split())
        image = etree.Element("img")
        ref = Ref("picture", answer.target, (), words)
        image.set("src", self.found.refer(ref, start, stop))
        return image, m.start(), end


_NESTED_IN_PICTURE = (
    "nested-link",
    "A link or a citation cannot stand inside a picture's words.",
    "Put it behind the picture.",
)
_LOST_TITLE = (
    "lost-title",
    "A title in quotation marks is printed with web addresses only.",
    "Take it out, or write it in the text.",
)


def citation(words: str, href: str) -> Ref:
    """What `[@source, pinpoint](address)` says, by its words and address (empty: none)."""
    source, _, pinpoint = words[1:].partition(",")
    name = " ".join(source.split()) or domain(href)
    return Ref("source", name, (), f"{' '.join(pinpoint.split())}\n{href}")


def meant(text: str, found: Found) -> str:
    """The text with the words of code spans and the characters of escapes back in it."""
    return _PLACEHOLDER.sub(lambda match: _read(found.written.get(match[1], "")), text)


def _read(written: str) -> str:
    """What a code span or an escape, as it was written, stands for."""
    return written.strip("`").strip() if written.startswith("`") else written[1::2]


def understood(href: str, base: str) -> Address | Refusal:
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


def set_web(anchor: etree.Element, address: str) -> None:
    """Makes the element an ordinary link."""
    anchor.set("href", _attribute(address))
    if not address.lower().startswith("mailto:"):
        anchor.set("rel", "external")


def _attribute(value: str) -> str:
    """A value that Python-Markdown writes out as it is, `&` included."""
    return value.replace("&", AND)


def _split_sources(words: str) -> list[str]:
    return [part for part in re.split(r"[;,]\s*(?=@)", words) if part]


def _one_line(text: str) -> str:
    return " ".join(text.split())
