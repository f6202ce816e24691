"""One text to a value: words, ids, choices, times, numbers, files, addresses.

In: a node and its type in the schema; `what` is the field's key, for messages. Out: the value,
or None after what is wrong has been said. Texts with Markdown are read in `texts`, lists and
fields in `convert`.
"""

from collections.abc import Callable
from typing import Any

from dateline.compile.sheet import Sheet, refused
from dateline.model import schema
from dateline.model.briefing import Citation, Name
from dateline.model.names import ascii_slug, is_slug
from dateline.model.paths import clean_path, is_address
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span
from dateline.model.values import (
    RawCitation,
    Wrong,
    nearest,
    parse_bool,
    parse_coordinates,
    parse_date,
    parse_dated,
    parse_day_or_time,
    parse_reference,
    parse_time,
    parse_value,
)
from dateline.model.values.words import in_quotes, quote
from dateline.prose.addresses import domain

KINDS_OF_NODE = {Mapping: "fields of its own", Sequence: "a list"}
LONGEST = 200
"""How many characters of an author's text a mend may repeat."""
QUOTE = 'If it holds ": " or starts with a sign such as [ { * & ! % @, put it in quotes.'
MEANT = {
    "unconfirmed": "claimed", "unverified": "claimed", "alleged": "claimed", "reported": "claimed",
    "undenied": "claimed", "undisputed": "confirmed", "verified": "confirmed", "true": "confirmed",
    "contested": "disputed", "false": "denied", "refuted": "denied", "retracted": "withdrawn",
}  # fmt: skip
"""Words for how sure one is that look like their opposite, or like nothing that there is."""
BAD_ID = "{} cannot be an id: ids are small letters a-z, digits and hyphens."


def scalar(node: Node, sheet: Sheet, what: str) -> Scalar | None:
    """The node, if it is one text that is not blank."""
    if not isinstance(node, Scalar):
        stands = KINDS_OF_NODE[type(node)]
        message = f"`{what}` is one text, but here it has {stands}."
        sheet.note(node.span, "field/not-text", message, QUOTE)
        return None
    if not node.text.strip():
        sheet.empty(node, what)
        return None
    return node


def line(node: Node, sheet: Sheet, what: str) -> Scalar | None:
    """The node, if it is one text on one line; what editors know by a pattern has no line end."""
    found = scalar(node, sheet, what)
    if found is None or (found.lines == 1 and "\n" not in found.text):
        return found
    mend = f"{what}: {found.text.strip()}" if found.style == "|" and found.lines == 2 else ""
    message = f"`{what}` stands on the line of its name."
    sheet.note(found.span.first, "field/one-line", message, mend)
    return None


def text(node: Node, type_: schema.Type, sheet: Sheet, what: str) -> str | None:
    """One line of words; what YAML took for a comment is shown as a warning."""
    found = scalar(node, sheet, what)
    if found is None:
        return None
    warn_of_comment(found, sheet, what)
    if "\n" in found.text.strip() or (found.style != "|" and found.lines > 1):
        sheet.note(
            found.span,
            "field/one-line",
            f"`{what}` is one line of text; here it has several.",
            "Write it on one line.",
        )
        return None
    if isinstance(type_, schema.Text) and type_.printed:
        sheet.judge(found)
    return found.text.strip()


def warn_of_comment(found: Scalar, sheet: Sheet, what: str) -> None:
    """YAML drops what follows ` #`; a text that loses words so must not go unnoticed."""
    if found.comment:
        number, end = found.span.end_line, found.span.end_column
        sheet.note(
            Span(number, end + 1, number, end + 1 + len(found.comment)),
            "text/comment",
            f"After a space, # starts a comment: this is not printed in `{what}`.",
            f"If it belongs to the text: {what}: {in_quotes(f'{found.text} {found.comment}')}"
            if len(found.text) + len(found.comment) < LONGEST
            else "If it belongs to the text, put the text in quotes.",
        )


def small(parse: Callable[[Scalar, Sheet], Any], code: str) -> Callable[..., Any]:
    """A converter for a small language that answers with a value or `Wrong`."""

    def converter(node: Node, _: schema.Type, sheet: Sheet, what: str) -> Any:
        found = line(node, sheet, what)
        if found is None:
            return None
        value = parse(found, sheet)
        if isinstance(value, Wrong):
            sheet.wrong(found, code, value)
            return None
        return value

    return converter


def slug(node: Node, _: schema.Type, sheet: Sheet, what: str) -> str | None:
    """An id: small ASCII letters, digits, hyphens."""
    found = line(node, sheet, what)
    if found is None:
        return None
    if not is_slug(found.text):
        mend = ascii_slug(found.text)
        hint = f"{what}: {mend}" if mend and len(mend) <= LONGEST else ""
        sheet.note(found.span, "field/bad-id", BAD_ID.format(quote(found.text)), hint)
        return None
    return found.text


def choice(node: Node, type_: schema.Choice, sheet: Sheet, what: str) -> str | None:
    """One of the words the field knows, case ignored."""
    found = line(node, sheet, what)
    if found is None:
        return None
    known = {word.lower(): word for word in type_.of}
    word = known.get(found.text.strip().lower())
    if word is None:
        meant = MEANT.get(found.text.strip().casefold(), "")
        near = meant if meant in type_.of else nearest(found.text, type_.of)
        sheet.note(
            found.span,
            f"field/unknown-{what.replace('_', '-')}",
            f"{quote(found.text.strip())} is no `{what}`: there are {', '.join(type_.of)}.",
            f"Did you mean `{near}`?" if near else "",
        )
    return word


def name(node: Node, _: schema.Type, sheet: Sheet, what: str) -> Name | None:
    """A name of a register, as written: link finds it."""
    words = text(node, _, sheet, what)
    return None if words is None else Name(words, node.span)


def amount(node: Node, _: schema.Type, sheet: Sheet, what: str) -> Any:
    """A VALUE: `(Value, unit, citations)`."""
    found = line(node, sheet, what)
    if found is None:
        return None
    parsed = parse_value(found.text)
    if isinstance(parsed, Wrong):
        sheet.wrong(found, "figure/bad-value", parsed)
        return None
    value, unit, raw = parsed
    citations = tuple(citation(one, found, sheet) for one in raw)
    return value, unit, citations


def citation(raw: RawCitation, found: Scalar, sheet: Sheet) -> Citation:
    """A source cited in a value; without a name it takes its address's domain."""
    source, pinpoint, address, start, end = raw
    span = found.place(start, end)
    if address and not domain(address):
        message = f"{quote(address)} is no web address: one starts with https:// or http://."
        sheet.note(span, "field/bad-address", message)
    return Citation(Name(source or domain(address), span, address), pinpoint, address)


def file(node: Node, _: schema.Type, sheet: Sheet, what: str) -> str | None:
    """A path under the authors' folder; relative to the file, or to the folder from `/` on."""
    found = line(node, sheet, what)
    if found is None:
        return None
    if is_address(found.text):
        sheet.note(
            found.span,
            "file/remote",
            f"`{what}` must be a file beside the briefings: pages call no other site.",
            "Save it in the folder, and name the file.",
        )
        return None
    path = clean_path(sheet.folder, found.text)
    if path is None:
        sheet.note(
            found.span,
            "file/outside",
            f"{quote(found.text)} leads out of the folder of briefings.",
            "Put the file beside the briefing, and name it from there.",
        )
    return path


def address(node: Node, _: schema.Type, sheet: Sheet, what: str) -> str | None:
    """A web address."""
    found = line(node, sheet, what)
    if found is None:
        return None
    if not is_address(found.text):
        message = f"{quote(found.text)} is no web address: one starts with https:// or http://."
        hint = f"{what}: https://{found.text}" if is_address(f"https://{found.text}") else ""
        sheet.note(found.span, "field/bad-address", message, hint if "." in found.text else "")
        return None
    return found.text


def coordinates(node: Node, _: schema.Type, sheet: Sheet, what: str) -> Any:
    """`[lat, lon]`, two numbers in degrees."""
    parts = node.items if isinstance(node, Sequence) else (node,)
    if any(refused(part) for part in parts):
        return None
    parsed = parse_coordinates([part.text if isinstance(part, Scalar) else "…" for part in parts])
    if isinstance(parsed, Wrong):
        wrong = parts[parsed.part] if parsed.end and parsed.part < len(parts) else node
        sheet.note(wrong.span, "entity/bad-coordinates", parsed.message, parsed.hint)
        return None
    return parsed


def language(node: Node, _: schema.Type, sheet: Sheet, what: str) -> str | None:
    """A language's code; whether it is the file's is for `briefing` to say."""
    found = line(node, sheet, what)
    return found.text if found else None


TIME = small(lambda s, sheet: parse_time(s.text, sheet.day, sheet.settings.timezone), "time/bad")
MOMENT = small(lambda s, sheet: parse_dated(s.text, sheet.settings.timezone), "time/bad")
DAY_OR_TIME = small(
    lambda s, sheet: parse_day_or_time(s.text, sheet.day, sheet.settings.timezone), "time/bad"
)
DAY = small(lambda s, _: parse_date(s.text), "time/bad-date")
FLAG = small(lambda s, _: parse_bool(s.text), "field/not-true-or-false")
REFERENCE = small(lambda s, _: parse_reference(s.text), "link/bad-reference")

SCALARS: dict[type, Callable[..., Any]] = {
    schema.Text: text,
    schema.Flag: FLAG,
    schema.Time: TIME,
    schema.Moment: MOMENT,
    schema.DayOrTime: DAY_OR_TIME,
    schema.Day: DAY,
    schema.Slug: slug,
    schema.Language: language,
    schema.Choice: choice,
    schema.Named: name,
    schema.Amount: amount,
    schema.Reference: REFERENCE,
    schema.File: file,
    schema.Address: address,
    schema.Coordinates: coordinates,
}
"""How each type of one text is read."""
