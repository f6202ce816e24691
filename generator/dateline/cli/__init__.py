"""The command line: `dateline`.

Reads nothing of the authors' files itself: it loads the settings, calls `build`, and says in
plain lines what happened. Exit 0: done. 1: the authors' files have mistakes, or the disk does
not take it. 2: wrong use. 130: stopped by hand.
"""

import os

import click

from dateline import __version__
from dateline.cli.build import build, clean
from dateline.cli.check import check
from dateline.cli.export import export
from dateline.cli.scaffold import init, new
from dateline.cli.schema import schema
from dateline.cli.serve import serve

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn structured YAML briefings into a dated, cross-linked static site.

    Example:  dateline build
    """
    if os.environ.get("NO_COLOR"):  # no-color.org
        click.get_current_context().color = False


for command in (init, new, check, build, clean, serve, export, schema):
    main.add_command(command)
