"""What nodes of JSON-LD are made of: values that schema.org's terms may have."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dateline.model.pages import Site
from dateline.model.plain import plain
from dateline.model.prose import Fragments, Prose

Node = dict[str, Any]
_ESCAPES = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")


def node(kind: str | list[str], **fields: Any) -> Node:
    """A thing of a kind, or of several at once, without the fields that say nothing."""
    return {"@type": kind} | {name: value for name, value in fields.items() if value}


def escaped(json: str) -> str:
    """JSON that can stand in a `<script>`: none of its texts can end the element, or begin a
    comment in it (HTML, "Restrictions for contents of script elements")."""
    for character, escape in _ESCAPES:  # many times faster than `str.translate`
        json = json.replace(character, escape)
    return json


class Telling(NamedTuple):
    """What all nodes of a site share: its constants, and the compiled texts."""

    site: Site
    fragments: Callable[[Prose], Fragments]

    def whole(self, address: str) -> str:
        """An address of the site, whole; one of another site as it is."""
        return self.site.url.rstrip("/") + address if address.startswith("/") else address

    def text(self, prose: Prose) -> str:
        """The words of a text."""
        return plain(self.fragments(prose))

    @property
    def publisher(self) -> Node:
        """Whoever publishes the site."""
        return node("Organization", **{"@id": f"{self.site.url}#publisher"}, name=self.site.name)

    @property
    def is_original(self) -> bool:
        """Whether this is the site's own language, which others are translated from."""
        return self.site.home == "/"
