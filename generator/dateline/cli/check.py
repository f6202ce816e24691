"""The command `check`: everything that is wrong, without building."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.project import ConfigOption, Site, project_of
from dateline.cli.saying import note, plural, reason, say, say_mended, shown, stop, summed_up, told

if TYPE_CHECKING:
    from dateline.mending import Mended
    from dateline.problems import Problem

ROUNDS = 20
"""How often files are mended and read again: a mistake may hide others."""
FORMS = ("json", "github", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@ConfigOption
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMS]),
    default="text",
    help="For people, for programs, for GitHub's annotations, or as SARIF 2.1.0.",
)
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt.")
@click.option("--drafts", is_flag=True, help="As if drafts and embargoed items were published.")
def check(
    paths: tuple[Path, ...], config_file: Path, form: str, strict: bool, fix: bool, drafts: bool
) -> None:
    """Check the briefings and registers, or say only what is wrong in PATHS.

    The whole site is read all the same: much of what can be wrong takes two files.

    Example:  dateline check briefings/2016/2016-06-19.yaml
    """
    from dateline.cli.reports import REPORTS
    from dateline.session import stopping

    project = project_of(config_file, drafts=drafts)
    docs_dir = project.settings.docs_dir
    wanted = tuple(below(docs_dir, path, config_file) for path in paths)
    if fix:
        for each in mend_all(project, wanted):
            say_mended(each, docs_dir, err=form != "text")
    count, problems = found_in(project, wanted)
    if form == "text":
        for lines in told(problems, docs_dir):
            say(lines)
        say(f"{plural(count, 'briefing')} checked: {summed_up(problems)}.")
    elif report := REPORTS[form](problems, lambda path: as_seen(docs_dir, path)):
        say(report)
    raise SystemExit(1 if stopping(problems, strict=strict) else 0)


def found_in(project: Site, wanted: tuple[str, ...]) -> "tuple[int, tuple[Problem, ...]]":
    """How many briefings there are, and what is wrong in the files wanted (none: in any). While a
    build is at work it waits: what both remember is one file."""
    from dateline.build import alone
    from dateline.session import check as check_site
    from dateline.session import memory_of

    settings = project.settings
    lock = alone(settings.site_dir, note) if settings.site_dir.is_dir() else nullcontext()
    try:
        with lock, memory_of(settings, remember=True) as memory:
            count, problems = check_site(settings, memory, project.documents)
    except OSError as error:
        stop(1, f"Not checked: {reason(error, settings.docs_dir)}")
    return count, tuple(p for p in problems if not wanted or is_wanted(p.path, wanted))


def mend_all(project: Site, wanted: tuple[str, ...]) -> "Iterator[Mended]":
    """Mend, and look again, until there is nothing to mend."""
    from dateline.mending import mend

    docs_dir = project.settings.docs_dir
    for _ in range(ROUNDS):
        _, problems = found_in(project, wanted)
        try:
            done = mend(docs_dir, problems)
        except OSError as error:
            stop(1, f"Not mended: {reason(error, docs_dir)}")
        yield from done
        if not done:
            return


def below(docs_dir: Path, path: Path, config_file: Path) -> str:
    """A path as problems name it; says what is wrong with it and stops. That mkdocs.yml is sound
    has been seen by now."""
    full = Path(os.path.abspath(path))
    if full == config_file.resolve():
        return "\0"
    if not full.is_relative_to(docs_dir):
        stop(2, f"{path} is not below {shown(docs_dir)}, where the briefings are.")
    return full.relative_to(docs_dir).as_posix()


def is_wanted(path: str, wanted: tuple[str, ...]) -> bool:
    """Whether a file is one of some, or in a folder that is."""
    return any(each == "." or path == each or path.startswith(f"{each}/") for each in wanted)


def as_seen(docs_dir: Path, path: str) -> str:
    """A problem's file as seen from the working directory."""
    return Path(os.path.relpath(docs_dir / path)).as_posix()
