"""Drawings in lines: SVG, which could do more than draw.

In: an SVG's bytes. Out: the size it gives itself, or why it may not be published.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from dateline.model.pictures import NO_SIZE, Size

SVG_ELEMENTS = frozenset(
    """svg g defs symbol use title desc metadata style path rect circle ellipse line polyline
    polygon text tspan textPath clipPath mask pattern marker linearGradient radialGradient stop
    filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge
    feMergeNode""".split()  # noqa: SIM905 - a list of words reads better as words
)
_UNSAFE_STYLE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression|javascript:", re.I)
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")


class Declared(Exception):
    """An SVG declares something outside its drawing: reading stops at once."""


def svg_size(data: bytes) -> Size | str:
    """The size an SVG gives itself (0, 0 if none), or why it is unsafe.

    An SVG is shown as `<img>`, which runs nothing; but its address can be opened too. So only
    drawing elements stand in it, no handlers, no addresses but its own parts, no declarations.
    """
    reasons: list[str] = []
    sizes: list[Size] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not sizes:
            sizes.append(size_of(attributes))
        reasons.extend(unsafe(name.rpartition(":")[2], attributes))

    def text(characters: str) -> None:
        if _UNSAFE_STYLE.search(characters):
            reasons.append("a style that fetches something")

    def declared(*_: object) -> None:
        raise Declared

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = declared
    parser.ProcessingInstructionHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return f"The SVG cannot be read (line {error.lineno})."
    except Declared:
        return "The SVG declares entities or a style sheet: it may only draw."
    if reasons:
        return f"The SVG holds {reasons[0]}: it may only draw."
    return sizes[0] if sizes else NO_SIZE


def unsafe(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """What in an element could do more than draw."""
    if name not in SVG_ELEMENTS:
        yield f"<{name}>"
    for key, value in attributes.items():
        local = key.rpartition(":")[2].lower()
        if local.startswith("on"):
            yield f"the handler `{key}`"
        elif local == "href" and not value.strip().startswith("#"):
            yield f"the address `{value[:40]}`"
        elif _UNSAFE_STYLE.search(value):
            yield f"`{key}` with an address"


def size_of(attributes: dict[str, str]) -> Size:
    """Width and height of an SVG's root element, from its attributes or its viewBox."""
    width = _NUMBER.fullmatch(attributes.get("width", ""))
    height = _NUMBER.fullmatch(attributes.get("height", ""))
    if width and height:
        return Size(round(float(width[1])), round(float(height[1])))
    box = re.findall(r"-?[0-9]*\.?[0-9]+", attributes.get("viewBox", ""))
    return Size(round(float(box[2])), round(float(box[3]))) if len(box) == 4 else NO_SIZE
