"""A real browser, Chromium, shows what `dateline serve` serves while its files are edited.

What waits here waits for what is to be seen, and nobody reloads a page but the page itself.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from browsing import chromium, complaints, opened, panel_of
from playwright.sync_api import Browser, BrowserContext, expect
from served import Served

from conftest import PROJECT

DAY, OTHER = "2016/06/19/", "2016/06/16/"
FILE, OTHER_FILE = "briefings/2016/2016-06-19.yaml", "briefings/2016/2016-06-16.yaml"
OLD, NEW = "Tehran calls his removal", "Tehran names his removal"
MISTAKES = [
    ("status: disputed\n    text", "status: disputted\n    text"),
    ("see:2016-06-17#latest", "see:2016-06-17#latset"),
    ("  Russia:\n", " Russia:\n"),
]
"""Of a field, of a link, of YAML: words of the file, and what they are mistyped as."""
TEMPLATE, TOKENS = "templates/pages/briefing.html", "templates/assets/tokens.css"
AWAY = """
    let away = false;
    Object.defineProperty(document, "hidden", { get: () => away });
    Object.defineProperty(document, "visibilityState", { get: () => away ? "hidden" : "visible" });
    window.look = (elsewhere) => {
        away = elsewhere;
        document.dispatchEvent(new Event("visibilitychange"));
    };
"""
"""What a browser with a screen tells a tab in the background; all tabs of ours are in front."""


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
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser as nobody has used it. Nothing that a test does in it may lead to a complaint."""
    with closing(browser.new_context(base_url=served.address)) as found:
        said = complaints(found, served.address)
        yield found
    assert not said


def test_what_is_saved_is_shown_where_one_reads(served: Served, context: BrowserContext) -> None:
    """And only where it is to be seen: the page of another day stays as it is."""
    page, other = opened(context, DAY), opened(context, OTHER)
    for each in (page, other):
        each.evaluate("window.same = true")
    page.evaluate("scrollTo(0, 1200)")
    served.change(FILE, OLD, NEW)
    expect(page.get_by_text(NEW)).to_be_visible()
    expect(panel_of(page)).to_be_visible()
    assert abs(page.evaluate("scrollY") - 1200) <= 2
    assert page.evaluate("window.same") is None
    served.change(FILE, *MISTAKES[0])  # this comes to both, and later
    expect(panel_of(other).get_by_role("heading")).to_be_visible()
    assert other.evaluate("window.same")


def test_a_page_comes_back_as_it_was_left(served: Served, context: BrowserContext) -> None:
    """Scrolled to its end, with something unfolded above, and room for the mistakes below; also
    where the browser has been told to leave that to the page."""
    context.add_init_script("history.scrollRestoration = 'manual'")
    page = opened(context, DAY)
    served.change(OTHER_FILE, "place: Aleppo", "plce: Aleppo")
    expect(panel_of(page).get_by_role("heading")).to_be_visible()
    page.locator("summary").first.click()
    page.evaluate("scrollTo(0, 99999)")
    before = page.evaluate("scrollY")
    served.change(FILE, OLD, NEW)
    expect(page.get_by_text(NEW)).to_be_attached()
    expect(panel_of(page).get_by_role("heading")).to_be_visible()
    assert page.locator("details").first.evaluate("each => each.open")
    assert abs(page.evaluate("scrollY") - before) <= 2


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_a_mistake_is_told_as_check_tells_it(
    served: Served, context: BrowserContext, right: str, wrong: str
) -> None:
    """With the same words marked; and the text stays as it was last right."""
    page = opened(context, DAY)
    page.evaluate("window.same = true")
    text, heading = page.inner_text("main"), panel_of(page).get_by_role("heading")
    served.change(FILE, right, wrong)
    expect(heading).to_be_visible()
    *lines, summary = served.checked().splitlines()
    assert summary.endswith("in 1 file.")
    assert any(line.startswith(f"{FILE}:") for line in lines)
    expect(heading).to_contain_text("mistake")
    for line in lines:
        expect(panel_of(page).locator("ul")).to_contain_text(line.strip(" ^"))
    marked = [
        said[marks.index("^") : len(marks)] for said, marks in pairwise(lines) if "^" in marks
    ]
    expect(panel_of(page).locator("mark")).to_have_text(marked)
    assert page.inner_text("main") == text
    served.change(FILE, wrong, right)
    expect(heading).to_have_count(0)
    expect(panel_of(page).locator("li")).to_have_count(0)
    assert page.inner_text("main") == text
    assert page.evaluate("window.same")


def test_a_template_that_fails_says_where(served: Served, context: BrowserContext) -> None:
    """Each time it fails, until it is mended."""
    page = opened(context, DAY)
    text = (PROJECT / TEMPLATE).read_text(encoding="utf-8")
    wrongs = {"bar": "{{ page.nothing }}", "main": "{% if %}", "paper": "{% for %}"}
    for block, wrong in wrongs.items():
        before, start, after = text.partition(f"{{% block {block} %}}\n")
        served.write(TEMPLATE, before + start + wrong + after)
        line = (before + start).count("\n") + 1
        expect(page.get_by_text(f"{TEMPLATE}:{line}: ")).to_be_visible()
    served.write(TEMPLATE, text)
    expect(page.get_by_text(OLD)).to_be_visible()


def test_a_style_sheet_is_shown(served: Served, context: BrowserContext) -> None:
    """One that the site did not have, and then a change of it."""
    page = opened(context, DAY)
    text = (PROJECT / TOKENS).read_text(encoding="utf-8")
    for colour in ("255, 238, 221", "221, 238, 255"):
        given = text.replace("--paper: #fffdf8", f"--paper: rgb({colour})")
        served.write(TOKENS, given)
        expect(page.locator("html")).to_have_css("background-color", f"rgb({colour})")


def test_a_page_outlives_its_server(served: Served, context: BrowserContext) -> None:
    page = opened(context, DAY)
    served.close()
    served.change(FILE, OLD, NEW)
    served.start()
    expect(page.get_by_text(NEW)).to_be_visible()


def test_a_page_that_was_refused_asks_again(served: Served, context: BrowserContext) -> None:
    """By a proxy, say, behind which the server is being started."""
    page, line = context.new_page(), "**/__dateline/live?*"
    context.route(line, lambda route: route.fulfill(status=502))
    with page.expect_response(line) as refused:
        page.goto(DAY)
    assert refused.value.status == 502
    context.unroute(line)
    expect(panel_of(page)).to_be_visible()


def test_many_tabs_are_no_hindrance(served: Served, context: BrowserContext) -> None:
    """Of one host, a browser keeps six lines open and lets the seventh wait. Who comes back to a
    tab sees what has changed meanwhile."""
    context.add_init_script(AWAY)
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto(DAY)
        expect(panel_of(tab)).to_be_visible()
        tab.evaluate("look(true)")
    first, *_, last = tabs
    last.evaluate("look(false)")
    served.change(FILE, OLD, NEW)
    expect(last.get_by_text(NEW)).to_be_visible()
    expect(first.get_by_text(OLD)).to_be_visible()
    first.evaluate("look(false)")
    expect(first.get_by_text(NEW)).to_be_visible()


def test_what_does_not_exist_is_there_once_it_does(served: Served, context: BrowserContext) -> None:
    """Until then, the page that says so stays."""
    page = opened(context, "2016/06/23/")
    page.evaluate("window.same = true")
    served.change(OTHER_FILE, "place: Aleppo", "plce: Aleppo")
    expect(panel_of(page).get_by_role("heading")).to_be_visible()
    assert page.evaluate("window.same")
    served.change(OTHER_FILE, "plce: Aleppo", "place: Aleppo")
    text = (served.folder / OTHER_FILE).read_text(encoding="utf-8")
    served.write("briefings/2016/2016-06-23.yaml", text)
    expect(page.get_by_role("heading", name="23 June 2016")).to_be_visible()


def test_a_site_need_not_be_at_the_top_of_its_host(served: Served, context: BrowserContext) -> None:
    served.close()
    served.change("mkdocs.yml", "syria-daily.example/", "syria-daily.example/daily/")
    served.start()
    assert served.address.endswith("/daily/")
    page = opened(context, served.address + DAY)
    served.change(FILE, OLD, NEW)
    expect(page.get_by_text(NEW)).to_be_visible()
    panel_of(page).get_by_role("link").click()
    page.get_by_role("link", name="19 June 2016").click()
    expect(page.get_by_text(NEW)).to_be_visible()


def test_an_address_may_have_any_letters(served: Served, context: BrowserContext) -> None:
    served.close()
    served.write("briefings/über 100%.md", "# Before\n")
    served.start()
    page = opened(context, "über 100%25/")
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    served.write("briefings/über 100%.md", "# After\n")
    expect(page.get_by_role("heading", name="After")).to_be_visible()
    panel_of(page).get_by_role("link").click()
    page.get_by_role("link", name="After").click()
    expect(page.get_by_role("heading", name="After")).to_be_visible()
