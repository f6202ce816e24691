"""The briefings of some days in another shape, for whoever takes them out of the site.

In: a site, read and linked, the days, the language, the format. Out: piece by piece what each
briefing is in that shape, and the site's files that it shows. Nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from dateline.model.linked import Edition
from dateline.model.pages import BriefingView, Page
from dateline.model.settings import Settings
from dateline.plan import Copy, output_path
from dateline.plan.briefing import briefing_pages
from dateline.plan.dating import published, updated
from dateline.plan.scope import Scope
from dateline.plan.shapes import EXPORTED, file_name, leaving, of_period, period_title
from dateline.plan.tags import briefing_tag
from dateline.problems import Refused
from dateline.render import Press, theme_files
from dateline.session.memory import Memory
from dateline.session.prepare import InProgress, compiled, inspect, no_documents
from dateline.session.pressing import press_of
from dateline.session.shown import version_of


class Period(NamedTuple):
    """What is wanted: the briefings from the first day to the last, in the language of a code
    (empty: the site's own)."""

    first: date
    last: date
    lang: str = ""


class Piece(NamedTuple):
    """A briefing in another shape: what its file may be called (`2016-06-19-evening`), its name for
    ever, its whole address (a path where the site does not know its own), when it was published and
    last became otherwise, and the contents that the format is made of."""

    name: str
    tag: str
    title: str
    address: str
    published: datetime
    updated: datetime
    contents: tuple[bytes, ...]


@dataclass(frozen=True)
class Shaping:
    """A site that briefings are taken from."""

    begun: InProgress
    period: Period

    @property
    def settings(self) -> Settings:
        """The site's."""
        return self.begun.settings

    @cached_property
    def scope(self) -> Scope:
        """The language. Raises `Refused` if the site has none of that code."""
        scopes = {scope.lang: scope for scope in self.begun.planning.scopes}
        wanted = self.period.lang or self.settings.language
        if wanted not in scopes:
            there = ", ".join(scopes)
            raise Refused(f"The site has no briefings in `{wanted}`: its languages are {there}.")
        return scopes[wanted]

    @property
    def title(self) -> str:
        """What a book of all of it is called."""
        return period_title(self.period.first, self.period.last, self.scope)

    @cached_property
    def press(self) -> Press:
        """What renders."""
        begun = self.begun
        return press_of(begun.planning.sites, begun.files.texts, begun.settings)

    def pieces(self, form: str) -> Iterator[Piece]:
        """The briefings in the shape of a format, in order; of `pdf`, the pages of the site.
        Raises `Refused` if there are none, `Unprintable` if a template cannot make one."""
        some = False
        for edition in of_period(self.period.first, self.period.last, self.scope):
            some = True
            page = next(briefing_pages(edition, self.scope))
            contents = tuple(self.press.render(each) for each in self.pages(form, page, edition))
            yield Piece(
                name=file_name(edition, self.scope),
                tag=briefing_tag(edition.key, self.scope),
                title=page.title,
                address=self.scope.url(page.address),
                published=published(edition, self.scope),
                updated=updated(edition, self.scope),
                contents=contents,
            )
        if not some:
            first, last, _ = self.period
            days = f"on {first}" if first == last else f"from {first} to {last}"
            raise Refused(f"There is no briefing {days}.")

    def pages(self, form: str, page: Page, edition: Edition) -> Iterator[Page]:
        """The pages of one briefing that a format is made of."""
        if form not in EXPORTED:
            yield page
            return
        assert isinstance(page.view, BriefingView)
        view = leaving(page.view, edition, self.scope)
        for shape in EXPORTED[form]:
            yield shape(edition, view, self.scope)

    def file(self, link: str, page: str = "/") -> bytes | None:
        """A file of the site by its address, as seen from a page at another: a picture, a style
        sheet. None for what is no file of this site."""
        base = self.settings.site_url or "https://site.invalid/"
        whole = urljoin(urljoin(base, page), link)
        if not whole.startswith(base):
            return None
        path = output_path(urlsplit("/" + whole.removeprefix(base)).path)
        if found := self.theme.get(path):
            return found.read_bytes()
        copy = self.copies.get(path)
        if copy is None:
            return None
        if copy.version:
            return version_of(copy, self.begun)
        return (self.settings.docs_dir / copy.source).read_bytes()

    @cached_property
    def theme(self) -> dict[str, Path]:
        """The theme's files by output path."""
        return dict(theme_files(self.settings))

    @cached_property
    def copies(self) -> dict[str, Copy]:
        """The authors' files that are published, by output path."""
        return {copy.path: copy for copy in self.begun.planning.copies}


def shaping(settings: Settings, memory: Memory, period: Period) -> Shaping:
    """A site, read and linked. Raises `BuildFailed` if it has mistakes: what cannot be published
    cannot be sent either."""
    begun = inspect(compiled(settings, memory), settings, memory, no_documents)
    memory.commit()
    begun.stop_at_mistakes(strict=False)
    return Shaping(begun, period)
