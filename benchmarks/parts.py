"""The parts of a run. Each makes fresh sites, measures, and keeps what it found as one JSON file,
so that parts can be run apart and printed together."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import conditions
from benchmarks.measure import Failed, cost, size
from benchmarks.preview import Seen, preview
from benchmarks.sites import (
    STEPS,
    Built,
    DatelineSite,
    HugoSite,
    MkDocsSite,
    Served,
    Site,
    dateline,
)
from dateline.model.settings import Outputs

PROJECT = Path(__file__).parents[1]
KINDS = Outputs.__struct_fields__
PREVIEWED = {1000: ("Hugo", "MkDocs"), 10_000: ("Hugo",)}  # beside Dateline, where they can
Say = Callable[[str], None]


class Run:
    """A folder of sites that are thrown away, and of results that are kept."""

    def __init__(self, folder: Path, say: Say) -> None:
        self.sites, self.results, self._say = folder / "sites", folder / "results", say

    def versus(self, count: int, repeats: int, entry_pages: bool) -> None:
        """Both tools in turn, through all steps, as often as asked for, each time anew."""
        off = [kind for kind in KINDS if kind != "entry_pages" or not entry_pages]
        sites: list[Site] = [
            DatelineSite(self.sites / "dateline", count, off),
            HugoSite(self.sites / "hugo", count, entry_pages),
        ]
        found: dict[str, dict[str, list[dict[str, float]]]] = {}
        sizes: dict[str, dict[str, int]] = {}
        for once in range(repeats):
            for site in sites:
                site.make()
            for step, change in STEPS.items():
                for site in sites:
                    change(site)
                    costs = self._cost(site, f"{once + 1}/{repeats} {step}")
                    found.setdefault(step, {}).setdefault(site.name, []).append(costs)
                if once == 0:
                    _same_pages(sites)
                if once == 0 and step == "cold build":
                    sizes = {site.name: _sizes(site) for site in sites}
        name = f"versus-{count}-{'with' if entry_pages else 'without'}-entry-pages"
        self._keep(name, {"count": count, "steps": found, "sizes": sizes})

    def outputs(self, count: int, repeats: int) -> None:
        """Dateline alone with everything on, and with each kind of output off."""
        found: dict[str, dict[str, Any]] = {}
        for once in range(repeats):
            for off in ("", *KINDS):
                site = DatelineSite(self.sites / "dateline", count, [off] if off else [])
                site.make()
                costs = self._cost(site, f"{once + 1}/{repeats} without {off or 'nothing'}")
                row = found.setdefault(off, {"costs": [], "size": _sizes(site)})
                row["costs"].append(costs)
        self._keep(f"outputs-{count}", {"count": count, "without": found})

    def growth(self, count: int, repeats: int) -> None:
        """Dateline alone, with the outputs of the comparison: from nothing, and one edited."""
        found: dict[str, list[dict[str, float]]] = {}
        site = DatelineSite(self.sites / "dateline", count, KINDS)
        for once in range(repeats):
            site.make()
            for step in ("cold build", "nothing changed", "one briefing edited"):
                STEPS[step](site)
                found.setdefault(step, []).append(self._cost(site, f"{once + 1}/{repeats} {step}"))
        remembered = size(site.root / ".dateline")[1]
        sizes = {**_sizes(site), "remembered": remembered}
        self._keep(f"growth-{count}", {"count": count, "steps": found, "size": sizes})

    def preview(self, count: int, edits: int) -> None:
        """How soon an edit is seen with each tool's server, on a site that was built before."""
        found: dict[str, dict[str, Any]] = {}
        for site in self._served(count):
            site.make()
            self._cost(site, "built")
            seen = preview(site, edits)
            self._say(f"{count:,} edited: {site.name} {_summed_up(seen)}")
            found[site.name] = asdict(seen)
        self._keep(f"preview-{count}", {"count": count, "servers": found})

    def _served(self, count: int) -> Iterator[Served]:
        """The sites that are previewed at a size, Dateline's with the outputs of the comparison."""
        yield DatelineSite(self.sites / "dateline", count, KINDS)
        if "Hugo" in PREVIEWED.get(count, ()):
            yield HugoSite(self.sites / "hugo", count, entry_pages=False)
        if "MkDocs" in PREVIEWED.get(count, ()):
            yield MkDocsSite(self.sites / "mkdocs", count)

    def start(self, repeats: int) -> None:
        """How soon the command is there, and done where nothing is to do: on the sample site."""
        root = self.sites / "sample"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(PROJECT / "briefings", root / "briefings")
        shutil.copyfile(PROJECT / "mkdocs.yml", root / "mkdocs.yml")
        cost([dateline(), "build"], root)
        found = {
            "dateline --help": [dateline(), "--help"],
            "dateline build, nothing to do": [dateline(), "build"],
        }
        costs = {
            name: [asdict(cost(command, root)) for _ in range(repeats)]
            for name, command in found.items()
        }
        self._keep("start", {"costs": costs})

    def _cost(self, site: Built, what: str) -> dict[str, float]:
        found = cost(site.command, site.root)
        memory = found.memory / 1e6
        self._say(
            f"{site.count:,} {what}: {site.name} {found.wall:.2f} s, "
            f"CPU {found.cpu:.2f} s, {memory:,.0f} MB"
        )
        return asdict(found)

    def _keep(self, name: str, found: dict[str, Any]) -> None:
        self.results.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**found, "conditions": conditions()}, indent=1)
        prepared = self.results / f"{name}.new"
        prepared.write_text(text, encoding="utf-8")
        prepared.rename(self.results / f"{name}.json")
        shutil.rmtree(self.sites, ignore_errors=True)


def pages(site: Site) -> set[str]:
    """The paths of all pages that a site was built into."""
    found = site.output.rglob("*.html")
    return {path.relative_to(site.output).as_posix() for path in found}


def _summed_up(seen: Seen) -> str:
    middle, worst = 1000 * median(seen.edits), 1000 * max(seen.edits)
    memory = seen.memory / 1e6
    return f"{middle:,.0f} ms, at worst {worst:,.0f}; started {seen.start:.2f} s, {memory:,.0f} MB"


def _same_pages(sites: list[Site]) -> None:
    """The comparison is void unless both wrote the same pages."""
    ours, theirs = map(pages, sites)
    if ours != theirs:
        only = [
            f"only {site.name} writes: {', '.join(sorted(mine - other)[:10])}"
            for site, mine, other in zip(sites, (ours, theirs), (theirs, ours), strict=True)
            if mine - other
        ]
        raise Failed("The two did not write the same pages.\n" + "\n".join(only))


def _sizes(site: Site) -> dict[str, int]:
    files, total = size(site.output)
    return {"pages": len(pages(site)), "files": files, "bytes": total}
