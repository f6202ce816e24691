"""The tables of the reference for authors: every field of every shape, from the schema.

In: the page, written by hand but for its tables. Out: the page with each table as the schema has
it. The prose around them stays in the page, where who writes it sees it whole.
"""

import re
from collections.abc import Callable
from typing import Any

from dateline.authoring.documents import PAIRS
from dateline.authoring.examples import lines
from dateline.model import schema
from dateline.model.schema import Field, Shape, Type

SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (
        schema.BRIEFING, schema.ENTRY, schema.PHOTO, schema.FIGURE, schema.CORRECTION,
        schema.ACCOUNT, schema.UPDATE, schema.RESOLUTION, schema.POINT,
        *schema.REGISTER_SHAPES.values(),
    )
}  # fmt: skip
"""The shapes that the page has a table of, by their names."""
ALWAYS_SHORT = [pair.shape for pair in PAIRS if not pair.long]
"""The shapes that have no keys: their parts stand before and after a colon."""
TABLE = re.compile(
    r"(?P<begin><!-- fields of (?P<name>[a-z ]+) -->\n).*?(?P<end><!-- end -->)", re.S
)


def filled(page: str) -> str:
    """The page with all of its tables as the schema has them."""
    return TABLE.sub(
        lambda found: found["begin"] + table(SHAPES[found["name"]]) + found["end"], page
    )


def table(shape: Shape) -> str:
    """What a shape is, its fields, and which of them must be there."""
    rows = "\n".join(row(field) for field in shape.fields)
    one_of = ", ".join(f"`{key}`" for key in shape.one_of)
    needed = f"\nOne of these must be there: {one_of}.\n" if one_of else ""
    written = "part" if shape in ALWAYS_SHORT else "key"
    return (
        f"{shape.doc}\n\n| {written} | type | needed | what it is | example |\n"
        f"|---|---|---|---|---|\n{rows}\n{needed}"
    )


def row(field: Field) -> str:
    """A field's line."""
    needed = "yes" if field.needed else ""
    cells = (f"`{field.key}`", called(field.type), needed, field.doc, shown(field.example))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def shown(example: str) -> str:
    """An example, line by line."""
    return "<br>".join(f"`{line}`" for line in lines(example).splitlines() if line.strip())


def called(type_: Type) -> str:
    """What a type is called, with a link to where it is explained."""
    return CALLED[type(type_)](type_)


def linked(shape: Shape, many: bool = False) -> str:
    """A shape's name, with a link to its table."""
    word = shape.word
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"[{plural if many else word}](#{shape.name.replace(' ', '-')})"


def choice(type_: schema.Choice) -> str:
    """The words there are."""
    *others, last = (f"`{word}`" for word in type_.of)
    return f"{', '.join(others)} or {last}"


def several(type_: schema.Several) -> str:
    """A list."""
    item = type_.item
    inner = linked(item.shape, many=True) if isinstance(item, schema.Pair) else called(item)
    return f"list of {inner}"


CALLED: dict[type, Callable[[Any], str]] = {
    schema.Text: lambda _: "text",
    schema.Markdown: lambda _: "[Markdown](#texts)",
    schema.Flag: lambda _: "`true` or `false`",
    schema.Time: lambda _: "[time](#dates-and-times)",
    schema.Moment: lambda _: "[date, or date and time](#dates-and-times)",
    schema.DayOrTime: lambda _: "[date or time](#dates-and-times)",
    schema.Day: lambda _: "[date](#dates-and-times)",
    schema.Slug: lambda _: "[id](#names-and-ids)",
    schema.Language: lambda _: "language code",
    schema.Choice: choice,
    schema.Named: lambda type_: f"[{type_.register.removesuffix('s')}](#names-and-ids)",
    schema.Amount: lambda _: "[number](#numbers)",
    schema.Reference: lambda _: "[REF](#references)",
    schema.File: lambda _: "[file](#files)",
    schema.Address: lambda _: "web address",
    schema.Coordinates: lambda _: "`[latitude, longitude]`",
    schema.LinkNames: lambda _: "`false`, or a list of names",
    schema.Anything: lambda _: "anything",
    schema.Entries: lambda _: "[entries](#entries), in a list or by section",
    schema.Many: lambda type_: f"{called(type_.item)}, or a list",
    schema.Several: several,
    schema.Shown: lambda type_: f"{called(type_.item)}, or [by language](#languages)",
    schema.Object: lambda type_: linked(type_.shape),
    schema.Pair: lambda type_: linked(type_.shape),
}
"""What each type is called."""
