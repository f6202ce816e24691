"""link: small records to the library, one for each language.

In: the registers, the briefings' records, the files there are, the settings, and what was linked
before. Out: a `Library` a language, and the problems that only two files together can have. Pure;
looks at records, never at prose. Each briefing is put in its place alone (`Placement`), by its
record and the names it asks the registers for: what has not changed since before is not done
again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from dateline.link.editorial import Claimed, claimed, unresolved, unsourced
from dateline.link.figures import falls, other_units, readings
from dateline.link.hold import embargoes, hold_back, may_be_held
from dateline.link.names import Registered, facts_of, registered
from dateline.link.references import FilesNamed, Known, check, files_named, leads
from dateline.link.resolve import Resolver, resolve
from dateline.link.rows import placed_of
from dateline.link.summary import with_points
from dateline.link.translations import inherit
from dateline.model.asked import Asked, is_touched, packed
from dateline.model.briefing import Briefing
from dateline.model.changes import changed
from dateline.model.libraries import Library
from dateline.model.linked import Edition, EditionKey
from dateline.model.names import briefing_name
from dateline.model.registers import Registers
from dateline.model.registry import Registry, registry_of
from dateline.model.rows import Placed
from dateline.model.settings import Settings
from dateline.model.tree import Span
from dateline.problems import Problem, at_top

__all__ = ["FIRST", "Before", "FilesNamed", "Linked", "Placement", "Sources", "files_named", "link"]

NOTHING = packed(())
LOADED = 1024
"""How many briefings are kept at hand, as records."""


class Sources(NamedTuple):
    """What link is given: compiled records, and what read found beside them.

    `briefings` has for each file that could be compiled a text that differs when its record
    does, and `load` gives the record. `paths` is each register's file; `assets` the pictures and
    attachments there are; `broken` the briefings' files that have mistakes.
    """

    registers: Registers
    briefings: Mapping[str, str]
    load: Callable[[str], Briefing]
    paths: dict[str, str]
    assets: frozenset[str]
    broken: frozenset[str]


class Placement(Struct, frozen=True, gc=False, array_like=True):
    """A briefing put in its place.

    `of` says what it was made from, `asked` which facts of the registers (`packed`). `holds`:
    drafts or embargoes decide what of it is published; `embargoes` are when its own end.
    `whole`: no entry was lost to a mistake.
    `leads`: it speaks of other briefings or entries, or of its own.
    `claimed` are its claims, `figured` the places of its readings. `checked` are the facts that
    its references were checked by, None before they were.
    """

    lang: str
    of: str
    asked: bytes
    placed: Placed
    holds: bool
    embargoes: tuple[datetime, ...]
    whole: bool
    leads: bool
    problems: tuple[Problem, ...] = ()
    claimed: Claimed = ()
    figured: tuple[Span, ...] = ()
    checked: bytes | None = None
    dead: tuple[Problem, ...] = ()


class Before(NamedTuple):
    """What an earlier link left: the placements by file, and the registers' facts."""

    placements: Mapping[str, Placement]
    facts: Mapping[int, str]


FIRST = Before({}, {})
"""Nothing was linked before."""


class Linked(NamedTuple):
    """The libraries, the site's own language first, then by code; whether anything was linked
    before, and what to keep for the next time; the facts that have changed since before, and what
    the libraries are asked, as it gathers; who has put the briefings in their places; and the
    files that miss something for their mistakes."""

    libraries: tuple[Library, ...]
    before: bool
    after: Before
    changed: frozenset[int]
    asked: Asked
    linker: "Linker"
    incomplete: frozenset[str]


Place = Callable[[str], Placement]
"""Puts a briefing in its place, by its file."""
Many = Callable[[Place, list[str]], Iterable[Placement]]
"""Does so with many, in their order: each of them alone, so that it may be done side by side."""


def link(
    sources: Sources, settings: Settings, before: Before = FIRST, many: Many = map
) -> tuple[Linked, tuple[Problem, ...]]:
    """The libraries, and all problems."""
    known, problems = registered(sources.registers, sources.paths)
    registry = registry_of(sources.registers, known.names, sources.paths)
    facts = facts_of(registry, known.forms)
    stirred = {f for f in {*facts, *before.facts} if facts.get(f) != before.facts.get(f)}
    linker = Linker(sources, settings, known, registry)
    placements = linker.placements(before, stirred, many)
    found = [*problems, *(p for each in placements.values() for p in each.problems)]
    libraries, more = linker.libraries(placements)
    found += more
    for library in libraries if before.placements else ():  # else nothing was asked before
        stood = standing_before(library.lang, before)
        stirred.update(changed(library.index, stood, library.lang))
    placements = linker.checked(placements, libraries, stirred)
    found += (p for each in placements.values() for p in each.dead)
    claims = {each.placed.path: each.claimed for each in placements.values() if each.claimed}
    if not sources.broken:  # what is unread may settle it
        found += unresolved(libraries, claims, settings.claim_days)
    places = {each.placed.path: each.figured for each in placements.values()}
    found += other_units(libraries, places)
    if not sources.broken:  # what is unread may hold the correction
        found += falls(libraries[0], places, settings.may_fall)
    linker.asked.clear()  # those that ask from here on are to be told apart
    linked = Linked(
        libraries=libraries,
        before=bool(before.placements),
        after=Before(placements, facts),
        changed=frozenset(stirred),
        asked=linker.asked,
        linker=linker,
        incomplete=lost(sources, placements, libraries),
    )
    return linked, tuple(found)


class Linker:
    """One run of link: what it is given, and the briefings loaded so far."""

    def __init__(
        self, sources: Sources, settings: Settings, known: Registered, registry: Registry
    ) -> None:
        self.sources = sources
        self.settings = settings
        self.known = known
        self.registry = registry
        self.asked = Asked()
        self.originals = originals(sources.briefings)
        self.resolved = lru_cache(LOADED)(self._resolved)
        self.edition = lru_cache(LOADED)(self._edition)

    def renewed(self, sources: Sources) -> "Linker":
        """The same for other records of the same files: nothing that was loaded is believed."""
        found = copy(self)
        found.sources, found.asked = sources, Asked()
        found.resolved = lru_cache(LOADED)(found._resolved)
        found.edition = lru_cache(LOADED)(found._edition)
        return found

    def _resolved(self, path: str) -> tuple[Edition, tuple[Problem, ...], frozenset[int]]:
        """A briefing as written, in its place; what is wrong, and the facts it asked for."""
        resolver = Resolver(self.sources.load(path), self.known)
        edition = resolve(resolver)
        edition, problems = with_points(edition, self.known.names, resolver.asked)
        return edition, (*resolver.problems, *problems), frozenset(resolver.asked)

    def _edition(self, path: str) -> tuple[Edition, tuple[str, ...], bool, tuple[Problem, ...]]:
        """A briefing as it is published, what of it is held back, and what is wrong."""
        edition, problems, _ = self.resolved(path)
        original = self.original(path)
        if original:
            edition, more = inherit(edition, self.resolved(original)[0])
            problems += more
        edition, held, out = hold_back(edition, self.settings)
        if not out and path not in self.sources.broken:  # what is unread may hold the source
            problems += tuple(unsourced(edition))
        return edition, held, out, problems

    def original(self, path: str) -> str:
        """The file that a translation translates; empty if there is none, or it is none."""
        name = briefing_name(path)
        return self.originals.get(EditionKey(*name[:2]), "") if name and name[2] else ""

    def placements(self, before: Before, stirred: set[int], many: Many) -> dict[str, Placement]:
        """Every briefing in its place: as before, where nothing that it was made from has
        changed."""
        found: dict[str, Placement | None] = {}
        for path in self.sources.briefings:
            if language_of(path) == self.settings.language:
                continue  # its name is a mistake that compile has said
            known = before.placements.get(path)
            stale = known and (known.holds or is_touched(known.asked, stirred))
            found[path] = known if known and known.of == self.of(path) and not stale else None
        missing = [path for path, placement in found.items() if placement is None]
        found.update(zip(missing, many(self.place, missing), strict=True))
        return {path: placement for path, placement in found.items() if placement}

    def of(self, path: str) -> str:
        """What the placement of a briefing is made from, but for the registers' facts."""
        briefings, original = self.sources.briefings, self.original(path)
        settings = self.settings
        there = ",".join((settings.language, settings.timezone, *sorted(self.known.present)))
        broken = "broken" if path in self.sources.broken else ""
        return f"{briefings[path]} {briefings.get(original, '')} {there} {broken}"

    def place(self, path: str) -> Placement:
        """One briefing put in its place."""
        as_written, _, asked = self.resolved(path)
        edition, held, out, problems = self.edition(path)
        original = self.original(path)
        both = [as_written, self.resolved(original)[0]] if original else [as_written]
        if original:
            asked |= self.resolved(original)[2]
        return Placement(
            lang=as_written.briefing.lang,
            of=self.of(path),
            asked=packed(asked),
            placed=placed_of(edition, held, ZoneInfo(self.settings.timezone), out=out),
            holds=any(may_be_held(each) for each in both),
            embargoes=embargoes(as_written.briefing),
            whole=len(as_written.items) == len(as_written.briefing.entries),
            leads=leads(as_written),
            problems=problems,
            claimed=claimed(edition),
            figured=() if out else tuple(place for _, place in readings(edition)),
        )

    def libraries(
        self, placements: Mapping[str, Placement]
    ) -> tuple[tuple[Library, ...], tuple[Problem, ...]]:
        """A library a language; and the briefings that are in one another's place."""
        by_lang: dict[str, list[Placed]] = {"": []}
        for each in placements.values():
            by_lang.setdefault(each.lang, []).append(each.placed)
        libraries, problems = [], []
        for lang in sorted(by_lang):
            kept, twice = once(sorted(by_lang[lang], key=lambda each: each.order))
            problems += [*twice, *unordered(kept)]
            libraries.append(Library(lang, kept, self.registry, self.load, self.asked))
        return tuple(libraries), tuple(problems)

    def load(self, placed: Placed) -> Edition:
        """The edition that a library is asked for."""
        return self.edition(placed.path)[0]

    def checked(
        self,
        placements: Mapping[str, Placement],
        libraries: tuple[Library, ...],
        stirred: set[int],
    ) -> dict[str, Placement]:
        """The placements with their references checked, where that was not done before by the
        same facts."""
        assets, own = self.sources.assets, self.settings.language
        incomplete = lost(self.sources, placements, libraries)
        found = {}
        for library in libraries:
            may_lead_to = tuple(dict.fromkeys((library, libraries[0])))
            known = Known(may_lead_to, unsure({"", library.lang, own}, incomplete), assets)
            for placed in library.placed.values():
                each = placements[placed.path]
                named = {*placed.pictures, *placed.files}
                if not each.leads and named <= assets:
                    each = replace(each, checked=NOTHING, dead=())
                elif each.checked is None or not (
                    named <= assets and not is_touched(each.checked, stirred)
                ):
                    self.asked.clear()
                    dead = tuple(check(self.resolved(placed.path)[0], known))
                    each = replace(each, checked=packed(self.asked), dead=dead)
                found[placed.path] = each
        self.asked.clear()
        return {**placements, **found}


def language_of(path: str) -> str:
    """The language that a briefing's file name gives; empty without one."""
    name = briefing_name(path)
    return name[2] if name else ""


def originals(paths: Iterable[str]) -> dict[EditionKey, str]:
    """The briefings in the site's own language, by date and edition."""
    found: dict[EditionKey, str] = {}
    for path in paths:
        name = briefing_name(path)
        if name and not name[2]:
            found.setdefault(EditionKey(*name[:2]), path)
    return found


def standing_before(lang: str, before: Before) -> dict[EditionKey, Placed]:
    """How the briefings of one language stood before."""
    return {
        each.placed.key: each.placed for each in before.placements.values() if each.lang == lang
    }


def once(found: list[Placed]) -> tuple[list[Placed], tuple[Problem, ...]]:
    """The briefings, less those whose day and edition have a file already."""
    seen: dict[EditionKey, Placed] = {}
    problems = []
    for each in found:
        other = seen.setdefault(each.key, each)
        if other is not each:
            message = f"{other.path} is the same edition of the same day."
            hint = "Name one of them `…-evening.yaml`, say, or put their entries into one file."
            problems.append(at_top(each.path, "briefing/twice", message, hint))
    return list(seen.values()), tuple(problems)


def unordered(found: Iterable[Placed]) -> Iterator[Problem]:
    """Several editions of a day need `as_of` to be ordered by."""
    days: dict[object, list[Placed]] = {}
    for each in found:
        days.setdefault(each.key.date, []).append(each)
    for same_day in days.values():
        for each in same_day if len(same_day) > 1 else ():
            if not each.as_of:
                message = "The day has several editions: each needs `as_of`, which orders them."
                yield at_top(each.path, "briefing/missing-as-of", message, "as_of: 18:00")


def lost(
    sources: Sources, placements: Mapping[str, Placement], libraries: Iterable[Library]
) -> frozenset[str]:
    """The files that miss something for their mistakes: those that could not be compiled, were
    there twice, or lost an entry."""
    kept = (each.path for library in libraries for each in library.placed.values())
    whole = {path for path in kept if placements[path].whole}
    return frozenset({*sources.briefings, *sources.broken}) - whole


def unsure(langs: Iterable[str], incomplete: frozenset[str]) -> frozenset[EditionKey]:
    """The briefings among some files that are of certain languages."""
    names = (briefing_name(path) for path in incomplete)
    return frozenset(EditionKey(*name[:2]) for name in names if name and name[2] in langs)
