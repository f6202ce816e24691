"""Every link by `see:` has its way back, and every way back its link: in the sample, in all golden
sites, in generated archives. And the same day in other years."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pytest
from hypothesis import HealthCheck, given

from conftest import PROJECT, TESTS, write_site
from dateline.plan.anniversaries import MOST
from dateline.plan.backlinks import SHOWN
from dateline.problems import BuildFailed
from histories.authors import written
from histories.draws import projects
from test_plan import pages

SITES = [PROJECT, *sorted(path.parent for path in (TESTS / "sites").glob("*/golden.txt"))]
Pairs = set[tuple[str, str]]
"""Addresses: what leads, and where it leads to."""


class Place(NamedTuple):
    """A briefing or an entry: its address, its briefing's, its language, and its value."""

    address: str
    briefing: str
    lang: str
    view: Any


def places(found: dict[str, Any]) -> Iterator[Place]:
    """All briefings and entries of a site."""
    for page in found.values():
        if page.template == "briefing.html" and not page.view.home:
            home = page.view.address
            yield Place(home, home, page.lang, page.view)
            for entry in page.view.entries:
                yield Place(f"{home}#{entry.id}", home, page.lang, entry)


def forward(every: dict[str, Place]) -> Pairs:
    """What leads to what by `see:`, in one language and out of one's own briefing."""
    return {
        (place.address, target.address)
        for place in every.values()
        for target in place.view.targets
        if target.kind == "see" and target.address
        if every[target.address].lang == place.lang
        if every[target.address].briefing != place.briefing
    }


def mentioned(place: Place) -> list[str]:
    """The addresses that are told to lead to a place."""
    view = place.view
    both = (view.mentioned_later, view.mentioned_earlier)
    return [line.address for each in both for line in (*each.shown, *each.more)]


def told(place: Place) -> set[str]:
    """The addresses that a place is followed by for another reason."""
    onward = {place.view.onward.address} if getattr(place.view, "onward", None) else set()
    return onward | {step.line.address for step in getattr(place.view, "later", ())}


def assert_both_ways(found: dict[str, Any]) -> Pairs:
    """Each link has its way back once, and each way back its link."""
    every = {place.address: place for place in places(found)}
    there = forward(every)
    back: Pairs = set()
    for place in every.values():
        addresses = mentioned(place)
        assert len(addresses) == len(set(addresses)), place.address
        assert not told(place) & set(addresses), place.address
        back |= {(address, place.address) for address in addresses}
    assert back <= there
    for by, to in there - back:
        assert by in told(every[to]), (by, to)
    return back


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_links_and_ways_back_in_sites_on_disk(site: Path) -> None:
    back = assert_both_ways(pages(site))
    assert back or site.name not in (PROJECT.name, "backlinks")


@hypothesis.settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(projects())
def test_links_and_ways_back_in_generated_archives(project: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path, value in project.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(written(value))
        try:
            found = pages(Path(folder))
        except BuildFailed:
            hypothesis.reject()
        assert_both_ways(found)


def linking(day: str, to: str, count: int = 1) -> dict[str, str]:
    """A briefing with some entries that lead somewhere."""
    entries = "".join(
        f"  - {{section: Ports, id: e{n}, text: 'As [then](see:{to}).'}}\n" for n in range(count)
    )
    return {f"briefings/{day}.yaml": "entries:\n" + entries}


TARGET = {"briefings/2016-05-01.yaml": "entries:\n  - {section: Roads, id: rain, text: Rain.}\n"}


@pytest.mark.parametrize("count", [2, SHOWN, SHOWN + 1, 300])
def test_the_newest_mentions_stand_open(count: int, tmp_path: Path) -> None:
    older = linking("2016-05-03", "2016-05-01#rain", count - 1)
    site = write_site(tmp_path, {**TARGET, **older, **linking("2016-05-04", "2016-05-01#rain")})
    view = pages(site)["/2016/05/01/"].view.entries[0].mentioned_later
    found = [line.address for line in (*view.shown, *view.more)]
    assert found == ["/2016/05/04/#e0", *(f"/2016/05/03/#e{n}" for n in range(count - 1))]
    assert len(view.shown) == min(count, SHOWN)


@pytest.mark.parametrize(
    ("day", "later", "earlier"),
    [
        ("2016-05-02", ["/2016/05/02/#e0"], []),
        ("2016-04-30", [], ["/2016/04/30/#e0"]),
    ],
)
def test_what_stands_earlier_is_told_apart(
    day: str, later: list[str], earlier: list[str], tmp_path: Path
) -> None:
    site = write_site(tmp_path, {**TARGET, **linking(day, "2016-05-01#rain")})
    entry = pages(site)["/2016/05/01/"].view.entries[0]
    assert [line.address for line in entry.mentioned_later.shown] == later
    assert [line.address for line in entry.mentioned_earlier.shown] == earlier


def test_of_one_day_the_order_of_editions_decides(tmp_path: Path) -> None:
    morning = "as_of: 20:00\n" + TARGET["briefings/2016-05-01.yaml"]
    noon = linking("x", "2016-05-01-morning")["briefings/x.yaml"]
    files = {
        "briefings/2016-05-01-morning.yaml": morning,
        "briefings/2016-05-01-noon.yaml": "as_of: 12:00\n" + noon,
        "briefings/2016-05-01-night.yaml": "as_of: 23:00\n" + noon,
    }
    view = pages(write_site(tmp_path, files))["/2016/05/01/morning/"].view
    assert [line.edition for line in view.mentioned_later.shown] == ["night"]
    assert [line.edition for line in view.mentioned_earlier.shown] == ["noon"]


def test_what_is_held_back_does_not_mention(tmp_path: Path) -> None:
    files = {**TARGET, **linking("2016-05-02", "2016-05-01#rain")}
    path = "briefings/2016-05-02.yaml"
    files[path] = files[path].replace("section: Ports", "section: Ports, draft: true")
    files[path] += "  - {section: Roads, id: more, text: Rain.}\n"
    entry = pages(write_site(tmp_path, files))["/2016/05/01/"].view.entries[0]
    assert not entry.mentioned_later.shown


# The same day in other years.


def years(folder: Path, names: tuple[str, ...], at: str) -> tuple[list[str], str]:
    """The addresses that a briefing has of its day in other years, and of all others."""
    briefing = "as_of: %s\nentries:\n  - {section: Ports, text: A text.}\n"
    files = {
        f"briefings/{name}.yaml": briefing % ("20:00" if "evening" in name else "08:00")
        for name in names
    }
    view = pages(write_site(folder, files))[at].view.anniversaries
    return [line.address for line in view.lines], view.more.address if view.more else ""


MANY = tuple(f"{year}-05-02" for year in range(1990, 2016))


@pytest.mark.parametrize(
    ("names", "expected", "more"),
    [
        (("2015-05-01", "2015-05-03", "2016-04-02"), [], ""),
        (("2015-05-02", "2014-05-02"), ["/2015/05/02/", "/2014/05/02/"], ""),
        (("2017-05-02", "2014-05-02"), ["/2017/05/02/", "/2014/05/02/"], ""),
        (("2015-05-02-morning", "2015-05-02-evening"), ["/2015/05/02/evening/"], ""),
        (("2015-05-02-evening", "2015-05-02"), ["/2015/05/02/evening/"], ""),
        (("2016-05-02-evening",), [], ""),
        (MANY[-MOST:], [f"/{year}/05/02/" for year in range(2015, 2005, -1)], ""),
        (MANY, [f"/{year}/05/02/" for year in range(2015, 2005, -1)], "/2005/"),
    ],
)
def test_other_years(
    names: tuple[str, ...], expected: list[str], more: str, tmp_path: Path
) -> None:
    assert years(tmp_path, (*names, "2016-05-02"), "/2016/05/02/") == (expected, more)


def test_a_leap_day_has_its_own_years(tmp_path: Path) -> None:
    names = ("2012-02-29", "2015-02-28", "2015-03-01", "2016-02-28", "2016-02-29")
    assert years(tmp_path, names, "/2016/02/29/") == (["/2012/02/29/"], "")
