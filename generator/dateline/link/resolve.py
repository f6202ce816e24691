"""One briefing's names to ids: sections, threads, places, sources, entities; then entry ids."""

from collections.abc import Iterable, Iterator

from dateline.link.names import is_one_off
from dateline.model.briefing import Briefing, Entry, Figure, Name
from dateline.model.library import Cited, Edition, EditionKey, Item, Key, Names
from dateline.model.names import ascii_slug
from dateline.model.prose import Prose
from dateline.model.registers import Registers
from dateline.model.tree import Span
from dateline.model.values import nearest
from dateline.problems import Problem, Severity

SINGULAR = {"sections": "section", "threads": "thread", "sources": "source", "entities": "entity"}


class Resolver:
    """Resolves the names of one briefing and collects what is wrong with them."""

    def __init__(self, briefing: Briefing, registers: Registers, names: Names) -> None:
        self.briefing = briefing
        self.registers = registers
        self.names = names
        self.problems: list[Problem] = []

    def note(
        self, span: Span, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """A problem at a place of the briefing's file."""
        place = (span.line, span.column, span.end_line, span.end_column)
        self.problems.append(Problem(self.briefing.path, *place, code, severity, message, hint))

    def find(self, register: str, name: Name) -> str:
        """The id for a name; empty if there is none (said, unless it is a one-off source).

        Without the register any name stands, and its slug is its id.
        """
        table: dict[str, str] = getattr(self.names, register)
        known = table.get(name.text.casefold())
        if known is not None:
            return known
        word = SINGULAR[register]
        if getattr(self.registers, register) is None:
            slug = ascii_slug(name.text)
            if not slug:
                self.note(
                    name.span,
                    f"link/unnamed-{word}",
                    f"`{name.text}` needs an id of Latin letters for its address.",
                    f"Give it one in {register}.yaml:  some-id: {name.text}",
                )
            return slug
        if register == "sources" and is_one_off(name.text, name.address):
            return ""
        near = nearest(name.text.casefold(), list(table))
        self.note(
            name.span,
            f"link/unknown-{word}",
            f"There is no {word} `{name.text}` in {register}.yaml.",
            f"Did you mean `{near}`?" if near else f"Add it there, or use one it has.",
        )
        return ""

    def place(self, name: Name) -> tuple[str, str] | None:
        """A place's id and its name as written; without the register, the name alone."""
        if self.registers.entities is None:
            return "", name.text
        known = self.names.entities.get(name.text.casefold())
        places = {e.id for e in self.registers.entities if e.kind == "places"}
        if known in places:
            return known or "", name.text
        near = nearest(
            name.text.casefold(), [n for n, i in self.names.entities.items() if i in places]
        )
        self.note(
            name.span,
            "link/unknown-place",
            f"There is no place `{name.text}` in entities.yaml.",
            f"Did you mean `{near}`?" if near else "Add it there, under `places`.",
        )
        return None

    def cite(self, prose: Iterable[Prose], figures: Iterable[Figure]) -> Iterator[Cited]:
        """Every citation in texts and figures, in order."""
        for text in prose:
            for use in text.uses:
                if use.kind == "source":
                    pinpoint, _, address = use.detail.partition("\n")
                    id_ = self.find("sources", Name(use.target, use.span, address))
                    yield Cited(id_, use.target, pinpoint, address)
        for figure in figures:
            for citation in figure.citations:
                id_ = self.find("sources", citation.source)
                yield Cited(id_, citation.source.text, citation.pinpoint, citation.address)

    def entities(self, texts: Iterable[Prose]) -> Iterator[tuple[str, str]]:
        """The entities mentioned, each once, with the sentence."""
        seen = set()
        for text in texts:
            for mention in text.mentions:
                if mention.entity not in seen:
                    seen.add(mention.entity)
                    yield mention.entity, mention.sentence
            for use in text.uses:
                if use.kind == "entity":
                    id_ = self.find("entities", Name(use.target, use.span))
                    if id_ and id_ not in seen:
                        seen.add(id_)
                        yield id_, ""


def resolve(
    briefing: Briefing, registers: Registers, names: Names
) -> tuple[Edition, tuple[Problem, ...]]:
    """A briefing in its place, every entry with its id and its names resolved."""
    resolver = Resolver(briefing, registers, names)
    if briefing.by_section and registers.sections is None:
        resolver.note(
            briefing.entries[0].section.span if briefing.entries else briefing.span,
            "entry/sections-unregistered",
            "Entries by section need a register of sections: sections.yaml.",
            "Write sections.yaml, or entries as a list, each with `section:`.",
        )
    key = EditionKey(briefing.date, briefing.edition)
    sections = [resolver.find("sections", entry.section) for entry in briefing.entries]
    ids = list(entry_ids(briefing.entries, sections, resolver))
    items = tuple(
        item(entry, Key(*key, id_), section, resolver)
        for entry, section, id_ in zip(briefing.entries, sections, ids, strict=True)
        if id_
    )
    own = [p for p in (briefing.intro, *(c.note for c in briefing.corrections)) if p]
    edition = Edition(
        key=key, briefing=briefing, items=items, cited=tuple(resolver.cite(own, briefing.figures))
    )
    return edition, tuple(resolver.problems)


def item(entry: Entry, key: Key, section: str, resolver: Resolver) -> Item:
    """An entry in its place."""
    texts = texts_of(entry)
    cited = [
        Cited(resolver.find("sources", account.source), account.source.text)
        for account in entry.accounts
    ]
    threads = [resolver.find("threads", name) for name in entry.threads]
    places = [resolver.place(name) for name in entry.places]
    return Item(
        key=key,
        entry=entry,
        section=section,
        threads=tuple(dict.fromkeys(id_ for id_ in threads if id_)),
        places=tuple(place for place in places if place),
        names=tuple(resolver.entities(texts)),
        cited=(*resolver.cite(texts, entry.figures), *cited),
    )


def texts_of(entry: Entry) -> tuple[Prose, ...]:
    """All texts of an entry, in the order of the page."""
    return (
        *((entry.text,) if entry.text else ()),
        *(account.text for account in entry.accounts),
        *(update.text for update in entry.updates if update.text),
        *(correction.note for correction in entry.corrections),
    )


def entry_ids(entries: tuple[Entry, ...], sections: list[str], resolver: Resolver) -> Iterator[str]:
    """Each entry's id: its own, else its section's, else by place (authoring.md, `id`).

    Empty for an entry that can have none; its mistake is said.
    """
    counts: dict[str, int] = {}
    owners: dict[str, Entry] = {}
    for entry, section in zip(entries, sections, strict=True):
        if not section:
            yield ""
            continue
        counts[section] = count = counts.get(section, 0) + 1
        id_ = entry.id or (section if count == 1 else f"{section}-{count}")
        if not entry.id and count > 1 and not entry.bare:
            resolver.note(
                Span(entry.span.line, entry.span.column, entry.span.line, entry.span.column + 1),
                "entry/missing-id",
                f"This is entry {count} of `{entry.section.text}`: it needs an `id` of its own.",
                f"id: {ascii_slug(entry.headline)[:40].strip('-') or id_}",
            )
        other = owners.setdefault(id_, entry)
        if other is not entry:
            resolver.note(
                entry.span,
                "entry/id-twice",
                f"The id `{id_}` is taken by the entry on line {other.span.line}.",
            )
            yield ""
            continue
        yield id_
