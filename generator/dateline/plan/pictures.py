"""Photos: in which versions they are published, at which addresses, and what pages know of them.

In: a picture's path under the authors' folder and its size. Out: its versions by output path, and
the view that templates see. The address that the author's file gives is that of the largest one,
in the file's own format, so that it stays whatever is made besides; the others have their width
before the ending, and another format has its ending behind: `bridge-480.jpg.webp`. Two photos
never share an address that way.
"""

from collections.abc import Iterable, Iterator, Mapping
from posixpath import splitext
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from dateline.model.pages import BriefingView
from dateline.model.pictures import FORMATS, LARGEST, WHOLE, Format, Size, Version
from dateline.model.prose import Prose
from dateline.model.settings import Settings
from dateline.model.views import Candidate, EntryView, Picture, Target
from dateline.plan.addresses import file_address

WIDTHS = 480, 960, LARGEST
"""A phone on a bad line; a phone with a fine screen; twice the column on a desktop."""
APART = 1.25
"""A smaller version is at least so many times narrower than the largest, or it saves nothing."""
TALLEST = 16383
"""No WebP is longer at any side (RFC 9649, 2.6 and 2.7)."""
View = TypeVar("View", BriefingView, EntryView)


class Copy(NamedTuple):
    """A file of the authors' that is published: its path under their folder, and under the site's.
    Of a picture, in which version; None: just as it is."""

    source: str
    path: str
    version: Version | None = None


def copies(
    files: Iterable[str], photos: frozenset[str], sizes: Mapping[str, Size], settings: Settings
) -> Iterator[Copy]:
    """All that is published of some files; `photos` are those that briefings show."""
    for path in files:
        size = sizes.get(path)
        if ending(path) not in FORMATS:
            yield Copy(path, path)
        elif size is None:
            continue  # it cannot be read: what it holds is not known
        elif size.scales and path in photos:
            found = versions(path, size, smaller=settings.outputs.pictures)
            yield from (Copy(path, each, version) for each, version in found.items())
        else:
            yield Copy(path, path, WHOLE)


def versions(path: str, size: Size, *, smaller: bool) -> dict[str, Version]:
    """The versions of a photo by their output paths: the largest in its own format first, then its
    `smaller` ones and those in WebP, if they are wanted, from the narrowest to the widest."""
    own = FORMATS[ending(path)]
    *narrow, widest = widths(size)
    found = {path: version(own, widest, size)}
    if not smaller:
        return found
    for format_ in formats(own, size):
        for width in (*narrow, widest):
            place = narrowed(path, width if width < widest else 0)
            place += "" if format_ == own else ".webp"
            found.setdefault(place, version(format_, width, size))
    return found


def formats(own: Format, size: Size) -> tuple[Format, ...]:
    """The formats of a photo: its own, and WebP where it is worth a second file."""
    if own == "WEBP" or size.width <= WIDTHS[0] or version("WEBP", LARGEST, size).height > TALLEST:
        return (own,)
    return own, "WEBP"


def widths(size: Size) -> tuple[int, ...]:
    """The widths of a photo's versions in pixels, ascending; never wider than itself."""
    largest = min(size.width, LARGEST)
    return (*(width for width in WIDTHS if width * APART <= largest), largest)


def version(format_: Format, width: int, size: Size) -> Version:
    """A version of this width, or of the picture's own if that is less."""
    width = min(width, size.width)
    return Version(format_, width, max(1, round(size.height * width / size.width)))


def narrowed(path: str, width: int) -> str:
    """The path of a version of some width, in the photo's own format; 0 is the largest."""
    stem, end = splitext(path)
    return f"{stem}-{width}{end}" if width else path


def ending(path: str) -> str:
    """The end of a file's name, which tells its format."""
    return splitext(path)[1].lower()


def seen(path: str, size: Size, settings: Settings) -> Picture:
    """A photo as templates see it, without its words."""
    if not size.scales:
        return Picture(
            file=path, address=file_address(path), alt="", width=size.width, height=size.height
        )
    found = versions(path, size, smaller=settings.outputs.pictures)
    largest = found[path]
    own, webp = list[Candidate](), list[Candidate]()
    for place, each in found.items():
        into = own if each.format == largest.format else webp
        into.append(Candidate(file_address(place), each.width))
    own.sort(key=lambda each: each.width)
    return Picture(
        file=path,
        address=file_address(path),
        alt="",
        width=largest.width,
        height=largest.height,
        candidates=tuple(own) if len(own) > 1 else (),
        webp=tuple(webp),
    )


def leading(view: View, text: Prose | None) -> View:
    """A briefing or entry that a page begins with: its first picture is the page's first, whether
    it stands on top or in the text. As it was, if it has none."""
    top = next((each for each in view.pictures if not each.placed), None)
    if top:
        marked = tuple(replace(each, first=each is top) for each in view.pictures)
        return replace(view, pictures=marked)
    uses = text.uses if text else ()
    place = next((use.target for use in uses if use.kind == "picture"), None)
    if place is None:
        return view
    return replace(view, targets=tuple(first(each, place) for each in view.targets))


def first(target: Target, place: str) -> Target:
    """An answer with its picture marked, if it is the one at a place."""
    if target.kind != "picture" or target.target != place or target.picture is None:
        return target
    return replace(target, picture=replace(target.picture, first=True))
