"""A site as it is now, file by file, for as long as somebody looks at it.

In: how the site is loaded, and what is remembered of it; then which files have changed. Out: any
file of the site when it is asked for, and what is wrong. No site is written, and no page is made
that nobody asks for.

A briefing that is edited is looked at alone, a file that is only copied and a template are taken
as they are, and for any other change all is looked at anew. What has an error does not take the
place of what had none: the site is shown as it was last right.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock, RLock
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from dateline.model.digest import digest
from dateline.model.pages import Page
from dateline.model.settings import Settings
from dateline.plan import bundle_of, is_collected, is_last
from dateline.problems import Problem, Refused, Unprintable, errors, in_order
from dateline.read import describe
from dateline.render import Press, joined, own_page, template_folders, theme_files
from dateline.session.editing import edited
from dateline.session.memory import memory_of
from dateline.session.overview import overview
from dateline.session.prepare import (
    Documents,
    InProgress,
    compiled,
    earliest,
    inspect,
)
from dateline.session.pressing import press_of
from dateline.session.searching import Indexing, documents
from dateline.session.seen import Seen, changed_since, folders_of, is_later, seen_in
from dateline.session.shown import Now, Shown, made_of_all, moved, parts_of, sources_of, version_of
from dateline.session.workers import ALONE, Progress, Workers, silent

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE = 8
"""So many edited briefings are looked at one by one."""


class Loaded(NamedTuple):
    """A site as its mkdocs.yml says: the settings, and what makes the Markdown pages. `beside` are
    the files and folders besides the authors' own that decide it: mkdocs.yml itself, and where
    the site's own templates would be."""

    settings: Settings
    documents: Documents
    beside: frozenset[Path]


class Preview:
    """A site that changes under its readers' eyes. Any thread may ask; they take turns."""

    def __init__(
        self,
        load: Callable[[], Loaded],
        workers: Workers = ALONE,
        progress: Progress = silent,
        alone: Callable[[Path], AbstractContextManager[None]] = nullcontext,  # type: ignore[assignment]
    ) -> None:
        """`load` gives the site as its mkdocs.yml says by now. Raises `Refused` if it does, here
        alone: later on that is `refused`, and the site stays as it was. `workers` help with the
        first look, which remembers what it has compiled, `alone` with the site's folder."""
        self.load = load
        self.lock = RLock()
        self.indexing = Lock()
        """Of those who search, one at a time has indexes made."""
        self.indexed: dict[str, tuple[int, Mapping[str, bytes]]] = {}
        """The bundles by folder, each as of a version."""
        self.loaded = load()
        self.version = 0
        """How often something has changed."""
        self.looks = 0
        """How often all was looked at."""
        self.checks = 0
        """How often all was checked."""
        self.refused = ""
        self.behind = False
        """Whether what was looked at last is not what is shown, for its mistakes."""
        self.looked: tuple[Problem, ...] = ()
        """What was wrong when all was looked at."""
        self.edits: Mapping[str, tuple[Problem, ...]] = {}
        """The briefings that were edited since, with what is wrong by that."""
        self.there: Mapping[str, Seen] = {}
        """The authors' files that there were when all was looked at."""
        self.above: frozenset[str] = frozenset()
        """The folders that these are in."""
        self.touched: Counter[str] = Counter()
        """How often the content of a file that is copied has changed, by its output path."""
        with alone(self.settings.site_dir):
            self.shown = self.look(workers, progress, keep=True)

    @property
    def settings(self) -> Settings:
        """The settings that hold by now."""
        return self.loaded.settings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong by now: what was there before, in order, then what edits have led to."""
        others = (problem for problem in self.looked if problem.path not in self.edits)
        return (*others, *in_order(chain.from_iterable(self.edits.values())))

    @property
    def pending(self) -> frozenset[str]:
        """The briefings that have an error since they were edited: they are shown as they were
        before."""
        return frozenset(name for name, said in self.edits.items() if errors(said))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that the site is made from, with all that is below them."""
        return self.settings.docs_dir, *template_folders(self.settings)

    @property
    def beside(self) -> frozenset[Path]:
        """The files and folders that decide which these are."""
        return self.loaded.beside | {self.settings.docs_dir}

    def look(self, workers: Workers, progress: Progress, *, keep: bool) -> Shown:
        """Look at all there is; `keep` what was compiled."""
        settings, documents, _ = self.loaded
        memory = memory_of(settings, remember=True)
        found = compiled(settings, memory, workers, progress, keep=keep)
        begun = inspect(found, settings, memory, documents, workers, progress)
        self.looked, self.edits = begun.problems, {}
        self.looks += 1
        self.there = seen_in(found.folder)
        self.above = folders_of(self.there)
        theme = theme_files(settings)
        copies = {each.path: settings.docs_dir / each.source for each in begun.planning.copies}
        copies = theme | copies
        return Shown(
            begun=begun,
            press=self.press_of(begun),
            copies=copies,
            sources=sources_of(copies),
            versions={each.path: each for each in begun.planning.copies if each.version},
            theme=frozenset(theme),
            linked=found.folder.linked,
        )

    def press_of(self, begun: InProgress) -> Press:
        """What renders the pages of a build in progress, with the texts that are shown by then."""
        texts = Now(lambda: self.shown.begun.files.texts)
        return press_of(begun.planning.sites, texts, begun.settings)

    def update(self, files: Iterable[Path]) -> bool:
        """Some files have changed, are new, or are gone; whether it may matter."""
        with self.lock:
            changed = {file for file in files if file.exists() or self.had(file)}
            if not changed:
                return False
            self.version += 1
            for name in self.names_of(changed):
                self.shown.begun.files.hold(name)
            rest = frozenset(file for file in changed if not self.take(file))
            if (rest or self.pending) and not self.edit(rest):
                self.look_again()
            return True

    def turn(self, now: datetime) -> bool:
        """Look at all there is if the clock has made it another; whether it has."""
        with self.lock:
            until = self.until()
            if until is None or now < until:
                return False
            self.version += 1
            self.look_again()
            return True

    def until(self) -> datetime | None:
        """When the site becomes another by the clock alone."""
        with self.lock:
            begun = self.shown.begun
            return earliest(begun.turns.values(), self.problems, begun.settings)

    def overlooked(self) -> frozenset[Path]:
        """The files that are not as they were when all was looked at: what nobody was told of, for
        nobody watched."""
        own = changed_since(self.there, self.settings)
        others = (file for each in template_folders(self.settings) for file in each.rglob("*"))
        then = self.shown.begun.found.started
        late = (file for file in (*others, *self.beside) if is_later(file, then))
        return frozenset((*own, *late))

    def had(self, file: Path) -> bool:
        """Whether a file that is gone was there when all was looked at, or its folder: editors
        have other files beside their own for a moment."""
        if file == self.settings.docs_dir or not file.is_relative_to(self.settings.docs_dir):
            return True
        name = file.relative_to(self.settings.docs_dir).as_posix()
        return name in self.there or name in self.above

    def take(self, file: Path) -> bool:
        """Take a file as it is, if nothing else depends on what is in it."""
        if self.refused or not file.is_file():
            return False
        of_theme = any(file.is_relative_to(each) for each in template_folders(self.settings))
        paths = self.shown.sources.get(file, frozenset())
        self.touched.update(paths)
        if of_theme and file.suffix == ".html":
            self.shown = self.shown._replace(press=self.press_of(self.shown.begun))
            return True
        return of_theme and bool(paths)

    def names_of(self, files: Iterable[Path]) -> frozenset[str]:
        """The paths under the authors' folder, of what lies there."""
        docs_dir = self.settings.docs_dir
        below = (file for file in files if file.is_relative_to(docs_dir))
        return frozenset(file.relative_to(docs_dir).as_posix() for file in below)

    def edit(self, changed: frozenset[Path]) -> bool:
        """Take up edited briefings; whether that was all there is to it."""
        if self.refused or self.shown.linked:
            return False  # of a link, only the file is told to which it leads
        if self.behind:
            return False  # what is wrong may be mended by this
        names = self.names_of(changed)
        if len(names) < len(changed) or len(names) > AT_ONCE:
            return False
        begun, found = self.shown.begun, dict[str, tuple[Problem, ...]]()
        first = sorted(names | self.pending)
        for name in (*first, *(first if len(first) > 1 else ())):  # one may need another
            if name not in found or errors(found[name]):
                after = edited(begun, name)
                if after is None:
                    return False
                begun, found[name] = after
        if sum(bool(errors(said)) for said in found.values()) > 1:
            return False  # they may need each other
        if any(not errors(found[name]) for name in self.pending):  # they may have led to others
            self.looked = tuple(p for p in self.looked if p.severity != "error")
        self.edits = {**self.edits, **found}
        self.show(begun)
        return True

    def show(self, begun: InProgress) -> None:
        """Show a build in progress in the stead of the one that it was made from."""
        same = begun.planning.sites == self.shown.begun.planning.sites
        self.shown = self.shown._replace(begun=begun)
        if not same:
            self.shown = self.shown._replace(press=self.press_of(begun))

    def look_again(self) -> None:
        """Look at all there is. What has an error is not shown."""
        try:
            self.loaded = self.load()
        except Refused as refused:
            self.refused = str(refused)
            return
        self.refused = ""
        shown, before = self.look(ALONE, silent, keep=False), self.shown
        self.behind = bool(errors(self.looked))
        if self.behind:
            shown.begun.memory.close()
        else:
            self.touched.update(moved(before.copies, shown.copies))
            self.shown = shown
            before.begun.memory.close()

    def check(self, version: int, problems: tuple[Problem, ...]) -> bool:
        """Be told all that is wrong with the site as it was at a version; whether it still is."""
        with self.lock:
            current = version == self.version and not self.refused
            if current:
                self.looked = problems
                self.checks += 1
                self.edits = {name: self.edits[name] for name in self.pending}
            return current

    def page(self, path: str) -> Page | None:
        """The page that is written to an output path."""
        page = self.shown.begun.planning.page_at(path)
        return page if page and not (page.is_bundle or page.is_part) else None

    def bundle(self, folder: str) -> Mapping[str, bytes]:
        """What is searched of a year, made when somebody searches; nobody else waits for it."""
        with self.indexing:
            with self.lock:
                version, shown = self.version, self.shown
                known, files = self.indexed.get(folder, (-1, {}))
                page = None if known == version else shown.begun.planning.page_at(folder)
                given = documents(page, shown.press) if page else {}
            if page:
                made = Indexing(shown.begun.memory.indexes, shown.begun.settings.drafts)
                files = made.made(folder, given).files
                self.indexed[folder] = version, files
            return files

    def content(self, path: str) -> tuple[bytes | Path | None, str]:
        """The content of a file of the site, or where it is copied from, or None if there is none;
        and of a page its mark. Raises `Unprintable` if a template cannot."""
        if folder := bundle_of(path):
            return self.bundle(folder).get(path), ""
        with self.lock:
            page, shown = self.page(path), self.shown
            if page is not None:
                return shown.press.render(page), self.mark_of(page)
        if is_collected(path):
            return self.collected(path), ""
        if is_last(path) and path not in shown.copies:
            return self.last(path), ""
        if copy := shown.versions.get(path):  # it takes its time, and nobody is to wait for it
            return version_of(copy, shown.begun), ""
        return shown.copies.get(path), ""

    def collected(self, path: str) -> bytes | None:
        """A collected file."""
        return self.by_and_by(
            lambda shown: parts_of(shown, path),
            lambda _, found: joined(path, found) if found else None,
        )

    def last(self, path: str) -> bytes | None:
        """A file that is made of all pages."""
        return self.by_and_by(lambda shown: shown.begun.planning.every, partial(made_of_all, path))

    def by_and_by(
        self, groups: Callable[[Shown], Iterator[Iterable[T]]], made: Callable[[Shown, list[T]], R]
    ) -> R:
        """What is made of many groups when somebody asks for it, a group at a time: nobody waits
        for all of it. If the site changes meanwhile, it is begun anew."""
        while True:
            with self.lock:
                version, shown = self.version, self.shown
            found, waiting = list[T](), groups(shown)
            while True:
                with self.lock:
                    if self.version != version:
                        break
                    some = next(waiting, None)
                    if some is None:
                        return made(shown, found)
                    found += some

    def mark(self, path: str) -> str:
        """A word for what a page shows, which is another when any of it is; empty without one."""
        with self.lock:
            page = self.page(path)
            return self.mark_of(page) if page else ""

    def mark_of(self, page: Page) -> str:
        """The same of a page."""
        try:
            made = self.shown.press.fingerprint(page)
            content = self.shown.press.render(page) if self.touched else b""
        except Unprintable as failed:
            return digest(str(failed))
        seen = [(name, count) for name, count in self.touched.items() if self.on(name, content)]
        return digest((made, sorted(seen)))

    def on(self, name: str, content: bytes) -> bool:
        """Whether a page shows a copied file: it has the theme round it, or names the file, of
        which no more than the end of its path is sure to stand there."""
        return name in self.shown.theme or quote(name.rpartition("/")[2]).encode() in content

    def desk(self, path: str, asked: str, base: str, now: datetime) -> tuple[bytes, str]:
        """What the authors have before them, as a page, and its mark; the reader comes from the
        page at an output path, which they `asked` for, of a site under `base`."""
        with self.lock:
            wrong = in_order(self.problems)
            found = overview(self.shown.begun, wrong, now, self.page(path), asked)
            given = {"desk": found, "refused": self.refused}
            return own_page("desk.html", self.settings, base, **given), self.desk_mark

    @property
    def desk_mark(self) -> str:
        """A word for what the desk shows, which is another whenever that may be."""
        return digest((self.version, self.checks, self.refused))

    def told(self) -> dict[str, object]:
        """What is wrong, as readers are told it: each error in lines, how many warnings there are
        besides, and whether the site is `kept` as it was before."""
        with self.lock:
            if self.refused:
                return {"errors": [self.refused.split("\n")], "warnings": 0, "kept": True}
            found, docs_dir = errors(self.problems), self.settings.docs_dir
            told = [describe(problem, docs_dir) for problem in in_order(found)]
            kept = self.behind or bool(self.pending)
            return {"errors": told, "warnings": len(self.problems) - len(found), "kept": kept}
