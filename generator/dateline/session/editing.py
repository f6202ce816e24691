"""One briefing edited, and the build in progress with it: no other file is looked at.

In: a build in progress, and the path of a briefing that was compiled. Out: the same build by now,
and what is wrong with the briefing; or nothing, where all has to be looked at.
"""

import os
import stat
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from dateline.link import Linked
from dateline.link import editing as linking
from dateline.model import layers
from dateline.plan import plan
from dateline.problems import Problem, errors
from dateline.read import File
from dateline.session.prepare import InProgress, levelled, turning


class Edited(NamedTuple):
    """A build in progress by now, and what is wrong with the briefing that was edited. With an
    error it is the build as it was before."""

    begun: InProgress
    problems: tuple[Problem, ...]


def edited(begun: InProgress, path: str) -> Edited | None:
    """The build with one of its briefings as it is now."""
    status = status_of(begun, path)
    if status is None:
        return None
    files, problems = begun.files.edited(File(path, status))
    problems = tuple(levelled(problems, begun.settings))
    if errors(problems):
        return Edited(begun, problems)
    sources = begun.linked.linker.sources
    records = layers.edited(sources.briefings, {path: files.notes[path].record})
    broken = sources.broken - {path}
    sources = sources._replace(briefings=records, load=files.briefing, broken=broken)
    found = linking.edited(begun.linked, sources, path)
    if found is None:
        return None
    linked, more = found
    problems += tuple(levelled(more, begun.settings))
    if errors(problems):
        return Edited(begun, problems)
    material = begun.planning.material._replace(asked=linked.asked)
    now = replace(
        begun,
        found=begun.found._replace(files=files),
        linked=linked,
        planning=plan(linked.libraries, material, begun.settings),
        turns=turned(begun, linked, path),
    )
    return Edited(now, problems)


def turned(begun: InProgress, linked: Linked, path: str) -> dict[str, datetime]:
    """When embargoes end by now: of what was not edited, when they did before."""
    edits = {name: linked.after.placements[name] for name in linking.touched(begun.linked, path)}
    others = {name: end for name, end in begun.turns.items() if name not in edits}
    return {**others, **turning(edits, begun.settings)}


def status_of(begun: InProgress, path: str) -> os.stat_result | None:
    """What the system says of a briefing that was there before and is a file still, below folders
    that are none of links: what lies elsewhere is never read."""
    file = begun.settings.docs_dir / path
    if path not in begun.files.notes or os.path.realpath(file) != str(file):
        return None
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None
