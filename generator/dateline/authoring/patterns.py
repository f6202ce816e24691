"""The small languages inside the fields as regular expressions, for editors to see slips by.

None of them refuses what `model/values` reads; some let pass what it refuses (a day that the
calendar does not have). They are written so that ECMAScript, by which editors read them, and
Python mean the same; `$` is the very end of a text. A regular expression of JSON Schema cannot
ignore case, so letters stand in both.
"""

import re

from dateline.model.names import SLUG as SLUG_WORDS

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_ZONE = "Z|[+-][0-9]{2}:[0-9]{2}| [A-Za-z]+(?:/[A-Za-z0-9_+-]+)+"
_WEB = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*"
_WHOLE = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_OTHER_SCRIPT = r"[^\x00-\x7F]"

SOMETHING = r"\S"
ONE_LINE = r"^\s*\S([^\n]*\S)?\s*$"
SLUG = f"^{SLUG_WORDS.pattern}$"
DAY = f"^{_DATE}$"
TIME = f"^(?:{_DATE} )?{_CLOCK}(?:{_ZONE})?$"
MOMENT = f"^{_DATE}(?: {_CLOCK}(?:{_ZONE})?)?$"
DAY_OR_TIME = f"^(?:{_DATE}|(?:{_DATE} )?{_CLOCK}(?:{_ZONE})?)$"
REFERENCE = f"^{_DATE}(?:-{SLUG_WORDS.pattern})?#{SLUG_WORDS.pattern}$"
ADDRESS = f"^{_WEB}$"
FILE = rf"^(?!{_WEB}$)[\s\S]*\S"
LANGUAGE = "^[a-z]{2,4}(?:-|$)"
DEGREES = r"^[-−]?[0-9]{1,3}(?:\.[0-9]+)?$"
AMOUNT = rf"^[<~]?[-−]?(?:{_WHOLE}(?:\.[0-9]+)?(?=$|[\s%+\[-]|{_OTHER_SCRIPT})|{_OTHER_SCRIPT})"
"""The number that a VALUE starts with. Digits of other scripts are left to the build."""


def word_of(words: tuple[str, ...]) -> str:
    """One of these words of ASCII letters, in small or capital letters, and nothing else."""
    return f"^(?:{'|'.join(map(_both_cases, words))})$"


def choice_of(words: tuple[str, ...]) -> str:
    """One of these words, with spaces around it if need be."""
    return word_of(words).replace("^", r"^\s*").replace("$", r"\s*$")


def _both_cases(word: str) -> str:
    return re.sub("[A-Za-z]", lambda letter: f"[{letter[0].upper()}{letter[0].lower()}]", word)
