"""The authors' files compiled, each again only when what it is made from has changed.

In: what `read` found, the settings, and what earlier builds remember. Out: `Files`: the registers,
which briefings there are, their records and texts on demand, and all mistakes in them.

A briefing's compilation depends on its bytes, on a few settings, and on what is registered of the
entities that its words may name. Its bytes are not read again while its stamp holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.compile import SETTINGS, compile_registers
from dateline.model import layers
from dateline.model.briefing import Briefing
from dateline.model.digest import digest
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.model.stamp import Stamp, stamp, unchanged
from dateline.model.tree import Tree
from dateline.problems import Problem, at_top, errors
from dateline.read import File, Folder, digest_of, load, parse
from dateline.session.compiling import Compiling, Made, Result, Source, Texts, Written
from dateline.session.memory import Memory, decoder_of
from dateline.session.workers import ALONE, Died, Progress, Workers, silent

TEXTS = 64
"""Of how many files the texts are kept at hand while pages are rendered."""
SHARE = 16
"""How many files a process compiles at a time."""
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


class Sealed(Struct, frozen=True, array_like=True):
    """The texts of a compiled briefing, left as bytes."""

    of: str
    texts: msgspec.Raw


TABLES = ("records", "texts")
"""Where they are kept."""
AtHand = dict[tuple[str, str], bytes]
"""Records and texts that need not be asked of the memory: by table and file."""
K = TypeVar("K", Made, Written, Sealed)


class Files:
    """The compiled files of a site."""

    def __init__(
        self,
        folder: Folder,
        settings: Settings,
        memory: Memory,
        started: int,
        workers: Workers = ALONE,
        progress: Progress = silent,
    ) -> None:
        """`started` is the time before the folder was read, in nanoseconds since 1970."""
        self.settings = settings
        self.memory = memory
        self.started = started
        self.at_hand: AtHand = {}
        self.compiled = 0
        self.by = digest([str(getattr(settings, name)) for name in SETTINGS])
        self.before = memory.table("files", Note)
        self.known = self.compile_registers(folder.registers)
        self.named = digest(
            [(e.id, e.name, e.aka, e.short, e.avoid) for e in self.registers.entities or ()]
        )
        self.found = {file.path: file for file in folder.briefings}
        self.compiling = Compiling(settings, self.registers.entities or ())
        self.notes: Mapping[str, Note] = self.note_all(folder.briefings, workers, progress)
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
            for table in TABLES:
                self.memory.drop(table, path)
                self.memory.drop(table, former(path))
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

    def note_all(
        self, files: tuple[File, ...], workers: Workers, progress: Progress
    ) -> dict[str, Note]:
        """What is known of every briefing's file by now; those are compiled that must be."""
        found = {file.path: self.standing(file) for file in files}
        stale = [file for file in files if found[file.path] is None]
        fresh = {file.path: stamp(file.status, self.started) for file in stale}
        sources = self.sources(progress("Compiling", stale, len(stale)), found)
        for source, result in workers.each(self.compiling, sources, SHARE):
            found[source.path] = self.noted(source.path, fresh[source.path], result)
        return {path: note for path, note in found.items() if note is not None}

    def edited(self, file: File) -> tuple["Files", tuple[Problem, ...]]:
        """The same with one briefing as it is now, and what is wrong with it; where that is an
        error, the same as they were. `file` says what the system says of it. The memory is left
        alone: what is shown may still be what it was."""
        data = load(self.settings.docs_dir, file)
        if isinstance(data, Problem):
            return self, (data,)
        result = self.compiling.compiled(Source(file.path, data))
        if errors(result.problems):
            return self, result.problems
        by = (result.digest, self.named, result.relevant, self.by)
        found = copy(self)
        note = Note(UNREAD, *by, result.of, result.problems)
        found.notes = layers.edited(self.notes, {file.path: note})
        new = {("records", file.path): result.record, ("texts", file.path): result.texts}
        found.at_hand = self.at_hand | new
        found.texts = OnDemand(lru_cache(TEXTS)(found.texts_of))
        return found, result.problems

    def hold(self, path: str) -> None:
        """Have what is known of a briefing at hand, whoever may compile it anew."""
        for table in TABLES if path in self.notes else ():
            data = self.memory.kept.get(table, path) or self.was_kept(table, path)
            if data is not None:
                self.at_hand.setdefault((table, path), data)

    def standing(self, file: File) -> Note | None:
        """What was known of a file, if it certainly holds."""
        note = self.before.get(file.path)
        same = note and (note.settings, note.names) == (self.by, self.named)
        return note if note and same and unchanged(note.stamp, file.status) else None

    def sources(self, files: Iterable[File], found: dict[str, Note | None]) -> Iterator[Source]:
        """The files to compile; what is already known of the others is put where it is found."""
        for file in files:
            data = load(self.settings.docs_dir, file)
            note = self.before.get(file.path)
            if isinstance(data, Problem):
                self.memory.drop("records", file.path)
                found[file.path] = Note(UNREAD, "", "", "", "", "", (data,))
            elif note is None or note.settings != self.by or note.bytes != digest_of(data):
                yield Source(file.path, data)
            elif note.names != self.named:
                yield Source(file.path, data, note.relevant)
            else:
                found[file.path] = replace(note, stamp=stamp(file.status, self.started))

    def noted(self, path: str, fresh: Stamp, result: Result | Died) -> Note:
        """Keep what came of a file."""
        if isinstance(result, Died):
            self.memory.drop("records", path)
            return Note(UNREAD, "", "", "", "", "", (died(path),))
        if result.same:
            return replace(self.before[path], stamp=fresh, names=self.named)
        self.compiled += 1
        self.keep_result(path, result)
        by = (result.digest, self.named, result.relevant, self.by)
        return Note(fresh, *by, result.of, result.problems)

    def keep_result(self, path: str, result: Result) -> None:
        """Keep a record and its texts, and those they replace: a preview may still show them."""
        for table, data in zip(TABLES, (result.record, result.texts), strict=True):
            there = self.memory.kept.get(table, path) if path in self.before else None
            if result.of and there not in (None, data):
                self.memory.keep_bytes(table, former(path), there)
            if result.of:
                self.memory.keep_bytes(table, path, data)

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
        data = self.at_hand.get((table, path))
        if data is not None:
            return decoder_of(kind).decode(data)
        found = self.memory.record(table, path, kind)
        if found is not None and found.of == self.notes[path].record:
            return found
        if (data := self.was_kept(table, path)) is not None:
            return decoder_of(kind).decode(data)
        self.again(path)
        found = self.memory.record(table, path, kind)
        assert found is not None
        return found

    def was_kept(self, table: str, path: str) -> bytes | None:
        """What was kept of a briefing before a build beside this one has compiled it anew."""
        return self.memory.kept.moved(table, path, former(path))

    def again(self, path: str) -> None:
        """Compile a briefing whose record or texts are damaged."""
        data = load(self.settings.docs_dir, self.found[path])
        assert isinstance(data, bytes), data
        self.keep_result(path, self.compiling.compiled(Source(path, data)))

    def packed(self, path: str) -> bytes:
        """The texts of a file as bytes, for whoever renders them."""
        if path in self.known.texts:
            return msgspec.msgpack.encode(self.known.texts[path])
        return bytes(self.kept("texts", path, Sealed).texts)


def former(path: str) -> str:
    """By what the record of a briefing is kept that another has replaced."""
    return f"{path}\tformer"


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


def died(path: str) -> Problem:
    """What to say of a file whose process ended over it."""
    return at_top(
        path,
        "file/crash",
        "Reading this file ended the process that did it, before it could say why.",
        hint="Take parts of the file away until it is read: what you took last is to blame."
        " Please report it as a bug.",
    )


def parsed(path: str, data: bytes | Problem) -> tuple[Tree, tuple[Problem, ...]]:
    """A file as a tree, empty if it could not be read."""
    return (Tree(path, None, ""), (data,)) if isinstance(data, Problem) else parse(path, data)
