"""What briefings and entries say, as every data file has it: names, citations, corrections."""

from collections.abc import Iterator
from itertools import groupby

from dateline.model.briefing import Correction, Figure
from dateline.model.data.text import Said
from dateline.model.linked import Cited, Edition, Item
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


def whole_text(item: Item, scope: Scope) -> Said:
    """All running text of an entry in the author's order, each account behind its source."""
    entry, colon = item.entry, scope.words(": ")
    speakers = {each.text: source(each.source.text, scope).text for each in entry.accounts}
    return Said(
        tuple(
            (f"{speakers[text]}{colon}" if text in speakers else "", text.shown)
            for text in entry.texts
        )
    )


def cited_of(edition: Edition) -> Iterator[tuple[Item | None, Cited]]:
    """Every citation of a briefing: its own first (None), then those of its entries."""
    yield from ((None, cited) for cited in edition.cited)
    yield from ((item, cited) for item in edition.items for cited in item.cited)
