"""One file to one `Briefing`: alone, by what the file says and its name."""

from datetime import date

from dateline.compile.convert import at_start, fields
from dateline.compile.entries import entries
from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.briefing import Briefing
from dateline.model.names import briefing_name
from dateline.model.prose import Fragments
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Scalar, Tree
from dateline.problems import Problem
from dateline.prose import NO_NAMES, Names

FEW, MANY = 2, 8
"""How many key points a summary has, at least and at most (OCHA's practice is 2 to 5)."""


def compile_briefing(
    tree: Tree, settings: Settings, names: Names = NO_NAMES
) -> tuple[Briefing | None, dict[str, Fragments], tuple[Problem, ...]]:
    """A briefing (None if it cannot stand), the fragments of its texts, and its mistakes.

    Uses of the settings only the time zone, the language and the labels.
    """
    name = briefing_name(tree.path)
    if tree.root is None or name is None:
        return None, {}, ()
    day, edition, lang = name
    sheet = Sheet(tree.path, settings, day, names)
    if not isinstance(tree.root, Mapping):
        sheet.error(
            at_start(tree.root.span),
            "briefing/not-mapping",
            "A briefing is a mapping that starts with `entries:`.",
        )
        return None, {}, tuple(sheet.problems)
    briefing = from_fields(tree.root, day, edition, lang, sheet)
    return briefing, sheet.fragments, tuple(sheet.problems)


def from_fields(root: Mapping, day: date, edition: str, lang: str, sheet: Sheet) -> Briefing | None:
    """The record of a briefing, after all rules between its fields."""
    sheet.begin_entry(None)
    values = fields(root, schema.BRIEFING, sheet)
    check_name(root, day, lang, sheet)
    check_language(root, lang, sheet)
    if values is None:
        return None
    check_summary(root, values.get("summary", ()), sheet)
    by_section, found = entries(values.pop("entries"), sheet)
    for key in ("date", "lang", "internal"):
        values.pop(key, None)
    if not found and not any(p.severity == "error" for p in sheet.problems):
        sheet.error(at_start(root.span), "briefing/no-entries", "The briefing has no entries.")
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


def check_name(root: Mapping, day: date, lang: str, sheet: Sheet) -> None:
    """`date` and `lang` may stand in the file, but only as its name says."""
    named = {"date": day.isoformat(), "lang": lang or sheet.settings.language}
    for key, value in root.items:
        if key.text in named and isinstance(value, Scalar) and value.text != named[key.text]:
            sheet.error(
                value.span,
                f"briefing/other-{key.text}",
                f"The file's name says {named[key.text]}, but `{key.text}` says {value.text}.",
                f"Leave `{key.text}` out, or rename the file.",
            )


def check_language(root: Mapping, lang: str, sheet: Sheet) -> None:
    """The site's own language takes no suffix: else one briefing could have two files."""
    if lang and lang == sheet.settings.language:
        sheet.error(
            at_start(root.span),
            "file/own-language",
            f"`.{lang}` is the site's own language: its files take no suffix.",
            f"Rename the file: leave `.{lang}` out.",
        )


def check_summary(root: Mapping, points: tuple[object, ...], sheet: Sheet) -> None:
    """A summary of one point, or of very many, is no summary."""
    span = next((key.span for key, _ in root.items if key.text == "summary"), None)
    if span is not None and points and not FEW <= len(points) <= MANY:
        count = f"{len(points)} point" + ("s" if len(points) > 1 else "")
        sheet.warn(span, "summary/length", f"The summary has {count}; {FEW} to {MANY} are usual.")
