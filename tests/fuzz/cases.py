"""One case: a file, what Dateline makes of it, and a failure that says all there is to say.

damaged   a file of the sample after some mutations, by a seed and a number
authored  a file as an author may mean it, from hypothesis
"""

import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from fuzz import desk, emitter, expected, invariants, mutations, reader
from fuzz.desk import Made, Site


class Case(NamedTuple):
    """A file to be judged."""

    path: str
    data: bytes


def damaged(seed: int, number: int) -> Case:
    """A file of the sample, mutated; the same for the same seed and number."""
    chance = random.Random(f"{seed} {number}")
    files = desk.files()
    path = chance.choice(list(files))
    return Case(path, mutations.mutated(files[path], chance, list(files.values())))


def judge_damaged(case: Case, site: Site | None = None) -> float:
    """Assert all that must hold of any file; alone, and in a site if one is given. The seconds
    that the file alone has taken."""
    seconds, wrong = _judged(case, partial(_as_read, case.path))
    if wrong:
        case = _less(case)
        wrong = _judged(case, partial(_as_read, case.path))[1]
    fail_if(case, [*wrong, *_in_site(case, site)])
    return seconds


def judge_authored(
    path: str, meant: dict[str, Any], chance: random.Random, site: Site | None = None
) -> float:
    """Assert all that must hold of a file whose meaning is known."""
    written = emitter.written(meant, chance)
    case = Case(path, written.data)
    seconds, wrong = _judged(case, partial(_meant, path, meant, written))
    fail_if(case, [*wrong, *_in_site(case, site)])
    return seconds


def fail_if(case: Case, wrong: list[str]) -> None:
    """Fail with the file's bytes as Python would write them."""
    assert not wrong, f"\n{case.path}\n{case.data!r}\n" + "\n".join(dict.fromkeys(wrong))


def _meant(path: str, meant: dict[str, Any], written: emitter.Written, made: Made) -> Iterator[str]:
    if not made.ill and made.tree.root is not None:
        ours = reader.plain(made.tree.root)
        if ours != written.tree:
            yield f"we read {ours!r}, and {written.tree!r} was written"
    yield from expected.of_record(path, meant, made)
    yield from expected.of_comments(written.comments, made)


def _as_read(path: str, made: Made) -> Iterator[str]:
    """Where the meaning is not known, the record must hold what the tree holds."""
    if made.tree.root is not None:
        yield from expected.of_record(path, expected.tree_of(made.tree.root), made)


def _judged(case: Case, more: Callable[[Made], Any]) -> tuple[float, list[str]]:
    """The seconds that a file has taken alone, and what is wrong with what was made of it."""
    try:
        made, seconds = desk.timed(partial(desk.make, *case))
    except Exception as error:  # the case must be shown, whatever it is
        error.add_note(repr(case))
        raise
    lines = invariants.lines_of(*case)
    wrong = [
        *([f"{seconds:.1f} seconds"] if seconds > desk.SECONDS else []),
        *invariants.of_problems(case.path, lines, made.problems),
        *invariants.of_readers(*case, made),
        *invariants.of_comments(lines, made),
        *invariants.of_fixes(*case, made),
        *more(made),
    ]
    return seconds, wrong


def _in_site(case: Case, site: Site | None) -> list[str]:
    if site is None:
        return []
    try:
        problems = site.problems(*case)
    except Exception as error:
        error.add_note(repr(case))
        raise
    return list(invariants.of_problems(case.path, invariants.lines_of(*case), problems))


def _less(case: Case) -> Case:
    """The case with fewer lines, as long as something is wrong with it."""
    lines = case.data.split(b"\n")
    size = len(lines) // 2
    while size:
        for at in range(len(lines) - size, -1, -size):
            fewer = lines[:at] + lines[at + size :]
            if _judged(Case(case.path, b"\n".join(fewer)), partial(_as_read, case.path))[1]:
                lines = fewer
        size //= 2
    return Case(case.path, b"\n".join(lines))
