"""The commands `init` and `new`; `beginning` does what they ask for."""

from datetime import date
from pathlib import Path

import click

from dateline.cli import values
from dateline.cli.project import ConfigOption


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the site is called; else what the folder is.")
@click.option("--timezone", default="UTC", callback=values.zone, help="Where its times are local.")
@click.option("--language", default="en", callback=values.language, help="What it is written in.")
def init(folder: Path, name: str | None, timezone: str, language: str) -> None:
    """Make a new site in DIR, with a first briefing to change.

    DIR is new or empty; what a fresh repository has (.git, a README, a LICENSE) may be there.

    Example:  dateline init border-daily --timezone Asia/Damascus
    """
    from dateline.cli.beginning import begin_site

    begin_site(folder, name, timezone, language)


@click.command()
@click.argument("day", metavar="[DATE]", callback=values.day, default="today")
@click.option("--edition", default="", callback=values.edition, help="One of several: evening.")
@click.option("--lang", default="", callback=values.language, help="Begin a translation: ar.")
@ConfigOption
def new(day: date | int, edition: str, lang: str, config_file: Path) -> None:
    """Begin a briefing: today's, or that of DATE (2016-06-19, yesterday, tomorrow).

    The file has the sections, and as comments what runs and what is open. It is a draft until its
    line `draft` is deleted. No file is ever written over. Its path goes to standard output.

    Example:  dateline new --edition evening
    """
    from dateline.cli.beginning import begin_briefing

    begin_briefing(config_file, day, edition, lang)
