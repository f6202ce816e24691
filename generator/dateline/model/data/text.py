"""Texts in data files: by digest on the way to render, which writes them out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from dateline.model.prose import Prose
from dateline.model.views import EntryView, Target


class Text(Struct, frozen=True, gc=False, array_like=True):
    """A text as the file has it twice: `text` without any mark-up, `html` with whole addresses."""

    prose: Prose
    targets: tuple[Target, ...] = ()


class Said(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """Texts below each other without any mark-up, each behind the words that introduce it."""

    parts: tuple[tuple[str, Prose], ...]


class Whole(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """All that an entry says, in plain HTML; `day` is its briefing's."""

    entry: EntryView
    day: date


def proses(value: Any) -> Iterator[Prose]:
    """Every text in a value made of records and tuples."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, Whole):
        yield from value.entry.texts
    elif isinstance(value, tuple):
        for each in value:
            if not isinstance(each, str):
                yield from proses(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from proses(getattr(value, name))
