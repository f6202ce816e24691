"""Pictures as they lie beside the briefings, and in which versions they are published."""

from typing import Literal, NamedTuple

Format = Literal["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
FORMATS: dict[str, Format] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
"""The format of a picture of pixels, by the end of its name."""
DRAWING = ".svg"
"""The end of the name of a picture in lines."""
Role = Literal["photo", "picture", "attachment", "file"]
"""What the site names a file as: a photo that a briefing shows, a picture on a Markdown page,
something to hand out, or what mkdocs.yml itself asks for."""
LARGEST = 1440
"""No photo is published wider, in pixels: twice the column on a desktop, for fine screens."""


class Size(NamedTuple):
    """A picture's width and height in pixels, the right way up (0: unknown). `scales`: smaller ones
    can be made of it; it is no drawing in lines (SVG), and nothing in it moves."""

    width: int = 0
    height: int = 0
    scales: bool = False


NO_SIZE = Size()


class Version(NamedTuple):
    """A picture as it is published: its format, and its size in pixels.

    Without a format: as it was handed in, at its own size, and without what the file says besides
    the picture.
    """

    format: Format | Literal[""] = ""
    width: int = 0
    height: int = 0


WHOLE = Version()


class Fitted(NamedTuple):
    """A text in the room that a card has for it: the size of its letters and the height of a line,
    in pixels, and its lines."""

    size: int
    leading: int
    lines: tuple[str, ...]


def media_type(path: str) -> str:
    """The media type of a picture, by the end of its name; empty for what is none."""
    end = "." + path.rpartition(".")[2].lower()
    if end == DRAWING:
        return "image/svg+xml"
    return f"image/{FORMATS[end].lower()}" if end in FORMATS else ""
