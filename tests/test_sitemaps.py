"""What crawlers are told: sitemaps, `robots.txt`, and `llms.txt` for language models."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from conftest import MKDOCS, TESTS, build_site, only, tree, write_site
from dateline.model.machines import (
    LlmsLink,
    LlmsSection,
    LlmsView,
    NewsItem,
    NewsView,
)
from dateline.model.pages import Site
from dateline.model.views import Link
from dateline.plan import Outline, output_path
from dateline.plan.last import LARGEST, MOST, last_pages
from dateline.render.machines import MACHINES, as_llms, as_news
from test_metadata import EARLIER, SITE
from test_mkdocs import mkdocs
from test_preview import preview_of, served

ON = SITE["mkdocs.yml"]
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
SCHEMA = etree.XMLSchema(etree.parse(str(TESTS / "schemas/sitemap.xsd")))
DAY = "briefings/2016-06-19.yaml"
WITHOUT_PICTURES = {**SITE, DAY: re.sub(r"photo: .*\n", "", SITE[DAY])}
HERE = "https://test.example/"
DAILY = Site(name="Daily", url=HERE, lang="en", dir="ltr", home="/")
LINK = re.compile(r"^- \[((?:\\.|[^\]\\])+)\]\((https://[^()\s]+)\)(?:: (.+))?$")
KEPT = re.compile(r'<link rel="canonical" href="([^"]+)">')


def checked(data: bytes) -> etree._Element:
    """A sitemap that follows the rules, as a tree."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    SCHEMA.assertValid(root)
    return root


def locations(data: bytes) -> list[str]:
    """The addresses in a sitemap."""
    return [str(text) for text in checked(data).xpath("//s:loc/text()", namespaces=NS)]


def times(data: bytes) -> dict[str, str]:
    """When each page of a sitemap became otherwise, of those that say."""
    pages = checked(data).xpath("s:url[s:lastmod]", namespaces=NS)
    return {page[0].text: page[1].text for page in pages}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with everything, pictures apart."""
    return write_site(tmp_path_factory.mktemp("site"), WITHOUT_PICTURES)


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What it becomes."""
    out = tmp_path_factory.mktemp("built") / "out"
    build_site(site, out)
    return tree(out)


def test_a_sitemap_has_every_page_that_is_to_be_kept_and_no_other(built: dict[str, bytes]) -> None:
    found = locations(built["sitemap.xml"])
    paths = [output_path(unquote("/" + each.removeprefix(HERE))) for each in found]
    wanted = {
        path
        for path, data in built.items()
        if path.endswith("index.html")
        and KEPT.findall(data.decode()) == [HERE + path.removesuffix("index.html")]
        and not path.endswith("search/index.html")
    }
    assert sorted(paths) == sorted(wanted)
    assert len(set(paths)) == len(paths)
    assert HERE not in found  # the newest briefing is at its own address
    assert not [path for path in paths if path.startswith(("search/", "404", "ar/search"))]


def test_a_page_became_otherwise_when_what_it_says_did(built: dict[str, bytes]) -> None:
    when = times(built["sitemap.xml"])
    assert when[f"{HERE}2016/06/19/thought/"] == "2016-06-19T17:00:00+00:00"
    assert when[f"{HERE}2016/06/19/live/"] == "2016-06-20T07:00:00+00:00"  # corrected
    assert when[f"{HERE}2016/06/18/claim/"] == "2016-06-19T21:00:00+00:00"  # settled
    assert when[f"{HERE}2016/06/18/"] == "2016-06-19T21:00:00+00:00"
    assert when[f"{HERE}2016/06/21/"] == "2016-06-21T05:00:00+00:00"
    assert f"{HERE}about/" not in when  # nobody knows


def test_to_mend_a_comma_changes_no_sitemap(tmp_path: Path) -> None:
    copy = write_site(tmp_path / "copy", WITHOUT_PICTURES)
    build_site(copy, tmp_path / "out", remember=True)
    before = tree(tmp_path / "out")
    mended = copy / "briefings/2016-06-18.yaml"
    mended.write_text(EARLIER.replace("A claim.", "A claim; mended."), "utf-8")
    done = build_site(copy, tmp_path / "out", remember=True)
    after = tree(tmp_path / "out")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "2016/06/18/index.html" in changed
    assert not {"sitemap.xml", "robots.txt"} & changed
    assert done.rendered < len(after) / 2


def test_the_newest_news_are_those_of_two_days(built: dict[str, bytes]) -> None:
    found = locations(built["news-sitemap.xml"])
    assert found[0] == f"{HERE}2016/06/21/morning/"
    assert f"{HERE}2016/06/20/border/" in found
    assert f"{HERE}2016/06/19/live/" in found  # of 20:00, less than two days before
    assert f"{HERE}2016/06/19/gone/" not in found  # withdrawn
    assert not [each for each in found if "/2016/06/18/" in each]
    news = checked(built["news-sitemap.xml"])
    assert news.findtext(".//n:language", namespaces=NS) == "en"
    assert news.findtext(".//n:name", namespaces=NS) == "Test Daily"
    assert checked(built["ar/news-sitemap.xml"]).findtext(".//n:language", namespaces=NS) == "ar"


def test_robots_are_told_of_every_sitemap(built: dict[str, bytes]) -> None:
    assert built["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\n"
        f"Sitemap: {HERE}sitemap.xml\n"
        f"Sitemap: {HERE}news-sitemap.xml\n"
        f"Sitemap: {HERE}ar/news-sitemap.xml\n"
    )


def test_an_authors_own_robots_are_published_instead(tmp_path: Path) -> None:
    own = "User-agent: *\nDisallow: /\n"
    files = {"briefings/2016-06-18.yaml": EARLIER, "briefings/robots.txt": own}
    made = write_site(tmp_path / "site", files)
    build_site(made, tmp_path / "out")
    assert tree(tmp_path / "out")["robots.txt"] == own.encode()
    assert served(preview_of(made), "robots.txt") == own.encode()
    assert tree(mkdocs(made, tmp_path / "mkdocs"))["robots.txt"] == own.encode()


def test_models_are_told_of_the_newest_briefings_and_the_way_to_all(
    built: dict[str, bytes],
) -> None:
    text = built["llms.txt"].decode()
    assert text.startswith("# Test Daily\n\n")
    sections = dict(part.split("\n\n", 1) for part in text.split("\n## ")[1:])
    assert list(sections) == ["Newest briefings", "Years", "Sections", "Threads", "Data"]
    links = [
        LINK.fullmatch(line) for part in sections.values() for line in part.split("\n") if line
    ]
    assert all(links)
    found = [link[2].removeprefix(HERE) for link in links if link]
    assert found[0] == "2016/06/21/morning/index.md"
    assert {"2016/", "sections/border/", "threads/shots/", "data/datapackage.json"} <= set(found)
    assert not {output_path("/" + path) for path in found} - built.keys()


def test_models_are_told_a_claim_as_one(tmp_path: Path) -> None:
    claim = (
        "entries:\n  - {section: Ports, status: claimed, headline: It is shut, text: So it is.}\n"
    )
    word = "entries:\n  - section: Ports\n    id: open\n    text: It is not.\n"
    word += "    resolves: {2016-06-18#ports: denied}\n"
    days = {"briefings/2016-06-18.yaml": claim, "briefings/2016-06-19.yaml": word}
    config = MKDOCS.replace("[dateline]", only("markdown"))
    build_site(write_site(tmp_path / "site", {"mkdocs.yml": config, **days}), tmp_path / "out")
    assert "): Claimed (later denied): It is shut\n" in (tmp_path / "out/llms.txt").read_text(
        "utf-8"
    )


def test_without_markdown_models_are_told_nothing(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"briefings/2016-06-18.yaml": EARLIER})
    build_site(site, tmp_path / "out")
    assert {"llms.txt", "sitemap.xml"} & tree(tmp_path / "out").keys() == {"sitemap.xml"}


def test_every_door_tells_the_same(site: Path, built: dict[str, bytes], tmp_path: Path) -> None:
    names = [path for path in built if path.endswith((".xml", ".txt")) and "assets" not in path]
    assert {"sitemap.xml", "robots.txt", "llms.txt", "ar/llms.txt"} <= set(names)
    preview = preview_of(site)
    by_mkdocs = tree(mkdocs(site, tmp_path / "mkdocs"))
    for name in names:
        assert served(preview, name) == built[name], name
        assert by_mkdocs[name] == built[name], name
    assert "sitemap.xml.gz" not in by_mkdocs


def outlines(days: int, entries: int, folder: str = "") -> Iterator[Outline]:
    """A long archive in outline: its briefings and entries, ten days a year."""
    for day in range(days):
        top = f"{folder}{1900 + day // 10}/06/{day % 10 + 10}/"
        at = datetime(1900 + day // 10, 6, day % 10 + 10, tzinfo=UTC)
        for path in (top, *(f"{top}entry-{number}/" for number in range(entries))):
            yield Outline(f"{path}index.html", "x.html", "en", "", "", True, at)
    yield Outline("threads/shots/index.html", "x.html", "en", "", "", True)
    yield Outline("index.html", "x.html", "en", "", "")


def files(found: Iterator[Outline]) -> dict[str, bytes]:
    """The sitemaps of a site."""
    return {
        page.path: MACHINES[type(page.view)](page.view)
        for page in last_pages(found, DAILY, ("robots.txt",))
    }


def test_a_large_site_has_a_sitemap_for_every_year() -> None:
    small = files(outlines(100, 498))  # 49,901 pages
    assert small.keys() == {"sitemap.xml"}
    large = files(outlines(100, 500))
    assert len(locations(small["sitemap.xml"])) == 49_901
    index = checked(large["sitemap.xml"])
    named = [str(text) for text in index.xpath("//s:sitemap/s:loc/text()", namespaces=NS)]
    years = [f"{HERE}sitemap-{year}.xml" for year in range(1900, 1910)]
    assert named == [*years, f"{HERE}sitemap-pages.xml"]
    found = [each for path in large if path != "sitemap.xml" for each in locations(large[path])]
    assert len(found) == len(set(found)) == 50_101
    assert index.findtext("s:sitemap/s:lastmod", namespaces=NS) == "1900-06-19T00:00:00+00:00"


def test_a_new_day_changes_its_years_sitemap_and_the_index() -> None:
    before, after = files(outlines(100, 500)), files(outlines(101, 500))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"sitemap.xml", "sitemap-1910.xml"}


def test_no_sitemap_is_larger_than_allowed() -> None:
    crowded = files(outlines(10, 5_100))  # one year of 51,010 pages
    assert crowded.keys() == {
        "sitemap.xml",
        "sitemap-1900.xml",
        "sitemap-1900-2.xml",
        "sitemap-pages.xml",
    }
    assert all(len(locations(data)) <= MOST for data in crowded.values())
    long = files(outlines(10, 600, "a" * 1_900 + "/"))
    assert len(long) > 2
    assert all(len(data) <= LARGEST for data in long.values())


@pytest.mark.parametrize("text", ["</title>]]>&<b>\x00\x0b\ufffe\ud800 😀", "[x](y) *z*\n# w `v`"])
def test_no_text_breaks_out(text: str) -> None:
    at = datetime(2016, 6, 19, tzinfo=UTC)
    news = checked(
        as_news(NewsView(publication=text, lang="zh-CN", items=(NewsItem(HERE, text, at),)))
    )
    assert news.findtext(".//n:title", namespaces=NS) == re.sub("[\x00\x0b\ufffe\ud800]", "", text)
    view = LlmsView(name=text, sections=(LlmsSection(text, (LlmsLink(Link(text, HERE), text),)),))
    lines = as_llms(view).decode().split("\n")
    assert [line[:2] for line in lines if line] == ["# ", "##", "- "]
    assert LINK.fullmatch(lines[4])
