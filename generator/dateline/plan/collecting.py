"""What spans the whole site, and is made of parts: so that an edit has only its year's made again.

A part is a page whose path names the file that collects it, then what of it this is:
`data/entries.csv//en-2016`. In no site is there a file by such a path.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dateline.model.paths import BETWEEN, is_part

if TYPE_CHECKING:
    from dateline.plan import Outline

COLLECTED = re.compile(
    r"data/(?:(?:entries|mentions|figures|claims)\.csv|entries\.ndjson|(?:briefings|\d{4})\.sqlite)"
)
"""The output paths of collected files."""
_OF_YEAR = re.compile(r"data/(\d{4})\.")


def part_path(file: str, name: str) -> str:
    """The path of a part of a collected file."""
    return f"{file}{BETWEEN}{name}"


def is_collected(path: str) -> bool:
    """Whether an output path is that of a collected file."""
    return COLLECTED.fullmatch(path) is not None


def year_of(path: str) -> int | None:
    """The only year that a collected file has anything of; None: it has all of them."""
    found = _OF_YEAR.match(path)
    return int(found[1]) if found else None


def collected_path(path: str) -> str:
    """The output path of the file that a part goes into."""
    return path.partition(BETWEEN)[0]


def part_name(path: str) -> str:
    """Which part of its file it is: `en-2016`."""
    return path.partition(BETWEEN)[2]


def collections(outlines: "Iterable[Outline]") -> "Mapping[str, tuple[Outline, ...]]":
    """The collected files by output path, each with its parts in order."""
    found: dict[str, tuple[Outline, ...]] = {}
    for each in outlines:
        if is_part(each.path):
            file = collected_path(each.path)
            found[file] = (*found.get(file, ()), each)
    return found
