"""The Markdown pages inside Dateline's shell, and the page for an address that does not exist."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from urllib.parse import urlsplit

from dateline.model.pages import Document, MarkdownView, NotFoundView, Page
from dateline.model.tree import Span
from dateline.plan.addresses import output_path
from dateline.plan.scope import Scope
from dateline.plan.shell import page
from dateline.problems import Problem, at

TOP = Span(1, 1, 1, 2)


def document_pages(documents: Iterable[Document], scope: Scope) -> Iterator[Page]:
    """Every Markdown page, and 404."""
    for document in documents:
        yield page(
            scope,
            "markdown.html",
            document.address,
            document.title,
            MarkdownView(html=document.html),
            source=document.path,
        )
    yield page(scope, "404.html", "/404.html", scope.words("Page not found"), NotFoundView())


def linked_path(document: Document, link: str) -> str | None:
    """The output path that a link of a Markdown page leads to, or None if it leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = normpath(join(document.address, parts.path))
    return output_path(path + "/" if parts.path.endswith(("/", "..", ".")) else path)


def dead_links(documents: Iterable[Document], paths: frozenset[str]) -> Iterator[Problem]:
    """Links of Markdown pages that lead to nothing this site has."""
    for document in documents:
        for link in document.links:
            path = linked_path(document, link)
            if path is not None and path not in paths and path != "":
                yield at(
                    document.path,
                    dict(reversed(document.places)).get(link, TOP),
                    "document/dead-link",
                    f"The link to `{link}` leads to nothing on this site.",
                    from_home(document, link, paths),
                )


def from_home(document: Document, link: str, paths: frozenset[str]) -> str:
    """The mend for a link that was written as if from the site's home."""
    path = urlsplit(link).path.strip("/")
    if output_path(f"/{path}/") not in paths:
        return ""
    up = "../" * document.address.strip("/").count("/") + "../"
    return f"This page is {document.address}: from there it is `{up}{path}/`."
