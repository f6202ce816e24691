"""Incremental equals clean, byte for byte: a hundred histories of ten steps.

For a longer run, say how many:  HISTORIES=2000 .venv/bin/pytest tests/judge/test_long_histories.py
A history that fails is printed step by step, cut down to what is needed, with every changed line.
"""

import os

import hypothesis
from hypothesis.stateful import run_state_machine_as_test

from histories import Histories


def test_long_histories() -> None:
    run_state_machine_as_test(
        Histories,
        settings=hypothesis.settings(
            max_examples=int(os.environ.get("HISTORIES", "100")),
            stateful_step_count=10,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
