"""What holds of every site, over generated archives: all links lead somewhere, and both ways.

An archive is drawn as for the histories: two languages, named editions, claims, what is held
back. Its pages are held to all that `test_links` holds the golden sites to, and their values to
what the format promises about who stands beside whom.
"""

import inspect
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
from hypothesis import given

import test_links
from conftest import settings_for
from dateline.model.claims import ClaimsView
from dateline.model.pages import BriefingView, Page, StreamView
from dateline.model.views import EntryView
from dateline.plugin import load
from dateline.problems import BuildFailed
from dateline.session import Prepared, memory_of, pictures, prepare, rendering, theme_files
from histories.archive import Project
from histories.authors import written
from histories.disk import put
from histories.draws import projects
from test_links import Output

CHECKS = tuple(
    check
    for name, check in vars(test_links).items()
    if name.startswith("test_") and [*inspect.signature(check).parameters] == ["output"]
)


class Built(NamedTuple):
    """A site made in memory: its pages' values, and its files."""

    pages: tuple[Page, ...]
    output: Output


def built(project: Project) -> Built:
    """The site of an archive."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, content in project.items():
            put(root / path, written(content), "as usual")
        settings = settings_for(root, root / "site")
        try:
            prepared = prepare(settings, memory_of(settings, remember=False), documents_of(root))
        except BuildFailed:
            hypothesis.reject()
        return Built(prepared.plan.pages, Output(dict(files(prepared)), settings.site_url))


def documents_of(root: Path) -> Any:
    """The Markdown pages of a site."""
    return load(root / "mkdocs.yml").documents


def files(prepared: Prepared) -> Iterator[tuple[str, bytes]]:
    """Every file of a site with its content."""
    render = rendering(prepared)
    yield from ((page.path, render(page)) for page in prepared.plan.pages)
    docs = prepared.settings.docs_dir
    copies = (copy for copy in prepared.plan.copies if not copy.version)
    yield from ((copy.path, (docs / copy.source).read_bytes()) for copy in copies)
    yield from ((copy.path, make()) for copy, make in pictures(prepared))
    for path, file in theme_files(prepared.settings).items():
        yield path, file.read_bytes()


def entries(pages: tuple[Page, ...]) -> dict[str, EntryView]:
    """Every entry by its address in its briefing."""
    return {
        f"{page.view.address}#{entry.id}": entry
        for page in pages
        if isinstance(page.view, BriefingView) and not page.view.home
        for entry in page.view.entries
    }


def settlements_lead_both_ways(pages: tuple[Page, ...]) -> None:
    """What became of an entry stands on it and on the one that says so."""
    every = entries(pages)
    later = {(a, s.line.address, s.status) for a, entry in every.items() for s in entry.later}
    earlier = {(s.line.address, a, s.status) for a, entry in every.items() for s in entry.earlier}
    assert later == earlier


def claims_are_open_or_settled(pages: tuple[Page, ...]) -> None:
    """Every claim stands on the page of its language and year, once, by the last word on it; and
    on the list of the newest ones, as long as there is room for all."""
    every = entries(pages)
    claimed = {address for address, entry in every.items() if entry.status == "claimed"}
    by_year: dict[str, list[str]] = {}
    for page in pages:
        if isinstance(page.view, ClaimsView):
            open_ = [claim.line.address for claim in page.view.open]
            settled = [claim.line.address for claim in page.view.settled]
            for address in open_ + settled:
                final = [s.status for s in every[address].later][-1:] in (["confirmed"], ["denied"])
                assert final == (address in settled)
            if page.view.year:
                home = page.address.removesuffix(f"claims/{page.view.year}/")
                assert all(a.startswith(f"{home}{page.view.year}/") for a in open_ + settled)
                by_year.setdefault(f"{home}claims/", []).extend(open_ + settled)
            else:
                by_year.setdefault(page.address, [])
                assert len(open_) == sum(year.open for year in page.view.years)  # there is room
    listed = [address for found in by_year.values() for address in found]
    assert len(listed) == len(set(listed))
    assert claimed <= set(listed)


def lists_follow_one_order(pages: tuple[Page, ...]) -> None:
    """Every stream lists its entries by the one order of briefings and entries, the newest first,
    each once; and its years hold all of them between them."""
    ranks = {address: rank for rank, address in enumerate(entries(pages))}
    listed: dict[str, set[str]] = {}
    by_year: dict[str, list[str]] = {}
    for page in pages:
        if isinstance(page.view, StreamView):
            found = [line.address for line in page.view.lines]
            places = [ranks[address] for address in found]
            assert all(newer > older for newer, older in pairwise(places)), page.address
            if page.view.year:
                by_year.setdefault(page.view.address, []).extend(found)
            else:
                listed[page.view.address] = set(found)
    for stream, found in by_year.items():
        assert len(found) == len(set(found)), stream
        assert set(found) == listed[stream], stream  # fewer than a page has room for


VALUES = (settlements_lead_both_ways, claims_are_open_or_settled, lists_follow_one_order)


@hypothesis.settings(max_examples=25, suppress_health_check=list(hypothesis.HealthCheck))
@given(projects(most=9))
def test_every_archive(project: Project) -> None:
    site = built(project)
    assert len(CHECKS) > 8
    for check in CHECKS:
        check(site.output)
    for promise in VALUES:
        promise(site.pages)
