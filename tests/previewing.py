"""A preview that is served while a test looks: a real server on a real port, real file events."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from socket import SHUT_RDWR
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from time import monotonic, sleep
from typing import Any, NamedTuple

from conftest import PROJECT, tree
from dateline.cli.serve import loaded
from dateline.serving import Terminal, listen, serve
from dateline.session import Preview

PATIENCE = 60.0
"""Seconds after which something that was to happen has not."""
LINE = re.compile(rb'<script src="/__dateline/live.js" data-mark="[0-9a-f]+" defer></script>\n')


class Served(NamedTuple):
    """A site that is served: its folder, its preview, the port, and what the server has told."""

    root: Path
    preview: Preview
    port: int
    updates: list[frozenset[Path]]
    checks: list[None]

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """What is answered: status, headers (by their names in small letters), body."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def page(self, path: str) -> bytes:
        """A page as it is in a build."""
        status, _, body = self.ask(path)
        assert status == 200, (path, status)
        assert len(LINE.findall(body)) == 1
        return LINE.sub(b"", body)

    def shows(self, path: str, word: str) -> bool:
        """Whether a page has a word."""
        return word.encode() in self.ask(path)[2]

    @contextmanager
    def listening(self, page: str) -> Iterator["Line"]:
        """The line that a page in a browser has."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/__dateline/live?page={page}")
        wire = connection.sock
        line = Line(connection.getresponse())
        try:
            yield line
        finally:
            wire.shutdown(SHUT_RDWR)  # or who is reading holds it open
            connection.close()

    def errors(self) -> list[list[str]]:
        """What readers are told is wrong."""
        told: Any = self.preview.told()["errors"]
        return told  # type: ignore[no-any-return]


class Line:
    """What one page is told, as it comes."""

    def __init__(self, answer: HTTPResponse) -> None:
        self.said: Queue[dict[str, Any]] = Queue()
        Thread(target=self.hear, args=(answer,), daemon=True).start()

    def hear(self, answer: HTTPResponse) -> None:
        """Take down what comes."""
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    self.said.put(json.loads(line.removeprefix(b"data: ")))
        except (OSError, ValueError, AttributeError):
            pass  # hung up

    def next(self) -> dict[str, Any]:
        """What is said next."""
        return self.said.get(timeout=PATIENCE)

    @property
    def silent(self) -> bool:
        """Whether nothing more was said so far."""
        return self.said.empty()


@contextmanager
def served(root: Path, names: tuple[str, ...] = (), *, drafts: bool = False) -> Iterator[Served]:
    """A site, served for as long as it is looked at."""
    others = threads_of_ours()
    preview = Preview(partial(loaded, root / "mkdocs.yml", drafts))
    updates, checks, stops = list[frozenset[Path]](), list[None](), list[Callable[[], None]]()
    ready = Event()

    def begin(stop: Callable[[], None]) -> None:
        stops.append(stop)
        ready.set()

    terminal = Terminal(begin, updates.append, lambda: checks.append(None))
    socket = listen("127.0.0.1", 0)
    thread = Thread(target=serve, args=(preview, socket, names, terminal), daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    found = Served(root, preview, socket.getsockname()[1], updates, checks)
    try:
        yield found
    finally:
        stops[0]()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        until(lambda: threads_of_ours() <= others)  # at its end, one may be busy for longer
        socket.close()


def threads_of_ours() -> set[Thread]:
    """What runs beside a server."""
    ours = ("watch", "changes", "checking")
    return {each for each in enumerate_threads() if each.name in ours}


def until(holds: Callable[[], bool]) -> None:
    """Wait for something to hold."""
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end, "it never did"
        sleep(0.005)


def sample(folder: Path) -> Path:
    """The project's own site, to be changed."""
    shutil.copytree(PROJECT / "briefings", folder / "briefings")
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def save(path: Path, old: str, new: str) -> str:
    """Put a text in another's place in a file; says what was there before."""
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    return before


def files(built: Path) -> dict[str, bytes]:
    """What a build wrote that readers may ask for."""
    return {path: content for path, content in tree(built).items() if path != ".dateline.json"}
