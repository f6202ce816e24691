"""What commands say: results to standard output; problems and all else to standard error, in
colour on a terminal."""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from dateline.problems import Problem

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


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
