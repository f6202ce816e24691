"""Dateline's pages as MkDocs pages, so that MkDocs, its plugins and any theme see them.

Each is a generated file at `<address>/index.md` whose rendering is bypassed: its content is what
stands in <main> of the page that Dateline rendered.
"""

import re
from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dateline.model import language
from dateline.model.pages import BriefingView, Page

MAIN = re.compile(r"(<main\b[^>]*>\n?)(.*)(</main>)", re.DOTALL)


class GeneratedPage(MkDocsPage):
    """A page that Dateline renders. What other plugins make of its content is kept."""

    def __init__(
        self, page: Page, html: Callable[[Page], bytes], file: File, config: MkDocsConfig
    ) -> None:
        super().__init__(title_of(page), file, config)
        self.value = page
        self.html = html
        self.shell = ("", "")
        self.meta = {} if isinstance(page.view, BriefingView) else {"search": {"exclude": True}}

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the content from the page as Dateline renders it."""
        before, self.content, after = split(self.html(self.value).decode())
        if config.theme.name == "dateline":
            self.shell = (before, after)
        else:
            self.content = f'<div class="dateline">\n{self.content}</div>\n'
        self.toc = TableOfContents(contents(self.value))
        self.present_anchor_ids = set(re.findall(r' id="([^"]*)"', self.content))

    @property
    def whole(self) -> str:
        """The page in Dateline's own shell."""
        before, after = self.shell
        return f"{before}{self.content}{after}"


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


def contents(page: Page) -> list[AnchorLink]:
    """The table of contents that themes show: a briefing's entries."""
    if not isinstance(page.view, BriefingView):
        return []
    top = AnchorLink(page.title, "_main", 1)
    for entry in page.view.entries:
        link = AnchorLink(entry.headline or entry.section.text, entry.id, 2)
        top.children.append(link)
    return [top]


def source_path(page: Page) -> str:
    """Where MkDocs is told that a page comes from: `2016/06/19/index.md`."""
    return page.path.removesuffix("index.html") + "index.md"


def generated(page: Page, html: Callable[[Page], bytes], config: MkDocsConfig) -> File:
    """A page's file. Only home stands in the navigation; editing leads to the YAML file."""
    level = InclusionLevel.INCLUDED if page.path == "index.html" else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source_path(page), content="", inclusion=level)
    file.edit_uri = page.source or None
    GeneratedPage(page, html, file, config)
    return file
