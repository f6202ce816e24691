"""The one settings record. A door fills it; stages read it; nothing else enters a build."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct


class Outputs(Struct, frozen=True):
    """Which kinds of output a site wants (`outputs:` in mkdocs.yml)."""

    entry_pages: bool = True
    feeds: bool = True
    data: bool = True
    search: bool = True
    cards: bool = True
    pictures: bool = True
    markdown: bool = True
    email: bool = True


class Boundaries(Struct, frozen=True):
    """Whose borders maps draw: a known set, or a GeoJSON file of the site's own."""

    known: Literal["natural-earth", "none", ""] = "natural-earth"
    file: str = ""
    caption: str = ""


class Script(Struct, frozen=True):
    """A script of the site's own: its path under the authors' folder, or its full address."""

    path: str
    module: bool = False


class Settings(Struct, frozen=True, kw_only=True):
    """Everything a build depends on besides the files.

    Paths are absolute. `now` is the only clock a stage may look at, and only for `embargo` and
    the checks on times in the future. `site_url` is empty or ends in `/`. `excluded` are the
    authors' files that mkdocs.yml keeps off the site; `styles` and `scripts` what it adds to
    every page (a path under the authors' folder, or a full address). `may_fall` are the series
    of figures that are no running totals. `is_scripted`: whoever serves the site puts scripts of
    its own into the pages, as `mkdocs serve` does.
    """

    config_file: Path
    docs_dir: Path
    site_dir: Path
    templates: Path | None = None
    site_name: str
    site_url: str = ""
    site_description: str = ""
    excluded: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    copyright: str = ""
    timezone: str = "UTC"
    language: str = "en"
    title: str = "{site}, {date:full}"
    checks: tuple[tuple[str, str], ...] = ()
    claim_days: int = 7
    may_fall: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    likelihood: Literal["icd203", "phia", "off"] = "icd203"
    boundaries: Boundaries = Boundaries()
    feed_items: int = 30
    feed_domain: str = ""
    outputs: Outputs = Outputs()
    now: datetime
    drafts: bool = False
    is_scripted: bool = False
