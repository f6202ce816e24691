"""One history: what it knows, how its steps reach the disk, and what every step ends with.

A step changes the project, the clock, the output folder, or plays a trick on files. After every
step the incremental site must be the one that a build from nothing writes, byte for byte, with
the same problems; a build that stops must touch nothing; a second build must find nothing to do.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition
from msgspec.structs import replace

from dateline.build import Built, build
from dateline.plugin import load
from dateline.problems import BuildFailed, Problem
from dateline.session import check, memory_of
from histories.archive import MOMENTS, Project, Tree
from histories.authors import briefings, name_of, tidy, written
from histories.disk import MANNERS, difference, put, seen
from histories.draws import projects

OUTPUTS = {"site": False, "other": False, "preview": True}
"""The folders that are built into, and whether drafts are shown there."""
FOREIGN = "2016/notes.txt"
"""A file of somebody else in the folder that is built into."""


class Failed(NamedTuple):
    """A build that stopped, and why."""

    problems: tuple[Problem, ...]


def is_whole(machine: "Machine") -> bool:
    """Whether the last build succeeded: a trick on its output has then an output to be played on,
    and not every history is one of mistakes upon mistakes."""
    return not machine.failed


whole = precondition(is_whole)


class Machine(RuleBasedStateMachine):
    """A history without steps. `failed`: the last build stopped; `past` are the projects that
    could be built; `edited` the briefings that changed since the last build, None if anything may
    be compiled; `idle`: the step changed nothing that a build may see."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="history-"))
        self.root = self.base / "project-0"
        self.project: Project = {}
        self.past: list[Project] = []
        self.failed = False
        self.edited: set[str] | None = None
        self.idle = False
        self.garbled = False
        self.output = "site"
        self.now = MOMENTS[1]
        self.moves = 0
        self.steps = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.base)

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """A project."""
        self.change(data, data.draw(projects(), "project"), mends=False)

    # What every step ends with.

    @invariant()
    def incremental_equals_clean(self) -> None:
        """The site is what a build from nothing writes, or is as it was if the build stops."""
        before = seen(self.site)
        shutil.rmtree(self.base / "clean", ignore_errors=True)
        checked = self.check() if self.steps % 2 else None
        built, clean = self.build(self.site), self.build(self.base / "clean", remember=False)
        assert checked in (None, clean.problems), (checked, clean.problems)
        if isinstance(built, Built) and isinstance(clean, Built):
            assert built.problems == clean.problems, (built.problems, clean.problems)
            self.same_as_clean(before)
            self.counts_are_sane(built, clean)
            self.nothing_is_left_to_do()
            self.succeeded()
        else:
            assert built == clean, (built, clean)
            assert seen(self.site) == before, "a build that stops touches nothing"
            self.failed = True
        self.idle = False
        self.steps += 1

    def same_as_clean(self, before: dict[str, tuple[bytes, int]]) -> None:
        """Every byte, what is not ours besides, and nothing touched that did not change."""
        after = seen(self.site)
        expected = {path: content for path, (content, _) in seen(self.base / "clean").items()}
        if FOREIGN in before:
            expected[FOREIGN] = before[FOREIGN][0]
        actual = {path: content for path, (content, _) in after.items()}
        assert actual.keys() == expected.keys(), sorted(actual.keys() ^ expected.keys())
        wrong = [path for path in actual if actual[path] != expected[path]]
        assert not wrong, "\n".join(difference(p, expected[p], actual[p]) for p in wrong)
        same = [path for path in after.keys() & before if after[path][0] == before[path][0]]
        touched = [path for path in same if after[path][1] != before[path][1]]
        assert not touched, f"written again: {touched}"

    def counts_are_sane(self, built: Built, clean: Built) -> None:
        """No more is compiled than was edited, nor written than was rendered or copied. Of a
        damaged cache nothing is expected: some damage shows only builds later."""
        assert (built.briefings, built.pages) == (clean.briefings, clean.pages)
        assert built.compiled <= built.briefings
        assert built.rendered <= built.pages
        assert built.written.written <= built.rendered + clean.written.written - clean.pages
        if self.garbled:
            return
        if self.edited is not None:
            assert built.compiled <= len(self.edited), (built, self.edited)
        if self.idle:
            assert_idle(built)

    def nothing_is_left_to_do(self) -> None:
        """A second build finds all as it should be."""
        before = seen(self.site)
        again = self.build(self.site)
        assert isinstance(again, Built)
        if not self.garbled:
            assert_idle(again)
        assert seen(self.site) == before

    def succeeded(self) -> None:
        """Take note of a project that could be built, and keep the first site and cache."""
        self.failed, self.edited = False, set()
        if not self.past or self.past[-1] != self.project:
            self.past.append(deepcopy(self.project))
        start = self.base / "start"
        if not start.exists():
            shutil.copytree(self.site, start / "site")
            if self.cache.exists():
                shutil.copytree(self.cache, start / "cache")

    @property
    def site(self) -> Path:
        """The folder that is built into."""
        return self.root / self.output

    @property
    def cache(self) -> Path:
        """Where builds remember."""
        return self.root / ".dateline"

    def check(self) -> tuple[Problem, ...]:
        """Check as the command line does, which remembers for the build after it."""
        loaded = load(self.root / "mkdocs.yml", drafts=OUTPUTS[self.output])
        now = datetime.fromisoformat(self.now).replace(tzinfo=UTC)
        settings = replace(loaded.settings, now=now)
        with memory_of(settings, remember=True) as memory:
            return check(settings, memory, loaded.documents)[1]

    def build(
        self,
        output: Path,
        *,
        remember: bool = True,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Built | Failed:
        """Build as the command line does. `meanwhile`: what happens while files have been read
        and not all is done."""
        loaded = load(self.root / "mkdocs.yml", drafts=OUTPUTS[self.output])
        now = datetime.fromisoformat(self.now).replace(tzinfo=UTC)
        settings = replace(loaded.settings, site_dir=output, now=now)

        def documents(addresses: Mapping[str, str]) -> Any:
            meanwhile()
            return loaded.documents(addresses)

        try:
            return build(settings, documents, remember=remember)
        except BuildFailed as failed:
            return Failed(failed.problems)

    # How steps reach the disk.

    def change(self, data: st.DataObject, changed: Project, *, mends: bool = True) -> None:
        """Make the project this one. Most authors mend at once what a change breaks."""
        if mends and data.draw(st.sampled_from((True, True, False)), "mended at once"):
            tidy(changed)
        manner = data.draw(st.sampled_from(MANNERS), "written")
        for path in sorted(changed.keys() | self.project.keys()):
            old, new = (written(p[path]) if path in p else None for p in (self.project, changed))
            if old != new:
                note(difference(path, old, new))
                self.saw(path)
                put(self.root / path, new, manner)
        self.project = changed

    def saw(self, path: str) -> None:
        """Remember what may have to be compiled again."""
        if path in ("briefings/entities.yaml", "mkdocs.yml"):
            self.edited = None
        elif self.edited is not None and path in briefings({path: None}):
            self.edited.add(path)

    def copy(self) -> Project:
        """The project, to be changed."""
        return deepcopy(self.project)

    def briefing(self, data: st.DataObject, project: Project) -> tuple[str, Tree]:
        """One of the briefings, by its name, and its value."""
        path = data.draw(st.sampled_from(briefings(project)), "briefing")
        return name_of(path), project[path]

    def entry(self, data: st.DataObject, project: Project) -> tuple[str, Tree]:
        """One of the entries, with its briefing's name."""
        name, briefing = self.briefing(data, project)
        return name, data.draw(st.sampled_from(briefing["entries"]), "entry")


def assert_idle(built: Built) -> None:
    """Nothing was compiled, rendered, written or removed."""
    done = (built.compiled, built.rendered, built.written.written, built.written.removed)
    assert done == (0, 0, 0, 0), f"compiled, rendered, written, removed: {done}"
