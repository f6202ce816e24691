"""Briefings to rows of the tables of `model/data/tables`.

In: the briefings of one year in one language. Out: rows for the SQLite files, in which a briefing
and an entry go by their numbers, from 1, and for the CSV files, in which they go by their ids.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dateline.model.briefing import Status
from dateline.model.data.tables import Cell, Row
from dateline.model.data.text import Said
from dateline.model.linked import FINAL, Edition, EditionKey, Item, Key
from dateline.plan.data import said
from dateline.plan.dating import published, updated, updated_entry
from dateline.plan.figures import Given, every, source
from dateline.plan.figures.table import moment, plain, unit_of
from dateline.plan.scope import Scope
from dateline.plan.tags import briefing_tag, entry_tag


class Numbered(NamedTuple):
    """A briefing with its number; `first` is that of its first entry."""

    number: int
    first: int
    edition: Edition

    @property
    def items(self) -> Iterator[tuple[int, Item]]:
        """Its entries with their numbers."""
        return enumerate(self.edition.items, self.first)

    def of(self, item: Item | None) -> int | None:
        """The number of one of its entries; None for the briefing as a whole."""
        places = (at for at, each in self.items if each is item)
        return next(places) if item else None


def numbered(editions: Iterable[Edition]) -> Iterator[Numbered]:
    """Briefings in order, counted from 1, their entries too."""
    first = 1
    for number, edition in enumerate(editions, 1):
        yield Numbered(number, first, edition)
        first += len(edition.items)


def tag_of(item: Item | None, scope: Scope) -> str:
    """An entry's id; empty for the briefing as a whole."""
    return entry_tag(item.key, scope) if item else ""


def own_tag(item: Item, scope: Scope) -> str:
    """The id of the briefing that an entry is in."""
    return briefing_tag(EditionKey(item.key.date, item.key.edition), scope)


# Briefings and entries


def briefing_row(number: int, edition: Edition, scope: Scope) -> Row:
    """A briefing."""
    briefing, key = edition.briefing, edition.key
    return (
        number,
        briefing_tag(key, scope),
        key.date.isoformat(),
        key.edition or None,
        scope.lang,
        scope.title(edition),
        "; ".join(briefing.by) or None,
        moment(briefing.as_of, True, scope) or None,
        published(edition, scope).isoformat(),
        updated(edition, scope).isoformat(),
        scope.url(scope.at.briefing(key)),
    )


def entry_cells(item: Item, scope: Scope, *, apart: str = "; ") -> Row:
    """What is said of an entry wherever there is a row for it; `apart`: what stands between
    several authors."""
    return scope.once(("cells", item.key, apart), lambda: _entry_cells(item, scope, apart))


def _entry_cells(item: Item, scope: Scope, apart: str) -> Row:
    entry = item.entry
    return (
        item.section,
        entry.title,
        entry.told or None,
        entry.status or None,
        scope.later(item.key) or None,
        entry.label or None,
        entry.kind or "report",
        entry.trend or None,
        apart.join(entry.by) or None,
        moment(entry.time, True, scope) or None,
        updated_entry(item, scope).isoformat(),
        sum(text.words for text in entry.texts) + len(entry.headline.split()),
        scope.url(scope.at.own(item.key)),
    )


def entry_row(number: int, briefing: int, item: Item, scope: Scope) -> Row:
    """An entry in an SQLite file."""
    key = item.key
    placed = (number, entry_tag(key, scope), briefing, key.date.isoformat(), scope.lang, key.id)
    return (*placed, *entry_cells(item, scope))


def entry_line(item: Item, scope: Scope, *, apart: str) -> Row:
    """The same in a file in which it goes by its id; `apart`: what stands between several."""
    key = item.key
    return (
        entry_tag(key, scope),
        own_tag(item, scope),
        key.date.isoformat(),
        key.edition or None,
        scope.lang,
        key.id,
        *entry_cells(item, scope, apart=apart),
        apart.join(item.threads) or None,
        apart.join(place_name(id_, words, scope) for id_, words in item.places) or None,
    )


def whole_line(item: Item, scope: Scope) -> Row:
    """The same as a line of JSON, with its whole text; lists have an item a line."""
    return (
        *entry_line(item, scope, apart="\n"),
        "\n".join(entity.id for entity, _ in said.mentions(item, scope)),
        "\n".join(dict.fromkeys(source(each.text, scope).text for each in item.cited)),
        said.whole_text(item, scope),
    )


def place_name(id_: str, words: str, scope: Scope) -> str:
    """What a place is called: by the register, or as written."""
    record = scope.entity(id_)
    return scope.name(record) if record else words


# What an entry names and cites


def thread_rows(number: int, item: Item, scope: Scope) -> Iterator[Row]:
    """The threads of an entry."""
    return ((number, at, id_) for at, id_ in enumerate(item.threads, 1))


def place_rows(number: int, item: Item, scope: Scope) -> Iterator[Row]:
    """The places that an entry is set in."""
    for at, (id_, words) in enumerate(item.places, 1):
        record = scope.entity(id_)
        yield number, at, record.id if record else None, place_name(id_, words, scope)


def mention_rows(number: int, item: Item, scope: Scope) -> Iterator[Row]:
    """The entities that an entry names."""
    for at, (entity, sentence) in enumerate(said.mentions(item, scope), 1):
        yield number, at, entity.id, sentence or None


def mention_lines(item: Item, scope: Scope) -> Iterator[Row]:
    """The same by the entry's id."""
    tag, day = entry_tag(item.key, scope), item.key.date.isoformat()
    for entity, sentence in said.mentions(item, scope):
        yield tag, entity.id, day, scope.lang, entity.kind, scope.name(entity), sentence or None


def citation_rows(given: Numbered, scope: Scope) -> Iterator[Row]:
    """The citations of a briefing."""
    for at, (item, cited) in enumerate(said.cited_of(given.edition), 1):
        record = scope.source(cited.text)
        is_withdrawn = item is not None and item.entry.status == "withdrawn"
        yield (
            given.number,
            at,
            given.of(item),
            record.id if record else None,
            source(cited.text, scope).text,
            cited.pinpoint or None,
            cited.address or None,
            None if is_withdrawn else cited.sentence or None,
            cited.figure.what if cited.figure else None,
        )


# Figures, claims, corrections


def figure_rows(given: Numbered, scope: Scope) -> Iterator[Row]:
    """The figures of a briefing."""
    for at, each in enumerate(every(given.edition), 1):
        yield given.number, at, given.of(each.item), *figure_cells(each, scope)


def figure_lines(edition: Edition, scope: Scope) -> Iterator[Row]:
    """The same by ids, with numbers as exactly as they were written."""
    tag, day = briefing_tag(edition.key, scope), edition.key.date.isoformat()
    whole = scope.url(scope.at.briefing(edition.key))
    for at, each in enumerate(every(edition), 1):
        of = each.figure.of
        url = scope.url(scope.at.own(each.item.key)) if each.item else whole
        what, _, _, *rest = figure_cells(each, scope)
        exact = plain(each.figure.value.low), plain(each.figure.value.high)
        rest[4:6] = (plain(of.low), plain(of.high)) if of else (None, None)
        tagged = (tag, at, tag_of(each.item, scope) or None, day, scope.lang)
        yield *tagged, what, *exact, *rest, url


def figure_cells(given: Given, scope: Scope) -> Row:
    """A number someone gives."""
    figure, value, of = given.figure, given.figure.value, given.figure.of
    return (
        figure.what,
        float(value.low),
        float(value.high),
        value.bound or None,
        value.shown,
        unit_of(figure) or None,
        of.shown if of else None,
        float(of.low) if of else None,
        float(of.high) if of else None,
        given.status or None,
        said.sources_of(figure, scope) or None,
        figure.series or None,
        moment(figure.as_of, figure.timed, scope) or None,
    )


class Claim(NamedTuple):
    """What became of a claim by the last word on it."""

    status: Status
    by: Key | None
    on: date | None
    days: int | None


def claim_of(item: Item, scope: Scope) -> Claim:
    """What became of a claim: settled only if that is confirmed or denied."""
    steps = scope.steps(item.key)
    if not steps:
        return Claim("claimed", None, None, None)
    last = steps[-1]
    if last.status not in FINAL:
        return Claim(last.status, None, None, None)
    settled = last.item.key
    return Claim(last.status, settled, settled.date, (settled.date - item.key.date).days)


def claim_row(number: int, item: Item, scope: Scope) -> Row:
    """A claim."""
    found = claim_of(item, scope)
    return number, item.key.date.isoformat(), found.status, *settled_cells(found, scope)


def claim_line(item: Item, scope: Scope) -> Row:
    """The same by ids."""
    found, key = claim_of(item, scope), item.key
    return (
        entry_tag(key, scope),
        key.date.isoformat(),
        scope.lang,
        item.entry.title,
        found.status,
        *settled_cells(found, scope),
        scope.url(scope.at.own(key)),
    )


def settled_cells(found: Claim, scope: Scope) -> tuple[Cell, Cell, Cell]:
    """By which entry a claim was settled, when, after how many days."""
    by = entry_tag(found.by, scope) if found.by else None
    return by, found.on.isoformat() if found.on else None, found.days


def correction_rows(given: Numbered, scope: Scope) -> Iterator[Row]:
    """The mends of a briefing, its own first."""
    edition = given.edition
    places = ((None, edition.briefing.corrections, briefing_tag(edition.key, scope)),)
    of_entries = (
        (item, item.entry.corrections, entry_tag(item.key, scope)) for item in edition.items
    )
    for item, mends, tag in (*places, *of_entries):
        for id_, mend in said.corrections(mends, tag, scope):
            at = moment(mend.at, mend.timed, scope)
            note = Said((("", mend.note.shown),))
            yield id_, given.number, given.of(item), at, note, mend.was or None
