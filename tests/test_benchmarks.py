"""The archive that builds are measured by: the same every time, and what its description says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import archive, dateline_site, hugo_site
from benchmarks.archive import Day, Emphasis, Named, Outward, Paragraph
from benchmarks.measure import size
from benchmarks.parts import KINDS
from benchmarks.sites import STEPS, DatelineSite
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


def test_both_formats_are_the_same_every_time(tmp_path: Path) -> None:
    for again in ("first", "second"):
        dateline_site.write(tmp_path / again / "dateline", COUNT)
        hugo_site.write(tmp_path / again / "hugo", COUNT, entry_pages=True)
    assert tree(tmp_path / "first") == tree(tmp_path / "second")
    assert len(list((tmp_path / "first/dateline/briefings").glob("2*/*.yaml"))) == COUNT


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
