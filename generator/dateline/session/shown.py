"""What a preview shows: a build in progress, what renders its pages, the files that it copies.

In: the files of a site as they were found. Out: where each is copied from and to, and which of them
are others than before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dateline.plan import Copy, Outline
from dateline.render import Press
from dateline.session.compiling import Texts
from dateline.session.prepare import InProgress
from dateline.session.versions import order_of, versions


class Shown(NamedTuple):
    """What is shown: a build in progress, what renders its pages, and the files that it copies by
    their output paths, and the reverse (`sources`); of those, which are `versions` of pictures, and
    which are the theme's.
    `linked`: there are symbolic links among the authors' files."""

    begun: InProgress
    press: Press
    copies: Mapping[str, Path]
    sources: Mapping[Path, frozenset[str]]
    versions: Mapping[str, Copy]
    theme: frozenset[str]
    linked: bool


def version_of(copy: Copy, begun: InProgress) -> bytes | None:
    """A version of a picture; None if the picture is not as it was when all was looked at."""
    order = order_of(copy, begun.looks.hashes)
    docs_dir, store = begun.settings.docs_dir, begun.memory.store
    return next(iter(versions(docs_dir, order, store, sure=True)), None)


def sources_of(copies: Mapping[str, Path]) -> dict[Path, frozenset[str]]:
    """The files that are copied, each with its output paths."""
    found: dict[Path, set[str]] = {}
    for path, file in copies.items():
        found.setdefault(file, set()).add(path)
    return {file: frozenset(paths) for file, paths in found.items()}


def moved(before: Mapping[str, Path], after: Mapping[str, Path]) -> Iterator[str]:
    """The files that are copied from elsewhere than before, and those that links lead to, of which
    it is not known."""
    for path in before.keys() | after.keys():
        if before.get(path) != after.get(path) or after[path].is_symlink():
            yield path


class Now(Mapping[str, Texts]):
    """The texts of what is shown."""

    def __init__(self, texts: Callable[[], Mapping[str, Texts]]) -> None:
        self.texts = texts

    def __getitem__(self, path: str) -> Texts:
        return self.texts()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts())

    def __len__(self) -> int:
        return len(self.texts())


def parts_of(shown: Shown, path: str) -> Iterator[tuple[bytes, ...]]:
    """The parts of a collected file as they are rendered by now, group by group."""
    for pages in shown.begun.planning.parts(path):
        yield tuple(shown.press.render(page) for page in pages)


def made_of_all(path: str, shown: Shown, outlines: Iterable[Outline]) -> bytes | None:
    """A file that is made of all pages, by their outlines; None if there is no such file."""
    pages = shown.begun.planning.last_of(outlines)
    page = next((page for page in pages if page.path == path), None)
    return shown.press.render(page) if page else None
