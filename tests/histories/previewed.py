"""The same histories with a preview open all the time, while builds run beside it.

After every step it is told which files have changed, as its watch would tell it, before a build has
run or after one. What it serves is then what a build from nothing writes, byte for byte; after a
mistake it is what it was, and the mistake is told.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hypothesis.stateful import invariant
from msgspec.structs import replace

from dateline.plugin import load
from dateline.problems import errors
from dateline.session import Loaded, Preview
from histories.disk import difference, seen
from histories.machine import OUTPUTS, Machine
from histories.meddling import Meddling
from histories.writing import Writing

SOURCES = ("briefings", "templates", "mkdocs.yml")
State = dict[str, tuple[object, ...]]


class Previewed(Writing, Meddling):
    """A history of which somebody sees every step. `edits` counts the updates that were taken up
    by looking at edited briefings alone."""

    preview: Preview | None = None
    edits = 0
    looks = 0

    @invariant()
    def incremental_equals_clean(self) -> None:
        """Builds do what they do without a preview, and the preview shows what they write."""
        if self.steps % 3:
            self.seen_changes()
        Machine.incremental_equals_clean(self)
        self.seen_changes()
        self.shows_what_is_built()

    def seen_changes(self) -> None:
        """Tell the preview what has changed; another folder to build into, or another place or
        time, is another preview."""
        now = (self.root, self.output, self.now)
        there = state(self.root)
        if self.preview is None or self.of != now:
            if self.preview:
                self.preview.shown.begun.memory.close()
            self.preview = Preview(self.loads())
            self.good: dict[str, bytes] = {}
        else:
            paths = {p for p in {*there, *self.there} if there.get(p) != self.there.get(p)}
            shown = self.preview.shown
            self.preview.update(self.root / path for path in paths)
            self.edits += self.preview.shown.begun.looks is shown.begun.looks and bool(paths)
            self.looks += self.preview.shown.begun.looks is not shown.begun.looks
        self.of, self.there = now, there

    def loads(self) -> Callable[[], Loaded]:
        """How the preview loads the site."""
        root, drafts = self.root, OUTPUTS[self.output]
        now = datetime.fromisoformat(self.now).replace(tzinfo=UTC)

        def loaded() -> Loaded:
            site = load(root / "mkdocs.yml", drafts=drafts)
            return Loaded(replace(site.settings, now=now), site.documents, frozenset())

        return loaded

    def shows_what_is_built(self) -> None:
        """Every file of a build from nothing, and what is wrong."""
        assert self.preview
        if not self.failed:
            self.good = {path: content for path, (content, _) in seen(self.base / "clean").items()}
            del self.good[".dateline.json"]
            assert not errors(self.preview.problems), self.preview.problems
        else:
            assert self.preview.check(self.preview.version, self.check())
            assert self.preview.told()["errors"] or self.preview.settings.drafts
        wrong = {path: served(self.preview, path) for path in self.good}
        wrong = {path: data for path, data in wrong.items() if data != self.good[path]}
        if self.failed:  # what is right among what has changed may be shown
            assert all(isinstance(data, bytes) or data is None for data in wrong.values())
        else:
            assert not wrong, "\n".join(difference(p, self.good[p], d) for p, d in wrong.items())

    def teardown(self) -> None:
        """Leave nothing behind."""
        if self.preview:
            self.preview.shown.begun.memory.close()
        super().teardown()


def served(preview: Preview, path: str) -> bytes | None:
    """What is served at an output path."""
    content, mark = preview.content(path)
    assert mark == preview.mark(path)
    return content.read_bytes() if isinstance(content, Path) else content


def state(root: Path) -> State:
    """Every file that a site is made from, and what the system says of it."""
    found: State = {}
    for source in SOURCES:
        top = root / source
        for path in [top, *sorted(top.rglob("*"))] if top.exists() else ():
            if path.is_symlink() or not path.is_dir():
                status = os.lstat(path)
                what = path.read_bytes() if path.is_file() else b""
                found[str(path.relative_to(root))] = (status.st_ino, status.st_mtime_ns, what)
    return found
