"""What `read` makes of one YAML file: texts with their places, in mappings and sequences.

Nothing here has a type yet: `12:30`, `NO` and `010` are the characters the author typed.
"""

from msgspec import Struct


class Span(Struct, frozen=True, gc=False, array_like=True):
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def first(self) -> "Span":
        """Its first character: where to say that something is missing, or is wrong as a whole."""
        return Span(self.line, self.column, self.line, self.column + 1)


class Scalar(Struct, frozen=True, gc=False):
    """A text as the parser gives it, and how it stood in the file.

    `style` is `""` (plain), `"'"`, `'"'`, `"|"` or `">"`. For a block, `indent` is the number of
    columns taken off each line and `span` starts at the indicator. `comment` is what followed
    ` #` on the line of a one-line plain text: YAML drops it, so a field that is text warns.
    `lines` is how many lines of the file the text spans (1 for a text on one line). `moved`: of a
    block whose lines do not stand in the file as they are meant, how many columns too far to the
    right each of them is here.
    """

    text: str
    span: Span
    style: str = ""
    indent: int = 0
    lines: int = 1
    comment: str = ""
    moved: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` of the text stand in the file.

        Exact for blocks and for plain and quoted texts on one line without escapes; otherwise
        the whole text.
        """
        if self.style == "|":
            return Span(*self._at(start), *self._at(end))
        width = self.span.end_column - self.span.column
        quotes = 1 if self.style in ("'", '"') else 0
        if self.lines == 1 and width == len(self.text) + 2 * quotes:
            first = self.span.column + quotes
            return Span(self.span.line, first + start, self.span.line, first + end)
        return self.span

    def _at(self, offset: int) -> tuple[int, int]:
        """The line and column of a character of a block."""
        number = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1 + self.indent
        moved = self.moved[number] if number < len(self.moved) else 0
        return self.span.line + 1 + number, max(1, column - moved)


class Mapping(Struct, frozen=True, gc=False):
    """Keys and values in the order written; keys are known to differ."""

    items: "tuple[tuple[Scalar, Node], ...]"
    span: Span


class Sequence(Struct, frozen=True, gc=False):
    """Values in the order written."""

    items: "tuple[Node, ...]"
    span: Span


Node = Scalar | Mapping | Sequence


class Tree(Struct, frozen=True, gc=False):
    """One file as read.

    `path` is relative to the authors' folder, with `/`. `root` is None if the file could not be
    read as YAML (its problems say why) or is empty. `digest` is the content's hash.
    """

    path: str
    root: Node | None
    digest: str
