"""What `init` and `new` begin: a site, a briefing."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateline import standing
from dateline.cli.project import project_of
from dateline.cli.saying import note, plural, reason, say, shown, stop, warn
from dateline.model.desk import Called
from dateline.scaffold import (
    MODELINE,
    SCHEMAS,
    NewSite,
    Opening,
    briefing_file,
    create,
    place,
    site_files,
    taken,
)

if TYPE_CHECKING:
    from dateline.model.settings import Settings
    from dateline.session.desk import Desk

CLAIMS = 20
"""How many open claims a new briefing offers at most: the newest."""
NOON = 12
"""When an edition of another day than today is supposed to stand."""


def begin_site(folder: Path, name: str | None, timezone: str, language: str) -> None:
    """Make a new site."""
    site = NewSite(
        name=" ".join((name or title_of(folder)).split()),
        day=standing.now().astimezone(ZoneInfo(timezone)).date(),
        timezone=timezone,
        language=language,
        schemas=schemas(),
    )
    files = site_files(site)
    if other := taken(folder, files):
        stop(2, f"{folder / other} is there already: a new site needs a folder of its own.")
    try:
        create(folder, files)
    except OSError as error:
        stop(1, f"Not finished: {reason(error, folder)}")
    say(begun(site, folder))


def title_of(folder: Path) -> str:
    """A site's name from its folder's."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "Daily"


def schemas() -> Mapping[str, str]:
    """The schemas that editors check files by, by file name."""
    from dateline.authoring import KINDS, json_schema

    return {
        f"{kind}.schema.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS
    }


def begun(site: NewSite, folder: Path) -> str:
    """What was made, and what to type next."""
    there = folder.resolve() == Path.cwd()
    return "\n".join((
        f"{site.name} is there: {shown(folder.resolve())}",
        f"  {site.first}: the first briefing, to be changed",
        "  briefings/: sections, threads, sources, entities, and a page about the site",
        "  mkdocs.yml: the settings; and what GitHub, GitLab and VS Code need",
        f"Next:  {'' if there else f'cd {folder} && '}dateline build",
    ))  # fmt: skip


def begin_briefing(config_file: Path, day: date | int, edition: str, lang: str) -> None:
    """Make a new briefing: of a day, or of one counted from today."""
    settings = project_of(config_file).settings
    if lang == settings.language:
        stop(2, f"`{lang}` is the site's own language: leave --lang out.")
    today = settings.now.astimezone(ZoneInfo(settings.timezone)).date()
    day = today + timedelta(days=day) if isinstance(day, int) else day
    called = Called(day, edition, lang)
    with desk_of(settings) as desk:
        begin(called, desk, settings)


@contextmanager
def desk_of(settings: "Settings") -> Iterator["Desk"]:
    """What the authors have before them, and the memory that it asks."""
    from dateline.session import memory_of
    from dateline.session.desk import desk_of

    with memory_of(settings, remember=True) as memory:
        yield desk_of(settings, memory)


def begin(called: Called, desk: "Desk", settings: "Settings") -> None:
    """Write the new briefing, unless it is there."""
    if called in desk.files:
        other = "" if called.edition else " For another of that day:  --edition evening"
        there = shown(settings.docs_dir / desk.files[called])
        stop(2, f"{there} is there already: nothing was written.{other}")
    path = place(called, desk.files)
    opening = opening_of(called, path, desk, settings)
    write_new(settings, path, briefing_file(opening))
    offered = {"thread": len(opening.threads), "open claim": len(opening.claims)}
    if words := " and ".join(plural(count, word) for word, count in offered.items() if count):
        note(f"Ready in it, as comments: {words}.")
    for untimed in desk.untimed(called):
        there = shown(settings.docs_dir / untimed)
        warn(f"{there} needs `as_of` now: it orders the editions of a day.")


def opening_of(called: Called, path: str, desk: "Desk", settings: "Settings") -> Opening:
    """What the new briefing begins with."""
    original = called._replace(lang="")
    translates = bool(called.lang) and original in desk.files
    begun = desk.as_of(original) if translates else None
    moment = begun or moment_of(called.date, settings)
    timed = begun or called.edition or desk.beside(called)
    opening = Opening(
        day=called.date,
        sections=desk.sections(called.lang),
        registered=desk.registered,
        as_of=clock(moment, called.date, settings) if timed else "",
        modeline=modeline_of(path, settings),
    )
    if not translates:
        claims = tuple(islice(desk.claims(called.date, moment), CLAIMS + 1))
        if len(claims) > CLAIMS:
            note(f"There are older open claims than the {CLAIMS} in it: the site lists them all.")
        threads = desk.threads(called.date, moment)
        return opening._replace(threads=threads, claims=claims[:CLAIMS])
    told = desk.entries(original, called.lang)
    if not told:
        there = shown(settings.docs_dir / desk.files[original])
        stop(1, f"{there} has mistakes: mend them before you translate it.")
    return opening._replace(original=desk.files[original], told=told)


def moment_of(day: date, settings: "Settings") -> datetime:
    """Now, if the briefing is today's; else the noon of its day."""
    zone = ZoneInfo(settings.timezone)
    now = settings.now.astimezone(zone)
    if day == now.date():
        return now.replace(second=0, microsecond=0)
    return datetime(day.year, day.month, day.day, NOON, tzinfo=zone)


def clock(moment: datetime, day: date, settings: "Settings") -> str:
    """A time as an author of a day writes it: with its date if that is another, and with its
    offset in an hour that comes twice."""
    local = moment.astimezone(ZoneInfo(settings.timezone))
    date_ = "" if local.date() == day else f"{local:%Y-%m-%d} "
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return date_ + (local.isoformat(timespec="minutes")[11:] if twice else f"{local:%H:%M}")


def modeline_of(path: str, settings: "Settings") -> str:
    """The line that tells editors the schema; none if the site has no schema."""
    schema = settings.config_file.parent / SCHEMAS / "briefing.schema.json"
    if not schema.is_file():
        return ""
    beside = (settings.docs_dir / path).parent
    return MODELINE.format(Path(os.path.relpath(schema, beside)).as_posix())


def write_new(settings: "Settings", path: str, text: str) -> None:
    """Write a new file among the authors', and say where it is."""
    file = settings.docs_dir / path
    if not file.parent.resolve().is_relative_to(settings.docs_dir):
        stop(2, f"{shown(file.parent)} leads out of the folder of briefings: nothing was written.")
    try:
        create(settings.docs_dir, {path: text})
    except FileExistsError as error:
        stop(2, f"{shown(Path(error.filename))} is there already: nothing was written.")
    except OSError as error:
        stop(1, f"Not written: {reason(error, file)}")
    say(shown(file))
