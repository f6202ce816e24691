"""What an entry cites a source for: its sentences and figures, with where in the source.

In: an entry, and a source. Out: passages in the order of the entry, each once, with every citation
of the source that stands there.
"""

from msgspec.structs import replace

from dateline.model.linked import Cited, Item
from dateline.model.views import Cite, Passage
from dateline.plan.figures import source as source_link
from dateline.plan.figures.quantities import value_in_words
from dateline.plan.scope import Scope


def passages(item: Item, source: str, scope: Scope) -> tuple[Passage, ...]:
    """The passages for which an entry cites a source. Where no words stand at a citation, there is
    none."""
    found: dict[Passage, dict[Cite, None]] = {}
    for cited in item.cited:
        if cited.id == source:
            passage = passage_of(cited, scope)
            if passage.text:
                cite = Cite(pinpoint=cited.pinpoint, address=cited.address)
                found.setdefault(passage, {})[cite] = None
    return tuple(
        replace(passage, cites=tuple(cite for cite in cites if cite != Cite()))
        for passage, cites in found.items()
    )


def passage_of(cited: Cited, scope: Scope) -> Passage:
    """What one citation stands for."""
    figure = cited.figure
    if figure:
        return Passage(
            text=figure.what,
            value=value_in_words(figure.value, scope),
            unit=figure.unit,
            status=figure.status,
        )
    whose = source_link(cited.account, scope) if cited.account else None
    record = scope.source(cited.account) if cited.account else None
    own = record is not None and record.id == cited.id
    return Passage(text=cited.sentence, account=None if own else whose, own=own)
