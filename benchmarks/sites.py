"""The sites that are measured: how each is made, built, served, and changed as by authors."""

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path
from typing import Protocol

from benchmarks import archive, dateline_site, hugo_site, mkdocs_site
from benchmarks.archive import Day, Paragraph, Plain, Story

BEFORE, AFTER = '<section class="points"', '<section class="points edited"'


class Built(Protocol):
    """A site in a folder of its own, and the command that builds it there."""

    name: str
    root: Path
    count: int
    command: tuple[str, ...]

    def make(self) -> None:
        """Write all of it into its folder, which is emptied first."""


class Served(Built, Protocol):
    """One whose tool has a server for authors."""

    def serving(self, port: int) -> tuple[str, ...]:
        """The command that serves it at this port of 127.0.0.1."""

    def path_of(self, day: Day) -> Path:
        """The file of a briefing; its page is `/2024/11/13/` everywhere."""


class Site(Built, Protocol):
    """One that is changed in every way."""

    output: Path

    def write_day(self, day: Day) -> None: ...

    def edit_template(self) -> None: ...

    def add_entity(self) -> None: ...


class DatelineSite:
    name = "Dateline"

    def __init__(self, root: Path, count: int, off: Iterable[str]) -> None:
        self.root, self.count, self._off = root, count, tuple(off)
        self.output = root / "site"
        self.command: tuple[str, ...] = (dateline(), "build")

    def make(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        dateline_site.write(self.root, self.count, self._off)

    def serving(self, port: int) -> tuple[str, ...]:
        return (dateline(), "serve", "--port", str(port))

    def path_of(self, day: Day) -> Path:
        return dateline_site.path_of(self.root, day)

    def write_day(self, day: Day) -> None:
        dateline_site.write_day(self.root, day)

    def edit_template(self) -> None:
        _edit(self.root / dateline_site.EDITED)

    def add_entity(self) -> None:
        """A line in the register: the names in the briefings are found."""
        registered = [*archive.entities(), archive.added_entity()]
        dateline_site.write_entities(self.root, registered)


class HugoSite:
    name = "Hugo"

    def __init__(self, root: Path, count: int, entry_pages: bool) -> None:
        self.root, self.count, self._entry_pages = root, count, entry_pages
        self.output = root / "public"
        self.command: tuple[str, ...] = (hugo(), "build", "--quiet")

    def make(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        hugo_site.write(self.root, self.count, self._entry_pages)

    def serving(self, port: int) -> tuple[str, ...]:
        return (hugo(), "server", "--port", str(port))

    def path_of(self, day: Day) -> Path:
        return hugo_site.path_of(self.root, day)

    def write_day(self, day: Day) -> None:
        hugo_site.write_day(self.root, day, self._entry_pages)

    def edit_template(self) -> None:
        _edit(self.root / hugo_site.EDITED)

    def add_entity(self) -> None:
        """Its page, and its name linked in the briefings by hand."""
        hugo_site.write_entity(self.root, archive.added_entity())
        for number in archive.TOLD_ON:
            if number < self.count:
                day = archive.day(number, self.count)
                hugo_site.write_day(self.root, day, self._entry_pages, told_of=True)


class MkDocsSite:
    name = "MkDocs"

    def __init__(self, root: Path, count: int) -> None:
        self.root, self.count = root, count
        self.command: tuple[str, ...] = (mkdocs(), "build", "--quiet")

    def make(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        mkdocs_site.write(self.root, self.count)

    def serving(self, port: int) -> tuple[str, ...]:
        return (mkdocs(), "serve", "--no-strict", "-a", f"127.0.0.1:{port}")

    def path_of(self, day: Day) -> Path:
        return mkdocs_site.path_of(self.root, day)


def dateline() -> str:
    """The command as users have it, of the Python that runs this."""
    return str(Path(sys.executable).with_name("dateline"))


def mkdocs() -> str:
    """The command, of the same Python."""
    return str(Path(sys.executable).with_name("mkdocs"))


def hugo() -> str:
    """Hugo itself: the command of its package is Python that starts it."""
    folder = Path(str(distribution("hugo").locate_file("hugo/binaries")))
    return str(next(path for path in sorted(folder.iterdir()) if path.name.startswith("hugo")))


def edited_day(count: int) -> Day:
    """The briefing that is edited: in the middle of the newest month."""
    return archive.day(min(15, count // 2), count)


def edited_text(story: Story) -> str:
    """Sentences of its last paragraph, as they stand in the file of any tool."""
    first = story.paragraphs[-1].parts[0]
    assert isinstance(first, Plain)
    return first.text


def _nothing(site: Site) -> None:
    pass


def _edit_briefing(site: Site) -> None:
    """One word, in the last paragraph of a story."""
    day = edited_day(site.count)
    site.write_day(replace(day, stories=(*day.stories[:-1], _reworded(day.stories[-1]))))


def _add_briefing(site: Site) -> None:
    site.write_day(archive.day(-1, site.count))


def _edit_template(site: Site) -> None:
    site.edit_template()


def _add_entity(site: Site) -> None:
    site.add_entity()


# What is done before each build, in this order, on a site that was new at the first.
STEPS: dict[str, Callable[[Site], None]] = {
    "cold build": _nothing,
    "nothing changed": _nothing,
    "one briefing edited": _edit_briefing,
    "one briefing added": _add_briefing,
    "a template edited": _edit_template,
    "an entity added": _add_entity,
}


def _reworded(story: Story) -> Story:
    *others, last = story.paragraphs
    begun, _, rest = edited_text(story).rpartition(" ")
    parts = (Plain(f"{begun} otherwise {rest}"), *last.parts[1:])
    return replace(story, paragraphs=(*others, Paragraph(parts)))


def _edit(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert BEFORE in text, f"{template} has changed: nothing to edit in it"
    template.write_text(text.replace(BEFORE, AFTER), encoding="utf-8")
