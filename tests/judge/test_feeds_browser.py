"""Who opens a feed in a browser reads a list, and goes on to the pages."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from browsing import chromium
from playwright.sync_api import Browser, expect
from served import Served

FEEDS = ("feed.xml", "sections/us/feed.xml", "claims/feed.xml", "rss.xml")
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
COLOURS = "() => (s => s.color + s.backgroundColor)(getComputedStyle(document.documentElement))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample site, served."""
    with closing(Served(tmp_path_factory.mktemp("feeds") / "site")) as found:
        found.start()
        yield found


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_a_list_in_light_and_dark(browser: Browser, served: Served, path: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            size = {"width": width, "height": 800}
            with closing(browser.new_context(color_scheme=scheme, viewport=size)) as context:
                page = context.new_page()
                page.goto(served.address + path)
                root = "feed" if path.endswith("feed.xml") else "rss"
                assert page.evaluate("() => document.documentElement.tagName") == root
                expect(page.locator("title").first).to_be_visible()
                expect(page.locator("id, guid").first).to_be_hidden()
                assert page.evaluate(WIDER) <= 0, (path, width)
                colours.add(page.evaluate(COLOURS))
    assert len(colours) == 2


def test_a_feed_leads_to_its_pages(browser: Browser, served: Served) -> None:
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(served.address + "sections/us/")
        page.get_by_role("link", name="Atom").click()
        expect(page.locator("subtitle")).to_contain_text("feed reader")
        found = page.locator("entry a").first
        expect(found).to_be_visible()
        address = found.get_attribute("href") or ""
        assert address.startswith("https://syria-daily.example/2016/06/")
        answer = page.goto(address.replace("https://syria-daily.example/", served.address))
        assert answer is not None and answer.ok
