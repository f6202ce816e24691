"""The command line: `dateline`.

Reads nothing of the authors' files itself: it loads the settings, calls `build`, and says in
plain lines what happened. Exit 0: done. 1: the authors' files have mistakes. 2: wrong use.
"""

import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec.structs import replace

from dateline import __version__
from dateline.problems import BuildFailed, Problem, Refused

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from dateline.model.settings import Settings

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
ConfigOption = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    help="The site's mkdocs.yml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn structured YAML briefings into a dated, cross-linked static site.

    Example:  dateline build
    """


@main.command()
@ConfigOption
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write here instead of mkdocs.yml's site_dir.",
)
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed items (needs --site-dir).")
def build(config_file: Path, site_dir: Path | None, strict: bool, drafts: bool) -> None:
    """Build the site.

    Example:  dateline build --strict
    """
    from dateline.build import build as build_site
    from dateline.documents import documents

    config, settings = site(config_file, site_dir, drafts=drafts)
    try:
        built = build_site(
            settings,
            documents(config),
            configured=site_dir is None or settings.site_dir == Path(config.site_dir).resolve(),
            strict=strict,
            progress=progress,
        )
    except BuildFailed as failed:
        show(failed.problems, settings.docs_dir)
        count = sum(p.severity == "error" for p in failed.problems)
        stop(1, f"Not built: {plural(count or len(failed.problems), 'mistake')}.")
    except Refused as refused:
        stop(2, str(refused))
    except OSError as error:
        stop(1, f"Not finished: {error.filename or settings.site_dir}: {error.strerror}.")
    show(built.problems, settings.docs_dir)
    click.echo(
        f"{plural(built.briefings, 'briefing')}, {plural(built.pages, 'page')};"
        f" {plural(built.written.written, 'file')} written, {built.written.removed} removed"
        f" in {settings.site_dir}"
    )


def site(
    config_file: Path, site_dir: Path | None, *, drafts: bool
) -> "tuple[MkDocsConfig, Settings]":
    """The configuration and the settings; says what is wrong with them and stops."""
    from mkdocs.exceptions import MkDocsException

    from dateline.documents import load, others, settings_of

    log = logging.getLogger("mkdocs")
    log.addHandler(LogToStderr())
    try:
        config = load(config_file)
    except MkDocsException as error:
        stop(1, f"{config_file}: {error or 'the settings are not valid.'}".strip())
    settings = settings_of(config, drafts=drafts)
    if settings is None:
        stop(2, f"{config_file} does not name the plugin. Add:  plugins:  - dateline")
    if site_dir is not None:
        settings = replace(settings, site_dir=site_dir.resolve())
    if drafts and settings.site_dir == Path(config.site_dir).resolve():
        stop(2, "--drafts never writes into the site to publish: name a folder with --site-dir.")
    if not config.use_directory_urls:
        stop(1, f"{config_file}: Dateline's addresses are folders: remove use_directory_urls.")
    for name in others(config):
        warn(f"{config_file}: the plugin `{name}` runs under `mkdocs build` only.")
    return config, settings


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
    """Each problem with its place, its source line with a caret, and the mend."""
    from dateline.build import excerpt

    for problem in problems:
        path = os.path.relpath(docs_dir / problem.path)
        place = f"{path}:{problem.line}:{problem.column}" if problem.path else "site"
        severity = click.style(f"{problem.severity}:", fg=COLOURS[problem.severity], bold=True)
        click.echo(f"{place}: {severity} {problem.message} [{problem.code}]", err=True)
        line = excerpt(docs_dir, problem.path, problem.line) if problem.path else ""
        if line:
            click.echo(f"    {line}\n    {caret(line, problem)}", err=True)
        if problem.hint:
            for hint in problem.hint.splitlines():
                click.echo(f"    {click.style(hint, fg='green')}", err=True)


def caret(line: str, problem: Problem) -> str:
    """The marks under a source line; tabs stay tabs, so that they stand below their words."""
    last = problem.end_column if problem.end_line == problem.line else len(line) + 1
    lead = "".join("\t" if c == "\t" else " " for c in line[: problem.column - 1])
    return lead + "^" * max(1, min(last, len(line) + 1) - problem.column)


def plural(count: int, word: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def warn(text: str, severity: str = "warning") -> None:
    """A line to standard error."""
    click.echo(f"{click.style(severity + ':', fg=COLOURS[severity], bold=True)} {text}", err=True)


def stop(code: int, text: str) -> NoReturn:
    """Say why, and end with an exit code."""
    click.echo(text, err=True)
    raise SystemExit(code)
