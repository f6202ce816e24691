"""What holds a book together: its package document and its contents (EPUB 3.3, 5 and 7).

In: what the book is called and has in it. Out: XML.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)
"""Who can read it (EPUB Accessibility 1.1): every picture has its words."""


class Chapter(NamedTuple):
    """A chapter: what its file is called, its title, its headlines with their ids, itself."""

    name: str
    title: str
    heads: tuple[tuple[str, str], ...]
    content: bytes


def package(
    *,
    identifier: str,
    title: str,
    lang: str,
    way: str,
    publisher: str,
    modified: str,
    chapters: Iterable[Chapter],
    pictures: Mapping[str, str],
) -> bytes:
    """The package document. `way` is the direction of the pages, `modified` a moment in UTC,
    `pictures` are media types by file name."""
    given = {"xmlns": OPF, "version": "3.0", "unique-identifier": "id"}
    root = Element("package", {**given, "xml:lang": lang, "dir": way})
    about = SubElement(root, "metadata", {"xmlns:dc": DC})
    SubElement(about, "dc:identifier", id="id").text = identifier
    for name, text in (("title", title), ("language", lang), ("publisher", publisher)):
        SubElement(about, f"dc:{name}").text = text
    for name, text in (("dcterms:modified", modified), *((f"schema:{n}", t) for n, t in ACCESS)):
        SubElement(about, "meta", property=name).text = text
    manifest = SubElement(root, "manifest")
    xhtml = "application/xhtml+xml"
    item(manifest, "nav", "nav.xhtml", xhtml, properties="nav")
    item(manifest, "style", "style.css", "text/css")
    spine = SubElement(root, "spine", {"page-progression-direction": way})
    SubElement(spine, "itemref", idref="nav")
    for number, each in enumerate(chapters, 1):
        item(manifest, f"c{number}", f"{each.name}.xhtml", xhtml)
        SubElement(spine, "itemref", idref=f"c{number}")
    for number, (name, kind) in enumerate(pictures.items(), 1):
        item(manifest, f"p{number}", name, kind)
    return document(root)


def item(manifest: Element, id_: str, href: str, kind: str, **more: str) -> None:
    """A file of the book."""
    SubElement(manifest, "item", {"id": id_, "href": href, "media-type": kind, **more})


def navigation(
    title: str, contents: str, lang: str, way: str, chapters: Iterable[Chapter]
) -> bytes:
    """The contents: chapters, and the headlines in them."""
    given = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": lang, "xml:lang": lang, "dir": way}
    root = Element("html", given)
    head = SubElement(root, "head")
    SubElement(head, "title").text = title
    SubElement(head, "link", rel="stylesheet", type="text/css", href="style.css")
    body = SubElement(root, "body")
    SubElement(body, "h1").text = title
    nav = SubElement(body, "nav", {"epub:type": "toc", "id": "toc"})
    SubElement(nav, "h2").text = contents
    every = SubElement(nav, "ol")
    for each in chapters:
        of = SubElement(every, "li")
        SubElement(of, "a", href=f"{each.name}.xhtml").text = each.title
        if each.heads:
            inner = SubElement(of, "ol")
            for id_, text in each.heads:
                leading = SubElement(SubElement(inner, "li"), "a", href=f"{each.name}.xhtml#{id_}")
                leading.text = text
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + bare(root)


def document(root: Element) -> bytes:
    """A document with its declaration."""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bare(root)


def bare(root: Element) -> bytes:
    """An element, in UTF-8."""
    return bytes(tostring(root, "utf-8", xml_declaration=False)) + b"\n"
