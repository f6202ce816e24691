"""A tiny site in two states, and builds of it that meet a fault at one call to the system.

`strace` is the judge: it knows nothing of Dateline, counts the calls that a build makes, and at
the chosen one sends a signal or makes the call fail.
"""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder import Builder, well
from PIL import Image

from conftest import only, tree, write_site
from dateline.write import MANIFEST, NEXT

CHANGES = ("rename", "renameat", "renameat2", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir")
WRITES = ("write", "pwrite64", "sendfile", "copy_file_range")
OPENS = ("open", "openat")
REMEMBERED = "/.dateline/"

CONFIG = """\
site_name: Test Daily
site_url: https://test.example/
docs_dir: briefings
theme: dateline
plugins: PLUGINS
""".replace("PLUGINS", only().replace("{outputs: {", "{outputs: {entry_pages: false, "))
"""With pages, and nothing else but pictures: where Pagefind meets a fault the site is built without
what is searched; what is collected is joined by threads, whose calls come in any order."""
SECTIONS = "latest: {name: Latest}\n"
ENTRY = "entries:\n  - section: latest\n    id: %s\n    text: %s\n"
PICTURE = "    photo: {file: pictures/%s.png, alt: A bridge}\n"
BEFORE = {
    "mkdocs.yml": CONFIG,
    "briefings/sections.yaml": SECTIONS,
    "briefings/2016/2016-06-18.yaml": ENTRY % ("one", "A convoy left Aleppo."),
    "briefings/2016/2016-06-19.yaml": ENTRY % ("two", "A minister arrived in Damascus.")
    + PICTURE % "old",
}
AFTER = {
    "briefings/2016/2016-06-18.yaml": ENTRY % ("one", "A convoy left Aleppo, at noon.")
    + PICTURE % "new",
    "briefings/2016/2016-06-20.yaml": ENTRY % ("three", "The border is open again."),
}
"""One briefing is edited, one is new; that of the 19th goes, and its picture."""


class Point(NamedTuple):
    """A call to the system, by its name and how many of that name came before it."""

    call: str
    number: int


class Sites(NamedTuple):
    """The folder with the site's old state, built, and its files edited since; and what a clean
    build writes before and after."""

    edited: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


def sites(folder: Path, builder: Builder) -> Sites:
    """Both states of the site, and the point between them where the builds begin."""
    edited, fresh = folder / "edited", folder / "fresh"
    write_site(edited, BEFORE)
    picture(edited, "old")
    well(builder.build(edited))
    old = published(edited)
    shutil.copytree(edited / "briefings", folder / "old")
    edit(edited)
    shutil.copytree(edited / "briefings", folder / "new")
    shutil.copytree(edited, fresh, ignore=shutil.ignore_patterns("site", ".dateline"))
    well(builder.build(fresh))
    return Sites(edited, old, published(fresh))


def edit(folder: Path) -> None:
    """From the old state to the new one."""
    write_site(folder, {**AFTER, "mkdocs.yml": CONFIG})
    (folder / "briefings/2016/2016-06-19.yaml").unlink()
    (folder / "briefings/2016/pictures/old.png").unlink()
    picture(folder, "new")


def picture(folder: Path, name: str) -> None:
    """A picture that the briefings name."""
    file = folder / "briefings/2016/pictures" / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((80, 60), 50).save(file)


def published(folder: Path) -> dict[str, bytes]:
    """What is in the site's folder, but for what is only prepared."""
    return {p: data for p, data in tree(folder / "site").items() if not p.startswith(NEXT)}


def points(folder: Path, builder: Builder) -> list[Point]:
    """The calls with which a build of the folder changes something in it, in their order."""
    log = folder.with_suffix(".log")
    calls = ",".join(f"?{call}" for call in (*CHANGES, *WRITES, *OPENS))
    well(builder.build(folder, "-y", "-o", str(log), "-e", f"trace={calls}"))
    return list(those_of(folder, log.read_text(encoding="utf-8", errors="replace")))


def those_of(folder: Path, log: str) -> Iterator[Point]:
    """Of all calls in strace's log, those of the build's own thread that change the folder. Of
    those on what is remembered, a third: they are many, and not what a reader sees."""
    numbers: Counter[str] = Counter()
    remembered = 0
    first = log.split(maxsplit=1)[0]
    for thread, call, rest in re.findall(r"^(\d+) +(\w+)\((.*)$", log, re.MULTILINE):
        if thread != first:
            continue
        numbers[call] += 1
        if f"{folder}/" not in rest or (call in OPENS and "O_CREAT" not in rest):
            continue
        remembered += REMEMBERED in rest
        if REMEMBERED not in rest or remembered % 3 == 0:
            yield Point(call, numbers[call])


def dead_links(pages: dict[str, bytes]) -> set[tuple[str, str]]:
    """Links from page to page that lead nowhere: the page, and what it links to."""
    return {
        (path, target)
        for path, data in pages.items()
        if path.endswith(".html")
        for target in links(path, data)
        if target not in pages
    }


def links(path: str, page: bytes) -> Iterator[str]:
    """The output paths that a page leads to, as a web server serves them."""
    for address in re.findall(r'(?:href|src)="([^"]+)"', page.decode()):
        target = address.partition("#")[0].partition("?")[0]
        if target and not re.match(r"[a-z]+:|//", target):
            joined = target if target.startswith("/") else f"{os.path.dirname(path)}/{target}"
            whole = os.path.normpath("/" + joined).lstrip("/")
            yield f"{whole}/index.html".lstrip("/") if target.endswith(("/", "..", ".")) else whole


def listed(pages: dict[str, bytes]) -> set[str]:
    """What the manifest lists."""
    return {*json.loads(pages[MANIFEST])["files"]}
