"""Linking as a job: which briefing in, its place out.

Each is put in its place alone, by what is compiled and what the registers know. Processes that are
forked have both; where they are not, it is done here.
"""

from collections.abc import Iterable, Iterator

import msgspec

from dateline.link import Place, Placement
from dateline.session.memory import Memory
from dateline.session.workers import Died, Inherited, Workers

SHARE = 64
"""How many briefings a process puts in their places at a time."""
PLACEMENT = msgspec.msgpack.Decoder(Placement)


class Placing(Inherited):
    """The job."""

    def __init__(self, place: Place, memory: Memory) -> None:
        self.place = place
        self.memory = memory

    def inherit(self) -> None:
        """A database may not be shared."""
        self.memory.inherit()

    def __call__(self, share: tuple[str, ...]) -> tuple[bytes, ...]:
        return tuple(msgspec.msgpack.encode(self.place(path)) for path in share)


def place_all(
    memory: Memory, workers: Workers, place: Place, paths: list[str]
) -> Iterable[Placement]:
    """Briefings put in their places, side by side if they are many."""
    if workers.jobs < 2 or not (memory.can_be_inherited and workers.renew()):
        return map(place, paths)
    return side_by_side(memory, workers, place, paths)


def side_by_side(
    memory: Memory, workers: Workers, place: Place, paths: list[str]
) -> Iterator[Placement]:
    """The same by processes."""
    for path, made in workers.each(Placing(place, memory), paths, SHARE):
        yield place(path) if isinstance(made, Died) else PLACEMENT.decode(made)
