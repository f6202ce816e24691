"""YAML's events, made into our own tree: texts with their places, no types.

Takes text, gives a root and what was wrong. The parser's events come one by one, and nothing
here recurses, so no file can exhaust the stack. A value that is refused stays in the tree as
an empty plain text, so that later stages can pass it over: it has been reported.
"""

import re
from typing import cast

import yaml
from msgspec import Struct

from dateline.model.names import register_name
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.problems import Problem
from dateline.read import refusals
from dateline.read.faults import Fault, asks, check, fault_of
from dateline.read.source import unfit_in
from dateline.read.spaces import stray

MAX_DEPTH = 50
MAX_TEXTS = 10_000  # of a briefing, whose every value has its rules: some hundreds are usual
MAX_REGISTERED = 150_000  # room for a register of 20,000 entities with all their names
MAX_PROBLEMS = 100  # of one file; then it is read no further
NOTHING = ("", "~", "null", "Null", "NULL")

if not yaml.__with_libyaml__:
    raise ImportError(
        "Dateline needs PyYAML with libyaml, as its wheels have it: PyYAML's other parser reads"
        " some files differently. Install PyYAML again, from a wheel."
    )

_COMMENT = re.compile(r"[ \t]+#")
_TAGGED = (False, False)
_ODD_TAG = re.compile(r"!(?!!?[A-Za-z0-9:/._-]*(?:\s|$))")
_Start = yaml.MappingStartEvent | yaml.SequenceStartEvent


class Built(Struct, frozen=True):
    """A file as far as it could be read.

    `root` is None if it cannot be read on: `problems` say why, or `fault` where the parser gave
    up. `texts` are the places of all blocks and quoted texts.
    """

    root: Node | None
    problems: list[Problem]
    fault: Fault | None
    texts: list[Span]


class _Refused(Exception):
    """Leaves a file that cannot be read on. Never leaves this module."""


class _Open:
    """A mapping or sequence not yet closed. In a mapping, `key` is None where a key is due."""

    __slots__ = ("flow", "items", "key", "keys", "mapping", "pairs", "skip", "span")

    def __init__(self, event: _Start, span: Span) -> None:
        self.mapping = isinstance(event, yaml.MappingStartEvent)
        self.flow = bool(event.flow_style)
        self.span = span
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.keys: dict[str, int] = {}
        self.key: Scalar | None = None
        self.skip = False


def build(path: str, text: str) -> Built:
    """One YAML document as a tree.

    Errors: anchors, aliases, tags, duplicate keys, empty values, keys that are no text,
    a second document, nesting over 50.
    """
    builder = _Builder(path, text.split("\n"), asks(text))
    fault = None
    try:
        for event in yaml.parse(text, yaml.CLoader):
            builder.take(event)
    except _Refused:
        builder.root = None
    except yaml.MarkedYAMLError as error:
        builder.root, fault = None, fault_of(error)
    return Built(builder.root, builder.problems, fault, builder.texts)


class _Builder:
    """Takes events in order; holds the tree so far."""

    def __init__(self, path: str, lines: list[str], question: bool) -> None:
        self.path = path
        self.question = question
        self.lines = lines
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.count = 0
        self.most = MAX_REGISTERED if register_name(path) else MAX_TEXTS
        self.problems: list[Problem] = []
        self.texts: list[Span] = []

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._put(self._scalar(cast(yaml.ScalarEvent, event)))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(cast(_Start, event))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._put(self._marked(self._span(event)))
        elif kind is yaml.DocumentStartEvent:
            self._document(cast(yaml.DocumentStartEvent, event))

    def _span(self, event: yaml.Event) -> Span:
        """The place of an event; what the parser puts below the last line ends that line.

        The parser counts characters, never bytes, from 0.
        """
        first = cast(yaml.Mark, event.start_mark)
        last = cast(yaml.Mark, event.end_mark)
        if last.line < len(self.lines):
            return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)
        end = (len(self.lines), len(self.lines[-1]) + 1)
        return Span(*min((first.line + 1, first.column + 1), end), *end)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        value, style, span = event.value, event.style or "", self._span(event)
        if self.question or (span.line != span.end_line and style not in ("|", ">")):
            first, last = cast(yaml.Mark, event.start_mark), cast(yaml.Mark, event.end_mark)
            check(first, last, style, self.lines)
        self.count += 1
        if self.count > self.most:
            self._refuse(refusals.too_many(self.path, span, self.most))
        if event.anchor is not None or event.tag is not None or event.implicit == _TAGGED:
            return self._marked(span)
        if not style:
            return self._plain(value, span)
        if style in ("|", ">"):
            scalar = self._block(value, style, span)
        else:
            scalar = Scalar(value, span, style, 0, span.end_line - span.line + 1)
        self.texts.append(scalar.span)
        if style == '"' and (name := unfit_in(value)):
            self._note(refusals.escape(self.path, span, name))
            return Scalar("", span)
        return scalar

    def _plain(self, value: str, span: Span) -> Scalar:
        if value in NOTHING and (self.stack or value) and not self._key_is_due():
            return self._nothing(span, value)
        if span.line != span.end_line:
            return Scalar(value, span, "", 0, span.end_line - span.line + 1)
        line, end = self.lines[span.line - 1], span.end_column - 1
        comment = line[end:].strip() if _COMMENT.match(line, end) else ""
        return Scalar(value, span, "", 0, 1, comment)

    def _block(self, value: str, style: str, span: Span) -> Scalar:
        """A text set off by `|` or `>`: its lines stand below the sign, all indented alike."""
        header = self.lines[span.line - 1][span.column :].lstrip("+-0123456789")
        if header.startswith("#"):
            self._refuse(refusals.beside_sign(self.path, span, style))
        if value.lstrip("\n").startswith("\t"):
            self._refuse(stray(self.path, *self._first_tab(span), "\t", True))
        if style == ">":
            last, indent = self._last_full(span), 0
        else:
            written = value.rstrip("\n").split("\n") if value.strip("\n") else []
            last = span.line + len(written)
            full = next((n for n, text in enumerate(written) if text), None)
            indent = 0 if full is None else len(self.lines[span.line + full]) - len(written[full])
        if style == "|":
            self._check_comment(last, indent)
        place = Span(span.line, span.column, last, len(self.lines[last - 1]) + 1)
        return Scalar(value, place, style, indent, last - span.line + 1)

    def _check_comment(self, at: int, indent: int) -> None:
        """Warn of a comment right below a text that stands at the column of nothing: it may have
        been meant for a line of the text. `at` is where to look, `indent` the text's."""
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        line = self.lines[at] if at < len(self.lines) else ""
        bare = line.lstrip(" ")
        if not bare.startswith("#"):
            return
        column = len(line) - len(bare) + 1
        if all(column != around.span.column for around in self.stack):
            place = Span(at + 1, column, at + 1, len(line) + 1)
            self._note(refusals.comment_below(self.path, place, indent))

    def _first_tab(self, span: Span) -> tuple[int, int]:
        """Line and column of the first tab below a block's sign."""
        found = (
            (n, self.lines[n - 1].find("\t") + 1) for n in range(span.line + 1, span.end_line + 1)
        )
        return next(place for place in found if place[1])

    def _last_full(self, span: Span) -> int:
        """The number of the last line that is not blank, from the sign to the block's end."""
        end = span.end_line if span.end_column > 1 else span.end_line - 1
        numbers = range(min(end, len(self.lines)), span.line, -1)
        return next((n for n in numbers if self.lines[n - 1].strip(" ")), span.line)

    def _nothing(self, span: Span, value: str) -> Scalar:
        around = self.stack[-1] if self.stack else None
        if value:
            self._note(refusals.null(self.path, self.lines, span, value))
        elif around is None or not around.mapping:
            self._note(refusals.empty_item(self.path, self.lines, span))
        elif around.key and not around.skip and around.flow:
            self._cut_by_comma(around, around.key)
        elif around.key and not around.skip:
            self._note(refusals.empty_value(self.path, self.lines, around.key))
        return Scalar("", span)

    def _cut_by_comma(self, around: _Open, key: Scalar) -> None:
        """A name without a value in `{…}`: a part of the value before it, or `name:value`."""
        if problem := refusals.glued(self.path, key):
            around.key = Scalar(key.text.partition(":")[0], key.span)
            self._note(problem)
            return
        name, last = around.pairs[-1] if around.pairs else (key, None)
        before = last if isinstance(last, Scalar) else None
        if before:
            around.pairs[-1] = (name, Scalar("", before.span))
        around.skip = True
        self._note(refusals.cut_by_comma(self.path, self.lines, key, before))

    def _marked(self, span: Span) -> Scalar:
        """What stands for an anchor, alias or tag: as a key its own words, as a value nothing."""
        self._note(refusals.marked(self.path, self.lines, span))
        line = self.lines[span.line - 1]
        if _ODD_TAG.match(line, span.column - 1):
            raise _Refused
        return Scalar(line[span.column - 1 :] if self._key_is_due() else "", span)

    def _open(self, event: _Start) -> None:
        span = self._span(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse(refusals.marked_collection(self.path, span))
        if len(self.stack) == MAX_DEPTH:
            self._refuse(refusals.nesting(self.path, span, MAX_DEPTH))
        self.stack.append(_Open(event, span))

    def _close(self, event: yaml.Event) -> None:
        done = self.stack.pop()
        last = done.pairs[-1][1] if done.pairs else done.items[-1] if done.items else None
        end = self._span(event) if done.flow or last is None else last.span
        span = Span(done.span.line, done.span.column, end.end_line, end.end_column)
        if done.mapping and not done.pairs and done.keys:
            self._put(Scalar("", span))  # all that it had has been refused
        elif done.mapping:
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
            around.key, around.skip = Scalar("", node.span), True
            place = (node.span.line, node.span.column)
            self.problems = [p for p in self.problems if (p.line, p.column) < place]
            self._note(refusals.complex_key(self.path, self.lines, node.span))
            return
        around.key, around.skip = node, True
        if not node.style and node.text != node.text.strip():
            self._note(refusals.spaced_key(self.path, node))
        elif not node.text:
            self._note(refusals.no_key(self.path, node.span))
        elif first := around.keys.get(node.text):
            self._note(refusals.duplicate(self.path, node, first))
        else:
            around.keys[node.text] = node.span.line
            around.skip = False

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(refusals.directive(self.path, self._span(event)))
        if self.documents > 1:
            self._refuse(refusals.documents(self.path, self._span(event)))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS:
            raise _Refused

    def _refuse(self, problem: Problem) -> None:
        self.problems.append(problem)
        raise _Refused
