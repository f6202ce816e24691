"""What a command costs: wall time, processor time and memory, with all processes that it starts.

Processor time is what the system charges the process and the children it has waited for. Memory is
the highest sum, over the processes of its tree, of the proportional set size (PSS, in which a page
that several share is counted once), sampled every 20 ms; where sampling takes longer, so much less
often that it uses a fiftieth of the time. A peak between samples is caught by the system's own
record of the largest single process, which counts if it is the larger. Of a server, which does not
end, it is the sum at one moment.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
SHARE = 50


@dataclass(frozen=True, slots=True)
class Cost:
    wall: float  # seconds
    cpu: float  # seconds
    memory: int  # bytes


class Failed(Exception):
    """The command did not do its work: it cannot be measured."""


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run it there. What earlier commands left to be written to the disk is written before."""
    os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        peak = _Peak(process.pid)
        peak.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        peak.end()
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise Failed(f"{' '.join(map(str, command))} in {folder}:\n{text[-4000:]}")
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, used.ru_utime + used.ru_stime, max(peak.highest, largest))


class _Peak(threading.Thread):
    """Watches a tree of processes until it is told to end."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.highest = 0
        self._root = root
        self._over = threading.Event()

    def run(self) -> None:
        pause = EVERY
        while not self._over.wait(pause):
            begun = time.perf_counter()
            self.highest = max(self.highest, memory(self._root))
            pause = max(EVERY, SHARE * (time.perf_counter() - begun))

    def end(self) -> None:
        self._over.set()
        self.join()


def memory(root: int) -> int:
    """What a process and all below it have now, in bytes; 0 on a system that does not tell."""
    return sum(map(_proportional, _tree(root)))


def _tree(root: int) -> Iterator[int]:
    """The process and all below it, as far as they are still there."""
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            below = children.read_text().split()
        except OSError:  # gone in the meantime
            continue
        for child in below:
            yield from _tree(int(child))


def _proportional(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # gone, or a system without it
        return 0
    found = [line.split()[1] for line in text.splitlines() if line.startswith("Pss:")]
    return int(found[0]) * 1024 if found else 0


def size(folder: Path) -> tuple[int, int]:
    """How many files there are below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
