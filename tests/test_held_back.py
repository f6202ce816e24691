"""What is not for readers is in no byte of anything that is published: notes (`internal`),
comments, drafts, what is under an embargo. Every place where an author may write such has a word of
its own, which is looked for in all that a build writes, whatever is packed taken apart."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from conftest import build_site, settings_for, tree, write_site
from dateline.exporting import Period, export, shaping
from dateline.session import memory_of
from photographs import saved, scene
from unpacking import unpacked

SECRET = re.compile(rb"zqx[0-9a-z]+", re.IGNORECASE)
SHOWN = b"wvkpublished"
"""A word that is published: whatever has the texts of a briefing has it."""
NOTES = f"""\
# zqxcomment
internal: {{note: zqxbriefing, zqxkey: [zqxlist, "zqx\\u006cist2"]}}
summary:
  - ports: The berth is {SHOWN.decode()}
  - draft: The zqxpoint waits
  - later: The zqxpoint2 waits
entries:
  - section: Ports
    internal: |
      zqxblock and more
    status: claimed
    text: |
      # Berth four, {SHOWN.decode()}

      It is {SHOWN.decode()}, says Ines Varga [@radio]. <!-- {SHOWN.decode()} -->
    updates:
      - time: 12:00
        text: It opened, {SHOWN.decode()}.
        internal: zqxupdate
    photo: {{file: berth.png, alt: A berth}}
  - section: Ports
    id: draft
    draft: true
    headline: zqxheadline of a draft
    label: zqxlabel
    thread: zqxthread
    by: zqxauthor
    resolves: {{2016-05-01#ports: denied}}
    text: |
      Not yet zqxtext, says Ines Varga [@Mr zqxsource, zqxpinpoint](https://zqxhost.example/).
      [A list](zqxfile.csv).
    accounts:
      - Mr zqxspeaker: That is zqxaccount.
    figures:
      - zqxwhat: 11 [@Mr zqxgiver]
    updates:
      - time: 13:00
        text: Then zqxsaid.
    corrections:
      - 2016-05-03: It was zqxmend.
    photo: {{file: zqxphoto.png, alt: zqxalt, caption: zqxcaption, credit: zqxcredit}}
  - section: zqxsection
    id: later
    embargo: 2016-07-01 06:00
    kind: analysis
    text: |
      # Later zqxembargoed

      ![zqxpicture](zqxplaced.png) It is zqxlater.
"""
DRAFT = """\
draft: true
title: zqxtitle
by: zqxeditor
intro: The zqxintro.
photo: {file: zqxlead.png, alt: zqxleadalt}
entries:
  - {section: Ports, text: All of it is zqxdraft.}
"""
EMBARGOED = DRAFT.replace("draft: true", "embargo: 2016-07-01 06:00").replace("zqx", "zqxe")
CLAIM = f"entries:\n  - {{section: Ports, status: claimed, text: It is {SHOWN.decode()} shut.}}\n"
TRANSLATED = "entries:\n  - {section: Ports, id: draft, text: zqxtranslated}\n"
REGISTERS = {
    "briefings/sources.yaml": "# zqxregister\nradio: Radio North\n",
    "briefings/entities.yaml": "people:\n  varga: Ines Varga\n",
}
TEXTS = {
    "mkdocs.yml": "site_name: Test Daily\nsite_url: https://test.example/\ndocs_dir: briefings\n"
    "theme: dateline\nplugins: [dateline]\n",
    **REGISTERS,
    "briefings/2016-05-01.yaml": CLAIM,
    "briefings/2016-05-02.yaml": NOTES,
    "briefings/2016-05-02.ar.yaml": TRANSLATED,
    "briefings/2016-05-03.yaml": DRAFT,
    "briefings/2016-05-04.yaml": EMBARGOED,
}
PICTURES = ("berth", "zqxphoto", "zqxplaced", "zqxlead", "zqxelead")
WORDLESS = re.compile(
    r"assets/.*|.*\.(?:png|webp|svg)|404\.html|.*/(?:pagefind.*|wasm\..*)|\.dateline\.json|"
    r"robots\.txt"
)
"""Files that need say nothing of what a briefing says."""


def site(folder: Path) -> Path:
    """A site that has something of all that is not for readers."""
    write_site(folder, TEXTS)
    for name in PICTURES:
        (folder / f"briefings/{name}.png").write_bytes(saved(scene(660, 440), "PNG"))
    (folder / "briefings/zqxfile.csv").write_text("zqxcontent\n")
    return folder


def secrets(files: Mapping[str, bytes]) -> dict[str, set[bytes]]:
    """The words that are nobody's business, by the files that have them."""
    found = {
        path: {word for part in unpacked(data) for word in SECRET.findall(part)}
        | {*SECRET.findall(path.encode())}
        for path, data in files.items()
    }
    return {path: words for path, words in found.items() if words}


def silent(files: Mapping[str, bytes], paths: Iterable[str]) -> list[str]:
    """Those files in which the word that is published was not found."""
    return [path for path in paths if not any(SHOWN in part for part in unpacked(files[path]))]


def test_nothing_that_is_held_back_is_in_what_is_built(tmp_path: Path) -> None:
    build_site(site(tmp_path / "site"), tmp_path / "out")
    files = tree(tmp_path / "out")
    assert secrets(files) == {}
    of_day = [path for path in files if path.startswith("2016/05/02/") and not WORDLESS.match(path)]
    assert of_day and silent(files, of_day) == []  # it would have been seen


def test_nothing_that_is_held_back_is_in_what_mkdocs_builds(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--site-dir",
        str(tmp_path / "out"),
    ]
    subprocess.run(command, cwd=folder, check=True, timeout=300)
    assert secrets(tree(tmp_path / "out")) == {}


@pytest.mark.parametrize("form", ["epub", "eml", "txt", "md"])
def test_nothing_that_is_held_back_is_in_what_is_exported(form: str, tmp_path: Path) -> None:
    files = dict(exported(site(tmp_path / "site"), tmp_path / "out", form))
    assert secrets(files) == {}
    assert files and silent(files, files) == []


def exported(folder: Path, output: Path, form: str) -> Iterator[tuple[str, bytes]]:
    """All briefings in another shape."""
    settings = settings_for(folder, output)
    with memory_of(settings, remember=False) as memory:
        period = Period(date(2016, 5, 1), date(2016, 5, 31), "")
        yield from export(shaping(settings, memory, period), form)


def test_nothing_internal_is_in_what_is_remembered(tmp_path: Path) -> None:
    """Drafts are, as they are compiled: beside the file that has them, and never published."""
    build_site(site(tmp_path / "site"), tmp_path / "out", remember=True)
    files = {
        path: data
        for path, data in tree(tmp_path / "site/.dateline").items()
        if not path.endswith((".lock", ".gitignore"))
    }
    kept = secrets(files)
    notes = ("comment", "briefing", "key", "list", "list2", "block", "update", "register")
    assert not {f"zqx{word}".encode() for word in notes} & set().union(*kept.values(), {b""})
    assert {path for path in kept if "cache" not in path} == set()
    assert any(SHOWN in part for data in files.values() for part in unpacked(data))


def test_pictures_that_are_held_back_are_not_even_made(tmp_path: Path) -> None:
    """What is remembered of pictures is named by their bytes: by none of those."""
    made = []
    for width in (660, 700):
        folder = site(tmp_path / f"{width}")
        for name in PICTURES[1:]:
            (folder / f"briefings/{name}.png").write_bytes(saved(scene(width, 440), "PNG"))
        build_site(folder, tmp_path / f"out{width}", remember=True)
        made.append({path.name for path in (folder / ".dateline/pictures").iterdir()})
    assert made[0] == made[1] and len(made[0]) > 1
