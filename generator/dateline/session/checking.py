"""Everything that is wrong, without a build; at once if nothing has changed since the last time.

In: the settings and the Markdown pages, both from a door, and a `Memory`. Out: problems.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from dateline.model.digest import digest
from dateline.model.settings import Settings
from dateline.model.stamp import stamp, unchanged
from dateline.problems import Problem
from dateline.read import hash_of
from dateline.render import theme_files
from dateline.session.memory import Memory
from dateline.session.prepare import Compiled, Documents, compiled, inspect, no_documents


class Checked(Struct, frozen=True, array_like=True):
    """What is remembered of a check: the hash of all it was made from, the clock then, when the
    clock alone makes it otherwise, and what was wrong."""

    of: str
    since: datetime
    until: datetime | None
    problems: tuple[Problem, ...]


def check(
    settings: Settings, memory: Memory, documents: Documents = no_documents
) -> tuple[int, tuple[Problem, ...]]:
    """How many briefings there are, and everything that is wrong."""
    found = compiled(settings, memory)
    of = digest([*state(found, settings)])
    known = memory.record("registers", "checked", Checked)
    if known is None or known.of != of or not holds(known, settings.now):
        begun = inspect(found, settings, memory, documents)
        for name in begun.planning.groups:
            begun.planning.pages(name)
        prepared = begun.prepared()
        known = Checked(of, settings.now, prepared.until, prepared.problems)
        memory.keep("registers", "checked", known)
    memory.commit()
    return len(found.folder.briefings), known.problems


def holds(known: Checked, now: datetime) -> bool:
    """Whether a check holds at another time as well."""
    return known.since <= now and (known.until is None or now < known.until)


def state(found: Compiled, settings: Settings) -> Iterator[object]:
    """All that a check is made from, but for the clock."""
    names = (name for name in settings.__struct_fields__ if name != "now")
    yield [repr(getattr(settings, name)) for name in names]
    yield settings.config_file.read_bytes()  # the Markdown pages depend on more of it
    yield [*theme_files(settings)]
    yield found.files.known.of
    yield [(path, note.bytes, note.problems) for path, note in found.files.notes.items()]
    yield found.problems
    for file in (*found.folder.assets, *found.folder.markdown):
        seen = stamp(file.status, found.started)
        settled = unchanged(seen, file.status)
        what = seen.mtime_ns if settled else hash_of(settings.docs_dir, file)
        yield file.path, seen.size, seen.inode, seen.ctime_ns if settled else 0, what
