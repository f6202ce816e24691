"""Incremental equals clean, after whatever has happened to the files; and how little it does.

First a dozen random histories (the steps are in `histories/`; a hundred run in
`judge/test_long_histories.py`). Then one archive of twelve briefings in three months, and for each
kind of change what is compiled and which files are written: just those that differ between
clean builds before and after, and no page is rendered in vain.
"""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest
from hypothesis.stateful import run_state_machine_as_test

from conftest import MKDOCS, PROJECT, QUICK, build_site, only, tree, write_site
from dateline.build import Built
from dateline.plan import bundle_of, is_collected
from histories import GATE, Histories, assert_idle


def test_histories() -> None:
    run_state_machine_as_test(
        Histories,
        settings=hypothesis.settings(
            max_examples=9,
            stateful_step_count=10,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


# Twelve briefings from April to June, a week apart, so that a month has four or so. Sections and
# threads alternate; every third briefing names Ines Varga, every fourth the harbour master, who
# is nobody's alias yet; three quote the customs office.

FIRST = date(2016, 4, 4)
DAYS = tuple(FIRST + timedelta(weeks=week) for week in range(12))
BRIEFING = """\
entries:
  - section: {section}
    thread: {thread}
    text: |
      # Berth {number} of the harbour is measured

      The pilots measured berth {number} on Monday. {more}

      Nothing else was said about the depth of water there.
  - section: talks
    text: |
      # Round {number} of the talks ends

      The delegations of both banks met for an hour.
"""
MORE = {
    0: "Ines Varga watched.",
    3: "The harbour master watched.",
    5: "The gate is said to be shut [@customs].",
}
REGISTERS = {
    "briefings/sections.yaml": "ports: Ports\nroads: Roads\ntalks: Talks\n",
    "briefings/threads.yaml": "berth: The berths\nflood: The flood\n",
    "briefings/sources.yaml": "customs: Customs office\n",
    "briefings/entities.yaml": (
        "people:\n  varga: {name: Ines Varga}\n  hald: {name: Ada Hald, aka: [Hald]}\n"
    ),
    "briefings/gate.svg": GATE,
}


def path_of(day: date) -> str:
    """Where a day's briefing stands."""
    return f"briefings/{day:%Y}/{day}.yaml"


def briefing(number: int) -> str:
    """One of the twelve."""
    more = [text for step, text in MORE.items() if number % 6 == step]
    section, thread = ("ports", "berth") if number % 2 else ("roads", "flood")
    text = BRIEFING.format(
        section=section, thread=thread, number=number, more=" ".join(more) or "It took an hour."
    )
    photo = "    photo: {file: /gate.svg, alt: The gate}\n"
    return text.replace("    text:", f"{photo}    text:", 1) if number == 4 else text


ARCHIVE = {**REGISTERS, **{path_of(day): briefing(number) for number, day in enumerate(DAYS)}}
Files = dict[str, str]
Change = Callable[[Files], Files]


class Effect(NamedTuple):
    """What a change led to: the incremental build, the paths whose bytes differ between clean
    builds before and after, and those that only one of them has."""

    built: Built
    differ: set[str]
    came: set[str]
    went: set[str]

    @property
    def pages(self) -> set[str]:
        """The pages, for people or machines, that a build after the change cannot do without
        rendering."""
        found = (path for path in self.differ | self.came if path.endswith(RENDERED))
        return {p for p in found if not (bundle_of(p) or is_collected(p) or p == SITEMAP)}


def effect(folder: Path, change: Change, plugins: str = QUICK, **settings: object) -> Effect:
    """Build the archive, change its files, and build again: from nothing, and incrementally."""
    config = {"mkdocs.yml": MKDOCS.replace("[dateline]", plugins)}
    site = write_site(folder / "site", ARCHIVE | config)
    build_site(site, folder / "out", remember=True)
    before = tree(folder / "out")
    changed = change(dict(ARCHIVE))
    for path in ARCHIVE.keys() - changed.keys():
        (site / path).unlink()
    others = {path: text for path, text in changed.items() if ARCHIVE.get(path) != text}
    write_site(site, others | config)
    built = build_site(site, folder / "out", remember=True, **settings)
    build_site(site, folder / "clean", remember=False, **settings)
    after = tree(folder / "clean")
    assert tree(folder / "out") == after
    return Effect(
        built,
        {path for path in before.keys() & after if before[path] != after[path]} - {LIST},
        after.keys() - before.keys(),
        before.keys() - after.keys(),
    )


RENDERED = (".html", ".csv", ".json", ".geojson", ".xml", ".md", ".txt")
SITEMAP = "sitemap.xml"
"""Made of all pages, when they are planned."""
LIST = ".dateline.json"
"""The list of what was written; not counted among it."""
FAR = tuple(f"2016/04/{day}/index.html" for day in ("04", "11", "18", "25"))
"""Far from the changes below, in the same thread and in the other: entries name their neighbours in
every stream, and do not say how many others there are."""


def assert_no_more(seen: Effect, *, compiled: int, in_vain: int = 0) -> None:
    """Just what differs was written, and only pages that differ were rendered. `in_vain`: how
    many pages more may have been, whose value changed and whose bytes did not."""
    assert seen.built.compiled == compiled
    assert seen.built.written.written == len(seen.differ | seen.came)
    assert seen.built.written.removed == len(seen.went)
    assert len(seen.pages) <= seen.built.rendered <= len(seen.pages) + in_vain


def edited(path: str, old: str, new: str) -> Change:
    """A change of one text for another in one file."""

    def change(files: Files) -> Files:
        assert old in files[path]
        return {**files, path: files[path].replace(old, new)}

    return change


def added(path: str, text: str) -> Change:
    """One more file."""
    return lambda files: {**files, path: text}


def test_a_word_deep_in_a_text(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited(path_of(DAYS[6]), "the depth", "the width"))
    assert_no_more(seen, compiled=1)
    assert seen.pages == {"2016/05/16/index.html", "2016/05/16/roads/index.html"}


SHAPES = ("briefing.json", "email.html", "email.txt", "index.html", "index.md")
"""What is in the folder of a briefing."""


def test_a_word_goes_into_every_shape_of_its_briefing_and_every_stream_it_is_in(
    tmp_path: Path,
) -> None:
    plugins = only("feeds", "data", "markdown", "email")
    seen = effect(tmp_path, edited(path_of(DAYS[6]), "the depth", "the width"), plugins)
    streams = ("", "sections/roads/", "threads/flood/", "people/varga/")
    own = {*SHAPES, "roads.ninjs.json", "roads/index.html"}
    assert_no_more(seen, compiled=1)
    assert seen.pages == {f"2016/05/16/{name}" for name in own} | {
        f"{folder}{feed}" for folder in streams for feed in ("feed.xml", "rss.xml", "feed.json")
    }
    assert seen.differ - seen.pages == {"data/entries.ndjson", "data/2016.sqlite"}


def test_a_word_that_lists_show(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited(path_of(DAYS[6]), "The pilots measured", "Pilots measured"))
    # Every list's line carries the first sentence, and only streams print it: the month is
    # rendered without need.
    assert_no_more(seen, compiled=1, in_vain=1)
    assert {"2016/05/16/index.html", "sections/roads/index.html"} <= seen.differ
    assert not {"index.html", "2016/05/09/index.html", "claims/index.html"} & seen.differ


def test_a_headline(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited(path_of(DAYS[6]), "is measured", "is sounded"))
    assert_no_more(seen, compiled=1)
    neighbours = {"2016/05/02/index.html", "2016/05/30/index.html"}
    assert {"2016/05/index.html", "threads/flood/index.html", *neighbours} <= seen.differ
    assert "2016/04/04/index.html" not in seen.differ


def test_a_link_to_an_old_story(tmp_path: Path) -> None:
    """The old story tells of it; its neighbours have nothing to tell."""
    link = "[Once more](see:2016-04-04#roads) nothing else"
    seen = effect(tmp_path, edited(path_of(DAYS[9]), "Nothing else", link))
    assert_no_more(seen, compiled=1)
    old = {"2016/04/04/index.html", "2016/04/04/roads/index.html"}
    assert seen.pages == {"2016/06/06/index.html", "2016/06/06/ports/index.html", *old}


def test_the_same_day_a_year_before(tmp_path: Path) -> None:
    """It is told on its anniversary."""
    seen = effect(tmp_path, added("briefings/2015/2015-05-16.yaml", briefing(12)))
    assert_no_more(seen, compiled=1)
    assert {"2016/05/16/index.html"} <= seen.differ
    assert not {"2016/05/09/index.html", "2016/05/16/roads/index.html"} & seen.differ


def test_tomorrows_briefing(tmp_path: Path) -> None:
    seen = effect(tmp_path, added("briefings/2016/2016-06-21.yaml", briefing(12)))
    assert_no_more(seen, compiled=1)
    assert {"2016/06/21/index.html", "2016/06/21/roads/index.html"} <= seen.came
    assert {"index.html", "2016/06/20/index.html", "2016/06/index.html"} <= seen.differ
    assert not {*FAR, "2016/04/index.html"} & seen.differ


def test_who_was_named_long_ago_is_named_again(tmp_path: Path) -> None:
    again = briefing(12)
    assert "Ines Varga" in again
    seen = effect(tmp_path, added("briefings/2016/2016-06-21.yaml", again))
    assert "2016/05/16/index.html" in seen.differ, "the last to name her leads on to the new one"
    assert "2016/04/04/index.html" not in seen.differ, "the first leads to that one as before"
    there = edited(path_of(DAYS[6]), "is measured", "is sounded")
    seen = effect(tmp_path / "headline", there)
    assert "2016/04/04/index.html" not in seen.differ, "by her name, neighbours have no headlines"


def test_a_deleted_briefing(tmp_path: Path) -> None:
    gone = path_of(DAYS[6])
    seen = effect(tmp_path, lambda files: {k: v for k, v in files.items() if k != gone})
    assert_no_more(seen, compiled=0)
    assert "2016/05/16/index.html" in seen.went
    assert {"2016/05/09/index.html", "2016/05/23/index.html", "2016/05/index.html"} <= seen.differ
    first, *rest = FAR
    assert first in seen.differ, "it led to this one by a name"
    assert not {*rest, "2016/04/index.html"} & seen.differ


def test_a_threads_title(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited("briefings/threads.yaml", "The flood", "The water"))
    assert_no_more(seen, compiled=0)
    assert {"threads/flood/index.html", "2016/04/04/index.html"} <= seen.differ
    assert not {"2016/04/11/index.html", "threads/berth/index.html"} & seen.differ


def test_an_alias(tmp_path: Path) -> None:
    change = edited("briefings/entities.yaml", "aka: [Hald]", "aka: [Hald, harbour master]")
    seen = effect(tmp_path, change)
    holding = [text for text in ARCHIVE.values() if "harbour master" in text]
    assert len(holding) == 2
    assert_no_more(seen, compiled=2)


def test_an_entity_that_no_text_names(tmp_path: Path) -> None:
    change = edited("briefings/entities.yaml", "  hald:", "  ross: {name: Ben Ross}\n  hald:")
    assert_no_more(effect(tmp_path, change), compiled=0)


def test_a_sources_name(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited("briefings/sources.yaml", "Customs office", "Customs"))
    assert_no_more(seen, compiled=0)
    assert {"sources/customs/index.html", "2016/05/09/index.html"} <= seen.differ
    assert "2016/04/04/index.html" not in seen.differ


def test_a_template(tmp_path: Path) -> None:
    text = (PROJECT / "templates" / "pages" / "month.html").read_text(encoding="utf-8")
    own = text.replace("month-name", "own")
    seen = effect(tmp_path, added("templates/pages/month.html", own))
    assert_no_more(seen, compiled=0)
    assert seen.differ == {f"2016/0{month}/index.html" for month in (4, 5, 6)}


def test_a_style_sheet(tmp_path: Path) -> None:
    seen = effect(tmp_path, added("templates/assets/type.css", "p { margin: 0 }\n"))
    assert_no_more(seen, compiled=0)
    assert seen.differ == {"assets/type.css"}


def test_the_sites_name(tmp_path: Path) -> None:
    seen = effect(tmp_path, lambda files: files, site_name="Another Daily")
    assert_no_more(seen, compiled=0)


def test_a_picture_of_the_same_size(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited("briefings/gate.svg", "M5 5h5", "M9 9h9"))
    assert_no_more(seen, compiled=0)
    assert seen.differ == {"gate.svg"}


def test_a_picture_of_another_size(tmp_path: Path) -> None:
    seen = effect(tmp_path, edited("briefings/gate.svg", 'width="60"', 'width="90"'))
    assert_no_more(seen, compiled=0)
    assert seen.differ == {"gate.svg", "2016/05/02/index.html", "2016/05/02/roads/index.html"}


def test_nothing(tmp_path: Path) -> None:
    seen = effect(tmp_path, lambda files: files)
    assert_idle(seen.built)


def test_later(tmp_path: Path) -> None:
    """The clock alone changes nothing where nothing is under an embargo."""
    site = write_site(tmp_path / "site", ARCHIVE)
    build_site(site, tmp_path / "out", remember=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1500000000")
        assert_idle(build_site(site, tmp_path / "out", remember=True))


def test_a_fresh_checkout_with_what_was_remembered(tmp_path: Path) -> None:
    """Another folder, other times: content decides."""
    site = write_site(tmp_path / "site", ARCHIVE)
    build_site(site, site / "site", remember=True)
    shutil.copytree(site, tmp_path / "checkout", copy_function=shutil.copyfile)
    shutil.rmtree(site)
    assert_idle(build_site(tmp_path / "checkout", tmp_path / "checkout" / "site", remember=True))


def test_without_what_was_remembered(tmp_path: Path) -> None:
    """All is compiled and rendered again, and nothing of it has to be written."""
    site = write_site(tmp_path / "site", ARCHIVE)
    build_site(site, tmp_path / "out", remember=True)
    shutil.rmtree(site / ".dateline", ignore_errors=True)
    built = build_site(site, tmp_path / "out", remember=True)
    assert (built.compiled, built.rendered) == (built.briefings, built.pages)
    assert (built.written.written, built.written.removed) == (0, 0)
