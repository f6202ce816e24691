"""Read to plan, with what earlier builds remember.

In: the settings and the Markdown pages, both from a door, and a `Memory`. Out: `Prepared`; or, if
there is an error among the problems, `BuildFailed` with all of them. Nothing here writes to the
site.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from dateline import link as linking
from dateline import plan as planning
from dateline.compile import compile_document
from dateline.link import FilesNamed, Linked, Placement, Sources, files_named, link
from dateline.model.maps import Atlas
from dateline.model.names import register_name
from dateline.model.pages import Document, Page
from dateline.model.rows import BRIEFINGS
from dateline.model.settings import Settings
from dateline.plan import Material, Plan, Planned, Planning, addresses_of, plan
from dateline.problems import BuildFailed, Problem, at_top, errors, in_order
from dateline.read import Folder, illegible, read
from dateline.render import Texts, theme_files
from dateline.session.borders import atlas_of
from dateline.session.files import Files
from dateline.session.looks import Looks
from dateline.session.memory import Memory
from dateline.session.placing import place_all
from dateline.session.workers import ALONE, Progress, Workers, silent

WELL_KNOWN = ("CNAME", "robots.txt")
"""Files that are looked for at the top of the site: GitHub Pages keeps its domain in the one,
crawlers look for the other first."""
Documents = Callable[[Mapping[str, str]], Iterable[Document]]
"""The Markdown pages, given the address of every briefing by its file: they may link to it."""


def no_documents(_: Mapping[str, str]) -> Iterable[Document]:
    """A site without Markdown pages."""
    return ()


class Prepared(NamedTuple):
    """All of a build that needs no output folder: read to plan. `hashes` are those of the files
    to copy, by their paths under the authors' folder. `compiled` is how many of the `briefings`
    had to be compiled. `until` is when all of it becomes otherwise by the clock alone."""

    plan: Plan
    texts: Texts
    hashes: dict[str, str]
    settings: Settings
    briefings: int
    compiled: int
    problems: tuple[Problem, ...]
    until: datetime | None


def prepare(
    settings: Settings,
    memory: Memory,
    documents: Documents = no_documents,
    *,
    strict: bool = False,
) -> Prepared:
    """Read, compile, link, plan: every mistake is found before anything is written. `strict`:
    warnings are mistakes too. The pages are kept at hand."""
    begun = inspect(compiled(settings, memory), settings, memory, documents)
    made = {name: begun.planning.pages(name) for name in begun.planning.groups}
    prepared = begun.prepared({name: pages for name, pages in made.items() if pages is not None})
    if stopping(prepared.problems, strict=strict):
        raise BuildFailed(prepared.problems)
    return prepared


def stopping(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether there is one among the problems that stops a build."""
    grave = ("error", "warning") if strict else ("error",)
    return any(problem.severity in grave for problem in problems)


class Compiled(NamedTuple):
    """The authors' folder, its briefings and registers compiled, and what is wrong so far;
    `started` is the time before it was read, in nanoseconds since 1970."""

    folder: Folder
    files: Files
    problems: tuple[Problem, ...]
    started: int


def compiled(
    settings: Settings,
    memory: Memory,
    workers: Workers = ALONE,
    progress: Progress = silent,
    *,
    keep: bool = True,
) -> Compiled:
    """Read and compile; `keep` what came of it."""
    started = time.time_ns()  # before any file's status is asked: see `Stamp`
    folder, problems = read(settings.docs_dir, frozenset(settings.excluded))
    files = Files(folder, settings, memory, started, workers, progress)
    if keep:
        files.keep()
    found = (*problems, *files.problems, *unreadable(folder, settings))
    return Compiled(folder, files, found, started)


@dataclass(frozen=True)
class InProgress:
    """All of a build but for its pages: those are planned now, one group at a time, by whoever
    walks through the groups of `planning`. `turns` is when embargoes end (`turning`)."""

    found: Compiled
    linked: Linked
    looks: Looks
    planning: Planning
    settings: Settings
    memory: Memory
    turns: Mapping[str, datetime]
    so_far: tuple[Problem, ...]

    @property
    def files(self) -> Files:
        """The compiled files."""
        return self.found.files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong so far."""
        return in_order(levelled(self.so_far, self.settings))

    def stop_at_mistakes(self, *, strict: bool) -> None:
        """Raise `BuildFailed` if a mistake is known that stops the build, with all there are."""
        if stopping(self.problems, strict=strict):
            for name in self.planning.groups:
                self.planning.pages(name)
            raise BuildFailed(self.prepared().problems)

    def prepared(
        self,
        made: Mapping[str, tuple[Page, ...]] | None = None,
        problems: Iterable[Problem] = (),
    ) -> Prepared:
        """What has come of it once all groups are planned, with the pages that were kept and the
        problems there were with them. What was linked and planned is remembered if there is no
        error among the problems: only of a site that is whole is it known what depends on what."""
        planned, more = self.planning.plan(made)
        problems = (*self.so_far, *more, *problems)
        problems += () if errors(problems) else nothing_published(self.linked)
        found = in_order(levelled(problems, self.settings))
        if not errors(found):
            keep(self.linked, planned, self.looks, self.memory)
        return Prepared(
            plan=planned,
            texts=self.files.texts,
            hashes=self.looks.hashes,
            settings=self.settings,
            briefings=len(self.found.folder.briefings),
            compiled=self.files.compiled,
            problems=found,
            until=earliest(self.turns.values(), problems, self.settings),
        )


def inspect(
    found: Compiled,
    settings: Settings,
    memory: Memory,
    documents: Documents,
    workers: Workers = ALONE,
    progress: Progress = silent,
) -> InProgress:
    """Link what is compiled, and begin to plan it."""
    folder, files, problems, started = found
    linked, more = linking_of(folder, files, problems, settings, memory, workers)
    problems += more
    hidden = {p.path for p in errors(problems)} & {file.path for file in folder.markdown}
    given = () if hidden else documents(addresses_of(linked.libraries, settings))
    pages = tuple(compile_document(page) for page in given)
    looks = Looks({file.path: file for file in folder.assets}, settings, memory, started)
    named, more = seen(linked, pages, looks, settings, workers, progress)
    problems += more
    atlas, more = atlas_of(folder, settings)
    problems += (*more, *nowhere(settings))
    planning = planning_of(linked, files, pages, named, looks, atlas, settings, memory)
    turns = turning(linked.after.placements, settings)
    return InProgress(found, linked, looks, planning, settings, memory, turns, problems)


def turning(placements: Mapping[str, Placement], settings: Settings) -> dict[str, datetime]:
    """When the next embargo ends that holds something back, or is told of where drafts are shown:
    of each briefing among some that has such, by its file."""
    ends = ((path, next_end(each, settings)) for path, each in placements.items())
    return {path: end for path, end in ends if end is not None}


def next_end(placement: Placement, settings: Settings) -> datetime | None:
    """The same of one briefing."""
    placed = placement.placed
    if not (placed.out or placed.held or (settings.drafts and placement.holds)):
        return None
    return min((end for end in placement.embargoes if end > settings.now), default=None)


def earliest(
    times: Iterable[datetime], problems: Iterable[Problem], settings: Settings
) -> datetime | None:
    """The first of some times that is still to come, or of those until which problems hold."""
    held = (problem.until for problem in problems if problem.until is not None)
    return min((time for time in (*times, *held) if time > settings.now), default=None)


def unreadable(folder: Folder, settings: Settings) -> Iterator[Problem]:
    """The Markdown pages that are no text."""
    for file in folder.markdown:
        if problem := illegible(settings.docs_dir, file):
            yield problem


def linking_of(
    folder: Folder,
    files: Files,
    problems: Iterable[Problem],
    settings: Settings,
    memory: Memory,
    workers: Workers = ALONE,
) -> tuple[Linked, tuple[Problem, ...]]:
    """The libraries, by what was linked before."""
    sources = Sources(
        registers=files.registers,
        briefings=files.briefings,
        load=files.briefing,
        paths={register_name(file.path) or "": file.path for file in folder.registers},
        assets=frozenset(file.path for file in folder.assets),
        broken=frozenset(p.path for p in problems if p.severity == "error"),
    )
    facts = memory.record("registers", "facts", dict[int, str]) or {}
    before = linking.Before(memory.table("placements", Placement), facts)
    return link(sources, settings, before, partial(place_all, memory, workers))


def seen(
    linked: Linked,
    documents: tuple[Document, ...],
    looks: Looks,
    settings: Settings,
    workers: Workers,
    progress: Progress,
) -> tuple[FilesNamed, tuple[Problem, ...]]:
    """The files that the site names, looked at."""
    named = files_named(linked.libraries, documents, frozenset(looks.files))
    own = {*settings.styles, *(script.path for script in settings.scripts), *WELL_KNOWN}
    return named, looks.see(named, own, workers, progress)


def planning_of(
    linked: Linked,
    files: Files,
    documents: tuple[Document, ...],
    named: FilesNamed,
    looks: Looks,
    atlas: Atlas,
    settings: Settings,
    memory: Memory,
) -> Planning:
    """The plan begun, by what was planned before."""
    material = Material(
        registers=files.registers,
        documents=documents,
        files=tuple(looks.after),
        photos=named.photos,
        sizes=looks.sizes,
        theme=tuple(theme_files(settings)),
        changed=linked.changed | looks.changed,
        asked=linked.asked,
        atlas=atlas,
    )
    of = memory.record("registers", "planned", str) or ""
    known = memory.table("planned", Planned)
    before = planning.Before(of, known if linked.before else {})
    return plan(linked.libraries, material, settings, before)


def keep(linked: Linked, planned: Plan, looks: Looks, memory: Memory) -> None:
    """Remember what was linked and planned. All of it or nothing: each tells by the other what
    has changed since."""
    memory.keep_table("placements", linked.after.placements)
    memory.keep_table("planned", planned.after.planned)
    memory.keep("registers", "facts", linked.after.facts)
    memory.keep("registers", "planned", planned.after.of)
    looks.keep()


def nothing_published(linked: Linked) -> tuple[Problem, ...]:
    """A site without a briefing has no home."""
    if any(library.last(BRIEFINGS) for library in linked.libraries):
        return ()
    message = "There is no briefing to publish yet: write YYYY-MM-DD.yaml with `entries`."
    return (at_top("", "site/no-briefing", message),)


def nowhere(settings: Settings) -> tuple[Problem, ...]:
    """What a site that does not know its own address has to do without."""
    if settings.site_url:
        return ()
    outputs = settings.outputs
    kinds = {
        "feeds": outputs.feeds,
        "e-mail editions": outputs.email,
        "llms.txt": outputs.markdown,
        "cards": outputs.cards,
    }
    wanted = [*(kind for kind, is_wanted in kinds.items() if is_wanted), "sitemaps"]
    left_out = ", ".join(wanted) + " or metadata"
    message = f"Without `site_url` in mkdocs.yml there are no whole addresses, so no {left_out}."
    return (at_top("", "site/no-url", message, "site_url: https://example.org/"),)


def levelled(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """What holds by now: warnings at the level that the site's `checks` give their code; errors
    are errors."""
    levels = dict(settings.checks)
    for problem in problems:
        if problem.until is not None and problem.until <= settings.now:
            continue
        level = levels.get(problem.code, problem.severity)
        if problem.severity != "warning" or level == "warning":
            yield problem
        elif level == "error":
            yield replace(problem, severity="error")
