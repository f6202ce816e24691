"""Fragments to plain text: the words alone.

In: the fragments of a text. Out: what a reader hears of them, for summaries, metadata and wherever
else no tag may stand.
"""

import re

from dateline.model.prose import Fragments

INLINE = frozenset(("em", "strong", "code", "a", "img", "br"))
"""The tags inside a block."""
TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?:[^>"]|"[^"]*")*>""")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp);")
_GAP = re.compile(r"\n\s*\n\s*")
_CHARACTERS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}


def plain(fragments: Fragments) -> str:
    """The words alone: no citations, no pictures, an empty line between blocks. Ranges of
    likelihood are words."""
    parts: list[str] = []
    _collect(fragments, parts)
    text = unescape(TAG.sub(_boundary, "".join(parts)))
    return _GAP.sub("\n\n", text).strip()


def unescape(html: str) -> str:
    """The characters of a text between tags."""
    return _ENTITY.sub(lambda match: _CHARACTERS[match[0]], html) if "&" in html else html


def _collect(fragments: Fragments, parts: list[str]) -> None:
    for fragment in fragments:
        if isinstance(fragment, str):
            parts.append(fragment)
        elif fragment.kind == "source":
            _strip_end(parts)
        elif fragment.kind == "likelihood":
            parts.append(f"({fragment.target})")
        elif fragment.kind == "heading":
            parts.append("<h2>")
            _collect(fragment.body, parts)
            parts.append("</h2>")
        else:
            _collect(fragment.body, parts)


def _strip_end(parts: list[str]) -> None:
    if parts:
        parts[-1] = parts[-1].rstrip()


def _boundary(match: re.Match[str]) -> str:
    return "" if match[2] in INLINE else "\n\n"
