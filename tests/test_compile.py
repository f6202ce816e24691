"""Every form that the format allows, and what becomes of it; no shape of a file raises."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dateline.compile import compile_briefing, compile_registers, names_of, words_of
from dateline.model import schema
from dateline.model.briefing import Briefing, Entry
from dateline.model.settings import Settings
from dateline.model.tree import Mapping, Node, Scalar, Sequence, Span, Tree
from dateline.problems import Problem, errors
from dateline.read import parse

SETTINGS = Settings(
    config_file=Path("/mkdocs.yml"),
    docs_dir=Path("/briefings"),
    site_dir=Path("/site"),
    site_name="Test Daily",
    timezone="Europe/Berlin",
    now=datetime(2016, 6, 23, tzinfo=UTC),
)
DAY = "2016-06-19.yaml"


def tree_of(text: str, path: str = DAY) -> Tree:
    """A file's tree; it must be sound YAML."""
    tree, problems = parse(path, text.encode())
    assert problems == ()
    return tree


def compiled(text: str, path: str = DAY) -> tuple[Briefing | None, tuple[Problem, ...]]:
    briefing, _, problems = compile_briefing(tree_of(text, path), SETTINGS)
    return briefing, problems


def sound(text: str, path: str = DAY) -> Briefing:
    """A briefing in which nothing is wrong."""
    briefing, problems = compiled(text, path)
    assert not errors(problems)
    assert briefing is not None
    return briefing


def entry(fields: str) -> Entry:
    """The one entry of a briefing, from its fields beside the section."""
    lines = "".join(f"    {line}\n" for line in fields.splitlines())
    (found,) = sound(f"entries:\n  - section: US\n{lines}").entries
    return found


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    """A moment of June 2016 in Berlin's summer."""
    return datetime(2016, 6, day, hour - 2, minute, tzinfo=UTC)


# Briefings


def test_two_keys_make_a_briefing() -> None:
    briefing = sound("entries:\n  - section: LATEST\n    text: A minister arrived.\n")
    assert (briefing.date, briefing.edition, briefing.lang) == (date(2016, 6, 19), "", "")
    assert (briefing.title, briefing.summary, briefing.by_section) == ("", (), False)
    (found,) = briefing.entries
    assert (found.section.text, found.id, found.status, found.kind) == ("LATEST", "", "", None)
    assert found.title == found.lead == "A minister arrived."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2016/2016-06-19.yml", ("", "")),
        ("2016-06-19-evening.yaml", ("evening", "")),
        ("2016-06-19.ar.yaml", ("", "ar")),
        ("a/b/2016-06-19-second-half.pt-BR.yaml", ("second-half", "pt-BR")),
    ],
)
def test_name_gives_edition_and_language(path: str, expected: tuple[str, str]) -> None:
    briefing = sound("entries: [{section: US, text: A.}]", path)
    assert (briefing.edition, briefing.lang) == expected


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        ("title: Syria, Sunday", "title", "Syria, Sunday"),
        ("title: |\n  A block of one line", "title", "A block of one line"),
        ("date: 2016-06-19", "date", date(2016, 6, 19)),
        ("lang: en", "lang", ""),
        ("as_of: 18:00", "as_of", at(18)),
        ("as_of: 2016-06-20 00:30", "as_of", at(24, 30).replace(day=19)),
        ("by: The night desk", "by", ("The night desk",)),
        ("by: [One, Two]", "by", ("One", "Two")),
        ("draft: true", "draft", True),
        ("draft: false", "draft", False),
        ("embargo: 2016-06-20 06:00Z", "embargo", datetime(2016, 6, 20, 6, tzinfo=UTC)),
    ],
)
def test_field_of_a_briefing(line: str, attribute: str, value: object) -> None:
    briefing = sound(f"{line}\nentries: [{{section: US, text: A.}}]\n")
    assert getattr(briefing, attribute) == value


@pytest.mark.parametrize(
    ("summary", "points"),
    [
        ("[One point, Another]", [("", "One point"), ("", "Another")]),
        ("[US: A point, us-2: Another]", [("US", "A point"), ("us-2", "Another")]),
        ("['US: a colon in quotes', B]", [("", "US: a colon in quotes"), ("", "B")]),
    ],
)
def test_key_points(summary: str, points: list[tuple[str, str]]) -> None:
    briefing = sound(f"summary: {summary}\nentries: [{{section: US, text: A.}}]\n")
    assert [(point.entry, point.text) for point in briefing.summary] == points


def test_corrections_and_figures_of_a_briefing() -> None:
    briefing = sound(
        "corrections:\n  - 2016-06-20: A mend.\nfigures:\n  - killed: 8\n"
        "entries: [{section: US, text: A.}]\n"
    )
    assert [c.note.lead for c in briefing.corrections] == ["A mend."]
    assert [f.what for f in briefing.figures] == ["killed"]


# Entries by section and as a list

BY_SECTION = """\
entries:
  LATEST: A text alone.
  Russia:
    text: With its fields.
  US:
    - A bare text.
    - text: With its fields.
      id: second
    - Another bare text.
"""


def test_entries_by_section() -> None:
    briefing = sound(BY_SECTION)
    assert briefing.by_section
    assert [(e.section.text, e.bare, e.id) for e in briefing.entries] == [
        ("LATEST", True, ""),
        ("Russia", False, ""),
        ("US", True, ""),
        ("US", False, "second"),
        ("US", True, ""),
    ]
    assert [e.section.span.line for e in briefing.entries] == [2, 3, 5, 5, 5]


@pytest.mark.parametrize(
    ("text", "headline", "lead"),
    [
        ("text: A text.", "", "A text."),
        ("headline: Apart\ntext: A text.", "Apart", "A text."),
        ("text: |\n  # At the head\n  A text.", "At the head", "A text."),
        ("text: |\n  # At the head\n\n  A text.", "At the head", "A text."),
        ("text: |\n\n  # After a line\n  A text.", "After a line", "A text."),
        ('text: |\n  # "Extraordinary": 8 killed #1  \n  A.', '"Extraordinary": 8 killed #1', "A."),
        ("text: |\n  ## No headline\n\n  A text.", "", "A text."),
        ("text: |\n  A text.\n\n  ```\n  # in a fence\n  ```", "", "A text."),
        ("headline: One\nfigures: [killed: 8]", "One", "killed: 8"),
        ("accounts: [sana: He fired.]", "", "He fired."),
        ("updates: [14:30: The road is open.]", "", "The road is open."),
        ("photo: {file: a.png, alt: A bridge}", "", "A bridge"),
        ("status: withdrawn\ncorrections: [2016-06-20: It was wrong.]", "", "It was wrong."),
    ],
)
def test_headline_and_what_lists_say(text: str, headline: str, lead: str) -> None:
    found = entry(text)
    assert (found.headline, found.lead, found.title) == (headline, lead, headline or lead)


def test_title_without_a_headline_is_cut_at_a_word() -> None:
    found = entry("text: " + "word " * 40)
    assert len(found.title) <= 91
    assert found.title.endswith("word…")


# Entries' fields


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        ("id: khirbet-al-joz", "id", "khirbet-al-joz"),
        ("label: Critical", "label", "Critical"),
        *((f"status: {word}", "status", word) for word in schema.STATUSES[:-1]),
        ("status: Claimed", "status", "claimed"),
        *((f"kind: {word}", "kind", word) for word in schema.KINDS),
        *((f"trend: {word}", "trend", word) for word in schema.TRENDS),
        ("time: 14:30", "time", at(14, 30)),
        ("time: 09:05", "time", at(9, 5)),
        ("time: 14:30+03:00", "time", at(13, 30)),
        ("time: 14:30Z", "time", at(16, 30)),
        ("time: 14:30 Asia/Damascus", "time", at(13, 30)),
        ("time: 2016-06-18 14:30", "time", at(14, 30, day=18)),
        ("embargo: 18:00", "embargo", at(18)),
        ("draft: true", "draft", True),
        ("by: The desk", "by", ("The desk",)),
    ],
)
def test_field_of_an_entry(line: str, attribute: str, value: object) -> None:
    assert getattr(entry(f"text: A text.\n{line}"), attribute) == value


@pytest.mark.parametrize(("written", "names"), [("al-tanf", 1), ("[al-tanf, 'A, B']", 2)])
@pytest.mark.parametrize("field", ["thread", "place"])
def test_one_name_or_a_list(field: str, written: str, names: int) -> None:
    found = getattr(entry(f"text: A text.\n{field}: {written}"), f"{field}s")
    assert [name.text for name in found] == ["al-tanf", "A, B"][:names]


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("{file: a.png, alt: A}", ["2016/a.png"]),
        ("{file: /photos/a.png, alt: A}", ["photos/a.png"]),
        ("{file: ../b/a.png, alt: A}", ["b/a.png"]),
        ("[{file: a.png, alt: A}, {file: b.png, alt: B}]", ["2016/a.png", "2016/b.png"]),
    ],
)
def test_photos(written: str, files: list[str]) -> None:
    briefing = sound(f"photo: {written}\nentries: [{{section: US, text: A.}}]", "2016/" + DAY)
    assert [photo.file for photo in briefing.photos] == files


def test_photo_with_all_its_fields() -> None:
    (photo,) = entry(
        "photo: {file: a.png, alt: A, caption: B, credit: C, link: 'https://example.org/v'}"
    ).photos
    assert (photo.caption, photo.credit, photo.link) == ("B", "C", "https://example.org/v")


@pytest.mark.parametrize(
    ("item", "shown", "low", "high", "bound", "unit"),
    [
        ("killed: 11", "11", "11", "11", "", ""),
        ("killed: 11+ people", "11+", "11", "11", "+", "people"),
        ("killed: <11", "<11", "11", "11", "<", ""),
        ("killed: ~300", "~300", "300", "300", "~", ""),
        ("killed: 8–11", "8–11", "8", "11", "", ""),
        ("killed: 8-11", "8-11", "8", "11", "", ""),
        ("displaced: 6,500", "6,500", "6500", "6500", "", ""),
        ("displaced: 13.5 million", "13.5 million", "13500000", "13500000", "", ""),
        ("change: -4.5", "-4.5", "-4.5", "-4.5", "", ""),
        ("share: 45%", "45%", "45", "45", "", ""),
        ("killed: ١١", "١١", "11", "11", "", ""),
        ("{what: killed, value: 8, unit: people}", "8", "8", "8", "", "people"),
        ("{what: killed, value: 8 people, unit: people}", "8", "8", "8", "", "people"),
        ("{what: killed, value: 8, of: 60 people}", "8", "8", "8", "", "people"),
        ("{what: killed, value: '6,500'}", "6,500", "6500", "6500", "", ""),
    ],
)
def test_figures(item: str, shown: str, low: str, high: str, bound: str, unit: str) -> None:
    (found,) = entry(f"figures:\n  - {item}").figures
    value = found.value
    assert (value.shown, value.low, value.high) == (shown, Decimal(low), Decimal(high))
    assert (value.bound, found.unit, value.percent) == (bound, unit, "%" in shown)


def test_figure_with_all_its_fields() -> None:
    (found,) = entry(
        "figures:\n"
        "  - what: killed\n"
        "    value: 8 [@sohr, p. 2](https://example.org/a) [@](https://www.example.net/)\n"
        "    of: 60\n"
        "    source: [sana, The Ministry]\n"
        "    as_of: 18:00\n"
        "    status: claimed\n"
        "    series: deaths"
    ).figures
    assert [(c.source.text, c.pinpoint, c.address) for c in found.citations] == [
        ("sana", "", ""),
        ("The Ministry", "", ""),
        ("sohr", "p. 2", "https://example.org/a"),
        ("example.net", "", "https://www.example.net/"),
    ]
    assert (found.as_of, found.status, found.series) == (at(18), "claimed", "deaths")
    assert found.of is not None and found.of.low == 60


@pytest.mark.parametrize(
    ("item", "moment", "timed", "was"),
    [
        ("2016-06-20: A mend.", at(2, day=20).replace(hour=22, day=19), False, ""),
        ("2016-06-20 14:30: A mend.", at(14, 30, day=20), True, ""),
        ("{at: 2016-06-20, note: A mend., was: 11}", at(24), False, "11"),
    ],
)
def test_corrections(item: str, moment: datetime, timed: bool, was: str) -> None:
    (found,) = entry(f"text: A text.\ncorrections:\n  - {item}").corrections
    assert (found.at, found.timed, found.was, found.note.lead) == (moment, timed, was, "A mend.")


def test_accounts_stand_in_the_authors_order() -> None:
    accounts = entry("accounts:\n  - The Ministry: He fired.\n  - isis-video: He ran.").accounts
    assert [(a.source.text, a.text.lead) for a in accounts] == [
        ("The Ministry", "He fired."),
        ("isis-video", "He ran."),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "14:30: It is open.",
        "{time: '14:30', text: It is open.}",
        "2016-06-19 14:30: It is open.",
        "time: 14:30\n    text: |\n      It is open.\n    internal: [Do not, say]",
    ],
)
def test_updates(item: str) -> None:
    (found,) = entry(f"updates:\n  - {item}").updates
    assert found.at == at(14, 30)
    assert found.text is not None and found.text.lead == "It is open."


def test_update_may_be_a_photo_and_have_a_status() -> None:
    (found,) = entry(
        "updates:\n  - {time: '14:30', status: denied, photo: {file: a.png, alt: A}}"
    ).updates
    assert (found.text, found.status, found.photos[0].file) == (None, "denied", "a.png")


def test_updates_over_midnight_need_only_a_date() -> None:
    updates = entry("updates:\n  - 23:50: One.\n  - 2016-06-20 00:10: Two.").updates
    assert [update.at for update in updates] == [at(23, 50), at(24, 10)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-06-18#us", [("", "us", "")]),
        ("[2016-06-18#us, 2016-06-18-late#us-2]", [("", "us", ""), ("late", "us-2", "")]),
        ("{2016-06-18#us: denied}", [("", "us", "denied")]),
        ("[2016-06-18#us: denied, 2016-06-17#us: disputed]", [("", "us", "denied"),
                                                              ("", "us", "disputed")]),
        ("[2016-06-18#us: confirmed, 2016-06-18#russia]", [("", "us", "confirmed"),
                                                           ("", "russia", "")]),
    ],
)  # fmt: skip
def test_resolves(written: str, expected: list[tuple[str, str, str]]) -> None:
    found = entry(f"text: A text.\nstatus: confirmed\nresolves: {written}").resolves
    assert [(r.target.edition, r.target.entry, r.status) for r in found] == expected


def test_link_names_hold_back_names() -> None:
    registers, problems = registers_of(
        {"entities.yaml": "people:\n  assad: {name: Assad}\nplaces:\n  hama: {name: Hama}\n"}
    )
    names = names_of(registers.entities or ())

    def mentioned(line: str) -> list[str]:
        tree = tree_of(f"entries:\n  - section: US\n    text: Assad is in Hama.\n{line}")
        briefing, _, mistakes = compile_briefing(tree, SETTINGS, names)
        assert briefing is not None and briefing.entries[0].text and not (mistakes + problems)
        return [mention.entity for mention in briefing.entries[0].text.mentions]

    assert mentioned("") == ["assad", "hama"]
    assert mentioned("    link_names: false\n") == []
    assert mentioned("    link_names: [Hama]\n") == ["assad"]


def test_internal_leaves_no_trace() -> None:
    text = """\
internal: PLANTED
entries:
  - section: US
    text: A text.
    internal:
      deep: [PLANTED, {PLANTED: PLANTED}]
    updates:
      - {time: "14:30", text: A text., internal: PLANTED}
"""
    briefing, fragments, problems = compile_briefing(tree_of(text), SETTINGS)
    assert problems == ()
    assert b"PLANTED" not in msgspec.json.encode((briefing, fragments))


def test_texts_lead_to_their_fragments() -> None:
    briefing, fragments, _ = compile_briefing(tree_of(BY_SECTION), SETTINGS)
    assert briefing is not None
    digests = {e.text.digest for e in briefing.entries if e.text}
    assert digests == set(fragments)


# Registers


def registers_of(files: dict[str, str]) -> tuple[Any, tuple[Problem, ...]]:
    trees = [tree_of(text, path) for path, text in files.items()]
    registers, _, problems = compile_registers(trees, SETTINGS)
    return registers, problems


def test_registers() -> None:
    registers, problems = registers_of(
        {
            "sections.yaml": "us: US\nlatest: {name: {en: LATEST, ar: آخر}, aka: News, moved: new}",
            "threads.yml": "al-tanf: {title: The strike, about: {en: Since June., ar: منذ}}",
            "sources.yaml": "sana: {name: SANA, kind: agency, grade: b, url: 'https://sana.sy'}",
            "entities.yaml": (
                "people:\n  assad: {name: Assad, role: {en: President}, not: [Asad]}\n"
                "places:\n  hama: {name: Hama, at: [35.13, 36.75], precision: exact}\n"
                "  idlib: {name: Idlib, in: hama, protect: true, note: A town.}\n"
                "organisations:\n  nsa: {name: New Syrian Army, short: [NSA]}\n"
                "things:\n  s-400: S-400\n"
            ),
        }
    )
    assert problems == ()
    assert [s.id for s in registers.sections] == ["us", "latest"]
    assert registers.sections[1].name == (("en", "LATEST"), ("ar", "آخر"))
    assert (registers.sections[1].aka, registers.sections[1].moved) == (("News",), ("new",))
    assert [lang for lang, _ in registers.threads[0].about] == ["en", "ar"]
    assert (registers.sources[0].grade, registers.sources[0].url) == ("B", "https://sana.sy")
    kinds = {entity.id: entity.kind for entity in registers.entities}
    assert kinds == {
        "assad": "people",
        "hama": "places",
        "idlib": "places",
        "nsa": "organisations",
        "s-400": "things",
    }
    assert registers.entities[1].at == (35.13, 36.75)
    assert (registers.entities[2].within, registers.entities[2].protect) == ("hama", True)


def test_a_register_that_is_not_there_is_none() -> None:
    registers, _ = registers_of({"sections.yaml": "us: US"})
    assert (registers.threads, registers.sources, registers.entities) == (None, None, None)


# No shape of a file raises

KEYS = sorted(
    {field.key for shape in schema.REGISTER_SHAPES.values() for field in shape.fields}
    | {field.key for shape in (schema.BRIEFING, schema.ENTRY, schema.FIGURE, schema.PHOTO,
                               schema.CORRECTION, schema.UPDATE) for field in shape.fields}
    | {*schema.ENTITY_GROUPS, "US", "14:30", "2016-06-19", "en", "al-tanf", ""}
)  # fmt: skip
TEXTS = (
    "", " ", "US", "al-tanf", "14:30", "2016-06-19", "2016-06-18#us", "11+ [@sohr]", "true",
    "claimed", "withdrawn", "a.png", "../a", "https://example.org", "# A headline\nA text.\n",
    "[@a](b) ![](c) [d](see:e)", "1,5", "\n", "حلب", "[" * 300,
)  # fmt: skip
spans = st.builds(Span, *(st.integers(1, 9) for _ in range(4)))
scalars = st.builds(
    Scalar,
    st.sampled_from(TEXTS) | st.text(max_size=20),
    spans,
    st.sampled_from(["", "'", '"', "|", ">"]),
    st.integers(0, 4),
    st.integers(1, 3),
    st.sampled_from(["", "# lost"]),
)


def mappings(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Mapping]:
    """Keys that the format knows, with anything below them; keys differ, as read promises."""
    key = st.builds(Scalar, st.sampled_from(KEYS) | st.text(max_size=8), spans)
    pairs = st.lists(st.tuples(key, children), max_size=6, unique_by=lambda pair: pair[0].text)
    return st.builds(Mapping, pairs.map(tuple), spans)


nodes = st.recursive(
    scalars,
    lambda children: (
        mappings(children) | st.builds(Sequence, st.lists(children, max_size=4).map(tuple), spans)
    ),
    max_leaves=20,
)
roots = mappings(nodes) | nodes


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@given(st.lists(roots, min_size=1, max_size=4), st.sampled_from(["", "-evening", ".ar"]))
@hypothesis_settings(max_examples=300, deadline=None)
def test_no_shape_raises(found: list[Node], suffix: str) -> None:
    names = ("sections", "threads", "sources", "entities")
    registers = [Tree(f"{n}.yaml", root, "") for n, root in zip(names, found, strict=False)]
    briefing = Tree(f"2016-06-19{suffix}.yaml", found[0], "")
    known, _, problems = compile_registers(registers, SETTINGS)
    matcher = names_of(known.entities or ())
    record, _, mistakes = compile_briefing(briefing, SETTINGS, matcher)
    problems += mistakes
    matcher.key(words_of(briefing.root))
    assert all(problem.message and "/" in problem.code for problem in problems)
    assert all(" " not in problem.code and ":" not in problem.code for problem in problems)
    msgspec.json.encode(record)
