"""Dateline's pages as MkDocs pages, so that MkDocs, its plugins and any theme see them.

Each is a generated file at `<address>/index.md` whose rendering is bypassed: its content is what
stands in <main> of the page that Dateline rendered. MkDocs renders themes with autoescape off
and takes titles for HTML: what is handed over here is escaped.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dateline.model import language
from dateline.model.pages import BriefingView, EntryPageView, Page
from dateline.plugin.files import is_ours

MAIN = re.compile(r"(<main\b[^>]*>\n?)(.*)(</main>)", re.DOTALL)
ENTRY = re.compile(r'(<article\b[^>]*) id="([^"]*)"(.*?<h[1-6])', re.DOTALL)
IDS = re.compile(r' id="([^"]*)"')


class GeneratedPage(MkDocsPage):
    """A page that Dateline renders. What other plugins make of its content is kept."""

    def __init__(
        self,
        page: Page,
        html: Callable[[Page], bytes],
        title: str,
        file: File,
        config: MkDocsConfig,
    ) -> None:
        super().__init__(escape(title), file, config)
        self.value = page
        self.html = html
        self.shell: tuple[str, str] | None = None
        self.meta = meta_of(page)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the content from the page as Dateline renders it."""
        before, content, after = split(self.html(self.value).decode())
        if is_ours(config) or not before:  # a redirect stands alone in any theme
            self.shell = (before, after)
        else:
            content = as_guest(content)
        self.content = content
        self.toc = TableOfContents(contents(self.value))

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids that links may lead to. Kept on no page, for few are ever asked."""
        return {"_main", *IDS.findall(self.content or "")}

    def whole(self, output: str) -> str:
        """The page in Dateline's own shell, if it has one; else as the theme made it."""
        if self.shell is None:
            return output
        before, after = self.shell
        return f"{before}{self.content}{after}"


def meta_of(page: Page) -> dict[str, object]:
    """What themes and plugins know of a page beside its text. Searches list briefings only."""
    meta: dict[str, object] = {}
    if page.description:
        meta["description"] = escape(page.description)
    if page.path != "index.html":
        meta["title"] = escape(page.title)
    if not is_searched(page):
        meta["search"] = {"exclude": True}
    return meta


def is_searched(page: Page) -> bool:
    """Whether searches show a page: briefings, each once."""
    return isinstance(page.view, BriefingView) and not page.view.home


def title_of(page: Page) -> str:
    """What navigations call a page: home by what it always is, not by today's title."""
    if page.path == "index.html":
        return language.words(page.lang)("Newest briefing")
    return page.title


def split(html: str) -> tuple[str, str, str]:
    """A page before, in and after its <main>; one without has all of it as content."""
    found = MAIN.search(html)
    if found is None:
        return "", html, ""
    return html[: found.end(1)], found[2], html[found.start(3) :]


def as_guest(content: str) -> str:
    """The content for another theme's shell. An entry's id moves to its headline, where themes
    and searches look for the ids of sections."""
    return f'<div class="dateline" id="_main">\n{ENTRY.sub(moved, content)}</div>\n'


def moved(found: re.Match[str]) -> str:
    """An article's start with its id on its heading."""
    return f'{found[1]}{found[3]} id="{found[2]}"'


def contents(page: Page) -> list[AnchorLink]:
    """The table of contents that themes show: the page, and of a briefing its entries."""
    top = AnchorLink(escape(page.title), "_main", 1)
    for entry in page.view.entries if isinstance(page.view, BriefingView) else ():
        title = escape(entry.headline or entry.section.text)
        top.children.append(AnchorLink(title, entry.id, 2))
    return [top]


def source_path(page: Page) -> str:
    """Where MkDocs is told that a page comes from: `2016/06/19/index.md`."""
    return page.path.removesuffix("index.html") + "index.md"


def generated(
    page: Page,
    html: Callable[[Page], bytes],
    titles: Mapping[str, str | None],
    config: MkDocsConfig,
) -> GeneratedPage:
    """A page with its file. Only home stands in a navigation that MkDocs makes; `titles` are
    those that `nav:` gives, by path or address. Editing leads to the YAML file."""
    path = source_path(page)
    in_nav = page.path == "index.html" and config.nav is None
    level = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, path, content="", inclusion=level)
    file.edit_uri = page.source or None
    title = titles.get(path) or titles.get(page.address) or title_of(page)
    return GeneratedPage(page, html, title, file, config)


def escape_words(page: MkDocsPage, titles: Mapping[str, str | None]) -> None:
    """Escape a Markdown page's title, unless `nav:` gives it (`titles`), and its front matter.
    MkDocs has escaped the title but for quotation marks, which end an attribute."""
    page.meta.update({k: escaped(v) for k, v in page.meta.items() if isinstance(v, str)})
    if not titles.get(page.file.src_uri):
        page.title = page.meta["title"] = escaped(str(page.title))


def escaped(text: str) -> str:
    """A text that may have been escaped in part, escaped once."""
    return escape(unescape(text))


def beside(page: Page) -> tuple[str, str]:
    """The addresses of the pages before and after a page; of an entry, those in its section."""
    view = page.view
    if isinstance(view, EntryPageView):
        around = (view.entry.previous, view.entry.next)
        before, after = (f"{line.address.replace('#', '')}/" if line else "" for line in around)
        return before, after
    previous, following = getattr(view, "previous", None), getattr(view, "next", None)
    return previous.address if previous else "", following.address if following else ""
