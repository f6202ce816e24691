"""The file of a new briefing: a draft whose sections wait as comments, each with what may go on.

The first section is live, so that the file is a briefing at once; the others are switched off,
so that nothing is published that nobody has written. What a thread or a claim proposes is a
comment in any case: nothing is settled because somebody switched on a section.
"""

from collections.abc import Iterable
from datetime import date

from dateline.model.desk import Pending, Running, Stream
from dateline.scaffold.opening import AS_OF, Opening
from dateline.scaffold.words import many, remark, scalar, switched_off

DRAFT = "draft: true    # held back: delete this line to publish"
OFF = "  ## Switched off: take the marks `# ` away from the sections that you write."
TEXT = """\
text: |
  # TODO: the headline

  TODO: what happened, and who says so."""
OTHERWISE = Stream("latest", "LATEST")
"""The section of a site that has none yet."""


def day_file(opening: Opening) -> str:
    """The text of the file."""
    first, *rest = (entry(each, opening) for each in opening.sections or (OTHERWISE,))
    lines = [opening.modeline] if opening.modeline else []
    lines += [DRAFT, *([AS_OF.format(opening.as_of)] if opening.as_of else []), "entries:", *first]
    lines += [OFF] if rest else []
    lines += [line for each in rest for line in switched_off(each, "  ")]
    return "\n".join([*lines, ""])


def entry(section: Stream, opening: Opening) -> list[str]:
    """One section's entry, switched on, what it may go on with as comments."""
    name = scalar(section.name)
    start = f"  {name}:" if opening.registered else f"  - section: {name}"
    threads = [each for each in opening.threads if each.section == section.id]
    claims = [each for each in opening.claims if each.section == section.id]
    candidates = [*running(threads), *pending(claims, opening.day)]
    return [
        start,
        *switched_off([f"    {line}" for line in candidates], "    "),
        *(f"    {line}".rstrip() for line in TEXT.split("\n")),
    ]


def running(threads: Iterable[Running]) -> list[str]:
    """The line, or the list, by which an entry continues threads."""
    lines = [
        f"{scalar(each.written)}    # {remark(each.title)}:"
        f" {many(each.entries, 'entry', 'entries')}, last on {each.last}"
        for each in threads
    ]
    return [f"thread: {lines[0]}"] if len(lines) == 1 else listed("thread", lines)


def pending(claims: Iterable[Pending], day: date) -> list[str]:
    """The list by which an entry settles claims."""
    return listed("resolves", [
        f"{each.ref}: confirmed    # or disputed, denied."
        f" Open for {many((day - each.date).days, 'day')}: {remark(each.title)}"
        for each in claims
    ])  # fmt: skip


def listed(key: str, lines: list[str]) -> list[str]:
    """A key with its list; nothing for an empty one."""
    return [f"{key}:", *(f"  - {line}" for line in lines)] if lines else []
