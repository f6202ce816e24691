"""Where a new briefing's file stands: in a folder like that of the newest one."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from dateline.model.desk import Called

STYLES = ("%Y-%m-%d", "%Y-%m", "%Y", "%m", "%d")
"""How a folder may be called by a day; a year stands above its months, they above their days."""
FRESH = ("%Y",)
"""The folders of a site that has no briefing yet."""


def place(called: Called, there: Mapping[Called, str]) -> str:
    """The path of a new briefing under the authors' folder.

    `there` are the briefings with their paths. A translation stands where those in its language
    do, else beside what it translates.
    """
    name = f"{called.date}" + (f"-{called.edition}" if called.edition else "")
    name += f".{called.lang}" if called.lang else ""
    like = pattern(called, there)
    if like is None:
        return "/".join([*folders(FRESH, called.date), f"{name}.yaml"])
    path = PurePosixPath(there[like])
    habit = habit_of(path.parts[:-1], like.date)
    return "/".join([*folders(habit, called.date), f"{name}{path.suffix}"])


def pattern(called: Called, there: Mapping[Called, str]) -> Called | None:
    """The briefing whose place is the example: the newest in the same language; for a first
    translation the original, else the newest of all."""
    same = [each for each in there if each.lang == called.lang]
    original = [each for each in there if each == called._replace(lang="")]
    return max(same or original or there, default=None)


def habit_of(parts: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Folders by their styles; one that has nothing to do with the day stays as it is."""
    left = list(STYLES)
    found = []
    for part in parts:
        style = next((style for style in left if day.strftime(style) == part), None)
        if style is not None:
            left.remove(style)
        found.append(style if style is not None else part.replace("%", "%%"))
    return tuple(found)


def folders(habit: tuple[str, ...], day: date) -> list[str]:
    """The folders for a day."""
    return [day.strftime(style) for style in habit]
