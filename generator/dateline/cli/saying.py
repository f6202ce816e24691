"""What commands say: results to standard output; problems and all else to standard error, in
colour on a terminal."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from dateline.mending import Mended
    from dateline.problems import Problem

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def told(problems: "Iterable[Problem]", docs_dir: Path) -> Iterator[str]:
    """Each problem with its place, its source line with marks, and the mend."""
    from dateline.standing import describe

    for problem in problems:
        head, *rest = describe(problem, docs_dir)
        yield "\n".join((coloured(head, problem.severity), *rest))


def coloured(head: str, severity: str) -> str:
    """A message's first line, with its grade in colour."""
    word = f"{severity}:"
    return head.replace(word, click.style(word, fg=COLOURS[severity], bold=True), 1)


def show(problems: "Iterable[Problem]", docs_dir: Path) -> None:
    """A build's problems, to standard error."""
    from dateline.problems import at_a_glance

    shown, left_out = at_a_glance(problems)
    for text in told(shown, docs_dir):
        click.echo(text, err=True)
    if left_out:
        note(f"{plural(left_out, 'warning')} more: `dateline check` shows all.")


def summed_up(problems: "Iterable[Problem]") -> str:
    """How many problems there are, by their grade."""
    found = tuple(problems)
    grades = {"error": "mistake", "warning": "warning", "note": "note"}
    counts = {word: sum(p.severity == grade for p in found) for grade, word in grades.items()}
    said = " and ".join(plural(count, word) for word, count in counts.items() if count)
    files = len({problem.path for problem in found})
    return f"{said} in {plural(files, 'file')}" if said else "nothing to mend"


def say_mended(mended: "Mended", docs_dir: Path, *, err: bool) -> None:
    """What was mended: the lines before and after."""
    problem = mended.problem
    place = f"{os.path.relpath(docs_dir / problem.path)}:{problem.line}:{problem.column}"
    word = click.style("mended:", fg="green", bold=True)
    head = f"{place}: {word} {problem.message} [{problem.code}]"
    before = (click.style(f"  - {line}", fg="red") for line in mended.before)
    after = (click.style(f"  + {line}", fg="green") for line in mended.after)
    say("\n".join((head, *before, *after)), err=err)


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


def say(text: str, *, err: bool = False) -> None:
    """What has been done, to standard output. If that is full, the work is done all the same."""
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        raise  # whoever listened has heard enough: click ends the command
    except OSError as error:
        stop(1, f"Done, but standard output does not take it: {error.strerror}.")


def note(text: str) -> None:
    """A word on what goes on meanwhile."""
    warn(text, "note")


def stop(code: int, text: str) -> NoReturn:
    """Say why, and end with an exit code."""
    click.echo(text, err=True)
    raise SystemExit(code)
