"""The few Markdown pages of a site, rendered by MkDocs for the command line.

In: the path of mkdocs.yml. Out: its configuration, and each Markdown page as a `Document`.
MkDocs's own `build()`, which empties the site's folder, is never called.
"""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.structure.pages import Page

from dateline.model.pages import Document
from dateline.plugin import settings_of

__all__ = ["documents", "load", "others", "settings_of"]


def load(config_file: Path) -> MkDocsConfig:
    """The configuration of a site.

    Raises `mkdocs.exceptions.MkDocsException` if it cannot be read or is not valid; MkDocs's
    log says why.
    """
    return load_config(config_file=str(config_file))


def others(config: MkDocsConfig) -> tuple[str, ...]:
    """The plugins in mkdocs.yml that the command line does not run."""
    return tuple(name for name in config.plugins if name != "dateline")


def documents(config: MkDocsConfig) -> Iterator[Document]:
    """Every Markdown page under the authors' folder, in MkDocs's order."""
    files = get_files(config)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        page = Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
        yield Document(
            path=file.src_uri,
            address="/" + file.url.removeprefix("./"),
            title=str(page.title),
            html=page.content or "",
        )
