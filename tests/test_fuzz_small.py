"""A small share of the fuzzing; `judge/test_fuzz.py` has the rest."""

from fuzz import fuzz_authored, fuzz_damaged, fuzz_misplaced, fuzz_slips


def test_damaged_files() -> None:
    fuzz_damaged(250)


def test_slips() -> None:
    assert fuzz_slips(150) > 0.7


def test_authored_files() -> None:
    fuzz_authored(120)


def test_values_of_every_kind() -> None:
    assert fuzz_misplaced() > 1000
