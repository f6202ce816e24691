"""The sanitiser: whatever Python-Markdown makes, only these tags and addresses come through.

An author's words cannot hold a tag (raw HTML is off), so that nothing is taken away here but
what a mistake of ours or of Python-Markdown would let in.
"""

import re
from html import escape

import nh3

_TAGS = """
    p em strong code pre ul ol li blockquote footer table thead tbody tr th td hr br a img div
    h1 h2 h3 h4 h5 h6
"""
_ATTRIBUTES = {"a": {"href", "title", "rel"}, "img": {"src"}, "code": {"class"}}
_VALUES = {
    "blockquote": {"dir": {"auto"}},
    "div": {"class": {"table"}, "tabindex": {"0"}},
    "pre": {"tabindex": {"0"}},
    "th": {"class": {"left", "center", "right"}, "scope": {"col"}},
    "td": {"class": {"left", "center", "right"}},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto", "ref"},
    link_rel=None,
    clean_content_tags=set(),
)


_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_USUAL = re.compile(
    rf"https?://(?:{_LABEL}\.)+[a-z]{{2,}}(?:/[\w.~!$&*+,;=:@%/-]*)?"
    r"(?:\?[\w.~!$&*+,;=:@%/?-]*)?(?:#[\w.~!$&*+,;=:@%/?-]*)?",
    re.ASCII,
)
"""An address with a host of plain labels, none of them in Punycode (`--`) and the last no number:
any browser can read it."""


def clean(html: str) -> str:
    """The HTML with nothing but what the list allows, well formed."""
    return _CLEANER.clean(html)


def keeps(address: str) -> bool:
    """Whether a link to this address would come through: it is one that a browser can read."""
    if _USUAL.fullmatch(address):
        return True
    return "href" in _CLEANER.clean(f'<a href="{escape(address)}"></a>')
