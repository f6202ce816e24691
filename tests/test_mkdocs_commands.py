"""`serve` and `gh-deploy` of MkDocs and of ProperDocs, as processes of their own."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from conftest import MKDOCS, tree, write_site
from test_mkdocs import BRIEFINGS, BY_PATH, DAY, run

TRIES = 300
PAUSE = 0.1  # seconds
BOTH = pytest.mark.parametrize("command", ["mkdocs", "properdocs"])
CLAIMS = "{% extends 'base.html' %}{% block main %}Our WORD{% endblock %}"


class Preview:
    """A running `serve`: what it shows, and what it says in its terminal."""

    def __init__(self, address: str, terminal: Path) -> None:
        self.address = address
        self.terminal = terminal

    def get(self, path: str) -> str:
        """A page, or nothing if there is none (yet)."""
        try:
            with urlopen(self.address + path, timeout=30) as answer:
                return str(answer.read().decode())
        except (URLError, HTTPException, ConnectionError):
            return ""

    def shows(self, path: str, words: str) -> None:
        """Wait until a page shows the words."""
        self.wait(lambda: words in self.get(path), f"{path} never showed {words!r}")

    def says(self, words: str) -> None:
        """Wait until the terminal has the words."""
        self.wait(lambda: words in self.terminal.read_text(), f"nobody said {words!r}")

    def wait(self, there: Callable[[], bool], otherwise: str) -> None:
        """Ask a bounded number of times."""
        for _ in range(TRIES):
            if there():
                return
            time.sleep(PAUSE)
        raise AssertionError(f"{otherwise}\n{self.terminal.read_text()}")


@contextmanager
def preview(site: Path, command: str) -> Iterator[Preview]:
    """`mkdocs serve` or `properdocs serve` for a site, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name(command)
    terminal = site / "terminal.txt"
    with terminal.open("w") as said:
        process = subprocess.Popen(
            [str(program), "serve", "-f", "mkdocs.yml", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=site,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Preview(f"http://127.0.0.1:{port}", terminal)
        assert process.poll() is None, "the server did not live on"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(30)


@BOTH
def test_every_edit_shows_and_a_mistake_is_lived_through(tmp_path: Path, command: str) -> None:
    config = MKDOCS.replace("https://test.example/", "https://test.example/daily/")
    files = {
        **BRIEFINGS,
        "mkdocs.yml": config + "draft_docs: later.md\n",
        "briefings/about.md": BY_PATH,
        "briefings/later.md": "# Not yet\n",
        "briefings/sections.yaml": "turkey-border: Turkey border\nus: US\n",
        "templates/pages/claims.html": CLAIMS.replace("WORD", "claims"),
        "templates/assets/tokens.css": ":root { --own: 1 }\n",
    }
    site = write_site(tmp_path, files)
    with preview(site, command) as shown:
        shown.shows("/daily/2016/06/19/", "Alexandretta")
        shown.shows("/daily/claims/", "Our claims")
        shown.shows("/daily/assets/tokens.css", "--own: 1")
        shown.shows("/daily/later/", "Not yet")
        assert shown.get("/daily/2016/2016-06-19.yaml") == ""
        # A policy would keep out the script, inline, with which MkDocs loads the page again.
        assert "livereload(" in shown.get("/daily/about/")
        assert "Content-Security-Policy" not in shown.get("/daily/about/")
        for path, before, after, page in [
            ("briefings/2016/2016-06-19.yaml", "Alexandretta", "Iskenderun", "2016/06/19/"),
            ("briefings/sections.yaml", "us: US", "us: {name: Capital, aka: [US]}", "sections/us/"),
            ("briefings/about.md", "that day", "the day of Iskenderun", "about/"),
            ("templates/pages/claims.html", "Our claims", "Our open questions", "claims/"),
            ("templates/assets/tokens.css", "--own: 1", "--own: 2", "assets/tokens.css"),
        ]:
            edit(site / path, before, after)
            shown.shows(f"/daily/{page}", after.partition("name: ")[2].partition(",")[0] or after)

        edit(site / "briefings/2016/2016-06-20.yaml", "text:", "txet:")
        shown.says("briefings/2016/2016-06-20.yaml:4:5: error: ")
        edit(site / "briefings/2016/2016-06-20.yaml", "txet: Washington", "text: The Capitol")
        shown.shows("/daily/2016/06/20/", "The Capitol protested again")


def edit(file: Path, before: str, after: str) -> None:
    """Save a file with other words."""
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


@BOTH
def test_templates_that_come_later_are_followed(tmp_path: Path, command: str) -> None:
    site = write_site(tmp_path, BRIEFINGS)
    with preview(site, command) as shown:
        shown.shows("/2016/06/19/", "Alexandretta")
        write_site(site, {"templates/pages/claims.html": CLAIMS.replace("WORD", "claims")})
        write_site(site, {"briefings/2016/2016-06-19.yaml": DAY.replace("sanjak", "district")})
        shown.shows("/claims/", "Our claims")
        write_site(site, {"templates/pages/claims.html": CLAIMS.replace("WORD", "open questions")})
        shown.shows("/claims/", "Our open questions")


class Links(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def dead_links(site: dict[str, bytes]) -> list[str]:
    """Every link on every page that leads to nothing in the site."""
    pages = {path: Links(page.decode()) for path, page in site.items() if path.endswith(".html")}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(urljoin(f"http://site/{path}", link))
            if parts.netloc != "site":
                continue
            target = unquote(parts.path).strip("/")
            goal = target if target in site else f"{target}/index.html".lstrip("/")
            if goal not in site or (parts.fragment and parts.fragment not in pages[goal].ids):
                dead.append(f"{path}: {link}")
    return dead


@BOTH
def test_gh_deploy_publishes_the_site_and_nothing_else(tmp_path: Path, command: str) -> None:
    def git(*arguments: str, folder: Path = tmp_path / "desk") -> None:
        subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)

    config = MKDOCS.replace("site_url: https://test.example/\n", "")
    config = config.replace("[dateline]", "[dateline: {checks: {site/no-url: off}}]")
    site = write_site(
        tmp_path / "desk",
        {**BRIEFINGS, "mkdocs.yml": config, "briefings/about.md": BY_PATH, ".gitignore": "site/\n"},
    )
    git("init", "--bare", "--quiet", "--initial-branch=main", str(tmp_path / "far.git"))
    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "Desk")
    git("config", "user.email", "desk@test.example")
    git("remote", "add", "origin", str(tmp_path / "far.git"))
    git("add", ".")
    git("commit", "--quiet", "--message", "Two days")
    result = run(site, command, "gh-deploy", "-f", "mkdocs.yml", "--strict")
    assert result.returncode == 0, result.stderr
    git("clone", "--quiet", "--branch=gh-pages", str(tmp_path / "far.git"), str(tmp_path / "out"))
    out = {path: page for path, page in tree(tmp_path / "out").items() if ".git/" not in path}
    assert out.pop(".nojekyll") == b""
    assert run(site, "dateline", "build", "--site-dir", "again").returncode == 0
    assert out == tree(site / "again")
    assert not [path for path in out if path.endswith((".yaml", ".yml")) or path == "about.md"]
    assert {"2016/06/19/turkey-border/index.html", "about/index.html"} <= out.keys()
    assert dead_links(out) == []
