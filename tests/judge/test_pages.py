"""Every kind of page in a real browser, Chromium, on every device: what a reader may stumble over.

The rules of accessibility are axe-core's (WCAG 2.2 AA), those of HTML the Nu checker's, those of
search engines and of mobile pages Lighthouse's.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, complaints
from npm import brought
from playwright.sync_api import Browser, BrowserContext, Page
from published import SITES, built, kinds, serving

from dateline.model.paths import is_html

AXE = "axe-core@4.14.1"
NU = "vnu-jar@26.9.27"
LIGHTHOUSE = "lighthouse@12.8.2"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 768, 1440)
NARROW = {"width": 320, "height": 256}
"""A phone of the smallest size, and a window of 1280 by 1024 at 400 %: WCAG 2.2, 1.4.10."""
TABS = 80
FOCUSED = """() => {
    const it = document.activeElement;
    if (it === document.body) return null;
    const { top, bottom, left, right } = it.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    const all = [...document.querySelectorAll("*")];
    return {
        name: it.outerHTML.slice(0, 200),
        place: all.indexOf(it),
        seen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
        marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> str:
    """A site's name."""
    return str(request.param)


@pytest.fixture(scope="module")
def folder(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built."""
    return built(SITES[site], tmp_path_factory.mktemp(site) / "site")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(folder) as found:
        yield found


@cache
def pages(site: str) -> dict[str, str]:
    """One page of every kind."""
    return kinds(SITES[site])


@contextmanager
def context(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser as nobody has used it, in which nothing may lead to a complaint."""
    with closing(browser.new_context(base_url=address, **options)) as found:
        said = complaints(found, address)
        yield found
    assert not said


def violations(page: Page) -> list[str]:
    """What axe finds. It is put in past the page's policy, which would keep it out."""
    page.evaluate((brought(AXE) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels of the page lie beside the window."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_is_kept_out(
    browser: Browser, site: str, address: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    with context(browser, address, viewport=size, color_scheme=scheme) as found:
        page = found.new_page()
        for kind, path in pages(site).items():
            page.goto(path)
            assert not violations(page), kind
            assert overflow(page) <= 0, kind


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_page_is_as_wide_as_its_window(
    browser: Browser, site: str, address: str, scripts: bool
) -> None:
    with context(browser, address, viewport=NARROW, java_script_enabled=scripts) as found:
        page = found.new_page()
        for kind, path in pages(site).items():
            page.goto(path)
            assert overflow(page) <= 0, kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_everything_is_there(
    browser: Browser, site: str, address: str, scheme: str
) -> None:
    with context(browser, address, java_script_enabled=False, color_scheme=scheme) as found:
        page = found.new_page()
        for kind, path in pages(site).items():
            page.goto(path)
            assert page.locator("main").inner_text().strip(), kind
            assert not page.locator("button:visible").count(), kind
            dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            assert (dark == "rgb(21, 23, 26)") == (scheme == "dark"), kind


def test_keys_lead_through_a_page_in_its_order(browser: Browser, site: str, address: str) -> None:
    """What has the focus is marked and in sight, and the way goes down the page, never back."""
    with context(browser, address, viewport={"width": 1280, "height": 900}) as found:
        page = found.new_page()
        for kind, path in pages(site).items():
            page.goto(path)
            before = -1
            for _ in range(TABS):
                page.keyboard.press("Tab")
                at = page.evaluate(FOCUSED)
                if at is None or at["place"] <= before == max(before, at["place"]):
                    break
                assert at["seen"], f"{kind}: {at['name']}"
                assert at["marked"], f"{kind}: {at['name']}"
                before = at["place"]
            assert before > 0, kind


def test_html_is_as_the_standard_has_it(folder: Path, address: str) -> None:
    """Every page, by its address: of files, the checker thinks that the policy lets nothing in. It
    takes data for a script that the policy forbids; browsers run none, and do not ask the policy
    (HTML, "prepare the script element": what is no script ends before that). Mails are no pages."""
    program = brought(NU) / "build" / "dist" / "vnu.jar"
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    pages = (path for path in paths if is_html(path))
    allow = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # this machine is one of them
    command = [
        "java",
        "-Xss4m",
        allow,
        "-jar",
        program,
        "--format",
        "json",
        *(address + p for p in pages),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(run.stderr)["messages"]
    wrong = (each for each in said if not is_about_data(each))
    assert not [f"{each.get('url')}: {each['message']} {each.get('extract')}" for each in wrong]


def is_about_data(said: dict[str, Any]) -> bool:
    """Whether the checker takes data for a script."""
    about = '<script type="application/ld+json">' in said.get("extract", "")
    return about and said["message"].startswith("Inline script violates Content Security Policy")


def test_lighthouse_has_nothing_to_say(site: str, address: str, tmp_path: Path) -> None:
    """Of how a page is built. How fast it is on a machine with much else to do says nothing."""
    if site != "sample":
        return
    program = brought(LIGHTHOUSE) / "cli" / "index.js"
    chromium_at = shutil.which("chromium") or ""
    for path in ("", "2016/06/19/", "threads/aleppo-south/"):
        report = tmp_path / "report.json"
        command = [
            *("node", program, address + path, "--quiet", "--output=json"),
            f"--output-path={report}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            "--only-categories=accessibility,best-practices,seo",
        ]
        env = {**os.environ, "CHROME_PATH": chromium_at}
        subprocess.run(command, check=True, env=env, capture_output=True, timeout=300)
        found = json.loads(report.read_text(encoding="utf-8"))
        poor = [
            audit["id"]
            for audit in found["audits"].values()
            if audit["score"] is not None and audit["score"] < 1
        ]
        scores = {name: each["score"] for name, each in found["categories"].items()}
        assert scores == dict.fromkeys(scores, 1), (path, poor)
