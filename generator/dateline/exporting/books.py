"""Books: the briefings of some days as an EPUB (3.3), a chapter each, with their pictures.

In: briefings as XHTML. Out: one file, the same bytes whenever it is made. Python's own zipfile and
ElementTree write it.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

from dateline.exporting.binding import XHTML, Chapter, navigation, package
from dateline.exporting.naming import period_name
from dateline.exporting.style import STYLE
from dateline.model.pictures import media_type
from dateline.session.shaping import Piece, Shaping

register_namespace("", XHTML)
register_namespace("epub", "http://www.idpf.org/2007/ops")
SHOWN = frozenset(("image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml"))
"""The pictures that every reader shows (EPUB 3.3, 3.2)."""
CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\
</rootfiles>
</container>
"""
THEN = (1980, 1, 1, 0, 0, 0)
"""When every file in a book is from: ZIP knows nothing before."""
ADDRESS = "%/:=&?~#+!$,;'@()*"
"""What stands in an address as it is, besides letters and digits."""


@dataclass(frozen=True)
class Pictures:
    """The pictures of a book, each under the name that it has in there."""

    shaping: Shaping
    names: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def name(self, source: str, page: str) -> str:
        """What a picture is called in the book; empty if it cannot be there."""
        address = urljoin(page, source)
        if address not in self.names:
            path = urlsplit(address).path
            content = self.shaping.file(address) if media_type(path) in SHOWN else None
            ending = path.rpartition(".")[2].lower()
            name = f"picture-{len(self.contents) + 1}.{ending}" if content else ""
            self.names[address] = name
            if content:
                self.contents[name] = content
        return self.names[address]


def book(shaping: Shaping) -> Iterator[tuple[str, bytes]]:
    """The file."""
    pictures = Pictures(shaping)
    chapters, latest = list[Chapter](), datetime.min.replace(tzinfo=UTC)
    for piece in shaping.pieces("epub"):
        chapters.append(chapter(piece, pictures))
        latest = max(latest, piece.updated.astimezone(UTC))
    yield f"{period_name(shaping.period)}.epub", bound(shaping, chapters, pictures, latest)


def chapter(piece: Piece, pictures: Pictures) -> Chapter:
    """A briefing, with its pictures by their names in the book."""
    root = fromstring(piece.contents[0])
    for image in [*root.iter(f"{{{XHTML}}}img")]:
        name = pictures.name(image.get("src", ""), piece.address)
        if name:
            image.set("src", name)
        else:
            words_instead(image)
    for link in root.iter(f"{{{XHTML}}}a"):
        address = quote(link.get("href", ""), safe=ADDRESS)
        if urlsplit(address).scheme in ("http", "https", "mailto", "tel"):
            link.set("href", address)
        else:
            link.attrib.pop("href", None)
    heads = tuple(
        (head.get("id", ""), " ".join("".join(head.itertext()).split()))
        for head in root.iter(f"{{{XHTML}}}h2")
    )
    content = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return Chapter(piece.name, piece.title, heads, content + bytes(tostring(root, "utf-8")))


def words_instead(image: Element) -> None:
    """A picture that no book shows, as what is said of it."""
    image.tag, alt = f"{{{XHTML}}}span", image.get("alt", "")
    image.attrib.clear()
    image.text = f"[{alt}]" if alt else ""


def bound(shaping: Shaping, chapters: list[Chapter], pictures: Pictures, latest: datetime) -> bytes:
    """The book."""
    scope, settings, period = shaping.scope, shaping.settings, shaping.period
    way: Literal["ltr", "rtl"] = scope.dir
    whose = settings.feed_domain or settings.site_name
    named = f"{whose}/{period.first}/{period.last}/{scope.lang}"
    kinds = {name: media_type(name) for name in pictures.contents}
    opf = package(
        identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, named)}",
        title=shaping.title,
        lang=scope.lang,
        way=way,
        publisher=settings.site_name,
        modified=latest.strftime("%Y-%m-%dT%H:%M:%SZ"),
        chapters=chapters,
        pictures=kinds,
    )
    nav = navigation(shaping.title, scope.words("Contents"), scope.lang, way, chapters)
    return zipped(
        {
            "mimetype": b"application/epub+zip",  # first, and as it is (EPUB 3.3, 4.2)
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": opf,
            "EPUB/nav.xhtml": nav,
            "EPUB/style.css": STYLE,
            **{f"EPUB/{each.name}.xhtml": each.content for each in chapters},
            **{f"EPUB/{name}": content for name, content in pictures.contents.items()},
        }
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """Files in one, in order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, THEN)
            info.create_system = 3  # the same on every system
            info.external_attr = 0o644 << 16
            stored = name == "mimetype" or name.endswith((".jpg", ".jpeg", ".png", ".webp"))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
