"""With whom: what most often stands in the same entries.

In: the entries that a page lists, which are at hand. Out: the streams that are in several of them,
most often first. An entry counts once, however often it names a thing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from dateline.model.linked import Item, Record
from dateline.model.streams import Company
from dateline.plan.scope import REGISTERS, Scope

MOST, LEAST, FEWEST = 8, 2, 3
"""At most so many are shown, none that is in fewer entries than that; and none at all where there
are fewer entries: the reader sees them at a glance."""


def entities_of(item: Item) -> Iterator[str]:
    """The ids of the entities that an entry mentions or is set in."""
    yield from (id_ for id_, _ in item.names)
    yield from (id_ for id_, _ in item.places if id_)


def sources_of(item: Item) -> Iterator[str]:
    """The ids of the sources that an entry cites."""
    return (cited.id for cited in item.cited if cited.id)


OF = {"entities": entities_of, "sources": sources_of}
"""What an entry has of a register."""


def company(
    items: Sequence[Item], register: str, record: Record, scope: Scope
) -> tuple[Company, ...]:
    """Whatever of a register is most often in the same entries; of equals, by name. A record is
    not in its own company."""
    if len(items) < FEWEST:
        return ()
    own = record.id if REGISTERS[type(record)] == register else ""
    counts = counted(items, OF[register])
    del counts[own]
    often = counts.most_common(MOST)
    least = max(LEAST, often[-1][1]) if often else LEAST
    found = [
        Company(scope.stream(register, id_), count)
        for id_, count in counts.items()
        if count >= least
    ]
    found.sort(key=lambda each: (-each.count, each.stream.text.casefold(), each.stream.address))
    return tuple(found[:MOST])


def counted(items: Iterable[Item], of: Callable[[Item], Iterable[str]]) -> Counter[str]:
    """In how many entries each id is."""
    return Counter(chain.from_iterable({*of(item)} for item in items))
