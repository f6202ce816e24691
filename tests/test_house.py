"""The house: who may import whom, which library is known where, and what must be documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import PROJECT
from dateline.compile import SETTINGS
from dateline.model import schema
from dateline.problems import ERRORS, MEANINGS, WARNINGS

PACKAGE = PROJECT / "generator" / "dateline"
LEAVES = {"model", "problems", "__init__"}
STAGES = {"read", "compile", "link", "plan", "render", "write"}
MAY_IMPORT = {
    "__init__": set(),
    "model": set(),
    "problems": set(),
    **dict.fromkeys(STAGES, LEAVES),
    "mapping": LEAVES,
    "plan": LEAVES | {"mapping"},
    "prose": LEAVES,
    "assets": LEAVES,
    "search": LEAVES,
    "authoring": LEAVES,
    "cache": LEAVES,
    "compile": LEAVES | {"prose"},
    "standing": LEAVES | {"read", "cache", "write"},
    "session": LEAVES | STAGES | {"assets", "cache", "mapping", "search"},
    "build": LEAVES | {"session", "standing", "cache", "write"},
    "exporting": LEAVES | {"session"},
    "scaffold": LEAVES,
    "mending": LEAVES,
    "serving": LEAVES | {"build", "session", "standing"},
    "plugin": LEAVES | {"build", "session", "standing"},
    "cli": LEAVES
    | {"build", "session", "standing", "serving", "plugin", "authoring", "scaffold", "mending"}
    | {"exporting"},
}
"""The import table of generator/README.md."""
ONLY_IN = {
    "yaml": {"read"},
    "markdown": {"prose"},
    "nh3": {"prose"},
    "ahocorasick_rs": {"prose"},
    "jinja2": {"render"},
    "css_inline": {"render"},
    "weasyprint": {"exporting"},
    "PIL": {"assets"},
    "pagefind_bin": {"search"},
    "resvg_py": {"assets"},
    "sqlite3": {"cache"},
    "click": {"cli"},
    "mkdocs": {"plugin"},
    "starlette": {"serving"},
    "uvicorn": {"serving"},
    "watchfiles": {"serving"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The room a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from names if node.module == "dateline" else [node.module or ""]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_table(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{here} is no room of the house: put it into the map first"
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "dateline":
            other = rest.partition(".")[0] or "__init__"
            other = "__init__" if other == "__version__" else other
            assert other == here or other in MAY_IMPORT[here], f"{here} may not import {other}"
        assert here in ONLY_IN.get(top, {here}), f"{top} is known only in {ONLY_IN.get(top)}"


def test_what_is_compiled_is_kept_by_every_setting_it_looks_at() -> None:
    """A setting that compile looks at and the key of what it makes leaves out would go stale."""
    looked_at = {
        node.attr
        for path in [*(PACKAGE / "compile").glob("*.py"), *(PACKAGE / "prose").glob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and "settings" in (getattr(node.value, "attr", ""), getattr(node.value, "id", ""))
    }
    assert looked_at == {*SETTINGS}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_say_what_they_are_and_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module says what comes in and goes out"
    assert len(text.splitlines()) <= 400, "split it: a file is one room"


def test_every_room_is_on_the_map() -> None:
    the_map = (PROJECT / "generator" / "README.md").read_text(encoding="utf-8")
    for name in MAY_IMPORT:
        assert name == "__init__" or f"`{name}`" in the_map, f"{name} is missing on the map"


def codes_of_the_schema() -> set[str]:
    """The codes that are made from the names of shapes and fields."""
    written_out = [schema.BRIEFING, schema.ENTRY, schema.PHOTO, schema.FIGURE, schema.CORRECTION,
                   schema.UPDATE, *schema.REGISTER_SHAPES.values()]  # fmt: skip
    found = {f"{shape.slug}/unknown-key" for shape in written_out}
    for shape in written_out:
        for field in shape.fields:
            if field.needed:
                found.add(f"{shape.slug}/missing-{field.key}")
            if isinstance(field.type, schema.Choice):
                found.add(f"field/unknown-{field.key}")
    return found


def test_every_code_is_known() -> None:
    """A code stands in the one table: by it a problem is an error or a warning."""
    slug = re.compile(r"[a-z]+/[a-z]+(-[a-z0-9]+)*")
    written = {
        node.value
        for path in MODULES
        if room(path)
        not in (
            "plan",
            "render",
            "serving",
            "plugin",
            "exporting",
        )  # there it is an address, a type
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if slug.fullmatch(node.value)
    }
    said = {
        code
        for file in (PROJECT / "tests" / "mistakes").glob("*/problems.txt")
        for code in re.findall(
            r"\[([a-z]+/[a-z-]+)\]$", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert not ERRORS.keys() & WARNINGS.keys()
    assert MEANINGS.keys() >= written | said | codes_of_the_schema()
