"""Where a place lies, as far as it may be said.

In: a place of the register. Out: its `Position`, the places around it and those inside it.

A protected place is shown no finer than its locality, in any output: who asks for a position asks
here. Coordinates that are the locality's own, or a region's, may be printed, rounded to what that
means: a slip with too many digits gives nothing away. Finer ones are replaced by the position of
the nearest place around it (`in`) that is a locality or a region; without one there is none. They
are not rounded instead: a rounded point still begins with the digits of the true one, and where
few live it may point at the very spot. Nor is it said that it lies in a place whose position is
published more finely.
"""

from msgspec.structs import replace

from dateline.model.registers import Entity
from dateline.model.streams import Position
from dateline.model.views import Link
from dateline.plan.scope import Scope

COARSE = {"locality": 2, "region": 1}
"""What is no finer than a locality, and how many decimals of a degree that is: 1 km, 11 km."""


def around(place: Entity, scope: Scope) -> tuple[Entity, ...]:
    """The places around one, the nearest first."""
    found: list[Entity] = []
    holder = scope.within(place)
    while holder and holder.id not in {place.id, *(each.id for each in found)}:
        found.append(holder)
        holder = scope.within(holder)
    return tuple(found)


def within(place: Entity, scope: Scope) -> tuple[Link, ...]:
    """The places that it may be said to lie in, the nearest first."""
    return tuple(scope.link(each) for each in around(place, scope) if may_tell(place, each))


def inside(place: Entity, scope: Scope) -> tuple[Link, ...]:
    """What may be said to lie in it, in the register's order."""
    held = scope.facts.inside(place.id)
    return tuple(scope.link(each) for each in held if may_tell(each, place))


def may_tell(place: Entity, holder: Entity) -> bool:
    """Whether to say that one lies in the other gives away no more than a locality."""
    is_fine = holder.at is not None and holder.precision not in COARSE
    return not (place.protect and is_fine and not holder.protect)


def position(place: Entity, scope: Scope) -> Position | None:
    """Where a place may be said to lie."""
    if not place.protect:
        return as_written(place)
    if place.precision in COARSE:
        return rounded(place)
    for holder in around(place, scope):
        if holder.at and holder.precision in COARSE:
            found = rounded(holder) if holder.protect else as_written(holder)
            return replace(found, of=scope.link(holder)) if found else None
    return None


def as_written(place: Entity) -> Position | None:
    """The position that the register gives."""
    if place.at is None:
        return None
    return Position(north=place.at[0], east=place.at[1], precision=place.precision)


def rounded(place: Entity) -> Position | None:
    """The same, by no more decimals than its precision has."""
    if place.at is None:
        return None
    north, east = (round(degrees, COARSE[place.precision]) for degrees in place.at)
    return Position(north=north, east=east, precision=place.precision)
