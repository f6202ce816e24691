"""A site's own words, which its editors may offer: ids, names and other names of its registers.

They are offered, never demanded: the registers change after a schema has been printed, case does
not count, and a source may be one that no register has. What is wrong is for the build to say.
"""

from collections.abc import Iterable

from msgspec import Struct

from dateline.model.registers import Entity, Registers, Section, Source, Thread


class Words(Struct, frozen=True, kw_only=True):
    """What may be written where a section, thread, source, place, entity or label is named. All
    of the registers, each line's id first, then its names; empty without the register."""

    sections: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


NO_WORDS = Words()


def words_of(registers: Registers, labels: Iterable[str] = ()) -> Words:
    """The words of a site, in the order of its registers."""
    entities = registers.entities or ()
    return Words(
        sections=once(forms(section) for section in registers.sections or ()),
        threads=once(forms(thread) for thread in registers.threads or ()),
        sources=once(forms(source) for source in registers.sources or ()),
        places=once(forms(entity) for entity in entities if entity.kind == "places"),
        entities=once(forms(entity) for entity in entities),
        labels=tuple(dict.fromkeys(labels)),
    )


def forms(line: Section | Thread | Source | Entity) -> tuple[str, ...]:
    """Every word that an author may write for a line of a register."""
    if isinstance(line, Thread):
        return (line.id, *(text for _, text in line.title))
    return (line.id, *(text for _, text in line.name), *line.aka)


def once(lines: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All words of all lines, each once."""
    return tuple(dict.fromkeys(word for line in lines for word in line))
