"""What mkdocs.yml said, so that MkDocs need not be loaded to be told the same again.

In: the path of a mkdocs.yml. Out: what was read from it, or nothing. It holds only if all it was
made from is the same: the bytes of the file and of those it inherits, the environment that they
may name, the folders that they name, our code and the libraries, the working directory.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.cache import CACHE_FOLDER
from dateline.cache.slip import SUFFIX, read_slip, write_slip
from dateline.model.settings import Settings
from dateline.model.stamp import settled, stamp
from dateline.standing.clock import now
from dateline.standing.code import of_code
from dateline.standing.marks import hashed

WORD = re.compile(r"\w+")
TAG = re.compile(r"(?:^|[\s\[{,:])!(?!ENV[\s\[])", re.MULTILINE)
"""A tag but `!ENV`: those make objects of Python's."""
DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class Way(NamedTuple):
    """A folder as mkdocs.yml names it, and where that leads."""

    path: str
    real: str


class Remembered(Struct, frozen=True, array_like=True):
    """What was read: the hash of all it was made from, and the files among that; the folders it
    names that must be there, and those that may; where the site's own templates would be; the
    settings; the plugins that only MkDocs runs; what was said of it all, by its severity; and
    whether Markdown pages are made from nothing else besides their own files."""

    of: str
    files: tuple[str, ...]
    needed: tuple[Way, ...]
    named: tuple[Way, ...]
    templates: str
    settings: Settings
    others: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    whole: bool

    @property
    def known(self) -> str:
        """The hash of all that Markdown pages are made from besides their own files; empty if
        nobody knows."""
        return self.of if self.whole else ""

    def stands(self, config_file: Path) -> bool:
        """Whether it would be read so again."""
        own = self.settings.templates
        return (
            self.of == of_config(config_file, self.files)
            and all(os.path.isdir(way.path) for way in self.needed)
            and all(os.path.realpath(w.path) == w.real for w in (*self.needed, *self.named))
            and os.path.isdir(self.templates) == (own is not None)
        )


def remembered(config_file: Path, *, drafts: bool = False) -> Remembered | None:
    """What a mkdocs.yml said, with the clock of now; None if that is not known to be the same."""
    data = read_slip(slip_of(config_file))
    try:
        found = decode(data) if data else None
    except msgspec.MsgspecError:
        return None
    if found is None or not found.stands(config_file):
        return None
    return replace(found, settings=replace(found.settings, now=now(), drafts=drafts))


def remember(found: Remembered, config_file: Path) -> None:
    """Keep what a mkdocs.yml said."""
    write_slip(slip_of(config_file), msgspec.msgpack.encode(found, enc_hook=str))


def decode(data: bytes) -> Remembered:
    """What was kept. Raises `MsgspecError`."""
    return msgspec.msgpack.decode(data, type=Remembered, dec_hook=as_path)


def as_path(kind: type, value: Any) -> Any:
    """A path as it was kept."""
    return kind(value)


def slip_of(config_file: Path) -> Path:
    """Where it is kept."""
    name = f"settings-{config_file.stem}{SUFFIX}"
    return config_file.resolve().parent / CACHE_FOLDER / name


def of_config(config_file: Path, files: Iterable[str]) -> str:
    """The hash of all that is read from a mkdocs.yml, which is one of the files; empty if that
    cannot be known."""
    try:
        texts = [Path(file).read_bytes().decode("utf-8", "surrogateescape") for file in files]
    except OSError:
        return ""
    if not of_code().settled or not all(map(is_plain, texts)):
        return ""
    words = {word for text in texts for word in WORD.findall(text)}
    environment = sorted((name, value) for name, value in os.environ.items() if name in words)
    where = (str(config_file), os.path.abspath(config_file), os.getcwd())
    return hashed((of_code().of, where, texts, environment))


def is_plain(text: str) -> bool:
    """Whether all that a file may ask the environment for is written in it as it is."""
    escaped = "!ENV" in text and "\\" in text
    return not (escaped or TAG.search(text) or DIRECTIVE.search(text))


def are_settled(files: Iterable[str], started: int) -> bool:
    """Whether files had been left alone when they were read, after `started`."""
    try:
        return all(settled(stamp(os.stat(file), started)) for file in files)
    except OSError:
        return False
