"""Whether everything that a briefing points to exists: briefings, entries, pictures, files."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from dateline.model.briefing import Photo
from dateline.model.linked import Edition, EditionKey, Item, Key, Library
from dateline.model.pages import Document
from dateline.model.prose import Use
from dateline.model.tree import Span
from dateline.model.values import Wrong, nearest, parse_reference
from dateline.model.values.words import quote
from dateline.problems import Problem, at

SHOWN = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Endings of files that a Markdown page shows as pictures."""


class Known(NamedTuple):
    """What there is to point to, in one language.

    `editions` are the published briefings with their entries, in order; `others` those of
    the site's own language, to which a translation may lead too. `places` are the entries'
    places among all. `unsure` are briefings with mistakes of their own: what is
    missing in them is not said again.
    """

    editions: dict[EditionKey, tuple[str, ...]]
    others: dict[EditionKey, tuple[str, ...]]
    held: frozenset[EditionKey | Key]
    unsure: frozenset[EditionKey]
    assets: frozenset[str]
    places: dict[Key, int]


def known_of(
    kept: tuple[Edition, ...],
    own: tuple[Edition, ...],
    held: frozenset[EditionKey | Key],
    unsure: frozenset[EditionKey],
    assets: frozenset[str],
) -> Known:
    """What one language's references may point to. `own`: the site's own language."""
    editions = {edition.key: ids_of(edition) for edition in kept}
    others = {edition.key: ids_of(edition) for edition in own}
    items = (item for edition in kept for item in edition.items)
    places = {item.key: place for place, item in enumerate(items)}
    return Known(editions, others, held, unsure, assets, places)


def ids_of(edition: Edition) -> tuple[str, ...]:
    """The ids of a briefing's entries."""
    return tuple(item.key.id for item in edition.items)


def check(edition: Edition, known: Known) -> Iterator[Problem]:
    """The problems of one briefing's references, as it was written: what a translation has
    taken over was checked where it stands. Held items are passed over."""
    if edition.key in known.held:
        return
    items = tuple(item for item in edition.items if item.key not in known.held)
    edition = replace(edition, items=items)
    for use in uses(edition):
        if use.kind == "see":
            yield from check_see(edition, use, known)
        elif use.kind == "here":
            yield from check_target(edition, edition.key, use.target, use.span, known)
        elif use.kind in ("picture", "file"):
            yield from check_file(edition, use.target, use.span, known)
    for photo in photos(edition):
        yield from check_file(edition, photo.file, photo.span, known)
    for item in edition.items:
        yield from check_resolves(edition, item, known)


def uses(edition: Edition) -> Iterator[Use]:
    """Every reference in a briefing's texts."""
    texts = [*edition.briefing.texts, *(t for item in edition.items for t in item.entry.texts)]
    for text in texts:
        yield from text.uses


def photos(edition: Edition) -> Iterator[Photo]:
    """Every picture a briefing shows by name."""
    yield from edition.briefing.photos
    for item in edition.items:
        yield from item.entry.photos
        for update in item.entry.updates:
            yield from update.photos


def check_see(edition: Edition, use: Use, known: Known) -> Iterator[Problem]:
    """`see:` names a briefing, and an entry of it if it names one."""
    parsed = parse_reference(use.target)
    if isinstance(parsed, Wrong):
        yield at(edition.briefing.path, use.span, "link/bad-reference", parsed.message, parsed.hint)
    else:
        key = EditionKey(parsed[0], parsed[1])
        yield from check_target(edition, key, parsed[2], use.span, known)


def check_resolves(edition: Edition, item: Item, known: Known) -> Iterator[Problem]:
    """What is settled exists and is older; in one briefing, it stands above."""
    for resolution in item.entry.resolves:
        target = resolution.target
        if not target.entry:
            continue
        key = EditionKey(target.date, target.edition)
        found = list(check_target(edition, key, target.entry, target.span, known))
        yield from found
        place = known.places.get(Key(*key, target.entry), -1)
        if not found and place >= known.places[item.key]:
            same = Key(*key, target.entry) == item.key
            what = "This entry" if same else f"`{name_of(key)}#{target.entry}`"
            yield at(
                edition.briefing.path,
                target.span,
                "link/resolves-itself" if same else "link/resolves-later",
                f"{what} {'cannot settle itself' if same else 'comes later than this entry'}.",
                "Only an earlier entry can be settled.",
            )


def check_target(
    edition: Edition, key: EditionKey, entry: str, span: Span, known: Known
) -> Iterator[Problem]:
    """A briefing exists, and has the entry; one held back prints as text, with a warning."""
    if key in known.unsure:
        return
    name = name_of(key)
    ids = known.editions.get(key, known.others.get(key))
    if key in known.held or Key(*key, entry) in known.held:
        yield at(
            edition.briefing.path,
            span,
            "link/held-back",
            f"`{name}{'#' if entry else ''}{entry}` is held back: this prints without a link.",
            severity="warning",
        )
    elif ids is None:
        message = f"There is no briefing `{name}`."
        yield at(
            edition.briefing.path,
            span,
            "link/missing-briefing",
            message,
            hint_at(key, edition, known),
        )
    elif entry and entry not in ids and entry not in known.others.get(key, ()):
        near = nearest(entry, ids)
        hint = f"Did you mean `{near}`?" if near else f"It has {', '.join(ids)}."
        where = "This briefing" if key == edition.key else f"The briefing `{name}`"
        message = f"{where} has no entry {quote(entry)}."
        yield at(edition.briefing.path, span, "link/missing-entry", message, hint if ids else "")


def hint_at(key: EditionKey, edition: Edition, known: Known) -> str:
    """The briefings of the same day, else the nearest in time."""
    others = [other for other in known.editions if other != edition.key]
    of_day = [name_of(other) for other in others if other.date == key.date]
    if of_day:
        return f"That day has {', '.join(of_day)}."
    near = min(others, key=lambda other: (abs(other.date - key.date), other), default=None)
    return f"The nearest is {name_of(near)}." if near else ""


def name_of(key: EditionKey) -> str:
    """A briefing as authors refer to it."""
    return f"{key.date}-{key.edition}" if key.edition else f"{key.date}"


def check_file(edition: Edition, path: str, span: Span, known: Known) -> Iterator[Problem]:
    """A picture or attachment exists under the authors' folder."""
    if path not in known.assets:
        near = nearest(path, sorted(known.assets))
        yield at(
            edition.briefing.path,
            span,
            "file/missing",
            f"There is no file `{path}` in the folder of briefings.",
            f"Did you mean `{near}`?" if near else "",
        )


def files_named(
    libraries: Iterable[Library], documents: Iterable[Document], there: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The pictures and the attachments that published briefings and Markdown pages name.

    What a Markdown page links counts only if it exists (`there`): the rest may be a page.
    """
    pictures, attachments = set(), set()
    for library in libraries:
        for edition in library.editions:
            pictures |= {photo.file for photo in photos(edition)}
            pictures |= {use.target for use in uses(edition) if use.kind == "picture"}
            attachments |= {use.target for use in uses(edition) if use.kind == "file"}
    for document in documents:
        for address in document.links:
            path = unquote(normpath(join(document.address, urlsplit(address).path))).lstrip("/")
            if path in there:
                (pictures if path.lower().endswith(SHOWN) else attachments).add(path)
    return frozenset(pictures), frozenset(attachments)
