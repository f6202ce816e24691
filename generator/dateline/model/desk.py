"""What a desk has before it as a day begins: what still runs, and what is still open."""

from datetime import date
from typing import NamedTuple

from msgspec import Struct


class Called(NamedTuple):
    """What a briefing's file is called: its date, edition and language (each may be empty)."""

    date: date
    edition: str = ""
    lang: str = ""


class Stream(Struct, frozen=True):
    """A section as an author writes it."""

    id: str
    name: str


class Running(Struct, frozen=True, kw_only=True):
    """A thread that still runs: where and when it last stood, how many entries it has so far.
    `written` is what an author writes for it."""

    written: str
    title: str
    section: str
    last: date
    entries: int


class Pending(Struct, frozen=True, kw_only=True):
    """A claim that nothing has settled. `ref` is what an author writes for it."""

    ref: str
    title: str
    section: str
    date: date


class Told(Struct, frozen=True):
    """An entry of a briefing as its translation begins: its id, its section, what lists call it."""

    id: str
    section: str
    title: str
