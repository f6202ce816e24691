"""One briefing's names to ids: sections, threads, places, sources, entities; then entry ids.

In: a briefing as compiled, and what the registers know. Out: an `Edition`, problems, and the facts
of the registers that were asked for. An entry whose section is unknown is left out; its mistake is
said.
"""

from collections.abc import Iterable, Iterator

from dateline.link.names import Registered, is_one_off
from dateline.model.briefing import Briefing, Entry, Figure, Name
from dateline.model.libraries import fact
from dateline.model.linked import Cited, Edition, EditionKey, Item, Key
from dateline.model.names import ascii_slug, folded
from dateline.model.prose import Prose
from dateline.model.tree import Span
from dateline.model.values import nearest
from dateline.model.values.words import quote
from dateline.problems import Fix, Problem, at, instead

SINGULAR = {"sections": "section", "threads": "thread", "sources": "source", "entities": "entity"}
LONGEST_ID = 40


class Resolver:
    """Resolves the names of one briefing and collects what is wrong with them."""

    def __init__(self, briefing: Briefing, known: Registered) -> None:
        self.briefing = briefing
        self.known = known
        self.problems: list[Problem] = []
        self.asked: set[int] = set()
        self.without_sections = briefing.by_section and "sections" not in known.present

    def note(
        self, span: Span, code: str, message: str, hint: str = "", fix: Fix | None = None
    ) -> None:
        """A mistake at a place of the briefing's file."""
        self.problems.append(at(self.briefing.path, span, code, message, hint, fix))

    def look_up(self, register: str, text: str) -> str | None:
        """The id that a register has for a name, in any case; it is noted that it was asked."""
        table: dict[str, str] = getattr(self.known.names, register)
        self.asked.add(fact(f"name {register} {folded(text)}"))
        return table.get(folded(text))

    def find(self, register: str, name: Name) -> str:
        """The id for a name; empty if there is none (said, unless it is a one-off source)."""
        known = self.look_up(register, name.text)
        if known is not None:
            return known
        if register in self.known.unreadable or not name.text:
            return ascii_slug(name.text)
        if register not in self.known.present:
            return self.unregistered(register, name)
        if register != "sources" or not is_one_off(name.text, name.address):
            self.unknown(register, SINGULAR[register], name, self.known.forms[register])
        return ""

    def unregistered(self, register: str, name: Name) -> str:
        """Without the register any name stands, and its slug is its id; but entities are linked
        only from the register."""
        if register == "entities":
            message = f"There is no entities.yaml that could know {quote(name.text)}."
            hint = "Write entities.yaml, or take the link out."
            self.note(name.span, "link/unknown-entity", message, hint)
            return ""
        slug = ascii_slug(name.text)
        if not slug and not (register == "sections" and self.without_sections):
            self.note(
                name.span,
                f"link/unnamed-{SINGULAR[register]}",
                f"{quote(name.text)} has no name in Latin letters for its address.",
                f"Give it one in {register}.yaml:  a-short-id: {name.text}",
            )
        return slug

    def skipped(self, name: Name) -> None:
        """A name not to be linked; a mistyped one leaves the link there."""
        legible = "entities" in self.known.present - self.known.unreadable
        if legible and self.look_up("entities", name.text) is None:
            self.unknown("entities", "link-name", name, self.known.forms["entities"])

    def unknown(self, register: str, word: str, name: Name, forms: Iterable[str]) -> None:
        """A name that the register does not know: a typing mistake must not open a stream."""
        self.asked.add(fact(f"forms {register}"))
        moved = self.known.moved[register].get(folded(name.text))
        near = nearest(name.text, forms)
        where = ", under `places`" if word == "place" else ""
        hints = {
            f"It is called `{moved}` now.": moved,
            f"Did you mean `{near}`?": near,
            name.unless: name.unless,
            f"Add it there{where}, or write one that it has.": True,
        }
        hint = next(hint for hint, fits in hints.items() if fits)
        kind = SINGULAR[register] if word == "link-name" else word
        message = f"{quote(name.text)} is no {kind} in {register}.yaml."
        self.note(name.span, f"link/unknown-{word}", message, hint)

    def place(self, name: Name) -> tuple[str, str] | None:
        """A place's id and its name as written; without the register, the name alone."""
        if "entities" not in self.known.present or "entities" in self.known.unreadable:
            return "", name.text
        table = self.known.names.entities
        known = self.look_up("entities", name.text) or ""
        self.asked.add(fact(f"record entities {known}"))
        if known in self.known.places:
            return known, name.text
        if known:
            message = f"{quote(name.text)} is in entities.yaml, but not under `places`."
            self.note(name.span, "link/unknown-place", message, "Name a place, or move it there.")
        else:
            forms = self.known.forms["entities"]
            places = [form for form in forms if table[folded(form)] in self.known.places]
            self.unknown("entities", "place", name, places)
        return None

    def cite(self, text: Prose, account: str = "") -> Iterator[Cited]:
        """Every citation in a text, in order, each with the sentence it supports. `account`: the
        source whose account the text is."""
        sentences = {n: support.sentence for support in text.supports for n in support.uses}
        for number, use in enumerate(text.uses):
            if use.kind == "source":
                pinpoint, _, address = use.detail.partition("\n")
                id_ = self.find("sources", Name(use.target, use.span, address))
                sentence = sentences.get(number, "")
                yield Cited(id_, use.target, pinpoint, address, sentence, account)

    def cite_figures(self, figures: Iterable[Figure]) -> Iterator[Cited]:
        """Every citation of figures, in order."""
        for figure in figures:
            for citation in figure.citations:
                id_ = self.find("sources", citation.source)
                cited = citation.source.text, citation.pinpoint, citation.address
                yield Cited(id_, *cited, figure=figure)

    def cited_in(self, entry: Entry) -> Iterator[Cited]:
        """Every citation of an entry in the order of its page; whoever gives an account is cited
        before what it cites."""
        if entry.text:
            yield from self.cite(entry.text)
        for account in entry.accounts:
            id_, whose = self.find("sources", account.source), account.source.text
            yield Cited(id_, whose, sentence=account.text.lead, account=whose)
            yield from self.cite(account.text, whose)
        for text in entry.texts[bool(entry.text) + len(entry.accounts) :]:
            yield from self.cite(text)
        yield from self.cite_figures(entry.figures)

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


def resolve(resolver: Resolver) -> Edition:
    """A briefing in its place, every entry with its id and its names resolved."""
    briefing = resolver.briefing
    if resolver.without_sections:
        resolver.note(
            next((entry.section.span for entry in briefing.entries), briefing.span),
            "entry/sections-unregistered",
            "Entries by section need sections.yaml, which says what sections there are.",
            "Write sections.yaml, or the entries as a list:\n  - section: LATEST",
        )
    key = EditionKey(briefing.date, briefing.edition)
    sections = [resolver.find("sections", entry.section) for entry in briefing.entries]
    ids = list(entry_ids(briefing.entries, sections, resolver))
    items = tuple(
        item(entry, Key(*key, id_), section, resolver)
        for entry, section, id_ in zip(briefing.entries, sections, ids, strict=True)
    )
    own = briefing.texts
    edition = Edition(
        key=key,
        briefing=briefing,
        items=tuple(item for item in items if item.key.id),
        cited=(
            *(cited for text in own for cited in resolver.cite(text)),
            *resolver.cite_figures(briefing.figures),
        ),
    )
    list(resolver.entities(own))  # looked up for mistakes; a briefing is in no entity's stream
    return edition


def item(entry: Entry, key: Key, section: str, resolver: Resolver) -> Item:
    """An entry in its place."""
    for name in entry.link_names:
        resolver.skipped(name)
    names = dict(resolver.entities(entry.texts))
    for id_ in entry.in_headline:
        names.setdefault(id_, "")
    threads = [resolver.find("threads", name) for name in entry.threads]
    places = [resolver.place(name) for name in entry.places]
    return Item(
        key=key,
        entry=entry,
        section=section,
        threads=tuple(dict.fromkeys(id_ for id_ in threads if id_)),
        places=tuple(place for place in places if place),
        names=tuple(names.items()),
        cited=tuple(resolver.cited_in(entry)),
    )


def entry_ids(entries: tuple[Entry, ...], sections: list[str], resolver: Resolver) -> Iterator[str]:
    """Each entry's id: its own, else its section's, else by place (the authors' format, `id`).

    Empty for an entry that can have none; its mistake is said.
    """
    counts: dict[str, int] = {}
    owners: dict[str, Entry] = {}
    given = {entry.id for entry in entries if entry.id}
    for entry, section in zip(entries, sections, strict=True):
        if not section:
            yield ""
            continue
        counts[section] = count = counts.get(section, 0) + 1
        id_ = entry.id or (section if count == 1 else f"{section}-{count}")
        if not entry.id and count > 1 and not entry.bare:
            missing_id(entry, proposed(entry, id_, given | set(owners)), count, resolver)
        other = owners.setdefault(id_, entry)
        if other is not entry:
            message = f"The id `{id_}` is taken: the entry on line {other.span.line} has it."
            hint = "Give this one another `id`." if not entry.bare else "Give that one another."
            resolver.note(entry.span.first, "entry/id-twice", message, hint)
            yield ""
            continue
        yield id_


def missing_id(entry: Entry, id_: str, count: int, resolver: Resolver) -> None:
    """A later entry with fields has no id by itself: propose one."""
    start = entry.span.first
    lines = entry.span.end_line > start.line
    before = Span(start.line, start.column, start.line, start.column)
    resolver.note(
        start,
        "entry/missing-id",
        f"This is entry {count} of {quote(entry.section.text)}: it needs an `id` of its own.",
        f"id: {id_}",
        instead(before, f"id: {id_}\n{' ' * (start.column - 1)}") if lines else None,
    )


def proposed(entry: Entry, otherwise: str, taken: set[str]) -> str:
    """An id from an entry's headline, or the one by its place; none that is taken."""
    words = ascii_slug(entry.title)
    if len(words) > LONGEST_ID:
        words = words[: LONGEST_ID + 1].rpartition("-")[0]
    return words if words and words not in taken else otherwise
