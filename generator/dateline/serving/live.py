"""The line to the browsers: who has a page open is told what it shows by now, and what is wrong."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from dateline.serving.paths import base_of, path_of
from dateline.session import Preview

BEAT = 15.0
"""Seconds after which a line that is silent says so, to find out whether anybody listens."""
DESK = "/__dateline/"
"""Where the preview's own pages are; the first of them is the desk."""
HEADERS = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}


class Live:
    """All open lines. `changed` may be called by any thread."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.loop: asyncio.AbstractEventLoop | None = None
        self.news = asyncio.Event()
        self.over = False

    def changed(self) -> None:
        """The site may have changed."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.wake)

    def wake(self) -> None:
        """Let all lines look."""
        news, self.news = self.news, asyncio.Event()
        news.set()

    def end(self) -> None:
        """Let all lines end."""
        self.over = True
        self.wake()

    async def events(self, request: Request) -> Response:
        """One line, for the page it asks for. Pages of other sites are told nothing."""
        if not is_own(request):
            return PlainTextResponse("Only pages of this site may listen.", 403, HEADERS)
        self.loop = asyncio.get_running_loop()
        page = request.query_params.get("page", "")
        return StreamingResponse(self.told(page), 200, HEADERS, "text/event-stream")

    async def told(self, page: str) -> AsyncIterator[str]:
        """What is said to one listener: the state of its page, as often as that is another."""
        said = ""
        while not self.over:
            news = self.news
            now = await run_in_threadpool(self.state, page)
            if now != said:
                said = now
                yield f"data: {now}\n\n"
            try:
                await asyncio.wait_for(news.wait(), BEAT)
            except TimeoutError:
                yield ": still here\n\n"

    def state(self, page: str) -> str:
        """What a page shows, and what is wrong, as JSON."""
        path = path_of(unquote(page), base_of(self.preview.settings.site_url))
        mark = self.preview.desk_mark if page == DESK else mark_at(self.preview, path)
        return json.dumps({"mark": mark, **self.preview.told()}, ensure_ascii=False)


def mark_at(preview: Preview, path: str | None) -> str:
    """A word for what is shown at an output path: the page that it has, or the one that says that
    there is none."""
    return (path and preview.mark(path)) or preview.mark("404.html")


def is_own(request: Request) -> bool:
    """Whether a page of this server asks, by what browsers say of who does (Fetch Metadata; where
    they do not, the origin)."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
