"""The catalogues: whole, as the code and the translators have them, and in the pages."""

import re
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.messages import Message
from babel.messages.pofile import read_po

from conftest import PROJECT, build_site, tree, write_site
from dateline.model import language
from dateline.render.code import compiled

sys.path.insert(0, str(PROJECT / "generator"))

import catalogues

MESSAGES = [
    pytest.param(lang, message, id=f"{lang}-{message.id}")
    for lang in catalogues.PLURALS
    for message in list(read_po(catalogues.po_file(lang).open("rb"), locale=lang))[1:]
]
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?(.?)")
NUMBERS = range(2000)
"""Numbers that are counted; CLDR has other forms for whole millions in French and Spanish."""


def test_catalogues_are_what_make_messages_writes(capsys: pytest.CaptureFixture[str]) -> None:
    for path, content in catalogues.files().items():
        assert path.read_bytes() == content, f"{path.relative_to(PROJECT)}: run `make messages`"
    assert not capsys.readouterr().err, "words without a translation"


def test_every_language_that_is_there_is_known() -> None:
    there = {path.parts[-3] for path in catalogues.LOCALES.rglob("*.[mp]o")}
    assert there == set(catalogues.PLURALS)


@pytest.mark.parametrize("lang", catalogues.PLURALS)
def test_numbers_take_the_forms_that_cldr_says(lang: str) -> None:
    """Forms stand in CLDR's order: where its category is another, so is the form."""
    rule, plural = Locale(lang).plural_form, language.translations(lang).plural  # type: ignore[attr-defined]
    order = [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in rule.tags]
    there = [tag for tag in (*order, "other") if tag in {rule(n) for n in NUMBERS}]
    assert all(plural(n) == there.index(rule(n)) for n in NUMBERS)


@pytest.mark.parametrize(("lang", "message"), MESSAGES)
def test_a_translation_holds_what_the_words_hold(lang: str, message: Message) -> None:
    """The same things to be put in, the same spaces round it, and no markup. A form that only one
    number takes may have it as a word."""
    assert not message.fuzzy
    ids = (message.id,) if isinstance(message.id, str) else message.id
    plural = language.translations(lang).plural  # type: ignore[attr-defined]
    for form, text in enumerate(catalogues.forms(message)):
        is_one_number = len(ids) == 2 and sum(plural(n) == form for n in NUMBERS) == 1
        wanted, given = sorted(PLACEHOLDER.findall(ids[-1])), sorted(PLACEHOLDER.findall(text))
        assert given == wanted or (is_one_number and not given), text
        assert text.endswith(" ") == ids[0].endswith(" "), text
        assert not re.search(r"[<>&\n]|  ", text), text


SITE = {
    "mkdocs.yml": """\
site_name: Daily
docs_dir: briefings
theme: dateline
plugins: [{dateline: {language: LANG, outputs: {entry_pages: false}}}]
""",
    "briefings/2016-05-01.yaml": """\
entries:
  - section: Ports
    id: closed
    headline: The harbour closed
    status: claimed
    text: The harbour is closed, an agency says [@Harbour News].
""",
    "briefings/2016-05-02.yaml": """\
entries:
  - section: Ports
    headline: Both berths
    status: denied
    resolves: 2016-05-01#closed
    figures: [{what: Ships, value: 8–11+}]
    text: |
      The harbour office reopened both berths [@Harbour News].
  - section: Roads
    headline: One road
    text: The road is open again.
""",
}
SPOTS = {
    "en": ("Sections", "2 stories", "8 to 11 or more", "Monday, May 2, 2016", "denied"),
    "ar": ("أقسام", "خبران", "من 8 إلى 11 أو أكثر", "الاثنين، 2 مايو 2016", "منفي"),
    "de": ("Rubriken", "2 Meldungen", "8 bis 11 oder mehr", "Montag, 2. Mai 2016",
           "dementiert"),
    "es": ("Secciones", "2\u00a0noticias", "de 8 a 11 o más", "lunes, 2 de mayo de 2016",
           "desmentido"),
    "fr": ("Rubriques", "2\u00a0articles", "de 8 à 11 ou plus", "lundi 2 mai 2016",
           "démenti"),
    "fr-CA": ("Rubriques", "2\u00a0articles", "de 8 à 11 ou plus", "lundi 2 mai 2016",
              "démenti"),
    "ru": ("Рубрики", "2 сообщения", "от 8 до 11 или больше",
           "понедельник, 2 мая 2016\u202fг.", "опровергнуто"),
    "tr": ("Bölümler", "2 haber", "8 ila 11 veya daha fazla", "2 Mayıs 2016 Pazartesi",
           "yalanlandı"),
    "uk": ("Рубрики", "2 повідомлення", "від 8 до 11 або більше",
           "понеділок, 2 травня 2016\u202fр.", "спростовано"),
    "it": ("Sections", "2 stories", "8 to 11 or more", "lunedì 2 maggio 2016", "denied"),
}  # fmt: skip
"""Words that must stand on a page of a language. Where there is no catalogue, the words are
English and the dates the language's."""


def site_in(lang: str, folder: Path) -> Path:
    """A tiny site in a language."""
    return write_site(folder, {path: text.replace("LANG", lang) for path, text in SITE.items()})


@pytest.mark.parametrize("lang", SPOTS)
def test_pages_are_in_their_language(lang: str, tmp_path: Path) -> None:
    build_site(site_in(lang, tmp_path / "site"), tmp_path / "out")
    page = (tmp_path / "out/2016/05/02/index.html").read_text("utf-8")
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    for words in SPOTS[lang]:
        assert words in page, words


def test_a_word_that_changes_makes_the_pages_of_its_language_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of another language stay, and nothing else need have changed. (Of a build that has
    nothing to do, `standing` knows that our files are as they were.)"""
    site = site_in("de", tmp_path / "site")
    arabic = "entries:\n  - {section: Ports, id: closed, text: الميناء مغلق.}\n"
    (site / "briefings/2016-05-01.ar.yaml").write_text(arabic, "utf-8")
    build_site(site, tmp_path / "out", remember=True)
    before = tree(tmp_path / "out")
    with (site / "briefings/2016-05-02.yaml").open("a") as briefing:
        briefing.write("# read again\n")
    forget()
    monkeypatch.setattr(language, "catalogue", other_words)
    try:
        build_site(site, tmp_path / "out", remember=True)
    finally:
        monkeypatch.undo()
        forget()
    after = tree(tmp_path / "out")
    changed = {path for path in after if after[path] != before.get(path)}
    pages = {path for path in after if path.endswith(".html")}
    assert {path for path in pages if path.startswith("ar/")} == pages - changed


def other_words(lang: str) -> bytes:
    """A catalogue in which one German word is another."""
    file = catalogues.po_file(lang)
    if lang != "de":
        return file.with_suffix(".mo").read_bytes()
    words = catalogues.translated(lang, catalogues.extracted())
    words["Built with Dateline"].string = "Gebaut mit Dateline"
    return catalogues.as_mo(words)


def forget() -> None:
    """What a process keeps of the catalogues."""
    language.translations.cache_clear()
    compiled.cache_clear()
