"""The sentence from read to plan, and what a door does with a plan.

In: the settings and the Markdown pages, both from a door. Out: `Prepared`, or `BuildFailed` with
all problems if there is an error among them. `build` and the MkDocs door share it; nothing here
writes.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from dateline import assets
from dateline.compile import Compiled, compile_all, compile_document
from dateline.link import Linked, Sources, files_named, link
from dateline.model.library import BRIEFINGS
from dateline.model.names import register_name
from dateline.model.pages import Document, MarkdownView, Page
from dateline.model.settings import Settings
from dateline.plan import Material, Plan, addresses_of, plan
from dateline.problems import BuildFailed, Problem, at_top, errors, in_order, told
from dateline.read import Folder, excerpt, read
from dateline.render import Texts, render, renderer, theme_files

__all__ = [
    "Documents",
    "Plan",
    "Prepared",
    "describe",
    "no_documents",
    "outputs",
    "own_paths",
    "prepare",
    "rendering",
    "theme_files",
    "with_document",
]

WELL_KNOWN = ("CNAME",)
"""Files that a host looks for at the top of the site: GitHub Pages keeps its domain in it."""
Documents = Callable[[Mapping[str, str]], Iterable[Document]]
"""The Markdown pages, given the address of every briefing by its file: they may link to it."""


def no_documents(_: Mapping[str, str]) -> Iterable[Document]:
    """A site without Markdown pages."""
    return ()


class Prepared(NamedTuple):
    """All of a build that needs no output folder: read to plan. `problems` hold no errors."""

    plan: Plan
    texts: Texts
    settings: Settings
    briefings: int
    problems: tuple[Problem, ...]


def prepare(
    settings: Settings, documents: Documents = no_documents, *, strict: bool = False
) -> Prepared:
    """Read, compile, link, plan: every mistake is found before anything is written."""
    folder, problems = read(settings.docs_dir, frozenset(settings.excluded))
    compiled, more = compile_all(folder.registers, folder.briefings, settings)
    problems += more
    linked, more = link(sources(folder, compiled, problems), settings)
    problems += more
    unreadable = {p.path for p in errors(problems)} & {*folder.markdown}
    given = () if unreadable else documents(addresses_of(linked.libraries, settings))
    pages = [compile_document(page) for page in given]
    planned, more = planning(linked, compiled, tuple(pages), folder, settings)
    problems += more
    problems += () if errors(problems) else nothing_published(linked)
    found = in_order(levelled(problems, settings))
    if any(p.severity == "error" or (strict and p.severity == "warning") for p in found):
        raise BuildFailed(found)
    return Prepared(planned, compiled.fragments, settings, len(folder.briefings), found)


def sources(folder: Folder, compiled: Compiled, problems: Iterable[Problem]) -> Sources:
    """What link is given."""
    records = {briefing.path: briefing for briefing in compiled.briefings}
    return Sources(
        registers=compiled.registers,
        briefings=dict.fromkeys(records, ""),
        load=records.__getitem__,
        paths=register_paths(folder),
        assets=frozenset(asset.path for asset in folder.assets),
        broken=frozenset(p.path for p in problems if p.severity == "error"),
    )


def register_paths(folder: Folder) -> dict[str, str]:
    """Each register's file, by the register's name."""
    return {register_name(tree.path) or "": tree.path for tree in folder.registers}


def planning(
    linked: Linked,
    compiled: Compiled,
    documents: tuple[Document, ...],
    folder: Folder,
    settings: Settings,
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, with the pictures' sizes; and whether there is anything to publish."""
    there = frozenset(asset.path for asset in folder.assets)
    pictures, attachments = files_named(linked.libraries, documents, there)
    whole_site = {*settings.styles, *(script.path for script in settings.scripts), *WELL_KNOWN}
    sizes, problems = assets.inspect(settings.docs_dir, pictures, attachments)
    material = Material(
        registers=compiled.registers,
        documents=documents,
        files=tuple(sorted({*pictures, *attachments, *whole_site} & there)),
        sizes=sizes,
        theme=tuple(theme_files(settings)),
        changed=linked.changed,
        asked=linked.asked,
    )
    planned, more = plan(linked.libraries, material, settings)
    return planned, (*problems, *more)


def nothing_published(linked: Linked) -> tuple[Problem, ...]:
    """A site without a briefing has no home."""
    if any(library.last(BRIEFINGS) for library in linked.libraries):
        return ()
    message = "There is no briefing to publish yet: write YYYY-MM-DD.yaml with `entries`."
    return (at_top("", "site/no-briefing", message),)


def outputs(prepared: Prepared) -> Iterator[tuple[str, bytes | Path]]:
    """Every file of the site: pages, the theme's files, pictures and attachments."""
    planned, settings = prepared.plan, prepared.settings
    yield from render(planned.pages, planned.sites, prepared.texts, settings)
    yield from theme_files(settings).items()
    for copy in planned.copies:
        yield copy.path, settings.docs_dir / copy.source


def rendering(prepared: Prepared) -> Callable[[Page], bytes]:
    """A function from any page of the plan to its content, for a door that writes by itself."""
    return renderer(prepared.plan.sites, prepared.texts, prepared.settings)


def own_paths(prepared: Prepared, *, whole: bool) -> set[str]:
    """The output paths that are ours. `whole`: under our own theme, whose files and error page
    are ours too."""
    planned = prepared.plan
    paths = {page.path for page in planned.pages} | {copy.path for copy in planned.copies}
    return paths | {*theme_files(prepared.settings)} if whole else paths - {"404.html"}


def with_document(page: Page, document: Document) -> Page:
    """A Markdown page of the plan with other content: what its door has made of it since."""
    return replace(page, view=MarkdownView(html=compile_document(document).html))


def describe(problem: Problem, docs_dir: Path) -> tuple[str, ...]:
    """A problem in plain lines, its file as seen from the working directory."""
    if not problem.path:
        return told(problem, "briefings", "")
    line = excerpt(docs_dir, problem.path, problem.line)
    return told(problem, os.path.relpath(docs_dir / problem.path), line)


def levelled(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """Warnings at the level that the site's `checks` give their code; errors are errors."""
    levels = dict(settings.checks)
    for problem in problems:
        level = levels.get(problem.code, problem.severity)
        if problem.severity != "warning" or level == "warning":
            yield problem
        elif level == "error":
            yield replace(problem, severity="error")
