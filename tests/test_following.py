"""A reader can follow a section, a thread or an entity backwards and forwards by the links that
stand at entries, from the first to the last, and never has to go up.

First what plan says of the sample and of generated archives; then the same on built pages, by
nothing but their links.
"""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import hypothesis
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import PROJECT, TESTS, build_site, settings_for, tree, write_site
from dateline.model.pages import Page
from dateline.model.views import EntryView, Following
from dateline.plugin import load
from dateline.problems import BuildFailed
from dateline.session import memory_of, prepare
from histories.archive import NAMES, START, Link, Project
from histories.authors import tidy, written
from histories.draws import new_briefings

Streams = dict[str, dict[str, Following]]
"""For each stream its entries in order, by their places: the ways on that each gives."""


def pages_of(site: Path) -> tuple[Page, ...]:
    """A site's planned pages."""
    settings = settings_for(site, site / "out")
    memory = memory_of(settings, remember=False)
    return prepare(settings, memory, load(site / "mkdocs.yml").documents).plan.pages


def ways(entry: EntryView) -> Iterator[Following]:
    """All streams that an entry can be followed in, each once."""
    yield Following(stream=entry.section, previous=entry.previous, next=entry.next)
    yield from entry.threads
    yield from dict.fromkeys((*entry.places, *entry.names))


def streams(pages: tuple[Page, ...]) -> Streams:
    """What the briefings of a site say of streams; the briefings stand in order of time."""
    found: Streams = defaultdict(dict)
    for page in pages:
        view: Any = page.view
        if page.template == "briefing.html" and not view.home:
            for entry in view.entries:
                for way in ways(entry):
                    if way.stream.address:
                        assert f"{view.address}#{entry.id}" not in found[way.stream.address]
                        found[way.stream.address][f"{view.address}#{entry.id}"] = way
    return found


def listed(pages: tuple[Page, ...], stream: str) -> list[str]:
    """The entries of a stream by its years' pages, the oldest first."""
    years = sorted(
        (page for page in pages if re.fullmatch(rf"{stream}\d{{4}}/", page.address)),
        key=lambda page: page.address,
    )
    views: list[Any] = [page.view for page in years]
    return [line.address for view in views for line in reversed(view.lines)]


def assert_all_can_be_followed(pages: tuple[Page, ...]) -> int:
    """Each way on leads back, and from the first entry to the last; how many there are."""
    steps = 0
    for stream, places in streams(pages).items():
        order = list(places)
        assert order == listed(pages, stream), stream
        for at, (address, way) in enumerate(places.items()):
            before = order[at - 1] if at else ""
            after = order[at + 1] if at + 1 < len(order) else ""
            assert (way.previous.address if way.previous else "") == before, (stream, address)
            assert (way.next.address if way.next else "") == after, (stream, address)
            steps += bool(after)
    return steps


def test_all_of_the_sample_can_be_followed() -> None:
    pages = pages_of(PROJECT)
    assert assert_all_can_be_followed(pages) > 50
    kinds = {stream.split("/")[1] for stream in streams(pages)}
    assert kinds == {"sections", "threads", "people", "places", "organisations", "things"}


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """An archive of the histories: some briefings, editions and translations among them."""
    project = deepcopy(START)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    for name in sorted(names, key=lambda name: ("." in name, name)):
        project[f"briefings/{name}.yaml"] = {"entries": []}
    for path in [path for path in project if re.search(r"/\d{4}-", path)]:
        name = path.removeprefix("briefings/").removesuffix(".yaml")
        project[path] = draw(new_briefings(project, name))
    tidy(project)
    return project


@hypothesis.settings(max_examples=20, suppress_health_check=list(hypothesis.HealthCheck))
@given(projects())
def test_all_of_any_archive_can_be_followed(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path, value in project.items():
            assert not isinstance(value, Link)
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(written(value))
        try:
            pages = pages_of(Path(folder))
        except BuildFailed:
            assume(False)
        assert_all_can_be_followed(pages)


# The same on pages as a reader has them: of each entry the links in the rows at its end and among
# its names, whatever plan may have meant.


class Steps(NamedTuple):
    """Where the links of one entry lead, in one stream; empty if there is none."""

    before: str
    after: str


ARTICLE = re.compile(r'<article class="entry" id="([^"]+)">(.*?)</article>', re.DOTALL)
ROW = re.compile(r'<li>\s*<a class="stream-name" href="([^"]+)">(.*?)</li>', re.DOTALL)
CHIPS = re.compile(r'<ul class="chips">.*?</ul>', re.DOTALL)
CHIP = re.compile(r'<li>((?:<a class="prev".*?</a>)?)<a href="([^"]+)">.*?</a>(.*?)</li>')


def link(way: str, html: str, page: str) -> str:
    """Where the link of a row or a name leads that goes one way."""
    found = re.search(rf'<a class="{way}"[^>]* href="([^"]+)"', html)
    return urljoin(page, found[1]) if found else ""


def rows_and_names(html: str, page: str) -> Iterator[tuple[str, Steps]]:
    """The streams of one entry, with the links in them."""
    for row in ROW.finditer(html):
        yield urljoin(page, row[1]), Steps(link("prev", row[2], page), link("next", row[2], page))
    for chips in CHIPS.finditer(html):
        for chip in CHIP.finditer(chips[0]):
            steps = Steps(link("prev", chip[1], page), link("next", chip[3], page))
            yield urljoin(page, chip[2]), steps


def links_at_entries(built: dict[str, bytes]) -> dict[str, dict[str, Steps]]:
    """For each stream, of every entry on a briefing's page, the links that stand there."""
    found: dict[str, dict[str, Steps]] = defaultdict(dict)
    for path, content in built.items():
        if re.search(r"(?:^|/)\d{4}/\d\d/\d\d/(?:[a-z]+/)?index\.html$", path):
            page = "/" + path.removesuffix("index.html")
            articles = list(ARTICLE.finditer(content.decode()))
            if len(articles) == 1 and 'class="from"' in content.decode():
                continue  # an entry's own page
            for article in articles:
                for stream, steps in rows_and_names(article[2], page):
                    found[stream][f"{page}#{article[1]}"] = steps
    return found


WEEKLY = """\
entries:
  - section: {section}
    thread: {thread}
    place: {place}
    text: |
      # {name} speaks, round {number}

      {name} spoke in {place}.
"""


def weekly(number: int) -> str:
    """One briefing of many: streams of several lengths, far apart and close together."""
    return WEEKLY.format(
        section=("ports", "roads")[number % 2],
        thread=("treaty", "flood", "berth")[number % 3],
        place=("Alden", "Marrow Bay")[number % 5 == 0],
        name=("Ada Hald", "Ines Varga", "Ben Ross")[number % 7 % 3],
        number=number,
    )


ARCHIVE = {
    "briefings/entities.yaml": "people: {hald: Ada Hald, varga: Ines Varga, ross: Ben Ross}\n"
    "places: {alden: Alden, marrow-bay: Marrow Bay}\n",
    **{
        f"briefings/{2014 + n // 12}-{n % 12 + 1:02}-0{n % 9 + 1}.yaml": weekly(n)
        for n in range(30)
    },
}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("sample", {"sections", "threads", "people", "places", "organisations", "things"}),
        ("archive", {"sections", "threads", "people", "places"}),
        ("two-languages", {"sections", "threads"}),
    ],
)
def test_links_at_entries_lead_through_every_stream(
    name: str, kinds: set[str], tmp_path: Path
) -> None:
    sites = {"sample": PROJECT, "two-languages": TESTS / "sites" / name}
    site = sites.get(name) or write_site(tmp_path / "site", ARCHIVE)
    build_site(site, tmp_path / "out")
    found = links_at_entries(tree(tmp_path / "out"))
    assert {stream.split("/")[-3] for stream in found} == kinds
    for stream, places in found.items():
        (first,) = [place for place, steps in places.items() if not steps.before]
        walked, here = [first], first
        while here := places[here].after:
            assert places[here].before == walked[-1], (stream, here)
            walked.append(here)
        assert sorted(walked) == sorted(places), stream
