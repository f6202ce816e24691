"""`datapackage.json`: the data of the site as Frictionless Data Package v1 describes it."""

from collections.abc import Iterator
from re import sub

from dateline.model.data.about import about
from dateline.model.data.site import (
    DataField,
    DataPackage,
    ForeignKey,
    Reference,
    Resource,
    TableSchema,
)
from dateline.model.data.tables import FILES, Column, Table
from dateline.model.names import ascii_slug
from dateline.plan.scope import Scope
from dateline.plan.tags import site_tag

TYPES = {"integer": "integer", "number": "number", "date": "date"}
"""What is no text. A moment is one, for it may be a day alone."""
TITLES = {
    "entries": "Every entry",
    "mentions": "Which entry names whom, and where",
    "figures": "Every figure as claimed",
    "claims": "Every claim and what became of it",
}
SQLITE = "application/vnd.sqlite3"


def package(years: tuple[int, ...], scope: Scope) -> DataPackage:
    """All files of the site's data."""
    settings = scope.settings
    return DataPackage(
        profile="data-package",
        name=sub(r"[^a-z0-9._-]+", "-", ascii_slug(settings.site_name)) or "data",
        id=site_tag("data", scope),
        title=settings.site_name,
        description=settings.site_description,
        homepage=settings.site_url,
        resources=(*tables(), *files(years)),
    )


def tables() -> Iterator[Resource]:
    """The CSV files."""
    for table in FILES:
        yield Resource(
            name=table.name,
            path=f"{table.name}.csv",
            profile="tabular-data-resource",
            title=TITLES[table.name],
            description="An apostrophe before =, @, + or - at the beginning of a text keeps "
            "spreadsheets from running it.",
            format="csv",
            mediatype="text/csv",
            encoding="utf-8",
            schema=schema(table),
        )


def files(years: tuple[int, ...]) -> Iterator[Resource]:
    """The other files."""
    yield file("places", "places.geojson", "Every place with a position", "application/geo+json")
    lines = "Every entry with its whole text, a line of JSON each"
    yield file("texts", "entries.ndjson", lines, "application/x-ndjson")
    everything = "All of it in one database, with search in headlines and first sentences"
    yield file("briefings", "briefings.sqlite", everything, SQLITE)
    for year in years:
        told = f"The entries of {year:04d} with their whole texts, and search in them"
        yield file(f"year-{year:04d}", f"{year:04d}.sqlite", told, SQLITE)


def file(name: str, path: str, title: str, mediatype: str) -> Resource:
    """One that is no table."""
    return Resource(
        name=name,
        path=path,
        profile="data-resource",
        title=title,
        description=title,
        format=path.rpartition(".")[2],
        mediatype=mediatype,
    )


def schema(table: Table) -> TableSchema:
    """The columns of a CSV file."""
    return TableSchema(
        fields=tuple(field(table, column) for column in table.columns),
        primary_key=table.key,
        foreign_keys=tuple(foreign_key(table, each) for each in table.columns if each.to),
        missing_values=("",),
    )


def field(table: Table, column: Column) -> DataField:
    """A column."""
    constraints = {"required": not column.empty, "unique": column.unique}
    return DataField(
        name=column.name,
        type=TYPES.get(column.type, "string"),
        description=about(table, column).replace("`", ""),
        constraints={name: True for name, holds in constraints.items() if holds},
    )


def foreign_key(table: Table, column: Column) -> ForeignKey:
    """A column whose values are those of another file."""
    to, _, name = column.to.partition(".")
    resource = "" if to == table.name else to
    return ForeignKey(fields=(column.name,), reference=Reference(resource=resource, fields=(name,)))
