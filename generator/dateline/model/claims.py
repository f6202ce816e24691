"""What templates see of claims: the newest, and all of a year. The year of a claim is that of its
briefing.
"""

from datetime import date

from msgspec import Struct

from dateline.model.views import Line, Link, Settlement


class OpenClaim(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A claim that nothing has settled; `days` is its age at the newest briefing, which a year's
    page does not tell (None).

    `steps` are the entries that disputed it meanwhile, oldest first.
    """

    line: Line
    days: int | None = None
    steps: tuple[Settlement, ...] = ()


class SettledClaim(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A claim and all that became of it, oldest first; the last step settled it."""

    line: Line
    steps: tuple[Settlement, ...]


class ClaimsYear(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The page of a year's claims, and how many of them are open."""

    link: Link
    open: int


class ClaimsView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """Open claims, oldest first; settled ones, the newest settlement first.

    Either all of a `year`; or (0) the newest, as of the `newest` briefing, with the way to every
    year, the newest first. `previous` and `next` are the years beside; of the newest, `previous`
    is the year in which the older ones begin.
    """

    year: int = 0
    newest: date | None = None
    open: tuple[OpenClaim, ...] = ()
    settled: tuple[SettledClaim, ...] = ()
    years: tuple[ClaimsYear, ...] = ()
    previous: Link | None = None
    next: Link | None = None
