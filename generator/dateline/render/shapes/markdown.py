"""The plain edition as Markdown, which reads back as the same words in the same structure.

In: simple HTML. Out: Markdown that CommonMark and Python-Markdown understand alike; tables as
GitHub's have them. What an author's text holds is text there too: nothing in it turns into a list,
a heading, a link or a tag. Each paragraph is a line.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from dateline.render.shapes.elements import BLOCKS, body, flowing, parsed, within

MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
APART = "<!-- -->"
"""Stands between two lists, or quotations, that would be one."""
LISTS = frozenset({"ul", "ol", "pre"})
NEVER_AFTER = {"ul": LISTS, "ol": LISTS, "pre": {"pre"}, "blockquote": {"blockquote"}}
"""Which blocks would be part of the one before."""
_SPECIAL = re.compile(r"[\\`*_\[\]<]|~(?=~)|&(?=#?\w+;)")
_AS = {"<": "&lt;", "&": "&amp;", "~": "&#126;"}
"""How they are written where a backslash does not tell everybody (Python-Markdown knows none before
a tilde)."""
_BEGINNING = re.compile(r"(#{1,6}|[-+>](?=\s|$)|[-=]{2,}\s*$|>)|(\d+)([.)])(?=\s|$)")
_FIRST = re.compile(r">| {4}|-  |\d+\. ")
"""How a block begins that is no paragraph."""
_TICKS = re.compile("`+")


def as_markdown(html: str) -> bytes:
    """A document as Markdown, in UTF-8."""
    return ("\n\n".join(blocks(body(parsed(html)))) + "\n").encode()


def blocks(element: Element, *, nested: bool = False) -> Iterator[str]:
    """What stands in an element, block by block. `nested`: in a list or a quotation, where
    Python-Markdown knows no fences."""
    running: list[Element | str] = []
    before = ""
    for part in [*within(element), None]:
        if isinstance(part, str):
            if running or not part.isspace():
                running.append(part)
            continue
        if part is not None and part.tag not in BLOCKS:
            running.append(part)
            continue
        if running and (text := paragraph(running)):
            yield text
            before = "p"
        running = []
        if part is not None:
            if part.tag in NEVER_AFTER.get(before, ()):
                yield APART
            for block in WRITERS.get(part.tag, blocks)(part, nested=nested):
                yield block
                before = part.tag


def paragraph(parts: Iterable[Element | str]) -> str:
    """Running text as a line that begins with nothing but text."""
    return beginning(line(parts))


def beginning(text: str) -> str:
    """A line whose beginning would stand for something, so that it does not."""
    found = _BEGINNING.match(text)
    if not found:
        return text
    if found[2]:
        return f"{found[2]}\\{text[len(found[2]) :]}"
    return f"\\{text}" if text[0] != "=" else text


def line(parts: Iterable[Element | str], *, cell: bool = False) -> str:
    """Running text in one line; in the `cell` of a table a break has no line of its own."""
    made = "".join(run(parts, cell=cell))
    lines = [each.strip() for each in made.split("\n")]
    kept = [each for each in lines if each]
    return ("<br>" if cell else "  \n").join(kept)


def run(parts: Iterable[Element | str], *, cell: bool) -> Iterator[str]:
    """The pieces of running text; only a break has a line's end."""
    for part in parts:
        if isinstance(part, str):
            yield escaped(flowing(part), cell=cell)
        elif part.tag == "br":
            yield "\n"
        elif part.tag == "img":
            yield picture(part, cell=cell)
        elif part.tag == "code":
            yield code(part)
        elif part.tag == "q":
            yield f"“{''.join(run(within(part), cell=cell)).strip()}”"
        else:
            inside = "".join(run(within(part), cell=cell))
            yield linked(part, inside) if part.tag == "a" else marked(part.tag, inside)


def escaped(text: str, *, cell: bool = False) -> str:
    """A text as it stands, whatever signs are in it."""
    text = _SPECIAL.sub(lambda found: _AS.get(found[0], f"\\{found[0]}"), text)
    return text.replace("|", "\\|") if cell else text


def marked(tag: str, inside: str) -> str:
    """Words with what marks them; spaces at their ends are outside, where they mark nothing."""
    mark, core = MARKS.get(tag, ""), inside.strip()
    if not mark or not core:
        return inside
    head, tail = inside[: inside.index(core)], inside[inside.index(core) + len(core) :]
    return f"{head}{mark}{core}{mark}{tail}"


def linked(element: Element, inside: str) -> str:
    """A link; an address that is its own words stands alone."""
    href, title = element.get("href", ""), element.get("title", "")
    if not href or not inside.strip():
        return inside
    told = f' "{flowing(title).replace(chr(34), "&quot;")}"' if title else ""
    if "".join(element.itertext()).strip() == href and not told and "://" in href:
        return f"<{safe(href)}>"
    return f"[{inside.strip()}]({safe(href)}{told})"


def picture(element: Element, *, cell: bool = False) -> str:
    """A picture by its alternative text."""
    alt = escaped(flowing(element.get("alt", "")), cell=cell)
    return f"![{alt}]({safe(element.get('src', ''))})"


def safe(address: str) -> str:
    """An address without the signs that would end it."""
    return re.sub(r"[\s()<>\\\"|*_`\[\]]", lambda found: f"%{ord(found[0]):02X}", address)


def code(element: Element) -> str:
    """Words as they are typed, between more ticks than are in them."""
    text = flowing("".join(element.itertext()))
    ticks = "`" * (max((len(each) for each in _TICKS.findall(text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}" if text.strip() else text


def heading(element: Element, *, nested: bool = False) -> Iterator[str]:
    """A heading; signs at its end are none of its own."""
    text = line(within(element)).replace("  \n", " ")
    if text:
        ended = f"{text[:-1]}\\#" if text.endswith("#") else text
        yield f"{'#' * int(element.tag[1])} {ended}"


def items(element: Element, *, nested: bool = False) -> Iterator[str]:
    """A list: what an item holds stands below its first words, four spaces in."""
    number = int(element.get("start", "1"))
    made = []
    for child in element:
        mark = f"{number}." if element.tag == "ol" else "-"
        number += 1
        room = max(4, len(mark) + 1)
        held = [*blocks(child, nested=True)] or [APART]
        if "  \n" not in held[0] and ("\n" in held[0] or _FIRST.match(held[0])):
            held.insert(0, APART)  # Python-Markdown takes only a paragraph in the mark's own line
        inside = "\n\n".join(held)
        made.append(mark.ljust(room) + indented(inside, " " * room).lstrip(" "))
    yield ("\n\n" if any("\n\n" in each for each in made) else "\n").join(made)


def indented(text: str, by: str) -> str:
    """Lines moved in, those of nothing apart."""
    return "\n".join(by + each if each else each for each in text.split("\n"))


def quotation(element: Element, *, nested: bool = False) -> Iterator[str]:
    """What others said."""
    inside = "\n\n".join(blocks(element, nested=True))
    yield "\n".join(f"> {each}".rstrip() for each in inside.split("\n"))


def typed(element: Element, *, nested: bool = False) -> Iterator[str]:
    """Lines as they are typed: between fences, or four spaces in."""
    text = "".join(element.itertext()).strip("\n")
    if nested:
        yield indented(text, "    ")
        return
    fence = "`" * max(3, *(len(each) + 1 for each in _TICKS.findall(text)), 3)
    yield f"{fence}\n{text}\n{fence}"


def table(element: Element, *, nested: bool = False) -> Iterator[str]:
    """A table; one without a head has an empty one, for there is no other."""
    rows = [[line(within(cell), cell=True) for cell in row] for row in element.iter("tr")]
    if not rows:
        return
    width = max(len(row) for row in rows)
    head = [] if element.find(".//th") is None else rows.pop(0)
    lines = [head, ["---"] * width, *rows]
    yield "\n".join(f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in lines)


def rule(element: Element, *, nested: bool = False) -> Iterator[str]:
    """A line across."""
    yield "***"


WRITERS: dict[str, Callable[..., Iterator[str]]] = {
    **{f"h{rank}": heading for rank in range(1, 7)},
    "ul": items,
    "ol": items,
    "blockquote": quotation,
    "pre": typed,
    "table": table,
    "hr": rule,
}
"""How blocks are written that are more than what they hold."""
