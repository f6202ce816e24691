"""The archive that builds are measured by: the same every time, and what its description says."""

import json
import re
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

import benchmarks.preview
from benchmarks import archive, dateline_site, hugo_site, mkdocs_site
from benchmarks.archive import Day, Emphasis, Named, Outward, Paragraph
from benchmarks.measure import Failed, size
from benchmarks.parts import KINDS
from benchmarks.preview import Seen, preview
from benchmarks.sites import STEPS, DatelineSite, edited_day, edited_text
from benchmarks.tables import results
from conftest import build_site, tree

COUNT = 12


@pytest.fixture(scope="module")
def year() -> list[Day]:
    return list(archive.days(365))


def paragraphs(day: Day) -> list[Paragraph]:
    return [paragraph for story in day.stories for paragraph in story.paragraphs]


def test_a_briefing_has_what_is_promised(year: list[Day]) -> None:
    for day in year:
        texts = paragraphs(day)
        parts = [part for paragraph in texts for part in paragraph.parts]
        assert len(texts) == 25
        assert len({story.section for story in day.stories}) == len(day.stories) == 4
        assert sum(isinstance(part, Outward) for part in parts) == 5
        assert sum(paragraph.quoted for paragraph in texts) == 2
        marked = [any(isinstance(part, Emphasis) for part in text.parts) for text in texts]
        assert sum(marked) == 5
        named = {part.entity for part in parts if isinstance(part, Named)} - {-1}
        assert len(named) == 8


def test_a_briefing_has_six_and_a_half_kilobytes_of_prose(tmp_path: Path) -> None:
    dateline_site.write(tmp_path / "site", 100)
    texts = [path.read_text("utf-8") for path in (tmp_path / "site/briefings").glob("2*/*.yaml")]
    blocks = (re.findall(r"text: \|\n((?: {6}.*\n|\n)+)", text) for text in texts)
    prose = [sum(len(re.sub(r"^ +", "", block, flags=re.M)) for block in each) for each in blocks]
    assert len(prose) == 100
    assert 6300 < sum(prose) / 100 < 7000


def test_few_are_named_often(year: list[Day]) -> None:
    counts = Counter(number for day in year for story in day.stories for number in story.entities())
    assert counts[0] > 5 * counts[20] > 0
    assert len(archive.entities()) == len({each.id for each in archive.entities()}) == 300
    assert max(counts) > 290


def test_threads_are_forty_and_claims_are_settled_by_what_is_there(year: list[Day]) -> None:
    assert {thread for day in year for story in day.stories for thread in story.threads} == set(
        range(40)
    )
    settled = [(day, each) for day in year for story in day.stories for each in story.settles]
    assert len(settled) > 50
    for day, each in settled:
        assert day.number < each.day < 365
        assert year[each.day].stories[each.story].status == "claimed"


def test_a_small_archive_is_the_end_of_a_larger_one() -> None:
    small, large = list(archive.days(60)), list(archive.days(90))
    assert small[:40] == large[:40]  # older claims than the small one has are not settled in it


def test_all_formats_are_the_same_every_time(tmp_path: Path) -> None:
    for again in ("first", "second"):
        dateline_site.write(tmp_path / again / "dateline", COUNT)
        hugo_site.write(tmp_path / again / "hugo", COUNT, entry_pages=True)
        mkdocs_site.write(tmp_path / again / "mkdocs", COUNT)
    assert tree(tmp_path / "first") == tree(tmp_path / "second")
    assert len(list((tmp_path / "first/dateline/briefings").glob("2*/*.yaml"))) == COUNT
    assert len(list((tmp_path / "first/mkdocs/docs").glob("2*/*/*.md"))) == COUNT


def test_every_format_has_the_edited_words_once(tmp_path: Path) -> None:
    dateline_site.write(tmp_path / "dateline", COUNT)
    hugo_site.write(tmp_path / "hugo", COUNT, entry_pages=False)
    mkdocs_site.write(tmp_path / "mkdocs", COUNT)
    day = edited_day(COUNT)
    files = [
        dateline_site.path_of(tmp_path / "dateline", day),
        hugo_site.path_of(tmp_path / "hugo", day),
        mkdocs_site.path_of(tmp_path / "mkdocs", day),
    ]
    words = edited_text(day.stories[-1])
    assert [file.read_text("utf-8").count(words) for file in files] == [1, 1, 1]


def test_it_builds_without_a_problem_and_so_does_every_change(tmp_path: Path) -> None:
    site = DatelineSite(tmp_path / "site", COUNT, KINDS)
    site.make()
    pages: dict[str, dict[str, bytes]] = {}
    for name, change in STEPS.items():
        change(site)
        built = build_site(site.root, tmp_path / "output")
        assert built.problems == (), name
        pages[name] = tree(tmp_path / "output")
    cold, *_ = pages.values()
    assert pages["nothing changed"] == cold
    changed = {
        name: {path for path in after if after[path] != before.get(path)}
        for (_, before), (name, after) in zip(
            list(pages.items())[1:], list(pages.items())[2:], strict=False
        )
    }
    assert "2024/11/22/index.html" in changed["one briefing edited"]
    assert "2024/11/29/index.html" in changed["one briefing added"]
    assert len([path for path in changed["a template edited"] if path.startswith("202")]) == 13
    assert "places/port-meridian/index.html" in changed["an entity added"]


def test_files_and_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/one").write_bytes(b"123")
    (tmp_path / "a/b/two").write_bytes(b"4567")
    assert size(tmp_path) == (2, 7)


HANDS_OUT = ("-m", "http.server", "--bind", "127.0.0.1", "--directory")


class PlainSite:
    """Pages as they are in two folders, of which the first is edited, and a server in Python."""

    name = "plain"
    count = COUNT
    command = ()

    def __init__(self, root: Path, *server: str) -> None:
        self.root, self._server = root, server

    def make(self) -> None:
        day = edited_day(COUNT)
        for folder in ("a", "b"):
            page = self.root / f"{folder}/{day.date:%Y/%m/%d}/index.html"
            page.parent.mkdir(parents=True)
            page.write_text(f"<html>{edited_text(day.stories[-1])}</html>", encoding="utf-8")
            (self.root / folder / "index.html").write_text("<html></html>", encoding="utf-8")

    def serving(self, port: int) -> tuple[str, ...]:
        return (sys.executable, *self._server, str(port))

    def path_of(self, day: Day) -> Path:
        return self.root / f"a/{day.date:%Y/%m/%d}/index.html"


def test_an_edit_is_over_when_its_page_shows_it(tmp_path: Path) -> None:
    site = PlainSite(tmp_path, *HANDS_OUT, "a")
    site.make()
    seen = preview(site, times=3, pause=0.01)
    assert len(seen.edits) == 3
    assert "anew004" in site.path_of(edited_day(COUNT)).read_text("utf-8")  # two did not count


def test_what_is_never_seen_is_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmarks.preview, "LONGEST", 1.0)
    site = PlainSite(tmp_path, *HANDS_OUT, "b")
    site.make()
    with pytest.raises(Failed, match=r"no \S+ at /\S* after"):
        preview(site, times=3, pause=0.01)


def test_a_server_that_ends_is_not_measured(tmp_path: Path) -> None:
    site = PlainSite(tmp_path, "-c", "print('no port')")
    site.make()
    with pytest.raises(Failed, match="it has ended:\nno port"):
        preview(site, times=3)


def test_previews_are_printed_with_the_worst(tmp_path: Path) -> None:
    seen = Seen(start=0.5, edits=(0.02, 0.04, 0.09), memory=60_000_000)
    told = {"date": "2024-11-28", "dateline": "0.1.0", "mkdocs": "1.6.1", "hugo": "0.168.0"}
    machine = dict.fromkeys(("processor", "cores", "memory", "system", "python"), "any")
    found = {"count": 1000, "servers": {"Dateline": asdict(seen)}, "conditions": told | machine}
    (tmp_path / "preview-1000.json").write_text(json.dumps(found), encoding="utf-8")
    assert "| 1,000 | `dateline serve` | 40 | 90 | 0.50 | 60 |" in results(tmp_path)
