"""The pictures and attachments that the site names, looked at once.

In: their paths. Out: each picture's size, and what may not be published, with its mend. Pictures
are decoded to their end: what cannot be read is said before anything is written.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from dateline.assets.drawings import svg_size
from dateline.assets.making import published
from dateline.assets.pixels import BROKEN, opened, pixels, size_of
from dateline.model.pictures import FORMATS, NO_SIZE, WHOLE, Role, Size
from dateline.problems import Problem, at_top

LARGE = 1_000_000
"""From how many bytes on a picture is warned of that is published as large as it is."""
MOST = 50_000_000
"""How many pixels a picture may have: to decode them takes four bytes each, and as much again."""
MOST_OF_A_JPEG = 150_000_000
"""The same of a JPEG, which is decoded at a fraction of its size."""
JPEG = b"\xff\xd8"
GLANCE = 1, 1
"""The size to decode a picture at, if only to see that it can be read to its end."""
ATTACHMENTS = frozenset(
    (
        *(".pdf", ".csv", ".tsv", ".txt", ".json", ".geojson", ".xlsx", ".ods", ".docx", ".odt"),
        *(".pptx", ".odp", ".zip", ".epub", ".mp3", ".ogg", ".opus", ".m4a", ".wav", ".mp4"),
        *(".webm", ".vtt", ".srt", ".kml", ".gpx"),
    )
)
"""What browsers show or save without running anything of it on this site's behalf."""


class Unfit(NamedTuple):
    """Why a file cannot be published as a picture, and the mend."""

    message: str
    hint: str


KNOWN = f"Pictures are {', '.join(sorted((*FORMATS, '.svg')))}."
FALSE = Unfit("The file is not the picture that its name says.", KNOWN)
DAMAGED = Unfit(
    "The picture cannot be read to its end: it is damaged, or was not copied whole.",
    "Copy it anew from where it comes from.",
)


def inspect(docs_dir: Path, path: str, role: Role) -> tuple[Size, tuple[Problem, ...]]:
    """The size of a picture, and why it may or should not be published. `path` is relative to
    `docs_dir`."""
    data = (docs_dir / path).read_bytes()
    found = look(data, Path(path), shown=role == "photo")
    if isinstance(found, Unfit):
        return NO_SIZE, (at_top(path, "picture/unusable", found.message, found.hint),)
    smaller = found.scales if role == "photo" else role == "attachment"
    if len(data) > LARGE and not smaller:
        message = f"The picture has {len(data) / 1_000_000:.1f} MB: on a bad line it never comes."
        return found, (at_top(path, "picture/large", message, "Save it smaller: 1,600 pixels do."),)
    return found, ()


def unattachable(paths: Iterable[str]) -> tuple[Problem, ...]:
    """The files that may not be attached, by their names."""
    problems = []
    for path in sorted(paths):
        suffix = Path(path).suffix.lower()
        if suffix not in ATTACHMENTS and suffix not in FORMATS:
            message = f"`{suffix or Path(path).name}` files cannot be attached."
            hint = "Attach a PDF, a CSV or the like."
            problems.append(at_top(path, "file/not-publishable", message, hint))
    return tuple(problems)


def look(data: bytes, name: Path, *, shown: bool) -> Size | Unfit:
    """A picture's size, or why it is none to publish. `shown`: it is published in versions of its
    own, and not as it was handed in."""
    suffix = name.suffix.lower()
    if suffix == ".svg":
        found = svg_size(data)
        return Unfit(found, "Take it out, or save it as PNG.") if isinstance(found, str) else found
    if suffix not in FORMATS:
        return Unfit(f"`{suffix or name.name}` is no kind of picture that browsers show.", KNOWN)
    most = MOST_OF_A_JPEG if data.startswith(JPEG) else MOST
    try:
        image = opened(data)
    except Image.DecompressionBombError:
        return too_many(most)
    except BROKEN:
        return FALSE
    if image.width * image.height > most:
        return too_many(most)
    try:
        size = size_of(image)
        if shown and size.scales:
            pixels(data, GLANCE)
        else:
            for _ in published(data, [WHOLE]):
                pass
    except BROKEN:
        return DAMAGED
    return size


def too_many(most: int) -> Unfit:
    """What to say of a picture of more pixels than can be dealt with."""
    message = f"The picture has more than {most // 1_000_000} million pixels: that is too many."
    return Unfit(message, "Save it smaller: 2,000 pixels across are enough.")
