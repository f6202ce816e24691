"""From an output path to its page: what is planned alone is what is planned with all others."""

from pathlib import Path

import pytest

from conftest import PROJECT, settings_for
from dateline.plugin import load
from dateline.session import compiled, inspect, memory_of
from dateline.session.prepare import InProgress

SITES = [PROJECT, *sorted(path.parent for path in (PROJECT / "tests/sites").glob("*/mkdocs.yml"))]


def begun(site: Path, output: Path) -> InProgress:
    """A site before any page is planned."""
    settings = settings_for(site, output)
    memory = memory_of(settings, remember=False)
    documents = load(site / "mkdocs.yml").documents
    return inspect(compiled(settings, memory), settings, memory, documents)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_page_is_found_by_its_path(site: Path, tmp_path: Path) -> None:
    planning = begun(site, tmp_path).planning
    for name, group in planning.groups.items():
        for page in group.pages():
            assert planning.page_at(page.path) == page, name


@pytest.mark.parametrize(
    "path",
    [
        "nowhere/index.html",
        "2016/99/index.html",
        "2016/06/31/index.html",
        "2016-06-19/index.html",
        "1999/index.html",
        "1999/01/index.html",
        "1999/01/01/index.html",
        "sections/nowhere/index.html",
        "sections/us/1999/index.html",
        "sections/us/2016/06/index.html",
        "people/us/index.html",
        "claims/1999/index.html",
        "claims/0/index.html",
        "corrections/1999/index.html",
        "figures/nowhere/index.html",
        "ar/nowhere/index.html",
        "",
        "..",
    ],
)
def test_what_is_no_page_is_not_found(path: str, tmp_path: Path) -> None:
    assert begun(PROJECT, tmp_path).planning.page_at(path) is None
