"""What of a mkdocs.yml can be remembered, so that MkDocs need not be loaded to read it again.

In: a site as MkDocs loaded it. Out: what is to be remembered, or nothing, where what goes into the
settings and the Markdown pages is not all known: with hooks, with plugins and Markdown extensions
that may read files of their own.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from dateline.plugin.project import Project
from dateline.plugin.settings import templates_of
from dateline.standing import Remembered, Way, are_settled, is_plain, of_config

QUIET = {"search"}
"""Plugins whose options are read from nothing but mkdocs.yml."""
EXTENSIONS = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
"""Python-Markdown's own: they read no files."""


def worth_remembering(
    project: Project, config_file: Path, said: Iterable[tuple[str, str]], started: int
) -> Remembered | None:
    """What mkdocs.yml said, if all that went into it is known; None if not. `said`: MkDocs's word
    on it, by severity; `started`: the time before it was loaded, in nanoseconds since 1970."""
    config = project.config
    own = config.plugins["dateline"].config
    files = tuple(inherited(os.path.abspath(config_file)))
    of = of_config(config_file, files)
    others = {*project.others} - QUIET
    if not of or not are_settled(files, started) or others or config.hooks or config.watch:
        return None
    if (
        config.exclude_docs or config.draft_docs
    ):  # then the settings depend on which files there are
        return None
    return Remembered(
        of=of,
        files=files,
        needed=tuple(way(path) for path in (config.docs_dir, config.theme.custom_dir) if path),
        named=(way(config.site_dir), way(config_file)),
        templates=str(templates_of(config, own)),
        settings=project.settings,
        others=project.others,
        said=tuple(said),
        whole=all(name in EXTENSIONS for name in config.markdown_extensions),
    )


def beside(project: Project, config_file: Path) -> frozenset[Path]:
    """The files that a site's settings are read from, and where its own templates would be."""
    own = project.config.plugins["dateline"].config
    files = inherited(os.path.abspath(config_file))
    return frozenset((*map(Path, files), templates_of(project.config, own)))


def inherited(file: str) -> Iterator[str]:
    """A mkdocs.yml and those that it inherits, as MkDocs finds them."""
    while True:
        yield file
        text = Path(file).read_text(encoding="utf-8-sig")
        parent = yaml_load(text).get("INHERIT") if is_plain(text) else None
        if parent is None:
            return
        file = os.path.normpath(os.path.join(os.path.dirname(file), parent))


def way(path: str | Path) -> Way:
    """A folder, and where it leads by now."""
    return Way(str(path), os.path.realpath(path))
