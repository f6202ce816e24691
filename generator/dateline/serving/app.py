"""The application: addresses in, the site's files out.

A page is answered with the bytes that a build would write, and one line more: the script that
listens for changes. No address is ever joined to a path: what the site does not have by that name
is not there.
"""

import re
from collections.abc import Iterable
from mimetypes import add_type, guess_type
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dateline.model.paths import is_html
from dateline.problems import Unprintable
from dateline.serving.live import DESK, Live, mark_at
from dateline.serving.paths import base_of, is_inside, path_of
from dateline.session import PREVIEW_FILES, Preview, own_page
from dateline.standing import now

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What is said with every answer: nothing is kept, and no other site may have it."""
FEEDS = {
    re.compile(r"feed(-\d+)?\.xml"): "application/atom+xml",
    re.compile(r"rss\.xml"): "application/rss+xml",
    re.compile(r"feed\.json"): "application/feed+json",
}
"""The media types of feeds, by how their files are called."""
for kind in ("webp", "avif"):
    add_type(f"image/{kind}", f".{kind}")  # Python knows these from 3.13 on
for kind, ending in (("geo+json", "geojson"), ("x-ndjson", "ndjson"), ("vnd.sqlite3", "sqlite")):
    add_type(f"application/{kind}", f".{ending}")  # the data of the whole site


def application(preview: Preview, live: Live, hosts: Iterable[str]) -> Starlette:
    """The server's answers; `hosts` are the names under which it may be asked."""
    site = Site(preview)
    return Starlette(
        routes=[
            Route(DESK, site.desk),
            Route(f"{DESK}live", live.events),
            Route(DESK + "{name}", own_file),
            Route("/{path:path}", site.answer),
        ],
        middleware=[Middleware(Hosts, allowed_hosts=list(hosts), www_redirect=False)],
    )


class Hosts(TrustedHostMiddleware):
    """Answers who asks by a name that is allowed, or by the very address that they have reached: a
    page elsewhere can have its name lead here, but not an address (DNS rebinding)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be answered."""
        asked = Headers(scope=scope).get("host", "").removesuffix(f":{scope['server'][1]}")
        if asked.strip("[]") == scope["server"][0]:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


async def own_file(request: Request) -> Response:
    """What the preview's own pages consist of."""
    found = PREVIEW_FILES.get(request.path_params["name"])
    return FileResponse(found, headers=HEADERS) if found else Response("", 404, HEADERS)


class Site:
    """The site's pages and files, and the desk."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview

    async def answer(self, request: Request) -> Response:
        """A file of the site; a folder's index where it ends in `/`."""
        wanted = request.headers.get("accept", "")
        return await run_in_threadpool(self.answered, request.scope["path"], wanted)

    async def desk(self, request: Request) -> Response:
        """What the authors have before them."""
        return await run_in_threadpool(self.overview, request.query_params.get("page", ""))

    def overview(self, asked: str) -> Response:
        """The same, in a thread that may wait. `asked`: the page that they come from, as its
        address has it."""
        base = base_of(self.preview.settings.site_url)
        path = path_of(unquote(asked), base) or ""
        return of_page(*self.preview.desk(path, asked, base, now()))

    def answered(self, asked: str, wanted: str) -> Response:
        """The answer to a path as it was asked for, its escapes undone; `wanted` are the media
        types that whoever asks would rather have."""
        base = base_of(self.preview.settings.site_url)
        if base and asked in ("/", base):
            return RedirectResponse(quote(f"{base}/"), headers=HEADERS)
        path = path_of(asked, base)
        try:
            content, mark = self.preview.content(path or "404.html")
            if content is None and self.preview.mark(f"{path}/index.html"):
                return RedirectResponse(quote(f"{asked}/"), headers=HEADERS)
            if isinstance(content, Path):
                return self.file(content)
            if content is not None and path and not is_html(path):
                return Response(content, 200, HEADERS, kind_of(path, wanted))
            if content is not None and path:
                return of_page(content, mark)
            return of_page(*self.missing(), 404)
        except Unprintable as failed:
            content = own_page("failed.html", self.preview.settings, base, reason=str(failed))
            return of_page(content, mark_at(self.preview, path), 500)

    def missing(self) -> tuple[bytes, str]:
        """The page for an address that does not exist."""
        content, mark = self.preview.content("404.html")
        assert isinstance(content, bytes), content
        return content, mark

    def file(self, path: Path) -> Response:
        """A file that is copied; not one that a link has led out of the site since."""
        if path.is_file() and is_inside(path, self.preview.folders):
            return FileResponse(path, headers=HEADERS)
        return of_page(*self.missing(), 404)


def kind_of(path: str, wanted: str) -> str:
    """The media type of a file of the site. Feeds are told by their names: of their endings they
    are not the only ones. Browsers, which ask for pages, show one by its style sheet only if it
    is called XML and no more; most servers of files call it that to everybody."""
    name = path.rpartition("/")[2]
    named = next((kind for pattern, kind in FEEDS.items() if pattern.fullmatch(name)), None)
    if named and named.endswith("+xml") and "text/html" in wanted:
        return "application/xml"
    return named or guess_type(path)[0] or "application/octet-stream"


def of_page(content: bytes, mark: str, status: int = 200) -> Response:
    """A page, with the line that listens for changes."""
    line = f'<script src="{DESK}live.js" data-mark="{mark}" defer></script>\n'.encode()
    head, end, tail = content.rpartition(b"</body>")
    return Response(head + line + end + tail, status, HEADERS, "text/html")
