"""Live days across midnight and clock changes, several editions a day, several languages."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import MKDOCS, build_site, write_site
from dateline.model.language import time_in
from test_links import Html
from test_plan import pages, prepared

LIVE = "entries:\n  - section: Count\n    text: It goes on.\n    updates:\n"


def updates(folder: Path, zone: str, day: str, times: tuple[str, ...]) -> tuple[Any, ...]:
    """The updates of a live day as a page has them; `times` as the author writes them."""
    lines = "".join(f"      - {time}: Something new.\n" for time in times)
    site = write_site(folder, {f"briefings/{day}.yaml": LIVE + lines})
    page = pages(site, timezone=zone)[f"/{day.replace('-', '/')}/"]
    found: tuple[Any, ...] = page.view.entries[0].updates
    return found


BERLIN, NEW_YORK, LONDON = "Europe/Berlin", "America/New_York", "Europe/London"
LORD_HOWE = "Australia/Lord_Howe"
DAYS: dict[str, tuple[str, str, tuple[str, ...], list[tuple[str, str, str]]]] = {
    "in UTC": (
        "UTC",
        "2016-05-02",
        ("08:00", "14:30"),
        [("1430", "14:30", ""), ("0800", "08:00", "")],
    ),
    "over midnight": (
        BERLIN,
        "2016-05-02",
        ("23:59", "2016-05-03 00:00", "2016-05-03 23:59"),
        [
            ("0503-2359", "23:59", "3 21:59"),
            ("0503-0000", "00:00", "2 22:00"),
            ("2359", "23:59", "2 21:59"),
        ],
    ),
    "in Berlin the clock goes back": (
        BERLIN,
        "2016-10-30",
        ("01:59", "02:30+02:00", "02:30+01:00", "03:00"),
        [
            ("0300", "03:00", "30 02:00"),
            ("0230-2", "02:30", "30 01:30"),
            ("0230", "02:30", "30 00:30"),
            ("0159", "01:59", "29 23:59"),
        ],
    ),
    "in New York it does a week later": (
        NEW_YORK,
        "2016-11-05",
        ("2016-11-06 01:30-04:00", "2016-11-06 01:30-05:00"),
        [("1106-0130-2", "01:30", "6 06:30"), ("1106-0130", "01:30", "6 05:30")],
    ),
    "in London, where one of the two is UTC": (
        LONDON,
        "2016-10-30",
        ("01:30+01:00", "01:30+00:00"),
        [("0130-2", "01:30", "30 01:30"), ("0130", "01:30", "30 00:30")],
    ),
    "in London in winter": (LONDON, "2016-12-01", ("12:00",), [("1200", "12:00", "")]),
    "on Lord Howe by half an hour": (
        LORD_HOWE,
        "2016-04-03",
        ("01:45+11:00", "01:45+10:30"),
        [("0145-2", "01:45", "2 15:15"), ("0145", "01:45", "2 14:45")],
    ),
    "in Berlin the clock goes forward": (
        BERLIN,
        "2016-03-27",
        ("01:59", "03:00"),
        [("0300", "03:00", "27 01:00"), ("0159", "01:59", "27 00:59")],
    ),
    "the skipped hour by an offset": (
        NEW_YORK,
        "2016-03-13",
        ("02:30-05:00",),
        [("0330", "03:30", "13 07:30")],
    ),
    "in the east the day has begun": (
        "Pacific/Auckland",
        "2016-05-02",
        ("09:00",),
        [("0900", "09:00", "1 21:00")],
    ),
}


@pytest.mark.parametrize(("zone", "day", "times", "expected"), DAYS.values(), ids=DAYS)
def test_updates_newest_first_by_the_sites_clock_and_in_utc(
    zone: str,
    day: str,
    times: tuple[str, ...],
    expected: list[tuple[str, str, str]],
    tmp_path: Path,
) -> None:
    found = updates(tmp_path, zone, day, times)
    assert [
        (
            each.anchor.removeprefix("count-"),
            f"{each.at:%H:%M}",
            f"{each.utc.day} {each.utc:%H:%M}" if each.utc else "",
        )
        for each in found
    ] == expected
    moments = [each.at.timestamp() for each in found]
    assert moments == sorted(moments, reverse=True)


NIGHT = tuple(
    f"2016-10-{29 + m // 1440} {m // 60 % 24:02}:{m % 60:02}Z" for m in range(0, 2880, 15)
)


@settings(max_examples=20)
@given(st.sets(st.sampled_from(NIGHT), min_size=2), st.data())
def test_anchors_differ_and_stay_when_updates_are_added(
    tmp_path_factory: pytest.TempPathFactory, times: set[str], data: st.DataObject
) -> None:
    every = tuple(sorted(times))
    some = tuple(sorted(data.draw(st.sets(st.sampled_from(every), min_size=1))))
    after = updates(tmp_path_factory.mktemp("all"), BERLIN, "2016-10-29", every)
    before = updates(tmp_path_factory.mktemp("some"), BERLIN, "2016-10-29", some)
    assert len({each.anchor for each in after}) == len(every)
    assert {each.anchor for each in before} <= {each.anchor for each in after}
    kept = {each.anchor: each.utc for each in after}
    assert all(kept[each.anchor] == each.utc for each in before)


@pytest.mark.parametrize(
    ("area", "lang", "words"),
    [
        ("Asia/Damascus", "en-GB", "Damascus Time"),
        ("America/New_York", "en", "New York Time"),
        ("America/Argentina/Ushuaia", "en", "Ushuaia Time"),
        ("Europe/Berlin", "de", "Berlin (Ortszeit)"),
        ("Asia/Damascus", "ar", "توقيت دمشق"),
        ("UTC", "en", ""),
        ("Etc/GMT+3", "en", ""),
        ("EST5EDT", "en", ""),
    ],
)
def test_what_a_citys_time_is_called(area: str, lang: str, words: str) -> None:
    assert time_in(area, lang) == words


# Several languages.


def translated(folder: Path, as_of: str, of_the_translation: str) -> dict[str, Any]:
    """The pages of a briefing and its translation, each with its `as_of`; empty: it has none."""
    text = "entries:\n  - {section: Ports, text: A text.}\n"
    return pages(
        write_site(
            folder,
            {
                "briefings/2016-05-02.yaml": (as_of and f"as_of: {as_of}\n") + text,
                "briefings/2016-05-02.ar.yaml": (
                    (of_the_translation and f"as_of: {of_the_translation}\n")
                    + text
                    + "  - {section: Roads, text: More.}\n"
                ),
            },
        )
    )


@pytest.mark.parametrize(
    ("as_of", "of_the_translation", "older"),
    [
        ("20:00", "18:00", True),
        ("20:00", "19:59", True),
        ("20:00", "20:00", False),
        ("20:00", "21:00", False),
        ("20:00", "2016-05-02 22:00+03:00", True),
        ("20:00", "2016-05-02 23:00+03:00", False),
        ("20:00", "", False),
        ("", "20:00", False),
        ("", "", False),
    ],
)
def test_the_notice_on_an_older_translation(
    as_of: str, of_the_translation: str, older: bool, tmp_path: Path
) -> None:
    found = translated(tmp_path, as_of, of_the_translation)
    newer = found["/ar/2016/05/02/"].view.newer
    assert (newer.address if newer else "") == ("/2016/05/02/" if older else "")
    assert found["/ar/2016/05/02/ports/"].view.newer == ("/2016/05/02/ports/" if older else "")
    assert found["/ar/2016/05/02/roads/"].view.newer == ""
    assert found["/2016/05/02/"].view.newer is None
    assert found["/2016/05/02/ports/"].view.newer == ""


def test_translations_lead_to_each_other(tmp_path: Path) -> None:
    found = translated(tmp_path, "", "")
    both = {
        page.address: [other.address for other in page.translations]
        for page in found.values()
        if page.address.startswith(("/2016/05/02/", "/ar/2016/05/02/")) and page.template
    }
    assert both == {
        "/2016/05/02/": ["/ar/2016/05/02/"],
        "/2016/05/02/ports/": ["/ar/2016/05/02/ports/"],
        "/ar/2016/05/02/": ["/2016/05/02/"],
        "/ar/2016/05/02/ports/": ["/2016/05/02/ports/"],
        "/ar/2016/05/02/roads/": [],
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("2016-05-02-noon", "2016-05-02-noon.ar"), ["/ar/2016/05/02/"]),
        (("2016-05-02-noon", "2016-05-02-night.ar"), ["/ar/2016/05/02/"]),
        (("2016-05-02-noon", "2016-05-02.ar"), []),
        (("2016-05-02-noon", "2016-05-03-noon.ar"), []),
    ],
)
def test_lists_of_editions_lead_to_each_other(
    names: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    text = "entries:\n  - {section: Ports, text: A text.}\n"
    found = pages(write_site(tmp_path, {f"briefings/{name}.yaml": text for name in names}))
    assert [other.address for other in found["/2016/05/02/"].translations] == expected
    for address in expected:
        assert [other.address for other in found[address].translations] == ["/2016/05/02/"]


@pytest.mark.parametrize("draft", ["", "draft: true\n"])
def test_every_page_leads_to_the_homes_of_the_other_languages(draft: str, tmp_path: Path) -> None:
    text = "entries:\n  - {section: Ports, text: A text.}\n"
    names = {"2016-05-02": "", "2016-05-01.ar": draft, "2016-05-01.de": ""}
    files = {f"briefings/{name}.yaml": held + text for name, held in names.items()}
    site = prepared(write_site(tmp_path, files))
    homes = {
        lang: [other.address for other in constants.languages]
        for lang, constants in site.plan.sites.items()
    }
    arabic = [] if draft else ["/ar/"]
    assert homes == {"en": [*arabic, "/de/"], "ar": ["/", "/de/"], "de": ["/", *arabic]}


def test_the_way_to_another_language_stands_at_the_foot(tmp_path: Path) -> None:
    text = "entries:\n  - {section: Ports, text: A text.}\n"
    files = {f"briefings/{name}.yaml": text for name in ("2016-05-02", "2016-05-01.ar")}
    build_site(write_site(tmp_path / "site", {"mkdocs.yml": MKDOCS, **files}), tmp_path / "out")
    page = Html((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    feet = [e for e in page.elements if e.tag == "a" and "footer" in e.inside]
    assert {"ar/"} == {e.attributes["href"] for e in feet if "hreflang" in e.attributes}
