"""`dateline check`: everything that is wrong, in each form; what it mends, and what it leaves."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import PROJECT, build_site, tree, write_site
from dateline.cli import main
from dateline.cli.reports import command
from dateline.link import link
from dateline.mending import mend, mended_text
from dateline.plugin import load
from dateline.problems import MEANINGS, Fix, Problem, at_top
from dateline.session import check, memory_of
from dateline.session.prepare import compiled, inspect
from dateline.write import locked

DAY = "briefings/2016-06-19.yaml"
NIGHT = "briefings/2016-06-20.yaml"
GOOD = "entries:\n  - section: US\n    text: It is so [@Pentagon].\n"
MISTAKEN = """\
# The night desk's.
entries:
  - section: US
    headline: US: "Extraordinary" Conference   # as they say
    text: |
      The words of [@Pentagon].
    Pasted, and not indented
    at all.
  - section: US
    headline:"A second"
    text: |
      #Aleppo falls
      It is so [@Pentagon].
"""
MENDED = """\
# The night desk's.
entries:
  - section: US
    headline: 'US: "Extraordinary" Conference'   # as they say
    text: |
      The words of [@Pentagon].
      Pasted, and not indented
      at all.
  - id: a-second
    section: US
    headline: "A second"
    text: |
      \\#Aleppo falls
      It is so [@Pentagon].
"""


def run(site: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """`dateline check` in a site's folder."""
    monkeypatch.chdir(site)
    return CliRunner().invoke(main, ["check", *arguments])


# What is said, and how it ends


@pytest.mark.parametrize(
    ("text", "arguments", "code", "said"),
    [
        (GOOD, (), 0, "1 briefing checked: nothing to mend.\n"),
        (GOOD.replace("text", "txet"), (), 1, "1 briefing checked: 1 mistake in 1 file.\n"),
        (GOOD.replace(" [@Pentagon]", ""), (), 0, "1 briefing checked: 1 warning in 1 file.\n"),
        (GOOD.replace(" [@Pentagon]", ""), ("--strict",), 1, "1 warning in 1 file.\n"),
    ],
)
def test_the_sum_and_the_exit_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    result = run(write_site(tmp_path, {DAY: text}), *arguments, monkeypatch=monkeypatch)
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout.endswith(said)
    assert not (tmp_path / "site").exists()


def test_only_what_is_wrong_in_some_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {DAY: GOOD.replace("text", "txet"), NIGHT: GOOD, "briefings/more/a.yaml": "x: y\n"}
    site = write_site(tmp_path, files)
    for paths, code in (
        ([DAY], 1),
        ([NIGHT], 0),
        (["briefings/more"], 1),
        ([NIGHT, "briefings/more/a.yaml"], 1),
        (["briefings"], 1),
        (["mkdocs.yml"], 0),
    ):
        assert run(site, *paths, monkeypatch=monkeypatch).exit_code == code, paths
    result = run(site, "briefings/more", monkeypatch=monkeypatch)
    assert result.stdout.count("error:") == 1


@pytest.mark.parametrize("path", ["README.md", "none.yaml"])
def test_what_is_no_briefing_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    site = write_site(tmp_path, {DAY: GOOD, "README.md": "# Us\n"})
    result = run(site, path, monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert path in result.stderr


def test_drafts_are_checked_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = "draft: true\n" + GOOD.replace("It is so", "See [it](#russia)")
    site = write_site(tmp_path, {DAY: GOOD, NIGHT: draft})
    assert run(site, monkeypatch=monkeypatch).exit_code == 0
    result = run(site, "--drafts", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "link/missing-entry" in result.stdout


def test_thousands_of_mistakes_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Showing the line of each would otherwise read the file as often."""
    fields = "".join(f"    field{n}: x\n" for n in range(4_000))
    site = write_site(tmp_path, {DAY: GOOD + fields})
    result = run(site, monkeypatch=monkeypatch)
    assert result.stdout.endswith("1 briefing checked: 4,000 mistakes in 1 file.\n")


def test_nothing_is_compiled_to_be_checked_again(tmp_path: Path) -> None:
    site = write_site(tmp_path, {DAY: GOOD, NIGHT: GOOD.replace("text", "txet")})
    project = load(site / "mkdocs.yml")
    found = []
    for count in (2, 0):
        with memory_of(project.settings, remember=True) as memory:
            found_so_far = compiled(project.settings, memory)
            begun = inspect(found_so_far, project.settings, memory, project.documents)
            memory.commit()
        assert begun.files.compiled == count
        found.append(begun.problems)
    assert found[0] == found[1]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda site: edit(site, DAY, "It is so", "It is not so"),
    "a register": lambda site: edit(site, "briefings/sections.yaml", "us: US", "usa: US"),
    "a picture": lambda site: edit(site, "briefings/a.svg", "<svg", "<svg onload='x'"),
    "a page": lambda site: edit(site, "briefings/about.md", "2016-06-19", "2016-06-18"),
    "a setting": lambda site: edit(site, "mkdocs.yml", "outputs:", "labels: [B], outputs:"),
    "a file less": lambda site: (site / NIGHT).unlink(),
    "a name": lambda site: (site / NIGHT).rename(site / "briefings/2016-06-21.yaml"),
}
CHECKED = {
    DAY: GOOD.replace("    text", "    label: A\n    photo: {file: a.svg, alt: A map}\n    text"),
    NIGHT: GOOD.replace("It is so", "After [this](see:2016-06-19#us)"),
    "briefings/sections.yaml": "us: US\n",
    "briefings/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    "briefings/about.md": "# Us\n\nOf [Sunday](2016-06-19.yaml).\n",
}


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text()
    assert old in text
    (site / path).write_text(text.replace(old, new))


def checked(site: Path, now: str = "2016-06-23") -> tuple[int, tuple[Problem, ...]]:
    project = load(site / "mkdocs.yml")
    settings = replace(project.settings, now=datetime.fromisoformat(now).replace(tzinfo=UTC))
    with memory_of(settings, remember=True) as memory:
        return check(settings, memory, project.documents)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_linked_again_before_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    site = write_site(tmp_path, CHECKED)
    linked = []
    module = sys.modules["dateline.session.prepare"]  # whose function has taken its name
    monkeypatch.setattr(module, "link", lambda *a: linked.append(1) or link(*a))
    time.sleep(0.05)  # a file that was written just now may change without a trace
    assert checked(site) == checked(site) == (2, ())
    assert len(linked) == 1
    change(site)
    checked(site)
    assert len(linked) == 2


def test_the_clock_alone_makes_a_check_otherwise(tmp_path: Path) -> None:
    files = {
        DAY: GOOD.replace("It is so", "See [it](see:2016-06-20#us)"),
        NIGHT: "embargo: 2016-06-24 06:00\n" + GOOD,
        "briefings/2016-06-21.yaml": "as_of: 2016-06-25 06:00\n" + GOOD,
    }
    site = write_site(tmp_path, files)
    codes = [
        {problem.code for problem in checked(site, now)[1]}
        for now in ("2016-06-23", "2016-06-23", "2016-06-24 06:00", "2016-06-26", "2016-06-23")
    ]
    held, ahead = "link/held-back", "briefing/as-of-ahead"
    assert codes == [{held, ahead}, {held, ahead}, {ahead}, set(), {held, ahead}]


def test_a_check_waits_for_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {DAY: GOOD})
    (site / "site").mkdir()
    done = Event()
    with locked(site / "site", lambda: None):
        waiting = Thread(target=lambda: (run(site, monkeypatch=monkeypatch), done.set()))
        waiting.start()
        assert not done.wait(0.3)
    assert done.wait(30)
    waiting.join()


def test_a_build_after_a_check_is_as_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site", {DAY: GOOD})
    run(site, monkeypatch=monkeypatch)
    built = build_site(site, tmp_path / "out", remember=True)
    build_site(site, tmp_path / "clean")
    assert (built.compiled, tree(tmp_path / "out")) == (0, tree(tmp_path / "clean"))


def test_a_build_shows_the_newest_of_many_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsourced = GOOD.replace(" [@Pentagon]", "")
    days = {f"briefings/2016-05-{day:02}.yaml": unsourced for day in range(1, 32)}
    site = write_site(tmp_path, days)
    monkeypatch.chdir(site)
    said = CliRunner().invoke(main, ["build"]).stderr
    assert said.count("warning: ") == 20 and "2016-05-12" in said and "2016-05-11" not in said
    assert said.endswith("note: 11 warnings more: `dateline check` shows all.\n")
    assert run(site, monkeypatch=monkeypatch).stdout.count("warning: ") == 31


# Forms


def problems_of(site: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    found = json.loads(run(site, "--format", "json", monkeypatch=monkeypatch).stdout)
    assert isinstance(found, list)
    return found


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {DAY: MISTAKEN})
    found = problems_of(site, monkeypatch)
    assert found[0] == {
        "path": DAY,
        "line": 4,
        "column": 15,
        "end_line": 4,
        "end_column": 45,
        "code": "yaml/colon",
        "severity": "error",
        "message": "The value of `headline` holds a colon, so it must stand in quotes.",
        "hint": "headline: 'US: \"Extraordinary\" Conference'   # as they say",
        "fix": {
            "line": 4,
            "column": 15,
            "end_line": 4,
            "end_column": 45,
            "text": "'US: \"Extraordinary\" Conference'",
        },
    }
    assert problems_of(write_site(tmp_path, {DAY: GOOD}), monkeypatch) == []


def test_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {"briefings/2016/2016-06-19.yaml": "titel: 100%\n" + GOOD})
    result = run(site, "--format", "github", monkeypatch=monkeypatch)
    assert result.stdout.splitlines()[0] == (
        "::error file=briefings/2016/2016-06-19.yaml,line=1,endLine=1,col=1,endColumn=6,"
        "title=briefing/unknown-key::`titel` is no field of a briefing."
        "%0ADid you mean `title`?"
    )
    assert run(write_site(tmp_path / "b", {DAY: GOOD}), "--format", "github",
               monkeypatch=monkeypatch).stdout == ""  # fmt: skip


def test_github_escapes_what_it_would_read() -> None:
    found = at_top("", "file/empty", "100 % of\r\nit: a, b")
    assert command(found, "a,b:c%.yaml").startswith("::error file=a%2Cb%3Ac%25.yaml,")
    assert command(found, "a").endswith("::100 %25 of%0D%0Ait: a, b")
    several = Problem("", 1, 5, 3, 2, "file/empty", "warning", "Over lines.")
    assert command(several, "a") == (
        "::warning file=a,line=1,endLine=3,title=file/empty::Over lines."
    )


def test_sarif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a judge of SARIF says of it is asked in `judge/test_sarif.py`."""
    site = write_site(tmp_path, {"briefings/a b/2016-06-19.yaml": MISTAKEN})
    log = json.loads(run(site, "--format", "sarif", monkeypatch=monkeypatch).stdout)
    (only,) = log["runs"]
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == sorted(MEANINGS)
    result = only["results"][0]
    assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "briefings/a%20b/2016-06-19.yaml"
    assert place["region"] == {"startLine": 4, "startColumn": 15, "endLine": 4, "endColumn": 45}
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]


# Mending


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, mark: str) -> None:
    site = write_site(tmp_path, {})
    (site / "briefings").mkdir()
    file = site / DAY
    file.write_bytes((mark + MISTAKEN.replace("\n", ending)).encode())
    file.chmod(0o640)
    result = run(site, "--fix", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    assert file.read_bytes() == (mark + MENDED.replace("\n", ending)).encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert "mended: The value of `headline` holds a colon" in result.stdout
    assert '  -     headline:"A second"\n  +     headline: "A second"\n' in result.stdout
    again = run(site, "--fix", monkeypatch=monkeypatch)
    assert "mended" not in again.stdout
    assert list(file.parent.iterdir()) == [file]


def test_fix_keeps_to_the_files_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {DAY: MISTAKEN, NIGHT: MISTAKEN})
    result = run(site, DAY, "--fix", "--format", "json", monkeypatch=monkeypatch)
    assert (site / DAY).read_text() == MENDED
    assert (site / NIGHT).read_text() == MISTAKEN
    assert json.loads(result.stdout) == []
    assert "mended" in result.stderr


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {DAY: MISTAKEN})
    (site / "briefings/.2016-06-19.yaml.mended").mkdir()
    result = run(site, "--fix", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert result.stderr.startswith("Not mended: ")
    assert (site / DAY).read_text() == MISTAKEN


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    mend(tmp_path, [fixable(Fix(1, 1, 1, 2, "b"), "link.yaml")])
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "b\n"


def fixable(fix: Fix, path: str = "") -> Problem:
    return Problem(path, 1, 1, 1, 2, "file/empty", "error", "It is so.", "", fix)


@given(data=st.data(), text=st.text("ab \n\r", max_size=40), mark=st.booleans())
def test_all_but_the_fix_stays(data: st.DataObject, text: str, mark: bool) -> None:
    """Against an independent count of lines; of overlapping fixes the first is applied."""
    lines = re.split(r"\r\n|\r|\n", text)
    places = [(n, column) for n, line in enumerate(lines) for column in range(len(line) + 1)]
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    fixes = []
    for _ in range(data.draw(st.integers(0, 3))):
        first, last = sorted(data.draw(st.tuples(*[st.sampled_from(places)] * 2)))
        fixes.append((first, last, data.draw(st.text("XY", max_size=2))))
    expected, reached = "", 0
    for first, last, new in sorted(fixes, key=lambda fix: fix[0]):
        start, end = (starts[line] + column for line, column in (first, last))
        if start >= reached:
            expected += text[reached:start] + new
            reached = end
    expected += text[reached:]
    found = [
        fixable(Fix(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1, new))
        for first, last, new in sorted(fixes, key=lambda fix: fix[0])
    ]
    lead = "\ufeff" if mark else ""
    assert mended_text(lead + text, found)[0] == lead + expected


def test_fix_over_the_broken_copies_of_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headlines and pasted lines, broken as authors do and mended, are what they were."""
    site = write_site(tmp_path, {"mkdocs.yml": (PROJECT / "mkdocs.yml").read_text()})
    for path, content in tree(PROJECT / "briefings").items():
        (site / "briefings" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "briefings" / path).write_bytes(content)
    for file in sorted((site / "briefings/2016").glob("*.yaml")):
        text = file.read_text()
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if re.match(r" {6}[A-Z][^:|]+$", line))
        lines[at] = lines[at][2:]
        file.write_text("\n".join(lines))
        assert run(site, "--fix", monkeypatch=monkeypatch).exit_code == 0, lines[at]
        assert file.read_text() == text


# Colour


@pytest.mark.parametrize(
    ("environment", "colour"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_no_color(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    colour: bool,
) -> None:
    site = write_site(tmp_path, {DAY: GOOD.replace("text", "txet")})
    monkeypatch.chdir(site)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["check"], color=True)
    assert ("\x1b[31m" in result.stdout) == colour
    assert "\x1b" not in CliRunner().invoke(main, ["check"]).stdout


def test_completion(tmp_path: Path) -> None:
    """What a shell asks for when Tab is pressed."""
    asked = {"_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": "dateline ch", "COMP_CWORD": "1"}
    dateline = Path(sys.executable).with_name("dateline")
    said = subprocess.run([dateline], env=asked, capture_output=True, text=True, check=False)
    assert said.stdout.split() == ["plain,check"]
