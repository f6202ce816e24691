"""The small languages inside the fields: times, references, numbers, words.

Pure: text in, a value or `Wrong` out; nothing raises. `Wrong` counts characters of the text it
was given, so that whoever knows where the text stands can point at the place.
"""

from dateline.model.values.numbers import RawCitation, parse_value
from dateline.model.values.times import (
    parse_date,
    parse_dated,
    parse_day_or_time,
    parse_reference,
    parse_time,
)
from dateline.model.values.words import Wrong, nearest, parse_bool, parse_coordinates

__all__ = [
    "RawCitation",
    "Wrong",
    "nearest",
    "parse_bool",
    "parse_coordinates",
    "parse_date",
    "parse_dated",
    "parse_day_or_time",
    "parse_reference",
    "parse_time",
    "parse_value",
]
