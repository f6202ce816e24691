"""Text after Markdown: fragments with unresolved references, and what link needs to know of it."""

from msgspec import Struct

from dateline.model.tree import Span


class Ref(Struct, frozen=True, gc=False, array_like=True):
    """Something in a text that only *render* can write out, for the page it stands on.

    kind        target, and what else it holds
    `entity`    an entity's id, or the name as written; `body` the linked words
    `source`    the source as cited; `detail` "pinpoint\\naddress" (either may be empty)
    `date`      `2016-06-11`; `body` the linked words, or the weekday that stands for it
    `see`       `2016-06-19-evening#id` (the id may be missing); `body` the linked words
    `here`      an entry's id in this briefing; `body` the linked words
    `file`      an attachment's path under the authors' folder; `body` the linked words
    `picture`   a picture's path there; `detail` the alternative text
    `likelihood` a range in per cent as it is printed, behind the word that stands for it
    `heading`   the heading's slug; `body` its words, `detail` its rank from 1
    """

    kind: str
    target: str
    body: "tuple[str | Ref, ...]" = ()
    detail: str = ""


Fragments = tuple[str | Ref, ...]
"""A text, in order: `str` is finished, safe HTML without addresses of this site."""


class Use(Struct, frozen=True, gc=False, array_like=True):
    """A reference that a text makes, for link to resolve and check; `span` is where it stands."""

    kind: str
    target: str
    span: Span
    detail: str = ""


class Mention(Struct, frozen=True, gc=False, array_like=True):
    """An entity named in a text, with the sentence that first names it there (plain text)."""

    entity: str
    sentence: str


class Support(Struct, frozen=True, gc=False, array_like=True):
    """A sentence of a text that citations stand at (plain text, without them): `uses` are their
    places among the text's uses."""

    sentence: str
    uses: tuple[int, ...]


class Prose(Struct, frozen=True, gc=False, array_like=True):
    """The small record of a text; its fragments are kept apart, under `digest`.

    `path` is the file whose compiled fragments hold it. `lead` is the first sentence in plain
    text, `words` the number of words. `days` are those that its weekdays stand for (YYYY-MM-DD).
    """

    path: str
    digest: str
    words: int = 0
    lead: str = ""
    uses: tuple[Use, ...] = ()
    mentions: tuple[Mention, ...] = ()
    supports: tuple[Support, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def shown(self) -> "Prose":
        """What a page needs of it. Where its references stand in the file is not part of that:
        else a line put in above would change every page below."""
        return Prose(self.path, self.digest, self.words, self.lead)
