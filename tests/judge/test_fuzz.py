"""No file makes a traceback, takes over two seconds or loses a word in silence: 20,000 cases.

For a longer run, say how many:  FUZZ=200000 .venv/bin/pytest tests/judge/test_fuzz.py
To repeat one, say with which seed (a failure prints it):  FUZZ_SEED=7
A case that fails is cut down and printed as a Python literal, with what was wrong.
"""

import os

import pytest

from fuzz import SEED, fuzz_authored, fuzz_damaged, fuzz_long, fuzz_slips

CASES = int(os.environ.get("FUZZ", "20000"))


@pytest.fixture(autouse=True)
def told_seed() -> None:
    """What pytest shows of a test that fails."""
    print(f"FUZZ_SEED={SEED}")


def test_damaged_files() -> None:
    print(f"at most {fuzz_damaged(CASES * 3 // 4):.2f} s a file")


def test_authored_files() -> None:
    print(f"at most {fuzz_authored(CASES // 4):.2f} s a file")


def test_slips() -> None:
    mended = fuzz_slips(CASES // 8)
    print(f"{mended:.0%} mended as they were meant")
    assert mended > 0.7


def test_long_texts() -> None:
    print(f"at most {fuzz_long(CASES // 40):.2f} s a text")
