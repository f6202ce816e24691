"""The archive as a site of Dateline: one YAML file a briefing, registers, pictures, mkdocs.yml."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import words
from benchmarks.archive import (
    ENTITIES,
    KINDS,
    SOURCES,
    THREADS,
    Cited,
    Day,
    Emphasis,
    Entity,
    Named,
    Outward,
    Paragraph,
    Part,
    Plain,
    Story,
    added_entity,
    dated,
    days,
    entities,
)
from benchmarks.pictures import put_pictures

TEMPLATES = Path(__file__).parents[1] / "templates"
EDITED = Path("templates/pages/briefing.html")  # the template that an author has of their own
SETTINGS = """\
site_name: Meridian Daily
site_url: https://meridian.example/
docs_dir: briefings
theme: dateline
plugins:
  - dateline:
      checks:
        claim/unresolved: false    # the archive's unsettled claims are as old as it is
"""


def settings(off: Iterable[str] = ()) -> str:
    """mkdocs.yml with these kinds of output switched off."""
    lines = "".join(f"        {kind}: false\n" for kind in off)
    return SETTINGS + (f"      outputs:\n{lines}" if lines else "")


def write(root: Path, count: int, off: Iterable[str] = ()) -> None:
    """A whole site into a folder that is not there yet."""
    briefings = root / "briefings"
    briefings.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(settings(off), encoding="utf-8")
    (root / EDITED).parent.mkdir(parents=True)
    shutil.copyfile(TEMPLATES / "pages/briefing.html", root / EDITED)
    put_pictures(briefings / "photos")
    _register(briefings, "sections", ((section_id(s), s) for s in words.SECTIONS))
    _register(briefings, "threads", ((f"t{n}", thread_title(n)) for n in range(THREADS)))
    _register(briefings, "sources", ((f"s{n}", source_name(n)) for n in range(SOURCES)))
    write_entities(root, entities())
    for day in days(count):
        write_day(root, day)


def write_day(root: Path, day: Day) -> None:
    path = path_of(root, day)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(_briefing(day)), encoding="utf-8")


def path_of(root: Path, day: Day) -> Path:
    """The file of a briefing."""
    return root / f"briefings/{day.date.year}/{day.date}.yaml"


def write_entities(root: Path, registered: Iterable[Entity]) -> None:
    by_kind: dict[str, list[Entity]] = {kind: [] for kind, _ in KINDS}
    for entity in registered:
        by_kind[entity.kind].append(entity)
    text = "".join(
        f"{kind}:\n" + "".join(f"  {each.id}: {each.name}\n" for each in group)
        for kind, group in by_kind.items()
    )
    (root / "briefings/entities.yaml").write_text(text, encoding="utf-8")


def section_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def thread_title(number: int) -> str:
    return f"The dispute about {words.coined(ENTITIES + number)}"


def source_name(number: int) -> str:
    return f"{words.coined(ENTITIES + THREADS + number)} News Agency"


def _register(briefings: Path, name: str, rows: Iterable[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in rows)
    (briefings / f"{name}.yaml").write_text(text, encoding="utf-8")


def _briefing(day: Day) -> Iterator[str]:
    yield f"photo:\n  file: /photos/{day.picture}.png\n"
    yield f"  alt: Squares of several colours\n  caption: {day.caption}\n"
    yield "entries:\n"
    for story in day.stories:
        yield f"  {words.SECTIONS[story.section]}:\n"
        yield f"    thread: [{', '.join(f't{thread}' for thread in story.threads)}]\n"
        if story.status:
            yield f"    status: {story.status}\n"
        if story.settles:
            yield "    resolves:\n"
            for one in story.settles:
                section = section_id(words.SECTIONS[one.story])
                yield f"      - {dated(one.day)}#{section}: {one.status}\n"
        yield "    text: |\n"
        yield f"      # {story.headline}\n"
        yield from (f"\n      {line}\n" for line in _lines(story))
        if story.correction:
            yield f"    corrections:\n      - {day.date}: {story.correction}\n"


def _lines(story: Story) -> Iterator[str]:
    for paragraph in story.paragraphs:
        if paragraph.heading:
            yield f"### {paragraph.heading}"
        yield _spelled(paragraph)


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
            return f"[@s{source}, {pinpoint}]" if pinpoint else f"[@s{source}]"
