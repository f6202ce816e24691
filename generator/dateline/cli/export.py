"""The command `export`."""

from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from dateline.cli import values
from dateline.cli.project import ConfigOption, project_of
from dateline.cli.saying import note, plural, reason, say, show, shown, stop

if TYPE_CHECKING:
    from dateline.exporting import File, Period
    from dateline.model.settings import Settings

FORMATS = ("epub", "pdf", "eml", "txt", "md")


@click.command()
@click.option(
    "--from", "first", metavar="DATE", required=True, callback=values.day, help="The first day."
)
@click.option("--to", "last", metavar="DATE", callback=values.day_if_given, help="The last day.")
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="As what.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file of a book or PDF; the folder of all others.",
)
@click.option("--lang", default="", callback=values.language, help="In this language of the site.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@ConfigOption
def export(
    first: date | int,
    last: date | int | None,
    form: str,
    output: Path | None,
    lang: str,
    force: bool,
    config_file: Path,
) -> None:
    """Make a book, a PDF, mails, messages or Markdown of the briefings of some days.

    Example:  dateline export --from 2016-06-13 --to 2016-06-19 --format epub
    """
    settings = project_of(config_file).settings
    today = settings.now.astimezone(ZoneInfo(settings.timezone)).date()
    begin = day_of(first, today)
    end = begin if last is None else day_of(last, today)
    if begin > end:
        stop(2, f"--from {begin} is later than --to {end}: no day lies between.")
    from dateline.exporting import Period

    own = "" if lang == settings.language else lang
    made = made_of(settings, Period(begin, end, own), form)
    written = write(made, form, output, force=force)
    say("\n".join(shown(path.resolve()) for path in written))
    note(f"{plural(len(written), 'file')} written.")


def day_of(value: date | int, today: date) -> date:
    """A day, or one counted from today."""
    return today + timedelta(days=value) if isinstance(value, int) else value


def made_of(settings: "Settings", period: "Period", form: str) -> "list[File]":
    """The files, all of them, before any is written; says what is wrong and stops. While a build is
    at work it waits: what both remember is one file."""
    from dateline.build import alone
    from dateline.exporting import export as files_of
    from dateline.exporting import shaping
    from dateline.problems import BuildFailed, Refused, Unprintable
    from dateline.session import memory_of

    lock = alone(settings.site_dir, note) if settings.site_dir.is_dir() else nullcontext()
    try:
        with lock, memory_of(settings, remember=True, pictures=True) as memory:
            return [*files_of(shaping(settings, memory, period), form)]
    except BuildFailed as failed:
        show(failed.problems, settings.docs_dir)
        count = sum(problem.severity == "error" for problem in failed.problems)
        stop(1, f"Not exported: {plural(count, 'mistake')}.")
    except Unprintable as failed:
        stop(1, f"Not exported. {failed}")
    except Refused as refused:
        stop(2, str(refused))
    except OSError as error:
        stop(1, f"Not exported: {reason(error, settings.docs_dir)}")


def write(made: "list[File]", form: str, output: Path | None, *, force: bool) -> list[Path]:
    """Write the files; none, if one is there and may not be written over."""
    from dateline.exporting import WHOLE

    if form in WHOLE and output is not None and not output.is_dir():
        found = [(output, content) for _, content in made]
    else:
        found = [((output or Path()) / name, content) for name, content in made]
    for path, _ in found:
        if path.exists() and not force:
            stop(2, f"{path} is there already: nothing was written. To write over it:  --force")
    try:
        for path, content in found:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        stop(1, f"Not finished: {reason(error, found[0][0])}")
    return [path for path, _ in found]
