"""The schema's examples as values, for JSON: what a YAML reader would make of them.

In: a field's example, as an author would write it after the key, and its type. Examples are ours:
one that cannot be read here is a bug.
"""

from collections.abc import Callable
from textwrap import dedent
from typing import Any

from dateline.model import schema
from dateline.model.schema import Shape, Type


def value_of(type_: Type, written: str) -> Any:
    """An example's value; a text where nothing else is known of its type."""
    return VALUES.get(type(type_), text)(type_, written)


def lines(written: str) -> str:
    """What stands on the lines below a key, without their indentation."""
    return dedent(written.removeprefix("\n"))


def text(_: Type, written: str) -> str:
    """A text; a block without its sign."""
    return lines(written.removeprefix("|")) if written.startswith("|\n") else written


def numbers(_: Type, written: str) -> list[float]:
    """`[lat, lon]`."""
    return [float(number) for number in written.strip("[]").split(",")]


def several(type_: schema.Several, written: str) -> list[Any]:
    """A list with one item."""
    item = lines(written).removeprefix("- ").replace("\n  ", "\n")
    return [value_of(type_.item, item)]


def many(type_: schema.Many, written: str) -> Any:
    """One, or a list with one item."""
    listed = lines(written).startswith("- ")
    return several(schema.Several(type_.item), written) if listed else value_of(type_.item, written)


def fields(shape: Shape, written: str) -> dict[str, Any]:
    """Fields, each on a line."""
    pairs = (line.split(": ", 1) for line in lines(written).splitlines())
    types = {field.key: field.type for field in shape.fields}
    return {key: value_of(types[key], value) for key, value in pairs}


def pair(type_: schema.Pair, written: str) -> dict[str, Any]:
    """The short form."""
    key, value = written.split(": ", 1)
    types = {field.key: field.type for field in type_.shape.fields}
    return {key: value_of(types[type_.value], value)}


VALUES: dict[type, Callable[[Any, str], Any]] = {
    schema.Flag: lambda _, written: written == "true",
    schema.LinkNames: lambda _, written: written == "true",
    schema.Coordinates: numbers,
    schema.Several: several,
    schema.Many: many,
    schema.Shown: lambda type_, written: value_of(type_.item, written),
    schema.Object: lambda type_, written: fields(type_.shape, written),
    schema.Pair: pair,
    schema.Entries: lambda _, written: several(
        schema.Several(schema.Object(schema.ENTRY)), written
    ),
}
"""How an example of a type that is no text is read."""
