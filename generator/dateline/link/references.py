"""Whether everything that a briefing points to exists: briefings, entries, pictures, files."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from dateline.link.resolve import texts_of
from dateline.model.briefing import Photo
from dateline.model.library import Edition, EditionKey, Item, Key, Library
from dateline.model.pages import Document
from dateline.model.prose import Prose, Use
from dateline.model.tree import Span
from dateline.model.values import Wrong, nearest, parse_reference
from dateline.problems import Problem, Severity


SHOWN = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Endings of files that a Markdown page shows as pictures."""


class Known(NamedTuple):
    """What there is to point to. `broken` briefings have mistakes of their own: what is missing
    in them is not said again."""

    editions: dict[EditionKey, tuple[str, ...]]
    held: frozenset[EditionKey | Key]
    broken: frozenset[EditionKey]
    assets: frozenset[str]


def check(edition: Edition, known: Known) -> Iterator[Problem]:
    """The problems of one briefing's references."""
    for use in uses(edition):
        if use.kind == "see":
            yield from check_see(edition, use, known)
        elif use.kind == "here":
            yield from check_here(edition, use, known)
        elif use.kind in ("picture", "file"):
            yield from check_file(edition, use.target, use.span, known)
    for photo in photos(edition):
        yield from check_file(edition, photo.file, photo.span, known)
    for item in edition.items:
        yield from check_resolves(edition, item, known)


def uses(edition: Edition) -> Iterator[Use]:
    """Every reference in a briefing's texts."""
    briefing = edition.briefing
    own: list[Prose | None] = [briefing.intro, *(c.note for c in briefing.corrections)]
    for item in edition.items:
        own += texts_of(item.entry)
    for text in own:
        if text:
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
    if not isinstance(parsed, Wrong):
        yield from check_target(edition, parsed[0:2], parsed[2], use.span, known)


def check_resolves(edition: Edition, item: Item, known: Known) -> Iterator[Problem]:
    """What is settled exists and is older."""
    for resolution in item.entry.resolves:
        target = resolution.target
        if not target.entry:
            continue
        key = EditionKey(target.date, target.edition)
        found = list(check_target(edition, key, target.entry, target.span, known))
        yield from found
        if not found and order(known, key) > order(known, edition.key):
            yield note(
                edition,
                target.span,
                "link/resolves-later",
                f"{target.date} is later than this briefing: only an earlier entry can be settled.",
            )


def order(known: Known, key: EditionKey) -> int:
    """A briefing's place among all."""
    return list(known.editions).index(key) if key in known.editions else -1


def check_target(
    edition: Edition, day: Iterable[object], entry: str, span: Span, known: Known
) -> Iterator[Problem]:
    """A briefing exists, and has the entry; one held back prints as text, with a warning."""
    key = EditionKey(*day)  # type: ignore[arg-type]
    if key in known.broken:
        return
    name = f"{key.date}-{key.edition}" if key.edition else f"{key.date}"
    if key in known.held or Key(*key, entry) in known.held:
        yield note(
            edition,
            span,
            "link/held-back",
            f"{name}{'#' if entry else ''}{entry} is held back: this prints without a link.",
            severity="warning",
        )
    elif key not in known.editions:
        near = nearest(name, [f"{k.date}-{k.edition}".strip("-") for k in known.editions])
        hint = f"The nearest is {near}." if near else ""
        yield note(edition, span, "link/missing-briefing", f"There is no briefing {name}.", hint)
    elif entry and entry not in known.editions[key]:
        hint = "It has: " + ", ".join(known.editions[key]) + "."
        message = f"The briefing {name} has no entry `{entry}`."
        yield note(edition, span, "link/missing-entry", message, hint)


def check_here(edition: Edition, use: Use, known: Known) -> Iterator[Problem]:
    """`#id` names an entry of the same briefing."""
    yield from check_target(edition, edition.key, use.target, use.span, known)


def check_file(edition: Edition, path: str, span: Span, known: Known) -> Iterator[Problem]:
    """A picture or attachment exists under the authors' folder."""
    if path not in known.assets:
        near = nearest(path, sorted(known.assets))
        yield note(
            edition,
            span,
            "file/missing",
            f"There is no file `{path}` under the briefings' folder.",
            f"Did you mean `{near}`?" if near else "",
        )


def note(
    edition: Edition,
    span: Span,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = "error",
) -> Problem:
    """A problem in a briefing's file."""
    place = (span.line, span.column, span.end_line, span.end_column)
    return Problem(edition.briefing.path, *place, code, severity, message, hint)


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
