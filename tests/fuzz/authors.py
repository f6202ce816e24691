"""What authors may write: whole briefings and registers, drawn from the schema.

Out: strategies for trees of texts. Nearly all values are such as the format takes; some are odd.
A text with Markdown knows which of its letters are words (`Prose.words`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from dateline.model import schema

one = st.sampled_from
Tree = st.SearchStrategy[Any]

WORDS = (
    "Assad", "Hama", "Al Tanf", "11", "8–11", "12:30", "010", "0o10", "0x1F", "1_000", "1.10",
    "1e3", "NO", "yes", "null", "~", "true", "on", ".inf", "2016-06-19", "14:1", "#1", "C#",
    "US:", "a:b", ": x", "“so”", "«so»", "'tis", "it's", "@sana", "&c", "!now", "%50", "50%",
    "*", "-", "- x", "?", "? x", "|", ">", "=", "<<", "{x}", "[Updated]", "a, b", ",", "…", "...",
    "---", "\\", "\\n", "a\\", "قال", "הודעה", "本日", "Łódź", "é", "e\u0301", "🕊️", "ﬁ", "²",
    "a\u00a0b", "\u200fa", "a\u200db", "x" * 90, "the", "border", "is", "shut", "again", "said",
)  # fmt: skip
RARE = (
    "\u00a0a",
    "a\u00a0",
    "a\u2028b",
    "a\x85b",
    "a\ufeffb",
    "a\tb",
    "\ta",
    "\x07",
    "a  b",
    "\u3000a",
)
MARKED = (
    ("*held*", "held"), ("**held**", "held"), ("`held`", "held"), ("[@sana]", ""),
    ("[@rus-mod, p. 3]", ""), ("[words](https://a.example/x_y)", "words"),
    ("[words](see:2016-06-16#us)", "words"), ("[then](date:2016-06-11)", "then"),
    (r"\*not\*", "not"), ("snake_case_word", "snakecaseword"), ("5 * 3", "53"), ("a < b", "ab"),
    ("&amp;", "amp"), ("<b>", "b"), ("[Hama](entity:hama)", "Hama"), ("AT&T", "ATT"),
)  # fmt: skip


class Prose(str):
    """A text with Markdown; `words` are the letters and digits that readers see."""

    words: str

    def __new__(cls, text: str, words: str) -> "Prose":
        made = super().__new__(cls, text)
        made.words = words
        return made


LINE = st.lists(one(WORDS), min_size=1, max_size=6).map(" ".join)
ODD_LINE = st.lists(one((*WORDS, *RARE)), min_size=1, max_size=4).map(" ".join)
TEXT = st.one_of(LINE, LINE, LINE, LINE, LINE, LINE, LINE, LINE, LINE, ODD_LINE)
PLAIN_WORDS = tuple(
    (word, word) for word in WORDS if not set(word) & set("#*-|>[]\\<@`_&") and word[-1] not in ".:"
)
PIECES = st.lists(one((*PLAIN_WORDS, *PLAIN_WORDS, *MARKED)), min_size=1, max_size=7)
OPENINGS = ("", "", "", "", "## ", "### ", "- ", "> ", "1. ")


def _paragraph(opening: str, pieces: list[tuple[str, str]]) -> tuple[str, str]:
    """One paragraph: it begins with a word, so that nothing it holds begins a line."""
    return (
        f"{opening}Word " + " ".join(text for text, _ in pieces) + " end.",
        "Word" + "".join(words for _, words in pieces) + "end",
    )


PARAGRAPH = st.builds(_paragraph, one(OPENINGS), PIECES)


def _text(paragraphs: list[tuple[str, str]], end: str) -> Prose:
    """Paragraphs, with an empty line between them."""
    return Prose(
        "\n\n".join(text for text, _ in paragraphs) + end,
        "".join(words for _, words in paragraphs),
    )


ONE_PARAGRAPH = st.builds(_text, st.lists(PARAGRAPH, min_size=1, max_size=1), st.just(""))
STORY = st.builds(
    _text, st.lists(PARAGRAPH, min_size=1, max_size=4), one(("", "", "", "\n", "\n\n"))
)


def _headed(headline: str, text: Prose) -> Prose:
    return Prose(f"# {headline}\n\n{text}", text.words)


HEADED = st.builds(_headed, LINE.map(lambda line: "A " + line), STORY)

NAMES = {
    "sections": ("LATEST", "Russia", "Turkey border", "US", "turkey-border"),
    "threads": ("aleppo-south", "al-tanf", "displacement"),
    "sources": ("sana", "rus-mod", "Russian Defence Ministry", "A man in Hama: a driver"),
    "places": ("Damascus", "al-Tanf", "Palmyra"),
    "entities": ("Tehran", "Assad"),
}
NOT_LINKED = st.lists(one(NAMES["entities"]), min_size=1, max_size=2)
TIMES = ("14:30", "08:05", "23:59Z", "2016-06-19 18:00", "12:30+03:00", "09:05 Europe/Paris")
AMOUNTS = (
    "11", "11+", "<11", "~300", "8–11", "6,500", "13.5 million", "40 % [@sana]", "300+ km",
    "11 [@Claims in circulation]", "-3", "١١", "0", "12 [@rus-mod, p. 3](https://a.example/b)",
)  # fmt: skip
FILES = ("photos/shoigu-assad.png", "/2016/photos/border-wall.svg", "photos/map: a, b.svg")
SLUGS = ("us", "al-tanf", "a-1", "010", "12", "null-1", "no", "a" * 40)
ANYTHING = st.one_of(
    TEXT, st.lists(TEXT, min_size=1, max_size=2), st.fixed_dictionaries({"a": TEXT})
)


def _several(type_: schema.Several) -> Tree:
    return st.lists(of(type_.item), min_size=1, max_size=3)


def _many(type_: schema.Many) -> Tree:
    return st.one_of(of(type_.item), st.lists(of(type_.item), min_size=1, max_size=3))


def _shown(type_: schema.Shown) -> Tree:
    return st.one_of(
        of(type_.item),
        of(type_.item),
        st.fixed_dictionaries({"en": of(type_.item), "ar": of(type_.item)}),
    )


def _pair(type_: schema.Pair) -> Tree:
    key, value = (type_.shape.field(name) for name in (type_.key, type_.value))
    assert key and value
    short = st.builds(lambda k, v: {str(k): v}, of(key.type), of(value.type))
    ways = [short]
    if type_.long:
        ways.append(mapping(type_.shape))
    if type_.alone:
        ways.append(short if type_.alone == type_.value else of(key.type))
        ways.append(of(value.type) if type_.alone == type_.value else of(key.type))
    return st.one_of(ways)


VALUES: dict[type, Callable[[Any], Tree]] = {
    schema.Text: lambda _: TEXT,
    schema.Markdown: lambda type_: st.one_of(HEADED, STORY) if type_.headline else ONE_PARAGRAPH,
    schema.Flag: lambda _: one(("false", "true", "False", "TRUE")),
    schema.Time: lambda _: one(TIMES),
    schema.Moment: lambda _: one(("2016-06-20", "2016-06-20 08:05", "2016-06-21 12:30Z")),
    schema.DayOrTime: lambda _: one(("2016-06-18", *TIMES)),
    schema.Day: lambda _: st.just("2016-06-23"),
    schema.Slug: lambda _: one(SLUGS),
    schema.Language: lambda _: st.just("en-GB"),
    schema.Choice: lambda type_: one(type_.of),
    schema.Named: lambda type_: one(NAMES[type_.register]),
    schema.Amount: lambda _: one(AMOUNTS),
    schema.Reference: lambda _: one(("2016-06-16#us", "2016-06-17#latest")),
    schema.File: lambda _: one(FILES),
    schema.Address: lambda _: one(("https://a.example/x?y=1&z=%20#f", "http://b.example")),
    schema.Coordinates: lambda _: one((["36.2", "37.16"], ["-0.5", "010"], ["33.510", "36.2"])),
    schema.LinkNames: lambda _: st.one_of(st.just("false"), NOT_LINKED),
    schema.Anything: lambda _: ANYTHING,
    schema.Many: _many,
    schema.Several: _several,
    schema.Shown: _shown,
    schema.Object: lambda type_: mapping(type_.shape),
    schema.Pair: _pair,
}  # fmt: skip
"""How each type of the schema is drawn."""


_KNOWN: dict[schema.Type, Tree] = {}


def of(type_: schema.Type) -> Tree:
    """Values that a field of some type takes."""
    if type_ not in _KNOWN:
        _KNOWN[type_] = VALUES[type(type_)](type_)
    return _KNOWN[type_]


KINDS: tuple[Any, ...] = (
    [], {}, "", " ", "\n", "a", ["a"], [[]], [{}], {"a": "b"}, {"a": {}}, [{"a": []}], ["", "a"],
)  # fmt: skip
"""Values of every kind; hardly any field takes one of them."""
WRONG = one(KINDS)
IS_WRONG = st.sampled_from([False] * 29 + [True])


def mapping(shape: schema.Shape, *, less: frozenset[str] = frozenset(), most: int = 4) -> Tree:
    """A shape's needed fields and a few others, in any order."""
    fields = {field.key: field.type for field in shape.fields if field.key not in less}
    needed = [field.key for field in shape.fields if field.needed and field.key in fields]
    others = [key for key in fields if key not in needed]
    chosen = st.lists(one(others), max_size=most, unique=True) if others else st.just([])
    first = one([key for key in shape.one_of if key in fields][:1] or needed or others)

    @st.composite
    def drawn(draw: Any) -> dict[str, Any]:
        keys = list(dict.fromkeys((draw(first), *needed, *draw(chosen))))
        wrong = {draw(one(keys)): draw(WRONG)} if draw(IS_WRONG) else {}
        return {key: draw(of(fields[key])) for key in draw(st.permutations(keys))} | wrong

    return drawn()


BY_HAND = frozenset(("section", "entries"))
ENTRY = mapping(schema.ENTRY, less=BY_HAND)


@st.composite
def briefings(draw: Any) -> dict[str, Any]:
    """A whole briefing, in either form."""
    fields = draw(mapping(schema.BRIEFING, less=BY_HAND, most=2))
    if draw(st.booleans()):
        entries: Any = [
            {"section": draw(one(NAMES["sections"])), **draw(ENTRY)}
            for _ in range(draw(st.integers(1, 3)))
        ]
    else:
        sections = draw(st.lists(one(NAMES["sections"]), min_size=1, max_size=3, unique=True))
        entry = st.one_of(ENTRY, ENTRY, of(schema.Markdown(headline=True)))
        inside = st.one_of(entry, entry, st.lists(entry, min_size=1, max_size=2))
        entries = {section: draw(inside) for section in sections}
    return {**fields, "entries": entries} if draw(st.booleans()) else {"entries": entries, **fields}


@st.composite
def registers(draw: Any, name: str) -> dict[str, Any]:
    """A whole register."""
    shape = schema.REGISTER_SHAPES[name]
    named = of(shape.fields[0].type.item)  # type: ignore[union-attr]

    def lines() -> dict[str, Any]:
        ids = draw(st.lists(one(SLUGS), min_size=1, max_size=4, unique=True))
        return {id_: draw(st.one_of(named, mapping(shape))) for id_ in ids}

    if name != "entities":
        return lines()
    kinds = draw(st.lists(one(schema.ENTITY_GROUPS), min_size=1, max_size=2, unique=True))
    return {kind: lines() for kind in kinds}


@st.composite
def documents(draw: Any) -> tuple[str, dict[str, Any]]:
    """A file's path and what its author means."""
    path = draw(one((BRIEFING, BRIEFING, BRIEFING, *(f"{name}.yaml" for name in REGISTERS))))
    return path, draw(briefings() if path == BRIEFING else registers(path.removesuffix(".yaml")))


PARTS = {
    schema.PHOTO: ("photo", {"file": "a.png", "alt": "A bridge"}),
    schema.FIGURE: ("figures", {"what": "dead", "value": "11+"}),
    schema.CORRECTION: ("corrections", {"at": "2016-06-20", "note": "It gave 11."}),
    schema.UPDATE: ("updates", {"time": "14:30", "text": "It is open."}),
    schema.ACCOUNT: ("accounts", {"sana": "It is open."}),
    schema.RESOLUTION: ("resolves", {"2016-06-16#us": "denied"}),
    schema.POINT: ("summary", {"US": "It is open."}),
}


def misplaced() -> Iterator[tuple[str, Any]]:
    """Every field there is, with a value of every kind."""
    entry = {"section": "US", "text": "It is open."}
    for kind in KINDS:
        yield BRIEFING, kind
        for field in schema.BRIEFING.fields:
            yield BRIEFING, {"entries": [entry], field.key: kind}
        for field in schema.ENTRY.fields:
            yield BRIEFING, {"entries": [{**entry, field.key: kind}]}
            yield BRIEFING, {"entries": {"US": [{field.key: kind}, "Words", {field.key: kind}]}}
        for shape, (key, part) in PARTS.items():
            for name in (*part, *(field.key for field in shape.fields)):
                yield BRIEFING, {"entries": [{**entry, key: [{**part, name: kind}]}], key: [kind]}
        for register, shape in schema.REGISTER_SHAPES.items():
            yield f"{register}.yaml", kind
            for field in shape.fields:
                lines = {"us": kind, "a": {field.key: kind}, "b": {"name": kind, field.key: kind}}
                yield f"{register}.yaml", {"places": lines} if register == "entities" else lines


BRIEFING = "2016/2016-06-23.yaml"
REGISTERS = tuple(schema.REGISTER_SHAPES)
