"""Which files have changed, as the system tells it.

In: folders. Out: sets of paths, each as soon as nothing more comes for a moment: editors write
twice, or write beside and rename, and a checkout of git touches hundreds of files one after
another.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import watch

STEP = 20
"""Milliseconds without another change after which those there are are told."""
LONGEST = 400
"""Milliseconds after which they are told anyway."""
SOON = 500
"""Milliseconds."""
FEW = 8
"""More files than an author saves at a time: somebody else writes them."""
REST = 0.2
"""Seconds without another change after which those of many files are told."""
Paths = frozenset[Path]


class Watch(Thread):
    """Watches some folders until it is told to end; `deep`: with all that is below them. It says
    once that it has `begun`, no later than `SOON` after nothing escapes it any more."""

    def __init__(
        self,
        folders: Iterable[Path],
        begun: Callable[[], None],
        found: Callable[[Paths], None],
        *,
        deep: bool,
    ) -> None:
        super().__init__(name="watch", daemon=True)
        self.folders = [folder for folder in folders if folder.is_dir()]
        self.begun = begun
        self.found = found
        self.deep = deep
        self.over = Event()
        if self.folders:
            self.start()

    def run(self) -> None:
        """Say what changes."""
        silent = True
        for found in watch(
            *self.folders,
            step=STEP,
            debounce=LONGEST,
            stop_event=self.over,
            watch_filter=is_ours,
            recursive=self.deep,
            ignore_permission_denied=True,
            yield_on_timeout=True,
            rust_timeout=SOON,
        ):
            if silent:
                silent = False
                self.begun()
            if found:
                self.found(frozenset(Path(path) for _, path in found))

    def end(self) -> None:
        """Watch no more."""
        self.over.set()


class Changes(Thread):
    """Tells of changes one set at a time, until it is told to end: what changes meanwhile comes
    with the next, and what is much comes all together. After as many seconds as `wait` says it
    tells that nothing has changed but the time."""

    def __init__(self, told: Callable[[Paths], None], wait: Callable[[], float | None]) -> None:
        super().__init__(name="changes", daemon=True)
        self.queue: SimpleQueue[Paths] = SimpleQueue()
        self.told = told
        self.wait = wait
        self.over = False

    def run(self) -> None:
        """Tell what has changed."""
        while not self.over:
            try:
                paths = self.together(self.queue.get(timeout=self.wait()))
            except Empty:
                paths = frozenset()
            if not self.over:
                self.told(paths)

    def end(self) -> None:
        """Tell no more."""
        self.over = True
        self.queue.put(frozenset())

    def together(self, paths: Paths) -> Paths:
        """Some changes with all that come with them."""
        while True:
            try:
                paths |= self.queue.get(timeout=REST if len(paths) > FEW else 0)
            except Empty:
                return paths


def is_ours(_: object, path: str) -> bool:
    """Whether a file may be part of a site: hidden ones, and what editors leave beside the file
    they write, are not. (Vim tries a folder with a file called 4913.)"""
    name = path.rpartition("/")[2]
    return not name.startswith((".", "#")) and not name.endswith(LEFTOVERS) and name != "4913"


LEFTOVERS = ("~", ".swp", ".swx", ".tmp")
