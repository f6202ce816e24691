"""The entries of a briefing, in either form: a list, or by section.

An entry with mistakes stays, less what could not be read, so that what refers to it need not
complain. One of which not even the section is known stands with an empty section's name: link
takes it out, and knows that something is missing.
"""

from dateline.compile.convert import fields, near_key, pasted, with_above
from dateline.compile.mends import words
from dateline.compile.rules import check, with_lead
from dateline.compile.scalars import LONGEST, text
from dateline.compile.sheet import Sheet, is_analysis, is_draft, refused
from dateline.compile.texts import Story, headline_of
from dateline.model import schema
from dateline.model.briefing import Entry, Name
from dateline.model.names import ascii_slug
from dateline.model.tree import Mapping, Node, Scalar, Sequence
from dateline.model.values.words import quote


def entries(node: Node, sheet: Sheet) -> tuple[bool, tuple[Entry, ...]]:
    """Whether the briefing is written by section, and its entries in the order written."""
    if isinstance(node, Mapping):
        found = (in_section(*each, sheet) for each in with_above(node))
        return True, tuple(entry for entries in found for entry in entries)
    if isinstance(node, Sequence):
        return False, tuple(listed(item, sheet) for item in node.items)
    sheet.note(
        node.span,
        "briefing/no-entries",
        "`entries` is a list of entries, or sections with their entries.",
        f"entries:\n  - section: LATEST\n    text: {words(node)}",
    )
    return False, ()


def listed(node: Node, sheet: Sheet) -> Entry:
    """An entry of the list form: fields that name its section."""
    if isinstance(node, Mapping) and node.items:
        section = next((value for key, value in node.items if key.text == "section"), None)
        near = any(near_key(key, schema.ENTRY) == "section" for key, _ in node.items)
        if section is None and not near:
            message = "An entry in a list needs its `section`."
            sheet.note(node.span.first, "entry/missing-section", message, "section: LATEST")
        return entry_of(node, None, sheet, alone=False)
    if not refused(node):
        sheet.note(
            node.span.first,
            "entry/not-fields",
            "An entry in a list has fields; the first is its `section`.",
            f"- section: LATEST\n  text: {words(node)}",
        )
    return Entry(section=Name("", node.span), span=node.span)


def in_section(key: Scalar, node: Node, above: Node | None, sheet: Sheet) -> list[Entry]:
    """The entries under a section's name: one, its text alone, or a list of these. `above` is
    what stands under the section before."""
    name = text(key, schema.Text(), sheet, "section")
    section = Name(name or "", key.span, unless=pasted(key, above))
    if isinstance(node, Sequence) and not node.items:
        sheet.empty(node, key.text)
    items = node.items if isinstance(node, Sequence) else (node,)
    return [in_place(item, section, sheet) for item in items]


def in_place(node: Node, section: Name, sheet: Sheet) -> Entry:
    """An entry under a section's name: with its fields, or its text alone."""
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar):
            check_glued(node, sheet)
        whole = Mapping(((Scalar("text", node.span), node),), node.span)
        return entry_of(whole, section, sheet, alone=True)
    if not node.items:
        sheet.empty(node, section.text)
    given = next((key for key, _ in node.items if key.text == "section"), None)
    if given is not None:
        message = f"The entry stands under {quote(section.text)} already."
        sheet.note(given.span, "entry/two-sections", message, "Leave `section` out.")
    return entry_of(node, section, sheet, alone=False)


def check_glued(node: Scalar, sheet: Sheet) -> None:
    """`text:A minister` under a section is no text alone: a space is missing."""
    name, colon, rest = node.text.partition(":")
    if colon and not node.style and schema.ENTRY.field(name):
        message = f"A plain space is missing after `{name}:`."
        hint = f"{name}: {rest}" if len(rest) <= LONGEST else ""
        sheet.note(node.span.first, "yaml/space-after-colon", message, hint)


def entry_of(node: Mapping, section: Name | None, sheet: Sheet, *, alone: bool) -> Entry:
    """The record of an entry, after all rules between its fields."""
    sheet.begin_entry(
        names_to_skip(node),
        headline_in(node),
        draft=is_draft(node),
        analysis=is_analysis(node),
    )
    values, _ = fields(node, schema.ENTRY, sheet)
    values.pop("internal", None)
    values["link_names"] = values.get("link_names") or ()
    written = {key.text: value for key, value in node.items}
    named = values.pop("section", Name("", node.span))
    story: Story = values.pop("text", None) or Story("", node.span, None)
    if story.headline and "headline" in written:
        message = "The headline stands twice: as `headline`, and as the first line of the text."
        sheet.note(story.span, "entry/two-headlines", message, "Keep one of the two.")
    values.setdefault("headline", story.headline)
    if isinstance(id_ := written.get("id"), Scalar) and "id" not in values:
        values["id"] = ascii_slug(id_.text)
    entry = Entry(
        section=section or named,
        span=node.span,
        bare=alone,
        text=story.prose,
        in_headline=sheet.introduced,
        **values,
    )
    if node.items:
        check(entry, node, sheet)
    return with_lead(entry)


def headline_in(node: Mapping) -> str:
    """An entry's headline, read before any text is: what it names in full, a text may shorten."""
    written = {key.text: value for key, value in node.items}
    given = written.get("headline")
    if isinstance(given, Scalar):
        return given.text
    return headline_of(written["text"]) if "text" in written else ""


def names_to_skip(node: Mapping) -> frozenset[str] | None:
    """What `link_names` says, read before any text is; None: link no names at all."""
    value = next((value for key, value in node.items if key.text == "link_names"), None)
    if isinstance(value, Scalar) and value.text.lower() == "false":
        return None
    items = value.items if isinstance(value, Sequence) else ()
    return frozenset(item.text for item in items if isinstance(item, Scalar))
