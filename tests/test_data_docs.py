"""The pages on data say what the files hold: every column, every key; and the three questions have
the answers that stand there."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from conftest import PROJECT, build_site
from data_site import DATA
from dateline.model.data.about import about
from dateline.model.data.briefing import BriefingData, EntryData
from dateline.model.data.ninjs import Ninjs
from dateline.model.data.published import briefing_schema
from dateline.model.data.site import PlaceProperties
from dateline.model.data.tables import FILES, SITE, YEAR, Table

REFERENCE = PROJECT / "docs/reference/data.md"
QUESTIONS = PROJECT / "docs/how-to/data.md"
BLOCK = re.compile(r"(<!-- (?:columns|tables) of (.+?) -->\n).*?(?=<!-- end -->)", re.DOTALL)
ANSWER = re.compile(r"```sql\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def columns(table: Table) -> str:
    """The table of the columns of one."""
    rows = "".join(
        f"| `{each.name}` | {each.type} | {about(table, each)} |\n" for each in table.columns
    )
    return f"\n| column | type | what it holds |\n|---|---|---|\n{rows}\n"


def listed(tables: Iterable[Table]) -> str:
    """Those of a database, each with what tells its rows apart."""
    return "".join(
        f"\n`{table.name}`, by {' and '.join(f'`{name}`' for name in table.key)}:\n{columns(table)}"
        for table in tables
    ).replace("\n\n\n", "\n\n")


def filled(page: str) -> str:
    """The page with the tables as the code has them."""
    made = {f"{table.name}.csv": columns(table) for table in FILES}
    made |= {"briefings.sqlite": listed(SITE), "2016.sqlite": listed(YEAR)}
    return BLOCK.sub(lambda found: found[1] + made[found[2]], page)


def test_every_column_is_told(update_golden: bool) -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) == len(FILES) + 2
    if update_golden:
        REFERENCE.write_text(filled(page), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == filled(page)


@pytest.mark.parametrize(
    ("heading", "record"),
    [
        ("briefing.json", BriefingData),
        ("briefing.json", EntryData),
        ("ID.ninjs.json", Ninjs),
        ("places.geojson", PlaceProperties),
    ],
)
def test_every_key_is_told(heading: str, record: type[msgspec.Struct]) -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    first = re.findall(r"^\|(.*?)\|", section, re.MULTILINE)
    told = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    assert {*record.__struct_fields__} <= told


def test_every_key_inside_is_told() -> None:
    section = REFERENCE.read_text(encoding="utf-8").partition("\n## briefing.json\n")[2]
    told = {*re.findall(r"`(\w+)`", section.partition("\n## ")[0])}
    kinds = briefing_schema()["$defs"].values()
    assert {name for kind in kinds for name in kind.get("properties", {})} <= told


def test_the_questions_have_these_answers(tmp_path: Path, update_golden: bool) -> None:
    build_site(PROJECT, tmp_path / "site", outputs=DATA)
    page = QUESTIONS.read_text(encoding="utf-8")
    with sqlite3.connect(tmp_path / "site/data/briefings.sqlite") as archive:

        def answered(found: re.Match[str]) -> str:
            rows = archive.execute(found[1]).fetchall()
            assert rows, found[1]
            lines = "".join(" | ".join(map(str, row)) + "\n" for row in rows)
            return found[0].replace(f"```text\n{found[2]}```", f"```text\n{lines}```")

        made = ANSWER.sub(answered, page)
        for query in re.findall(r"`(SELECT[^`]*)`", REFERENCE.read_text(encoding="utf-8")):
            assert archive.execute(query).fetchall()
    with sqlite3.connect(tmp_path / "site/data/2016.sqlite") as year:
        queries = re.findall(r'sqlite3 2016.sqlite "(.*?)"', page, re.DOTALL)
        assert [bool(year.execute(query).fetchall()) for query in queries] == [True]
    assert len(ANSWER.findall(page)) == 3
    if update_golden:
        QUESTIONS.write_text(made, encoding="utf-8")
    assert QUESTIONS.read_text(encoding="utf-8") == made
