"""What readers do on a page, in a real browser: light or dark, what is new, addresses to copy."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browsing import chromium, complaints
from playwright.sync_api import Browser, BrowserContext, Page, expect
from published import built, serving

from conftest import QUICK, write_site

FIRST = {
    "mkdocs.yml": f"site_name: Daily\nsite_url: https://daily.example/\ndocs_dir: briefings\n"
    f"theme: dateline\nplugins: {QUICK}\n",
    "briefings/sections.yaml": "us: US\nports: Ports\n",
    "briefings/2016-05-02.yaml": "entries:\n  US:\n    status: claimed\n    text: |\n"
    "      # Two & more\n\n      They said so.\n",
}
LATER = {"briefings/2016-05-02.yaml": FIRST["briefings/2016-05-02.yaml"] + "  Ports: It is shut.\n"}
NEXT = {"briefings/2016-05-03.yaml": "entries:\n  US: They said more.\n"}
NOON, DUSK, MORNING = "2016-05-02T12:00:00", "2016-05-02T18:00:00", "2016-05-03T08:00:00"
DAY = "2016/05/02/"
DARK, LIGHT = "rgb(21, 23, 26)", "rgb(255, 253, 248)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one briefing."""
    return write_site(tmp_path / "site", FIRST)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where it is served, as it was last built."""
    built(site, site / "out")
    with serving(site / "out") as found:
        yield found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser as nobody has used it."""
    permissions = ["clipboard-read", "clipboard-write"]
    with closing(browser.new_context(base_url=address, permissions=permissions)) as found:
        said = complaints(found, address)
        yield found
    assert not said


def fresh(page: Page) -> list[str]:
    """What is marked as new: the ids of entries, the headlines of lines."""
    return page.locator(".fresh").evaluate_all(
        "all => all.map(it => it.closest('.entry')?.id ?? it.closest('.item').id)"
    )


def visit(page: Page, path: str, at: str) -> list[str]:
    """Open a page at a time, having looked at none; what is marked as new there."""
    page.goto("about:blank")
    page.clock.set_fixed_time(at)
    page.goto(path)
    return fresh(page)


def published(site: Path, files: dict[str, str]) -> None:
    """Build the site with other files."""
    shutil.rmtree(site / "out")
    built(write_site(site, files), site / "out")


def test_what_came_since_the_last_visit_is_marked(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    assert visit(page, DAY, NOON) == []
    published(site, LATER)
    assert visit(page, DAY, DUSK) == ["ports"]
    line = page.locator(".since a")
    expect(line).to_have_text("New since your last visit: 1 of 2")
    line.click()
    assert page.url.endswith("#ports")
    published(site, NEXT)
    assert visit(page, DAY, MORNING) == []
    assert visit(page, "", MORNING) == ["us"]
    assert visit(page, "sections/us/", MORNING) == ["_fresh"]


def test_the_marks_stay_while_one_reads(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    visit(page, DAY, NOON)
    published(site, LATER)
    for minute in (0, 20, 40, 55):
        assert visit(page, DAY, f"2016-05-02T18:{minute:02}:00") == ["ports"], minute
    assert visit(page, DAY, "2016-05-02T19:30:00") == []


def test_a_page_that_was_left_open_is_read_anew(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    visit(page, DAY, NOON)
    look = """hidden => {
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(look, True)
    published(site, LATER)
    page.clock.set_fixed_time(DUSK)
    page.evaluate(look, False)
    page.reload()
    assert fresh(page) == ["ports"]


def test_a_reader_who_was_never_here_is_told_nothing(context: BrowserContext) -> None:
    page = context.new_page()
    assert visit(page, "", NOON) == []
    expect(page.locator(".since")).to_have_count(0)


@pytest.mark.parametrize("kept", ["{", "null", '"x"', "[]", '{"at": 1}', '{"seen": 7}'])
def test_what_others_have_kept_there_does_no_harm(context: BrowserContext, kept: str) -> None:
    page = context.new_page()
    page.goto(DAY)
    page.evaluate("kept => { localStorage['dateline-visits'] = kept }", kept)
    assert visit(page, DAY, NOON) == []


def test_light_or_dark_is_the_readers_choice(context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="light")
    page.goto(DAY)
    button = page.get_by_role("button", name="Dark")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == LIGHT
    button.click()
    assert page.evaluate(paper) == DARK
    page.goto("claims/")
    assert page.evaluate(paper) == DARK
    expect(button).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="dark")
    button.click()
    assert page.evaluate(paper) == LIGHT
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen", color_scheme="light")
    button.click()
    page.emulate_media(color_scheme="dark")
    button.click()
    assert page.evaluate(paper) == LIGHT
    button.click()
    assert page.evaluate("localStorage.getItem('dateline-scheme')") is None


def test_an_address_and_a_citation_are_copied(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(DAY)
    page.get_by_text("Link and cite").click()
    own = f"https://daily.example/{DAY}us/"
    words = f"“Two & more” (claimed), Daily, May 2, 2016, {own}"
    copied = []
    for button in page.locator(".citing button").all():
        button.click()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied[:2] == [own, words]
    assert copied[2].startswith("@misc{daily-2016-05-02-us,\n")
    assert r"title = {{Two \& more}}," in copied[2]
