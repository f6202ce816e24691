"""A second reader: ruamel.yaml, which reads YAML 1.2. Every scalar stays the text it was.

In: a file's text. Out: its tree as pairs, lists and texts.
"""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML, YAMLError

from dateline.model.tree import Mapping, Node, Scalar

Plain = str | list[Any] | tuple[tuple[str, Any], ...]
"""A text, a list, or the pairs of a mapping."""


class Unlike(Exception):
    """The file has what the format does not: anchors, tags, two documents."""


def plain(node: Node) -> Plain:
    """Our own tree, to be compared."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return tuple((key.text, plain(value)) for key, value in node.items)
    return [plain(item) for item in node.items]


def read(text: str) -> Plain:
    """The tree that a YAML 1.2 reader finds in a text.

    Raises `YAMLError` if it finds none, `Unlike` for what is no tree of texts.
    """
    events = YAML(typ="safe", pure=True).parse(text)
    found = [node for event in events if (node := _node(event, events)) is not None]
    if len(found) != 1:
        raise Unlike
    return found[0]


def _node(event: Any, events: Iterator[Any]) -> Any:
    name = type(event).__name__
    if name == "AliasEvent" or getattr(event, "anchor", None) or getattr(event, "tag", None):
        raise Unlike
    if name == "ScalarEvent":
        return event.value
    if name == "SequenceStartEvent":
        return list(_below(events, "SequenceEndEvent"))
    if name == "MappingStartEvent":
        parts = list(_below(events, "MappingEndEvent"))
        if not all(isinstance(key, str) for key in parts[::2]):
            raise Unlike
        return tuple(zip(parts[::2], parts[1::2], strict=True))
    return None


def _below(events: Iterator[Any], last: str) -> Iterator[Any]:
    for event in events:
        if type(event).__name__ == last:
            return
        yield _node(event, events)


__all__ = ["Unlike", "YAMLError", "plain", "read"]
