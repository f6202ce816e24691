"""Read: the authors' files, as trees of texts with their places.

The only room that opens authors' files, and the only one that knows YAML's parser. Nothing
here knows a key's spelling or a field's type. No exception leaves it, whatever a file holds.
"""

import os
from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path

from dateline.model import names
from dateline.model.tree import Span, Tree
from dateline.problems import Problem, at_top, in_order
from dateline.read import translate
from dateline.read.folder import Asset, Folder, Found, files, misnamed, unreadable
from dateline.read.source import MAX_BYTES, decode, plain_lines, too_large, wrong

__all__ = ["Asset", "Folder", "excerpt", "parse", "read"]


def read(docs_dir: Path, excluded: Collection[str] = ()) -> tuple[Folder, tuple[Problem, ...]]:
    """Everything under the authors' folder, by path, whatever order the disk gives; files that
    the site excludes are passed over.

    Errors: files that cannot be read or parsed, YAML files with another name than a briefing's
    or a register's. Warnings: links that are not followed.
    """
    found, problems = files(docs_dir)
    briefings: list[Tree] = []
    registers: list[Tree] = []
    assets: list[Asset] = []
    markdown: list[str] = []
    for file in (file for file in found if file.path not in excluded):
        lower = file.path.lower()
        if lower.endswith(names.YAML_SUFFIXES):
            if problem := misnamed(file.path):
                problems.append(problem)
                continue
            tree, wrong_in_it = _tree(docs_dir, file)
            (registers if names.register_name(file.path) else briefings).append(tree)
            problems.extend(wrong_in_it)
        elif lower.endswith(names.MARKDOWN_SUFFIXES):
            markdown.append(file.path)
            data = _load(docs_dir, file)
            text = data if isinstance(data, Problem) else decode(file.path, data)
            problems += [text] if isinstance(text, Problem) else []
        else:
            assets.append(Asset(file.path, file.size))
    problems.extend(_twice(registers))
    folder = Folder(tuple(briefings), tuple(registers), tuple(assets), tuple(markdown))
    return folder, in_order(problems)


def parse(path: str, data: bytes) -> tuple[Tree, tuple[Problem, ...]]:
    """One file's bytes. Whenever the tree has no root, a problem says why."""
    digest = blake2b(data, digest_size=16).hexdigest()
    text = decode(path, data)
    if isinstance(text, Problem):
        return Tree(path, None, digest), (text,)
    root, problems = translate.tree(path, text)
    if root is None and not problems:
        problems = [wrong(path, Span(1, 1, 1, 1), "file/empty", "The file is empty.")]
    return Tree(path, root, digest), in_order(problems)


def excerpt(docs_dir: Path, path: str, line: int) -> str:
    """Line number `line` (from 1) of an author's file, or `""` if it cannot be read.

    What a link leads to outside the folder is not shown: a message may stand in a public log.
    """
    top = os.path.realpath(docs_dir)
    if os.path.commonpath([top, os.path.realpath(docs_dir / path)]) != top:
        return ""
    try:
        with open(docs_dir / path, "rb") as file:
            text = plain_lines(file.read(MAX_BYTES).decode("utf-8", "replace"))
    except (OSError, ValueError):
        return ""
    lines = text.split("\n")
    return lines[line - 1] if 1 <= line <= len(lines) else ""


def _tree(docs_dir: Path, file: Found) -> tuple[Tree, tuple[Problem, ...]]:
    data = _load(docs_dir, file)
    if isinstance(data, Problem):
        return Tree(file.path, None, ""), (data,)
    return parse(file.path, data)


def _load(docs_dir: Path, file: Found) -> bytes | Problem:
    """A file's bytes, or why it is not read."""
    if file.size > MAX_BYTES:
        return too_large(file.path, file.size)
    try:
        with open(docs_dir / file.path, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        return unreadable(file.path, error)


def _twice(registers: list[Tree]) -> list[Problem]:
    """Registers that stand there both as `.yaml` and as `.yml`."""
    first: dict[str | None, str] = {}
    problems = []
    for tree in registers:
        name = names.register_name(tree.path)
        if before := first.get(name):
            message = f"`{before}` and `{tree.path}` are the same register."
            problems.append(at_top(tree.path, "file/register-twice", message, "Keep one of them."))
        first.setdefault(name, tree.path)
    return problems
