"""What has changed since the briefing before: what is new, what continues, what was dropped, which
claims are settled; and that the block and `delta.json` say the same."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from conftest import MKDOCS, PROJECT, build_site, only, write_site
from dateline.model.delta import (
    DeltaBriefing,
    DeltaContinuing,
    DeltaData,
    DeltaSection,
    DeltaSettled,
    DeltaView,
)
from test_plan import pages

REGISTER = "ports: Ports\nroads: Roads\ntalks: Talks\n"
YESTERDAY = "2016-05-02"


def entry(section: str = "ports", **fields: str) -> str:
    """An entry in one line of YAML."""
    given = {"section": section, "text": "A text.", **fields}
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}\n"


def with_data(folder: Path, files: dict[str, str]) -> Path:
    """A site with `delta.json`."""
    return write_site(folder, {"mkdocs.yml": MKDOCS.replace("[dateline]", only("data")), **files})


def delta_of(
    folder: Path, before: tuple[str, ...], now: tuple[str, ...], **others: tuple[str, ...]
) -> tuple[DeltaData, DeltaView | None]:
    """`delta.json` and the block of 3 May, the briefing before having some entries. `others` are
    other days: `on_04_30`."""
    days = {YESTERDAY: before, "2016-05-03": now}
    days |= {f"2016-{name[3:].replace('_', '-')}": given for name, given in others.items()}
    briefings = {
        f"briefings/{day}.yaml": "entries:\n" + "".join(given) for day, given in days.items()
    }
    site = with_data(folder / "site", {"briefings/sections.yaml": REGISTER, **briefings})
    found = pages(site)
    return found["/2016/05/03/delta.json"].view, found["/2016/05/03/"].view.delta


def words(section: DeltaSection) -> dict[str, list[str]]:
    """What is said of a section, by ids."""
    said = {
        "new": [each.id for each in section.new],
        "continuing": [
            f"{each.id} after {' '.join(other.id for other in each.continues)}"
            for each in section.continuing
        ],
        "dropped": [each.id for each in section.dropped],
    }
    return {word: ids for word, ids in said.items() if ids}


TREATY = entry(thread="treaty")
CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...], dict[str, dict[str, list[str]]]]] = {
    "no thread, nothing continues": (
        (entry(),),
        (entry(),),
        {"ports": {"new": ["ports"]}},
    ),
    "the same thread": (
        (TREATY,),
        (TREATY,),
        {"ports": {"continuing": ["ports after ports"]}},
    ),
    "the same thread in another section": (
        (TREATY,),
        (entry("roads", thread="treaty"),),
        {"roads": {"continuing": ["roads after ports"]}, "ports": {}},
    ),
    "one of two threads": (
        (entry(thread="[treaty, flood]"),),
        (entry(thread="[flood, berth]"),),
        {"ports": {"continuing": ["ports after ports"]}},
    ),
    "two stories of a thread": (
        (TREATY, entry("roads", thread="treaty")),
        (TREATY,),
        {"ports": {"continuing": ["ports after ports roads"]}, "roads": {}},
    ),
    "another thread": (
        (TREATY,),
        (entry(thread="flood"),),
        {"ports": {"new": ["ports"], "dropped": ["ports"]}},
    ),
    "a story without a thread ended with its day": (
        (entry(), entry("roads", thread="flood")),
        (entry("talks"),),
        {"talks": {"new": ["talks"]}, "ports": {}, "roads": {"dropped": ["roads"]}},
    ),
    "a link to it": (
        (entry(), entry("roads", thread="flood")),
        (entry("talks", text=f"'[So](see:{YESTERDAY}#ports), [so](see:{YESTERDAY}#roads).'"),),
        {"talks": {"continuing": ["talks after ports roads"]}, "ports": {}, "roads": {}},
    ),
    "a link in an update": (
        (entry(),),
        (entry("talks", updates=f"[12:00: 'As [then](see:{YESTERDAY}#ports).']"),),
        {"talks": {"continuing": ["talks after ports"]}, "ports": {}},
    ),
    "a link to the briefing as a whole": (
        (TREATY,),
        (entry("talks", text=f"'[So](see:{YESTERDAY}).'"),),
        {"talks": {"new": ["talks"]}, "ports": {"dropped": ["ports"]}},
    ),
    "it settles that": (
        (entry(status="claimed"),),
        (entry("talks", resolves=f"'{YESTERDAY}#ports'", status="denied"),),
        {"talks": {"continuing": ["talks after ports"]}, "ports": {}},
    ),
    "it only disputes that": (
        (entry(status="claimed"),),
        (entry("talks", resolves=f"[{{'{YESTERDAY}#ports': disputed}}]"),),
        {"talks": {"continuing": ["talks after ports"]}, "ports": {}},
    ),
}


@pytest.mark.parametrize(("before", "now", "expected"), CASES.values(), ids=CASES)
def test_what_continues_what(
    before: tuple[str, ...],
    now: tuple[str, ...],
    expected: dict[str, dict[str, list[str]]],
    tmp_path: Path,
) -> None:
    found, block = delta_of(tmp_path, before, now)
    assert {section.id: words(section) for section in found.sections} == expected
    assert sum(section.now for section in found.sections) == len(now)
    assert sum(section.before for section in found.sections) == len(before)
    if block:
        assert_same(found, block)


SETTLING = f"[{{'{YESTERDAY}#ports': %s}}]"
CLAIM = entry(status="claimed")
SETTLED: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]], list[tuple[str, str]]]] = {
    "confirmed": ((entry(resolves=SETTLING % "confirmed"),), {}, [("confirmed", "ports")]),
    "by the status of its own": (
        (entry(resolves=f"'{YESTERDAY}#ports'", status="denied"),),
        {},
        [("denied", "ports")],
    ),
    "only disputed": ((entry(resolves=SETTLING % "disputed"),), {}, []),
    "the last word counts": (
        (
            entry(resolves=SETTLING % "confirmed"),
            entry("roads", resolves=SETTLING % "denied"),
        ),
        {},
        [("denied", "roads")],
    ),
    "the last word is that it is disputed": (
        (
            entry(resolves=SETTLING % "confirmed"),
            entry("roads", resolves=SETTLING % "disputed"),
        ),
        {},
        [],
    ),
    "a claim of long ago": (
        (entry(resolves="[{2016-04-30#ports: denied}]"),),
        {"on_04_30": (CLAIM,)},
        [("denied", "ports")],
    ),
    "said once more": (
        (entry(resolves="[{2016-04-30#ports: denied}]"),),
        {"on_04_30": (CLAIM,), "on_05_01": (entry(resolves="[{2016-04-30#ports: denied}]"),)},
        [],
    ),
    "another word": (
        (entry(resolves="[{2016-04-30#ports: denied}]"),),
        {"on_04_30": (CLAIM,), "on_05_01": (entry(resolves="[{2016-04-30#ports: confirmed}]"),)},
        [("denied", "ports")],
    ),
    "a word of later changes nothing": (
        (entry(resolves=SETTLING % "confirmed"),),
        {"on_05_04": (entry(resolves=SETTLING % "denied"),)},
        [("confirmed", "ports")],
    ),
    "a claim of this briefing": (
        (CLAIM, entry("roads", resolves="[{2016-05-03#ports: denied}]")),
        {},
        [],
    ),
}


@pytest.mark.parametrize(("now", "others", "expected"), SETTLED.values(), ids=SETTLED)
def test_which_claims_are_settled(
    now: tuple[str, ...],
    others: dict[str, tuple[str, ...]],
    expected: list[tuple[str, str]],
    tmp_path: Path,
) -> None:
    found, block = delta_of(tmp_path, (CLAIM,), now, **others)
    assert [(each.status, each.by.id) for each in found.settled] == expected
    if block:
        assert_same(found, block)


def assert_same(found: DeltaData, block: DeltaView) -> None:
    """The block says what the file says, of every section, and counts it."""
    root = "https://test.example"
    assert block.new == sum(len(each.new) for each in found.sections)
    assert block.continuing == sum(len(each.continuing) for each in found.sections)
    assert block.dropped == sum(len(each.dropped) for each in found.sections)
    for section, shown in zip(found.sections, block.sections, strict=True):
        said = {
            word: [each.story.address for each in shown.changes if each.word == word]
            for word in ("new", "continuing", "dropped")
        }
        for word, addresses in said.items():
            stories: Any = getattr(section, word)
            assert [each.url for each in stories] == [own(root, each) for each in addresses]
        assert shown.changes or section.now == 0
    for settled, line in zip(found.settled, block.settled, strict=True):
        assert settled.claim.url == own(root, line.claim.address)
        assert settled.by.url == own(root, line.by.address)


def own(root: str, address: str) -> str:
    """The page of an entry alone, as data names it, by its place in its briefing."""
    return f"{root}{address.replace('#', '')}/"


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ((entry(),), (entry(),), False),  # no story runs over days: nothing to compare
        ((TREATY,), (entry(),), True),
        ((entry(),), (TREATY,), True),
        ((entry(),), (entry(text=f"'[So](see:{YESTERDAY}#ports).'"),), True),
    ],
)
def test_where_there_is_a_block(
    before: tuple[str, ...], now: tuple[str, ...], told: bool, tmp_path: Path
) -> None:
    assert bool(delta_of(tmp_path, before, now)[1]) == told


def test_each_language_has_its_own_briefing_before(tmp_path: Path) -> None:
    text = "entries:\n" + TREATY
    names = ("2016-05-01", "2016-05-02", "2016-05-03", "2016-05-01.ar", "2016-05-03.ar")
    found = pages(with_data(tmp_path, {f"briefings/{name}.yaml": text for name in names}))
    assert found["/2016/05/03/delta.json"].view.previous.url.endswith("/2016/05/02/")
    assert found["/ar/2016/05/03/delta.json"].view.previous.url.endswith("/ar/2016/05/01/")
    assert found["/ar/2016/05/01/delta.json"].view.previous is None
    assert found["/ar/2016/05/01/"].view.delta is None
    assert found["/ar/"].view.delta == found["/ar/2016/05/03/"].view.delta


def test_the_sample_site_has_all_of_it() -> None:
    found = pages(PROJECT)
    views = [page.view for page in found.values() if page.template == "briefing.html"]
    blocks = [view.delta for view in views if view.delta]
    assert len(blocks) >= len(views) - 1
    for word in ("new", "continuing", "dropped"):
        assert any(getattr(block, word) for block in blocks), word
    assert any(block.settled for block in blocks)
    for view in views:
        data = found[view.delta_file].view
        assert msgspec.json.decode(msgspec.json.encode(data), type=DeltaData) == data


def test_the_example_in_the_docs_is_what_is_written(tmp_path: Path, update_golden: bool) -> None:
    path = PROJECT / "docs" / "reference" / "data.md"
    page = path.read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL)
    site = with_data(tmp_path / "site", {f"briefings/{name}": text for name, text in blocks})
    build_site(site, tmp_path / "out")
    built = (tmp_path / "out" / "2016" / "06" / "19" / "delta.json").read_text(encoding="utf-8")
    if update_golden:
        page = re.sub(r"(?<=```json\n).*?(?=```)", lambda _: built, page, flags=re.DOTALL)
        path.write_text(page, encoding="utf-8")
    assert f"```json\n{built}```" in page


def test_every_key_is_in_the_docs() -> None:
    page = (PROJECT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    for record in (DeltaData, DeltaBriefing, DeltaSection, DeltaContinuing, DeltaSettled):
        for field in record.__struct_fields__:
            assert f"`{field}`" in page, (record, field)
