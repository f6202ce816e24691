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
from dateline.model.tree import Mapping, Node

Values = dict[str, Any]


def photo(values: Values, node: Mapping, sheet: Sheet) -> Photo:
    """A picture with its words; it stands where its file is named."""
    written = {key.text: value.span for key, value in node.items}
    sheet.picture(written["alt"], values["file"], values["alt"])
    return Photo(span=written["file"], **values)


def figure(values: Values, node: Node, sheet: Sheet) -> Figure:
    """A number; `unit` and `source` may stand in the value or beside it, the unit not in both."""
    value, unit, citations = values.pop("value")
    target, target_unit, target_citations = values.pop("of", (None, "", ()))
    given = values.pop("unit", "")
    units = [one for one in dict.fromkeys((given, unit, target_unit)) if one]
    if len(units) > 1:
        message = f"One figure has two units here: `{units[0]}` and `{units[1]}`."
        sheet.note(node.span.first, "figure/two-units", message, "Write the unit once.")
    if "as_of" in values and isinstance(node, Mapping):
        place = next(value.span for key, value in node.items if key.text == "as_of")
        values["as_of"], values["timed"] = values["as_of"]
        sheet.ahead(place, "figure/as-of-ahead", values["as_of"])
    beside = tuple(Citation(name) for name in values.pop("source", ()))
    return Figure(
        value=value,
        unit=units[0] if units else "",
        of=target,
        citations=beside + citations + target_citations,
        span=node.span,
        **values,
    )


def correction(values: Values, node: Node, sheet: Sheet) -> Correction:
    """A mend with its day, and its hour if the author gave one."""
    at, timed = values.pop("at")
    return Correction(at=at, timed=timed, span=node.span, **values)


def account(values: Values, node: Node, sheet: Sheet) -> Account:
    """What one source says."""
    return Account(**values)


def update(values: Values, node: Node, sheet: Sheet) -> Update:
    """A timed addition: it says something or shows something."""
    values.pop("internal", None)
    written = {key.text for key, _ in node.items} if isinstance(node, Mapping) else set()
    if not {*schema.UPDATE.one_of} & written and "text" not in values:
        message = "An update needs a `text` or a `photo`."
        sheet.note(node.span.first, "update/no-text", message)
    return Update(span=node.span, **values)


def resolution(values: Values, node: Node, sheet: Sheet) -> Resolution:
    """A claim settled; the status may be left to the entry."""
    day, edition, entry = values["target"]
    return Resolution(
        target=Target(day, edition, entry, node.span), status=values.get("status", "")
    )


def point(values: Values, node: Node, sheet: Sheet) -> Point:
    """A key point."""
    return Point(span=node.span, **values)


MAKERS: dict[str, Callable[[Values, Any, Sheet], Any]] = {
    schema.PHOTO.name: photo,
    schema.FIGURE.name: figure,
    schema.CORRECTION.name: correction,
    schema.ACCOUNT.name: account,
    schema.UPDATE.name: update,
    schema.RESOLUTION.name: resolution,
    schema.POINT.name: point,
}
"""How each shape's values become its record, by the shape's name."""
