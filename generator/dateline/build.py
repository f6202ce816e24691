"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from dateline.cache import CACHE_FOLDER, forget
from dateline.model.settings import Settings
from dateline.problems import Problem
from dateline.session import (
    Documents,
    Outputs,
    Prepared,
    Progress,
    Workers,
    available,
    compiled,
    inspect,
    memory_of,
    no_documents,
    own_paths,
    silent,
)
from dateline.write import (
    Written,
    adopt,
    claim,
    clean_site,
    locked,
    recover,
    unfinished,
    write,
)

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
    documents: Documents = no_documents,
    *,
    configured: bool = True,
    strict: bool = False,
    remember: bool = True,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress = silent,
    tell: Tell = lambda _: None,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `remember`: use and keep what is remembered in `.dateline/`;
    `jobs`: how many processes may compile and render, if there is enough to do; `executor`: who
    does it in their stead, `jobs` at a time; `progress` wraps what is done one by one; `tell` is
    told at once, in a sentence, what keeps this build waiting, and what an interrupted one had
    left to do."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    with (
        alone(settings.site_dir, tell),
        memory_of(settings, remember=remember) as memory,
        Workers(jobs, executor) as workers,
    ):
        if notice := recover(settings.site_dir):
            tell(notice)
        found = compiled(settings, memory, workers, progress)
        begun = inspect(found, settings, memory, documents)
        outputs = Outputs(begun, memory, workers, progress, strict=strict)
        written = write(outputs.files(), settings.site_dir, outputs.kept)
        outputs.keep()
        memory.commit()
        return Built(
            briefings=outputs.prepared.briefings,
            compiled=outputs.prepared.compiled,
            pages=len(outputs.prepared.plan.outlines),
            rendered=outputs.rendered,
            written=written,
            problems=outputs.prepared.problems,
            trouble=memory.trouble,
        )


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


def record(prepared: Prepared, site_dir: Path, *, whole: bool) -> None:
    """List in a site's folder what another door has written there for us. `whole`: under our
    own theme, whose files and error page are ours too."""
    adopt(site_dir, own_paths(prepared, whole=whole))
