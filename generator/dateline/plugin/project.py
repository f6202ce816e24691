"""A site as the command line loads it: by MkDocs's configuration, without MkDocs's build."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dateline.model.pages import Document
from dateline.model.settings import Settings
from dateline.plugin.documents import documents
from dateline.plugin.settings import settings_of
from dateline.problems import Refused


class Project(NamedTuple):
    """A site's settings, and the plugins in its mkdocs.yml that only MkDocs runs."""

    config: MkDocsConfig
    settings: Settings
    others: tuple[str, ...]

    def documents(self, addresses: Mapping[str, str]) -> Iterable[Document]:
        """The Markdown pages; `addresses`: every briefing's address by its file."""
        return documents(self.config, addresses)


def load(config_file: Path, *, drafts: bool = False) -> Project:
    """The site of a mkdocs.yml.

    Raises `Refused` if it cannot be used: MkDocs's log then has the reasons, one an option.
    """
    try:
        config = load_config(config_file=str(config_file))
    except MkDocsException as error:
        raise Refused(f"{config_file}: {str(error) or 'the settings are not valid.'}") from error
    settings = settings_of(config, drafts=drafts)
    if settings is None:
        raise Refused(f"{config_file} does not name the plugin. Add:  plugins: [dateline]")
    if reason := refusal(config):
        raise Refused(f"{config_file}: {reason}")
    return Project(config, settings, tuple(n for n in config.plugins if n != "dateline"))


def refusal(config: MkDocsConfig) -> str:
    """Why a site with these settings cannot be built, in a sentence; empty if it can."""
    if not config.use_directory_urls:
        return "Dateline's addresses are folders: remove `use_directory_urls: false`."
    if any(name.startswith("dateline #") for name in config.plugins):
        return "The plugin `dateline` is named twice under `plugins`: keep one."
    return ""
