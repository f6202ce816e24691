"""What leads to a briefing or an entry by `see:`, as it is told there.

Only what stands in the same language: a page speaks its own, and where a translation leads to the
original of what has no translation, the original does not speak of it. What was said earlier in
time may lead onward too, if it was edited since: it is told apart.
"""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from dateline.model.linked import EditionKey, Key
from dateline.model.rows import WHOLE, Seat, seen
from dateline.model.views import EntryView, Headline, Mentions
from dateline.plan.headlines import briefing_headline, headline
from dateline.plan.scope import Scope

SHOWN = 5
"""How many mentions stand open; the others are folded."""
NOTHING = Mentions()


def with_mentions(view: EntryView, key: Key, scope: Scope) -> EntryView:
    """An entry with what leads to it. What happened next, and what became of its claim, is told
    as that, and not once more because it leads here as well."""
    onward = next((place.next for place in view.threads if place.next), view.next)
    told = {line.address for line in (onward, *(step.line for step in view.later)) if line}
    later, earlier = mentions(EditionKey(key.date, key.edition), key.id, scope, told)
    return replace(view, onward=onward, mentioned_later=later, mentioned_earlier=earlier)


def mentions(
    key: EditionKey, entry: str, scope: Scope, told: Collection[str] = ()
) -> tuple[Mentions, Mentions]:
    """What leads to a published briefing, or (`entry` given) to an entry of it: from later in
    time, and from earlier. Each mention is told once; `told` are the addresses that the page
    leads to for another reason already."""
    standing = scope.facts.standing(key)
    assert standing is not None
    here = Seat(standing.order, standing.ids.index(entry) if entry else WHOLE)
    seats = scope.facts.row(seen(key, entry))
    if not seats:
        return NOTHING, NOTHING
    later = (seat for seat in seats if seat > here)
    earlier = (seat for seat in seats if seat < here)
    return folded(later, scope, told), folded(earlier, scope, told)


def folded(seats: Iterable[Seat], scope: Scope, told: Collection[str]) -> Mentions:
    """Mentions by briefing, the newest first, those of one in its order."""
    inside = sorted(seats)
    newest_first = sorted(inside, key=lambda seat: seat.order, reverse=True)
    lines = [line for seat in newest_first if (line := mention(seat, scope)).address not in told]
    return Mentions(tuple(lines[:SHOWN]), tuple(lines[SHOWN:]))


def mention(seat: Seat, scope: Scope) -> Headline:
    """The entry that mentions; or the briefing, if it is said in its own texts."""
    edition, item = scope.facts.at(seat)
    return headline(item, scope) if item else briefing_headline(edition, scope)
