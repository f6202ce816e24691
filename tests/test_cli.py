"""The command line: what it says, where, and with which exit code."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import MKDOCS, tree, write_site
from dateline.cli import main
from dateline.problems import Problem, caret
from dateline.write import locked

DAY = "briefings/2016-06-19.yaml"
GOOD = (
    "entries:\n  - section: LATEST\n    kind: analysis\n    text: A minister arrived in Damascus.\n"
)


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """`dateline ARGUMENTS` in a folder."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, arguments)


def test_a_build_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 briefing read, 1 compiled; 12 of 12 pages rendered; ")
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
    assert f"{DAY}:4:5: error: " in result.stderr
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


def said_by(result: Result) -> str:
    """The one line on standard error."""
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def during(monkeypatch: pytest.MonkeyPatch, call: str, stop: BaseException, after: int) -> None:
    """Have a call to the system fail, or be where Ctrl-C comes, after this many of them."""
    real, left = getattr(os, call), [after]

    def replaced(*arguments: object, **more: object) -> object:
        if ".dateline-next" in str(arguments[0]):
            if not left[0]:
                raise stop
            left[0] -= 1
        return real(*arguments, **more)

    monkeypatch.setattr(os, call, replaced)


@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Stopped while files were switched in: the next build finishes"),
        (
            OSError(errno.EIO, "Input/output error"),
            1,
            "Input/output error. The next build finishes",
        ),
    ],
)
def test_the_next_build_says_that_it_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, code: int, said: str
) -> None:
    """Stopped or failed while files are switched in: the journal is the first rename."""
    write_site(tmp_path, {DAY: GOOD})
    with monkeypatch.context() as patch:
        during(patch, "replace", stop, 2)
        result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == code
    assert said in said_by(result)
    assert str(tmp_path / "site") in result.stderr
    again = run(tmp_path, monkeypatch, "build")
    assert again.exit_code == 0
    assert again.stderr.startswith("note: An earlier build was cut off after 1 of ")
    assert "0 files written, 0 removed" in again.stdout


def test_stopped_before_anything_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: GOOD})
    run(tmp_path, monkeypatch, "build")
    before = tree(tmp_path / "site")
    write_site(tmp_path, {DAY: GOOD.replace("minister", "ministry")})
    for stop, code, said in (
        (KeyboardInterrupt(), 130, "Stopped: "),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device. "),
    ):
        with monkeypatch.context() as patch:
            during(patch, "replace", stop, 0)
            result = run(tmp_path, monkeypatch, "build")
        assert result.exit_code == code
        assert said in said_by(result)
        assert str(tmp_path / "site") in result.stderr
        assert tree(tmp_path / "site") == before


def test_stopped_before_the_build_has_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.plugin.load", load)
    write_site(tmp_path, {DAY: GOOD})
    result = run(tmp_path, monkeypatch, "build")
    assert (result.exit_code, said_by(result)) == (130, "Stopped: nothing was begun.\n")


def test_a_build_that_waits_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD})
    with locked(tmp_path / "site", lambda: None):
        other = subprocess.Popen(
            [sys.executable, "-c", "from dateline.cli import main; main()", "build"],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert other.stderr
        assert "Another build is at work in" in other.stderr.readline()
        assert not (tmp_path / "site/index.html").exists()
    said, more = other.communicate()
    assert (other.returncode, more) == (0, "")
    assert said.startswith("1 briefing read")


def test_nobody_to_hear_it_is_no_traceback(tmp_path: Path) -> None:
    write_site(tmp_path, {DAY: GOOD})
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "build"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == "Done, but standard output does not take it: No space left on device.\n"
    assert (tmp_path / "site/index.html").exists()


def test_what_is_in_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD, "site/2016/06/19/index.html/theirs.txt": "theirs"})
    result = run(tmp_path, monkeypatch, "build")
    assert result.exit_code == 2
    assert f"{tmp_path / 'site/2016/06/19/index.html/theirs.txt'}" in said_by(result)
    assert tree(tmp_path / "site").keys() == {"2016/06/19/index.html/theirs.txt"}


def test_no_cache_writes_the_same_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: GOOD})
    assert run(tmp_path, monkeypatch, "build", "--no-cache").exit_code == 0
    assert not (tmp_path / ".dateline").exists()
    before = tree(tmp_path / "site")
    run(tmp_path, monkeypatch, "build")
    again = run(tmp_path, monkeypatch, "build")
    assert " 0 compiled; 0 of 12 pages rendered; 0 files written" in again.stdout
    again = run(tmp_path, monkeypatch, "build", "--no-cache")
    assert " 1 compiled; 12 of 12 pages rendered; 0 files written" in again.stdout
    assert tree(tmp_path / "site") == before


def test_clean_removes_what_was_built_and_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"mkdocs.yml": MKDOCS, DAY: GOOD, "site/theirs.txt": "theirs"}
    write_site(tmp_path, files)
    run(tmp_path, monkeypatch, "build")
    assert (tmp_path / ".dateline").is_dir()
    (tmp_path / ".dateline/theirs.txt").write_text("theirs")
    result = run(tmp_path, monkeypatch, "clean")
    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(r"\d\d files removed from site, [0-9]+ from the cache\n", result.stdout)
    assert tree(tmp_path).keys() == {*files, ".dateline/theirs.txt"}
    again = run(tmp_path, monkeypatch, "clean")
    assert again.stdout == "0 files removed from site, 0 from the cache\n"


def test_clean_of_a_named_folder_does_without_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: GOOD, "thesis/chapter.txt": "years of work"})
    run(tmp_path, monkeypatch, "build", "-d", "desk")
    write_site(tmp_path, {"mkdocs.yml": "site_name: [\n"})
    assert run(tmp_path, monkeypatch, "clean").exit_code == 1
    for folder in ("desk", "thesis", "nowhere"):
        assert run(tmp_path, monkeypatch, "clean", "-d", folder).exit_code == 0
    assert tree(tmp_path).keys() == {"mkdocs.yml", DAY, "thesis/chapter.txt"}
    assert not (tmp_path / "nowhere").exists()


def test_clean_does_not_guess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: GOOD, "site/.dateline.json": '{"files": ["a', "site/a": "whose?"})
    result = run(tmp_path, monkeypatch, "clean")
    assert result.exit_code == 2
    assert "is damaged, so it is not known" in said_by(result)
    assert (tmp_path / "site/a").exists()
