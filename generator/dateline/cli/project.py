"""The site that a command is about: the options that name it, its mkdocs.yml, its settings."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.cli import values
from dateline.cli.saying import stop, warn

if TYPE_CHECKING:
    from dateline.model.pages import Document
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


class Site:
    """A site as its mkdocs.yml says. MkDocs is loaded for what is not remembered of it, and for
    Markdown pages."""

    def __init__(self, config_file: Path, *, drafts: bool, remember: bool) -> None:
        """Says what is wrong with mkdocs.yml; raises `Refused` if the site cannot be used."""
        from dateline import standing

        self.config_file = config_file
        self.drafts = drafts
        self.is_new = False
        self.spoke = False
        self.known = standing.remembered(config_file, drafts=drafts) if remember else None
        if self.known:
            for severity, text in self.known.said:
                warn(text, severity)
            return
        started = time.time_ns()
        with heard(warn) as said:
            project = self.project
        if remember:
            from dateline.plugin.remembering import worth_remembering

            self.known = worth_remembering(project, config_file, said, started)
            self.is_new = self.known is not None

    @cached_property
    def project(self) -> "Project":
        """The site as MkDocs loads it."""
        from dateline.plugin import load

        return load(self.config_file, drafts=self.drafts)

    @property
    def settings(self) -> "Settings":
        """The settings in its mkdocs.yml."""
        return self.known.settings if self.known else self.project.settings

    @property
    def others(self) -> tuple[str, ...]:
        """The plugins in its mkdocs.yml that only MkDocs runs."""
        return self.known.others if self.known else self.project.others

    @property
    def beside(self) -> frozenset[Path]:
        """What decides these, besides the authors' files: mkdocs.yml, those it inherits, and the
        folder where the site's own templates would be."""
        if self.known:
            return frozenset(map(Path, (*self.known.files, self.known.templates)))
        from dateline.plugin.remembering import beside

        return beside(self.project, self.config_file)

    def documents(self, addresses: Mapping[str, str]) -> "Iterable[Document]":
        """The Markdown pages; `addresses`: every briefing's address by its file."""
        with heard(lambda *_: None):  # it has been said
            project = self.project
        with heard(lambda text, _: click.echo(text, err=True)) as said:
            yield from project.documents(addresses)
        self.spoke = bool(said)

    def made_from(self) -> str:
        """The hash of all that the Markdown pages are made from besides the authors' files; empty
        if nobody knows, or if MkDocs has had a word to say of them, which is not remembered."""
        return self.known.known if self.known and not self.spoke else ""

    def remember(self) -> None:
        """Keep what mkdocs.yml said."""
        from dateline import standing

        if self.known and self.is_new:
            standing.remember(self.known, self.config_file)


def site(
    config_file: Path, site_dir: Path | None, *, drafts: bool, remember: bool
) -> "tuple[Site, Settings]":
    """The site, and its settings for this command; says what is wrong and stops."""
    project = project_of(config_file, drafts=drafts, remember=remember)
    for name in project.others:
        warn(f"{config_file}: the plugin `{name}` runs under `mkdocs build` only.")
    settings = project.settings
    if site_dir is not None:
        from msgspec.structs import replace

        settings = replace(settings, site_dir=site_dir.resolve())
    if drafts and settings.site_dir == project.settings.site_dir:
        stop(2, "--drafts never writes into the site to publish: name a folder with --site-dir.")
    return project, settings


def project_of(config_file: Path, *, drafts: bool = False, remember: bool = True) -> Site:
    """What mkdocs.yml says; says what is wrong with it and stops."""
    from dateline.problems import Refused

    try:
        return Site(config_file, drafts=drafts, remember=remember)
    except Refused as refused:
        stop(1, str(refused))
    except KeyboardInterrupt:
        stop(130, "Stopped: nothing was begun.")


@contextmanager
def heard(say: Callable[[str, str], None]) -> Iterator[list[tuple[str, str]]]:
    """MkDocs's warnings and errors, each said as it comes and kept with its severity."""
    said: list[tuple[str, str]] = []
    log, handler = logging.getLogger("mkdocs"), Listening(said, say)
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


class Listening(logging.Handler):
    """What is logged, a line a record."""

    def __init__(self, said: list[tuple[str, str]], say: Callable[[str, str], None]) -> None:
        super().__init__(logging.WARNING)
        self.said = said
        self.say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, and keep it."""
        severity = "error" if record.levelno >= logging.ERROR else "warning"
        self.said.append((severity, record.getMessage()))
        self.say(record.getMessage(), severity)
