"""compile: trees to records, each file alone.

In: the trees of `read` and the settings. Out: one `Briefing` a file, the registers, and the
fragments of every text, by digest. Not done here: anything that takes two files (names of
sections, threads, sources and places stay as written; `link` resolves them).
Only the names of entities reach into a briefing, through the matcher.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dateline.compile.briefing import compile_briefing
from dateline.compile.documents import compile_document
from dateline.compile.registers import CompiledRegister, compile_register
from dateline.model.briefing import Briefing
from dateline.model.names import register_name
from dateline.model.prose import Fragments
from dateline.model.registers import Entity, Registers
from dateline.model.settings import Settings
from dateline.model.tree import Tree
from dateline.problems import Problem
from dateline.prose import Names

__all__ = [
    "Compiled",
    "compile_all",
    "compile_briefing",
    "compile_document",
    "compile_registers",
    "names_of",
]


class Compiled(NamedTuple):
    """All files compiled: small records to link, and texts to render, by file and digest."""

    registers: Registers
    briefings: tuple[Briefing, ...]
    fragments: dict[str, dict[str, Fragments]]


def compile_all(
    registers: Iterable[Tree], briefings: Iterable[Tree], settings: Settings
) -> tuple[Compiled, tuple[Problem, ...]]:
    """Registers first, since the entities' names take part in every briefing."""
    known, fragments, problems = compile_registers(registers, settings)
    names = names_of(known.entities or ())
    found = []
    for tree in briefings:
        briefing, texts, mistakes = compile_briefing(tree, settings, names)
        problems += mistakes
        if briefing is not None:
            found.append(briefing)
            fragments[tree.path] = texts
    return Compiled(known, tuple(found), fragments), problems


def compile_registers(
    trees: Iterable[Tree], settings: Settings
) -> tuple[Registers, dict[str, dict[str, Fragments]], tuple[Problem, ...]]:
    """All registers, the fragments of their texts by file, and their mistakes."""
    found: dict[str, CompiledRegister] = {}
    fragments: dict[str, dict[str, Fragments]] = {}
    problems: tuple[Problem, ...] = ()
    for tree in trees:
        compiled, mistakes = compile_register(tree, settings)
        found[register_name(tree.path) or ""] = compiled
        fragments[tree.path] = compiled.fragments
        problems += mistakes
    records = {name: compiled.records for name, compiled in found.items()}
    return Registers(**records), fragments, problems


def names_of(entities: Iterable[Entity]) -> Names:
    """The matcher for all names of the register, in all languages."""
    return Names.of(
        (
            entity.id,
            tuple(dict.fromkeys((*(name for _, name in entity.name), *entity.aka))),
            entity.short,
        )
        for entity in entities
    )
