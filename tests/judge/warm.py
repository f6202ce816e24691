"""A process that has imported all that `dateline build` needs, and forks one for each build.

In, on standard input: a folder a line, then a line when the build is to begin. Out: the process of
the build, which waits for that line, and when it has ended, its exit code. What the build says is
in the folder's `.out` and `.err`.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

from dateline.cli import main

PR_SET_PTRACER = 0x59616D61
ANYBODY = ctypes.c_ulong(-1)


def line() -> str:
    """A line of input, and not a byte more: the rest may be for another process."""
    read = b""
    while not read.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit()
        read += byte
    return read.decode().strip()


def say(number: int) -> None:
    """A number to who started us."""
    os.write(1, f"{number}\n".encode())


def build(folder: Path) -> None:
    """One build, when it is told to begin."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)  # `strace` is not our parent
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have switched it off
    for number, name in ((1, ".out"), (2, ".err")):
        file = os.open(folder.with_suffix(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        if number == 1:
            say(os.getpid())
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    line()
    main(["build"])


while folder := line():
    child = os.fork()
    if not child:
        build(Path(folder))
    say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
