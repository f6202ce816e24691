"""What a new briefing begins with, from a door."""

from datetime import date
from typing import NamedTuple

from dateline.model.desk import Pending, Running, Stream, Told

AS_OF = "as_of: {}    # how far this edition has come, in the site's time zone"


class Opening(NamedTuple):
    """`registered`: entries may stand by section. `as_of` and `modeline` may be empty. Of a
    translation, `original` is the file that it translates, and `told` what that tells."""

    day: date
    sections: tuple[Stream, ...]
    registered: bool
    threads: tuple[Running, ...] = ()
    claims: tuple[Pending, ...] = ()
    as_of: str = ""
    modeline: str = ""
    original: str = ""
    told: tuple[Told, ...] = ()
