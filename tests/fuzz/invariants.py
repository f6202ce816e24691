"""What must hold of every file, whatever it holds.

In: a file's path and bytes, and what Dateline made of them. Out: sentences, one for each thing
that is not as it must be.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.mending import mended_text, start_of
from dateline.model.tree import Node, Scalar, Sequence
from dateline.problems import MEANINGS, Place, Problem, severity_of, told
from dateline.read.source import decode
from fuzz import reader
from fuzz.desk import Made, make

ROUNDS = 20
_ID = re.compile(r"^[ -]*id: .*$", re.MULTILINE)
"""What a fix may add."""


def lines_of(path: str, data: bytes) -> list[str]:
    """A file's lines as problems count them."""
    return decode(path, data)[0].split("\n")


def of_problems(path: str, lines: list[str], problems: Iterable[Problem]) -> Iterator[str]:
    """A problem has a known code, a place in the file, and words that can be printed."""
    for problem in problems:
        if problem.path != path:
            continue
        if problem.code not in MEANINGS:
            yield f"unknown code: {problem}"
        elif problem.severity != severity_of(problem.code):
            yield f"another severity than its code's: {problem}"
        if not _inside(problem, lines):
            yield f"a place that is not in the file: {problem}"
        elif problem.fix and not _inside(problem.fix, lines):
            yield f"a fix that is not in the file: {problem}"
        else:
            told(problem, path, lines[problem.line - 1])
        if "\n" in problem.message or not problem.message.endswith((".", "?")):
            yield f"a message that is no sentence: {problem}"
        if any(line != line.rstrip() for line in problem.hint.split("\n")):
            yield f"a hint with blanks at its end: {problem}"


def _inside(place: Place, lines: list[str]) -> bool:
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    if not (1 <= place.line <= place.end_line <= len(lines) and (1, 1) <= start <= end):
        return False
    width, last = len(lines[place.line - 1]), len(lines[place.end_line - 1])
    at_end = start[0] == end[0] and start[1] == last + 1  # one column, to have a place at all
    return place.column <= width + 1 and 1 <= place.end_column <= last + 1 + at_end


def of_readers(path: str, data: bytes, made: Made) -> Iterator[str]:
    """Where nothing is said, a reader of YAML 1.2 finds the same texts in the same places."""
    if made.ill or made.tree.root is None:
        return
    text = decode(path, data)[0]
    try:
        theirs = reader.read(text)
    except reader.Unlike:
        yield "anchors, tags or several documents, and nothing is said"
        return
    except reader.YAMLError as error:
        if "\t" not in text:
            yield f"no YAML 1.2, and nothing is said: {error}"
        return  # it takes no tab behind a name or in a plain text; YAML 1.2 does (6.2, 7.3.3)
    ours = reader.plain(made.tree.root)
    if ours != theirs:
        yield f"we read {ours!r}, and another reader {theirs!r}"


def of_fixes(path: str, data: bytes, made: Made) -> Iterator[str]:
    """Fixes come to an end, and neither lose nor bring a letter, but for the ids they propose."""
    problems: tuple[Problem, ...] = made.problems
    if not any(problem.fix for problem in problems):
        return
    try:
        text = before = data.decode("utf-8")
    except UnicodeDecodeError:
        yield "a fix for a file that is no UTF-8"
        return
    for _ in range(ROUNDS):
        fixable = sorted((p for p in problems if p.fix), key=start_of)
        if not fixable:
            break
        text, done = mended_text(text, fixable)
        if not done:
            yield f"a fix that is not applied: {fixable[0]}"
        problems = make(path, text.encode("utf-8")).problems
    else:
        yield f"fixes without an end: {[p for p in problems if p.fix]}"
    old, new = Counter(letters(before)), Counter(letters(text))
    proposed = Counter(letters("".join(_ID.findall(text))))
    if old - new or new - old - proposed:
        yield f"fixes that change letters: {before!r} has become {text!r}"


def of_comments(lines: list[str], made: Made) -> Iterator[str]:
    """What stands behind ` #` is dropped from a text only with a warning."""
    for scalar in scalars(made.tree.root):
        line = lines[scalar.span.end_line - 1]
        rest = line[scalar.span.end_column - 1 :] if not scalar.style else ""
        if scalar.text and re.match(r"[ \t]+#", rest) and not scalar.comment and scalar.lines == 1:
            yield f"a comment that is not noticed: {scalar}"


def scalars(node: Node | None) -> Iterator[Scalar]:
    """All texts of a tree, keys apart."""
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        values = node.items if isinstance(node, Sequence) else (value for _, value in node.items)
        for value in values:
            yield from scalars(value)


def letters(text: str) -> str:
    """The letters and digits of a text, of any script."""
    return "".join(filter(str.isalnum, text))
