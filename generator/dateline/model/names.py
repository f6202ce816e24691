"""How files and addresses are named: briefings by date, registers, slugs.

Strings in, values out; nothing here opens a file or reports a problem.
"""

import re
from datetime import date
from functools import cache
from unicodedata import combining, normalize

REGISTERS = ("sections", "threads", "sources", "entities")
YAML_SUFFIXES = (".yaml", ".yml")
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # those that MkDocs knows

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
BRIEFING = re.compile(
    rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:-(?P<edition>{SLUG.pattern}))?"
    rf"(?:\.(?P<lang>{LANGUAGE.pattern}))?\.ya?ml"
)
FIRST_YEAR, LAST_YEAR = 1000, 9998  # four digits, with room for every time zone

# Letters that Unicode does not take apart, and how they are commonly written in ASCII.
_ASCII = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
    | dict.fromkeys("'’‘ʼʻ`´", "")
)


def briefing_name(path: str) -> tuple[date, str, str] | None:
    """Date, edition and language (each may be empty) of a briefing's file name.

    `path` may have folders. None if the name is not `YYYY-MM-DD[-edition][.lang].yaml|.yml` or
    its date does not exist.
    """
    match = BRIEFING.fullmatch(path.rpartition("/")[2])
    day = real_date(match["date"]) if match else None
    if match is None or day is None:
        return None
    return day, match["edition"] or "", match["lang"] or ""


def register_name(path: str) -> str | None:
    """`sections` for `sections.yaml` or `sections.yml` directly in the authors' folder."""
    stem, dot, suffix = path.rpartition(".")
    return stem if dot + suffix in YAML_SUFFIXES and stem in REGISTERS else None


def real_date(text: str) -> date | None:
    """The date written `YYYY-MM-DD`, or None if it is not one or does not exist."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


_SAME = (("\n", " "), ("\u00a0", " "), ("\u202f", " "), ("\u2019", "'"), ("\u02bc", "'"))


def one_form(text: str) -> str:
    """A text in which characters that readers cannot tell apart are one: composed accents (NFC),
    plain spaces, straight apostrophes. A text in NFC keeps its length."""
    form = normalize("NFC", text)
    for written, same in _SAME:
        form = form.replace(written, same)
    return form


@cache
def folded(name: str) -> str:
    """A name as it is looked up: in one form, case and extra spaces ignored."""
    return normalize("NFC", " ".join(one_form(name).casefold().split()))


def is_slug(text: str) -> bool:
    """Whether a text is lower-case ASCII words joined by single hyphens."""
    return SLUG.fullmatch(text) is not None


def ascii_slug(text: str) -> str:
    """The slug of a name, or `""` if a letter or digit of it has no ASCII form.

    A name in another script is asked for, never guessed. Accents and apostrophes fall away,
    everything else between letters becomes one hyphen.
    """
    plain = normalize("NFKD", text.casefold().translate(_ASCII))
    letters = [c for c in plain if not combining(c)]
    if any(c.isalnum() and not c.isascii() for c in letters):
        return ""
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letters)))
