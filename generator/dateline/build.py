"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

from collections.abc import Callable, Iterable
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
    memory_of,
    no_documents,
    own_paths,
    prepare,
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

__all__ = ["Built", "Cleaned", "alone", "build", "clean", "record", "unfinished"]

Progress = Callable[[Iterable[tuple[str, bytes | Path]], int], Iterable[tuple[str, bytes | Path]]]


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
    progress: Progress = lambda files, _: files,
    tell: Tell = lambda _: None,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `remember`: use and keep what is remembered in `.dateline/`;
    `progress` wraps the files as they are rendered; `tell` is told at once, in a sentence, what
    keeps this build waiting, and what an interrupted one had left to do."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    with alone(settings.site_dir, tell), memory_of(settings, remember=remember) as memory:
        if notice := recover(settings.site_dir):
            tell(notice)
        prepared = prepare(settings, memory, documents, strict=strict)
        outputs = Outputs(prepared, memory)
        files = progress(outputs.files(), outputs.total)
        written = write(files, settings.site_dir, outputs.kept)
        outputs.keep()
        memory.commit()
        return Built(
            briefings=prepared.briefings,
            compiled=prepared.compiled,
            pages=len(prepared.plan.outlines),
            rendered=outputs.rendered,
            written=written,
            problems=prepared.problems,
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
