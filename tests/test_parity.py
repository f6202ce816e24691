"""One source, other shapes: none of them says less than the site does."""

import email
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from email.policy import default
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from markdown import markdown

from conftest import MKDOCS, settings_for, write_site
from dateline.exporting import Period, export, shaping
from dateline.model import language
from dateline.model.pages import BriefingView
from dateline.render.shapes.elements import body, parsed, words
from dateline.session import memory_of, prepare, rendering

DAY = """\
title: "Title & <b> ]]> 🙂 Bcc: x@example.org"
as_of: 2016-06-19 18:00
by: [Ann O'Neil, Bo]
intro: For *all* readers & `code`.
summary:
  - us: First point ]]> & <i>
  - A second point, 2016. A year
photo:
  file: p.svg
  alt: A "drawing" & <more>
  caption: "1. Caption | with * signs_"
  credit: Somebody
figures:
  - displaced & counted: 6,500 [@UN Agency]
corrections:
  - 2016-06-20: The day first said nothing.
entries:
  - section: US
    id: us
    label: Critical
    status: disputed
    kind: analysis
    time: "12:30"
    place: Aleppo
    thread: talks
    trend: worse
    by: Cy
    text: |
      # "Strong" words & <b>bold</b> ]]> [x](y) *stars* 🙂

      First sentence with [@Their Ministry, page 3](https://ministry.example/a_(b)?c=1&d=2). 2016. A
      second | line & more `code`, **bold**, ![](p.svg) and a [link](https://x.example/).

      > These were people.
      >
      > — Ann, role

      1. one
      2. two

          - inner

      | a | b |
      |---|---|
      | 1 | x \\| y |

      ```
      typed <b> & `ticks`
      ```
    accounts:
      - Their Ministry: It says & denies <so>.
      - Other Side: It says otherwise.
    figures:
      - what: people killed <so far>
        value: 8–11 [@Monitor & Sons]
        of: 20
        status: claimed
        as_of: 2016-06-18 10:00
    updates:
      - "13:00": Something new ]]>.
    corrections:
      - at: 2016-06-20 10:00
        note: The headline was wrong.
        was: Before | after
  - section: Border
    id: border
    status: withdrawn
    text: |
      # Withdrawn story

      It was so.
    corrections:
      - 2016-06-20: Withdrawn for want of proof.
  - section: Border
    id: last
    status: claimed
    text: One plain sentence without a headline.
"""
ARABIC = """\
entries:
  - section: US
    id: us
    text: |
      # عنوان \u200f"قوي" & <b> ]]> 🙂

      جملة أولى [@Their Ministry]. وأخرى مع 2016. سنة.
    accounts:
      - Their Ministry: تقول & تنفي.
      - Other Side: تقول غير ذلك.
    figures:
      - what: قتلى <حتى الآن>
        value: 8 [@Monitor & Sons]
        status: claimed
  - section: Border
    id: border
    text: |
      # قصة مسحوبة

      كان كذلك.
    corrections:
      - 2016-06-20: سحبت.
  - section: Border
    id: last
    text: جملة واحدة بلا عنوان.
"""
FILES = {
    "mkdocs.yml": MKDOCS.replace(
        "[dateline]", "[dateline: {outputs: {cards: false, search: false}}]"
    ),
    "briefings/2016-06-19.yaml": DAY,
    "briefings/2016-06-19.ar.yaml": ARABIC,
    "briefings/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
}
NINETEENTH = date(2016, 6, 19)
LANGS = ("", "ar")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a day that has every field, and its translation."""
    return write_site(tmp_path_factory.mktemp("parity"), FILES)


def said(view: BriefingView, lang: str) -> Iterator[str]:
    """What every shape must say: headlines, statuses, figures, sources."""
    code = lang or "en"
    for entry in view.entries:
        yield entry.headline or entry.lead
        if entry.status:
            yield language.status(entry.status, code)
        for group in entry.figures:
            yield group.what
            yield group.value
            for figure in group.figures:
                yield from (citation.source.text for citation in figure.citations)
                if figure.status:
                    yield language.status(figure.status, code)
    for group in view.figures:
        yield group.what
        yield group.value
    yield from (row.source.text for group in view.ledger for row in group.rows)


def as_words(text: str) -> str:
    return " ".join(text.split())


def read(html: str) -> str:
    return words(body(parsed(html)))


def shapes(folder: Path, lang: str) -> tuple[BriefingView, dict[str, str]]:
    """A day on the site, and in every other shape as plain words."""
    settings = settings_for(folder, folder / "site")
    prepared = prepare(settings, memory_of(settings, remember=False))
    render = rendering(prepared)
    prefix = f"{lang}/" if lang else ""
    pages = {page.path: page for page in prepared.plan.pages}
    view = pages[f"{prefix}2016/06/19/index.html"].view
    assert isinstance(view, BriefingView)
    files = {
        name: render(pages[f"{prefix}2016/06/19/{name}"]).decode()
        for name in ("index.md", "email.html", "email.txt")
    }
    found = {
        "md": read(as_html(files["index.md"])),
        "email.html": read(files["email.html"]),
        "email.txt": files["email.txt"],
    }
    for name, contents in FOLLOWED.items():
        feed = render(pages[f"{prefix}{name}"])
        [found[name]] = (read(html) for html in contents(feed))
    for form in ("eml", "txt", "epub", "md"):
        [(_, content)] = made(folder, form, lang)
        found[f"exported {form}"] = READERS[form](content)
    return view, {name: as_words(text) for name, text in found.items()}


def made(folder: Path, form: str, lang: str = "") -> list[tuple[str, bytes]]:
    """The files of a format."""
    settings = settings_for(folder, folder / "site")
    with memory_of(settings, remember=False) as memory:
        period = Period(NINETEENTH, NINETEENTH, lang)
        return [*export(shaping(settings, memory, period), form)]


def as_html(text: str) -> str:
    return markdown(text, extensions=["tables", "fenced_code"])


def of_mail(content: bytes) -> str:
    """The words of a mail's HTML; its text must have all of them that matter, too."""
    message = email.message_from_bytes(content, policy=default)
    assert not message.defects
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None and text is not None
    return read(html.get_content())


def of_book(content: bytes) -> str:
    """The words of a book's chapters."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = (name for name in book.namelist() if "2016" in name)
        return " ".join("".join(fromstring(book.read(name)).itertext()) for name in names)


def of_xml(tag: str) -> Callable[[bytes], list[str]]:
    """What reads the contents of a feed's items in XML."""
    return lambda feed: [each.text or "" for each in fromstring(feed).iter(tag)]


FOLLOWED: dict[str, Callable[[bytes], list[str]]] = {
    "feed.xml": of_xml("{http://www.w3.org/2005/Atom}content"),
    "rss.xml": of_xml("{http://purl.org/rss/1.0/modules/content/}encoded"),
    "feed.json": lambda feed: [each["content_html"] for each in json.loads(feed)["items"]],
}
"""What reads the contents of the items of each feed."""
READERS = {
    "eml": of_mail,
    "txt": bytes.decode,
    "epub": of_book,
    "md": lambda content: read(as_html(content.decode())),
}


@pytest.mark.parametrize("lang", LANGS)
def test_every_shape_says_all_that_the_site_says(site: Path, lang: str) -> None:
    view, found = shapes(site, lang)
    wanted = {*said(view, lang)}
    assert len(wanted) > 8
    assert len(found) == 10
    for name, text in found.items():
        missing = [each for each in wanted if as_words(each) not in text]
        assert not missing, name


@pytest.mark.parametrize("form", [*READERS])
def test_what_is_exported_twice_is_the_same(site: Path, form: str) -> None:
    assert made(site, form) == made(site, form)


def test_a_mail_is_a_draft_that_any_client_opens(site: Path) -> None:
    [(name, content)] = made(site, "eml")
    assert name == "2016-06-19.eml"
    message = email.message_from_bytes(content, policy=default)
    assert message["Subject"] == "Title & <b> ]]> 🙂 Bcc: x@example.org"
    assert message["Message-ID"] == "<2016-06-19.en@test.example>"
    assert message["Date"] == "Sun, 19 Jun 2016 18:00:00 +0000"
    assert message["X-Unsent"] == "1"
    assert not {"to", "bcc", "cc", "from"} & {each.lower() for each in message}
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert max(map(len, content.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1


def test_a_mail_of_arabic_runs_from_the_right(site: Path) -> None:
    settings = settings_for(site, site / "site")
    prepared = prepare(settings, memory_of(settings, remember=False))
    html = rendering(prepared)(
        next(page for page in prepared.plan.pages if page.path == "ar/2016/06/19/email.html")
    ).decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert "text-align: right" in html and "padding-right: 22px" in html
    assert 'name="robots" content="noindex"' in html
    assert "<script" not in html and "<link" not in html


def test_a_book_holds_its_pictures_and_turns_as_its_language_does(site: Path) -> None:
    [(name, content)] = made(site, "epub", "ar")
    assert name == "2016-06-19.ar.epub"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert b'page-progression-direction="rtl"' in book.read("EPUB/package.opf")
        for each in book.namelist():
            if each.endswith((".xhtml", ".opf", ".xml")):
                fromstring(book.read(each))
    [(_, content)] = made(site, "epub")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert "EPUB/picture-1.svg" in book.namelist()
        assert b'src="picture-1.svg"' in book.read("EPUB/2016-06-19.xhtml")


def test_a_new_day_changes_nothing_that_has_left_the_site(site: Path, tmp_path: Path) -> None:
    """Its page leads on to the new day; its mail and its twin need not be made again."""
    files = {**FILES, "briefings/2016-06-20.yaml": DAY.replace("2016-06-20", "2016-06-21")}
    digests = [
        {page.path: page.digest for page in prepared.plan.pages}
        for folder in (site, write_site(tmp_path, files))
        for settings in [settings_for(folder, tmp_path / "out")]
        for prepared in [prepare(settings, memory_of(settings, remember=False))]
    ]
    shapes = {f"2016/06/19/{name}" for name in ("index.md", "email.html", "email.txt")}
    assert all(digests[0][path] == digests[1][path] for path in shapes)
    assert digests[0]["2016/06/19/index.html"] != digests[1]["2016/06/19/index.html"]
    assert {path.replace("/19/", "/20/") for path in shapes} <= digests[1].keys()


@pytest.mark.parametrize(
    ("outputs", "names"),
    [
        ("", {"index.md", "email.html", "email.txt"}),
        ("markdown: false", {"email.html", "email.txt"}),
        ("email: false", {"index.md"}),
    ],
)
def test_each_shape_may_be_left_out(tmp_path: Path, outputs: str, names: set[str]) -> None:
    config = MKDOCS.replace("[dateline]", f"[dateline: {{outputs: {{{outputs}}}}}]")
    every = {"index.md", "email.html", "email.txt"}
    assert written(write_site(tmp_path / "a", {**FILES, "mkdocs.yml": config})) & every == names
    nowhere = config.replace("site_url", "# site_url")
    found = written(write_site(tmp_path / "b", {**FILES, "mkdocs.yml": nowhere}))
    assert found & every == names & {"index.md"}


def written(folder: Path) -> set[str]:
    """The files that a day has on the site, its folders apart."""
    settings = settings_for(folder, folder / "site")
    prepared = prepare(settings, memory_of(settings, remember=False))
    top = "2016/06/19/"
    return {
        page.path.removeprefix(top) for page in prepared.plan.pages if page.path.startswith(top)
    }
