"""Values of one mapping to its record, with the rules that hold between its fields."""

from collections.abc import Callable
from typing import Any

from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.briefing import (
    Account,
    Citation,
    Correction,
    Figure,
    Photo,
    Point,
    Resolution,
    Target,
    Update,
)
from dateline.model.tree import Span

Values = dict[str, Any]


def photo(values: Values, span: Span, sheet: Sheet) -> Photo:
    """A picture with its words."""
    return Photo(span=span, **values)


def figure(values: Values, span: Span, sheet: Sheet) -> Figure | None:
    """A number; `unit` and `source` may stand in the value or beside it, the unit not in both."""
    value, unit, citations = values.pop("value")
    target, target_unit, target_citations = values.pop("of", (None, "", ()))
    given = values.pop("unit", "")
    if given and unit and given != unit:
        sheet.error(
            span, "figure/two-units", f"The value is in `{unit}`, but `unit` says `{given}`."
        )
        return None
    beside = tuple(Citation(name) for name in values.pop("source", ()))
    return Figure(
        value=value,
        unit=given or unit or target_unit,
        of=target,
        citations=beside + citations + target_citations,
        span=span,
        **values,
    )


def correction(values: Values, span: Span, sheet: Sheet) -> Correction:
    """A mend with its day, and its hour if the author gave one."""
    at, timed = values.pop("at")
    return Correction(at=at, timed=timed, span=span, **values)


def account(values: Values, span: Span, sheet: Sheet) -> Account:
    """What one source says."""
    return Account(**values)


def update(values: Values, span: Span, sheet: Sheet) -> Update | None:
    """A timed addition: it says something or shows something."""
    values.pop("internal", None)
    if "text" not in values and "photos" not in values:
        sheet.error(span, "update/empty", "An update needs a `text` or a `photo`.")
        return None
    return Update(span=span, **values)


def resolution(values: Values, span: Span, sheet: Sheet) -> Resolution:
    """A claim settled; the status may be left to the entry."""
    day, edition, entry = values["target"]
    return Resolution(target=Target(day, edition, entry, span), status=values.get("status", ""))


def point(values: Values, span: Span, sheet: Sheet) -> Point:
    """A key point."""
    return Point(span=span, **values)


MAKERS: dict[str, Callable[[Values, Span, Sheet], Any]] = {
    schema.PHOTO.name: photo,
    schema.FIGURE.name: figure,
    schema.CORRECTION.name: correction,
    schema.ACCOUNT.name: account,
    schema.UPDATE.name: update,
    schema.RESOLUTION.name: resolution,
    schema.POINT.name: point,
}
"""How each shape's values become its record, by the shape's name."""
