"""The interface's words and their translations: `make messages`, for those who change either.

In: our code and templates, and what translators wrote in
`dateline/locale/LANG/LC_MESSAGES/dateline.po`. Out: `locale/dateline.pot` with all words there are;
every .po with the same words, each with the translation it had; beside it the .mo that a build
reads. A new word has no translation until somebody writes one: what is missing is named, and a test
holds that nothing is.

This is no part of the package.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).parent.parent
LOCALES = PROJECT / "generator" / "dateline" / "locale"
TWO = "nplurals=2; plural=(n != 1)"
SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0"
    " : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
)
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
)
PLURALS = {
    "ar": ARABIC,
    "de": TWO,
    "es": TWO,
    "fr": "nplurals=2; plural=(n > 1)",
    "ru": SLAVIC,
    "tr": TWO,
    "uk": SLAVIC,
}
"""What the interface is translated into, and for each language how many forms a counted word has
and which of them a number takes: CLDR's, in CLDR's order, without those of whole millions. The
interface itself is written in English."""
SOURCES = {
    "generator/dateline": [("prose/**", "ignore"), ("**.py", "python")],  # prose has other `words`
    "templates": [("preview/**", "ignore"), ("**.html", "jinja2")],  # authors read English
}
KEYWORDS = {**DEFAULT_KEYWORDS, "words": None}
HEADERS = ("Language", "Plural-Forms", "Content-Type", "Content-Transfer-Encoding")
"""What a file says of itself. No date and no version: equal words make equal files."""


class Words(Catalog):
    """The words of the interface, in files that nothing but the words can change."""

    def __iter__(self) -> Iterator[Message]:
        kept = [f"{name}: {value}\n" for name, value in self.mime_headers if name in HEADERS]
        _, *messages = super().__iter__()
        return iter([Message("", "".join(kept)), *messages])


def extracted() -> Words:
    """All words that stand in our code and templates."""
    found = Words(header_comment="# The words of Dateline's interface, as the code has them.")
    for folder, methods in SOURCES.items():
        for path, _, text, _, context in extract_from_dir(
            PROJECT / folder, methods, {"**.html": {"silent": "false"}}, KEYWORDS
        ):
            found.add(text, locations=[(f"{folder}/{path}", 1)], context=context)
    return found


def translated(lang: str, all_words: Words) -> Words:
    """All words with the translations that a language has for them."""
    with po_file(lang).open("rb") as stream:
        old = read_po(stream, locale=lang)
    new = Words(lang, header_comment=old.header_comment)
    new.mime_headers = [("Plural-Forms", PLURALS[lang])]
    for message in list(all_words)[1:]:
        before = old.get(message.id, message.context) or message
        new.add(
            message.id,
            before.string,
            message.locations,
            user_comments=before.user_comments,
            context=message.context,
        )
    return new


def missing(words: Words) -> list[str]:
    """The words that have no translation, or not in every form."""
    return [str(each.id) for each in list(words)[1:] if not all(forms(each))]


def forms(message: Message) -> tuple[str, ...]:
    """A translation in all its forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def as_po(words: Words) -> bytes:
    """A catalogue as translators read it."""
    file = BytesIO()
    write_po(file, words, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue().rstrip(b"\n") + b"\n"


def as_mo(words: Words) -> bytes:
    """A catalogue as builds read it."""
    file = BytesIO()
    write_mo(file, words)
    return file.getvalue()


def po_file(lang: str) -> Path:
    """Where the translations of a language are."""
    return LOCALES / lang / "LC_MESSAGES" / "dateline.po"


def files() -> dict[Path, bytes]:
    """All files as they should be, by their paths. Names on standard error what is missing."""
    words = extracted()
    found = {LOCALES / "dateline.pot": as_po(words)}
    for lang in PLURALS:
        catalogue = translated(lang, words)
        for text in missing(catalogue):
            print(f"{lang}: not translated yet: {text}", file=sys.stderr)
        found[po_file(lang)] = as_po(catalogue)
        found[po_file(lang).with_suffix(".mo")] = as_mo(catalogue)
    return found


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
