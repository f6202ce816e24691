"""The file of a new translation: the original's entries, still to be written.

It begins as a draft, though its original may be published long since: it is held back until all
of it is done.
"""

from dateline.scaffold.day import DRAFT
from dateline.scaffold.opening import AS_OF, Opening
from dateline.scaffold.words import remark, scalar

NOTE = "# Translates {}, and takes over its threads, places and status."


def translation_file(opening: Opening) -> str:
    """The text of the file."""
    lines = [opening.modeline] if opening.modeline else []
    lines += [NOTE.format(opening.original), DRAFT]
    lines += [*([AS_OF.format(opening.as_of)] if opening.as_of else []), "entries:"]
    for entry in opening.told:
        lines += [
            f"  - section: {scalar(entry.section)}",
            f"    id: {entry.id}",
            f"    # {remark(entry.title)}",
            "    text: |",
            "      TODO",
        ]
    return "\n".join([*lines, ""])
