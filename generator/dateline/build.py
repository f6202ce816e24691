"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from dateline import assets
from dateline.compile import Compiled, compile_all, compile_document
from dateline.link import Sources, files_named, link
from dateline.model.library import Library
from dateline.model.names import register_name
from dateline.model.pages import Document
from dateline.model.settings import Settings
from dateline.plan import Material, Plan, plan
from dateline.problems import BuildFailed, Problem, in_order
from dateline.read import Folder, excerpt, read
from dateline.render import render, theme_files
from dateline.write import Written, claim, write

__all__ = ["Built", "build", "excerpt"]

Progress = Callable[[Iterable[tuple[str, bytes | Path]], int], Iterable[tuple[str, bytes | Path]]]


class Built(NamedTuple):
    """What a build did. `problems` are warnings and notes."""

    briefings: int
    pages: int
    written: Written
    problems: tuple[Problem, ...]


def build(
    settings: Settings,
    documents: Iterable[Document] = (),
    *,
    configured: bool = True,
    strict: bool = False,
    progress: Progress = lambda files, _: files,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `progress` wraps the files as they are rendered."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    folder, problems = read(settings.docs_dir)
    compiled, more = compile_all(folder.registers, folder.briefings, settings)
    problems += more
    libraries, more = link(sources(folder, compiled, problems), settings)
    problems += more
    cleaned = tuple(compile_document(document) for document in documents)
    planned, more = planning(libraries, compiled, cleaned, folder, settings)
    found = in_order(levelled((*problems, *more), settings))
    if any(p.severity == "error" or (strict and p.severity == "warning") for p in found):
        raise BuildFailed(found)
    files = outputs(planned, compiled, settings)
    total = len(planned.pages) + len(planned.copies)
    written = write(progress(files, total), settings.site_dir)
    return Built(len(folder.briefings), len(planned.pages), written, found)


def sources(folder: Folder, compiled: Compiled, problems: Iterable[Problem]) -> Sources:
    """What link is given."""
    return Sources(
        registers=compiled.registers,
        briefings=compiled.briefings,
        paths={register_name(tree.path) or "": tree.path for tree in folder.registers},
        assets=frozenset(asset.path for asset in folder.assets),
        broken=frozenset(p.path for p in problems if p.severity == "error"),
    )


def planning(
    libraries: tuple[Library, ...],
    compiled: Compiled,
    documents: tuple[Document, ...],
    folder: Folder,
    settings: Settings,
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, with the pictures' sizes; and whether there is anything to publish."""
    there = frozenset(asset.path for asset in folder.assets)
    pictures, attachments = files_named(libraries, documents, there)
    sizes, problems = assets.inspect(settings.docs_dir, pictures, attachments)
    material = Material(
        registers=compiled.registers,
        documents=documents,
        files=tuple(sorted({*pictures, *attachments} & there)),
        sizes=sizes,
        theme=tuple(path for path, _ in theme_files(settings)),
    )
    planned, more = plan(libraries, material, settings)
    if not any(library.editions for library in libraries):
        nothing = "There is no briefing to publish yet: write YYYY-MM-DD.yaml with `entries`."
        more += (Problem(*("", 1, 1, 1, 2), "site/no-briefing", "error", nothing),)
    return planned, (*problems, *more)


def outputs(
    planned: Plan, compiled: Compiled, settings: Settings
) -> Iterator[tuple[str, bytes | Path]]:
    """Every file of the site: pages, the theme's files, pictures and attachments."""
    yield from render(planned.pages, planned.sites, compiled.fragments, settings)
    yield from theme_files(settings)
    for copy in planned.copies:
        yield copy.path, settings.docs_dir / copy.source


def levelled(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """Warnings at the level that the site's `checks` give their code; errors are errors."""
    levels = dict(settings.checks)
    for problem in problems:
        level = levels.get(problem.code, problem.severity)
        if problem.severity != "warning" or level == "warning":
            yield problem
        elif level == "error":
            yield replace(problem, severity="error")
