"""The archive as values: what was published on each day, the same in every run.

A day is known by its number: 0 is the newest, 1 the day before it, -1 the one that an author adds.
It is made from this number alone, so that a small archive is the newest part of a larger one, and
no archive need be held in memory. How it is spelled in the format of a tool is not told here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from benchmarks import words

SEED = 20161120
NEWEST = date(2024, 11, 28)  # the day that is added is an ordinary one
ENTITIES = 300
KINDS = (("people", 100), ("places", 110), ("organisations", 60), ("things", 30))
THREADS = 40
SOURCES = 16
PICTURES = 24
STORIES = len(words.SECTIONS)
PARAGRAPHS = (7, 6, 6, 6)
CHARACTERS = 230  # a paragraph; with headlines, names and citations 6.5 KB a briefing
TOLD_OF = "Port Meridian"  # in the news now and then; registered only when an entity is added
TOLD_ON = (3, 40, 77, 300, 640)


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Outward:
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be registered: `entity` is its number, -1 for `TOLD_OF`."""

    entity: int


@dataclass(frozen=True, slots=True)
class Cited:
    source: int
    pinpoint: str


Part = Plain | Emphasis | Outward | Named | Cited


@dataclass(frozen=True, slots=True)
class Paragraph:
    parts: tuple[Part, ...]
    quoted: bool = False
    heading: str = ""  # stands above it


@dataclass(frozen=True, slots=True)
class Entity:
    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An earlier story that this one settles: its day's number and its place there."""

    day: int
    story: int
    status: str


@dataclass(frozen=True, slots=True)
class Story:
    section: int
    headline: str
    threads: tuple[int, ...]
    status: str
    settles: tuple[Settled, ...]
    correction: str
    paragraphs: tuple[Paragraph, ...]

    def entities(self) -> tuple[int, ...]:
        """Whom it names, in order, each once."""
        parts = (part for paragraph in self.paragraphs for part in paragraph.parts)
        return tuple(dict.fromkeys(part.entity for part in parts if isinstance(part, Named)))

    def sources(self) -> tuple[int, ...]:
        parts = (part for paragraph in self.paragraphs for part in paragraph.parts)
        return tuple(dict.fromkeys(part.source for part in parts if isinstance(part, Cited)))


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    date: date
    picture: int
    caption: str
    stories: tuple[Story, ...]


def dated(number: int) -> date:
    return NEWEST - timedelta(days=number)


def days(count: int, first: int = 0) -> Iterator[Day]:
    """The newest days, newest first. What they settle lies within the archive."""
    return (day(number, count) for number in range(first, count))


def day(number: int, count: int) -> Day:
    """One day of an archive of `count`."""
    rng = Random(f"{SEED}/{number}")
    stories = tuple(_story(rng, number, place, count) for place in range(STORIES))
    picture = rng.randrange(PICTURES)
    return Day(number, dated(number), picture, rng.choice(words.CAPTIONS), stories)


@cache
def entities() -> tuple[Entity, ...]:
    """All that are registered, the most named first; the kinds are mixed."""
    kinds = [kind for kind, many in KINDS for _ in range(many)]
    Random(SEED).shuffle(kinds)
    return tuple(_entity(number, kind) for number, kind in enumerate(kinds))


def added_entity() -> Entity:
    return Entity("places", "port-meridian", TOLD_OF)


def _entity(number: int, kind: str) -> Entity:
    name = words.coined(number)
    if kind == "people":
        name = f"{words.GIVEN[number % len(words.GIVEN)]} {name}"
    if kind == "organisations":
        name = f"{name} {words.BODIES[number % len(words.BODIES)]}"
    if kind == "things":
        name = f"{name} {words.THINGS[number % len(words.THINGS)]}"
    return Entity(kind, name.lower().replace(" ", "-"), name)


@cache
def _zipf() -> tuple[float, ...]:
    """Weights that add up: the n-th entity is named 1/n as often as the first."""
    return tuple(accumulate(1 / rank for rank in range(1, ENTITIES + 1)))


def _named(number: int) -> list[int]:
    """Eight entities, all different: whom a day's stories name, two each."""
    rng = Random(f"{SEED}/{number}/named")
    drawn: dict[int, None] = {}
    while len(drawn) < 2 * STORIES:
        drawn[rng.choices(range(ENTITIES), cum_weights=_zipf())[0]] = None
    return list(drawn)


def _story(rng: Random, number: int, place: int, count: int) -> Story:
    status, _ = _claim(number, place)
    headline = words.sentence(rng, rng.randint(6, 10)).replace(",", "")
    threads = tuple(sorted(rng.sample(range(THREADS), rng.choice((1, 1, 1, 2)))))
    correction = words.prose(rng, 90) if rng.random() < 0.02 else ""
    paragraphs = tuple(_paragraphs(rng, number, place))
    settles = tuple(_settles(number, place, count))
    return Story(place, headline, threads, status, settles, correction, paragraphs)


def _claim(number: int, place: int) -> tuple[str, int]:
    """The status of a story, and after how many days it is settled (0: never)."""
    rng = Random(f"{SEED}/{number}/{place}/claim")
    drawn = rng.random()
    if drawn >= 0.12:
        return ("confirmed" if drawn < 0.2 else ""), 0
    return "claimed", rng.randint(2, 20) if rng.random() < 0.7 else 0


def _settles(number: int, place: int, count: int) -> Iterator[Settled]:
    for after in range(2, 21):
        if number + after < count and _claim(number + after, place) == ("claimed", after):
            denied = (number + after) % 3 == 0
            yield Settled(number + after, place, "denied" if denied else "confirmed")


def _paragraphs(rng: Random, number: int, place: int) -> Iterator[Paragraph]:
    """A story's text. Two names in it, and one or two citations; links, quotations and emphasis
    are shared out over the stories of a day so that they come to five, two and five."""
    named = _named(number)[2 * place : 2 * place + 2]
    places = rng.sample(range(PARAGRAPHS[place] - 2), 2)
    marked = {0: (1, 3), 1: (2,), 2: (1,), 3: (0,)}[place]
    linked = {0: (2, 4), 1: (0,), 2: (3,), 3: (2,)}[place]
    for at in range(PARAGRAPHS[place]):
        if place in (1, 3) and at == 4:
            yield Paragraph((Plain(words.prose(rng, CHARACTERS)),), quoted=True)
            continue
        parts: list[Part] = [Plain(words.prose(rng, CHARACTERS - 60 * (at in linked)))]
        if at in places:
            entity = named.pop()
            parts += [Plain("In "), Named(entity), Plain(f" {words.sentence(rng, 5).lower()}.")]
        if number in TOLD_ON and place == 2 and at == 0:
            parts += [Plain("Near "), Named(-1), Plain(" nothing was seen.")]
        if at in marked:
            parts += [Emphasis(words.sentence(rng, 4), strong=at % 2 == 0), Plain(" they said.")]
        if at in linked:
            address = f"https://news.example/{dated(number):%Y/%m/%d}/{place}-{at}"
            parts += [
                Plain("More stands in"),
                Outward("the report", address),
                Plain(" of the day."),
            ]
        if at in (0, 3):
            pinpoint = f"page {rng.randint(1, 60)}" if rng.random() < 0.3 else ""
            parts.append(Cited(min(int(rng.paretovariate(0.8)) - 1, SOURCES - 1), pinpoint))
        heading = words.sentence(rng, 4) if place == 0 and at == 4 else ""
        yield Paragraph(tuple(_spaced(parts)), heading=heading)


def _spaced(parts: list[Part]) -> Iterator[Part]:
    """With a space between two parts where none of them has it."""
    for before, part in zip([None, *parts], parts, strict=False):
        joined = isinstance(before, Plain) and before.text.endswith(" ")
        if before and not joined and not (isinstance(part, Plain) and part.text.startswith(" ")):
            yield Plain(" ")
        yield part
