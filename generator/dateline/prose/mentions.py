"""Which names in a text are links, and the sentence that first names each entity."""

from bisect import bisect_right
from collections import defaultdict

from msgspec import Struct

from dateline.model.prose import Mention, Ref
from dateline.prose.fragments import Document, Open, Run, escape, unescape
from dateline.prose.names import Names
from dateline.prose.sentences import on_one_line, spans


class Named(Struct, frozen=True):
    """What names a text holds. `named`: those passed in, and those named in full here."""

    mentions: tuple[Mention, ...]
    named: frozenset[str]


def link_names(
    document: Document, names: Names, named: frozenset[str], skip: frozenset[str]
) -> Named:
    """Puts a `Ref` into the document for the first mention of each entity in the entry.

    `named` are the entities that earlier texts of the entry have named; `skip` the ids and
    names that are not to be linked. A short form counts only after the full name; then its
    first one in the text is a link too.
    """
    reading = _Reading(document, names, named, skip)
    reading.read()
    return Named(reading.mentions(), frozenset(reading.named))


class _Reading:
    def __init__(
        self, document: Document, names: Names, named: frozenset[str], skip: frozenset[str]
    ) -> None:
        self.document = document
        self.names = names
        self.named = set(named)
        self.shortened: set[str] = set()
        self.skipped = {names.known(name) for name in skip}
        self.first: dict[str, int] = {}
        self.links: dict[int, list[tuple[int, int, str]]] = defaultdict(list)

    def read(self) -> None:
        explicit = self._explicit()
        end = 0
        for start, stop, form in self.names.candidates(self.document.text):
            run = self._run(start, stop)
            if run is None or start < end:
                continue
            end = stop
            while explicit and explicit[-1][0] < start:
                self._note(*explicit.pop()[::-1])
            self._meet(run, start, stop, form)
        for place, entity in reversed(explicit):
            self._note(entity, place)
        for item, links in self.links.items():
            self._put(item, links)

    def mentions(self) -> tuple[Mention, ...]:
        """One for each entity, in the order of the text."""
        text = self.document.text
        blocks = self.document.blocks
        starts = [block.start for block in blocks]
        cut: dict[int, tuple[tuple[int, int], ...]] = {}
        found = []
        for entity, place in self.first.items():
            index = max(0, bisect_right(starts, place) - 1)
            block = blocks[index]
            if index not in cut:
                cut[index] = spans(text[block.start : block.end])
            inside = place - block.start
            start, end = next((s for s in cut[index] if inside < s[1]), (0, block.end))
            sentence = text[block.start + start : block.start + end]
            found.append(Mention(entity, on_one_line(sentence)))
        return tuple(found)

    def _explicit(self) -> list[tuple[int, str]]:
        """Entities that the author linked by hand: place and id, the last first."""
        places = [
            (item.start, self.names.known(item.ref.target))
            for item in self.document.items
            if isinstance(item, Open) and item.ref.kind == "entity"
        ]
        return [(place, entity) for place, entity in reversed(places) if entity]

    def _run(self, start: int, stop: int) -> Run | None:
        """The run that holds the whole name, if names are linked there."""
        index = bisect_right(self.document.runs, start, key=lambda run: run.start) - 1
        if index < 0:
            return None
        run = self.document.runs[index]
        return None if run.quiet or stop > run.end else run

    def _meet(self, run: Run, start: int, stop: int, form: str) -> None:
        owners, is_short = self.names.owners(form)
        if is_short:
            owners = tuple(owner for owner in owners if owner in self.named)
        if len(owners) != 1 or owners[0] in self.skipped:
            return
        met = self.shortened if is_short else self.named
        if owners[0] not in met:
            self.links[run.item].append((start - run.start, stop - run.start, owners[0]))
        if is_short:
            self.shortened.add(owners[0])
        self._note(owners[0], start)

    def _note(self, entity: str, place: int) -> None:
        self.named.add(entity)
        self.first.setdefault(entity, place)

    def _put(self, item: int, links: list[tuple[int, int, str]]) -> None:
        text = unescape(str(self.document.items[item]))
        pieces: list[str | Ref] = []
        at = 0
        for start, stop, entity in links:
            words = (escape(text[start:stop]),)
            pieces += [escape(text[at:start]), Ref("entity", entity, words)]
            at = stop
        self.document.replace(item, [*pieces, escape(text[at:])])
