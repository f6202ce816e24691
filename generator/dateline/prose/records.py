"""What prose hands back: the parsed text, the references in it, and what is wrong with it."""

from msgspec import Struct

from dateline.model.prose import Fragments, Mention, Support


class Complaint(Struct, frozen=True):
    """One mistake in a text; `start` and `end` are offsets into the text as given.

    The caller knows where the text stands in its file and makes a `Problem` of it. `fix`
    may replace the text between the offsets.
    """

    start: int
    end: int
    code: str
    message: str
    hint: str = ""
    fix: str | None = None


class RawUse(Struct, frozen=True):
    """A reference a text makes, as `model.prose.Use`, with offsets for its place."""

    kind: str
    target: str
    start: int
    end: int
    detail: str = ""


class Parsed(Struct, frozen=True):
    """A text after Markdown.

    `digest` is the hash of the fragments. `lead` is the first sentence, plain and uncut.
    `supports` are the sentences with citations, by the citations' places among the uses. `days` are
    those that its weekdays stand for, as YYYY-MM-DD, each once, in order.
    `named` are the entities that have been named in full so far in the entry: those passed in,
    and those of this text. A text that was refused has complaints and no fragments.
    """

    fragments: Fragments
    digest: str
    words: int = 0
    lead: str = ""
    uses: tuple[RawUse, ...] = ()
    mentions: tuple[Mention, ...] = ()
    supports: tuple[Support, ...] = ()
    days: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    complaints: tuple[Complaint, ...] = ()


def error(start: int, end: int, code: str, message: str, hint: str = "") -> Complaint:
    """A complaint; `code` without its `text/`."""
    return Complaint(start, end, f"text/{code}", message, hint)
