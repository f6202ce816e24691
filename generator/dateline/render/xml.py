"""XML documents, from elements; no text of theirs is pasted together.

In: elements as the standard library has them. Out: bytes in UTF-8. The names of namespaces stand as
attributes at the elements that declare them.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

Element = ElementTree.Element
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, however it is written (XML 1.0, 2.2)."""


def clean(text: str) -> str:
    """A text as XML may hold it: in the place of every other sign stands U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def under(
    parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> Element:
    """A new element at the end of another."""
    given = {key: clean(value) for key, value in (attributes or {}).items()}
    made = ElementTree.SubElement(parent, name, given)
    made.text = clean(text) or None
    return made


def document(root: Element, style: str = "") -> bytes:
    """A whole document, in lines: one for each element right below the root. `style` is the address
    of the style sheet by which browsers show it (xml-stylesheet 1.0)."""
    root.text = root.tail = "\n"
    for each in root:
        each.tail = "\n"
    head = DECLARATION
    if style:
        said = ElementTree.ProcessingInstruction(
            "xml-stylesheet", f'href="{style}" type="text/css"'
        )
        head += ElementTree.tostring(said) + b"\n"
    return head + ElementTree.tostring(root, "unicode").encode()
