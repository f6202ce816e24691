"""What authors write goes into feeds whole, and out of them as it was: in Arabic, with signs that
mean something to XML, JSON and HTML. What XML cannot hold is no file's end.
"""

import json
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from conftest import write_site
from dateline.model.feeds import FeedView
from dateline.model.pages import Site
from dateline.render.feeds import Feed, feed
from dateline.render.xml import clean
from test_feeds import FORMS, built, config, feeds, items, valid
from test_links import Html
from test_route import begun

ODD = "]]> & <b> \"'> &amp; 😀 %s {{ 7+42 }} </title>"
CONTROL = "\x00\x01\x08\x0b\x1b\x1f\ufffe\uffff\ud800"
"""What no XML document may hold."""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"><path d="M0 0h6"/></svg>'


def odd(words: str) -> str:
    """An Arabic text with all of it, as it is written in YAML."""
    return "'" + f"{words} {ODD}".replace("'", "''") + "'"


FIELDS = {
    name: f"{words} {ODD}"
    for name, words in {
        "title": "عنوان",
        "intro": "مقدمة",
        "headline": "خبر",
        "text": "نص",
        "alt": "صورة",
        "caption": "تعليق",
        "credit": "المصور",
        "what": "قتلى",
        "account": "رواية",
        "update": "مستجد",
        "note": "تصحيح",
        "was": "قبل",
        "label": "وسم",
        "whole": "الكل",
        "amend": "تعديل",
    }.items()
}
BRIEFING = f"""\
title: {odd("عنوان")}
by: {odd("ليلى")}
as_of: 2016-05-02 19:40
intro: {odd("مقدمة")}
summary:
  - bridge: {odd("نقطة")}
  - {odd("أخرى")}
photo: {{file: photos/a.svg, alt: {odd("صورة")}, caption: {odd("تعليق")}, credit: {odd("المصور")}}}
figures:
  - {{what: {odd("الكل")}, value: "9"}}
corrections:
  - {{at: 2016-05-03, note: {odd("تعديل")}}}
entries:
  - section: roads
    id: bridge
    thread: bridge
    place: ألدن
    status: claimed
    kind: analysis
    trend: worse
    label: {odd("وسم")}
    time: 08:15
    by: {odd("سمير")}
    headline: {odd("خبر")}
    text: {odd("نص")}
    photo: {{file: photos/b.svg, alt: {odd("صورة")}, caption: {odd("تعليق")}}}
    accounts:
      - drivers: {odd("رواية")}
    figures:
      - {{what: {odd("قتلى")}, value: 2–3, unit: {odd("شخص")}, source: drivers}}
    updates:
      - {{time: "14:30", status: disputed, text: {odd("مستجد")}}}
    corrections:
      - {{at: 2016-05-03 17:20, note: {odd("تصحيح")}, was: {odd("قبل")}}}
"""
AFTER = f"""\
entries:
  - section: roads
    id: closed
    status: denied
    resolves: 2016-05-02#bridge
    text: {odd("أغلق")}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of such a site."""
    folder = tmp_path_factory.mktemp("odd")
    site = write_site(folder / "site", {
        "mkdocs.yml": config("language: ar, timezone: Asia/Damascus,")
        + 'copyright: "© & \\x01 <b>"\nsite_description: "ع \\x0b ]]>"\n',
        "briefings/sections.yaml": f"roads: {{name: {odd('الطرق')}}}\n",
        "briefings/sources.yaml": f"drivers: {{name: {odd('السائقون')}}}\n",
        "briefings/threads.yaml": f"bridge: {odd('الجسر')}\n",
        "briefings/2016-05-02.yaml": BRIEFING,
        "briefings/2016-05-04.yaml": AFTER,
        "briefings/photos/a.svg": PICTURE,
        "briefings/photos/b.svg": PICTURE,
    })  # fmt: skip
    return built(site, folder / "out")


def test_every_form_of_every_feed_is_valid(made: dict[str, bytes]) -> None:
    found = feeds(made)
    assert {f"{folder}{name}" for folder in FOLDERS for name in FORMS} <= found.keys()
    for path, content in found.items():
        valid(path, content)
        assert items(content)


FOLDERS = ("", "sections/roads/", "threads/bridge/", "claims/", "corrections/")


@pytest.mark.parametrize("name", FORMS)
def test_what_was_written_is_what_is_read(made: dict[str, bytes], name: str) -> None:
    whole = {each["id"]: each for each in items(made[name])}["tag:test.example,2016-05-02:ar:"]
    assert whole["title"] == FIELDS["title"]
    shown = Html(whole["content"])
    images = [each.attributes for each in shown.elements if each.tag == "img"]
    assert [each["alt"] for each in images] == [FIELDS["alt"]] * 2
    assert not [each for each in shown.elements if each.tag == "title"]
    for field, text in FIELDS.items():
        assert field in ("title", "alt") or " ".join(text.split()) in shown.text, field
    entry = {each["id"]: each for each in items(made[f"threads/bridge/{name}"])}
    title = entry["tag:test.example,2016-05-02:ar::bridge"]["title"]
    assert title.endswith(FIELDS["headline"]) and "(" in title


def test_languages_and_pictures_are_named(made: dict[str, bytes]) -> None:
    (entry,) = items(made["threads/bridge/feed.xml"])
    assert entry["of"].enclosures[0].href == "https://test.example/photos/b.svg"
    assert entry["of"].enclosures[0].type == "image/svg+xml"
    assert [each.name for each in entry["of"].authors] == [f"سمير {ODD}"]
    assert {f"الطرق {ODD}", f"الجسر {ODD}"} <= {each.term for each in entry["of"].tags}
    (item,) = items(made["threads/bridge/rss.xml"])
    assert Html(item["of"].summary).text == f"نص {ODD}", "of HTML, as RSS has it"
    assert Html(entry["of"].summary).text.startswith(f"نص {ODD}")
    assert item["of"].enclosures[0].length == "0"
    told = json.loads(made["threads/bridge/feed.json"])
    assert told["language"] == told["items"][0]["language"] == "ar"
    assert told["items"][0]["attachments"][0]["mime_type"] == "image/svg+xml"
    root = etree.fromstring(made["feed.xml"])
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    """Authors' files cannot hold it either; what else comes to stand in a feed might."""
    files = {
        "mkdocs.yml": config(),
        "briefings/2016-05-02.yaml": "entries:\n  - section: US\n    text: One.\n",
    }
    planning = begun(write_site(tmp_path / "site", files), tmp_path / "out").planning
    bad = f"a{CONTROL}b"
    for name in FORMS:
        page = planning.page_at(name)
        assert page is not None and isinstance(page.view, FeedView)
        item = replace(page.view.items[0], title=bad, summary=bad, by=(bad,))
        view = replace(page.view, title=bad, items=(item,))
        site: Site = replace(planning.sites["en"], name=bad, description=bad, copyright=bad)
        content = feed(Feed(view, [f"<p>{bad}</p>"], site, "assets/feed.css"))
        valid(name, content)
        (found,) = items(content)
        assert found["title"] == "a" + "\ufffd" * len(CONTROL) + "b"


def test_what_xml_can_hold_stays() -> None:
    for sign in ("\t", "\n", "\r", " ", "\x7f", "\x85", "\ud7ff", "\ue000", "\ufffd", "\U0010ffff"):
        assert clean(sign) == sign
