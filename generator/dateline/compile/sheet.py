"""The file in hand while it is compiled: what is wrong with it so far, and its fragments."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from msgspec.structs import replace

from dateline.model.paths import is_file_name
from dateline.model.prose import Fragments, Prose, Use
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Span
from dateline.model.values import Wrong
from dateline.model.values.words import quote
from dateline.problems import Fix, Problem, at, instead
from dateline.prose import (
    NO_NAMES,
    Complaint,
    Names,
    Standpoint,
    judged_line,
    names_in,
    parse,
    scale_of,
    standpoint_of,
)

ANALYSIS = "analysis"
NO_DAY = date(1, 1, 1)
"""The day of a file that has none: a register's. It holds no times, and its weekdays stay words."""


def refused(node: Node) -> bool:
    """Whether read has left nothing of a value, and said why: it is passed over."""
    return isinstance(node, Scalar) and not node.text and not node.style


def is_draft(node: Mapping) -> bool:
    """Whether a briefing or an entry is held back until further notice; read before its texts."""
    return any(
        key.text == "draft" and isinstance(value, Scalar) and value.text.lower() == "true"
        for key, value in node.items
    )


def is_analysis(node: Mapping) -> bool:
    """Whether an entry is the desk's own assessment; read before its texts."""
    return any(
        key.text == "kind" and isinstance(value, Scalar) and value.text.strip().lower() == ANALYSIS
        for key, value in node.items
    )


class Sheet:
    """Collects problems and fragments of one file; lives as long as its compilation.

    `day` is the date that times without one belong to; `standpoint` is from where the text in hand
    speaks; `lang` is empty but in a translation.
    `skip` are the names not to link in the entry in hand (None: none at all); `named` the
    entities it has named in full so far, `introduced` those that its headline names; `scale` is
    that of its words of likelihood, if it is an analysis. `draft`: the whole file is one; `held`:
    the entry in hand is, or the file. `short`: as in `prose.parse`.
    """

    def __init__(
        self,
        path: str,
        settings: Settings,
        day: date,
        names: Names = NO_NAMES,
        lang: str = "",
        *,
        short: bool = True,
    ) -> None:
        self.path = path
        self.settings = settings
        self.day = day
        self.names = names.in_language(lang or settings.language)
        self.lang = lang
        self.short = short
        self.standpoint = self.seen_from(() if day == NO_DAY else (day,))
        self.problems: list[Problem] = []
        self.fragments: dict[str, Fragments] = {}
        self.draft = False
        self.begin_entry()

    @property
    def folder(self) -> str:
        """The folder that relative paths in the file start from; empty for the top."""
        return self.path.rpartition("/")[0]

    def begin_entry(
        self,
        skip: frozenset[str] | None = frozenset(),
        headline: str = "",
        *,
        draft: bool = False,
        analysis: bool = False,
    ) -> None:
        """Forget what the entry before has named: first mentions count by entry."""
        lang = self.lang or self.settings.language
        self.scale = scale_of(self.settings.likelihood, lang) if analysis else None
        self.held = self.draft or draft
        self.named: frozenset[str] = frozenset()
        self.introduced = names_in(headline, self.names, skip)
        self.skip = skip

    @contextmanager
    def speaking(self, days: tuple[date, ...]) -> Iterator[None]:
        """For the texts of a part of the file that speak from days of their own; from the file's
        if none are given."""
        before = self.standpoint
        if days:
            self.standpoint = self.seen_from(days)
        yield
        self.standpoint = before

    def seen_from(self, days: tuple[date, ...]) -> Standpoint:
        """The standpoint of a text that speaks from some days, in the file's language."""
        return standpoint_of(days, self.lang or self.settings.language)

    def note(
        self, span: Span, code: str, message: str, hint: str = "", fix: Fix | None = None
    ) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(at(self.path, span, code, message, hint, fix))

    def ahead(self, place: Span, code: str, time: datetime) -> None:
        """Note that `as_of` lies in the future, as long as it does; a draft may look ahead."""
        if self.held:
            return
        message = "`as_of` lies in the future."
        hint = "Check the date, the hour and the time zone."
        self.problems.append(replace(at(self.path, place, code, message, hint), until=time))

    def due(self, complaints: Iterable[Complaint]) -> Iterator[Complaint]:
        """What is to be said already: a draft may be unfinished."""
        return (each for each in complaints if not (self.held and each.code == "text/unfinished"))

    def picture(self, place: Span, file: str, alt: str) -> None:
        """Note an alternative text that says nothing of the picture."""
        if is_file_name(alt, file):
            message = f"{quote(alt)} is a file's name: it says nothing to those who cannot see it."
            self.note(place, "photo/alt-is-file-name", message, "Say in a few words what it shows.")

    def judge(self, scalar: Scalar, start: int = 0, end: int | None = None) -> None:
        """Note what is wrong in the words of a text on one line, or of a stretch of it."""
        words = scalar.text[start:end]
        for found in self.due(judged_line(words, self.names, self.lang, self.standpoint)):
            place = scalar.place(start + found.start, start + found.end)
            self.note(place, found.code, found.message, found.hint)

    def empty(self, node: Node, what: str) -> None:
        """Note that a field has nothing in it."""
        self.note(node.span, "field/empty", f"`{what}` is empty.", "Fill it, or leave it out.")

    def wrong(self, scalar: Scalar, code: str, wrong: Wrong) -> None:
        """Note what a small language could not read, at its place in the text."""
        self.note(scalar.place(wrong.start, wrong.end), code, wrong.message, wrong.hint)

    def prose(self, scalar: Scalar, start: int = 0, *, judges: bool = False) -> Prose:
        """The Markdown text from character `start` on, compiled. `judges`: in an analysis, its
        words of likelihood are the desk's own."""
        parsed = parse(
            scalar.text[start:],
            self.names,
            named=self.named,
            introduced=frozenset(self.introduced),
            skip=self.skip,
            base=self.folder,
            lang=self.lang,
            scale=self.scale if judges else None,
            standpoint=self.standpoint,
            short=self.short,
        )
        for complaint in self.due(parsed.complaints):
            span = scalar.place(start + complaint.start, start + complaint.end)
            mend = complaint.fix if scalar.style == "|" else None
            fix = None if mend is None else instead(span, mend)
            self.note(span, complaint.code, complaint.message, complaint.hint, fix)
        for use in parsed.uses:
            if use.kind == "picture":
                self.picture(
                    scalar.place(start + use.start, start + use.end), use.target, use.detail
                )
        self.named = parsed.named
        self.fragments[parsed.digest] = parsed.fragments
        uses = tuple(
            Use(u.kind, u.target, scalar.place(start + u.start, start + u.end), u.detail)
            for u in parsed.uses
        )
        small = parsed.digest, parsed.words, parsed.lead
        return Prose(self.path, *small, uses, parsed.mentions, parsed.supports, parsed.days)
