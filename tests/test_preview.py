"""A preview shows what a build writes, of every site there is, and lives through every mistake."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import MKDOCS, PROJECT, TESTS, build_site, write_site
from dateline.plugin import load
from dateline.session import Loaded, Preview, check, memory_of
from histories.previewed import served
from previewing import files, sample, save

SITES = [PROJECT, *sorted(path.parent for path in (TESTS / "sites").glob("*/mkdocs.yml"))]
MISTAKES = sorted(path.parent for path in (TESTS / "mistakes").glob("*/problems.txt"))
GOOD = "entries:\n  - section: us\n    text: Rain on the coast [@sana].\n"


def preview_of(root: Path) -> Preview:
    """A site as it is."""

    def loaded() -> Loaded:
        site = load(root / "mkdocs.yml")
        return Loaded(site.settings, site.documents, frozenset({root / "mkdocs.yml"}))

    return Preview(loaded)


@pytest.mark.parametrize("source", SITES, ids=lambda path: path.name)
def test_every_file_of_a_build_is_shown(source: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(source / "briefings", root / "briefings")
    shutil.copyfile(source / "mkdocs.yml", root / "mkdocs.yml")
    if (source / "templates").is_dir() and source != PROJECT:
        shutil.copytree(source / "templates", root / "templates")
    build_site(root, tmp_path / "built")
    preview = preview_of(root)
    for path, content in files(tmp_path / "built").items():
        assert served(preview, path) == content, path
    assert not preview.told()["errors"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_no_mistake_ends_a_preview(mistake: Path, tmp_path: Path) -> None:
    """Begun with it, what there is is shown. Made while it runs, the site is as it was, or is shown
    with it if it is no error; taken back, all is as before."""
    config = mistake / "mkdocs.yml"
    files = {"mkdocs.yml": config.read_text(encoding="utf-8") if config.exists() else MKDOCS}
    root = write_site(tmp_path / "site", {**files, "briefings/2011/2011-01-01.yaml": GOOD})
    shutil.copytree(mistake / "briefings", root / "briefings", dirs_exist_ok=True)
    assert_all_is_shown(preview_of(root))
    shutil.rmtree(root / "briefings")
    write_site(root, {"briefings/2011/2011-01-01.yaml": GOOD})
    preview = preview_of(root)
    before = served(preview, "2011/01/01/index.html")
    shutil.copytree(mistake / "briefings", root / "briefings", dirs_exist_ok=True)
    wrong = below(root)
    assert preview.update(wrong)
    assert_all_is_shown(preview)
    if preview.told()["errors"]:
        assert served(preview, "2011/01/01/index.html") == before
    shutil.rmtree(root / "briefings")
    write_site(root, {"briefings/2011/2011-01-01.yaml": GOOD})
    assert preview.update(wrong)
    assert not preview.told()["errors"]
    assert served(preview, "2011/01/01/index.html") == before


def assert_all_is_shown(preview: Preview) -> None:
    """Every page that there is can be made, and so can the desk."""
    for group in preview.shown.begun.planning.groups.values():
        for page in group.pages():
            if not (page.is_bundle or page.is_part):
                assert isinstance(preview.content(page.path)[0], bytes), page.path
    assert preview.desk("index.html", "/", "", preview.settings.now)


def below(root: Path) -> set[Path]:
    """The authors' files."""
    return {path for path in (root / "briefings").rglob("*") if not path.is_dir()}


@pytest.fixture
def mine(tmp_path: Path) -> Preview:
    """The sample site, to be changed."""
    return preview_of(sample(tmp_path / "mine"))


def saved(preview: Preview, day: str, *texts: str) -> str:
    """Put texts in each other's place in a briefing, and have it seen; says what was there."""
    file = preview.settings.docs_dir / f"2016/2016-06-{day}.yaml"
    before = save(file, *texts)
    assert preview.update([file])
    return before


def told(preview: Preview) -> str:
    """What readers are told is wrong."""
    return str(preview.told()["errors"])


def shown(preview: Preview, day: str) -> bytes:
    """A day's page."""
    found = served(preview, f"2016/06/{day}/index.html")
    assert found
    return found


def test_one_edited_briefing_is_looked_at_alone(mine: Preview) -> None:
    """A word, a key point, a draft: no other file is looked at for them."""
    looked = mine.shown.begun.looks
    saved(mine, "19", "shot dead", "shot and killed")
    saved(mine, "19", "  - Russia: Moscow", "  - Moscow")
    assert b"shot and killed" in shown(mine, "19")
    saved(mine, "22", "entries:", "draft: true\nentries:")
    assert served(mine, "2016/06/22/index.html") is None
    saved(mine, "22", "draft: true\n", "")
    assert served(mine, "2016/06/22/index.html")
    assert mine.shown.begun.looks is looked


class Many(dict[Any, Any]):
    """What there is one of for each briefing, asked for by name: nobody copies it, or goes through
    it."""

    def all(self, *_: object) -> Any:
        raise AssertionError

    __iter__ = keys = values = items = copy = all  # type: ignore[assignment]


def test_an_edit_takes_no_longer_where_there_are_many(mine: Preview) -> None:
    """It is not looked for among all briefings what has become otherwise, nor what is wrong."""
    begun = mine.shown.begun
    linked, files, index = begun.linked, begun.files, begun.linked.libraries[0].index
    assert index.kinds  # gone through once
    index.placed, index.by_order, index.rows = map(Many, (index.placed, index.by_order, index.rows))
    files.notes = Many(files.notes)
    after = linked.after._replace(placements=Many(linked.after.placements))
    sources = linked.linker.sources
    linked.linker.sources = sources._replace(briefings=Many(sources.briefings))
    mine.shown = mine.shown._replace(begun=replace(begun, linked=linked._replace(after=after)))
    for old, new in (
        ("shot dead", "shot and killed"),
        ("thread: [turkish-border-shootings, displacement]", "thread: displacement"),
        ("    status: claimed\n", ""),
        ("Khirbet al-Joz in Idlib", "Khirbet al-Joz and Aleppo in Idlib"),
        (HEAD, f"{HEAD}    id: moved\n"),
        (f"{HEAD}    id: moved\n", HEAD),
        ("shot and killed", "[shot](see:2016-06-02#nothing) and killed"),
        ("see:2016-06-02#nothing", "see:2016-06-18"),
        ("entries:", "title: A day\nentries:"),
    ):
        saved(mine, "19", old, new)
        assert shown(mine, "19") and mine.until() is None
        assert mine.shown.begun.looks is begun.looks
    assert told(mine) == "[]" and b"A day" in shown(mine, "19")
    saved(mine, "22", "entries:", "embargo: 2016-06-24 06:00\nentries:")
    assert mine.until() and mine.shown.begun.looks is begun.looks


def test_an_entry_that_others_lead_to_is_not_lost_silently(mine: Preview) -> None:
    """The mistake is another file's, and is told as that file's; both pages stay."""
    looked, before = mine.shown.begun.looks, shown(mine, "19")
    saved(mine, "19", HEAD, f"{HEAD}    id: moved\n")
    assert "2016-06-20.yaml" in told(mine) and "`turkey-border`" in told(mine)
    assert shown(mine, "19") == before
    saved(mine, "19", f"{HEAD}    id: moved\n", HEAD)
    assert told(mine) == "[]" and shown(mine, "19") == before
    assert mine.shown.begun.looks is looked


def test_a_mistake_at_the_start_holds_back_no_other_file(tmp_path: Path) -> None:
    root = sample(tmp_path / "site")
    text = save(root / "briefings/2016/2016-06-18.yaml", "entries:", "entries:\n  - x: [")
    mine = preview_of(root)
    assert "2016-06-18.yaml" in told(mine) and not mine.told()["kept"]
    saved(mine, "22", "At least 18 civilians", "Many civilians")
    assert b"Many civilians" in shown(mine, "22")
    (root / "briefings/2016/2016-06-18.yaml").write_text(text, encoding="utf-8")
    mine.update([root / "briefings/2016/2016-06-18.yaml"])
    assert told(mine) == "[]" and shown(mine, "18")
    assert b"Many civilians" in shown(mine, "22")


def test_two_files_that_need_each_other(mine: Preview) -> None:
    """Saved together, in whichever order they are looked at."""
    docs = mine.settings.docs_dir
    files = [docs / f"2016/2016-06-{day}.yaml" for day in (19, 20, 21, 22)]
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace(HEAD, f"{HEAD}    id: moved\n"), encoding="utf-8")
    for file in files[1:]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("2016-06-19#turkey-border", "2016-06-19#moved"), "utf-8")
    mine.update(files)
    assert told(mine) == "[]"
    assert b"#moved" in shown(mine, "20") and b'id="moved"' in shown(mine, "19")


def test_what_is_shown_is_kept_while_others_compile(mine: Preview, tmp_path: Path) -> None:
    """A mistake is saved, and a check remembers the file as it is: the page is as it was."""
    before = shown(mine, "19")
    saved(mine, "19", HEAD, f"{HEAD}    sttaus: claimed\n")
    with memory_of(mine.settings, remember=True) as memory:
        _, problems = check(mine.settings, memory, mine.loaded.documents)
    assert mine.check(mine.version, problems) and "sttaus" in told(mine)
    assert shown(mine, "19") == before
    saved(mine, "18", "entries:", "title: A title\nentries:")
    assert b"A title" in shown(mine, "18") and shown(mine, "19") != b""


def test_what_is_shown_is_kept_where_others_were_sooner(mine: Preview, tmp_path: Path) -> None:
    """The file was compiled by a build beside it before the preview was told that it changed."""
    before = shown(preview_of(mine.settings.config_file.parent), "19")
    file = mine.settings.docs_dir / "2016/2016-06-19.yaml"
    save(file, "see:2016-06-17#latest", "see:2016-06-17#latset")
    with memory_of(mine.settings, remember=True) as memory:
        check(mine.settings, memory, mine.loaded.documents)
    assert mine.update([file]) and "latset" in told(mine)
    saved(mine, "18", "entries:", "title: A title\nentries:")
    assert b"A title" in shown(mine, "18") and shown(mine, "19") == before


def test_what_is_mended_takes_with_it_what_it_led_to(mine: Preview) -> None:
    """Others' mistakes by it too, of which a check has told meanwhile."""
    saved(mine, "19", HEAD, f"{HEAD}    id: moved\n")
    with memory_of(mine.settings, remember=True) as memory:
        _, problems = check(mine.settings, memory, mine.loaded.documents)
    assert mine.check(mine.version, problems) and "2016-06-20.yaml" in told(mine)
    saved(mine, "19", f"{HEAD}    id: moved\n", HEAD)
    assert told(mine) == "[]"


def test_a_check_of_another_version_says_nothing(mine: Preview) -> None:
    version = mine.version
    saved(mine, "19", "shot dead", "shot and killed")
    assert not mine.check(version, ())
    assert mine.check(mine.version, ())


def test_an_embargo_that_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sample(tmp_path / "site")
    save(root / "briefings/2016/2016-06-22.yaml", "entries:", "embargo: 2016-06-24 06:00\nentries:")
    mine = preview_of(root)
    until = mine.until()
    assert until and served(mine, "2016/06/22/index.html") is None
    assert not mine.turn(until - timedelta(seconds=1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(until.timestamp())))
    assert mine.turn(until)
    assert served(mine, "2016/06/22/index.html")
    assert mine.until() is None


def test_what_nobody_was_told_of(mine: Preview) -> None:
    """Written before anybody watched."""
    assert not mine.overlooked()
    file = mine.settings.docs_dir / "2016/2016-06-19.yaml"
    save(file, "shot dead", "shot and killed")
    (mine.settings.docs_dir / "new.md").write_text("# New", encoding="utf-8")
    assert mine.overlooked() == {file, mine.settings.docs_dir / "new.md"}
    (mine.settings.docs_dir / "new.md").unlink()
    file.unlink()
    assert mine.overlooked() == {file}


HEAD = "\n  Turkey border:\n"


def test_the_desk_cuts_a_long_list(tmp_path: Path) -> None:
    """Of what is not shown nothing is loaded; it is counted."""
    claims = (f"  - {{section: us, id: c{n}, status: claimed, text: No.}}\n" for n in range(45))
    later = "entries:\n  - section: us\n    text: As was [said](see:2016-05-01) before.\n"
    site = {
        "briefings/2016-05-01.yaml": f"entries:\n{''.join(claims)}",
        **{f"briefings/2016-05-{day}.yaml": later for day in range(10, 20)},
    }
    preview = preview_of(write_site(tmp_path, site))
    asked = "2016/05/01/index.html", "/2016/05/01/", "", preview.settings.now
    desk = preview.desk(*asked)[0].decode()
    claims_, leads = (desk.partition(f'id="{name}"')[2] for name in ("open", "leading"))
    assert '<span class="count">45<' in claims_.partition("\n")[0]
    assert claims_.count("<code>2016-05-01#c") == 40 and "and 5 more" in claims_
    assert '<span class="count">10<' in leads.partition("\n")[0]
