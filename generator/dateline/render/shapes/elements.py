"""Simple HTML to a tree of elements.

In: what our templates print: tags that are closed, attributes in quotation marks, texts escaped.
Out: elements, each text without the signs that XML knows none of (XML 1.0, 2.2). A tag that stands
for nothing anywhere (a comment, a script) is not there. This is no parser for what strangers wrote:
that is `prose`, and what it let through is as simple as this.
"""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, TreeBuilder

_TAG = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(?P<mute>style|script)\b.*?</(?P=mute)\s*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"""(?P<given>(?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*/?>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_UNKNOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What is no character of XML."""
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = re.compile(r"[\t\r\n\f\v]|  ")
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
"""Elements that hold nothing, and are never closed (HTML, 13.1.2)."""

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ul"),
    }
)
"""Elements that stand by themselves; all others run in the text."""


def parsed(html: str) -> Element:
    """The tree of a document, or of a part of one, in an element `html`: the document's own if it
    has one. An end without a beginning is left out, what is open at the end closed; a block
    ends the paragraph that it stands in, as HTML has it (13.2.6.4.7)."""
    tree = TreeBuilder()
    root, opened, at = tree.start("html", {}), ["html"], 0
    for found in _TAG.finditer(html):
        if found.start() > at:
            tree.data(legible(html[at : found.start()]))
        at = found.end()
        name = (found["name"] or "").lower()
        if name == "html":
            root.attrib.update(attributes(found["given"] or ""))
        elif found["end"] and name in opened:
            close(tree, opened, name)
        elif name and not found["end"]:
            if name in BLOCKS and "p" in opened:
                close(tree, opened, "p")
            tree.start(name, attributes(found["given"]))
            if name in VOID:
                tree.end(name)
            else:
                opened.append(name)
    tree.data(legible(html[at:]))
    while opened:
        tree.end(opened.pop())
    return root


def close(tree: TreeBuilder, opened: list[str], name: str) -> None:
    """End an element, and what is open in it."""
    while opened[-1] != name:
        tree.end(opened.pop())
    tree.end(opened.pop())


def attributes(given: str) -> dict[str, str]:
    """What stands in a tag."""
    if not given:
        return {}
    return {name.lower(): legible(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(given)}


def legible(text: str) -> str:
    """A text without its escapes, and without the signs that are none."""
    if "&" in text:
        text = unescape(text)
    return _UNKNOWN.sub("", text)


def words(element: Element) -> str:
    """All text in an element, spaces as one."""
    return " ".join("".join(element.itertext()).split())


def body(root: Element) -> Element:
    """What a document shows."""
    found = root.find("body")
    return root if found is None else found


def flowing(text: str) -> str:
    """A text with one space wherever there are several, or a line's end."""
    return _SPACES.sub(" ", text) if _WIDE.search(text) else text


def within(element: Element) -> Iterator[Element | str]:
    """What an element holds, in order: texts and elements."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail
