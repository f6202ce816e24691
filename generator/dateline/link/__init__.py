"""link: small records to the library, one for each language.

In: the registers and the briefings' records, the files there are, the settings. Out: a
`Library` a language, with every group an entry stands in, and the problems that only two files
together can have. Pure; looks at records, never at prose. Each group is made by a function of
that group's records alone (`groups`), so that one changed briefing renews only its groups.
"""

from collections.abc import Iterable
from datetime import UTC
from itertools import groupby
from typing import NamedTuple

from dateline.link import groups
from dateline.link.hold import hold_back
from dateline.link.names import names_of
from dateline.link.references import Known, check, files_named
from dateline.link.resolve import resolve
from dateline.link.summary import with_points
from dateline.link.translations import inherit
from dateline.model.briefing import Briefing
from dateline.model.library import (
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
from dateline.problems import Problem


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
    names, problems = names_of(sources.registers, sources.paths)
    found = list(problems)
    editions = []
    for briefing in sources.briefings:
        edition, mistakes = resolve(briefing, sources.registers, names)
        found += mistakes
        edition, mistakes = with_points(edition)
        found += mistakes
        editions.append(edition)
    editions.sort(key=in_order)
    found += check_days(editions)
    by_language = {
        lang: tuple(group)
        for lang, group in groupby(
            sorted(editions, key=lambda e: e.briefing.lang), key=lambda e: e.briefing.lang
        )
    }
    own = by_language.setdefault("", ())
    libraries = []
    for lang, group in by_language.items():
        translated, mistakes = inherit(group, own) if lang else (group, ())
        found += mistakes
        library, mistakes = library_of(lang, translated, names, sources, settings)
        libraries.append(library)
        found += mistakes
    return tuple(libraries), tuple(found)


def library_of(
    lang: str, editions: tuple[Edition, ...], names: Names, sources: Sources, settings: Settings
) -> tuple[Library, tuple[Problem, ...]]:
    """One language's library."""
    kept, held = hold_back(editions, settings)
    known = Known(
        {edition.key: tuple(item.key.id for item in edition.items) for edition in kept},
        held,
        frozenset(
            EditionKey(*name[:2]) for path in sources.broken if (name := briefing_name(path))
        ),
        sources.assets,
    )
    problems = tuple(problem for edition in kept for problem in check(edition, known))
    items: dict[Key, Item] = {item.key: item for edition in kept for item in edition.items}
    steps, settles = groups.settlements(items)
    return Library(
        lang=lang,
        editions=kept,
        **{
            register: streams(register, kept, sources.registers)
            for register in ("sections", "threads", "sources", "entities")
        },
        claims=groups.claims(items, steps),
        steps=steps,
        settles=settles,
        corrections=groups.corrections(kept),
        names=names,
        held=held,
    ), problems


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
    """Briefings stand by date, then `as_of`, then file name (design.md, Addresses)."""
    briefing = edition.briefing
    as_of = briefing.as_of.astimezone(UTC).isoformat() if briefing.as_of else ""
    return (briefing.date.isoformat(), as_of, briefing.path.rpartition("/")[2], briefing.path)


def check_days(editions: list[Edition]) -> Iterable[Problem]:
    """One file for one edition; and several editions of a day need `as_of` to be ordered by."""
    seen: dict[tuple[EditionKey, str], Edition] = {}
    days: dict[tuple[object, str], list[Edition]] = {}
    for edition in editions:
        other = seen.setdefault((edition.key, edition.briefing.lang), edition)
        if other is not edition:
            yield at_top(
                edition,
                "briefing/twice",
                f"{other.briefing.path} is the same edition of the same day.",
                "Name one of them `…-evening.yaml`, say, or put their entries into one file.",
            )
        else:
            days.setdefault((edition.key.date, edition.briefing.lang), []).append(edition)
    for same_day in days.values():
        for edition in same_day if len(same_day) > 1 else ():
            if edition.briefing.as_of is None:
                yield at_top(
                    edition,
                    "briefing/missing-as-of",
                    "The day has several editions: each needs `as_of`, which orders them.",
                    "as_of: 18:00",
                )


def at_top(edition: Edition, code: str, message: str, hint: str) -> Problem:
    """An error at the start of a briefing's file."""
    return Problem(edition.briefing.path, 1, 1, 1, 2, code, "error", message, hint)
