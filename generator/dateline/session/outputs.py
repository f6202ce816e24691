"""Which output files are right already, and the content of the others.

In: what is prepared, and what earlier builds remember of the files they wrote. Out: the paths
that need not be looked at again, and every other file with its content.

A file is right if it was made from the same as now and is still as it was written: its stamp
holds, or, where a stamp cannot tell (in a copied site), its bytes have the same hash.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.read import digest_of
from dateline.render import NAMED, Named, press, theme_files
from dateline.session.memory import Memory
from dateline.session.prepare import Prepared
from dateline.write.standing import content_of, status_of

Content = bytes | Path


class Output(Struct, frozen=True, array_like=True):
    """What is remembered of a file that was written: what it was made from, the hash of its
    bytes, its stamp."""

    of: str
    bytes: str
    stamp: Stamp


class Outputs:
    """All files of a site: `kept` are right, `wanted` are to be written, each with what it is
    made from, the pages by their groups."""

    def __init__(self, prepared: Prepared, memory: Memory) -> None:
        self.prepared = prepared
        self.memory = memory
        self.site_dir = prepared.settings.site_dir
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
        self.press = press(prepared.plan.sites, prepared.texts, prepared.settings)
        self.copies = copies_of(prepared)
        self.kept: dict[str, Output] = {}
        self.wanted_pages = dict(self.pages_to_render())
        self.wanted_copies = [
            path for path, (_, of) in self.copies.items() if not self.is_right(path, of)
        ]
        self.made: dict[str, tuple[str, str]] = {}

    @property
    def rendered(self) -> int:
        """How many pages are to be rendered."""
        return sum(len(pages) for pages in self.wanted_pages.values())

    @property
    def total(self) -> int:
        """How many files are to be written or compared."""
        return self.rendered + len(self.wanted_copies)

    def pages_to_render(self) -> Iterator[tuple[str, dict[str, str]]]:
        """By group, the pages that are not right, each with its fingerprint."""
        for name, group in self.prepared.plan.after.planned.items():
            prints = {each.path: self.press.fingerprint(each) for each in group.outlines}
            wanted = {path: of for path, of in prints.items() if not self.is_right(path, of)}
            if wanted:
                yield name, wanted

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

    def files(self) -> Iterator[tuple[str, Content]]:
        """Every file to be written, with its content."""
        for name, wanted in self.wanted_pages.items():
            for page in self.prepared.plan.group(name):
                if page.path in wanted:
                    content = self.press.render(page)
                    self.made[page.path] = wanted[page.path], digest_of(content)
                    yield page.path, content
        for path in self.wanted_copies:
            source, of = self.copies[path]
            self.made[path] = of, of
            yield path, source

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
        here = {f"{self.place}\t{path}": output for path, output in after.items()}
        self.memory.keep_table("outputs", {**self.elsewhere(), **here})

    def elsewhere(self) -> dict[str, Output]:
        """The records of files in other folders that are still there."""
        places = {key.partition("\t")[0] for key in self.every} - {self.place}
        there = {place for place in places if (self.memory.root / place).is_dir()}
        return {key: o for key, o in self.every.items() if key.partition("\t")[0] in there}


def copies_of(prepared: Prepared) -> dict[str, tuple[Path, str]]:
    """The files that are copied, by output path: where from, and the hash of their bytes."""
    docs_dir = prepared.settings.docs_dir
    found = {
        path: (file, digest_of(file.read_bytes()))
        for path, file in theme_files(prepared.settings).items()
    }
    for copy in prepared.plan.copies:
        found[copy.path] = docs_dir / copy.source, prepared.hashes[copy.source]
    return found
