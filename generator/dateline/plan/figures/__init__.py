"""The figures of a briefing to what templates see of them: values for one thing as one range.

A range is the briefing's: the same wherever in it the thing is counted, on the briefing's page and
on an entry's own. Values that are denied or withdrawn are shown and widen no range.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from dateline.model.briefing import Citation, Figure, Status, Value
from dateline.model.linked import Edition, EditionKey, Item
from dateline.model.values.ranges import STRUCK, Range, range_of
from dateline.model.views import CitationView, FigureGroup, FigureView, Link, Progress
from dateline.plan.figures.quantities import in_words, share_of, value_in_words
from dateline.plan.scope import Scope

FULL = 1000
"""The length of a bar."""


class Given(NamedTuple):
    """A figure with its status, and the entry that gives it; None: the briefing as a whole."""

    figure: Figure
    status: Status
    item: Item | None


def briefing_figures(edition: Edition, scope: Scope) -> tuple[FigureGroup, ...]:
    """The figures of a briefing as a whole."""
    return groups(edition, None, scope)


def entry_figures(item: Item, scope: Scope) -> tuple[FigureGroup, ...]:
    """The figures of an entry."""
    if not item.entry.figures:
        return ()
    edition = scope.facts.edition(EditionKey(item.key.date, item.key.edition))
    assert edition is not None
    return groups(edition, item, scope)


def groups(edition: Edition, place: Item | None, scope: Scope) -> tuple[FigureGroup, ...]:
    """The figures of one place by what they count, in the order of first mention, each with all
    that the briefing says of it."""
    found: dict[object, list[Given]] = {}
    for each in every(edition):
        found.setdefault(thing(each.figure), []).append(each)
    here = dict.fromkeys(
        thing(each.figure) for each in every(edition) if same_place(each.item, place)
    )
    return tuple(group(found[each], place, edition, scope) for each in here)


def every(edition: Edition) -> Iterator[Given]:
    """All figures of a briefing, its own first; status defaults to the entry's."""
    for figure in edition.briefing.figures:
        yield Given(figure, figure.status, None)
    for item in edition.items:
        for figure in item.entry.figures:
            yield Given(figure, figure.status or item.entry.status, item)


def thing(figure: Figure) -> tuple[str, str, bool]:
    """What a figure counts, and in what: figures of one thing have the same."""
    return joined(figure.what), joined(figure.unit), figure.value.percent


def joined(words: str) -> str:
    """Words as they are compared: in any case, with any white space between them."""
    return " ".join(words.split()).casefold()


def same_place(one: Item | None, other: Item | None) -> bool:
    """Whether both are one entry, or the briefing as a whole."""
    return (one and one.key) == (other and other.key)


def group(given: list[Given], place: Item | None, edition: Edition, scope: Scope) -> FigureGroup:
    """All values for one thing: those of the place first."""
    given = sorted(given, key=lambda each: not same_place(each.item, place))
    standing = [each.figure.value for each in given if each.status not in STRUCK]
    values = range_of(standing or [each.figure.value for each in given])
    target = common_target(given)
    own = [each.figure for each in given if same_place(each.item, place)]
    return FigureGroup(
        what=own[0].what,
        value=in_words(values, scope),
        unit=own[0].unit,
        of=value_in_words(target, scope) if target else "",
        progress=progress(values, target, scope),
        figures=tuple(
            merged(
                replace(
                    view(each, with_target=target is None, scope=scope),
                    elsewhere=None if same_place(each.item, place) else of(each, edition, scope),
                )
                for each in given
            )
        ),
        series=tuple(
            Link(id_, scope.at.series(id_))
            for id_ in dict.fromkeys(figure.series for figure in own if figure.series)
        ),
    )


def common_target(given: Iterable[Given]) -> Value | None:
    """The target that all of some figures have."""
    targets = [each.figure.of for each in given]
    first = targets[0]
    return first if first and all(target and alike(target, first) for target in targets) else None


def alike(one: Value, other: Value) -> bool:
    """Whether two values say the same, however they are written."""
    return (one.low, one.high, one.bound) == (other.low, other.high, other.bound)


def progress(values: Range, target: Value | None, scope: Scope) -> Progress | None:
    """How much of a target is reached."""
    share = share_of(values, range_of((target,)), scope) if target else None
    if share is None:
        return None
    low, high = (min(FULL, round(FULL * end / 100)) for end in (share.low, share.high))
    return Progress(words=share.words, low=low, high=high)


def view(given: Given, *, with_target: bool, scope: Scope) -> FigureView:
    """One value as claimed."""
    figure, target = given.figure, given.figure.of if with_target else None
    return FigureView(
        value=value_in_words(figure.value, scope),
        of=value_in_words(target, scope) if target else "",
        progress=progress(range_of((figure.value,)), target, scope),
        citations=citations(figure.citations, scope),
        as_of=scope.local(figure.as_of),
        timed=figure.timed,
        status=given.status,
    )


def of(given: Given, edition: Edition, scope: Scope) -> Link:
    """The entry that gives a figure, by its section's name; or the briefing's own figures."""
    if given.item is None:
        return Link(scope.words("Figures"), f"{scope.at.briefing(edition.key)}#_figures")
    section = scope.record("sections", given.item.section)
    return Link(scope.name(section), scope.at.entry(given.item.key))


def merged(views: Iterable[FigureView]) -> Iterator[FigureView]:
    """Values that differ in nothing but who gives them, each once, with all its sources."""
    found: dict[FigureView, list[CitationView]] = {}
    for each in views:
        found.setdefault(replace(each, citations=()), []).extend(each.citations)
    for each, sources in found.items():
        yield replace(each, citations=tuple(dict.fromkeys(sources)))


def citations(given: Iterable[Citation], scope: Scope) -> tuple[CitationView, ...]:
    """Cited sources, in the author's order."""
    return tuple(
        CitationView(
            source=source(each.source.text, scope), pinpoint=each.pinpoint, address=each.address
        )
        for each in given
    )


def source(text: str, scope: Scope) -> Link:
    """A source's name, leading to its page if it has one."""
    record = scope.source(text)
    return scope.link(record) if record else Link(text)
