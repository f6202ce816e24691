"""What stands in the site's folder already: looked at, never touched."""

import os
import stat
from pathlib import Path


def status_of(site_dir: Path, path: str) -> os.stat_result | None:
    """What the system says of an output file; None if there is none, or it is no ordinary file."""
    try:
        found = os.lstat(f"{site_dir}/{path}")  # a `Path` of each of 50,000 files takes longer
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def content_of(site_dir: Path, path: str) -> bytes | None:
    """The bytes of an output file; None if it cannot be read."""
    try:
        return (site_dir / path).read_bytes()
    except OSError:
        return None
