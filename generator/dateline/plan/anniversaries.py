"""On this day in other years."""

from dateline.model.linked import EditionKey
from dateline.model.pages import AnniversariesView
from dateline.model.rows import Seat, anniversaries
from dateline.model.views import Headline, Link
from dateline.plan.scope import Scope

MOST = 10
"""How many years are told; the page of the next one leads to all others."""


def anniversaries_view(key: EditionKey, scope: Scope) -> AnniversariesView:
    """The same day in other years, the newest first. A year's last edition stands for it."""
    seats = scope.facts.row(anniversaries(key.date))
    found: dict[int, Seat] = {}
    for seat in reversed(seats):
        year = scope.facts.key(seat).date.year
        if year != key.date.year:
            found.setdefault(year, seat)
        if len(found) > MOST:
            break
    years = tuple(found)
    lines = tuple(anniversary(found[year], scope) for year in years[:MOST])
    rest = years[MOST:]
    return AnniversariesView(lines, Link(str(rest[0]), scope.at.year(rest[0])) if rest else None)


def anniversary(seat: Seat, scope: Scope) -> Headline:
    """A briefing by its title, else by its first headline. It is not loaded for that: else every
    day of an archive would load those of ten years."""
    key = scope.facts.key(seat)
    return Headline(
        address=scope.at.briefing(key),
        headline=scope.facts.called(key),
        date=key.date,
        edition=key.edition,
    )
