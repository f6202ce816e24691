"""Writing: only what is ours, only what changed, never half a folder."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from conftest import tree
from dateline import write as room
from dateline.problems import Refused
from dateline.write import (
    MANIFEST,
    NEXT,
    Batch,
    Written,
    adopt,
    claim,
    clean_site,
    recover,
    unfinished,
    write,
)
from dateline.write.records import JOURNAL, Journal, read_journal, sealed


def times(folder: Path) -> dict[str, int]:
    """When each file and folder was changed, in nanoseconds."""
    return {str(path): path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def begun(site: Path, path: str) -> None:
    """What a build has prepared for a path in the batch `b`."""
    waits = Path(Batch(site, "b").single(path))
    waits.parent.mkdir(parents=True)
    waits.write_text("prepared")


def test_writes_replaces_and_removes_only_its_own(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "CNAME").write_text("theirs")
    assert write([("a/index.html", b"1"), ("b.html", b"2")], site) == Written(2, 0, 0)
    assert write([("a/index.html", b"1"), ("c.html", b"3")], site) == Written(1, 1, 1)
    found = tree(site)
    assert found.keys() == {"CNAME", "a/index.html", "c.html", MANIFEST}
    assert json.loads(found[MANIFEST])["files"] == ["a/index.html", "c.html"]


def test_a_build_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    source = tmp_path / "picture.png"
    source.write_bytes(b"pixels")
    site = tmp_path / "site"
    write([("a/b.html", b"1"), ("p.png", source)], site)
    before = times(site)
    assert write([("a/b.html", b"1"), ("p.png", source)], site) == Written(0, 2, 0)
    assert write([("p.png", source)], site, kept=["a/b.html"]) == Written(0, 2, 0)
    assert times(site) == before


def test_what_is_unchanged_keeps_its_time(tmp_path: Path) -> None:
    write([("a.html", b"1"), ("b.html", b"1"), ("c/d.html", b"1")], tmp_path)
    before = times(tmp_path)
    write([("a.html", b"2"), ("b.html", b"1")], tmp_path, kept=["c/d.html"])
    after = times(tmp_path)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {str(tmp_path), str(tmp_path / "a.html")}


def test_what_is_kept_is_not_looked_at_and_stays_listed(tmp_path: Path) -> None:
    write([("a.html", b"1"), ("b.html", b"1"), ("c.html", b"1")], tmp_path)
    (tmp_path / "b.html").unlink()
    assert write([("a.html", b"2")], tmp_path, kept=["b.html"]) == Written(1, 1, 1)
    assert tree(tmp_path).keys() == {"a.html", MANIFEST}
    assert json.loads((tmp_path / MANIFEST).read_bytes())["files"] == ["a.html", "b.html"]


def test_a_copy_is_compared_whatever_its_time_says(tmp_path: Path) -> None:
    source, site = tmp_path / "p.png", tmp_path / "site"
    for pixels in (b"one", b"two"):
        source.write_bytes(pixels)
        os.utime(source, (1, 1))
        write([("p.png", source)], site)
        os.utime(site / "p.png", (1, 1))
        assert (site / "p.png").read_bytes() == pixels


def test_copies_are_plain_files(tmp_path: Path) -> None:
    secret, link, site = tmp_path / "secret", tmp_path / "link.png", tmp_path / "site"
    secret.write_bytes(b"pixels")
    secret.chmod(0o700)
    link.symlink_to(secret)
    write([("p.png", link), ("plain.html", b"")], site)
    assert (site / "p.png").read_bytes() == b"pixels"
    assert not (site / "p.png").is_symlink()
    modes = {stat.S_IMODE((site / name).stat().st_mode) for name in ("p.png", "plain.html")}
    (tmp_path / "usual").touch()
    assert modes == {stat.S_IMODE((tmp_path / "usual").stat().st_mode)}


def test_folders_left_empty_go_and_others_stay(tmp_path: Path) -> None:
    write([("2016/06/19/index.html", b"1"), ("2016/06/18/index.html", b"1")], tmp_path)
    (tmp_path / "2016/06/19/note.txt").write_text("theirs")
    write([], tmp_path)
    assert tree(tmp_path).keys() == {"2016/06/19/note.txt", MANIFEST}
    assert not (tmp_path / "2016/06/18").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["about"], ["about/index.html"]),
        (["about/index.html"], ["about"]),
        (["a/b/c.html", "a/b/d/e.html"], ["a"]),
        (["a"], ["a/b/c.html", "a/b/d/e.html"]),
        (["a/b", "c/d"], ["a/b/e", "c"]),
    ],
)
def test_a_file_becomes_a_folder_and_back(
    tmp_path: Path, before: list[str], after: list[str]
) -> None:
    write([(path, b"1") for path in before], tmp_path)
    write([(path, b"2") for path in after], tmp_path)
    assert tree(tmp_path).keys() == {*after, MANIFEST}


def theirs(folder: Path, kind: str) -> None:
    """Something of the reader's own at a path of the site."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if kind == "file":
        folder.write_text("theirs")
    elif kind == "link":
        folder.symlink_to(folder.parents[1], target_is_directory=True)
    else:
        folder.mkdir()
        if kind == "full folder":
            (folder / "theirs.txt").write_text("theirs")


@pytest.mark.parametrize(
    ("kind", "place", "path"),
    [
        ("full folder", "site/page", "page"),
        ("empty folder", "site/page", "page"),
        ("link", "site/page", "page"),
        ("link", "site/2016", "2016/06/index.html"),
        ("file", "site/2016", "2016/06/index.html"),
        ("full folder", "site/old/sub", "old"),
        ("full folder", f"site/{MANIFEST}", "page"),
        ("file", f"site/{NEXT}", "page"),
        ("link", f"site/{NEXT}", "page"),
    ],
)
def test_what_is_not_ours_and_in_the_way_stops_the_build_first(
    tmp_path: Path, kind: str, place: str, path: str
) -> None:
    site = tmp_path / "site"
    write([("index.html", b"1"), ("old/index.html", b"1")], site)
    if place.endswith(MANIFEST):
        (site / MANIFEST).unlink()
    theirs(tmp_path / place, kind)
    before, then = tree(tmp_path), times(site)
    with pytest.raises(Refused, match="move it away") as refused:
        write([("index.html", b"2"), (path, b"2")], site)
    assert str(tmp_path / place) in str(refused.value)
    assert tree(tmp_path) == before
    then.pop(str(site)), (now := times(site)).pop(str(site))
    assert now == then


def test_a_folder_that_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    write([("2016/a.html", b"1"), ("2016/b.html", b"1")], site)
    (site / "2016").rename(outside)
    (site / "2016").symlink_to(outside, target_is_directory=True)
    with pytest.raises(Refused, match="link"):
        write([("2016/a.html", b"2")], site)
    assert write([], site) == Written(0, 0, 0)
    journal = Journal(batch="b", displaced=("2016/a.html",), removed=("2016/b.html",))
    (site / NEXT).mkdir()
    (site / NEXT / JOURNAL).write_bytes(sealed(journal))
    assert "the rest is done now" in recover(site)
    assert tree(outside).keys() == {"a.html", "b.html"}


@pytest.mark.parametrize(
    "path",
    ["../outside.txt", "/etc/hostname", "a/../../outside.txt", "a//b", "", ".", "a\0b", MANIFEST],
)
def test_a_record_edited_by_hand_moves_nothing_outside(tmp_path: Path, path: str) -> None:
    outside, site = tmp_path / "outside.txt", tmp_path / "site"
    outside.write_text("theirs")
    write([("a.html", b"1")], site)
    for journal in (
        Journal(batch=path),
        Journal(batch="b", displaced=(path,)),
        Journal(batch="b", folders=(path,)),
        Journal(batch="b", new=(path,)),
        Journal(batch="b", changed=(path,)),
        Journal(batch="b", removed=(path,)),
    ):
        begun(site, path)
        (site / NEXT / JOURNAL).write_bytes(sealed(journal))
        assert "is damaged and not trusted" in recover(site)
    (site / MANIFEST).write_text(json.dumps({"dateline": 1, "files": [path]}))
    write([("a.html", b"1")], site)
    assert outside.read_text() == "theirs"
    assert tree(site).keys() == {"a.html", MANIFEST}


def test_a_torn_journal_is_never_taken_for_whole(tmp_path: Path) -> None:
    """Any part of it, zeros for an end, or one letter of a name that was still to come."""
    journal = Journal(batch="12", new=("a.html",))
    whole = sealed(journal)
    (tmp_path / NEXT).mkdir()
    target = tmp_path / NEXT / JOURNAL
    target.write_bytes(whole)
    assert read_journal(tmp_path) == journal
    torn = [whole[:end] for end in range(len(whole))]
    torn += [part.ljust(len(whole), b"\0") for part in torn] + [whole.replace(b"12", b"1")]
    for content in torn:
        target.write_bytes(content)
        assert read_journal(tmp_path) is None


@pytest.mark.parametrize("content", [b"\xff{", b'{"dateline":1,"files":["old.html"', b"[]", b""])
def test_a_damaged_manifest_deletes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    (tmp_path / "old.html").write_text("whose?")
    write([("new.html", b"1")], tmp_path)
    assert (tmp_path / "old.html").exists()
    assert json.loads((tmp_path / MANIFEST).read_bytes())["files"] == ["new.html"]


def test_a_name_that_changes_only_in_case_is_not_gone(tmp_path: Path) -> None:
    """On a disk that does not tell the two apart, which a second name for the file stands in
    for, removing the old one would remove the new one."""
    write([("Photo.JPG", b"1")], tmp_path)
    (tmp_path / "photo.jpg").hardlink_to(tmp_path / "Photo.JPG")
    assert write([("photo.jpg", b"1")], tmp_path) == Written(0, 1, 0)
    write([("Else.JPG", b"1"), ("photo.jpg", b"1")], tmp_path)
    (tmp_path / "else.jpg").write_bytes(b"another")
    assert write([("else.jpg", b"1"), ("photo.jpg", b"1")], tmp_path) == Written(1, 1, 1)


@pytest.mark.parametrize("paths", [["x", "x/y.html"], ["x/y.html", "x"], ["a/b/c", "a/b"]])
@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_name_for_a_file_and_a_folder_stops_the_build_first(
    tmp_path: Path, paths: list[str], first: int
) -> None:
    """Whether both are new, or one is there."""
    write([(path, b"1") for path in paths[first:][:1]], tmp_path)
    before = tree(tmp_path)
    with pytest.raises(Refused):
        write([(path, b"2") for path in paths], tmp_path)
    assert tree(tmp_path) == before


def test_a_path_that_leaves_the_folder_is_a_bug_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no output path"):
        write([("a.html", b"1"), ("../b.html", b"1")], tmp_path)
    assert tree(tmp_path) == {}


def test_the_file_that_cannot_be_copied_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:
        write([("p.png", tmp_path / "gone.png")], tmp_path / "site")
    assert raised.value.errno == errno.ENOENT
    assert raised.value.filename == str(tmp_path / "gone.png")
    assert tree(tmp_path) == {}


def test_the_file_that_cannot_be_switched_in_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([("a.html", b"1")], tmp_path)
    renamed = os.replace

    def fails(source: str, target: str) -> None:
        if target == str(tmp_path / "a.html"):
            raise OSError(errno.EIO, "Input/output error", source, None, target)
        renamed(source, target)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError) as raised:
        write([("a.html", b"2"), ("b.html", b"2")], tmp_path)
    assert raised.value.filename == str(tmp_path / "a.html")
    assert unfinished(tmp_path)
    monkeypatch.undo()
    assert write([("a.html", b"2"), ("b.html", b"2")], tmp_path) == Written(0, 2, 0)


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


def test_a_folder_whose_first_build_was_cut_off_is_ours(tmp_path: Path) -> None:
    (tmp_path / "site" / NEXT).mkdir(parents=True)
    claim(tmp_path / "site", configured=False, docs_dir=tmp_path / "briefings")


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


def test_another_program_may_write_for_us(tmp_path: Path) -> None:
    """What it wrote is listed; a journal that it has made void is not finished over it."""
    (tmp_path / "a.html").write_text("by MkDocs")
    begun(tmp_path, "a.html")
    journal = Journal(batch="b", changed=("a.html",))
    (tmp_path / NEXT / JOURNAL).write_bytes(sealed(journal))
    adopt(tmp_path, ["a.html"])
    assert recover(tmp_path) == ""
    assert tree(tmp_path).keys() == {"a.html", MANIFEST}
    assert (tmp_path / "a.html").read_text() == "by MkDocs"
    then = times(tmp_path)
    adopt(tmp_path, ["a.html"])
    assert times(tmp_path) == then


def test_clean_removes_what_the_manifest_lists_and_nothing_else(tmp_path: Path) -> None:
    write([("a.html", b"1"), ("2016/06/index.html", b"1"), ("2016/x/index.html", b"1")], tmp_path)
    (tmp_path / "2016/x/theirs.txt").write_text("theirs")
    begun(tmp_path, "a.html")
    assert clean_site(tmp_path) == 3
    assert tree(tmp_path).keys() == {"2016/x/theirs.txt"}
    assert not (tmp_path / "2016/06").exists()
    assert clean_site(tmp_path) == 0


def test_clean_removes_what_a_build_that_was_cut_off_brought(tmp_path: Path) -> None:
    write([("a.html", b"1")], tmp_path)
    begun(tmp_path, "coming.html")
    journal = Journal(batch="b", new=("arrived.html", "coming.html"))
    (tmp_path / NEXT / JOURNAL).write_bytes(sealed(journal))
    (tmp_path / "arrived.html").write_text("ours")
    (tmp_path / "coming.html").write_text("theirs")
    assert clean_site(tmp_path) == 2
    assert tree(tmp_path).keys() == {"coming.html"}


def test_clean_leaves_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    (tmp_path / MANIFEST).write_text('["torn')
    with pytest.raises(Refused, match="damaged"):
        clean_site(tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert clean_site(tmp_path) == 0
    assert tree(tmp_path).keys() == {"thesis.doc"}


def test_the_room_says_what_it_offers() -> None:
    assert all(hasattr(room, name) for name in room.__all__)
