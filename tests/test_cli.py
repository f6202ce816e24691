"""The command line: what it says, where, and with which exit code."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import MKDOCS, tree, write_site
from dateline.cli import main
from dateline.problems import Problem, caret

DAY = "briefings/2016-06-19.yaml"
GOOD = "entries:\n  - section: LATEST\n    text: A minister arrived in Damascus.\n"


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """`dateline ARGUMENTS` in a folder."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, arguments)


def test_a_build_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 briefing, 11 pages; ")
    assert result.stderr == ""
    again = run(tmp_path, monkeypatch, "build")
    assert "0 files written, 0 removed" in again.stdout


def test_a_removed_briefing_takes_its_pages_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: GOOD, "briefings/2016-06-20.yaml": GOOD})
    run(tmp_path, monkeypatch, "build")
    assert (tmp_path / "site/2016/06/20/index.html").exists()
    yesterday = (tmp_path / "site/2016/06/19/index.html").read_text()
    (tmp_path / "briefings/2016-06-20.yaml").unlink()
    run(tmp_path, monkeypatch, "build")
    assert not (tmp_path / "site/2016/06/20").exists()
    assert (tmp_path / "site/2016/06/19/index.html").read_text() != yesterday


def test_a_new_day_changes_yesterdays_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD})
    run(tmp_path, monkeypatch, "build")
    before = (tmp_path / "site/2016/06/19/index.html").read_text()
    assert "../20/" not in before
    write_site(tmp_path, {"briefings/2016-06-20.yaml": GOOD})
    run(tmp_path, monkeypatch, "build")
    assert "../20/" in (tmp_path / "site/2016/06/19/index.html").read_text()


def test_mistakes_go_to_stderr_and_the_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: GOOD})
    run(tmp_path, monkeypatch, "build")
    before = tree(tmp_path / "site")
    write_site(tmp_path, {DAY: GOOD.replace("text", "txet")})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{DAY}:3:5: error: " in result.stderr
    assert tree(tmp_path / "site") == before


def test_strict_stops_at_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: "summary: [One point only.]\n" + GOOD})
    assert run(tmp_path, monkeypatch, "build").exit_code == 0
    result = run(tmp_path, monkeypatch, "build", "--strict")
    assert result.exit_code == 1
    assert "warning:" in result.stderr
    assert result.stderr.endswith("Not built: 1 mistake.\n")


def test_checks_raise_and_silence_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = MKDOCS.replace("[dateline]", "[{dateline: {checks: {summary/length: %s}}}]")
    write_site(tmp_path, {DAY: "summary: [One point only.]\n" + GOOD})
    for level, code, said in (("off", 0, ""), ("warning", 0, "warning:"), ("error", 1, "error:")):
        write_site(tmp_path, {"mkdocs.yml": config % level})
        result = run(tmp_path, monkeypatch, "build")
        assert (result.exit_code, said in result.stderr) == (code, True)


def test_drafts_need_a_folder_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD, "briefings/2016-06-20.yaml": "draft: true\n" + GOOD})
    assert run(tmp_path, monkeypatch, "build", "--drafts").exit_code == 2
    assert run(tmp_path, monkeypatch, "build", "--drafts", "-d", "site").exit_code == 2
    assert not (tmp_path / "site").exists()
    assert run(tmp_path, monkeypatch, "build", "--drafts", "-d", "desk").exit_code == 0
    assert (tmp_path / "desk/2016/06/20/index.html").exists()


def test_a_foreign_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD, "thesis/chapter.txt": "years of work"})
    result = run(tmp_path, monkeypatch, "build", "-d", "thesis")
    assert result.exit_code == 2
    assert "was not written by Dateline" in result.stderr
    assert tree(tmp_path / "thesis").keys() == {"chapter.txt"}


@pytest.mark.parametrize(
    ("config", "code", "said"),
    [
        ("site_name: X\ndocs_dir: briefings\ntheme: dateline\n", 1, "does not name the plugin"),
        (MKDOCS + "use_directory_urls: false\n", 1, "remove `use_directory_urls"),
        (MKDOCS.replace("[dateline]", "[{dateline: {timezone: Asia/Damascsu}}]"), 1, "Damascus?"),
        (MKDOCS.replace("[dateline]", "[{dateline: {langage: ar}}]"), 1, "langage"),
        (MKDOCS.replace("[dateline]", "[{dateline: {outputs: {feed: true}}}]"), 1, "no output"),
        (MKDOCS.replace("[dateline]", "[{dateline: {claim_days: 0}}]"), 1, "from 1 on"),
        (MKDOCS.replace("[dateline]", "[{dateline: {boundaries: mine}}]"), 1, "natural-earth"),
        (MKDOCS.replace("[dateline]", "[{dateline: {title: '{sit} {date}'}}]"), 1, "{sit}"),
        ("site_name: [\n", 1, "mkdocs.yml"),
    ],
)
def test_settings_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, code: int, said: str
) -> None:
    write_site(tmp_path, {DAY: GOOD, "mkdocs.yml": config})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [("build", "-f", "no.yml"), ("bild",), ("build", "--fast")])
def test_wrong_use_is_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    assert run(tmp_path, monkeypatch, *arguments).exit_code == 2


def test_another_plugin_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = MKDOCS.replace("[dateline]", "[search, dateline]")
    write_site(tmp_path, {DAY: GOOD, "mkdocs.yml": config})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 0
    assert "the plugin `search` runs under `mkdocs build` only" in result.stderr


def test_nothing_to_publish_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"briefings/about.md": "# About\n"})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 1
    assert "no briefing to publish yet" in result.stderr


def test_every_command_helps_with_an_example() -> None:
    for command in main.commands.values():
        result = CliRunner().invoke(main, [command.name or "", "--help"])
        assert "Example:  dateline" in result.output


def test_the_caret_stands_under_the_words_behind_tabs() -> None:
    problem = Problem("a.yaml", 1, 4, 1, 7, "x/y", "error", "")
    assert caret("\tab: one", problem) == "\t  ^^^"
    assert caret("ab", problem) == "  ^"


def test_excluded_files_are_off_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = MKDOCS + "exclude_docs: |\n  drafts/\n  *.yml\n"
    held = GOOD.replace("A minister", "Someone unnamed")
    files = {"mkdocs.yml": config, DAY: GOOD, "briefings/drafts/2016-06-20.yaml": held}
    write_site(tmp_path, {**files, "briefings/notes.yml": "whatever: [\n"})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 0, result.output
    assert not any(b"Someone unnamed" in content for content in tree(tmp_path / "site").values())


def test_a_sites_own_styles_and_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = (
        MKDOCS + "extra_css: [own/paper.css]\n"
        "extra_javascript:\n  - own/count.js\n  - {path: own/more.js, type: module}\n"
    )
    own = {f"briefings/own/{name}": "/* ours */\n" for name in ("paper.css", "count.js", "more.js")}
    write_site(tmp_path, {"mkdocs.yml": config, DAY: GOOD, **own, "briefings/CNAME": "a.example\n"})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 0, result.output
    site = tree(tmp_path / "site")
    assert {"own/paper.css", "own/count.js", "own/more.js", "CNAME"} < site.keys()
    page = site["2016/06/19/index.html"].decode()
    assert '<link rel="stylesheet" href="../../../own/paper.css">' in page
    assert '<script src="../../../own/count.js" defer></script>' in page
    assert '<script src="../../../own/more.js" type="module"></script>' in page
