"""The site that a command is about: the options that name it, its mkdocs.yml, its settings."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from msgspec.structs import replace

from dateline.cli import values
from dateline.cli.saying import stop, warn
from dateline.problems import Refused

if TYPE_CHECKING:
    from dateline.model.settings import Settings
    from dateline.plugin import Project

Command = TypeVar("Command", bound=Callable[..., object])
ConfigOption = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    callback=values.config_file,
    help="The site's mkdocs.yml.",
)


def site_dir_option(purpose: str) -> Callable[[Command], Command]:
    """The option that names a folder other than mkdocs.yml's site_dir."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("-d", "--site-dir", type=folder, help=purpose)


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
