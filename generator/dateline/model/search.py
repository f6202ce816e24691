"""What templates see of search: the page, and what is handed to the search engine.

`plan` makes these. What is handed over is in no site: it is made into an index, a bundle for each
year of a language.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.model.briefing import Status
from dateline.model.prose import Prose
from dateline.model.views import Link, Target


class Called(Struct, frozen=True, gc=False, array_like=True):
    """A section or an entity: its id, and its name in the language of the briefing."""

    id: str
    name: str


class SearchedEntry(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An entry as it is searched: all its words, and what results are narrowed by. `said` are
    its texts, each with the name of who says so, if that is said of it."""

    id: str
    headline: str
    section: Called
    status: Status = ""
    names: tuple[Called, ...] = ()
    said: tuple[tuple[str, Prose], ...] = ()
    words: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


class SearchedView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A briefing as it is searched. `order` sorts as briefings do."""

    address: str
    title: str
    date: date
    edition: str = ""
    order: str
    said: tuple[Prose, ...] = ()
    words: tuple[str, ...] = ()
    entries: tuple[SearchedEntry, ...] = ()
    targets: tuple[Target, ...] = ()


class BundleView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The briefings of one year and one language, of which one index is made."""

    briefings: tuple[SearchedView, ...]

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in them."""
        own = (text for each in self.briefings for text in each.said)
        entries = (entry for each in self.briefings for entry in each.entries)
        return (*own, *(text for entry in entries for _, text in entry.said))


class Bundle(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An index that the page can ask: where it is, and of which year and language."""

    address: str
    year: int
    lang: str
    dir: Literal["ltr", "rtl"]


class SearchMonths(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A year of the archive with its months, the newest first."""

    year: Link
    months: tuple[Link, ...]


class SearchView(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """The page to search on. `bundles` are all there are, the newest first, those of the page's own
    language before others; `years` are theirs. `root` is the site's top.
    `months` are a way on without scripts."""

    root: str
    bundles: tuple[Bundle, ...]
    years: tuple[int, ...]
    months: tuple[SearchMonths, ...] = ()
