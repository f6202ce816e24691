"""Whether everything that a briefing points to exists: briefings, entries, pictures, files."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from dateline.model.briefing import Photo
from dateline.model.libraries import Library
from dateline.model.linked import FINAL, Edition, EditionKey, Item, Key
from dateline.model.pages import Document
from dateline.model.prose import Use
from dateline.model.rows import name_of
from dateline.model.tree import Span
from dateline.model.values import Wrong, nearest, parse_reference
from dateline.model.values.words import quote
from dateline.problems import Problem, at

SHOWN = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Endings of files that a Markdown page shows as pictures."""


class Known(NamedTuple):
    """What there is to point to from a briefing.

    `libraries` are its own language's and, for a translation, the site's own, to which it may
    lead too. `unsure` are briefings with mistakes of their own: what is missing in them is not
    said again. `assets` are the pictures and attachments there are.
    """

    libraries: tuple[Library, ...]
    unsure: frozenset[EditionKey]
    assets: frozenset[str]


def check(edition: Edition, known: Known) -> Iterator[Problem]:
    """The problems of one briefing's references, as it was written: what a translation has
    taken over was checked where it stands. Held items are passed over."""
    standing = known.libraries[0].standing(edition.key)
    if standing is None or standing.out:
        return
    items = tuple(item for item in edition.items if item.key.id in standing.ids)
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
        yield from left_open(edition, item, known)


def leads(edition: Edition) -> bool:
    """Whether a briefing speaks of briefings or entries; else only its pictures and files can be
    missing."""
    if any(item.entry.resolves for item in edition.items):
        return True
    return any(use.kind in ("see", "here") for use in uses(edition))


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
        here, there = (
            known.libraries[0].seat(each) for each in (item.key, Key(*key, target.entry))
        )
        if not found and here and there and there >= here:
            same = there == here
            what = "This entry" if same else f"`{name_of(key)}#{target.entry}`"
            yield at(
                edition.briefing.path,
                target.span,
                "link/resolves-itself" if same else "link/resolves-later",
                f"{what} {'cannot settle itself' if same else 'comes later than this entry'}.",
                "Only an earlier entry can be settled.",
            )


def left_open(edition: Edition, item: Item, known: Known) -> Iterator[Problem]:
    """Who settles an entry that disputed a claim says what became of the claim too. It is not
    taken for granted: one who denies a denial confirms."""
    library = known.libraries[0]
    settled = {key for key, _ in item.settles}
    for resolution, (key, status) in zip(item.entry.resolves, item.settles, strict=False):
        seat = library.seat(key) if status in FINAL and key != item.key else None
        for claim, what in library.item(seat).settles if seat else ():
            is_open = what not in FINAL and claim not in settled and library.seat(claim)
            if is_open and not library.is_settled(claim):
                yield at(
                    edition.briefing.path,
                    resolution.target.span,
                    "claim/left-open",
                    f"`{named(key)}` disputed `{named(claim)}`, which this leaves open.",
                    "Say what became of that too, confirmed or denied:\n"
                    f"resolves:\n  - {named(claim)}: confirmed",
                )


def named(key: Key) -> str:
    """An entry as authors refer to it."""
    return f"{name_of(EditionKey(key.date, key.edition))}#{key.id}"


def check_target(
    edition: Edition, key: EditionKey, entry: str, span: Span, known: Known
) -> Iterator[Problem]:
    """A briefing exists, and has the entry; one held back prints as text, with a warning."""
    if key in known.unsure:
        return
    name = name_of(key)
    standings = [library.standing(key) for library in known.libraries]
    held = standings[0]
    there = [each.ids for each in standings if each and not each.out]
    ids = next(iter(there), None)
    if held and (held.out or entry in held.held):
        yield at(
            edition.briefing.path,
            span,
            "link/held-back",
            f"`{name}{'#' if entry else ''}{entry}` is held back: this prints without a link.",
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
    elif entry and not any(entry in each for each in there):
        near = nearest(entry, ids)
        hint = f"Did you mean `{near}`?" if near else f"It has {', '.join(ids)}."
        where = "This briefing" if key == edition.key else f"The briefing `{name}`"
        message = f"{where} has no entry {quote(entry)}."
        yield at(edition.briefing.path, span, "link/missing-entry", message, hint if ids else "")


def hint_at(key: EditionKey, edition: Edition, known: Known) -> str:
    """The briefings of the same day, else the nearest in time."""
    others = known.libraries[0].index.near(key.date, edition.key)
    of_day = [name_of(other) for other in others if other.date == key.date]
    if of_day:
        return f"That day has {', '.join(of_day)}."
    near = min(others, key=lambda other: (abs(other.date - key.date), other), default=None)
    return f"The nearest is {name_of(near)}." if near else ""


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


def pictures(edition: Edition) -> tuple[str, ...]:
    """The pictures that a briefing shows or places, each once."""
    shown = [photo.file for photo in photos(edition)]
    placed = [use.target for use in uses(edition) if use.kind == "picture"]
    return tuple(dict.fromkeys((*shown, *placed)))


def attachments(edition: Edition) -> tuple[str, ...]:
    """The files that a briefing's texts lead to, each once."""
    return tuple(dict.fromkeys(use.target for use in uses(edition) if use.kind == "file"))


class FilesNamed(NamedTuple):
    """The files that published briefings and Markdown pages name: the `photos` that briefings show,
    the `pictures` that Markdown pages do, and the attachments."""

    photos: frozenset[str]
    pictures: frozenset[str]
    attachments: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All of them."""
        return self.photos | self.pictures | self.attachments


def files_named(
    libraries: Iterable[Library], documents: Iterable[Document], there: frozenset[str]
) -> FilesNamed:
    """The files that are named. What a Markdown page links counts only if it exists (`there`): the
    rest may be a page."""
    photos: set[str] = set()
    shown: set[str] = set()
    led_to: set[str] = set()
    for library in libraries:
        for placed in library.placed.values():
            photos.update(placed.pictures)
            led_to.update(placed.files)
    for document in documents:
        for address in document.links:
            path = unquote(normpath(join(document.address, urlsplit(address).path))).lstrip("/")
            if path in there:
                (shown if path.lower().endswith(SHOWN) else led_to).add(path)
    return FilesNamed(frozenset(photos), frozenset(shown), frozenset(led_to))
