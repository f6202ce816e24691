"""link: small records to the library, one for each language.

In: the registers and the briefings' records, the files there are, the settings. Out: a
`Library` a language, with every group an entry stands in, and the problems that only two files
together can have. Pure; looks at records, never at prose. Each group is made by a function of
that group's records alone (`groups`), so that one changed briefing renews only its groups.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import NamedTuple

from dateline.link import groups
from dateline.link.hold import hold_back
from dateline.link.names import REGISTERS, registered
from dateline.link.references import check, files_named, known_of
from dateline.link.resolve import resolve
from dateline.link.summary import with_points
from dateline.link.translations import inherit
from dateline.model.briefing import Briefing
from dateline.model.linked import (
    Edition,
    EditionKey,
    Item,
    Key,
    Library,
    Names,
    Record,
    Stream,
)
from dateline.model.names import briefing_name
from dateline.model.registers import Registers, Section, Source, Thread
from dateline.model.settings import Settings
from dateline.problems import Problem, at_top

__all__ = ["Sources", "files_named", "link"]


class Sources(NamedTuple):
    """What link is given: compiled records, and what read found beside them.

    `paths` is each register's file; `assets` the pictures and attachments there are; `broken`
    the briefings' files that have mistakes.
    """

    registers: Registers
    briefings: tuple[Briefing, ...]
    paths: dict[str, str]
    assets: frozenset[str]
    broken: frozenset[str]


def link(sources: Sources, settings: Settings) -> tuple[tuple[Library, ...], tuple[Problem, ...]]:
    """The libraries, the site's own language first, then by code; and all problems."""
    known, problems = registered(sources.registers, sources.paths)
    found = list(problems)
    editions = []
    for briefing in sources.briefings:
        if briefing.lang == settings.language:
            continue  # its name is a mistake that compile has said
        edition, mistakes = resolve(briefing, known)
        found += mistakes
        edition, mistakes = with_points(edition, known.names)
        found += mistakes
        editions.append(edition)
    editions.sort(key=in_order)
    editions, twice = once(editions)
    incomplete = lost(sources, editions)
    found += (*twice, *check_days(editions))
    libraries: list[Library] = []
    own = tuple(edition for edition in editions if not edition.briefing.lang)
    for lang in ("", *sorted({edition.briefing.lang for edition in editions} - {""})):
        group = tuple(edition for edition in editions if edition.briefing.lang == lang)
        translated, mistakes = inherit(group, own) if lang else (group, ())
        found += mistakes
        kept, held = hold_back(translated, settings)
        published = kept if not lang else libraries[0].editions
        there = known_of(
            kept, published, held, unsure({"", lang, settings.language}, incomplete), sources.assets
        )
        for edition in group:
            found += check(edition, there)
        libraries.append(library_of(lang, kept, held, known.names, sources.registers))
    return tuple(libraries), tuple(found)


def library_of(
    lang: str,
    kept: tuple[Edition, ...],
    held: frozenset[EditionKey | Key],
    names: Names,
    registers: Registers,
) -> Library:
    """One language's library, of what may be published."""
    items: dict[Key, Item] = {item.key: item for edition in kept for item in edition.items}
    steps, settles = groups.settlements(items)
    return Library(
        lang=lang,
        editions=kept,
        **{register: streams(register, kept, registers) for register in REGISTERS},
        claims=groups.claims(items, steps),
        steps=steps,
        settles=settles,
        corrections=groups.corrections(kept),
        names=names,
        held=held,
    )


def lost(sources: Sources, editions: list[Edition]) -> frozenset[str]:
    """The files that miss something for their mistakes: those that could not be compiled, were
    there twice, or lost an entry."""
    whole = {e.briefing.path for e in editions if len(e.items) == len(e.briefing.entries)}
    compiled = {briefing.path for briefing in sources.briefings}
    return frozenset(compiled | sources.broken) - whole


def unsure(langs: set[str], incomplete: frozenset[str]) -> frozenset[EditionKey]:
    """The briefings among some files that are of certain languages."""
    names = (briefing_name(path) for path in incomplete)
    return frozenset(EditionKey(*name[:2]) for name in names if name and name[2] in langs)


def streams(
    register: str, editions: tuple[Edition, ...], registers: Registers
) -> dict[str, Stream]:
    """Every stream of a register, also those without entries: their pages stay."""
    found = groups.by_id(editions, register)
    records: Iterable[Record] | None = getattr(registers, register)
    if records is None:
        records = unregistered(register, editions)
    return {record.id: groups.stream(record, found.get(record.id, ())) for record in records}


def unregistered(register: str, editions: tuple[Edition, ...]) -> Iterable[Record]:
    """Records for the names in use where a site has no such register: the name as first written."""
    names: dict[str, Record] = {}
    for edition in editions:
        for item in edition.items:
            entry = item.entry
            if register == "sections":
                record: Record = Section(
                    id=item.section, span=entry.span, name=(("", entry.section.text),)
                )
                names.setdefault(record.id, record)
            elif register == "threads":
                for id_, name in zip(item.threads, entry.threads, strict=False):
                    names.setdefault(id_, Thread(id=id_, span=name.span, title=(("", name.text),)))
            elif register == "sources":
                for cited in item.cited:
                    if cited.id:
                        record = Source(id=cited.id, span=entry.span, name=(("", cited.text),))
                        names.setdefault(cited.id, record)
    return names.values()


def in_order(edition: Edition) -> tuple[str, str, str, str]:
    """Briefings stand by date, then `as_of`, then file name."""
    briefing = edition.briefing
    as_of = briefing.as_of.astimezone(UTC).isoformat() if briefing.as_of else ""
    return (briefing.date.isoformat(), as_of, briefing.path.rpartition("/")[2], briefing.path)


def once(editions: Iterable[Edition]) -> tuple[list[Edition], tuple[Problem, ...]]:
    """The briefings, less those whose day, edition and language have a file already."""
    seen: dict[tuple[EditionKey, str], Edition] = {}
    problems = []
    for edition in editions:
        other = seen.setdefault((edition.key, edition.briefing.lang), edition)
        if other is not edition:
            message = f"{other.briefing.path} is the same edition of the same day."
            hint = "Name one of them `…-evening.yaml`, say, or put their entries into one file."
            problems.append(at_top(edition.briefing.path, "briefing/twice", message, hint))
    return list(seen.values()), tuple(problems)


def check_days(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Several editions of a day need `as_of` to be ordered by."""
    days: dict[tuple[date, str], list[Edition]] = {}
    for edition in editions:
        days.setdefault((edition.key.date, edition.briefing.lang), []).append(edition)
    for same_day in days.values():
        for edition in same_day if len(same_day) > 1 else ():
            if edition.briefing.as_of is None:
                message = "The day has several editions: each needs `as_of`, which orders them."
                yield at_top(
                    edition.briefing.path, "briefing/missing-as-of", message, "as_of: 18:00"
                )
