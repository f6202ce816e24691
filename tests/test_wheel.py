"""What users install: the wheel is whole and works on its own, and so does the editable install.

All offline: the clean environment finds the dependencies, but not this checkout, through a .pth
file that names the folder of the outer environment (.pth files in that folder are not read).
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from zipfile import ZipFile

import pytest

from conftest import NOW, PROJECT, build_site, tree, write_site

SHIPPED = {
    "dateline": PROJECT / "generator" / "dateline",
    "dateline/templates": PROJECT / "templates",
}
BRIEFING = """\
entries:
  - section: Ports
    text: |
      # Berth four reopens

      The harbour office reopened berth four.
"""


def run(*command: object, cwd: Path) -> str:
    """A process of its own, without this one's Python paths."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {"SOURCE_DATE_EPOCH": NOW, "PIP_NO_INDEX": "1"}
    arguments = [str(part) for part in command]
    done = subprocess.run(arguments, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: a build leaves files in the folder it builds."""
    source = tmp_path_factory.mktemp("source")
    unwanted = ignore_patterns("__pycache__", "*.pyc")
    for name in ("generator", "templates"):
        copytree(PROJECT / name, source / name, ignore=unwanted)
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        copy(PROJECT / name, source)
    target = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", target)
    run(sys.executable, "-m", "pip", "wheel", *options, source, cwd=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of a clean environment are, the wheel installed in it."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    asked = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = Path(run(python, "-c", asked, cwd=folder).strip())
    (packages / "outer.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--force-reinstall", wheel, cwd=folder)
    return folder / "bin"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A tiny site."""
    return write_site(tmp_path / "tiny", {"briefings/2016-05-02.yaml": BRIEFING})


def test_the_wheel_holds_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    wanted = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in SHIPPED.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "dateline/locale/ar/LC_MESSAGES/dateline.mo" in wanted
    names = {name for name in ZipFile(wheel).namelist() if not name.endswith("/")}
    assert {name for name in names if ".dist-info/" not in name} == wanted
    assert "dateline/templates/base.html" in wanted
    assert "dateline/mapping/world/fine.bin" in wanted
    assert any(
        name.endswith("/licenses/generator/dateline/mapping/world/LICENSE") for name in names
    )


def test_the_wheel_works_alone(scripts: Path, site: Path, tmp_path: Path) -> None:
    imported = run(scripts / "python", "-c", "import dateline as d; print(d.__file__)", cwd=site)
    assert Path(imported.strip()).is_relative_to(scripts.parent), imported
    said = run(scripts / "dateline", "build", cwd=site)
    assert said.startswith("1 briefing read, ")
    build_site(site, tmp_path / "expected")
    assert tree(site / "site") == tree(tmp_path / "expected")


def test_mkdocs_finds_the_plugin_and_the_theme_of_the_wheel(scripts: Path, site: Path) -> None:
    asked = (
        "from mkdocs.config import load_config; c = load_config('mkdocs.yml');"
        "print(c.plugins['dateline'].__class__.__name__, *c.theme.dirs, sep='\\n')"
    )
    said = run(scripts / "python", "-c", asked, cwd=site).splitlines()
    assert said[0] == "DatelinePlugin"
    assert any(Path(path).is_relative_to(scripts.parent) for path in said[1:])


def test_the_editable_install_works(site: Path, tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "dateline"
    run(command, "build", cwd=site)
    build_site(site, tmp_path / "expected")
    assert tree(site / "site") == tree(tmp_path / "expected")
