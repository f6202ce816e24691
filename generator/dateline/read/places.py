"""The tree of a mended file, with the places of what the author wrote.

What can only be meant in one way is read as it was meant, so that later stages find what else is
wrong in the file. Their messages must point into the file as it is.
"""

from collections.abc import Sequence as Lines

from msgspec.structs import replace

from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.problems import Problem


def as_written(node: Node, mended: Lines[str], written: Lines[str]) -> Node:
    """A node of a file whose lines were `written` otherwise, with its places there. A text that
    has itself been mended is empty, as all is that has been reported; a pair with such a name is
    left out, and with its last pair a mapping."""
    span = _span(node.span, mended, written)
    if isinstance(node, Scalar) and node.style == "|":
        lines = range(node.span.line, node.span.end_line)
        moved = tuple(len(mended[n]) - len(written[n]) for n in lines)
        return replace(node, span=span, moved=moved if any(moved) else ())
    if isinstance(node, Scalar):
        same = node.style == ">" or _is_same(node.span, span, mended, written)
        return replace(node, span=span) if same else Scalar("", span)
    if isinstance(node, Sequence):
        return Sequence(tuple(as_written(item, mended, written) for item in node.items), span)
    pairs = (
        (as_written(key, mended, written), as_written(value, mended, written))
        for key, value in node.items
    )
    named = tuple((key, value) for key, value in pairs if isinstance(key, Scalar) and key.text)
    return Mapping(named, span) if named or not node.items else Scalar("", span)


def said_of(problem: Problem, mended: Lines[str], written: Lines[str]) -> Problem:
    """A problem of the mended file, with its place in the file as it was written. It keeps its
    fix only where both are the same."""
    lines = range(problem.line - 1, problem.end_line)
    if all(mended[n] == written[n] for n in lines):
        return problem
    place = Span(problem.line, problem.column, problem.end_line, problem.end_column)
    span = _span(place, mended, written)
    return replace(problem, column=span.column, end_column=span.end_column, fix=None)


def _is_same(now: Span, before: Span, mended: Lines[str], written: Lines[str]) -> bool:
    """Whether a text stands in the mended file as it was written."""
    text = mended[now.line - 1][now.column - 1 : now.end_column - 1]
    return (
        now.line != now.end_line
        or text == (written[before.line - 1][before.column - 1 : before.end_column - 1])
    )


def _span(span: Span, mended: Lines[str], written: Lines[str]) -> Span:
    first, last = span.line - 1, span.end_line - 1
    start = _column(span.column - 1, mended[first], written[first])
    end = _column(span.end_column - 1, mended[last], written[last])
    if first == last:
        end = max(end, start + 1)
    return Span(span.line, start + 1, span.end_line, end + 1)


def _column(at: int, mended: str, written: str) -> int:
    """Where character `at` of a mended line stands in the line as it was written: what both
    begin with, and what both end with, has not moved."""
    rest = mended[at:]
    if written.endswith(rest):
        return len(written) - len(rest)
    return min(at, len(written))
