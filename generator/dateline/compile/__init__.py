"""compile: trees to records, each file alone.

In: the trees of `read` and the settings. Out: one `Briefing` a file, the registers, and the
fragments of every text, by digest. Not done here: anything that takes two files (names of
sections, threads, sources and places stay as written; `link` resolves them).
Only the names of entities reach into a briefing, through the matcher.
"""

from collections.abc import Iterable, Iterator

from dateline.compile.briefing import compile_briefing
from dateline.compile.documents import compile_document
from dateline.compile.registers import CompiledRegister, compile_register
from dateline.model.names import register_name
from dateline.model.prose import Fragments
from dateline.model.registers import Entity, Registers
from dateline.model.settings import Settings
from dateline.model.tree import Node, Scalar, Sequence, Tree
from dateline.problems import Problem
from dateline.prose import Called, Names

__all__ = [
    "SETTINGS",
    "Names",
    "compile_briefing",
    "compile_document",
    "compile_registers",
    "names_of",
    "words_of",
]


SETTINGS = ("timezone", "language", "labels", "likelihood")
"""The settings that a file's compilation may look at: what is compiled is kept by them."""


def compile_registers(
    trees: Iterable[Tree], settings: Settings, *, short: bool = True
) -> tuple[Registers, dict[str, dict[str, Fragments]], tuple[Problem, ...]]:
    """All registers, the fragments of their texts by file, and their mistakes; `short` as for
    a briefing."""
    found: dict[str, CompiledRegister] = {}
    fragments: dict[str, dict[str, Fragments]] = {}
    problems: tuple[Problem, ...] = ()
    for tree in trees:
        compiled, mistakes = compile_register(tree, settings, short=short)
        found[register_name(tree.path) or ""] = compiled
        fragments[tree.path] = compiled.fragments
        problems += mistakes
    records = {name: compiled.records for name, compiled in found.items()}
    return Registers(**records), fragments, problems


def names_of(entities: Iterable[Entity]) -> Names:
    """The matcher for all names of the register, in all languages."""
    return Names.of(
        Called(
            entity.id,
            tuple(dict.fromkeys((*(name for _, name in entity.name), *entity.aka))),
            entity.short,
            entity.avoid,
            entity.name,
        )
        for entity in entities
    )


def words_of(node: Node | None) -> str:
    """All texts of a tree, keys too, a line each: what the matcher may be shown of it."""
    return "\n".join(words(node)) if node else ""


def words(node: Node) -> Iterator[str]:
    """Every text of a tree, in order."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from words(item)
    else:
        for key, value in node.items:
            yield key.text
            yield from words(value)
