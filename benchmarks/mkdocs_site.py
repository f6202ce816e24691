"""The same archive as a plain site of MkDocs with its own theme: one Markdown page a briefing.

The texts are the same, but nothing is drawn from them: names and citations are words, there are no
pages but the briefings and a home page, and the menu is the one that MkDocs makes of the folders.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks import words
from benchmarks.archive import (
    Cited,
    Day,
    Emphasis,
    Named,
    Outward,
    Paragraph,
    Part,
    Plain,
    Story,
    added_entity,
    days,
    entities,
)
from benchmarks.dateline_site import source_name
from benchmarks.pictures import put_pictures

SETTINGS = """\
site_name: Meridian Daily
site_url: https://meridian.example/
"""


def write(root: Path, count: int) -> None:
    """A whole site into a folder that is not there yet."""
    put_pictures(root / "docs/photos")
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (root / "docs/index.md").write_text("# Meridian Daily\n", encoding="utf-8")
    for day in days(count):
        path = path_of(root, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_lines(day)), encoding="utf-8")


def path_of(root: Path, day: Day) -> Path:
    """The file of a briefing."""
    return root / f"docs/{day.date:%Y/%m/%d}.md"


def _lines(day: Day) -> Iterator[str]:
    yield f"# {day.date:%A, %B} {day.date.day}, {day.date.year}\n"
    yield f"![Squares of several colours](../../photos/{day.picture}.png)\n"
    yield f"*{day.caption}*\n"
    for story in day.stories:
        yield from _story(story)


def _story(story: Story) -> Iterator[str]:
    yield f"## {words.SECTIONS[story.section]}: {story.headline}\n"
    for paragraph in story.paragraphs:
        if paragraph.heading:
            yield f"### {paragraph.heading}\n"
        yield f"{_spelled(paragraph)}\n"
    if story.correction:
        yield f"Correction: {story.correction}\n"


def _spelled(paragraph: Paragraph) -> str:
    return "> " * paragraph.quoted + "".join(_part(part) for part in paragraph.parts)


def _part(part: Part) -> str:
    match part:
        case Plain(text):
            return text
        case Emphasis(text, strong):
            return f"**{text}**" if strong else f"*{text}*"
        case Outward(text, address):
            return f"[{text}]({address})"
        case Named(number):
            return (added_entity() if number < 0 else entities()[number]).name
        case Cited(source, pinpoint):
            behind = f", {pinpoint}" if pinpoint else ""
            return f"({source_name(source)}{behind})"
