"""Texts with Markdown: on one line or as a block; an entry's with its headline taken off.

In: a node. Out: `Prose`, or for an entry's text `Story`. The Markdown itself is read by
`dateline.prose`.
"""

import re
from typing import Any, NamedTuple

from dateline.compile.scalars import scalar, warn_of_comment
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.prose import Prose
from dateline.model.tree import Node, Scalar, Span

HEADLINE = re.compile(r"\s*^# +(\S[^\n]*)\n?", re.MULTILINE)


class Story(NamedTuple):
    """An entry's text: its headline (empty without one) and where that stands, and the rest."""

    headline: str
    span: Span
    prose: Prose | None


def headline_of(node: Node) -> str:
    """The headline in the first line of a text, before anything of it is compiled; else empty."""
    first = HEADLINE.match(node.text) if isinstance(node, Scalar) else None
    return first[1].rstrip() if first else ""


def markdown(node: Node, type_: schema.Markdown, sheet: Sheet, what: str) -> Any:
    """A text with Markdown, compiled to `Prose`; an entry's, with its headline, to `Story`."""
    found = block(node, sheet, what)
    if found is None:
        return None
    judges = type_.judges
    return story(found, sheet) if type_.headline else sheet.prose(found, judges=judges)


def story(found: Scalar, sheet: Sheet) -> Story:
    """Take off a first line `# …`; compile what follows."""
    first = HEADLINE.match(found.text)
    if first is None:
        return Story("", found.span, sheet.prose(found, judges=True))
    headline = first[1].rstrip()
    span = found.place(first.start(1), first.start(1) + len(headline))
    sheet.judge(found, first.start(1), first.start(1) + len(headline))
    if not found.text[first.end() :].strip():
        return Story(headline, span, None)
    return Story(headline, span, sheet.prose(found, first.end(), judges=True))


def block(node: Node, sheet: Sheet, what: str) -> Scalar | None:
    """The node, if it is a block `|` or stands on one line."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    warn_of_comment(found, sheet, what)
    if found.style == ">" or (found.style != "|" and found.lines > 1):
        sheet.note(
            found.span,
            "text/folded",
            f"`{what}` has several lines, and without `|` YAML would run them together.",
            f"{what}: |  and the text on the lines below, indented",
        )
        return None
    return found
