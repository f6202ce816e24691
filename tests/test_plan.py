"""plan decides every address; render makes them relative and knows what a page depends on."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import MKDOCS, PROJECT, QUICK, settings_for, write_site
from dateline.model.language import title
from dateline.model.linked import EditionKey, Key
from dateline.model.views import Link
from dateline.plan.addresses import Addresses, file_address, output_path
from dateline.plan.collisions import collisions
from dateline.plan.entry import update_anchor
from dateline.plugin import load
from dateline.problems import BuildFailed, errors
from dateline.render import Renderer
from dateline.render.ways import Ways
from dateline.session import Prepared, memory_of, prepare
from dateline.session.pressing import press_of

DAY = date(2016, 6, 9)
DAILY = EditionKey(DAY, "")
EVENING = EditionKey(DAY, "evening")


def prepared(site: Path, **changes: object) -> Prepared:
    """A site read to planned."""
    settings = settings_for(site, site / "out", **changes)
    memory = memory_of(settings, remember=False)
    return prepare(settings, memory, load(site / "mkdocs.yml").documents)


def pages(site: Path, **changes: object) -> dict[str, Any]:
    """The planned pages by their address."""
    return {page.address: page for page in prepared(site, **changes).plan.pages}


ROOT, ARABIC, FLAT = Addresses("/"), Addresses("/ar/"), Addresses("/", entry_pages=False)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (ROOT.day(DAY), "/2016/06/09/"),
        (ROOT.briefing(DAILY), "/2016/06/09/"),
        (ROOT.briefing(EVENING), "/2016/06/09/evening/"),
        (ROOT.entry(Key(*DAILY, "us")), "/2016/06/09/#us"),
        (ROOT.entry(Key(*EVENING, "us")), "/2016/06/09/evening/#us"),
        (ROOT.own(Key(*DAILY, "us")), "/2016/06/09/us/"),
        (ROOT.own(Key(*EVENING, "us")), "/2016/06/09/evening/us/"),
        (FLAT.own(Key(*DAILY, "us")), "/2016/06/09/#us"),
        (ROOT.year(2016), "/2016/"),
        (ROOT.month(DAY), "/2016/06/"),
        (ROOT.index("section"), "/sections/"),
        (ROOT.stream("section", "turkey-border"), "/sections/turkey-border/"),
        (ROOT.stream("thread", "al-tanf"), "/threads/al-tanf/"),
        (ROOT.stream("source", "sana"), "/sources/sana/"),
        (ROOT.stream("people", "ash-carter"), "/people/ash-carter/"),
        (ROOT.stream("places", "aleppo"), "/places/aleppo/"),
        (ROOT.stream("organisations", "nsa"), "/organisations/nsa/"),
        (ROOT.stream("things", "s-400"), "/things/s-400/"),
        (ROOT.stream_year("thread", "al-tanf", 2016), "/threads/al-tanf/2016/"),
        (ROOT.claims(), "/claims/"),
        (ROOT.corrections(), "/corrections/"),
        (ARABIC.briefing(EVENING), "/ar/2016/06/09/evening/"),
        (ARABIC.own(Key(*DAILY, "us")), "/ar/2016/06/09/us/"),
        (ARABIC.month(DAY), "/ar/2016/06/"),
        (ARABIC.stream("source", "sana"), "/ar/sources/sana/"),
        (ARABIC.claims(), "/ar/claims/"),
        (file_address("photos/a b&c?#.png"), "/photos/a%20b%26c%3F%23.png"),
        (file_address("صور/a.png"), "/%D8%B5%D9%88%D8%B1/a.png"),
    ],
)
def test_addresses(actual: str, expected: str) -> None:
    assert actual == expected


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/2016/06/09/", "2016/06/09/index.html"),
        ("/2016/06/09/#us", "2016/06/09/index.html"),
        ("/#us", "index.html"),
        ("/404.html", "404.html"),
        ("/photos/a%20b%26c%3F%23.png", "photos/a b&c?#.png"),
    ],
)
def test_output_paths(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("moment", "anchor"),
    [
        (datetime(2016, 6, 9, 14, 5), "us-1405"),
        (datetime(2016, 6, 9, 0, 0), "us-0000"),
        (datetime(2016, 6, 10, 0, 30), "us-0610-0030"),
        (datetime(2017, 1, 1, 9, 0), "us-0101-0900"),
    ],
)
def test_anchors_of_updates(moment: datetime, anchor: str) -> None:
    assert update_anchor("us", moment.replace(tzinfo=ZoneInfo("Asia/Damascus")), DAY) == anchor


segments = st.lists(
    st.text("abcXYZ019-_.~", min_size=1, max_size=8).filter(lambda s: set(s) != {"."})
    | st.just("%20a%3A"),
    max_size=5,
)
folders = segments.map(lambda parts: "".join(f"/{part}" for part in parts) + "/")
addresses = st.builds(
    lambda folder, file, fragment: folder + file + fragment,
    folders,
    st.sampled_from(["", "", "feed.xml", "a%20b.png"]),
    st.sampled_from(["", "", "#us", "#us-0610-0030"]),
)


@given(folders, addresses)
def test_a_relative_address_leads_to_where_the_full_one_does(here: str, address: str) -> None:
    seen = Ways(here)[address]
    assert not seen.startswith("/")
    assert ":" not in seen
    for server in ("https://test.example", "https://test.example/below/that"):
        assert urljoin(server + here, seen) == server + address


@given(folders, folders)
def test_a_relative_address_is_never_empty_and_ends_as_a_folder(here: str, there: str) -> None:
    assume(here != there)
    assert Ways(here)[there].endswith("/")
    assert Ways(here)[here] == "./"
    assert Ways(here)[here + "#us"] == "#us"


# Fingerprints: equal ones promise equal bytes.

SITE = {
    "briefings/2016-05-02.yaml": """\
entries:
  - section: Ports
    text: |
      # Berth four reopens

      The harbour office reopened berth four.
""",
    "briefings/2016-05-09.yaml": """\
entries:
  - section: Fisheries
    text: The quota stays.
""",
}


def renderer_of(site: Prepared) -> Renderer:
    """The renderer of a site's own language."""
    return press_of(site.plan.sites, site.texts, site.settings).renderers[site.settings.language]


def printed(site: Path) -> Iterator[tuple[str, str, bytes]]:
    """For each page that readers see its path, its fingerprint and its bytes."""
    given_ = prepared(site)
    renderer = renderer_of(given_)
    for page in (each for each in given_.plan.pages if not each.is_bundle):
        yield page.path, renderer.fingerprint(page), renderer.render(page)


def changed(before: Path, after: Path) -> tuple[set[str], set[str]]:
    """The paths whose fingerprints differ, and those whose bytes do."""
    old = {path: (fingerprint, data) for path, fingerprint, data in printed(before)}
    new = {path: (fingerprint, data) for path, fingerprint, data in printed(after)}
    paths = old.keys() | new.keys()
    none = ("", b"")
    return (
        {path for path in paths if old.get(path, none)[0] != new.get(path, none)[0]},
        {path for path in paths if old.get(path, none)[1] != new.get(path, none)[1]},
    )


def two_sites(tmp_path: Path, changes: dict[str, str]) -> tuple[Path, Path]:
    """A site, and the same with changes."""
    return (
        write_site(tmp_path / "one" / "site", SITE),
        write_site(tmp_path / "two" / "site", {**SITE, **changes}),
    )


def theme(name: str) -> str:
    """A template of the built-in theme."""
    return (PROJECT / "templates" / name).read_text(encoding="utf-8")


def test_the_same_files_have_the_same_fingerprints(tmp_path: Path) -> None:
    assert changed(*two_sites(tmp_path, {})) == (set(), set())


def test_an_edited_text_changes_the_pages_that_show_it(tmp_path: Path) -> None:
    edited = SITE["briefings/2016-05-02.yaml"].replace("The harbour office", "The office")
    prints, bytes_ = changed(*two_sites(tmp_path, {"briefings/2016-05-02.yaml": edited}))
    assert bytes_ <= prints
    assert {"2016/05/02/index.html", "sections/ports/index.html"} <= prints
    assert not {"index.html", "2016/05/09/index.html", "claims/index.html"} & prints


def test_an_edited_headline_changes_its_neighbours_too(tmp_path: Path) -> None:
    edited = SITE["briefings/2016-05-02.yaml"].replace("reopens", "opens")
    prints, bytes_ = changed(*two_sites(tmp_path, {"briefings/2016-05-02.yaml": edited}))
    assert prints == bytes_
    assert {"2016/05/index.html", "2016/05/02/index.html"} <= prints
    assert not {"404.html", "claims/index.html", "2016/index.html"} & prints


def test_a_changed_template_changes_its_own_pages_only(tmp_path: Path) -> None:
    edited = theme("pages/month.html").replace("month-name", "x")
    prints, bytes_ = changed(*two_sites(tmp_path, {"templates/pages/month.html": edited}))
    assert prints == bytes_ == {"2016/05/index.html"}


def test_a_changed_partial_changes_the_pages_that_include_it(tmp_path: Path) -> None:
    edited = theme("partials/_corrections.html").replace("<ul", "<ol")
    prints, bytes_ = changed(*two_sites(tmp_path, {"templates/partials/_corrections.html": edited}))
    assert {"2016/05/02/index.html", "corrections/index.html"} <= prints
    assert not {"404.html", "2016/index.html", "2016/05/index.html"} & prints
    assert bytes_ <= prints


def test_a_partial_that_writes_references_belongs_to_every_page(tmp_path: Path) -> None:
    edited = theme("partials/_refs.html") + "\n"
    prints, _ = changed(*two_sites(tmp_path, {"templates/partials/_refs.html": edited}))
    assert "2016/05/02/index.html" in prints


@pytest.mark.parametrize(
    "setting", ["copyright: The desk", "site_description: The coast", "site_name: Coast"]
)
def test_a_changed_constant_changes_every_page(setting: str, tmp_path: Path) -> None:
    config = MKDOCS.replace("site_name: Test Daily\n", "").replace("[dateline]", QUICK)
    config += setting if "site_name" in setting else f"site_name: Test Daily\n{setting}"
    prints, bytes_ = changed(*two_sites(tmp_path, {"mkdocs.yml": config}))
    assert prints == bytes_
    every = {path for path, *_ in printed(tmp_path / "one" / "site") if path.endswith(".html")}
    assert every == {path for path in prints if path.endswith(".html")}


def test_a_new_day_leaves_what_it_does_not_concern(tmp_path: Path) -> None:
    new = "entries:\n  - {section: Fisheries, text: The quota falls.}\n"
    prints, bytes_ = changed(*two_sites(tmp_path, {"briefings/2016-05-10.yaml": new}))
    assert prints == bytes_
    assert not {"404.html", "2016/05/02/index.html", "sections/ports/index.html"} & prints
    assert {"index.html", "2016/05/09/index.html", "2016/05/index.html"} <= prints


def test_every_part_of_a_page_is_in_its_fingerprint() -> None:
    given_ = prepared(PROJECT)
    renderer = renderer_of(given_)
    page: Any = given_.plan.pages[0]
    first = renderer.fingerprint(page)
    assert renderer.fingerprint(replace(page)) == first
    others: list[dict[str, Any]] = [
        {"title": "Another"},
        {"description": "Another"},
        {"address": "/another/"},
        {"canonical": "/another/"},
        {"lang": "de"},
        {"dir": "rtl"},
        {"crumbs": (Link("Another", "/"),)},
        {"template": "404.html"},
        {"view": replace(page.view, minutes=99)},
    ]
    for other in others:
        assert renderer.fingerprint(replace(page, **other)) != first, other


# Addresses that collide.


@pytest.mark.parametrize(
    ("wanted", "messages"),
    [
        ([("a/index.html", "one"), ("b/index.html", "two")], []),
        ([("a/index.html", "one"), ("a/index.html", "two")], ["/a/: this and one"]),
        ([("a/index.html", "one"), ("A/index.html", "two")], ["/A/: this and one"]),
        ([("maß.png", "one"), ("MASS.png", "two")], ["/MASS.png: this and one"]),
        ([("a", "1"), ("a", "2"), ("a", "3")], ["/a: this and 1", "/a: this and 1"]),
    ],
)
def test_collisions(wanted: list[tuple[str, str]], messages: list[str]) -> None:
    found = list(collisions(wanted))
    assert [problem.code for problem in found] == ["site/address-twice"] * len(messages)
    for problem, message in zip(found, messages, strict=True):
        assert message in problem.message


COLLIDING = {
    "a Markdown page and an index": {"briefings/sections.md": "# Sections"},
    "a Markdown page and a year": {"briefings/2016.md": "# The year"},
    "a Markdown page and a list but for case": {"briefings/Claims.md": "# Claims"},
    "an entry and an edition": {
        "briefings/2016-05-02.yaml": "as_of: 06:00\n" + SITE["briefings/2016-05-02.yaml"],
        "briefings/2016-05-02-ports.yaml": "as_of: 07:00\n" + SITE["briefings/2016-05-09.yaml"],
    },
}


@pytest.mark.parametrize("files", COLLIDING.values(), ids=COLLIDING)
def test_what_wants_the_same_address_is_refused(files: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        prepared(write_site(tmp_path / "site", {**SITE, **files}))
    assert [p.code for p in errors(failed.value.problems)] == ["site/address-twice"]


def test_an_old_id_that_is_in_use_is_refused(tmp_path: Path) -> None:
    threads = {"briefings/threads.yaml": "berth: {title: Berth, moved: quay}\nquay: Quay"}
    with pytest.raises(BuildFailed) as failed:
        prepared(write_site(tmp_path / "site", {**SITE, **threads}))
    assert "register/moved-in-use" in {p.code for p in failed.value.problems}


# Redirects, streams, months, titles, neighbours.


def test_an_old_id_leads_to_the_new_address_in_each_language(tmp_path: Path) -> None:
    found = pages(
        write_site(
            tmp_path / "site",
            {
                "briefings/sections.yaml": "ports: {name: Ports, moved: [harbours, quays]}",
                "briefings/2016-05-02.yaml": SITE["briefings/2016-05-02.yaml"],
                "briefings/2016-05-02.ar.yaml": SITE["briefings/2016-05-02.yaml"],
            },
        )
    )
    for home in ("/", "/ar/"):
        for old in ("harbours", "quays"):
            page = found[f"{home}sections/{old}/"]
            assert page.template == "redirect.html"
            assert page.canonical == f"{home}sections/ports/"
            assert page.view.to.address == f"{home}sections/ports/"


def many(count: int) -> str:
    """A briefing with so many entries."""
    entries = "".join(f"  - {{section: Ports, id: e{n}, text: Berth {n}.}}\n" for n in range(count))
    return "entries:\n" + entries


@pytest.mark.parametrize(
    ("by_year", "shown"),
    [
        ({2016: 3}, 3),
        ({2016: 3, 2015: 5}, 8),
        ({2016: 3, 2015: 20, 2014: 20}, 30),
        ({2016: 30, 2015: 5}, 30),
        ({2016: 35, 2015: 5}, 35),
        ({2016: 29, 2015: 5}, 30),
    ],
)
def test_a_stream_shows_its_newest_year_and_at_least_thirty(
    by_year: dict[int, int], shown: int, tmp_path: Path
) -> None:
    briefings = {f"briefings/{year}-01-02.yaml": many(count) for year, count in by_year.items()}
    found = pages(write_site(tmp_path / "site", briefings))
    lines = [line.date.year for line in found["/sections/ports/"].view.lines]
    assert len(lines) == shown
    assert lines == sorted(lines, reverse=True)
    for year, count in by_year.items():
        view: Any = found[f"/sections/ports/{year}/"].view
        assert [line.date.year for line in view.lines] == [year] * count
        assert view.years == found["/sections/ports/"].view.years


@pytest.mark.parametrize(
    ("language", "first", "weeks"),
    [("de", 0, 6), ("en-US", 6, 5), ("pt-BR", 6, 5), ("ar-EG", 5, 5)],
)
def test_weeks_of_the_calendar(language: str, first: int, weeks: int, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"briefings/2016-05-02.yaml": many(5)})
    view: Any = pages(site, language=language)["/2016/05/"].view
    assert {week[0].date.weekday() for week in view.weeks} == {first}
    assert len(view.weeks) == weeks
    cells = [cell for week in view.weeks for cell in week]
    assert len(cells) == 7 * weeks
    assert [cell.date.day for cell in cells if cell.inside] == list(range(1, 32))
    assert {cell.date for cell in cells if cell.address} == {date(2016, 5, 2)}
    assert [(cell.entries, cell.step) for cell in cells if cell.entries] == [(5, 3)]


@pytest.mark.parametrize(
    ("count", "step"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (7, 3), (8, 4), (20, 4)]
)
def test_steps_of_the_calendar(count: int, step: int, tmp_path: Path) -> None:
    view: Any = pages(write_site(tmp_path / "site", {"briefings/2016-05-02.yaml": many(count)}))[
        "/2016/05/"
    ].view
    assert [cell.step for week in view.weeks for cell in week if cell.address] == [step]


@pytest.mark.parametrize(
    ("pattern", "edition", "lang", "expected"),
    [
        ("{site}, {date:full}", "", "en", "Daily, Thursday, June 9, 2016"),
        ("{site}, {date:full}", "evening", "en", "Daily, Thursday, June 9, 2016, evening"),
        ("{site}, {date}", "", "en", "Daily, Thursday, June 9, 2016"),
        ("{date:long}", "", "de", "9. Juni 2016"),
        ("{date:medium}", "", "de", "09.06.2016"),
        ("{date:short}", "", "de", "09.06.16"),
        ("{date:EEEE d MMMM y}", "", "en", "Thursday 9 June 2016"),
        ("{date:yyyy-MM-dd}", "", "ar", "2016-06-09"),
        ("{site} {edition}", "evening", "en", "Daily evening"),
        ("{site}, {edition}", "", "en", "Daily"),
        ("{edition} of {site}", "morning", "en", "morning of Daily"),
        ("Syria", "", "en", "Syria"),
    ],
)
def test_titles_by_the_sites_pattern(pattern: str, edition: str, lang: str, expected: str) -> None:
    assert title(pattern, "Daily", DAY, edition, lang) == expected


def test_every_address_is_written_to_its_own_path() -> None:
    found = prepared(PROJECT).plan.pages
    files = [page for page in found if not (page.is_bundle or page.is_part)]
    assert all(page.path == output_path(page.address) for page in files)
    assert len({page.path for page in found}) == len(found)
