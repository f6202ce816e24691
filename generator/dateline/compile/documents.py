"""A Markdown page as MkDocs rendered it, made safe to print."""

from msgspec.structs import replace

from dateline.model.pages import Document
from dateline.prose.pages import clean_page


def compile_document(document: Document) -> Document:
    """The page cleaned, with the addresses that it links to."""
    cleaned = clean_page(document.html)
    return replace(document, html=cleaned.html, links=cleaned.links)
