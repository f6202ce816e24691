"""Other shapes of a page: what leaves the site is rendered as simple HTML first, and then turned
into what it is to be.

In: the text of a rendered template. Out: bytes. `SHAPES` says of which templates; what all of them
print is the plain edition (`partials/_plain.html`), so that no shape says less than another.
"""

from collections.abc import Callable, Mapping

from dateline.render.shapes.books import as_chapter
from dateline.render.shapes.mail import as_mail
from dateline.render.shapes.markdown import as_markdown
from dateline.render.shapes.text import as_message, as_text

__all__ = ["SHAPES"]

SHAPES: Mapping[str, Callable[[str], bytes]] = {
    "twin.html": as_markdown,
    "email.html": as_mail,
    "email-text.html": as_text,
    "message.html": as_message,
    "chapter.html": as_chapter,
}
"""By template, what makes the shape."""
