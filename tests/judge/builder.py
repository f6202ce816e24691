"""`dateline build` under `strace`, many times over."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple


class Ended(NamedTuple):
    """A build's exit code, and what it said to standard error."""

    code: int
    said: str


class Builder:
    """Builds sites with `dateline build`, each in a process of its own; see `warm.py`."""

    def __init__(self) -> None:
        command = (sys.executable, "-B", str(Path(__file__).with_name("warm.py")))
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1)

    def build(self, folder: Path, *strace: str) -> Ended:
        """Build the site in the folder, under `strace` if this is given its options."""
        number = self.tell(str(folder))
        command = ("strace", "-f", "-o", os.devnull, *strace, "-p", str(number))
        with attached(command) if strace else nullcontext():
            code = self.tell("go")
        return Ended(code, folder.with_suffix(".err").read_text(encoding="utf-8"))

    def tell(self, line: str) -> int:
        """Send a line; the number that comes back."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        return int(self.process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@contextmanager
def attached(command: tuple[str, ...]) -> Iterator[None]:
    """Have `strace` watch a process until that ends."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr
        first = watching.stderr.readline()
        assert "attached" in first, first
        yield
        watching.communicate()


def well(ended: Ended) -> None:
    """Make sure that a build went well."""
    assert ended.code == 0, ended.said
