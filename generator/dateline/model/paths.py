"""Paths and addresses as authors write them."""

import re
from posixpath import join, normpath

_FILE_NAME = re.compile(
    r"\S+\.(?:png|jpe?g|gif|webp|avif|svg|heic|tiff?|bmp)"
    r"|(?:img|dscn?|dcim|pxl|image|photo|pic|picture|screenshot|wp)[-_ ]*[0-9][-_0-9 ]*"
)
_ADDRESS = re.compile(r"https?://[^\s/?#]+\.?[^\s]*", re.IGNORECASE)


def clean_path(folder: str, written: str) -> str | None:
    """A path under the authors' folder, or None if it leads out of it.

    `written` is relative to `folder`, or to the top from a leading `/` on.
    """
    path = normpath(written.lstrip("/") if written.startswith("/") else join(folder, written))
    if path == "." or path == ".." or path.startswith(("../", "/")) or "\\" in path:
        return None
    return path


def is_file_name(words: str, file: str) -> bool:
    """Whether an alternative text is only a file's name: that of its picture, or any."""
    said, stem = words.strip().casefold(), file.rpartition("/")[2].rpartition(".")[0].casefold()
    return bool(_FILE_NAME.fullmatch(said)) or (said == stem and not stem.isalpha())


def is_address(text: str) -> bool:
    """Whether a text is an address on the web (http or https, with a host)."""
    return _ADDRESS.fullmatch(text) is not None


def is_bundle(path: str) -> bool:
    """Whether an output path is a folder: a bundle's."""
    return path.endswith("/")


BETWEEN = "//"
"""What stands in the path of a part, behind that of the file which collects it."""


def is_part(path: str) -> bool:
    """Whether an output path is no file's: a part's."""
    return BETWEEN in path


def is_html(path: str) -> bool:
    """Whether an output path is that of a page for readers; a mail is none."""
    return path == "404.html" or path.rpartition("/")[2] == "index.html"
