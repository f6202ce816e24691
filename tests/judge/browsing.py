"""Debian's Chromium, and what a test sees in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

PATIENCE = 30_000
"""Milliseconds to wait for what is to come, on a machine with much else to do."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, with nothing on its screen. Its sandbox does not work for root."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing; `make judge` brings it."
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=program, args=options)) as found,
    ):
        yield found


def complaints(context: BrowserContext, address: str) -> list[str]:
    """What there is to complain of from now on: a page asks another host, a script fails, the
    console says so. That a server answers with no success is no complaint."""
    found: list[str] = []

    def heard(kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            found.append(text)

    def asked(url: str) -> None:
        if not url.startswith((address, "data:")):
            found.append(url)

    context.on("request", lambda each: asked(each.url))
    context.on("weberror", lambda each: found.append(str(each.error)))
    context.on("console", lambda each: heard(each.type, each.text))
    context.set_default_timeout(PATIENCE)
    return found


def opened(context: BrowserContext, address: str) -> Page:
    """A page in a tab of its own, once it listens for changes."""
    page = context.new_page()
    page.goto(address)
    expect(panel_of(page)).to_be_visible()
    return page


def panel_of(page: Page) -> Locator:
    """What the preview says on a page."""
    return page.locator("dateline-preview")
