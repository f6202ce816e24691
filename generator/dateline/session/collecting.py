"""Collected files, and the parts they are made of.

In: the parts as pages render them, each put away under what it was made from. Out: the collected
files. A part outlives its build, the newest of each: of a large site only one is made again.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dateline.cache.store import Store
from dateline.model.digest import digest
from dateline.model.pages import Page
from dateline.model.paths import is_part
from dateline.plan import Outline
from dateline.read import digest_of
from dateline.render import Press, joined
from dateline.session.searching import Indexed, Indexing


@dataclass(frozen=True)
class Parts:
    """Where parts wait, those with drafts apart."""

    store: Store
    drafts: bool

    def name(self, path: str) -> str:
        """What a part is kept under."""
        return digest((path, self.drafts))

    def has(self, path: str, of: str) -> bool:
        """Whether a part is here that was made from the same; it may turn out to be damaged."""
        head = digest(of).encode()
        return self.store.begins(self.name(path), head)

    def put(self, path: str, of: str, content: bytes) -> None:
        """Put a part away."""
        self.store.put(self.name(path), digest(of).encode() + content)

    def get(self, path: str, of: str) -> bytes | None:
        """A part, if it is whole and was made from the same."""
        head, found = digest(of).encode(), self.store.get(self.name(path))
        return found[len(head) :] if found is not None and found.startswith(head) else None

    def sweep(self, paths: Iterable[str]) -> None:
        """Throw away what is none of these, and was put away some time ago."""
        self.store.sweep({self.name(path) for path in paths if is_part(path)})


class Order(NamedTuple):
    """A collected file: its output path, its parts by path, each with what it is made from, and
    the hash of that."""

    path: str
    parts: tuple[tuple[str, str], ...]
    of: str


def order_of(path: str, outlines: Iterable[Outline], press: Press) -> Order:
    """A collected file by the outlines of its parts."""
    parts = tuple((each.path, press.fingerprint(each)) for each in outlines)
    return Order(path, parts, digest(parts))


class Collected(NamedTuple):
    """A collected file: its output path, its content, the hash of that."""

    order: Order
    content: bytes
    digest: str


def collected(
    orders: Iterable[Order], parts: Parts, again: Callable[[str], bytes], jobs: int
) -> Iterator[Collected]:
    """The collected files, each as soon as it is there, so many at a time as there are `jobs`:
    reading, hashing and SQLite leave other threads their turn, and so does who writes the files.
    `again` renders a part that is lost, and is asked by nobody but the caller's thread."""
    waiting: dict[Future[Collected | None], Order] = {}
    rest = iter(orders)
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        while True:
            for order in islice(rest, max(1, jobs) - len(waiting)):
                waiting[pool.submit(gathered, order, parts)] = order
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                order = waiting.pop(future)
                yield future.result() or whole(order, parts, again)


def gathered(order: Order, parts: Parts) -> Collected | None:
    """A collected file, unless a part is lost."""
    found = tuple(parts.get(path, of) for path, of in order.parts)
    given = tuple(each for each in found if each is not None)
    return finished(order, given) if len(given) == len(found) else None


def whole(order: Order, parts: Parts, again: Callable[[str], bytes]) -> Collected:
    """A collected file of which a part is lost."""
    found = (parts.get(path, of) for path, of in order.parts)
    pairs = zip(found, order.parts, strict=True)
    return finished(
        order, tuple(again(path) if kept is None else kept for kept, (path, _) in pairs)
    )


def finished(order: Order, parts: tuple[bytes, ...]) -> Collected:
    """A collected file by the contents of its parts."""
    content = joined(order.path, parts)
    return Collected(order, content, digest_of(content))


@dataclass(frozen=True)
class Finishing:
    """What becomes of a page once it is rendered: one file mostly; the files of a bundle; of a
    part none, it is put away."""

    indexing: Indexing
    parts: Parts

    def files(self, page: Page, of: str, press: Press) -> Indexed:
        """The files of a page that is made from this."""
        if page.is_bundle:
            return self.indexing.indexed(page, press)
        content = press.render(page)
        if not page.is_part:
            return Indexed({page.path: content})
        self.parts.put(page.path, of, content)
        return Indexed({})
