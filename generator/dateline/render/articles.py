"""Briefings and entries as schema.org's articles.

In: a page's view, its times and names, the texts. Out: a node of JSON-LD. What a report says stands
on the page already and is not repeated; only the updates of a live story are, for each is a posting
of its own. Of a withdrawn story nothing is told but its headline and why.
"""

from collections.abc import Iterable, Iterator

from dateline.model import language
from dateline.model.machines import Named
from dateline.model.pages import BriefingView, EntryPageView, Page
from dateline.model.prose import Fragments
from dateline.model.views import CorrectionView, EntryView, Link, Picture, StreamKind, UpdateView
from dateline.render.terms import Node, Telling, node

KINDS = {
    "report": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "background": "BackgroundNewsArticle",
}
LIVE = "LiveBlogPosting"
TYPES: dict[StreamKind, str] = {
    "people": "Person",
    "places": "Place",
    "organisations": "Organization",
}
"""What schema.org calls what the register's kinds are; all else is a thing."""
CARD = (1200, 630)
"""The size of a card in pixels."""
Cited = tuple[str, str]
"""A source as it was cited, with its pinpoint, and the address that was cited."""


def of_briefing(page: Page, view: BriefingView, telling: Telling) -> Node:
    """A briefing, and its entries by their headlines."""
    parts = (part(entry, telling) for entry in view.entries if entry.status != "withdrawn")
    return node(
        "NewsArticle",
        **common(page, view.by, telling),
        dateline=language.day(view.date, "long", page.lang),
        hasPart=list(parts),
        image=images(view.pictures, page.card, telling),
        mentions=[named(each, telling) for each in page.named],
        citation=works(in_ledger(view, page.lang)),
        correction=corrections(view.corrections, telling),
        workTranslation=translations(page, telling),
    )


def of_entry(page: Page, view: EntryPageView, telling: Telling) -> Node:
    """An entry, and the briefing that it belongs to."""
    entry, lang = view.entry, page.lang
    day = language.day(view.briefing.date, "long", lang)
    status = language.status(entry.status, lang) if entry.status else ""
    headline = f"{status}{language.words(lang)(': ')}{page.title}" if status else ""
    told = node(
        type_of(entry),
        **common(page, entry.cite.by, telling),
        alternativeHeadline=headline,
        articleSection=entry.section.text,
        isPartOf=ref("NewsArticle", Link(view.briefing.title, view.briefing.address), telling),
        correction=corrections(entry.corrections, telling),
        workTranslation=translations(page, telling),
    )
    if entry.status == "withdrawn":
        return told | {"creativeWorkStatus": "Withdrawn"}
    places = [each.stream for each in entry.places]
    threads = [ref("Thing", each.stream, telling) for each in entry.threads]
    return told | node(
        type_of(entry),
        dateline=language.listed(lang, *(place.text for place in places), day),
        about=[*(ref("Place", place, telling) for place in places), *threads],
        mentions=[named(each, telling) for each in page.named],
        citation=works(in_entry(entry, telling)),
        image=images(entry.pictures, page.card, telling),
        **coverage(page, entry, telling),
    )


def common(page: Page, by: Iterable[str], telling: Telling) -> Node:
    """What every article says of itself. Without an author's name, the publisher vouches for it."""
    url = telling.whole(page.canonical)
    return {
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": page.title,
        "description": page.description,
        "datePublished": page.published,
        "dateModified": page.modified,
        "inLanguage": page.lang,
        "author": [node("Person", name=name) for name in by] or telling.publisher,
        "publisher": telling.publisher,
    }


def type_of(entry: EntryView) -> str | list[str]:
    """What kind of article an entry is; also a live posting if it was brought up to date by the
    hour. Only an article may have a `dateline`, only a live posting updates."""
    kind, is_live = KINDS[entry.kind], entry.updates and entry.status != "withdrawn"
    return [LIVE, kind] if is_live else kind


def part(entry: EntryView, telling: Telling) -> Node:
    """An entry as its briefing has it."""
    url = telling.whole(entry.own)
    return node(type_of(entry), **{"@id": url}, url=url, headline=entry.cite.title)


def coverage(page: Page, entry: EntryView, telling: Telling) -> Node:
    """Of a live story, from when to when it was followed, and each update, the newest first."""
    if not entry.updates:
        return {}
    times = [update.at for update in entry.updates]
    begun = entry.time or page.published
    return {
        "coverageStartTime": min((*times, begun) if begun else times),
        "coverageEndTime": max(times),
        "liveBlogUpdate": [posting(update, telling, page.lang) for update in entry.updates],
    }


def posting(update: UpdateView, telling: Telling, lang: str) -> Node:
    """An update with what it says."""
    status = language.status(update.status, lang) if update.status else ""
    body = telling.text(update.text) if update.text else ""
    headline = update.text.lead if update.text else ""
    return node(
        "BlogPosting",
        url=telling.whole(update.address),
        headline=headline or status or language.clock(update.at, lang),
        articleBody=body or status,
        datePublished=update.at,
        image=images(update.pictures, "", telling),
        author=telling.publisher,
    )


def ref(kind: str, link: Link, telling: Telling) -> Node:
    """Something that has a page of its own mostly, by its name."""
    if not link.address:
        return node(kind, name=link.text)
    url = telling.whole(link.address)
    return node(kind, **{"@id": url}, name=link.text, url=url)


def named(given: Named, telling: Telling) -> Node:
    """An entity that is mentioned."""
    found = ref(TYPES.get(given.of, "Thing"), Link(given.name, given.address), telling)
    return found | node(found["@type"], alternateName=list(given.other_names))


def images(pictures: Iterable[Picture], card: str, telling: Telling) -> list[Node]:
    """The pictures; without one, the card."""
    width, height = CARD
    found = [
        node(
            "ImageObject",
            url=telling.whole(picture.address),
            width=picture.width,
            height=picture.height,
            caption=picture.caption or picture.alt,
            creditText=picture.credit,
        )
        for picture in pictures
    ]
    drawn = {"url": telling.whole(card), "width": width, "height": height}
    return found or ([node("ImageObject", **drawn)] if card else [])


def corrections(given: Iterable[CorrectionView], telling: Telling) -> list[Node]:
    """What was corrected, and when: a day where nobody gave the hour."""
    return [
        node(
            "CorrectionComment",
            text=telling.text(each.note),
            datePublished=each.at if each.timed else each.at.date(),
        )
        for each in given
    ]


def translations(page: Page, telling: Telling) -> list[Node]:
    """The same article in other languages, as the site's own language tells of them."""
    if not telling.is_original:
        return []
    urls = ((each.lang, telling.whole(each.address)) for each in page.translations)
    return [node("NewsArticle", **{"@id": url}, url=url, inLanguage=lang) for lang, url in urls]


def works(cited: Iterable[Cited]) -> list[Node]:
    """What was cited, each once."""
    return [node("CreativeWork", name=name, url=url) for name, url in dict.fromkeys(cited)]


def in_ledger(view: BriefingView, lang: str) -> Iterator[Cited]:
    """The sources of a briefing."""
    for row in (row for group in view.ledger for row in group.rows):
        cites = [(cite.pinpoint, cite.address) for cite in row.cites] or [("", "")]
        for pinpoint, address in cites:
            yield cited(row.source.text, pinpoint, address, lang)


def in_entry(entry: EntryView, telling: Telling) -> Iterator[Cited]:
    """The sources of an entry: those whose accounts it gives, those of its texts, those of its
    figures."""
    lang = telling.site.lang
    names = {each.target: each.text for each in entry.targets if each.kind == "source"}
    for account in entry.accounts:
        yield account.source.text, ""
    for text in entry.texts:
        yield from in_text(telling.fragments(text), names, lang)
    for figure in (figure for group in entry.figures for figure in group.figures):
        for citation in figure.citations:
            yield cited(citation.source.text, citation.pinpoint, citation.address, lang)


def in_text(fragments: Fragments, names: dict[str, str], lang: str) -> Iterator[Cited]:
    """The sources that a text cites."""
    for fragment in fragments:
        if isinstance(fragment, str):
            continue
        if fragment.kind == "source":
            pinpoint, _, address = fragment.detail.partition("\n")
            yield cited(names.get(fragment.target, fragment.target), pinpoint, address, lang)
        else:
            yield from in_text(fragment.body, names, lang)


def cited(source: str, pinpoint: str, address: str, lang: str) -> Cited:
    """A source as it was cited."""
    return language.listed(lang, source, pinpoint), address
