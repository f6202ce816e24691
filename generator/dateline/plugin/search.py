"""The search that comes with MkDocs, kept to what a reader looks for.

It does not know `search: exclude` in a page's meta, as Material's does: every story would be
found on its own page, in its briefing and on the home page. And it escapes what it shows, so
that titles in its index are plain text.
"""

from collections.abc import Iterable
from html import unescape

from mkdocs.config.defaults import MkDocsConfig

from dateline.model.pages import MarkdownView, Page
from dateline.plugin.pages import is_searched


def only_briefings(config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Leave briefings and Markdown pages in the index that is about to be written."""
    ours = {
        page.address.lstrip("/"): is_searched(page)
        for page in pages
        if not isinstance(page.view, MarkdownView)
    }
    index = getattr(config.plugins.get("search"), "search_index", None)
    kept = []
    for entry in (entries := getattr(index, "_entries", [])):
        searched = ours.get(entry["location"].partition("#")[0])
        if searched:
            entry["title"] = unescape(entry["title"])
        if searched is not False:
            kept.append(entry)
    entries[:] = kept
