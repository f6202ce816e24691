"""What a session remembers, and what makes it forget."""

import gc
import re
import sys
from pathlib import Path

import pytest

from conftest import NOW, PROJECT, build_site, tree, write_site
from dateline.build import Built
from dateline.cache import Cache
from dateline.model.libraries import Library
from dateline.plan import Plan
from dateline.problems import BuildFailed, Problem, errors
from dateline.render import Renderer
from dateline.session import Memory, memory
from dateline.session.files import Files
from dateline.standing import last
from dateline.standing.marks import Mark

LIVES_FOR_A_BUILD = (Cache, Files, Library, Memory, Plan, Renderer)

SITE = {
    "briefings/entities.yaml": "places:\n  hama: Hama\n",
    "briefings/2016-05-02.yaml": "entries:\n  - {section: Ports, text: A ship in Hama.}\n",
    "briefings/2016-05-03.yaml": "entries:\n  - {section: Ports, text: Two ships.}\n",
    "briefings/2016-05-04.yaml": "entries:\n  - {section: Sea, text: No ship.}\n",
}


def rebuilt(site: Path, output: Path) -> Built:
    """Build with what is remembered; the same must come of it as of a build from nothing."""
    built = build_site(site, output, remember=True)
    build_site(site, output.with_name("clean"))
    assert tree(output) == tree(output.with_name("clean"))
    return built


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site that has been built once, into `out` beside it."""
    site = write_site(tmp_path / "site", SITE)
    build_site(site, tmp_path / "out", remember=True)
    return site


def edit(site: Path, path: str, old: str, new: str) -> None:
    """Replace a text in a file of the site."""
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_another_version_remembers_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "identity", lambda: "another")
    monkeypatch.setattr(last, "of_code", lambda: Mark("another", settled=True))
    assert rebuilt(site, site.with_name("out")).compiled == 3


def test_the_identity_is_that_of_our_code_and_its_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = memory.identity.__wrapped__()
    monkeypatch.setattr(memory, "version", lambda _: "9.9")
    other_libraries = memory.identity.__wrapped__()
    monkeypatch.setattr(memory, "files", lambda _: tmp_path)
    assert len({here, other_libraries, memory.identity.__wrapped__()}) == 3


def test_a_mistake_keeps_the_site_and_what_was_compiled(site: Path) -> None:
    out = site.with_name("out")
    before = tree(out)
    edit(site, "briefings/2016-05-03.yaml", "text:", "txet:")
    for compiled in (1, 0):  # it is not compiled again to be told again
        with pytest.raises(Exception, match="problems") as failed:
            build_site(site, out, remember=True)
        assert [p.code for p in errors(failed.value.problems)] == ["entry/unknown-key"], compiled
        assert tree(out) == before
    edit(site, "briefings/2016-05-03.yaml", "txet:", "text:")
    built = rebuilt(site, out)
    assert (built.compiled, built.rendered, built.written.written) == (1, 0, 0)


def test_what_changed_during_a_mistake_is_not_forgotten(site: Path) -> None:
    """Compiled with the mistake, the other edit must still reach its neighbours' pages."""
    out = site.with_name("out")
    edit(site, "briefings/2016-05-03.yaml", "text:", "txet:")
    edit(site, "briefings/2016-05-02.yaml", "A ship", "One ship")
    with pytest.raises(Exception, match="problems"):
        build_site(site, out, remember=True)
    edit(site, "briefings/2016-05-03.yaml", "txet:", "text:")
    assert rebuilt(site, out).rendered > 0


def mistakes(site: Path, *, remember: bool, **changes: object) -> tuple[Problem, ...]:
    """What is wrong with a site that cannot be built."""
    with pytest.raises(BuildFailed) as failed:
        build_site(site, site.with_name("out"), remember=remember, **changes)
    return failed.value.problems


def test_a_setting_that_breaks_a_file_silences_what_may_be_due_to_that(site: Path) -> None:
    """The record is the same, and so is what it was placed by; who reads it does not believe it."""
    edit(site, "briefings/2016-05-04.yaml", "{section: Sea", "{section: Sea, label: Watch")
    assert {p.code for p in rebuilt(site, site.with_name("out")).problems} == {"entry/unsourced"}
    clean = mistakes(site, remember=False, labels=("Critical",))
    assert [p.code for p in clean if p.path == "2016-05-04.yaml"] == ["entry/unknown-label"]
    assert mistakes(site, remember=True, labels=("Critical",)) == clean


def test_a_new_name_compiles_only_what_may_hold_it(site: Path) -> None:
    (site / "briefings/entities.yaml").write_text("places:\n  hama: Hama\n  sea: ships\n")
    built = rebuilt(site, site.with_name("out"))
    assert built.compiled == 1
    assert "/places/sea/" in (site.with_name("out") / "2016/05/03/index.html").read_text()


def test_a_new_month_is_planned_with_its_neighbour_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {
        f"briefings/2016-{month:02}-01.yaml": "entries:\n  - {section: Sea, text: No ship.}\n"
        for month in range(1, 6)
    }
    site = write_site(tmp_path / "site", days)
    build_site(site, tmp_path / "out", remember=True)
    planned: list[int] = []
    groups = sys.modules["dateline.plan.groups"]  # whose function has taken its name
    really = groups.month_page
    monkeypatch.setattr(
        groups,
        "month_page",
        lambda first, scope: planned.append(first.month) or really(first, scope),
    )
    (site / "briefings/2016-06-01.yaml").write_text(next(iter(days.values())))
    build_site(site, tmp_path / "out", remember=True)
    assert planned == [5, 6]
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    assert rebuilt(site, tmp_path / "out").rendered == 0


def test_another_way_to_write_the_same_renders_nothing(site: Path) -> None:
    edit(site, "briefings/2016-05-03.yaml", "entries:\n", "# A comment.\n\nentries:\n\n")
    built = rebuilt(site, site.with_name("out"))
    assert (built.compiled, built.rendered) == (1, 0)


def test_two_folders_know_what_is_in_each(site: Path) -> None:
    out, other = site.with_name("out"), site.with_name("other")
    assert rebuilt(site, other).rendered > 0
    edit(site, "briefings/2016-05-03.yaml", "Two", "Three")
    assert rebuilt(site, out).compiled == 1
    built = rebuilt(site, other)
    assert built.compiled == 0
    assert 0 < built.rendered < built.pages


def test_drafts_have_a_memory_of_their_own(site: Path, tmp_path: Path) -> None:
    edit(site, "briefings/2016-05-03.yaml", "text:", "draft: true, text:")
    build_site(site, tmp_path / "out", remember=True)
    build_site(site, tmp_path / "drafts", remember=True, drafts=True)
    assert rebuilt(site, tmp_path / "out").rendered == 0
    assert build_site(site, tmp_path / "drafts", remember=True, drafts=True).rendered == 0


def test_a_site_without_memory_leaves_none(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", SITE)
    build_site(site, tmp_path / "out")
    assert not (site / ".dateline").exists()


def test_a_folder_that_cannot_be_written_is_said_and_costs_only_time(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**SITE, ".dateline": "a file"})
    assert rebuilt(site, tmp_path / "out").trouble
    assert rebuilt(site, tmp_path / "out").compiled == 3


def test_the_sample_remembers_all_of_it(tmp_path: Path) -> None:
    kept = {path: (PROJECT / path).read_bytes() for path in ("mkdocs.yml",)}
    site = tmp_path / "site"
    site.mkdir()
    (site / "briefings").symlink_to(PROJECT / "briefings")
    for path, data in kept.items():
        (site / path).write_bytes(data)
    build_site(site, tmp_path / "out", remember=True)
    built = rebuilt(site, tmp_path / "out")
    assert (built.compiled, built.rendered, built.written.written) == (0, 0, 0)


def alive() -> set[tuple[str, int]]:
    """What of builds lives in this process, other tests' included."""
    gc.collect()
    found = (each for each in gc.get_objects() if isinstance(each, LIVES_FOR_A_BUILD))
    return {(type(each).__name__, id(each)) for each in found}


def test_a_build_leaves_nothing_behind_in_the_process(tmp_path: Path) -> None:
    """A preview builds all day: what one build has loaded must not stay for the next."""
    site = write_site(tmp_path / "site", SITE)
    before = alive()
    for remember in (True, False):
        build_site(site, tmp_path / "out", remember=remember)
    assert not alive() - before


DATED = {
    "briefings/2016-05-02.yaml": "entries:\n  - {section: Ports, text: It rained on Monday.}\n",
    "briefings/2016-05-05.yaml": "entries:\n  - {section: Ports, text: On Tuesday it rained.}\n",
    "briefings/2016-05-06.yaml": "entries:\n  - {section: Ports, text: A dry day.}\n",
}


def times(page: Path) -> list[str]:
    """What a page says of the weekdays in its texts."""
    html = page.read_text(encoding="utf-8")
    return re.findall(r"<time datetime=\"([0-9-]+)\"(?: title|><a href)", html)


def test_a_file_renamed_to_another_day_speaks_from_there(tmp_path: Path) -> None:
    """Its bytes are what they were, and its weekdays are others."""
    site, out = write_site(tmp_path / "site", DATED), tmp_path / "out"
    build_site(site, out, remember=True)
    assert times(out / "2016/05/05/ports/index.html") == ["2016-05-03"]
    (site / "briefings/2016-05-05.yaml").rename(site / "briefings/2016-05-12.yaml")
    assert rebuilt(site, out).compiled == 1
    assert times(out / "2016/05/12/ports/index.html") == ["2016-05-10"]
    for old, new in (("06", "x"), ("12", "06"), ("x", "12")):  # two files that change places
        (site / f"briefings/2016-05-{old}.yaml").rename(site / f"briefings/2016-05-{new}.yaml")
    assert rebuilt(site, out).compiled == 2
    assert times(out / "2016/05/06/ports/index.html") == ["2016-05-03"]


def test_a_new_day_is_linked_where_a_weekday_means_it(tmp_path: Path) -> None:
    """Only what speaks of that day is rendered for it, and nothing is compiled."""
    far = "entries:\n  - {section: Sea, text: It was calm.}\n"
    files = {**DATED, **{f"briefings/2016-0{month}-01.yaml": far for month in (6, 7, 8)}}
    site, out = write_site(tmp_path / "site", files), tmp_path / "out"
    build_site(site, out, remember=True)
    page, other = out / "2016/05/05/ports/index.html", out / "2016/07/01/index.html"
    stamps = page.stat().st_mtime_ns, other.stat().st_mtime_ns
    assert '<time datetime="2016-05-03" title="May 3, 2016" tabindex="0">Tuesday</time>' in (
        page.read_text(encoding="utf-8")
    )
    (site / "briefings/2016-05-03.yaml").write_text(far, encoding="utf-8")
    assert rebuilt(site, out).compiled == 1
    link = '<time datetime="2016-05-03"><a href="../../03/" title="May 3, 2016">Tuesday</a></time>'
    assert link in page.read_text(encoding="utf-8")
    assert page.stat().st_mtime_ns > stamps[0] and other.stat().st_mtime_ns == stamps[1]
    (site / "briefings/2016-05-03.yaml").unlink()
    assert rebuilt(site, out).compiled == 0
    assert link not in page.read_text(encoding="utf-8")
