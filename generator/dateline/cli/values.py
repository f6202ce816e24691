"""What options and arguments may be, beyond click's own kinds: callbacks that check a value."""

from datetime import date
from pathlib import Path

import click

NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""The days that have words, counted from today."""


def config_file(_: click.Context, __: click.Parameter, value: Path) -> Path:
    """A mkdocs.yml that there is."""
    if value.is_file():
        return value
    hint = "Go to the site's folder, name its file with -f, or make a site: dateline init DIR"
    raise click.BadParameter(f"{value} does not exist here. {hint}")


def zone(_: click.Context, __: click.Parameter, value: str) -> str:
    """The name of a time zone that there is."""
    from zoneinfo import available_timezones

    from dateline.model.values import nearest

    if value in available_timezones():
        return value
    near = nearest(value, sorted(available_timezones()))
    hint = f" Did you mean {near}?" if near else ""
    raise click.BadParameter(f"`{value}` is no time zone (Area/City).{hint}")


def language(_: click.Context, __: click.Parameter, value: str) -> str:
    """The code of a language that CLDR knows; empty if none is given."""
    if not value:
        return value
    from dateline.model.language import is_language  # its tables are not light
    from dateline.model.names import LANGUAGE

    if LANGUAGE.fullmatch(value) and is_language(value):
        return value
    raise click.BadParameter(f"`{value}` is no language code (en, ar, pt-BR).")


def edition(_: click.Context, __: click.Parameter, value: str) -> str:
    """What an edition may be called in a file's name; empty if none is given."""
    from dateline.model.names import is_slug

    if not value or is_slug(value):
        return value
    raise click.BadParameter(f"`{value}` is no edition's name: use small letters, digits, hyphens.")


def day(_: click.Context, __: click.Parameter, value: str) -> date | int:
    """A date, or how many days it is from today."""
    from dateline.model.names import real_date

    found = NEAR.get(value, real_date(value))
    if found is None:
        raise click.BadParameter(f"`{value}` is no date. Write 2016-06-19, or {', '.join(NEAR)}.")
    return found


def day_if_given(
    context: click.Context, option: click.Parameter, value: str | None
) -> date | int | None:
    """The same, or none."""
    return None if value is None else day(context, option, value)
