"""What `read` makes of one YAML file: texts with their places, in mappings and sequences.

Nothing here has a type yet: `12:30`, `NO` and `010` are the characters the author typed.
"""

from msgspec import Struct


class Span(Struct, frozen=True):
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def first(self) -> "Span":
        """Its first character: where to say that something is missing, or is wrong as a whole."""
        return Span(self.line, self.column, self.line, self.column + 1)


class Scalar(Struct, frozen=True):
    """A text as the parser gives it, and how it stood in the file.

    `style` is `""` (plain), `"'"`, `'"'`, `"|"` or `">"`. For a block, `indent` is the number of
    columns taken off each line and `span` starts at the indicator. `comment` is what followed
    ` #` on the line of a one-line plain text: YAML drops it, so a field that is text warns.
    `lines` is how many lines of the file the text spans (1 for a text on one line).
    """

    text: str
    span: Span
    style: str = ""
    indent: int = 0
    lines: int = 1
    comment: str = ""

    def place(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` of the text stand in the file.

        Exact for blocks and for plain and quoted texts on one line without escapes; otherwise
        the whole text.
        """
        if self.style == "|":
            before = self.text[:start]
            line = self.span.line + 1 + before.count("\n")
            column = start - (before.rfind("\n") + 1) + 1 + self.indent
            inside = self.text[start:end]
            if "\n" in inside:
                last = inside.rsplit("\n", 1)[1]
                return Span(line, column, line + inside.count("\n"), len(last) + 1 + self.indent)
            return Span(line, column, line, column + len(inside))
        width = self.span.end_column - self.span.column
        quotes = 1 if self.style in ("'", '"') else 0
        if self.lines == 1 and width == len(self.text) + 2 * quotes:
            first = self.span.column + quotes
            return Span(self.span.line, first + start, self.span.line, first + end)
        return self.span


class Mapping(Struct, frozen=True):
    """Keys and values in the order written; keys are known to differ."""

    items: "tuple[tuple[Scalar, Node], ...]"
    span: Span


class Sequence(Struct, frozen=True):
    """Values in the order written."""

    items: "tuple[Node, ...]"
    span: Span


Node = Scalar | Mapping | Sequence


class Tree(Struct, frozen=True):
    """One file as read.

    `path` is relative to the authors' folder, with `/`. `root` is None if the file could not be
    read as YAML (its problems say why) or is empty. `digest` is the content's hash.
    """

    path: str
    root: Node | None
    digest: str
