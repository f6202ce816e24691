"""Whoever edits a site can use its preview: axe-core judges every kind of page, and the panel with
what is wrong is in nobody's way."""

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import chromium, complaints, panel_of
from npm import brought
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect
from served import Served

AXE = "axe-core@4.14.1"
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
"""The rules of WCAG 2.2 AA; of what is well, no places."""
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
HEIGHT = 800
DAY = "2016/06/19/"
DESK = f"/__dateline/?page=/{DAY}"
MISSING, CLAIMS = "nowhere/", "claims/"
KINDS = [
    "", DAY, "2016/06/19/russia/", "2016/", "2016/06/", "sections/", "threads/russian-losses/",
    "people/bashar-al-assad/", "sources/", CLAIMS, "corrections/", "figures/russian-deaths/",
    "about/", MISSING, DESK,
]  # fmt: skip
"""A page of each kind."""
FILE = "briefings/2016/2016-06-19.yaml"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The sample site, served."""
    with closing(Served(tmp_path / "site")) as found:
        found.start()
        yield found


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A tab. Nothing that a test does in it may lead to a complaint."""
    size = {"width": WIDTHS[1], "height": HEIGHT}
    with closing(browser.new_context(base_url=served.address, viewport=size)) as found:
        said = complaints(found, served.address)
        yield found.new_page()
    assert not said


@pytest.fixture
def mistakes(served: Served) -> None:
    """Many: in every briefing."""
    for file in (served.folder / "briefings/2016").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("place:", "plce:").replace("status:", "sttus:"))


def test_everybody_can_use_the_site(page: Page) -> None:
    """And gets all that a page asks for."""
    refused: list[str] = []
    page.on("response", lambda each: each.status < 400 or refused.append(each.url))
    found = [each for kind in KINDS for each in violations(page, kind)]
    assert not found
    assert [urlsplit(each).path for each in refused] == [f"/{MISSING}"]


def test_everybody_can_use_what_says_what_is_wrong(page: Page, mistakes: None) -> None:
    page.goto(DAY)
    expect(panel_of(page).get_by_role("heading")).to_contain_text("mistakes")
    found = [each for kind in (DAY, DESK) for each in violations(page, kind)]
    assert not found


def test_a_page_that_cannot_be_made_can_be_read(page: Page, served: Served) -> None:
    page.goto(CLAIMS)
    served.write("templates/pages/claims.html", "{% if %}")
    expect(page.get_by_role("heading", name="This page cannot be made")).to_be_visible()
    assert not list(violations(page, CLAIMS))


def test_what_is_wrong_leaves_room_for_the_page(page: Page, mistakes: None) -> None:
    """At the end of the page, too; and the way to the desk is in sight."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(DAY)
        panel = panel_of(page)
        expect(panel.get_by_role("heading")).to_be_visible()
        expect(panel.get_by_role("link")).to_be_in_viewport()
        panel.locator("li").last.scroll_into_view_if_needed()
        expect(panel.get_by_role("link")).to_be_in_viewport()
        page.evaluate("scrollTo(0, 99999)")
        top = panel.bounding_box()["y"]
        assert 0.55 * HEIGHT - 1 <= top < 0.8 * HEIGHT
        last = page.locator("footer").last.bounding_box()
        assert last["y"] + last["height"] <= top


def test_keys_lead_everywhere(page: Page, mistakes: None) -> None:
    """Nothing that has the focus is behind the panel, and its link is the last of the page."""
    page.goto(DAY)
    expect(panel_of(page).get_by_role("heading")).to_be_visible()
    top, links = panel_of(page).bounding_box()["y"], page.locator("a[href]").count()
    assert links > 100
    for _ in range(links):
        page.keyboard.press("Tab")
        tag, bottom = page.evaluate(FOCUSED)
        if tag == "DATELINE-PREVIEW":
            break
        assert bottom <= top + 1, page.evaluate("document.activeElement.outerHTML")
    assert tag == "DATELINE-PREVIEW"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()


FOCUSED = """() => {
    const found = document.activeElement;
    return [found.tagName, found.getBoundingClientRect().bottom];
}"""


def test_the_focus_is_seen(page: Page) -> None:
    """As a line round the link, at least two pixels thick."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(DAY)
        link = panel_of(page).get_by_role("link")
        expect(link).to_be_visible()
        before = page.screenshot()
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.tagName") == "DATELINE-PREVIEW"
        box = link.bounding_box()
        assert different(before, page.screenshot()) >= 2 * 2 * (box["width"] + box["height"])


def different(*screenshots: bytes) -> int:
    """How many pixels of two screenshots differ so much that it is seen."""
    pictures = [Image.open(io.BytesIO(each)).convert("L") for each in screenshots]
    return sum(value > 96 for value in ImageChops.difference(*pictures).tobytes())


def test_the_panel_is_not_printed(page: Page, served: Served) -> None:
    """Nor is the room for it."""
    page.goto(DAY)
    expect(panel_of(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(panel_of(page)).to_be_hidden()
    length = page.evaluate("document.documentElement.scrollHeight")
    served.change(FILE, "place: Palmyra", "plce: Palmyra")
    expect(panel_of(page).get_by_text("plce: Palmyra")).to_be_attached()
    expect(panel_of(page)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") == length


def violations(page: Page, address: str) -> Iterator[str]:
    """What axe-core finds on a page: on a phone and on a desk, in light and dark."""
    page.goto(address)
    if address != DESK:  # which has no panel
        expect(panel_of(page)).to_be_visible()
    script = (brought(AXE) / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)  # a tag of it is kept out by the page's policy
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            said = page.evaluate("options => axe.run(options)", OPTIONS)
            assert said["passes"]
            for each in said["violations"]:
                where = [node["target"] for node in each["nodes"]]
                yield f"{address} {width} {scheme}: {each['id']} {where}"
