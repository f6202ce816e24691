"""What an author wrote, written as the format has it: the mends that messages show.

In: nodes as they stand in the file. Out: lines of YAML. Nothing here judges.
"""

from dateline.compile.scalars import LONGEST
from dateline.model import schema
from dateline.model.tree import Mapping, Node, Scalar


def as_list(node: Node, type_: schema.Several) -> list[str]:
    """What was written, as the items of a list of some type."""
    if isinstance(type_.item, schema.Pair) and not type_.item.alone:
        return as_pairs(node, type_.item)
    return as_items(node)


def as_items(node: Node) -> list[str]:
    """What was written, as the items of a list."""
    if isinstance(node, Mapping):
        return [f"- {key.text}: {words(value)}" for key, value in node.items]
    return [f"- {words(node)}"]


def words(node: Node) -> str:
    """A text on one line as it was written, for the mend; of anything else, a sign."""
    is_line = isinstance(node, Scalar) and node.lines == 1 and 0 < len(node.text) <= LONGEST
    if not isinstance(node, Scalar) or not is_line:
        return "…"
    return f"{node.style}{node.text}{node.style}"


def as_pairs(node: Node, type_: schema.Pair) -> list[str]:
    """What was written, as items of the short form."""
    if isinstance(node, Mapping):
        return as_items(node)
    value = words(node) if isinstance(node, Scalar) else type_.shape.part(type_.value).example
    return [f"- {type_.shape.part(type_.key).example}: {value}"]
