"""A picture of pixels, opened and decoded: the only place that asks Pillow to read.

In: a file's bytes. Out: what its head says (`opened`), or its pixels the right way up, in sRGB or
grey, with nothing else of the file (`pixels`). Raises one of `BROKEN` if the file cannot be read.
"""

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image, ImageCms
from PIL.ImageFile import ImageFile

from dateline.assets.bare import Unsound
from dateline.model.pictures import FORMATS, Size

BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Unsound),
    *(LookupError, TypeError, AttributeError, OverflowError, RuntimeError),
    Image.DecompressionBombError,
)
"""What Pillow raises over a file that is damaged: beside its own errors also those of code that
takes the file's word for it. Never ours: nothing else is called where they are caught."""
KINDS = tuple(sorted({*FORMATS.values()}))
"""The formats that are opened. Of the others that Pillow knows, some start programs."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What puts a picture of each orientation the right way up, as EXIF counts them."""
ON_THEIR_SIDE = range(5, 9)
ORIENTATION = 0x0112
DEEP = 256
"""Values of 16 bits are so many times those of 8."""
SRGB = ImageCms.createProfile("sRGB")


def opened(data: bytes) -> ImageFile:
    """A picture of which the head was read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(BytesIO(data), formats=KINDS)


def orientation(image: ImageFile) -> int:
    """Which way up a picture is, from 1 to 8 as EXIF has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = image.getexif().get(ORIENTATION, 1)
    return found if isinstance(found, int) and found in range(1, 9) else 1


def size_of(image: ImageFile) -> Size:
    """Its size the right way up."""
    width, height = image.size
    if orientation(image) in ON_THEIR_SIDE:
        width, height = height, width
    return Size(width, height, not moves(image))


def moves(image: ImageFile) -> bool:
    """Whether it has several pictures that follow one another; those in a JPEG do not."""
    return image.format not in ("JPEG", "MPO") and getattr(image, "is_animated", False)


def pixels(data: bytes, least: tuple[int, int]) -> Image.Image:
    """The pixels of a picture. A JPEG is decoded at a fraction of its size, if that is at least so
    many wide and high, the right way up: one of 100 million pixels needs little room then."""
    image = opened(data)
    turn = orientation(image)
    image.draft(None, least[::-1] if turn in ON_THEIR_SIDE else least)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image.load()
        found = plain(image, image.info.get("icc_profile"))
    found.info.clear()
    return found.transpose(UPRIGHT[turn]) if turn in UPRIGHT else found


def plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture as RGB, as RGBA if it shows what is below, or as grey (L)."""
    if image.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        image = image.convert("I").point(lambda value: value * (1 / DEEP)).convert("L")
    if image.mode == "1":
        image = image.convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if profile:
        image = in_srgb(image, profile)
    return image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A picture in the colours that every screen takes it for. A profile that cannot be read, or is
    for another kind of picture, is passed over, as browsers do."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(given).lower():
            return image
        found = ImageCms.profileToProfile(image, given, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image
    return found or image
