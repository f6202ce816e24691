"""Cards: what a link to a briefing or an entry looks like where it is shared."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conftest import MKDOCS, PROJECT, QUICK, build_site, tree, write_site
from dateline.assets import Easel
from dateline.session.pressing import press_of
from test_plan import prepared

FONTS = sorted((PROJECT / "templates" / "cards").glob("*.ttf"))
ENTRY = "2016/06/09/border/card.png"
DAY = "2016/06/09/card.png"
SIZES = (84, 62, 46)
easel = Easel(FONTS)


def site(folder: Path, headline: str = "A crossing closes") -> Path:
    """A site with one entry."""
    text = f"entries:\n  - section: Border\n    text: |\n      # {headline}\n\n      It is shut.\n"
    return write_site(folder, {"mkdocs.yml": MKDOCS, "briefings/2016-06-09.yaml": text})


def picture(data: bytes) -> Image.Image:
    """A card in colours."""
    return Image.open(BytesIO(data)).convert("RGB")


def test_a_briefing_and_each_entry_have_a_card_that_their_pages_name(tmp_path: Path) -> None:
    build_site(site(tmp_path), tmp_path / "out")
    built = tree(tmp_path / "out")
    for card, pages in {DAY: ["2016/06/09/", ""], ENTRY: ["2016/06/09/border/"]}.items():
        assert picture(built[card]).size == (1200, 630)
        for page in pages:
            head = built[f"{page}index.html"].decode()
            assert f'<meta property="og:image" content="https://test.example/{card}">' in head
            assert '<meta name="twitter:card" content="summary_large_image">' in head
    assert [path for path in built if path.endswith(".png")] == [ENTRY, DAY]


@pytest.mark.parametrize(
    "config",
    [MKDOCS.replace("[dateline]", QUICK), MKDOCS.replace("site_url", "#")],
    ids=["not wanted", "no address to name them by"],
)
def test_a_site_without_cards_names_none(tmp_path: Path, config: str) -> None:
    write_site(site(tmp_path), {"mkdocs.yml": config})
    build_site(tmp_path, tmp_path / "out")
    built = tree(tmp_path / "out")
    assert not [path for path in built if path.endswith(".png")]
    assert b"og:image" not in b"".join(built.values())


def test_every_script_that_the_fonts_are_for_is_drawn(tmp_path: Path) -> None:
    for language in ("İstanbul’da ateşkes ığüşöç", "Перемирие в Алеппо: їєґ", "هدنة في حلب ٢٠١٦"):
        assert easel.printable(language) == language
        words = easel.fitted(language, SIZES, 1056, 330)
        assert " ".join(words.lines) == language


def test_signs_that_the_fonts_lack_are_left_out_and_words_as_a_whole(tmp_path: Path) -> None:
    assert easel.printable("A truce 🕊 holds") == "A truce  holds"
    assert easel.fitted("A truce 🕊 holds", SIZES, 1056, 330).lines == ("A truce holds",)
    assert easel.printable("A truce 停戦 holds") == ""
    build_site(site(tmp_path, "停戦 & <now>"), tmp_path / "out")
    assert picture((tmp_path / "out" / ENTRY).read_bytes()).size == (1200, 630)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), max_size=40))
def test_a_text_keeps_its_words_until_it_is_cut(words: list[str]) -> None:
    found = easel.fitted(" ".join(words), SIZES, 1056, 330)
    assert len(found.lines) * found.leading <= 335
    assert all(easel.width_of(line) * found.size / 100 <= 1056 for line in found.lines)
    told = " ".join(found.lines)
    if told != " ".join(words):
        assert found.size == SIZES[-1]
        assert told.endswith(" …")
        assert " ".join(words).startswith(told.removesuffix(" …"))


def test_a_card_is_drawn_again_for_another_headline_template_or_font(tmp_path: Path) -> None:
    drawing = (PROJECT / "templates/pages/card.svg").read_text().replace("#fffdf8", "#ffffff")
    seen = [card(site(tmp_path))]
    seen.append(card(site(tmp_path, "The crossing opens")))
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/card.svg").write_text(drawing)
    seen.append(card(tmp_path))
    (tmp_path / "templates/cards").mkdir()
    (tmp_path / "templates/cards/bold.ttf").write_bytes(FONTS[1].read_bytes())
    seen.append(card(tmp_path))
    assert len({*seen}) == 4
    assert card(tmp_path) == seen[-1]


def test_a_line_of_a_page_from_right_to_left_begins_on_the_right(tmp_path: Path) -> None:
    """In the words of Unicode's bidirectional algorithm, which are all that resvg listens to."""
    site(tmp_path, "14 سفينة تنتظر")
    write_site(tmp_path, {"mkdocs.yml": MKDOCS.replace("[dateline]", "[dateline: {language: ar}]")})
    found = prepared(tmp_path)
    renderer = press_of(found.plan.sites, found.texts, found.settings).renderers["ar"]
    cards = [page for page in found.plan.pages if page.template == "card.svg"]
    assert len(cards) == 2
    for page in cards:
        lines = re.findall(
            r"<text[^>]*>(.*?)</text>", renderer.printed(renderer.printing.env, page)
        )
        assert lines and all(line[0] + line[-1] == "\u202b\u202c" for line in lines)


def card(folder: Path) -> bytes:
    """The entry's card, after a build that remembers the one before."""
    build_site(folder, folder / "out", remember=True)
    return (folder / "out" / ENTRY).read_bytes()
