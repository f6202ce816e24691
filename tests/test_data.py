"""The files that programs read, beside briefings and of the whole site: what they say, by which
rules they are written, and that nothing an author writes breaks out of them."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from conftest import PROJECT, TESTS, build_site, tree, write_site
from data_site import DATA, EVERYTHING, built, data_site
from dateline.model.data.briefing import BriefingData
from dateline.model.data.published import briefing_schema
from dateline.model.data.tables import FILES, LINES
from dateline.problems import BuildFailed

PUBLISHED = PROJECT / "docs/reference/schemas/briefing.schema.json"
DAY = "2016/05/12"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Arabic site, built."""
    return built(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site's data, built."""
    output = tmp_path_factory.mktemp("sample") / "site"
    build_site(PROJECT, output, outputs=DATA)
    return output


@pytest.fixture(params=["site", "sample"])
def every_site(request: pytest.FixtureRequest) -> Path:
    """Both."""
    found: Path = request.getfixturevalue(request.param)
    return found


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


@cache
def judge(name: str) -> Draft202012Validator:
    schema = read(TESTS / f"schemas/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"data/{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def lines(site: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site / "data/entries.ndjson").read_bytes().splitlines()]


def database(site: Path, name: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{site}/data/{name}.sqlite?mode=ro", uri=True)


def column(connection: sqlite3.Connection, query: str, *given: object) -> list[Any]:
    return [row[0] for row in connection.execute(query, given)]


# briefing.json


def test_every_briefing_follows_the_published_schema(every_site: Path) -> None:
    schema = read(PUBLISHED)
    Draft202012Validator.check_schema(schema)
    judge_ = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    files = sorted(every_site.rglob("briefing.json"))
    assert len(files) > 3
    for file in files:
        judge_.validate(read(file))


def test_the_published_schema_is_that_of_the_records(update_golden: bool) -> None:
    made = msgspec.json.format(msgspec.json.encode(briefing_schema(), order="sorted"), indent=2)
    if update_golden:
        PUBLISHED.write_bytes(made + b"\n")
    assert PUBLISHED.read_bytes() == made + b"\n"


def test_a_briefing_has_all_that_its_author_wrote(site: Path) -> None:
    found = read(site / DAY / "briefing.json")
    assert found["title"] == '=HYPERLINK("https://evil.example") & ]]> <b> 🌊'
    assert found["by"] == ["ليلى & حداد", "@Jonas"]
    assert found["as_of"] == found["published"] == "2016-05-12T19:40:00+03:00"
    assert found["intro"]["text"] == "سطر فوق كل شيء ]]> & <script>alert(1)</script> 🌊"
    assert "<script" not in found["intro"]["html"]
    assert [point["entry"].rpartition(":")[2] for point in found["summary"]] == ["bridge", ""]
    assert found["figures"][0]["value"]["low"] == 13_500_000
    assert found["figures"][0]["sources"][0]["pinpoint"] == "ص 3"
    bridge, port = found["entries"]
    assert (bridge["anchor"], bridge["status"], bridge["kind"]) == ("bridge", "denied", "analysis")
    assert bridge["id"] == "tag:coast.example,2016-05-12:ar::bridge"
    assert bridge["time"] == "2016-05-12T08:15:00+03:00"
    assert [each["name"] for each in bridge["places"]] == ["ألدن", "عيادة الشاطئ"]
    assert [each["as_of"] for each in bridge["figures"]] == [
        "",
        "2016-05-12",
        "2016-05-12T18:00:00+03:00",
    ]
    assert [each["source"]["id"] for each in bridge["accounts"]] == ["office", ""]
    assert [each["status"] for each in bridge["updates"]] == ["", "confirmed"]
    assert bridge["updates"][1]["text"]["text"] == "نُقل ثلاثة 🚑."
    assert bridge["corrections"][0]["was"] == "=أُغلق ظهرًا"
    assert bridge["pictures"][0]["url"] == "https://coast.example/daily/sea.png"
    assert bridge["translations"] == [
        {"language": "en", "url": "https://coast.example/daily/en/2016/05/12/bridge/"}
    ]
    assert (port["status"], port["first_sentence"]) == ("withdrawn", "لم يكن صحيحًا.")


def test_a_briefing_has_the_links_that_were_found(site: Path) -> None:
    bridge, port = read(site / DAY / "briefing.json")["entries"]
    named = [each["entity"]["id"] for each in bridge["mentions"]]
    assert named == ["alden", "lind", "karin", "aho"]
    assert bridge["mentions"][1]["sentence"].startswith("قالت مارا ليند")
    assert [each["id"] for each in bridge["leads_to"]] == [
        "tag:coast.example,2016-05-11:ar::bridge"
    ]
    assert [each["status"] for each in bridge["settles"]] == ["denied"]
    assert [each["sentence"] for each in port["mentions"]] == ["", ""]
    before = read(site / "2016/05/11/briefing.json")["entries"][0]
    assert [each["id"] for each in before["settled"]] == [bridge["id"]]
    assert 'href="https://coast.example/daily/2016/05/11/#bridge"' in bridge["text"]["html"]


def test_a_briefings_page_leads_to_it(site: Path) -> None:
    head = (site / DAY / "index.html").read_text().partition("</head>")[0]
    assert '<link rel="alternate" type="application/json" href="briefing.json">' in head


def test_a_briefing_reads_back_as_the_record(site: Path) -> None:
    """No key is missing or of another kind; texts apart, which are objects in the file."""
    found = read(site / DAY / "briefing.json")
    assert found.keys() == {*BriefingData.__struct_fields__}


# ninjs


def test_every_entry_follows_the_rules_of_ninjs(every_site: Path) -> None:
    files = sorted(every_site.rglob("*.ninjs.json"))
    assert len(files) > 6
    for file in files:
        judge("ninjs").validate(read(file))


@pytest.mark.parametrize(
    "change",
    [
        {"uri": None},
        {"pubstatus": "withdrawn"},
        {"headline": "x"},
        {"associations": [{"uri": "tag:a"}]},
        {"places": [{"geojson": {"type": "Point", "coordinates": [200, 1]}}]},
        {"bodies": [{"role": "text"}]},
    ],
)
def test_the_rules_of_ninjs_can_be_broken(change: dict[str, Any], site: Path) -> None:
    good = read(site / DAY / "bridge.ninjs.json")
    bad = {key: value for key, value in {**good, **change}.items() if value is not None}
    assert judge("ninjs").is_valid(good)
    assert not judge("ninjs").is_valid(bad)


def test_an_entry_as_ninjs(site: Path) -> None:
    found = read(site / DAY / "bridge.ninjs.json")
    assert found["uri"] == "tag:coast.example,2016-05-12:ar::bridge"
    assert (found["pubstatus"], found["language"], found["type"]) == ("usable", "ar", "text")
    assert found["headlines"][0]["value"] == '+الجسر "مغلق", & ]]> <i> 🌉'
    text, html = found["bodies"]
    assert "مديرية الطرق: الشقوق سطحية & ]]> 🌉." in text["value"]
    assert "لن يعبر أحد &amp; ]]&gt;." in html["value"]
    assert [each["literal"] for each in found["subjects"]] == ["roads", "bridge"]
    assert [each["literal"] for each in found["people"]] == ["lind"]
    assert [each["literal"] for each in found["organisations"]] == ["aho"]
    assert [each["literal"] for each in found["objects"]] == ["karin"]
    assert [each["geojson"]["coordinates"] for each in found["places"]] == [[35.79, 35.52]] * 2
    assert found["associations"][0]["renditions"][0]["href"].endswith("/daily/sea.png")
    assert found["ednote"].endswith("أُغلق صباحًا & ]]>.")
    assert found["infosources"][0]["literal"] == "office"
    withdrawn = read(site / DAY / "port.ninjs.json")
    assert withdrawn["pubstatus"] == "canceled"
    assert withdrawn["versioncreated"] == "2016-05-12T19:40:00+03:00"


# Tables


@pytest.mark.parametrize("each", FILES, ids=lambda each: each.name)
def test_tables_have_their_columns_and_keys(every_site: Path, each: Any) -> None:
    content = (every_site / f"data/{each.name}.csv").read_bytes()
    assert content.endswith(b"\r\n")
    rows = table(every_site, each.name)
    assert content.partition(b"\r\n")[0].decode().split(",") == list(each.names)
    keys = [tuple(row[name] for name in each.key) for row in rows]
    assert len({*keys}) == len(keys)
    needed = [c.name for c in each.columns if not c.empty]
    assert [row for row in rows if not all(row[name] for name in needed)] == []
    for one in (c for c in each.columns if c.to):
        to, _, name = one.to.partition(".")
        there = {row[name] for row in table(every_site, to)} | {""}
        assert {row[one.name] for row in rows} <= there


def test_formulas_are_made_harmless(site: Path) -> None:
    rows = [
        row for name in ("entries", "figures", "claims", "mentions") for row in table(site, name)
    ]
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell and cell[0] in "=+@-\t\r"] == []
    assert {'\'+الجسر "مغلق", & ]]> <i> 🌉', "'=cmd|' /C calc'!A0"} <= {*cells}


def test_entries_in_lines_are_those_of_the_table(every_site: Path) -> None:
    found = lines(every_site)
    assert [each["id"] for each in found] == [row["id"] for row in table(every_site, "entries")]
    assert all(each.keys() == {*LINES} for each in found)


def test_a_line_has_the_whole_text(site: Path) -> None:
    bridge = next(e for e in lines(site) if e["id"] == "tag:coast.example,2016-05-12:ar::bridge")
    assert bridge["text"].startswith("أغلق الجسر في ألدن & ]]> صباح الخميس. قالت مارا ليند")
    assert bridge["text"].endswith("أُغلق صباحًا & ]]>.")
    assert bridge["places"] == ["ألدن", "عيادة الشاطئ"]
    assert bridge["names"] == ["alden", "lind", "karin", "aho"]
    assert bridge["sources"] == ["مديرية الطرق", "سائقون"]


def test_all_languages_are_in_one_file(site: Path) -> None:
    assert {row["language"] for row in table(site, "entries")} == {"ar", "en"}
    with database(site, "2016") as connection:
        assert column(connection, "SELECT DISTINCT language FROM entries") == ["ar", "en"]


def test_figures_keep_their_digits(site: Path) -> None:
    found = [(row["low"], row["high"], row["bound"], row["unit"]) for row in table(site, "figures")]
    assert found == [
        ("13500000", "13500000", "", "طن"),
        ("2", "3", "", ""),
        ("3", "3", "", ""),
        ("40", "40", "~", "%"),
    ]


def test_claims_say_what_became_of_them(site: Path) -> None:
    found = {(r["date"], r["entry"].rpartition(":")[2]): r for r in table(site, "claims")}
    settled, open_ = found["2016-05-11", "bridge"], found["2016-05-11", "ports"]
    assert (settled["status"], settled["settled_on"], settled["days"]) == (
        "denied",
        "2016-05-12",
        "1",
    )
    assert settled["settled_by"] == "tag:coast.example,2016-05-12:ar::bridge"
    assert (open_["status"], open_["settled_by"], open_["days"]) == ("claimed", "", "")


# Places


def test_places_follow_rfc_7946(every_site: Path) -> None:
    judge("geojson").validate(read(every_site / "data/places.geojson"))


def test_a_protected_place_lies_at_its_locality(site: Path) -> None:
    features = read(site / "data/places.geojson")["features"]
    found = {each["properties"]["id"]: each for each in features}
    assert found.keys() == {"alden", "clinic"}
    assert found["clinic"]["geometry"] == found["alden"]["geometry"]
    assert found["clinic"]["properties"]["of"] == "alden"
    assert found["clinic"]["properties"]["names"] == {"ar": "عيادة الشاطئ", "en": "Beach clinic"}
    secret = (b"35.5212", b"35.7912")
    assert [p for p, data in tree(site).items() for each in secret if each in data] == []


# SQLite


@pytest.mark.parametrize("name", ["briefings", "2016"])
def test_databases_are_whole(every_site: Path, name: str) -> None:
    with database(every_site, name) as connection:
        assert column(connection, "PRAGMA integrity_check") == ["ok"]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for (fts,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"
        ):
            assert connection.execute(f"SELECT count(*) FROM {fts}").fetchone()[0] > 0
    left = [path.name for path in (every_site / "data").iterdir() if "-" in path.name]
    assert left == []


def test_tables_and_files_say_the_same(every_site: Path) -> None:
    with database(every_site, "briefings") as found:
        assert column(found, "SELECT id FROM entries ORDER BY number") == [
            row["id"] for row in table(every_site, "entries")
        ]
        assert found.execute(
            "SELECT e.id, entity FROM mentions m JOIN entries e ON e.number = m.entry"
            " ORDER BY m.entry, position"
        ).fetchall() == [(row["entry"], row["entity"]) for row in table(every_site, "mentions")]
        assert found.execute(
            "SELECT b.id, position, low FROM figures f JOIN briefings b ON b.number = f.briefing"
            " ORDER BY f.briefing, position"
        ).fetchall() == [
            (row["briefing"], int(row["position"]), float(row["low"]))
            for row in table(every_site, "figures")
        ]
        assert column(
            found, "SELECT e.id FROM claims JOIN entries e ON e.number = entry ORDER BY entry"
        ) == [row["entry"] for row in table(every_site, "claims")]
    with database(every_site, "2016") as year:
        texts = {each["id"]: each["text"] for each in lines(every_site)}
        for id_, text in year.execute("SELECT id, text FROM entries"):
            assert texts[id_] == text


def test_words_are_found(site: Path) -> None:
    search = "SELECT e.anchor FROM entries_fts f JOIN entries e ON e.number = f.rowid"
    with database(site, "briefings") as found:
        assert column(found, f"{search} WHERE entries_fts MATCH ?", "مغلق") == ["bridge"]
        assert column(found, f"{search} WHERE entries_fts MATCH ?", "closed") == ["bridge"]
        assert column(found, f"{search} WHERE entries_fts MATCH ?", "سطحية") == []
    with database(site, "2016") as found:
        assert column(found, f"{search} WHERE entries_fts MATCH ?", "سطحية") == ["bridge"]


def test_a_moved_register_keeps_its_name(site: Path) -> None:
    with database(site, "briefings") as found:
        rows = found.execute("SELECT id, name, tag FROM threads").fetchall()
        names = found.execute("SELECT name FROM names WHERE id = 'bridge' AND language = 'en'")
        assert rows == [
            ("bridge", "جسر النهر", "tag:coast.example,2000-01-01:ar:threads/old-bridge")
        ]
        assert names.fetchall() == [("The bridge",)]


# datapackage.json


def test_the_package_describes_every_file(every_site: Path) -> None:
    package = read(every_site / "data/datapackage.json")
    judge("datapackage").validate(package)
    files = {path.name for path in (every_site / "data").iterdir()}
    assert {each["path"] for each in package["resources"]} == files - {"datapackage.json"}
    named = {each["name"]: each for each in package["resources"]}
    for each in FILES:
        schema = named[each.name]["schema"]
        assert [f["name"] for f in schema["fields"]] == list(each.names)
        assert {*schema["primaryKey"]} <= {*each.names}


def test_the_rules_of_a_package_can_be_broken(site: Path) -> None:
    good = read(site / "data/datapackage.json")
    for change in ({"name": "Ä b"}, {"resources": []}, {"resources": [{"name": "x"}]}):
        assert not judge("datapackage").is_valid({**good, **change})


# What is in none of them


def test_what_is_held_back_is_in_no_file(site: Path) -> None:
    words = (b"SECRETWORD", b"DRAFTWORD", b"2016-05-13:ar")
    assert [path for path, data in tree(site).items() for word in words if word in data] == []


def test_what_is_a_draft_says_so(tmp_path: Path) -> None:
    build_site(data_site(tmp_path / "source"), tmp_path / "site", outputs=DATA, drafts=True)
    assert read(tmp_path / "site/2016/05/13/briefing.json")["draft"] is True
    assert read(tmp_path / "site/2016/05/13/roads.ninjs.json")["pubstatus"] == "withheld"
    assert read(tmp_path / "site/2016/05/12/briefing.json")["draft"] is False


def test_control_characters_never_come_that_far(tmp_path: Path) -> None:
    site = data_site(tmp_path / "source")
    (site / "briefings/2016-05-12.yaml").write_text(EVERYTHING.replace("-عاجل", "-عاجل\\a"))
    with pytest.raises(BuildFailed) as failed:
        build_site(site, tmp_path / "site", outputs=DATA)
    assert {each.code for each in failed.value.problems if each.severity == "error"} == {
        "yaml/escape"
    }


def test_without_registers_the_keys_hold(tmp_path: Path) -> None:
    text = "entries:\n  - {section: Roads, thread: Bridge, place: Alden, text: 'It is [@One].'}\n"
    site = write_site(tmp_path / "source", {"briefings/2016-05-12.yaml": text})
    build_site(site, tmp_path / "site", outputs=DATA)
    with database(tmp_path / "site", "briefings") as found:
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        assert column(found, "SELECT name FROM sources") == ["One"]
        assert column(found, "SELECT name FROM entry_places WHERE place IS NULL") == ["Alden"]


def test_switched_off_there_is_none(tmp_path: Path) -> None:
    off = msgspec.structs.replace(DATA, data=False)
    build_site(data_site(tmp_path / "source"), tmp_path / "site", outputs=off)
    names: Iterator[str] = (path.name for path in (tmp_path / "site").rglob("*.*"))
    assert [name for name in names if name.endswith((".json", ".sqlite", ".ndjson"))] == [
        ".dateline.json"
    ]
