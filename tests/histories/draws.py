"""What a step may draw: texts, entries, briefings. Each fits the project it is drawn for."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from histories.archive import (
    DAYS,
    EMBARGOES,
    FIGURES,
    HEADLINES,
    NAMES,
    PHOTOS,
    REFERRING,
    RESOLVING,
    SECTIONS,
    SENTENCES,
    START,
    WEEKDAYS,
    WORDS,
    Project,
    Tree,
)
from histories.authors import briefings, identify, name_of, references, tidy

one = st.sampled_from
AS_THEN = "As [then](see:2015-05-02)."


def other(values: tuple[Any, ...], now: Any) -> st.SearchStrategy[Any]:
    """One of some values, but not the present one."""
    return one([value for value in values if value != now])


@st.composite
def texts(draw: st.DrawFn, project: Project) -> str:
    """An entry's text: a headline or none, some sentences, and mostly one that refers."""
    bodies = draw(st.lists(one(SENTENCES), min_size=1, max_size=2, unique=True))
    if draw(one((True, True, False))):
        bodies.append(draw(one(REFERRING)))
    names = [name_of(path) for path in briefings(project) if "." not in name_of(path)]
    pools = {
        "word": WORDS,
        "weekday": WEEKDAYS,
        "day": (*DAYS, *(name[:10] for name in names)),
        "ref": references(project) or names or DAYS,
        "name": names or DAYS,
    }
    paragraphs = [
        body.format(**{k: draw(one(pool)) for k, pool in pools.items() if f"{{{k}}}" in body})
        for body in bodies
    ]
    headline = draw(one(("", *HEADLINES)))
    return "\n\n".join([f"# {headline}"] * bool(headline) + paragraphs) + "\n"


def entry_fields(project: Project, name: str) -> dict[str, st.SearchStrategy[Any]]:
    """What an entry may say besides its section and text. A translation mostly inherits."""
    earlier = [ref for ref in references(project) if ref[:10] < name[:10]]
    told = {
        "accounts": one(([{"customs": "It is broken [@radio]."}], [{"A driver": "Ask *them*."}])),
        "updates": one(([{"14:30": "Open on Monday."}], [{"14:30": "Shut."}, {"20:45Z": AS_THEN}])),
        "figures": one(FIGURES),
        "photo": one(PHOTOS),
        "corrections": one(([{"2016-05-04": "On Monday it was 11."}],
                            [{"2016-06-01": "Varga was away."}],
                            [{"at": "2016-06-03", "note": "It was four.", "was": "Gate three"}])),
        "link_names": one((False, ["Varga"], ["Vargaa", "the gate"])),
        "by": one(("The night desk", ["A. Hald", "B. Ross"])),
        "time": one(("08:30", "14:30")),
        "label": one(("Critical", "Routine")),
    }  # fmt: skip
    facts = {
        "status": one(("claimed", "claimed", *RESOLVING, "withdrawn")),
        "thread": one(("treaty", "berth", ["treaty", "flood"])),
        "place": one(("marrow-bay", ["marrow-bay", "northern-coast"])),
        "kind": one(("analysis", "background")),
        "trend": one(("worse", "better")),
        "draft": st.just(True),
        "embargo": one(EMBARGOES),
        "id": one(("lead", "second")),
    }
    if earlier:
        facts["resolves"] = st.builds(
            lambda reference, status: [{reference: status}], one(earlier), one(RESOLVING)
        )
    return told if "." in name else {**facts, **told}


BRIEFING_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": one(("The coast today", "A quiet day")),
    "intro": one(("Times are *local*.", "See [May](date:2016-05-02) [@customs].", AS_THEN)),
    "summary": one((["The gate is open", "Rain"], ["Rain"])),
    "as_of": one(("08:00", "12:00", "18:00")),
    "photo": one(PHOTOS),
    "figures": one(FIGURES[2:]),
    "corrections": one(
        (
            [{"2016-05-05": "The title gave another day."}],
            [{"2016-05-05": "It was [otherwise](see:2016-05-03#ports)."}],
        )
    ),
    "draft": st.just(True),
    "embargo": one(EMBARGOES),
}
HOLDS = one((("draft", True), *(("embargo", moment) for moment in EMBARGOES[1:] * 2)))
"""What holds an entry or a briefing back, for ever or until one of the `MOMENTS`."""


@st.composite
def entries(draw: st.DrawFn, project: Project, name: str) -> Tree:
    """An entry for a briefing."""
    entry = {"section": draw(one(SECTIONS))}
    fields = entry_fields(project, name)
    usual = [*(field for field in fields if field not in ("draft", "id"))]
    for field in sorted(draw(st.sets(one(usual), max_size=3))):
        set_field(entry, field, draw(fields[field]))
    return {**entry, "text": draw(texts(project))}


def set_field(entry: Tree, field: str, value: Any) -> None:
    """Set a field, and what it asks for: who withdraws says why."""
    entry[field] = deepcopy(value)
    if value == "withdrawn":
        entry["corrections"] = [{"2016-06-02": "It could not be upheld. It was a rumour."}]


def drop_field(entry: Tree, field: str) -> None:
    """Drop a field, and what needs it."""
    del entry[field]
    if entry.get("status") == "withdrawn" and "corrections" not in entry:
        del entry["status"]


@st.composite
def projects(draw: st.DrawFn, most: int = 6) -> Project:
    """Three briefings or more, all registers; half of the archives have pages for entries, and half
    are searched."""
    project = deepcopy(START)
    names = draw(st.lists(one(NAMES), min_size=3, max_size=most, unique=True))
    if draw(st.booleans()):
        names = [*names, f"{names[0].partition('.')[0]}.ar"]
    paths = {f"briefings/{name}.yaml": name for name in sorted(set(names), key=own_first)}
    project |= {path: {"entries": []} for path in paths}
    for path, name in paths.items():
        project[path] = draw(new_briefings(project, name))
    for _ in range(draw(st.integers(0, 2))):
        field, value = draw(HOLDS)
        held = project[draw(one(briefings(project)))]
        draw(one(held["entries"]))[field] = value
    project["mkdocs.yml"]["plugins"][0]["dateline"]["outputs"] = {
        "cards": False,
        "entry_pages": draw(st.booleans()),
        "search": draw(st.integers(0, 5)) == 5,  # it takes long
        **{each: draw(st.booleans()) for each in ("feeds", "data", "markdown", "email")},
    }
    tidy(project)
    return project


def own_first(name: str) -> tuple[bool, str]:
    """To sort briefings' names by: translations are drawn after what they translate."""
    return "." in name, name


@st.composite
def new_briefings(draw: st.DrawFn, project: Project, name: str) -> Tree:
    """A briefing; a translation has the entries of the one it translates."""
    briefing: Tree = {"as_of": draw(BRIEFING_FIELDS["as_of"])}
    original = project.get(f"briefings/{name.partition('.')[0]}.yaml")
    if "." in name and original:
        pairs = [
            {k: v for k, v in e.items() if k in ("section", "id")} for e in original["entries"]
        ]
        briefing["entries"] = [{**pair, "text": draw(texts(project))} for pair in pairs]
    else:
        briefing["entries"] = draw(st.lists(entries(project, name), min_size=1, max_size=2))
    identify(briefing)
    return briefing
