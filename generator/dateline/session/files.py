"""The authors' files compiled, each again only when what it is made from has changed.

In: what `read` found, the settings, and what earlier builds remember. Out: `Files`: the registers,
which briefings there are, their records and texts on demand, and all mistakes in them.

A briefing's compilation depends on its bytes, on a few settings, and on what is registered of the
entities that its words may name. Its bytes are not read again while its stamp holds.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dateline.compile import (
    SETTINGS,
    Names,
    compile_briefing,
    compile_registers,
    names_of,
    words_of,
)
from dateline.model.briefing import Briefing
from dateline.model.digest import digest
from dateline.model.prose import Fragments
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.model.tree import Tree
from dateline.problems import Problem
from dateline.read import File, Folder, digest_of, load, parse
from dateline.session.memory import Memory

TEXTS = 64
"""Of how many files the texts are kept at hand while pages are rendered."""
Texts = dict[str, Fragments]
UNREAD = Stamp(-1, 0, 0, 0, 0)
"""The stamp of no file."""


class Note(Struct, frozen=True, array_like=True):
    """What is remembered of a briefing's file: its stamp, the hash of its bytes, those of all
    registered names at the time and of those that matter to it, that of the settings, that of
    the record made of it (empty if none could be), and what is wrong with it."""

    stamp: Stamp
    bytes: str
    names: str
    relevant: str
    settings: str
    record: str
    problems: tuple[Problem, ...] = ()


class Known(Struct, frozen=True, array_like=True):
    """What is remembered of the registers: the hash of all they were made from, and what was
    made."""

    of: str
    registers: Registers
    texts: dict[str, Texts]
    problems: tuple[Problem, ...]


class Made(Struct, frozen=True, array_like=True):
    """A compiled briefing; `of` is the hash that its note knows it by."""

    of: str
    briefing: Briefing


class Written(Struct, frozen=True, array_like=True):
    """The texts of a compiled briefing."""

    of: str
    texts: Texts


K = TypeVar("K", Made, Written)


class Files:
    """The compiled files of a site."""

    def __init__(self, folder: Folder, settings: Settings, memory: Memory, started: int) -> None:
        """`started` is the time before the folder was read, in nanoseconds since 1970."""
        self.settings = settings
        self.memory = memory
        self.started = started
        self.compiled = 0
        self.by = digest([str(getattr(settings, name)) for name in SETTINGS])
        self.before = memory.table("files", Note)
        self.known = self.compile_registers(folder.registers)
        self.named = digest(
            [(e.id, e.name, e.aka, e.short, e.avoid) for e in self.registers.entities or ()]
        )
        self.found = {file.path: file for file in folder.briefings}
        self.notes = {file.path: self.note(file) for file in folder.briefings}
        self.texts = OnDemand(lru_cache(TEXTS)(self.texts_of))

    @property
    def registers(self) -> Registers:
        """All registers."""
        return self.known.registers

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong in the registers and the briefings."""
        found = (problem for note in self.notes.values() for problem in note.problems)
        return (*self.known.problems, *found)

    @property
    def briefings(self) -> dict[str, str]:
        """The files that could be compiled, each with the hash of its record."""
        return {path: note.record for path, note in self.notes.items() if note.record}

    def keep(self) -> None:
        """Remember the compilations, also if what they hold cannot be published."""
        self.memory.keep_table("files", self.notes)
        for path in self.before.keys() - self.notes.keys():
            self.memory.drop("records", path)
            self.memory.drop("texts", path)
        self.memory.commit()

    def compile_registers(self, files: tuple[File, ...]) -> Known:
        """The registers, as they were before if their bytes are the same."""
        found = [(file.path, load(self.settings.docs_dir, file)) for file in files]
        legible = all(isinstance(data, bytes) for _, data in found)
        of = digest([self.by, found]) if legible else ""
        known = self.memory.record("registers", "all", Known)
        if known and known.of == of and legible:
            return known
        read = [parsed(path, data) for path, data in found]
        problems = [problem for _, mistakes in read for problem in mistakes]
        registers, texts, mistakes = compile_registers([tree for tree, _ in read], self.settings)
        made = Known(of, registers, texts, (*problems, *mistakes))
        if legible:
            self.memory.keep("registers", "all", made)
        return made

    @cached_property
    def names(self) -> Names:
        """The matcher, made when the first text needs it."""
        return names_of(self.registers.entities or ())

    def note(self, file: File) -> Note:
        """What is known of a briefing's file by now; it is compiled if it must be."""
        note = self.before.get(file.path)
        if note and note.settings != self.by:
            note = None
        if note and note.names == self.named and unchanged(note.stamp, file.status):
            return note
        data = load(self.settings.docs_dir, file)
        fresh = stamp(file.status, self.started)
        if isinstance(data, Problem):
            self.memory.drop("records", file.path)
            return Note(UNREAD, "", "", "", "", "", (data,))
        if note and note.bytes == digest_of(data) and self.same_names(note, file.path, data):
            return replace(note, stamp=fresh, names=self.named)
        return self.compile(file.path, data, fresh)

    def same_names(self, note: Note, path: str, data: bytes) -> bool:
        """Whether nothing has changed in what is registered of the entities a file may name."""
        if note.names == self.named:
            return True
        return note.relevant == self.names.key(words_of(parse(path, data)[0].root))

    def compile(self, path: str, data: bytes, fresh: Stamp) -> Note:
        """Compile one briefing, and keep its record and its texts."""
        self.compiled += 1
        tree, problems = parse(path, data)
        briefing, texts, mistakes = compile_briefing(tree, self.settings, self.names)
        of = digest(briefing) if briefing else ""
        if briefing:
            self.memory.keep("records", path, Made(of, briefing))
            self.memory.keep("texts", path, Written(of, texts))
        relevant = self.names.key(words_of(tree.root))
        by = (tree.digest, self.named, relevant, self.by)
        return Note(fresh, *by, of, (*problems, *mistakes))

    def briefing(self, path: str) -> Briefing:
        """The record of a briefing that could be compiled."""
        return self.kept("records", path, Made).briefing

    def texts_of(self, path: str) -> Texts:
        """The texts of a file."""
        if path in self.known.texts:
            return self.known.texts[path]
        return self.kept("texts", path, Written).texts

    def kept(self, table: str, path: str, kind: type[K]) -> K:
        """What was kept of a briefing's compilation, now or by an earlier build."""
        found = self.memory.record(table, path, kind)
        if found is None or found.of != self.notes[path].record:
            self.again(path)
            found = self.memory.record(table, path, kind)
        assert found is not None
        return found

    def again(self, path: str) -> None:
        """Compile a briefing whose record or texts are damaged."""
        data = load(self.settings.docs_dir, self.found[path])
        assert isinstance(data, bytes), data
        self.compile(path, data, self.notes[path].stamp)


class OnDemand(Mapping[str, Texts]):
    """The texts of all files, each loaded when it is asked for."""

    def __init__(self, load: Callable[[str], Texts]) -> None:
        self.load = load

    def __getitem__(self, path: str) -> Texts:
        return self.load(path)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("Texts are asked for by file.")

    def __len__(self) -> int:
        raise TypeError("Texts are asked for by file.")


def parsed(path: str, data: bytes | Problem) -> tuple[Tree, tuple[Problem, ...]]:
    """A file as a tree, empty if it could not be read."""
    return (Tree(path, None, ""), (data,)) if isinstance(data, Problem) else parse(path, data)
