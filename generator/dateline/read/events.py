"""YAML's events, made into our own tree: texts with their places, no types.

Takes text, gives a root and what was wrong. The parser's events come one by one, and nothing
here recurses, so no file can exhaust the stack. A value that is refused stays in the tree as
an empty plain text, so that later stages can pass it over: it has been reported.
"""

import yaml
from msgspec import Struct

from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.problems import Problem
from dateline.read.quoting import quoted, replaced
from dateline.read.source import unfit_in, wrong

MAX_DEPTH = 50
NOTHING = ("", "~", "null", "Null", "NULL")
PURE: type = yaml.Loader
FAST: type = getattr(yaml, "CLoader", yaml.Loader)  # the same events, fifteen times faster

_Start = yaml.MappingStartEvent | yaml.SequenceStartEvent


class Fault(Struct, frozen=True):
    """Where the parser gave up: what it said, its place and its context's, counted from 0."""

    said: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int


class _Refused(Exception):
    """Leaves a file that cannot be read on. Never leaves this module."""


class _Open:
    """A mapping or sequence not yet closed. In a mapping, `key` is None where a key is due."""

    __slots__ = ("flow", "items", "key", "keys", "mapping", "pairs", "skip", "start")

    def __init__(self, event: _Start) -> None:
        self.mapping = isinstance(event, yaml.MappingStartEvent)
        self.flow = bool(event.flow_style)
        self.start = event.start_mark
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.keys: dict[str, int] = {}
        self.key: Scalar | None = None
        self.skip = False


def build(
    path: str, text: str, parser: type = FAST
) -> tuple[Node | None, list[Problem], Fault | None]:
    """The root of one YAML document, the problems in it, and where the parser gave up, if it did.

    Errors: anchors, aliases, tags, duplicate keys, empty values, keys that are no text,
    a second document, nesting over 50. The root is None if the file cannot be read on.
    """
    builder = _Builder(path, text.split("\n"))
    try:
        for event in yaml.parse(text, parser):
            builder.take(event)
    except _Refused:
        return None, builder.problems, None
    except yaml.MarkedYAMLError as error:
        return None, builder.problems, fault_of(error)
    return builder.root, builder.problems, None


def fault_of(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    context = error.context_mark or mark
    if mark is None or context is None:
        return Fault(error.problem or "", 0, 0, "", 0, 0)
    said, around = error.problem or "", error.context or ""
    return Fault(said, mark.line, mark.column, around, context.line, context.column)


class _Builder:
    """Takes events in order; holds the tree so far."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.problems: list[Problem] = []

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        style = event.style or ""
        value = event.value
        first, last = event.start_mark, event.end_mark
        if event.anchor is not None or event.tag is not None or not any(event.implicit):
            self._put(self._marked(event))
        elif style in ("|", ">"):
            self._put(self._block(event))
        elif not style and value in NOTHING and not self._key_is_due():
            self._put(self._nothing(event))
        else:
            span = Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)
            lines = span.end_line - span.line + 1
            comment = "" if style or lines > 1 else self._comment(span)
            self._put(self._fit(Scalar(value, span, style, 0, lines, comment)))

    def _comment(self, span: Span) -> str:
        rest = self.lines[span.end_line - 1][span.end_column - 1 :]
        comment = rest.strip()
        return comment if comment.startswith("#") and rest[0] in " \t" else ""

    def _block(self, event: yaml.ScalarEvent) -> Scalar:
        """A `|` or `>` text; how far it is indented shows where its lines stand in the file."""
        start = event.start_mark
        line = start.line + 1
        if event.style == "|":
            written = event.value.rstrip("\n").split("\n") if event.value.strip("\n") else []
            last = line + len(written)
            indent = self._indent(line, written)
        else:
            last, indent = max(line, self._last_full(line, event.end_mark.line)), 0
        end = len(self.lines[last - 1]) + 1
        span = Span(line, start.column + 1, last, end)
        scalar = Scalar(event.value, span, event.style or "", indent, last - line + 1)
        return self._fit(scalar)

    def _indent(self, header: int, written: list[str]) -> int:
        for place, text in enumerate(written):
            if text:
                return len(self.lines[header + place]) - len(text)
        return 0

    def _last_full(self, header: int, end: int) -> int:
        """The number of the last line with text, of those from `header` up to `end`."""
        numbers = range(min(end, len(self.lines)), header, -1)
        return next((n for n in numbers if self.lines[n - 1].strip(" ")), header)

    def _fit(self, scalar: Scalar) -> Scalar:
        """A text, or nothing in its place if an escape put into it what no file may hold."""
        name = unfit_in(scalar.text) if scalar.style == '"' else ""
        if not name:
            return scalar
        message = f"An escape in this text stands for an invisible character ({name})."
        self._wrong(scalar.span, "yaml/escape", message, "Leave the escape out.")
        return Scalar("", scalar.span)

    def _nothing(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = event.start_mark, event.end_mark
        span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if not self.stack and not event.value:
            return Scalar("", span)
        if event.value:
            message = f"`{event.value}` means “no value” in YAML."
            hint = self._hint(start, end, quoted(event.value)) + "  (if the word is meant)"
            self._wrong(span, "yaml/empty-value", message, hint)
        elif self.stack[-1].mapping:
            self._without_value(self.stack[-1])
        else:
            self._item_without_value(span)
        return Scalar("", span)

    def _without_value(self, around: _Open) -> None:
        key = around.key
        if key is None or around.skip:
            return
        message = f"`{key.text}` has no value."
        hint = "Write one after the colon, or delete the line."
        if around.flow:
            message += " Inside `{…}` a comma ends a value."
            hint = self._rejoined(around, key) or "Put a value that holds a comma in quotes."
            around.skip = True
        self._wrong(key.span, "yaml/empty-value", message, hint)

    def _rejoined(self, around: _Open, key: Scalar) -> str:
        """`{title: Moscow, Tehran}` with the value that the comma cut in two put in quotes."""
        before = around.pairs[-1][1] if around.pairs else None
        if not isinstance(before, Scalar) or before.style or key.style:
            return ""
        first, last = before.span, key.span
        if not first.line == last.line == last.end_line:
            return ""
        line = self.lines[first.line - 1]
        start, end = first.column - 1, last.end_column - 1
        return replaced(line, start, end, quoted(line[start:end]))

    def _item_without_value(self, span: Span) -> None:
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        dash = line.rfind("-", 0, span.column)
        column = dash + 1 if dash >= 0 else span.column
        place = Span(span.line, column, span.line, column + 1)
        self._wrong(
            place, "yaml/empty-value", "This item of the list is empty.", "Fill or delete it."
        )

    def _marked(self, event: yaml.ScalarEvent) -> Scalar:
        """An anchor or tag: mostly a value that only happens to start with `&` or `!`."""
        start, end = event.start_mark, event.end_mark
        self._mark(start, end)
        span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        key = self._key_is_due()
        return Scalar(event.value if key else "", span)

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = event.start_mark, event.end_mark
        self._mark(start, end)
        span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        key = self._key_is_due()
        self._put(Scalar(f"*{event.anchor}" if key else "", span))

    def _mark(self, start: yaml.Mark, end: yaml.Mark) -> None:
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        sign = line[start.column : start.column + 1]
        code = {"&": "yaml/anchor", "*": "yaml/alias"}.get(sign, "yaml/tag")
        message = f"A value cannot start with `{sign}`, which means something else in YAML."
        hint, fix, stop = "Put the value in quotes.", None, len(line)
        if start.line == end.line:
            stop = end.column
            fix = quoted(line[start.column : stop])
            hint = replaced(line, start.column, stop, fix)
        span = Span(start.line + 1, start.column + 1, start.line + 1, stop + 1)
        self.problems.append(wrong(self.path, span, code, message, hint, fix))

    def _open(self, event: _Start) -> None:
        if event.anchor is not None or event.tag is not None:
            self._mark(event.start_mark, event.end_mark)
            raise _Refused
        if len(self.stack) == MAX_DEPTH:
            self._refuse(event.start_mark, "yaml/nesting", f"Nested more than {MAX_DEPTH} deep.")
        self.stack.append(_Open(event))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        start, end = done.start, event.end_mark
        end_line, end_column = end.line + 1, end.column + 1
        last = done.pairs[-1][1] if done.pairs else done.items[-1] if done.items else None
        if not done.flow and last is not None:
            end_line, end_column = last.span.end_line, last.span.end_column
        span = Span(start.line + 1, start.column + 1, end_line, end_column)
        if done.mapping:
            self._put(Mapping(tuple(done.pairs), span))
        else:
            self._put(Sequence(tuple(done.items), span))

    def _key_is_due(self) -> bool:
        return bool(self.stack) and self.stack[-1].mapping and self.stack[-1].key is None

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        around = self.stack[-1]
        if not around.mapping:
            around.items.append(node)
        elif around.key is None:
            self._key(around, node)
        else:
            if not around.skip:
                around.pairs.append((around.key, node))
            around.key, around.skip = None, False

    def _key(self, around: _Open, node: Node) -> None:
        """A key, unless it is none: then its pair is left out, and that has been said."""
        if not isinstance(node, Scalar):
            span = Span(node.span.line, node.span.column, node.span.line, node.span.column + 1)
            message = "A name before a colon must be a text, not a list."
            self._wrong(span, "yaml/complex-key", message, self._quoted_key(node.span))
            around.key, around.skip = Scalar("", node.span), True
            return
        around.key = node
        if not node.text:
            self._wrong(node.span, "yaml/empty-key", "There is no name before this colon.")
            around.skip = True
        elif first := around.keys.get(node.text):
            message = f"`{node.text}` stands here a second time; the first is on line {first}."
            self._wrong(node.span, "yaml/duplicate-key", message, "Keep one of the two.")
            around.skip = True
        else:
            around.keys[node.text] = node.span.line

    def _quoted_key(self, span: Span) -> str:
        if span.line != span.end_line:
            return "Put the name in quotes."
        line = self.lines[span.line - 1]
        start, end = span.column - 1, span.end_column - 1
        return replaced(line, start, end, quoted(line[start:end]))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        mark = event.start_mark
        if event.version or event.tags:
            message = "Lines that start with `%` are not read in briefings."
            self._refuse(mark, "yaml/directive", message, "Delete the line.")
        if self.documents > 1:
            message = "`---` starts a second document; a file holds one."
            hint = "Delete the line; if it is a rule in a text, indent it like the text."
            self._refuse(mark, "yaml/documents", message, hint)

    def _hint(self, start: yaml.Mark, end: yaml.Mark, text: str) -> str:
        return replaced(self.lines[start.line], start.column, end.column, text)

    def _wrong(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(wrong(self.path, span, code, message, hint))

    def _refuse(self, mark: yaml.Mark, code: str, message: str, hint: str = "") -> None:
        line, column = mark.line + 1, mark.column + 1
        self._wrong(Span(line, column, line, column + 1), code, message, hint)
        raise _Refused
