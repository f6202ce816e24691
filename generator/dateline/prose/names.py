"""The matcher: finds registered names in plain text, all in one pass.

A name matches as a whole word, in the case it is registered in. A line break matches a space,
either apostrophe the other, and a letter with its accent the two written apart. `Assad's` and
`S-400s` hold the names `Assad` and `S-400`, ودمشق ("and Damascus") holds دمشق; in Turkish Ankara'da
("in Ankara") holds Ankara.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from dateline.model.names import folded, one_form
from dateline.prose.sentences import writes_without_spaces

_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_EXPLICIT = re.compile(r"entity:([^)>\n\"]+)")
_APOSTROPHE = re.compile(r"'(?!s(?![\w']))\w")
_PLURAL = re.compile(r"e?s(?!\w)")
_PARTICLES = {**dict.fromkeys("وו", 4), **dict.fromkeys("فبلك" + "בכלמהש", 6)}
"""Arabic's and Hebrew's "and", "in", "to" …, which are written together with the next word, and how
many letters a name must have to be told from one that only ends like it (كريم is no ريم)."""
_WITH_ENDINGS = ("tr", "az")
"""Languages that put an apostrophe between a name and its endings (Ankara'da)."""


class Called(NamedTuple):
    """What an entity is called: its names (with akas), its short forms, the spellings the house
    does not print, and its name by language (empty: for all)."""

    id: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()


class Match(NamedTuple):
    """A name found in a text. `is_short`: an abbreviation, which needs the full name first."""

    start: int
    end: int
    entity_id: str
    is_short: bool


class Names:
    """All names of all entities, in one automaton. Build it once with `Names.of`."""

    def __init__(
        self,
        ids: Mapping[str, str],
        full: Mapping[str, tuple[str, ...]],
        short: Mapping[str, tuple[str, ...]],
        avoid: Mapping[str, tuple[str, ...]],
        entities: Mapping[str, Called],
    ) -> None:
        """`ids`: id, name or aka without case to id; `full`, `short` and `avoid`: form to ids;
        `entities`: ids to all that was registered of each."""
        self._ids = dict(ids)
        self._entities = dict(entities)
        self._full = dict(full)
        self._short = dict(short)
        self._avoid = {form: owners for form, owners in avoid.items() if form not in full}
        self._forms = tuple(sorted({*full, *short, *self._avoid}))
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)
        self._takes_endings = False

    @classmethod
    def of(cls, entities: Iterable[Called]) -> "Names":
        """The matcher for entities."""
        ids: dict[str, str] = {}
        full: dict[str, tuple[str, ...]] = {}
        short: dict[str, tuple[str, ...]] = {}
        avoid: dict[str, tuple[str, ...]] = {}
        registered = {}
        for entity in entities:
            registered[entity.id] = entity
            ids[folded(entity.id)] = entity.id
            for name in entity.names:
                ids.setdefault(folded(name), entity.id)
                _add(full, name, entity.id)
            for name in entity.short:
                _add(short, name, entity.id)
            for name in entity.avoid:
                _add(avoid, name, entity.id)
                _add(avoid, name[:1].upper() + name[1:], entity.id)  # as a sentence begins
        return cls(ids, full, short, avoid, registered)

    def in_language(self, lang: str) -> "Names":
        """The same names as texts of a language write them."""
        if lang.partition("-")[0] not in _WITH_ENDINGS:
            return self
        found = copy(self)
        found._takes_endings = True
        return found

    def known(self, name: str) -> str | None:
        """The entity with this id, name or aka, case ignored."""
        return self._ids.get(folded(name))

    def find(self, text: str) -> tuple[Match, ...]:
        """Whole-word matches, the longest first, none overlapping another.

        A form that several entities share is left out, with all that is inside it: it says
        nothing about which is meant.
        """
        found = []
        end = 0
        for match_start, match_end, form in self.candidates(text):
            if match_start < end:
                continue
            end = match_end
            owners, is_short = self.owners(form)
            if len(owners) == 1:
                found.append(Match(match_start, match_end, owners[0], is_short))
        return tuple(found)

    def avoided(self, text: str) -> tuple[Match, ...]:
        """Spellings that the house does not print, unless they are part of a name."""
        found = []
        end = 0
        for start, stop, form in self._whole(text) if self._avoid else ():
            if start >= end:
                end = stop
                if form in self._avoid:
                    found.append(Match(start, stop, self._avoid[form][0], False))
        return tuple(found)

    def house_form(self, entity_id: str, lang: str) -> str:
        """The name that the house prints, in a language (empty: the site's own)."""
        entity = self._entities[entity_id]
        shown = dict(entity.shown)
        return shown.get(lang) or shown.get("") or next(iter(entity.names), entity_id)

    def candidates(self, text: str) -> list[tuple[int, int, str]]:
        """Every whole-word match of a name, overlapping ones too: start, end and form.

        In order of the start, at one start the longest first.
        """
        return [match for match in self._whole(text) if match[2] not in self._avoid]

    def _whole(self, text: str) -> list[tuple[int, int, str]]:
        hay, places = _in_one_form(text)
        hits = self._automaton.find_matches_as_indexes(hay, overlapping=True)
        whole = [
            (start, end, self._forms[index])
            for index, start, end in hits
            if _starts_word(hay, start, end) and self._ends_word(hay, start, end)
        ]
        whole.sort(key=lambda match: (match[0], -match[1]))
        if places:
            return [(places[start], places[end], form) for start, end, form in whole]
        return whole

    def _ends_word(self, hay: str, start: int, end: int) -> bool:
        if self._takes_endings and hay[end : end + 1] == "'":
            return True
        return _ends_word(hay, start, end)

    def owners(self, form: str) -> tuple[tuple[str, ...], bool]:
        """The entities with this form, and whether it is only a short form."""
        if form in self._full:
            return self._full[form], False
        return self._short[form], True

    def relevant(self, text: str) -> frozenset[str]:
        """Entities that may be named in an author's Markdown: `find` in its words knows no
        others. For the key under which a compiled text is remembered."""
        return frozenset(self._relevant(text))

    def key(self, text: str) -> str:
        """The hash of all that is registered of the entities that are `relevant` to a text."""
        found = [self._entities[id_] for id_ in sorted(self.relevant(text))]
        return blake2b(msgspec.msgpack.encode(found), digest_size=12).hexdigest()

    def _relevant(self, text: str) -> Iterator[str]:
        hay = one_form(_ESCAPED.sub("", _on_one_line(text)))
        for form in set(self._automaton.find_matches_as_strings(hay, overlapping=True)):
            yield from self._full.get(form, ())
            yield from self._short.get(form, ())
            yield from self._avoid.get(form, ())
        for match in _EXPLICIT.finditer(text):
            entity_id = self.known(match[1])
            if entity_id:
                yield entity_id


def _add(table: dict[str, tuple[str, ...]], name: str, entity_id: str) -> None:
    form = " ".join(one_form(name).split())
    if form and entity_id not in table.get(form, ()):
        table[form] = (*table.get(form, ()), entity_id)


def _on_one_line(text: str) -> str:
    """A Markdown text without its line breaks, and the `>` at the beginnings of its lines."""
    first, *others = text.split("\n")
    lines = [first, *(line.lstrip(" \t>") for line in others)]
    return " ".join(line.rstrip(" \t") for line in lines)


def _in_one_form(text: str) -> tuple[str, list[int]]:
    """A text as names are compared, and where each of its characters and its end stood; no places
    if all of them stand where they stood."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return one_form(text), []
    starts = [at for at, each in enumerate(text) if at == 0 or not _joins(each)]
    parts: list[str] = []
    places: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        part = one_form(text[start:end])
        parts.append(part)
        places += [start] * len(part)
    return "".join(parts), [*places, len(text)]


def _joins(character: str) -> bool:
    """Whether a character may be one with that before it: an accent, a part of a Korean
    syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _starts_word(text: str, start: int, end: int) -> bool:
    if start == 0 or writes_without_spaces(text[start]) or not _in_word(text[start - 1]):
        return True
    return _follows_particle(text, start, end)


def _follows_particle(text: str, start: int, end: int) -> bool:
    """Whether only a particle that is written together with the next word stands before a name
    that is long enough for it, or has several words."""
    least = _PARTICLES.get(text[start - 1])
    if least is None or (start > 1 and _in_word(text[start - 2])):
        return False
    return end - start >= least or " " in text[start:end]


def _ends_word(text: str, start: int, end: int) -> bool:
    if end == len(text) or writes_without_spaces(text[end - 1]):
        return True
    following = text[end]
    if following == "'":
        return _APOSTROPHE.match(text, end) is None
    if not _in_word(following):
        return True
    return following in "es" and _takes_plural(text[start:end]) and bool(_PLURAL.match(text, end))


def _takes_plural(name: str) -> bool:
    """`S-400s`, `IDPs`, `White Helmets`; not one plain word: Hama is not in Hamas."""
    last = name[-1]
    return last.isascii() and last.isalnum() and (not last.islower() or " " in name)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


NO_NAMES = Names({}, {}, {}, {}, {})
"""The matcher of a site without a register of entities."""
