"""The commands `build` and `clean`."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.cli.project import ConfigOption, project_of, site, site_dir_option
from dateline.cli.saying import note, plural, reason, say, show, shown, stop, warn

if TYPE_CHECKING:
    from dateline.model.settings import Settings

Thing = TypeVar("Thing")


@click.command()
@ConfigOption
@site_dir_option("Write here instead of mkdocs.yml's site_dir.")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed items (needs --site-dir).")
@click.option(
    "--no-cache", is_flag=True, help="Neither use nor keep what earlier builds remembered."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes may work at a time. [default: as many as there are processors]",
)
def build(
    config_file: Path,
    site_dir: Path | None,
    strict: bool,
    drafts: bool,
    no_cache: bool,
    jobs: int | None,
) -> None:
    """Build the site.

    Example:  dateline build --strict
    """
    started = perf_counter()
    project, settings = site(config_file, site_dir, drafts=drafts, remember=not no_cache)
    with ending(settings):
        from dateline.build import available
        from dateline.build import build as build_site

        built = build_site(
            settings,
            project.documents,
            configured=settings.site_dir == project.settings.site_dir,
            strict=strict,
            remember=not no_cache,
            jobs=jobs or available(),
            known=project.made_from,
            tell=note,
            progress=progress,
        )
        project.remember()
    if built.trouble:
        warn(f"Nothing is remembered for the next build. {built.trouble}.")
    show(built.problems, settings.docs_dir)
    say(
        f"{plural(built.briefings, 'briefing')} read, {built.compiled:,} compiled;"
        f" {built.rendered:,} of {plural(built.pages, 'page')} rendered;"
        f" {plural(built.written.written, 'file')} written, {built.written.removed:,} removed,"
        f" in {perf_counter() - started:.1f} s: {shown(settings.site_dir)}"
    )


@click.command()
@ConfigOption
@site_dir_option("Clean this folder, without asking mkdocs.yml for its site_dir.")
def clean(config_file: Path, site_dir: Path | None) -> None:
    """Remove what builds wrote and what they remember, and nothing else.

    Example:  dateline clean
    """
    folder = site_dir.resolve() if site_dir else project_of(config_file).settings.site_dir
    from dateline.build import clean as clean_folders
    from dateline.problems import Refused

    try:
        cleaned = clean_folders(folder, config_file.resolve(), tell=note)
    except Refused as refused:
        stop(2, str(refused))
    except OSError as error:
        stop(1, f"Not finished: {reason(error, folder)}")
    say(
        f"{plural(cleaned.files, 'file')} removed from {shown(folder)},"
        f" {cleaned.remembered:,} from the cache"
    )


@contextmanager
def ending(settings: "Settings") -> Iterator[None]:
    """Says what stopped a build, what has become of the site, and ends with the exit code."""
    from dateline.build import unfinished
    from dateline.problems import BuildFailed, Refused, Unprintable

    folder = settings.site_dir
    try:
        yield
    except BuildFailed as failed:
        show(failed.problems, settings.docs_dir)
        count = sum(p.severity == "error" for p in failed.problems)
        stop(1, f"Not built: {plural(count or len(failed.problems), 'mistake')}.")
    except Unprintable as failed:
        stop(1, f"Not built. {failed}")
    except Refused as refused:
        stop(2, str(refused))
    except OSError as error:
        rest = "The next build finishes it." if unfinished(folder) else "The site is as it was."
        stop(1, f"Not finished: {reason(error, folder)} {rest}")
    except KeyboardInterrupt:
        if unfinished(folder):
            stop(130, f"Stopped while files were switched in: the next build finishes {folder}.")
        stop(130, f"Stopped: {folder} is whole, as it was or as this build was to leave it.")


def progress(what: str, things: Iterable[Thing], total: int, /) -> Iterable[Thing]:
    """A bar on a terminal, nothing elsewhere."""
    if not total or not sys.stderr.isatty():
        yield from things
        return
    with click.progressbar(things, total, label=what, file=sys.stderr) as bar:
        yield from bar
