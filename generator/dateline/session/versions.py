"""The versions of pictures that are published: made once, and remembered.

In: pictures with the versions that are wanted of them. Out: their bytes. Encoding takes most of the
time of a build from nothing, so that what was made outlives our own changes, and the site: it waits
in a `Store`, under a key that says all it was made from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from dateline import assets
from dateline.cache.store import Store
from dateline.model.digest import digest
from dateline.model.pictures import Version
from dateline.plan import Copy
from dateline.problems import Problem, at_top
from dateline.read import digest_of
from dateline.write import Batch, Prepared, prepare


class Order(NamedTuple):
    """A picture by its path under the authors' folder, the hash of its bytes, and what is wanted of
    it: versions by their output paths."""

    source: str
    bytes: str
    wanted: tuple[tuple[str, Version], ...]


class Filled(NamedTuple):
    """What came of an order: the hash of each version, and their contents, unless they were put
    beside the site already: then the first of a share says so (`put`). None of them, if the picture
    cannot be read."""

    digests: tuple[str, ...]
    contents: tuple[bytes, ...] = ()
    put: Prepared | None = None


def key_of(hash_: str, version: Version) -> str:
    """What a version is remembered by: the hash of all it is made from."""
    return digest((hash_, version, assets.codecs()))


def order_of(copy: Copy, hashes: Mapping[str, str]) -> Order:
    """One version of a picture."""
    assert copy.version is not None
    return Order(copy.source, hashes[copy.source], ((copy.path, copy.version),))


def orders(copies: Iterable[Copy], hashes: Mapping[str, str]) -> Iterator[Order]:
    """The pictures among some copies, each with all that is wanted of it."""
    pictures = (copy for copy in copies if copy.version is not None)
    for source, found in groupby(sorted(pictures), attrgetter("source")):
        wanted = tuple((copy.path, copy.version) for copy in found if copy.version is not None)
        yield Order(source, hashes[source], wanted)


def versions(
    docs_dir: Path, order: Order, store: Store | None, *, sure: bool = False
) -> tuple[bytes, ...]:
    """The bytes of all that is ordered of a picture; none if it cannot be read. One that was
    changed since it was looked at is taken as it is, and not remembered; if `sure`, not at all."""
    keys = {key_of(order.bytes, version): version for _, version in order.wanted}
    found = {key: kept for key in keys if store and (kept := store.get(key)) is not None}
    missing = [key for key in keys if key not in found]
    if missing:
        try:
            data = (docs_dir / order.source).read_bytes()
            same = digest_of(data) == order.bytes
            if sure and not same:
                return ()
            made = list(assets.published(data, (keys[key] for key in missing)))
        except assets.BROKEN:
            return ()
        found.update(zip(missing, made, strict=True))
        if store and same:
            for key in missing:
                store.put(key, found[key])
    return tuple(found[key] for key in keys)


@dataclass(frozen=True)
class Filling:
    """The job. Processes that it is sent to put the versions beside the site themselves, with the
    others of the `batch`."""

    docs_dir: Path
    store: Store | None
    batch: Batch
    sent: bool = False

    def __call__(self, share: tuple[Order, ...]) -> tuple[Filled, ...]:
        filled = tuple(self.filled(order) for order in share)
        if not self.sent:
            return filled
        contents = (
            (path, content)
            for order, each in zip(share, filled, strict=True)
            for (path, _), content in zip(order.wanted, each.contents, strict=False)
        )
        put = prepare(contents, self.batch)
        first, *others = (each._replace(contents=()) for each in filled)
        return first._replace(put=put), *others

    def __reduce__(self) -> tuple[type["Filling"], tuple[object, ...]]:
        return Filling, (self.docs_dir, self.store, self.batch, True)

    def filled(self, order: Order) -> Filled:
        """One picture."""
        made = versions(self.docs_dir, order, self.store)
        return Filled(tuple(digest_of(content) for content in made), made)


def unreadable(order: Order) -> Problem:
    """What to say of a picture that was looked at, and cannot be read any more."""
    message = "The picture could be read a moment ago, and cannot now."
    return at_top(order.source, "picture/unusable", message, "Build again once it is whole.")
