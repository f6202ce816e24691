"""Quotation marks: which belong together, and which have lost their other half.

In: a stretch of text without markup. Out: places in it. The marks of all usual styles are known,
“so”, „so“, ”so”, «so», »so«, "so", 「so」; which one a desk uses is its own affair. Single marks
are apostrophes too often to judge.
"""

import re
from typing import NamedTuple

CLOSING = {
    "“": "”",
    "„": "“”",
    "”": "”“",
    "«": "»",
    "»": "«»",
    '"': '"',
    "「": "」",
    "『": "』",
}
"""By what each opening mark may be closed."""
DEPTH = 4
_MARK = re.compile(r"[“„”«»「」『』\"](?:(?<!\")|(?<![\w\"]\")|(?!\w)|(?<=[ء-ي]\"))")
"""Any mark; a straight one inside a word (צה"ל) is none, but in Arabic, where "and" and "by" are
written to the word that follows, it is."""
_SINGLE = re.compile(r"[‘'](?<!\w.)(?=\w)[^‘\n]*?(?<=[\w.,!?…])[’'](?!\w)")


class Quoted(NamedTuple):
    """Stretches in quotation marks, the outermost ones, and marks without another half."""

    stretches: tuple[tuple[int, int], ...]
    alone: tuple[int, ...]

    def covers(self, length: int) -> bytearray:
        """For each character of a text of this length, whether it stands in quotation marks. What
        is opened and not closed goes on to the end."""
        covered = bytearray(length)
        for start, end in (*self.stretches, *((mark, length) for mark in self.alone[:1])):
            covered[start:end] = b"\1" * (end - start)
        return covered


def has_marks(text: str) -> bool:
    """Whether there is any mark in a text."""
    return bool(_MARK.search(text))


def quoted(text: str) -> Quoted:
    """What stands in quotation marks in one paragraph."""
    open_: list[int] = []
    alone: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        opened = _opened(text, open_, mark)
        if opened >= 0:
            alone += open_[opened + 1 :]
            if opened == 0:
                found.append((open_[0], at + 1))
            del open_[opened:]
        elif mark == '"' and text[at - 1 : at].isdigit():
            continue  # inches
        elif mark in CLOSING:
            open_.append(at)
        else:
            alone.append(at)
    singles = (match.span() for match in _SINGLE.finditer(text))
    return Quoted((*found, *singles), tuple(sorted((*alone, *open_))))


def _opened(text: str, open_: list[int], mark: str) -> int:
    """Which of the open marks another one closes, or -1; quotations nest a few deep only."""
    for index in range(len(open_) - 1, max(-1, len(open_) - 1 - DEPTH), -1):
        if mark in CLOSING[text[open_[index]]]:
            return index
    return -1


def goes_on(text: str, mark: int, following: str) -> bool:
    """Whether a quotation over several paragraphs explains an opening mark: the next paragraph
    opens again."""
    return text[mark] in CLOSING and following.lstrip()[:1] == text[mark]
