"""A mail that clients show: styles in its elements, and never too long.

In: the text of `email.html`, a whole document with a style sheet in its head; where it may say
less, it says both (`<!--long-->…<!--short-->…<!--end-->`), and its entries stand between
`<!--entry-->` and `<!--/entry-->`. Out: the document, under `MOST` bytes. Knows css-inline.

A long briefing says less in steps: first its pictures go, then the texts of its last entries, as
many as must, are cut to what stands for them, and where that is not enough, its last entries are
left out, or (where what is left is too much still) all between `<!--all-->` and `<!--/all-->`. It
says so where it does (`<!--less-->…<!--end-->`, `<!--fewer-->…<!--end-->`).
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from css_inline import CSSInliner

MOST = 100_000
"""Bytes. Gmail shows no more than 102 KB of a mail and hides the rest behind a link."""
WIDEST = 536
"""Pixels that a picture has room for: Outlook takes its size from nothing but its attributes."""
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_CHOICE = re.compile(r"<!--long-->(.*?)<!--short-->(.*?)<!--end-->", re.DOTALL)
_ENTRY = re.compile(r"<!--entry-->.*?<!--/entry-->", re.DOTALL)
_ALL = re.compile(r"<!--all-->.*<!--/all-->", re.DOTALL)
_NOTICE = re.compile(r"<!--(less|fewer)-->(.*?)<!--end-->", re.DOTALL)
_MARK = re.compile("<!--/?(?:entry|all)-->")
_SIZE = re.compile(r'(<img\b[^>]*?) width="(\d+)" height="(\d+)"')
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)


@cache
def inliner() -> "CSSInliner":
    """What puts rules into the elements that they are for; those that hold for some screens only
    stay in the head. It fetches nothing."""
    from css_inline import CSSInliner  # a site without mails need not load it

    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def as_mail(html: str) -> bytes:
    """A document as a mail, in UTF-8."""
    made = _CHARSET.sub("", inliner().inline(html)).replace(
        "<head>", '<head><meta charset="utf-8">', 1
    )
    return shortened(_SIZE.sub(fitting, made)).encode()


def fitting(found: re.Match[str]) -> str:
    """A picture's tag, with no more width than there is room."""
    width, height = int(found[2]), int(found[3])
    shown = min(width, WIDEST)
    return f'{found[1]} width="{shown}" height="{max(1, round(height * shown / width))}"'


def shortened(html: str) -> str:
    """A mail with as much as it has room for."""
    for made in (html, _FIGURE.sub("", html)):
        if size(whole := told(made, made is not html)) < MOST:
            return whole
    bare = _FIGURE.sub("", html)
    choices = [*_CHOICE.finditer(bare)]
    few = cut(bare, choices, MOST)
    if size(few) < MOST:
        return few
    entries = [*_ENTRY.finditer(bare)]
    kept = bisect(len(entries), lambda count: size(fewer(bare, entries, count)) < MOST)
    few = fewer(bare, entries, kept)
    return few if size(few) < MOST else fewer(_ALL.sub("", bare), [], 0)


def cut(html: str, choices: list[re.Match[str]], most: int) -> str:
    """As many of the last texts as must be are cut."""
    count = bisect(len(choices), lambda kept: size(with_choices(html, kept)) < most)
    return with_choices(html, count)


def with_choices(html: str, kept: int) -> str:
    """The first texts long, the others short."""
    numbers = iter(range(1 << 30))
    made = _CHOICE.sub(lambda found: found[1] if next(numbers) < kept else short(found), html)
    return told(made, less=True)


def short(found: re.Match[str]) -> str:
    """What stands for a text, unless that is no shorter."""
    return min(found[1], found[2], key=len)


def fewer(html: str, entries: list[re.Match[str]], kept: int) -> str:
    """The first entries, each with what stands for its texts."""
    if kept < len(entries):
        html = html[: entries[kept].start()] + html[entries[-1].end() :]
    return told(_CHOICE.sub(short, html), less=True, fewer=True)


def told(html: str, less: bool, fewer: bool = False) -> str:
    """A mail that says of itself what is not all there, and has no marks any more."""
    said = {"less": less and not fewer, "fewer": fewer}
    made = _NOTICE.sub(lambda found: found[2] if said[found[1]] else "", html)
    made = _CHOICE.sub(r"\1", made)
    return _MARK.sub("", made)


def size(text: str) -> int:
    """How many bytes a text takes."""
    return len(text.encode())


def bisect(most: int, holds: Callable[[int], bool]) -> int:
    """The greatest number up to `most` of which it holds, if it holds of all that are smaller; 0 if
    of none."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
