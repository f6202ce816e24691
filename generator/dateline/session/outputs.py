"""Which output files are right already, and the content of the others.

In: what is prepared, and what earlier builds remember of the files they wrote. Out: the paths
that need not be looked at again, and every other file with its content.

A file is right if it was made from the same as now and is still as it was written: its stamp
holds, or, where a stamp cannot tell (in a copied site), its bytes have the same hash.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.cache.store import Store
from dateline.model.pages import Page
from dateline.model.paths import is_bundle, is_part
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.plan import Outline, bundle_of, collections
from dateline.problems import BuildFailed, Problem
from dateline.read import digest_of
from dateline.render import NAMED, Named, theme_files
from dateline.session.collecting import Finishing, Order, Parts, collected, order_of
from dateline.session.making import PLANNED, Made, Making, Sorted, Task
from dateline.session.memory import Memory
from dateline.session.prepare import InProgress, stopping
from dateline.session.pressing import Pressed, Pressing, Sheet, press_of
from dateline.session.searching import Indexing, unavailable
from dateline.session.versions import Filling, key_of, orders, unreadable
from dateline.session.workers import Died, Progress, Workers, crashed, nearby
from dateline.write import Batch
from dateline.write import Prepared as Put
from dateline.write import prepare as put
from dateline.write.standing import content_of, status_of

SHARE = 32
"""How many pages a process renders at a time that are sent to it."""
LONG = 400
"""How many groups it makes at a time, at most: about those of a year, which ask for the same
briefings."""
SHARES = 4
"""In how many shares at least each process has its part, so that none is idle for long."""
PACKED = 16
"""Of how many files the texts are kept at hand, as bytes."""
DATABASE = "data/briefings.sqlite"
"""The collected file that takes longest to join."""

Content = bytes | Path


class Output(Struct, frozen=True, array_like=True):
    """What is remembered of a file that was written: what it was made from, the hash of its
    bytes, its stamp."""

    of: str
    bytes: str
    stamp: Stamp


class Outputs:
    """All files of a site: `kept` are right, and the others are made and put beside it, while the
    pages are still being planned."""

    def __init__(
        self,
        begun: InProgress,
        memory: Memory,
        workers: Workers,
        progress: Progress,
        *,
        strict: bool,
    ) -> None:
        """`strict`: warnings stop it too."""
        self.begun = begun
        self.memory = memory
        self.workers = workers
        self.progress = progress
        self.strict = strict
        self.site_dir = begun.settings.site_dir
        self.every = memory.table("outputs", Output)
        self.place = memory.place(self.site_dir)
        self.before = {
            path: output
            for key, output in self.every.items()
            for place, _, path in [key.partition("\t")]
            if place == self.place
        }
        self.bundles = defaultdict[str, list[str]](list)
        """The files of every bundle, as they were left."""
        for path in self.before:
            self.bundles[bundle_of(path)].append(path)
        self.named = memory.record("registers", "templates", Named) or {}
        NAMED.update(self.named)
        self.sites, self.settings = begun.planning.sites, begun.settings
        self.press = press_of(self.sites, begun.files.texts, self.settings)
        self.copies = copies_of(begun)
        self.stale: set[str] = set()
        """The output paths of the versions of pictures that are not right."""
        self.packed = lru_cache(PACKED)(begun.files.packed)
        self.kept: dict[str, Output] = {}
        self.made: dict[str, tuple[str, str]] = {}
        self.rendered = 0
        drafts = self.settings.drafts
        self.scratch = TemporaryDirectory(prefix="dateline-parts-")
        """Where parts wait that are not remembered."""
        parts = Parts(memory.parts or Store(Path(self.scratch.name) / "parts"), drafts)
        self.finishing = Finishing(Indexing(memory.indexes, drafts), parts)
        self.joined = 0
        """How many files were collected anew."""
        self.troubles: set[str] = set()
        """Why bundles could not be made."""

    @property
    def pages(self) -> int:
        """How many pages the site has, now that all is prepared."""
        paths = (each.path for each in self.prepared.plan.outlines)
        return sum(not (is_bundle(path) or is_part(path)) for path in paths)

    def prepare(self, batch: Batch) -> Iterator[Put]:
        """Put every file that is not right beside the site; `prepared` is what has been planned
        when all are there. Raises `BuildFailed` if there is an error among the problems."""
        elsewhere: list[Put] = []
        yield put(self.contents(batch, elsewhere), batch)
        yield from elsewhere

    def contents(self, batch: Batch, elsewhere: list[Put]) -> Iterator[tuple[str, Content]]:
        """Every file that is to be put beside the site here; what was put there by others is
        noted."""
        problems = []
        for sheet, pressed in self.pressed(batch, elsewhere):
            if isinstance(pressed, Died):
                problems.append(crashed(sheet.source, f"Rendering {sheet.path}"))
                continue
            self.count(sheet.of, pressed.digests, pressed.trouble)
            if pressed.put:
                elsewhere.append(pressed.put)
            yield from pressed.contents.items()
        yield from self.collected()
        yield from self.last()
        self.workers.renew()  # they hold much that nobody needs from here on
        for path, (source, of) in self.copies.items():
            known = self.right(path, of)
            if known:
                self.kept[path] = known
            elif source:
                self.made[path] = of, of
                yield path, source
            else:
                self.stale.add(path)
        yield from self.versions(batch, elsewhere, problems)
        self.workers.end()
        problems += [unavailable(reason) for reason in sorted(self.troubles)[:1]]
        self.prepared = self.begun.prepared(problems=problems)
        if stopping(self.prepared.problems, strict=self.strict):
            raise BuildFailed(self.prepared.problems)

    def collected(self) -> Iterator[tuple[str, Content]]:
        """The collected files that are not right, with their contents."""
        wanted: list[Order] = []
        for path, outlines in collections(self.begun.planning.outlines).items():
            order = order_of(path, outlines, self.press)
            known = self.right(path, order.of)
            if known:
                self.kept[path] = known
            else:
                wanted.append(order)
        wanted.sort(key=lambda order: order.path != DATABASE)  # first the longest
        self.joined = len(wanted)
        for each in collected(wanted, self.finishing.parts, self.again, self.workers.jobs):
            self.made[each.order.path] = each.order.of, each.digest
            yield each.order.path, each.content

    def last(self) -> Iterator[tuple[str, Content]]:
        """The files that are made of all pages, of those that are not right."""
        for page in self.begun.planning.last:
            of = self.press.fingerprint(page)
            known = self.right(page.path, of)
            if known:
                self.kept[page.path] = known
                continue
            content = self.press.render(page)
            self.made[page.path] = of, digest_of(content)
            yield page.path, content

    def again(self, path: str) -> bytes:
        """A part that is lost, rendered once more."""
        page = self.begun.planning.page_at(path)
        assert page is not None
        return self.press.render(page)

    def versions(
        self, batch: Batch, elsewhere: list[Put], problems: list[Problem]
    ) -> Iterator[tuple[str, Content]]:
        """The versions of pictures that are not right, with their contents; what was put beside
        the site by others is noted."""
        planning, workers = self.begun.planning, nearby(self.workers)
        wanted = (copy for copy in planning.copies if copy.path in self.stale)
        found = tuple(orders(wanted, self.begun.looks.hashes))
        filling = Filling(self.settings.docs_dir, self.memory.store, batch)
        shown = self.progress("Encoding", found, len(found))
        for order, filled in workers.each(filling, shown, 1):
            if isinstance(filled, Died):
                problems.append(crashed(order.source, "Encoding this picture"))
                continue
            if not filled.digests:
                problems.append(unreadable(order))
            for (path, _), hash_ in zip(order.wanted, filled.digests, strict=False):
                self.made[path] = self.copies[path][1], hash_
            if filled.put:
                elsewhere.append(filled.put)
            paths = (path for path, _ in order.wanted)
            yield from zip(paths, filled.contents, strict=False)

    def pressed(self, batch: Batch, elsewhere: list[Put]) -> Iterator[tuple[Sheet, Pressed | Died]]:
        """The pages that are not right. Where all that plan asks can be had by those who render,
        they plan too, and what they made is noted; else each page is planned here and sent."""
        workers, groups = self.workers, self.begun.planning.groups
        sending = Pressing(
            self.sites, self.settings, self.finishing, batch if workers.at_hand else None
        )
        if not (workers.renew() and (workers.jobs < 2 or self.memory.can_be_inherited)):
            sheets = (sheet for task in self.tasks() for sheet in self.sheets(task))
            yield from workers.each(sending, sheets, SHARE)
            return
        self.press.warm()  # before there are several
        making = Making(
            self.begun.planning, self.press, self.sorted, batch, self.memory, self.finishing
        )
        size = max(SHARE, min(LONG, len(groups) // (SHARES * workers.jobs)))
        for task, made in workers.each(making, self.tasks(), size, SHARE):
            if isinstance(made, Died):
                yield from workers.apart(sending, self.sheets(task))
            else:
                self.note(task.name, made)
                elsewhere += [made.put] if made.put else []

    def tasks(self) -> Iterator[Task]:
        """The groups of which a page may not be right."""
        planning = self.begun.planning
        for name in self.progress("Building", planning.groups, len(planning.groups)):
            wanted: dict[int, str] = {}
            if planning.stands(name):
                wanted, right = self.sorted(planning.planned[name].outlines)
                self.kept |= right
                if not wanted:
                    continue
            yield Task(name, wanted)

    def sorted(self, outlines: tuple[Outline, ...]) -> Sorted:
        """Which pages of a group are not right, and the files that are."""
        wanted, right = dict[int, str](), dict[str, Output]()
        for number, outline in enumerate(outlines):
            of = self.press.fingerprint(outline)
            known = self.right_files(outline.path, of)
            if known is None:
                wanted[number] = of
            else:
                right |= known
        return wanted, right

    def right_files(self, path: str, of: str) -> dict[str, Output] | None:
        """What is remembered of a page's file, or of a bundle's, if all are right; of a part, which
        has none, nothing."""
        if is_part(path):
            return {} if self.finishing.parts.has(path, of) else None
        paths = self.bundles.get(path, ()) if is_bundle(path) else (path,)
        found = {each: known for each in paths if (known := self.right(each, of))}
        return found if found and len(found) == len(paths) else None

    def note(self, name: str, made: Made) -> None:
        """What has come of a group."""
        if made.planned:
            self.begun.planning.planned[name] = PLANNED.decode(made.planned)
        self.kept |= made.right
        for file in made.pages:
            self.count(file.of, ((file.path, file.digest),))
        self.troubles |= {made.trouble} - {""}

    def count(self, of: str, digests: tuple[tuple[str, str], ...], trouble: str = "") -> None:
        """Note the files that were made from something. Those of bundles are no pages."""
        self.made |= {path: (of, hash_) for path, hash_ in digests}
        self.rendered += sum(not bundle_of(path) for path, _ in digests)
        self.troubles |= {trouble} - {""}

    def sheets(self, task: Task) -> Iterator[Sheet]:
        """The pages of a group that are not right, to be sent."""
        planning, wanted = self.begun.planning, task.wanted
        pages = planning.groups[task.name].pages() if wanted else planning.pages(task.name)
        assert pages is not None
        if not wanted:
            wanted, right = self.sorted(planning.planned[task.name].outlines)
            self.kept |= right
        for number, of in wanted.items():
            yield self.sheet(pages[number], of)

    def sheet(self, page: Page, of: str) -> Sheet:
        """A page as it is sent to be rendered."""
        files = dict.fromkeys(text.path for text in page.texts)
        texts = tuple((path, self.packed(path)) for path in files)
        return Sheet(page.path, page.source, of, msgspec.json.encode(page), texts)

    def right(self, path: str, of: str) -> Output | None:
        """What is remembered of a file, if it was made from the same and is as it was written."""
        known, status = self.before.get(path), status_of(self.site_dir, path)
        if known is None or known.of != of or status is None:
            return None
        if not unchanged(known.stamp, status):
            now = time.time_ns()
            status = status_of(self.site_dir, path)
            content = content_of(self.site_dir, path)
            if status is None or content is None or digest_of(content) != known.bytes:
                return None
            known = replace(known, stamp=stamp(status, now))
        return known

    def keep(self) -> None:
        """Remember what has been written."""
        if NAMED.keys() - self.named:
            self.memory.keep("registers", "templates", NAMED)
        now = time.time_ns()
        after = dict(self.kept)
        for path, (of, hash_) in self.made.items():
            status = status_of(self.site_dir, path)
            if status:
                after[path] = Output(of, hash_, stamp(status, now))
        self.kept = after
        here = {f"{self.place}\t{path}": output for path, output in after.items()}
        self.memory.keep_table("outputs", {**self.elsewhere(), **here})
        if self.stale and self.memory.store:
            made = {of for _, of in self.copies.values()}
            self.memory.store.sweep(made | self.begun.looks.keys)
        if self.joined:
            self.finishing.parts.sweep(each.path for each in self.begun.planning.outlines)

    def elsewhere(self) -> dict[str, Output]:
        """The records of files in other folders that are still there."""
        places = {key.partition("\t")[0] for key in self.every} - {self.place}
        there = {place for place in places if (self.memory.root / place).is_dir()}
        return {key: o for key, o in self.every.items() if key.partition("\t")[0] in there}


def copies_of(begun: InProgress) -> dict[str, tuple[Path | None, str]]:
    """The files that are copied, by output path: where from, and the hash of their bytes. Of the
    versions of pictures, None, and the key that says what they are made from."""
    found: dict[str, tuple[Path | None, str]] = {
        path: (file, digest_of(file.read_bytes()))
        for path, file in theme_files(begun.settings).items()
    }
    hashes = begun.looks.hashes
    for copy in begun.planning.copies:
        if copy.version is None:
            found[copy.path] = begun.settings.docs_dir / copy.source, hashes[copy.source]
        else:
            found[copy.path] = None, key_of(hashes[copy.source], copy.version)
    return found
