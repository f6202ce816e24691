"""From what a browser asks for to a file of the site."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit


def base_of(site_url: str) -> str:
    """The path that a site is published under, its escapes undone; empty at the top of its
    host."""
    return unquote(urlsplit(site_url).path).rstrip("/")


def path_of(asked: str, base: str) -> str | None:
    """The output path that answers a path as it was asked for, its escapes undone; None outside of
    the site. A folder is answered by its index."""
    if not asked.startswith(f"{base}/"):
        return None
    path = asked.removeprefix(f"{base}/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def is_inside(file: Path, folders: Iterable[Path]) -> bool:
    """Whether a file lies in one of some folders, wherever links lead by now."""
    real = Path(os.path.realpath(file))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)
