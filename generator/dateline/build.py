"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from dateline.model.settings import Settings
from dateline.problems import Problem
from dateline.session import Documents, Prepared, no_documents, outputs, own_paths, prepare
from dateline.write import Written, adopt, claim, write

Progress = Callable[[Iterable[tuple[str, bytes | Path]], int], Iterable[tuple[str, bytes | Path]]]


class Built(NamedTuple):
    """What a build did: how many briefings there are and how many of them were compiled, how many
    pages there are and how many were rendered. `problems` are warnings and notes."""

    briefings: int
    compiled: int
    pages: int
    rendered: int
    written: Written
    problems: tuple[Problem, ...]


def build(
    settings: Settings,
    documents: Documents = no_documents,
    *,
    configured: bool = True,
    strict: bool = False,
    remember: bool = True,
    progress: Progress = lambda files, _: files,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `remember`: use and keep what is remembered in `.dateline/`;
    `progress` wraps the files as they are rendered."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    prepared = prepare(settings, documents, strict=strict)
    total = len(prepared.plan.pages) + len(prepared.plan.copies)
    written = write(progress(outputs(prepared), total), settings.site_dir)
    count, pages = prepared.briefings, len(prepared.plan.outlines)
    return Built(count, count, pages, pages, written, prepared.problems)


def record(prepared: Prepared, site_dir: Path, *, whole: bool) -> None:
    """List in a site's folder what another door has written there for us. `whole`: under our
    own theme, whose files and error page are ours too."""
    adopt(site_dir, own_paths(prepared, whole=whole))
