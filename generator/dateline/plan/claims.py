"""Claims, open and settled: the newest, and year by year.

A year's page says nothing that a day of another year changes: ages, and which other years there
are, stand on the page of the newest only.
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from msgspec.structs import replace

from dateline.model import language
from dateline.model.claims import ClaimsView, ClaimsYear, OpenClaim, SettledClaim
from dateline.model.linked import Claim, Item, Step
from dateline.model.pages import Page
from dateline.model.rows import Claimed
from dateline.model.views import Line, Link, Settlement
from dateline.plan.feeds.links import claims_feeds
from dateline.plan.newest import shown
from dateline.plan.scope import Scope, beside
from dateline.plan.shell import crumb_home, page


def claims_page(scope: Scope) -> Page:
    """The newest claims."""
    by_year = scope.facts.claims_by_year()
    every = tuple(chain.from_iterable(by_year.values()))
    cut = max(0, len(every) - shown(len(by_year[max(by_year)]))) if by_year else 0
    newest = scope.newest.key.date if scope.newest else None
    view = replace(
        claims_view(every[cut:], scope, newest),
        newest=newest,
        years=tuple(claims_year(*each, scope) for each in reversed(by_year.items())),
        previous=claims_link(every[cut - 1].key.date.year, scope) if cut else None,
    )
    crumbs = (crumb_home(scope),)
    name, feeds = scope.words("Claims"), claims_feeds(scope)
    return page(scope, "claims.html", scope.at.claims(), name, view, crumbs=crumbs, feeds=feeds)


def claims_year_page(year: int, scope: Scope) -> Page:
    """The claims of one year."""
    older, newer = dict(beside(scope.facts.claim_years()))[year]
    view = replace(
        claims_view(scope.facts.claims(year), scope),
        year=year,
        previous=claims_link(older, scope) if older else None,
        next=claims_link(newer, scope) if newer else None,
    )
    name = scope.words("Claims")
    crumbs = (crumb_home(scope), Link(name, scope.at.claims()))
    title = language.listed(scope.lang, name, year)
    return page(scope, "claims.html", scope.at.claims_year(year), title, view, crumbs=crumbs)


def claims_link(year: int, scope: Scope) -> Link:
    """The claims of one year."""
    return Link(str(year), scope.at.claims_year(year))


def claims_year(year: int, claims: tuple[Claimed, ...], scope: Scope) -> ClaimsYear:
    """The same with how many are open."""
    return ClaimsYear(
        link=claims_link(year, scope), open=sum(not claim.settled for claim in claims)
    )


def claims_view(claimed: Iterable[Claimed], scope: Scope, newest: date | None = None) -> ClaimsView:
    """Open claims, oldest first; settled ones, the newest settlement first. Their age is told
    only as of the `newest` briefing: the build looks at no clock."""
    claims = [Claim(scope.facts.item(each.seat), scope.steps(each.key)) for each in claimed]
    settled = sorted(
        (claim for claim in claims if claim.settled),
        key=lambda claim: (claim.steps[-1].item.key, claim.item.key),
        reverse=True,
    )
    return ClaimsView(
        open=tuple(open_claim(claim, newest, scope) for claim in claims if not claim.settled),
        settled=tuple(
            SettledClaim(line=line(claim.item, scope), steps=settlements(claim, scope))
            for claim in settled
        ),
    )


def line(item: Item, scope: Scope) -> Line:
    """A claim in the list of claims: what became of it stands below it."""
    return replace(scope.line(item), later="")


def open_claim(claim: Claim, newest: date | None, scope: Scope) -> OpenClaim:
    """A claim that nothing has settled."""
    return OpenClaim(
        line=line(claim.item, scope),
        days=(newest - claim.item.key.date).days if newest else None,
        steps=settlements(claim, scope),
    )


def settlements(claim: Claim, scope: Scope) -> tuple[Settlement, ...]:
    """What became of a claim, oldest first."""
    return tuple(settlement(step, scope) for step in claim.steps)


def settlement(step: Step, scope: Scope) -> Settlement:
    """One step."""
    return Settlement(line=scope.line(step.item), status=step.status)
