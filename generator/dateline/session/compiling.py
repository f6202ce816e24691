"""Compiling as a job: a briefing's file in, its record and texts out as bytes to keep.

In: the settings and the registered entities, once; files with their bytes. Out: what is to be
remembered of each, and what is wrong with it.
"""

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec
from msgspec import Struct

from dateline.compile import Names, compile_briefing, names_of, words_of
from dateline.model.briefing import Briefing
from dateline.model.digest import digest
from dateline.model.prose import Fragments
from dateline.model.registers import Entity
from dateline.model.settings import Settings
from dateline.problems import Problem
from dateline.read import parse

Texts = dict[str, Fragments]
ONE = threading.Lock()
"""Python-Markdown reads one text at a time; threads wait for each other."""


class Made(Struct, frozen=True, array_like=True):
    """A compiled briefing; `of` is the hash that its note knows it by."""

    of: str
    briefing: Briefing


class Written(Struct, frozen=True, array_like=True):
    """The texts of a compiled briefing."""

    of: str
    texts: Texts


class Source(NamedTuple):
    """A file to compile. `relevant` is the hash of what was registered of the entities that it
    may name when it was compiled before, if nothing else has changed since; else it is empty."""

    path: str
    data: bytes
    relevant: str = ""


class Result(NamedTuple):
    """What came of a file: the hashes of its bytes and of what is registered of the entities that
    it may name, that of its record (empty if none could be made), the record and the texts to
    keep, and what is wrong. `same`: nothing has changed, and nothing was made."""

    digest: str
    relevant: str
    of: str = ""
    record: bytes = b""
    texts: bytes = b""
    problems: tuple[Problem, ...] = ()
    same: bool = False


@dataclass(frozen=True)
class Compiling:
    """The job: settings and entities are the same for all files."""

    settings: Settings
    entities: tuple[Entity, ...]

    @cached_property
    def names(self) -> Names:
        """The matcher, made when the first text needs it."""
        return names_of(self.entities)

    def __call__(self, share: tuple[Source, ...]) -> tuple[Result, ...]:
        with ONE:
            return tuple(self.compiled(source) for source in share)

    def __reduce__(self) -> tuple[type["Compiling"], tuple[object, ...]]:
        return Compiling, (self.settings, self.entities)

    def compiled(self, source: Source) -> Result:
        """One file; not if it names the same entities as before."""
        tree, problems = parse(source.path, source.data)
        relevant = self.names.key(words_of(tree.root))
        if relevant == source.relevant:
            return Result(tree.digest, relevant, same=True)
        briefing, texts, mistakes = compile_briefing(tree, self.settings, self.names)
        problems = (*problems, *mistakes)
        if briefing is None:
            return Result(tree.digest, relevant, problems=problems)
        of = digest(briefing)
        record = msgspec.msgpack.encode(Made(of, briefing))
        kept = msgspec.msgpack.encode(Written(of, texts))
        return Result(tree.digest, relevant, of, record, kept, problems)
