"""How words are written into YAML files so that they are read back unchanged."""

import re

from dateline.model.values.words import in_quotes

PLAIN = re.compile(r"[^\W\d_](?:[\w ’'/().–-]*[\w).])?")
"""What means itself without quotation marks, in any YAML."""
NOT_TEXT = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
"""What is no text to some YAML."""
LONGEST = 70


def scalar(text: str) -> str:
    """A text on one line as a YAML value or key."""
    if PLAIN.fullmatch(text) and text.casefold() not in NOT_TEXT:
        return text
    return in_quotes(text)


def remark(text: str) -> str:
    """A text as part of a comment: on one line, and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rpartition(" ")[0] + " …"


def switched_off(lines: list[str], indent: str) -> list[str]:
    """Lines as comments; an editor's "toggle comment" gives them back."""
    return [f"{indent}# {line.removeprefix(indent)}".rstrip() for line in lines]


def many(count: int, word: str, words: str = "") -> str:
    """`1 day`, `2 days`; `1 entry`, `2 entries`."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"
