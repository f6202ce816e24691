"""plan: the libraries to pages. Every address and output path is decided here.

In: a `Library` for each language, the registers, the Markdown pages, the pictures' sizes, the
settings. Out: the `Plan`: all pages with their values, the shared constants of each language,
the files to copy; and the problems of addresses that collide. Pure. Not done here: resolving
prose, which `render` does by each value's `targets`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.model.linked import Edition, Library
from dateline.model.pages import Document, Page, Site
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.model.views import Link
from dateline.plan.archive import archive_pages
from dateline.plan.briefing import briefing_pages, day_page, home_page
from dateline.plan.collisions import anchors, collisions
from dateline.plan.documents import dead_links, document_pages
from dateline.plan.ledgers import claims_page, corrections_page
from dateline.plan.scope import Scope, all_streams
from dateline.plan.shell import site_of
from dateline.plan.streams import index_pages, stream_pages
from dateline.problems import Problem


class Copy(NamedTuple):
    """A picture or attachment: its path under the authors' folder, and under the site's."""

    source: str
    path: str


class Plan(NamedTuple):
    """All that a site consists of. `sites` are the constants by language code."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    sites: dict[str, Site]


class Material(NamedTuple):
    """What plan is given besides libraries and settings: the registers, the Markdown pages, the
    pictures and attachments that published briefings name, the pictures' sizes in pixels, the
    output paths of the theme's own files, and each register's file."""

    registers: Registers
    documents: tuple[Document, ...]
    files: tuple[str, ...]
    sizes: dict[str, tuple[int, int]]
    theme: tuple[str, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()


def plan(
    libraries: Iterable[Library], material: Material, settings: Settings
) -> tuple[Plan, tuple[Problem, ...]]:
    """The pages of all languages, the site's own first; and the addresses that collide."""
    pages: list[Page] = []
    sites: dict[str, Site] = {}
    links = tuple(Link(document.title, document.address) for document in material.documents)
    for library in (every := tuple(libraries)):
        scope = Scope(library, settings, material.sizes, every, dict(material.paths))
        sites[scope.lang] = site_of(library, material.registers, links, settings, scope)
        pages += language_pages(scope)
        if not library.lang:
            pages += document_pages(material.documents, scope)
    copies = tuple(Copy(path, path) for path in material.files)
    wanted = [
        *((page.path, page.source or page.title) for page in pages),
        *((path, "the theme") for path in material.theme),
        *((copy.path, copy.source) for copy in copies),
    ]
    problems = (
        *collisions(wanted),
        *anchors(pages),
        *dead_links(material.documents, frozenset(path for path, _ in wanted)),
    )
    return Plan(tuple(pages), copies, sites), problems


def addresses_of(libraries: Iterable[Library], settings: Settings) -> dict[str, str]:
    """The address of every published briefing, by its file under the authors' folder."""
    return {
        edition.briefing.path: scope.at.briefing(edition.key)
        for scope in (Scope(library, settings, {}) for library in libraries)
        for edition in scope.briefings
    }


def language_pages(scope: Scope) -> Iterator[Page]:
    """Every page of one language, group by group."""
    if scope.briefings:
        yield home_page(scope.briefings[-1], scope)
    for editions in scope.days.values():
        yield from day_pages(editions, scope)
    yield from archive_pages(scope)
    yield from index_pages(scope)
    for stream in all_streams(scope):
        yield from stream_pages(stream, scope)
    yield claims_page(scope)
    yield corrections_page(scope)


def day_pages(editions: tuple[Edition, ...], scope: Scope) -> Iterator[Page]:
    """The pages of one day."""
    for edition in editions:
        yield from briefing_pages(edition, scope)
    if all(edition.key.edition for edition in editions):
        yield day_page(editions, scope)


__all__ = ["Copy", "Material", "Plan", "addresses_of", "plan"]
