"""What was wrong with a file, in plain lines, with the line of the file that it is about."""

import os
from functools import lru_cache
from pathlib import Path

from dateline.model.names import MARKDOWN_SUFFIXES, YAML_SUFFIXES
from dateline.problems import Problem, told
from dateline.read.source import MAX_BYTES, plain_lines


def describe(problem: Problem, docs_dir: Path) -> tuple[str, ...]:
    """A problem in plain lines, its file as seen from the working directory."""
    if not problem.path:
        return told(problem, "briefings", "")
    is_text = problem.path.lower().endswith((*YAML_SUFFIXES, *MARKDOWN_SUFFIXES))
    line = excerpt(docs_dir, problem.path, problem.line) if is_text else ""
    return told(problem, os.path.relpath(docs_dir / problem.path), line)


def excerpt(docs_dir: Path, path: str, line: int) -> str:
    """Line number `line` (from 1) of an author's file, or `""` if it cannot be read.

    What a link leads to outside the folder is not shown: a message may stand in a public log.
    """
    top = os.path.realpath(docs_dir)
    if os.path.commonpath([top, os.path.realpath(docs_dir / path)]) != top:
        return ""
    try:
        status = os.stat(docs_dir / path)
        lines = _lines(docs_dir / path, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return ""
    return lines[line - 1] if 1 <= line <= len(lines) else ""


@lru_cache(maxsize=1)
def _lines(file: Path, *_: int) -> list[str]:
    """A file's lines; read once for all its problems, as long as its status is the same."""
    with open(file, "rb") as opened:
        return plain_lines(opened.read(MAX_BYTES).decode("utf-8", "replace")).split("\n")
