"""What the authors have before them: the sections, what runs, what is open, the files there are.

In: the settings, and what earlier builds remember. Out: a `Desk`, to be asked. A mistake in a
file takes away what that file says and nothing else. Compilations are kept; of what is linked
here nothing is.

A desk sees what is held back too: yesterday's briefing may still be a draft.
"""

import time
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from dateline.model.desk import Called, Pending, Running, Stream, Told
from dateline.model.libraries import Library
from dateline.model.linked import EditionKey
from dateline.model.names import briefing_name
from dateline.model.registers import Section, Thread, in_language
from dateline.model.rows import WHOLE, Seat, name_of
from dateline.model.settings import Settings
from dateline.read import Folder, read
from dateline.session.files import Files
from dateline.session.memory import Memory
from dateline.session.prepare import linking_of

RUNS = timedelta(days=7)
"""A thread runs if its last entry is no more days older than the newest in any thread."""


class Desk:
    """The authors' view of a site, in its own language."""

    def __init__(self, folder: Folder, libraries: tuple[Library, ...], language: str) -> None:
        self.libraries = libraries
        self.archive = libraries[0]
        self.language = language
        self.files = {
            Called(*name): file.path
            for file in folder.briefings
            if (name := briefing_name(file.path))
        }

    @property
    def registered(self) -> bool:
        """Whether the site has a register of sections: then entries may stand by section."""
        return self.archive.registry.records["sections"] is not None

    def sections(self, lang: str = "") -> tuple[Stream, ...]:
        """The sections in their order, as they are called in a language."""
        ids = self.archive.ids("sections")
        return tuple(Stream(id_, self.section(id_, lang)) for id_ in ids)

    def section(self, id_: str, lang: str = "") -> str:
        """What a section is called in a language; empty for the site's own."""
        record = self.archive.record("sections", id_)
        assert isinstance(record, Section)
        return in_language(record.name, lang or self.language)

    def threads(self, day: date, moment: datetime) -> tuple[Running, ...]:
        """The threads that run when a briefing of that day and moment is begun, the latest
        first."""
        end = limit(day, moment)
        ended: list[tuple[Seat, int, str]] = []
        for id_ in self.archive.ids("threads"):
            seats = self.archive.row(f"threads/{id_}")
            if entries := bisect_left(seats, end):
                ended.append((seats[entries - 1], entries, id_))
        ended.sort(key=lambda each: each[0], reverse=True)
        newest = self.archive.key(ended[0][0]).date if ended else day
        return tuple(
            self.running(*each) for each in ended if newest - self.archive.key(each[0]).date <= RUNS
        )

    def running(self, last: Seat, entries: int, id_: str) -> Running:
        """A thread, by the last entry in it."""
        record, item = self.archive.record("threads", id_), self.archive.item(last)
        assert isinstance(record, Thread)
        title = in_language(record.title, self.language)
        registered = self.archive.registry.records["threads"] is not None
        return Running(
            written=id_ if registered else title,
            title=title,
            section=item.section,
            last=item.key.date,
            entries=entries,
        )

    def claims(self, day: date, moment: datetime) -> Iterator[Pending]:
        """The claims that are open then, the latest first."""
        end = limit(day, moment)
        for claims in reversed(self.archive.claims_by_year().values()):
            for seat, key, settled in reversed(claims):
                if seat < end and not settled:
                    item = self.archive.item(seat)
                    yield Pending(
                        ref=f"{name_of(EditionKey(key.date, key.edition))}#{key.id}",
                        title=item.entry.title,
                        section=item.section,
                        date=key.date,
                    )

    def entries(self, called: Called, lang: str) -> tuple[Told, ...]:
        """The entries of a briefing, for its translation into a language; none if the briefing
        cannot be read."""
        edition = self.archive.edition(EditionKey(called.date, called.edition))
        return tuple(
            Told(item.key.id, self.section(item.section, lang), item.entry.title)
            for item in (edition.items if edition else ())
        )

    def as_of(self, called: Called) -> datetime | None:
        """How far a briefing in the site's own language says that it has come."""
        placed = self.archive.standing(EditionKey(called.date, called.edition))
        return datetime.fromisoformat(placed.as_of) if placed and placed.as_of else None

    def beside(self, called: Called) -> tuple[Called, ...]:
        """The other editions of a day, in one language."""
        day = (called.date, called.lang)
        return tuple(o for o in self.files if (o.date, o.lang) == day and o != called)

    def untimed(self, called: Called) -> tuple[str, ...]:
        """The files of the other editions of a day that say no `as_of`."""
        libraries = {library.lang: library for library in self.libraries}
        found = []
        for other in self.beside(called):
            library = libraries.get(called.lang)
            placed = library.standing(EditionKey(other.date, other.edition)) if library else None
            if placed and not placed.as_of:
                found.append(self.files[other])
        return tuple(found)


def desk_of(settings: Settings, memory: Memory) -> Desk:
    """The desk of a site."""
    started = time.time_ns()  # before any file's status is asked: see `Stamp`
    folder, problems = read(settings.docs_dir, frozenset(settings.excluded))
    files = Files(folder, settings, memory, started)
    files.keep()
    problems += files.problems
    linked, _ = linking_of(folder, files, problems, replace(settings, drafts=True), memory)
    return Desk(folder, linked.libraries, settings.language)


def limit(day: date, moment: datetime) -> Seat:
    """Where a briefing of that day and moment would stand: all seats below it are older."""
    return Seat(f"{day}\t{moment.astimezone(UTC).isoformat()}", WHOLE)
