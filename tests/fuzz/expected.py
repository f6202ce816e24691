"""What must stand in the record, by what its author wrote.

In: a mapping as written, its shape in the schema, and the record made of it. Out: sentences, one
for each word of the author's that is not there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from dateline.model import schema
from dateline.model.names import briefing_name, register_name
from dateline.model.prose import Fragments
from dateline.model.tree import Mapping, Node, Sequence
from dateline.prose import plain
from fuzz.authors import Prose
from fuzz.desk import Made
from fuzz.invariants import letters

Texts = dict[str, Fragments]
NOT_KEPT = frozenset(("internal", "date", "lang"))
"""A note for the desk, and what the file's name says too."""


def of_record(path: str, meant: Any, made: Made) -> Iterator[str]:
    """Every value of a file without errors is in its record, in the order written."""
    if has_errors(made):
        return
    if made.record is None:
        yield "no record, and nothing is said"
    elif briefing_name(path):
        yield from _fields(meant, schema.BRIEFING, made.record, made.fragments)
        yield from _entries(meant["entries"], made.record.entries, made.fragments)
    else:
        name = register_name(path) or ""
        yield from _register(name, meant, getattr(made.record, name), made.fragments)


def of_comments(comments: tuple[str, ...], made: Made) -> Iterator[str]:
    """Of each text that a comment follows there is a warning."""
    warnings = [problem for problem in made.problems if problem.code == "text/comment"]
    if not has_errors(made) and len(warnings) != len(comments):
        yield f"comments behind {comments}, and {len(warnings)} warnings"


def has_errors(made: Made) -> bool:
    """Whether something is said that stops a build."""
    return any(problem.severity == "error" for problem in made.problems)


def tree_of(node: Node) -> Any:
    """What a tree says, as the strategies draw it."""
    if isinstance(node, Mapping):
        return {key.text: tree_of(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [tree_of(item) for item in node.items]
    return node.text


def _entries(meant: Any, found: Any, texts: Texts) -> Iterator[str]:
    """Sections and entries, in the order written, in both forms."""
    placed: list[tuple[str, Any]] = []
    for item in meant:
        inside = meant[item] if isinstance(meant, dict) else item
        for entry in inside if isinstance(inside, list) else [inside]:
            placed.append((item if isinstance(meant, dict) else entry["section"], entry))
    for (section, entry), record in zip_longest(placed, found, fillvalue=(None, None)):
        if record is None or section is None or record == (None, None):
            yield f"{len(placed)} entries were written, and there are {len(found)}"
        elif record.section.text != section:
            yield f"{section!r} has become {record.section.text!r}"
        elif isinstance(entry, str):
            yield from _fields({"text": entry}, schema.ENTRY, record, texts)
        else:
            yield from _fields(entry, schema.ENTRY, record, texts)


def _register(name: str, meant: Any, found: Any, texts: Texts) -> Iterator[str]:
    lines = list(meant.items())
    if name == "entities":
        lines = [line for kind in meant.values() for line in kind.items()]
    if [id_ for id_, _ in lines] != [record.id for record in found]:
        yield f"the ids {[id_ for id_, _ in lines]} have become {[r.id for r in found]}"
        return
    shape = schema.REGISTER_SHAPES[name]
    for (_, value), record in zip(lines, found, strict=True):
        is_short = not isinstance(value, dict)
        whole = {shape.fields[0].key: value} if is_short else value
        yield from _fields(whole, shape, record, texts)


def _fields(meant: dict[str, Any], shape: schema.Shape, record: Any, texts: Texts) -> Iterator[str]:
    for key, value in meant.items():
        field = shape.field(key)
        if field is None or key in NOT_KEPT or isinstance(field.type, schema.Entries):
            continue
        if shape is schema.FIGURE and key in ("value", "of", "unit", "source"):
            yield from _of_figure(key, value, record)
        elif shape is schema.ENTRY and key == "text":
            yield from _story(value, record, texts)
        else:
            found = getattr(record, field.attribute or key)
            yield from _value(value, field.type, found, texts)


def _value(meant: Any, type_: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    look = LOOKS.get(type(type_))
    if look:
        yield from look(meant, type_, found, texts)
    elif isinstance(type_, schema.Many | schema.Several):
        items = meant if isinstance(meant, list) else [meant]
        if len(items) != len(found):
            yield f"of {items!r} there is {found!r}"
        for item, one in zip(items, found, strict=False):
            yield from _value(item, type_.item, one, texts)
    elif isinstance(type_, schema.Object):
        yield from _fields(meant, type_.shape, found, texts)
    elif isinstance(type_, schema.Pair):
        yield from _fields(_written_out(meant, type_), type_.shape, found, texts)


def _written_out(meant: Any, type_: schema.Pair) -> dict[str, Any]:
    """A short form's fields."""
    if isinstance(meant, str):
        return {type_.alone: meant}
    if type_.long and any(type_.shape.field(key) for key in meant):
        return dict(meant)
    ((key, value),) = meant.items()
    return {type_.key: key, type_.value: value}


def _shown(meant: Any, type_: schema.Shown, found: Any, texts: Texts) -> Iterator[str]:
    pairs = meant if isinstance(meant, dict) else {"": meant}
    if [*pairs] != [language for language, _ in found]:
        yield f"of {meant!r} there is {found!r}"
    for value, (_, one) in zip(pairs.values(), found, strict=False):
        yield from _value(value, type_.item, one, texts)


def _text(meant: str, _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    words = found if isinstance(found, str) else found.text
    if words != meant.strip():
        yield f"{meant!r} has become {words!r}"


def _markdown(meant: str, _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    fragments = texts[found.digest]
    printed = letters(plain(without_ranges(fragments)))
    if isinstance(meant, Prose):
        if printed != letters(meant.words):
            yield f"{meant!r} prints the letters {printed!r}"
        return
    kept = collected(fragments)
    kept += unquote(kept) if "%" in kept else ""  # an address as browsers write it
    lost = Counter(letters(_UNPRINTED.sub("", meant))) - Counter(letters(kept))
    if lost:
        yield f"{dict(lost)} of {meant!r} is nowhere"
    left = iter(letters(meant))
    if not all(letter in left for letter in printed):
        yield f"{printed!r} is not what {meant!r} says"


def _story(meant: str, record: Any, texts: Texts) -> Iterator[str]:
    first, _, rest = meant.lstrip().partition("\n")
    if first.startswith("# "):
        if record.headline != first[2:].strip():
            yield f"the headline {first!r} has become {record.headline!r}"
        meant = meant if isinstance(meant, Prose) else rest
    if record.text:
        yield from _markdown(meant, schema.Markdown(), record.text, texts)
    elif letters(meant):
        yield f"{meant!r} is nowhere"


_UNPRINTED = re.compile(
    r"^[ >]*(?:[-*+] +)*[0-9]+\.(?=[ \t])|\]\((?:date|see|entity):", re.MULTILINE
)
"""The letters that Markdown takes for its own: numbers of lists, schemes of addresses."""


def without_ranges(fragments: Fragments) -> Fragments:
    """The fragments less the ranges beside words of likelihood, which no author wrote."""
    return tuple(
        f if isinstance(f, str) else replace(f, body=without_ranges(f.body))
        for f in fragments
        if isinstance(f, str) or f.kind != "likelihood"
    )


def collected(fragments: Fragments) -> str:
    """All that is in the fragments, but what a heading's slug repeats."""
    parts = []
    for fragment in fragments:
        if isinstance(fragment, str):
            parts.append(fragment)
        elif fragment.kind == "heading":
            parts.append(collected(fragment.body))
        else:
            parts.append(f"{fragment.target} {fragment.detail}")
            parts.append(collected(fragment.body))
    return " ".join(parts)


def _of_figure(key: str, meant: Any, record: Any) -> Iterator[str]:
    """A figure's value comes apart: its digits, its unit, its citations."""
    cited = " ".join(f"{c.source.text} {c.pinpoint} {c.address}" for c in record.citations)
    values = (record.value, record.of)
    everything = " ".join((record.unit, cited, *(v.shown for v in values if v)))
    for text in meant if isinstance(meant, list) else [meant]:
        words = re.findall(r"[^\W_]+", text)
        missing = [word for word in words if word not in letters(everything)]
        if missing:
            yield f"{missing} of the figure's {key} {text!r} is not in {everything!r}"


def _choice(meant: str, _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    if str(found).casefold() != meant.strip().casefold():
        yield f"{meant!r} has become {found!r}"


def _link_names(meant: Any, _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    if [name.text for name in found] != (meant if isinstance(meant, list) else []):
        yield f"{meant!r} has become {found!r}"


def _coordinates(meant: list[str], _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    if tuple(map(float, meant)) != found:
        yield f"{meant!r} has become {found!r}"


def _file(meant: str, _: schema.Type, found: str, texts: Texts) -> Iterator[str]:
    if not found.endswith(meant.lstrip("/")):
        yield f"{meant!r} has become {found!r}"


def _moment(meant: str, _: schema.Type, found: Any, texts: Texts) -> Iterator[str]:
    """The clock of the time zone may differ; the minute never does."""
    at = found[0] if isinstance(found, tuple) else found
    if ":" in meant and f":{at:%M}" not in meant:
        yield f"{meant!r} has become {found!r}"


LOOKS: dict[type, Callable[..., Iterator[str]]] = {
    schema.Text: _text,
    schema.Named: _text,
    schema.Slug: _text,
    schema.Address: _text,
    schema.Markdown: _markdown,
    schema.Shown: _shown,
    schema.Choice: _choice,
    schema.Flag: _choice,
    schema.LinkNames: _link_names,
    schema.Coordinates: _coordinates,
    schema.File: _file,
    schema.Time: _moment,
    schema.Moment: _moment,
    schema.DayOrTime: _moment,
}
"""How a value of each type is found again. A reference is a date and an id: that it is one, its
own parser's tests say."""
