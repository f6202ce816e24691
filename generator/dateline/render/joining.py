"""Collected files: the contents of their parts, joined.

In: a file's output path, and its parts in order, each whole by itself. Out: the file's bytes. How
it is done depends on the path alone.
"""

from collections.abc import Callable, Sequence
from functools import partial

from dateline.render import database

LINE = b"\r\n"
SITE = "briefings.sqlite"
"""The database of the whole site; all others are of a year."""


def joined(path: str, parts: Sequence[bytes]) -> bytes:
    """The content of a collected file."""
    return joiner(path)(parts)


def joiner(path: str) -> Callable[[Sequence[bytes]], bytes]:
    """What joins the parts of a file."""
    ending = path.rpartition(".")[2]
    if ending == "sqlite":
        return partial(database.joined, "site" if path.endswith(f"/{SITE}") else "year")
    return JOINERS[ending]


def as_csv(parts: Sequence[bytes]) -> bytes:
    """Tables below each other; the columns are named once. No column's name has a line's end."""
    head = parts[0].partition(LINE)[0] + LINE
    return head + b"".join(part.partition(LINE)[2] for part in parts)


def as_lines(parts: Sequence[bytes]) -> bytes:
    """Lines below each other."""
    return b"".join(parts)


JOINERS: dict[str, Callable[[Sequence[bytes]], bytes]] = {"csv": as_csv, "ndjson": as_lines}
