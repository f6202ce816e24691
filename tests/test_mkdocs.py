"""The MkDocs door: one site from two doors, mistakes, and every setting that mkdocs.yml knows.

`judge/test_properdocs.py` runs these tests again with ProperDocs in MkDocs's place.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from msgspec.structs import replace

from conftest import MKDOCS, PROJECT, TESTS, build_site, tree, write_site
from dateline.build import alone, build
from dateline.plugin import load
from dateline.problems import Refused

COMMAND = "properdocs" if "properdocs" in sys.modules else "mkdocs"
SITES = [PROJECT, *sorted(path.parent for path in (TESTS / "sites").glob("*/mkdocs.yml"))]
DAY = """\
entries:
  - section: Turkey border
    kind: analysis
    text: |
      # Guards shoot at "refugees" & others

      It happened near the *sanjak* of Alexandretta.
  - section: US
    kind: analysis
    text: Washington protested.
"""
NEXT_DAY = "entries:\n  - section: US\n    kind: analysis\n    text: Washington protested again.\n"
BRIEFINGS = {"briefings/2016/2016-06-19.yaml": DAY, "briefings/2016/2016-06-20.yaml": NEXT_DAY}
BY_PATH = "# About\n\n[that day](2016/2016-06-19.yaml) and [the US](2016/2016-06-19.yaml#us)\n"


def mkdocs(site: Path, output: Path, config: str = "mkdocs.yml", **changes: object) -> Path:
    """Build a site with MkDocs, in this process, into a folder; the folder."""
    loaded = load_config(config_file=str(site / config), site_dir=str(output), **changes)
    build_with_mkdocs(loaded)
    return output


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of this environment (`mkdocs build`), run in a folder."""
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def run_build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build`, run in a folder."""
    config = () if "-f" in options else ("-f", "mkdocs.yml")
    return run(folder, COMMAND, "build", *config, *options)


def both_doors(site: Path, work: Path, config: str = "mkdocs.yml") -> dict[str, bytes]:
    """What both doors write, which must be the same."""
    mkdocs(site, work / "mkdocs", config)
    project = load(site / config)
    build(replace(project.settings, site_dir=work / "dateline"), project.documents)
    built = tree(work / "dateline")
    assert tree(work / "mkdocs") == built
    return built


def shows(page: bytes) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"<[^>]*>", "", page.decode())


@pytest.mark.parametrize("site", SITES, ids=lambda site: "sample" if site == PROJECT else site.name)
def test_two_doors_write_one_site(site: Path, tmp_path: Path) -> None:
    first = tree(mkdocs(site, tmp_path / "one"))
    assert not [path for path in first if path.endswith((".yaml", ".yml"))]
    after = build_site(site, tmp_path / "one")
    assert (after.written.written, after.written.removed) == (0, 0)
    build_site(site, tmp_path / "two")
    assert tree(tmp_path / "one") == first
    assert tree(tmp_path / "two") == first


def test_mkdocs_after_dateline_writes_the_same(tmp_path: Path) -> None:
    build_site(PROJECT, tmp_path / "site")
    first = tree(tmp_path / "site")
    assert tree(mkdocs(PROJECT, tmp_path / "site")) == first


def test_the_commands_write_one_site(tmp_path: Path) -> None:
    write_site(tmp_path, {**BRIEFINGS, "briefings/about.md": BY_PATH})
    result = run_build(tmp_path, "--strict")
    assert result.returncode == 0, result.stderr
    first = tree(tmp_path / "site")
    result = run(tmp_path, "dateline", "build", "--strict")
    assert "0 files written, 0 removed" in result.stdout
    assert tree(tmp_path / "site") == first


MISTAKES = {
    "briefings/2016/2016-06-19.yaml": DAY.replace("section: US", "secton: US"),
    "briefings/2016/2016-06-20.yaml": NEXT_DAY + "colour: red\ncolour: blue\n",
    "briefings/2016/2016-06-31.yaml": NEXT_DAY,
}


def test_a_mistake_never_costs_the_site(tmp_path: Path) -> None:
    site = write_site(tmp_path / "desk", BRIEFINGS)
    assert run_build(tmp_path, "-f", "desk/mkdocs.yml").returncode == 0
    before = tree(site / "site")
    write_site(site, MISTAKES)
    result = run_build(tmp_path, "-f", "desk/mkdocs.yml")
    assert result.returncode == 1
    for place in ("19.yaml:8:5", "20.yaml:5:1", "20.yaml:6:1", "31.yaml:1:1"):
        assert f"desk/briefings/2016/2016-06-{place}: error: " in result.stderr
    assert result.stderr.count("ERROR") == 1
    assert "Traceback" not in result.stderr
    assert tree(site / "site") == before


def test_a_dead_link_in_a_markdown_page_never_costs_the_site(tmp_path: Path) -> None:
    site = write_site(tmp_path, BRIEFINGS)
    before = tree(mkdocs(site, tmp_path / "site"))
    write_site(site, {"briefings/about.md": "[no](2016/2016-06-18.yaml)\n"})
    with pytest.raises(Abort):
        mkdocs(site, tmp_path / "site")
    assert tree(tmp_path / "site") == before


WARNS = {"briefings/2016/2016-06-19.yaml": "summary: [One point only.]\n" + DAY}


def test_strict_counts_warnings_and_the_site_stays(tmp_path: Path) -> None:
    write_site(tmp_path, BRIEFINGS)
    assert run_build(tmp_path, "--strict").returncode == 0
    before = tree(tmp_path / "site")
    write_site(tmp_path, WARNS)
    result = run_build(tmp_path, "--strict")
    assert result.returncode == 1
    assert "WARNING -  dateline: briefings/2016/2016-06-19.yaml:1:" in result.stderr
    assert "Aborted with 1 warnings in strict mode!" in result.stdout
    assert tree(tmp_path / "site") == before
    result = run_build(tmp_path)
    assert result.returncode == 0
    assert "warning: " in result.stderr
    assert tree(tmp_path / "site") != before


def test_inherit_env_and_docs_dir_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_NAME", "Desk & Co")
    monkeypatch.setenv("DESK_LANGUAGE", "de")
    write_site(
        tmp_path,
        {
            "base.yml": "site_name: Base\nsite_url: https://base.example/\ntheme: dateline\n",
            "desk/mkdocs.yml": "INHERIT: ../base.yml\nsite_name: !ENV DESK_NAME\n"
            "docs_dir: ../content\nplugins:\n  - dateline:\n"
            "      language: !ENV [NO_SUCH_NAME, DESK_LANGUAGE, en]\n",
            "content/2016-06-19.yaml": DAY,
        },
    )
    built = both_doors(tmp_path / "desk", tmp_path)
    page = built["2016/06/19/index.html"].decode()
    assert '<html lang="de"' in page
    assert "Desk &amp; Co" in page
    assert "https://base.example/2016/06/19/" in page


def test_an_absolute_docs_dir(tmp_path: Path) -> None:
    write_site(tmp_path / "far", {"content/2016-06-19.yaml": DAY})
    config = MKDOCS.replace("docs_dir: briefings", f"docs_dir: {tmp_path / 'far/content'}")
    write_site(tmp_path / "desk", {"mkdocs.yml": config})
    assert "2016/06/19/index.html" in both_doors(tmp_path / "desk", tmp_path)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (MKDOCS + "use_directory_urls: false\n", "remove `use_directory_urls: false`"),
        (MKDOCS.replace("[dateline]", "[dateline, dateline]"), "is named twice under `plugins`"),
    ],
)
def test_settings_that_both_doors_refuse(tmp_path: Path, config: str, said: str) -> None:
    site = write_site(tmp_path, {**BRIEFINGS, "mkdocs.yml": config, "site/kept.txt": "kept"})
    with pytest.raises(Abort) as stopped:
        mkdocs(site, tmp_path / "site")
    assert isinstance(stopped.value.__context__, PluginError)
    assert said in str(stopped.value.__context__)
    with pytest.raises(Refused, match=said):
        load(site / "mkdocs.yml")
    assert tree(tmp_path / "site") == {"kept.txt": b"kept"}


def test_the_theme_says_that_it_needs_the_plugin(tmp_path: Path) -> None:
    config = MKDOCS.replace("plugins: [dateline]\n", "")
    write_site(tmp_path, {"mkdocs.yml": config, "briefings/index.md": "# Hello\n"})
    result = run_build(tmp_path)
    assert result.returncode == 1
    assert "add `plugins: [dateline]` to mkdocs.yml" in result.stderr
    result = run(tmp_path, "dateline", "build")
    assert result.returncode == 1
    assert "does not name the plugin" in result.stderr


def test_a_page_links_to_a_briefing_by_its_file(tmp_path: Path) -> None:
    deep = "[day](../2016/2016-06-19.yaml#us), [US](../sections/us/index.md)\n"
    files = {**BRIEFINGS, "briefings/about.md": BY_PATH, "briefings/desk/team.md": deep}
    built = both_doors(write_site(tmp_path / "desk", files), tmp_path)
    about = built["about/index.html"].decode()
    assert 'href="../2016/06/19/"' in about
    assert 'href="../2016/06/19/#us"' in about
    team = built["desk/team/index.html"].decode()
    assert 'href="../../2016/06/19/#us"' in team
    assert 'href="../../sections/us/"' in team


def test_a_link_to_an_entry_that_is_not_there_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = MKDOCS + "validation: {links: {anchors: warn}}\n"
    about = BY_PATH.replace("#us", "#iran")
    write_site(tmp_path, {**BRIEFINGS, "mkdocs.yml": config, "briefings/about.md": about})
    with pytest.raises(Abort, match="1 warnings"):
        mkdocs(tmp_path, tmp_path / "site", strict=True)
    assert "does not contain an anchor '#iran'" in caplog.text


NAV = """\
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
nav:
  - Home: /
  - Streams:
      - The border: sections/turkey-border/index.md
      - /sections/us/
  - Who we are: about.md
  - All & sundry: /sections/
"""


def test_nav_leads_to_pages_of_both_kinds_without_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = {
        **BRIEFINGS,
        "mkdocs.yml": MKDOCS.replace("theme: dateline", "theme: readthedocs") + NAV,
        "briefings/about.md": BY_PATH,
    }
    write_site(tmp_path, files)
    caplog.set_level("INFO")
    built = tree(mkdocs(tmp_path, tmp_path / "site", strict=True))
    assert not [r for r in caplog.records if r.levelname == "WARNING"]
    page = built["2016/06/19/index.html"].decode()
    assert ">Home</a>" in page
    for address, title in [
        ("sections/turkey-border/", "The border"),
        ("sections/us/", "US"),
        ("about/", "Who we are"),
        ("sections/", "All &amp; sundry"),
    ]:
        found = re.search(rf'<a [^>]*href="\.\./\.\./\.\./{address}"[^>]*>([^<]*)</a>', page)
        assert found, address
        assert found[1] == title


def test_nav_orders_and_names_the_pages_in_our_own_menu(tmp_path: Path) -> None:
    nav = "nav:\n  - Who & why: why.md\n  - about.md\n"
    pages = {"briefings/about.md": "# About\n", "briefings/why.md": "# Why\n"}
    write_site(tmp_path / "desk", {**BRIEFINGS, **pages, "mkdocs.yml": MKDOCS + nav})
    home = both_doors(tmp_path / "desk", tmp_path)["index.html"].decode()
    assert 0 < home.index(">Who &amp; why</a>") < home.index(">About</a>")


def test_a_title_with_marks_is_written_once(tmp_path: Path) -> None:
    write_site(tmp_path / "desk", {**BRIEFINGS, "briefings/about.md": "# R & D `a<b>`\n"})
    built = both_doors(tmp_path / "desk", tmp_path)
    assert "<title>R &amp; D a&lt;b&gt; · " in built["about/index.html"].decode()


def test_markdown_pages_that_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rules = "exclude_docs: /internal.md\ndraft_docs: '*.draft.md'\nnot_in_nav: /about.md\n"
    pages = {f"briefings/{name}.md": f"# {name}\n" for name in ("internal", "x.draft", "about")}
    write_site(tmp_path / "desk", {**BRIEFINGS, **pages, "mkdocs.yml": MKDOCS + rules})
    built = both_doors(tmp_path / "desk", tmp_path)
    assert "about/index.html" in built
    assert not [path for path in built if "internal" in path or "draft" in path]
    assert "internal" not in shows(built["index.html"])
    assert not [r for r in caplog.records if r.levelname == "WARNING"]


@pytest.mark.parametrize("rule", ["exclude_docs: '*-20.yaml'", "draft_docs: 2016-06-20.yaml"])
def test_a_briefing_that_is_left_out_is_on_neither_site(tmp_path: Path, rule: str) -> None:
    site = write_site(tmp_path / "desk", {**BRIEFINGS, "mkdocs.yml": f"{MKDOCS}{rule}\n"})
    built = both_doors(site, tmp_path)
    assert "2016/06/19/index.html" in built
    assert not [path for path in built if path.startswith("2016/06/20")]
    assert not [path for path, page in built.items() if b"protested again" in page]


def test_what_mkdocs_users_put_beside_their_pages_is_on_both_sites(tmp_path: Path) -> None:
    named = "extra_css: [css/own.css]\nextra_javascript: [js/own.mjs]\n"
    files = {
        "mkdocs.yml": MKDOCS + named,
        "briefings/CNAME": "daily.example\n",
        "briefings/css/own.css": "p { margin: 0 }",
        "briefings/js/own.mjs": "0",
    }
    built = both_doors(write_site(tmp_path / "desk", {**BRIEFINGS, **files}), tmp_path)
    assert built["CNAME"] == b"daily.example\n"
    page = built["2016/06/19/index.html"].decode()
    for path in ("css/own.css", "js/own.mjs"):
        assert path in built
        assert f'="../../../{path}"' in page


def test_only_what_is_named_is_published(tmp_path: Path) -> None:
    named = (
        "extra_css: [css/own.css]\nextra_javascript: [js/own.js]\nextra_templates: [humans.txt]\n"
    )
    files = {
        "mkdocs.yml": MKDOCS.replace("theme: dateline", "theme: {name: readthedocs, logo: l.svg}")
        + named,
        "briefings/css/own.css": "p { margin: 0 }",
        "briefings/js/own.js": "0",
        "briefings/humans.txt": "{{ config.site_name }}",
        "briefings/l.svg": "<svg/>",
        "briefings/img/favicon.ico": "ours",
        "briefings/notes.txt": "not for readers",
        "briefings/.secret": "not for readers",
    }
    write_site(tmp_path, {**BRIEFINGS, **files})
    built = tree(mkdocs(tmp_path, tmp_path / "site"))
    assert built["humans.txt"] == b"Test Daily"
    assert built["img/favicon.ico"] == b"ours"
    assert {"css/own.css", "js/own.js", "l.svg"} <= built.keys()
    assert not {"notes.txt", ".secret", "sitemap.xml.gz"} & built.keys()
    assert b"<lastmod>2016-06-1" in built["sitemap.xml"]  # ours: MkDocs would say today
    assert not [path for path in built if path.endswith((".yaml", ".yml"))]
    assert 'href="../../../css/own.css"' in built["2016/06/19/index.html"].decode()


def test_a_link_out_of_the_folder_is_never_followed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_site(
        tmp_path, {"far/own.css": "x7secret", "far/page.md": "x7secret", "far/data.txt": "x7secret"}
    )
    site = write_site(
        tmp_path / "desk",
        {**BRIEFINGS, "mkdocs.yml": MKDOCS + "extra_css: [own.css]\nextra_templates: [data.txt]\n"},
    )
    for name in ("own.css", "page.md", "data.txt"):
        (site / "briefings" / name).symlink_to(tmp_path / "far" / name)
    (site / "briefings/folder").symlink_to(tmp_path / "far")
    for theme in ("dateline", "readthedocs"):
        config = (site / "mkdocs.yml").read_text()
        (site / "mkdocs.yml").write_text(re.sub("theme: .*", f"theme: {theme}", config))
        built = tree(mkdocs(site, tmp_path / "site"))
        assert not [path for path, content in built.items() if b"x7secret" in content]
    assert "file/link-outside" in caplog.text
    assert "x7secret" not in caplog.text


def test_templates_come_from_where_the_settings_say(tmp_path: Path) -> None:
    own = "{% extends 'base.html' %}{% block main %}ours{% endblock %}"
    for number, (theme, options) in enumerate(
        [
            ("dateline", "[dateline]"),
            ("{name: dateline, custom_dir: templates}", "[dateline]"),
            ("dateline", "[{dateline: {templates: templates}}]"),
        ]
    ):
        config = MKDOCS.replace("theme: dateline", f"theme: {theme}")
        config = config.replace("[dateline]", options)
        site = tmp_path / f"desk{number}"
        files = {**BRIEFINGS, "mkdocs.yml": config, "templates/pages/claims.html": own}
        built = both_doors(write_site(site, files), tmp_path / f"out{number}")
        assert "ours" in built["claims/index.html"].decode()


def test_another_themes_custom_dir_is_its_own(tmp_path: Path) -> None:
    over = "{% extends 'base.html' %}{% block footer %}our footer{% endblock %}"
    files = {
        **BRIEFINGS,
        "mkdocs.yml": MKDOCS.replace("dateline\n", "{name: readthedocs, custom_dir: over}\n", 1),
        "over/main.html": over,
        "over/partials/_line.html": "{{ this is no template of ours",
    }
    write_site(tmp_path, files)
    page = tree(mkdocs(tmp_path, tmp_path / "site"))["2016/06/19/index.html"].decode()
    assert "our footer" in page
    assert "Guards shoot at" in page


def test_two_builds_of_one_site_wait_for_one_another(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", BRIEFINGS)
    command = [str(Path(sys.executable).with_name(COMMAND)), "build"]
    with alone(site / "site", lambda _: None):
        other = subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True)
        assert other.stderr
        lines = iter(other.stderr.readline, "")
        assert any("Another build is at work in" in line for line in lines)
        assert not (site / "site" / "index.html").exists()
    other.communicate()
    assert other.returncode == 0
    assert (site / "site" / "index.html").exists()
