"""What pages tell machines: JSON-LD against schema.org's terms, Open Graph, the Markdown twin."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conftest import MKDOCS, PROJECT, build_site, settings_for, tree, write_site
from dateline.render.terms import escaped
from vocabulary import SCHEMA, SCRIPT, counted, expanded, kinds, ranges, wrong

ON = MKDOCS.replace("[dateline]", "[dateline: {timezone: Asia/Damascus, outputs: {search: false}}]")
SPITE = "</script><!-- ]]> & <b> 😀 محور"
ENTITIES = """\
places:
  aleppo: {name: {en: Aleppo, ar: حلب}, aka: [Halab], at: [36.2, 37.16], in: syria}
  syria: {name: Syria}
  camp: {name: The Camp, at: [36.5, 37.5], in: syria, protect: true}
people:
  ash-carter: {name: Ash Carter, role: US defence secretary}
organisations:
  nato: {name: NATO, role: An alliance}
things:
  s-400: {name: S-400, aka: [Triumf]}
"""
EVERYTHING = f"""\
title: 'A day {SPITE}'
as_of: "2016-06-19 20:00"
by: [Ada Lind]
intro: An intro [@SANA, 18 June].
photo: {{file: quay.png, alt: A quay, caption: 'The quay {SPITE}', credit: Ours}}
corrections:
  - 2016-06-20: The briefing first said Homs.
entries:
  - section: Border
    id: live
    status: disputed
    thread: shots
    place: [aleppo, camp]
    time: "2016-06-19 06:00"
    text: |
      # Shots at the border {SPITE}

      Ash Carter of NATO saw an S-400 in The Camp [@SANA, 18 June](https://sana.example/1?a=b&c=d).
    accounts:
      - SANA: They fell.
      - Others: They stood.
    figures:
      - killed: 8+ [@Desk, 9 June]
    updates:
      - 2016-06-19 09:00: The first update, {SPITE}
      - time: 2016-06-19 11:30
        text: The **second** update [@SANA].
        status: denied
    corrections:
      - 2016-06-20 10:00: It first gave *eleven* {SPITE}.
  - {{section: Border, id: thought, kind: analysis, text: What it means. NATO.}}
  - {{section: Border, id: before, kind: background, text: What was before.}}
  - section: Border
    id: gone
    status: withdrawn
    text: |
      # A wrong headline

      Ash Carter was a wrongbird.
    corrections:
      - 2016-06-20: It was never so.
  - {{section: Border, id: held, draft: true, text: The secretbird.}}
  - {{section: Border, id: noted, text: It stays., internal: The whisperbird.}}
"""
EARLIER = """\
entries:
  - {section: Border, id: claim, status: claimed, text: A claim.}
"""
LATER = """\
entries:
  - section: Border
    status: denied
    resolves: 2016-06-18#claim
    text: It is denied. Halab is calm.
"""
SITE = {
    "mkdocs.yml": ON,
    "briefings/entities.yaml": ENTITIES,
    "briefings/threads.yaml": "shots: {title: The shots}\n",
    "briefings/2016-06-18.yaml": EARLIER,
    "briefings/2016-06-19.yaml": EVERYTHING,
    "briefings/2016-06-19.ar.yaml": "entries: [{section: Border, id: live, text: محور.}]\n",
    "briefings/2016-06-20.yaml": LATER,
    "briefings/2016-06-21-morning.yaml": 'as_of: "2016-06-21 08:00"\n' + EARLIER,
    "briefings/about.md": "# About us\n\nWe write.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with everything."""
    top = tmp_path_factory.mktemp("everything")
    site = write_site(top / "site", SITE)
    Image.new("RGB", (640, 480), "teal").save(site / "briefings/quay.png")
    build_site(site, top / "out")
    return tree(top / "out")


def graph(content: bytes) -> dict[str, Any]:
    """The JSON-LD of a page, which has one at most."""
    found = SCRIPT.findall(content.decode())
    assert len(found) <= 1
    return json.loads(found[0]) if found else {}


def first(built: dict[str, bytes], path: str) -> dict[str, Any]:
    """What a page is."""
    node: dict[str, Any] = graph(built[f"{path}index.html"])["@graph"][0]
    return node


def pages(built: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """The JSON-LD of all pages."""
    files = ((path, data) for path, data in built.items() if path.endswith(".html"))
    return {path: found for path, data in files if (found := graph(data))}


def assert_known(found: dict[str, dict[str, Any]]) -> None:
    """Every graph says only what schema.org has terms for, and no term is lost."""
    for path, each in found.items():
        assert [problem for node in each["@graph"] for problem in wrong(node)] == [], path
        assert counted(expanded(each)) == counted(each["@graph"]), path


def test_all_that_the_sample_says_is_in_schema_orgs_terms(tmp_path: Path) -> None:
    settings = settings_for(PROJECT, tmp_path)
    build_site(PROJECT, tmp_path / "out", outputs=type(settings.outputs)(cards=False, search=False))
    found = pages(tree(tmp_path / "out"))
    assert len(found) > 100
    assert_known(found)


def test_all_that_a_site_with_everything_says_is_too(built: dict[str, bytes]) -> None:
    found = pages(built)
    said = {kind for each in found.values() for node in each["@graph"] for kind in kinds(node)}
    assert said == {
        "NewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting",
        "CollectionPage", "WebPage", "WebSite", "BreadcrumbList",
    }  # fmt: skip
    assert_known(found)


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"@type": "NewArticle"}, "no type NewArticle"),
        ({"@type": "Place", "dateline": "Aleppo"}, "Place has no dateline"),
        ({"@type": "LiveBlogPosting", "dateline": "Aleppo"}, "LiveBlogPosting has no dateline"),
        ({"@type": "Person"}, "Person without name"),
        ({"@type": "Place", "url": "/places/"}, "url is no address: /places/"),
        ({"@type": "Place", "name": ""}, "Place.name is no text"),
        ({"@type": "Place", "geo": {"@type": "Place"}}, "Place.geo is no Place"),
        ({"@type": "Place", "containedInPlace": {"@type": "Thing"}}, "containedInPlace is no"),
    ],
)
def test_the_judge_sees_what_is_wrong(node: dict[str, Any], told: str) -> None:
    assert any(told in problem for problem in wrong(node))
    assert "correction" in ranges("LiveBlogPosting")
    assert counted(expanded({"@context": SCHEMA[:-1], "@graph": [{"no": {"@value": None}}]})) == 0


def test_no_text_ends_the_script(built: dict[str, bytes]) -> None:
    page = built["2016/06/19/live/index.html"].decode()
    script = SCRIPT.findall(page)[0]
    assert not set("<>&") & set(script)
    assert page.count("<script") == page.count("</script>")
    assert escaped("\u2028\u2029") == r"\u2028\u2029"  # no author can write them
    assert SPITE in json.loads(script)["@graph"][0]["headline"]


def test_a_live_story_has_its_updates_with_what_they_say(built: dict[str, bytes]) -> None:
    live = first(built, "2016/06/19/live/")
    assert live["@type"] == ["LiveBlogPosting", "NewsArticle"]
    assert live["coverageStartTime"] == "2016-06-19T06:00:00+03:00"
    assert live["coverageEndTime"] == "2016-06-19T11:30:00+03:00"
    second, earlier = live["liveBlogUpdate"]
    assert second["articleBody"] == "The second update."
    assert second["url"] == "https://test.example/2016/06/19/#live-1130"
    assert second["datePublished"] == "2016-06-19T11:30:00+03:00"
    assert SPITE in earlier["articleBody"]


def test_a_story_says_where_it_is_set_whom_it_names_and_what_it_rests_on(
    built: dict[str, bytes],
) -> None:
    live = first(built, "2016/06/19/live/")
    assert live["dateline"] == "Aleppo, The Camp, June 19, 2016"
    assert live["alternativeHeadline"].startswith("disputed: Shots")
    assert [(each["@type"], each["name"]) for each in live["about"]] == [
        ("Place", "Aleppo"), ("Place", "The Camp"), ("Thing", "The shots"),
    ]  # fmt: skip
    named = {each["name"]: (each["@type"], each.get("alternateName")) for each in live["mentions"]}
    assert named == {
        "Ash Carter": ("Person", None),
        "NATO": ("Organization", None),
        "S-400": ("Thing", ["Triumf"]),
        "The Camp": ("Place", None),
    }
    assert [(each["name"], each.get("url")) for each in live["citation"]] == [
        ("SANA", None),
        ("Others", None),
        ("SANA, 18 June", "https://sana.example/1?a=b&c=d"),
        ("Desk, 9 June", None),
    ]
    assert live["datePublished"] == "2016-06-19T20:00:00+03:00"
    assert live["dateModified"] == "2016-06-20T10:00:00+03:00"
    assert live["correction"][0]["datePublished"] == "2016-06-20T10:00:00+03:00"
    assert live["isPartOf"]["@id"] == "https://test.example/2016/06/19/"
    assert live["author"] == [{"@type": "Person", "name": "Ada Lind"}]
    assert live["workTranslation"][0]["url"] == "https://test.example/ar/2016/06/19/live/"


def test_a_briefing_names_its_stories_and_its_picture(built: dict[str, bytes]) -> None:
    day = first(built, "2016/06/19/")
    assert [each["@type"] for each in day["hasPart"]] == [
        ["LiveBlogPosting", "NewsArticle"],
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "NewsArticle",
    ]
    picture = day["image"][0]
    assert (picture["width"], picture["height"], picture["creditText"]) == (640, 480, "Ours")
    assert day["correction"][0]["datePublished"] == "2016-06-20"
    assert "articleBody" not in day


def test_a_withdrawn_story_tells_nothing_but_why(built: dict[str, bytes]) -> None:
    gone = first(built, "2016/06/19/gone/")
    assert gone["description"] == "It was never so."
    assert gone["creativeWorkStatus"] == "Withdrawn"
    assert gone["correction"][0]["text"] == "It was never so."
    assert not {"mentions", "citation", "about", "image", "articleBody"} & gone.keys()
    assert "gone" not in json.dumps(first(built, "2016/06/19/")["hasPart"])


def test_an_entity_is_what_its_page_is_about(built: dict[str, bytes]) -> None:
    about = first(built, "places/aleppo/")["about"]
    assert about["geo"] == {"@type": "GeoCoordinates", "latitude": 36.2, "longitude": 37.16}
    assert about["containedInPlace"]["name"] == "Syria"
    assert first(built, "people/ash-carter/")["about"]["jobTitle"] == "US defence secretary"
    assert "geo" not in first(built, "places/camp/")["about"]


def test_crumbs_lead_down_to_the_page(built: dict[str, bytes]) -> None:
    crumbs = graph(built["2016/06/19/live/index.html"])["@graph"][-1]["itemListElement"]
    assert [each["position"] for each in crumbs] == [1, 2, 3, 4, 5]
    assert crumbs[0]["item"]["@id"] == "https://test.example/"
    assert crumbs[-1]["item"]["@id"] == "https://test.example/2016/06/19/live/"


def test_what_is_held_back_or_internal_is_in_none(built: dict[str, bytes]) -> None:
    for path, data in built.items():
        if path.endswith((".html", ".txt", ".xml")):
            assert b"secretbird" not in data and b"whisperbird" not in data, path


def test_the_head_says_when_it_was_published_and_in_which_language(built: dict[str, bytes]) -> None:
    page = built["2016/06/19/live/index.html"].decode()
    meta = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page))
    assert meta["article:published_time"] == "2016-06-19T20:00:00+03:00"
    assert meta["article:modified_time"] == "2016-06-20T10:00:00+03:00"
    assert meta["article:section"] == "Border"
    assert (meta["og:locale"], meta["og:locale:alternate"]) == ("en", "ar")


def test_a_briefing_leads_to_its_markdown_twin_where_there_is_one(
    built: dict[str, bytes], tmp_path: Path
) -> None:
    link = b'<link rel="alternate" type="text/markdown" href="index.md">'
    assert link in built["2016/06/19/index.html"]
    assert b'href="2016/06/21/morning/index.md"' in built["index.html"]
    assert link not in built["2016/06/19/live/index.html"]
    site = write_site(tmp_path, {"briefings/2016-06-18.yaml": EARLIER})  # outputs switched off
    build_site(site, tmp_path / "out")
    assert not [path for path, data in tree(tmp_path / "out").items() if b"text/markdown" in data]


def test_a_site_without_an_address_tells_nothing(tmp_path: Path) -> None:
    mkdocs = ON.replace("site_url: https://test.example/\n", "")
    site = write_site(tmp_path, {"mkdocs.yml": mkdocs, "briefings/2016-06-18.yaml": EARLIER})
    done = build_site(site, tmp_path / "out")
    out = tree(tmp_path / "out")
    assert not pages(out)
    assert not [path for path in out if re.search(r"sitemap|robots|llms", path)]
    assert [problem.code for problem in done.problems if "site/" in problem.code] == ["site/no-url"]
