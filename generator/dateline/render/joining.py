"""Collected files: the contents of their parts, joined.

In: a file's output path, and its parts in order, each whole by itself. Out: the file's bytes. How
it is done depends on what the path ends in alone.
"""

from collections.abc import Callable, Sequence

LINE = b"\r\n"


def joined(path: str, parts: Sequence[bytes]) -> bytes:
    """The content of a collected file."""
    return JOINERS[path.rpartition(".")[2]](parts)


def as_csv(parts: Sequence[bytes]) -> bytes:
    """Tables below each other; the columns are named once. No column's name has a line's end."""
    head = parts[0].partition(LINE)[0] + LINE
    return head + b"".join(part.partition(LINE)[2] for part in parts)


def as_lines(parts: Sequence[bytes]) -> bytes:
    """Lines below each other."""
    return b"".join(parts)


JOINERS: dict[str, Callable[[Sequence[bytes]], bytes]] = {"csv": as_csv, "ndjson": as_lines}
