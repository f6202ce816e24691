"""Remembering: exactly what was put, or nothing, whatever was done to the file."""

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from time import sleep, time_ns

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import dateline.cache.file
from dateline.cache import CACHE_FOLDER, Cache, forget, open_cache
from dateline.model.stamp import FINE_NS, GRAIN_NS, Stamp, grain, settled, stamp, unchanged

LISTED = ("days", "pages")
TABLES = (*LISTED, "texts")
Content = dict[str, dict[str, bytes]]


def filler(name: str, length: int) -> bytes:
    """Bytes without a pattern, the same in every run."""
    start = blake2b(name.encode()).digest()
    return (start * (length // len(start) + 1))[:length]


OLD: Content = {
    "days": {f"day-{n}": filler(f"old day {n}", 60 * n) for n in range(8)},
    "pages": {f"page-{n}": filler(f"old page {n}", 90) for n in range(8)},
    "texts": {f"text-{n}": filler(f"old text {n}", 400 * n) for n in range(8)},
}
NOW: Content = {
    "days": {f"day-{n}": filler(f"day {n}", 60 * n) for n in range(1, 8)},
    "pages": {f"page-{n}": filler(f"page {n}", 90) for n in range(2, 9)},
    "texts": {f"text-{n}": filler(f"text {n}", 400 * n) for n in range(3, 7)},
}
"""Some rows of the old state are replaced, some dropped: the file holds traces of it."""
NOTHING: Content = {table: {} for table in TABLES}


def opened(file: Path | None, identity: str = "v1") -> Cache:
    return open_cache(file, identity, LISTED)


def keep(file: Path, content: Content, identity: str = "v1") -> None:
    """Bring a cache to a content in one commit."""
    with opened(file, identity) as cache:
        for table in TABLES:
            for key in OLD[table].keys() - content[table].keys():
                cache.drop(table, key)
            for key, value in content[table].items():
                cache.put(table, key, value)
        cache.commit()
        assert cache.trouble == ""


def held(cache: Cache) -> Content:
    """All there is to get, of the keys that any test knows."""
    found: Content = {table: cache.all(table) for table in LISTED} | {"texts": {}}
    for table in TABLES:
        keys = {key for known in TABLES for key in OLD[known].keys() | NOW[known].keys()} | {"new"}
        got = {key: value for key in keys if (value := cache.get(table, key)) is not None}
        if table == "texts":
            found[table] = got
        assert got.items() <= found[table].items()
    return found


def read(file: Path, identity: str = "v1") -> Content:
    with opened(file, identity) as cache:
        found = held(cache)
        assert cache.trouble == ""
        return found


def small_cache(folder: Path) -> Path:
    """A small file with a history."""
    file = folder / CACHE_FOLDER / "cache.sqlite"
    keep(file, OLD)
    keep(file, NOW)
    return file


def check_damaged(file: Path, content: bytes) -> bool:
    """That a file of these bytes gives what it should or less in every build, and is soon of use
    again: damage may sleep until its page is written. Says whether anything was lost."""
    file.write_bytes(content)
    right, states = NOW, []
    for _ in range(5):
        with opened(file) as cache:
            states.append(held(cache))
            assert_right_or_less(states[-1], right)
            if len(states) > 2 and all("new" in states[-1][table] for table in TABLES):
                return states[0] != NOW
            put_new(cache)
            assert {cache.get(table, "new") for table in TABLES} <= {b"new", None}
        right = with_new(states[-1])
    raise AssertionError("it is never of use again")


def put_new(cache: Cache) -> None:
    for table in TABLES:
        cache.put(table, "new", b"new")
        assert cache.get(table, "new") == b"new"
    cache.commit()
    assert cache.trouble == ""


def with_new(content: Content) -> Content:
    return {table: {**rows, "new": b"new"} for table, rows in content.items()}


def assert_right_or_less(found: Content, right: Content) -> None:
    """Listed tables are whole, all of them, or empty; of the others, any row may be missing."""
    listed = {table: found[table] for table in LISTED}
    assert listed in ({table: right[table] for table in LISTED}, {table: {} for table in LISTED})
    assert found["texts"].items() <= right["texts"].items()


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


# What is put and kept.


def test_what_was_committed_is_there_again(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    assert read(file) == NOW
    assert read(file) == NOW


def test_what_was_put_can_be_got_at_once_and_is_lost_without_a_commit(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    with opened(file) as cache:
        cache.put("texts", "new", b"new")
        cache.put("days", "day-3", b"changed")
        cache.drop("days", "day-4")
        assert cache.get("texts", "new") == b"new"
        assert cache.get("days", "day-3") == b"changed"
        assert cache.get("days", "day-4") is None
        assert cache.all("days") == NOW["days"]
    assert read(file) == NOW


def test_all_is_what_was_last_committed(tmp_path: Path) -> None:
    with opened(small_cache(tmp_path)) as cache:
        assert cache.all("days") == cache.all("days") == NOW["days"]
        put_new(cache)
        assert cache.all("days") == {**NOW["days"], "new": b"new"}


def test_a_cache_without_a_file() -> None:
    with opened(None) as cache:
        assert held(cache) == NOTHING
        put_new(cache)
        assert held(cache) == with_new(NOTHING)
        assert cache.trouble == ""


def in_a_child(work: Callable[[], None]) -> int:
    """Do something in a process that is forked from this one; how that ended."""
    child = get_context("fork").Process(target=work)
    child.start()
    child.join()
    return child.exitcode or 0


def test_a_forked_process_has_it_too(tmp_path: Path) -> None:
    """And neither disturbs the other: what the child puts is its own, and ends with it."""
    file = tmp_path / "cache.sqlite"
    keep(file, NOW)
    with opened(file) as cache:
        assert cache.can_be_inherited
        first, *others = NOW["texts"]
        assert cache.get("texts", first) == NOW["texts"][first]

        def child() -> None:
            cache.inherit()
            for key in others:
                assert cache.get("texts", key) == NOW["texts"][key]
            cache.put("texts", "own", b"child")
            assert cache.get("texts", "own") == b"child"
            file.unlink()
            assert cache.get("texts", first) in (None, NOW["texts"][first])

        def parent_goes_on() -> None:
            cache.inherit()
            assert cache.get("texts", first) == NOW["texts"][first]

        assert in_a_child(parent_goes_on) == 0
        cache.put("texts", "own", b"parent")
        assert not cache.can_be_inherited  # the child would not have it
        cache.commit()
        assert cache.can_be_inherited
        assert in_a_child(child) == 0
        assert cache.get("texts", "own") == b"parent"


def test_a_forked_process_does_without_a_file_that_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    keep(file, NOW)
    with opened(file) as cache:
        shutil.rmtree(tmp_path)

        def child() -> None:
            cache.inherit()
            assert cache.get("texts", next(iter(NOW["texts"]))) is None
            cache.put("texts", "own", b"child")
            assert cache.get("texts", "own") == b"child"

        assert in_a_child(child) == 0


def test_only_what_is_in_a_file_can_be_inherited() -> None:
    with opened(None) as cache:
        assert not cache.can_be_inherited


def test_any_text_is_a_key_and_any_bytes_a_value(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    rows = {"": b"", "\0": b"\0", "a\0b": b"x", "\udcff": b"y", "é": b"z", "e\u0301": b""}
    with opened(file) as cache:
        for key, value in rows.items():
            cache.put("days", key, value)
            cache.put("texts", key, value)
        cache.commit()
    with opened(file) as cache:
        assert cache.all("days") == rows
        assert {key: cache.get("texts", key) for key in rows} == rows


def test_a_table_that_is_not_listed_is_a_mistake_of_ours() -> None:
    with opened(None) as cache, pytest.raises(KeyError):
        cache.all("texts")


@settings(max_examples=40, stateful_step_count=25)
class Remembering(RuleBasedStateMachine):
    """The cache against a dictionary."""

    places = st.tuples(st.sampled_from(TABLES), st.sampled_from(["a", "b", "ü", ""]))
    values = st.one_of(st.binary(max_size=20), st.integers(0, 9000).map(lambda n: b"v" * n))

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.cache = opened(self.folder / "cache.sqlite")
        self.kept: dict[tuple[str, str], bytes] = {}
        self.now: dict[tuple[str, str], bytes] = {}

    def teardown(self) -> None:
        self.cache.close()
        shutil.rmtree(self.folder)

    @rule(place=places, value=values)
    def put(self, place: tuple[str, str], value: bytes) -> None:
        self.cache.put(*place, value)
        self.now[place] = value

    @rule(place=places)
    def drop(self, place: tuple[str, str]) -> None:
        self.cache.drop(*place)
        self.now.pop(place, None)

    @rule()
    def commit(self) -> None:
        self.cache.commit()
        self.kept = dict(self.now)

    @rule()
    def leave_and_come_back(self) -> None:
        self.cache.close()
        self.cache = opened(self.folder / "cache.sqlite")
        self.now = dict(self.kept)

    @rule(table=st.sampled_from(LISTED))
    def enumerate(self, table: str) -> None:
        right = {key: value for (name, key), value in self.kept.items() if name == table}
        assert self.cache.all(table) == right

    @invariant()
    def agrees(self) -> None:
        for table in TABLES:
            for key in ("a", "b", "ü", ""):
                assert self.cache.get(table, key) == self.now.get((table, key))
        assert self.cache.trouble == ""


TestRemembering = Remembering.TestCase


# Damage.


@pytest.mark.parametrize("change", [0x01, 0x80])
def test_a_flipped_byte_costs_time_only(tmp_path: Path, change: int) -> None:
    file = small_cache(tmp_path)
    content = file.read_bytes()
    for place in [*range(0, 112, 3), *range(112, len(content), 41 if change == 1 else 211)]:
        damaged = bytearray(content)
        damaged[place] ^= change
        check_damaged(file, bytes(damaged))


def test_a_file_cut_off_costs_time_only(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    content = file.read_bytes()
    for length in range(0, len(content), 97):
        check_damaged(file, content[:length])


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0", bytes(8192), b"SQLite format 3\0" * 999]
)
def test_what_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / CACHE_FOLDER / "cache.sqlite"
    file.parent.mkdir()
    assert check_damaged(file, content)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kept SET value = (SELECT value FROM kept b WHERE b.key = CAST('day-2' AS BLOB))"
        " WHERE key = CAST('day-1' AS BLOB)",
        "UPDATE kept SET key = CAST('day-1' AS BLOB) || X'00' WHERE key = CAST('day-1' AS BLOB)",
        "UPDATE kept SET name = 'pages' WHERE key = CAST('day-1' AS BLOB)",
        "UPDATE kept SET name = CASE name WHEN 'days' THEN 'pages' ELSE 'days' END"
        " WHERE name IN ('days', 'pages')",
        "DELETE FROM kept WHERE key = CAST('page-2' AS BLOB)",
        "DELETE FROM kept WHERE name = 'days'",
        "DELETE FROM kept WHERE name = '.root'",
        "DELETE FROM kept WHERE name = '.ledger'",
        "INSERT INTO kept VALUES ('days', CAST('new' AS BLOB), X'00')",
        "INSERT INTO kept VALUES ('days', 'new', X'00')",
        "INSERT INTO kept VALUES ('days', NULL, NULL)",
        "UPDATE kept SET value = CAST(value AS TEXT) WHERE name = 'days'",
        "UPDATE kept SET value = NULL WHERE name = '.root'",
        "CREATE TABLE more (a)",
        "CREATE INDEX more ON kept (value)",
        "CREATE VIEW more AS SELECT * FROM kept",
        "CREATE TRIGGER more AFTER INSERT ON kept BEGIN DELETE FROM kept; END",
        "ALTER TABLE kept ADD COLUMN more",
        "ALTER TABLE kept RENAME TO more",
        "PRAGMA journal_mode=WAL",
    ],
)
def test_a_listed_table_changed_by_another_hand_is_empty(tmp_path: Path, statement: str) -> None:
    file = small_cache(tmp_path)
    sql(file, statement)
    assert read(file) == NOTHING
    keep(file, NOW)
    assert read(file) == NOW


def test_texts_swapped_or_changed_are_missing_and_others_are_not(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    sql(
        file,
        "UPDATE kept SET key = X'00' WHERE key = CAST('text-3' AS BLOB)",
        "UPDATE kept SET key = CAST('text-3' AS BLOB) WHERE key = CAST('text-4' AS BLOB)",
        "UPDATE kept SET key = CAST('text-4' AS BLOB) WHERE key = X'00'",
        "UPDATE kept SET value = X'00' WHERE key = CAST('text-5' AS BLOB)",
    )
    assert read(file) == {**NOW, "texts": {"text-6": NOW["texts"]["text-6"]}}
    keep(file, NOW)
    assert read(file) == NOW


def test_nothing_old_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    keep(file, OLD)
    older = tmp_path / "older.sqlite"
    shutil.copy(file, older)
    keep(file, NOW)
    take = "INSERT OR REPLACE INTO kept SELECT * FROM old.kept WHERE name = '{}'"
    for name in ("days", ".root", ".ledger"):
        shutil.copy(file, tmp_path / "copy.sqlite")
        sql(tmp_path / "copy.sqlite", f"ATTACH '{older}' AS old", take.format(name))
        assert read(tmp_path / "copy.sqlite") == NOTHING
    sql(file, f"ATTACH '{older}' AS old", take.format("texts"))
    assert read(file) == {**NOW, "texts": {}}


def test_another_identity_or_other_tables_begin_anew(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    for identity, listed in (("v2", LISTED), ("v1", (*LISTED, "more")), ("v1", ("days",))):
        copy = tmp_path / "copy.sqlite"
        shutil.copy(file, copy)
        with open_cache(copy, identity, listed) as cache:
            assert [cache.all(table) for table in listed] == [{} for _ in listed]
            assert cache.get("texts", "text-3") is None
            assert cache.trouble == ""
    assert read(file, "v2") == NOTHING
    assert read(file, "v1") == NOTHING


def test_a_file_that_fails_on_the_way_leaves_what_was_put(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    with opened(file) as cache:
        cache.put("texts", "new", b"new")
        cache.put("days", "day-3", b"changed")
        file.write_bytes(b"\xff" * file.stat().st_size)
        assert cache.get("texts", "text-3") is None
        assert cache.get("texts", "new") == b"new"
        assert cache.get("days", "day-3") == b"changed"
        cache.put("texts", "late", b"late")
        cache.commit()
        assert cache.get("texts", "late") == b"late"
        assert cache.trouble == ""
    assert read(file) == NOTHING  # not one row of a table whose other rows are gone


# Other processes.


def test_the_first_to_commit_stands(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    with opened(file) as one, opened(file) as other:
        other.put("days", "new", b"other")
        other.commit()
        one.put("days", "new", b"one")
        one.put("texts", "new", b"one")
        one.commit()
        assert one.get("days", "new") == one.get("texts", "new") == b"one"
        assert one.trouble == ""
        one.commit()
    assert read(file)["days"] == {**NOW["days"], "new": b"other"}
    assert read(file)["texts"] == NOW["texts"]


def test_both_begin_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with opened(file) as one, opened(file) as other:
        put_new(other)
        put_new(one)
    assert read(file) == with_new(NOTHING)


def test_what_another_commits_is_not_mistaken_for_ours(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    with opened(file) as one:
        keep(file, OLD)
        assert one.get("texts", "text-3") is None
        assert one.get("days", "day-3") is None
        assert one.all("days") == NOW["days"]


@pytest.mark.parametrize("anew", [True, False])
def test_a_file_deleted_under_us(tmp_path: Path, anew: bool) -> None:
    file = small_cache(tmp_path)
    with opened(file) as one:
        forget(file.parent)
        if anew:
            keep(file, NOW, "v2")
        one.put("days", "new", b"one")
        one.commit()
        assert one.trouble == ""
        assert one.get("days", "new") == b"one"
    assert read(file, "v2") == (NOW if anew else NOTHING)


def test_a_locked_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.cache.file, "PATIENCE", 0.05)
    file = small_cache(tmp_path)
    with opened(file) as early, closing(sqlite3.connect(file)) as db:
        db.execute("BEGIN EXCLUSIVE")
        with opened(file) as cache:
            assert held(cache) == NOTHING
            cache.put("days", "new", b"new")
            cache.commit()
            assert cache.get("days", "new") == b"new"
            assert cache.trouble == "another process holds it"
        early.put("days", "new", b"new")
        early.commit()
        assert early.get("days", "new") == b"new"
        assert early.trouble == "another process holds it"
    assert read(file) == NOW


def test_a_build_killed_while_it_writes_costs_nothing(tmp_path: Path) -> None:
    file = small_cache(tmp_path)
    child = os.fork()
    if child == 0:
        db = sqlite3.connect(file, isolation_level=None)
        db.execute("PRAGMA cache_size=1")
        db.execute("BEGIN")
        db.execute("UPDATE kept SET value = X'00'")
        db.execute("INSERT INTO kept VALUES ('texts', X'00', zeroblob(1000000))")
        os._exit(0)
    os.waitpid(child, 0)
    assert file.with_name("cache.sqlite-journal").exists()
    assert read(file) == NOW


# Folders and disks.


def in_vain(file: Path) -> str:
    """Use a cache that cannot keep anything; why it cannot."""
    with opened(file) as cache:
        assert held(cache) == NOTHING
        cache.put("days", "new", b"new")
        cache.commit()
        assert cache.get("days", "new") == b"new"
        return cache.trouble


def test_a_folder_or_a_pipe_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite" / "theirs").mkdir(parents=True)
    assert in_vain(tmp_path / "cache.sqlite") == "it is not a file"
    assert (tmp_path / "cache.sqlite" / "theirs").is_dir()
    os.mkfifo(tmp_path / "pipe")
    assert in_vain(tmp_path / "pipe") == "it is not a file"


def test_a_file_in_its_folders_place(tmp_path: Path) -> None:
    (tmp_path / CACHE_FOLDER).write_text("theirs")
    assert in_vain(tmp_path / CACHE_FOLDER / "cache.sqlite")
    assert in_vain(tmp_path / CACHE_FOLDER / "deeper" / "cache.sqlite")
    assert (tmp_path / CACHE_FOLDER).read_text() == "theirs"


def as_nobody(action: Callable[[], None]) -> int:
    """Do it without the rights of the superuser, in a process of its own; 0 if it went well."""
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            action()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1]


def test_a_folder_that_can_only_be_read(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # nobody may enter pytest's
    try:
        file = small_cache(folder)
        file.chmod(0o444)
        file.parent.chmod(0o555)
        folder.chmod(0o555)

        def look() -> None:
            with opened(file) as cache:
                assert held(cache) == NOW
                cache.put("days", "new", b"new")
                cache.commit()
                assert cache.get("days", "new") == b"new"
                assert cache.trouble == "it cannot be written"
            assert in_vain(folder / "other" / "cache.sqlite") == "Permission denied"
            assert in_vain(file.with_name("other.sqlite")) == "it cannot be opened"
            with opened(file, "v2") as cache:
                assert cache.trouble == "Permission denied"

        assert as_nobody(look) == 0
        assert read(file) == NOW
    finally:
        folder.chmod(0o755)
        file.parent.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow over a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("count", [3, 300])
def test_a_full_disk(tmp_path: Path, count: int) -> None:
    """With 3 values the file has no room, with 300 not even what waits for the commit has."""
    file = small_cache(tmp_path)
    with room_for(file.stat().st_size + 5000), opened(file) as cache:
        for number in range(count):
            cache.put("texts", f"new {number}", bytes(100_000))
        cache.put("days", "new", b"new")
        cache.commit()
        assert cache.trouble == "the disk does not take it"
        assert cache.get("texts", "new 0") in (bytes(100_000), None)[: 1 + (count > 3)]
        assert cache.get("days", "day-3") in (None, NOW["days"]["day-3"])
    assert read(file) == NOW


def test_room_is_given_back(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with opened(file) as cache:
        for number in range(1500):
            cache.put("texts", str(number), bytes(6000))
        cache.commit()
        assert file.stat().st_size > 9_000_000
        for number in range(1, 1500):
            cache.drop("texts", str(number))
        cache.commit()
        assert cache.get("texts", "0") == bytes(6000)
    assert file.stat().st_size < 100_000


# The folder.


def test_git_does_not_see_it_and_forgetting_takes_only_what_is_ours(tmp_path: Path) -> None:
    folder = small_cache(tmp_path).parent
    assert (folder / ".gitignore").read_text() == "*\n"
    keep(folder / "cache-2.sqlite", NOW)
    (folder / "cache-2.sqlite-journal").write_bytes(b"")
    (folder / "notes.txt").write_text("theirs")
    assert forget(folder) == 4
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    (folder / "notes.txt").unlink()
    assert forget(folder) == 0
    assert not folder.exists()
    assert forget(folder) == 0


def test_a_gitignore_of_the_authors_stays(tmp_path: Path) -> None:
    folder = tmp_path / CACHE_FOLDER
    folder.mkdir()
    (folder / ".gitignore").write_text("theirs")
    keep(folder / "cache.sqlite", NOW)
    assert forget(folder) == 1
    assert (folder / ".gitignore").read_text() == "theirs"


# Stamps.


def stamped(file: Path, age: int = 10 * GRAIN_NS) -> Stamp:
    """The stamp of a file, taken so long after it was written."""
    found = file.stat()
    return stamp(found, max(found.st_mtime_ns, found.st_ctime_ns) + age)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2016-06-19.yaml"
    path.write_text("one")
    return path


def test_a_file_left_alone_is_trusted(file: Path) -> None:
    assert unchanged(stamped(file), file.stat())
    assert unchanged(stamped(file, grain(stamped(file))), file.stat())


def test_a_file_written_just_before_its_stamp_is_not(file: Path) -> None:
    then = stamp(file.stat(), time_ns())
    file.write_text("two")  # same length, same second; on a coarse clock, the same stamp
    assert not unchanged(then, file.stat())
    assert not unchanged(stamped(file, grain(then) - 1), file.stat())


@pytest.mark.parametrize(
    ("mtime_ns", "ctime_ns", "tick"),
    [
        (7_123_456_789, 7_123_456_789, FINE_NS),  # ext4
        (7_000_000_000, 7_000_000_000, GRAIN_NS),  # HFS+, FAT
        (7_120_000_000, 7_120_000_000, GRAIN_NS),  # exFAT
        (7_000_000_000, 7_123_456_789, GRAIN_NS),  # set by hand: nothing is known
        (7_123_456_789, 7_000_000_000, GRAIN_NS),
    ],
)
def test_how_long_a_file_must_be_left_alone_shows_in_its_times(
    mtime_ns: int, ctime_ns: int, tick: int
) -> None:
    newest = max(mtime_ns, ctime_ns)
    assert settled(Stamp(1, mtime_ns, ctime_ns, 1, newest + tick))
    assert not settled(Stamp(1, mtime_ns, ctime_ns, 1, newest + tick - 1))


@pytest.mark.parametrize("field", ["mtime_ns", "ctime_ns"])
def test_both_times_must_have_passed(file: Path, field: str) -> None:
    found = file.stat()
    os.utime(file, ns=(0, 0) if field == "ctime_ns" else (found.st_mtime_ns + 10**12,) * 2)
    assert not unchanged(stamp(file.stat(), found.st_ctime_ns + FINE_NS - 1), file.stat())


def test_an_edit_with_its_time_set_back_is_seen(file: Path) -> None:
    then, before = stamped(file), file.stat()
    sleep(0.05)
    file.write_text("two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert not unchanged(then, file.stat())


def test_a_clock_set_back_is_not_trusted(file: Path) -> None:
    assert not unchanged(stamped(file, -10 * GRAIN_NS), file.stat())


def test_a_file_put_in_its_place_is_seen(file: Path) -> None:
    then, before = stamped(file), file.stat()
    other = file.with_name("other")
    other.write_text("two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert not unchanged(then, file.stat())


def test_a_longer_file_is_seen(file: Path) -> None:
    then = stamped(file)
    file.write_text("three")
    assert not unchanged(then, file.stat())
