"""What is searched: the files of a bundle, made once, and remembered.

In: a bundle's page, and what renders its documents. Out: its files. To index a year takes a second,
so that what was made outlives the site: the newest of every bundle waits in a `Store`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from dateline import search
from dateline.cache.store import Store
from dateline.model.digest import digest
from dateline.model.pages import Page
from dateline.model.search import BundleView
from dateline.plan import output_path
from dateline.problems import Problem, at_top
from dateline.render import Press


class Indexed(NamedTuple):
    """A bundle's files by their output paths; none of them if it could not be made, and why."""

    files: dict[str, bytes]
    trouble: str = ""


class Kept(NamedTuple):
    """A bundle as it is remembered: the hash of all that it was made from, and its files."""

    of: str
    files: dict[str, bytes]


BEGINS = b"<!doctype html>\n"
"""No text has it: there, `<` is written otherwise."""
KEPT = msgspec.msgpack.Decoder(Kept)


@dataclass(frozen=True)
class Indexing:
    """What makes bundles. `store` keeps them, each as it was last made, those with drafts apart."""

    store: Store | None
    drafts: bool

    def indexed(self, page: Page, press: Press) -> Indexed:
        """The files of a bundle."""
        return self.made(page.path, documents(page, press))

    def made(self, folder: str, documents: dict[str, bytes]) -> Indexed:
        """The files of the bundle in a folder, by its documents."""
        of, name = digest((documents, search.engine())), digest((folder, self.drafts))
        kept = self.kept(name)
        if kept is None or kept.of != of:
            try:
                kept = Kept(of, search.index(documents))
            except search.Unavailable as unavailable:
                return Indexed({}, str(unavailable))
            if self.store:
                self.store.put(name, msgspec.msgpack.encode(kept))
        return Indexed({folder + path: content for path, content in kept.files.items()})

    def kept(self, name: str) -> Kept | None:
        """A bundle as it was last made."""
        found = self.store.get(name) if self.store else None
        try:
            return KEPT.decode(found) if found is not None else None
        except msgspec.MsgspecError:
            return None


def documents(page: Page, press: Press) -> dict[str, bytes]:
    """The documents of a bundle, each at the path of the briefing that it stands for: the page has
    one after the other."""
    assert isinstance(page.view, BundleView)
    _, *found = press.render(page).split(BEGINS)
    paths = (output_path(each.address) for each in page.view.briefings)
    return {path: BEGINS + each for path, each in zip(paths, found, strict=True)}


def unavailable(reason: str) -> Problem:
    """What to say where nothing can be searched."""
    return at_top(
        "",
        "search/unavailable",
        f"The site is built without its search: {reason.rstrip('.')}.",
        "Install pagefind-bin, or switch search off in mkdocs.yml: `outputs: {search: false}`.",
    )
