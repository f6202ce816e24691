"""A new site: every file of it, from `blanks/` beside this module.

The blanks have visible names (`gitignore`), for packages leave hidden files out.
"""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import NamedTuple

from dateline.scaffold.words import scalar

BLANKS = {
    "mkdocs.yml": "mkdocs.yml",
    "briefings/sections.yaml": "briefings/sections.yaml",
    "briefings/threads.yaml": "briefings/threads.yaml",
    "briefings/sources.yaml": "briefings/sources.yaml",
    "briefings/entities.yaml": "briefings/entities.yaml",
    "briefings/about.md": "briefings/about.md",
    "templates/README.md": "templates/README.md",
    ".gitignore": "gitignore",
    ".github/workflows/site.yml": "github/site.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "vscode/settings.json",
    ".vscode/extensions.json": "vscode/extensions.json",
}
"""Each file of a new site, and its blank."""
FIRST = "briefings/first.yaml"
SCHEMAS = ".vscode"
"""The folder of the schemas that editors check the files by."""
MODELINE = "# yaml-language-server: $schema={}"
"""The line by which editors find the schema of the file that it stands in."""


class NewSite(NamedTuple):
    """What a new site is made from: its name, the day of its first briefing, two settings, and
    its schemas for editors, by the file's name."""

    name: str
    day: date
    timezone: str
    language: str
    schemas: Mapping[str, str]

    @property
    def first(self) -> str:
        """The path of its first briefing."""
        return f"briefings/{self.day:%Y}/{self.day}.yaml"


def site_files(new: NewSite) -> dict[str, str]:
    """Every file of a new site, by its path."""
    found = {path: blank(name) for path, name in BLANKS.items()}
    found[new.first] = blank(FIRST)
    words = {
        "@NAME@": scalar(new.name),
        "@SITE@": new.name,
        "@TIMEZONE@": new.timezone,
        "@LANGUAGE@": new.language,
    }
    filled = {path: fill(text, words) for path, text in found.items()}
    return filled | {f"{SCHEMAS}/{name}": text for name, text in new.schemas.items()}


def blank(name: str) -> str:
    """The text of a blank."""
    return files("dateline.scaffold").joinpath("blanks", name).read_text(encoding="utf-8")


def fill(text: str, words: Mapping[str, str]) -> str:
    """A blank's text with the words of the site."""
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
