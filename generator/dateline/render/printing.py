"""Templates and texts in one language, printed: what a page is made of but for its page.

In: the constants of the language, the compiled texts, the folders of templates. Out: an environment
of Jinja, and HTML of texts for the page in hand (`on`), whose ways addresses take.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cached_property
from operator import methodcaller
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from dateline.model import language
from dateline.model.pages import Site
from dateline.model.prose import Fragments, Prose, Ref
from dateline.model.views import Target
from dateline.render.code import Environment
from dateline.render.ways import Ways

Texts = Mapping[str, Mapping[str, Fragments]]
Words = Mapping[str, Callable[..., Any]]
"""What templates may call, or write values with, by name."""
T = TypeVar("T")
REFS = "partials/_refs.html"
PLAIN_REFS = "partials/_plain_refs.html"
EMPTY = Markup()
_HERE: ContextVar[Ways] = ContextVar("here")
"""What addresses are on the page being rendered, in macros too."""


@contextmanager
def on(ways: Ways) -> Iterator[None]:
    """What is printed in here stands where these are the ways."""
    token = _HERE.set(ways)
    try:
        yield
    finally:
        _HERE.reset(token)


class Printing:
    """What prints in one language."""

    def __init__(
        self, site: Site, texts: Texts, folders: tuple[Path, ...], words: Words, filters: Words
    ) -> None:
        """`words` and `filters` are what templates are given besides."""
        self.site = site
        self.texts = texts
        self.folders = folders
        self.words = words
        self.more = filters
        self.env = self.environment(quick=True)

    def environment(self, *, quick: bool) -> Environment:
        """Jinja with what templates are given."""
        env = Environment(self.folders, self.site.lang, quick=quick)
        env.filters |= {**self.filters(), **self.more}
        env.globals |= {"prose": self.prose, "site": self.site, **self.words}
        return env

    @cached_property
    def careful(self) -> Environment:
        """What renders a page that the quick way cannot."""
        return self.environment(quick=False)

    def quickly(self, printed: Callable[[Environment], T]) -> T:
        """What an environment prints: the quick one, or the careful one where that cannot."""
        try:
            return printed(self.env)
        except (AttributeError, TypeError):
            return printed(self.careful)

    @cached_property
    def refs(self) -> Any:
        """The macros that write references, made when the first text needs them."""
        return self.env.get_template(REFS).module

    @cached_property
    def plain_refs(self) -> Any:
        """The same for what leaves the site."""
        return self.env.get_template(PLAIN_REFS).module

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What templates may write values with."""
        lang = self.site.lang

        def day(value: date | datetime, style: str = "full") -> str:
            """The day of a date or of a moment."""
            of = value.date() if isinstance(value, datetime) else value
            return language.day(of, style, lang)

        return {
            "href": href,
            "absolute": lambda address: self.site.url.rstrip("/") + address,
            "host": lambda address: (urlsplit(address).hostname or "").removeprefix("www."),
            "day": day,
            "clock": lambda value: language.clock(value, lang),
            "time_in": lambda area: language.time_in(area, lang),
            "zone": lambda value: language.zone(value, lang),
            "moment": lambda value: language.moment(value, lang),
            "iso": methodcaller("isoformat"),
            "number": lambda value: language.whole(value, lang),
            "degrees": lambda value: language.degrees(value, lang),
        }

    def prose(
        self, prose: Prose, targets: Iterable[Target], id: str = "", level: int = 3
    ) -> Markup:
        """A text for the page in hand: its references resolved by `targets`, ids in it starting
        with `id`, its highest headings at `level`."""
        table = {(target.kind, target.target): target for target in targets}
        return self.fragments(self.texts[prose.path][prose.digest], table, id, level)

    def fragments(
        self, given: Fragments, table: Mapping[tuple[str, str], Target], id: str, level: int
    ) -> Markup:
        """Fragments in order, each reference written by the theme's macro for its kind."""
        parts = []
        for fragment in given:
            if isinstance(fragment, str):
                parts.append(fragment)
            else:
                body = self.fragments(fragment.body, table, id, level) if fragment.body else EMPTY
                parts.append(self.reference(fragment, table, body, id, level))
        return Markup("".join(parts))

    def reference(
        self,
        ref: Ref,
        table: Mapping[tuple[str, str], Target],
        body: Markup,
        id: str,
        level: int,
    ) -> str:
        """One reference, by the macro of its kind."""
        macro = getattr(self.plain_refs if _HERE.get().abroad else self.refs, ref.kind)
        if ref.kind == "heading":
            anchor = f"{id}--{ref.target}"  # no id of an entry or update has two hyphens
            return str(macro(ref, anchor, level + int(ref.detail) - 1, body))
        if ref.kind == "likelihood":
            return str(macro(ref))
        target = table[ref.kind, ref.target]
        href = _HERE.get()[target.address] if target.address else ""
        if ref.kind == "source":
            pinpoint, _, address = ref.detail.partition("\n")
            return str(macro(ref, target, pinpoint, address, href))
        if ref.kind == "picture":
            return str(macro(ref, target, href, target.picture))
        return str(macro(ref, target, body, href))


def href(address: str) -> str:
    """An address for the page in hand: relative on this site, unchanged elsewhere.

    404.html is served at any depth, so that addresses on it start at the site's path.
    """
    return _HERE.get()[address]
