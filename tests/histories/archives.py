"""A whole archive at once: what a history begins with, and what properties of sites are held to."""

from copy import deepcopy

from hypothesis import strategies as st

from histories.archive import NAMES, START, Project
from histories.authors import briefings, tidy
from histories.draws import HOLDS, new_briefings, one


@st.composite
def archives(draw: st.DrawFn, most: int = 6) -> Project:
    """Three briefings or more, all registers; half of the archives have pages for entries."""
    project = deepcopy(START)
    names = draw(st.lists(one(NAMES), min_size=3, max_size=most, unique=True))
    if draw(st.booleans()):  # translated
        names = [*names, f"{names[0].partition('.')[0]}.ar"]
    paths = {f"briefings/{name}.yaml": name for name in sorted(set(names), key=own_first)}
    project |= {path: {"entries": []} for path in paths}
    for path, name in paths.items():
        project[path] = draw(new_briefings(project, name))
    for _ in range(draw(st.integers(0, 2))):  # held back
        field, value = draw(HOLDS)
        entry = draw(one([e for path in briefings(project) for e in project[path]["entries"]]))
        entry[field] = value
    project["mkdocs.yml"]["plugins"][0]["dateline"]["outputs"] = {
        "entry_pages": draw(st.booleans())
    }
    tidy(project)
    return project


def own_first(name: str) -> tuple[bool, str]:
    """To sort briefings' names by: translations are drawn after what they translate."""
    return "." in name, name
