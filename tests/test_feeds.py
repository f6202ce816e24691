"""Feeds: what is in them, in three forms; who reads them; what a new day or an edit makes again.

A real reader (feedparser) reads every feed; Atom is held to the grammar of its standard, JSON Feed
to a schema of its specification.
"""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from conftest import MKDOCS, PROJECT, TESTS, build_site, tree, write_site
from dateline.model.settings import Outputs
from dateline.plan.addresses import feed_number
from dateline.plan.scope import Scope
from dateline.plan.tags import briefing_tag, entry_tag
from test_links import Html
from test_mkdocs import mkdocs
from test_route import begun

OUTPUTS = "cards: false, search: false, data: false, markdown: false, email: false"
FEEDS = MKDOCS.replace("[dateline]", f"[dateline: {{OPTIONS outputs: {{{OUTPUTS}}}}}]")
ATOM = etree.RelaxNG(etree.parse(TESTS / "schemas" / "atom.rng"))
JSON_FEED = Draft202012Validator(
    json.loads((TESTS / "schemas" / "json-feed.json").read_text(encoding="utf-8")),
    format_checker=FormatChecker(),
)
NAMES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
FORMS = ("feed.xml", "rss.xml", "feed.json")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def config(options: str = "") -> str:
    """mkdocs.yml of a site that makes feeds and little else; `options` end in a comma."""
    return FEEDS.replace("OPTIONS", options)


def feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    """The feeds and archives of a built site, by path."""
    return {path: data for path, data in files.items() if feed_number(path) is not None}


def built(site: Path, output: Path, **changes: Any) -> dict[str, bytes]:
    """The files of a site that is built."""
    build_site(site, output, **changes)
    return tree(output)


def read(content: bytes) -> Any:
    """A feed as a reader of feeds reads it."""
    found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def items(content: bytes) -> list[dict[str, Any]]:
    """The items of a feed in any form, as a reader has them."""
    if content.startswith(b"{"):
        return [
            {"id": each["id"], "title": each["title"], "link": each["url"]}
            | {"content": each["content_html"], "of": each}
            for each in json.loads(content)["items"]
        ]
    return [
        {"id": each.id, "title": each.title, "link": each.link}
        | {"content": each.content[0].value, "of": each}
        for each in read(content).entries
    ]


def ids(content: bytes) -> list[str]:
    """The ids of a feed's items."""
    return [each["id"] for each in items(content)]


def valid(path: str, content: bytes) -> None:
    """Hold a feed to what it is written by."""
    assert not UNPRINTABLE.search(content.decode())
    if path.endswith(".json"):
        JSON_FEED.validate(json.loads(content))
        return
    document = etree.fromstring(content)
    if path.endswith("rss.xml"):
        for name in ("title", "link", "description"):  # RSS 2.0, required channel elements
            assert document.findtext(f"channel/{name}"), (path, name)
        for item in document.iterfind("channel/item"):
            assert item.find("guid").get("isPermaLink") == "false"
            assert all(
                {*each.keys()} == {"url", "length", "type"} for each in item.iter("enclosure")
            )
            assert len(item.findall("enclosure")) < 2
        return
    assert ATOM.validate(document), (path, ATOM.error_log.last_error)
    assert document.xpath("a:author", namespaces=NAMES)  # RFC 4287, 4.1.1
    for entry in document.iterfind("a:entry", NAMES):
        assert len(entry.findall("a:link[@rel='alternate']", NAMES)) == 1


def scope_of(site: Path, output: Path) -> Scope:
    """The site's own language as plan sees it."""
    found: Scope = begun(site, output).planning.scopes[0]
    return found


def pages_followed(scope: Scope) -> dict[str, str]:
    """The row that each page lists, by the page's folder; claims and corrections apart."""
    found = {"": "briefings"}
    for register in ("sections", "threads", "sources", "entities"):
        for id_ in scope.facts.ids(register):
            address = scope.at.stream(scope.kind(scope.record(register, id_)), id_)
            found[address[1:]] = f"{register}/{id_}"
    return found


def tags(row: str, scope: Scope) -> list[str]:
    """The names of what has seats in a row, the newest first."""
    seats = (scope.facts.at(seat) for seat in reversed(scope.facts.row(row)))
    return [
        entry_tag(item.key, scope) if item else briefing_tag(edition.key, scope)
        for edition, item in seats
    ]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample site."""
    quick = Outputs(cards=False, search=False, pictures=False)
    return built(PROJECT, tmp_path_factory.mktemp("sample"), outputs=quick)


def test_every_feed_of_the_sample_is_valid(sample: dict[str, bytes]) -> None:
    for path, content in feeds(sample).items():
        valid(path, content)
        assert items(content)


def test_feeds_have_the_items_of_the_model(sample: dict[str, bytes], tmp_path: Path) -> None:
    scope = scope_of(PROJECT, tmp_path)
    folders = pages_followed(scope)
    for folder, row in folders.items():
        wanted = tags(row, scope)
        for name in FORMS:
            if wanted:
                assert ids(sample[folder + name]) == wanted, folder + name
            else:
                assert folder + name not in sample
    every = {*folders, "claims/", "corrections/"}
    assert {path.rpartition("/")[0] + "/" if "/" in path else "" for path in feeds(sample)} <= every


def test_all_forms_say_the_same(sample: dict[str, bytes]) -> None:
    for path in feeds(sample):
        if path.endswith("feed.xml"):
            others = (path.replace("feed.xml", name) for name in FORMS)
            said = [
                [
                    (e["id"], e["title"], e["link"], e["content"].strip())
                    for e in items(sample[other])
                ]
                for other in others
            ]
            assert said[0] == said[1] == said[2], path


def test_links_in_feeds_are_whole_and_lead_to_what_there_is(sample: dict[str, bytes]) -> None:
    site = "https://syria-daily.example/"
    pages = {path: Html(data.decode()) for path, data in sample.items() if path.endswith(".html")}
    places = {path: {*page.ids()} for path, page in pages.items()}
    for content in feeds(sample).values():
        for item in items(content):
            inside = Html(item["content"])
            assert not inside.unmatched
            found = [address for each in inside.elements for address in each.addresses()]
            for address in [item["link"], *found]:
                assert re.match(r"https?://|mailto:", address), address
                if address.startswith(site):
                    path, _, fragment = address.removeprefix(site).partition("#")
                    path += "index.html" if path in ("",) or path.endswith("/") else ""
                    assert path in sample, address
                    assert not fragment or fragment in places[path], address


def test_pages_name_their_feeds(sample: dict[str, bytes]) -> None:
    """That each of these links leads to a file, test_links says of all links."""
    for path in feeds(sample):
        if path.endswith("feed.xml"):
            page = Html(sample[path.replace("feed.xml", "index.html")].decode())
            assert named(page) == list(FORMS), path
            shown = [e.attributes["href"] for e in page.elements if e.tag == "a" and e.attributes]
            assert [name for name in shown if name in FORMS] == list(FORMS), path
    day = Html(sample["2016/06/19/index.html"].decode())
    assert named(day) == [f"../../../{name}" for name in FORMS]


def named(page: Html) -> list[str]:
    """The feeds that the head of a page names, in the order of their forms."""
    kinds = ("application/atom+xml", "application/rss+xml", "application/feed+json")
    links = [e.attributes for e in page.elements if e.tag == "link"]
    return [e["href"] for kind in kinds for e in links if e.get("type") == kind]


def entries(*texts: str) -> str:
    """A briefing with one section and some entries, each a text alone."""
    return "entries:\n  US:\n" + "".join(f"    - {text}\n" for text in texts)


SECTIONS = {"briefings/sections.yaml": "us: US\n"}


def archive(days: int) -> dict[str, str]:
    """A site of some days, with an entry each."""
    first = date(2016, 1, 1)
    return {
        f"briefings/{first + timedelta(n)}.yaml": entries(f"Story {n}.") for n in range(days)
    } | {**SECTIONS, "mkdocs.yml": config("feed_items: 10,")}


def ways(content: bytes) -> dict[str, str]:
    """The links of an Atom feed, by their relation."""
    found = etree.fromstring(content).findall("a:link", NAMES)
    return {each.get("rel"): each.get("href") for each in found}


def test_archives_have_what_is_older(tmp_path: Path) -> None:
    """Whoever goes back from the newest feed has read every item, and a new day leaves the archives
    that there were as they are."""
    files = built(write_site(tmp_path / "a", archive(120)), tmp_path / "one")
    for folder, row in (("", "briefings"), ("sections/us/", "sections/us")):
        assert {f"{folder}feed-{n}.xml" in files for n in (1, 2)} == {True}
        assert f"{folder}feed-3.xml" not in files
        path, seen = f"{folder}feed.xml", list[str]()
        while path:
            content = files[path]
            valid(path, content)
            seen += [each for each in ids(content) if each not in seen]
            back = ways(content).get("prev-archive", "")
            path = back.removeprefix("https://test.example/")
        assert seen == tags(row, scope_of(tmp_path / "a", tmp_path))
        assert len(ids(files[f"{folder}feed.xml"])) == 20, "as many as are in no archive"
        assert len(ids(files[f"{folder}rss.xml"])) == 20
        first, second = files[f"{folder}feed-1.xml"], files[f"{folder}feed-2.xml"]
        whole = f"https://test.example/{folder}feed"
        assert ways(first)["next-archive"] == ways(second)["self"] == f"{whole}-2.xml"
        assert ways(first)["current"] == ways(second)["current"] == f"{whole}.xml"
        assert "next-archive" not in ways(second) and "prev-archive" not in ways(first)
        assert etree.fromstring(first).find("fh:archive", NAMES) is not None
        assert etree.fromstring(files[f"{folder}feed.xml"]).find("fh:archive", NAMES) is None

    write_site(tmp_path / "a", archive(121))
    after = built(tmp_path / "a", tmp_path / "two")
    for path in ("feed-1.xml", "feed-2.xml", "sections/us/feed-1.xml", "sections/us/feed-2.xml"):
        assert after[path] == files[path], path
    assert after["feed.xml"] != files["feed.xml"]


def test_a_feed_has_as_many_items_as_the_site_says(tmp_path: Path) -> None:
    files = built(write_site(tmp_path / "a", archive(60)), tmp_path / "one")
    assert len(ids(files["feed.xml"])) == 10
    assert len(ids(files["feed-1.xml"])) == 50


def test_an_edit_makes_the_feeds_again_that_it_is_in(tmp_path: Path) -> None:
    site = write_site(tmp_path / "a", {
        "briefings/sections.yaml": "us: US\nuk: UK\n",
        "briefings/2016-05-01.yaml": "entries:\n  US: One.\n  UK: Two.\n",
        "briefings/2016-05-02.yaml": "entries:\n  US: Three.\n",
        "mkdocs.yml": config(),
    })  # fmt: skip
    before = built(site, tmp_path / "out", remember=True)
    stamps = {path: (tmp_path / "out" / path).stat().st_mtime_ns for path in feeds(before)}
    write_site(
        site, {"briefings/2016-05-02.yaml": "entries:\n  US: Four.\n", "mkdocs.yml": config()}
    )
    after = built(site, tmp_path / "out", remember=True)
    written = {
        path
        for path in feeds(after)
        if (tmp_path / "out" / path).stat().st_mtime_ns != stamps[path]
    }
    assert written == {f"{folder}{name}" for folder in ("", "sections/us/") for name in FORMS}
    assert after == built(site, tmp_path / "anew")


TIMES = """\
as_of: 2016-05-02 18:00
entries:
  US:
    - text: |
        # Nine are dead
        As one side has it{comma} on Sunday.
      status: claimed
      id: dead
{more}
"""


def changed(folder: Path, *, comma: str = "", more: str = "", later: str = "") -> Any:
    """An entry as a reader has it, after a day that says `later` what became of it."""
    files = {
        **SECTIONS,
        "mkdocs.yml": config(),
        "briefings/2016-05-02.yaml": TIMES.format(comma=comma, more=more),
        "briefings/2016-05-04.yaml": f"as_of: 2016-05-04 12:00\n{later or entries('Quiet.')}",
    }
    site = built(write_site(folder / "site", files), folder / "out")
    found = {each["id"]: each for each in items(site["sections/us/feed.xml"])}
    return found["tag:test.example,2016-05-02:en::dead"]


def test_updated_is_another_only_by_a_real_change(tmp_path: Path) -> None:
    first = changed(tmp_path / "a")["of"]
    assert first.published == first.updated == "2016-05-02T18:00:00Z"
    mended = changed(tmp_path / "b", comma=",")["of"]
    assert mended.updated == first.updated and mended.content != first.content
    corrected = changed(
        tmp_path / "c", more="      corrections:\n        - 2016-05-03 09:30: It was ten.\n"
    )["of"]
    assert (corrected.published, corrected.updated) == (first.published, "2016-05-03T09:30:00Z")
    live = changed(tmp_path / "d", more="      updates:\n        - 20:15: More.\n")["of"]
    assert live.updated == "2016-05-02T20:15:00Z"
    settled = changed(tmp_path / "e", later=DENIED)
    assert settled["of"].updated == "2016-05-04T12:00:00Z"
    assert settled["title"] == "Claimed (later denied): Nine are dead"


DENIED = """\
entries:
  US:
    - text: It was not so.
      status: denied
      resolves: 2016-05-02#dead
      id: not-so
"""


def test_moments_are_by_the_clock_of_the_site(tmp_path: Path) -> None:
    files = {
        **SECTIONS,
        "mkdocs.yml": config("timezone: Asia/Damascus,"),
        "briefings/1890-05-02.yaml": entries("Before there were zones."),
        "briefings/2016-05-02.yaml": entries("One."),
    }
    site = built(write_site(tmp_path / "site", files), tmp_path / "out")
    newer, older = (each["of"].published for each in items(site["feed.xml"]))
    assert (newer, older) == ("2016-05-02T00:00:00+03:00", "1890-05-01T21:34:48Z")
    newer, older = (each["of"].published for each in items(site["rss.xml"]))
    assert (newer, older) == ("Mon, 02 May 2016 00:00:00 +0300", "Thu, 01 May 1890 21:34:48 +0000")
    for path, content in feeds(site).items():
        valid(path, content)


def test_titles_begin_with_the_status(tmp_path: Path) -> None:
    assert changed(tmp_path / "a")["title"] == "Claimed: Nine are dead"
    files = {
        **SECTIONS,
        "mkdocs.yml": config(),
        "briefings/2016-05-02.yaml": TIMES.format(comma="", more="").replace(
            "status: claimed",
            "status: withdrawn\n      corrections:\n        - 2016-05-03: It was wrong.",
        ),
    }
    site = built(write_site(tmp_path / "c", files), tmp_path / "out")
    (item,) = items(site["sections/us/rss.xml"])
    assert item["title"] == "Withdrawn: Nine are dead"


def test_what_is_not_published_is_in_no_feed_and_says_so_where_drafts_are_shown(
    tmp_path: Path,
) -> None:
    files = {
        **SECTIONS,
        "mkdocs.yml": config(),
        "briefings/2016-05-02.yaml": entries("One."),
        "briefings/2016-05-03.yaml": "entries:\n  US: {text: Ocelot., draft: true, id: o}\n",
        "briefings/2016-05-04.yaml": "embargo: 2016-12-24 12:00\n" + entries("Okapi."),
    }
    site = write_site(tmp_path / "site", files)
    for content in feeds(built(site, tmp_path / "out")).values():
        assert b"Ocelot" not in content and b"Okapi" not in content
    shown = built(site, tmp_path / "drafts", drafts=True)
    titles = [each["title"] for each in items(shown["sections/us/feed.xml"])]
    assert titles == ["Under embargo: Okapi.", "Draft: Ocelot.", "One."]


def test_claims_and_corrections_are_followed(tmp_path: Path) -> None:
    files = {
        **SECTIONS,
        "mkdocs.yml": config(),
        "briefings/2016-05-02.yaml": TIMES.format(
            comma="",
            more="      corrections:\n"
            "        - {at: 2016-05-03 09:30, note: It was ten., was: Nine}\n"
            "        - {at: 2016-05-03 09:30, note: It was eleven.}\n"
            "        - 2016-05-05: It was twelve.\n",
        ),
        "briefings/2016-05-04.yaml": DENIED + "corrections:\n  - 2016-05-04: Of the whole.\n",
    }
    site = built(write_site(tmp_path / "site", files), tmp_path / "out")
    entry = "tag:test.example,2016-05-02:en::dead"
    for name in FORMS:
        (settled,) = items(site[f"claims/{name}"])
        assert settled["id"] == "tag:test.example,2016-05-04:en::not-so:settles:2016-05-02::dead"
        assert settled["title"] == "Denied: Nine are dead"
        assert settled["link"] == "https://test.example/2016/05/04/not-so/"
        assert "It was not so." in settled["content"]
        found = items(site[f"corrections/{name}"])
        assert [each["id"] for each in found] == [
            f"{entry}:corrected:20160505:1",
            "tag:test.example,2016-05-04:en::corrected:20160504:1",
            f"{entry}:corrected:20160503T0930Z:2",
            f"{entry}:corrected:20160503T0930Z:1",
        ]
        assert [re.search(r"It was \w+|Of the whole", each["content"])[0] for each in found] == [
            "It was twelve", "Of the whole", "It was eleven", "It was ten",
        ]  # fmt: skip
        assert "<q>Nine</q>" in found[-1]["content"]
        assert found[0]["title"] == "Correction: Claimed (later denied): Nine are dead"


def test_corrections_have_archives_too(tmp_path: Path) -> None:
    mends = "".join(f"        - {date(2016, 5, 3) + timedelta(n)}: Mend {n}.\n" for n in range(48))
    files = {
        **SECTIONS,
        "mkdocs.yml": config("feed_items: 2,"),
        "briefings/2016-05-02.yaml": TIMES.format(comma="", more="      corrections:\n" + mends),
        "briefings/2016-05-04.yaml": entries("Quiet.")
        + "corrections:\n"
        + "".join(f"  - 2016-05-0{n}: Whole {n}.\n" for n in (4, 5, 6)),
    }
    site = built(write_site(tmp_path / "site", files), tmp_path / "out")
    assert len(ids(site["corrections/feed-1.xml"])) == 50
    assert "corrections/feed-2.xml" not in site
    newest, before = ids(site["corrections/feed.xml"]), ids(site["corrections/feed-1.xml"])
    assert len(newest) == 2 and len({*newest, *before}) == 51
    planning = begun(tmp_path / "site", tmp_path / "out").planning
    assert planning.page_at("corrections/feed-1.xml")
    assert planning.page_at("corrections/feed-2.xml") is None


def test_who_follows_a_thread_goes_on_when_it_is_renamed(tmp_path: Path) -> None:
    def follow(folder: str, threads: str, name: str) -> dict[str, bytes]:
        return built(write_site(tmp_path / folder, {
            "mkdocs.yml": config(),
            "briefings/threads.yaml": threads,
            "briefings/2016-05-02.yaml":
                f"entries:\n  - section: US\n    thread: {name}\n    text: One.\n",
        }), tmp_path / f"{folder}-out")  # fmt: skip

    before = follow("a", "war: The war\n", "war")
    after = follow("b", "peace: {title: The peace, moved: war}\n", "peace")
    for name in FORMS:
        assert ids(before[f"threads/war/{name}"]) == ids(after[f"threads/war/{name}"])
        assert after[f"threads/war/{name}"].replace(b"../../", b"") == after[
            f"threads/peace/{name}"
        ].replace(b"../../", b"")
    first, second = (read(files["threads/war/feed.xml"]) for files in (before, after))
    assert first.feed.id == second.feed.id
    assert (
        ways(after["threads/war/feed.xml"])["self"] == "https://test.example/threads/peace/feed.xml"
    )


@pytest.mark.parametrize(
    "mkdocs_yml",
    [
        config().replace("site_url", "site_description"),
        config().replace("outputs: {", "outputs: {feeds: false, "),
    ],
    ids=["without an address", "switched off"],
)
def test_a_site_may_have_no_feeds(tmp_path: Path, mkdocs_yml: str) -> None:
    given = {"mkdocs.yml": mkdocs_yml, "briefings/2016-05-02.yaml": entries("One."), **SECTIONS}
    site = built(write_site(tmp_path / "site", given), tmp_path / "out")
    assert not feeds(site)
    page = Html(site["sections/us/index.html"].decode())
    assert not named(page) and "Follow" not in page.text
    assert begun(tmp_path / "site", tmp_path / "out").planning.page_at("feed.xml") is None


def test_mkdocs_makes_the_same(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", archive(52))
    made = feeds(built(site, tmp_path / "ours"))
    assert feeds(tree(mkdocs(site, tmp_path / "theirs"))) == made
    assert len(made) == 8
