"""Rendering as a job: pages in, their content out.

In: the constants of the languages and the settings, once; pages as bytes, with the texts that
stand on them. Out: the content of each, or, where the site's folder is at hand, only its hash and
where it was put.
"""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec

from dateline.assets import Easel
from dateline.model.pages import Page, Site
from dateline.model.settings import Settings
from dateline.read import digest_of
from dateline.render import Press, card_fonts, press
from dateline.render import Texts as Prints
from dateline.session.collecting import Finishing
from dateline.session.compiling import Texts
from dateline.write import Batch, Prepared, prepare

PAGE = msgspec.json.Decoder(Page)
"""Pages travel as JSON: there, a moment keeps its distance from UTC."""
TEXTS = msgspec.msgpack.Decoder(Texts)
_HERE: ContextVar[dict[str, Texts]] = ContextVar("texts")


def press_of(sites: Mapping[str, Site], texts: Prints, settings: Settings) -> Press:
    """What renders the pages of a site, and draws its cards."""
    return press(sites, texts, settings, Easel(card_fonts(settings)))


class Sheet(NamedTuple):
    """A page to render: its output path, the author's file it was made from, its fingerprint,
    itself, and by file the texts that stand on it. Pages of one briefing share them."""

    path: str
    source: str
    of: str
    page: bytes
    texts: tuple[tuple[str, bytes], ...]


class Pressed(NamedTuple):
    """A rendered page, or the files of a bundle: each file's path and the hash of its content; the
    contents, unless they were put beside the site already, with the others of its share: of these
    one says so (`put`). `trouble` says why a bundle has no files."""

    digests: tuple[tuple[str, str], ...]
    contents: dict[str, bytes]
    trouble: str = ""
    put: Prepared | None = None


@dataclass(frozen=True)
class Pressing:
    """The job. `batch`: processes that it is sent to put the pages beside the site themselves."""

    sites: Mapping[str, Site]
    settings: Settings
    finishing: Finishing
    batch: Batch | None = None
    sent: bool = False

    @cached_property
    def press(self) -> Press:
        """What renders, made when the first page needs it."""
        return press_of(self.sites, _Handed(), self.settings)

    def __call__(self, share: tuple[Sheet, ...]) -> tuple[Pressed, ...]:
        packed = {path: data for sheet in share for path, data in sheet.texts}
        token = _HERE.set({path: TEXTS.decode(data) for path, data in packed.items()})
        try:
            pressed = tuple(self.pressed(sheet) for sheet in share)
        finally:
            _HERE.reset(token)
        if not self.sent or self.batch is None:
            return pressed
        contents = (item for page in pressed for item in page.contents.items())
        put = prepare(contents, self.batch)
        first, *others = (each._replace(contents={}) for each in pressed)
        return first._replace(put=put), *others

    def __reduce__(self) -> tuple[type["Pressing"], tuple[object, ...]]:
        return Pressing, (dict(self.sites), self.settings, self.finishing, self.batch, True)

    def pressed(self, sheet: Sheet) -> Pressed:
        """One page."""
        files, trouble = self.finishing.files(PAGE.decode(sheet.page), sheet.of, self.press)
        digests = tuple((path, digest_of(content)) for path, content in files.items())
        return Pressed(digests, files, trouble)


class _Handed(Mapping[str, Texts]):
    """The texts that came with the pages in hand: threads have others at the same time."""

    def __getitem__(self, path: str) -> Texts:
        return _HERE.get()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(_HERE.get())

    def __len__(self) -> int:
        return len(_HERE.get())
