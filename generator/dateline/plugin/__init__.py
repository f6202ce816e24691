"""The MkDocs door: `plugins: [dateline]`.

Everything from read to plan runs in `on_pre_build`, before MkDocs empties the site's folder: an
author's mistake never costs the published site. Then every page is given to MkDocs as a page of
its own (`pages`), the Markdown pages get Dateline's shell under Dateline's theme, and under
another theme the content is ours and the shell is the theme's. All that knows MkDocs is in this
room; `project` and `documents` serve the command line.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from dateline.build import (
    Plan,
    Prepared,
    describe,
    prepare,
    record,
    rendering,
    theme_files,
    with_document,
)
from dateline.model.pages import BriefingView, EntryPageView, MarkdownView, NotFoundView, Page
from dateline.plugin.documents import WithBriefings, document, documents
from dateline.plugin.options import DatelineConfig
from dateline.plugin.pages import GeneratedPage, generated
from dateline.plugin.project import FOLDERS_ONLY, Project, load
from dateline.plugin.settings import settings_of
from dateline.problems import BuildFailed, Problem

__all__ = ["DatelinePlugin", "Project", "load", "settings_of"]

FIRST = 100
"""Before all other plugins."""
SITEMAP = "sitemap.xml"
GUEST = "assets/dateline.css"
log = get_plugin_logger("dateline")


class DatelinePlugin(BasePlugin[DatelineConfig]):
    """What MkDocs calls, event by event, in the order of the methods."""

    prepared: Prepared
    html: Callable[[Page], bytes]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what cannot work; in another theme's shell, bring a style sheet along."""
        if not config.use_directory_urls:
            raise PluginError(FOLDERS_ONLY)
        if not is_ours(config):
            config.extra_css.append(GUEST)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read to plan, before the site's folder is emptied. One error for all mistakes."""
        settings = settings_of(config)
        assert settings is not None
        try:
            self.prepared = prepare(settings, lambda addresses: documents(config, addresses))
        except BuildFailed as failed:
            raise PluginError(text_of(failed.problems, settings.docs_dir)) from failed
        for problem in self.prepared.problems:
            log.warning(text_of((problem,), settings.docs_dir))
        self.html = rendering(self.prepared)

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every page as a file; of the authors' folder only what the plan publishes."""
        wanted = published(self.prepared.plan, config)
        for file in [file for file in files if not self.keeps(file, wanted, config)]:
            files.remove(file)
        briefings = {}
        for page in self.prepared.plan.pages:
            if isinstance(page.view, MarkdownView | NotFoundView):
                continue
            file = generated(page, self.html, config)
            files.append(file)
            if isinstance(page.view, BriefingView) and not page.view.home:
                briefings[page.source] = file
        guest = not is_ours(config)
        for path, content in theme_files(self.prepared.settings, guest=guest):
            files.append(File.generated(config, path, content=content))
        return WithBriefings(files, briefings)

    def keeps(self, file: File, wanted: frozenset[str], config: MkDocsConfig) -> bool:
        """Whether a file that MkDocs found belongs to the site."""
        if file.src_dir != config.docs_dir:
            return not is_ours(config) and file.src_uri != SITEMAP
        return file.src_uri in wanted or file.inclusion.is_excluded()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The pages before and after each, and home where `nav:` does not have it."""
        pages = {
            file.page.value.address: file.page
            for file in files
            if isinstance(file.page, GeneratedPage)
        }
        for page in pages.values():
            before, after = beside(page.value)
            page.previous_page = pages.get(before) or page.previous_page
            page.next_page = pages.get(after) or page.next_page
        nav.homepage = nav.homepage or pages.get("/")
        return nav

    @event_priority(FIRST)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Under Dateline's theme, Dateline's shell round what the page's content is by now."""
        if not is_ours(config):
            return output
        if isinstance(page, GeneratedPage):
            return page.whole
        value = next(p for p in self.prepared.plan.pages if p.source == page.file.src_uri)
        return self.html(with_document(value, document(page))).decode()

    @event_priority(FIRST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Under Dateline's theme, its page for an address that does not exist; under none the
        site map that MkDocs makes, which says of every page that it changed today."""
        if template_name == SITEMAP:
            return ""
        if template_name != "404.html" or not is_ours(config):
            return output_content
        pages = self.prepared.plan.pages
        return self.html(next(p for p in pages if isinstance(p.view, NotFoundView))).decode()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """List what Dateline wrote: `dateline build` may follow, and deletes nothing else."""
        record(self.prepared, Path(config.site_dir), whole=is_ours(config))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Follow the site's own templates too; MkDocs follows the rest."""
        if self.prepared.settings.templates:
            server.watch(str(self.prepared.settings.templates))
        return server


def is_ours(config: MkDocsConfig) -> bool:
    """Whether the site has Dateline's theme."""
    return config.theme.name == "dateline"


def published(plan: Plan, config: MkDocsConfig) -> frozenset[str]:
    """The files of the authors' folder that belong to the site: Markdown pages, what a briefing
    or page names, and what mkdocs.yml itself asks for."""
    pages = {page.source for page in plan.pages if isinstance(page.view, MarkdownView)}
    extra = {str(path) for path in (*config.extra_css, *config.extra_javascript)}
    return frozenset({*pages, *(c.source for c in plan.copies), *extra, *config.extra_templates})


def beside(page: Page) -> tuple[str, str]:
    """The addresses of the pages before and after a page; of an entry, those in its section."""
    view = page.view
    if isinstance(view, EntryPageView):
        around = (view.entry.previous, view.entry.next)
        before, after = (f"{line.address.replace('#', '')}/" if line else "" for line in around)
        return before, after
    previous, following = getattr(view, "previous", None), getattr(view, "next", None)
    return previous.address if previous else "", following.address if following else ""


def text_of(problems: Iterable[Problem], docs_dir: Path) -> str:
    """Problems in plain lines, one below the other."""
    return "\n".join(line for problem in problems for line in describe(problem, docs_dir))
