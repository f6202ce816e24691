"""MkDocs's configuration to Dateline's settings."""

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from dateline.model.settings import Script, Settings
from dateline.plugin.files import excluded, is_ours
from dateline.plugin.options import DatelineConfig
from dateline.standing import now


def settings_of(
    config: MkDocsConfig, *, drafts: bool = False, is_scripted: bool = False
) -> Settings | None:
    """The settings of a site, or None if its mkdocs.yml does not name the plugin."""
    plugin = config.plugins.get("dateline")
    own = plugin.config if plugin else None
    if not isinstance(own, DatelineConfig):
        return None
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    templates = templates_of(config, own)
    site_url = config.site_url or ""
    if site_url and not site_url.endswith("/"):
        site_url += "/"
    return Settings(
        config_file=root / Path(config.config_file_path or "mkdocs.yml").name,
        docs_dir=Path(config.docs_dir).resolve(),
        site_dir=Path(config.site_dir).resolve(),
        templates=templates if templates.is_dir() else None,
        site_name=config.site_name,
        site_url=site_url,
        site_description=config.site_description or "",
        copyright=config.copyright or "",
        timezone=own.timezone,
        language=own.language,
        title=own.title,
        checks=tuple(sorted(own.checks.items())),
        claim_days=own.claim_days,
        may_fall=tuple(own.may_fall),
        labels=tuple(own.labels),
        likelihood=own.likelihood,  # type: ignore[arg-type]
        boundaries=own.boundaries,
        feed_items=own.feed_items,
        feed_domain=own.feed_domain or (urlsplit(site_url).hostname or ""),
        outputs=own.outputs,
        excluded=excluded(config),
        styles=tuple(str(path) for path in config.extra_css),
        scripts=tuple(script(value) for value in config.extra_javascript),
        now=now(),
        drafts=drafts,
        is_scripted=is_scripted,
    )


def templates_of(config: MkDocsConfig, own: DatelineConfig) -> Path:
    """Where the site's own templates would be."""
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    custom_dir = config.theme.custom_dir if is_ours(config) else None
    return Path(own.templates or custom_dir or root / "templates")


def script(value: object) -> Script:
    """A script as `extra_javascript` names it: by its path, or with its type."""
    return Script(str(value), getattr(value, "type", "") == "module" or str(value).endswith(".mjs"))
