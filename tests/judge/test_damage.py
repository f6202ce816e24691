"""A damaged cache costs time, never a wrong byte: every byte of a file, and whole sites."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from importlib.util import module_from_spec, spec_from_file_location
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dateline.cache import CACHE_FOLDER
from test_cache import check_damaged, small_cache

CHUNK = 512

# `conftest` is the judges' own here.
_spec = spec_from_file_location("sites_for_damage", Path(__file__).parents[1] / "conftest.py")
assert _spec and _spec.loader
shared = module_from_spec(_spec)
_spec.loader.exec_module(shared)

Files = dict[str, bytes]


# The file alone.

PATTERNS: dict[str, Callable[[int], int]] = {
    "lowest bit": lambda byte: byte ^ 0x01,
    "highest bit": lambda byte: byte ^ 0x80,
    "zero": lambda byte: 0,
}


def flipped(content: bytes, pattern: str, start: int) -> Iterator[bytes]:
    """Copies with one byte changed, for a stretch of the file."""
    for place in range(start, min(start + CHUNK, len(content))):
        byte = PATTERNS[pattern](content[place])
        if byte != content[place]:
            yield content[:place] + bytes([byte]) + content[place + 1 :]


def cut(content: bytes, start: int) -> Iterator[bytes]:
    """Copies cut off, for a stretch of the file."""
    return (content[:length] for length in range(start, min(start + CHUNK, len(content))))


def try_chunk(content: bytes, pattern: str, start: int) -> tuple[int, int]:
    """How many copies of a stretch were tried, and how many of them lost anything."""
    copies = flipped(content, pattern, start) if pattern else cut(content, start)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cache.sqlite"
        lost = [check_damaged(file, copy) for copy in copies]
    return len(lost), sum(lost)


@pytest.mark.parametrize("pattern", [*PATTERNS, ""], ids=[*PATTERNS, "cut off"])
def test_every_place_of_a_file(
    tmp_path: Path, pattern: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_cache(tmp_path).read_bytes()
    with ProcessPoolExecutor(mp_context=get_context("fork")) as workers:
        starts = range(0, len(content), CHUNK)
        jobs = [workers.submit(try_chunk, content, pattern, start) for start in starts]
        tried, lost = (sum(counts) for counts in zip(*(job.result() for job in jobs), strict=True))
    with capsys.disabled():
        print(f"\n{pattern or 'cut off'}: {tried} damaged copies, {lost} lost something")
    assert tried > len(content) // 4
    assert lost


# Whole sites.

REGISTERS = {
    "briefings/sections.yaml": "turkey:\n  name: Turkey\nrussia:\n  name: Russia\n",
    "briefings/entities.yaml": "people:\n  akar:\n    name: Hulusi Akar\n",
}
DAY = """\
entries:
  Turkey:
    - id: border-{day}
      text: |
        # Border closed on day {day}

        The crossing was *closed* for {day} hours, as on [the first day](see:2016-06-01#border-1).
    - id: talks-{day}
      text: |
        # {extra}

        Hulusi Akar spoke of {day} incidents.
  Russia:
    - id: jets-{day}
      status: claimed
      text: |
        # Jets on day {day}

        A second text, with a [link](https://example.org/{day}).
"""


def day(number: int, extra: str = "Talks went on") -> dict[str, str]:
    """A briefing."""
    name = f"2016-06-{number:02}"
    return {f"briefings/2016/{name}.yaml": DAY.format(day=number, extra=extra)}


def cache_of(site: Path) -> Path:
    """The one file a site's builds remember in."""
    (file,) = (site / CACHE_FOLDER).glob("*.sqlite")
    return file


class Site:
    """A site built twice, so that its cache has a past; kept as it is, for copies of it."""

    def __init__(self, folder: Path) -> None:
        self.site, self.out = folder / "site", folder / "out"
        files = REGISTERS | {path: text for n in range(1, 7) for path, text in day(n).items()}
        shared.write_site(self.site, files)
        shared.build_site(self.site, self.out, remember=True)
        shared.write_site(self.site, day(3, "Talks were broken off"))
        shared.build_site(self.site, self.out, remember=True)
        self.cache = cache_of(self.site).read_bytes()
        self.right = self.edited_from_nothing(folder / "clean")

    def edited_from_nothing(self, folder: Path) -> Files:
        """What a build that remembers nothing writes after the edit."""
        site = folder / "site"
        shutil.copytree(self.site, site, ignore=shutil.ignore_patterns(CACHE_FOLDER))
        shared.write_site(site, EDIT)
        shared.build_site(site, folder / "out", remember=False)
        return dict(shared.tree(folder / "out"))

    def edited_with(self, folder: Path, cache: bytes | Callable[[Path], None]) -> Files:
        """What a build with a damaged cache writes after the edit."""
        site, out = folder / "site", folder / "out"
        shutil.copytree(self.site, site)
        shutil.copytree(self.out, out)
        if callable(cache):
            cache(cache_of(site))
        else:
            cache_of(site).write_bytes(cache)
        shared.write_site(site, EDIT)
        self.compiled = shared.build_site(site, out, remember=True).compiled
        return dict(shared.tree(out))


EDIT = day(2, "Talks began")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("remembering"))


def assert_same(found: Files, right: Files) -> None:
    assert found.keys() == right.keys()
    assert [path for path in found if found[path] != right[path]] == []


def try_sites(site: Site, copies: list[bytes]) -> list[str]:
    """Build with each of these caches; what was wrong with the sites."""
    wrong = []
    for cache in copies:
        with TemporaryDirectory() as folder:
            found = site.edited_with(Path(folder), cache)
            wrong += [
                path for path in found | site.right if found.get(path) != site.right.get(path)
            ]
    return wrong


def damaged(content: bytes, count: int) -> list[bytes]:
    """Copies with a byte changed, a stretch lost, a page in another's place, or cut off."""
    chance = random.Random(1)
    copies = []
    for number in range(count):
        place = chance.randrange(len(content))
        page = chance.randrange(len(content) // 4096) * 4096
        other = chance.randrange(len(content) // 4096) * 4096
        copy = bytearray(content)
        if number % 4 == 0:
            copy[place] ^= 1 << chance.randrange(8)
        elif number % 4 == 1:
            copy[place : place + 200] = bytes(len(copy[place : place + 200]))
        elif number % 4 == 2:
            copy[page : page + 4096] = content[other : other + 4096]
        else:
            del copy[place:]
        copies.append(bytes(copy))
    return copies


def test_a_site_with_an_undamaged_cache(site: Site, tmp_path: Path) -> None:
    assert_same(site.edited_with(tmp_path, site.cache), site.right)
    assert site.compiled == 1  # or all of this would test nothing


def test_a_site_with_a_damaged_cache(site: Site) -> None:
    copies = damaged(site.cache, 300)
    count = os.cpu_count() or 1
    with ProcessPoolExecutor(mp_context=get_context("fork")) as workers:
        jobs = [workers.submit(try_sites, site, copies[n::count]) for n in range(count)]
        assert [path for job in jobs for path in job.result()] == []


SWAPS = {
    "values of neighbours": "UPDATE kept SET value = coalesce((SELECT value FROM kept b"
    " WHERE b.name = kept.name AND b.key > kept.key ORDER BY b.key LIMIT 1), value)"
    " WHERE name = {name}",
    "one value copied": "UPDATE kept SET value = (SELECT value FROM kept b WHERE b.name ="
    " kept.name ORDER BY key DESC LIMIT 1)"
    " WHERE rowid = (SELECT min(rowid) FROM kept WHERE name = {name})",
    "a row gone": "DELETE FROM kept"
    " WHERE rowid = (SELECT max(rowid) FROM kept WHERE name = {name})",
    "all rows gone": "DELETE FROM kept WHERE name = {name}",
    "a row added": "INSERT INTO kept"
    " SELECT name, key || X'61', value FROM kept WHERE name = {name}",
}


@pytest.mark.parametrize("swap", SWAPS)
def test_a_site_with_rows_swapped(site: Site, swap: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(cache_of(site.site))) as db:
        names = [name for (name,) in db.execute("SELECT DISTINCT name FROM kept ORDER BY name")]
    for number, name in enumerate(names):

        def spoil(file: Path, name: str = name) -> None:
            with closing(sqlite3.connect(file)) as db:
                db.execute(SWAPS[swap].format(name=f"'{name}'"))
                db.commit()

        assert_same(site.edited_with(tmp_path / str(number), spoil), site.right)


def test_a_site_with_the_cache_of_another(site: Site, tmp_path: Path) -> None:
    """The same dates and ids, other words: as if `.dateline/` had been copied along."""
    other = tmp_path / "other"
    words = {
        path: text.replace("closed", "opened") for n in range(1, 7) for path, text in day(n).items()
    }
    shared.write_site(other, REGISTERS | words)
    shared.build_site(other, tmp_path / "other-out", remember=True)
    cache = cache_of(other).read_bytes()
    assert_same(site.edited_with(tmp_path / "edited", cache), site.right)


def test_a_site_with_an_older_cache_of_its_own(site: Site, tmp_path: Path) -> None:
    """As if `.dateline/` had been restored from a backup, and the site had not."""
    old = tmp_path / "old"
    shutil.copytree(site.site, old)
    shared.write_site(old, day(3) | day(5, "Talks were not yet held"))
    shared.build_site(old, tmp_path / "old-out", remember=True)
    cache = cache_of(old).read_bytes()
    assert_same(site.edited_with(tmp_path / "edited", cache), site.right)


def test_a_site_with_the_cache_of_another_version(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline.cache.sums

    old = tmp_path / "old"
    shutil.copytree(site.site, old, ignore=shutil.ignore_patterns(CACHE_FOLDER))
    with monkeypatch.context() as patch:
        patch.setattr(dateline.cache.sums, "FORMAT", b"dateline cache 0")
        shared.build_site(old, tmp_path / "old-out", remember=True)
    cache = cache_of(old).read_bytes()
    assert_same(site.edited_with(tmp_path / "edited", cache), site.right)
