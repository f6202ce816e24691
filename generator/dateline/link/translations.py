"""A translation takes over the facts of the briefing it translates.

In: a briefing in another language, and the one of the same date and edition in the site's own.
Out: the former with what it inherits, and where it says something else. Entries pair by id; what
has no pair stands by itself.
"""

from typing import Any

from msgspec.structs import replace

from dateline.model.briefing import Briefing, Entry
from dateline.model.linked import Edition, Item
from dateline.model.names import folded
from dateline.model.tree import Span
from dateline.problems import Problem, at

UNSAID: dict[str, Any] = {
    "status": "",
    "threads": (),
    "places": (),
    "kind": None,
    "resolves": (),
    "draft": None,
    "embargo": None,
}
"""What an entry inherits, and the value that means "not said here" (the format, Languages)."""
DEFAULTS: dict[str, Any] = {"kind": "report", "draft": False}
KEYS = {"threads": "thread", "places": "place"}
HOLDING = ("draft", "embargo")
"""What a whole briefing inherits too."""


def inherit(edition: Edition, original: Edition) -> tuple[Edition, tuple[Problem, ...]]:
    """A translation with what it takes over, and where it contradicts."""
    problems: list[Problem] = []
    return from_original(edition, original, problems), tuple(problems)


def from_original(edition: Edition, original: Edition, problems: list[Problem]) -> Edition:
    """One translation with its original's facts, entry by entry."""
    held: dict[str, Any] = {}
    for fact in HOLDING:
        theirs, ours = getattr(original.briefing, fact), getattr(edition.briefing, fact)
        held[fact] = theirs if ours is None else ours
        if holds_less(fact, ours, theirs):
            problems.append(contradiction(fact, edition.briefing.span, edition, original))
    briefing: Briefing = replace(edition.briefing, **held)
    originals = {item.key: item for item in original.items}
    items = []
    for item in edition.items:
        pair = originals.get(item.key)
        if pair is not None:
            contradicted = [fact for fact in UNSAID if contradicts(fact, item, pair)]
            problems += (contradiction(f, place_of(f, item), edition, original)
                         for f in contradicted)  # fmt: skip
            item = item_from(item, pair)
        items.append(item)
    return replace(edition, items=tuple(items), briefing=briefing)


def item_from(item: Item, original: Item) -> Item:
    """One entry with its original's facts."""
    unsaid = [fact for fact, nothing in UNSAID.items() if getattr(item.entry, fact) == nothing]
    facts: dict[str, Any] = {fact: getattr(original.entry, fact) for fact in unsaid}
    entry: Entry = replace(item.entry, **facts)
    ids = {fact: getattr(original, fact) for fact in ("threads", "places") if fact in unsaid}
    return replace(item, entry=entry, **ids)


def contradicts(fact: str, item: Item, original: Item) -> bool:
    """Whether an entry says a fact, and otherwise than its original does."""
    if fact in HOLDING:
        return holds_less(fact, getattr(item.entry, fact), getattr(original.entry, fact))
    if getattr(item.entry, fact) == UNSAID[fact]:
        return False
    ours, theirs = said(fact, item), said(fact, original)
    return ours is not None and theirs is not None and ours != theirs


def holds_less(fact: str, ours: Any, theirs: Any) -> bool:
    """Whether a translation would publish what its original holds back. To hold back more is no
    contradiction: a translation may still be a draft."""
    if ours is None or not theirs:
        return False
    return not ours if fact == "draft" else bool(ours < theirs)


def said(fact: str, item: Item) -> object:
    """What an entry says of a fact; names by what they lead to, None if that is not known."""
    if fact in ("threads", "places"):
        named = {folded(name.text) for name in getattr(item.entry, fact)}
        ids = item.threads if fact == "threads" else tuple(id_ for id_, _ in item.places if id_)
        return frozenset(ids) if len(ids) >= len(named) else None
    if fact == "resolves":
        return frozenset(
            (step.target.date, step.target.edition, step.target.entry, step.status)
            for step in item.entry.resolves
        )
    return getattr(item.entry, fact) or DEFAULTS.get(fact, "")


def place_of(fact: str, item: Item) -> Span:
    """Where an entry says a fact, as nearly as it is known."""
    entry = item.entry
    spans = [name.span for name in getattr(entry, fact)] if fact in KEYS else []
    spans += [step.target.span for step in entry.resolves] if fact == "resolves" else []
    return next(iter(spans), entry.span.first)


def contradiction(fact: str, span: Span, edition: Edition, original: Edition) -> Problem:
    """The mistake of saying a fact otherwise than the original does."""
    key = KEYS.get(fact, fact)
    return at(
        edition.briefing.path,
        span if span.end_line == span.line else span.first,
        "translation/contradiction",
        f"`{key}` is not the same here as in {original.briefing.path}, which this translates.",
        f"Leave `{key}` out: a translation takes it over.",
    )
