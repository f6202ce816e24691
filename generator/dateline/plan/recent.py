"""What several pages show alike, kept at hand for as long as it is asked for.

In: by what it is called, what was made. Out: the same, unless it was long not asked for: the table
never grows beyond twice its room.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """What was made or asked for last, in two generations: the older one is forgotten when the
    younger one is full."""

    def __init__(self, room: int) -> None:
        """`room` is for so many in each generation."""
        self._room = room
        self._young: dict[Hashable, T] = {}
        self._old: dict[Hashable, T] = {}

    def get(self, name: Hashable) -> T | None:
        """What was kept by a name; None if it is not at hand."""
        found = self._young.get(name)
        if found is None:
            found = self._old.get(name)
            if found is not None:
                self.keep(name, found)
        return found

    def keep(self, name: Hashable, made: T) -> None:
        """Keep what was made."""
        if len(self._young) >= self._room:
            self._old, self._young = self._young, {}
        self._young[name] = made
