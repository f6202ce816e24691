"""What tests share: a fixed clock, the switch that rewrites expectations, and a way to build."""

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from msgspec.structs import replace

from dateline.build import Built, build
from dateline.model.settings import Settings
from dateline.plugin import load

NOW = "1466640000"  # 23 June 2016, 00:00 UTC
TESTS = Path(__file__).parent
PROJECT = TESTS.parent


# No test asserts a time. In CI the examples are the same at every run: what is new is found by
# whoever works on the code, not by who lands something else.
hypothesis.settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites what golden tests expect; look at the diff before you commit."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden expectations")


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every build in a test happens at the same moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are rewritten in this run."""
    return bool(request.config.getoption("--update-golden"))


def settings_for(site: Path, output: Path, **changes: object) -> Settings:
    """The settings of a site on disk, to be built into another folder."""
    return replace(load(site / "mkdocs.yml").settings, site_dir=output, **changes)


def build_site(
    site: Path,
    output: Path,
    *,
    remember: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    **changes: object,
) -> Built:
    """Build a site on disk into a folder, as the command line does. `remember`: with what earlier
    builds remembered in the site's `.dateline/`; `tell` takes the build's notes."""
    project = load(site / "mkdocs.yml")
    settings = replace(project.settings, site_dir=output, **changes)
    documents = project.documents
    return build(settings, documents, configured=False, remember=remember, tell=tell)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_site(folder: Path, files: dict[str, str]) -> Path:
    """A site from texts: paths to contents; unless given, mkdocs.yml is there, with pages alone."""
    given = {"mkdocs.yml": MKDOCS.replace("[dateline]", QUICK), **files}
    for path, content in given.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return folder


MKDOCS = """\
site_name: Test Daily
site_url: https://test.example/
docs_dir: briefings
theme: dateline
plugins: [dateline]
"""
OUTPUTS = ("cards", "search", "feeds", "data", "markdown", "email")


def only(*outputs: str, **options: str) -> str:
    """`plugins` of a site with pages and nothing besides but some outputs, and with some options:
    to make all outputs takes longer than all else."""
    others = ", ".join(f"{each}: false" for each in OUTPUTS if each not in outputs)
    more = "".join(f", {name}: {value}" for name, value in options.items())
    return f"[dateline: {{outputs: {{{others}}}{more}}}]"


QUICK = only()

os.environ["SOURCE_DATE_EPOCH"] = NOW
