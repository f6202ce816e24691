"""What machines that read the web are told of one language: its newest news, and the ways into it
for language models. Nothing of it is there without the site's own address.

The rest is made of all pages together, in `last`.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from dateline.model.linked import Edition, EditionKey, Item
from dateline.model.machines import (
    LlmsLink,
    LlmsSection,
    LlmsView,
    Named,
    NewsItem,
    NewsView,
)
from dateline.model.pages import Page
from dateline.model.registers import Entity
from dateline.model.rows import BRIEFINGS
from dateline.model.views import Link
from dateline.plan.addresses import data_file
from dateline.plan.dating import published
from dateline.plan.headlines import title_of
from dateline.plan.scope import Scope
from dateline.plan.shell import data

DAYS = 2
"""How many days news are new, by Google's rules for news sitemaps."""
MOST = 1000
"""How many pages a news sitemap may have, by the same."""
NEWEST = 30
"""How many briefings language models are led to at once."""
DATA = ("datapackage.json", "entries.ndjson", "entries.csv", "briefings.sqlite")
"""The data that is told of: the first describes all there is."""


def machine_pages(newest: Edition, scope: Scope) -> Iterator[Page]:
    """What there is of a language that has briefings."""
    settings = scope.settings
    if settings.site_url:
        yield news_page(newest, scope)
    if settings.site_url and settings.outputs.markdown:
        yield llms_page(scope)


def named_in(items: Iterable[Item], scope: Scope) -> tuple[Named, ...]:
    """The entities that entries name, each once, in the order of mention; what was withdrawn names
    nobody."""
    if not scope.settings.site_url:
        return ()
    stands = (item for item in items if item.entry.status != "withdrawn")
    ids = dict.fromkeys(id_ for item in stands for id_, _ in item.names)
    found = (scope.entity(id_) for id_ in ids)
    return tuple(named(entity, scope) for entity in found if entity)


def named(entity: Entity, scope: Scope) -> Named:
    """One of them, with all names that the house prints."""
    name, others = scope.name(entity), (*entity.aka, *entity.short)
    others = tuple(dict.fromkeys(other for other in others if other != name))
    return Named(entity.kind, name, scope.address(entity), others)


def twin_at(key: EditionKey, scope: Scope) -> str:
    """The address of a briefing's Markdown twin; empty where there is none."""
    return scope.at.markdown(key) if scope.settings.outputs.markdown else ""


def news_page(newest: Edition, scope: Scope) -> Page:
    """The news sitemap: what was published in the days before the newest briefing was."""
    since = published(newest, scope) - timedelta(days=DAYS)
    days = (newest.key.date - timedelta(days=back) for back in range(DAYS + 1))
    editions = (edition for day in days for edition in reversed(scope.day(day)))
    recent = (edition for edition in editions if published(edition, scope) >= since)
    items = tuple(item for edition in recent for item in news_of(edition, scope))
    view = NewsView(publication=scope.settings.site_name, lang=scope.lang, items=items[:MOST])
    return data(scope, scope.at.news(), view)


def news_of(edition: Edition, scope: Scope) -> Iterator[NewsItem]:
    """A briefing, and its entries where they have pages. What was withdrawn is no news."""
    at = published(edition, scope)
    yield NewsItem(scope.url(scope.at.briefing(edition.key)), scope.title(edition), at)
    for item in edition.items if scope.settings.outputs.entry_pages else ():
        if item.entry.status != "withdrawn":
            title = item.entry.title or scope.title(edition)
            yield NewsItem(scope.url(scope.at.own(item.key)), title, at)


def llms_page(scope: Scope) -> Page:
    """`llms.txt`: the newest briefings, and where all others are to be found."""
    _, settings = scope.words, scope.settings
    sections = (
        LlmsSection(_("Newest briefings"), tuple(newest_briefings(scope))),
        LlmsSection(_("Years"), tuple(years(scope))),
        LlmsSection(_("Sections"), tuple(streams("sections", scope))),
        LlmsSection(_("Threads"), tuple(streams("threads", scope))),
        LlmsSection(_("Data"), tuple(data_files(scope))),
    )
    view = LlmsView(
        name=settings.site_name,
        summary=settings.site_description,
        note=_("Every briefing is there as Markdown too: add index.md to its address."),
        sections=tuple(section for section in sections if section.links),
    )
    return data(scope, scope.at.llms(), view)


def newest_briefings(scope: Scope) -> Iterator[LlmsLink]:
    """The newest briefings as Markdown, each with its first headline: a claim stays one."""
    for seat in reversed(scope.facts.newest(BRIEFINGS, NEWEST)):
        edition = scope.facts.at(seat)[0]
        link = Link(scope.title(edition), scope.url(scope.at.markdown(edition.key)))
        yield LlmsLink(link, title_of(edition.items[0], scope) if edition.items else "")


def years(scope: Scope) -> Iterator[LlmsLink]:
    """The pages of all years, the newest first."""
    for year in reversed(scope.facts.years(BRIEFINGS)):
        yield LlmsLink(Link(str(year), scope.url(scope.at.year(year))))


def streams(register: str, scope: Scope) -> Iterator[LlmsLink]:
    """The pages of a register's streams."""
    for record in scope.records(register):
        yield LlmsLink(Link(scope.name(record), scope.url(scope.address(record))))


def data_files(scope: Scope) -> Iterator[LlmsLink]:
    """The collected data, which is one for all languages."""
    for name in DATA if scope.settings.outputs.data else ():
        yield LlmsLink(Link(name, scope.url(data_file(name))))
