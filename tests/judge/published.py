"""A built site behind a plain file server, and one page of every kind that it has."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from msgspec.structs import replace

from conftest import PROJECT, TESTS
from dateline.build import build
from dateline.plugin import load
from dateline.session import memory_of, prepare

SITES = {"sample": PROJECT, "arabic": TESTS / "sites" / "arabic"}


class Quiet(SimpleHTTPRequestHandler):
    """Answers, and says nothing in the terminal. Nobody keeps an answer: a site may be built twice
    within a second, and that is all that a browser is told of a file's time."""

    def end_headers(self) -> None:
        """One header more."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody asked."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder's files, at an address of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def built(site: Path, output: Path) -> Path:
    """A site as it is published."""
    project = load(site / "mkdocs.yml")
    settings = replace(project.settings, site_dir=output)
    build(settings, project.documents, configured=False, remember=False)
    return output


def kinds(site: Path) -> dict[str, str]:
    """Of every kind of page the one with the most on it, by its template: the paths."""
    project = load(site / "mkdocs.yml")
    plan = prepare(project.settings, memory_of(project.settings, remember=False), project.documents)
    found: dict[str, tuple[int, str]] = {}
    for page in plan.plan.pages:
        if page.is_html:
            kind = f"{page.template} {getattr(page.view, 'of', '')}".strip()
            found[kind] = max(found.get(kind, (0, "")), (len(str(page.view)), page.path))
    paths = {kind: path.removesuffix("index.html") for kind, (_, path) in found.items()}
    return {**paths, "home": ""}
