"""The command line: `dateline`.

Reads nothing of the authors' files itself: it loads the settings, calls `build`, and says in
plain lines what happened. Exit 0: done. 1: the authors' files have mistakes, or the disk does
not take it. 2: wrong use. 130: stopped by hand.
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click
from msgspec.structs import replace

from dateline import __version__
from dateline.problems import BuildFailed, Problem, Refused

if TYPE_CHECKING:
    from dateline.model.settings import Settings
    from dateline.plugin import Project

Command = TypeVar("Command", bound=Callable[..., object])
COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
ConfigOption = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    help="The site's mkdocs.yml.",
)


def site_dir_option(purpose: str) -> Callable[[Command], Command]:
    """The option that names a folder other than mkdocs.yml's site_dir."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("-d", "--site-dir", type=folder, help=purpose)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn structured YAML briefings into a dated, cross-linked static site.

    Example:  dateline build
    """


@main.command()
@ConfigOption
@site_dir_option("Write here instead of mkdocs.yml's site_dir.")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed items (needs --site-dir).")
@click.option(
    "--no-cache", is_flag=True, help="Neither use nor keep what earlier builds remembered."
)
def build(
    config_file: Path, site_dir: Path | None, strict: bool, drafts: bool, no_cache: bool
) -> None:
    """Build the site.

    Example:  dateline build --strict
    """
    started = perf_counter()
    project, settings = site(config_file, site_dir, drafts=drafts)
    with ending(settings):
        from dateline.build import build as build_site

        built = build_site(
            settings,
            project.documents,
            configured=settings.site_dir == project.settings.site_dir,
            strict=strict,
            remember=not no_cache,
            tell=note,
            progress=progress,
        )
    if built.trouble:
        warn(f"Nothing is remembered for the next build. {built.trouble}.")
    show(built.problems, settings.docs_dir)
    say(
        f"{plural(built.briefings, 'briefing')} read, {built.compiled:,} compiled;"
        f" {built.rendered:,} of {plural(built.pages, 'page')} rendered;"
        f" {plural(built.written.written, 'file')} written, {built.written.removed:,} removed,"
        f" in {perf_counter() - started:.1f} s: {shown(settings.site_dir)}"
    )


@main.command()
@ConfigOption
@site_dir_option("Clean this folder, without asking mkdocs.yml for its site_dir.")
def clean(config_file: Path, site_dir: Path | None) -> None:
    """Remove what builds wrote and what they remember, and nothing else.

    Example:  dateline clean
    """
    folder = site_dir.resolve() if site_dir else project_of(config_file).settings.site_dir
    from dateline.build import clean as clean_folders

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

    folder = settings.site_dir
    try:
        yield
    except BuildFailed as failed:
        show(failed.problems, settings.docs_dir)
        count = sum(p.severity == "error" for p in failed.problems)
        stop(1, f"Not built: {plural(count or len(failed.problems), 'mistake')}.")
    except Refused as refused:
        stop(2, str(refused))
    except OSError as error:
        rest = "The next build finishes it." if unfinished(folder) else "The site is as it was."
        stop(1, f"Not finished: {reason(error, folder)} {rest}")
    except KeyboardInterrupt:
        if unfinished(folder):
            stop(130, f"Stopped while files were switched in: the next build finishes {folder}.")
        stop(130, f"Stopped: {folder} is whole, as it was or as this build was to leave it.")


def site(config_file: Path, site_dir: Path | None, *, drafts: bool) -> "tuple[Project, Settings]":
    """The site's project, and its settings for this command; says what is wrong and stops."""
    project = project_of(config_file, drafts=drafts)
    for name in project.others:
        warn(f"{config_file}: the plugin `{name}` runs under `mkdocs build` only.")
    settings = project.settings
    if site_dir is not None:
        settings = replace(settings, site_dir=site_dir.resolve())
    if drafts and settings.site_dir == project.settings.site_dir:
        stop(2, "--drafts never writes into the site to publish: name a folder with --site-dir.")
    return project, settings


def project_of(config_file: Path, *, drafts: bool = False) -> "Project":
    """What mkdocs.yml says; says what is wrong with it and stops."""
    log, handler = logging.getLogger("mkdocs"), LogToStderr()
    log.addHandler(handler)
    try:
        from dateline.plugin import load

        return load(config_file, drafts=drafts)
    except Refused as refused:
        stop(1, str(refused))
    except KeyboardInterrupt:
        stop(130, "Stopped: nothing was begun.")
    finally:
        log.removeHandler(handler)


class LogToStderr(logging.Handler):
    """MkDocs's warnings and errors, as ours look."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line a record."""
        if record.levelno >= logging.WARNING:
            warn(record.getMessage(), "error" if record.levelno >= logging.ERROR else "warning")


def progress(
    files: Iterable[tuple[str, bytes | Path]], total: int
) -> Iterable[tuple[str, bytes | Path]]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, total, label="Building", file=sys.stderr) as bar:
        yield from bar


def show(problems: Iterable[Problem], docs_dir: Path) -> None:
    """Each problem with its place, its source line with marks, and the mend."""
    from dateline.session import describe

    for problem in problems:
        head, *rest = describe(problem, docs_dir)
        word = f"{problem.severity}:"
        styled = click.style(word, fg=COLOURS[problem.severity], bold=True)
        click.echo("\n".join((head.replace(word, styled, 1), *rest)), err=True)


def reason(error: OSError, otherwise: Path) -> str:
    """What the disk did not take, and why."""
    return f"{error.filename or otherwise}: {error.strerror or error}."


def shown(folder: Path) -> str:
    """A folder as seen from the working directory, if it is below it."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def plural(count: int, word: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def warn(text: str, severity: str = "warning") -> None:
    """A line to standard error."""
    click.echo(f"{click.style(severity + ':', fg=COLOURS[severity], bold=True)} {text}", err=True)


def say(text: str) -> None:
    """What has been done, to standard output. If that is full, the work is done all the same."""
    try:
        click.echo(text)
    except OSError as error:
        stop(1, f"Done, but standard output does not take it: {error.strerror}.")


def note(text: str) -> None:
    """A word on what goes on meanwhile."""
    warn(text, "note")


def stop(code: int, text: str) -> NoReturn:
    """Say why, and end with an exit code."""
    click.echo(text, err=True)
    raise SystemExit(code)
