"""Ids of feeds over 500 histories: none changes and none is used twice.

For others:  HISTORIES=2000 .venv/bin/pytest tests/judge/test_feed_ids.py
"""

import os
from pathlib import Path
from shutil import rmtree

from feed_histories import check


def test_ids_stay_over_many_histories(tmp_path: Path) -> None:
    for seed in range(1000, 1000 + int(os.environ.get("HISTORIES", "500"))):
        assert check(seed, tmp_path, steps=6) > 5, seed
        rmtree(tmp_path)
