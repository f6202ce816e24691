"""The whole site checked beside the preview, in a process of its own: what a look at one file
cannot tell, two files together may.

In: how the site is loaded. Out: all that is wrong, as `check` says it, some time after the last
change. What was compiled and linked is remembered: the next start is quick.
"""

import os
import signal
from collections.abc import Callable
from contextlib import nullcontext, redirect_stderr, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread

import msgspec

from dateline.build import alone
from dateline.problems import Problem, Refused
from dateline.session import Loaded, check, memory_of

REST = 0.3
"""Seconds without another change before a check begins: authors save twice."""
SPAWN = get_context("spawn")
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
Load = Callable[[], Loaded]
"""A function that can be sent to another process."""
Told = Callable[[int, tuple[Problem, ...]], None]


class Checking(Thread):
    """Checks the site after every change, and gives up a check that another change has come
    before. `told` gets the version of the site that was checked, and what is wrong with it."""

    def __init__(self, load: Load, told: Told) -> None:
        super().__init__(name="checking", daemon=True)
        self.load = load
        self.told = told
        self.changed = Event()
        self.version = 0
        self.over = False

    def again(self, version: int) -> None:
        """The site is another."""
        self.version = version
        self.changed.set()

    def end(self) -> None:
        """Check no more."""
        self.over = True
        self.changed.set()

    def run(self) -> None:
        """Check whenever the site has changed. Ctrl-C in a terminal is no business of a check's:
        what is begun by this thread does not hear it."""
        if hasattr(signal, "pthread_sigmask"):  # not on Windows
            signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        while not self.over:
            self.changed.wait()
            self.changed.clear()
            if not self.over and not self.changed.wait(REST):
                version = self.version
                problems = self.checked()
                if problems is not None:
                    self.told(version, problems)

    def checked(self) -> tuple[Problem, ...] | None:
        """What is wrong with the site; None if it was not found out."""
        here, there = SPAWN.Pipe(duplex=False)
        process = SPAWN.Process(target=check_apart, args=(self.load, there), daemon=True)
        with here:
            process.start()
            there.close()
            try:
                while not here.poll(0.05):
                    if self.changed.is_set():
                        process.kill()
                        return None
                return PROBLEMS.decode(here.recv_bytes())
            except EOFError:
                return None
            finally:
                process.join()


def check_apart(load: Load, there: Connection) -> None:
    """Check the site in this process, and send what is wrong. While a build is at work it waits:
    what both remember is one file."""
    with suppress(Refused), open(os.devnull, "w", encoding="utf-8") as nowhere:
        with redirect_stderr(nowhere):  # the server has said it
            settings, documents, _ = load()
            site_dir = settings.site_dir
            lock = alone(site_dir, lambda _: None) if site_dir.is_dir() else nullcontext()
            with lock, memory_of(settings, remember=True) as memory:
                _, problems = check(settings, memory, documents)
        there.send_bytes(msgspec.msgpack.encode(problems))
