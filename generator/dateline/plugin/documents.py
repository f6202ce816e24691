"""The Markdown pages of a site, rendered by MkDocs's own page objects.

MkDocs's `build()`, which empties the site's folder, is never called here.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import mkdocs.structure.pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from dateline.model.pages import Document


def documents(config: MkDocsConfig, addresses: Mapping[str, str]) -> Iterator[Document]:
    """Every Markdown page under the authors' folder, in MkDocs's order.

    A page may link to a briefing by its file (`2016/2016-06-19.yaml`): `addresses` says where
    that leads.
    """
    briefings = {
        path: File(address.strip("/") + "/index.md", None, config.site_dir, True)
        for path, address in addresses.items()
    }
    files = WithBriefings(get_files(config), briefings)
    top = Path(config.docs_dir).resolve()
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        if file.abs_src_path is None or top not in Path(file.abs_src_path).resolve().parents:
            continue  # a symbolic link out of the authors' folder is never followed
        page = Page(None, file, config)
        page.read_source(config)
        with quiet():
            page.render(config, files)
        yield document(page)


@contextmanager
def quiet() -> Iterator[None]:
    """Without MkDocs's word on links that lead nowhere: plan says it, of every page, as an
    error, and knows the pages that MkDocs cannot know yet."""
    level = mkdocs.structure.pages.log.level
    mkdocs.structure.pages.log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        mkdocs.structure.pages.log.setLevel(level)


def document(page: Page) -> Document:
    """A page that MkDocs has rendered."""
    return Document(
        path=page.file.src_uri,
        address="/" + page.file.url.removeprefix("./"),
        title=str(page.title),
        html=page.content or "",
    )


class WithBriefings(Files):
    """MkDocs's files, in which a briefing's YAML file is found as its page."""

    def __init__(self, files: Iterable[File], briefings: Mapping[str, File]) -> None:
        super().__init__(files)
        self.briefings = briefings

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path under the authors' folder."""
        found = self.briefings.get(PurePosixPath(path).as_posix())
        return found or super().get_file_from_path(path)
