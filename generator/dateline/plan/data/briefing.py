"""`briefing.json`: a briefing's model and the links found in it."""

from collections.abc import Iterable, Iterator

from dateline.model.briefing import Briefing, Entry, Figure, Photo, Status, Update, Value
from dateline.model.data.briefing import (
    AccountData,
    BriefingData,
    BriefingFile,
    CitationData,
    CorrectionData,
    EntryData,
    FigureData,
    LedData,
    MentionData,
    NamedData,
    PictureData,
    PointData,
    QuantityData,
    StepData,
    TranslationData,
    UpdateData,
)
from dateline.model.data.text import Text
from dateline.model.linked import Cited, Edition, EditionKey, Item, Key, Record, led_to
from dateline.model.pages import Page
from dateline.model.prose import Prose
from dateline.model.registers import Entity, Source, in_language
from dateline.model.views import Picture, Translation
from dateline.plan.data import said
from dateline.plan.dating import published, updated, updated_entry
from dateline.plan.entry import picture, update_anchor
from dateline.plan.figures.table import moment, unit_of
from dateline.plan.scope import Scope
from dateline.plan.shell import data
from dateline.plan.tags import briefing_tag, entry_tag, stream_tag
from dateline.plan.targets import address_of, targets


def briefing_page(edition: Edition, scope: Scope) -> Page:
    """`briefing.json`."""
    view = BriefingFile(briefing_data(edition, scope))
    return data(scope, scope.at.briefing_data(edition.key), view, edition.briefing.path)


def briefing_data(edition: Edition, scope: Scope) -> BriefingData:
    """A briefing with all its entries."""
    briefing, key = edition.briefing, edition.key
    held = scope.held(briefing)
    return BriefingData(
        id=briefing_tag(key, scope),
        language=scope.lang,
        date=key.date,
        edition=key.edition,
        url=scope.url(scope.at.briefing(key)),
        title=scope.title(edition),
        by=briefing.by,
        as_of=scope.local(briefing.as_of),
        published=published(edition, scope),
        updated=updated(edition, scope),
        intro=text(briefing.intro, key, scope, pictures(briefing.photos, scope)),
        summary=tuple(
            PointData(text=point.text, entry=entry_tag(Key(*key, id_), scope) if id_ else "")
            for point, id_ in edition.points
        ),
        pictures=shown(briefing.photos, scope),
        figures=tuple(figure(each, each.status, scope) for each in briefing.figures),
        corrections=corrections(briefing, briefing_tag(key, scope), key, scope),
        sources=tuple(citation(each, scope) for each in edition.cited),
        leads_to=tuple(leads_to(briefing.texts, scope)),
        translations=translations(scope.translations(key), scope),
        entries=tuple(entry_data(item, scope) for item in edition.items),
        draft=bool(held and held.draft),
        embargo=held.embargo if held else None,
    )


def entry_data(item: Item, scope: Scope) -> EntryData:
    """An entry."""
    entry, key = item.entry, item.key
    photos = pictures(
        (*entry.photos, *(photo for each in entry.updates for photo in each.photos)), scope
    )
    held = scope.held_entry(item)
    return EntryData(
        id=entry_tag(key, scope),
        anchor=key.id,
        url=scope.url(scope.at.own(key)),
        in_briefing=scope.url(scope.at.entry(key)),
        section=named(scope.record("sections", item.section), scope),
        headline=entry.title,
        headed=bool(entry.headline),
        first_sentence=entry.told,
        text=text(entry.text, key, scope, photos),
        status=entry.status,
        label=entry.label,
        kind=entry.kind or "report",
        trend=entry.trend,
        time=scope.local(entry.time),
        by=entry.by,
        updated=updated_entry(item, scope),
        threads=tuple(named(scope.record("threads", id_), scope) for id_ in item.threads),
        places=tuple(place(id_, words, scope) for id_, words in item.places),
        pictures=shown(entry.photos, scope),
        figures=tuple(figure(each, each.status or entry.status, scope) for each in entry.figures),
        accounts=tuple(
            AccountData(
                source=source(each.source.text, scope), text=said_in(each.text, key, scope, photos)
            )
            for each in entry.accounts
        ),
        updates=tuple(update(each, item, scope, photos) for each in entry.updates),
        corrections=corrections(entry, entry_tag(key, scope), key, scope),
        mentions=tuple(
            MentionData(entity=named(entity, scope), sentence=sentence)
            for entity, sentence in said.mentions(item, scope)
        ),
        sources=tuple(citation(each, scope) for each in item.cited),
        leads_to=tuple(leads_to(entry.texts, scope)),
        settles=tuple(step(claim, status, scope) for claim, status in scope.settled(item)),
        settled=tuple(step(each.item, each.status, scope) for each in scope.steps(key)),
        translations=translations(
            scope.translations(EditionKey(key.date, key.edition), key.id), scope
        ),
        draft=bool(held and held.draft),
        embargo=held.embargo if held else None,
    )


def text(
    given: Prose | None, here: EditionKey | Key, scope: Scope, photos: Iterable[Picture] = ()
) -> Text | None:
    """A text that may be there."""
    return said_in(given, here, scope, photos) if given else None


def said_in(
    given: Prose, here: EditionKey | Key, scope: Scope, photos: Iterable[Picture] = ()
) -> Text:
    """A text with where its references lead."""
    return Text(given.shown, targets((given,), here, scope, photos))


def named(record: Record, scope: Scope) -> NamedData:
    """What a register has, or what stands in for it."""
    kind = record.kind if isinstance(record, Entity) else ""
    return NamedData(
        id=record.id,
        name=scope.name(record),
        kind=in_language(record.kind, scope.lang) if isinstance(record, Source) else kind,
        url=scope.url(scope.address(record)),
        tag=stream_tag(record, scope),
    )


def place(id_: str, words: str, scope: Scope) -> NamedData:
    """A place that an entry is set in: by the register, or as written."""
    record = scope.entity(id_)
    return named(record, scope) if record else NamedData(id="", name=words)


def source(words: str, scope: Scope) -> NamedData:
    """A source by the name that was cited, which need not be registered."""
    record = scope.source(words)
    return named(record, scope) if record else NamedData(id="", name=words)


def citation(cited: Cited, scope: Scope) -> CitationData:
    """A source as cited."""
    return CitationData(
        source=source(cited.text, scope),
        pinpoint=cited.pinpoint,
        address=cited.address,
        sentence=cited.sentence,
        figure=cited.figure.what if cited.figure else "",
        account=cited.account,
    )


def figure(given: Figure, status: Status, scope: Scope) -> FigureData:
    """A number someone gives, with its status or its entry's."""
    return FigureData(
        what=given.what,
        value=quantity(given.value),
        unit=unit_of(given),
        of=quantity(given.of) if given.of else None,
        status=status,
        as_of=moment(given.as_of, given.timed, scope),
        series=given.series,
        sources=tuple(
            CitationData(
                source=source(each.source.text, scope),
                pinpoint=each.pinpoint,
                address=each.address,
            )
            for each in given.citations
        ),
    )


def quantity(value: Value) -> QuantityData:
    """A number as claimed."""
    return QuantityData(low=value.low, high=value.high, bound=value.bound, shown=value.shown)


def pictures(photos: Iterable[Photo], scope: Scope) -> tuple[Picture, ...]:
    """Photos with their words."""
    return tuple(picture(photo, False, scope) for photo in photos)


def shown(photos: Iterable[Photo], scope: Scope) -> tuple[PictureData, ...]:
    """Photos in the file."""
    return tuple(
        PictureData(
            url=scope.url(each.address),
            alt=each.alt,
            caption=each.caption,
            credit=each.credit,
            link=each.link,
            width=each.width,
            height=each.height,
        )
        for each in pictures(photos, scope)
    )


def update(given: Update, item: Item, scope: Scope, photos: Iterable[Picture]) -> UpdateData:
    """A timed addition, in the order of the author's file."""
    at = given.at.astimezone(scope.zone)
    anchor = update_anchor(item.key.id, at, item.key.date)
    return UpdateData(
        at=at,
        url=scope.url(scope.at.entry(item.key._replace(id=anchor))),
        text=text(given.text, item.key, scope, photos),
        status=given.status,
        pictures=shown(given.photos, scope),
    )


def corrections(
    of: Briefing | Entry, tag: str, here: EditionKey | Key, scope: Scope
) -> tuple[CorrectionData, ...]:
    """Mends in the open, the oldest first."""
    return tuple(
        CorrectionData(
            id=id_,
            at=moment(mend.at, mend.timed, scope),
            note=said_in(mend.note, here, scope),
            was=mend.was,
        )
        for id_, mend in said.corrections(of.corrections, tag, scope)
    )


def leads_to(texts: Iterable[Prose], scope: Scope) -> Iterator[LedData]:
    """What texts lead to by `see:`, as far as it is published."""
    for key, id_ in led_to(texts):
        if address := address_of(key, id_, scope):
            yield LedData(
                id=entry_tag(Key(*key, id_), scope) if id_ else briefing_tag(key, scope),
                date=key.date,
                edition=key.edition,
                anchor=id_,
                url=scope.url(address),
            )


def step(item: Item, status: Status, scope: Scope) -> StepData:
    """An entry at the other end of a claim."""
    return StepData(
        id=entry_tag(item.key, scope),
        date=item.key.date,
        headline=item.entry.title,
        url=scope.url(scope.at.own(item.key)),
        status=status,
    )


def translations(given: Iterable[Translation], scope: Scope) -> tuple[TranslationData, ...]:
    """The same in other languages."""
    return tuple(TranslationData(language=each.lang, url=scope.url(each.address)) for each in given)
