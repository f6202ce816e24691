"""Tiny sites, one behaviour each, against their golden output.

A folder under `sites/` holds a site of five files at most and `expected/`. Its `golden.txt` says
in a comment what it shows and names the pages to compare; `expected/tree.txt` lists every file
of the output, of the index of a year only the first: the others are named by Pagefind. `minimal`
and `arabic`, the one that may be larger, compare whole pages, the others what stands in <main>.
`pytest --update-golden` rewrites the expectations.
"""

import re
from pathlib import Path

import pytest

from conftest import TESTS, build_site, tree
from dateline.plan import bundle_of

SITES = sorted(path.parent for path in (TESTS / "sites").glob("*/golden.txt"))
WHOLE = {"arabic", "minimal"}
LARGER = {"arabic"}


def golden_pages(site: Path) -> list[str]:
    """The paths that a site's golden.txt names."""
    lines = (site / "golden.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def shown(site: Path, content: bytes) -> str:
    """What of a page is compared."""
    text = content.decode()
    main = re.search(r"<main\b.*?</main>\n", text, re.DOTALL)
    return text if site.name in WHOLE or main is None else main[0]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_site_is_as_expected(site: Path, tmp_path: Path, update_golden: bool) -> None:
    build_site(site, tmp_path / "one")
    build_site(site, tmp_path / "two")
    built = tree(tmp_path / "one")
    assert built == tree(tmp_path / "two"), "two builds of the same files differ"
    files = [path for path in built if not path.startswith(("assets/", ".dateline"))]
    files = [path for path in files if not bundle_of(path) or path.endswith("-entry.json")]
    actual = {path: shown(site, built[path]) for path in golden_pages(site)}
    actual["tree.txt"] = "\n".join(files) + "\n"
    expected = site / "expected"
    if update_golden:
        rewrite(expected, actual)
    found = {path: content.decode() for path, content in tree(expected).items()}
    assert found.keys() == actual.keys(), "leftover or missing golden files"
    for path, content in actual.items():
        assert content == found[path], f"{site.name}: {path}"


def rewrite(expected: Path, actual: dict[str, str]) -> None:
    """Bring a golden folder to what was built."""
    for path in tree(expected):
        if path not in actual:
            (expected / path).unlink()
    for path, content in actual.items():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_bytes(content.encode())


def test_every_site_folder_is_tested() -> None:
    folders = sorted(path for path in (TESTS / "sites").iterdir() if path.is_dir())
    assert folders == SITES
    for site in SITES:
        others = ("expected/", "golden.txt", ".dateline/")
        sources = [path for path in tree(site) if not path.startswith(others)]
        limit = 8 if site.name in LARGER else 6
        assert len(sources) <= limit, f"{site.name} is no tiny site: {sources}"
