"""Microsoft's validator of SARIF (the committee's own tool) judges `check --format sarif`."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from npm import brought

from conftest import PROJECT, TESTS, write_site
from dateline.cli import main

TOOL = "@microsoft/sarif-multitool-linux@5.7.0"
ALLOWED = {"SARIF2005"}
"""What it asks for and cannot have: an address of the tool's own (`informationUri`)."""


@pytest.fixture(scope="module")
def validator() -> Path:
    """The tool: it is one program and needs no other."""
    program = brought(TOOL) / "Sarif.Multitool"
    program.chmod(0o755)
    return program


def test_reports_are_valid(
    validator: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One report with every mistake of the tests, and one of a site without any."""
    reports = []
    for mistake in sorted((TESTS / "mistakes").iterdir()):
        files = {f"briefings/{path.relative_to(mistake / 'briefings')}": path.read_bytes()
                 for path in (mistake / "briefings").rglob("*") if path.is_file()}  # fmt: skip
        site = write_site(tmp_path / mistake.name, {})
        for path, content in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        reports.append(report(site, monkeypatch))
    reports.append(report(PROJECT, monkeypatch))
    runs = [run for each in reports for run in json.loads(each)["runs"]]
    assert sum(len(run["results"]) for run in runs) > 500
    assert any("fixes" in result for run in runs for result in run["results"])
    file = tmp_path / "all.sarif"
    file.write_text(json.dumps({**json.loads(reports[0]), "runs": runs}))
    found = tmp_path / "found.sarif"
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    judge = [validator, "validate", file, "--output", found, "--log", "ForceOverwrite"]
    said = subprocess.run(judge, env=environment, capture_output=True, text=True, check=False)
    verdict = json.loads(found.read_text(encoding="utf-8-sig"))["runs"][0]
    complaints = {result["ruleId"] for result in verdict["results"]} - ALLOWED
    assert not complaints, said.stdout
    assert verdict["invocations"][0]["executionSuccessful"], said.stdout + said.stderr


def report(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `check` says of a site."""
    monkeypatch.chdir(site)
    return CliRunner().invoke(main, ["check", "--format", "sarif"]).stdout
