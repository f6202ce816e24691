"""The desk whose files are damaged: the sample site's, with its registers as names."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from dateline.compile import Names, compile_briefing, compile_registers, names_of
from dateline.model.briefing import Briefing
from dateline.model.names import register_name
from dateline.model.prose import Fragments
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.model.tree import Tree
from dateline.plugin import load
from dateline.problems import Problem, in_order
from dateline.read import parse
from dateline.session import check
from dateline.session.memory import memory_of

PROJECT = Path(__file__).parents[2]
SAMPLE = PROJECT / "briefings"
SECONDS = 2.0
"""The most that one file or text may take."""
T = TypeVar("T")
Record = Briefing | Registers | None


class Made(NamedTuple):
    """What Dateline makes of one file: its tree, its record, the texts, and what is wrong; `ill`:
    it cannot be read as YAML as it stands."""

    tree: Tree
    record: Record
    fragments: dict[str, Fragments]
    problems: tuple[Problem, ...]
    ill: bool


@cache
def settings() -> Settings:
    """The sample site's settings."""
    return load(PROJECT / "mkdocs.yml").settings


@cache
def files() -> dict[str, bytes]:
    """The sample site's YAML files, by their paths under the authors' folder."""
    return {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes()
        for path in sorted(SAMPLE.rglob("*.yaml"))
    }


@cache
def names() -> Names:
    """The names of the sample's entities."""
    tree, _ = parse("entities.yaml", files()["entities.yaml"])
    return names_of(compile_registers((tree,), settings())[0].entities or ())


def timed(do: Callable[[], T]) -> tuple[T, float]:
    """What a function gives, and the seconds of the processor that it takes: the fewer of two runs
    if the first takes too long, since a busy machine is not our affair."""
    taken: list[float] = []
    while not taken or (len(taken) < 2 and taken[0] > SECONDS):
        before = time.process_time()
        done = do()
        taken.append(time.process_time() - before)
    return done, min(taken)


def make(path: str, data: bytes) -> Made:
    """One file, read and compiled alone."""
    tree, found = parse(path, data)
    ill = any(problem.code.startswith(("yaml/", "file/")) for problem in found)
    record: Record
    if register_name(path):
        record, texts, more = compile_registers((tree,), settings())
        return Made(tree, record, texts[path], in_order((*found, *more)), ill)
    record, of_file, more = compile_briefing(tree, settings(), names())
    return Made(tree, record, of_file, in_order((*found, *more)), ill)


@contextmanager
def site() -> Iterator["Site"]:
    """A copy of the sample site that one file at a time may be damaged in."""
    with TemporaryDirectory() as folder:
        yield Site(Path(folder))


class Site:
    """The sample site's folder, copied."""

    def __init__(self, folder: Path) -> None:
        self.docs = Path(shutil.copytree(SAMPLE, folder / "briefings"))
        self.settings = replace(settings(), docs_dir=self.docs)

    def problems(self, path: str, data: bytes) -> tuple[Problem, ...]:
        """All that is wrong in the site with these bytes in the place of one of its files."""
        file = self.docs / path
        before = file.read_bytes() if file.exists() else None
        file.write_bytes(data)
        try:
            with memory_of(self.settings, remember=False) as memory:
                return check(self.settings, memory)[1]
        finally:
            file.unlink() if before is None else file.write_bytes(before)
