"""A briefing to its page, each entry to a page of its own, and days with editions only."""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model import language
from dateline.model.feeds import BriefingContent
from dateline.model.linked import Edition, EditionKey, Item
from dateline.model.pages import BriefingView, DayView, EntryPageView, Page, RedirectView
from dateline.model.views import BriefingLine, Link, PointView, Translation
from dateline.plan.anniversaries import anniversaries_view
from dateline.plan.backlinks import mentions
from dateline.plan.cards import briefing_card, card_at, entry_card, has_cards
from dateline.plan.data import briefing_page, ninjs_page
from dateline.plan.dating import published, updated, updated_entry
from dateline.plan.delta import Comparison, compared, delta_page, delta_view
from dateline.plan.entry import corrections, entry_view, pictures, shown
from dateline.plan.feeds.links import home_feeds
from dateline.plan.figures import briefing_figures
from dateline.plan.machines import named_in, twin_at
from dateline.plan.pictures import leading
from dateline.plan.scope import Scope
from dateline.plan.shapes import shape_pages
from dateline.plan.shell import crumbs_to_month, page
from dateline.plan.sources import ledger
from dateline.plan.streams.maps import briefing_map
from dateline.plan.targets import targets

WORDS_A_MINUTE = 230
"""Silent reading of English, non-fiction: 238 (Brysbaert 2019), rounded down."""
DEFAULT_POINTS = 5


def briefing_pages(edition: Edition, scope: Scope) -> Iterator[Page]:
    """The pages of one briefing: itself, and its entries where they have pages."""
    found = compared(edition, scope)
    view = briefing_view(edition, found, scope)
    address = scope.at.briefing(edition.key)
    source = edition.briefing.path
    title = scope.title(edition)
    crumbs = crumbs_to_month(edition.key.date, scope)
    yield page(
        scope,
        "briefing.html",
        address,
        title,
        view,
        description=description(view, scope),
        crumbs=crumbs,
        source=source,
        translations=scope.translations(edition.key),
        card=card_at(address, scope),
        published=published(edition, scope),
        modified=updated(edition, scope),
        named=named_in(edition.items, scope),
        markdown=twin_at(edition.key, scope),
    )
    if has_cards(scope):
        yield briefing_card(edition, view, scope)
    if scope.settings.outputs.data:
        yield delta_page(found, scope)
        yield briefing_page(edition, scope)
        yield from (ninjs_page(item, edition, scope) for item in edition.items)
    yield from shape_pages(edition, view, scope)
    if not scope.settings.outputs.entry_pages:
        return
    line, below = scope.briefing_line(edition), (*crumbs, crumb_of(edition, scope))
    for item, entry in zip(edition.items, view.entries, strict=True):
        yield page(
            scope,
            "entry.html",
            scope.at.own(item.key),
            item.entry.title or title,
            EntryPageView(
                entry=leading(entry, item.entry.text),
                briefing=line,
                in_briefing=scope.at.entry(item.key),
                newer=newer_entry(item, view, scope),
            ),
            description=item.entry.told,
            crumbs=below,
            source=source,
            translations=scope.translations(edition.key, item.key.id),
            card=card_at(scope.at.own(item.key), scope),
            published=published(edition, scope),
            modified=updated_entry(item, scope),
            named=named_in((item,), scope),
        )
        if has_cards(scope):
            yield entry_card(item, entry, edition, scope)


def crumb_of(edition: Edition, scope: Scope) -> Link:
    """A briefing as the last step of the way down: its day, and its edition if it is named."""
    day = language.day(edition.key.date, "day-month", scope.lang)
    return Link(
        language.listed(scope.lang, day, edition.key.edition), scope.at.briefing(edition.key)
    )


def home_page(edition: Edition, scope: Scope) -> Page:
    """The newest briefing, whole, with the way into the archive; its canonical address is the
    briefing's."""
    view = briefing_view(edition, compared(edition, scope), scope, home=True)
    return page(
        scope,
        "briefing.html",
        scope.at.home,
        scope.title(edition),
        view,
        canonical=scope.at.briefing(edition.key),
        description=description(view, scope),
        crumbs=crumbs_to_month(edition.key.date, scope)[1:],
        source=edition.briefing.path,
        translations=scope.translations(edition.key),
        card=card_at(scope.at.briefing(edition.key), scope),
        feeds=home_feeds(scope),
        published=published(edition, scope),
        modified=updated(edition, scope),
        markdown=twin_at(edition.key, scope),
    )


def elsewhere(home: Translation, scope: Scope) -> Page:
    """The front page of a site that has nothing to read in its own language."""
    to = RedirectView(to=Link(home.name, home.address))
    name = scope.settings.site_name
    return page(scope, "redirect.html", scope.at.home, name, to, canonical=home.address)


def briefing_view(
    edition: Edition, found: Comparison, scope: Scope, *, home: bool = False
) -> BriefingView:
    """A briefing in full; `found` is what has changed since the one before."""
    briefing, key = edition.briefing, edition.key
    before, after = scope.beside(edition)
    later, earlier = mentions(key, "", scope)
    entries = tuple(entry_view(item, scope) for item in edition.items)
    own = briefing.texts
    photos = pictures(briefing.photos, own, scope)
    view = BriefingView(
        address=scope.at.briefing(key),
        title=scope.title(edition),
        titled=bool(briefing.title),
        date=key.date,
        edition=key.edition,
        home=home,
        as_of=scope.local(briefing.as_of),
        by=briefing.by,
        intro=shown(briefing.intro),
        points=tuple(points(edition, scope)),
        pictures=photos,
        figures=briefing_figures(edition, scope),
        corrections=corrections(briefing.corrections, scope),
        entries=entries,
        ledger=tuple(ledger(edition, scope)),
        map=briefing_map(edition, scope),
        targets=targets(own, key, scope, photos),
        minutes=minutes(edition),
        month=Link(language.day(key.date, "month", scope.lang), scope.at.month(key.date)),
        previous=scope.briefing_line(before) if before else None,
        next=scope.briefing_line(after) if after else None,
        newer=newer_original(edition, scope),
        others=tuple(scope.briefing_line(e) for e in scope.day(key.date) if e.key != key),
        day="" if scope.facts.has(EditionKey(key.date, "")) else scope.at.day(key.date),
        delta=delta_view(found, scope),
        delta_file=scope.at.delta(key) if scope.settings.outputs.data else "",
        data_file=scope.at.briefing_data(key) if scope.settings.outputs.data else "",
        mentioned_later=later,
        mentioned_earlier=earlier,
        anniversaries=anniversaries_view(key, scope),
        held=scope.held(briefing),
    )
    return begun(view, edition)


def begun(view: BriefingView, edition: Edition) -> BriefingView:
    """A briefing whose first picture is marked, be it its own or its first entry's: one further
    down need not be there at once."""
    own = leading(view, edition.briefing.intro)
    if own is not view or not view.entries:
        return own
    first = leading(view.entries[0], edition.items[0].entry.text)
    return replace(view, entries=(first, *view.entries[1:]))


def newer_original(edition: Edition, scope: Scope) -> BriefingLine | None:
    """The briefing that this one translates, if it has been brought up to date since."""
    as_of = edition.briefing.as_of
    for library, at in scope.originals:
        original = library.edition(edition.key)
        later = original.briefing.as_of if original else None
        if original and as_of and later and later > as_of:
            return replace(scope.briefing_line(original), address=at.briefing(original.key))
    return None


def newer_entry(item: Item, view: BriefingView, scope: Scope) -> str:
    """Where the entry that this one translates is, if its briefing has been brought up to date
    since; empty else."""
    for library, at in scope.originals if view.newer else ():
        if library.has(EditionKey(item.key.date, item.key.edition), item.key.id):
            return at.own(item.key)
    return ""


def points(edition: Edition, scope: Scope) -> Iterator[PointView]:
    """The summary, or without one the first headlines."""
    items = {item.key.id: item for item in edition.items}
    written = [(point.text, items.get(id_)) for point, id_ in edition.points]
    default = [(item.entry.title, item) for item in edition.items[:DEFAULT_POINTS]]
    if len(default) < 2:  # one headline above one story would say it twice
        default = []
    for text, item in written or default:
        if item is None:
            yield PointView(text=text)
        else:
            section = scope.record("sections", item.section)
            yield PointView(
                text=text,
                address=scope.at.entry(item.key),
                status=item.entry.status,
                later=scope.later(item.key),
                section=scope.name(section),
                held=scope.held(item.entry),
            )


def minutes(edition: Edition) -> int:
    """The time to read a briefing, in whole minutes, at least one."""
    return max(1, -(-sum(words(item) for item in edition.items) // WORDS_A_MINUTE))


def words(item: Item) -> int:
    """The words of an entry."""
    return sum(text.words for text in item.entry.texts) + len(item.entry.headline.split())


def description(view: BriefingView | BriefingContent, scope: Scope) -> str:
    """What search engines show: the key points in one line, each with its status."""
    colon = scope.words(": ")
    return " · ".join(
        f"{language.status(point.status, scope.lang)}{colon}{point.text}"
        if point.status
        else point.text
        for point in view.points
    )


def day_page(editions: tuple[Edition, ...], scope: Scope) -> Page:
    """A day that has only named editions."""
    first, last = editions[0], editions[-1]
    before, _ = scope.beside(first)
    _, after = scope.beside(last)
    day = first.key.date
    return page(
        scope,
        "day.html",
        scope.at.day(day),
        language.day(day, "full", scope.lang),
        DayView(
            date=day,
            editions=tuple(scope.briefing_line(edition, whole=True) for edition in editions),
            previous=scope.briefing_line(before) if before else None,
            next=scope.briefing_line(after) if after else None,
        ),
        crumbs=crumbs_to_month(day, scope),
        translations=scope.translations_of_day(day),
        modified=max(updated(edition, scope) for edition in editions),
    )
