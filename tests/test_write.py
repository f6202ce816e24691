"""Writing: only what is ours, only what changed, never half a folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import tree
from dateline.problems import Refused
from dateline.write import MANIFEST, NEXT, Written, claim, finish, prepare, write


def test_writes_replaces_and_removes_only_its_own(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "CNAME").write_text("theirs")
    assert write([("a/index.html", b"1"), ("b.html", b"2")], site) == Written(2, 0, 0)
    assert write([("a/index.html", b"1"), ("c.html", b"3")], site) == Written(1, 1, 1)
    found = tree(site)
    assert found.keys() == {"CNAME", "a/index.html", "c.html", MANIFEST}
    assert json.loads(found[MANIFEST])["files"] == ["a/index.html", "c.html"]


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    source = tmp_path / "picture.png"
    source.write_bytes(b"pixels")
    site = tmp_path / "site"
    write([("a.html", b"1"), ("p.png", source)], site)
    times = {path: (site / path).stat().st_mtime_ns for path in ("a.html", "p.png", MANIFEST)}
    assert write([("a.html", b"1"), ("p.png", source)], site) == Written(0, 2, 0)
    assert times == {path: (site / path).stat().st_mtime_ns for path in times}


def test_folders_left_empty_go_and_others_stay(tmp_path: Path) -> None:
    write([("2016/06/19/index.html", b"1"), ("2016/06/18/index.html", b"1")], tmp_path)
    (tmp_path / "2016/06/19/note.txt").write_text("theirs")
    write([], tmp_path)
    assert tree(tmp_path).keys() == {"2016/06/19/note.txt", MANIFEST}


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "a/../../outside.txt"])
def test_a_manifest_edited_by_hand_deletes_nothing_outside(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text("theirs")
    site = tmp_path / "site"
    site.mkdir()
    (site / MANIFEST).write_text(json.dumps({"dateline": 1, "files": [path]}))
    write([], site)
    assert (tmp_path / "outside.txt").read_text() == "theirs"


def test_a_damaged_manifest_deletes_nothing(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"\xff{")
    (tmp_path / "old.html").write_text("whose?")
    write([("new.html", b"1")], tmp_path)
    assert (tmp_path / "old.html").exists()


def test_a_foreign_folder_is_refused_and_the_configured_one_adopted(tmp_path: Path) -> None:
    foreign, docs = tmp_path / "foreign", tmp_path / "briefings"
    foreign.mkdir()
    (foreign / "thesis.doc").write_text("years of work")
    with pytest.raises(Refused, match="not written by Dateline"):
        claim(foreign, configured=False, docs_dir=docs)
    claim(foreign, configured=True, docs_dir=docs)
    claim(tmp_path / "new", configured=False, docs_dir=docs)
    write([], foreign)
    claim(foreign, configured=False, docs_dir=docs)


def test_the_authors_folder_is_never_written_into(tmp_path: Path) -> None:
    docs = tmp_path / "briefings"
    docs.mkdir()
    for folder in (docs, tmp_path, docs / "site"):
        with pytest.raises(Refused, match="overlaps"):
            claim(folder, configured=True, docs_dir=docs)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(Refused, match="is a file"):
        claim(tmp_path / "site", configured=True, docs_dir=tmp_path / "briefings")


def test_cut_off_while_preparing_the_site_is_as_it_was(tmp_path: Path) -> None:
    write([("a.html", b"1"), ("b.html", b"1")], tmp_path)
    before = tree(tmp_path)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"2"
        yield "new/index.html", b"2"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(files(), tmp_path)
    assert tree(tmp_path) == before


def test_killed_while_preparing_the_next_build_clears_away(tmp_path: Path) -> None:
    write([("a.html", b"1")], tmp_path)
    (tmp_path / NEXT / "files").mkdir(parents=True)
    (tmp_path / NEXT / "files" / "half.html").write_bytes(b"<p>hal")
    write([("a.html", b"1")], tmp_path)
    assert tree(tmp_path).keys() == {"a.html", MANIFEST}


@pytest.mark.parametrize("done", range(4))
def test_killed_while_switching_the_next_build_finishes(tmp_path: Path, done: int) -> None:
    """After each of the renames of one build: every page is whole, and the next call completes."""
    write([("a.html", b"1"), ("b.html", b"1"), ("old/index.html", b"1")], tmp_path)
    after = [("a.html", b"2"), ("b.html", b"2"), ("new/index.html", b"2")]
    journal = prepare(after, tmp_path)
    for path in (*journal.new, *journal.changed)[:done]:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / NEXT / "files" / path).replace(tmp_path / path)
    finish(tmp_path)
    found = tree(tmp_path)
    assert found.keys() == {"a.html", "b.html", "new/index.html", MANIFEST}
    assert {found[path] for path, _ in after} == {b"2"}
    assert json.loads(found[MANIFEST])["files"] == ["a.html", "b.html", "new/index.html"]


def test_new_pages_come_before_the_pages_that_link_to_them(tmp_path: Path) -> None:
    write([("index.html", b"1")], tmp_path)
    journal = prepare([("index.html", b"2"), ("new.html", b"2")], tmp_path)
    assert (journal.new, journal.changed) == (("new.html",), ("index.html",))
    finish(tmp_path)


def test_a_damaged_journal_is_not_trusted(tmp_path: Path) -> None:
    write([("a.html", b"1")], tmp_path)
    (tmp_path / NEXT).mkdir()
    (tmp_path / NEXT / "journal.json").write_text('{"new": ["../../x"], "changed"')
    write([("a.html", b"1")], tmp_path)
    assert tree(tmp_path).keys() == {"a.html", MANIFEST}


def test_a_folder_where_a_file_belongs_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html" / "theirs.txt").write_text("theirs")
    with pytest.raises(OSError, match=r"a\.html"):
        write([("a.html", b"1")], tmp_path)
    assert (tmp_path / "a.html" / "theirs.txt").exists()
