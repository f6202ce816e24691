"""Fuzzing: whatever a file holds, no traceback, no long wait, and no word lost in silence.

    authors     what authors may write, drawn from the schema by hypothesis
    emitter     such a document as YAML, in any style that keeps every character
    mutations   what becomes of a file under slips of the hand and broken disks
    desk        the sample site, and what Dateline makes of one file of it
    reader      a second reader of YAML
    invariants  what must hold of every file
    expected    what must stand in the record, by what was written
    slips       slips of an author's hand: what is mended is as it was meant
    texts       long texts with Markdown, and how long they take
    cases       one case, judged; a failure shows the file as a Python literal

Not done here: choosing how many cases run (`test_fuzz_small.py`, and the judges' own
`test_fuzz.py`). Chance is seeded: the same seed makes the same cases.
"""

import os
import random

import hypothesis
from hypothesis import strategies as st

from dateline.model.names import briefing_name
from fuzz import authors, cases, desk, slips, texts

__all__ = ["SEED", "fuzz_authored", "fuzz_damaged", "fuzz_long", "fuzz_misplaced", "fuzz_slips"]

SEED = int(os.environ.get("FUZZ_SEED", "1" if "CI" in os.environ else random.randrange(10**9)))
"""In CI the cases are the same at every run, as everywhere in the tests."""
IN_SITE = 20
"""One case in so many is also judged in its place in the whole site."""


def fuzz_damaged(count: int) -> float:
    """Judge files of the sample after random mutations. The most seconds that one has taken."""
    slowest = 0.0
    with desk.site() as site:
        for number in range(count):
            case = cases.damaged(SEED, number)
            inside = site if number % IN_SITE == 0 else None
            slowest = max(slowest, cases.judge_damaged(case, inside))
    return slowest


def fuzz_authored(count: int) -> float:
    """Judge generated files whose meaning is known. The most seconds that one has taken."""
    taken = [0.0]

    with desk.site() as site:

        def judge(document: tuple[str, authors.Tree], layout: int) -> None:
            inside = site if layout % IN_SITE == 7 else None
            taken.append(cases.judge_authored(*document, random.Random(layout), inside))

        given = hypothesis.given(authors.documents(), st.integers(0, 2**32))(judge)
        of_many = hypothesis.settings(
            max_examples=count,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )(given)
        hypothesis.seed(SEED)(of_many)()
    return max(taken)


def fuzz_misplaced() -> int:
    """Judge files in which every field has a value of every kind. How many they were."""
    layouts = random.Random(SEED)
    documents = list(authors.misplaced())
    for path, meant in documents:
        cases.judge_authored(path, meant, layouts)
    return len(documents)


def fuzz_slips(count: int) -> float:
    """Judge briefings of the sample with slips in them. The share of those with one that are
    mended as they were meant."""
    chance = random.Random(SEED)
    briefings = [path for path in desk.files() if briefing_name(path)]
    found = []
    with desk.site() as site:
        while len(found) < count:
            path = chance.choice(briefings)
            case = slips.slipped(path, desk.files()[path].decode(), chance)
            if case.typed != case.meant:
                found.append(slips.is_mended(case, site))
    return sum(found) / count


def fuzz_long(count: int) -> float:
    """Judge texts as long as they can be. The most seconds that one has taken."""
    chance = random.Random(SEED)
    return max(texts.judge_long(texts.long_text(chance)) for _ in range(count))
