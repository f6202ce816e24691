"""Editors and the build agree on shape: what a YAML 1.2 reader makes of a file, judged by the
published JSON Schema, against what the build says of the same bytes."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, validators
from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.constructor import SafeConstructor

from conftest import PROJECT, TESTS
from dateline.authoring import NO_WORDS, Words, forms, json_schema, words_of
from dateline.compile import compile_briefing, compile_registers
from dateline.model import schema
from dateline.model.names import briefing_name, register_name
from dateline.model.schema import Field, Shape, Type
from dateline.problems import ERRORS
from dateline.read import parse
from test_compile import DAY, SETTINGS

# The two readers


class Core(SafeConstructor):
    """Values as YAML 1.2's core schema has them, where ruamel still knows more: days are texts,
    `<<` and `=` are words, and a key is what was written."""

    def flatten_mapping(self, node: Any) -> None:
        """`<<` merges nothing."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        """A mapping by the texts of its keys. What is no text is no key of JSON either."""
        if any(not isinstance(key.value, str) for key, _ in node.value):
            raise YAMLError("a list or mapping for a key")
        return {k.value: self.construct_object(value, deep=True) for k, value in node.value}

    def written(self, node: Any) -> str:
        """A text as it stands."""
        return str(node.value)

    def mapping(self, node: Any) -> Iterator[dict[str, Any]]:
        """A mapping, for the reader."""
        yield self.construct_mapping(node)


Core.add_constructor("tag:yaml.org,2002:timestamp", Core.written)
Core.add_constructor("tag:yaml.org,2002:value", Core.written)
Core.add_constructor("tag:yaml.org,2002:merge", Core.written)
Core.add_constructor("tag:yaml.org,2002:map", Core.mapping)


def core(text: str) -> Any:
    """What a YAML 1.2 reader makes of a file."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Core
    return reader.load(text)


def pattern(validator: Any, wanted: str, instance: Any, _: Any) -> Iterator[Any]:
    """`pattern` by the regular expressions of ECMAScript, whose `$` is the very end."""
    ends = wanted.replace("$", r"\Z")
    yield from Draft7Validator.VALIDATORS["pattern"](validator, ends, instance, _)


Judge = validators.extend(Draft7Validator, {"pattern": pattern})


@cache
def judge(kind: str, words: Words = NO_WORDS) -> Any:
    """The published schema of a kind of file."""
    published = json.loads(json.dumps(json_schema(kind, words)))
    Draft7Validator.check_schema(published)
    return Judge(published)


def kind_of(path: str) -> str:
    """Which schema a file is for."""
    return register_name(path) or "briefing"


def built(text: str, path: str) -> set[str]:
    """The codes of the errors that the build finds in a file alone."""
    tree, problems = parse(path, text.encode())
    if register_name(path):
        _, _, mistakes = compile_registers([tree], SETTINGS)
    else:
        _, _, mistakes = compile_briefing(tree, SETTINGS)
    return {p.code for p in (*problems, *mistakes) if p.severity == "error"}


def beyond(code: str) -> bool:
    """Whether a mistake is of a kind that no schema can see."""
    return code in BEYOND or (code.split("/")[0] + "/" in BEYOND and code not in SEEN)


def refusals(text: str, kind: str, words: Words) -> list[str] | None:
    """What the schema minds in a file; None if it is no YAML 1.2, or nested beyond all use."""
    try:
        found = judge(kind, words).iter_errors(core(text))
        return [f"{list(error.absolute_path)}: {error.message}" for error in found]
    except (YAMLError, RecursionError):
        return None


def agree(text: str, path: str, words: Words = NO_WORDS) -> None:
    """The schema accepts what the build accepts, and refuses what is wrong in shape."""
    codes, refused = built(text, path), refusals(text, kind_of(path), words)
    if not codes:
        assert refused == [], f"the build takes this\n{text}"
    if not refused and refused is not None:
        assert not [code for code in codes if not beyond(code)], f"no schema minds this\n{text}"


# What is beyond a schema: families end in a slash

BEYOND = {
    "yaml/": "how YAML was written: a reader's value does not show it",
    "file/": "names of files, bytes, and folders that a path leads out of",
    "text/": "Markdown is a language of its own; nor is `>` or a folded text seen in its value",
    "time/bad": "zones, offsets, and hours that a clock skips",
    "time/bad-date": "the calendar",
    "link/bad-reference": "the calendar",
    "briefing/other-date": "the file's name",
    "briefing/other-lang": "the file's name",
    "entry/no-text": "a headline inside the text, with nothing below it",
    "entry/two-headlines": "a headline inside the text",
    "entry/resolves-without-status": "what one field means for another",
    "figure/bad-value": "numbers that mean two things; a typed number has lost how it was written",
    "figure/two-units": "a unit inside the value",
    "field/bad-address": "an address inside a citation",
    "field/bad-id": "a typed number or true has lost how it was written",
    "field/one-line": "a text in quotes, or without, over several lines is one line in its value",
    "field/unknown-language": "which languages there are",
    "entity/bad-coordinates": "a typed number has lost how it was written",
    "entity/id-twice": "ids are unique across kinds",
    "register/moved-in-use": "ids",
    "register/moved-twice": "ids",
    "update/step-back": "the order of time",
    "update/same-minute": "the order of time",
}
SEEN = {"file/remote"}
"""Of these families, what a schema does see."""
ENTRY = "entries:\n  - section: US\n    text: A.\n    "
EXAMPLES = {
    "yaml/": ("2016-06-19.yaml", "entries: !!seq [{section: US, text: A.}]"),
    "file/": (DAY, ENTRY + "photo: {file: ../../a.png, alt: A}"),
    "text/": (DAY, "entries: [{section: US, text: '[@]'}]"),
    "time/bad": (DAY, ENTRY + "time: 14:30 Europe/Nowhere"),
    "time/bad-date": (DAY, "date: 2016-02-30\n" + ENTRY),
    "link/bad-reference": (DAY, ENTRY + "resolves: 2016-02-30#us\n    status: denied"),
    "briefing/other-date": (DAY, "date: 2016-06-20\n" + ENTRY),
    "briefing/other-lang": (DAY, "lang: ar\n" + ENTRY),
    "entry/no-text": (DAY, "entries: [{section: US, text: '# A headline'}]"),
    "entry/two-headlines": (DAY, "entries: [{section: US, headline: A, text: \"# A\\nB\"}]"),
    "entry/resolves-without-status": (DAY, ENTRY + "resolves: 2016-06-18#us"),
    "figure/bad-value": (DAY, ENTRY + "figures: [{what: dead, value: 6.500}]"),
    "figure/two-units": (DAY, ENTRY + "figures: [{what: a, value: 1 dog, unit: cats}]"),
    "field/bad-address": (DAY, ENTRY + "figures: [{what: a, value: '1 [@a](ftp://a)'}]"),
    "field/bad-id": (DAY, ENTRY + "id: 1.5"),
    "field/one-line": (DAY, ENTRY + "headline: One\n     line"),
    "field/unknown-language": ("sections.yaml", "us: {name: {xx: US}}"),
    "entity/bad-coordinates": ("entities.yaml", "places: {a: {name: A, at: [1e1, 0]}}"),
    "entity/id-twice": ("entities.yaml", "places: {a: A}\nthings: {a: A}"),
    "register/moved-in-use": ("sections.yaml", "us: {name: US, moved: us}"),
    "register/moved-twice": ("threads.yaml", "a: {title: A, moved: c}\nb: {title: B, moved: c}"),
    "update/step-back": (DAY, ENTRY + "updates: [{time: 14:30, text: A}, 09:00: B]"),
    "update/same-minute": (DAY, ENTRY + "updates: [{time: 14:30, text: A}, 14:30: B]"),
}  # fmt: skip


def test_what_is_beyond_a_schema_is_known_and_no_more() -> None:
    assert EXAMPLES.keys() == BEYOND.keys()
    assert all(code.endswith("/") or code in ERRORS for code in BEYOND)


@pytest.mark.parametrize("code", BEYOND)
def test_beyond_a_schema(code: str) -> None:
    """Each is met: the build refuses what the schema must let pass, for this one reason."""
    path, text = EXAMPLES[code]
    assert {c for c in built(text, path) if not c.startswith(code)} == set()
    assert built(text, path)
    assert judge(kind_of(path)).is_valid(core(text))


# Documents from the schema's own types. A node is a mapping, a list, or a text as YAML has it.

WORDS = ("US", "two words", "12", "010", "1.10", "-5", "true", "NO", "yes", "1_000", "12:30",
         "2016-06-20", "'#1'", '"a: b"', "حلب", "0x1F", ".inf", "1e5", "<<", "=", "|\n a\n",
         '"a\\n"', "' a'")  # fmt: skip
PROSE = (*WORDS, "|\n Two lines\n of text.\n", "|\n # A headline\n\n A text.\n", '"a\\nb"')
VALID: dict[type, tuple[str, ...]] = {
    schema.Text: WORDS,
    schema.Markdown: PROSE,
    schema.Flag: ("true", "false", "True", "FALSE", "'true'", "tRuE"),
    schema.Time: ("14:30", "09:05", "2016-06-20 00:30", "14:30Z", "14:30+03:00",
                  "14:30 Asia/Damascus", "'23:59'"),
    schema.Moment: ("2016-06-20", "2016-06-20 14:30", "'2016-06-21'", "2016-06-20 14:30Z"),
    schema.DayOrTime: ("2016-06-18", "'2016-06-18'", "14:30", "2016-06-20 14:30Z"),
    schema.Day: ("2016-06-19", "'2016-06-19'"),
    schema.Slug: ("us", "khirbet-al-joz", "12", "010", "true", "1e5", "0x1f", "no", "2016-06-20"),
    schema.Language: ("en", "'en'"),
    schema.Named: ("US", "turkey-border", "12", "true", "NO", "Syrian Observatory"),
    schema.Amount: ("11", "11+", "<11", "~300", "8–11", "'6,500'", "6,500", "13.5 million", "45%",
                    "1.10", "-5", "'11+ people [@sohr]'", "11[@sohr]", "١١", "|\n 11\n", "12 %",
                    "3 dogs", "8-11", "−5", "0.5", "<1", "10 °C", "٦٬٥٠٠"),
    schema.Reference: ("2016-06-18#us", "2016-06-18-evening#us-2"),
    schema.File: ("a.png", "/a/b.png", "12", "a b.png", "true", "http//a", "'http://'"),
    schema.Address: ("https://example.org/", "HTTP://a.example/b?c#d"),
    schema.Coordinates: ("[36.2, 37.16]", "[-5, '−36.25']", "[0, 180]", "['36.2', 1.0]"),
    schema.LinkNames: ("false", "False", "'false'", "[Hama, 12]"),
    schema.Anything: ("12", "[]", "{}", "''", "{a: [1, {b: true}]}", "Do not use it."),
}  # fmt: skip
ODD = (
    "12", "010", "1.10", "true", "NO", "12:30", "750", "-5", "1e5", ".inf", ".nan", "+12", "0x1F",
    "1_000", "6.500", "65.3m", "11+", "11 +", "''", "'  '", "~", "null", "", "[]", "{}", "[[]]",
    "[{}]", "{a: b}", "[{a: b, c: d}]", "[a, [b]]", "{a: [b]}", "2016-06-19", "2016-06-19#us",
    "2016-06-19 14:30", "2016-06-19T12:00:00Z", "-5 °C", "US", "Latest", "claimed", "CLAIMED",
    "' Claimed'", "withdrawn", "tru", "a b", "' true '", "' 14:30'", "' us'",
    "https://example.org/", "' https://a.example'", "http://", "a.png",
    "|\n a\n b\n", '"a\\nb"', '"a\\n"', "|\n us\n", "حلب",
)  # fmt: skip
UNKNOWN = (
    "hedline",
    "section",
    "text",
    "note",
    "12",
    "en",
    "status",
    "true",
    "2016-06-20",
    "14:30",
)
Node = str | list[Any] | dict[str, Any]


@st.composite
def values(draw: st.DrawFn, type_: Type, wounds: bool) -> Node:
    """What may stand for a type; with wounds, at times something else."""
    wound = draw(st.integers(0, 30)) if wounds else 3
    if wound == 0:
        return draw(st.sampled_from(ODD))
    if wound == 1:
        return [draw(values(type_, wounds))]
    if wound == 2:
        return {draw(st.sampled_from(UNKNOWN)): draw(values(type_, wounds))}
    make = MADE.get(type(type_))
    return draw(make(type_, wounds)) if make else draw(st.sampled_from(VALID[type(type_)]))


def choices(type_: schema.Choice, _: bool) -> st.SearchStrategy[Node]:
    """One of the words, written in any way."""
    forms = [form for word in type_.of for form in (word, word.upper(), f"' {word.title()} '")]
    return st.sampled_from(forms)


def lists(item: Type, wounds: bool) -> st.SearchStrategy[Node]:
    """A list of one type."""
    return st.lists(values(item, wounds), min_size=0 if wounds else 1, max_size=2)


@st.composite
def pairs(draw: st.DrawFn, type_: schema.Pair, wounds: bool) -> Node:
    """A short form, the long one, or a text alone."""
    types = {field.key: field.type for field in type_.shape.fields}
    if type_.long and draw(st.booleans()):
        return draw(objects(type_.shape, wounds))
    if type_.alone and draw(st.booleans()):
        return draw(values(types[type_.alone], wounds))
    key = draw(st.sampled_from(VALID[type(types[type_.key])]))
    key = key if "\n" not in key and key[0] not in "[{" else "US"
    return {key: draw(values(types[type_.value], wounds))}


@st.composite
def objects(draw: st.DrawFn, shape: Shape, wounds: bool, without: str = "") -> Node:
    """The fields of a shape: those needed, and some of the others."""
    fields = [field for field in shape.fields if field.key != without]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=3, unique_by=lambda f: f.key))
    chosen += [f for f in fields if f.needed or f.key in shape.one_of[:1]]
    if wounds and draw(st.integers(0, 20)) == 0:
        chosen = chosen[:-1]
    found = {field.key: draw(values(field.type, wounds)) for field in chosen}
    if wounds and draw(st.integers(0, 20)) == 0:
        found[draw(st.sampled_from(UNKNOWN))] = draw(st.sampled_from(ODD))
    return found


@st.composite
def entries(draw: st.DrawFn, _: Type, wounds: bool) -> Node:
    """Both forms."""
    if draw(st.booleans()):
        listed = {"section": "US"} if not wounds or draw(st.integers(0, 20)) else {}
        items = st.lists(objects(schema.ENTRY, wounds, "section"), min_size=1, max_size=2)
        return [{**listed, **entry} for entry in draw(items) if isinstance(entry, dict)]
    one = st.sampled_from(PROSE) | objects(schema.ENTRY, wounds, "section")
    placed = one | st.lists(one, min_size=1, max_size=2)
    return draw(st.dictionaries(st.sampled_from(["US", "12", "NO", "Turkey border"]), placed,
                                min_size=1, max_size=2))  # fmt: skip


def shown(type_: schema.Shown, wounds: bool) -> st.SearchStrategy[Node]:
    """One text, or one for each language."""
    one = values(type_.item, wounds)
    return one | st.dictionaries(st.sampled_from(["en", "ar", "pt-BR"]), one, min_size=1)


MADE: dict[type, Any] = {
    schema.Choice: choices,
    schema.Many: lambda t, wounds: values(t.item, wounds) | lists(t.item, wounds),
    schema.Several: lambda t, wounds: lists(t.item, wounds),
    schema.Shown: shown,
    schema.Object: lambda t, wounds: objects(t.shape, wounds),
    schema.Pair: pairs,
    schema.Entries: entries,
}


@st.composite
def registers(draw: st.DrawFn, kind: str, wounds: bool) -> Node:
    """A register: lines in both forms."""
    ids = st.sampled_from(
        ["us", "al-tanf", "12", "true", "1e5", *(["Not an id"] if wounds else [])]
    )
    line = values(schema.Text(), wounds) | objects(schema.REGISTER_SHAPES[kind], wounds)
    lines = st.dictionaries(ids, line, min_size=1, max_size=2)
    if kind != "entities":
        return draw(lines)
    groups = [*schema.ENTITY_GROUPS, *(["person"] if wounds else [])]
    return draw(st.dictionaries(st.sampled_from(groups), lines, min_size=1, max_size=2))


def yaml(node: Node, depth: int = 0) -> str:
    """A node as YAML, for the place after a colon or a dash."""
    pad = "\n" + "  " * depth
    if isinstance(node, str):
        return f" {node}".rstrip(" ").replace("\n", pad + " ").rstrip(" ")
    if isinstance(node, list):
        return "".join(f"{pad}-{yaml(item, depth + 1)}" for item in node) or " []"
    return "".join(f"{pad}{key}:{yaml(value, depth + 1)}" for key, value in node.items()) or " {}"


def documents(wounds: bool) -> st.SearchStrategy[tuple[str, str]]:
    """A file's path, and the file."""
    found: list[st.SearchStrategy[tuple[str, str]]] = [
        st.tuples(st.just(DAY), objects(schema.BRIEFING, wounds).map(yaml))
    ] * 3
    for kind in schema.REGISTER_SHAPES:
        found.append(st.tuples(st.just(f"{kind}.yaml"), registers(kind, wounds).map(yaml)))
    return st.one_of(found)


@hypothesis_settings(max_examples=60)
@given(documents(wounds=False))
def test_sound_files_are_sound_to_editors_too(file: tuple[str, str]) -> None:
    agree(file[1], file[0])


@hypothesis_settings(max_examples=100)
@given(documents(wounds=True))
def test_editors_and_the_build_agree_on_damaged_files(file: tuple[str, str]) -> None:
    agree(file[1], file[0])


# Each field, with an example of its own and with what does not belong there

SHAPES = (schema.BRIEFING, schema.ENTRY, schema.PHOTO, schema.FIGURE, schema.CORRECTION,
          schema.ACCOUNT, schema.UPDATE, schema.RESOLUTION, schema.POINT,
          *schema.REGISTER_SHAPES.values())  # fmt: skip
FIELDS = [(shape, field) for shape in SHAPES for field in shape.fields]
HOSTS = {"a photo": "photo", "a figure": "figures", "a correction": "corrections",
         "an account": "accounts", "an update": "updates", "a resolution": "resolves"}  # fmt: skip
SHORT = {"an account": ("source", "text"), "a resolution": ("target", "status"),
         "a key point": ("entry", "text")}  # fmt: skip


def file_with(shape: Shape, key: str, value: Node) -> tuple[str, str]:
    """A small file, sound but for the value of one field."""
    host: dict[str, Any] = {f.key: f.example for f in shape.fields if f.needed}
    host |= {"text": "A."} if shape.one_of else {}
    host[key] = value
    if shape.name in SHORT:
        first, second = SHORT[shape.name]
        examples = {f.key: f.example for f in shape.fields}
        name = host.get(first, examples[first])
        host = {str(name): host.get(second, examples[second])}
    register = next((name for name, each in schema.REGISTER_SHAPES.items() if each is shape), "")
    if register:
        line: Node = {"us": host}
        return f"{register}.yaml", yaml({"places": line} if register == "entities" else line)
    entry = {"section": "US", **(host if shape is schema.ENTRY else {"text": "A."})}
    if shape is schema.BRIEFING:
        return DAY, yaml({"entries": [entry], **host} if key != "entries" else host)
    if shape is schema.POINT:
        return DAY, yaml({"entries": [entry], "summary": [host]})
    if shape.name in HOSTS:
        entry = {"section": "US", "text": "A.", HOSTS[shape.name]: [host]}
    return DAY, yaml({"entries": [entry]})


@pytest.mark.parametrize(("shape", "field"), FIELDS, ids=lambda each: getattr(each, "key", ""))
def test_examples_are_right(shape: Shape, field: Field) -> None:
    path, text = file_with(shape, field.key, field.example)

    assert built(text, path) == set(), text
    assert judge(kind_of(path)).is_valid(core(text))
    assert re.match("[A-Z].*[.]$", field.doc), "a doc is a sentence"
    example = forms.field(field, NO_WORDS)["examples"][0]
    _, same = file_with(shape, field.key, json.dumps(example))
    assert core(same) == core(text), "the published example is the documented one"


@pytest.mark.parametrize(("shape", "field"), FIELDS, ids=lambda each: getattr(each, "key", ""))
def test_editors_and_the_build_agree_on_each_field(shape: Shape, field: Field) -> None:
    for odd in ODD:
        path, text = file_with(shape, field.key, odd)
        agree(text, path)


# Files that there are

SITES = [*(TESTS / "sites").iterdir(), *(TESTS / "mistakes").iterdir(), PROJECT]
FILES = sorted(file for site in SITES for file in (site / "briefings").rglob("*.y*ml"))


def words(site: Path) -> Words:
    """The words of a site's registers."""
    files = [file for file in (site / "briefings").glob("*.y*ml") if register_name(file.name)]
    trees = [parse(file.name, file.read_bytes())[0] for file in files]
    return words_of(compile_registers(trees, SETTINGS)[0], ("Critical",))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_files_that_there_are(file: Path) -> None:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    site = next(parent for parent in file.parents if parent.name == "briefings").parent
    path = file.relative_to(site / "briefings").as_posix()
    if not (register_name(path) or briefing_name(path)):
        return
    agree(text, path)
    agree(text, path, words(site))
