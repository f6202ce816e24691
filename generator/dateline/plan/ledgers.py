"""The two lists a desk answers for: claims and corrections."""

from dateline.model.linked import Claim, Correcting, Step
from dateline.model.pages import (
    ClaimsView,
    CorrectionLine,
    CorrectionsView,
    OpenClaim,
    Page,
    SettledClaim,
)
from dateline.model.views import Link, Settlement
from dateline.plan.entry import correction
from dateline.plan.scope import Scope
from dateline.plan.shell import crumb_home, page
from dateline.plan.targets import targets


def claims_page(scope: Scope) -> Page:
    """Open claims, oldest first; settled ones, the newest settlement first."""
    editions = scope.briefings
    newest = editions[-1].key.date if editions else None
    settled = sorted(
        (claim for claim in scope.claims if claim.settled),
        key=lambda claim: (claim.steps[-1].item.key, claim.item.key),
        reverse=True,
    )
    return page(
        scope,
        "claims.html",
        scope.at.claims(),
        scope.words("Claims"),
        ClaimsView(
            newest=newest,
            open=tuple(open_claim(c, scope) for c in scope.claims if not c.settled),
            settled=tuple(
                SettledClaim(line=scope.line(claim.item), steps=settlements(claim, scope))
                for claim in settled
            ),
        ),
        crumbs=(crumb_home(scope),),
    )


def open_claim(claim: Claim, scope: Scope) -> OpenClaim:
    """A claim's age is counted at the newest briefing: the build looks at no clock."""
    newest = scope.briefings[-1].key.date
    return OpenClaim(
        line=scope.line(claim.item),
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
    """All corrections, newest first."""
    return page(
        scope,
        "corrections.html",
        scope.at.corrections(),
        scope.words("Corrections"),
        CorrectionsView(lines=tuple(correction_line(each, scope) for each in scope.corrections)),
        crumbs=(crumb_home(scope),),
    )


def correction_line(given: Correcting, scope: Scope) -> CorrectionLine:
    """A correction, and the entry or briefing that it mends."""
    key, item = given.edition.key, given.item
    if item is None:
        of, section = Link(scope.title(given.edition), scope.at.briefing(key)), None
    else:
        of = Link(item.entry.title, scope.at.entry(item.key))
        section = scope.link(scope.sections[item.section].record)
    return CorrectionLine(
        correction=correction(given.correction, scope),
        of=of,
        date=key.date,
        section=section,
        targets=targets((given.correction.note,), item.key if item else key, scope),
    )
