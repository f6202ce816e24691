"""`ID.ninjs.json`: an entry as IPTC ninjs 2.1 has it."""

from collections.abc import Iterable

from dateline.model.data.ninjs import (
    Association,
    Concept,
    Ninjs,
    NinjsFile,
    Plain,
    Point,
    Rendition,
    Role,
    Standard,
    Valued,
)
from dateline.model.data.text import Said, Whole
from dateline.model.linked import Edition, Item
from dateline.model.pages import Page
from dateline.model.pictures import media_type
from dateline.model.registers import Entity
from dateline.model.views import EntryView, Picture
from dateline.plan.data import said
from dateline.plan.dating import published, updated_entry
from dateline.plan.entry import alone, named
from dateline.plan.figures.table import moment
from dateline.plan.scope import Scope
from dateline.plan.shell import data
from dateline.plan.streams.places import position
from dateline.plan.tags import entry_tag, stream_tag

PLAIN, HTML = "text/plain", "text/html"


def ninjs_page(item: Item, edition: Edition, scope: Scope) -> Page:
    """`ID.ninjs.json`."""
    view = NinjsFile(ninjs(item, edition, scope))
    return data(scope, scope.at.ninjs(item.key), view, edition.briefing.path)


def ninjs(item: Item, edition: Edition, scope: Scope) -> Ninjs:
    """An entry."""
    entry, view = item.entry, alone(item, scope)
    uri, held = entry_tag(item.key, scope), scope.held_entry(item)
    set_in = tuple(place for id_, _ in item.places if (place := scope.entity(id_)))
    mentioned = tuple(each for each in named(item, scope) if each not in set_in)
    return Ninjs(
        uri=uri,
        standard=Standard(),
        type="text",
        representationtype="full",
        language=scope.lang,
        firstcreated=published(edition, scope),
        versioncreated=updated_entry(item, scope),
        embargoed=held.embargo if held else None,
        pubstatus="canceled" if entry.status == "withdrawn" else "withheld" if held else "usable",
        title=entry.title,
        by=", ".join(entry.by or edition.briefing.by),
        slugline=item.key.id,
        located=next((each.stream.text for each in view.places), ""),
        copyrightholder=scope.settings.site_name,
        copyrightnotice=scope.settings.copyright,
        ednote=ednote(item, scope),
        headlines=(Plain(value=entry.title, role="main", contenttype=PLAIN),),
        descriptions=descriptions(entry.told, "summary"),
        bodies=bodies(item, view, scope),
        subjects=subjects(item, scope),
        people=concepts(mentioned, "people", scope),
        places=(
            *(concept(place, "located", scope) for place in set_in),
            *(Concept(name=words, rel="located") for id_, words in item.places if not id_),
            *concepts(mentioned, "places", scope),
        ),
        organisations=concepts(mentioned, "organisations", scope),
        objects=concepts(mentioned, "things", scope),
        genres=(Concept(name=entry.kind, literal=entry.kind),) if entry.kind else (),
        infosources=infosources(item, scope),
        associations=tuple(
            association(number, picture, uri, scope)
            for number, picture in enumerate(pictures(view), 1)
        ),
        altids=(Role(role="address", value=scope.url(scope.at.own(item.key))),),
    )


def ednote(item: Item, scope: Scope) -> Said | None:
    """What was mended, for whoever printed it before."""
    found = said.corrections(item.entry.corrections, "", scope)
    parts = tuple((f"{moment(mend.at, mend.timed, scope)}: ", mend.note.shown) for _, mend in found)
    return Said(parts) if parts else None


def descriptions(words: str, role: str) -> tuple[Plain, ...]:
    """A description, if there are words for it."""
    return (Plain(value=words, role=role, contenttype=PLAIN),) if words else ()


def bodies(item: Item, view: EntryView, scope: Scope) -> tuple[Valued, ...]:
    """The running text alone, and all there is to read in plain HTML."""
    words = sum(text.words for text in item.entry.texts)
    whole = Whole(view, item.key.date)
    return (
        Valued(value=said.whole_text(item, scope), role="text", contenttype=PLAIN, wordcount=words),
        Valued(value=whole, role="html", contenttype=HTML),
    )


def subjects(item: Item, scope: Scope) -> tuple[Concept, ...]:
    """The section and the threads."""
    records = (
        ("section", scope.record("sections", item.section)),
        *(("thread", scope.record("threads", id_)) for id_ in item.threads),
    )
    return tuple(
        Concept(name=scope.name(record), rel=rel, uri=stream_tag(record, scope), literal=record.id)
        for rel, record in records
    )


def concepts(given: Iterable[Entity], kind: str, scope: Scope) -> tuple[Concept, ...]:
    """Those of one kind that are only named."""
    return tuple(concept(each, "mentions", scope) for each in given if each.kind == kind)


def concept(given: Entity, rel: str, scope: Scope) -> Concept:
    """An entity; of a place with where it may be said to lie."""
    at = position(given, scope) if given.kind == "places" else None
    return Concept(
        name=scope.name(given),
        rel=rel,
        uri=stream_tag(given, scope),
        literal=given.id,
        geojson=Point(coordinates=(at.east, at.north)) if at else None,
    )


def infosources(item: Item, scope: Scope) -> tuple[Concept, ...]:
    """Who was cited, each once."""
    found: dict[str, Concept] = {}
    for each in item.cited:
        record = scope.source(each.text)
        made = (
            Concept(name=scope.name(record), uri=stream_tag(record, scope), literal=record.id)
            if record
            else Concept(name=each.text)
        )
        found.setdefault(each.id or each.text, made)
    return tuple(found.values())


def pictures(view: EntryView) -> tuple[Picture, ...]:
    """The photos of an entry and of its updates."""
    return (*view.pictures, *(each for update in view.updates for each in update.pictures))


def association(number: int, picture: Picture, of: str, scope: Scope) -> Association:
    """A picture of an entry."""
    return Association(
        name=f"picture-{number}",
        uri=f"{of}:picture:{number}",
        type="picture",
        by=picture.credit,
        descriptions=(
            *descriptions(picture.caption, "caption"),
            *descriptions(picture.alt, "alternative"),
        ),
        renditions=(
            Rendition(
                name="original",
                href=scope.url(picture.address),
                contenttype=media_type(picture.file),
                width=picture.width,
                height=picture.height,
            ),
        ),
    )
