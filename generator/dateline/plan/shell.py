"""What surrounds every page: the site's constants, and a page's own data."""

from datetime import date, datetime

from msgspec.structs import replace

from dateline.model import language
from dateline.model.feeds import FeedLink
from dateline.model.machines import Named
from dateline.model.pages import Page, Site, View
from dateline.model.registers import ENTITY_KINDS, Registers
from dateline.model.settings import Settings
from dateline.model.views import Link, StreamKind, Translation
from dateline.plan.addresses import file_address, output_path
from dateline.plan.feeds.links import home_feeds
from dateline.plan.policy import policy
from dateline.plan.scope import Scope


def page(
    scope: Scope,
    template: str,
    address: str,
    title: str,
    view: View,
    *,
    canonical: str = "",
    description: str = "",
    crumbs: tuple[Link, ...] = (),
    source: str = "",
    translations: tuple[Translation, ...] = (),
    card: str = "",
    feeds: tuple[FeedLink, ...] = (),
    published: datetime | None = None,
    modified: datetime | None = None,
    named: tuple[Named, ...] = (),
    markdown: str = "",
) -> Page:
    """A page in the scope's language; `canonical` defaults to its address."""
    return Page(
        template=template,
        address=address,
        canonical=canonical or address,
        path=output_path(address),
        lang=scope.lang,
        dir=scope.dir,
        title=title,
        description=description,
        crumbs=crumbs,
        source=source,
        translations=translations,
        card=card,
        feeds=feeds,
        published=published,
        modified=modified,
        named=named,
        markdown=markdown,
        view=view,
    )


def data(scope: Scope, address: str, view: View, source: str = "") -> Page:
    """A file for machines, at an address that ends in `.csv` or `.json`."""
    return page(scope, "", address, "", view, source=source)


def crumbs_to_month(day: date, scope: Scope) -> tuple[Link, ...]:
    """The way down to a month of the archive."""
    return (
        crumb_home(scope),
        Link(str(day.year), scope.at.year(day.year)),
        Link(language.day(day, "month", scope.lang), scope.at.month(day)),
    )


def crumb_home(scope: Scope) -> Link:
    """The way starts at the site's home."""
    return Link(scope.settings.site_name, scope.at.home)


def index_name(kind: StreamKind, scope: Scope) -> str:
    """What the index of one kind of stream is called."""
    _ = scope.words
    names: dict[StreamKind, str] = {
        "section": _("Sections"),
        "thread": _("Threads"),
        "source": _("Sources"),
        "people": _("People"),
        "places": _("Places"),
        "organisations": _("Organisations"),
        "things": _("Things"),
    }
    return names[kind]


def site_of(
    registers: Registers, documents: tuple[Link, ...], settings: Settings, scope: Scope
) -> Site:
    """The constants of one language. Nothing here may change when a day is added."""
    sections = registers.sections or ()
    return Site(
        name=settings.site_name,
        url=settings.site_url,
        lang=scope.lang,
        dir=language.direction(scope.lang),
        home=scope.at.home,
        description=settings.site_description,
        copyright=settings.copyright,
        timezone=settings.timezone,
        styles=tuple(extra_address(path) for path in settings.styles),
        scripts=tuple(replace(s, path=extra_address(s.path)) for s in settings.scripts),
        policy=policy(settings),
        bar=tuple(scope.link(section) for section in sections),
        menu=menu(registers, documents if not scope.facts.lang else (), scope),
        languages=scope.homes,
        search=scope.at.search() if settings.outputs.search else "",
        feeds=home_feeds(scope),
    )


def extra_address(path: str) -> str:
    """Where a style sheet or script of the site's own is: here, or elsewhere."""
    return path if "//" in path else file_address(path)


def menu(registers: Registers, documents: tuple[Link, ...], scope: Scope) -> tuple[Link, ...]:
    """The indexes of what the site registers, claims, corrections, and the Markdown pages."""
    kinds: list[StreamKind] = ["section"]
    kinds += ["thread"] if registers.threads else []
    present = {entity.kind for entity in registers.entities or ()}
    kinds += [kind for kind in ENTITY_KINDS if kind in present]
    kinds += ["source"] if registers.sources else []
    return (
        *(Link(index_name(kind, scope), scope.at.index(kind)) for kind in kinds),
        Link(scope.words("Claims"), scope.at.claims()),
        Link(scope.words("Corrections"), scope.at.corrections()),
        *documents,
    )
