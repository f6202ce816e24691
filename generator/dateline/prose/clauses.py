"""Whether a weekday is the latest such day, by the words round it.

In: a paragraph, and where a weekday stands in it. Out: yes or no, and no in doubt: a wrong date is
worse than none. The weekday's clause decides; only what it leaves open is read in the sentence
round it.
"""

from dateline.prose.calendars import Calendar, Weekday
from dateline.prose.paragraph import Clause, Paragraph

BESIDE = 25
"""How many characters beside a weekday are looked at for words that belong to it."""
LONGEST = 1000
"""Of how many characters a sentence may be: of a longer one nothing is certain, and it would take
long to find that out."""


def is_latest(paragraph: Paragraph, weekday: Weekday) -> bool:
    """Whether a weekday is that of the last seven days."""
    text, calendar, at = paragraph.text, paragraph.calendar, weekday.start
    first, last = paragraph.sentence(at)
    if _is_another(text, weekday, calendar) or last - first > LONGEST:
        return False
    clauses = paragraph.clauses(first, last)
    place = next(place for place, clause in enumerate(clauses) if at < clause.end)
    own = clauses[place]
    around = clauses[max(0, place - 1) : place + 2] if own.is_short else (own,)
    if any(clause.has(calendar.habit) for clause in around) or calendar.story.match(text, first):
        return False
    future = own.first(calendar.future)
    if future == own.end and own.has(calendar.past):
        return True
    if future < at:
        return False
    if calendar.sure.search(text, own.start, weekday.first):
        return True
    if future < own.end:
        return own.tells(at, future, calendar)
    return _is_past(place, clauses, calendar)


def _is_another(text: str, weekday: Weekday, calendar: Calendar) -> bool:
    """Whether the words right beside the weekday make it another day, or none."""
    near, far = max(0, weekday.first - BESIDE), weekday.end + BESIDE
    before, after = calendar.needs_before, calendar.needs_after
    return bool(
        calendar.other_before.search(text, near, weekday.first)
        or any(other.match(text, weekday.end, far) for other in calendar.other_after)
        or not (before is None or before.search(text, near, weekday.first))
        or not (after is None or after.match(text, weekday.end, far))
    )


def _is_past(place: int, clauses: tuple[Clause, ...], calendar: Calendar) -> bool:
    """Whether a clause that has no cue of its own speaks of the past."""
    own, *following = clauses[place : place + 2]
    near = (own, *following) if own.is_short else (own,)
    if not calendar.is_told and own.has(calendar.soon):
        return False
    for clause in near[1:]:
        past, future = clause.first(calendar.past), clause.first(calendar.future)
        if past < future:
            return future == clause.end or clause.tells(clause.start, future, calendar)
    if calendar.is_told or any(clause.has(calendar.soon) for clause in near):
        return False
    return not any(clause.has(calendar.future) for clause in clauses)
