"""What authors and their sources write is never run, and what is not for readers never leaves.

Each text field of each record gets a mark of its own and a payload; the built pages are read as
a browser reads them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import build_site, tree, write_site
from dateline.problems import BuildFailed
from test_links import FETCHING, Html, is_internal

PAYLOAD = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> '><svg/onload=alert(1)>"
    " {{ 7+42 }} {% raw %} ]]> </title></bdi> <!-- x -->"
)
SECRET = "vermilion-otter"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"><path d="M0 0h6"/></svg>'
MINIMAL = {"briefings/2016-05-02.yaml": "entries:\n  - section: Ports\n    text: Berth four.\n"}


class Marked:
    """Hands out marked payloads and remembers them."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, name: str, without: str = "") -> str:
        payload = PAYLOAD.replace(without, "") if without else PAYLOAD
        self.given.append(f"{name}: {payload}")
        return self.given[-1]


class Pages:
    """The pages of a built site, with all that a reader could be shown."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.html = {p: Html(data.decode()) for p, data in files.items() if p.endswith(".html")}

    @property
    def shown(self) -> Iterator[str]:
        """The text of each page, and the value of each attribute."""
        for page in self.html.values():
            yield page.text
            for element in page.elements:
                yield from element.attributes.values()


def built(folder: Path, files: dict[str, str]) -> Pages:
    """The output of a site given as texts."""
    build_site(write_site(folder / "site", files), folder / "out")
    return Pages(tree(folder / "out"))


def refused(folder: Path, files: dict[str, str]) -> set[str]:
    """The codes of the errors with which a site is refused; nothing may have been written."""
    site = write_site(folder / "site", files)
    with pytest.raises(BuildFailed) as failed:
        build_site(site, folder / "out")
    assert tree(folder / "out") == {}
    return {problem.code for problem in failed.value.problems if problem.severity == "error"}


OURS = tuple(f"assets/{name}.js" for name in ("keys", "reader", "scheme", "search"))


def assert_harmless(pages: Pages) -> None:
    """No page holds anything that a browser would run but the theme's own scripts."""
    for path, page in pages.html.items():
        is_mail = path.endswith("email.html")  # it has its styles in itself, and whole addresses
        assert page.comments == [], path
        for element in page.elements:
            if element.tag == "script" and element.attributes.get("type") != "application/ld+json":
                assert element.inside[1] == "head" or path.endswith("search/index.html"), path
                assert element.attributes["src"].endswith(OURS), (path, element)
                continue
            if is_mail and element.tag == "style":
                assert element.inside[-1] == "head", path
                continue
            assert element.tag not in ("style", "iframe", "object", "embed", "svg"), path
            for name, value in element.attributes.items():
                assert not name.startswith("on"), (path, element)
                assert name != "srcdoc", (path, element)
                assert name != "style" or (is_mail and "(" not in value), (path, element)
            for address in element.addresses():
                scheme = "".join(address.split()).lower().partition(":")[0]
                assert scheme not in ("javascript", "data", "vbscript", "file"), (path, element)
                assert not address.startswith(("//", "\\")), (path, element)
                own = address.removeprefix("https://test.example/") if is_mail else address
                assert element.tag not in FETCHING or is_internal(own), (path, element)
    assert not any("49" in text for text in pages.shown), "a template was run"


def photo(mark: Marked, where: str) -> dict[str, str]:
    """A photo with a payload in each of its words."""
    words = {field: mark(f"{where} photo {field}") for field in ("alt", "caption", "credit")}
    return {"file": "picture.svg", **words}


def correction(mark: Marked, where: str) -> dict[str, str]:
    """A correction with a payload in each of its texts."""
    note, was = mark(f"{where} correction note"), mark(f"{where} correction was")
    return {"at": "2016-05-03", "note": note, "was": was}


def figure(mark: Marked, where: str) -> dict[str, str]:
    """A figure with a payload in each of its words."""
    return {
        "what": mark(f"{where} figure what"),
        "value": "11+",
        "unit": mark(f"{where} figure unit"),
        "source": mark(f"{where} figure source"),
    }


def text(mark: Marked) -> str:
    """A text with payloads in all that Markdown makes."""
    return "\n\n".join(
        (
            mark("paragraph"),
            f"*{mark('emphasis')}*",
            f"## {mark('heading')}",
            f"- {mark('list')}",
            f"> {mark('quotation')}\n>\n> — {mark('attribution')}",
            f"| A | B |\n|---|---|\n| {mark('cell')} | b |",
            f"```\n{mark('fence')}\n```",
            f"`{mark('code')}`",
            f"[{mark('words of a link', without=']]')}](https://example.org/)",
            f"[{mark('words of see', without=']]')}](see:2016-05-02#ports)",
            'Cited [@harbour-office, <script>alert(1)</script>] and [@A "><img onerror=alert(1)>].',
        )
    )


def hostile_briefing(mark: Marked) -> dict[str, Any]:
    """A briefing with a payload in each field that holds text."""
    return {
        "title": mark("briefing title"),
        "by": [mark("briefing by")],
        "intro": mark("intro"),
        "summary": [mark("summary"), {"ports": mark("summary of an entry")}],
        "photo": photo(mark, "briefing"),
        "figures": [figure(mark, "briefing")],
        "corrections": [correction(mark, "briefing")],
        "entries": [
            {
                "section": "ports",
                "headline": mark("headline"),
                "label": mark("label"),
                "thread": "berth",
                "place": "alden",
                "by": mark("entry by"),
                "text": text(mark),
                "accounts": [{mark("account source"): mark("account text")}],
                "updates": [{"time": "12:00", "text": mark("update"), "photo": photo(mark, "up")}],
                "photo": photo(mark, "entry"),
                "figures": [figure(mark, "entry")],
                "corrections": [correction(mark, "entry")],
            },
            {"section": "ports", "id": "second", "text": mark("text without a headline")},
        ],
    }


def hostile_site(mark: Marked) -> dict[str, str]:
    """All that a site holds, registers and settings included."""
    entity = {
        "name": mark("entity name"),
        "aka": mark("entity aka"),
        "role": mark("entity role"),
        "note": mark("entity note"),
    }
    source = {"name": mark("source name"), "aka": mark("source aka"), "kind": mark("source kind")}
    files = {
        "sections": {"ports": {"name": mark("section name"), "about": mark("section about")}},
        "threads": {"berth": {"title": mark("thread title"), "about": mark("thread about")}},
        "sources": {"harbour-office": source},
        "entities": {"places": {"alden": entity}},
        "2016-05-02": hostile_briefing(mark),
    }
    settings = {
        "site_name": mark("site name"),
        "site_description": mark("site description"),
        "copyright": mark("copyright"),
        "site_url": "https://test.example/",
        "docs_dir": "briefings",
        "theme": "dateline",
        "plugins": ["dateline"],
    }
    return {
        "mkdocs.yml": json.dumps(settings, ensure_ascii=False),
        "briefings/picture.svg": PICTURE,
        **{f"briefings/{name}.yaml": json.dumps(value) for name, value in files.items()},
    }


def squeezed(text_: str) -> str:
    """With the white space that a reader sees."""
    return " ".join(text_.split())


def test_no_text_of_an_author_is_run_and_all_is_shown_as_typed(tmp_path: Path) -> None:
    mark = Marked()
    pages = built(tmp_path, hostile_site(mark))
    assert_harmless(pages)
    shown = [squeezed(each) for each in pages.shown]
    missing = [each for each in mark.given if not any(squeezed(each) in text for text in shown)]
    assert missing == []
    assert len(mark.given) > 50


MARKDOWN_PAGE = """\
# About <script>alert(1)</script> us

Text <b onclick="alert(1)">bold</b> {{ 7+42 }} {% raw %} ]]>

<img src="../a.svg" alt="" onerror="alert(1)">

<script>alert(1)</script>
<style>p { background: url(https://evil.example/) }</style>
<iframe src="https://evil.example/"></iframe>
<svg onload="alert(1)"></svg>
<p style="color: red">red</p>
<img src="https://evil.example/x.png" alt="">
<form action="https://evil.example/"><input name="word"><button>Send</button></form>

[one](javascript:alert%281%29) <a href="JaVaScRiPt:alert(1)">two</a>
<a href="data:text/html,x">three</a> <a href="java&#10;script:alert(1)">four</a>
"""


def test_a_markdown_page_cannot_script(tmp_path: Path) -> None:
    files = {**MINIMAL, "briefings/about.md": MARKDOWN_PAGE, "briefings/a.svg": PICTURE}
    pages = built(tmp_path, files)
    assert_harmless(pages)
    assert "bold {{ 7+42 }} {% raw %} ]]>" in pages.html["about/index.html"].text


ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "http:javascript",
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/x.png",
)
PLACES = {
    "link": "[words]({})",
    "link in angle brackets": "[words](<{}>)",
    "picture": "![words]({})",
    "citation": "Said [@Somebody]({}).",
    "autolink": "<{}>",
    "bare": "{}",
    "definition": "[words][1]\n\n[1]: {}",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_in_a_text_can_script(address: str, place: str, tmp_path: Path) -> None:
    briefing = {"entries": [{"section": "Ports", "text": place.format(address)}]}
    site = write_site(tmp_path / "site", {"briefings/2016-05-02.yaml": json.dumps(briefing)})
    try:
        build_site(site, tmp_path / "out")
    except BuildFailed:
        return
    assert_harmless(Pages(tree(tmp_path / "out")))


@pytest.mark.parametrize("address", ADDRESSES[:-2])
def test_no_field_for_an_address_takes_one_that_scripts(address: str, tmp_path: Path) -> None:
    link = {"file": "picture.svg", "alt": "A wall", "link": address}
    entry = {"section": "Ports", "text": "Berth four [@office].", "photo": link}
    sources = {"office": {"name": "The office", "url": address}}
    files = {
        "briefings/2016-05-02.yaml": json.dumps({"entries": [entry]}),
        "briefings/sources.yaml": json.dumps(sources),
        "briefings/picture.svg": PICTURE,
    }
    assert refused(tmp_path, files) == {"field/bad-address"}


SVGS = {
    "script": "<script>alert(1)</script>",
    "script under another name": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "handler": '<path d="M0 0" onload="alert(1)"/>',
    "foreign object": "<foreignObject><p>x</p></foreignObject>",
    "address": '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    "xlink": '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/#x"/>',
    "image": '<image href="https://evil.example/x.png"/>',
    "animation": '<animate attributeName="href" to="javascript:alert(1)"/>',
    "set": '<set attributeName="onload" to="alert(1)"/>',
    "style sheet": "<style>@import url(https://evil.example/x.css);</style>",
    "style": '<path style="fill: url(https://evil.example/x)" d="M0 0"/>',
    "broken": "<path",
}


@pytest.mark.parametrize("body", SVGS.values(), ids=SVGS)
def test_an_svg_that_does_more_than_draw_is_refused(body: str, tmp_path: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    assert refused(tmp_path, with_picture("picture.svg", {"picture.svg": svg})) == {
        "picture/unusable"
    }


def test_an_svg_with_declarations_is_refused(tmp_path: Path) -> None:
    for number, head in enumerate(
        (
            '<!DOCTYPE svg [<!ENTITY a "b">]>',
            '<?xml-stylesheet href="https://evil.example/x.css"?>',
        )
    ):
        folder = tmp_path / str(number)
        files = with_picture("picture.svg", {"picture.svg": head + PICTURE})
        assert refused(folder, files) == {"picture/unusable"}


def test_a_drawing_is_published(tmp_path: Path) -> None:
    pages = built(tmp_path, with_picture("picture.svg", {"picture.svg": PICTURE}))
    assert pages.files["picture.svg"] == PICTURE.encode()


def with_picture(path: str, files: dict[str, str]) -> dict[str, str]:
    """A site whose only entry shows a picture."""
    entry = {"section": "Ports", "text": "Berth four.", "photo": {"file": path, "alt": "A wall"}}
    briefing = json.dumps({"entries": [entry]})
    return {
        "briefings/2016-05-02.yaml": briefing,
        **{f"briefings/{name}": content for name, content in files.items()},
    }


@pytest.mark.parametrize(
    "path",
    [
        "../secret.svg",
        "/../secret.svg",
        "a/../../secret.svg",
        "..\\secret.svg",
        "%2e%2e/secret.svg",
    ],
)
def test_no_picture_from_outside_the_authors_folder(path: str, tmp_path: Path) -> None:
    assert refused(tmp_path, {"secret.svg": PICTURE, **with_picture(path, {})})


def test_a_file_that_only_has_a_pictures_name_is_refused(tmp_path: Path) -> None:
    files = with_picture("x.png", {"x.png": "<script>alert(1)</script>"})
    assert refused(tmp_path, files) == {"picture/unusable"}


@pytest.mark.parametrize(
    "name", ["x.html", "x.HTML", "x.js", "x.svgz", "x.xhtml", "x.php", "x.wasm"]
)
@pytest.mark.parametrize("page", ["2016-05-02.yaml", "about.md"])
def test_attachments_that_browsers_run_are_refused(name: str, page: str, tmp_path: Path) -> None:
    files = {**MINIMAL, f"briefings/{name}": "<script>alert(1)</script>"}
    if page == "about.md":
        files["briefings/about.md"] = f"# About\n\nSee [this]({name}).\n"
    else:
        entry = {"section": "Ports", "text": f"See [this]({name})."}
        files["briefings/2016-05-02.yaml"] = json.dumps({"entries": [entry]})
    assert refused(tmp_path, files) == {"file/not-publishable"}


def test_authors_files_are_not_published(tmp_path: Path) -> None:
    files = {
        **MINIMAL,
        "briefings/sections.yaml": "ports: Ports",
        "briefings/about.md": "# About\n\nUs.",
        "briefings/notes.txt": SECRET,
        "briefings/.hidden.svg": PICTURE,
        "briefings/unused.svg": PICTURE,
    }
    pages = built(tmp_path, files)
    others = [p for p in pages.files if p.endswith((".yaml", ".yml", ".md", ".txt", "d.svg"))]
    assert others == ["robots.txt"]  # ours
    assert all(SECRET.encode() not in data for data in pages.files.values())


def test_symbolic_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "words.txt").write_text(SECRET)
    (outside / "page.md").write_text(f"# {SECRET}\n\n{SECRET}\n")
    (outside / "2016-05-03.yaml").write_text(f"entries:\n  - section: Ports\n    text: {SECRET}\n")
    (outside / "map.svg").write_text(PICTURE.replace("<path", f"<title>{SECRET}</title><path"))
    site = write_site(tmp_path / "site", MINIMAL)
    docs = site / "briefings"
    for path in sorted(outside.iterdir()):
        (docs / path.name).symlink_to(path)
    (docs / "folder").symlink_to(outside)
    built_ = build_site(site, tmp_path / "out")
    output = tree(tmp_path / "out")
    assert [path for path, data in output.items() if SECRET.encode() in data] == []
    assert {p.code for p in built_.problems} >= {"file/link-outside"}


@pytest.mark.parametrize("to", ["..", ".", "in"])
def test_no_markdown_page_is_there_twice_for_a_link_to_a_folder(to: str, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**MINIMAL, "briefings/in/help.md": "# Help\n"})
    (site / "briefings/link").symlink_to(to)
    build_site(site, tmp_path / "out")
    assert [path for path in tree(tmp_path / "out") if "help" in path] == ["in/help/index.html"]


@pytest.mark.parametrize("name", ["map.svg", "words.txt"])
def test_a_symbolic_link_that_is_named_is_not_published(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "map.svg").write_text(PICTURE)
    (outside / "words.txt").write_text(SECRET)
    place = "![A map](map.svg)" if name == "map.svg" else "See [the words](words.txt)."
    briefing = json.dumps({"entries": [{"section": "Ports", "text": place}]})
    site = write_site(tmp_path / "site", {"briefings/2016-05-02.yaml": briefing})
    (site / "briefings" / name).symlink_to(outside / name)
    with pytest.raises(BuildFailed):
        build_site(site, tmp_path / "out")


INTERNAL = f"""\
# {SECRET} in a comment
internal: {{note: {SECRET}, list: [{SECRET}, "{SECRET}"]}}
entries:
  - section: Ports
    internal: |
      {SECRET}
    text: Berth four.
    updates:
      - time: 12:00
        text: It opened.
        internal: {SECRET}
  - section: Ports
    id: draft
    draft: true
    text: Not yet {SECRET}.
  - section: {SECRET}
    embargo: 2016-07-01 06:00
    thread: {SECRET}
    place: {SECRET}
    text: Later {SECRET} [@{SECRET}].
    corrections:
      - 2016-05-02: It was {SECRET}.
"""

DRAFT = f"draft: true\nentries:\n  - {{section: Ports, text: {SECRET}}}"


def test_what_is_internal_or_held_back_is_in_no_byte_of_the_output(tmp_path: Path) -> None:
    pages = built(
        tmp_path,
        {
            "briefings/2016-05-02.yaml": INTERNAL,
            "briefings/2016-05-04.yaml": DRAFT,
        },
    )
    words = SECRET.encode()
    assert [p for p, data in pages.files.items() if words in data or SECRET in p] == []


def test_the_position_of_a_protected_place_is_in_no_byte_of_the_output(tmp_path: Path) -> None:
    """Not as written, not rounded; what stands for it is the place around it, where that is coarse
    enough. A protected locality is printed by no more digits than a locality has."""
    places = """\
places:
  valley: {name: The valley, at: [46.9, 14.7], precision: region}
  post: {name: The post, at: [46.4399, 14.2799], precision: exact, in: valley}
  alden: {name: Alden, at: [46.4321, 14.2765], precision: exact, protect: true, in: post}
  berth: {name: The berth, at: [46.4321, 14.2765], protect: true}
  marrow: {name: Marrow, at: [46.51234, 14.37654], precision: locality, protect: true}
"""
    entry = """\
entries:
  - {section: Ports, place: [alden, berth, marrow], text: In Alden and Marrow lies the berth.}
"""
    files = {"briefings/entities.yaml": places, "briefings/2016-05-02.yaml": entry}
    pages = built(tmp_path, files)
    theirs = {p: data for p, data in pages.files.items() if not p.startswith("assets/")}
    post = theirs.pop("places/post/index.html")
    assert b"46.4399" in post
    for path, data in theirs.items():
        assert not re.search(rb"46[.,]4|14[.,]2|geo:", data), path
        assert b"46.512" not in data and b"14.376" not in data, path
    assert "46.9° N, 14.7° E".encode() in theirs["places/alden/index.html"]
    assert "46.51° N, 14.38° E".encode() in theirs["places/marrow/index.html"]
    assert "° N".encode() not in theirs["places/berth/index.html"]
