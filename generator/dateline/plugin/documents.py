"""The Markdown pages of a site, rendered by MkDocs's own page objects.

MkDocs's `build()`, which empties the site's folder, is never called here.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path, PurePosixPath

import mkdocs.structure.pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from dateline.model.pages import Document
from dateline.model.tree import Span
from dateline.plugin.files import Inclusion

WRITTEN = re.compile(r"""(?:\]\(|\]:|(?:href|src)=["'])\s*<?([^\s)>"']+)""")
"""An address in Markdown: behind a link's words, in a reference, in HTML."""
SIDE = re.compile(r'(?<=<t[hd]) style="text-align: (left|center|right);"(?=>)')
"""What Python-Markdown writes for a column's side: the pages' policy allows no inline style."""
INDEX = "/index.md"
"""How the source path of a page that Dateline generates ends."""


def documents(
    config: MkDocsConfig,
    addresses: Mapping[str, str],
    included: Inclusion = InclusionLevel.is_included,
) -> Iterator[Document]:
    """Every Markdown page under the authors' folder: those in `nav:` by its order and titles,
    then the rest in MkDocs's order.

    A page may link to a briefing by its file (`2016/2016-06-19.yaml`): `addresses` says where
    that leads.
    """
    briefings = {
        path: File(address.strip("/") + INDEX, None, config.site_dir, True)
        for path, address in addresses.items()
    }
    files = Expecting(get_files(config), briefings)
    titles = dict(in_nav(config.nav))
    places = {path: place for place, path in enumerate(titles)}
    top = Path(config.docs_dir).resolve()
    found = files.documentation_pages(inclusion=included)
    for file in sorted(found, key=lambda file: places.get(file.src_uri, len(places))):
        if file.abs_src_path is None or not is_own(Path(file.abs_src_path), top, file.src_uri):
            continue
        page = Page(titles.get(file.src_uri), file, config)
        page.read_source(config)
        with quiet():
            page.render(config, files)
        yield document(page)


def is_own(file: Path, top: Path, path: str) -> bool:
    """Whether a file is one of the authors': no symbolic link to a folder leads to it (to one that
    is above it, it would be there without end), nor does it lead out of their folder."""
    return file.parent.resolve() == (top / path).parent and top in file.resolve().parents


def in_nav(nav: object) -> Iterator[tuple[str, str | None]]:
    """The paths and links in `nav:`, in order, each with the title given there."""
    if isinstance(nav, list):
        for item in nav:
            yield from in_nav(item)
    elif isinstance(nav, dict):
        for title, value in nav.items():
            yield from [(value, str(title))] if isinstance(value, str) else in_nav(value)
    elif isinstance(nav, str):
        yield nav, None


@contextmanager
def quiet() -> Iterator[None]:
    """Without MkDocs's word on links that lead nowhere: plan says it, of every page, as an
    error, and knows the pages that MkDocs cannot know yet."""
    level = mkdocs.structure.pages.log.level
    mkdocs.structure.pages.log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        mkdocs.structure.pages.log.setLevel(level)


def document(page: Page) -> Document:
    """A page that MkDocs has rendered; its title is HTML there."""
    return Document(
        path=page.file.src_uri,
        address="/" + page.file.url.removeprefix("./"),
        title=unescape(str(page.title)),
        html=SIDE.sub(r' class="\1"', page.content or ""),
        places=tuple(places(page.file.content_string)),
    )


def places(text: str) -> Iterator[tuple[str, Span]]:
    """The addresses of a page's links and pictures, and where they are written."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in WRITTEN.finditer(line):
            yield found[1], Span(number, found.start(1) + 1, number, found.end(1) + 1)


class WithBriefings(Files):
    """MkDocs's files, in which a briefing is also found by its YAML file, and any page of ours
    by its address, as `nav:` may have it."""

    def __init__(self, files: Iterable[File], briefings: Mapping[str, File]) -> None:
        super().__init__(files)
        self.briefings = briefings

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path under the authors' folder."""
        found = self.briefings.get(PurePosixPath(path).as_posix())
        if path.startswith("/") and path.endswith("/"):
            path = (path.strip("/") + INDEX).lstrip("/")
        return found or super().get_file_from_path(path)


class Expecting(WithBriefings):
    """The same before there is a plan: whatever is called as a generated page is (a section,
    `sections/us/index.md`) will be there, or plan says that the link is dead."""

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path under the authors' folder."""
        found = super().get_file_from_path(path)
        if found or path.startswith("../") or not path.endswith(INDEX):
            return found
        return File(path, None, "", True)
