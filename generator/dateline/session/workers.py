"""Those who do the work of a build: this process alone, several of them, or whoever a caller hands
in.

In: a job, and items. Out: what came of each item, in the order of the items, so that a site has the
same bytes whoever made it. Few items are done here, where no process has to be begun for them.

A job is a function of some items together; it is sent to every process once, its items a share at
a time. Any `Executor` will do that runs functions sent to it by pickle. Processes that are forked
may inherit a job instead: neither it nor what it works on need be sent.

A process that dies takes with it what it was doing and says nothing. Then each item that has no
result yet is done again in a process of its own, and the one whose process dies again is `Died`.
"""

import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Any, Protocol, Self, TypeVar

from dateline.problems import Problem, at_top

Item = TypeVar("Item")
Done = TypeVar("Done")
Job = Callable[[tuple[Item, ...]], tuple[Done, ...]]
AHEAD = 3
"""How many shares a process has waiting, so that it never waits itself."""
SELDOM = 50_000, 50
"""After how many new objects Python searches the youngest of them for garbage, and how many times
before it goes on to older ones."""
FEW = 16
"""How many shares are too few to begin processes for."""


class Progress(Protocol):
    """Passes items on as they are done, and may say so: what is done, the items, how many."""

    def __call__(self, what: str, items: Iterable[Item], total: int, /) -> Iterable[Item]: ...


def silent(_: str, items: Iterable[Item], __: int) -> Iterable[Item]:
    """No word of progress."""
    return items


class Died:
    """What comes of an item whose process ended without a word."""


DIED = Died()


def crashed(path: str, doing: str) -> Problem:
    """What to say of an author's file whose process ended over it."""
    return at_top(
        path,
        "file/crash",
        f"{doing} ended the process that did it, before it could say why.",
        hint="Please report it as a bug, with the file.",
    )


class Workers:
    """At most `jobs` processes, begun when there is enough to do and ended with the context; or an
    executor of the caller's, which then ends it, and of which `jobs` says how much it does at a
    time. `at_hand`: they write to the same disk as we do."""

    def __init__(self, jobs: int = 1, executor: Executor | None = None) -> None:
        self.jobs = jobs
        self.given = executor
        self.own: Executor | None = None
        self.at_hand = executor is None

    def each(
        self, job: Job[Item, Done], items: Iterable[Item], size: int, least: int = 0
    ) -> Iterator[tuple[Item, Done | Died]]:
        """Each item with what the job makes of it; a share is of `size` items. Fewer than
        `FEW` shares of so many, or of `least`, are done here."""
        few, rest = FEW * (least or size), iter(items)
        first = tuple(islice(rest, few))
        every = chain(first, rest)
        if len(first) < few or (self.jobs < 2 and self.given is None):
            return here(job, every, size)
        return self.side_by_side(job, every, size)

    def renew(self) -> bool:
        """End our processes; whether those that are begun from here on have all that we have, or
        none will be."""
        self.end()
        self.own = None
        return self.given is None and (self.jobs < 2 or forks())

    def apart(
        self, job: Job[Item, Done], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Done | Died]]:
        """The same for items of which one is known to end the process that does it."""
        return one_by_one(pickle.dumps(job, pickle.HIGHEST_PROTOCOL), items)

    def side_by_side(
        self, job: Job[Item, Done], items: Iterator[Item], size: int
    ) -> Iterator[tuple[Item, Done | Died]]:
        """The same by processes: each share's results in turn, once they are there."""
        sent = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        waiting: deque[tuple[tuple[Item, ...], Future[tuple[Done, ...]]]] = deque()
        while True:
            try:
                while len(waiting) < AHEAD * self.jobs and (share := tuple(islice(items, size))):
                    waiting.append((share, self.submit(sent, share)))
                if not waiting:
                    return
                found = waiting[0][1].result()
            except BrokenExecutor:
                self.drop()
                again = tuple(item for share, _ in waiting for item in share)
                waiting.clear()
                yield from one_by_one(sent, again)
            else:
                yield from zip(waiting.popleft()[0], found, strict=True)

    def submit(self, sent: bytes, share: tuple[Any, ...]) -> "Future[tuple[Any, ...]]":
        """Have a share done; if a process has died meanwhile, the future says so."""
        try:
            return self.executor.submit(perform, sent, share)
        except BrokenExecutor as error:
            broken: Future[tuple[Any, ...]] = Future()
            broken.set_exception(error)
            return broken

    @property
    def executor(self) -> Executor:
        """Who does it."""
        if self.given is not None:
            return self.given
        if self.own is None:
            self.own = processes(self.jobs)
        return self.own

    def drop(self) -> None:
        """Let go of an executor of which a process has died: it does nothing any more."""
        self.executor.shutdown(cancel_futures=True)
        self.given = self.own = None

    def end(self) -> None:
        """End our own processes, and what of theirs was not begun."""
        if self.own is not None:
            self.own.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        loaded.cache_clear()  # threads share our memory: nothing of a build is to outlive it
        HEIRLOOMS.clear()


class Inherited:
    """A job that is not sent: the processes that are forked after it was made have it already."""

    def inherit(self) -> None:
        """Made ready, once, in a process that has it from another."""

    def __reduce__(self) -> tuple[Callable[[int], "Inherited"], tuple[int]]:
        HEIRLOOMS[id(self)] = self
        return inherited, (id(self),)


HEIRLOOMS: dict[int, Inherited] = {}


def inherited(name: int) -> Inherited:
    """What we have from the process that begot us."""
    job = HEIRLOOMS[name]
    job.inherit()
    return job


ALONE = Workers()
"""No process but this one."""


def nearby(workers: Workers) -> Workers:
    """Those who can open the authors' files: who was handed in may be on another machine."""
    return workers if workers.at_hand else ALONE


def here(
    job: Job[Item, Done], items: Iterable[Item], size: int
) -> Iterator[tuple[Item, Done | Died]]:
    """Each item with what the job makes of it in this process."""
    rest = iter(items)
    while share := tuple(islice(rest, size)):
        yield from zip(share, job(share), strict=True)


def perform(sent: bytes, share: tuple[Any, ...]) -> tuple[Any, ...]:
    """Do a share, in whatever process this is."""
    return loaded(sent)(share)


@lru_cache(maxsize=2)
def loaded(sent: bytes) -> Job[Any, Any]:
    """A job as it was sent, made ready once a process."""
    job: Job[Any, Any] = pickle.loads(sent)
    return job


def one_by_one(sent: bytes, items: Iterable[Item]) -> Iterator[tuple[Item, Any]]:
    """Each item with what comes of it in a process that has nothing else to do."""
    with ExitStack() as ending:
        pool = ending.enter_context(processes(1))
        for item in items:
            try:
                found = pool.submit(perform, sent, (item,)).result()[0]
            except BrokenExecutor:
                ending.close()
                pool, found = ending.enter_context(processes(1)), DIED
            yield item, found


def processes(jobs: int) -> Executor:
    """Processes of our own."""
    return ProcessPoolExecutor(jobs, get_context("fork" if forks() else "spawn"), begun)


def forks() -> bool:
    """Whether processes are forked. It takes no time and they have all that we have, but it is
    safe only where no other thread may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def begun() -> None:
    """What a process of ours does first: it leaves Ctrl-C to its parent, and ends with it, even
    if that is killed. Python's search for garbage passes over what it has from the parent, for to
    look at that would be to copy it, and takes its time: there is little of it."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=orphaned, daemon=True).start()


def orphaned() -> None:
    """End this process once its parent has ended."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
