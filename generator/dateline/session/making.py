"""Planning and rendering as one job: the names of groups in, their pages put beside the site.

In: all that a build has found out before any page is planned; processes that are forked have it
already. Out: how each group was planned, what of it was right already, what was rendered.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.plan import Outline, Planned, Planning
from dateline.read import digest_of
from dateline.render import Press
from dateline.session.collecting import Finishing
from dateline.session.memory import Memory
from dateline.session.workers import Inherited
from dateline.write import Batch, Prepared, prepare

if TYPE_CHECKING:
    from dateline.session.outputs import Output

PLANNED = msgspec.msgpack.Decoder(Planned)
Sorted = tuple[dict[int, str], "dict[str, Output]"]
"""Of the pages of a group, by their numbers: the fingerprints of those that are not right. And the
files that are, by path."""


class Task(NamedTuple):
    """A group of which some page may not be right: its name, and the fingerprints of those pages
    by their numbers. Empty: it has to be planned before that is known."""

    name: str
    wanted: dict[int, str]


class Rendered(NamedTuple):
    """A file that was made: its output path, its page's fingerprint, the hash of its content."""

    path: str
    of: str
    digest: str


class Made(NamedTuple):
    """What came of a group: how it was planned (as bytes; empty: as before), its files that are
    right, the files that were made, and why a bundle was not. All that were put beside the site
    with the groups of its share is with the first of them."""

    planned: bytes
    right: "dict[str, Output]"
    pages: tuple[Rendered, ...]
    trouble: str = ""
    put: Prepared | None = None


class Making(Inherited):
    """The job."""

    def __init__(
        self,
        planning: Planning,
        press: Press,
        sort: Callable[[tuple[Outline, ...]], Sorted],
        batch: Batch,
        memory: Memory,
        finishing: Finishing,
    ) -> None:
        """`press` renders, `sort` finds out which pages are right already."""
        self.finishing = finishing
        self.planning = planning
        self.press = press
        self.sort = sort
        self.batch = batch
        self.memory = memory

    def inherit(self) -> None:
        """A database may not be shared."""
        self.memory.inherit()

    def __call__(self, share: tuple[Task, ...]) -> tuple[Made, ...]:
        found: list[Made] = []
        put = prepare(self.contents(share, found), self.batch)
        return found[0]._replace(put=put), *found[1:]

    def contents(self, share: tuple[Task, ...], found: list[Made]) -> Iterator[tuple[str, bytes]]:
        """The pages of some groups that are not right, with their content; what came of each group
        is `found` once they are there."""
        for name, wanted in share:
            pages = self.planning.groups[name].pages() if wanted else self.planning.pages(name)
            assert pages is not None
            planned, right = b"", dict[str, "Output"]()
            if not wanted:
                made = self.planning.planned.pop(name)  # who asked for it keeps it
                planned, (wanted, right) = msgspec.msgpack.encode(made), self.sort(made.outlines)
            rendered, trouble = [], ""
            for number, of in wanted.items():
                files, failed = self.finishing.files(pages[number], of, self.press)
                trouble = trouble or failed
                rendered += [Rendered(path, of, digest_of(data)) for path, data in files.items()]
                yield from files.items()
            found.append(Made(planned, right, tuple(rendered), trouble))
