"""Where templates and the theme's files are: the site's own folder, then the built-in one."""

from importlib.resources import files
from pathlib import Path

from dateline.model.settings import Settings

BUILT_IN = Path(str(files("dateline.templates")))
"""The folder of the built-in theme."""

OF_CONTENT = ("assets/feed.css", "assets/search.css", "assets/search.js")
"""What our content brings along into another theme's shell."""


def theme_files(settings: Settings, *, guest: bool = False) -> dict[str, Path]:
    """Style sheets and other files of the theme, by output path; the site's own stand in for
    the built-in ones.

    `guest`: those for our content in another theme's shell. Both go to `assets/`.
    """
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(settings)):
        if guest:
            found |= {
                name: path for name, path in below(folder / "assets").items() if name in OF_CONTENT
            }
        found |= below(folder / ("guest" if guest else "assets"))
    return {name: found[name] for name in sorted(found)}


def card_fonts(settings: Settings) -> tuple[Path, ...]:
    """The fonts of cards; the site's own stand in for the built-in ones of their names."""
    folders = reversed(template_folders(settings))
    found = {path.name: path for each in folders for path in (each / "cards").glob("*.[ot]tf")}
    return tuple(found[name] for name in sorted(found))


def below(root: Path) -> dict[str, Path]:
    """The files of a folder, by output path."""
    files = (path for path in root.rglob("*") if path.is_file()) if root.is_dir() else ()
    return {f"assets/{path.relative_to(root).as_posix()}": path for path in files}


def template_folders(settings: Settings) -> tuple[Path, ...]:
    """Where templates are looked for, first match wins."""
    own = settings.templates
    return (own, BUILT_IN) if own and own.is_dir() else (BUILT_IN,)
