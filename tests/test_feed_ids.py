"""Ids of feeds: none changes and none is used twice. The judges play hundreds of such histories."""

from pathlib import Path

import pytest

from feed_histories import check


@pytest.mark.parametrize("seed", range(6))
def test_ids_stay(seed: int, tmp_path: Path) -> None:
    assert check(seed, tmp_path, steps=6) > 10
