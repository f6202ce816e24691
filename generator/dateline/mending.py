"""mending: what can be mended in the authors' files without a doubt, mended where it stands.

In: problems with a `Fix`. Out: what was done. All that is not part of a fix stays byte for byte:
line ends, the byte-order mark, comments, layout. Nothing here decides what is wrong, or how to
mend it.
"""

import os
import re
import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dateline.problems import Fix, Problem

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Mended(NamedTuple):
    """A problem that is no more: the lines that its fix changed, before and after."""

    problem: Problem
    before: tuple[str, ...]
    after: tuple[str, ...]


def mend(docs_dir: Path, problems: Iterable[Problem]) -> tuple[Mended, ...]:
    """Apply the fixes of problems to their files, in order. Of two that overlap the first is
    applied: what is left of the other shows when the file is read again.

    Raises `OSError` if a file cannot be read or written; it is then as it was.
    """
    done: list[Mended] = []
    fixable = sorted((p for p in problems if p.fix), key=lambda p: (p.path, *start_of(p)))
    for path, found in groupby(fixable, key=lambda problem: problem.path):
        file = docs_dir / path
        text = file.read_bytes().decode("utf-8")
        mended, of_file = mended_text(text, found)
        put(file, mended)
        done += of_file
    return tuple(done)


def mended_text(text: str, problems: Iterable[Problem]) -> tuple[str, list[Mended]]:
    """A file's text with the fixes of its problems, which are in order."""
    lines = Lines(text)
    pieces: list[str] = []
    done: list[Mended] = []
    at = 0
    for problem in problems:
        assert problem.fix is not None
        start, end = lines.stretch(problem.fix)
        if start >= at:
            new = problem.fix.text.replace("\n", lines.ending)
            pieces += [text[at:start], new]
            done.append(Mended(problem, *lines.shown(start, end, new)))
            at = end
    return "".join((*pieces, text[at:])), done


class Lines:
    """A text whose lines and columns count as in `Problem`."""

    def __init__(self, text: str) -> None:
        self.text = text
        endings = [*_LINE_END.finditer(text)]
        self.starts = [len(_MARK) if text.startswith(_MARK) else 0, *(e.end() for e in endings)]
        self.ends = [*(e.start() for e in endings), len(text)]
        self.ending = endings[0][0] if endings else "\n"

    def stretch(self, fix: Fix) -> tuple[int, int]:
        """Where a fix begins and ends in the text."""
        start = self.starts[fix.line - 1] + fix.column - 1
        return start, self.starts[fix.end_line - 1] + fix.end_column - 1

    def shown(self, start: int, end: int, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The whole lines of a stretch, as they are and with the stretch replaced."""
        first = max(at for at in self.starts if at <= start or at == self.starts[0])
        last = min(at for at in self.ends if at >= end)
        after = self.text[first:start] + new + self.text[end:last]
        return tuple(_LINE_END.split(self.text[first:last])), tuple(_LINE_END.split(after))


def start_of(problem: Problem) -> tuple[int, int]:
    """Where a problem's fix begins."""
    return (problem.fix.line, problem.fix.column) if problem.fix else (0, 0)


def put(file: Path, text: str) -> None:
    """Write a file anew, whole or not at all; its mode stays."""
    file = Path(os.path.realpath(file))
    new = file.with_name(f".{file.name}.mended")
    try:
        new.write_bytes(text.encode("utf-8"))
        shutil.copymode(file, new)
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)
