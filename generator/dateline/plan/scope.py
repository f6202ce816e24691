"""One library seen by plan: its addresses, its words, and who stands beside whom."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateline.model import language
from dateline.model.linked import Edition, EditionKey, Item, Key, Library, Record, Stream
from dateline.model.names import ascii_slug
from dateline.model.registers import Entity, Section, Source, Thread, in_language
from dateline.model.settings import Settings
from dateline.model.views import BriefingLine, Line, Link, StreamKind, Translation
from dateline.plan.addresses import Addresses

Neighbours = dict[Key, tuple[Item | None, Item | None]]
REGISTERS: dict[type, str] = {
    Section: "sections",
    Thread: "threads",
    Source: "sources",
    Entity: "entities",
}
KINDS: dict[type, StreamKind] = {Section: "section", Thread: "thread", Source: "source"}


class Scope:
    """What the planning functions of one language share. Holds no state of its own: everything
    is derived from the library, the settings and the pictures' sizes. `libraries` are those of
    all languages, this one among them; `files` are the registers' files by the register's name."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        sizes: dict[str, tuple[int, int]],
        libraries: tuple[Library, ...] = (),
        files: dict[str, str] | None = None,
    ) -> None:
        self.briefings = library.editions
        self.sections, self.threads = library.sections, library.threads
        self.sources, self.entities = library.sources, library.entities
        self.names = library.names
        self.claims, self.steps, self.settles = library.claims, library.steps, library.settles
        self.corrections = library.corrections
        self.settings = settings
        self.sizes = sizes
        self.lang = library.lang or settings.language
        self.libraries = libraries
        self.files = files or {}
        self.at = addresses(library, settings)
        self.words = language.words(self.lang)
        self.zone = ZoneInfo(settings.timezone)

    @cached_property
    def editions(self) -> dict[EditionKey, Edition]:
        """The briefings by key, in order."""
        return {edition.key: edition for edition in self.briefings}

    @cached_property
    def days(self) -> dict[date, tuple[Edition, ...]]:
        """The briefings of each day, in order."""
        days: dict[date, tuple[Edition, ...]] = {}
        for edition in self.briefings:
            days[edition.key.date] = (*days.get(edition.key.date, ()), edition)
        return days

    @cached_property
    def in_section(self) -> dict[str, Neighbours]:
        """For each section, the entries before and after each of its entries."""
        return {id_: neighbours(s.items) for id_, s in self.sections.items()}

    @cached_property
    def in_thread(self) -> dict[str, Neighbours]:
        """For each thread, the entries before and after each of its entries."""
        return {id_: neighbours(s.items) for id_, s in self.threads.items()}

    @cached_property
    def beside(self) -> dict[EditionKey, tuple[Edition | None, Edition | None]]:
        """The briefings before and after each briefing."""
        return {edition.key: around for edition, around in beside(self.briefings)}

    def name(self, record: Record) -> str:
        """What a section, thread, entity or source is called in this language."""
        shown = record.title if isinstance(record, Thread) else record.name
        return in_language(shown, self.lang)

    def kind(self, record: Record) -> StreamKind:
        """Which kind of stream a record has."""
        return record.kind if isinstance(record, Entity) else KINDS[type(record)]

    def translations(self, key: EditionKey, entry: str = "") -> tuple[Translation, ...]:
        """The same briefing, or the same entry on its own, in the site's other languages."""
        found = []
        for lang, at, editions in self.elsewhere:
            edition = editions.get(key)
            if edition and (not entry or any(item.key.id == entry for item in edition.items)):
                address = at.own(Key(*key, entry)) if entry else at.briefing(key)
                found.append(translation(lang, address))
        return tuple(found)

    @cached_property
    def elsewhere(self) -> tuple[tuple[str, Addresses, dict[EditionKey, Edition]], ...]:
        """The other languages: code, addresses, and briefings by key."""
        return tuple(
            (
                library.lang or self.settings.language,
                addresses(library, self.settings),
                {edition.key: edition for edition in library.editions},
            )
            for library in self.libraries
            if (library.lang or self.settings.language) != self.lang
        )

    def within(self, record: Entity) -> str:
        """The id of the place that holds an entity, or nothing."""
        return self.names.entities.get(record.within.casefold(), "")

    @cached_property
    def inside(self) -> dict[str, tuple[Entity, ...]]:
        """For each place, what lies in it, in the register's order."""
        held: dict[str, tuple[Entity, ...]] = {}
        for stream in self.entities.values():
            record = stream.record
            if isinstance(record, Entity) and record.within:
                place = self.within(record)
                held[place] = (*held.get(place, ()), record)
        return held

    @property
    def originals(self) -> tuple[tuple[Addresses, dict[EditionKey, Edition]], ...]:
        """The site's own language, seen from another one."""
        own = self.settings.language
        return tuple((at, editions) for lang, at, editions in self.elsewhere if lang == own)

    def source(self, text: str) -> Source | None:
        """The source of a name as written, or None for a one-off."""
        known = self.names.sources
        id_ = known.get(text.casefold(), "") if known else ascii_slug(text)
        stream = self.sources.get(id_)
        return stream.record if stream and isinstance(stream.record, Source) else None

    def file(self, record: Record) -> str:
        """The register's file that a record stands in; empty without one."""
        return self.files.get(REGISTERS[type(record)], "")

    def address(self, record: Record) -> str:
        """The page of a section, thread, entity or source."""
        return self.at.stream(self.kind(record), record.id)

    def link(self, record: Record) -> Link:
        """A record's name, leading to its page."""
        return Link(self.name(record), self.address(record))

    def title(self, edition: Edition) -> str:
        """A briefing's title: its own, or by the site's pattern."""
        key, settings = edition.key, self.settings
        return edition.briefing.title or language.title(
            settings.title, settings.site_name, key.date, key.edition, self.lang
        )

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment in the site's time zone."""
        return moment.astimezone(self.zone) if moment else None

    def line(self, item: Item, sentence: str = "") -> Line:
        """An entry as lists show it."""
        entry = item.entry
        return Line(
            address=self.at.entry(item.key),
            headline=entry.title,
            lead=entry.lead if entry.headline else "",
            sentence=sentence,
            date=item.key.date,
            edition=item.key.edition,
            section=self.link(self.sections[item.section].record),
            status=entry.status,
            label=entry.label,
            trend=entry.trend,
        )

    def lines(self, items: Iterable[Item]) -> tuple[Line, ...]:
        """Entries as lists show them, in the order given."""
        return tuple(self.line(item) for item in items)

    def briefing_line(self, edition: Edition, *, whole: bool = False) -> BriefingLine:
        """A briefing as lists show it; `whole`: with the headlines in it."""
        return BriefingLine(
            address=self.at.briefing(edition.key),
            title=self.title(edition),
            date=edition.key.date,
            edition=edition.key.edition,
            lines=self.lines(edition.items) if whole else (),
        )


def addresses(library: Library, settings: Settings) -> Addresses:
    """The addresses of one language."""
    home = f"/{library.lang}/" if library.lang else "/"
    return Addresses(home, settings.outputs.entry_pages)


def translation(lang: str, address: str) -> Translation:
    """A page in another language, called by that language's own name for itself."""
    return Translation(
        lang=lang, dir=language.direction(lang), name=language.name(lang), address=address
    )


def neighbours(items: tuple[Item, ...]) -> Neighbours:
    """The entries before and after each, oldest first."""
    return {item.key: around for item, around in beside(items)}


T = TypeVar("T")


def beside(row: tuple[T, ...]) -> Iterator[tuple[T, tuple[T | None, T | None]]]:
    """Each of a row with those before and after it."""
    for place, each in enumerate(row):
        before = row[place - 1] if place else None
        after = row[place + 1] if place + 1 < len(row) else None
        yield each, (before, after)


def all_streams(scope: Scope) -> tuple[Stream, ...]:
    """Every stream of a language, by register, in the registers' order."""
    return (
        *scope.sections.values(),
        *scope.threads.values(),
        *scope.sources.values(),
        *scope.entities.values(),
    )
