"""Print: the briefings' own pages on paper, by their print style sheets.

In: the pages of the site. Out: one PDF. Knows WeasyPrint, which a site installs only if it wants
this (`dateline[pdf]`). It is handed the site's own files, and fetches nothing.
"""

import logging
import re
from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any
from urllib.parse import urljoin

from dateline.exporting.naming import period_name
from dateline.problems import Refused
from dateline.session.shaping import Piece, Shaping

SHEET = """\
@page { @bottom-center { content: counter(page); font: 8.5pt sans-serif } }
.end, .colophon { display: none }
"""
"""What only a file of several sheets needs: their numbers, and no ways on at the end."""
NOWHERE = "https://site.invalid/"
"""Where a site is that does not know its own address."""
_WAY = re.compile(r'(<a\b[^>]*?) href="(?![a-z][a-z0-9+.\-]*:|#)[^"]*"', re.IGNORECASE)


def prints(shaping: Shaping) -> Iterator[tuple[str, bytes]]:
    """The file. Raises `Refused` if there is no WeasyPrint here."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:  # it says OSError where Pango is missing
        raise Refused(
            f"A PDF needs WeasyPrint: pip install 'dateline[pdf]'. Here it cannot be used: {error}"
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of CSS for screens

    class Own(URLFetcher):  # type: ignore[misc]
        """Hands over the site's own files."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            content = shaping.file(url)
            if content is None:
                raise ValueError(f"{url} is no file of the site")
            return URLFetcherResponse(url, content, {"Content-Type": guess_type(url)[0] or ""})

    own, more = Own(), [CSS(string=SHEET)]
    made = [
        HTML(string=sheet(piece, shaping), base_url=base(piece), url_fetcher=own).render(
            stylesheets=more
        )
        for piece in shaping.pieces("pdf")
    ]
    first = made[0]
    if len(made) > 1:
        first.metadata.title = shaping.title
    whole = first.copy([page for each in made for page in each.pages])
    yield f"{period_name(shaping.period)}.pdf", whole.write_pdf()


def base(piece: Piece) -> str:
    """Where a page is, as a whole address."""
    return urljoin(NOWHERE, piece.address)


def sheet(piece: Piece, shaping: Shaping) -> str:
    """A page as it is printed: ways to pages of a site that does not know where it is lead
    nowhere."""
    html = piece.contents[0].decode()
    return html if shaping.settings.site_url else _WAY.sub(r"\1", html)
