"""exporting: the briefings of some days as files to send, to read and to print.

In: a `Shaping`, which has them in the shape that a format is made of. Out: files, by name. Writes
none: that is the door's. The same site gives the same bytes.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.exporting.books import book
from dateline.exporting.mails import mails
from dateline.exporting.messages import messages
from dateline.exporting.prints import prints
from dateline.session.shaping import Period, Shaping, shaping

__all__ = ["FORMATS", "WHOLE", "File", "Period", "Shaping", "export", "shaping"]

File = tuple[str, bytes]
"""A name, and what the file holds."""


class Format(NamedTuple):
    """How a format is made; `whole`: one file of all briefings, instead of files of each."""

    made: Callable[[Shaping], Iterator[File]]
    whole: bool = False


def twins(shaping: Shaping) -> Iterator[File]:
    """The Markdown twins."""
    for piece in shaping.pieces("md"):
        yield f"{piece.name}.md", piece.contents[0]


FORMATS: dict[str, Format] = {
    "epub": Format(book, whole=True),
    "pdf": Format(prints, whole=True),
    "eml": Format(mails),
    "txt": Format(messages),
    "md": Format(twins),
}
WHOLE = frozenset(name for name, each in FORMATS.items() if each.whole)
"""The formats that are one file."""


def export(shaping: Shaping, form: str) -> Iterator[File]:
    """The files of a format, in order. Raises `Refused` if there is nothing to make them of, or
    nothing to make them with."""
    return FORMATS[form].made(shaping)
