"""The entries of a briefing, in either form: a list, or by section."""

from msgspec.structs import replace

from dateline.compile.convert import Story, at_start, fields, text
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.briefing import Entry, Name, Update
from dateline.model.tree import Mapping, Node, Scalar, Sequence
from dateline.prose import shorten

NEEDS_TEXT = "An entry needs a `text` (or accounts, figures, updates, or a photo)."


def entries(node: Node, sheet: Sheet) -> tuple[bool, tuple[Entry, ...]]:
    """Whether the briefing is written by section, and its entries in the order written."""
    if isinstance(node, Sequence):
        found = [listed(item, sheet) for item in node.items]
    elif isinstance(node, Mapping):
        found = [entry for key, value in node.items for entry in in_section(key, value, sheet)]
    else:
        found = []
        sheet.error(
            node.span,
            "briefing/no-entries",
            "`entries` is a list of entries, or sections with their entries.",
        )
    return isinstance(node, Mapping), tuple(entry for entry in found if entry is not None)


def listed(node: Node, sheet: Sheet) -> Entry | None:
    """An entry of the list form: a mapping that names its section."""
    if not isinstance(node, Mapping):
        sheet.error(
            at_start(node.span),
            "entry/not-mapping",
            "An entry in a list is a mapping that starts with `section:`.",
        )
        return None
    return mapped(node, None, sheet)


def in_section(key: Scalar, node: Node, sheet: Sheet) -> list[Entry | None]:
    """The entries under a section's name: one, its text alone, or a list of these."""
    name = text(key, schema.Text(), sheet, "section")
    if name is None:
        return []
    section = Name(name, key.span)
    items = node.items if isinstance(node, Sequence) else (node,)
    return [
        mapped(item, section, sheet) if isinstance(item, Mapping) else bare(item, section, sheet)
        for item in items
    ]


def bare(node: Node, section: Name, sheet: Sheet) -> Entry | None:
    """An entry written as its text alone."""
    whole = Mapping(((Scalar("text", node.span), node),), node.span)
    return entry_of(whole, section, sheet, alone=True)


def mapped(node: Mapping, section: Name | None, sheet: Sheet) -> Entry | None:
    """An entry written with its fields; under a section's name it must not name another."""
    given = next((key for key, _ in node.items if key.text == "section"), None)
    if section is not None and given is not None:
        sheet.error(
            given.span,
            "entry/two-sections",
            f"The entry stands under `{section.text}` already: leave `section` out.",
        )
        return None
    if section is None and given is None:
        sheet.error(
            at_start(node.span), "entry/missing-section", "An entry needs its `section`.",
            "section: LATEST",
        )  # fmt: skip
        return None
    return entry_of(node, section, sheet, alone=False)


def entry_of(node: Mapping, section: Name | None, sheet: Sheet, *, alone: bool) -> Entry | None:
    """The record of an entry, after all rules between its fields."""
    sheet.begin_entry(names_to_skip(node))
    shape = schema.ENTRY
    if section is not None:
        shape = schema.Shape(shape.name, shape.fields[1:])
    values = fields(node, shape, sheet)
    if values is None:
        return None
    section = values.pop("section", section)
    assert section is not None
    values.pop("internal", None)
    values.pop("link_names", None)
    written = values.pop("text", None)
    headline, span, prose = written or Story("", node.span, None)
    if headline and "headline" in values:
        sheet.error(
            span, "entry/two-headlines", "The headline stands twice: as `headline` and as `# `."
        )
        return None
    values["headline"] = values.get("headline", headline)
    entry = Entry(section=section, span=node.span, bare=alone, text=prose, **values)
    check(entry, node, sheet)
    return with_lead(entry)


def names_to_skip(node: Mapping) -> frozenset[str] | None:
    """What `link_names` says, read before any text is; None: link no names at all."""
    for key, value in node.items:
        if key.text != "link_names":
            continue
        if isinstance(value, Scalar):
            return None if value.text.lower() == "false" else frozenset()
        if isinstance(value, Sequence):
            return frozenset(item.text for item in value.items if isinstance(item, Scalar))
    return frozenset()


def check(entry: Entry, node: Mapping, sheet: Sheet) -> None:
    """The rules that hold between the fields of one entry."""
    told = entry.text or entry.accounts or entry.figures or entry.updates or entry.photos
    written = {key.text: value for key, value in node.items}
    unread = written.keys() & {"text", "accounts", "figures", "updates", "photo"}
    if not told and entry.status != "withdrawn":
        headline_only = "text" in written and entry.headline
        if headline_only or not unread:
            sheet.error(at_start(node.span), "entry/no-text", NEEDS_TEXT)
    if entry.status == "withdrawn" and "corrections" not in written:
        sheet.error(
            written["status"].span,
            "entry/withdrawn-without-correction",
            "A withdrawn entry needs a correction that says why.",
            "corrections:\n  - 2016-06-20: The report could not be upheld.",
        )
    labels = sheet.settings.labels
    if entry.label and labels and entry.label not in labels:
        sheet.error(
            written["label"].span,
            "entry/unknown-label",
            f"`{entry.label}` is no label of this site; known are {', '.join(labels)}.",
        )
    check_resolutions(entry, sheet)
    check_updates(entry.updates, sheet)


def check_resolutions(entry: Entry, sheet: Sheet) -> None:
    """A bare REF takes the entry's status, which must then settle something."""
    for resolution in entry.resolves:
        if not resolution.target.entry:
            sheet.error(
                resolution.target.span,
                "link/no-entry",
                "`resolves` needs the entry too.",
                f"{resolution.target.date}#section",
            )
        if not resolution.status and entry.status not in schema.SETTLING:
            sheet.error(
                resolution.target.span,
                "entry/resolves-without-status",
                "What became of it? The entry's own status is not confirmed, disputed or denied.",
                "resolves:\n  - 2016-06-19#us: confirmed",
            )


def check_updates(updates: tuple[Update, ...], sheet: Sheet) -> None:
    """Oldest first, and one a minute: the minute is the update's address."""
    for before, after in zip(updates, updates[1:], strict=False):
        if after.at < before.at:
            sheet.error(
                at_start(after.span),
                "update/step-back",
                f"This update ({after.at:%H:%M}) is older than the one above it: oldest first.",
                f"If it is past midnight, write the date too: {after.at:%Y-%m-%d} {after.at:%H:%M}",
            )
        elif after.at == before.at:
            sheet.error(
                at_start(after.span),
                "update/same-minute",
                f"Two updates at {after.at:%H:%M}: one a minute, since each has its address.",
            )


def with_lead(entry: Entry) -> Entry:
    """The entry with what lists call it and say of it."""
    texts = (entry.text, *(a.text for a in entry.accounts), *(u.text for u in entry.updates))
    lead = next((prose.lead for prose in texts if prose and prose.lead), "")
    if not lead and entry.figures:
        first = entry.figures[0]
        lead = f"{first.what}: {first.value.shown}"
    if not lead and entry.photos:
        lead = entry.photos[0].alt
    return replace(entry, lead=lead, title=entry.headline or shorten(lead))
