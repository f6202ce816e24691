"""The cards of briefings and entries: what a link to one looks like where it is shared."""

from dateline.model import language
from dateline.model.linked import Edition, Item
from dateline.model.pages import BriefingView, CardView, Page
from dateline.model.views import EntryView, PointView
from dateline.plan.scope import Scope
from dateline.plan.shell import page

TEMPLATE = "card.svg"
POINTS = 4
"""How many key points have room on a card."""


def has_cards(scope: Scope) -> bool:
    """Whether the site draws cards: whoever shares a page is told their whole addresses."""
    return scope.settings.outputs.cards and bool(scope.settings.site_url)


def card_at(address: str, scope: Scope) -> str:
    """The address of a page's card; empty where the site draws none."""
    return scope.at.card(address) if has_cards(scope) else ""


def briefing_card(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing: its date or title, and its first key points."""
    day = day_of(edition, scope)
    points = tuple(told(point, scope) for point in view.points[:POINTS])
    shown = CardView(
        headline=view.title if view.titled else day, points=points, foot=day if view.titled else ""
    )
    return card(scope.at.briefing(edition.key), shown, edition, scope)


def told(point: PointView, scope: Scope) -> str:
    """A key point, with its status: a claim stays one wherever it is shared."""
    return (
        f"{language.status(point.status, scope.lang)}: {point.text}" if point.status else point.text
    )


def entry_card(item: Item, entry: EntryView, edition: Edition, scope: Scope) -> Page:
    """An entry: its section, its status, its headline, its day."""
    shown = CardView(
        headline=item.entry.title,
        kicker=entry.section.text,
        status=entry.status,
        foot=day_of(edition, scope),
    )
    return card(scope.at.own(item.key), shown, edition, scope)


def card(address: str, view: CardView, edition: Edition, scope: Scope) -> Page:
    """The card of the page at an address."""
    source = edition.briefing.path
    return page(scope, TEMPLATE, scope.at.card(address), view.headline, view, source=source)


def day_of(edition: Edition, scope: Scope) -> str:
    """A briefing's day, and its edition if it is named."""
    day = language.day(edition.key.date, "full", scope.lang)
    return f"{day} · {edition.key.edition}" if edition.key.edition else day
