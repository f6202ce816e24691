"""The plain edition as text, for mails and messages: words, lines and nothing else.

In: simple HTML; `data-site` on its element `html` is the site's own address. Out: text. Lines are
not broken, for whoever shows them knows how much room there is. Addresses of other sites stand
behind their words; those of the site's own only where a heading or a paragraph is one link, or
every name in a text would drag one along.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from dateline.render.shapes.elements import BLOCKS, body, flowing, parsed, within
from dateline.render.shapes.markdown import indented

CUT = "\f"
"""Stands where a message may end and the next one begin: on a line of its own."""
UNDER = {"h1": "=", "h2": "-"}
WIDEST = 60


def as_text(html: str) -> bytes:
    """A document as text, in UTF-8."""
    return (text_of(html) + "\n").encode()


def as_message(html: str) -> bytes:
    """The same, with `CUT` where there is a line across: what lies between stays together."""
    return (text_of(html, across=CUT) + "\n").encode()


def text_of(html: str, across: str = "") -> str:
    """A document as text; `across` stands for a line across, empty: one of hyphens."""
    root = parsed(html)
    return "\n\n".join(Writer(root.get("data-site", ""), across or "-" * 20).blocks(body(root)))


class Writer:
    """Writes a tree. `site`: how addresses begin that are its own; `across`: a line across."""

    def __init__(self, site: str, across: str) -> None:
        self.site = site
        self.across = across

    def blocks(self, element: Element) -> Iterator[str]:
        """What stands in an element, block by block."""
        running: list[Element | str] = []
        for part in [*within(element), None]:
            if isinstance(part, str):
                if running or not part.isspace():
                    running.append(part)
                continue
            if part is not None and part.tag not in BLOCKS:
                running.append(part)
                continue
            if running and (text := self.paragraph(running)):
                yield text
            running = []
            if part is not None:
                yield from self.block(part)

    def block(self, element: Element) -> Iterator[str]:
        """One block."""
        tag = element.tag
        if tag in ("ul", "ol"):
            yield self.items(element)
        elif tag == "blockquote":
            inside = "\n\n".join(self.blocks(element))
            yield "\n".join(f"> {each}".rstrip() for each in inside.split("\n"))
        elif tag == "pre":
            yield "".join(element.itertext()).strip("\n")
        elif tag == "table":
            yield "\n".join(self.row(each) for each in element.iter("tr"))
        elif tag == "hr":
            yield self.across
        elif tag in UNDER:
            yield self.heading(element)
        elif tag[0] == "h" and tag[1:].isdigit():
            yield self.paragraph(within(element))
        else:
            yield from self.blocks(element)

    def paragraph(self, parts: Iterable[Element | str]) -> str:
        """Running text; of one link the address too, whosever it is."""
        parts = tuple(parts)
        found = [each for each in parts if not isinstance(each, str) or each.strip()]
        if len(found) == 1 and not isinstance(only := found[0], str) and only.tag == "a":
            words = self.line(within(only))
            address = "" if words == only.get("href") else whole(only)
            return f"{words}\n{address}".strip()
        return self.line(parts)

    def heading(self, element: Element) -> str:
        """A heading with a line below it, and where it leads."""
        title = self.line(within(element), quiet=True)
        links = [whole(each) for each in element.iter("a")]
        below = UNDER[element.tag] * min(len(title), WIDEST)
        return "\n".join(each for each in (title, below, *links[:1]) if each)

    def items(self, element: Element) -> str:
        """A list."""
        made = []
        for number, child in enumerate(element, int(element.get("start", "1"))):
            mark = f"{number}. " if element.tag == "ol" else "- "
            inside = "\n".join(self.blocks(child))
            made.append(mark + indented(inside, " " * len(mark)).lstrip(" "))
        return "\n".join(made)

    def row(self, element: Element) -> str:
        """A row of a table."""
        return " | ".join(self.line(within(cell)) for cell in element)

    def line(self, parts: Iterable[Element | str], *, quiet: bool = False) -> str:
        """Running text in one line, but for breaks; `quiet`: without addresses."""
        lines = "".join(self.run(parts, quiet=quiet)).split("\n")
        return "\n".join(text for each in lines if (text := each.strip()))

    def run(self, parts: Iterable[Element | str], *, quiet: bool) -> Iterator[str]:
        """Its pieces."""
        for part in parts:
            if isinstance(part, str):
                yield flowing(part)
            elif part.tag == "br":
                yield "\n"
            elif part.tag == "img":
                alt = flowing(part.get("alt", "")).strip()
                yield f"[{alt}]" if alt else ""
            elif part.tag == "q":
                yield f"“{''.join(self.run(within(part), quiet=quiet)).strip()}”"
            else:
                yield from self.run(within(part), quiet=quiet)
                if part.tag == "a" and not quiet:
                    yield self.elsewhere(part)

    def elsewhere(self, link: Element) -> str:
        """The address that a link leads to, if it is another site's and not told anyway."""
        address = whole(link)
        own = self.site and address.startswith(self.site)
        told = "".join(link.itertext()).strip() == address
        return "" if own or told or not address else f" <{address}>"


def whole(link: Element) -> str:
    """The address of a link, if it leads anywhere from here."""
    address = link.get("href", "")
    return address if re.match(r"[a-z][a-z0-9+.\-]*:", address, re.IGNORECASE) else ""
