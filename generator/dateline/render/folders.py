"""Where templates and the theme's files are: the site's own folder, then the built-in one."""

from importlib.resources import files
from pathlib import Path

from dateline.model.settings import Settings

BUILT_IN = Path(str(files("dateline.templates")))
"""The folder of the built-in theme."""


def theme_files(settings: Settings, *, guest: bool = False) -> dict[str, Path]:
    """Style sheets and other files of the theme, by output path; the site's own stand in for
    the built-in ones.

    `guest`: those for our content in another theme's shell. Both go to `assets/`.
    """
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(settings)):
        root = folder / ("guest" if guest else "assets")
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file():
                found[f"assets/{path.relative_to(root).as_posix()}"] = path
    return {name: found[name] for name in sorted(found)}


def card_fonts(settings: Settings) -> tuple[Path, ...]:
    """The fonts of cards; the site's own stand in for the built-in ones of their names."""
    folders = reversed(template_folders(settings))
    found = {path.name: path for each in folders for path in (each / "cards").glob("*.[ot]tf")}
    return tuple(found[name] for name in sorted(found))


def template_folders(settings: Settings) -> tuple[Path, ...]:
    """Where templates are looked for, first match wins."""
    own = settings.templates
    return (own, BUILT_IN) if own and own.is_dir() else (BUILT_IN,)
