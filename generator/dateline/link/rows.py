"""The rows that a briefing and its entries stand in, each by what that briefing says alone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from zoneinfo import ZoneInfo

from dateline.link.figures import readings
from dateline.link.references import attachments, pictures
from dateline.model.briefing import Briefing, Correction
from dateline.model.digest import digest
from dateline.model.linked import FINAL, Edition, EditionKey, Item, led_to
from dateline.model.prose import Prose
from dateline.model.rows import (
    BRIEFINGS,
    CLAIMS,
    CORRECTIONS,
    SETTLEMENTS,
    WHOLE,
    Placed,
    Rows,
    anniversaries,
    corrected,
    pack,
    resolving,
    seen,
    settling,
)


def placed_of(edition: Edition, held: tuple[str, ...], zone: ZoneInfo, *, out: bool) -> Placed:
    """What a library knows of a briefing: of one that is held back (`out`) only that it is. `zone`
    is the site's: it says which year a moment is in."""
    briefing = edition.briefing
    sum_ = digest((edition, held))
    if out:
        return Placed(briefing.path, edition.key, in_order(briefing), sum_, out=True)
    return Placed(
        path=briefing.path,
        key=edition.key,
        order=in_order(briefing),
        digest=sum_,
        ids=tuple(item.key.id for item in edition.items),
        held=held,
        packed=pack(rows_of(edition, zone)),
        pictures=pictures(edition),
        files=attachments(edition),
        called=briefing.title or next((item.entry.title for item in edition.items), ""),
        readings=tuple(reading for reading, _ in readings(edition)),
    )


def in_order(briefing: Briefing) -> str:
    """Briefings stand by date, then `as_of`, then file name."""
    as_of = briefing.as_of.astimezone(UTC).isoformat() if briefing.as_of else ""
    return "\t".join(
        (briefing.date.isoformat(), as_of, briefing.path.rpartition("/")[2], briefing.path)
    )


def rows_of(edition: Edition, zone: ZoneInfo) -> Rows:
    """Every row that a briefing stands in, with the places of its entries there."""
    found: dict[str, list[int]] = {row: [WHOLE] for row in of_time(edition.key.date)}
    for row in of_corrections(edition.briefing.corrections, zone):
        found[row] = [WHOLE]
    for row in of_links(edition.briefing.texts, edition.key):
        found[row] = [WHOLE]
    for figure in edition.briefing.figures:
        if figure.series:
            found[f"series/{figure.series}"] = [WHOLE]
    for at, item in enumerate(edition.items):
        for row in dict.fromkeys((*of_item(item, zone), *of_links(item.entry.texts, edition.key))):
            found.setdefault(row, []).append(at)
    return tuple((row, tuple(places)) for row, places in found.items())


def of_time(day: date) -> tuple[str, ...]:
    """The rows that a briefing stands in by its date."""
    return BRIEFINGS, f"days/{day}", f"months/{day.isoformat()[:7]}", anniversaries(day)


def of_links(texts: Iterable[Prose], here: EditionKey) -> Iterator[str]:
    """The rows of the briefings and entries that texts lead to; those of their own briefing need
    not be told that they are."""
    yield from (seen(key, entry) for key, entry in led_to(texts) if key != here)


def of_item(item: Item, zone: ZoneInfo) -> Iterator[str]:
    """The rows that an entry stands in: its streams, and what is said about claims.

    An entry is in the row of every entity that it mentions or is set in. A withdrawn one says
    nothing about claims any more. `series-of-THREAD/ID` are the entries of a thread with figures of
    one series.
    """
    yield f"sections/{item.section}"
    yield from (f"threads/{id_}" for id_ in item.threads)
    yield from (f"sources/{cited.id}" for cited in item.cited if cited.id)
    yield from (f"entities/{id_}" for id_, _ in item.names)
    yield from (f"entities/{id_}" for id_, _ in item.places if id_)
    if item.entry.status == "claimed":
        yield CLAIMS
    for key, status in item.settles:
        edition = EditionKey(key.date, key.edition)
        yield resolving(edition, key.id)
        if status in FINAL:
            yield settling(edition, key.id)
            yield SETTLEMENTS
    for series in (figure.series for figure in item.entry.figures if figure.series):
        yield f"series/{series}"
        yield from (f"series-of-{thread}/{series}" for thread in item.threads)
    yield from of_corrections(item.entry.corrections, zone)


def of_corrections(corrections: tuple[Correction, ...], zone: ZoneInfo) -> Iterator[str]:
    """The rows of what has corrections: all there are, and those of each year."""
    if corrections:
        yield CORRECTIONS
    yield from (corrected(each.at.astimezone(zone).year) for each in corrections)
