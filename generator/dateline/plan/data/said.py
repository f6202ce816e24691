"""What briefings and entries say, as every data file has it: names, citations, corrections."""

from collections.abc import Iterator
from itertools import groupby

from dateline.model.briefing import Correction, Figure
from dateline.model.data.text import Said
from dateline.model.linked import Cited, Edition, Item
from dateline.model.prose import Prose
from dateline.model.registers import Entity
from dateline.plan.entry import named
from dateline.plan.figures import source
from dateline.plan.scope import Scope
from dateline.plan.tags import correction_tag


def mentions(item: Item, scope: Scope) -> Iterator[tuple[Entity, str]]:
    """The entities that an entry names, each with the sentence that first does; a withdrawn entry's
    is not said again."""
    sentences = dict(item.names) if item.entry.status != "withdrawn" else {}
    return ((entity, sentences.get(entity.id, "")) for entity in named(item, scope))


def sources_of(figure: Figure, scope: Scope) -> str:
    """Who gives a figure, in one text."""
    names = (source(each.source.text, scope).text for each in figure.citations)
    return "; ".join(dict.fromkeys(names))


def corrections(
    given: tuple[Correction, ...], of: str, scope: Scope
) -> Iterator[tuple[str, Correction]]:
    """The mends of what has a name, the oldest first, each with a name of its own."""
    ordered = sorted(given, key=lambda each: each.at)
    for _, of_moment in groupby(ordered, key=lambda each: each.at):
        for number, mend in enumerate(of_moment, 1):
            yield correction_tag(of, mend, number, scope), mend


def whole_text(item: Item) -> Said:
    """All running text of an entry in the order of the page, each account behind its source."""
    entry = item.entry
    texts = entry.texts
    speakers: dict[Prose, str] = {a.text: f"{a.source.text}: " for a in entry.accounts}
    return Said(tuple((speakers.get(text, ""), text.shown) for text in texts))


def cited_of(edition: Edition) -> Iterator[tuple[Item | None, Cited]]:
    """Every citation of a briefing: its own first (None), then those of its entries."""
    yield from ((None, cited) for cited in edition.cited)
    yield from ((item, cited) for item in edition.items for cited in item.cited)
