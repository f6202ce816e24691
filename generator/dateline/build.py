"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.cache import CACHE_FOLDER, forget
from dateline.model.settings import Settings
from dateline.problems import Problem
from dateline.standing import Standing
from dateline.write import (
    Written,
    abandon,
    adopt,
    begin,
    claim,
    clean_site,
    finish,
    locked,
    recover,
    unfinished,
)

if TYPE_CHECKING:
    from dateline.session import Documents, Prepared, Progress, Workers

__all__ = ["Built", "Cleaned", "alone", "available", "build", "clean", "record", "unfinished"]

Tell = Callable[[str], None]


class Built(NamedTuple):
    """What a build did: how many briefings there are and how many of them were compiled, how many
    pages there are and how many were rendered. `problems` are warnings and notes; `trouble` says
    why nothing could be remembered."""

    briefings: int
    compiled: int
    pages: int
    rendered: int
    written: Written
    problems: tuple[Problem, ...]
    trouble: str = ""


def build(
    settings: Settings,
    documents: "Documents" = lambda _: (),
    *,
    configured: bool = True,
    strict: bool = False,
    remember: bool = True,
    known: Callable[[], str] = lambda: "",
    jobs: int = 1,
    executor: Executor | None = None,
    progress: "Progress | None" = None,
    tell: Tell = lambda _: None,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `remember`: use and keep what is remembered in `.dateline/`;
    `known` gives the hash of all that `documents` are made from besides the authors' files, empty
    if nobody knows; `jobs`: how many processes may compile and render, if there is enough to do;
    `executor`: who does it in their stead, `jobs` at a time; `progress` passes on what is done one
    by one; `tell` is told at once, in a sentence, what keeps this build waiting, and what an
    interrupted one had left to do."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    with alone(settings.site_dir, tell):
        standing = Standing(settings, strict=strict, known=known) if remember else None
        if standing and (last := standing.last()):
            done = Written(0, last.files, 0)
            return Built(last.briefings, 0, last.pages, 0, done, last.problems)
        if notice := recover(settings.site_dir):
            tell(notice)
        if standing:
            documents = standing.documents(documents)
        from dateline.session import Workers, silent  # with all the stages

        try:
            with Workers(jobs, executor) as workers:
                return built(settings, documents, standing, strict, workers, progress or silent)
        finally:
            gc.unfreeze()


def built(
    settings: Settings,
    documents: "Documents",
    standing: Standing | None,
    strict: bool,
    workers: "Workers",
    progress: "Progress",
) -> Built:
    """Build what does not stand; None: nothing is remembered."""
    from dateline.session import Outputs, compiled, inspect, memory_of

    with memory_of(settings, remember=standing is not None) as memory:
        with lasting():
            found = compiled(settings, memory, workers, progress)
            begun = inspect(found, settings, memory, documents, workers, progress)
        begun.stop_at_mistakes(strict=strict)
        outputs = Outputs(begun, memory, workers, progress, strict=strict)
        batch = begin(settings.site_dir)
        try:
            written = finish(outputs.prepare(batch), batch, outputs.kept)
        except BaseException:  # also Ctrl-C
            workers.end()
            abandon(batch)
            raise
        outputs.keep()
        memory.commit()
        prepared = outputs.prepared
        pages = outputs.pages
        if standing and not memory.trouble:
            standing.keep(
                outputs.kept,
                until=prepared.until,
                briefings=prepared.briefings,
                pages=pages,
                problems=prepared.problems,
            )
        return Built(
            briefings=prepared.briefings,
            compiled=prepared.compiled,
            pages=pages,
            rendered=outputs.rendered,
            written=written,
            problems=prepared.problems,
            trouble=memory.trouble,
        )


@contextmanager
def lasting() -> Iterator[None]:
    """What is made in here lives as long as the build: Python's search for garbage, which would go
    through all of it again and again, is put off, and then leaves it alone."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.freeze()
            gc.enable()


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Cleaned(NamedTuple):
    """How many files were removed from the site's folder, and of what was remembered."""

    files: int
    remembered: int


def alone(site_dir: Path, tell: Tell) -> AbstractContextManager[None]:
    """The lock on a site's folder; told before another build is waited for."""
    return locked(site_dir, lambda: tell(f"Another build is at work in {site_dir}: waiting."))


def clean(site_dir: Path, config_file: Path, *, tell: Tell = lambda _: None) -> Cleaned:
    """Remove what builds wrote into the folder and what they remember beside mkdocs.yml, and
    nothing else. Raises `Refused` if the folder does not say what Dateline wrote, `OSError`."""
    files = 0
    if site_dir.is_dir():
        with alone(site_dir, tell):
            files = clean_site(site_dir)
    return Cleaned(files, forget(config_file.parent / CACHE_FOLDER))


def record(prepared: "Prepared", site_dir: Path, files: Iterable[str] = (), *, whole: bool) -> None:
    """List in a site's folder what another door has written there for us, `files` are those of
    bundles. `whole`: under our
    own theme, whose files and error page are ours too."""
    from dateline.session import own_paths

    adopt(site_dir, own_paths(prepared, files, whole=whole))
