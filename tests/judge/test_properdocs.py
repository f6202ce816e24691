"""ProperDocs, which carries MkDocs 1.x on: the same tests, with its modules in MkDocs's place."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROJECT, TESTS

AS_PROPERDOCS = """\
import sys
import properdocs.replacement  # from here on, `import mkdocs` is ProperDocs
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""
SITES = "not two_doors_write_one_site or sample or arabic or two-languages or markdown-page"
"""Of the tiny sites, which all go through the same door, a few."""


@pytest.mark.parametrize("file", ["test_mkdocs.py", "test_mkdocs_guests.py"])
def test_the_same_tests_hold_under_properdocs(file: str, tmp_path: Path) -> None:
    options = ["-p", "no:cacheprovider", "--basetemp", str(tmp_path / "tests"), "-k", SITES]
    result = subprocess.run(
        [sys.executable, "-c", AS_PROPERDOCS, str(TESTS / file), *options],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout[-5000:] + result.stderr[-2000:]
    assert re.search(r"\b[2-9][0-9] passed", result.stdout)
    assert "skipped" not in result.stdout
