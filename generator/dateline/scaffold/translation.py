"""The file of a new translation: the original's entries, with no word in them yet.

A translation cannot be a draft of its own while its original is published (the format,
Languages), so its texts are left empty: each that is neither written nor deleted stops the
build, and nothing half done can be published.
"""

from dateline.scaffold.opening import AS_OF, Opening
from dateline.scaffold.words import remark, scalar

NOTE = "# Translates {}, and takes over its threads, places and status."


def translation_file(opening: Opening) -> str:
    """The text of the file."""
    lines = [opening.modeline] if opening.modeline else []
    lines += [NOTE.format(opening.original)]
    lines += [*([AS_OF.format(opening.as_of)] if opening.as_of else []), "entries:"]
    for entry in opening.told:
        lines += [
            f"  - section: {scalar(entry.section)}",
            f"    id: {entry.id}",
            f"    # {remark(entry.title)}",
            "    text: |",
            "",
        ]
    return "\n".join(lines)
