"""Where the references in prose lead: the answers that render looks up."""

from collections.abc import Iterable

from msgspec.structs import replace

from dateline.model import language
from dateline.model.linked import EditionKey, Key
from dateline.model.names import real_date
from dateline.model.prose import Prose
from dateline.model.values import Wrong, parse_reference
from dateline.model.views import Picture, Target
from dateline.plan.addresses import file_address
from dateline.plan.scope import Scope


def targets(
    texts: Iterable[Prose | None],
    here: EditionKey | Key | None,
    scope: Scope,
    pictures: Iterable[Picture] = (),
) -> tuple[Target, ...]:
    """One answer for each different reference of the texts, in order of kind and target.

    `here` is the briefing or entry they stand in, None in a register; `pictures` are the photos
    whose words go with a picture that the text places.
    """
    asked = set()
    for text in texts:
        if text:
            asked |= {(use.kind, use.target) for use in text.uses}
            asked |= {("entity", mention.entity) for mention in text.mentions}
            asked |= {("date", day) for day in text.days}
    photos = {picture.file: picture for picture in pictures}
    return tuple(
        replace(ANSWERS[kind](target, here, scope), picture=photos[target])
        if kind == "picture" and target in photos
        else ANSWERS[kind](target, here, scope)
        for kind, target in sorted(asked)
    )


def entity(target: str, _: EditionKey | Key | None, scope: Scope) -> Target:
    """An entity's page."""
    return scope.once(("target", target), lambda: to_entity(target, scope))


def to_entity(target: str, scope: Scope) -> Target:
    """The same, made anew."""
    record = scope.entity(scope.facts.find("entities", target))
    if record is None:
        return Target("entity", target)
    return Target("entity", target, scope.address(record), scope.name(record))


def source(target: str, _: EditionKey | Key | None, scope: Scope) -> Target:
    """A source's page, or the name as cited for a one-off."""
    record = scope.source(target)
    if record is None:
        return Target("source", target, "", target)
    return Target("source", target, scope.address(record), scope.name(record))


def day(target: str, here: EditionKey | Key | None, scope: Scope) -> Target:
    """A day, written out; it leads there if the day has a briefing, unless that is this one."""
    found = real_date(target)
    if found is None:
        return Target("date", target)
    address, words = scope.at.day(found), language.day(found, "long", scope.lang)
    is_here = here is not None and address == scope.at.briefing(EditionKey(*here[:2]))
    return Target("date", target, "" if is_here or not scope.has_day(found) else address, words)


def see(target: str, _: EditionKey | Key | None, scope: Scope) -> Target:
    """A briefing, or an entry in it."""
    parsed = parse_reference(target)
    if isinstance(parsed, Wrong):
        return Target("see", target)
    key = EditionKey(*parsed[:2])
    return Target("see", target, address_of(key, parsed[2], scope))


def within(target: str, here: EditionKey | Key | None, scope: Scope) -> Target:
    """An entry of the same briefing."""
    if here is None:
        return Target("here", target)
    return Target("here", target, address_of(EditionKey(*here[:2]), target, scope))


def address_of(key: EditionKey, entry: str, scope: Scope) -> str:
    """A briefing's or entry's address; empty if it is not published.

    From a translation, what only the site's own language has is found there.
    """
    for library, at in ((scope.facts, scope.at), *scope.originals):
        if library.has(key, entry):
            return at.entry(Key(*key, entry)) if entry else at.briefing(key)
    return ""


def file(target: str, _: EditionKey | Key | None, scope: Scope) -> Target:
    """An attachment."""
    return Target("file", target, file_address(target))


def picture(target: str, _: EditionKey | Key | None, scope: Scope) -> Target:
    """A picture, with all that is known of it."""
    found = scope.picture(target)
    return Target("picture", target, found.address, picture=found)


ANSWERS = {
    "entity": entity,
    "source": source,
    "date": day,
    "see": see,
    "here": within,
    "file": file,
    "picture": picture,
}
