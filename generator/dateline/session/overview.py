"""The desk of a site that is being previewed: what an author or editor would look for.

In: a build in progress, what is wrong with it, the clock. Out: an `Overview`. What is held back and
what cites no source is loaded, so the lists are short.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

from dateline.link import Placement
from dateline.model.briefing import Briefing, Entry
from dateline.model.linked import Edition
from dateline.model.overview import Overview, Place, Streams, Unsourced, Waiting, Wrong
from dateline.model.pages import Page
from dateline.model.rows import Placed
from dateline.model.views import Headline, Link
from dateline.plan.overview import leading, streams
from dateline.plan.scope import Scope
from dateline.problems import Problem
from dateline.read import describe
from dateline.session.prepare import InProgress

MANY = 40
"""So much of a list is shown."""


def overview(
    begun: InProgress, problems: Iterable[Problem], now: datetime, page: Page | None, asked: str
) -> Overview:
    """The desk; `page` is what the reader has come from, at the address `asked`."""
    scopes = {scope.facts.lang: scope for scope in begun.planning.scopes}
    telling = sorted(
        (e for e in begun.linked.after.placements.values() if e.holds or e.problems),
        key=lambda each: each.placed.order,
        reverse=True,
    )
    held = [w for each in telling if each.holds for w in waiting(each, begun, scopes, now)]
    reports = [(each, p) for each in telling for p in each.problems if is_unsourced(p)]
    leads, count = leads_to(page, scopes, begun.settings.language)
    return Overview(
        site=begun.settings.site_name,
        streams=streams(scopes[""], MANY) if "" in scopes else Streams(),
        wrong=wrong(problems, begun.settings.docs_dir),
        waiting=tuple(held[:MANY]),
        unsourced=tuple(unsourced(*each, begun, scopes) for each in islice(reports, MANY)),
        page=Link(page.title, asked) if page else None,
        leading=leads,
        held=len(held),
        reports=len(reports),
        leads=count,
    )


Scopes = dict[str, Scope]


def waiting(
    placement: Placement, begun: InProgress, scopes: Scopes, now: datetime
) -> Iterator[Waiting]:
    """What of a briefing is a draft or under an embargo."""
    edition = begun.linked.linker.resolved(placement.placed.path)[0]
    scope, briefing = scopes[placement.lang], edition.briefing
    if is_waiting(briefing, now):
        address = "" if placement.placed.out else scope.at.briefing(edition.key)
        name, place = Link(scope.title(edition), address), Place(briefing.path, 1)
        yield Waiting(name=name, place=place, until=scope.local(until(briefing, now)))
    for item in edition.items:
        if is_waiting(item.entry, now):
            yield Waiting(
                name=link_to(placement.placed, item.key.id, edition, scope),
                place=Place(briefing.path, item.entry.span.line),
                until=scope.local(until(item.entry, now)),
            )


def is_waiting(item: Briefing | Entry, now: datetime) -> bool:
    """Whether it is a draft, or its embargo has not passed."""
    return bool(item.draft) or until(item, now) is not None


def until(item: Briefing | Entry, now: datetime) -> datetime | None:
    """When its embargo ends, if that is to come."""
    return item.embargo if item.embargo is not None and item.embargo > now else None


def is_unsourced(problem: Problem) -> bool:
    """Whether a problem is a report without a source, whatever the site makes of that."""
    return problem.code == "entry/unsourced"


def unsourced(
    placement: Placement, problem: Problem, begun: InProgress, scopes: Scopes
) -> Unsourced:
    """The report that such a problem is about."""
    edition = begun.linked.linker.resolved(placement.placed.path)[0]
    of = next(i.key.id for i in edition.items if i.entry.span.line == problem.line)
    name = link_to(placement.placed, of, edition, scopes[placement.lang])
    return Unsourced(name=name, place=Place(problem.path, problem.line))


def link_to(placed: Placed, id_: str, edition: Edition, scope: Scope) -> Link:
    """An entry of a briefing, leading to where it is shown, if it is."""
    item = next(item for item in edition.items if item.key.id == id_)
    shown = not placed.out and id_ in placed.ids
    return Link(item.entry.title, scope.at.entry(item.key) if shown else "")


def wrong(problems: Iterable[Problem], docs_dir: Path) -> tuple[Wrong, ...]:
    """What is wrong, file by file."""
    return tuple(
        Wrong(path=path, told=tuple((p.severity, describe(p, docs_dir)) for p in found))
        for path, found in groupby(problems, key=lambda problem: problem.path)
    )


def leads_to(page: Page | None, scopes: Scopes, language: str) -> tuple[tuple[Headline, ...], int]:
    """What leads to a page, and how much that is."""
    if page is None:
        return (), 0
    return leading(page, scopes["" if page.lang == language else page.lang], MANY)
