"""A project as authors have it: its files, its briefings and what they refer to; and the author
who mends at once what a step has broken."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from histories.archive import Project, Tree

INHERITED = ("status", "thread", "place", "kind", "resolves", "draft", "embargo")


class Blocks(yaml.CSafeDumper):
    """YAML as authors write it: texts of several lines as blocks, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always: an anchor is an error to Dateline."""
        return True


def _text(dumper: yaml.CSafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


Blocks.add_representer(str, _text)


def written(value: Any) -> bytes:
    """A file's content."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    text: str = yaml.dump(value, Dumper=Blocks, sort_keys=False, allow_unicode=True, width=9999)
    return text.encode()


def briefings(project: Project) -> list[str]:
    """The paths of the briefings, in order of their names."""
    found = (path for path in project if re.search(r"/\d{4}-[^/]*\.ya?ml$", path))
    return sorted(found, key=name_of)


def name_of(path: str) -> str:
    """A briefing's file name without its ending: `2016-05-02-evening.ar`."""
    return path.rpartition("/")[2].rpartition(".")[0]


def path_of(project: Project, name: str) -> str:
    """Where a briefing stands, or would stand."""
    return next((p for p in briefings(project) if name_of(p) == name), f"briefings/{name}.yaml")


def ids(briefing: Tree) -> list[str]:
    """The ids of a briefing's entries, as Dateline gives them."""
    return [entry.get("id", entry["section"].lower()) for entry in briefing["entries"]]


def counted(briefing: Tree) -> list[Tree]:
    """The figures of a briefing and its entries that belong to the series of boats."""
    given = [each.get("figures", []) for each in (briefing, *briefing["entries"])]
    return [each for figures in given for each in figures if each.get("series") == "boats"]


def references(project: Project) -> list[str]:
    """Every entry of the site's own language as others refer to it, oldest first."""
    own = (path for path in briefings(project) if "." not in name_of(path))
    return [f"{name_of(path)}#{id_}" for path in own for id_ in ids(project[path])]


def links(project: Project) -> Iterator[tuple[str, str]]:
    """Where texts lead to, whether it is there or not: the briefing that leads, and the day,
    briefing or entry."""
    for path in briefings(project):
        for match in re.finditer(r"\((?:date|see):([^)]*)", written(project[path]).decode()):
            yield name_of(path), match[1]


def pointed_to(project: Project) -> set[str]:
    """The briefings that texts lead to."""
    return {target.partition("#")[0] for _, target in links(project)}


def far_targets(project: Project) -> list[str]:
    """What texts of other briefings lead to, entries twice; but for those next to it in time,
    whose pages show it anyway, unless there is nothing else."""
    found = [*links(project)]
    there = {name_of(path)[:10] for path in briefings(project)}
    days = sorted(there | {target[:10] for _, target in found})
    far = {to for by, to in found if abs(days.index(by[:10]) - days.index(to[:10])) > 1}
    targets = sorted(far or {target for _, target in found})
    return targets + [target for target in targets if "#" in target]


def tidy(project: Project) -> None:
    """Give later entries ids, and take out what points to nothing."""
    for path in briefings(project):
        identify(project[path])
    there = {*references(project)}
    there |= {reference.partition("#")[0] for reference in there}
    for path in briefings(project):
        name = name_of(path)
        own = {f"{name.partition('.')[0]}#{id_}" for id_ in ids(project[path])}
        project[path] = mapped(project[path], links_to(there | own))
        if "." in name and path_of(project, name.partition(".")[0]) in project:
            leave_out(project[path])
        for entry in project[path]["entries"]:
            keep_resolutions(entry, name, there)
    about = project.get("briefings/about.md")
    if about and "briefings/2016-05-02.yaml" not in project:
        project["briefings/about.md"] = about.replace("[began](2016-05-02.yaml)", "began")


def leave_out(translation: Tree) -> None:
    """A translation does not say again, or otherwise, what it takes over."""
    for item in (translation, *translation["entries"]):
        for field in INHERITED:
            item.pop(field, None)


def identify(briefing: Tree) -> None:
    """A later entry of a section needs an id, and no two may have the same."""
    seen: set[str] = set()
    for place, entry in enumerate(briefing["entries"]):
        if entry.get("id", entry["section"].lower()) in seen:
            entry["id"] = f"{entry['section'].lower()}-{place + 1}"
        seen.add(entry.get("id", entry["section"].lower()))


def links_to(there: set[str]) -> Callable[[str], str]:
    """A function that takes out of a text the links that lead to no briefing or entry."""

    def kept(match: re.Match[str]) -> str:
        return match[0] if match[2] in there else match[1]

    return lambda text: re.sub(r"\[([^]]*)\]\(see:([^)]*)\)", kept, text)


def keep_resolutions(entry: Tree, name: str, there: set[str]) -> None:
    """Only what was there on an earlier day can be settled."""
    kept = [
        each for each in entry.get("resolves", ()) if (ref := next(iter(each))) in there
        and ref[:10] < name[:10]
    ]  # fmt: skip
    entry["resolves"] = kept
    if not kept:
        del entry["resolves"]


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A tree with every text of it changed, keys too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {mapped(key, change): mapped(each, change) for key, each in value.items()}
    return value


def renamed(project: Project, old: str, new: str) -> None:
    """Follow a changed name wherever briefings use it: an id, or a briefing in a reference."""

    def change(text: str) -> str:
        if text == old:
            return new
        for lead, end in [("@", ""), ("entity:", ")"), ("see:", ")"), ("see:", "#")]:
            text = text.replace(f"{lead}{old}{end}", f"{lead}{new}{end}")
        return re.sub(rf"^{re.escape(old)}#", f"{new}#", text)

    for path in briefings(project):
        project[path] = mapped(project[path], change)
