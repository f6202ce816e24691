"""A chapter of a book: simple HTML as XHTML, which is well formed (EPUB 3.3, 6.1).

In: simple HTML. Out: an XHTML document. What it links to is told as it stands: whoever makes the
book knows which pictures are in it.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from dateline.render.shapes.elements import body, parsed

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"


def as_chapter(html: str) -> bytes:
    """A document as XHTML, in UTF-8."""
    root = parsed(html)
    lang, way = root.get("lang", "en"), root.get("dir", "ltr")
    given = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": lang, "xml:lang": lang, "dir": way}
    made = Element("html", given)
    head = SubElement(made, "head")
    title = root.find(".//title")
    SubElement(head, "title").text = title.text if title is not None else ""
    SubElement(head, "link", rel="stylesheet", type="text/css", href="style.css")
    shown = body(root)
    for number, each in enumerate(shown.iter("h2"), 1):
        each.set("id", f"s{number}")
    made.append(shown)
    declared = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return declared + bytes(tostring(made, encoding="utf-8", xml_declaration=False)) + b"\n"
