"""What machines that read the web are told, as the bytes of its files: sitemaps, `robots.txt`,
`llms.txt`.

Sitemaps are as sitemaps.org has them (protocol 0.9), those of news with Google's elements; they
are written as trees, never as texts pasted together.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from dateline.model.machines import Listed, LlmsLink, LlmsView, NewsView, RobotsView, SitemapView

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
register_namespace("news", NEWS)
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 cannot hold, however they are written."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_CHINESE = {"zh-CN": "zh-cn", "zh-TW": "zh-tw", "zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}
"""How Google's news call them; all other languages have the two or three letters of ISO 639."""


def as_sitemap(view: SitemapView) -> bytes:
    """A sitemap, or the index of several."""
    if view.files:
        return listing("sitemapindex", "sitemap", view.files)
    return listing("urlset", "url", view.pages)


def listing(outer: str, inner: str, listed: Iterable[Listed]) -> bytes:
    """Addresses with the times of their last change."""
    root = Element(outer, xmlns=SITEMAP)
    for each in listed:
        one = SubElement(root, inner)
        SubElement(one, "loc").text = each.address
        if each.modified:
            SubElement(one, "lastmod").text = moment(each.modified)
    return written(root)


def as_news(view: NewsView) -> bytes:
    """A news sitemap."""
    root = Element("urlset", xmlns=SITEMAP)
    for item in view.items:
        one = SubElement(root, "url")
        SubElement(one, "loc").text = item.address
        news = SubElement(one, f"{{{NEWS}}}news")
        publication = SubElement(news, f"{{{NEWS}}}publication")
        SubElement(publication, f"{{{NEWS}}}name").text = writable(view.publication)
        SubElement(publication, f"{{{NEWS}}}language").text = news_language(view.lang)
        SubElement(news, f"{{{NEWS}}}publication_date").text = moment(item.published)
        SubElement(news, f"{{{NEWS}}}title").text = writable(item.title)
    return written(root)


def news_language(lang: str) -> str:
    """A language as Google's news call it."""
    return _CHINESE.get(lang) or lang.partition("-")[0]


def written(root: Element) -> bytes:
    """A tree as a file, in UTF-8."""
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    for each in root:
        each.tail = "\n"
    root.text = "\n"
    content: bytes = tostring(root, encoding="utf-8")
    return head + content + b"\n"


def moment(value: datetime) -> str:
    """A moment to the second (W3C's date and time formats)."""
    return value.isoformat(timespec="seconds")


def writable(text: str) -> str:
    """A text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def as_robots(view: RobotsView) -> bytes:
    """`robots.txt` (RFC 9309): everything may be read."""
    named = "".join(f"Sitemap: {address}\n" for address in view.sitemaps)
    return f"User-agent: *\nAllow: /\n\n{named}".encode()


def as_llms(view: LlmsView) -> bytes:
    """`llms.txt`, as llmstxt.org has it: a name, a summary as a quotation, a sentence, and links
    under headings."""
    parts = [f"# {line(view.name)}", f"> {line(view.summary)}" if view.summary else "", view.note]
    for section in view.sections:
        parts += [f"## {line(section.heading)}", "\n".join(map(link, section.links))]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def link(given: LlmsLink) -> str:
    """A link of a list, and what is said of it."""
    note = f": {line(given.note)}" if given.note else ""
    address = given.link.address.replace("(", "%28").replace(")", "%29")
    return f"- [{line(given.link.text)}]({address}){note}"


def line(text: str) -> str:
    """A text in one line, in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(writable(text).split()))


MACHINES: dict[type, Callable[[Any], bytes]] = {
    SitemapView: as_sitemap,
    NewsView: as_news,
    RobotsView: as_robots,
    LlmsView: as_llms,
}
"""What writes each."""
