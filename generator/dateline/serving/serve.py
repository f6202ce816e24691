"""Serving until somebody stops it: the preview, its watch, its checks and its web server put
together.
"""

import gc
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from traceback import print_exc
from typing import NamedTuple

import uvicorn

from dateline.problems import Problem
from dateline.serving.app import application
from dateline.serving.checking import Checking
from dateline.serving.live import Live
from dateline.serving.watch import Changes, Paths, Watch
from dateline.session import Preview
from dateline.standing import now

GRACE = 1
"""Seconds that open lines have to end, once the server is stopped."""
LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Under which names a server is asked by those who sit at the same machine."""


class Terminal(NamedTuple):
    """What whoever started the server is told: that it answers, with what stops it; that files
    have been taken up; that what is wrong is known."""

    ready: Callable[[Callable[[], None]], None] = lambda _: None
    updated: Callable[[Paths], None] = lambda _: None
    checked: Callable[[], None] = lambda: None


def listen(host: str, port: int) -> socket.socket:
    """The socket to answer at. Raises `OSError` if that cannot be: the port is taken, say."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )[0]
    found = socket.socket(family, kind, protocol)  # asyncio sends at once only where TCP is named
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(preview: Preview, at: socket.socket, names: Iterable[str], terminal: Terminal) -> None:
    """Answer until stopped. `names` are those under which the server may be asked besides those
    of this machine."""
    served = Served(preview, terminal)
    config = uvicorn.Config(
        application(preview, served.live, {*LOCAL, *names}),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
    )
    served.begin()
    try:
        Server(config, served.live, terminal.ready).run(sockets=[at])
    except KeyboardInterrupt:  # which the server has heard, and passes on
        pass
    finally:
        served.end()


class Served:
    """What goes on beside the answers: files change, and the site with them."""

    def __init__(self, preview: Preview, terminal: Terminal) -> None:
        self.preview = preview
        self.terminal = terminal
        self.live = Live(preview)
        self.changes = Changes(self.update, self.wait)
        self.checking = Checking(preview.load, self.check)
        self.watches: list[Watch] = []
        self.watched: tuple[object, ...] = ()
        self.settled = 0

    def begin(self) -> None:
        """Watch, and check what there is."""
        self.settle()
        self.watch()
        self.changes.start()
        self.checking.start()
        self.checking.again(self.preview.version)

    def end(self) -> None:
        """Leave nothing behind that still runs."""
        threads: list[Watch | Changes | Checking] = [*self.watches, self.changes, self.checking]
        for each in threads:
            each.end()
        for each in threads:
            if each.is_alive():
                each.join(GRACE)
        gc.unfreeze()

    def settle(self) -> None:
        """What was looked at lasts until all is looked at again: until then, Python's search for
        garbage, which takes its time where there is much, passes over it."""
        if self.settled != self.preview.looks:
            self.settled = self.preview.looks
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            gc.collect()  # how much there is decides how often all of it is searched: now nothing

    def watch(self) -> None:
        """Watch the folders that the site is made from, if they are others than before, or there
        again; of the folder of its mkdocs.yml, what lies in it."""
        preview, put = self.preview, self.changes.queue.put

        def look() -> None:
            if found := preview.overlooked():
                put(found)

        def beside(paths: Paths) -> None:
            if found := paths & preview.beside:
                put(found)

        there = tuple((folder, identity(folder)) for folder in preview.folders)
        if there != self.watched:
            for each in self.watches:
                each.end()
            top = {file.parent for file in preview.beside}
            self.watches = [
                Watch(preview.folders, look, put, deep=True),
                Watch(top, look, beside, deep=False),
            ]
            self.watched = there

    def update(self, paths: Paths) -> None:
        """Some files have changed, or only the time. Whatever an author saves, the next change is
        taken up too."""
        try:
            self.watch()  # first: what changes from here on is told
            if self.preview.update(paths) if paths else self.preview.turn(now()):
                self.watch()
                self.live.changed()
                self.checking.again(self.preview.version)
                self.terminal.updated(paths)
                self.settle()
        except Exception:  # a mistake of ours: say it, and live on
            print_exc()

    def wait(self) -> float | None:
        """In how many seconds the site is another by the clock alone; None: never, or nobody
        knows."""
        try:
            until = self.preview.until()
        except Exception:  # as above
            print_exc()
            return None
        return None if until is None else max(1.0, (until - now()).total_seconds())

    def check(self, version: int, problems: tuple[Problem, ...]) -> None:
        """The whole site was checked."""
        if self.preview.check(version, problems):
            self.live.changed()
            self.terminal.checked()


def identity(folder: Path) -> tuple[int, int]:
    """Which folder a path leads to by now."""
    with suppress(OSError):
        status = folder.stat()
        return status.st_dev, status.st_ino
    return 0, 0


class Server(uvicorn.Server):
    """The server, which says when it answers, and hangs up when it ends."""

    def __init__(
        self, config: uvicorn.Config, live: Live, ready: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(config)
        self.live = live
        self.ready = ready

    def stop(self) -> None:
        """End, as soon as what is being answered is."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self.ready(self.stop)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer no more."""
        self.live.end()
        await super().shutdown(sockets)
