"""Markdown text to fragments: what an author wrote, read once, alone.

    text ─source─▶ lines and fences ─bounds, checks─▶ complaints
         ─markdown, links─▶ clean HTML with stand-ins, references
         ─fragments─▶ tags, texts and `Ref`s ─likelihood─▶ ranges ─names, mentions─▶ entities linked
         ─weekdays─▶ days linked
         ─sentences─▶ lead, words

Not here: whether what a text refers to exists (link), and where in the file the text stands
(compile).
"""

from hashlib import sha256

import msgspec

from dateline.model.plain import plain
from dateline.model.prose import Fragments
from dateline.prose.bounds import beyond
from dateline.prose.checks import check, in_order
from dateline.prose.contexts import Contexts, supports
from dateline.prose.fragments import Document
from dateline.prose.likelihood import judged_likelihood, with_ranges
from dateline.prose.markdown import to_html
from dateline.prose.mentions import Skip, link_names, names_in
from dateline.prose.names import NO_NAMES, Called, Match, Names
from dateline.prose.printed import judged, judged_line
from dateline.prose.records import Complaint, Parsed, RawUse
from dateline.prose.scales import Scale, scale_of
from dateline.prose.sentences import count_words, sentences, shorten
from dateline.prose.short import Short, read_short
from dateline.prose.source import Source, read
from dateline.prose.weekdays import TIMELESS, Standpoint, link_weekdays, standpoint_of

__all__ = [
    "NO_NAMES",
    "TIMELESS",
    "Called",
    "Complaint",
    "Match",
    "Names",
    "Parsed",
    "RawUse",
    "Scale",
    "Standpoint",
    "judged_line",
    "names_in",
    "parse",
    "plain",
    "scale_of",
    "sentences",
    "shorten",
    "standpoint_of",
]


def parse(
    text: str,
    names: Names = NO_NAMES,
    *,
    named: frozenset[str] = frozenset(),
    introduced: frozenset[str] = frozenset(),
    skip: Skip = frozenset(),
    base: str = "",
    lang: str = "",
    scale: Scale | None = None,
    standpoint: Standpoint = TIMELESS,
    short: bool = True,
) -> Parsed:
    """An author's text, its headline line taken off, as fragments and small records.

    `named`: ids of entities that earlier texts of the entry have named; `introduced`: those that
    its headline names. `skip`: ids and names of entities not to link here; None links none at
    all. `base`: the folder of the file under docs (`""` for its top), from which files are named.
    `lang`: the language of the text, empty for the site's own. `scale`: by which its words of
    likelihood get their ranges; None if they get none. `standpoint`: from where it speaks, for its
    weekdays. `short`: whether a usual text may take the short way, which is faster and changes
    nothing. It never raises: mistakes are complaints, and a text beyond the bounds has no
    fragments.
    """
    usual = _usual(text, base, scale) if short else None
    if usual:
        document, uses = usual
        complaints = in_order(judged(Source(text), names, lang, standpoint))
    else:
        source = read(text)
        refused = beyond(text, source)
        if refused:
            return Parsed((), _digest(()), named=named, complaints=refused)
        html, found = to_html(source, base)
        document, uses = Document.of(html, found.refs), found.uses
        more = [*judged(source, names, lang, standpoint)]
        if scale:
            document = with_ranges(document, scale)
            more += judged_likelihood(source, scale)
        complaints = check(text, source, [*found.complaints, *more])
    contexts = Contexts(document)
    met = link_names(document, contexts, names, named, introduced, skip)
    days = link_weekdays(document, names, standpoint)
    order = sorted(range(len(uses)), key=lambda n: (uses[n].start, uses[n].end))
    fragments = document.fragments()
    return Parsed(
        fragments=fragments,
        digest=_digest(fragments),
        words=count_words(document.text),
        lead=_lead(document, contexts),
        uses=tuple(uses[number] for number in order),
        mentions=met.mentions,
        supports=supports(document, contexts, {n: place for place, n in enumerate(order)}),
        days=days,
        named=met.named,
        complaints=complaints,
    )


def _usual(text: str, base: str, scale: Scale | None) -> Short | None:
    """A text read the short way; None if it must not be, as those with words of likelihood."""
    if scale and scale.may_be_in(text):
        return None
    usual = read_short(text, base)
    return None if usual and scale and scale.may_be_in(usual.document.text) else usual


def _digest(fragments: Fragments) -> str:
    return sha256(msgspec.json.encode(fragments)).hexdigest()[:20]


def _lead(document: Document, contexts: Contexts) -> str:
    """The first sentence of the first paragraph; of a quotation's or a list's, if all is one."""
    ranked = (
        (block.quoted, block.tag != "p", index)
        for index, block in enumerate(document.blocks)
        if block.tag in ("p", "li")
    )
    best = min(ranked, default=None)
    return contexts.first(best[2]) if best else ""
