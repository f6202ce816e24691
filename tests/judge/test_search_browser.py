"""A real browser, Chromium, searches built sites, under the strictest policy that lets Pagefind
run: scripts of the site's own, and WebAssembly."""

import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from browsing import chromium, complaints
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import Served

from conftest import MKDOCS, PROJECT, TESTS, build_site, write_site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
    " img-src 'self'; font-src 'self'; connect-src 'self'"
)
MANY = 45
"""More briefings than the page shows at once."""


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, with the policy."""

    def end_headers(self) -> None:
        """What is said with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample, a site in two languages, and a larger one: each below a path."""
    root = tmp_path_factory.mktemp("sites")
    build_site(PROJECT, root / "sample")
    build_site(TESTS / "sites" / "search", root / "news")
    days = (f"2016-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(MANY))
    text = "entries:\n  - {section: Ports, text: The quay is open}\n"
    files = {f"briefings/{day}.yaml": text for day in days}
    files["briefings/2015-07-07.yaml"] = text + "  - {section: Rare, text: The rare pelican}\n"
    build_site(write_site(root / "project", {"mkdocs.yml": MKDOCS, **files}), root / "many")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=root)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def context(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """A browser as nobody has used it, and nothing to complain of."""
    with closing(browser.new_context(base_url=served)) as found:
        said = complaints(found, served)
        yield found
    assert not said


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def found(page: Page, words: str) -> None:
    """Wait for what the page says of what it found."""
    expect(page.locator("#_found")).to_have_text(words)


def test_a_word_is_found_in_its_entry_by_its_stem(page: Page, served: str) -> None:
    page.goto("news/search/")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("vessel")
    found(page, "1 briefing")
    entry = page.locator(".within li")
    expect(entry).to_have_count(1)
    expect(entry.locator(".kicker")).to_contain_text("Ports")
    expect(entry.locator(".status")).to_have_text("✓ confirmed")
    expect(entry.locator("mark")).to_have_text("vessels")
    expect(entry.locator(".item-lead")).to_contain_text('"deeper & wider" <than before>')
    assert page.url.endswith("/news/search/?q=vessel")
    entry.get_by_role("link").click()
    expect(page).to_have_url(f"{served}news/2016/05/02/#ports")
    page.go_back()
    found(page, "1 briefing")
    expect(page.locator("#_q")).to_have_value("vessel")


def test_other_languages_are_found_with_their_own_stems(page: Page) -> None:
    page.goto("news/search/?q=سفينة")  # the text has two of them
    found(page, "1 briefing")
    item = page.locator("#_results > li")
    expect(item).to_have_attribute("dir", "rtl")
    expect(item).to_have_attribute("lang", "ar")
    expect(item.locator(".within .kicker")).to_contain_text("الموانئ")
    link = item.locator(".within a").get_attribute("href")
    assert link and link.endswith("/news/ar/2016/05/02/#ports")
    page.goto("news/ar/search/?q=dredge")
    expect(page.locator("#_results > li")).to_have_count(1)
    expect(page.locator("#_results > li")).to_have_attribute("lang", "en")


def test_limits_narrow_and_stand_in_the_address(page: Page) -> None:
    page.goto("news/search/?q=closed")
    found(page, "2 briefings")
    page.get_by_label("Status").select_option("claimed")
    found(page, "1 briefing")
    assert page.url.endswith("?q=closed&status=claimed")
    page.get_by_label("Status").select_option("")
    page.get_by_label("Year").select_option("2016")
    found(page, "1 briefing")
    page.get_by_label("Section", exact=True).select_option("weather")
    expect(page.locator(".within .kicker")).to_have_text(["Weather"])
    page.go_back()
    page.go_back()
    page.go_back()
    found(page, "1 briefing")
    assert page.url.endswith("?q=closed&status=claimed")


def test_a_name_is_offered_and_found_in_all_languages(page: Page) -> None:
    page.goto("news/search/")
    page.get_by_label("Name").focus()
    expect(page.locator("#_entities option")).to_have_count(2)
    page.get_by_label("Name").fill("latakia")
    page.keyboard.press("Enter")
    found(page, "2 briefings")
    assert page.url.endswith("?entity=latakia")
    assert [each.get_attribute("lang") for each in page.locator("#_results > li").all()] == [
        "en",
        "ar",
    ]
    page.reload()
    found(page, "2 briefings")
    expect(page.get_by_label("Name")).to_have_value("Latakia")
    page.get_by_label("Name").fill("Atlantis")
    page.keyboard.press("Enter")
    found(page, "No such name in what was found: choose one from the list.")


def test_the_newest_first_over_the_years_and_more_of_them(page: Page) -> None:
    page.goto("many/search/?q=quay")
    found(page, f"{MANY + 1} briefings")
    page.get_by_label("Order").select_option("date")
    expect(page.locator("#_results .item-day").first).to_have_text("Feb 17, 2016")
    for _ in range(2):
        page.get_by_role("button", name="Show more").click()
    expect(page.locator("#_results > li")).to_have_count(MANY + 1)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    days = page.locator("#_results > li > .item-day").all_inner_texts()
    assert len(set(days)) == MANY + 1
    assert days[-1] == "Jul 7, 2015"
    page.goto("many/search/?q=pelican")
    found(page, "1 briefing")


def test_keys_and_what_is_announced(page: Page, served: str) -> None:
    page.goto("news/2016/05/02/")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{served}news/search/")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("clos")
    found(page, "2 briefings")
    assert page.locator("#_found").get_attribute("role") == "status"
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_results a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#_q")).to_have_value("")
    found(page, "")
    expect(page.locator("#_results > li")).to_have_count(0)
    page.keyboard.type("zzzz")
    found(page, "Nothing found. Fewer words, or fewer limits, find more.")


def test_the_key_can_be_switched_off(page: Page, served: str) -> None:
    """WCAG 2.2, 2.1.4: a voice may press it unasked."""
    page.goto("news/search/")
    box = page.get_by_label("The key / leads here from every page")
    expect(box).to_be_checked()
    box.uncheck()
    page.goto("news/2016/05/02/")
    page.keyboard.press("/")
    page.goto("news/search/")
    expect(box).not_to_be_checked()
    box.check()
    page.goto("news/2016/05/02/")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{served}news/search/")


def test_without_scripts_the_page_says_how_else(browser: Browser, served: str) -> None:
    with closing(browser.new_context(base_url=served, java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto("news/search/")
        expect(page.locator(".without")).to_be_visible()
        expect(page.locator("#_search")).to_be_hidden()
        page.get_by_role("link", name="November").click()
        assert unquote(page.url).endswith("/news/2015/11/")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("**/2015/**", "1 briefing Some years could not be searched."),
        ("**/news/search/2016/**", "1 briefing Some years could not be searched."),
        ("**/pagefind*", "The search could not be loaded. Below are other ways to find things."),
    ],
)
def test_an_index_that_is_not_there(lost: str, said: str, browser: Browser, served: str) -> None:
    with closing(browser.new_context(base_url=served)) as context:
        page = context.new_page()
        page.route(lost, lambda route: route.abort())
        page.goto("news/search/?q=closed")
        found(page, said)
        page.unroute_all()
        page.reload()
        found(page, "2 briefings")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_screen(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("sample/search/?q=border")
    expect(page.locator("#_results > li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_preview_is_searched_as_it_is_saved(browser: Browser, tmp_path: Path) -> None:
    with closing(Served(tmp_path / "site")) as server:
        server.start()
        with closing(browser.new_context(base_url=server.address)) as context:
            page = context.new_page()
            page.goto("search/?q=pelican")
            found(page, "Nothing found. Fewer words, or fewer limits, find more.")
            server.change(
                "briefings/2016/2016-06-19.yaml",
                "Tehran calls his removal",
                "Pelicans call his removal",
            )
            page.goto("2016/06/19/")  # it loads again once what was saved is there
            expect(page.get_by_text("Pelicans call").first).to_be_visible()
            page.goto("search/?q=pelican")
            found(page, "1 briefing")
