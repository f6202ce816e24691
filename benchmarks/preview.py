"""How soon authors see what they save, with the server of their tool.

In: a site that was built before. Its server is started as users start it; then a word is replaced
in the file of a briefing, and the briefing's page is asked for until the new word is there. Out:
how long this took each time, how long the server took to answer at all, and its memory then.
"""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import IO

from benchmarks.archive import SEED
from benchmarks.measure import Failed, memory
from benchmarks.sites import Served, edited_day, edited_text

FIRST = 2  # edits that do not count
PAUSE = 1.0  # seconds before each: what a server does after the last one is over, or in the way
AT_MOST = 2.0  # so many pauses, by lot: a server that looks every second is not always met alike
BETWEEN = 0.001  # seconds between an answer and the next question
LONGEST = 900.0  # seconds until what was not seen counts as never seen
GRACE = 20.0  # seconds that a server has to end
WHOLE = b"</html>"


@dataclass(frozen=True, slots=True)
class Seen:
    start: float  # seconds from the command to the home page
    edits: tuple[float, ...]  # seconds from before the file is written to its word on the page
    memory: int  # bytes, of all processes of the server, after the edits


def preview(site: Served, times: int, pause: float = PAUSE) -> Seen:
    """So many edits, after a few that do not count. What the build left to be written to the disk
    is written before."""
    os.sync()
    port = _free_port()
    with _serving(site.serving(port), site.root, port) as server:
        start = server.shows(WHOLE, "/", server.begun)
        edits = tuple(_edits(site, server, FIRST + times, pause))
        sleep(pause)
        return Seen(start, edits[FIRST:], memory(server.process.pid))


def _edits(site: Served, server: "Server", times: int, pause: float) -> Iterator[float]:
    """Replace a word, and wait until it is seen: how long that took, each time. The file is written
    as it stands, as most editors do."""
    day, rng = edited_day(site.count), Random(SEED)
    path, address = site.path_of(day), f"/{day.date:%Y/%m/%d}/"
    for word, text in _texts(path.read_text("utf-8"), edited_text(day.stories[-1]), times):
        server.shows(WHOLE, address, perf_counter())
        sleep(pause * rng.uniform(1, AT_MOST))
        begun = perf_counter()
        path.write_bytes(text)
        yield server.shows(word, address, begun)


def _texts(text: str, sentences: str, times: int) -> Iterator[tuple[bytes, bytes]]:
    """A file's text with the last word of these sentences replaced, by a word that is nowhere else
    and another each time: the word, and the text."""
    assert text.count(sentences) == 1
    begun = sentences.rpartition(" ")[0]
    for number in range(times):
        word = f"anew{number:03}"
        assert word not in text
        yield word.encode(), text.replace(sentences, f"{begun} {word}.").encode()


class Server:
    """A server that was started at a moment, and the connection of one who looks at its pages."""

    def __init__(
        self, process: subprocess.Popen[bytes], said: IO[bytes], port: int, begun: float
    ) -> None:
        self.process, self.begun, self._said = process, begun, said
        self._connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)

    def shows(self, word: bytes, address: str, begun: float) -> float:
        """Ask until the word is on the page: how many seconds after `begun` that was."""
        while word not in self._page(address):
            if self.process.poll() is not None:
                raise self._failed("it has ended")
            if perf_counter() - begun > LONGEST:
                raise self._failed(f"no {word.decode()} at {address} after {LONGEST:.0f} s")
            sleep(BETWEEN)
        return perf_counter() - begun

    def _page(self, address: str) -> bytes:
        """The page; nothing if that is not the answer. The connection is kept where it can be."""
        try:
            self._connection.request("GET", address)
            answer = self._connection.getresponse()
            page = answer.read()
        except (OSError, HTTPException):
            self._connection.close()
            return b""
        return page if answer.status == 200 else b""

    def _failed(self, why: str) -> Failed:
        self._said.seek(0)
        text = self._said.read().decode(errors="replace")
        return Failed(f"{self.process.args!r}: {why}:\n{text[-4000:]}")

    def end(self) -> None:
        """As Ctrl-C does in a terminal; by force if it does not end by that."""
        self._connection.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def _serving(command: Sequence[str], folder: Path, port: int) -> Iterator[Server]:
    """The server, for as long as the block lasts, in a group of processes of its own."""
    with tempfile.TemporaryFile() as said:
        begun = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        server = Server(process, said, port, begun)
        try:
            yield server
        finally:
            server.end()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
