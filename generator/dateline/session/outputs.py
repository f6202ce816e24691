"""Which output files are right already, and the content of the others.

In: what is prepared, and what earlier builds remember of the files they wrote. Out: the paths
that need not be looked at again, and every other file with its content.

A file is right if it was made from the same as now and is still as it was written: its stamp
holds, or, where a stamp cannot tell (in a copied site), its bytes have the same hash.
"""

import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.model.pages import Page
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.problems import BuildFailed, Problem, at_top
from dateline.read import digest_of
from dateline.render import NAMED, Named, press, theme_files
from dateline.session.memory import Memory
from dateline.session.prepare import InProgress, stopping
from dateline.session.pressing import Pressing, Sheet
from dateline.session.workers import Died, Progress, Workers
from dateline.write import Batch
from dateline.write import Prepared as Put
from dateline.write import prepare as put
from dateline.write.standing import content_of, status_of

SHARE = 32
"""How many pages a process renders at a time."""
PACKED = 16
"""Of how many files the texts are kept at hand, as bytes."""

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
        self.named = memory.record("registers", "templates", Named) or {}
        NAMED.update(self.named)
        self.sites, self.settings = begun.planning.sites, begun.settings
        self.press = press(self.sites, {}, self.settings)
        self.copies = copies_of(begun)
        self.packed = lru_cache(PACKED)(begun.files.packed)
        self.kept: dict[str, Output] = {}
        self.made: dict[str, tuple[str, str]] = {}
        self.rendered = 0

    def prepare(self, batch: Batch) -> Iterator[Put]:
        """Put every file that is not right beside the site; `prepared` is what has been planned
        when all are there. Raises `BuildFailed` if there is an error among the problems."""
        job = Pressing(self.sites, self.settings, batch if self.workers.at_hand else None)
        elsewhere: list[Put] = []
        yield put(self.contents(job, elsewhere), batch)
        yield from elsewhere

    def contents(self, job: Pressing, elsewhere: list[Put]) -> Iterator[tuple[str, Content]]:
        """Every file that is to be put beside the site here; what was put there by others is
        noted."""
        problems = []
        for sheet, pressed in self.workers.each(job, self.sheets(), SHARE):
            if isinstance(pressed, Died):
                problems.append(died(sheet))
                continue
            self.rendered += 1
            self.made[sheet.path] = sheet.of, pressed.digest
            if pressed.put:
                elsewhere.append(pressed.put)
            if pressed.content is not None:
                yield sheet.path, pressed.content
        for path, (source, of) in self.copies.items():
            if not self.is_right(path, of):
                self.made[path] = of, of
                yield path, source
        self.prepared = self.begun.prepared(problems=problems)
        if stopping(self.prepared.problems, strict=self.strict):
            raise BuildFailed(self.prepared.problems)

    def sheets(self) -> Iterator[Sheet]:
        """The pages that are not right, group by group."""
        planning = self.begun.planning
        for name in self.progress("Building", planning.groups, len(planning.groups)):
            pages = planning.pages(name)
            outlines = planning.planned[name].outlines
            wanted = {}
            for number, outline in enumerate(outlines):
                of = self.press.fingerprint(outline)
                if not self.is_right(outline.path, of):
                    wanted[number] = of
            if wanted:
                pages = planning.groups[name].pages() if pages is None else pages
                for number, of in wanted.items():
                    yield self.sheet(pages[number], of)

    def sheet(self, page: Page, of: str) -> Sheet:
        """A page as it is sent to be rendered."""
        files = dict.fromkeys(text.path for text in page.texts)
        texts = tuple((path, self.packed(path)) for path in files)
        return Sheet(page.path, page.source, of, msgspec.json.encode(page), texts)

    def is_right(self, path: str, of: str) -> bool:
        """Whether a file was made from the same, and is as it was written."""
        known, status = self.before.get(path), status_of(self.site_dir, path)
        if known is None or known.of != of or status is None:
            return False
        if not unchanged(known.stamp, status):
            now = time.time_ns()
            status = status_of(self.site_dir, path)
            content = content_of(self.site_dir, path)
            if status is None or content is None or digest_of(content) != known.bytes:
                return False
            known = replace(known, stamp=stamp(status, now))
        self.kept[path] = known
        return True

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

    def elsewhere(self) -> dict[str, Output]:
        """The records of files in other folders that are still there."""
        places = {key.partition("\t")[0] for key in self.every} - {self.place}
        there = {place for place in places if (self.memory.root / place).is_dir()}
        return {key: o for key, o in self.every.items() if key.partition("\t")[0] in there}


def copies_of(begun: InProgress) -> dict[str, tuple[Path, str]]:
    """The files that are copied, by output path: where from, and the hash of their bytes."""
    found = {
        path: (file, digest_of(file.read_bytes()))
        for path, file in theme_files(begun.settings).items()
    }
    hashes = begun.looks.hashes
    for copy in begun.planning.copies:
        found[copy.path] = begun.settings.docs_dir / copy.source, hashes[copy.source]
    return found


def died(sheet: Sheet) -> Problem:
    """What to say of a page whose process ended over it."""
    return at_top(
        sheet.source,
        "file/crash",
        f"Rendering {sheet.path} ended the process that did it, before it could say why.",
        hint="Please report it as a bug, with the file.",
    )
