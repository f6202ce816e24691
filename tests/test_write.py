"""Writing: only what is ours, only what changed, never half a folder."""

import json
from pathlib import Path

import pytest

from conftest import tree
from dateline.problems import Refused
from dateline.write import MANIFEST, Written, claim, write


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
