"""schema.org's own terms as a judge of JSON-LD: which types there are, which properties each may
have, and what their values may be.

The terms are those that `msgspec-schemaorg` ships, made from schema.org's release. A page's graph
is expanded by PyLD too, offline, with a context of one line: what it does not keep is no term.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec_schemaorg.models
from pyld import jsonld

SCHEMA = "https://schema.org/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TOP = Path(str(msgspec_schemaorg.models.__file__)).parent
PLACES = {path.stem: path.parent.name for path in TOP.glob("*/*.py")}
TEXTS = ("str", "datetime", "date", "'URL'", "'Text'")
WHOLE = {"@id", "url", "item", "mainEntityOfPage", "sameAs"}
"""What is an address."""
NEEDED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher"},
    "AnalysisNewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher"},
    "BackgroundNewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher"},
    "LiveBlogPosting": {"headline", "coverageStartTime", "liveBlogUpdate", "datePublished"},
    "BlogPosting": {"headline", "articleBody", "datePublished"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "ImageObject": {"url"},
    "CorrectionComment": {"text", "datePublished"},
    "WebSite": {"name", "url"},
    "Organization": {"name"},
    "Person": {"name"},
}
"""What search engines ask for besides, by Google's guides."""


def expanded(graph: dict[str, Any]) -> list[Any]:
    """A graph with every term in full. Nothing is fetched: the context is our own."""
    assert graph["@context"] == "https://schema.org"
    own = {"@context": {"@vocab": SCHEMA}, "@graph": graph["@graph"]}
    found: list[Any] = jsonld.expand(own, {"documentLoader": refuse})
    return found


def refuse(url: str, _: object) -> object:
    """No network in tests."""
    raise AssertionError(url)


@cache
def model(kind: str) -> Any:
    """The record of a type; None if there is no such type."""
    if kind not in PLACES:
        return None
    return getattr(import_module(f"msgspec_schemaorg.models.{PLACES[kind]}.{kind}"), kind)


@cache
def ranges(kind: str) -> dict[str, str]:
    """The properties that a type may have, its own and those of what it is a kind of, each with
    its range as it is written there."""
    found: dict[str, str] = {}
    for each in reversed(model(kind).__mro__):
        found |= {name: str(of) for name, of in vars(each).get("__annotations__", {}).items()}
    return found


def kinds(node: dict[str, Any]) -> list[str]:
    """The types of a node, of which it may have several."""
    kind = node["@type"]
    return kind if isinstance(kind, list) else [kind]


def wrong(node: dict[str, Any]) -> Iterator[str]:
    """What schema.org does not know about a node, and what is in it."""
    for name in WHOLE & node.keys():
        if isinstance(node[name], str) and not urlsplit(node[name]).netloc:
            yield f"{name} is no address: {node[name]}"
    if set(node) == {"@id"}:
        return
    missing = [kind for kind in kinds(node) if model(kind) is None]
    yield from (f"no type {kind}" for kind in missing)
    if missing:
        return
    said = " and ".join(kinds(node))
    yield from (f"{said} without {name}" for name in needed(node) - node.keys())
    known = {name: of for kind in kinds(node) for name, of in ranges(kind).items()}
    for name, value in node.items():
        if name not in known and name[0] != "@":
            yield f"{said} has no {name}"
        elif name[0] != "@":
            for each in value if isinstance(value, list) else [value]:
                yield from misfit(f"{said}.{name}", each, known[name])


def needed(node: dict[str, Any]) -> set[str]:
    """What search engines ask for besides: of an article that another one only names, where it
    is."""
    if "NewsArticle" in kinds(node)[-1] and "publisher" not in node:
        return {"url"}
    return {name for kind in kinds(node) for name in NEEDED.get(kind, ())}


def misfit(place: str, value: Any, of: str) -> Iterator[str]:
    """What is wrong with one value of a property."""
    if isinstance(value, dict):
        yield from wrong(value)
        wanted = [model(name) for name in re.findall(r"'(\w+)'", of) if model(name)]
        own = [model(kind) for kind in kinds(value) if model(kind)] if "@type" in value else []
        if own and not any(issubclass(each, tuple(wanted)) for each in own):
            yield f"{place} is no {value['@type']}: {of}"
    elif isinstance(value, str):
        if not value or not any(re.search(rf"(?<!\w){text}(?!\w)", of) for text in TEXTS):
            yield f"{place} is no text: {of}"
    elif not re.search(r"\b(?:int|float|Integer|Number|Quantit\w+|Distance)\b", of):
        yield f"{place} is no number: {of}"


def counted(node: Any) -> int:
    """How many properties there are in a graph, however deep; of none, what is empty."""
    if isinstance(node, list):
        return sum(map(counted, node))
    if isinstance(node, dict):
        return sum(1 + counted(value) for name, value in node.items() if name[0] != "@")
    return 0
