"""A store: large results of which each is a file of its own, under a sum.

In: bytes under a key that says all they were made from. Out: the same bytes in a later run, or
nothing. So it may be shared by all that build the site, of any version, and be deleted at any time.
A file whose sum does not vouch for it, or that was put under another key, is as good as none.
"""

import os
import time
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dateline.cache import hide
from dateline.cache.slip import SUFFIX, SUM, read_slip, write_slip

KEPT_FOR = 7 * 24 * 3600.0
"""For how many seconds what nobody needs is kept: a preview shows drafts that builds do not know,
and who looks at another branch comes back."""


@dataclass(frozen=True)
class Store:
    """A folder of results."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if nothing was that holds."""
        found, head = read_slip(self.place(key)), key.encode()
        return found[len(head) :] if found is not None and found.startswith(head) else None

    def begins(self, key: str, head: bytes) -> bool:
        """Whether what was put under a key seems to begin with `head`; it may be damaged."""
        begin = key.encode() + head
        with suppress(OSError), self.place(key).open("rb") as file:
            return file.read(SUM + len(begin))[SUM:] == begin
        return False

    def put(self, key: str, content: bytes) -> None:
        """Keep a result. Where that cannot be, it is made again the next time."""
        with suppress(OSError):
            if not self.folder.is_dir():
                hide(self.folder.parent)
                self.folder.mkdir(exist_ok=True)
        write_slip(self.place(key), key.encode() + content)

    def sweep(self, needed: Container[str]) -> None:
        """Throw away what is not needed, and was made some time ago."""
        with suppress(OSError), os.scandir(self.folder) as found:
            for each in found:
                if each.name.removesuffix(SUFFIX) in needed:
                    continue
                with suppress(OSError):
                    if time.time() - each.stat(follow_symlinks=False).st_mtime > KEPT_FOR:
                        os.unlink(each)

    def place(self, key: str) -> Path:
        """The file of a result."""
        return self.folder / f"{key}{SUFFIX}"
