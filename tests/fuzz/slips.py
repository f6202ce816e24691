"""Slips of an author's hand, in files that were sound: what is mended is as it was meant.

In: a sound file, a source of chance. Out: the file with a slip or two; and whether its fixes give
back what was meant. A fix that would make another briefing of it, without any message, is the
worst that a tool can do to an author.
"""

import random
import re
from collections.abc import Callable
from difflib import unified_diff
from typing import NamedTuple

from dateline.mending import mended_text
from dateline.model.tree import Node, Scalar, Sequence
from dateline.problems import Problem
from dateline.read import parse
from fuzz.desk import Site

ROUNDS = 20
_OPENS_TEXT = re.compile(r"(?:: |- )\|\s*$")
Lines = list[str]
Slip = Callable[[Lines, "Kinds", random.Random], None]


class Slipped(NamedTuple):
    """A file of the sample as it was meant, and as it was typed."""

    path: str
    meant: str
    typed: str


class Kinds(NamedTuple):
    """The numbers of a file's lines of structure, and of its lines of texts."""

    structure: list[int]
    texts: list[int]


def slipped(path: str, meant: str, chance: random.Random) -> Slipped:
    """A file with one slip, or two."""
    lines = meant.split("\n")
    kinds = _kinds(lines)
    for _ in range(chance.choice((1, 1, 2))):
        chance.choice(SLIPS)(lines, kinds, chance)
    return Slipped(path, meant, "\n".join(lines))


def is_mended(case: Slipped, site: Site) -> bool:
    """Whether the fixes of a file give what was meant. Asserts that they give nothing else that
    passes without a word."""
    text = case.typed
    problems: tuple[Problem, ...] = ()
    for _ in range(ROUNDS):
        tree, problems = parse(case.path, text.encode())
        text, done = mended_text(text, [problem for problem in problems if problem.fix])
        if not done:
            break
    if problems:
        return False
    if shape(tree.root) == shape(parse(case.path, case.meant.encode())[0].root):
        return text != case.typed
    told = site.problems(case.path, text.encode())
    assert any(problem.path == case.path for problem in told), differing(case, text)
    return False


def differing(case: Slipped, mended: str) -> str:
    """A slip, and what became of it, line by line."""
    meant, typed, after = (each.split("\n") for each in (case.meant, case.typed, mended))
    slip, fix = unified_diff(meant, typed, lineterm=""), unified_diff(typed, after, lineterm="")
    return "\n".join(("", case.path, *slip, "and mended:", *fix))


def shape(node: Node | None) -> object:
    """Names and texts in their order; spaces at the beginning of lines do not count."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return [line.lstrip() for line in node.text.split("\n")]
    if isinstance(node, Sequence):
        return tuple(map(shape, node.items))
    return [(key.text, shape(value)) for key, value in node.items]


def _kinds(lines: Lines) -> Kinds:
    """Which lines are which."""
    structure, texts = [], []
    margin = -1
    for number, line in enumerate(lines):
        width = _width(line)
        if not line.strip() or (margin < 0 and line.lstrip().startswith("#")):
            continue
        if 0 <= margin < width:
            texts.append(number)
            continue
        structure.append(number)
        margin = width if _OPENS_TEXT.search(line) else -1
    return Kinds(structure, texts)


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _no_space_after_dash(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    at = chance.choice(kinds.structure)
    lines[at] = re.sub(r"^( *)- ", r"\1-", lines[at])


def _no_space_after_colon(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    at = chance.choice(kinds.structure)
    lines[at] = re.sub(r"^( *(?:- )?[a-z_]+): (?=\S)", r"\1:", lines[at])


def _tab(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    at = chance.choice([*kinds.structure, *kinds.texts])
    width = _width(lines[at])
    if width:
        lines[at] = "\t" * chance.choice((1, max(1, width // 2))) + lines[at][width:]


def _no_break_spaces(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    at = chance.choice(kinds.structure)
    width = _width(lines[at])
    lines[at] = "\u00a0" * width + lines[at][width:]


def _one_column_off(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    at = chance.choice(kinds.structure)
    lines[at] = chance.choice((f" {lines[at]}", lines[at].removeprefix(" ")))


def _pasted(lines: Lines, kinds: Kinds, chance: random.Random) -> None:
    """Some lines of a text lose the same number of spaces."""
    texts = kinds.texts
    if texts:
        first = chance.randrange(len(texts))
        lost = chance.randint(1, _width(lines[texts[first]]) or 1)
        for at in texts[first : first + chance.choice((1, 1, 2, 5))]:
            lines[at] = lines[at][min(lost, _width(lines[at])) :]


SLIPS: tuple[Slip, ...] = (
    _no_space_after_dash,
    _no_space_after_colon,
    _tab,
    _no_break_spaces,
    _one_column_off,
    _pasted,
    _pasted,
)
