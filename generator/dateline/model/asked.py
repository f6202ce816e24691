"""The facts that are asked of the libraries of a site, as they gather."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from struct import pack, unpack
from typing import TypeVar

T = TypeVar("T")


class Asked:
    """Facts by their numbers; `facts` are those since they were last cleared."""

    def __init__(self) -> None:
        self.facts: set[int] = set()

    def __iter__(self) -> Iterator[int]:
        return iter(self.facts)

    def add(self, facts: Iterable[int]) -> None:
        """These were asked for."""
        self.facts.update(facts)

    def clear(self) -> None:
        """From here on, others ask."""
        self.facts = set()

    def apart(self, make: Callable[[], T]) -> tuple[T, frozenset[int]]:
        """What is made, and the facts that are asked for to make it, which do not gather here."""
        others, self.facts = self.facts, set()
        try:
            return make(), frozenset(self.facts)
        finally:
            self.facts = others


def packed(facts: Iterable[int]) -> bytes:
    """Facts as they are kept: eight bytes each, in order."""
    inside = sorted(facts)
    return pack(f"<{len(inside)}Q", *inside)


def is_touched(kept: bytes, changed: AbstractSet[int]) -> bool:
    """Whether one of the facts that were kept has changed."""
    return not changed.isdisjoint(unpack(f"<{len(kept) // 8}Q", kept))
