"""What has changed since the briefing before: as templates see it, and as `delta.json` has it.

`plan/delta` makes both from one comparison, so that the page and the file cannot differ. What the
file says is described in `docs/reference/data.md`.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.model.briefing import Status
from dateline.model.views import Headline

Word = Literal["new", "continuing", "dropped"]


class ChangeView(Struct, frozen=True, gc=False, array_like=True):
    """A story that is new, continues or was dropped (then it stands in the briefing before).
    `continues` are the stories there that it takes up."""

    word: Word
    story: Headline
    continues: tuple[Headline, ...] = ()


class SectionChangesView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What has changed in one section; nothing in one that only had stories of a day."""

    name: str
    changes: tuple[ChangeView, ...]


class SettledView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A claim that is settled now: with which word, and by which story here."""

    claim: Headline
    status: Status
    by: Headline


class DeltaView(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The block on a briefing. `since` is the briefing before; the numbers count stories."""

    since: Headline
    new: int = 0
    continuing: int = 0
    dropped: int = 0
    sections: tuple[SectionChangesView, ...] = ()
    settled: tuple[SettledView, ...] = ()


# The file. Addresses in it are whole, where the site knows its own.


class DeltaBriefing(Struct, frozen=True, gc=False, kw_only=True):
    """One of the two briefings. `edition` is empty for a day's only one."""

    date: date
    edition: str
    url: str
    title: str


class DeltaStory(Struct, frozen=True, gc=False, kw_only=True):
    """An entry, by its headline or shortened first sentence. `url` is its own page, or its place in
    its briefing where entries have no pages; `status` is empty without one, `threads` are the ids
    of its threads."""

    date: date
    edition: str
    id: str
    headline: str
    url: str
    status: Status
    threads: tuple[str, ...]


class DeltaContinuing(DeltaStory, frozen=True, kw_only=True):
    """An entry that takes up others of the briefing before, and those."""

    continues: tuple[DeltaStory, ...]


class DeltaSection(Struct, frozen=True, gc=False, kw_only=True):
    """A section that has an entry in one of the two briefings. `before` and `now` count them;
    `dropped` are entries of the briefing before."""

    id: str
    name: str
    before: int
    now: int
    new: tuple[DeltaStory, ...]
    continuing: tuple[DeltaContinuing, ...]
    dropped: tuple[DeltaStory, ...]


class DeltaSettled(Struct, frozen=True, gc=False, kw_only=True):
    """A claim of an earlier briefing, the word that settled it, and the entry that says so."""

    claim: DeltaStory
    status: Status
    by: DeltaStory


class DeltaData(Struct, frozen=True, gc=False, array_like=True, tag=True, kw_only=True):
    """`delta.json`. `previous` is null for the first briefing, where all is new."""

    language: str
    briefing: DeltaBriefing
    previous: DeltaBriefing | None
    sections: tuple[DeltaSection, ...]
    settled: tuple[DeltaSettled, ...]
