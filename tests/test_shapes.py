"""What leaves the site: the plain edition as Markdown, text, mail, chapter."""

from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import escape

from dateline.exporting.messages import CUT, length, parts
from dateline.exporting.messages import MOST as LIMIT
from dateline.render.shapes.books import as_chapter
from dateline.render.shapes.elements import parsed, words
from dateline.render.shapes.mail import MOST, as_mail
from dateline.render.shapes.markdown import as_markdown
from dateline.render.shapes.text import as_text

READER = Markdown(extensions=["tables", "fenced_code"])

TROUBLE = [
    "2016. A year",
    "3) third",
    "# no heading",
    "#0",
    "C#",
    "- no list",
    "+ plus",
    "* star *",
    "_x_ and __y__",
    "**bold**",
    "`code`",
    "<b>",
    "&lt;",
    "&amp;amp;",
    "[x](y)",
    "![z](w)",
    "[x]: http://x",
    "a | b",
    "> said",
    "---",
    "===",
    "~~gone~~",
    "~300",
    "```",
    "\\",
    "a\\",
    "\\*",
    "    four spaces",
    "]]>",
    "<!-- x -->",
    "https://example.org/a_b_c",
    "نص *عربي*",
    "🙂",
    "$1_000 * 2",
    "!",
    "-- Name",
    "1986",
    ":",
    "<script>alert(1)</script>",
    "\x0b\x01",
]
texts = (
    st.lists(
        st.sampled_from(TROUBLE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        min_size=1,
        max_size=4,
    )
    .map(" ".join)
    .filter(lambda text: bool(words(parsed(str(escape(text))))))
)


@st.composite
def running(draw: st.DrawFn) -> str:
    """Running text: words, marked words, links."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        inside = str(escape(draw(texts)))
        form = draw(st.sampled_from(["{}", "{}", "<strong>{}</strong>", "<cite>[{}]</cite>"]))
        link = '<a href="https://x.example/a_(b)?c=1&amp;d=*">{}</a>'
        made.append(draw(st.sampled_from([form, form, link])).format(inside))
    return " and ".join(made)


def block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A block that may hold others."""
    inside = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    items = st.lists(inside, min_size=1, max_size=3)
    return st.one_of(
        inside.map("<blockquote>{}</blockquote>".format),
        items.map(lambda each: f"<ul>{''.join(f'<li>{e}</li>' for e in each)}</ul>"),
        items.map(lambda each: f"<ol>{''.join(f'<li>{e}</li>' for e in each)}</ol>"),
    )


paragraphs = running().map("<p>{}</p>".format)
headings = running().map("<h3>{}</h3>".format)
typed = texts.map(lambda text: f"<pre><code>{escape(text)}\nx</code></pre>")
cells = running().map("<td>{}</td>".format)
tables = st.lists(cells, min_size=2, max_size=2).map(
    lambda row: (
        f"<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        f"<tbody><tr>{''.join(row)}</tr></tbody></table>"
    )
)
nested = st.recursive(paragraphs, block, max_leaves=5)
documents = st.lists(st.one_of(paragraphs, headings, nested, typed, tables), max_size=5).map(
    "\n".join
)
KEPT = {"h3", "p", "ul", "ol", "li", "blockquote", "table", "th", "td", "pre", "a", "strong"}


def outline(html: str) -> list[str]:
    """The words and the structure of a document; whether an item's only text is a paragraph of its
    own, and how wide spaces are, does not count."""
    return [*told(parsed(html))]


def told(element: Element) -> Iterator[str]:
    """The same below an element, merged where texts meet."""
    pieces = [*pieces_of(element)]
    text = ""
    for piece in [*pieces, "<end>"]:
        if piece.startswith("\0"):
            text += piece[1:]
            continue
        if said := " ".join(text.split()):
            yield said
        text = ""
        yield piece


def pieces_of(element: Element) -> Iterator[str]:
    yield f"\0{element.text or ''}"
    for child in element:
        shown = child.tag in KEPT and not (child.tag in ("p", "a", "strong") and not words(child))
        if child.tag == "p" and element.tag in ("li", "blockquote"):
            shown = False
            yield "<part>"
        if shown:
            yield f"<{child.tag} {unquote(child.get('href', ''))}>"
        yield from pieces_of(child)
        if shown:
            yield f"</{child.tag}>"
        yield f"\0{child.tail or ''}"


def normal(found: list[str]) -> list[str]:
    return [each for each in found if each not in ("<part>",)]


@settings(max_examples=100)
@given(documents)
def test_markdown_reads_back_as_what_it_was_made_of(html: str) -> None:
    twin = as_markdown(html).decode()
    READER.reset()
    assert normal(outline(READER.convert(twin))) == normal(outline(html)), twin


@pytest.mark.parametrize("text", TROUBLE)
def test_text_that_looks_like_a_mark_stays_text(text: str) -> None:
    READER.reset()
    back = parsed(READER.convert(as_markdown(f"<p>{escape(text)}</p>").decode()))
    assert words(back) == words(parsed(str(escape(text))))
    assert [child.tag for child in back] in ([["p"]] if words(back) else [[], ["p"]])


def mail_of(entries: int, words_each: int, picture: bool = False) -> str:
    """A mail as its template prints it, with so many entries of so many words."""
    figure = '<figure><img src="https://x.example/p.png" alt="a"></figure>' if picture else ""
    story = (
        "<!--entry--><h2>Headline {n}</h2>{figure}<p><strong>claimed</strong> 11 dead [SANA]</p>"
        "<!--long--><p>Text {n} {text}</p><!--short--><p>Lead {n}</p><!--end--><!--/entry-->"
    )
    text = "word " * words_each
    every = "".join(story.format(n=n, text=text, figure=figure) for n in range(entries))
    return (
        "<!doctype html><html><head><style>p { margin: 0 0 1em }</style></head><body>"
        "<!--less--><p>Some texts are cut</p><!--end-->"
        "<!--fewer--><p>Some are left out</p><!--end-->"
        f"{every}</body></html>"
    )


def test_a_mail_that_has_room_says_all_and_shows_no_marks() -> None:
    mail = as_mail(mail_of(3, 10, picture=True)).decode()
    assert all(f"Text {n}" in mail for n in range(3))
    assert "<img" in mail and "<!--" not in mail
    assert "Some " not in mail and "Lead" not in mail


def test_a_mail_without_room_drops_its_pictures_then_cuts_its_last_texts() -> None:
    mail = as_mail(mail_of(100, 300, picture=True))
    html = mail.decode()
    assert len(mail) < MOST
    assert "<img" not in html and "Some texts are cut" in html and "left out" not in html
    assert html.count("<strong>claimed</strong> 11 dead [SANA]") == 100
    kept = [n for n in range(100) if f"Text {n} " in html]
    assert kept == [*range(len(kept))] and 0 < len(kept) < 100
    assert all(f"Lead {n}<" in html for n in range(len(kept), 100))
    assert len(mail) > MOST - 2_000


def test_a_mail_of_nothing_but_headlines_leaves_its_last_ones_out_and_says_so() -> None:
    mail = as_mail(mail_of(3_000, 5))
    html = mail.decode()
    assert MOST - 1_000 < len(mail) < MOST
    assert "Some are left out" in html and "Headline 0<" in html and "Headline 2999<" not in html


def test_a_mail_fits_whatever_it_holds() -> None:
    html = mail_of(3, 5).replace("<!--entry-->", f"<!--all--><p>{'x' * MOST}</p><!--entry-->", 1)
    mail = as_mail(html.replace("</body>", "<!--/all--><p>Foot</p></body>")).decode()
    assert len(mail) < MOST and "Foot" in mail and "Some are left out" in mail
    assert "<!--" not in mail and "xxx" not in mail


def test_no_text_is_cut_to_something_longer() -> None:
    story = "<!--long--><p>Short.</p><!--short--><p>Short. <a href='x'>Read on</a></p><!--end-->"
    filler = f"<!--long--><p>{'y' * MOST}</p><!--short--><p>y</p><!--end-->"
    mail = as_mail(f"<html><head></head><body>{story * 3}{filler}</body></html>").decode()
    assert mail.count("Short.") == 3 and "Read on" not in mail and "yy" not in mail


def test_text_says_where_links_lead_elsewhere_only() -> None:
    html = (
        '<html data-site="https://own.example/"><body><h2><a href="https://own.example/x/">Head</a>'
        '</h2><p>An <a href="https://own.example/y/">own</a> and '
        '<a href="https://other.example/z">another</a>.</p></body></html>'
    )
    assert as_text(html).decode() == (
        "Head\n----\nhttps://own.example/x/\n\nAn own and another <https://other.example/z>.\n"
    )


@given(documents)
def test_a_chapter_is_well_formed(html: str) -> None:
    made = fromstring(as_chapter(f"<html><body>{html}</body></html>"))
    assert " ".join("".join(made.itertext()).split()) == words(parsed(html))


@given(st.lists(texts, min_size=1, max_size=40), st.integers(1, 300))
def test_messages_fit_and_lose_nothing(blocks: list[str], times: int) -> None:
    plain = [" ".join(block.split()).replace(CUT, "") * times for block in blocks]
    found = parts(CUT.join(f"\n{block}\n" for block in plain))
    assert all(0 < length(part) <= LIMIT for part in found)
    numbered = len(found) > 1
    bare = [part.partition("\n\n")[2] if numbered else part for part in found]
    assert "".join("".join(bare).split()) == "".join("".join(plain).split())
