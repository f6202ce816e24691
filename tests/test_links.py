"""Every link of every built page leads somewhere: the sample site, and all golden sites.

A page is read as a browser reads it (`Html`, which other tests use too). Links are resolved twice:
as if the site lay at the root of its server, and as if it lay deep below it.
"""

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conftest import PROJECT, TESTS, build_site, settings_for, tree
from dateline.model.paths import is_html

SITES = [PROJECT, *sorted(path.parent for path in (TESTS / "sites").glob("*/golden.txt"))]
SERVER = "https://server.test"
PREFIXES = ("/", "/as/deep/as/that/")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
FETCHING = frozenset(("audio", "embed", "iframe", "img", "object", "script", "source", "video"))
LINKING = frozenset(("canonical", "alternate"))
"""What a <link> may name without a browser fetching it for the page."""
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "longdesc")
IDREFS = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


class Element(NamedTuple):
    """A start tag: its attributes, the names of the elements around it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]

    def addresses(self) -> Iterator[str]:
        """Every address in it."""
        yield from (self.attributes[name] for name in ADDRESSES if name in self.attributes)
        for name in ("srcset", "imagesrcset"):
            for candidate in self.attributes.get(name, "").split(","):
                yield from candidate.split()[:1]
        if self.tag == "meta" and self.attributes.get("http-equiv", "").lower() == "refresh":
            yield self.attributes["content"].partition("url=")[2]


class Html(HTMLParser):
    """A page: its elements, what a reader sees of its text, and tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self.unmatched: list[str] = []
        self.seen: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        self.unmatched += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {k: v or "" for k, v in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {k: v or "" for k, v in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unmatched.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """All text, with the white space that browsers show."""
        return " ".join("".join(self.seen).split())

    def ids(self) -> list[str]:
        """Every id, as often as it stands there."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]


class Output:
    """A built site: its files, its pages read, and the path it is configured for."""

    def __init__(self, files: dict[str, bytes], site_url: str) -> None:
        self.files = files
        self.site_url = site_url
        self.base = urlsplit(site_url).path or "/"

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every HTML page by its path."""
        return {p: Html(data.decode()) for p, data in self.files.items() if is_html(p)}

    def target(self, path: str, address: str, prefix: str) -> tuple[str, str]:
        """The file and the fragment that an address on a page leads to, the site lying at
        `prefix`; a file outside the site starts with `/`."""
        here = SERVER + prefix + path.removesuffix("index.html")
        parts = urlsplit(urljoin(here, address))
        if not parts.path.startswith(prefix):
            return parts.path, parts.fragment
        found = unquote(parts.path.removeprefix(prefix))
        if found == "" or found.endswith("/"):
            found += "index.html"
        return found, unquote(parts.fragment)


@pytest.fixture(scope="module", params=SITES, ids=lambda site: site.name)
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Output:
    """Each site, built once."""
    site: Path = request.param
    folder = tmp_path_factory.mktemp("site")
    build_site(site, folder)
    return Output(tree(folder), settings_for(site, folder).site_url)


def is_internal(address: str) -> bool:
    """Whether an address names no other place than this server."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def links(output: Output) -> Iterator[tuple[str, Element, str]]:
    """Every address of every page, with the page and the element."""
    for path, page in output.pages.items():
        for element in page.elements:
            for address in element.addresses():
                yield path, element, address


def test_every_internal_link_leads_to_a_file_and_to_an_id_on_it(output: Output) -> None:
    dead = []
    for path, _, address in links(output):
        if not is_internal(address):
            continue
        for prefix in (output.base,) if path == "404.html" else PREFIXES:
            file, fragment = output.target(path, address, prefix)
            page = output.pages.get(file)
            if file not in output.files or (fragment and (not page or fragment not in page.ids())):
                dead.append((prefix, path, address))
    assert not dead


def test_links_are_relative_but_on_404(output: Output) -> None:
    for path, element, address in links(output):
        if address.startswith(("http:", "https:")):
            ours = output.site_url and address.startswith(output.site_url)
            assert not ours or element.tag == "link", (path, address)
        elif path == "404.html":
            assert address.startswith(("/", "#")), address
        else:
            assert not address.startswith("/"), (path, address)
            assert address, f"an empty address on {path}"


def test_canonical_addresses_are_pages_of_this_site(output: Output) -> None:
    for path, page in output.pages.items():
        found = [e for e in page.elements if e.attributes.get("rel") == "canonical"]
        if not output.site_url:
            assert not found, "without site_url there is no full address"
            continue
        address = found[0].attributes["href"]
        assert len(found) == 1
        assert address.startswith(output.site_url), path
        if path != "404.html":
            file = unquote(address.removeprefix(output.site_url)) + "index.html"
            assert file in output.files, address


def test_pages_fetch_from_this_site_only(output: Output) -> None:
    for path, element, address in links(output):
        fetched = element.tag in FETCHING or (
            element.tag == "link" and element.attributes.get("rel") not in LINKING
        )
        assert not fetched or is_internal(address), (path, element)
    for path, data in output.files.items():
        if path.endswith(".css"):
            assert b"@import" not in data and b"//" not in data.replace(b"/*", b""), path


def test_nothing_inline(output: Output) -> None:
    for path, page in output.pages.items():
        for element in page.elements:
            assert element.tag != "style", path
            is_data = element.attributes.get("type") == "application/ld+json"
            assert element.tag != "script" or is_data or "src" in element.attributes, path
            for name in element.attributes:
                assert name != "style" and not name.startswith("on"), (path, element)


def test_ids_stand_once_and_are_there_for_who_names_them(output: Output) -> None:
    for path, page in output.pages.items():
        ids = page.ids()
        assert len(ids) == len(set(ids)), path
        assert all(ids) and not any(" " in each for each in ids), path
        for element in page.elements:
            for name in IDREFS:
                for each in element.attributes.get(name, "").split():
                    assert each in ids, (path, name, each)


def test_pages_say_their_language_and_have_one_title_and_heading(output: Output) -> None:
    for path, page in output.pages.items():
        html = page.elements[0]
        assert html.tag == "html", path
        lang = html.attributes["lang"]
        assert lang == "ar" if path.startswith("ar/") else lang, path
        assert html.attributes["dir"] == ("rtl" if lang == "ar" else "ltr"), path
        tags = [element.tag for element in page.elements if "svg" not in element.inside]
        assert tags.count("title") == 1, path
        moved = any(e.attributes.get("http-equiv") == "refresh" for e in page.elements)
        assert tags.count("h1") == (0 if moved else 1), path
        assert tags.count("main") == (0 if moved else 1), path


def test_tags_match_and_headings_skip_no_rank(output: Output) -> None:
    for path, page in output.pages.items():
        assert page.unmatched == [], path
        ranks = [int(e.tag[1]) for e in page.elements if e.tag in ("h1", "h2", "h3", "h4", "h5")]
        for before, after in pairwise(ranks):
            assert after <= before + 1, (path, ranks)


def test_pictures_say_what_they_show(output: Output) -> None:
    for path, page in output.pages.items():
        for element in page.elements:
            assert element.tag != "img" or "alt" in element.attributes, (path, element)


def test_a_page_that_is_next_has_this_one_before_it(output: Output) -> None:
    beside = {
        path: {
            rel: output.target(path, element.attributes["href"], "/")[0]
            for element in page.elements
            for rel in ("prev", "next")
            if element.attributes.get("rel") == rel and "footer" not in element.inside
        }
        for path, page in output.pages.items()
    }
    homes = {"index.html", "ar/index.html"}
    lists = {path for path, page in output.pages.items() if lists_editions(path, page)}
    for path, found in beside.items():
        if path in homes or path in lists:
            continue  # home and a list of editions stand beside a briefing, nobody beside them
        for rel, other in (("next", "prev"), ("prev", "next")):
            if rel in found:
                assert beside[found[rel]][other] == path, (path, rel)


def lists_editions(path: str, page: Html) -> bool:
    """Whether a page is the list of a day's editions."""
    lists = any(e.tag == "ol" and e.attributes.get("class") == "briefings" for e in page.elements)
    return lists and path.removeprefix("ar/").count("/") == 3


def test_every_page_can_be_reached_from_home(output: Output) -> None:
    waiting, reached = ["index.html"], set()
    while waiting:
        path = waiting.pop()
        if path in reached or path not in output.pages:
            continue
        reached.add(path)
        for element in output.pages[path].elements:
            if "href" in element.attributes and is_internal(element.attributes["href"]):
                waiting.append(output.target(path, element.attributes["href"], "/")[0])
    moved = {p for p, page in output.pages.items() if "This page has moved" in page.text}
    lost = output.pages.keys() - reached - moved - {"404.html"}
    if "index.html" in moved:  # nothing to read in the site's own language
        lost = {path for path in lost if path.startswith("ar/")}
    assert not lost
