"""Histories of a small site in which nothing happens that an id of a feed may not outlive.

In: a seed. Out: after every step, what the site's feeds call each of its things. Ids that authors
give stay, bare texts are only added behind those that are there, threads are renamed, and the site
moves but keeps the domain of its feeds; all else changes at will. A story is known by its headline,
whose number is no other's.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from conftest import write_site
from dateline.model.feeds import BriefingContent, CorrectionContent, EntryContent, FeedView
from dateline.model.prose import Prose
from test_plan import prepared

SECTIONS = ("us", "uk", "sea")
MOMENTS = ("2016-06-15", "2016-06-16 09:30")
STATUSES = ("", "claimed", "disputed", "denied", "confirmed")
Named = tuple[object, ...]
"""What an id is of: a story, a briefing, a correction, a settlement, a stream."""


class Site:
    """A site as its authors have it by now."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 10
        self.url = "https://one.example/"
        self.zone = "UTC"
        self.names = {"us": "US", "uk": "UK", "sea": "At sea"}
        self.threads: dict[str, list[str]] = {"war": [], "flood": []}
        """Threads by the ids that they have, with those that they had."""
        self.titles = {"war": 1, "flood": 2}
        self.days: dict[str, list[dict[str, Any]]] = {}
        """Entries by briefing (`2016-05-02-evening`), those of one section in order."""
        self.add_briefing()

    def step(self) -> None:
        """Let something happen."""
        steps = (self.add_briefing, self.add_entry, self.edit, self.rename, self.move, self.amend)
        for _ in range(self.random.randint(3, 9)):
            self.random.choice(steps)()

    def add_briefing(self) -> None:
        """A new briefing, on a day before or after the others, or another edition of one."""
        day = date(2016, 5, 1) + timedelta(self.random.randint(0, 40))
        name = f"{day}{self.random.choice(('', '', '-evening', '-noon'))}"
        if name not in self.days:
            self.days[name] = []
            self.add_entry(name)

    def add_entry(self, name: str = "") -> None:
        """An entry behind the others: a bare text, or one with an id of its own."""
        self.count += 1
        entry: dict[str, Any] = {"number": self.count, "section": self.random.choice(SECTIONS)}
        if self.random.random() < 0.5:
            entry["id"] = f"s{self.count}"
            entry["thread"] = self.random.choice(("", *self.threads))
            entry["status"] = self.random.choice(STATUSES)
        self.days[name or self.random.choice([*self.days])].append(entry)

    def edit(self) -> None:
        """Other words, another status, another thread; a claim is settled."""
        name, entry = self.any_entry()
        entry["words"] = self.random.choice(("Otherwise.", "At last.", ""))
        if "id" in entry:
            entry["status"] = self.random.choice(STATUSES)
            entry["thread"] = self.random.choice(("", *self.threads))
            before = [
                f"{day}#{each['id']}"
                for day, entries in self.days.items()
                for each in entries
                if day[:10] < name[:10] and "id" in each
            ]
            if before and entry["status"] in ("denied", "confirmed"):
                entry["resolves"] = self.random.choice(before)

    def amend(self) -> None:
        """A correction behind the others: made with them, or later."""
        _, entry = self.any_entry()
        if "id" in entry:
            self.count += 1
            mends = entry.setdefault("mends", [("2016-06-15", self.count)])
            self.count += 1
            mends.append((max(mends[-1][0], self.random.choice(MOMENTS)), self.count))

    def rename(self) -> None:
        """A section or a thread is called otherwise; a thread has another id."""
        self.count += 1
        self.names[self.random.choice(SECTIONS)] = f"Name {self.count}"
        old = self.random.choice([*self.threads])
        new = f"t{self.count}"
        self.titles[new] = self.count
        self.threads = {
            (new if id_ == old else id_): ([*before, old] if id_ == old else before)
            for id_, before in self.threads.items()
        }
        for entries in self.days.values():
            for entry in entries:
                if entry.get("thread") == old:
                    entry["thread"] = new

    def move(self) -> None:
        """The site is elsewhere, or under a path."""
        self.url = self.random.choice(("https://two.example/", "https://one.example/news/"))

    def any_entry(self) -> tuple[str, dict[str, Any]]:
        """One of the entries, and its briefing."""
        name = self.random.choice([*self.days])
        return name, self.random.choice(self.days[name])

    @property
    def files(self) -> dict[str, str]:
        """The site as files."""
        outputs = "{cards: false, search: false, data: false, markdown: false, email: false}"
        lines = (
            f"{id_}: {{title: About {self.titles[id_]}{moved(was)}}}\n"
            for id_, was in self.threads.items()
        )
        return {
            "mkdocs.yml": f"site_name: Ids\nsite_url: {self.url}\ndocs_dir: briefings\n"
            "theme: dateline\nplugins: [dateline: {feed_domain: one.example, feed_items: 500,"
            f" outputs: {outputs}}}]\n",
            "briefings/sections.yaml": "".join(f"{k}: {v}\n" for k, v in self.names.items()),
            "briefings/threads.yaml": "".join(lines),
            **{f"briefings/{name}.yaml": self.briefing(name) for name in self.days},
        }

    def briefing(self, name: str) -> str:
        """A briefing as a file."""
        hour = {"": "06", "-noon": "12", "-evening": "18"}[name[10:]]
        lines = [f"as_of: {name[:10]} {hour}:00", "entries:"]
        for section in SECTIONS:
            found = [entry for entry in self.days[name] if entry["section"] == section]
            lines += [f"  {section}:", *map(self.entry, found)] if found else []
        return "\n".join((*lines, ""))

    def entry(self, entry: dict[str, Any]) -> str:
        """An entry in it."""
        words = f"# Story {entry['number']}\n\nSome text. {entry.get('words', '')}".rstrip()
        if "id" not in entry:
            return "    - |\n" + indented(words, 6)
        given = [f"    - id: {entry['id']}", "      text: |", indented(words, 8)]
        for field in ("status", "thread", "resolves"):
            if entry.get(field) and (field != "resolves" or entry["status"] in FINAL):
                given.append(f"      {field}: {entry[field]}")
        if entry.get("mends"):
            given.append("      corrections:")
            given += [f"        - {at}: Mend {number}." for at, number in entry["mends"]]
        return "\n".join(given)


FINAL = ("denied", "confirmed")


def moved(was: list[str]) -> str:
    """The ids that a thread had, as the register has them."""
    return f", moved: [{', '.join(was)}]" if was else ""


def indented(words: str, by: int) -> str:
    """Lines further in; empty ones stay so."""
    return "\n".join(" " * by + line if line else "" for line in words.split("\n"))


def named(folder: Path, site: Site) -> Iterator[tuple[Named, str]]:
    """What the feeds of a site call what is in them, and themselves."""
    found = prepared(write_site(folder, site.files))
    for page in found.plan.pages:
        if isinstance(page.view, FeedView) and page.address == page.view.address:
            first = [was[0] if was else id_ for id_, was in site.threads.items()]
            stream = page.view.of.address
            for id_, name in zip(site.threads, first, strict=True):
                stream = stream.replace(f"/threads/{id_}/", f"/threads/{name}/")
            yield ("feed", stream), page.view.id
            for item in page.view.items:
                yield what(item.content, item.address, found.texts), item.id


def what(content: object, address: str, texts: Any) -> Named:
    """What an item is about, told by nothing that its id is made of, a briefing's day apart."""
    if isinstance(content, BriefingContent):
        return "briefing", address
    if isinstance(content, CorrectionContent):
        return "correction", words_of(content.correction.note, texts)
    assert isinstance(content, EntryContent)
    if content.settles:
        return "settled", content.settles.line.headline, content.entry.headline
    return "story", content.entry.headline


def words_of(prose: Prose, texts: Any) -> str:
    """What a text says."""
    return str(texts[prose.path][prose.digest])


def check(seed: int, folder: Path, steps: int = 5) -> int:
    """Play a history; that no id is another's, and none changes. Returns how many ids it saw."""
    site = Site(seed)
    by_thing: dict[Named, str] = {}
    by_id: dict[str, Named] = {}
    for number in range(steps):
        if number:
            site.step()
        for thing, id_ in named(folder / str(number), site):
            assert by_thing.setdefault(thing, id_) == id_, (seed, number, thing)
            assert by_id.setdefault(id_, thing) == thing, (seed, number, id_)
    return len(by_id)
