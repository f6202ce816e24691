"""What a page is, for machines: JSON-LD in schema.org's terms.

In: a page, the constants of the site, the texts. Out: one graph as JSON that can stand in a
`<script>`. Without the site's own address there is none, for all addresses in it are whole.
"""

from typing import Any

import msgspec

from dateline.model.archive import MonthView, YearView
from dateline.model.claims import ClaimsView
from dateline.model.corrections import CorrectionsView
from dateline.model.pages import (
    BriefingView,
    DayView,
    EntryPageView,
    IndexView,
    MarkdownView,
    Page,
    StreamView,
)
from dateline.model.search import SearchView
from dateline.model.series import SeriesIndexView, SeriesView
from dateline.model.streams import Position
from dateline.model.views import Link
from dateline.render.articles import TYPES, of_briefing, of_entry, ref
from dateline.render.terms import Node, Telling, escaped, node

CONTEXT = "https://schema.org"
KINDS: dict[type, str] = {
    StreamView: "CollectionPage",
    IndexView: "CollectionPage",
    MonthView: "CollectionPage",
    YearView: "CollectionPage",
    DayView: "CollectionPage",
    ClaimsView: "CollectionPage",
    CorrectionsView: "CollectionPage",
    SeriesView: "CollectionPage",
    SeriesIndexView: "CollectionPage",
    SearchView: "SearchResultsPage",
    MarkdownView: "WebPage",
}
"""What pages that tell no news are, by their views."""


def metadata(page: Page, telling: Telling) -> str:
    """The JSON-LD of a page; empty where there is nothing to tell."""
    found = [*main(page, telling), *crumbs(page, telling)] if telling.site.url else []
    if not found:
        return ""
    graph = {"@context": CONTEXT, "@graph": found}
    return escaped(msgspec.json.encode(graph).decode())


def main(page: Page, telling: Telling) -> list[Node]:
    """What the page is."""
    view: Any = page.view
    if isinstance(view, BriefingView):
        return [website(telling)] if view.home else [of_briefing(page, view, telling)]
    if isinstance(view, EntryPageView):
        return [of_entry(page, view, telling)]
    if type(view) not in KINDS:
        return []
    url = telling.whole(page.canonical)
    return [
        node(
            KINDS[type(view)],
            **{"@id": url},
            url=url,
            name=page.title,
            description=page.description,
            dateModified=page.modified,
            inLanguage=page.lang,
            isPartOf={"@id": telling.whole(telling.site.home)},
            about=subject(view, telling) if isinstance(view, StreamView) else None,
        )
    ]


def website(telling: Telling) -> Node:
    """The site in one language, on its front page."""
    site, url = telling.site, telling.whole(telling.site.home)
    return node(
        "WebSite",
        **{"@id": url},
        url=url,
        name=site.name,
        description=site.description,
        inLanguage=site.lang,
        publisher=telling.publisher,
    )


def subject(view: StreamView, telling: Telling) -> Node:
    """Whom or what a stream is about; a page of one year only says who."""
    found = ref(TYPES.get(view.of, "Thing"), Link(view.name, view.address), telling)
    if view.year:
        return found
    kind = found["@type"]
    within = view.within[0] if view.within else None
    return found | node(
        kind,
        alternateName=list(dict.fromkeys(view.other_names)),
        sameAs=view.site,
        jobTitle=view.role if kind == "Person" else "",
        description=view.role if kind != "Person" else "",
        geo=geo(view.position) if kind == "Place" else None,
        containedInPlace=ref("Place", within, telling) if within and kind == "Place" else None,
    )


def geo(position: Position | None) -> Node | None:
    """Where a place lies, unless that is kept back, and another place's position stands for it."""
    if position is None or position.of:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": position.north,
        "longitude": position.east,
    }


def crumbs(page: Page, telling: Telling) -> list[Node]:
    """The way down to the page; the last step is the page itself."""
    if not page.crumbs:
        return []
    steps = (*page.crumbs, Link(page.title, page.canonical))
    items = [
        node("ListItem", position=number, name=step.text, item={"@id": telling.whole(step.address)})
        for number, step in enumerate(steps, 1)
    ]
    return [node("BreadcrumbList", itemListElement=items)]
