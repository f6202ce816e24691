"""A site may change any template: what each receives is written down, and a block is enough."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from conftest import PROJECT, TESTS, build_site, tree, write_site
from dateline.model import pages as records
from dateline.model.pages import Page, Site
from test_mkdocs import mkdocs
from test_plan import prepared

README = PROJECT / "templates" / "README.md"
ROWS = re.compile(r"^\| `pages/(\S+)` \| (\w+) \|$", re.MULTILINE)
DAY = "2016/06/09/index.html"
BRIEFING = {"briefings/2016-06-09.yaml": "entries:\n  - section: US\n    text: Quiet.\n"}
FOOT = """\
{% extends "dateline/base.html" %}
{% block footer %}
<p class="own">Ours</p>
{{ super() }}
{% endblock %}
"""


def described(record: type) -> str:
    """A record's docstring and its fields, each with its type."""
    hints = get_type_hints(record)
    fields = (f"`{each.name}` {words(hints[each.name])}" for each in msgspec.structs.fields(record))
    told = re.sub(r"\s+", " ", str(record.__doc__)).strip()
    return f"{told}\n\n{' · '.join(fields)}"


def words(kind: Any) -> str:
    """A type as this page names it."""
    text = (
        kind.__name__ if isinstance(kind, type) and not getattr(kind, "__args__", ()) else str(kind)
    )
    text = re.sub(r"\b(?:[a-z_]+\.)+(?=\w)", "", text)
    return re.sub(r"tuple\[(.*), \.\.\.\]", r"list of \1", text).replace(" | None", ", or none")


def parts(record: type) -> list[type]:
    """The records that a record's fields hold, and what these hold."""
    found: dict[type, None] = {}

    def look(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if kind not in found:
                found[kind] = None
                for hint in get_type_hints(kind).values():
                    look(hint)
        else:
            for each in getattr(kind, "__args__", ()):
                look(each)

    look(record)
    return list(found)


def filled(page: str) -> str:
    """The page with what its markers stand for."""
    views = [
        getattr(records, name) for name in dict.fromkeys(name for _, name in ROWS.findall(page))
    ]
    every = dict.fromkeys(each for view in views for each in parts(view))
    sections = "\n\n".join(
        f"### {each.__name__}\n\n{described(each)}"
        for each in sorted(every, key=lambda each: each.__name__)
    )
    page = page.partition("<!-- views -->")[0] + f"<!-- views -->\n\n{sections}\n"
    for record in (Page, Site):
        marker = f"<!-- fields of {record.__name__} -->"
        before, _, after = page.partition(marker)
        rest = after[re.search(r"\n\n(?=and `site`|`page\.view`)", after).start() :]  # type: ignore[union-attr]
        page = f"{before}{marker}\n\n{described(record)}{rest}"
    return page


def test_what_templates_receive_is_written_down(update_golden: bool) -> None:
    page = README.read_text(encoding="utf-8")
    if update_golden:
        README.write_text(filled(page), encoding="utf-8")
    assert README.read_text(encoding="utf-8") == filled(page)


def test_every_template_is_on_the_list_with_its_view(tmp_path: Path) -> None:
    listed = dict(ROWS.findall(README.read_text(encoding="utf-8")))
    assert set(listed) == {path.name for path in (PROJECT / "templates/pages").iterdir()}
    sites = [PROJECT, TESTS / "sites" / "moved-ids", TESTS / "sites" / "named-editions"]
    made = [page for site in sites for page in prepared(site).plan.pages if page.template]
    found = {page.template: type(page.view).__name__ for page in made}
    assert found.items() <= listed.items()
    exported = {"chapter.html", "message.html"}  # no page of a site
    assert len(found) >= len(listed.keys() - exported) - 1


def test_every_block_is_on_the_list() -> None:
    base = (PROJECT / "templates/base.html").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(re.findall(r"{% block (\w+)", base))


def test_one_block_of_a_template_is_overridden_through_both_doors(tmp_path: Path) -> None:
    write_site(tmp_path, {**BRIEFING, "templates/base.html": FOOT})
    build_site(tmp_path, tmp_path / "one")
    built = tree(tmp_path / "one")
    for path in ("index.html", DAY, "claims/index.html", "404.html"):
        assert built[path].count(b'<p class="own">Ours</p>\n<footer class="colophon">') == 1, path
    assert tree(mkdocs(tmp_path, tmp_path / "two")) == built


def test_a_built_in_template_that_changes_is_seen_behind_an_override(tmp_path: Path) -> None:
    """What the override extends is part of what its pages are made from."""
    write_site(tmp_path, {**BRIEFING, "templates/base.html": FOOT})
    assert build_site(tmp_path, tmp_path / "out", remember=True).rendered
    assert not build_site(tmp_path, tmp_path / "out", remember=True).rendered
    write_site(tmp_path, {"templates/base.html": FOOT.replace("Ours", "Mine")})
    assert build_site(tmp_path, tmp_path / "out", remember=True).rendered


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{% extends 'dateline/base.html' %}\n{% block main %}\n{{ page.vew }}\n{% endblock %}", 3),
        ("{% extends 'dateline/base.html' %}\n{% block main %}\n{% if %}\n{% endblock %}", 3),
        ("{% extends 'dateline/bse.html' %}", 1),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(
    tmp_path: Path, template: str, line: int
) -> None:
    write_site(tmp_path, {**BRIEFING, "templates/pages/claims.html": template})
    command = [str(Path(sys.executable).with_name("dateline")), "build", "-f", "mkdocs.yml"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"templates/pages/claims.html:{line}" in run.stderr
    assert "claims/index.html" in run.stderr
    assert "Traceback" not in run.stderr
