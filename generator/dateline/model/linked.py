"""What link learns of a briefing: every entry with its id given and its names resolved."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from dateline.model.briefing import Briefing, Entry, Figure, Point, Status
from dateline.model.prose import Prose
from dateline.model.registers import Entity, Section, Source, Thread
from dateline.model.values import Wrong, parse_reference

FINAL = ("confirmed", "denied")
"""What settles an entry; `disputed` leaves it open."""
Record = Section | Thread | Source | Entity


class EditionKey(NamedTuple):
    """Which briefing, within one language."""

    date: date
    edition: str


class Key(NamedTuple):
    """Which entry, within one language."""

    date: date
    edition: str
    id: str


def led_to(texts: Iterable[Prose]) -> tuple[tuple[EditionKey, str], ...]:
    """The briefings, and the entries of them (empty: the briefing as a whole), that texts lead to
    by `see:`, each once, in the order of the texts. What is no reference leads nowhere."""
    targets = (use.target for text in texts for use in text.uses if use.kind == "see")
    parsed = (parse_reference(target) for target in dict.fromkeys(targets))
    return tuple((EditionKey(*to[:2]), to[2]) for to in parsed if not isinstance(to, Wrong))


class Cited(Struct, frozen=True, gc=False, array_like=True):
    """A source as one entry or briefing cites it. `id` is empty for a one-off source.

    It is cited for a `sentence` (empty: the text has none there) or for a `figure`. `account` is,
    of what stands in an account, the source whose account that is, as written: this one, where
    the account itself is its citation.
    """

    id: str
    text: str
    pinpoint: str = ""
    address: str = ""
    sentence: str = ""
    account: str = ""
    figure: Figure | None = None


class Item(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry in its place: its id given, its names resolved to ids.

    `places` are pairs of id (empty without a register) and the name as written. `names` are the
    entities it mentions, in the order of mention, each with the sentence that names it; those that
    only its headline names come last, without one. `cited` are its sources, in the order cited.
    """

    key: Key
    entry: Entry
    section: str
    threads: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def settles(self) -> "tuple[tuple[Key, Status], ...]":
        """The entries that its `resolves` names, each with what became of it by this one; none if
        it was withdrawn."""
        if self.entry.status == "withdrawn":
            return ()
        return tuple(
            (
                Key(each.target.date, each.target.edition, each.target.entry),
                each.status or self.entry.status,
            )
            for each in self.entry.resolves
        )


class Edition(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A briefing in its place, with its entries.

    `cited` are the sources of its own texts; `points` its key points, each with the id of the
    entry it names (empty: none).
    """

    key: EditionKey
    briefing: Briefing
    items: tuple[Item, ...]
    cited: tuple[Cited, ...] = ()
    points: tuple[tuple[Point, str], ...] = ()


class Step(Struct, frozen=True, gc=False, array_like=True):
    """An entry that said what became of a claim."""

    item: Item
    status: Status


class Claim(Struct, frozen=True, gc=False, array_like=True):
    """A claimed entry and all that became of it, oldest first; settled by the last step if
    that is not `disputed`."""

    item: Item
    steps: tuple[Step, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the last word on it is confirmed or denied."""
        return bool(self.steps) and self.steps[-1].status in FINAL


class Names(Struct, frozen=True, gc=False, array_like=True):
    """For each register, every id, name and aka (case folded) to its id."""

    sections: dict[str, str]
    threads: dict[str, str]
    sources: dict[str, str]
    entities: dict[str, str]
