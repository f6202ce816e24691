"""The two lists a desk answers for: claims and corrections."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from dateline.model.briefing import Correction
from dateline.model.linked import Claim, Edition, Item, Step
from dateline.model.pages import (
    ClaimsView,
    CorrectionLine,
    CorrectionsView,
    OpenClaim,
    Page,
    SettledClaim,
)
from dateline.model.rows import CLAIMS, CORRECTIONS, RESOLUTIONS
from dateline.model.views import Line, Link, Settlement
from dateline.plan.entry import correction
from dateline.plan.scope import Scope
from dateline.plan.shell import crumb_home, page
from dateline.plan.targets import targets


def claims_page(scope: Scope) -> Page:
    """Open claims, oldest first; settled ones, the newest settlement first."""
    newest = scope.newest
    every = tuple(claims(scope))
    settled = sorted(
        (claim for claim in every if claim.settled),
        key=lambda claim: (claim.steps[-1].item.key, claim.item.key),
        reverse=True,
    )
    return page(
        scope,
        "claims.html",
        scope.at.claims(),
        scope.words("Claims"),
        ClaimsView(
            newest=newest.key.date if newest else None,
            open=tuple(
                open_claim(claim, newest.key.date, scope)
                for claim in every
                if newest and not claim.settled
            ),
            settled=tuple(
                SettledClaim(line=line(claim.item, scope), steps=settlements(claim, scope))
                for claim in settled
            ),
        ),
        crumbs=(crumb_home(scope),),
    )


def claims(scope: Scope) -> Iterator[Claim]:
    """Every entry that was claimed or is the end of a resolution, oldest first."""
    library = scope.facts
    seats = {*library.row(CLAIMS)}
    for item in library.items(library.row(RESOLUTIONS)):
        settled = {key for key, _ in item.settles} - {item.key}
        seats |= {seat for seat in map(library.seat, settled) if seat}
    for item in library.items(sorted(seats)):
        yield Claim(item, scope.steps(item.key))


def line(item: Item, scope: Scope) -> Line:
    """A claim in the list of claims: what became of it stands below it."""
    return replace(scope.line(item), later="")


def open_claim(claim: Claim, newest: date, scope: Scope) -> OpenClaim:
    """A claim's age is counted at the newest briefing: the build looks at no clock."""
    return OpenClaim(
        line=line(claim.item, scope),
        days=(newest - claim.item.key.date).days,
        steps=settlements(claim, scope),
    )


def settlements(claim: Claim, scope: Scope) -> tuple[Settlement, ...]:
    """What became of a claim, oldest first."""
    return tuple(settlement(step, scope) for step in claim.steps)


def settlement(step: Step, scope: Scope) -> Settlement:
    """One step."""
    return Settlement(line=scope.line(step.item), status=step.status)


def corrections_page(scope: Scope) -> Page:
    """All corrections, the newest first; of one moment, in the order of the briefings."""
    found = [
        (correction, edition, item)
        for edition, item in map(scope.facts.at, scope.facts.row(CORRECTIONS))
        for correction in (item.entry if item else edition.briefing).corrections
    ]
    found.sort(key=lambda each: each[0].at, reverse=True)
    return page(
        scope,
        "corrections.html",
        scope.at.corrections(),
        scope.words("Corrections"),
        CorrectionsView(lines=tuple(correction_line(*each, scope) for each in found)),
        crumbs=(crumb_home(scope),),
    )


def correction_line(
    given: Correction, edition: Edition, item: Item | None, scope: Scope
) -> CorrectionLine:
    """A correction, and the entry or (item None) the briefing that it mends."""
    key = edition.key
    if item is None:
        of, section = Link(scope.title(edition), scope.at.briefing(key)), None
    else:
        of = Link(item.entry.title, scope.at.entry(item.key))
        section = scope.stream("sections", item.section)
    return CorrectionLine(
        correction=correction(given, scope),
        of=of,
        status=item.entry.status if item else "",
        later=scope.later(item.key) if item else "",
        date=key.date,
        section=section,
        targets=targets((given.note,), item.key if item else key, scope),
    )
