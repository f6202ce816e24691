"""The Markdown pages as they were rendered, so that MkDocs need not be loaded for them.

In: what makes them. Out: the same, but asked only if something has changed. They are made from
their own files, from mkdocs.yml, and from where their links may lead: to any file there is, and to
the address of any briefing.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec import Struct

from dateline.cache import CACHE_FOLDER
from dateline.cache.slip import SUFFIX, read_slip, write_slip
from dateline.model.pages import Document
from dateline.model.settings import Settings
from dateline.standing.marks import Sources, hashed

Documents = Callable[[Mapping[str, str]], Iterable[Document]]


class Pages(Struct, frozen=True, array_like=True):
    """The pages of a site: the hash of all they were made from, and what was made."""

    of: str
    documents: tuple[Document, ...]


def remembering(
    make: Documents, settings: Settings, sources: Sources, known: Callable[[], str]
) -> Documents:
    """The same pages as `make` gives. `known`: the hash of what else they are made from besides
    the authors' files; empty if nobody knows."""
    slip = settings.config_file.parent / CACHE_FOLDER / f"pages-{settings.config_file.stem}{SUFFIX}"

    def of_pages(addresses: Mapping[str, str]) -> str:
        """The hash of all that the pages are made from; empty if it is not known."""
        if not known():
            return ""
        texts = [(settings.docs_dir / path).read_bytes() for path in sources.pages]
        return hashed((known(), sources.paths, texts, sorted(addresses.items())))

    def documents(addresses: Mapping[str, str]) -> Iterable[Document]:
        """The pages, as they were if they are the same."""
        of = of_pages(addresses)
        if of and not sources.pages:
            return ()
        kept = pages_in(read_slip(slip)) if of else None
        if kept and kept.of == of:
            return kept.documents
        made = tuple(make(addresses))
        if of and of == of_pages(addresses):
            write_slip(slip, msgspec.msgpack.encode(Pages(of, made)))
        return made

    return documents


def pages_in(data: bytes | None) -> Pages | None:
    """The pages that a slip holds; None if it holds none."""
    try:
        return msgspec.msgpack.decode(data, type=Pages) if data else None
    except msgspec.MsgspecError:
        return None
