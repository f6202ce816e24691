"""RESULTS.md from the results that were kept: medians, their spread, and ratios with theirs."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

MEASURES = (("wall", "wall, s", 1), ("cpu", "CPU, s", 1), ("memory", "memory, MB", 1_000_000))
INTRODUCTION = (Path(__file__).parent / "results-introduction.md").read_text(encoding="utf-8")
Found = dict[str, Any]


def results(folder: Path) -> str:
    """The whole file."""
    kept = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    found = dict(sorted(kept.items(), key=lambda each: (each[0], each[1].get("count", 0))))
    parts = [INTRODUCTION.strip(), _machine(list(found.values()))]
    for way in ("without", "with"):
        rows = _of(found, "versus", f"{way}-entry-pages")
        parts += [f"## Dateline beside Hugo, {way} pages for entries"] if rows else []
        parts += [_versus(each) for each in rows]
    for heading, kind, table in SECTIONS:
        rows = _of(found, kind)
        parts += [f"## {heading}", table(rows)] if rows else []
    return "\n\n".join(parts) + "\n"


def _of(found: dict[str, Found], start: str, end: str = "") -> list[Found]:
    """The results of one kind, the smallest archive first."""
    named = [each for name, each in found.items() if name.startswith(start) and name.endswith(end)]
    return sorted(named, key=lambda each: int(each.get("count", 0)))


def _versus(found: Found) -> str:
    rows = []
    for step, both in found["steps"].items():
        for measure, words, unit in MEASURES:
            ours, theirs = ([one[measure] / unit for one in both[tool]] for tool in both)
            ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
            digits = 0 if measure == "memory" else 2
            label = step if measure == "wall" else ""
            rows.append(
                [label, words, _spread(ours, digits), _spread(theirs, digits), _spread(ratios, 3)]
            )
    head = ["", "", *found["sizes"], "ratio"]
    sizes = [
        f"{tool} wrote {size['pages']:,} pages, {size['files']:,} files, "
        f"{size['bytes'] / 1e6:,.1f} MB."
        for tool, size in found["sizes"].items()
    ]
    times = len(next(iter(next(iter(found["steps"].values())).values())))
    title = f"### {found['count']:,} briefings"
    return "\n\n".join([title, _table(head, rows), " ".join(sizes), _when(found, times)])


def _outputs(many: Sequence[Found]) -> str:
    return "\n\n".join(map(_outputs_of, many))


def _outputs_of(found: Found) -> str:
    whole = found["without"][""]
    rows = []
    for off, each in found["without"].items():
        wall, cpu = ([one[measure] for one in each["costs"]] for measure in ("wall", "cpu"))
        saved = median(one["cpu"] for one in whole["costs"]) - median(cpu)
        files = whole["size"]["files"] - each["size"]["files"]
        total = (whole["size"]["bytes"] - each["size"]["bytes"]) / 1e6
        costs = [f"{saved:.2f}", f"{files:,}", f"{total:,.1f}"] if off else ["", "", ""]
        rows.append([f"without `{off}`" if off else "everything", _spread(wall), _spread(cpu)])
        rows[-1] += costs
    head = ["", "wall, s", "CPU, s", "it costs CPU, s", "files", "MB"]
    title = f"### {found['count']:,} briefings, cold"
    return "\n\n".join([title, _table(head, rows), _when(found, len(whole["costs"]))])


def _growth(many: Sequence[Found]) -> str:
    rows = []
    times = [len(found["steps"]["cold build"]) for found in many]
    for found in many:
        for step, costs in found["steps"].items():
            wall, cpu, memory = (
                [one[measure] / unit for one in costs] for measure, _, unit in MEASURES
            )
            each = f"{1000 * median(wall) / found['count']:.2f}"
            first = step == "cold build"
            rows.append([f"{found['count']:,}" if first else "", step])
            rows[-1] += [_spread(wall), _spread(cpu), _spread(memory, 0), each if first else ""]
            rows[-1].append(f"{found['size']['bytes'] / 1e6:,.0f}" if first else "")
            rows[-1].append(f"{found['size']['remembered'] / 1e6:,.0f}" if first else "")
    head = ["briefings", "", "wall, s", "CPU, s", "memory, MB", "ms a briefing", "site, MB"]
    return "\n\n".join([_table([*head, "remembered, MB"], rows), *_each_when(many, times)])


def _start(many: Sequence[Found]) -> str:
    rows = []
    for name, costs in many[0]["costs"].items():
        wall, cpu = ([one[measure] for one in costs] for measure in ("wall", "cpu"))
        rows.append([f"`{name}`" if "," not in name else name, _spread(wall, 3), _spread(cpu, 3)])
    return "\n\n".join([_table(["", "wall, s", "CPU, s"], rows), _when(many[0], 0)])


def _preview(many: Sequence[Found]) -> str:
    rows = [row for found in many for row in _preview_of(found)]
    head = ["briefings", "", "an edit is seen after, ms", "at worst, ms", "first page after, s"]
    times = [len(next(iter(found["servers"].values()))["edits"]) for found in many]
    return "\n\n".join([_table([*head, "memory, MB"], rows), *_each_when(many, times)])


def _preview_of(found: Found) -> Iterator[list[str]]:
    label, mkdocs = f"{found['count']:,}", found["conditions"]["mkdocs"]
    names = {"MkDocs": f"`mkdocs serve`, {mkdocs}", "Hugo": "`hugo server`"}
    for name, seen in found["servers"].items():
        edits = [1000 * each for each in seen["edits"]]
        row = [label, names.get(name, "`dateline serve`")]
        row += [f"{median(edits):,.0f}", f"{max(edits):,.0f}"]
        yield [*row, f"{seen['start']:.2f}", f"{seen['memory'] / 1e6:,.0f}"]
        label = ""


SECTIONS: tuple[tuple[str, str, Callable[[Sequence[Found]], str]], ...] = (
    ("What each output costs", "outputs", _outputs),
    ("Growth", "growth", _growth),
    ("Starting up, on the sample site", "start", _start),
    ("From saving to seeing", "preview", _preview),
)


def _machine(found: Sequence[Found]) -> str:
    """The machines; one line if all was measured on one."""
    lines = [
        "- {processor}; {cores} cores, {memory}; {system}; Python {python}; Hugo {hugo}".format(
            **each["conditions"]
        )
        for each in found
    ]
    return "\n".join(dict.fromkeys(lines))


def _when(found: Found, times: int) -> str:
    told = found["conditions"]
    often = f", {times} times" if times > 1 else ", once" if times else ""
    return f"Measured on {told['date']} with Dateline {told['dateline']}{often}."


def _each_when(many: Sequence[Found], times: Sequence[int]) -> list[str]:
    return [
        f"{each['count']:,}: {_when(each, often)}" for each, often in zip(many, times, strict=True)
    ]


def _spread(values: Sequence[float], digits: int = 2) -> str:
    """`1.20 (1.10–1.40)`: the median, the lowest and the highest; one value alone."""
    if min(values) >= 100:
        digits = 0
    middle = f"{median(values):,.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)
