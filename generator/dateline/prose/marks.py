"""The characters that carry us through Python-Markdown. Authors cannot write them (`source`).

A `[` is followed by its number in the text, so that a link knows its place. AND stands for `&`,
which Python-Markdown would read as the beginning of an HTML entity.
"""

import re

AND = "\x11"
_MARK = re.compile("\x0e[0-9]+\x0f")


def mark(number: int) -> str:
    """A `[` with its number in the text."""
    return f"[\x0e{number}\x0f"


def finished(html: str) -> str:
    """Python-Markdown's HTML without our marks."""
    return _MARK.sub("", html).replace(AND, "&amp;")


def unmarked(text: str) -> str:
    """Source text without our marks."""
    return _MARK.sub("", text).replace(AND, "&")
