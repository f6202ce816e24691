"""A preview shows what a build writes, after whatever has happened to the files; a thousand edits
are in `judge/test_long_previews.py`."""

import hypothesis
from hypothesis.stateful import run_state_machine_as_test

from histories.previewed import Previewed


def test_previews() -> None:
    run_state_machine_as_test(
        Previewed,
        settings=hypothesis.settings(
            max_examples=5,
            stateful_step_count=10,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
