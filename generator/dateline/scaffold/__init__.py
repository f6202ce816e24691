"""The files that authors begin with: a new site, the next briefing.

In: plain values from a door. Out: texts by their paths; and the one function that puts them on
disk, which makes new files only. Nothing here reads what authors have written: what a briefing
begins with is handed in.
"""

from dateline.scaffold.create import create, taken
from dateline.scaffold.day import day_file
from dateline.scaffold.opening import Opening
from dateline.scaffold.place import place
from dateline.scaffold.site import MODELINE, SCHEMAS, NewSite, site_files
from dateline.scaffold.translation import translation_file

__all__ = [
    "MODELINE",
    "SCHEMAS",
    "NewSite",
    "Opening",
    "briefing_file",
    "create",
    "place",
    "site_files",
    "taken",
]


def briefing_file(opening: Opening) -> str:
    """The text of a new briefing."""
    return translation_file(opening) if opening.told else day_file(opening)
