"""Locator maps: where the places lie that a page is about.

In: entries, or a place of the register. Out: a `MapView`, or None where there is nothing to draw.
A place is drawn where `position` says it lies, and nowhere else: what is protected stays so. The
numbers are given in the order in which the page names the places.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from dateline.mapping import draw
from dateline.model import language
from dateline.model.linked import Edition, Item
from dateline.model.maps import Drawing, MapPlace, MapView, Spot
from dateline.model.registers import Entity
from dateline.model.streams import Position
from dateline.model.views import Line, Link
from dateline.plan.scope import Scope
from dateline.plan.streams.places import position

MOST = 60
"""More places than this nobody can tell apart on one map."""
Named = dict[str, list[Item]]
"""The entries that name a place, by its id."""


def briefing_map(edition: Edition, scope: Scope) -> MapView | None:
    """The places that a briefing's entries are set in, each with its entries."""
    places, others = told_apart(named(edition.items), scope)
    listed = tuple(
        replace(
            listed_as(number, place, at, scope),
            entries=tuple(Link(item.entry.title, scope.at.entry(item.key)) for item in items),
        )
        for number, (place, at, items) in enumerate(places, 1)
    )
    day = edition.key.date
    return view(places, listed, others, (day, day), scope)


def stream_map(items: tuple[Item, ...], scope: Scope) -> MapView | None:
    """The places that some entries are set in, the newest entry's first, each with how many there
    are."""
    places, others = told_apart(named(items), scope)
    listed = tuple(
        replace(listed_as(number, place, at, scope), count=len(set_there))
        for number, (place, at, set_there) in enumerate(places, 1)
    )
    days = [item.key.date for item in items] or [date.min]
    return view(places, listed, others, (min(days), max(days)), scope)


def place_map(place: Entity, lines: tuple[Line, ...], scope: Scope) -> MapView | None:
    """Where one place lies, by the days of its entries; without any there is no map, for a map
    has its date."""
    at = position(place, scope)
    if at is None or not lines:
        return None
    days = [line.date for line in lines]
    listed = (listed_as(1, place, at, scope),)
    found = view([(place, at, [])], listed, (), (min(days), max(days)), scope)
    return replace(found, alone=True) if found else None


def listed_as(number: int, place: Entity, at: Position, scope: Scope) -> MapPlace:
    """A place in the list below a map."""
    return MapPlace(number=number, place=scope.link(place), precision=at.precision, of=at.of)


def named(items: Iterable[Item]) -> Named:
    """The places of some entries, in their order."""
    found: Named = {}
    for item in items:
        for id_, _ in item.places:
            if id_ and item not in found.setdefault(id_, []):
                found[id_].append(item)
    return found


Drawn = list[tuple[Entity, Position, list[Item]]]


def told_apart(found: Named, scope: Scope) -> tuple[Drawn, tuple[Link, ...]]:
    """The places that can be drawn, with where they lie, and the others."""
    drawn: Drawn = []
    others = []
    for id_, items in found.items():
        place = scope.entity(id_)
        at = position(place, scope) if place else None
        if place and at and len(drawn) < MOST:
            drawn.append((place, at, items))
        elif place:
            others.append(scope.link(place))
    return drawn, tuple(others)


def view(
    places: Drawn,
    listed: tuple[MapPlace, ...],
    others: tuple[Link, ...],
    days: tuple[date, date],
    scope: Scope,
) -> MapView | None:
    """The map of some places; None without any."""
    if not places:
        return None
    return MapView(
        drawing=drawing([at for _, at, _ in places], scope),
        places=listed,
        others=others,
        borders=scope.atlas.known,
        caption=scope.atlas.caption,
        first=days[0],
        last=days[1],
    )


def drawing(positions: Iterable[Position], scope: Scope) -> Drawing:
    """Some positions as they are drawn, numbered from 1 on."""
    spots = tuple(
        Spot(number, each.north, each.east, each.precision)
        for number, each in enumerate(positions, 1)
    )
    return draw(spots, scope.atlas, lambda code: language.territory(code, scope.lang))
