"""Pictures in the versions in which they are published.

In: a file's bytes, and versions. Out: the bytes of each. The same bytes, versions and `codecs` give
the same, whichever versions are asked for together: so what was made can be remembered.

A version that need not be smaller, turned or of other colours is the author's picture itself, bit
for bit, if the format keeps it: a chart loses nothing. Only a JPEG that was saved finer than needs
be is encoded again.
"""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, features
from PIL import __version__ as pillow

from dateline.assets.bare import Unsound, bare
from dateline.assets.pixels import BROKEN, opened, orientation, pixels, plain, size_of
from dateline.model.pictures import LARGEST, Version

__all__ = ["BROKEN", "codecs", "published"]

FEW = 1 << 15
"""So many colours at most has a drawing: a photo has more by far."""
PALETTE = 256
"""How many colours do for a drawing that is made smaller as PNG: a third of the bytes."""
LIBRARIES = ("jpg", "libjpeg_turbo", "webp", "avif", "zlib", "zlib_ng", "littlecms2")
USUAL: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 63, "speed": 8, "max_threads": 1},
    "PNG": {"compress_level": 9},
    "GIF": {},
}
"""How pictures are encoded."""
FINE: dict[str, dict[str, Any]] = {
    **USUAL,
    "WEBP": {"lossless": True, "quality": 50, "method": 4},
    "AVIF": {"quality": 85, "speed": 8, "max_threads": 1},
}
"""The same for what is handed out whole, and for drawings, if that is no larger."""
FILTER = Image.Resampling.LANCZOS
PAPER = "white"
"""What is below a picture where its format lets nothing through."""


def published(data: bytes, versions: Iterable[Version]) -> Iterator[bytes]:
    """The bytes of each version. Raises one of `BROKEN` if the file cannot be read."""
    original = Original(data)
    for version in versions:
        yield original.whole if not version.format else original.version(version)


@cache
def codecs() -> str:
    """What a version's bytes depend on besides its picture and itself: the libraries that encode,
    and how they are told to."""
    found = blake2b(pillow.encode(), digest_size=16)
    found.update(repr([features.version(name) for name in LIBRARIES]).encode())
    for name in ("bare.py", "making.py", "pixels.py"):
        found.update(Path(__file__).with_name(name).read_bytes())
    return found.hexdigest()


class Original:
    """An author's picture; what is needed of it is made once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.head = opened(data)
        self.size = size_of(self.head)
        self.format = "JPEG" if self.head.format == "MPO" else self.head.format
        self.sizes: dict[tuple[int, int], Image.Image] = {}

    @property
    def whole(self) -> bytes:
        """It as it was handed in, but for what the file says besides. Where the format lets go of
        that with the pixels only, it is encoded again, finely."""
        turn = orientation(self.head)
        if self.format == "AVIF":
            return self.encoded_frames
        if turn == 1 or self.format == "JPEG" or not self.size.scales:
            return bare(self.data, turn)
        assert self.format is not None
        return encoded(pixels(self.data, self.size[:2]), self.format, fine=True)

    @property
    def encoded_frames(self) -> bytes:
        """All pictures of an AVIF, which may move."""
        frames, lasting = [], []
        for number in range(getattr(self.head, "n_frames", 1)):
            self.head.seek(number)
            self.head.load()
            frames.append(plain(self.head.copy(), self.head.info.get("icc_profile")))
            lasting.append(self.head.info.get("duration", 0))
            frames[-1].info.clear()
        into = BytesIO()
        if len(frames) == 1:
            return encoded(pixels(self.data, self.size[:2]), "AVIF", fine=True)
        frames[0].save(
            into, "AVIF", save_all=True, append_images=frames[1:], duration=lasting, **FINE["AVIF"]
        )
        return into.getvalue()

    @cached_property
    def base(self) -> Image.Image:
        """Its pixels, enough of them for the largest version."""
        width = min(self.size.width, LARGEST)
        return pixels(self.data, (width, round(self.size.height * width / self.size.width)))

    def scaled(self, size: tuple[int, int]) -> Image.Image:
        """Its pixels at a size, for each of its formats."""
        if size not in self.sizes:
            same = self.base.size == size
            self.sizes[size] = self.base if same else self.base.resize(size, FILTER)
        return self.sizes[size]

    @cached_property
    def drawn(self) -> bool:
        """Whether it is a drawing, a chart or a map: of few colours, and handed in without loss."""
        lossless = self.format in ("PNG", "GIF", "WEBP")
        return lossless and self.base.getcolors(FEW) is not None

    @cached_property
    def untouched(self) -> bytes | None:
        """It in its own format, bit for bit; None if it lies on its side, is of other colours than
        screens take it for, or is in no format that keeps it."""
        if orientation(self.head) != 1 or self.head.info.get("icc_profile"):
            return None
        try:
            return bare(self.data)
        except Unsound:
            return None

    def version(self, version: Version) -> bytes:
        """One version of it."""
        same = version.format == self.format and version[1:] == self.size[:2]
        kept = self.untouched if same else None
        if kept and version.format in ("PNG", "GIF"):
            return kept
        image = self.scaled((version.width, version.height))
        made = encoded(image, version.format)
        if self.drawn and version.format == "WEBP":
            made = min(made, encoded(image, "WEBP", fine=True), key=len)
        elif self.drawn and version.format == "PNG":
            made = encoded(image.quantize(PALETTE, Image.Quantize.FASTOCTREE), "PNG")
        return kept if kept and len(kept) <= len(made) else made


def encoded(image: Image.Image, format_: str, *, fine: bool = False) -> bytes:
    """A picture's pixels in a format; `fine`: with next to nothing lost."""
    into = BytesIO()
    if format_ == "JPEG" and image.mode == "RGBA":
        below = Image.new("RGB", image.size, PAPER)
        below.paste(image, mask=image)
        image = below
    image.save(into, format_, **(FINE if fine else USUAL)[format_])
    return into.getvalue()
