"""The reference for authors and the page of settings name what there is, and nothing else."""

import ast
import re
from textwrap import indent

import pytest

from conftest import PROJECT
from dateline.authoring import filled
from dateline.model.settings import Outputs, Settings
from dateline.plugin.options import DatelineConfig
from test_compile import DAY
from test_jsonschema import agree, built

AUTHORING = PROJECT / "docs" / "reference" / "authoring.md"
SETTINGS = PROJECT / "docs" / "reference" / "settings.md"
SCHEMA = PROJECT / "generator" / "dateline" / "model" / "schema"


def test_the_tables_are_those_of_the_schema(update_golden: bool) -> None:
    page = AUTHORING.read_text(encoding="utf-8")
    if update_golden:
        AUTHORING.write_text(filled(page), encoding="utf-8")
    assert AUTHORING.read_text(encoding="utf-8") == filled(page)


def test_every_key_is_in_the_reference() -> None:
    """By the source of the schema, not by what the schema says of itself."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in SCHEMA.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [(call.func.id, call.args) for call in calls if isinstance(call.func, ast.Name)]
    keys = {ast.literal_eval(arguments[0]) for name, arguments in made if name == "Field"}
    shapes = {ast.literal_eval(arguments[0]) for name, arguments in made if name == "Shape"}
    page = AUTHORING.read_text(encoding="utf-8")
    assert len(keys) > 40 and len(shapes) > 10
    assert shapes == set(re.findall(r"^<!-- fields of ([a-z ]+) -->$", page, re.M))
    assert keys == set(re.findall(r"^\| `([a-z_]+)` \|(?:[^\n]*\|){4}$", page, re.M))


def test_links_within_the_pages_lead_somewhere() -> None:
    for file in (AUTHORING, SETTINGS):
        page = re.sub(r"^```.*?^```$|`[^`\n]+`", "", file.read_text("utf-8"), flags=re.M | re.S)
        titles = re.findall(r"^#+ (.+)$", page, re.M)
        known = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
        assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= known


EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", AUTHORING.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_examples_are_right(example: str) -> None:
    """A register names its file; what is no whole briefing is part of a briefing or an entry."""
    register = re.match(r"# (\S+\.yaml)\n", example)
    entry = "entries:\n  - section: US\n    status: confirmed\n"
    if example.startswith("summary:"):
        example += entry + "    text: A.\n"
    elif not register and not example.startswith("entries:"):
        example = (
            entry + indent(example, "    ") + ("" if "text: |" in example else "    text: A.\n")
        )
    path = register[1] if register else DAY
    assert built(example, path) == set(), example
    agree(example, path)


def rows(title: str) -> dict[str, list[str]]:
    """The lines of the table below a heading of the page of settings, by their first cell."""
    text = (
        SETTINGS.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    )
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {cells[0].strip("`"): cells[1:] for cells in found}


def defaults() -> dict[str, object]:
    """Every option with its default, as a site without any has it."""
    config = DatelineConfig()
    config.load_dict({})
    assert not config.validate()[0]
    return dict(config)


@pytest.mark.parametrize(("name", "default"), defaults().items())
def test_every_option_is_told_with_its_default(name: str, default: object) -> None:
    told = rows("Options")[name][1]
    if isinstance(default, str | int) and default:
        assert told == f"`{default}`"
    elif name == "boundaries":
        assert told == f"`{default.known}`"
    else:
        assert (
            told
            in {
                "templates": "`templates`, if there is one beside mkdocs.yml",
                "checks": "none: each as [Problems](../problems.md) says",
                "may_fall": "none: all are running totals",
                "labels": "none: any label",
                "feed_domain": "the host of `site_url`",
                "outputs": "all `true`",
            }[name]
        )


def test_no_other_option_is_told() -> None:
    assert [*rows("Options")] == [*defaults()]
    assert rows("Options").keys() <= set(Settings.__struct_fields__)


def test_every_kind_of_output_is_told_with_its_default() -> None:
    told = {kind: cells[0] for kind, cells in rows("Outputs").items()}
    assert [*told] == [*Outputs.__struct_fields__]
    assert all(getattr(Outputs(), kind) for kind in told) and set(told.values()) == {"`true`"}
