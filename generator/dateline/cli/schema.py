"""The command `schema`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.project import project_of
from dateline.cli.saying import show, stop

if TYPE_CHECKING:
    from dateline.authoring import Words

FILES = ("briefing", "sections", "threads", "sources", "entities")


@click.command()
@click.argument("kind", type=click.Choice(FILES), default=FILES[0])
@click.option("--site", is_flag=True, help="Offer the site's own sections, threads, sources, names")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    help="With --site: the site's mkdocs.yml.",
)
def schema(kind: str, site: bool, config_file: Path) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    KIND is briefing (if you name none), sections, threads, sources or entities. Mistakes in the
    registers are told, and what could be read is printed all the same; the exit code is 1 then.

    Example:  dateline schema --site > .vscode/briefing.schema.json
    """
    from dateline.authoring import NO_WORDS, json_schema

    words, sound = words_of_site(config_file) if site else (NO_WORDS, True)
    printed = json.dumps(json_schema(kind, words), ensure_ascii=False, indent=2)
    click.echo(f"{printed}\n".encode(), nl=False)  # the same bytes, whatever the system's encoding
    if not sound:
        raise SystemExit(1)


def words_of_site(config_file: Path) -> "tuple[Words, bool]":
    """The words that a site's registers and settings know, and whether the registers are sound."""
    if not config_file.is_file():
        stop(2, f"There is no {config_file}: name the site's with --config-file.")
    settings = project_of(config_file).settings

    from dateline.authoring import words_of
    from dateline.problems import errors
    from dateline.session.registers import registers_of

    registers, problems = registers_of(settings)
    show(problems, settings.docs_dir)
    return words_of(registers, settings.labels), not errors(problems)
