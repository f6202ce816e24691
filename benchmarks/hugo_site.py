"""The same archive as a site of Hugo, with the same pages.

Two ways to keep it, each the quickest for what is to be built. Without pages for entries a
briefing is one Markdown file, its stories told in the front matter and their texts divided by
rules. With them a briefing is a folder and each story a file. Names and citations are written as
links, which an author would have to do by hand. A stream's years are terms of its taxonomy.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import words
from benchmarks.archive import (
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
from benchmarks.dateline_site import section_id, source_name, thread_title
from benchmarks.pictures import put_pictures

LAYOUTS = Path(__file__).parent / "hugo"
ASSETS = Path(__file__).parents[1] / "templates/assets"
EDITED = Path("layouts/_partials/briefing.html")  # the counterpart of pages/briefing.html
STREAMS = ("sections", "threads", *(kind for kind, _ in KINDS), "sources")
LISTS = {"claims": "Claims", "corrections": "Corrections"}


def write(root: Path, count: int, entry_pages: bool) -> None:
    """A whole site into a folder that is not there yet."""
    shutil.copytree(LAYOUTS / "layouts", root / "layouts")
    way = "with-entry-pages" if entry_pages else "without-entry-pages"
    shutil.copytree(LAYOUTS / way, root / "layouts", dirs_exist_ok=True)
    shutil.copyfile(LAYOUTS / "hugo.yaml", root / "hugo.yaml")
    shutil.copytree(ASSETS, root / "static/assets")
    put_pictures(root / "static/photos")
    for name, title in LISTS.items():
        _put(root / f"content/{name}/_index.md", {"title": title, "layout": name})
    for kind in STREAMS:
        _put(root / f"content/{kind}/_index.md", {"title": kind.capitalize()})
    for number, name in enumerate(words.SECTIONS):
        _put_stream(root, "sections", section_id(name), name, weight=number + 1)
    for number in range(THREADS):
        _put_stream(root, "threads", f"t{number}", thread_title(number))
    for number in range(SOURCES):
        _put_stream(root, "sources", f"s{number}", source_name(number))
    for entity in entities():
        write_entity(root, entity)
    for day in days(count):
        write_day(root, day, entry_pages)


def write_entity(root: Path, entity: Entity) -> None:
    _put_stream(root, entity.kind, entity.id, entity.name)


def write_day(root: Path, day: Day, entry_pages: bool, told_of: bool = False) -> None:
    """A briefing, and its month and year where it is their first. `told_of`: the added entity is
    registered, so its name is a link."""
    for name in _lists(day):
        page, number = root / f"content/{name}/{day.date.year}.md", f"{day.date.year}"
        if not page.exists():
            _put(page, {"title": f"{LISTS[name]}, {number}", "year": number, "layout": name})
    year = root / f"content/{day.date.year}"
    month = year / f"{day.date:%m}"
    if not month.exists():
        _put(year / "_index.md", {"title": f"{day.date.year}", "layout": "year"})
        _put(month / "_index.md", {"title": f"{day.date:%B %Y}", "layout": "month"})
    title = f"Meridian Daily, {day.date:%A, %B} {day.date.day}, {day.date.year}"
    head: dict[str, Any] = {"title": title, "date": f"{day.date}", "photo": _photo(day)}
    if entry_pages:
        _put(month / f"{day.date:%d}/_index.md", head | {"layout": "briefing"})
        for story in day.stories:
            told = _told(day, story, told_of)
            terms = _terms(day, [told])
            path = month / f"{day.date:%d}/{told['id']}.md"
            place = {"date": head["date"], "place": story.section}
            _put(path, {**place, **told, **terms}, _text(story, told_of))
        return
    stories = [_told(day, story, told_of) for story in day.stories]
    text = "\n***\n\n".join(_text(story, told_of) for story in day.stories)
    _put(path_of(root, day), head | {"stories": stories} | _terms(day, stories), text)


def path_of(root: Path, day: Day) -> Path:
    """The file of a briefing, where it is one."""
    return root / f"content/{day.date:%Y/%m/%d}.md"


def _lists(day: Day) -> Iterator[str]:
    """The lists with pages by year that a day's stories are on."""
    if any(story.status == "claimed" for story in day.stories):
        yield "claims"
    if any(story.correction for story in day.stories):
        yield "corrections"


def _put(path: Path, head: dict[str, Any], text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(head, ensure_ascii=False)}\n\n{text}", encoding="utf-8")


def _put_stream(root: Path, kind: str, name: str, title: str, weight: int = 0) -> None:
    head: dict[str, Any] = {"title": title} | ({"weight": weight} if weight else {})
    _put(root / f"content/{kind}/{name}/_index.md", head)


def _photo(day: Day) -> dict[str, Any]:
    alt = "Squares of several colours"
    return {"file": f"/photos/{day.picture}.png", "alt": alt, "caption": day.caption}


def _told(day: Day, story: Story, told_of: bool) -> dict[str, Any]:
    """What lists and neighbours say of a story. Its own terms have no years yet."""
    first = next(part.text for part in story.paragraphs[0].parts if isinstance(part, Plain))
    named = [_entity(number) for number in story.entities() if number >= 0 or told_of]
    told: dict[str, Any] = {
        "id": section_id(words.SECTIONS[story.section]),
        "title": story.headline,
        "lead": first.partition(". ")[0].rstrip(".") + ".",
        "in": [f"threads/t{number}" for number in story.threads],
        "names": [f"{entity.kind}/{entity.id}" for entity in named],
        "cites": [{"source": f"s{one.source}", "at": one.pinpoint} for one in _cited(story)],
    }
    if story.status:
        told["status"] = story.status
    if story.settles:
        told["settles"] = [
            {
                "key": f"{dated(one.day)}#{section_id(words.SECTIONS[one.story])}",
                "status": one.status,
            }
            for one in story.settles
        ]
    if story.correction:
        told["correction"] = story.correction
    return told


def _cited(story: Story) -> Iterator[Cited]:
    parts = (part for paragraph in story.paragraphs for part in paragraph.parts)
    return (part for part in parts if isinstance(part, Cited))


def _terms(day: Day, stories: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The taxonomies' terms: of every stream the year. They lie within the stream's own term, as
    folders do, so that Hugo counts the story there too."""
    terms: dict[str, dict[str, None]] = {}
    for told in stories:
        streams = [f"sections/{told['id']}", *told["in"], *told["names"]]
        for stream in [*streams, *(f"sources/{cite['source']}" for cite in told["cites"])]:
            kind, _, name = stream.partition("/")
            terms.setdefault(kind, {})[f"{name}/{day.date.year}"] = None
    return {kind: list(names) for kind, names in terms.items()}


def _text(story: Story, told_of: bool) -> str:
    lines = (line for paragraph in story.paragraphs for line in _lines(paragraph, told_of))
    return "\n".join(f"{line}\n" for line in lines)


def _lines(paragraph: Paragraph, told_of: bool) -> Iterator[str]:
    if paragraph.heading:
        yield f"### {paragraph.heading}"
    spelled = "".join(_part(part, told_of) for part in paragraph.parts)
    yield "> " * paragraph.quoted + spelled


def _part(part: Part, told_of: bool) -> str:
    match part:
        case Plain(text):
            return text
        case Emphasis(text, strong):
            return f"**{text}**" if strong else f"*{text}*"
        case Outward(text, address):
            return f"[{text}]({address})"
        case Named(number):
            entity = _entity(number)
            linked = number >= 0 or told_of
            return f"[{entity.name}](/{entity.kind}/{entity.id}/)" if linked else entity.name
        case Cited(source, pinpoint):
            behind = f", {pinpoint}" if pinpoint else ""
            return f"\\[[{source_name(source)}](/sources/s{source}/){behind}\\]"


def _entity(number: int) -> Entity:
    return added_entity() if number < 0 else entities()[number]
