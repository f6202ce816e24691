"""A build is one sentence: read, compile, link, plan, render, write.

In: the settings and the Markdown pages, both from a door. Out: the site's folder, and what was
done. Raises `BuildFailed` with all problems if there is an error among them, `Refused` if the
folder is not ours to write into.
"""

from collections.abc import Callable, Iterable
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
from dateline.write import Written, adopt, claim, clean_site, locked, recover, write

Progress = Callable[[Iterable[tuple[str, bytes | Path]], int], Iterable[tuple[str, bytes | Path]]]


class Built(NamedTuple):
    """What a build did: how many briefings there are and how many of them were compiled, how many
    pages there are and how many were rendered. `problems` are warnings and notes; `notice` says
    what an interrupted build had left, `trouble` why nothing could be remembered."""

    briefings: int
    compiled: int
    pages: int
    rendered: int
    written: Written
    problems: tuple[Problem, ...]
    notice: str = ""
    trouble: str = ""


def build(
    settings: Settings,
    documents: Documents = no_documents,
    *,
    configured: bool = True,
    strict: bool = False,
    remember: bool = True,
    progress: Progress = lambda files, _: files,
    wait: Callable[[], None] = lambda: None,
) -> Built:
    """Build the site. `configured`: the folder is the one that mkdocs.yml names; `strict`:
    warnings stop the build too; `remember`: use and keep what is remembered in `.dateline/`;
    `progress` wraps the files as they are rendered; `wait` is called if another build has the
    folder, before waiting for it."""
    claim(settings.site_dir, configured=configured, docs_dir=settings.docs_dir)
    with locked(settings.site_dir, wait), memory_of(settings, remember=remember) as memory:
        notice = recover(settings.site_dir)
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
            notice=notice,
            trouble=memory.trouble,
        )


class Cleaned(NamedTuple):
    """How many files were removed from the site's folder, and of what was remembered."""

    files: int
    remembered: int


def clean(site_dir: Path, config_file: Path, *, wait: Callable[[], None] = lambda: None) -> Cleaned:
    """Remove what builds wrote into the folder and what they remember beside mkdocs.yml, and
    nothing else. Raises `Refused` if the folder does not say what Dateline wrote, `OSError`."""
    files = 0
    if site_dir.is_dir():
        with locked(site_dir, wait):
            files = clean_site(site_dir)
    return Cleaned(files, forget(config_file.parent / CACHE_FOLDER))


def record(prepared: Prepared, site_dir: Path, *, whole: bool) -> None:
    """List in a site's folder what another door has written there for us. `whole`: under our
    own theme, whose files and error page are ours too."""
    adopt(site_dir, own_paths(prepared, whole=whole))
