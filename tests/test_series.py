"""Series of figures: what stands on which page, what a change renders again, what machines get."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from conftest import MKDOCS, build_site, tree, write_site
from data_site import DATA
from dateline.plan import bundle_of

ENTRY = """\
entries:
  - section: LATEST
    thread: war
    text: It went on [@MoD].
    figures:
      - {{what: people killed, value: "{value}", source: MoD, series: killed}}
"""
FIRST = date(2015, 11, 2)


def archive(count: int) -> dict[str, str]:
    """One value a week, from November 2015 on."""
    days = [FIRST + timedelta(7 * number) for number in range(count)]
    values = {f"briefings/{day}.yaml": ENTRY.format(value=n) for n, day in enumerate(days)}
    return {**values, "briefings/sources.yaml": "mod: {name: MoD}\nministry: =Ministry\n"}


def is_text(path: str) -> bool:
    """Whether a file of a site can be read as text."""
    return not bundle_of(path) and not path.endswith((".sqlite", ".png"))


def built(folder: Path, files: dict[str, str], **changes: object) -> dict[str, str]:
    """The pages of a site, as texts."""
    build_site(write_site(folder / "site", files), folder / "out", **changes)
    return {path: data.decode() for path, data in tree(folder / "out").items() if is_text(path)}


def days_in(page: str) -> list[str]:
    """The days in a series' table."""
    return re.findall(r'<th scope="row"><a [^>]*><time datetime="([^"]*)"', page)


def test_a_series_shows_its_newest_year_and_at_least_thirty_values(tmp_path: Path) -> None:
    pages = built(tmp_path, archive(36))
    shown, year = (days_in(pages[f"figures/killed/{path}index.html"]) for path in ("", "2016/"))
    assert len(shown) == 30 and shown == sorted(shown)
    assert len(year) == 27 and shown[-27:] == year
    assert len(days_in(pages["figures/killed/2015/index.html"])) == 9


def test_a_long_year_is_shown_whole(tmp_path: Path) -> None:
    pages = built(tmp_path, archive(50))
    assert len(days_in(pages["figures/killed/index.html"])) == 41


def test_a_new_value_leaves_old_pages_alone(tmp_path: Path) -> None:
    """Nothing says how many values there are but the pages of the series itself."""
    site = write_site(tmp_path / "site", archive(36))
    build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    before = tree(tmp_path / "out")
    write_site(site, archive(37))
    seen = build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    after = tree(tmp_path / "out")
    changed = {path for path in before if after.get(path) != before[path]}
    assert seen.compiled == 1
    assert {"figures/index.html", "figures/killed/series.csv", "threads/war/index.html"} <= changed
    assert not {path for path in changed if path.startswith(("2015/", "figures/killed/2015/"))}
    build_site(site, tmp_path / "clean", outputs=DATA)
    assert tree(tmp_path / "clean") == after


def test_an_older_value_changes_its_year_and_the_whole(tmp_path: Path) -> None:
    files = archive(36)
    site = write_site(tmp_path / "site", files)
    build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    before = tree(tmp_path / "out")
    oldest = next(iter(files))
    write_site(site, {oldest: files[oldest].replace('"0"', '"0+"')})
    build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    after = tree(tmp_path / "out")
    changed = {path for path in before if after.get(path) != before[path]}
    assert {path for path in changed if path.startswith("figures/")} == {
        "figures/killed/index.html",
        "figures/killed/2015/index.html",
        "figures/killed/series.csv",
    }


def test_a_line_above_a_figure_changes_no_series(tmp_path: Path) -> None:
    files = archive(4)
    site = write_site(tmp_path / "site", files)
    build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    oldest = next(iter(files))
    write_site(site, {oldest: f"# A note.\n{files[oldest]}"})
    seen = build_site(site, tmp_path / "out", remember=True, outputs=DATA)
    assert (seen.compiled, seen.rendered) == (1, 0)


def test_without_data_there_is_no_table_for_machines(tmp_path: Path) -> None:
    off = MKDOCS.replace(
        "[dateline]", "[{dateline: {outputs: {cards: false, data: false, entry_pages: false}}}]"
    )
    pages = built(tmp_path, {**archive(2), "mkdocs.yml": off})
    assert "figures/killed/series.csv" not in pages
    assert "csv" not in pages["figures/killed/index.html"].lower()


def test_the_table_for_machines_has_every_value(tmp_path: Path) -> None:
    more = """\
figures:
  - {what: people killed, value: "13.5 million people [@=Ministry][@MoD]", of: 20 million,
     series: total, as_of: 2016-06-18, status: disputed}
corrections:
  - 2016-06-20: It was more.
  - 2016-06-21: It was less.
entries:
  - {section: LATEST, text: "It went on [@MoD]."}
"""
    files = {**archive(36), "briefings/2016-06-19-evening.yaml": more}
    text = built(tmp_path, files, outputs=DATA)
    assert text["figures/killed/series.csv"].count("\r\n") == 37
    (row,) = csv.DictReader(text["figures/total/series.csv"].splitlines())
    assert row == {
        "date": "2016-06-19",
        "edition": "evening",
        "entry": "",
        "url": "https://test.example/2016/06/19/evening/",
        "what": "people killed",
        "low": "13500000",
        "high": "13500000",
        "bound": "",
        "value": "13.5 million",
        "of": "20 million",
        "unit": "people",
        "status": "disputed",
        "sources": "'=Ministry; MoD",
        "as_of": "2016-06-18",
        "corrected": "2016-06-21",
    }


def test_editions_of_a_day_stand_by_the_hour(tmp_path: Path) -> None:
    files = {
        "briefings/2016-06-19-morning.yaml": "as_of: 06:00\n" + ENTRY.format(value=4),
        "briefings/2016-06-19-evening.yaml": "as_of: 18:00\n" + ENTRY.format(value=8),
    }
    page = built(tmp_path, files)["figures/killed/index.html"]
    assert len(re.findall(r'<g class="mark">\n<circle cx="([^"]*)"', page)) == 2
    assert "2 briefings" in page


def test_a_thread_of_no_figures_shows_no_series(tmp_path: Path) -> None:
    files = archive(2)
    last = f"briefings/{FIRST + timedelta(7)}.yaml"
    files[last] = files[last].replace("thread: war", "thread: peace").split("    figures:")[0]
    pages = built(tmp_path, files)
    assert "figures/killed/" in pages["threads/war/index.html"]
    assert "figures/killed/" not in pages["threads/peace/index.html"]
