"""One library seen by plan: its addresses, its words, and who stands beside whom."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateline.model import language
from dateline.model.briefing import Briefing, Entry, Status
from dateline.model.libraries import Library, fact
from dateline.model.linked import Edition, EditionKey, Item, Key, Record, Step
from dateline.model.maps import Atlas
from dateline.model.names import ascii_slug
from dateline.model.pictures import NO_SIZE, Size
from dateline.model.registers import Entity, Section, Source, Thread, in_language
from dateline.model.rows import BRIEFINGS, WHOLE, Seat, resolving
from dateline.model.settings import Settings
from dateline.model.views import BriefingLine, Held, Line, Link, Picture, StreamKind, Translation
from dateline.plan.addresses import Addresses
from dateline.plan.pictures import seen
from dateline.plan.recent import Recent

REGISTERS: dict[type, str] = {
    Section: "sections",
    Thread: "threads",
    Source: "sources",
    Entity: "entities",
}
KINDS: dict[type, StreamKind] = {Section: "section", Thread: "thread", Source: "source"}
AT_HAND = 1 << 14
"""Room for what pages share: the lines and headlines of a year or two."""
NATURAL = Atlas()
"""The borders that maps draw if nobody says otherwise."""
T = TypeVar("T")


class Scope:
    """What the planning functions of one language share. Knows nothing of its own: everything
    is asked of the library (`facts`), the settings, the pictures' sizes and the `atlas` of borders.
    `libraries` are those of all languages, this one among them."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        sizes: Mapping[str, Size],
        libraries: tuple[Library, ...] = (),
        atlas: Atlas = NATURAL,
    ) -> None:
        self.facts = library
        self.settings = settings
        self.sizes = sizes
        self.lang = library.lang or settings.language
        self.libraries = libraries
        self.atlas = atlas
        self.at = addresses(library, settings)
        self.words = language.words(self.lang)
        self.zone = ZoneInfo(settings.timezone)
        self.dir = language.direction(self.lang)
        self._recent: Recent[tuple[object, frozenset[int]]] = Recent(AT_HAND)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What several pages show alike, made for the first of them. The others depend on the same
        facts. `name` says all that it is made from besides the library."""
        kept = self._recent.get(name)
        if kept is None:
            kept = self.facts.asked.apart(make)
            self._recent.keep(name, kept)
        self.facts.asked.add(kept[1])
        return kept[0]  # type: ignore[return-value]

    # Briefings

    @property
    def newest(self) -> Edition | None:
        """The newest briefing."""
        seat = self.facts.last(BRIEFINGS)
        return self.facts.at(seat)[0] if seat else None

    def day(self, day: date) -> tuple[Edition, ...]:
        """The briefings of a day, in order."""
        return self.editions(f"days/{day}")

    def has_day(self, day: date) -> bool:
        """Whether a day has a briefing."""
        return self.facts.first(f"days/{day}") is not None

    def month(self, first: date) -> tuple[Edition, ...]:
        """The briefings of a month, in order."""
        return self.editions(f"months/{first:%Y-%m}")

    def editions(self, row: str) -> tuple[Edition, ...]:
        """The briefings of a row."""
        return tuple(self.facts.at(seat)[0] for seat in self.facts.row(row))

    def months(self) -> tuple[date, ...]:
        """The first day of every month that has a briefing, oldest first."""
        return tuple(date.fromisoformat(f"{month}-01") for month in self.facts.rows("months"))

    def months_beside(self, first: date) -> tuple[date | None, date | None]:
        """The months with briefings before and after one, by its first and its last briefing: so
        that a new month is no news to any but its neighbours."""
        seats = self.facts.row(f"months/{first:%Y-%m}")
        before = self.facts.beside(BRIEFINGS, seats[0])[0]
        after = self.facts.beside(BRIEFINGS, seats[-1])[1]
        return self.month_at(before), self.month_at(after)

    def month_at(self, seat: Seat | None) -> date | None:
        """The first day of the month that a briefing is in."""
        return self.facts.key(seat).date.replace(day=1) if seat else None

    def months_of(self, year: int) -> tuple[date, ...]:
        """The first day of every month of a year that has a briefing, oldest first."""
        seats = self.facts.row(BRIEFINGS, year)
        months = (self.facts.key(seat).date.replace(day=1) for seat in seats)
        return tuple(dict.fromkeys(months))

    def counts(self, row: str) -> tuple[int, ...]:
        """For each briefing of a row, how many entries it has."""
        keys = (self.facts.key(seat) for seat in self.facts.row(row))
        found = (self.facts.standing(key) for key in keys)
        return tuple(len(each.ids) for each in found if each)

    def beside(self, edition: Edition) -> tuple[Edition | None, Edition | None]:
        """The briefings before and after one."""
        standing = self.facts.standing(edition.key)
        assert standing is not None
        seats = self.facts.beside(BRIEFINGS, Seat(standing.order, WHOLE))
        before, after = (self.facts.at(seat)[0] if seat else None for seat in seats)
        return before, after

    def translations(self, key: EditionKey, entry: str = "") -> tuple[Translation, ...]:
        """The same briefing, or the same entry on its own, in the site's other languages."""
        found = []
        for library, at in self.elsewhere:
            if library.has(key, entry):
                address = at.own(Key(*key, entry)) if entry else at.briefing(key)
                found.append(translation(library.lang or self.settings.language, address))
        return tuple(found)

    def translations_of_day(self, day: date) -> tuple[Translation, ...]:
        """The list of a day's named editions in the site's other languages."""
        return tuple(
            translation(library.lang or self.settings.language, at.day(day))
            for library, at in self.elsewhere
            if library.first(f"days/{day}") and not library.has(EditionKey(day, ""))
        )

    @property
    def homes(self) -> tuple[Translation, ...]:
        """The homes of the site's other languages, of those that have a briefing."""
        return tuple(
            translation(library.lang or self.settings.language, at.home)
            for library, at in self.elsewhere
            if library.last(BRIEFINGS)
        )

    @property
    def elsewhere(self) -> tuple[tuple[Library, Addresses], ...]:
        """The other languages, and their addresses."""
        others = (library for library in self.libraries if library.lang != self.facts.lang)
        return tuple((library, addresses(library, self.settings)) for library in others)

    @property
    def originals(self) -> tuple[tuple[Library, Addresses], ...]:
        """The site's own language, seen from another one."""
        return tuple((library, at) for library, at in self.elsewhere if not library.lang)

    # Entries

    def seat(self, item: Item) -> Seat:
        """Where an entry stands that is published."""
        seat = self.facts.seat(item.key)
        assert seat is not None
        return seat

    def item(self, key: Key) -> Item | None:
        """A published entry."""
        seat = self.facts.seat(key)
        return self.facts.item(seat) if seat else None

    def edition_of(self, key: Key) -> Edition:
        """The briefing that a published entry stands in."""
        edition = self.facts.edition(EditionKey(key.date, key.edition))
        assert edition is not None
        return edition

    def steps(self, key: Key) -> tuple[Step, ...]:
        """What became of an entry, oldest first."""
        seats = self.facts.row(resolving(EditionKey(key.date, key.edition), key.id))
        return tuple(
            Step(item, status)
            for item in self.facts.items(seats)
            for settled, status in item.settles
            if settled == key != item.key
        )

    def later(self, key: Key) -> Status:
        """What became of an entry by the last word on it; empty if nobody has said."""
        return self.once(("later", key), lambda: self._later(key))

    def _later(self, key: Key) -> Status:
        steps = self.steps(key)
        return steps[-1].status if steps else ""

    def settled(self, item: Item) -> tuple[tuple[Item, Status], ...]:
        """The entries that one settles, as written, each with the status it gives."""
        found = ((self.item(key), status) for key, status in item.settles if key != item.key)
        return tuple((claim, status) for claim, status in found if claim)

    def picture(self, path: str) -> Picture:
        """A picture without its words."""
        return self.once(("picture", path), lambda: self._picture(path))

    def _picture(self, path: str) -> Picture:
        self.facts.asked.add((fact(f"size {path}"),))
        return seen(path, self.sizes.get(path, NO_SIZE), self.settings)

    # Registers

    def record(self, register: str, id_: str) -> Record:
        """A section, thread, source or entity that is known to be there."""
        record = self.facts.record(register, id_)
        assert record is not None
        return record

    def entity(self, id_: str) -> Entity | None:
        """An entity of the register."""
        record = self.facts.record("entities", id_) if id_ else None
        return record if isinstance(record, Entity) else None

    def source(self, text: str) -> Source | None:
        """The source of a name as written, or None for a one-off."""
        return self.once(("source", text), lambda: self._source(text))

    def _source(self, text: str) -> Source | None:
        id_ = self.facts.find("sources", text)
        if self.facts.registry.records["sources"] is None:
            id_ = ascii_slug(text)
        record = self.facts.record("sources", id_) if id_ else None
        return record if isinstance(record, Source) else None

    def within(self, record: Entity) -> Entity | None:
        """The place that holds an entity."""
        return self.entity(self.facts.find("entities", record.within)) if record.within else None

    def records(self, register: str) -> tuple[Record, ...]:
        """All of a register, in its order."""
        return tuple(self.record(register, id_) for id_ in self.facts.ids(register))

    def name(self, record: Record) -> str:
        """What a section, thread, entity or source is called in this language."""
        shown = record.title if isinstance(record, Thread) else record.name
        return in_language(shown, self.lang)

    def kind(self, record: Record) -> StreamKind:
        """Which kind of stream a record has."""
        return record.kind if isinstance(record, Entity) else KINDS[type(record)]

    def row(self, record: Record) -> str:
        """The row of a record's entries."""
        return f"{REGISTERS[type(record)]}/{record.id}"

    def file(self, record: Record) -> str:
        """The register's file that a record stands in; empty without one."""
        return self.facts.registry.paths.get(REGISTERS[type(record)], "")

    def address(self, record: Record) -> str:
        """The page of a section, thread, entity or source."""
        return self.at.stream(self.kind(record), record.id)

    def link(self, record: Record) -> Link:
        """A record's name, leading to its page."""
        return Link(self.name(record), self.address(record))

    def stream(self, register: str, id_: str) -> Link:
        """The same of a record that is known to be there."""
        return self.once((register, id_), lambda: self.link(self.record(register, id_)))

    # Words

    def url(self, address: str) -> str:
        """An address as data has it: whole, or from the site's root where the site does not know
        its own."""
        return self.settings.site_url.rstrip("/") + address

    def title(self, edition: Edition) -> str:
        """A briefing's title: its own, or by the site's pattern."""
        return edition.briefing.title or self.once(
            ("title", edition.key), lambda: self._title(edition.key)
        )

    def _title(self, key: EditionKey) -> str:
        settings = self.settings
        return language.title(settings.title, settings.site_name, key.date, key.edition, self.lang)

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment in the site's time zone."""
        return moment.astimezone(self.zone) if moment else None

    def held(self, *given: Briefing | Entry) -> Held | None:
        """Why something is not published yet by what is said of it here, where drafts are shown;
        of several embargoes the last. The clock is not asked: those that have passed are gone."""
        if not self.settings.drafts:
            return None
        draft = any(each.draft for each in given)
        embargo = max((each.embargo for each in given if each.embargo), default=None)
        return Held(draft=draft, embargo=self.local(embargo)) if draft or embargo else None

    def held_entry(self, item: Item) -> Held | None:
        """Why an entry is not published yet: what holds its briefing back holds it too."""
        if not self.settings.drafts:
            return None
        return self.held(self.edition_of(item.key).briefing, item.entry)

    def line(self, item: Item, sentence: str = "") -> Line:
        """An entry as lists show it."""
        name = ("line", item.key, sentence)
        return self.once(name, lambda: self._line(item, sentence))

    def _line(self, item: Item, sentence: str) -> Line:
        entry = item.entry
        withdrawn = entry.status == "withdrawn"
        return Line(
            address=self.at.entry(item.key),
            headline=entry.title,
            lead=entry.told if withdrawn or (entry.headline and not sentence) else "",
            sentence="" if withdrawn else sentence,
            date=item.key.date,
            edition=item.key.edition,
            section=self.stream("sections", item.section),
            status=entry.status,
            later=self.later(item.key),
            label=entry.label,
            trend=entry.trend,
            held=self.held_entry(item),
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
            held=self.held(edition.briefing),
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


def beside(row: tuple[T, ...]) -> tuple[tuple[T, tuple[T | None, T | None]], ...]:
    """Each of a row with those before and after it."""
    return tuple(zip(row, zip((None, *row[:-1]), (*row[1:], None), strict=True), strict=True))
