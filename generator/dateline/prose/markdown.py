"""Markdown to safe HTML: the one fixed list of features, on one Python-Markdown instance.

Comes in: the author's text. Goes out: clean HTML in which every reference is a stand-in with
the address `ref:N`, the references themselves, and complaints about links.
Not here: words and links (`inline`, `links`), what only the lines show (`checks`), and cutting
the HTML (`fragments`).
"""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from dateline.prose.cleaning import clean
from dateline.prose.found import Current, Found
from dateline.prose.inline import register
from dateline.prose.marks import AND, finished, mark
from dateline.prose.source import Fence, Source

_LEADING = re.compile(r"\n +")
_BLANK = re.compile(r"^ +$", re.MULTILINE)
_BRACKET = re.compile(r"\[")
ATTRIBUTION = re.compile(r"(?:—|--)\s*(\S.*)")
_UNWANTED_BLOCKS = ("code", "setextheader", "reference")
_UNWANTED_INLINE = (
    "reference",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "html",
    "entity",
)

SCROLLS = 'tabindex="0"'
"""Wide tables and code scroll by themselves, so that they must be reached by keyboard too
(WCAG 2.1.1)."""


def to_html(source: Source, base: str) -> tuple[str, Found]:
    """The text as clean HTML, with stand-ins, and what was found on the way.

    The text must be within the bounds (`bounds`): without them Python-Markdown may take
    minutes or raise `RecursionError`.
    """
    found = Found(source, base)
    _MARKDOWN.reset()
    _FOUND.found = found
    html = _MARKDOWN.convert(_prepared(source, found))
    html = finished(html).replace("<table>", f'<div class="table" {SCROLLS}>\n<table>')
    return clean(html.replace("</table>", "</table>\n</div>")), found


def _prepared(source: Source, found: Found) -> str:
    lines = []
    for part in source.parts:
        if isinstance(part, Fence):
            lines += ["", _MARKDOWN.htmlStash.store(_code(part)), ""]
        else:
            lines.append(_marked(part.start, part.text, found))
    return _BLANK.sub("", "\n".join(lines)) + "\n\n"


def _marked(start: int, line: str, found: Found) -> str:
    expanded = line.expandtabs(4) if "\t" in line else line
    if "[" in line:
        offsets = (start + match.start() for match in _BRACKET.finditer(line))
        first = len(found.brackets)
        found.brackets.extend(offsets)
        numbers = iter(range(first, len(found.brackets)))
        expanded = _BRACKET.sub(lambda _: mark(next(numbers)), expanded)
    return expanded.replace("&", AND)


def _code(fence: Fence) -> str:
    kind = f' class="language-{_escaped(fence.language)}"' if fence.language else ""
    lines = "\n".join(line.text for line in fence.code)
    return f"<pre {SCROLLS}><code{kind}>{_escaped(lines)}\n</code></pre>"


def _escaped(text: str) -> str:
    return text.replace("&", AND).replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class _Blocks(Treeprocessor):
    """What blocks need before their words are read: attributions, classes, clean line starts."""

    def run(self, root: etree.Element) -> None:
        for element in list(root.iter()):
            if element.text:
                element.text = _LEADING.sub("\n", element.text)
            if element.tail:
                element.tail = _LEADING.sub("\n", element.tail)
            if element.tag == "blockquote":
                element.set("dir", "auto")
                _set_attribution(element)
            elif element.tag in ("th", "td"):
                _set_class(element)
            elif element.tag == "h1" and element.text:
                _FOUND.found.late_headline(element.text)


class _Tables(TableProcessor):
    """Tables that say so when a row has cells which the table's head leaves no room for."""

    def _build_row(self, row: str, parent: etree.Element, align: Any) -> None:
        if len(self._split_row(row)) > len(align):  # type: ignore[attr-defined]
            _FOUND.found.long_row(row)
        super()._build_row(row, parent, align)  # type: ignore[misc]


class _Indented(BlockProcessor):
    """Four-space code, which the format does not have: a complaint, then a paragraph."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith("    ")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        _FOUND.found.indented(lines[0])
        blocks.insert(0, "\n".join(line.lstrip(" ") for line in lines))


def _set_attribution(quote: etree.Element) -> None:
    """The last line `— Name, role` becomes the footer; dialogue in dashes stays as it is."""
    last = quote[-1] if len(quote) else None
    if last is None or last.tag != "p" or len(last):
        return
    *lines, name = (last.text or "").split("\n")
    match = ATTRIBUTION.fullmatch(name.strip())
    if match is None or (not lines and len(quote) == 1):
        return
    if lines and ATTRIBUTION.fullmatch(lines[-1].strip()):
        return
    if lines:
        last.text = "\n".join(lines)
    else:
        quote.remove(last)
    etree.SubElement(quote, "footer").text = f"— {match[1]}"


def _set_class(cell: etree.Element) -> None:
    side = cell.attrib.pop("align", "")
    if side:
        cell.set("class", side)
    if cell.tag == "th" and not (cell.text or "").strip():
        cell.tag = "td"  # a header without words heads nothing (the corner of a table)
    elif cell.tag == "th":
        cell.set("scope", "col")


def _instance() -> Markdown:
    markdown = Markdown(extensions=[SaneListExtension()], output_format="html")
    for name in ("normalize_whitespace", "html_block"):
        markdown.preprocessors.deregister(name)
    for name in _UNWANTED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _UNWANTED_INLINE:
        markdown.inlinePatterns.deregister(name)
    markdown.parser.blockprocessors.register(
        _Tables(markdown.parser, {"use_align_attribute": True}), "table", 75
    )
    markdown.parser.blockprocessors.register(_Indented(markdown.parser), "indented", 80)
    markdown.treeprocessors.register(_Blocks(markdown), "blocks", 30)
    markdown.ESCAPED_CHARS += ["|", "@"]
    register(markdown, _FOUND)
    return markdown


_FOUND = Current()
_MARKDOWN = _instance()
