"""The file in hand while it is compiled: what is wrong with it so far, and its fragments."""

from datetime import date

from dateline.model.prose import Fragments, Prose, Use
from dateline.model.settings import Settings
from dateline.model.tree import Node, Scalar, Span
from dateline.model.values import Wrong
from dateline.problems import Fix, Problem, at, instead
from dateline.prose import NO_NAMES, Names, parse


def refused(node: Node) -> bool:
    """Whether read has left nothing of a value, and said why: it is passed over."""
    return isinstance(node, Scalar) and not node.text and not node.style


class Sheet:
    """Collects problems and fragments of one file; lives as long as its compilation.

    `day` is the date that times without one belong to; `lang` is empty but in a translation.
    `skip` are the names not to link in the entry in hand (None: none at all); `named` the
    entities it has named in full so far.
    """

    def __init__(
        self, path: str, settings: Settings, day: date, names: Names = NO_NAMES, lang: str = ""
    ) -> None:
        self.path = path
        self.settings = settings
        self.day = day
        self.names = names
        self.lang = lang
        self.problems: list[Problem] = []
        self.fragments: dict[str, Fragments] = {}
        self.begin_entry()

    @property
    def folder(self) -> str:
        """The folder that relative paths in the file start from; empty for the top."""
        return self.path.rpartition("/")[0]

    def begin_entry(self, skip: frozenset[str] | None = frozenset()) -> None:
        """Forget what the entry before has named: first mentions count by entry."""
        self.named: frozenset[str] = frozenset()
        self.skip = skip

    def note(
        self, span: Span, code: str, message: str, hint: str = "", fix: Fix | None = None
    ) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(at(self.path, span, code, message, hint, fix))

    def empty(self, node: Node, what: str) -> None:
        """Note that a field has nothing in it."""
        self.note(node.span, "field/empty", f"`{what}` is empty.", "Fill it, or leave it out.")

    def wrong(self, scalar: Scalar, code: str, wrong: Wrong) -> None:
        """Note what a small language could not read, at its place in the text."""
        self.note(scalar.place(wrong.start, wrong.end), code, wrong.message, wrong.hint)

    def prose(self, scalar: Scalar, start: int = 0) -> Prose:
        """The Markdown text from character `start` on, compiled."""
        parsed = parse(
            scalar.text[start:], self.names, named=self.named, skip=self.skip, base=self.folder
        )
        for complaint in parsed.complaints:
            span = scalar.place(start + complaint.start, start + complaint.end)
            mend = complaint.fix if scalar.style == "|" else None
            fix = None if mend is None else instead(span, mend)
            self.note(span, complaint.code, complaint.message, complaint.hint, fix)
        self.named = parsed.named
        self.fragments[parsed.digest] = parsed.fragments
        uses = tuple(
            Use(u.kind, u.target, scalar.place(start + u.start, start + u.end), u.detail)
            for u in parsed.uses
        )
        return Prose(self.path, parsed.digest, parsed.words, parsed.lead, uses, parsed.mentions)
