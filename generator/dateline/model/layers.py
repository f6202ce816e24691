"""Many values by their names, of which a few are otherwise by now.

In: a mapping that nobody changes any more, and what is otherwise. Out: the mapping as it is then.
It is made in the time that the few take, and whoever still reads the one before finds it as it was.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Layered(Mapping[K, V]):
    """What is `below`, and what lies `above` it; that hides what is below it of the same name. A
    name is never lost, for nothing but the values changes by an edit."""

    __slots__ = ("above", "below")

    def __init__(self, below: Mapping[K, V], above: Mapping[K, V]) -> None:
        self.below = below
        self.above = above

    def __getitem__(self, name: K) -> V:
        above = self.above
        return above[name] if name in above else self.below[name]

    def get(self, name: K, default: Any = None) -> Any:
        """What has this name, as of any mapping."""
        above = self.above
        return above[name] if name in above else self.below.get(name, default)

    def __contains__(self, name: object) -> bool:
        return name in self.above or name in self.below

    def __iter__(self) -> Iterator[K]:
        yield from self.below
        yield from (name for name in self.above if name not in self.below)

    def __len__(self) -> int:
        return len(self.below) + sum(name not in self.below for name in self.above)


def edited(before: Mapping[K, V], edits: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping with some of its values edited, in the order that it had; what is new comes last.
    Edits of edits are one layer, however many they are."""
    if isinstance(before, Layered):
        return Layered(before.below, {**before.above, **edits})
    return Layered(before, edits)
