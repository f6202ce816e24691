"""One file to one `Briefing`: alone, by what the file says and its name."""

from datetime import date
from typing import Any

from dateline.compile.convert import fields
from dateline.compile.entries import entries
from dateline.compile.sheet import Sheet, is_draft
from dateline.model import schema
from dateline.model.briefing import Briefing, Point
from dateline.model.language import is_language
from dateline.model.names import briefing_name
from dateline.model.prose import Fragments
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Sequence, Span, Tree
from dateline.problems import Problem
from dateline.prose import NO_NAMES, Names

START = Span(1, 1, 1, 2)
FEW, MANY, LONG = 2, 8, 25
"""How many key points a summary has, at least and at most (OCHA's practice is 2 to 5), and how
many words a point, at most."""


def compile_briefing(
    tree: Tree, settings: Settings, names: Names = NO_NAMES, *, short: bool = True
) -> tuple[Briefing | None, dict[str, Fragments], tuple[Problem, ...]]:
    """A briefing (None if it cannot stand), the fragments of its texts, and its mistakes.

    Uses of the settings only those that are named in `compile.SETTINGS`. `short`: whether usual
    texts may be read without Python-Markdown, which changes nothing but the time it takes.
    """
    name = briefing_name(tree.path)
    if tree.root is None or name is None:
        return None, {}, ()
    day, edition, lang = name
    sheet = Sheet(tree.path, settings, day, names, lang, short=short)
    if not isinstance(tree.root, Mapping) or not tree.root.items:
        message = "A briefing is written in fields; the one it needs is `entries`."
        hint = "entries:\n  - section: LATEST\n    text: …"
        sheet.note(tree.root.span.first, "briefing/not-fields", message, hint)
        return None, {}, tuple(sheet.problems)
    briefing = from_fields(tree.root, day, edition, lang, sheet)
    return briefing, sheet.fragments, tuple(sheet.problems)


def from_fields(root: Mapping, day: date, edition: str, lang: str, sheet: Sheet) -> Briefing | None:
    """The record of a briefing, after all rules between its fields."""
    sheet.draft = is_draft(root)
    sheet.begin_entry(None)
    values, complete = fields(root, schema.BRIEFING, sheet)
    check_names(root, values, day, lang, sheet)
    check_summary(root, values.get("summary", ()), sheet)
    check_as_of(root, values, sheet)
    if not complete:
        return None
    by_section, found = entries(values.pop("entries"), sheet)
    for key in ("date", "lang", "internal"):
        values.pop(key, None)
    return Briefing(
        path=sheet.path,
        date=day,
        edition=edition,
        lang=lang,
        by_section=by_section,
        entries=found,
        span=root.span,
        **values,
    )


def check_names(
    root: Mapping, values: dict[str, object], day: date, lang: str, sheet: Sheet
) -> None:
    """`date` and `lang` may stand in the file, but only as its name says; and that must be a
    language, and not the site's own, or one briefing could have two files."""
    written = {key.text: value for key, value in root.items}
    own = sheet.settings.language
    for key, named in (("date", day), ("lang", lang or own)):
        if values.get(key, named) != named:
            sheet.note(
                written[key].span,
                f"briefing/other-{key}",
                f"The file's name says {named}, but `{key}` says {values[key]}.",
                f"Leave `{key}` out, or rename the file.",
            )
    if lang == own:
        message = f"`{lang}` is the site's own language: its files take no `.{lang}`."
        sheet.note(START, "file/own-language", message, f"Rename the file: leave `.{lang}` out.")
    elif lang and not is_language(lang):
        message = f"`{lang}` is the code of no language."
        sheet.note(START, "file/unknown-language", message, "Rename the file: ….ar.yaml, say.")


def check_as_of(root: Mapping, values: dict[str, Any], sheet: Sheet) -> None:
    """Nobody knows what is yet to come; but what is published later may say so before."""
    as_of, embargo = values.get("as_of"), values.get("embargo")
    if as_of is not None and (embargo is None or embargo < as_of):
        place = next(value.span for key, value in root.items if key.text == "as_of")
        sheet.ahead(place, "briefing/as-of-ahead", as_of)


def check_summary(root: Mapping, points: tuple[Point, ...], sheet: Sheet) -> None:
    """A summary of one point, or of very many, is no summary; nor are points of many words."""
    for point in points:
        count = len(point.text.split())
        if count > LONG:
            message = f"This point has {count} words; {LONG} are read at a glance."
            sheet.note(point.span, "summary/long-point", message, "Leave the rest to the entry.")
    for key, node in root.items:
        if key.text == "summary" and isinstance(node, Sequence) and node.items:
            count = len(node.items)
            if not FEW <= count <= MANY:
                said = f"{count} point" + ("s" if count > 1 else "")
                message = f"The summary has {said}; {FEW} to {MANY} are usual."
                sheet.note(key.span, "summary/length", message)
