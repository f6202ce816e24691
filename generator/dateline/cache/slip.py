"""A slip: one record in a small file of its own, for what is asked before anything else is loaded.

In: bytes. Out: the same bytes in a later run, or nothing. A slip whose sum does not vouch for it
is as good as none; it is written whole, by its rename, or not at all.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

SUFFIX = ".slip"
FORMAT = b"dateline slip 1"
SUM = 16
"""How many bytes a sum has; it stands at the head."""


def read_slip(file: Path) -> bytes | None:
    """What a slip holds; None if there is none that holds."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    content = data[SUM:]
    return content if data[:SUM] == sum_of(content) else None


def write_slip(file: Path, content: bytes) -> None:
    """Write a slip. Where that cannot be, the next run does without: nothing is said."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        draft.write_bytes(sum_of(content) + content)
        os.replace(draft, file)
    with suppress(OSError):
        draft.unlink()


def sum_of(content: bytes) -> bytes:
    """The sum that vouches for a slip."""
    return blake2b(content, digest_size=SUM, person=FORMAT).digest()
