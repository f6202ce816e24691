"""The contact sheet of the docs: every kind of page, small, beside the others.

    PYTHONPATH=tests .venv/bin/python tests/judge/sheet.py

In: the sample site and the Arabic one, as Chromium shows them. Out: a picture in docs/pictures/.
"""

from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from browsing import chromium
from PIL import Image
from playwright.sync_api import Browser
from published import SITES, built, serving

from conftest import PROJECT

SHEET = PROJECT / "docs" / "pictures" / "contact-sheet.webp"
PHONE, DESK = (390, 844), (1280, 844)
SCALE = 0.4
GAP = 24
WIDTH = 1900
BACK = "#8a8a86"


class Shot(NamedTuple):
    """A page as it is looked at: of which site, where, on what; `at`: scrolled down to this."""

    site: str
    path: str
    window: tuple[int, int] = PHONE
    scheme: str = "light"
    at: str = ""


SHOTS = (
    Shot("sample", "", DESK),
    Shot("sample", "2016/06/19/"),
    Shot("sample", "2016/06/19/", PHONE, "dark", "#turkey-border"),
    Shot("sample", "2016/06/19/", DESK, "dark", "#us"),
    Shot("sample", "2016/06/19/", PHONE, "light", ".map"),
    Shot("sample", "2016/06/19/turkey-border/"),
    Shot("sample", "threads/al-tanf/", DESK),
    Shot("sample", "places/al-tanf/", PHONE, "dark"),
    Shot("sample", "sources/rus-mod/"),
    Shot("sample", "2016/06/"),
    Shot("sample", "figures/russian-deaths/", DESK),
    Shot("sample", "claims/"),
    Shot("sample", "corrections/", PHONE, "dark"),
    Shot("sample", "search/?q=aleppo"),
    Shot("sample", "sections/", PHONE),
    Shot("arabic", "2016/05/12/", DESK),
    Shot("arabic", "2016/05/12/", PHONE, "dark"),
    Shot("arabic", "threads/bridge/"),
    Shot("arabic", "2016/05/"),
)


def picture(browser: Browser, address: str, shot: Shot) -> Image.Image:
    """One page, made small."""
    width, height = shot.window
    size = {"width": width, "height": height}
    with closing(browser.new_context(viewport=size, color_scheme=shot.scheme)) as context:
        page = context.new_page()
        page.goto(address + shot.path, wait_until="networkidle")
        if "?q=" in shot.path:
            page.locator("main mark").first.wait_for()
        if shot.at:
            page.locator(shot.at).first.evaluate("it => it.scrollIntoView()")
            page.wait_for_load_state("networkidle")
        whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return whole.resize((round(width * SCALE), round(height * SCALE)), Image.Resampling.LANCZOS)


def pasted(pictures: list[Image.Image]) -> Image.Image:
    """Pictures in rows."""
    places, x, y = list[tuple[int, int]](), GAP, GAP
    for each in pictures:
        if x + each.width + GAP > WIDTH:
            x, y = GAP, y + each.height + GAP
        places.append((x, y))
        x += each.width + GAP
    sheet = Image.new("RGB", (WIDTH, y + pictures[-1].height + GAP), BACK)
    for each, place in zip(pictures, places, strict=True):
        sheet.paste(each, place)
    return sheet


def main() -> None:
    """All of it."""
    with TemporaryDirectory() as folder, chromium() as browser:
        pictures = dict[Shot, Image.Image]()
        for name, site in SITES.items():
            with serving(built(site, Path(folder) / name)) as address:
                shots = (shot for shot in SHOTS if shot.site == name)
                pictures |= {shot: picture(browser, address, shot) for shot in shots}
    pasted([pictures[shot] for shot in SHOTS]).save(SHEET, quality=80, method=6)


if __name__ == "__main__":
    main()
