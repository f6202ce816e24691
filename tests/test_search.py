"""Search: what is handed to Pagefind, what comes of it, and when it is made again."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import MKDOCS, TESTS, build_site, tree, write_site
from dateline import search
from dateline.plan import bundle_of
from dateline.search.canonical import MARK, decoded, encoded
from test_mkdocs import mkdocs
from test_preview import preview_of

SITE = TESTS / "sites" / "search"
ON = {"mkdocs.yml": MKDOCS}
OFF = MKDOCS.replace("[dateline]", "[dateline: {outputs: {search: false}}]")
DOCUMENT = (
    '<!doctype html>\n<html lang="{lang}"><body data-pagefind-body><h1>{text}</h1>'
    "{filters}</body></html>\n"
)
FILTER = '<p data-pagefind-filter="name[data-name]" data-name="{}"></p>'
HELD = {
    "briefings/2016-06-19.yaml": """\
entries:
  - {section: Ports, text: The plover is seen.}
  - {section: Ports, id: one, draft: true, text: The secretbird is not.}
  - {section: Ports, id: two, embargo: "2099-01-01 08:00", text: Nor is the waitingbird.}
  - {section: Ports, id: three, text: The plover stays., internal: The whisperbird knows.}
""",
    "briefings/2016-06-20.yaml": "draft: true\nentries:\n  - {section: Ports, text: Hiddenbird.}\n",
}


def bundles(built: dict[str, bytes]) -> dict[str, bytes]:
    """The files of indexes."""
    return {path: data for path, data in built.items() if bundle_of(path)}


def fragments(built: dict[str, bytes], below: str = "") -> list[dict[str, object]]:
    """The briefings that can be found, in no order."""
    files = (
        data for path, data in built.items() if path.startswith(below) and "/fragment/" in path
    )
    return [json.loads(gzip.decompress(data)[len(MARK) :]) for data in files]


def documents(count: int, lang: str = "en") -> dict[str, bytes]:
    """Documents with so many names that chance would show."""
    return {
        f"2016/{n:02}/index.html": DOCUMENT.format(
            lang=lang,
            text=f"Word{n}",
            filters="".join(FILTER.format(f"id{n * i} Name, {n * i}: “x”") for i in range(9)),
        ).encode()
        for n in range(count)
    }


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents were indexed, each time that something was."""
    found: list[int] = []
    index = search.index

    def counting(given: dict[str, bytes]) -> dict[str, bytes]:
        found.append(len(given))
        return index(given)

    monkeypatch.setattr(search, "index", counting)
    return found


def test_an_index_is_the_same_at_every_run() -> None:
    first = search.index(documents(40))
    for _ in range(3):
        assert search.index(dict(reversed(documents(40).items()))) == first
    assert not [path for path in first if "ui" in path or "highlight" in path]


@pytest.mark.parametrize(
    "value", [0, 23, 24, 255, 256, 70_000, "", "aé", ["x", [1, []], "y" * 300]]
)
def test_what_is_packed_is_unpacked(value: object) -> None:
    assert decoded(encoded(value), 0) == (value, len(encoded(value)))


def test_a_briefing_is_found_with_its_entries(tmp_path: Path) -> None:
    build_site(SITE, tmp_path)
    (found,) = fragments(tree(tmp_path), "search/2016/")
    assert found["url"] == "/2016/05/02/"
    anchors = [(each["element"], each["id"]) for each in found["anchors"]]  # type: ignore[attr-defined]
    assert anchors == [
        ("i", "~ports~confirmed~latakia"),
        ("h2", "ports"),
        ("i", "~weather~~"),
        ("h2", "weather"),
    ]
    assert found["filters"] == {
        "entity": ["latakia Latakia"],
        "section": ["ports Ports", "weather Weather"],
        "status": ["confirmed"],
        "year": ["2016"],
    }
    assert "dredging the quay at Latakia" in str(found["content"])
    (arabic,) = fragments(tree(tmp_path), "ar/search/2016/")
    assert arabic["url"] == "/ar/2016/05/02/"
    entry = json.loads(tree(tmp_path)["ar/search/2016/pagefind-entry.json"])
    assert [*entry["languages"]] == ["ar"]


def test_what_is_not_published_is_in_no_index(tmp_path: Path) -> None:
    built = build_site(write_site(tmp_path / "site", {**ON, **HELD}), tmp_path / "out")
    assert not built.trouble
    found = tree(tmp_path / "out")
    assert "plover" in str(fragments(found))
    for path, data in found.items():
        plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        for bird in (b"secretbird", b"waitingbird", b"whisperbird", b"hiddenbird"):
            assert bird not in plain.lower(), path


def test_one_edited_word_has_one_year_indexed_again(tmp_path: Path, counted: list[int]) -> None:
    days = {f"briefings/{year}-01-0{day}.yaml": DAY for year in (2014, 2015) for day in (1, 2)}
    site, out = write_site(tmp_path / "site", {**ON, **days}), tmp_path / "out"
    build_site(site, out, remember=True)
    assert sorted(counted) == [2, 2]
    counted.clear()
    write_site(site, {**ON, "briefings/2015-01-02.yaml": DAY.replace("quay", "pier")})
    built = build_site(site, out, remember=True)
    assert counted == [2]
    assert built.written.removed  # what was found before
    build_site(site, tmp_path / "clean")
    assert tree(out) == tree(tmp_path / "clean")


DAY = "entries:\n  - {section: Ports, text: The quay is open.}\n"
ONE = {"briefings/2016-01-01.yaml": DAY}


def test_what_was_indexed_outlives_the_site(tmp_path: Path, counted: list[int]) -> None:
    site, out = write_site(tmp_path / "site", {**ON, **ONE}), tmp_path / "out"
    build_site(site, out, remember=True)
    before = tree(out)
    shutil.rmtree(out)
    for cache in (site / ".dateline").glob("cache*"):
        cache.unlink()
    build_site(site, out, remember=True)
    assert counted == [1]
    assert tree(out) == before
    for slip in (site / ".dateline" / "search").iterdir():
        slip.write_bytes(slip.read_bytes()[:-9])
    shutil.rmtree(out)
    build_site(site, out, remember=True)
    assert (counted, tree(out)) == ([1, 1], before)


@pytest.mark.parametrize(
    "damage",
    [lambda file: file.unlink(), lambda file: file.write_bytes(b"?")],
    ids=["deleted", "damaged"],
)
def test_a_file_of_an_index_that_was_touched_is_mended(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    site, out = write_site(tmp_path / "site", {**ON, **ONE}), tmp_path / "out"
    build_site(site, out, remember=True)
    before = tree(out)
    damage(next((out / "search/2016/fragment").iterdir()))
    build_site(site, out, remember=True)
    assert tree(out) == before


def test_a_year_that_is_gone_takes_its_index_along(tmp_path: Path) -> None:
    days = {f"briefings/{year}-01-01.yaml": DAY for year in (2015, 2016)}
    site, out = write_site(tmp_path / "site", {**ON, **days}), tmp_path / "out"
    build_site(site, out, remember=True)
    (site / "briefings/2015-01-01.yaml").unlink()
    build_site(site, out, remember=True)
    assert not (out / "search" / "2015").exists()
    write_site(site, {"mkdocs.yml": OFF})
    build_site(site, out, remember=True)
    assert not (out / "search").exists()
    assert b"to-search" not in (out / "index.html").read_bytes()


def test_where_pagefind_is_not_the_site_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, out = write_site(tmp_path / "site", {**ON, **ONE}), tmp_path / "out"
    monkeypatch.setattr(search, "program", lambda: str(tmp_path / "nowhere"))
    built = build_site(site, out, remember=True)
    (problem,) = (each for each in built.problems if each.code == "search/unavailable")
    assert (problem.severity, str(tmp_path / "nowhere") in problem.message) == ("warning", True)
    assert not bundles(tree(out))
    assert b"Other ways to find things" in (out / "search/index.html").read_bytes()
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1466640000")
    write_site(site, {**ON, "briefings/2016-01-01.yaml": DAY + "\n"})
    built = build_site(site, out, remember=True)
    assert bundles(tree(out))
    assert not [each for each in built.problems if each.code == "search/unavailable"]


@pytest.mark.parametrize("script", ["echo 'no such page' >&2; exit 3", "exit 0", "kill -9 $$"])
def test_pagefind_that_fails_says_why(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "program", lambda: str(program))
    with pytest.raises(search.Unavailable) as failed:
        search.index(documents(1))
    assert str(failed.value)
    assert "no such page" not in script or "no such page" in str(failed.value)


def test_settings_meant_for_another_site_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = search.index(documents(2))
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.chdir(write_site(tmp_path, {**ON, "pagefind.yml": "force_language: de\n"}))
    assert search.index(documents(2)) == before


def test_mkdocs_builds_the_same_search(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE / "briefings", site / "briefings")
    shutil.copy(SITE / "mkdocs.yml", site)
    built = tree(mkdocs(site, tmp_path / "theirs"))
    build_site(site, tmp_path / "ours")
    assert bundles(built) == bundles(tree(tmp_path / "ours"))
    assert built == tree(tmp_path / "ours")


def test_in_another_shell_the_page_brings_what_it_needs(tmp_path: Path) -> None:
    config = MKDOCS.replace("theme: dateline", "theme: readthedocs")
    site = write_site(tmp_path / "site", {"mkdocs.yml": config, "briefings/2016-01-01.yaml": DAY})
    built = tree(mkdocs(site, tmp_path / "out"))
    page = built["search/index.html"].decode()
    assert 'src="../assets/search.js"' in page
    assert {"assets/search.js", "assets/search.css"} <= built.keys()
    assert bundles(built)


def test_a_preview_searches_what_was_saved(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**ON, **ONE})
    preview = preview_of(site)

    def assert_as_built(word: str, output: Path) -> None:
        build_site(site, output)
        built = bundles(tree(output))
        assert word in str(fragments(built))
        for path, content in built.items():
            assert preview.content(path) == (content, ""), path
        assert preview.content("search/2016/index/nothing.pf_index") == (None, "")
        assert preview.content("search/2017/pagefind.js") == (None, "")

    assert_as_built("quay", tmp_path / "one")
    write_site(site, {**ON, "briefings/2016-01-01.yaml": DAY.replace("quay", "pier")})
    assert preview.update({site / "briefings/2016-01-01.yaml"})
    assert_as_built("pier", tmp_path / "two")
