"""Long texts with Markdown: what a careless paste, or somebody who means harm, may bring.

Out: texts of 50,000 characters, the most that there can be, in which a few pieces come again and
again; and what must hold of them. Short ones are `tests/test_prose.py`'s.
"""

import random

from dateline.prose import parse
from dateline.prose.bounds import LENGTH
from fuzz.desk import SECONDS, names, timed

PIECES = (
    *"*_[]()<>#-+|!@\\\"'~:.`\n \t1aé&—“”«。\u0301\u00a0\u200f", "\n\n", "    ", "  \n", "1. ",
    "- ", "\n- ", "\n    - ", "> ", "\n> ", "## ", "\n## ", "\n|", "---", "\na|b\n-|-\n", "~~~\n",
    "\n```\n", "[@sana]", "[@a, ", "](http://a.b/", "](#x)", "[a](#x)", "[a](http://a.b)", "![",
    "](a.png)", " ![a](a.png)\n", "<http://a.b/_c*>", "<a", "http://", "**", "Assad ", "Mr. ",
    "A. ", "\n— ", "\n\n    ", "word ", "x" * 50, "\n\n\n", "`` ", " `a` ", "\\*", "&amp;",
)  # fmt: skip


def long_text(chance: random.Random) -> str:
    """One such text: all of it alike, or with plain words behind or between."""
    start, again = (
        "".join(chance.choices(PIECES, k=chance.choice(lengths)))
        for lengths in ((0, 0, 0, 1, 2), (1, 1, 2, 2, 3, 4, 6, 10))
    )
    stretch = again * chance.choice((1, 20, 200, 1000, 2000, LENGTH))
    words = "word " * chance.choice((0, 1, 10, 100))
    if chance.random() < 0.3:
        return (start + stretch[: LENGTH // 2] + "w " * LENGTH)[:LENGTH]
    unit = stretch[:LENGTH] + words
    return (start + unit * (LENGTH // len(unit) + 1))[:LENGTH]


def judge_long(text: str) -> float:
    """Assert that a text is read in time, and that its mistakes are in it. The seconds taken."""
    parsed, seconds = timed(lambda: parse(text, names()))
    complaints = parsed.complaints
    assert seconds < SECONDS, (seconds, text)
    assert all(0 <= c.start <= c.end <= len(text) for c in complaints), text
    return seconds
