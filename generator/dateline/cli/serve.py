"""The command `serve`: a preview that keeps up."""

import re
import webbrowser
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from errno import EADDRINUSE
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from dateline.cli.build import progress
from dateline.cli.project import ConfigOption, Site, heard
from dateline.cli.saying import note, plural, say, show, stop, summed_up, warn

if TYPE_CHECKING:
    from socket import socket

    from dateline.session import Loaded, Preview

LOOPBACK = ("localhost", "127.0.0.1", "::1")
NAME = re.compile(r"[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\]")
"""A host's name or address, without a port."""
NAMED = re.compile(r"^[^:]*[^\d.:]")
"""What is no address but a name."""


def names_only(_: object, option: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are given, if names are all they are."""
    for name in names:
        if not NAME.fullmatch(name):
            said = f"`{name}` is no name alone, as desk.example is."
            raise click.BadParameter(said, param=option)
    return names


@click.command()
@ConfigOption
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Listen at this port; 0 is any that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed items.")
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    callback=names_only,
    help="Answer to this name too, as of a proxy or another machine (may be repeated).",
)
def serve(
    config_file: Path, host: str, port: int, opens: bool, drafts: bool, allowed: tuple[str, ...]
) -> None:
    """Show the site in a browser as it is now, whatever you save. Nothing is written to site/.

    Example:  dateline serve --open
    """
    try:
        socket = listening(host, port)
        with socket:
            preview, took = first_look(config_file, drafts=drafts)
            address = address_of(socket, host, preview)
            names = (host, *allowed) if NAMED.search(host) else allowed
            begin(preview, socket, names, Spoken(preview, address, took, opens=opens))
    except KeyboardInterrupt:
        stop(130, "Stopped: nothing was begun.")


def begin(preview: "Preview", at: "socket", names: Iterable[str], spoken: "Spoken") -> None:
    """Answer until stopped."""
    from dateline.serving import Terminal
    from dateline.serving import serve as answer

    answer(preview, at, names, Terminal(spoken.ready, spoken.updated, spoken.checked))


def listening(host: str, port: int) -> "socket":
    """The socket to answer at; says why there is none, and stops."""
    from dateline.serving import listen

    if host not in LOOPBACK:
        warn(
            f"--host {host}: whoever reaches this machine can read the site, drafts and all. By"
            " another name than its address they can only with --allow-host NAME."
        )
    try:
        return listen(host, port)
    except OSError as error:
        if error.errno == EADDRINUSE:
            stop(
                1,
                f"--port {port}: something answers there already, another preview, say. Try"
                " --port 0, which finds one that is free.",
            )
        stop(1, f"--host {host} --port {port}: the system says: {error.strerror}.")


def first_look(config_file: Path, *, drafts: bool) -> "tuple[Preview, float]":
    """The preview, and how many seconds it took."""
    from dateline.build import available, lasting
    from dateline.problems import Refused
    from dateline.session import Preview, Workers

    started = perf_counter()
    load = partial(loaded, config_file, drafts)
    try:
        with lasting(), Workers(available()) as workers:
            return Preview(load, workers, progress, waiting), perf_counter() - started
    except Refused as refused:
        stop(1, str(refused))
    except OSError as error:
        stop(1, f"Not begun: {error}")


def waiting(site_dir: Path) -> AbstractContextManager[None]:
    """While a build is at work, wait: what both remember is one file."""
    from dateline.build import alone

    return alone(site_dir, note) if site_dir.is_dir() else nullcontext()


def loaded(config_file: Path, drafts: bool) -> "Loaded":
    """The site as its mkdocs.yml says by now, with the Markdown pages as they were if they would
    be made from the same; any process may ask. Raises `Refused`."""
    from dateline.problems import Refused
    from dateline.session import Loaded
    from dateline.standing import Standing

    with heard(lambda *_: None) as said:
        try:
            site = Site(config_file, drafts=drafts, remember=True)
        except Refused as refused:
            reasons = [text for severity, text in said if severity == "error"]
            raise Refused("\n".join((str(refused), *reasons))) from refused
    site.remember()
    standing = Standing(site.settings, strict=False, known=site.made_from)
    return Loaded(site.settings, standing.documents(site.documents), site.beside)


def address_of(at: "socket", host: str, preview: "Preview") -> str:
    """Where the site is seen."""
    from urllib.parse import urlsplit

    seen = "127.0.0.1" if host in ("0.0.0.0", "") else "::1" if host == "::" else host
    path = urlsplit(preview.settings.site_url).path
    return f"http://{bracketed(seen)}:{at.getsockname()[1]}{path or '/'}"


def bracketed(host: str) -> str:
    """A host as addresses have it."""
    return f"[{host}]" if ":" in host else host


class Spoken:
    """What the terminal is told while the preview runs."""

    def __init__(self, preview: "Preview", address: str, took: float, *, opens: bool) -> None:
        self.preview = preview
        self.address = address
        self.took = took
        self.opens = opens
        self.said: tuple[object, ...] = ()

    def ready(self, _: object) -> None:
        """The server answers."""
        count = len(self.preview.shown.begun.found.folder.briefings)
        self.checked()
        say(f"{plural(count, 'briefing')} after {self.took:.1f} s: {self.address} (Ctrl-C ends it)")
        if self.opens:
            webbrowser.open(self.address)

    def updated(self, paths: Iterable[Path]) -> None:
        """Files have been taken up."""
        self.checked()

    def checked(self) -> None:
        """Say what is wrong, if that is something else than before."""
        preview = self.preview
        now = (preview.refused, *preview.problems)
        if now == self.said or (not self.said and not any(now)):
            return
        known, self.said = {*self.said}, now
        fresh = [problem for problem in preview.problems if problem not in known]
        if preview.refused:
            warn(preview.refused.partition("\n")[0], "error")  # MkDocs has said the rest
            return
        show(fresh, preview.settings.docs_dir)
        click.echo(f"{summed_up(preview.problems)}.".capitalize(), err=True)
