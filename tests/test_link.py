"""Many files together: names, ids, order, editions, languages, what is held back, claims."""

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.compile import compile_briefing, compile_registers, names_of
from dateline.link import Sources, files_named, link
from dateline.model.libraries import Library
from dateline.model.linked import Claim, Edition, Key
from dateline.model.names import register_name
from dateline.model.rows import BRIEFINGS
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Tree
from dateline.plan.scope import Scope
from dateline.problems import Problem
from dateline.read import parse

SETTINGS = Settings(
    config_file=Path("/mkdocs.yml"),
    docs_dir=Path("/briefings"),
    site_dir=Path("/site"),
    site_name="Test Daily",
    now=datetime(2016, 6, 23, tzinfo=UTC),
)
PLAIN = "entries: [{section: US, text: A text.}]"


def linked_trees(
    trees: list[Tree], assets: set[str], settings: Settings = SETTINGS
) -> tuple[tuple[Library, ...], tuple[Problem, ...]]:
    """What compile and link make of trees."""
    registers = [tree for tree in trees if register_name(tree.path)]
    briefings = [tree for tree in trees if not register_name(tree.path)]
    known, _, problems = compile_registers(registers, settings)
    names = names_of(known.entities or ())
    records = {}
    for tree in briefings:
        record, _, mistakes = compile_briefing(tree, settings, names)
        problems += mistakes
        if record:
            records[tree.path] = record
    sources = Sources(
        registers=known,
        briefings=dict.fromkeys(records, ""),
        load=records.__getitem__,
        paths={register_name(tree.path) or "": tree.path for tree in registers},
        assets=frozenset(assets),
        broken=frozenset(p.path for p in problems if p.severity == "error"),
    )
    found, more = link(sources, settings)
    asked = ("entry/unsourced", "entry/disputed-without-accounts")
    return found.libraries, tuple(
        p for p in (*problems, *more) if p.code not in asked and p.until is None
    )


def linked(
    files: dict[str, str], assets: set[str] | None = None, **changes: Any
) -> tuple[tuple[Library, ...], tuple[Problem, ...]]:
    """What compile and link make of files; they must be sound YAML."""
    trees = []
    for path, text in files.items():
        tree, problems = parse(path, text.encode())
        assert problems == ()
        trees.append(tree)
    return linked_trees(trees, assets or set(), replace(SETTINGS, **changes))


def library(files: dict[str, str], assets: set[str] | None = None, **changes: Any) -> Library:
    """The site's own language, with nothing wrong in any."""
    libraries, problems = linked(files, assets, **changes)
    assert problems == ()
    return libraries[0]


def editions(found: Library) -> tuple[Edition, ...]:
    return tuple(found.at(seat)[0] for seat in found.row(BRIEFINGS))


def held(found: Library) -> set[Key]:
    return {Key(*each.key, id_) for each in found.placed.values() for id_ in each.held}


def scope(found: Library) -> Scope:
    """The library as plan sees it."""
    return Scope(found, SETTINGS, {})


def claims(found: Library) -> tuple[Claim, ...]:
    at = scope(found)
    every = chain.from_iterable(found.claims_by_year().values())
    return tuple(Claim(found.item(each.seat), at.steps(each.key)) for each in every)


def steps(claim: Claim) -> list[tuple[int, str]]:
    return [(step.item.key.date.day, step.status) for step in claim.steps]


def ids(found: Library, edition: int = 0) -> list[str]:
    return [item.key.id for item in editions(found)[edition].items]


def key(day: int, id_: str, edition: str = "") -> Key:
    return Key(datetime(2016, 6, day).date(), edition, id_)


# Ids

SECTIONS = {"sections.yaml": "latest: LATEST\nturkey-border: {name: Turkey border, aka: Kilis}\n"}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("  LATEST: A.\n  Turkey border: B.", ["latest", "turkey-border"]),
        ("  latest: A.\n  KILIS: B.", ["latest", "turkey-border"]),
        ("  LATEST: [A., B., C.]", ["latest", "latest-2", "latest-3"]),
        ("  LATEST: [A., {text: B., id: b}, C.]", ["latest", "b", "latest-3"]),
        ("  LATEST: [{text: A., id: a}, B.]", ["a", "latest-2"]),
        ("  LATEST: {text: A., id: own}\n  Kilis: B.", ["own", "turkey-border"]),
        ("  LATEST: A.\n  Latest: B.", ["latest", "latest-2"]),
    ],
)
def test_ids_by_section(entries: str, expected: list[str]) -> None:
    found = library({**SECTIONS, "2016-06-19.yaml": f"entries:\n{entries}\n"})
    assert ids(found) == expected


def test_without_registers_names_are_their_slugs() -> None:
    found = library(
        {
            "2016-06-19.yaml": "entries: [{section: Turkey Border, thread: Al-Tanf, place: Hama,"
            " text: 'Said [@The Ministry].'}]"
        }
    )
    (item,) = editions(found)[0].items
    assert (item.section, item.threads, item.places) == (
        "turkey-border",
        ("al-tanf",),
        (("", "Hama"),),
    )
    assert found.ids("sources") == ("the-ministry",)


REGISTERS = {
    **SECTIONS,
    "threads.yaml": "al-tanf: The strike at al-Tanf\nquiet: Nothing yet\n",
    "sources.yaml": "rus-mod: {name: {en: The Ministry, ar: الوزارة}, aka: MoD}\n",
    "entities.yaml": "places:\n  hama: {name: {en: Hama, ar: حماة}}\npeople:\n  assad: Assad\n",
}


@pytest.mark.parametrize("name", ["rus-mod", "RUS-MOD", "the ministry", "MOD", "الوزارة"])
def test_names_are_looked_up_in_any_case(name: str) -> None:
    day = f"entries: [{{section: latest, accounts: [{name}: He fired.]}}]"
    found = library({**REGISTERS, "2016-06-19.yaml": day})
    assert [cited.id for cited in editions(found)[0].items[0].cited] == ["rus-mod"]


@pytest.mark.parametrize("name", ["AL-TANF", "the strike at al-Tanf"])
@pytest.mark.parametrize("place", ["hama", "HAMA", "حماة"])
def test_threads_and_places_too(name: str, place: str) -> None:
    day = f"entries: [{{section: latest, thread: {name}, place: {place}, text: A.}}]"
    found = library({**REGISTERS, "2016-06-19.yaml": day})
    (item,) = editions(found)[0].items
    assert (item.threads, item.places) == (("al-tanf",), (("hama", place),))
    assert found.ids("threads") == ("al-tanf", "quiet")
    assert found.items(found.row("entities/hama")) == (item,)


@pytest.mark.parametrize(
    ("source", "fails"),
    [
        ("[@Reuters]", False),
        ("[@a passer-by]", False),
        ("[@سانا]", False),
        ("[@dispatch](https://example.org/)", False),
        ("[@](https://example.org/)", False),
        ("[@MOD]", False),
        ("[@rus-mood]", True),
        ("[@reuters]", True),
        ("[@reuters.com]", True),
    ],
)
def test_one_off_sources(source: str, fails: bool) -> None:
    day = f"entries:\n  - section: LATEST\n    text: Said {source}.\n"
    libraries, problems = linked({**REGISTERS, "2016-06-19.yaml": day})
    assert [p.code for p in problems] == (["link/unknown-source"] if fails else [])
    known = source == "[@MOD]"
    assert [bool(c.id) for c in editions(libraries[0])[0].items[0].cited] == [known]


# Key points


@pytest.mark.parametrize("name", ["turkey-border", "Turkey border", "TURKEY BORDER", "Kilis"])
def test_a_key_point_names_an_entry_or_its_section(name: str) -> None:
    day = f"summary: [{name}: A point, Another]\nentries: {{LATEST: A., Turkey border: B.}}"
    found = library({**SECTIONS, "2016-06-19.yaml": day})
    assert [id_ for _, id_ in editions(found)[0].points] == ["turkey-border", ""]


# Order, editions


def test_briefings_stand_by_date_then_as_of_then_name() -> None:
    found = library(
        {
            "b/2016-06-19-night.yaml": f"as_of: 06:00\n{PLAIN}",
            "2016-06-20.yaml": PLAIN,
            "a/2016-06-19-early.yaml": f"as_of: 08:00+03:00\n{PLAIN}",
            "2016-06-19-b.yaml": f"as_of: 12:00\n{PLAIN}",
            "c/2016-06-19-a.yaml": f"as_of: 12:00\n{PLAIN}",
            "2016-06-18.yaml": PLAIN,
        }
    )
    assert [f"{e.key.date.day}{e.key.edition}" for e in editions(found)] == [
        "18",
        "19early",
        "19night",
        "19a",
        "19b",
        "20",
    ]


def test_editions_of_two_languages_need_no_as_of() -> None:
    libraries, problems = linked({"2016-06-19.yaml": PLAIN, "2016-06-19.ar.yaml": PLAIN})
    assert problems == ()
    assert [found.lang for found in libraries] == ["", "ar"]


# Held back

HELD = """\
summary: [US: One, russia: Two, turkey: Three, A text alone]
entries:
  - {section: US, text: A text., photo: {file: us.png, alt: A}}
  - {section: Russia, draft: true, text: "A [file](plan.pdf).", photo: {file: no.png, alt: B}}
  - {section: Turkey, embargo: 2016-06-23 00:01, text: "![No](no-either.png)"}
  - {section: Iraq, embargo: 2016-06-22 23:59, text: A text.}
  - {section: Iran, draft: false, text: A text.}
"""
ASSETS = {"us.png", "no.png", "no-either.png", "plan.pdf"}


def test_held_items_go_with_their_points_and_pictures() -> None:
    found = library({"2016-06-19.yaml": HELD}, ASSETS)
    assert ids(found) == ["us", "iraq", "iran"]
    assert [id_ for _, id_ in editions(found)[0].points] == ["us", ""]
    assert held(found) == {key(19, "russia"), key(19, "turkey")}
    named = files_named([found], [], frozenset(ASSETS))
    assert (named.photos, named.every) == ({"us.png"}, {"us.png"})
    assert "russia" not in found.ids("sections")


def test_drafts_may_be_shown() -> None:
    found = library({"2016-06-19.yaml": HELD}, ASSETS, drafts=True)
    assert ids(found) == ["us", "russia", "turkey", "iraq", "iran"]
    assert len(editions(found)[0].points) == 4


def test_ids_are_given_before_anything_is_held_back() -> None:
    day = "entries:\n  LATEST:\n    - {text: A., draft: true}\n    - B.\n"
    assert ids(library({**SECTIONS, "2016-06-19.yaml": day})) == ["latest-2"]


def test_a_draft_briefing_is_gone_whole() -> None:
    found = library({"2016-06-19.yaml": PLAIN, "2016-06-20.yaml": f"draft: true\n{PLAIN}"})
    assert [edition.key.date.day for edition in editions(found)] == [19]


# Claims


def day_of(status: str, resolves: str = "") -> str:
    return f"entries: [{{section: US, text: A., status: {status}{resolves}}}]"


def test_a_chain_of_settlements() -> None:
    found = library(
        {
            "2016-06-17.yaml": day_of("claimed"),
            "2016-06-18.yaml": day_of("disputed", ", resolves: 2016-06-17#us"),
            "2016-06-19.yaml": day_of("claimed", ", resolves: {2016-06-17#us: confirmed}"),
            "2016-06-20.yaml": day_of("denied", ", resolves: [2016-06-19#us]"),
        }
    )
    known = {claim.item.key.date.day: claim for claim in claims(found)}
    assert {day: steps(claim) for day, claim in known.items()} == {
        17: [(18, "disputed"), (19, "confirmed")],
        19: [(20, "denied")],
    }
    assert all(claim.settled for claim in known.values())
    last = scope(found).item(key(20, "us"))
    assert last is not None
    assert [item.key.date.day for item, _ in scope(found).settled(last)] == [19]


def test_disputed_leaves_a_claim_open() -> None:
    found = library(
        {
            "2016-06-17.yaml": day_of("claimed"),
            "2016-06-18.yaml": day_of("disputed", ", resolves: 2016-06-17#us"),
        }
    )
    assert [claim.settled for claim in claims(found)] == [False]


def test_an_entry_may_settle_one_above_it() -> None:
    day = """\
entries:
  - {section: US, status: claimed, text: A text.}
  - {section: Russia, status: denied, resolves: 2016-06-19#us, text: A text.}
"""
    assert claims(library({"2016-06-19.yaml": day}))[0].settled


# References


@pytest.mark.parametrize(
    "text",
    [
        "[it](#us)",
        "[the other](#russia)",
        "[a day](see:2016-06-18)",
        "[an edition](see:2016-06-18-late)",
        "[an entry](see:2016-06-18-late#us)",
        "[a date without a briefing](date:2016-06-11)",
        "[a report](report.pdf) and ![a picture](a.png)",
    ],
)
def test_references_that_lead_somewhere(text: str) -> None:
    files = {
        "2016-06-18.yaml": f"as_of: 09:00\n{PLAIN}",
        "2016-06-18-late.yaml": f"as_of: 18:00\n{PLAIN}",
        "2016-06-19.yaml": f"entries:\n  - section: US\n    text: |\n      A {text}.\n"
        "  - {section: Russia, text: A text.}\n",
    }
    library(files, {"report.pdf", "a.png"})


# Languages

ORIGINAL = """\
as_of: 18:00
entries:
  - section: US
    status: confirmed
    kind: analysis
    thread: Al-Tanf
    place: Hama
    resolves: 2016-06-18#us
    text: A text.
  - {section: Russia, draft: true, text: A text.}
"""


def test_a_translation_takes_over_the_facts() -> None:
    files = {
        "2016-06-18.yaml": day_of("claimed"),
        "2016-06-19.yaml": ORIGINAL,
        "2016-06-18.ar.yaml": PLAIN,
        "2016-06-19.ar.yaml": "entries:\n  - {section: US, text: نص.}\n"
        "  - {section: Russia, text: نص.}\n  - {section: Only here, text: نص.}\n",
    }
    libraries, problems = linked(files)
    assert problems == ()
    arabic = libraries[1]
    assert ids(arabic, 1) == ["us", "only-here"]
    item = editions(arabic)[1].items[0]
    assert (item.entry.status, item.entry.kind) == ("confirmed", "analysis")
    assert (item.threads, item.places) == (("al-tanf",), (("", "Hama"),))
    assert held(arabic) == {key(19, "russia")}
    assert [(c.item.entry.status, c.settled) for c in claims(arabic)] == [("claimed", True)]


def test_a_translation_may_repeat_the_facts() -> None:
    libraries, problems = linked(
        {
            "2016-06-18.yaml": day_of("claimed"),
            "2016-06-19.yaml": ORIGINAL,
            "2016-06-19.ar.yaml": ORIGINAL.replace("Hama", "حماة").replace("true", "true "),
        }
    )
    assert problems == ()
    assert len(editions(libraries[1])) == 1


def test_a_draft_is_a_draft_in_every_language() -> None:
    libraries, problems = linked(
        {
            "2016-06-18.yaml": PLAIN,
            "2016-06-19.yaml": f"draft: true\n{PLAIN}",
            "2016-06-19.ar.yaml": PLAIN,
        }
    )
    assert problems == ()
    assert editions(libraries[1]) == ()


def test_a_translation_may_point_to_what_only_the_original_has() -> None:
    day = "entries:\n  - section: US\n    text: A [day](see:2016-06-18#us).\n"
    libraries, problems = linked({"2016-06-18.yaml": PLAIN, "2016-06-19.ar.yaml": day})
    assert problems == ()
    assert [len(editions(found)) for found in libraries] == [1, 1]


# No shape of a file raises

WHOLE = {
    **REGISTERS,
    "2016-06-17.yaml": "entries:\n  LATEST: {text: A text., status: claimed}\n",
    "2016-06-19.yaml": """\
title: A day
as_of: 18:00
summary:
  - LATEST: A point
  - turkey-border: Another
photo: {file: a.png, alt: A bridge}
corrections: [2016-06-20: A mend]
entries:
  LATEST:
    headline: A headline
    text: Assad is in Hama [@MoD], see [it](see:2016-06-17#latest).
    thread: [al-tanf]
    place: hama
    status: denied
    resolves: 2016-06-17#latest
    figures: [{what: killed, value: 8, source: MoD}]
    updates: [{time: "14:30", text: A text.}]
    accounts: [MoD: He fired.]
  Turkey border:
    - A bare text.
    - {id: second, text: "See [the other](#latest).", draft: false}
""",
    "2016-06-19.ar.yaml": "entries:\n  LATEST: {text: نص., status: denied}\n",
}
SLIPS = ("", "us", "2016-06-19", "[@nobody]", "\n# A headline", "false", "11 +", "حلب")


def slip(node: Node, steps: list[int], new: Node | None) -> Node | None:
    """The tree with one node, some steps down, put in another's place or taken out."""
    if isinstance(node, Scalar) or not node.items or not steps:
        return new
    at = steps[0] % len(node.items)
    items: list[Any] = list(node.items)
    if isinstance(node, Sequence):
        below = slip(node.items[at], steps[1:], new)
        items[at : at + 1] = [below] if below is not None else []
        return replace(node, items=tuple(items))
    name, value = node.items[at]
    if steps[0] % 5 == 0:
        below, name = value, replace(name, text=name.text + "x")
    else:
        below = slip(value, steps[1:], new)
    items[at : at + 1] = [(name, below)] if below is not None else []
    return replace(node, items=tuple(items))


TREES = [parse(path, text.encode())[0] for path, text in WHOLE.items()]


def test_the_whole_is_sound() -> None:
    assert linked(WHOLE, {"a.png"})[1] == ()


@given(
    st.lists(st.tuples(st.integers(0, len(TREES) - 1), st.lists(st.integers(0, 9), max_size=6),
                       st.sampled_from([None, 0, 1, *SLIPS])), min_size=1, max_size=3)
)  # fmt: skip
@hypothesis_settings(max_examples=400, deadline=None)
def test_no_slip_raises(slips: list[tuple[int, list[int], str | int | None]]) -> None:
    trees = list(TREES)
    for at, steps, new in slips:
        root = trees[at].root
        if root is not None:
            empty = (Sequence((), root.span), Mapping((), root.span))
            node = empty[new] if isinstance(new, int) else new
            made = Scalar(node, root.span, "'") if isinstance(node, str) else node
            trees[at] = replace(trees[at], root=slip(root, steps, made))
    libraries, problems = linked_trees(trees, {"a.png"})
    assert all(problem.path and problem.message for problem in problems)
    msgspec.json.encode([editions(found) for found in libraries])
