"""What is made of all pages together, once they are planned: the sitemaps, and `robots.txt`, which
names them.

In: all pages in outline, the constants of the site's own language, the output paths of the files
that are copied. Out: these pages; none where the site does not know its own address, for a sitemap
is of whole addresses.

sitemaps.org allows a file 50,000 addresses and 50 MB. A larger site has a file for each year of its
archive and one for all else, so that a new day leaves the old years' files alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from dateline.model.machines import Listed, RobotsView, SitemapView
from dateline.model.pages import Page, Site, View
from dateline.plan.addresses import NEWS, ROBOTS, SITEMAP, output_path, page_address, sitemap

if TYPE_CHECKING:
    from dateline.plan import Outline

MOST = 50_000
"""How many addresses a sitemap may have."""
LARGEST = 50_000_000
"""How many bytes: a little less than sitemaps.org's 52,428,800."""
AROUND = 140
"""How many bytes there are around an address, at most: its tags and its time."""
LONGEST = 5
"""How many times longer a character may become where it is written out (`&` as `&amp;`)."""
YEAR = re.compile(r"(?:[^/]+/)?(\d{4})/")
"""How the path of a page of a year begins: below its language, or not."""
ELSE = "pages"
"""The file of all pages that are of no year."""


def is_last(path: str) -> bool:
    """Whether an output path is that of a page which is made of all others."""
    return path == output_path(ROBOTS) or SITEMAP.fullmatch(path) is not None


def last_pages(
    outlines: "Iterable[Outline]", site: Site, copied: Iterable[str]
) -> tuple[Page, ...]:
    """These pages. A `robots.txt` of the author's own is published as it is."""
    if not site.url:
        return ()
    every = tuple(outlines)
    news = (each.path for each in every if each.path.rpartition("/")[2] == NEWS)
    named = (sitemap(), *(page_address(path) for path in news))
    robots = RobotsView(sitemaps=tuple(whole(address, site) for address in named))
    own = output_path(ROBOTS) in set(copied)
    return (*sitemaps(every, site), *(() if own else (last(ROBOTS, robots, site),)))


def sitemaps(outlines: "Iterable[Outline]", site: Site) -> Iterator[Page]:
    """The sitemap, or an index and the files that it names."""
    found = {
        each.path: Listed(whole(page_address(each.path), site), each.modified)
        for each in sorted(outlines, key=attrgetter("path"))
        if each.listed
    }
    files = list(filed(found))
    if len(files) == 1:
        yield last(sitemap(), SitemapView(pages=files[0][1]), site)
        return
    index = []
    for name, pages in files:
        index.append(Listed(whole(sitemap(name), site), newest(pages)))
        yield last(sitemap(name), SitemapView(pages=pages), site)
    yield last(sitemap(), SitemapView(files=tuple(index)), site)


def filed(pages: Mapping[str, Listed]) -> Iterator[tuple[str, tuple[Listed, ...]]]:
    """The pages in files that are not too large, each with its name."""
    if len(list(cut(pages.values()))) <= 1:
        yield "", tuple(pages.values())
        return
    by_year: dict[str, list[Listed]] = {}
    for path, page in pages.items():
        found = YEAR.match(path)
        by_year.setdefault(found[1] if found else ELSE, []).append(page)
    for year in sorted(by_year):
        for number, some in enumerate(cut(by_year[year]), 1):
            yield year if number == 1 else f"{year}-{number}", some


def cut(pages: Iterable[Listed]) -> Iterator[tuple[Listed, ...]]:
    """Pages in stretches that have room in a file."""
    some: list[Listed] = []
    size = 0
    for page in pages:
        room = AROUND + len(page.address) * LONGEST
        if len(some) == MOST or size + room > LARGEST:
            yield tuple(some)
            some, size = [], 0
        some.append(page)
        size += room
    yield tuple(some)


def newest(pages: Iterable[Listed]) -> datetime | None:
    """When a file of pages last became otherwise, as far as is known."""
    return max((page.modified for page in pages if page.modified), default=None)


def whole(address: str, site: Site) -> str:
    """An address from the site's root, whole."""
    return site.url.rstrip("/") + address


def last(address: str, view: View, site: Site) -> Page:
    """One of these pages."""
    return Page(
        template="",
        address=address,
        canonical=address,
        path=output_path(address),
        lang=site.lang,
        dir=site.dir,
        title="",
        view=view,
    )
