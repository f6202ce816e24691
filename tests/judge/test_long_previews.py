"""A preview shows what a build writes, byte for byte, after each of a thousand edits, good and bad:
a hundred histories of ten steps, while builds run beside it.

For a longer run, say how many:  PREVIEWS=1000 .venv/bin/pytest tests/judge/test_long_previews.py
"""

import os

import hypothesis
from hypothesis.stateful import run_state_machine_as_test

from histories.previewed import Previewed


def test_long_previews() -> None:
    run_state_machine_as_test(
        Previewed,
        settings=hypothesis.settings(
            max_examples=int(os.environ.get("PREVIEWS", "100")),
            stateful_step_count=10,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
