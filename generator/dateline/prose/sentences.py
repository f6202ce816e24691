"""Where sentences end. Plain text comes in; sentences, shortened ones and word counts go out.

Splitting errs on the side of too long a sentence: after `Mr.`, `U.S.` or an initial it never
ends one.
"""

import re

_END = re.compile(
    r"""[.!?…؟۔。！？](?:(?<![。！？])[.!?…؟۔]*["'”’»)\]]*(?=\s|$)|(?<=[。！？])["”’」』）]*)"""
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_LAST_WORD = re.compile(r"[^\s(\[“‘\"'«]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"\s*(\S?)")
_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")
_TITLES = """
    Mr Mrs Ms Mx Dr Prof St Sr Jr Gen Lt Col Maj Brig Capt Cpt Cmdr Cdr Adm Sgt Cpl Pvt Sen Rep
    Gov Pres Amb Rev Hon Fr Hr vs cf ca approx incl esp e.g i.e viz al Mt Ft
"""
_BEFORE_NUMBERS = """
    No Nos Art Arts Fig Figs Sec Ch Vol p pp para paras c Jan Feb Mar Apr Jun Jul Aug Sep Sept
    Oct Nov Dec Res Nr
"""
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LETTER = re.compile(r"[^\W_]")
_WIDTH = 90
_NEVER_LAST = frozenset(_TITLES.split())
_NOT_LAST_BEFORE_DIGITS = frozenset(_BEFORE_NUMBERS.split())
_LONGEST = 20
"""No word that is looked at is longer."""


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence; an empty line always ends one."""
    found = []
    start = _skip_space(text, 0)
    for end in _ends(text):
        if text[start:end].strip():
            found.append((start, end))
            start = _skip_space(text, end)
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a plain text, each on one line."""
    return tuple(on_one_line(text[start:end]) for start, end in spans(text))


def on_one_line(text: str) -> str:
    """A text with one space for each stretch of white space; spaces that do not break stay."""
    if "\u00a0" in text or "\u202f" in text:
        return _BREAKING.sub(" ", text).strip()
    return " ".join(text.split())


def shorten(sentence: str, width: int = _WIDTH) -> str:
    """The sentence, cut after a word at no more than `width` characters, with an ellipsis.

    A word longer than that is cut inside.
    """
    if len(sentence) <= width:
        return sentence
    cut = sentence.rfind(" ", 0, width)
    kept = sentence[: cut if cut > 0 else width - 1]
    return kept.rstrip(" \n,;:.–—-([“‘«") + "…"


def count_words(text: str) -> int:
    """Words between spaces that hold a letter or digit; in scripts without spaces (Chinese,
    Japanese, Thai …) two characters count as a word."""
    tight = len(_NO_SPACES.findall(text))
    loose = _NO_SPACES.sub(" ", text) if tight else text
    words = loose.split()
    doubtful = [each for each in words if not each[0].isalnum()]
    signs = sum(1 for each in doubtful if not _LETTER.search(each))
    return len(words) - signs + (tight + 1) // 2


def writes_without_spaces(character: str) -> bool:
    """Whether the character belongs to a script that puts no spaces between words."""
    return _NO_SPACES.match(character) is not None


def _ends(text: str) -> list[int]:
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]
    if "\n" not in text:
        return [*ends, len(text)]
    paragraphs = [match.start() for match in _EMPTY_LINE.finditer(text)]
    return sorted({*ends, *paragraphs, len(text)})


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())[1]  # type: ignore[index]
    if following.islower():
        return False
    sign = match[0]
    if sign[0] != "." or sign[:2] == "..":
        return True
    last = _last_word(text[max(0, match.start() - _LONGEST) : match.start()])
    if last in _NEVER_LAST or (_DOTTED.fullmatch(last) and not (len(last) == 1 and last.islower())):
        return False
    return not (last in _NOT_LAST_BEFORE_DIGITS and following.isdigit())


def _last_word(text: str) -> str:
    """The word at the end of a text; empty if there is none."""
    word = text.rpartition(" ")[2]
    if word.isalnum():
        return word
    found = _LAST_WORD.search(text)
    return found[0] if found else ""


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
