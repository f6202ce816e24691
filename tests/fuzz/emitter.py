"""Trees of texts written as YAML, in any of the styles that keep every character.

In: a tree of mappings (dictionaries), lists and texts, and a source of chance. Out: a file's
bytes, and the tree as a reader must find it: a block ends in a line end, where it has one.
"""

import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

Node = str | list[Any] | dict[str, Any]

_PLAIN = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}]))"  # the first character
    r"(?:[^\S\n]*(?:[^\s:#]|:(?=[^\s,\[\]{}])|(?<=\S)#))*"
)
"""What YAML 1.2 reads as one plain text on one line (7.3.3)."""
_FLOW = re.compile(r"[,\[\]{}]")
_NOTHING = ("", "~", "null", "Null", "NULL")
COMMENTED = frozenset(
    ("headline", "label", "title", "caption", "credit", "alt", "was", "what", "by")
)
"""The fields whose words a comment may follow: each must be warned of."""
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_BREAKS = re.compile("[\r\x85\u2028\u2029]")


class Written(NamedTuple):
    """A file, the tree that a reader finds in it, and the texts that a comment stands behind."""

    data: bytes
    tree: Any
    comments: tuple[str, ...]


def written(node: Node, chance: random.Random) -> Written:
    """A tree as a file: its layout, its line ends and what stands around it are chosen here."""
    writer = _Writer(chance)
    lines, tree = writer.whole(node)
    if chance.random() < 0.05:
        lines.insert(0, "---")
    if chance.random() < 0.3:
        lines.insert(0, '# A comment: with "quotes", [brackets')
    text = "\n".join(lines)
    if chance.random() < 0.9 or writer.in_block:
        text += "\n"
    text = text.replace("\n", chance.choice(("\n", "\n", "\n", "\r\n", "\r")))
    mark = "\ufeff" if chance.random() < 0.1 else ""
    return Written((mark + text).encode("utf-8"), tree, tuple(writer.comments))


class _Writer:
    """Writes one file. `in_block` while the last text was a block, `kept` while that keeps the
    empty lines below it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.in_block = self.kept = False
        self.comments: list[str] = []
        self.tight = chance.random() < 0.7

    def whole(self, node: Node) -> tuple[list[str], Any]:
        """What a file has to say; a mapping, if it is well made."""
        if node and not isinstance(node, str):
            return self.below(node, 0)
        shown, tree = self._flow(node)
        return [shown], tree

    def below(self, node: Node, indent: int) -> tuple[list[str], Any]:
        """A mapping or list as lines of its own."""
        lines: list[str] = []
        tree: list[Any] = []
        for item in node.items() if isinstance(node, dict) else [(None, part) for part in node]:
            key, value = item
            if not self.tight:
                lines += self._between(indent)
            margin = " " * indent
            if key is None:
                head, name = margin + "-", None
            else:
                name = str(key)
                head = margin + self._one_line(name, flow=False, key=True) + ":"
            more, found = self._value(value, head, indent, key)
            lines += more
            tree.append(found if name is None else (name, found))
        return lines, tuple(tree) if isinstance(node, dict) else tree

    def _value(self, value: Node, head: str, indent: int, key: str | None) -> tuple[list[str], Any]:
        """A value with what stands before it on its line."""
        gap = " " * self.chance.choice((1, 1, 1, 1, 2, 4))
        self.in_block = self.kept = False
        if isinstance(value, str):
            return self._text(value, head, gap, indent, key)
        if not value or (self._fits_flow(value) and self.chance.random() < 0.4):
            return self._flow_value(value, head, gap, indent)
        step = self.chance.choice((1, 2, 2, 2, 3, 4, 8))
        if key is None and self.chance.random() < 0.8:
            lines, tree = self.below(value, len(head + gap))
            while not lines[0].strip() or lines[0].lstrip().startswith("#"):
                del lines[0]
            return [head + gap + lines[0].lstrip(" "), *lines[1:]], tree
        if key is not None and isinstance(value, list) and self.chance.random() < 0.3:
            step = 0
        lines, tree = self.below(value, indent + step)
        note = "  # a comment" if self.chance.random() < 0.05 else ""
        return [head + note, *lines], tree

    def _text(
        self, text: str, head: str, gap: str, indent: int, key: str | None
    ) -> tuple[list[str], str]:
        if self._fits_block(text) and self.chance.random() < 0.8:
            return self._block(text, head + gap, indent)
        shown = self._one_line(text, flow=False)
        if shown == text and key in COMMENTED and self.chance.random() < 0.1:
            self.comments.append(text)
            return [f"{head}{gap}{shown} # lost"], text
        return [head + gap + shown + (" " if self.chance.random() < 0.05 else "")], text

    def _block(self, text: str, head: str, indent: int) -> tuple[list[str], str]:
        step = self.chance.choice((1, 2, 2, 2, 3, 4, 8))
        bare = text.rstrip("\n")
        ends = len(text) - len(bare)
        sign = {0: "-", 1: ""}.get(ends, "+")
        if ends == 0 and self.chance.random() < 0.8:
            sign, text = "", text + "\n"  # how nearly everyone writes it
        first = next(line for line in bare.split("\n") if line.strip(" "))
        needed = bare.startswith((" ", "\n")) or first.startswith(" ")
        digit = str(step) if needed or self.chance.random() < 0.1 else ""
        header = self.chance.choice((digit + sign, sign + digit))
        margin = " " * (indent + step)
        rows = [margin + row if row else "" for row in bare.split("\n")]
        self.in_block, self.kept = True, "+" in sign
        return [f"{head}|{header}", *rows, *[""] * (ends - 1)], text

    def _flow_value(self, value: Node, head: str, gap: str, indent: int) -> tuple[list[str], Any]:
        text, tree = self._flow(value)
        if self.chance.random() < 0.3:
            margin = " " * (indent + self.chance.choice((1, 2, 4)))
            text = text.replace(", ", ",\n" + margin)
        return (head + gap + text).split("\n"), tree

    def _flow(self, value: Node) -> tuple[str, Any]:
        """A value within brackets. A comma and a space stand between its parts only."""
        if isinstance(value, str):
            return self._one_line(value, flow=True), value
        room = self.chance.choice(("", "", " "))
        last = self.chance.choice(("", "", ","))
        if isinstance(value, list):
            parts = [self._flow(part) for part in value]
            shown = ", ".join(shown for shown, _ in parts)
            return f"[{room}{shown}{last}{room}]", [tree for _, tree in parts]
        pairs = [(self._one_line(str(key), flow=True, key=True), key, *self._flow(part))
                 for key, part in value.items()]  # fmt: skip
        shown = ", ".join(f"{name}: {part}" for name, _, part, _ in pairs)
        return f"{{{room}{shown}{last}{room}}}", tuple(
            (str(key), tree) for _, key, _, tree in pairs
        )

    def _one_line(self, text: str, *, flow: bool, key: bool = False) -> str:
        """A text without line ends of its own: plain if YAML lets it, or in quotes."""
        styles: list[Callable[[str], str]] = [self._double]
        if not re.search(r"[\n\r\x85\u2028\u2029]", text):
            styles += [_single, _single]
        if _is_plain(text, flow=flow):
            styles += [_same] * (30 if key else 8)
        return self.chance.choice(styles)(text)

    def _double(self, text: str) -> str:
        escaped = "".join(_ESCAPED.get(c, c) for c in text)
        if self.chance.random() < 0.2:
            escaped = "".join(c if c.isascii() else f"\\U{ord(c):08x}" for c in escaped)
        return f'"{escaped}"'

    def _fits_block(self, text: str) -> bool:
        return bool(text.strip(" \n\t")) and ("\n" in text or self.chance.random() < 0.1)

    def _fits_flow(self, value: Node) -> bool:
        """Whether a comma with a space stands in no text of it, so that lines can be cut there."""
        if isinstance(value, str):
            return ", " not in value and len(value) < 200
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return all(self._fits_flow(part) for part in parts)

    def _between(self, indent: int) -> list[str]:
        """What may stand between two lines; nothing below a block that would keep it."""
        if self.kept:
            return []
        margin = " " * indent
        return self.chance.choice(
            ([], [], [], [], [], [""], ["", ""], [f"{margin}# a comment: with a colon"], ["# left"])
            if indent == 0
            else ([], [], [], [], [], [""], [f"{margin}# a comment"], [margin])
        )


def _is_plain(text: str, *, flow: bool) -> bool:
    if text in _NOTHING or text.startswith(("---", "...")) or not _PLAIN.fullmatch(text):
        return False
    return not _BREAKS.search(text) and not (flow and _FLOW.search(text))


def _same(text: str) -> str:
    return text


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
