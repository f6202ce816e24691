"""Dateline beside other plugins, hooks and themes: its pages are pages like any other."""

import html
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import MKDOCS, PROJECT, TESTS, tree, write_site
from dateline.plan import bundle_of
from test_mkdocs import BRIEFINGS, BY_PATH, COMMAND, mkdocs, shows

THEMES = {
    "mkdocs": "{name: mkdocs}",
    "readthedocs": "{name: readthedocs}",
    "material": "{name: material, font: false, features: [content.action.edit, navigation.footer]}",
}
SEARCHED_BY = {
    "mkdocs": f'id="{COMMAND}-search-query"',
    "readthedocs": 'role="search"',
    "material": 'data-md-component="search"',
}
DAY_PAGE = "2016/06/19/index.html"


def configured(theme: str, *plugins: str, **more: str) -> str:
    """A mkdocs.yml: a theme, plugins in this order, and other lines."""
    lines = [MKDOCS.replace("theme: dateline", f"theme: {theme}").partition("plugins:")[0]]
    lines += ["plugins:", *(f"  - {plugin}" for plugin in plugins)]
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in more.items()), ""])


def site_with(folder: Path, config: str, more: dict[str, str] | None = None) -> Path:
    """The tiny site under a mkdocs.yml, with more files."""
    return write_site(folder, {**BRIEFINGS, "mkdocs.yml": config, **(more or {})})


def found(built: dict[str, bytes], word: str) -> list[str]:
    """Where MkDocs's search finds a word."""
    docs = json.loads(built["search/search_index.json"])["docs"]
    return [doc["location"] for doc in docs if word in f"{doc['title']} {doc['text']}"]


@pytest.mark.parametrize("theme", ["dateline", "readthedocs"])
@pytest.mark.parametrize("plugins", [("search", "dateline"), ("dateline", "search")])
def test_search_finds_a_word_of_a_briefing(
    tmp_path: Path, theme: str, plugins: tuple[str, ...]
) -> None:
    about = {"briefings/about.md": "# About\n\nWho we are, in Antakya.\n"}
    site = site_with(tmp_path, configured(theme, *plugins), about)
    built = tree(mkdocs(site, tmp_path / "site"))
    places = found(built, "Alexandretta")
    assert places[0] == "2016/06/19/"
    assert {place.partition("#")[0] for place in places} == {"2016/06/19/"}
    assert found(built, "Antakya") == ["about/", "about/#about"]
    if theme == "dateline":  # it has no place for the script of MkDocs's search
        theirs = {path for path in built if path.startswith("search/") and not bundle_of(path)}
        assert theirs == {"search/index.html", "search/search_index.json"}
        assert b"search/main.js" not in built[DAY_PAGE]
    else:
        assert found(built, 'Guards shoot at "refugees" & others')[-1].endswith("#turkey-border")


def test_materials_search_finds_a_word_of_a_briefing(tmp_path: Path) -> None:
    site = site_with(tmp_path, configured("material", "search", "dateline"))
    places = found(tree(mkdocs(site, tmp_path / "site")), "Alexandretta")
    assert {place.partition("#")[0] for place in places} == {"2016/06/19/"}


@pytest.mark.parametrize("theme", ["dateline", "readthedocs"])
def test_minify_shrinks_the_pages(tmp_path: Path, theme: str) -> None:
    minify = "minify: {minify_html: true}"
    sizes, words = [], []
    for plugins in [("dateline",), ("dateline", minify), (minify, "dateline")]:
        site = site_with(tmp_path, configured(theme, *plugins))
        page = tree(mkdocs(site, tmp_path / "site"))[DAY_PAGE]
        sizes.append(len(page))
        words.append(html.unescape(shows(page)).split())
    assert sizes[1] == sizes[2] < sizes[0]
    assert words[1] == words[2]
    assert "Alexandretta." in words[1]


@pytest.mark.parametrize("first", [True, False])
def test_redirects_lead_to_a_briefing(
    tmp_path: Path, first: bool, caplog: pytest.LogCaptureFixture
) -> None:
    maps = "{old.md: 2016/06/19/index.md, older.md: 'sections/us/index.md'}"
    plugins = [f"redirects: {{redirect_maps: {maps}}}", "dateline"]
    site = site_with(tmp_path, configured("dateline", *(plugins if first else plugins[::-1])))
    built = tree(mkdocs(site, tmp_path / "site", strict=True))
    assert b"url=../2016/06/19/" in built["old/index.html"]
    assert b"url=../sections/us/" in built["older/index.html"]
    assert "does not exist" not in caplog.text


def git(folder: Path, *arguments: str) -> str:
    """git in a folder, as somebody."""
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@test.example"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("repository", [True, False])
def test_git_dates_do_not_fall_over(tmp_path: Path, repository: bool) -> None:
    dates = "git-revision-date-localized: {fallback_to_build_date: true}"
    about = {"briefings/about.md": BY_PATH}
    site = site_with(tmp_path, configured("material", "dateline", dates), about)
    if repository:
        git(site, "init", "--quiet")
        git(site, "add", "briefings", "mkdocs.yml")
        git(site, "commit", "--quiet", "--message", "A day")
    built = tree(mkdocs(site, tmp_path / "site"))
    assert "Alexandretta" in shows(built[DAY_PAGE])
    assert b"md-source-file__fact" in built["about/index.html"]


HOOK = '''\
"""A site's own hook."""

from pathlib import Path

SEEN = []


def on_page_content(html, page, config, files):
    return html.replace("Alexandretta", "Iskenderun")


def on_page_context(context, page, config, nav):
    SEEN.append(page.url)


def on_post_page(output, page, config):
    return output.replace("</body>", "<!-- by the hook --></body>")


def on_post_build(config):
    (Path(config.site_dir) / "seen.txt").write_text("\\n".join(SEEN))
'''


@pytest.mark.parametrize("theme", ["dateline", "readthedocs"])
def test_a_sites_hooks_see_every_page(tmp_path: Path, theme: str) -> None:
    more = {"hook.py": HOOK, "briefings/about.md": BY_PATH}
    site = site_with(tmp_path, configured(theme, "dateline", hooks="[hook.py]"), more)
    built = tree(mkdocs(site, tmp_path / "site"))
    seen = built["seen.txt"].decode().split("\n")
    assert {"", "about/", "2016/06/19/", "2016/06/19/us/", "sections/us/"} <= set(seen)
    page = built[DAY_PAGE].decode()
    assert "Iskenderun" in page
    assert "Alexandretta" not in page
    assert "<!-- by the hook --></body>" in page
    assert "<!-- by the hook --></body>" in built["about/index.html"].decode()


@pytest.fixture(scope="module", params=THEMES)
def guest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The sample site in another theme's shell: the theme's name and the files."""
    folder = tmp_path_factory.mktemp(request.param)
    config = configured(
        THEMES[request.param],
        "search",
        "dateline: {language: en-GB, timezone: Asia/Damascus}",
        repo_url="https://git.example/desk/daily",
        edit_uri="edit/main/briefings/",
    ).replace("docs_dir: briefings", f"docs_dir: {PROJECT / 'briefings'}")
    write_site(folder, {"mkdocs.yml": config})
    return request.param, tree(mkdocs(folder, folder / "site"))


def halves(page: bytes) -> tuple[str, str]:
    """Our content in a page, and the shell round it."""
    before, _, rest = page.decode().partition('<div class="dateline" id="_main">\n')
    depth = 1
    for tag in re.finditer(r"<(/?)div\b", rest):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return rest[: tag.start()], before + rest[tag.start() :]
    raise AssertionError("our content is not in the page")


def test_a_briefing_in_a_foreign_shell(guest: tuple[str, dict[str, bytes]]) -> None:
    theme, built = guest
    content, shell = halves(built[DAY_PAGE])
    assert "sana" in content.lower()
    assert re.search(r'<h2 id="turkey-border">', content)
    for link in ("../18/", "../20/", "../../../about/"):
        assert f'href="{link}"' in shell, link
    # readthedocs lists the entries of pages in the navigation only: of home
    listing = halves(built["index.html"])[1] if theme == "readthedocs" else shell
    assert listing.count('href="#latest"') == 1
    assert 'href="https://git.example/desk/daily/edit/main/briefings/2016/2016-06-19.yaml"' in shell
    assert SEARCHED_BY[theme] in shell
    assert 'href="../../../assets/dateline.css"' in shell


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("2016/06/19/turkey-border/index.html", "Turkish guards accused of shooting dead"),
        ("sections/turkey-border/index.html", "Eight or eleven: why we print three counts"),
        ("threads/al-tanf/index.html", "Special video conference over al-Tanf"),
        ("index.html", "Jordan closes its borders"),
    ],
)
def test_other_pages_in_a_foreign_shell(
    guest: tuple[str, dict[str, bytes]], page: str, words: str
) -> None:
    theme, built = guest
    content, shell = halves(built[page])
    assert words in shows(content.encode())
    assert SEARCHED_BY[theme] in shell
    up = "../" * page.count("/")
    assert f'href="{up}about/"' in shell
    assert f'href="{up}assets/dateline.css"' in shell
    assert content.count("<main") == content.count("<html") == 0


def test_neighbours_of_an_entry_are_those_in_its_section(
    guest: tuple[str, dict[str, bytes]],
) -> None:
    _, shell = halves(guest[1]["2016/06/18/us/index.html"])
    assert 'href="../../16/dissent-memo/"' in shell
    assert 'href="../../19/us/"' in shell


def test_only_the_guests_own_sheet_is_brought_along(guest: tuple[str, dict[str, bytes]]) -> None:
    built = guest[1]
    assert "assets/dateline.css" in built
    assert "assets/tokens.css" not in built
    assert not [path for path in built if path.endswith((".yaml", ".yml", ".gz"))]
    assert b"<lastmod>2016-" in built["sitemap.xml"]  # MkDocs' own says that all changed today


def test_a_redirect_stands_alone_in_any_theme(tmp_path: Path) -> None:
    given = TESTS / "sites" / "moved-ids"
    config = configured("readthedocs", "dateline").replace("briefings", str(given / "briefings"))
    write_site(tmp_path, {"mkdocs.yml": config})
    built = tree(mkdocs(tmp_path, tmp_path / "site"))
    moved = [page.decode() for page in built.values() if b'http-equiv="refresh"' in page]
    assert moved
    for page in moved:
        assert page.startswith("<!doctype html>")
        assert page.count("<html") == 1
        assert "wy-nav" not in page


EVIL = "\"><x7 y=1></title><x7>'&"
HOSTILE = {
    "briefings/2016-06-19.yaml": f"""\
title: {json.dumps(EVIL)}
entries:
  Evil:
    - thread: evil
      place: evil
      text: |
        # {EVIL}

        Words.
    - {{id: second, text: "{EVIL.replace('"', "”")}"}}
""",
    "briefings/2016-06-20.yaml": "entries:\n  Evil: One word more.\n",
    "briefings/sections.yaml": f"evil: {{name: {json.dumps(EVIL)}, aka: [Evil]}}\n",
    "briefings/threads.yaml": f"evil: {{title: {json.dumps(EVIL)}, about: {json.dumps(EVIL)}}}\n",
    "briefings/entities.yaml": f"places: {{evil: {{name: {json.dumps(EVIL)}}}}}\n",
    "briefings/about.md": f"# About `{EVIL}`\n",
}


class Elements(HTMLParser):
    """The names of all elements, and of all attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attributes)}


@pytest.mark.parametrize("theme", ["dateline", *THEMES])
def test_nothing_an_author_writes_becomes_markup(tmp_path: Path, theme: str) -> None:
    shell = THEMES.get(theme, theme)
    config = configured(shell, "search", "dateline: {checks: {summary/length: off}}")
    site = write_site(tmp_path, {**HOSTILE, "mkdocs.yml": config})
    built = tree(mkdocs(site, tmp_path / "site"))
    pages = {path: page for path, page in built.items() if path.endswith(".html")}
    assert {"2016/06/19/evil/index.html", "threads/evil/index.html"} <= pages.keys()
    for path, page in pages.items():
        assert not {name for name in Elements(page).names if "x7" in name or '"' in name}, path
        assert b"<x7" not in page, path
    titled = html.unescape(re.search("<title>(.*?)</title>", pages[DAY_PAGE].decode())[1])
    assert titled.startswith(EVIL)
