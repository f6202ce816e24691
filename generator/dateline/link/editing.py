"""One briefing edited: what of a link is otherwise by that, without a look at the others.

In: what was linked, and the records by now. Out: the same with the briefing in its place; or
nothing, where more has changed than the briefing itself.
"""

from collections.abc import Iterator, Mapping

from dateline.link import Before, Linked, Placement, Sources, unsure
from dateline.link.references import Known, check
from dateline.model import layers
from dateline.model.asked import is_touched
from dateline.model.changes import changed_by
from dateline.model.libraries import fact
from dateline.model.rows import Placed, name_of, resolving, seen
from dateline.problems import Problem, errors

Edits = Mapping[str, Placement]


def edited(
    linked: Linked, sources: Sources, path: str
) -> tuple[Linked, tuple[Problem, ...]] | None:
    """What is linked now, and what is wrong with what was edited, and with whoever leads there;
    None if all is to be linked anew: the briefing has another place in time, or names other
    pictures."""
    linker = linked.linker.renewed(sources)
    before = linked.after.placements
    edits = {each: linker.place(each) for each in touched(linked, path)}
    if not all(stays(before.get(each), placement) for each, placement in edits.items()):
        return None
    by_lang: dict[str, list[Placed]] = {}
    for placement in edits.values():
        by_lang.setdefault(placement.lang, []).append(placement.placed)
    libraries = tuple(
        library.edited(by_lang.get(library.lang, ()), linker.load, linker.asked)
        for library in linked.libraries
    )
    found = linked._replace(
        libraries=libraries,
        after=Before(layers.edited(before, edits), linked.after.facts),
        asked=linker.asked,
        linker=linker,
    )
    stirred = set(stirring(linked, found, edits))
    problems = (
        *(problem for placement in edits.values() for problem in placement.problems),
        *(problem for each in edits for problem in dead(found, each)),
        *(p for each in leading(linked, found, edits, stirred) for p in errors(dead(found, each))),
    )
    linker.asked.clear()
    return found, problems


def touched(linked: Linked, path: str) -> Iterator[str]:
    """A briefing, and those that translate it."""
    yield path
    own, *others = linked.libraries
    placement = linked.after.placements.get(path)
    if placement and placement.lang == own.lang:
        for library in others:
            translation = library.placed.get(placement.placed.key)
            if translation:
                yield translation.path


def stays(old: Placement | None, new: Placement) -> bool:
    """Whether a briefing is where it was, and names the same files."""
    if old is None or not new.whole:
        return False
    return (old.lang, *place_of(old.placed)) == (new.lang, *place_of(new.placed))


def place_of(placed: Placed) -> tuple[object, ...]:
    """What a briefing must keep to be edited alone."""
    return placed.key, placed.order, {*placed.pictures}, {*placed.files}


def stirring(old: Linked, new: Linked, edits: Edits) -> Iterator[int]:
    """The facts that are otherwise by some edits, but for the texts themselves."""
    for before, after in zip(old.libraries, new.libraries, strict=True):
        keys = [each.placed.key for each in edits.values() if each.lang == after.lang]
        texts = {fact(f"briefing {name_of(key)}", after.lang) for key in keys}
        found = changed_by(keys, after.index, before.placed, after.lang)
        yield from (each for each in found if each not in texts)


def leading(old: Linked, new: Linked, edits: Edits, stirred: set[int]) -> Iterator[str]:
    """The other briefings that lead to what was edited, if their references were checked by a fact
    that is otherwise; of those that were edited before, it is not known by which."""
    if not stirred:
        return
    states = (linked.after.placements[path].placed for path in edits for linked in (old, new))
    rows = dict.fromkeys(row for placed in states for row in led_by(placed))
    seats = ((each, seat) for each in new.libraries for row in rows for seat in each.index.row(row))
    paths = dict.fromkeys(each.index.by_order[seat.order].path for each, seat in seats)
    for path in (path for path in paths if path not in edits):
        checked = new.after.placements[path].checked
        if checked is None or is_touched(checked, stirred):
            yield path


def led_by(placed: Placed) -> Iterator[str]:
    """The rows of all that leads to a briefing, or to an entry that it has."""
    yield seen(placed.key, "")
    for id_ in (*placed.ids, *placed.held):
        yield from (seen(placed.key, id_), resolving(placed.key, id_))


def dead(linked: Linked, path: str) -> tuple[Problem, ...]:
    """What is wrong with the references of a briefing."""
    linker, libraries = linked.linker, linked.libraries
    lang = linked.after.placements[path].lang
    doubtful = unsure({"", lang, linker.settings.language}, linked.incomplete)
    library = next(each for each in libraries if each.lang == lang)
    may_lead_to = tuple(dict.fromkeys((library, libraries[0])))
    known = Known(may_lead_to, doubtful, linker.sources.assets)
    return tuple(check(linker.resolved(path)[0], known))
