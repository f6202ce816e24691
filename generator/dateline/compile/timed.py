"""From which days the texts speak that have a time of their own: updates and corrections.

In: such a part of a file, as written. Out: the days, for the weekdays in its texts. An update
speaks from its own day. A correction may speak from its own day or, of what it corrects, from the
briefing's: so of both.
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateline.compile.sheet import Sheet
from dateline.model import schema
from dateline.model.tree import Mapping, Node, Scalar
from dateline.model.values import Wrong, parse_dated, parse_time


def days_of(node: Node, type_: schema.Pair, sheet: Sheet) -> tuple[date, ...]:
    """The days of a part; none if it has no time of its own, or none that can be read."""
    read = DAYS.get(type_.shape.name)
    written = time_of(node, type_) if read else None
    return read(written.text, sheet) if read and written else ()


def time_of(node: Node, type_: schema.Pair) -> Scalar | None:
    """Where the time stands: under its key, or in the short form as the key itself."""
    if not isinstance(node, Mapping) or not node.items:
        return None
    value = next((value for key, value in node.items if key.text == type_.key), node.items[0][0])
    return value if isinstance(value, Scalar) else None


def of_update(text: str, sheet: Sheet) -> tuple[date, ...]:
    """The day of an update's time on the site's clock."""
    at = parse_time(text, sheet.day, sheet.settings.timezone)
    return () if isinstance(at, Wrong) else (local(at, sheet),)


def of_correction(text: str, sheet: Sheet) -> tuple[date, ...]:
    """The briefing's day, and that of the correction on the site's clock."""
    at = parse_dated(text, sheet.settings.timezone)
    return () if isinstance(at, Wrong) else tuple(dict.fromkeys((sheet.day, local(at[0], sheet))))


def local(at: datetime, sheet: Sheet) -> date:
    """The day of a moment on the site's clock."""
    return at.astimezone(ZoneInfo(sheet.settings.timezone)).date()


DAYS: dict[str, Callable[[str, Sheet], tuple[date, ...]]] = {
    schema.UPDATE.name: of_update,
    schema.CORRECTION.name: of_correction,
}
"""How the days of a shape with a time of its own are read, by the shape's name."""
