"""One file's bytes, made into text that YAML may be asked about.

Takes bytes, gives text with `\\n` line ends, or the one problem why not. Nothing here knows
YAML's grammar; it only keeps out what a YAML 1.1 parser would misread or choke on.
"""

import re

from dateline.model.tree import Span
from dateline.problems import Problem, at, instead

MAX_BYTES = 1_000_000

# YAML 1.1 takes these three for line ends; no editor shows them as such.
_LINE_BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_STRAY_BYTE = re.compile("[\udc80-\udcff]")


def wrong(
    path: str, span: Span, code: str, message: str, hint: str = "", fix: str | None = None
) -> Problem:
    """An error at a place; `fix` is what may stand there instead without a doubt."""
    mend = None if fix is None else instead(span, fix)
    return at(path, span, code, message, hint, mend)


def decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of a file: UTF-8, a byte-order mark at its start dropped, line ends `\\n`. What
    does not belong into it stands in the text as something harmless, so that the other mistakes
    of the file are found as well; the text is empty if there is nothing to read at all.

    Errors: over 1 MB, UTF-16, not UTF-8, control characters, line ends that only YAML knows.
    """
    if len(data) > MAX_BYTES:
        return "", too_large(path, len(data))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _looks_like_utf16(data):
        message = "The file is saved as UTF-16, not as UTF-8."
        place = Span(1, 1, 1, 1)
        return "", wrong(path, place, "file/encoding", message, "Save it as UTF-8.")
    try:
        text, problem = data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        problem = _not_utf8(path, data, error.start, len(_STRAY_BYTE.findall(text)) - 1)
        text = _STRAY_BYTE.sub(_legacy, text)
    text = plain_lines(text)
    unfit = _UNFIT.search(text)
    if unfit:
        problem = problem or _unfit(path, text, unfit.start())
        text = _UNFIT.sub("\ufffd", text)
    return text, problem


def _legacy(byte: re.Match[str]) -> str:
    """What a byte that is no UTF-8 most likely stands for."""
    return bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace")


def plain_lines(text: str) -> str:
    """A text without the byte-order mark at its start, its line ends made `\\n`."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unfit_in(text: str) -> str:
    """The name of the first character in a text that no file may hold (`U+0000`), or `""`."""
    found = _UNFIT.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def too_large(path: str, size: int) -> Problem:
    """A file over the limit; `size` in bytes."""
    message = f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read."
    return wrong(path, Span(1, 1, 1, 1), "file/too-large", message, "Split it into several.")


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:200]
    return len(head) > 3 and head.count(0) * 3 > len(head)


def _not_utf8(path: str, data: bytes, start: int, more: int) -> Problem:
    span = _at(plain_lines(data[:start].decode("utf-8")))
    byte = data[start]
    legacy = data[start : start + 1].decode("cp1252", "replace")
    meant = f" (in Windows-1252 it is “{legacy}”)" if legacy.isprintable() else ""
    also = f", and {more} more like it" if more else ""
    message = f"This is not UTF-8: the byte {byte:#04x} does not belong here{meant}{also}."
    return wrong(path, span, "file/encoding", message, "Save the file as UTF-8.")


def _unfit(path: str, text: str, start: int) -> Problem:
    character = text[start]
    span = _at(text[:start])
    more = len(_UNFIT.findall(text)) - 1
    also = f", and {more} more like it" if more else ""
    if name := _LINE_BREAKS.get(character):
        message = f"An invisible line separator ({name}) stands here{also}."
        return wrong(path, span, "file/line-separator", message, "Use a plain line break.")
    name = "a byte-order mark" if character == "\ufeff" else f"U+{ord(character):04X}"
    message = f"An invisible character ({name}) stands here{also}."
    return wrong(path, span, "file/control-character", message, "Delete it.")


def _at(before: str) -> Span:
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Span(line, column, line, column + 1)
