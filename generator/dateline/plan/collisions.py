"""Addresses that two pages would share, or that differ only in case: a check that returns data."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from dateline.model.pages import BriefingView, Page
from dateline.problems import Problem, at_top


def collisions(wanted: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """One problem for each output path that is wanted twice, naming both files.

    `wanted` are pairs of output path and source file. Paths that differ only in case count as
    one: many file systems and object stores cannot hold both. Two files that want one folder are
    told of once, whatever else both would have in it.
    """
    seen: dict[str, str] = {}
    told: set[tuple[str, str, str]] = set()
    for path, source in wanted:
        where = path.casefold()
        if where not in seen:
            seen[where] = source
            continue
        this = (where.rpartition("/")[0], source, seen[where])
        if this not in told:
            told.add(this)
            yield problem(path, source, seen[where])


def anchors(pages: Iterable[Page]) -> Iterator[Problem]:
    """One problem for each place of a briefing that an update and an entry, or two updates, both
    would have. Of two updates of one minute, compile has said that they are."""
    for page in pages:
        if isinstance(page.view, BriefingView) and not page.view.home:
            ids = {entry.id for entry in page.view.entries}
            seen: dict[str, tuple[str, datetime]] = {}
            for entry in page.view.entries:
                for update in entry.updates:
                    this = (entry.id, update.at)
                    if update.anchor in ids or seen.setdefault(update.anchor, this) != this:
                        yield anchor_twice(page, update.anchor, of_entry=update.anchor in ids)


def anchor_twice(page: Page, anchor: str, *, of_entry: bool) -> Problem:
    """The mistake, said at the briefing."""
    message = f"`{anchor}` is the address of two updates."
    hint = "Give one of them another minute, or its entry another id."
    if of_entry:
        message = f"`{anchor}` is the id of an entry and the address of an update."
        hint = "Give the entry another id."
    return at_top(page.source, "update/anchor-twice", message, hint)


def problem(path: str, source: str, other: str) -> Problem:
    """The mistake, said at the file that came second."""
    return at_top(
        source,
        "site/address-twice",
        f"Two things want the address /{path.removesuffix('index.html')}: this and {other}.",
        "Give one of them another id, edition or file name.",
    )
