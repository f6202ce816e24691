"""render: pages to bytes.

In: pages, the compiled texts, the templates. Out: the bytes of each page, and its fingerprint. The
only place that knows Jinja; `data` writes what machines read. Templates get `page` (all that can
vary), `site` (constants), and functions that write addresses, dates, numbers and prose for the page
they stand on.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from jinja2 import TemplateError
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from dateline import __version__
from dateline.model import language
from dateline.model.data.text import Said, Text, Whole
from dateline.model.digest import digest
from dateline.model.feeds import FeedItem, FeedView
from dateline.model.pages import Page, Site
from dateline.model.pictures import Fitted
from dateline.model.plain import plain
from dateline.model.settings import Settings
from dateline.problems import Unprintable
from dateline.render.code import Environment
from dateline.render.data import Say, content
from dateline.render.database import VERSION as SQLITE
from dateline.render.failing import sentence
from dateline.render.feeds import Feed, feed
from dateline.render.folders import card_fonts, template_folders, theme_files
from dateline.render.joining import joined
from dateline.render.metadata import metadata
from dateline.render.own import PREVIEW_FILES, own_page
from dateline.render.printing import PLAIN_REFS, REFS, Printing, Texts, on
from dateline.render.shapes import SHAPES
from dateline.render.terms import Telling
from dateline.render.ways import Ways

__all__ = [
    "PREVIEW_FILES",
    "Press",
    "Renderer",
    "Texts",
    "card_fonts",
    "joined",
    "own_page",
    "press",
    "template_folders",
    "theme_files",
]

Named = dict[str, tuple[str, ...]]
NAMED: Named = {}
"""What the templates that were parsed name, by the hash of their source."""
PLAIN = "partials/_plain.html"
TOLD = ("/briefing.json", ".ninjs.json")
"""How the paths of data end that has texts in plain HTML."""
ABROAD: Mapping[str, Callable[[str], bytes]] = {**SHAPES}
"""The templates of what leaves the site, and what is made of their text."""
FEED = "feed.html"
"""The template of what stands in the items of feeds."""
ROOM = 1 << 10
"""For so many contents of items that several feeds have: those of a day or two, many times."""
STYLE = "feed.css"
"""Of the theme's files, the one by which browsers show feeds."""
DRAWING = ".svg"
"""How the name of a template ends whose text is drawn: a card is a picture."""


class Fingerprinted(Protocol):
    """What a fingerprint is made of: a page, or its outline."""

    @property
    def path(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def digest(self) -> str: ...


class Easel(Protocol):
    """What draws cards: `mark` is the hash of all that a picture depends on besides its drawing;
    `fitted` breaks a text into the lines that have room."""

    @property
    def mark(self) -> str: ...
    def fitted(self, text: str, sizes: Iterable[int], width: int, height: int) -> Fitted: ...
    def draw(self, drawing: str) -> bytes: ...


class Press(NamedTuple):
    """The renderers of a site, by language."""

    renderers: Mapping[str, "Renderer"]

    def render(self, page: Page) -> bytes:
        """A page's content. Raises `Unprintable` if its template cannot make it."""
        renderer = self.renderers[page.lang]
        try:
            return renderer.render(page)
        except Exception as error:
            if said := sentence(error, renderer.folders, page.path):
                raise Unprintable(said) from error
            raise

    def fingerprint(self, page: Fingerprinted) -> str:
        """The hash of all that a page depends on. Equal fingerprints mean equal bytes. Raises
        `Unprintable` if a template cannot be read."""
        renderer = self.renderers[page.lang]
        try:
            return renderer.fingerprint(page)
        except TemplateError as error:
            raise Unprintable(sentence(error, renderer.folders, page.path)) from error

    def warm(self) -> None:
        """Read all templates of pages, which several processes would do one by one. What is wrong
        with one is said when a page needs it."""
        for renderer in self.renderers.values():
            for name in renderer.pages:
                with suppress(TemplateError):
                    renderer.shell(name)


def press(sites: Mapping[str, Site], texts: Texts, settings: Settings, easel: Easel) -> Press:
    """What renders the pages of a site; `easel` draws their cards."""
    return Press({lang: Renderer(site, texts, settings, easel) for lang, site in sites.items()})


class Renderer:
    """Renders the pages of one language."""

    def __init__(self, site: Site, texts: Texts, settings: Settings, easel: Easel) -> None:
        self.site = site
        self.easel = easel
        self.shell = cache(self._shell)  # here, not on the method: that would keep every renderer
        self.texts = texts
        self.items: dict[str, str] = {}
        """The contents of items of feeds, by the hashes of what they were made from; what was asked
        for last comes last."""
        self.base = urlsplit(site.url).path.rstrip("/")
        self.folders = template_folders(settings)
        given = {"metadata": self.metadata}, {"fitted": easel.fitted}
        self.printing = Printing(site, texts, self.folders, *given)

    def render(self, page: Page) -> bytes:
        """A page's bytes."""
        with on(self.ways(page)):
            if not page.template:
                return content(page, self.say)
            if isinstance(page.view, FeedView):
                return self.feed(page, page.view)
            text = self.text(page)
        if page.template.endswith(DRAWING):
            return self.easel.draw(text)
        return ABROAD[page.template](text) if page.template in ABROAD else text.encode()

    def feed(self, page: Page, view: FeedView) -> bytes:
        """A feed: the contents of its items by the template, and round them what is no HTML."""
        contents = [self.item(each, page) for each in view.items]
        style = Ways(page.address)[self.site.assets + STYLE]
        return feed(Feed(view, contents, self.site, style))

    def item(self, item: FeedItem, page: Page) -> str:
        """The content of an item, which is the same in all feeds that have it."""
        key = digest(item.content)
        made = self.items.pop(key, None)
        if made is None:
            made = self.text(page, item=item)
            if len(self.items) >= ROOM:
                del self.items[next(iter(self.items))]
        self.items[key] = made
        return made

    def text(self, page: Page, **given: object) -> str:
        """A page by its template."""
        return self.printing.quickly(lambda env: self.printed(env, page, **given))

    def ways(self, page: Page) -> Ways:
        """What addresses are on a page. Where the site does not know its own, they begin at its
        root in data, and are relative in other shapes of a briefing."""
        if is_abroad(page.template):
            whole = self.site.url.rstrip("/")
            relative = not whole and page.template in ABROAD
            return Ways(page.address, None if relative else whole, abroad=True)
        return Ways(page.address, self.base if page.template == "404.html" else None)

    def printed(self, env: Environment, page: Page, **given: object) -> str:
        """A page by its template, which is `given` more where it prints a part of it."""
        return env.get_template(f"pages/{page.template}").render(page=page, **given)

    @property
    def pages(self) -> tuple[str, ...]:
        """The templates of pages that there are."""
        found = {path.name for folder in self.folders for path in folder.glob("pages/*.*")}
        return "", *sorted(found)

    def fingerprint(self, page: Fingerprinted) -> str:
        """The hashes of a page's shell and of its value."""
        told = not page.template and page.path.endswith(TOLD)
        return f"{self.shell(PLAIN if told else page.template)} {page.digest}"

    def _shell(self, template: str) -> str:
        """The hash of all that pages of one template depend on besides their value: the template
        with all it includes, the words of the language, the constants, Dateline's version. Data
        has none; of that with texts in plain HTML, it is the plain edition."""
        if not template:
            return digest((SQLITE, __version__))
        drawn = self.easel.mark if template.endswith(DRAWING) else ""
        name = template if template == PLAIN else f"pages/{template}"
        made_from = (self.sources(name), language.catalogue(self.site.lang), drawn)
        return digest((made_from, self.site, __version__))

    def sources(self, name: str) -> str:
        """The hash of a template and of all that it names."""
        assert self.printing.env.loader is not None
        seen: dict[str, str] = {}
        abroad = name == PLAIN or is_abroad(name.removeprefix("pages/"))
        wanted = [name, PLAIN_REFS if abroad else REFS]
        while wanted:
            each = wanted.pop()
            if each not in seen:
                seen[each], file, _ = self.printing.env.loader.get_source(self.printing.env, each)
                wanted += self.names_in(seen[each], file)
        return digest(sorted(seen.items()))

    def names_in(self, source: str, file: str | None) -> tuple[str, ...]:
        """The templates that a template names. To find them it is parsed, once for all builds."""
        key = digest(source)
        if key not in NAMED:
            found = find_referenced_templates(self.printing.env.parse(source, filename=file))
            NAMED[key] = tuple(name for name in found if name is not None)
        return NAMED[key]

    @cached_property
    def say(self) -> Say:
        """What writes the texts in data."""
        return Say(self.said, self.html, self.whole)

    def said(self, given: Said) -> str:
        """Texts below each other without any mark-up."""
        parts = ((words, self.texts[prose.path][prose.digest]) for words, prose in given.parts)
        return "\n\n".join(words + plain(fragments) for words, fragments in parts)

    def html(self, text: Text) -> str:
        """A text in plain HTML."""
        return str(self.printing.prose(text.prose, text.targets)).strip()

    def whole(self, given: Whole) -> str:
        """All that an entry says in plain HTML."""

        def story(env: Environment) -> str:
            module: Any = env.get_template(PLAIN).module
            return str(module.story(given.entry, given.day))

        return self.printing.quickly(story).strip()

    def metadata(self, page: Page) -> Markup:
        """What a page is, for machines: JSON-LD; empty where there is nothing to tell."""
        return Markup(metadata(page, self.telling))

    @cached_property
    def telling(self) -> Telling:
        """What all of it shares."""
        return Telling(self.site, lambda text: self.texts[text.path][text.digest])


def is_abroad(template: str) -> bool:
    """Whether what a template prints leaves the site; data has none, and does."""
    return not template or template == FEED or template in ABROAD
