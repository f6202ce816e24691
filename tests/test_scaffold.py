"""`init` and `new`: what they make is built, and nothing is ever written over."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from conftest import MKDOCS, PROJECT, tree, write_site
from dateline.cli import main
from dateline.model.desk import Called, Pending, Running, Stream
from dateline.scaffold import Opening, briefing_file, place
from dateline.scaffold.words import remark, scalar

TODAY = "briefings/2016/2016-06-23.yaml"
DAY = "briefings/2016-06-22.yaml"
REGISTERS_OF_A_SITE = ("sections", "threads", "sources", "entities")
REGISTERS = {
    "briefings/sections.yaml": "latest: LATEST\nus: US\nborder: 'Border: east'\n",
    "briefings/threads.yaml": "bridge: The bridge\nroad: The road\n",
}
YESTERDAY = """\
entries:
  US:
    status: claimed
    thread: [bridge, road]
    text: |
      # The "bridge" fell: #1
      A guard says so.
  LATEST: The road is open.
"""


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """`dateline ARGUMENTS` in a folder."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, arguments)


def at(monkeypatch: pytest.MonkeyPatch, *moment: int) -> None:
    """Set the clock, in UTC."""
    epoch = int(datetime(*moment, tzinfo=UTC).timestamp())  # type: ignore[misc, arg-type]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))


def switched_on(text: str, indent: int) -> str:
    """A file with the comments at an indentation made what they are the comments of."""
    return re.sub(rf"^( {{{indent}}})# ?(?!#)", r"\1", text, flags=re.MULTILINE)


# init


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site just begun."""
    result = run(tmp_path, monkeypatch, "init", "border-daily")
    assert (result.exit_code, result.stderr) == (0, "")
    return tmp_path / "border-daily"


def test_init_says_what_it_made_and_what_is_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(tmp_path, monkeypatch, "init", "border-daily")
    assert 4 <= len(result.stdout.splitlines()) <= 6
    assert result.stdout.startswith("Border Daily is there: border-daily\n")
    assert TODAY in result.stdout
    assert result.stdout.endswith("Next:  cd border-daily && dateline build\n")
    (tmp_path / "here").mkdir()
    here = run(tmp_path / "here", monkeypatch, "init", ".", "--name", 'The "Daily": 1\\2')
    assert here.stdout.endswith("Next:  dateline build\n")
    assert run(tmp_path / "here", monkeypatch, "build", "--strict").exit_code == 0
    assert load_config("mkdocs.yml").site_name == 'The "Daily": 1\\2'


def test_a_new_site_builds_without_a_warning(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(fresh, monkeypatch, "build", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    checked = run(fresh, monkeypatch, "check", "--strict")
    assert (checked.exit_code, checked.stderr) == (0, "")
    page = (fresh / "site/2016/06/23/index.html").read_text(encoding="utf-8")
    for shown in ("The first briefing", "First steps", "House rules", "Newsroom"):
        assert shown in page
    assert (fresh / "site/about/index.html").exists()


def test_mkdocs_builds_it_too(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(fresh)
    mkdocs_build(load_config("mkdocs.yml", strict=True))
    assert (fresh / "site/2016/06/23/index.html").exists()
    assert not [record for record in caplog.records if record.levelname == "WARNING"]


def test_the_settings_are_those_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 2016, 6, 22, 13, 0)
    options = ("--name", "No", "--timezone", "Pacific/Auckland", "--language", "pt-BR")
    assert run(tmp_path, monkeypatch, "init", "desk", *options).exit_code == 0
    assert (tmp_path / "desk" / TODAY).exists(), "in Auckland it is tomorrow"
    config = load_config(str(tmp_path / "desk/mkdocs.yml"))
    assert config.site_name == "No"
    own = config.plugins["dateline"].config
    assert (own["timezone"], own["language"]) == ("Pacific/Auckland", "pt-BR")


@pytest.mark.parametrize(
    "options, said",
    [
        (("--timezone", "Asia/Damscus"), "Did you mean Asia/Damascus?"),
        (("--timezone", "EST5EDD"), "no time zone"),
        (("--language", "klingon"), "no language code"),
    ],
)
def test_settings_that_there_are_not(
    options: tuple[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(tmp_path, monkeypatch, "init", "desk", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(
    "there", ["mkdocs.yml", ".gitignore", "briefings/2015-01-01.yaml", "thesis.txt", "reader.txt"]
)
def test_init_needs_a_folder_of_its_own(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk" / there).parent.mkdir(parents=True)
    (tmp_path / "desk" / there).write_text("mine")
    before = tree(tmp_path / "desk")
    result = run(tmp_path, monkeypatch, "init", "desk")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"desk/{there.split('/')[0]} is there already" in result.stderr
    assert tree(tmp_path / "desk") == before


def test_init_gets_on_with_a_fresh_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (".git/HEAD", "README.md", "LICENSE"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("theirs")
    assert run(tmp_path, monkeypatch, "init", ".").exit_code == 0
    assert (tmp_path / "README.md").read_text() == "theirs"


def parsed(fresh: Path, path: str) -> Any:
    """A YAML file of the site, as its reader takes it."""
    return yaml.safe_load((fresh / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-workflows", ".github/workflows/site.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_those_who_publish_find_their_files_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: str, file: str
) -> None:
    run(tmp_path, monkeypatch, "init", "desk")
    judge = Path(sys.executable).with_name("check-jsonschema")
    said = subprocess.run(
        [judge, "--builtin-schema", schema, tmp_path / "desk" / file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout


def test_the_workflow_may_do_as_little_as_it_can(fresh: Path) -> None:
    made = parsed(fresh, ".github/workflows/site.yml")
    assert made["permissions"] == {"contents": "read"}
    build, deploy = made["jobs"]["build"], made["jobs"]["deploy"]
    assert "permissions" not in build
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(made[True]) == {"push", "pull_request"}  # YAML takes `on` for true
    default = "github.event_name == 'push' && "
    default += "github.ref_name == github.event.repository.default_branch"
    assert deploy["if"] == default
    steps = [*build["steps"], *deploy["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v[0-9]+", action) for action in used)
    upload = next(step for step in steps if "upload-pages" in step.get("uses", ""))
    assert upload["if"] == default
    checkout = next(step for step in steps if "checkout" in step.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": False}
    commands = [step["run"] for step in steps if "run" in step]
    assert commands == ["pip install dateline", "dateline check --format github", "dateline build"]
    assert "${{" not in "".join(commands), "nothing from outside reaches a shell"


def test_gitlab_checks_requests_and_publishes_the_default_branch(fresh: Path) -> None:
    made = parsed(fresh, ".gitlab-ci.yml")
    assert made["check"]["script"] == ["dateline check", "dateline build"]
    assert made["pages"]["script"] == ["dateline check", "dateline build --site-dir public"]
    assert made["pages"]["artifacts"] == {"paths": ["public"]}
    assert "$CI_DEFAULT_BRANCH" in made["pages"]["rules"][0]["if"]
    assert "merge_request_event" in made["check"]["rules"][0]["if"]


def test_commits_are_checked_by_the_same_command(fresh: Path) -> None:
    (hook,) = parsed(fresh, ".pre-commit-config.yaml")["repos"][0]["hooks"]
    (offered,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for each in (hook, offered):
        assert (each["entry"], each["pass_filenames"]) == ("dateline check", False)
        assert re.search(each["files"], TODAY) and re.search(each["files"], "mkdocs.yml")
    assert hook["id"] == offered["id"]


def test_editors_find_the_schemas(fresh: Path) -> None:
    bound = json.loads((fresh / ".vscode/settings.json").read_text())["yaml.schemas"]
    for schema, globs in bound.items():
        assert isinstance(json.loads((fresh / schema).read_text(encoding="utf-8")), dict)
        assert globs
    first = (fresh / TODAY).read_text(encoding="utf-8").splitlines()[0]
    relative = first.removeprefix("# yaml-language-server: $schema=")
    assert (fresh / TODAY).parent.joinpath(relative).resolve() == (
        fresh / ".vscode/briefing.schema.json"
    )


def test_what_is_made_is_right_by_the_schemas(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = run(fresh, monkeypatch, "new", "tomorrow").stdout.strip()
    registers = {f"briefings/{name}.yaml": name for name in REGISTERS_OF_A_SITE}
    for path, kind in {TODAY: "briefing", new: "briefing", **registers}.items():
        schema = json.loads((fresh / f".vscode/{kind}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(parsed(fresh, path), schema)


def test_a_disk_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    result = run(tmp_path, monkeypatch, "init", "file/desk")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Not finished: ")


def test_what_is_made_names_no_host(fresh: Path) -> None:
    named = {
        host
        for path, content in tree(fresh).items()
        if not path.endswith(".schema.json")
        for host in re.findall(r"https?://([^/\s\"']+)", content.decode())
    }
    assert named <= {"example.org"}


def test_the_package_brings_the_blanks() -> None:
    blanks = files("dateline.scaffold").joinpath("blanks")
    found = [path for path in Path(str(blanks)).rglob("*") if path.is_file()]
    assert len(found) == 14
    assert not [path for path in found if path.name.startswith(".")], "hidden files do not ship"


# new


def test_new_on_a_new_site(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(fresh, monkeypatch, "new", "tomorrow")
    path = "briefings/2016/2016-06-24.yaml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert result.stderr == "note: Ready in it, as comments: 1 thread.\n"
    first, draft, *_ = (fresh / path).read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../../.vscode/briefing.schema.json"
    assert draft.startswith("draft: true ")
    assert run(fresh, monkeypatch, "build").exit_code == 0
    assert not (fresh / "site/2016/06/24").exists()
    shown = run(fresh, monkeypatch, "build", "--drafts", "-d", "desk")
    assert shown.exit_code == 0, shown.output
    assert "TODO" in (fresh / "desk/2016/06/24/index.html").read_text(encoding="utf-8")


def test_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    result = run(tmp_path, monkeypatch, "new")
    assert result.stderr == "note: Ready in it, as comments: 2 threads and 1 open claim.\n"
    assert (
        (tmp_path / result.stdout.strip()).read_bytes().decode()
        == """\
draft: true    # held back: delete this line to publish
entries:
  LATEST:
    text: |
      # TODO: the headline

      TODO: what happened, and who says so.
  ## Switched off: take the marks `# ` away from the sections that you write.
  # US:
  #   # thread:
  #   #   - bridge    # The bridge: 1 entry, last on 2016-06-22
  #   #   - road    # The road: 1 entry, last on 2016-06-22
  #   # resolves:
  #   #   - 2016-06-22#us: confirmed    # or disputed, denied. Open for 1 day: The "bridge" fell: #1
  #   text: |
  #     # TODO: the headline
  #
  #     TODO: what happened, and who says so.
  # "Border: east":
  #   text: |
  #     # TODO: the headline
  #
  #     TODO: what happened, and who says so.
"""
    )


@pytest.mark.parametrize("registers", [REGISTERS, {}], ids=["registers", "no registers"])
def test_every_candidate_holds(
    registers: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sections switched on, then what they may go on with: it builds at every step."""
    day = (
        YESTERDAY
        if registers
        else YESTERDAY.replace("  US:\n    status", "  - section: US\n    status").replace(
            "  LATEST: ", "  - section: LATEST\n    text: "
        )
    )
    write_site(tmp_path, {DAY: day, **registers})
    path = tmp_path / run(tmp_path, monkeypatch, "new").stdout.strip()
    text = path.read_text(encoding="utf-8").replace("draft: true", "internal: true")
    for indent in (2, 4):
        text = switched_on(text, indent)
        path.write_text(text, encoding="utf-8")
        result = run(tmp_path, monkeypatch, "build")
        assert result.exit_code == 0, result.output
        assert (tmp_path / "site/2016/06/23/us/index.html").exists()
    assert "2016/06/23" in (tmp_path / "site/threads/bridge/index.html").read_text()
    claims = (tmp_path / "site/claims/index.html").read_text(encoding="utf-8")
    assert "confirmed" in claims.casefold()


def test_what_is_settled_or_long_over_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settles = "entries:\n  US:\n    thread: road\n    resolves:\n      - 2016-06-10#us: {}\n"
    settles += "    text: So it is.\n"
    site = {"briefings/2016-06-10.yaml": YESTERDAY, **REGISTERS}
    write_site(tmp_path, {**site, DAY: settles.format("confirmed")})
    text = (tmp_path / run(tmp_path, monkeypatch, "new").stdout.strip()).read_text()
    assert "resolves" not in text and "bridge" not in text
    assert "thread: road    # The road: 2 entries, last on 2016-06-22" in text
    write_site(tmp_path, {**site, DAY: settles.format("disputed")})
    text = (tmp_path / run(tmp_path, monkeypatch, "new", "tomorrow").stdout.strip()).read_text()
    assert "2016-06-10#us: confirmed    # or disputed, denied. Open for 14 days:" in text


def test_of_very_many_claims_the_newest_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {f"briefings/2016-05-{day:02}.yaml": YESTERDAY for day in range(1, 32)}
    write_site(tmp_path, {**days, **REGISTERS})
    result = run(tmp_path, monkeypatch, "new")
    assert "note: Ready in it, as comments: 2 threads and 20 open claims.\n" in result.stderr
    assert "older" in result.stderr
    text = (tmp_path / result.stdout.strip()).read_text()
    assert "2016-05-12#us" in text and "2016-05-11#us" not in text


def test_only_what_was_before_the_day_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    result = run(tmp_path, monkeypatch, "new", "2016-06-20")
    text = (tmp_path / result.stdout.strip()).read_text()
    assert "resolves" not in text and "thread" not in text


def test_mistakes_elsewhere_do_not_keep_an_author_from_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {"briefings/2016-06-21.yaml": "entries: [", "briefings/notes.yaml": "a: b"}
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS, **broken})
    result = run(tmp_path, monkeypatch, "new")
    assert result.exit_code == 0, result.output
    assert "2016-06-22#us" in (tmp_path / result.stdout.strip()).read_text()
    write_site(tmp_path, {"briefings/sections.yaml": "a: [", "briefings/threads.yaml": "- x"})
    assert run(tmp_path, monkeypatch, "new", "tomorrow").exit_code == 0


def test_what_new_remembers_is_what_a_build_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build after `new`, with all it left in the memory, equals one from nothing."""
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    run(tmp_path, monkeypatch, "build")
    write_site(tmp_path, {DAY: YESTERDAY.replace("bridge, road", "road")})
    run(tmp_path, monkeypatch, "new")
    result = run(tmp_path, monkeypatch, "build")
    assert "2 briefings read, 1 compiled" in result.stdout, "the new one; yesterday's was kept"
    run(tmp_path, monkeypatch, "build", "--no-cache", "-d", "clean")
    left = {"-d": tree(tmp_path / "clean"), "": tree(tmp_path / "site")}
    for each in left.values():
        each.pop(".dateline.json")
    assert left["-d"] == left[""]


@pytest.mark.parametrize(
    "there", ["briefings/2016-06-23.yaml", "briefings/06/2016-06-23.yml", "briefings/2016"]
)
def test_nothing_is_written_over(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {"briefings/2016/2016-06-01.yaml": YESTERDAY, **REGISTERS})
    if there == "briefings/2016":
        (tmp_path / "briefings/2016/2016-06-23.yaml").symlink_to("nowhere")
    else:
        write_site(tmp_path, {there: "mine: [not even valid"})
    before = tree(tmp_path / "briefings")
    result = run(tmp_path, monkeypatch, "new")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{there}" in result.stderr and "is there already: nothing was written." in result.stderr
    assert tree(tmp_path / "briefings") == before


def test_nothing_is_written_out_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_site(tmp_path, {"briefings/2015/2015-06-01.yaml": YESTERDAY, **REGISTERS})
    (tmp_path / "briefings/2016").symlink_to(tmp_path / "elsewhere")
    result = run(tmp_path, monkeypatch, "new")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "leads out of the folder of briefings" in result.stderr
    assert not tree(tmp_path / "elsewhere")


@pytest.mark.parametrize("newest, wanted", [
    ("2016-06-22.yaml", "2016-07-01.yaml"),
    ("2016/2016-06-22.yaml", "2016/2016-07-01.yaml"),
    ("2016/06/2016-06-22.yml", "2016/07/2016-07-01.yml"),
    ("2016/06/22/2016-06-22.yaml", "2016/07/01/2016-07-01.yaml"),
    ("2016-06/2016-06-22.yaml", "2016-07/2016-07-01.yaml"),
    ("daily/2016/100%d/2016-06-22.yaml", "daily/2016/100%d/2016-07-01.yaml"),
    ("2006/06/06/2006-06-06.yaml", "2016/07/01/2016-07-01.yaml"),
])  # fmt: skip
def test_a_new_briefing_keeps_the_habit_of_the_site(newest: str, wanted: str) -> None:
    day = date.fromisoformat(Path(newest).stem)
    there = {Called(day): newest, Called(date(1999, 1, 1)): "1999-01-01.yaml"}
    assert place(Called(date(2016, 7, 1)), there) == wanted


def test_where_the_first_ones_go() -> None:
    day = date(2016, 7, 1)
    assert place(Called(day, "evening"), {}) == "2016/2016-07-01-evening.yaml"
    there = {Called(day): "days/2016-07-01.yaml", Called(date(2016, 7, 2)): "2016-07-02.yaml"}
    assert place(Called(day, lang="ar"), there) == "days/2016-07-01.ar.yaml"
    there[Called(date(2016, 6, 1), lang="ar")] = "ar/2016-06/2016-06-01.ar.yaml"
    assert place(Called(day, lang="ar"), there) == "ar/2016-07/2016-07-01.ar.yaml"


@pytest.mark.parametrize("zone, hour, day", [
    ("UTC", 11, "22"), ("Pacific/Auckland", 11, "22"), ("Pacific/Auckland", 12, "23"),
    ("America/Los_Angeles", 6, "21"), ("UTC", 23, "22"),
])  # fmt: skip
def test_today_is_the_site_s(
    zone: str, hour: int, day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 2016, 6, 22, hour, 59)
    config = MKDOCS.replace("[dateline]", f"[{{dateline: {{timezone: {zone}}}}}]")
    write_site(tmp_path, {"mkdocs.yml": config, "briefings/2016-06-01.yaml": YESTERDAY})
    said = run(tmp_path, monkeypatch, "new").stdout
    assert said == f"briefings/2016-06-{day}.yaml\n"


def test_editions_are_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 2016, 6, 22, 18, 5)
    timed = f"as_of: 09:00\n{YESTERDAY}"
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    result = run(tmp_path, monkeypatch, "new", "--edition", "evening")
    assert result.exit_code == 0
    assert f"{DAY} needs `as_of` now" in result.stderr
    text = (tmp_path / "briefings/2016-06-22-evening.yaml").read_text()
    assert "\nas_of: 18:05 " in text
    assert "2016-06-22#us: confirmed    # or disputed, denied. Open for 0 days:" in text
    write_site(tmp_path, {DAY: timed})
    assert run(tmp_path, monkeypatch, "build").exit_code == 0
    again = run(tmp_path, monkeypatch, "new", "2016-06-22", "--edition", "late")
    assert "needs" not in again.stderr
    assert run(tmp_path, monkeypatch, "build").exit_code == 0


def test_an_hour_that_comes_twice_has_its_offset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 2016, 10, 30, 1, 30)
    config = MKDOCS.replace("[dateline]", "[{dateline: {timezone: Europe/Berlin}}]")
    write_site(tmp_path, {"mkdocs.yml": config, DAY: YESTERDAY, **REGISTERS})
    run(tmp_path, monkeypatch, "new", "--edition", "night")
    assert "as_of: 02:30+01:00 " in (tmp_path / "briefings/2016-10-30-night.yaml").read_text()
    assert run(tmp_path, monkeypatch, "build").exit_code == 0


def test_a_translation_begins_with_the_original_s_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = YESTERDAY.replace("  LATEST: The road is open.\n", "  LATEST: [One., Two.]\n")
    sections = "latest: {name: {en: LATEST, ar: آخر الأخبار}}\nus: US\nborder: Border\n"
    write_site(tmp_path, {DAY: two, **REGISTERS, "briefings/sections.yaml": sections})
    result = run(tmp_path, monkeypatch, "new", "2016-06-22", "--lang", "ar")
    assert result.stdout == "briefings/2016-06-22.ar.yaml\n"
    text = (tmp_path / "briefings/2016-06-22.ar.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Translates 2016-06-22.yaml, ")
    assert re.findall(r"id: (.*)", text) == ["us", "latest", "latest-2"]
    assert "section: آخر الأخبار" in text and '# The "bridge" fell: #1\n' in text
    held = run(tmp_path, monkeypatch, "build")
    assert held.exit_code == 0, "the original is published meanwhile"
    assert not (tmp_path / "site/ar/2016/06/22").exists(), "what is not translated is not"
    forgotten = re.sub(r"draft: true.*\n", "", text)
    write_site(tmp_path, {"briefings/2016-06-22.ar.yaml": forgotten})
    assert run(tmp_path, monkeypatch, "check").stdout.count("[text/unfinished]") == 3
    filled = forgotten.replace("TODO", "ترجمة.")
    write_site(tmp_path, {"briefings/2016-06-22.ar.yaml": filled})
    built = run(tmp_path, monkeypatch, "build")
    assert built.exit_code == 0, built.output
    page = (tmp_path / "site/ar/2016/06/22/index.html").read_text(encoding="utf-8")
    assert 'id="latest-2"' in page


def test_a_translation_is_as_far_as_its_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = MKDOCS.replace("[dateline]", "[{dateline: {timezone: Asia/Damascus}}]")
    write_site(tmp_path, {"mkdocs.yml": config, DAY: f"as_of: 23:30Z\n{YESTERDAY}", **REGISTERS})
    run(tmp_path, monkeypatch, "new", "2016-06-22", "--lang", "ar")
    text = (tmp_path / "briefings/2016-06-22.ar.yaml").read_text(encoding="utf-8")
    assert "\nas_of: 2016-06-23 02:30 " in text


def test_a_translation_without_an_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    assert run(tmp_path, monkeypatch, "new", "--lang", "ar").exit_code == 0
    assert "draft: true" in (tmp_path / "briefings/2016-06-23.ar.yaml").read_text()
    assert run(tmp_path, monkeypatch, "build").exit_code == 0


def test_what_cannot_be_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {DAY: "entries: [", **REGISTERS})
    result = run(tmp_path, monkeypatch, "new", "2016-06-22", "--lang", "ar")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2016-06-22.yaml has mistakes: mend them before you translate it." in result.stderr
    own = run(tmp_path, monkeypatch, "new", "--lang", "en")
    assert own.exit_code == 2 and "the site's own language" in own.stderr


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("2016-06-31",), "`2016-06-31` is no date. Write 2016-06-19, or yesterday, today, tom"),
        (("19.6.2016",), "is no date"),
        (("--edition", "Späte Ausgabe"), "is no edition's name"),
        (("--lang", "xx"), "is no language code"),
        (("-f", "nowhere.yml"), "does not exist"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {DAY: YESTERDAY, **REGISTERS})
    before = tree(tmp_path)
    result = run(tmp_path, monkeypatch, "new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize("command", ["init", "new"])
def test_help_has_an_example(command: str) -> None:
    assert "Example:  dateline " in CliRunner().invoke(main, (command, "--help")).stdout


# Words


@pytest.mark.parametrize("text", [
    "LATEST", "Turkey border", "NO", "true", "He said: two", "a #b", "@sana", 'the "bridge"',
    "it's \"so\"", "back\\slash", "2016", "آخر الأخبار", "- x", "a: ", "R&D", "Aleppo (city)", "x,",
])  # fmt: skip
def test_names_are_read_back_as_they_were(text: str) -> None:
    assert yaml.safe_load(f"{scalar(text)}: 1") == {text: 1}
    assert yaml.safe_load(f"- {scalar(text)}") == [text]


def test_comments_stay_on_their_line() -> None:
    assert remark("a\nb\u2028c\x07d") == "a b c d"
    assert len(remark("word " * 40)) <= 70
    assert len(remark("w" * 400)) <= 70


def test_odd_names_in_a_new_file() -> None:
    opened = date(2016, 6, 1)
    opening = Opening(
        day=date(2016, 6, 23),
        sections=(Stream("a", "@x: y"), Stream("b", "No")),
        registered=False,
        threads=(
            Running(written="#1 road", title="#1\nroad", section="a", last=opened, entries=2),
        ),
        claims=(Pending(ref="2016-06-01#a", title="x\ny", section="b", date=opened),),
    )  # fmt: skip
    on = switched_on(switched_on(briefing_file(opening), 2), 4)
    first, second = yaml.safe_load(on)["entries"]
    assert (first["section"], first["thread"]) == ("@x: y", "#1 road")
    assert (second["section"], second["resolves"]) == ("No", [{"2016-06-01#a": "confirmed"}])
