"""An entry as others cite it: who wrote it, what it is called, and its BibTeX record."""

from dateline.model import language
from dateline.model.linked import Item
from dateline.model.names import ascii_slug
from dateline.model.views import Citing
from dateline.plan.scope import Scope

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
"""What LaTeX would not print as written."""


def citing(item: Item, scope: Scope) -> Citing:
    """An entry as others cite it."""
    authors = item.entry.by or scope.edition_of(item.key).briefing.by
    return Citing(title=item.entry.title, by=authors, bibtex=bibtex(item, authors, scope))


def bibtex(item: Item, authors: tuple[str, ...], scope: Scope) -> str:
    """The record. It is BibTeX's own kind for what is published elsewhere, so that every style
    prints it; the status goes with it, so that a claim stays one where it is cited."""
    settings, key = scope.settings, item.key
    site = settings.site_name.translate(LATEX)
    status = language.status(item.entry.status, scope.lang) if item.entry.status else ""
    fields = {
        "author": " and ".join(f"{{{name.translate(LATEX)}}}" for name in authors or (site,)),
        "title": f"{{{item.entry.title.translate(LATEX)}}}",
        "howpublished": site,
        "year": str(key.date.year),
        "month": str(key.date.month),
        "day": str(key.date.day),
        "note": status,
        "url": settings.site_url.rstrip("/") + scope.at.own(key) if settings.site_url else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    parts = (ascii_slug(settings.site_name), str(key.date), key.edition, key.id)
    return "\n".join((f"@misc{{{'-'.join(filter(None, parts))},", *lines, "}"))
