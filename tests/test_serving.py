"""The preview's server: what it answers, to whom, and what it tells of changes.

Real servers on real ports, a real HTTP client, real file events.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from conftest import PROJECT, build_site, tree, write_site
from dateline.cli import main
from dateline.model.paths import is_html
from dateline.serving import listen
from previewing import PATIENCE, Served, files, sample, save, served, until

DAY = "2016/2016-06-19.yaml"
HEADLINE = "shot dead"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample site, left as it is."""
    with served(sample(tmp_path_factory.mktemp("sample")), ("preview.example",)) as found:
        yield found


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Served]:
    """The sample site, to be changed."""
    with served(sample(tmp_path / "mine")) as found:
        yield found


def test_every_file_of_a_build_is_served(site: Served, tmp_path: Path) -> None:
    build_site(site.root, tmp_path / "built")
    for path, content in files(tmp_path / "built").items():
        address = "/" + quote(path.removesuffix("index.html"))
        found = site.page(address) if is_html(path) else site.ask(address)[2]
        assert found == content, path


def test_feeds_are_called_what_they_are_but_to_browsers(site: Served) -> None:
    """Browsers show as a page only what is called XML and no more."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for path, kind in (
        ("/feed.xml", "application/atom+xml"),
        ("/sections/us/rss.xml", "application/rss+xml"),
    ):
        assert site.ask(path)[1]["content-type"] == kind
        assert site.ask(path, accept=browser)[1]["content-type"] == "application/xml"
    assert site.ask("/claims/feed.json", accept=browser)[1]["content-type"] == (
        "application/feed+json"
    )


def test_what_is_no_file_of_the_site_is_not_there(site: Served) -> None:
    for path in (
        *("/nowhere/", "/mkdocs.yml", f"/{DAY}", "/briefings/", "/.dateline.json", "/.dateline/"),
        *("/2016/06/19/nowhere.html", "/index.htm", "/2016/6/19/", "/2016/06/19/index.html/"),
        *("/assets/", "/preview/live.js", "/__dateline/desk.html", "/__dateline/../index.html"),
    ):
        status, _, body = site.ask(path)
        assert status == 404, path
        assert b"docs_dir" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/assets/../../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/..%2fmkdocs.yml",
        "/%252e%252e/mkdocs.yml",
        "/..%252fmkdocs.yml",
        "/..\\mkdocs.yml",
        "/..%5cmkdocs.yml",
        "/%5c..%5cmkdocs.yml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd%00.html",
        "/index.html%00",
        "/%00",
        "/%ff%fe",
        "/2016/06/19/%00/",
        "/sections/%2e%2e/",
        "/sections/../",
        "/" + "a/" * 5000,
        "/" + "%2e%2e%2f" * 40 + "etc/passwd",
        "http://elsewhere.example/etc/passwd",
        "/x\udce9",
    ],
    ids=lambda path: ascii(path)[:40],
)
def test_no_path_leads_out_of_the_site(path: str, site: Served) -> None:
    """As it is written, with nothing made right by the client."""
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        line.sendall(head.encode("utf-8", "surrogateescape"))
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] in (b"404", b"400"), answer[:200]
    assert b"root:" not in answer and b"docs_dir" not in answer


def test_no_link_leads_out_of_the_site(mine: Served) -> None:
    """A picture that becomes a link to a file elsewhere, and a briefing that does."""
    docs = mine.preview.settings.docs_dir
    pictures = [path for path, file in mine.preview.shown.copies.items() if docs in file.parents]
    secret = mine.root / "secret.txt"
    secret.write_text("entries:\n  - section: us\n    text: the secret\n", encoding="utf-8")
    for path in (*pictures[:1], DAY):
        with mine.preview.lock:  # before it has been heard of
            (docs / path).unlink()
            (docs / path).symlink_to(secret)
    for path in pictures[:1]:
        assert b"secret" not in mine.ask(f"/{path}")[2]
    until(lambda: bool(mine.errors()))
    assert not mine.shows("/2016/06/19/", "the secret")
    assert mine.shows("/2016/06/19/", HEADLINE)


def test_a_folder_is_asked_for_with_a_slash(site: Served) -> None:
    status, headers, _ = site.ask("/2016/06/19")
    assert (status, headers["location"]) == (307, "/2016/06/19/")


def test_a_site_is_served_under_its_own_path(tmp_path: Path) -> None:
    root = sample(tmp_path / "site")
    save(root / "mkdocs.yml", "syria-daily.example/", "syria-daily.example/daily%20news/")
    with served(root) as found:
        for path in ("/", "/daily%20news"):
            status, headers, _ = found.ask(path)
            assert (status, headers["location"]) == (307, "/daily%20news/")
        assert b"https://syria-daily.example/daily%20news/" in found.page("/daily%20news/")
        assert found.ask("/2016/06/19/")[0] == 404
        with found.listening("/daily%20news/") as line:
            assert line.next()["mark"].encode() in found.ask("/daily%20news/")[2]


def test_the_head_of_an_answer(site: Served) -> None:
    status, headers, body = site.ask("/2016/06/19/", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert site.ask("/", "POST")[0] == 405
    assert site.ask("/assets/type.css")[1]["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "[::1]", "preview.example", "LOCALHOST"]
)
def test_names_of_its_own(name: str, site: Served) -> None:
    assert site.ask("/", Host=name)[0] == 200
    assert site.ask("/", Host=f"{name}:{site.port}")[0] == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "x@localhost", "::1"],
)
def test_names_of_others(name: str, site: Served) -> None:
    """A page elsewhere whose name leads here (DNS rebinding) reads nothing."""
    for path in ("/", "/2016/06/19", "/__dateline/", "/__dateline/live?page=/", "/assets/type.css"):
        status, headers, body = site.ask(path, Host=name)
        assert status == 400, (path, name)
        assert "location" not in headers and b"Syria" not in body


def test_other_origins_hear_nothing(site: Served) -> None:
    path = "/__dateline/live?page=/"
    for headers in (
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost:1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        status, answer, body = site.ask(path, **headers)
        assert status == 403 and b"mark" not in body
        assert "access-control-allow-origin" not in answer


def test_a_saved_word_is_shown_and_only_pages_with_it_are_told(mine: Served) -> None:
    file = mine.root / "briefings" / DAY
    with mine.listening("/2016/06/19/") as here, mine.listening("/2016/06/21/") as elsewhere:
        before, other = here.next(), elsewhere.next()
        save(file, HEADLINE, "shot and killed")
        after = here.next()
        assert after["mark"] != before["mark"] and not after["errors"]
        assert mine.shows("/2016/06/19/", "shot and killed")
        assert after["mark"].encode() in mine.ask("/2016/06/19/")[2]
        checks = len(mine.checks)
        until(lambda: len(mine.checks) > checks)
        assert elsewhere.silent
        assert other["mark"].encode() in mine.ask("/2016/06/21/")[2]


def test_a_mistake_leaves_the_page_as_it_was(mine: Served) -> None:
    file = mine.root / "briefings" / DAY
    with mine.listening("/2016/06/19/") as line:
        before = line.next()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(HEADLINE, "shot and killed", 1) + "  - x: [\n", "utf-8")
        after = line.next()
        assert after["mark"] == before["mark"]
        head, *rest = after["errors"][0]
        assert re.search(r"2016-06-19\.yaml:\d+:3: error: ", head) and "- x: [" in rest[0]
        assert not mine.shows("/2016/06/19/", "shot and killed")
        file.write_text(text, encoding="utf-8")
        assert line.next() == before


def test_files_come_go_and_are_renamed(mine: Served) -> None:
    docs = mine.root / "briefings"
    new = docs / "2016" / "2016-06-30.yaml"
    new.write_text("entries:\n  - section: us\n    text: Nothing new [@sana].\n", encoding="utf-8")
    until(lambda: mine.ask("/2016/06/30/")[0] == 200)
    assert mine.shows("/", "Nothing new")
    new.rename(new.with_name("2016-07-01.yaml"))
    until(lambda: mine.ask("/2016/07/01/")[0] == 200)
    until(lambda: mine.ask("/2016/06/30/")[0] == 404)
    new.with_name("2016-07-01.yaml").unlink()
    until(lambda: mine.ask("/2016/07/01/")[0] == 404)


def test_a_folder_is_moved_away_and_back(mine: Served, tmp_path: Path) -> None:
    docs = mine.root / "briefings"
    docs.rename(tmp_path / "away")
    until(lambda: bool(mine.errors()))
    assert mine.shows("/2016/06/19/", HEADLINE)
    (tmp_path / "away").rename(docs)
    until(lambda: not mine.errors())
    save(docs / DAY, HEADLINE, "shot and killed")
    until(lambda: mine.shows("/2016/06/19/", "shot and killed"))


def test_registers_templates_styles_settings(mine: Served) -> None:
    """Whatever a site is made from, with no restart."""
    docs = mine.root / "briefings"
    name = save(docs / "sections.yaml", "US", "United States")
    until(lambda: mine.shows("/2016/06/19/", "United States"))
    (docs / "sections.yaml").write_text(name, encoding="utf-8")
    templates = mine.root / "templates"
    own = templates / "pages" / "briefing.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "base.html" %}{% block main %}mine{% endblock %}', "utf-8")
    until(lambda: mine.shows("/2016/06/19/", ">mine<") or mine.shows("/2016/06/19/", "mine</main>"))
    own.write_text(
        '{% extends "base.html" %}{% block main %}\n{{ page.no }}{% endblock %}', "utf-8"
    )
    until(lambda: mine.ask("/2016/06/19/")[0] == 500)
    assert mine.shows("/2016/06/19/", "templates/pages/briefing.html:2: ")
    assert mine.ask("/sections/us/")[0] == 200
    own.unlink()
    until(lambda: mine.shows("/2016/06/19/", HEADLINE))
    style = templates / "assets" / "type.css"
    style.parent.mkdir()
    with mine.listening("/2016/06/19/") as line:
        marks = [line.next()["mark"]]
        for text in ("body { color: red }", "body { color: blue }"):
            style.write_text(text, encoding="utf-8")
            marks.append(line.next()["mark"])
            assert mine.ask("/assets/type.css")[2] == text.encode()
        assert len({*marks}) == 3
    config = save(mine.root / "mkdocs.yml", "site_name: ", "site_name: Another ")
    until(lambda: mine.shows("/", "Another "))
    (mine.root / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    until(lambda: bool(mine.errors()))
    assert mine.shows("/", "Another ")
    (mine.root / "mkdocs.yml").write_text(config, encoding="utf-8")
    until(lambda: not mine.shows("/", "Another "))
    until(lambda: not mine.errors())


def test_a_markdown_page_and_a_picture(mine: Served) -> None:
    docs = mine.root / "briefings"
    (docs / "help.md").write_text("# Help us\n\nWrite.\n", encoding="utf-8")
    until(lambda: mine.ask("/help/")[0] == 200)
    save(docs / "help.md", "Write.", "Write soon.")
    until(lambda: mine.shows("/help/", "Write soon."))
    path = "2016/photos/border-wall.svg"
    file = docs / path
    assert mine.shows("/2016/06/19/", "border-wall.svg")
    with mine.listening("/2016/06/19/") as here, mine.listening("/2016/06/20/") as there:
        before, _ = here.next(), there.next()
        data = file.read_bytes()
        file.write_bytes(data + b"\n")
        assert here.next()["mark"] != before["mark"]
        assert mine.ask(f"/{path}")[2] == data + b"\n"
        assert there.silent


def test_editors_write_in_many_ways(mine: Served) -> None:
    """By rename, twice, with files beside; each shows, and what they leave behind is nothing."""
    file = mine.root / "briefings" / DAY
    text = file.read_text(encoding="utf-8")
    for number, beside in enumerate((".2016-06-19.yaml.swp", "2016-06-19.yaml~", "4913", "sedAbC")):
        new = text.replace(HEADLINE, f"shot at {number}", 1)
        file.with_name(beside).write_text(new, encoding="utf-8")
        if number % 2:
            file.with_name(beside).replace(file)
        else:
            file.write_text("", encoding="utf-8")
            file.write_text(new, encoding="utf-8")
            file.with_name(beside).unlink()
        until(lambda: mine.shows("/2016/06/19/", f"shot at {number}"))  # noqa: B023
        until(lambda: not mine.errors())


def test_a_checkout_is_one_update(tmp_path: Path) -> None:
    """Five hundred files at a time, and back."""
    days = {
        f"briefings/20{year:02d}/20{year:02d}-{month:02d}-{day:02d}.yaml": BRIEFING
        for year in range(10, 12)
        for month in range(1, 13)
        for day in range(1, 22)
    }
    root = write_site(tmp_path / "site", days)
    with served(root) as found:
        for path in days:
            (root / path).write_text(BRIEFING.replace("Rain", "Snow"), encoding="utf-8")
        until(lambda: found.shows("/2011/12/21/", "Snow") and found.shows("/2010/01/01/", "Snow"))
        assert len(found.updates) == 1 and len(found.updates[0]) == len(days) > 500


BRIEFING = "entries:\n  - section: us\n    text: Rain on the coast [@sana].\n"


def test_the_desk(mine: Served) -> None:
    docs = mine.root / "briefings"
    assert mine.shows("/__dateline/", "Nothing is held back.")
    save(docs / DAY, "entries:", "draft: true\nentries:")
    until(lambda: mine.shows("/__dateline/", "Draft"))
    save(docs / DAY, "draft: true\n", "")
    until(lambda: mine.shows("/__dateline/", "Nothing is held back."))
    (docs / "2016" / "2016-06-30.yaml").write_text("entries:\n  - x: [\n", encoding="utf-8")
    until(lambda: mine.shows("/__dateline/", "2016/2016-06-30.yaml"))
    assert mine.shows("/__dateline/?page=/2016/06/19/", "/2016/06/20/")
    assert mine.shows("/__dateline/?page=%22%3E%3Cscript%3E", "Desk")
    assert not mine.shows("/__dateline/?page=%22%3E%3Cscript%3Ealert", "<script>alert")


def test_drafts_are_shown_where_they_are_asked_for(tmp_path: Path) -> None:
    root = sample(tmp_path / "site")
    save(root / "briefings" / DAY, "entries:", "draft: true\nentries:")
    save(
        root / "briefings" / "2016" / "2016-06-20.yaml",
        "(see:2016-06-19#turkey-border)",
        "(see:2016-06-18)",
    )
    with served(root, drafts=True) as found:
        assert found.shows("/2016/06/19/", "Draft")
        assert found.shows("/__dateline/", 'href="/2016/06/19/"')


def test_a_build_beside_it_changes_nothing(mine: Served, tmp_path: Path) -> None:
    """Another process that writes what both remember."""
    file = mine.root / "briefings" / DAY
    before = mine.page("/2016/06/19/")
    text = save(file, "entries:", "entries:\n  - x: [")
    until(lambda: bool(mine.errors()))
    assert mine.page("/2016/06/19/") == before
    file.write_text(text, encoding="utf-8")
    build_site(mine.root, tmp_path / "out", remember=True)
    shutil.rmtree(mine.root / ".dateline")
    build_site(mine.root, tmp_path / "out", remember=True)
    until(lambda: not mine.errors())
    assert mine.page("/2016/06/19/") == before
    os.truncate(mine.root / ".dateline" / "cache-mkdocs.sqlite", 5000)
    assert mine.page("/2016/06/21/") == tree(tmp_path / "out")["2016/06/21/index.html"]


def test_a_mistake_of_ours_does_not_end_it(
    mine: Served, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is said in the terminal, and what is saved next is shown."""
    file, said = mine.root / "briefings" / DAY, ""

    def fails(*_: object) -> bool:
        raise ZeroDivisionError

    def is_said() -> bool:
        nonlocal said
        said += capfd.readouterr().err
        return "ZeroDivisionError" in said

    with monkeypatch.context() as broken:
        broken.setattr(mine.preview, "update", fails)
        broken.setattr(mine.preview, "until", fails)
        save(file, HEADLINE, "shot")
        until(is_said)
    save(file, "entries:", "title: Another day\nentries:")
    until(lambda: mine.shows("/2016/06/19/", "Another day"))


def command(root: Path, *options: str) -> subprocess.Popen[str]:
    """The command, as an author gives it."""
    script = [sys.executable, "-c", "from dateline.cli import main; main()", "serve"]
    pipe = subprocess.PIPE
    return subprocess.Popen([*script, *options], cwd=root, stdout=pipe, stderr=pipe, text=True)


def test_the_command_from_start_to_end(tmp_path: Path) -> None:
    """It says where the site is, and what is wrong as it comes; Ctrl-C is no failure."""
    root = sample(tmp_path / "site")
    running = command(root, "--port", "0")
    try:
        assert running.stdout and running.stderr
        said = re.fullmatch(
            r"7 briefings after [\d.]+ s: http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)\n",
            running.stdout.readline(),
        )
        assert said
        line = HTTPConnection("127.0.0.1", int(said[1]))
        line.request("GET", "/2016/06/19/")
        assert HEADLINE.encode() in line.getresponse().read()
        text = save(root / "briefings" / DAY, "entries:", "entries:\n  - x: [")
        assert f"briefings/{DAY}:" in running.stderr.readline()
        (root / "briefings" / DAY).write_text(text, encoding="utf-8")
        until(lambda: "Nothing to mend." in running.stderr.readline())  # type: ignore[union-attr]
    finally:
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=PATIENCE)
    assert (running.returncode, rest) == (0, ("", ""))


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    root = sample(tmp_path / "site")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        running = command(root, "--port", port)
        _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1
    assert said == (
        f"--port {port}: something answers there already, another preview, say."
        " Try --port 0, which finds one that is free.\n"
    )


def test_answers_are_sent_at_once() -> None:
    """Nagle's algorithm would keep the second half of each back for 40 ms; asyncio switches it off
    on sockets that say that they are TCP's."""
    with listen("127.0.0.1", 0) as at:
        assert at.proto == socket.IPPROTO_TCP


def test_an_address_that_others_reach(tmp_path: Path) -> None:
    """It is said to be one; names are refused all the same."""
    root = sample(tmp_path / "site")
    running = command(root, "--host", "0.0.0.0", "--port", "0", "--allow-host", "desk.example")
    try:
        assert running.stdout and running.stderr
        assert "whoever reaches this machine can read the site" in running.stderr.readline()
        said = re.search(r"http://127\.0\.0\.1:(\d+)/", running.stdout.readline())
        assert said
        for name, expected in (("desk.example", 200), ("evil.example", 400), ("0.0.0.0", 400)):
            line = HTTPConnection("127.0.0.1", int(said[1]))
            line.request("GET", "/", headers={"Host": name})
            assert line.getresponse().status == expected
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("name", ["*", "a*b", "desk.example:80", "http://desk.example", "a b", ""])
def test_what_is_no_name(name: str) -> None:
    result = CliRunner().invoke(
        main, ["serve", "-f", str(PROJECT / "mkdocs.yml"), "--allow-host", name]
    )
    assert result.exit_code == 2
    assert f"`{name}` is no name alone, as desk.example is." in result.stderr


def test_a_site_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\nplugins: []\n", encoding="utf-8")
    running = command(tmp_path, "--port", "0")
    _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1 and "Add:  plugins: [dateline]" in said
