"""assets: the pictures and attachments that briefings name, opened.

In: their paths. Out: each picture's size in pixels, and what may not be published: a file that
is not what it is called, or that could run a script in a reader's browser.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from PIL import Image, UnidentifiedImageError

from dateline.problems import Problem, at_top

Size = tuple[int, int]
LARGE = 1_000_000
"""From how many bytes on a picture is warned of."""
RASTER = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"))
ATTACHMENTS = frozenset(
    (
        *(".pdf", ".csv", ".tsv", ".txt", ".json", ".geojson", ".xlsx", ".ods", ".docx", ".odt"),
        *(".pptx", ".odp", ".zip", ".epub", ".mp3", ".ogg", ".opus", ".m4a", ".wav", ".mp4"),
        *(".webm", ".vtt", ".srt", ".kml", ".gpx"),
    )
)
"""What browsers show or save without running anything of it on this site's behalf."""
SVG_ELEMENTS = frozenset(
    """svg g defs symbol use title desc metadata style path rect circle ellipse line polyline
    polygon text tspan textPath clipPath mask pattern marker linearGradient radialGradient stop
    filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge
    feMergeNode""".split()  # noqa: SIM905 - a list of words reads better as words
)
_UNSAFE_STYLE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression|javascript:", re.I)
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")


class Declared(Exception):
    """An SVG declares something outside its drawing: reading stops at once."""


def inspect(docs_dir: Path, path: str) -> tuple[Size, tuple[Problem, ...]]:
    """The size of a picture (0, 0 if unknown), and why it may or should not be published. `path` is
    relative to `docs_dir`."""
    found = picture_size(docs_dir / path)
    size = (docs_dir / path).stat().st_size
    if isinstance(found, str):
        return (0, 0), (problem(path, "picture/unusable", found),)
    if size > LARGE:
        message = f"The picture has {size / 1_000_000:.1f} MB: on a bad line it never comes."
        return found, (at_top(path, "picture/large", message, "Save it smaller: 1,600 pixels do."),)
    return found, ()


def unattachable(paths: Iterable[str]) -> tuple[Problem, ...]:
    """The files that may not be attached, by their names."""
    problems = []
    for path in sorted(paths):
        suffix = Path(path).suffix.lower()
        if suffix not in ATTACHMENTS | RASTER:
            message = f"`{suffix or Path(path).name}` files cannot be attached."
            problems.append(problem(path, "file/not-publishable", message))
    return tuple(problems)


def problem(path: str, code: str, message: str) -> Problem:
    """A file that may not be published."""
    hint = "Attach a PDF, a CSV or the like."
    if code == "picture/unusable":
        is_drawing = path.lower().endswith(".svg")
        known = ", ".join(sorted(RASTER | {".svg"}))
        hint = "Take it out, or save it as PNG." if is_drawing else f"Pictures are {known}."
    return at_top(path, code, message, hint)


def picture_size(path: Path) -> Size | str:
    """Width and height in pixels, or why the file is no picture to show."""
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return svg_size(path.read_bytes())
    if suffix not in RASTER:
        return f"`{suffix or path.name}` is no kind of picture that browsers show."
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            return image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return "The file is not the picture that its name says."


def svg_size(data: bytes) -> Size | str:
    """The size an SVG gives itself (0, 0 if none), or why it is unsafe.

    An SVG is shown as `<img>`, which runs nothing; but its address can be opened too. So only
    drawing elements stand in it, no handlers, no addresses but its own parts, no declarations.
    """
    reasons: list[str] = []
    sizes: list[Size] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not sizes:
            sizes.append(size_of(attributes))
        reasons.extend(unsafe(name.rpartition(":")[2], attributes))

    def text(characters: str) -> None:
        if _UNSAFE_STYLE.search(characters):
            reasons.append("a style that fetches something")

    def declared(*_: object) -> None:
        raise Declared

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = declared
    parser.ProcessingInstructionHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return f"The SVG cannot be read (line {error.lineno})."
    except Declared:
        return "The SVG declares entities or a style sheet: it may only draw."
    if reasons:
        return f"The SVG holds {reasons[0]}: it may only draw."
    return sizes[0] if sizes else (0, 0)


def unsafe(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """What in an element could do more than draw."""
    if name not in SVG_ELEMENTS:
        yield f"<{name}>"
    for key, value in attributes.items():
        local = key.rpartition(":")[2].lower()
        if local.startswith("on"):
            yield f"the handler `{key}`"
        elif local == "href" and not value.strip().startswith("#"):
            yield f"the address `{value[:40]}`"
        elif _UNSAFE_STYLE.search(value):
            yield f"`{key}` with an address"


def size_of(attributes: dict[str, str]) -> Size:
    """Width and height of an SVG's root element, from its attributes or its viewBox."""
    width = _NUMBER.fullmatch(attributes.get("width", ""))
    height = _NUMBER.fullmatch(attributes.get("height", ""))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.findall(r"-?[0-9]*\.?[0-9]+", attributes.get("viewBox", ""))
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (0, 0)
