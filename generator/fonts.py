"""The fonts of cards, made from those that npm's Fontsource packages carry.

    npm install --no-save @fontsource/noto-serif@5 @fontsource/noto-naskh-arabic@5
    pip install fonttools brotli
    python generator/fonts.py node_modules/@fontsource

In: Noto Serif and Noto Naskh Arabic, each in many files of a few characters. Out: one font a
weight in templates/cards/, with all of them: resvg draws boxes for all of a text as soon as the
font that it began with lacks one letter. Their licence lies beside them.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

CARDS = Path(__file__).parents[1] / "templates" / "cards"
WEIGHTS = {"400": "regular.ttf", "700": "bold.ttf"}
SUBSETS = {
    "noto-serif": (
        *("latin", "latin-ext", "vietnamese"),
        *("cyrillic", "cyrillic-ext", "greek", "greek-ext"),
    ),
    "noto-naskh-arabic": ("arabic",),
}
VARIABLE = ("STAT", "MVAR", "HVAR")
"""Tables of what varies: nothing does here."""


def main(packages: Path) -> None:
    """Both fonts."""
    for weight, name in WEIGHTS.items():
        with TemporaryDirectory() as folder:
            files = (
                packages / family / "files" / f"{family}-{subset}-{weight}-normal.woff2"
                for family, subsets in SUBSETS.items()
                for subset in subsets
            )
            parts = [plain(file, folder) for file in files]
            Merger(Options(drop_tables=["vmtx", "vhea"])).merge(parts).save(CARDS / name)


def plain(file: Path, folder: str) -> str:
    """One file, no longer compressed."""
    font = TTFont(file)
    font.flavor = None
    for table in VARIABLE:
        if table in font:
            del font[table]
    path = f"{folder}/{file.stem}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    main(Path(sys.argv[1]))
