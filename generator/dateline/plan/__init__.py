"""plan: the libraries to pages. Every address and output path is decided here.

In: a `Library` for each language, the registers, the Markdown pages, the pictures' sizes, the
settings, and what was planned before. Out: the shared constants of each language, the files to
copy, and page by page what the site consists of (`Planning`); in the end the `Plan`, every page in
outline, and the problems of addresses that collide. Pure. Not done here: resolving prose, which
`render` does by each value's `targets`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.model.asked import Asked, is_touched, packed
from dateline.model.digest import digest
from dateline.model.libraries import Library
from dateline.model.maps import Atlas
from dateline.model.pages import Document, Page, Site
from dateline.model.paths import is_part
from dateline.model.pictures import Size
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.model.views import Link
from dateline.plan.addresses import bundle_of, output_path
from dateline.plan.collecting import collected_path, collections, is_collected
from dateline.plan.collisions import anchors, collisions
from dateline.plan.documents import dead_links, document_pages
from dateline.plan.groups import Group, groups, part_groups
from dateline.plan.last import is_last, last_pages
from dateline.plan.pictures import Copy, copies
from dateline.plan.route import group_at
from dateline.plan.scope import Scope, addresses
from dateline.plan.shell import site_of
from dateline.problems import Problem


class Outline(Struct, frozen=True, gc=False, array_like=True):
    """A page without its value: its output path, template and language, what it was made from
    (a file, or its title), and the hash of all that a template sees of it. `listed`: search
    engines should keep it; `modified` is when it last became otherwise, in UTC, if that is
    known."""

    path: str
    template: str
    lang: str
    origin: str
    digest: str
    listed: bool = False
    modified: datetime | None = None


class Planned(Struct, frozen=True, gc=False, array_like=True):
    """A group of pages as planned: by which facts (`packed`), its pages in outline, and what is
    wrong."""

    asked: bytes
    outlines: tuple[Outline, ...]
    problems: tuple[Problem, ...] = ()


class Before(NamedTuple):
    """What an earlier plan left, by group; `of` says by which settings and languages."""

    of: str
    planned: Mapping[str, Planned]


FIRST = Before("", {})
"""Nothing was planned before."""


@dataclass(frozen=True)
class Plan:
    """All that a site consists of. `after` is what to keep for the next time; `sites` are the
    constants by language code; `copies` the files to copy; `made` the pages at hand, and
    `last` those that are made of all others."""

    after: Before
    sites: dict[str, Site]
    copies: tuple[Copy, ...]
    groups: Mapping[str, Group]
    made: Mapping[str, tuple[Page, ...]]
    last: tuple[Page, ...]

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """Every page of the site in outline, in order."""
        return tuple(each for found in self.after.planned.values() for each in found.outlines)

    @cached_property
    def collections(self) -> Mapping[str, tuple[Outline, ...]]:
        """The collected files by output path, each with its parts in order."""
        return collections(self.outlines)

    def group(self, name: str) -> tuple[Page, ...]:
        """The pages of one group, with their values."""
        return self.made[name] if name in self.made else self.groups[name].pages()

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page of the site with its value, in order."""
        return tuple(page for name in self.groups for page in self.group(name))


class Material(NamedTuple):
    """What plan is given besides libraries and settings: the registers, the Markdown pages, the
    pictures and attachments that are published, those of them that briefings show (`photos`), the
    pictures' sizes in pixels, the output paths of the theme's own files. `changed` are the facts
    that differ from what was asked before; `asked` collects what the libraries are asked.
    `atlas` are the borders that maps draw."""

    registers: Registers
    documents: tuple[Document, ...]
    files: tuple[str, ...]
    photos: frozenset[str]
    sizes: Mapping[str, Size]
    theme: tuple[str, ...]
    changed: frozenset[int]
    asked: Asked
    atlas: Atlas


class Planning:
    """A plan in the making, group by group: whoever walks through `groups` has the pages of one
    at hand and need not keep them, for those of a large site do not fit into memory."""

    def __init__(
        self,
        libraries: Iterable[Library],
        material: Material,
        settings: Settings,
        before: Before = FIRST,
    ) -> None:
        every = tuple(libraries)
        sizes, atlas = material.sizes, material.atlas
        scopes = [Scope(library, settings, sizes, every, atlas) for library in every]
        self.scopes = scopes
        links = tuple(Link(document.title, document.address) for document in material.documents)
        self.material = material
        self.settings = settings
        self.of = made_from(settings, every, atlas)
        self.known = before.planned if before.of == self.of else {}
        self.sites = {s.lang: site_of(material.registers, links, settings, s) for s in scopes}
        self.planned: dict[str, Planned] = {}

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The files to copy."""
        named = self.material
        return tuple(copies(named.files, named.photos, named.sizes, self.settings))

    @cached_property
    def groups(self) -> dict[str, Group]:
        """All groups, by name."""
        return {group.name: group for group in all_groups(self.scopes, self.material.documents)}

    def page_at(self, path: str) -> Page | None:
        """The page, or the data, that is written to an output path, or the bundle that is there or
        has the file: its group alone is planned."""
        self.material.asked.clear()  # nobody wants to know
        group = group_at(path, self.scopes)
        if group:
            for page in group.pages():
                if page.path == path or (page.is_bundle and path.startswith(page.path)):
                    return page
        own = next(scope for scope in self.scopes if not scope.facts.lang)
        pages = document_pages(self.material.documents, own)
        return next((page for page in pages if page.path == path), None)

    @property
    def outlines(self) -> Iterator[Outline]:
        """Every page in outline, in order, once all groups are planned."""
        return (each for name in self.groups for each in self.planned[name].outlines)

    def parts(self, path: str) -> Iterator[tuple[Page, ...]]:
        """The parts of a collected file, in order, by the groups that have them: those alone are
        planned, as far as they are asked for."""
        for group in part_groups(path, self.scopes):
            self.material.asked.clear()
            yield tuple(page for page in group.pages() if collected_path(page.path) == path)

    @property
    def every(self) -> Iterator[tuple[Outline, ...]]:
        """Every page in outline, group by group, planned for this alone."""
        for group in self.groups.values():
            self.material.asked.clear()
            yield tuple(map(outline, group.pages()))

    @cached_property
    def last(self) -> tuple[Page, ...]:
        """The pages that are made of all others, once all groups are planned."""
        return self.last_of(self.outlines)

    def last_of(self, outlines: Iterable[Outline]) -> tuple[Page, ...]:
        """The same of these."""
        own = next(scope for scope in self.scopes if not scope.facts.lang)
        return last_pages(outlines, self.sites[own.lang], self.material.files)

    def stands(self, name: str) -> bool:
        """Whether a group is as it was planned before."""
        kept = self.known.get(name)
        if kept is None or is_touched(kept.asked, self.material.changed):
            return False
        self.planned[name] = kept
        return True

    def pages(self, name: str) -> tuple[Page, ...] | None:
        """The pages of a group that has to be planned now; None if it is as it was before."""
        if self.stands(name):
            return None
        self.material.asked.clear()
        made = self.groups[name].pages()
        self.planned[name] = outlined(made, self.material.asked)
        return made

    def plan(
        self, made: Mapping[str, tuple[Page, ...]] | None = None
    ) -> tuple[Plan, tuple[Problem, ...]]:
        """What has come of it once all groups are planned, with the pages that were kept; and the
        addresses that collide."""
        after = Before(self.of, {name: self.planned[name] for name in self.groups})
        result = Plan(after, self.sites, self.copies, self.groups, made or {}, self.last)
        return result, tuple(problems_of(result, self.material))


def plan(
    libraries: Iterable[Library], material: Material, settings: Settings, before: Before = FIRST
) -> Planning:
    """The pages of all languages, the site's own first."""
    return Planning(libraries, material, settings, before)


def made_from(settings: Settings, libraries: Iterable[Library], atlas: Atlas) -> str:
    """The hash of what every group depends on: the settings, where files are and what time it is
    apart, the borders that maps draw, and which languages there are."""
    nowhere = Path("/")
    apart = replace(
        settings,
        **dict.fromkeys(("config_file", "docs_dir", "site_dir"), nowhere),
        templates=None,
        now=datetime.min,
    )
    langs = [library.lang for library in libraries]
    files = [library.registry.paths for library in libraries]
    return digest((msgspec.to_builtins(apart, enc_hook=str), langs, files, atlas.digest))


def all_groups(scopes: Iterable[Scope], documents: tuple[Document, ...]) -> Iterator[Group]:
    """Every group of the site. The Markdown pages are one, called by what is in them."""
    for scope in scopes:
        yield from groups(scope)
        if not scope.facts.lang:
            name = f"documents {digest(documents)}"
            yield Group(name, document_pages, (documents,), scope)


def outlined(pages: tuple[Page, ...], asked: Iterable[int]) -> Planned:
    """A group as it is kept."""
    return Planned(packed(asked), tuple(map(outline, pages)), tuple(anchors(pages)))


def outline(page: Page) -> Outline:
    """A page without its value."""
    listed = page.is_listed
    modified = page.modified.astimezone(UTC) if listed and page.modified else None
    origin = page.source or page.title
    return Outline(page.path, page.template, page.lang, origin, page.digest, listed, modified)


def problems_of(made: Plan, material: Material) -> Iterator[Problem]:
    """The addresses that collide, and the links of Markdown pages that lead to nothing."""
    wanted = [
        *((each.path, each.origin) for each in made.outlines if not is_part(each.path)),
        *((path, "") for path in made.collections),
        *((page.path, "") for page in made.last),
        *((path, "the theme") for path in material.theme),
        *((copy.path, copy.source) for copy in made.copies),
    ]
    yield from collisions(wanted)
    for group in made.after.planned.values():
        yield from group.problems
    yield from dead_links(material.documents, frozenset(path for path, _ in wanted))


def addresses_of(libraries: Iterable[Library], settings: Settings) -> dict[str, str]:
    """The address of every published briefing, by its file under the authors' folder."""
    return {
        placed.path: addresses(library, settings).briefing(placed.key)
        for library in libraries
        for placed in library.placed.values()
        if not placed.out
    }


__all__ = [
    "FIRST",
    "Before",
    "Copy",
    "Material",
    "Outline",
    "Plan",
    "Planned",
    "Planning",
    "addresses_of",
    "bundle_of",
    "collected_path",
    "collections",
    "is_collected",
    "is_last",
    "output_path",
    "plan",
]
