"""Cards: the pictures that stand for a page where a link to it is shared.

In: fonts; a text and the room it has; a drawing (SVG). Out: the text's lines; the drawing as PNG.
resvg draws, with these fonts alone, so that a card is the same on every machine.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFont
from PIL.Image import Dither, Quantize
from resvg_py import svg_to_bytes

from dateline.model.digest import digest
from dateline.model.pictures import Fitted

COLOURS = 32
"""Of a card: letters on paper have few, and half the bytes of a picture with all."""
LEADING = 1.22
"""The height of a line, in sizes of its letters."""
UNIT = 100
"""The size at which words are measured, in pixels."""
CUT = " …"
"""What stands where a text goes on."""
BOLD = "bold.ttf"
"""The font in which words are measured: the widest there is."""


class Easel:
    """What draws cards: with the fonts of a theme, by the names of their files."""

    def __init__(self, fonts: Iterable[Path]) -> None:
        self.fonts = {path.name: path for path in fonts}
        self.width_of = cache(self._width_of)
        self.has = cache(self._has)

    @cached_property
    def mark(self) -> str:
        """The hash of all that a drawing's picture depends on besides the drawing."""
        contents = [path.read_bytes() for path in self.fonts.values()]
        return digest((sorted(self.fonts), contents, version("resvg-py"), version("Pillow")))

    @cached_property
    def measure(self) -> ImageFont.FreeTypeFont:
        """What knows how wide words are."""
        return ImageFont.truetype(self.fonts[BOLD], UNIT, layout_engine=ImageFont.Layout.BASIC)

    def fitted(self, text: str, sizes: Iterable[int], width: int, height: int) -> Fitted:
        """A text in lines, in the largest of the sizes (falling, in pixels) in which all of it has
        room; in the smallest, what has no room is cut."""
        words = tuple(self.printable(text).split())
        for size in sizes:
            most = max(1, int(height / (size * LEADING)))
            lines = tuple(self.broken(words, width * UNIT / size))
            if len(lines) <= most:
                break
        else:
            full = tuple(self.filled(words, width * UNIT / size - self.width_of(CUT)))
            lines = (*full[: most - 1], full[most - 1] + CUT)
        return Fitted(size, round(size * LEADING), lines)

    def broken(self, words: tuple[str, ...], room: float) -> Iterator[str]:
        """Words in as few lines as the room allows, these as equal as they can be."""
        lines = list(self.filled(words, room))
        for share in (0.6, 0.7, 0.8, 0.9):
            narrow = list(self.filled(words, room * share))
            if len(narrow) == len(lines):
                return iter(narrow)
        return iter(lines)

    def filled(self, words: tuple[str, ...], room: float) -> Iterator[str]:
        """Words in lines, each as long as can be."""
        line, taken, space = list[str](), 0.0, self.width_of(" ")
        for word in words:
            wide = self.width_of(word)
            if line and taken + space + wide > room:
                yield " ".join(line)
                line, taken = [], -space
            line.append(word)
            taken += space + wide
        if line:
            yield " ".join(line)

    def _width_of(self, word: str) -> float:
        """The width of a word at the size at which words are measured, in pixels."""
        return self.measure.getlength(word)

    @cached_property
    def missing(self) -> bytes:
        """What the font draws for a character that it does not have."""
        return bytes(self.measure.getmask("\U0010fffe"))

    def _has(self, character: str) -> bool:
        """Whether the fonts have a character. Spaces have no shape of their own."""
        return character == " " or bytes(self.measure.getmask(character)) != self.missing

    def printable(self, text: str) -> str:
        """A text without the signs that the fonts lack, such as pictures among letters; nothing,
        if they lack letters: half a word is worse than none."""
        lacking = {each for each in set(text) if not each.isspace() and not self.has(each)}
        if any(unicodedata.category(each)[0] in "LN" for each in lacking):
            return ""
        return "".join(each for each in text if each not in lacking)

    def draw(self, drawing: str) -> bytes:
        """A drawing as PNG."""
        files = [str(path) for path in self.fonts.values()]
        whole = svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=files)
        with Image.open(BytesIO(whole)) as picture:
            few = picture.convert("RGB").quantize(COLOURS, Quantize.FASTOCTREE, dither=Dither.NONE)
        out = BytesIO()
        few.save(out, "PNG")
        return out.getvalue()
