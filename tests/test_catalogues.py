"""The catalogues: whole, as the code and the translators have them, and in the pages."""

import re
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from conftest import PROJECT, build_site, only, tree, write_site
from dateline.model import language
from dateline.render.code import compiled

sys.path.insert(0, str(PROJECT / "generator"))

import catalogues

PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?(.?)|(\{[^}]*\})")
NUMBERS = range(400)
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


@pytest.mark.parametrize("lang", catalogues.PLURALS)
def test_translations_hold_what_the_words_hold(lang: str) -> None:
    """The same things to be put in, the same spaces round it, and no markup. A form that only one
    number takes may have it as a word."""
    plural = language.translations(lang).plural  # type: ignore[attr-defined]
    numbers = Counter(plural(n) for n in NUMBERS)
    with catalogues.po_file(lang).open("rb") as file:
        _, *messages = read_po(file, locale=lang)
    for message in messages:
        ids = (message.id,) if isinstance(message.id, str) else message.id
        wanted = sorted(PLACEHOLDER.findall(ids[-1]))
        for form, text in enumerate(catalogues.forms(message)):
            given = sorted(PLACEHOLDER.findall(text))
            as_word = len(ids) == 2 and numbers[form] == 1 and not given
            assert given == wanted or as_word, text
            assert text.endswith(" ") == ids[0].endswith(" "), text
            assert not message.fuzzy and not re.search(r"[<>&\n]|  ", text), text


SITE = {
    "mkdocs.yml": """\
site_name: Daily
docs_dir: briefings
theme: dateline
plugins: PLUGINS
""".replace("PLUGINS", only(language="LANG")),
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


WEEKS = [("en", 6), ("en-GB", 0), ("ar", 5), ("ar-MA", 0), ("de", 0), ("fr", 0), ("uk", 0)]


@pytest.mark.parametrize(("lang", "first"), WEEKS)
def test_weeks_begin_as_in_the_country(lang: str, first: int) -> None:
    assert language.first_weekday(lang) == first


TITLES = [
    ("en", language.TITLE, "Daily, Monday, May 2, 2016, Evening"),
    ("ar", language.TITLE, "Daily، الاثنين، 2 مايو 2016، Evening"),
    ("ar", "{site}, {date:d MMMM}", "Daily, 2 مايو، Evening"),
]


@pytest.mark.parametrize(("lang", "pattern", "title"), TITLES)
def test_titles_are_put_together_as_their_language_does(
    lang: str, pattern: str, title: str
) -> None:
    assert language.title(pattern, "Daily", date(2016, 5, 2), "Evening", lang) == title


MOMENTS = [
    ("en", "May 2, 2016, 17:20 UTC"),
    ("ar", "2 مايو 2016، 17:20 UTC"),
    ("tr", "2 Mayıs 2016 17:20 UTC"),
]


@pytest.mark.parametrize(("lang", "written"), MOMENTS)
def test_moments_are_written_by_cldr(lang: str, written: str) -> None:
    assert language.moment(datetime(2016, 5, 2, 17, 20, tzinfo=UTC), lang) == written


DAYS = [
    ("en", "weekday-day", "Monday, May 2"),
    ("en-GB", "day", "2 May 2016"),
    ("ar", "day", "2 مايو 2016"),
    ("de", "weekday-day", "Montag, 2. Mai"),
    ("de", "short", "02.05.16"),
    ("es", "weekday-day", "lunes, 2 de mayo"),
    ("ru", "weekday-day", "понедельник, 2 мая"),
]


@pytest.mark.parametrize(("lang", "style", "written"), DAYS)
def test_days_have_their_names_in_full_where_they_are_asked_for(
    lang: str, style: str, written: str
) -> None:
    assert language.day(date(2016, 5, 2), style, lang) == written
