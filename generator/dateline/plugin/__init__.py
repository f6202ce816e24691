"""The MkDocs door: `plugins: [dateline]`.

Everything from read to plan runs in `on_pre_build`, before MkDocs empties the site's folder: an
author's mistake never costs the published site. Then every page is given to MkDocs as a page of
its own (`pages`), the Markdown pages get Dateline's shell under Dateline's theme, and under
another theme the content is ours and the shell is the theme's. All that knows MkDocs is in this
room; `project` and `documents` serve the command line.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from dateline.build import alone, record
from dateline.model.pages import MarkdownView, NotFoundView, Page
from dateline.plugin.documents import WithBriefings, document, documents, in_nav
from dateline.plugin.files import SITEMAP, Inclusion, beside_pages, is_ours, keeper, picture
from dateline.plugin.options import DatelineConfig
from dateline.plugin.pages import GeneratedPage, beside, escape_words, generated, is_searched
from dateline.plugin.project import Project, load, refusal
from dateline.plugin.search import only_briefings
from dateline.plugin.settings import settings_of
from dateline.problems import BuildFailed, Problem, Unprintable, at_a_glance
from dateline.session import (
    Prepared,
    bundles,
    collected,
    describe,
    last,
    memory_of,
    pictures,
    prepare,
    rendering,
    theme_files,
    with_document,
)

__all__ = ["DatelinePlugin", "Project", "load", "settings_of"]

FIRST = 100
"""Before all other plugins."""
GUEST = "assets/dateline.css"
log = get_plugin_logger("dateline")


class DatelinePlugin(BasePlugin[DatelineConfig]):
    """What MkDocs calls, event by event, in the order of the methods."""

    prepared: Prepared
    bundles: dict[str, bytes]
    html: Callable[[Page], bytes]
    shells: dict[str, Page]
    included: Inclusion = staticmethod(InclusionLevel.is_included)
    is_served: bool = False
    server: LiveReloadServer | None = None

    def __init__(self) -> None:
        super().__init__()
        self.watched: set[Path] = set()
        self.alone = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """The preview shows drafts of Markdown pages. (With this event, MkDocs keeps the plugin
        from one build of the preview to the next.)"""
        self.is_served = command == "serve"
        if self.is_served:
            self.included = InclusionLevel.is_in_serve

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what cannot work; in another theme's shell, bring a style sheet along."""
        if reason := refusal(config):
            raise PluginError(reason)
        if not is_ours(config):
            config.extra_css.append(GUEST)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read to plan, before the site's folder is emptied. One error for all mistakes; in a
        strict build, warnings stop here too."""
        settings = settings_of(config, is_scripted=self.is_served)
        assert settings is not None
        self.alone.enter_context(alone(settings.site_dir, log.info))
        try:
            self.prepared = prepare(
                settings,
                memory_of(settings, remember=False, pictures=True),
                lambda addresses: documents(config, addresses, self.included),
            )
        except BuildFailed as failed:
            raise PluginError(text_of(failed.problems, settings.docs_dir)) from failed
        self.bundles, unsearched = bundles(self.prepared)
        problems = (*self.prepared.problems, *unsearched)
        warnings = tuple(p for p in problems if p.severity == "warning")
        shown, left_out = at_a_glance(problems)
        for problem in shown:
            level = logging.WARNING if problem in warnings else logging.INFO
            log.log(level, text_of((problem,), settings.docs_dir))
        if left_out:
            log.info(f"{left_out:,} warnings more: `dateline check` shows all.")
        if warnings and config.strict:
            raise Abort(f"Aborted with {len(warnings)} warnings in strict mode!")
        self.html = printing(rendering(self.prepared))
        self.watch()

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every page as a file; of the authors' folder only what the plan publishes."""
        plan = self.prepared.plan
        keeps = keeper(plan, config, self.included)
        titles = dict(in_nav(config.nav))
        self.shells = {p.source: p for p in plan.pages if isinstance(p.view, MarkdownView)}
        pages = [
            generated(page, self.html, titles, config)
            for page in plan.pages
            if page.is_html and not isinstance(page.view, MarkdownView | NotFoundView)
        ]
        data = (page for page in plan.pages if not (page.is_html or page.is_bundle or page.is_part))
        theme = theme_files(self.prepared.settings, guest=not is_ours(config)).items()
        return WithBriefings(
            (
                *(file for file in files if keeps(file)),
                *(page.file for page in pages),
                *(beside_pages(each.path, self.html(each), config) for each in data),
                *(
                    File.generated(config, path, content=content)
                    for path, content in (
                        *self.bundles.items(),
                        *collected(self.prepared),
                        *last(self.prepared),
                    )
                ),
                *(File.generated(config, path, abs_src_path=str(file)) for path, file in theme),
                *(picture(copy.path, make, config) for copy, make in pictures(self.prepared)),
            ),
            {page.value.source: page.file for page in pages if is_searched(page.value)},
        )

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
    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Other themes print what a Markdown page says of itself as it is: it is escaped."""
        if not is_ours(config) and not isinstance(page, GeneratedPage):
            escape_words(page, dict(in_nav(config.nav)))
        return html

    @event_priority(FIRST)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Under Dateline's theme, Dateline's shell round what the page's content is by now."""
        if isinstance(page, GeneratedPage):
            return page.whole(output)
        value = self.shells.get(page.file.src_uri)
        if value is None or not is_ours(config):
            return output
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

    @event_priority(FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """List what Dateline wrote: `dateline build` may follow, and deletes nothing else. The
        search that comes with MkDocs is about to write its index: it shows no story twice."""
        only_briefings(config, self.prepared.plan.pages)
        record(self.prepared, Path(config.site_dir), self.bundles, whole=is_ours(config))
        self.alone.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site's folder to others; the preview lives on."""
        self.alone.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Follow the site's own templates too; MkDocs follows the rest."""
        self.server = server
        self.watch()
        return server

    def watch(self) -> None:
        """Follow the folder of templates from the first build on that finds it there."""
        templates = self.prepared.settings.templates
        if self.server and templates and templates not in self.watched:
            self.server.watch(str(templates))
            self.watched.add(templates)


def printing(render: Callable[[Page], bytes]) -> Callable[[Page], bytes]:
    """What renders pages, and tells MkDocs of a template that cannot."""

    def html(page: Page) -> bytes:
        try:
            return render(page)
        except Unprintable as failed:
            raise PluginError(str(failed)) from failed

    return html


def text_of(problems: Iterable[Problem], docs_dir: Path) -> str:
    """Problems in plain lines, one below the other."""
    return "\n".join(line for problem in problems for line in describe(problem, docs_dir))
