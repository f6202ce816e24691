"""`dateline schema`: what it prints, for which editor, and with which exit code."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from conftest import MKDOCS, write_site
from dateline.authoring import KINDS, json_schema
from dateline.cli import main

REGISTERS = {
    "briefings/sections.yaml": "us: {name: {en: US, ar: الولايات المتحدة}, aka: Washington}\n",
    "briefings/threads.yaml": "al-tanf: The strike\n",
    "briefings/sources.yaml": "sana: SANA\n",
    "briefings/entities.yaml": "people: {assad: Assad}\nplaces: {hama: {name: Hama, aka: Hamah}}\n",
    "mkdocs.yml": MKDOCS.replace("[dateline]", "[dateline: {labels: [Critical]}]"),
}


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """`dateline schema ARGUMENTS` in a folder."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["schema", *arguments])


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_each_schema(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(tmp_path, monkeypatch, kind)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == json_schema(kind)
    assert run(tmp_path, monkeypatch, kind).stdout_bytes == result.stdout_bytes
    if kind == "briefing":
        assert run(tmp_path, monkeypatch).stdout_bytes == result.stdout_bytes


def test_without_a_site_nothing_heavy_is_imported() -> None:
    program = "import sys; from dateline.cli import main; main(['schema'], standalone_mode=False);"
    heavy = "sys.exit(str([m for m in ('mkdocs', 'yaml', 'markdown') if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", program + heavy], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_every_object_and_field_is_described() -> None:
    for kind in KINDS:
        for part in parts(json_schema(kind)):
            if "properties" in part and part.get("additionalProperties") is False:
                assert part["description"]
                described = part["properties"].values() if kind != "entities" else ()
                assert all(each["description"] and each["examples"] for each in described)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    below = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict):
        yield schema
    for part in below if isinstance(schema, dict | list) else ():
        if isinstance(part, dict | list):
            yield from parts(part)


def test_a_sites_words_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(write_site(tmp_path, REGISTERS), monkeypatch, "--site")
    assert (result.exit_code, result.stderr) == (0, "")
    published = json.loads(result.stdout_bytes.decode("utf-8"))
    Draft7Validator.check_schema(published)
    offered = {
        name: part["enum"] for name, part in published["definitions"].items() if "enum" in part
    }
    assert offered == {
        "sections": ["us", "US", "الولايات المتحدة", "Washington"],
        "threads": ["al-tanf", "The strike"],
        "sources": ["sana", "SANA"],
        "places": ["hama", "Hama", "Hamah"],
        "entities": ["assad", "Assad", "hama", "Hama", "Hamah"],
        "labels": ["Critical"],
    }
    by_section = published["properties"]["entries"]["anyOf"][1]
    assert [*by_section["properties"]] == offered["sections"]


def test_mistakes_in_a_register_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"briefings/sections.yaml": "us: US\nNot an id: Russia\n"}
    result = run(write_site(tmp_path, REGISTERS | broken), monkeypatch, "--site")
    assert result.exit_code == 1
    assert "[register/bad-id]" in result.stderr
    assert json.loads(result.stdout)["definitions"]["sections"]["enum"][:2] == ["us", "US"]


def test_a_site_is_needed_for_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(tmp_path, monkeypatch, "--site")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no mkdocs.yml: name the site's with --config-file.\n"
