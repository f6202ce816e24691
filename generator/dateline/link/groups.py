"""The groups entries stand in: days, streams, claims, corrections. Each is made alone."""

from collections.abc import Iterable, Iterator

from dateline.model.briefing import Status
from dateline.model.linked import (
    Claim,
    Correcting,
    Edition,
    Item,
    Key,
    Record,
    Step,
    Stream,
)


def stream(record: Record, found: Iterable[tuple[Item, str]]) -> Stream:
    """One stream from its entries, oldest first, each with the sentence that put it there."""
    pairs = tuple(found)
    return Stream(
        record=record,
        items=tuple(item for item, _ in pairs),
        sentences=tuple(sentence for _, sentence in pairs),
    )


def by_id(editions: Iterable[Edition], ids_of: str) -> dict[str, list[tuple[Item, str]]]:
    """Entries by the ids of one register, in the order of the editions.

    `ids_of` is `sections`, `threads`, `sources` or `entities`.
    """
    groups: dict[str, list[tuple[Item, str]]] = {}
    for edition in editions:
        for item in edition.items:
            for id_, sentence in MEMBERSHIP[ids_of](item):
                groups.setdefault(id_, []).append((item, sentence))
    return groups


def in_section(item: Item) -> Iterator[tuple[str, str]]:
    """The section an entry stands in."""
    yield item.section, ""


def in_threads(item: Item) -> Iterator[tuple[str, str]]:
    """The threads an entry carries on."""
    for id_ in item.threads:
        yield id_, ""


def of_sources(item: Item) -> Iterator[tuple[str, str]]:
    """The sources an entry cites, each once."""
    for id_ in dict.fromkeys(cited.id for cited in item.cited if cited.id):
        yield id_, ""


def of_entities(item: Item) -> Iterator[tuple[str, str]]:
    """The entities an entry mentions, and the places it is set in, each once."""
    sentences = dict(item.names)
    for id_ in dict.fromkeys((*sentences, *(id_ for id_, _ in item.places if id_))):
        yield id_, sentences.get(id_, "")


MEMBERSHIP = {
    "sections": in_section,
    "threads": in_threads,
    "sources": of_sources,
    "entities": of_entities,
}


def settlements(
    items: dict[Key, Item],
) -> tuple[dict[Key, tuple[Step, ...]], dict[Key, tuple[tuple[Item, Status], ...]]]:
    """What became of each entry, oldest first; and what each entry settles, as written."""
    steps: dict[Key, list[Step]] = {}
    settles: dict[Key, list[tuple[Item, Status]]] = {}
    for item in items.values():
        for resolution in item.entry.resolves:
            target = resolution.target
            key = Key(target.date, target.edition, target.entry)
            status = resolution.status or item.entry.status
            if key in items and key != item.key:
                steps.setdefault(key, []).append(Step(item, status))
                settles.setdefault(item.key, []).append((items[key], status))
    return (
        {key: tuple(found) for key, found in steps.items()},
        {key: tuple(found) for key, found in settles.items()},
    )


def claims(items: dict[Key, Item], steps: dict[Key, tuple[Step, ...]]) -> tuple[Claim, ...]:
    """Every entry that was claimed or is the end of a resolution, oldest first."""
    return tuple(
        Claim(item, steps.get(key, ()))
        for key, item in items.items()
        if item.entry.status == "claimed" or key in steps
    )


def corrections(editions: Iterable[Edition]) -> tuple[Correcting, ...]:
    """All corrections, the newest first; of one moment, in the order of the briefings."""
    found = [
        Correcting(correction, edition, item)
        for edition in editions
        for item in (None, *edition.items)
        for correction in (item.entry if item else edition.briefing).corrections
    ]
    return tuple(sorted(found, key=lambda c: c.correction.at, reverse=True))
