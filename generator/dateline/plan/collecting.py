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

COLLECTED = re.compile(r"data/entries\.csv")
"""The output paths of collected files."""


def part_path(file: str, name: str) -> str:
    """The path of a part of a collected file."""
    return f"{file}{BETWEEN}{name}"


def is_collected(path: str) -> bool:
    """Whether an output path is that of a collected file."""
    return COLLECTED.fullmatch(path) is not None


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
