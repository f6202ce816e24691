"""A stream's entries by month: counts, and the numbers of a small chart of bars.

In: seats, which say by themselves of what day they are: no briefing is loaded. Out: `Months`. A bar
for each month that has entries, on a line from the first month to the last; on the page of a year,
over its twelve. Time runs in the direction of the script.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from dateline.model import language
from dateline.model.rows import Seat
from dateline.model.streams import Bar, Counted, Months, Tick
from dateline.plan.scope import Scope

FEWEST = 3
"""From so many months on there is something to draw."""
NAMED = 24
"""So many months are said in words; more, by years."""
WIDTH, BARS, HEIGHT = 720, 120, 160
"""The drawing is so wide; the bars are so high, and with the words below them."""
WIDEST, GAP, NARROW = 48, 2, 4
"""A bar leaves a gap beside it, unless its month is a narrow one."""
MONTH, YEAR = 72, 56
"""What a word below the line takes, from where it begins."""
MONTHS, YEARS = (1, 2, 3, 4, 6), (1, 2, 5, 10, 20, 50)
"""A word may stand at every month or year, or at every second, third …"""


def by_month(seats: Iterable[Seat], scope: Scope, year: int | None = None) -> Months | None:
    """The entries of a stream, or those of one `year`; None if all are of one month."""
    days = (scope.facts.key(seat).date for seat in seats)
    counts = Counter(day.replace(day=1) for day in days)
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    most, second = counts.most_common(2)
    said = Months(
        first=first,
        last=last,
        most=in_month(most, scope) if most[1] > second[1] else None,
        counts=tuple(in_words(counts, scope)),
    )
    if len(tuple(each_month(first, last))) < FEWEST:
        return said
    line = (date(year, 1, 1), date(year, 12, 1)) if year else (first, last)
    axis = Axis(*line, scope.lang)
    bars, ticks = tuple(axis.bars(counts)), tuple(axis.ticks())
    return replace(said, width=WIDTH, height=HEIGHT, base=BARS, bars=bars, ticks=ticks)


def in_words(counts: Counter[date], scope: Scope) -> Iterator[Counted]:
    """The months that have entries, oldest first, or the years where those are many."""
    if len(counts) > NAMED:
        years: Counter[int] = Counter()
        for month, count in counts.items():
            years[month.year] += count
        yield from (Counted(str(year), years[year]) for year in sorted(years))
    else:
        yield from (in_month(each, scope) for each in sorted(counts.items()))


def in_month(counted: tuple[date, int], scope: Scope) -> Counted:
    """A month by its name, and how many entries it has."""
    month, count = counted
    return Counted(language.day(month, "month", scope.lang), count)


class Axis:
    """The line that a chart stands on, from one month to another, each in a slot of equal width."""

    def __init__(self, first: date, last: date, lang: str) -> None:
        self.lang = lang
        self.months = tuple(each_month(first, last))
        self.slot = WIDTH / len(self.months)
        gap = GAP if self.slot > NARROW else 0
        self.width = max(1, min(WIDEST, int(self.slot) - gap))
        self.is_mirrored = language.direction(lang) == "rtl"

    def starts(self) -> Iterator[tuple[date, float]]:
        """Each month, with where its bar begins, from the line's own beginning."""
        for at, month in enumerate(self.months):
            yield month, self.slot * at + (self.slot - self.width) / 2

    def x(self, start: float, width: int = 0) -> int:
        """The left end of what begins somewhere on the line."""
        return WIDTH - round(start) - width if self.is_mirrored else round(start)

    def bars(self, counts: Counter[date]) -> Iterator[Bar]:
        """The bar of every month that has entries, at least as high as can be seen."""
        most = max(counts.values())
        for month, start in self.starts():
            if counts[month]:
                height = max(GAP, round(BARS * counts[month] / most))
                yield Bar(self.x(start, self.width), BARS - height, self.width, height)

    def ticks(self) -> Iterator[Tick]:
        """Words below the line, as many as it has room for: months, or years where it is long."""
        is_long = len(self.months) >= NAMED
        slot, word, steps = (12, YEAR, YEARS) if is_long else (1, MONTH, MONTHS)
        step = next((step for step in steps if slot * step * self.slot >= word), steps[-1])
        for at, (month, start) in enumerate(self.starts()):
            wanted = month.month == 1 and month.year % step == 0 if is_long else at % step == 0
            if wanted and start + word <= WIDTH:
                name = str(month.year) if is_long else language.day(month, "LLL", self.lang)
                yield Tick(self.x(start), name)


def each_month(first: date, last: date) -> Iterator[date]:
    """The first days of the months from one to another."""
    for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(at // 12, at % 12 + 1, 1)
