"""What templates see of corrections: the newest, and all that were made in a year."""

from datetime import date

from msgspec import Struct

from dateline.model.briefing import Status
from dateline.model.prose import Prose
from dateline.model.views import CorrectionView, Held, Link, Target


class CorrectionLine(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A correction in the list of all; `of` is the entry or, without a section, the briefing;
    `status` is the entry's, `later` what became of it. `held`: it is not published yet."""

    correction: CorrectionView
    of: Link
    status: Status = ""
    later: Status = ""
    date: date
    section: Link | None = None
    targets: tuple[Target, ...] = ()
    held: Held | None = None


class CorrectionsView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """Corrections, the newest first: all of a `year`; or (0) the newest, with the way to every
    year, the newest first. `previous` and `next` are as in `ClaimsView`."""

    year: int = 0
    lines: tuple[CorrectionLine, ...] = ()
    years: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand on the page."""
        return tuple(line.correction.note for line in self.lines)
