"""The rules between the fields of one entry, and what lists call it.

In: an entry as far as it could be read, and the fields as written. Out: problems, on the sheet.
What takes two entries is for link.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from dateline.compile.convert import near_key
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.briefing import Entry
from dateline.model.tree import Mapping, Node, Scalar
from dateline.model.values import nearest
from dateline.model.values.words import quote
from dateline.prose import shorten

NOON = 12
SIDES = 2
Written = dict[str, Node]


def check(entry: Entry, node: Mapping, sheet: Sheet) -> None:
    """The rules that hold between the fields of one entry."""
    written = {key.text: value for key, value in node.items}
    check_text(entry, node, sheet)
    for rule in RULES:
        rule(entry, written, sheet)


def check_text(entry: Entry, node: Mapping, sheet: Sheet) -> None:
    """A headline alone tells nothing. What was written but could not be read, or is only
    mistyped, has its own message."""
    told = entry.text or entry.accounts or entry.figures or entry.updates or entry.photos
    if told or entry.status == "withdrawn":
        return
    written = {key.text for key, _ in node.items}
    meant = {near_key(key, schema.ENTRY) for key, _ in node.items}
    headed = bool(entry.headline) and "headline" not in written
    if headed or not {*schema.ENTRY.one_of} & (written | meant):
        sheet.note(
            node.span.first,
            "entry/no-text",
            "The entry has a headline but tells nothing." if entry.headline
            else "The entry tells nothing.",
            "Give it a `text` (or accounts, figures, updates, or a photo).",
        )  # fmt: skip


def check_withdrawn(entry: Entry, written: Written, sheet: Sheet) -> None:
    """Who withdraws says why."""
    if entry.status == "withdrawn" and "corrections" not in written:
        sheet.note(
            written["status"].span,
            "entry/withdrawn-without-correction",
            "A withdrawn entry needs a correction that says why.",
            "corrections:\n  - 2016-06-20: The report could not be upheld.",
        )


def check_disputed(entry: Entry, written: Written, sheet: Sheet) -> None:
    """A dispute has two sides. Accounts that could not be read have their own message."""
    mistyped = any(nearest(key, ["accounts"]) for key in written if key != "accounts")
    if entry.status == "disputed" and "status" in written and not mistyped:
        accounts = written.get("accounts")
        count = 0 if accounts is None or isinstance(accounts, Scalar) else len(accounts.items)
        if count < SIDES:
            sheet.note(
                written["status"].span,
                "entry/disputed-without-accounts",
                f"A disputed entry has {'one account' if count else 'no accounts'}; it takes two"
                " to disagree.",
                "accounts:\n  - Russian Defence Ministry: He fired at the car.\n"
                "  - isis-video: He may have been running from it.",
            )


def check_label(entry: Entry, written: Written, sheet: Sheet) -> None:
    """A site may list its labels."""
    labels = sheet.settings.labels
    if entry.label and labels and entry.label not in labels:
        near = nearest(entry.label, labels)
        sheet.note(
            written["label"].span,
            "entry/unknown-label",
            f"{quote(entry.label)} is no label of this site: there are {', '.join(labels)}.",
            f"Did you mean `{near}`?" if near else "",
        )


def check_resolutions(entry: Entry, written: Written, sheet: Sheet) -> None:
    """A bare REF takes the entry's status, which must then settle something. A translation may
    have its status from elsewhere."""
    unread = ("status" in written or sheet.lang) and not entry.status
    for resolution in entry.resolves:
        target = resolution.target
        if not target.entry:
            day = f"{target.date}-{target.edition}" if target.edition else f"{target.date}"
            message = f"Which entry of {day} does this settle?"
            sheet.note(target.span, "link/no-entry", message, f"{day}#id")
        elif not resolution.status and entry.status not in schema.SETTLING and not unread:
            sheet.note(
                target.span,
                "entry/resolves-without-status",
                "What became of it? This entry's own `status` does not say"
                f" {', '.join(schema.SETTLING[:-1])} or {schema.SETTLING[-1]}.",
                f"resolves:\n  - {target.date}#{target.entry}: confirmed",
            )


def check_updates(entry: Entry, _: Written, sheet: Sheet) -> None:
    """Oldest first, and one a minute: the minute is the update's address. Where the clock is put
    back it shows an hour twice, which are two."""
    zone = ZoneInfo(sheet.settings.timezone)
    last: datetime | None = None
    for update in entry.updates:
        local = update.at.astimezone(zone)
        if last and update.at < last:
            message = f"This update ({local:%H:%M}) is older than the one above it."
            night = local + timedelta(days=1)
            hint = "The oldest stands first: move it up."
            if night > last and local.hour < NOON:
                hint += f" If it is past midnight, write the date: {night:%Y-%m-%d %H:%M}"
            sheet.note(update.span.first, "update/step-back", message, hint)
            continue
        if update.at == last:
            message = f"There is an update of {local:%H:%M} already: there can be one a minute."
            hint = "Put the two together, or give this one its own minute."
            sheet.note(update.span.first, "update/same-minute", message, hint)
        last = update.at


RULES: tuple[Callable[[Entry, Written, Sheet], None], ...] = (
    check_withdrawn,
    check_disputed,
    check_label,
    check_resolutions,
    check_updates,
)


def with_lead(entry: Entry) -> Entry:
    """The entry with what lists call it and say of it."""
    told = (entry.text, *(a.text for a in entry.accounts), *(u.text for u in entry.updates))
    leads = (
        *(prose.lead for prose in told if prose),
        *(f"{figure.what}: {figure.value.shown}" for figure in entry.figures),
        *(photo.alt for photo in entry.photos),
        *(correction.note.lead for correction in entry.corrections),
    )
    lead = next((lead for lead in leads if lead), "")
    return replace(entry, lead=lead, title=entry.headline or shorten(lead) or entry.section.text)
