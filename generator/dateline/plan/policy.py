"""What a page may load: the Content Security Policy that every page of Dateline's shell states.

Source: W3C, Content Security Policy Level 3; `wasm-unsafe-eval` is what Pagefind needs to search.
"""

from urllib.parse import urlsplit

from dateline.model.settings import Settings

OURS = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
"""What Dateline's own pages need, and nothing else."""


def policy(settings: Settings) -> str:
    """The policy of a site: nothing inline, and nothing from other hosts but the style sheets and
    scripts that mkdocs.yml names there. Empty where whoever serves the site puts scripts into its
    pages."""
    if settings.is_scripted:
        return ""
    named = {
        "style-src": settings.styles,
        "script-src": tuple(script.path for script in settings.scripts),
    }
    parts = ((name, (*own, *hosts(named.get(name, ())))) for name, own in OURS.items())
    return "; ".join(" ".join((name, *sources)) for name, sources in parts)


def hosts(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts of addresses that lead elsewhere, each once."""
    found = (urlsplit(address) for address in addresses if "//" in address)
    origins = (f"{at.scheme}://{at.netloc}" if at.scheme else at.netloc for at in found)
    return tuple(dict.fromkeys(origins))
