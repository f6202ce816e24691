"""The sentence from read to plan, and what a door does with a plan.

`prepare` is read to plan, with what earlier builds remember (`memory_of`); `build`, the preview
and the MkDocs door share it. `Outputs` knows which files of the site are right already. Nothing
here writes to the site.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from dateline.cache import INDEXES
from dateline.compile import compile_document
from dateline.model.pages import Document, MarkdownView, Page
from dateline.model.paths import is_bundle, is_part
from dateline.plan import Copy, Plan, collected_path
from dateline.problems import Problem
from dateline.read import describe
from dateline.render import PREVIEW_FILES, joined, own_page, theme_files
from dateline.session.checking import check
from dateline.session.memory import Memory, memory_of, store_of
from dateline.session.outputs import Outputs
from dateline.session.prepare import (
    Documents,
    Prepared,
    compiled,
    inspect,
    levelled,
    no_documents,
    prepare,
    stopping,
)
from dateline.session.pressing import press_of
from dateline.session.preview import Loaded, Preview
from dateline.session.searching import Indexing, unavailable
from dateline.session.versions import Order, order_of, versions
from dateline.session.workers import Progress, Workers, silent

__all__ = [
    "PREVIEW_FILES",
    "Documents",
    "Loaded",
    "Memory",
    "Outputs",
    "Plan",
    "Prepared",
    "Preview",
    "Progress",
    "Workers",
    "bundles",
    "check",
    "collected",
    "compiled",
    "describe",
    "inspect",
    "last",
    "memory_of",
    "no_documents",
    "own_page",
    "own_paths",
    "pictures",
    "prepare",
    "rendering",
    "silent",
    "stopping",
    "theme_files",
    "with_document",
]


def rendering(prepared: Prepared) -> Callable[[Page], bytes]:
    """A function from any page of the plan to its content, for a door that writes by itself."""
    return press_of(prepared.plan.sites, prepared.texts, prepared.settings).render


def pictures(prepared: Prepared) -> Iterator[tuple[Copy, Callable[[], bytes]]]:
    """The versions of pictures, and what makes each of them, for the same door; they are remembered
    for all. What makes one gives nothing if its picture has been damaged since."""
    docs_dir, store = prepared.settings.docs_dir, store_of(prepared.settings)

    def made(order: Order) -> bytes:
        return b"".join(versions(docs_dir, order, store))

    for copy in prepared.plan.copies:
        if copy.version:
            yield copy, partial(made, order_of(copy, prepared.hashes))


def bundles(prepared: Prepared) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files of what is searched, by output path, for the same door; and a warning if there are
    none. They are remembered for all."""
    settings, files, troubles = prepared.settings, dict[str, bytes](), set[str]()
    made = press_of(prepared.plan.sites, prepared.texts, settings)
    indexing = Indexing(store_of(settings, INDEXES), settings.drafts)
    for page in prepared.plan.pages:
        if page.is_bundle:
            indexed = indexing.indexed(page, made)
            files |= indexed.files
            troubles |= {indexed.trouble} - {""}
    problems = (unavailable(reason) for reason in sorted(troubles)[:1])
    return files, tuple(levelled(problems, settings))


def collected(prepared: Prepared) -> Iterator[tuple[str, bytes]]:
    """The collected files by output path, with their contents, for the same door."""
    render = rendering(prepared)
    parts: dict[str, list[bytes]] = {}
    for page in prepared.plan.pages:
        if page.is_part:
            parts.setdefault(collected_path(page.path), []).append(render(page))
    return ((path, joined(path, contents)) for path, contents in parts.items())


def last(prepared: Prepared) -> Iterator[tuple[str, bytes]]:
    """What is made of all pages, by output path, for the same door."""
    render = rendering(prepared)
    return ((page.path, render(page)) for page in prepared.plan.last)


def own_paths(prepared: Prepared, files: Iterable[str] = (), *, whole: bool) -> set[str]:
    """The output paths that are ours, `files` those of bundles. `whole`: under our own theme, whose
    files and error page are ours too."""
    planned = prepared.plan
    paths = {e.path for e in planned.outlines if not (is_bundle(e.path) or is_part(e.path))}
    paths |= {page.path for page in planned.last}
    paths |= {*planned.collections, *files, *(copy.path for copy in planned.copies)}
    return paths | {*theme_files(prepared.settings)} if whole else paths - {"404.html"}


def with_document(page: Page, document: Document) -> Page:
    """A Markdown page of the plan with other content: what its door has made of it since."""
    return replace(page, view=MarkdownView(html=compile_document(document).html))
