"""The whole site's data has the same bytes however it came about: from nothing, after edits, from
damaged parts, in a preview."""

import os
import time
from itertools import product
from pathlib import Path

import pytest

from conftest import PROJECT, build_site, tree
from data_site import BEFORE, DATA, EVERYTHING, data_site
from dateline.cache.store import KEPT_FOR
from previewing import served

HEAD = "# الجسر آمن"
MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "geojson": "application/geo+json",
    "sqlite": "application/vnd.sqlite3",
}


def of_data(output: Path) -> dict[str, bytes]:
    """The files for programs, by path."""
    suffixes = (".json", ".csv", ".ndjson", ".geojson", ".sqlite")
    built = tree(output).items()
    return {path: data for path, data in built if path.endswith(suffixes) and path[0] != "."}


def from_nothing(site: Path, output: Path) -> dict[str, bytes]:
    build_site(site, output, outputs=DATA)
    return of_data(output)


def test_data_after_edits_is_as_from_nothing(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    first = of_data(tmp_path / "site")
    edits = {
        "2016-05-11.yaml": BEFORE.replace(HEAD, "# الجسر مفتوح"),
        "2016-05-12.yaml": EVERYTHING.replace("    trend: worse\n", ""),
        "2015-12-30.yaml": BEFORE.partition("  الموانئ")[0],
    }
    for number, (name, text) in enumerate(edits.items()):
        (site / "briefings" / name).write_text(text, encoding="utf-8")
        build_site(site, tmp_path / "site", outputs=DATA, remember=True)
        after = of_data(tmp_path / "site")
        assert after == from_nothing(site, tmp_path / f"new{number}"), name
        assert after["data/briefings.sqlite"] != first["data/briefings.sqlite"]


def test_an_edit_makes_only_its_years_parts_again(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    parts = site / ".dateline/parts"
    before = {path.name: path.stat().st_mtime_ns for path in parts.iterdir()}
    old = BEFORE.partition("  الموانئ")[0]
    (site / "briefings/2015-12-30.yaml").write_text(old, encoding="utf-8")
    seen = tree(tmp_path / "site")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    after = {path.name: path.stat().st_mtime_ns for path in parts.iterdir()}
    # of the seven with a part of 2015, mentions.csv and figures.csv say nothing of that entry
    assert len({name for name in after if after[name] != before[name]}) == 5
    changed = {path for path, data in tree(tmp_path / "site").items() if seen[path] != data}
    assert "data/2015.sqlite" in changed
    assert not changed & {"data/2016.sqlite", "data/figures.csv", "data/datapackage.json"}


@pytest.mark.parametrize("damage", [b"", b"damaged"], ids=["gone", "damaged"])
def test_parts_that_are_lost_are_made_again(damage: bytes, tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    for path in (site / ".dateline/parts").iterdir():
        path.write_bytes(path.read_bytes()[:-9] + damage if damage else damage)
    edited = BEFORE.replace(HEAD, "# الجسر مفتوح")
    (site / "briefings/2016-05-11.yaml").write_text(edited, encoding="utf-8")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    assert of_data(tmp_path / "site") == from_nothing(site, tmp_path / "new")


def test_parts_that_nobody_needs_are_thrown_away_after_a_time(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    parts = site / ".dateline/parts"
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    before = {*parts.iterdir()}
    (site / "briefings/2015-12-30.yaml").unlink()
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    assert {*parts.iterdir()} == before, "somebody may come back to it"
    long_ago = time.time() - KEPT_FOR - 60
    for file in before:
        os.utime(file, (long_ago, long_ago))
    edited = BEFORE.replace(HEAD, "# الجسر مفتوح")
    (site / "briefings/2016-05-11.yaml").write_text(edited, encoding="utf-8")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    assert len(before - {*parts.iterdir()}) == 7  # those of 2015
    assert of_data(tmp_path / "site") == from_nothing(site, tmp_path / "new")


def test_drafts_leave_nothing_in_the_parts(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "drafts", outputs=DATA, remember=True, drafts=True)
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    assert of_data(tmp_path / "site") == from_nothing(site, tmp_path / "new")


def test_a_preview_has_the_same(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "new")
    expected = of_data(tmp_path / "new")
    with served(site) as preview:
        for path in expected:
            status, headers, body = preview.ask(f"/daily/{path}")
            assert (status, body) == (200, expected[path]), path
            assert headers["content-type"].partition(";")[0] == MEDIA[path.rpartition(".")[2]]
        assert preview.ask("/daily/data/1999.sqlite")[0] == 404


def test_the_order_of_a_database_is_that_of_the_site(tmp_path: Path) -> None:
    """Two builds of files that lie on the disk in another order."""
    one, other = data_site(tmp_path / "one"), data_site(tmp_path / "other")
    for path in sorted((other / "briefings").glob("20*"), reverse=True):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    first, second = from_nothing(one, tmp_path / "a"), from_nothing(other, tmp_path / "b")
    same = {name for name, where in product(first, (second,)) if where[name] == first[name]}
    assert same == first.keys() == second.keys()


def test_an_edited_plain_edition_changes_what_tells_by_it(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    before = of_data(tmp_path / "site")
    refs = PROJECT / "templates/partials/_plain_refs.html"
    own = site / "templates/partials/_plain_refs.html"
    own.parent.mkdir(parents=True)
    own.write_text(refs.read_text().replace("<cite>[", "<cite>("))
    build_site(site, tmp_path / "site", outputs=DATA, remember=True)
    after = of_data(tmp_path / "site")
    changed = {path for path in after if after[path] != before[path]}
    assert {"2016/05/12/briefing.json", "2016/05/12/bridge.ninjs.json"} <= changed
    assert all(path.endswith(("briefing.json", ".ninjs.json")) for path in changed)
