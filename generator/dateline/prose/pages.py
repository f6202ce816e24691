"""The HTML of a Markdown page, cleaned: authors are partly strangers there too."""

from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

TAGS = nh3.ALLOWED_TAGS | {"details", "summary", "figure", "figcaption", "section", "input"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"id", "class", "lang", "dir", "title", "aria-label", "role"},
    "a": {"href", "hreflang"},
    "input": {"type", "checked", "disabled"},
}
SCHEMES = {"http", "https", "mailto"}


class CleanPage(NamedTuple):
    """A page's HTML without anything that runs, fetches or sends; and the addresses in it."""

    html: str
    links: tuple[str, ...]


def clean_page(html: str) -> CleanPage:
    """Keep what a text needs. Pictures come from this site only: no reader's browser calls
    another host for them."""
    links: dict[str, None] = {}

    def keep(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            parts = urlsplit(value)
            if name == "src" and (parts.scheme or parts.netloc):
                return None
            links[value] = None
        if tag == "input" and name == "type" and value != "checkbox":
            return None
        return value

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return CleanPage(cleaned, tuple(links))
