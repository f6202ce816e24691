"""Read: the authors' files, as trees of texts with their places.

The only room that opens authors' files, and the only one that knows YAML's parser. Nothing
here knows a key's spelling or a field's type. No exception leaves it, whatever a file holds.
"""

from collections.abc import Collection
from functools import partial
from hashlib import blake2b, file_digest
from pathlib import Path

from msgspec.structs import replace

from dateline.model import names
from dateline.model.tree import Span, Tree
from dateline.problems import Problem, at_top, in_order
from dateline.read.folder import File, Folder, files, kind_of, misnamed, unreadable
from dateline.read.source import MAX_BYTES, decode, too_large, wrong
from dateline.read.telling import describe, excerpt

__all__ = [
    "File",
    "Folder",
    "describe",
    "digest_of",
    "excerpt",
    "hash_of",
    "illegible",
    "load",
    "parse",
    "read",
]


def read(docs_dir: Path, excluded: Collection[str] = ()) -> tuple[Folder, tuple[Problem, ...]]:
    """Every file under the authors' folder, by path, whatever order the disk gives; files that
    the site excludes are passed over. No file is opened yet: `load` does that.

    Errors: YAML files with another name than a briefing's or a register's. Warnings: links that
    are not followed.
    """
    found, problems = files(docs_dir)
    kinds: dict[str, list[File]] = {"briefings": [], "registers": [], "assets": [], "markdown": []}
    for file in (file for file in found if file.path not in excluded):
        if problem := misnamed(file.path):
            problems.append(problem)
        else:
            kinds[kind_of(file.path)].append(file)
    problems.extend(_twice(kinds["registers"]))
    return Folder(**{kind: tuple(each) for kind, each in kinds.items()}), in_order(problems)


def load(docs_dir: Path, file: File) -> bytes | Problem:
    """A file's bytes, or why it is not read."""
    if file.size > MAX_BYTES:
        return too_large(file.path, file.size)
    try:
        with open(docs_dir / file.path, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        return unreadable(file.path, error)


def digest_of(data: bytes) -> str:
    """The hash of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def hash_of(docs_dir: Path, file: File) -> str:
    """The hash of a picture's or attachment's bytes; empty if it cannot be read."""
    try:
        with open(docs_dir / file.path, "rb") as opened:
            return file_digest(opened, partial(blake2b, digest_size=16)).hexdigest()
    except OSError:
        return ""


def illegible(docs_dir: Path, file: File) -> Problem | None:
    """Why a file is no text to read, or None if it is."""
    data = load(docs_dir, file)
    return data if isinstance(data, Problem) else decode(file.path, data)[1]


def parse(path: str, data: bytes) -> tuple[Tree, tuple[Problem, ...]]:
    """One file's bytes. Whenever the tree has no root, a problem says why."""
    from dateline.read import translate  # with YAML's parser

    digest = digest_of(data)
    text, unfit = decode(path, data)
    if unfit:
        # no fixes: the text is not quite what stands in the file
        others = [replace(p, fix=None) for p in translate.tree(path, text)[1]] if text else []
        return Tree(path, None, digest), in_order([unfit, *others])
    root, problems = translate.tree(path, text)
    if root is None and not problems:
        problems = [wrong(path, Span(1, 1, 1, 1), "file/empty", "The file is empty.")]
    return Tree(path, root, digest), in_order(problems)


def _twice(registers: list[File]) -> list[Problem]:
    """Registers that stand there both as `.yaml` and as `.yml`."""
    first: dict[str | None, str] = {}
    problems = []
    for file in registers:
        name = names.register_name(file.path)
        if before := first.get(name):
            message = f"`{before}` and `{file.path}` are the same register."
            problems.append(at_top(file.path, "file/register-twice", message, "Keep one of them."))
        first.setdefault(name, file.path)
    return problems
