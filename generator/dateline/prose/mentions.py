"""Which names in a text are links, and the sentence that first names each entity; which names
are in a headline.

In: a document, or a line; the matcher. Out: `Ref`s put into the document, and mentions.
"""

from msgspec import Struct

from dateline.model.prose import Mention
from dateline.prose.contexts import Contexts
from dateline.prose.fragments import Document, Open
from dateline.prose.names import Names

Skip = frozenset[str] | None
"""Ids and names that are not to be linked; None: none is."""


class Named(Struct, frozen=True):
    """What names a text holds. `named`: those passed in, and those named in full here."""

    mentions: tuple[Mention, ...]
    named: frozenset[str]


def link_names(
    document: Document,
    contexts: Contexts,
    names: Names,
    named: frozenset[str],
    introduced: frozenset[str],
    skip: Skip,
) -> Named:
    """Puts a `Ref` into the document for the first mention of each entity in the entry.

    `named` are the entities that earlier texts of the entry have named, `introduced` those that
    its headline names. A short form counts only after the full name; then its first one in the
    text is a link too. What authors have linked by hand is a mention in any case.
    """
    reading = _Reading(document, names, named, introduced, skip)
    reading.read()
    return Named(reading.mentions(contexts), frozenset(reading.named))


def names_in(line: str, names: Names, skip: Skip) -> tuple[str, ...]:
    """The entities that a line without Markdown names in full, in its order. A form that several
    entities share names none."""
    if skip is None:
        return ()
    skipped = {names.known(name) for name in skip}
    found = (match.entity_id for match in names.find(line) if not match.is_short)
    return tuple(dict.fromkeys(entity for entity in found if entity not in skipped))


class _Reading:
    def __init__(
        self,
        document: Document,
        names: Names,
        named: frozenset[str],
        introduced: frozenset[str],
        skip: Skip,
    ) -> None:
        self.document = document
        self.names = names
        self.named = set(named)
        self.introduced = introduced
        self.shortened: set[str] = set()
        self.links_names = skip is not None
        self.skipped = {names.known(name) for name in skip or ()}
        self.first: dict[str, int] = {}

    def read(self) -> None:
        explicit = self._explicit()
        end = 0
        text = self.document.text
        for start, stop, form in self.names.candidates(text) if self.links_names else ():
            run = self.document.run(start, stop)
            if run is None or run.quiet or start < end:
                continue
            end = stop
            while explicit and explicit[-1][0] < start:
                self._note(*explicit.pop()[::-1])
            self._meet(start, stop, form)
        for place, entity in reversed(explicit):
            self._note(entity, place)

    def mentions(self, contexts: Contexts) -> tuple[Mention, ...]:
        """One for each entity, in the order of the text."""
        return tuple(
            Mention(entity, contexts.of_name(place)) for entity, place in self.first.items()
        )

    def _explicit(self) -> list[tuple[int, str]]:
        """Entities that the author linked by hand: place and id, the last first."""
        places = [
            (item.start, self.names.known(item.ref.target))
            for item in self.document.items
            if isinstance(item, Open) and item.ref.kind == "entity"
        ]
        return [(place, entity) for place, entity in reversed(places) if entity]

    def _meet(self, start: int, stop: int, form: str) -> None:
        owners, is_short = self.names.owners(form)
        if is_short:
            owners = tuple(o for o in owners if o in self.named or o in self.introduced)
        if len(owners) != 1 or owners[0] in self.skipped:
            return
        met = self.shortened if is_short else self.named
        if owners[0] not in met:
            self.document.refer(start, stop, "entity", owners[0])
        if is_short:
            self.shortened.add(owners[0])
        self._note(owners[0], start)

    def _note(self, entity: str, place: int) -> None:
        self.named.add(entity)
        self.first.setdefault(entity, place)
