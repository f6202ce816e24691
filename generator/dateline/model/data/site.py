"""`places.geojson` and `datapackage.json`."""

from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.model.maps import Precision


class Point(Struct, frozen=True, gc=False, kw_only=True):
    """A position: longitude, then latitude (RFC 7946, 3.1.1)."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class PlaceProperties(Struct, frozen=True, gc=False, kw_only=True):
    """What is known of a place. `names` are those by language, where the register has several;
    `of` is, of a protected place, the id of the one around it whose position this is; `entries`
    counts those that name it or are set there, from `first` to `last`, in the site's own language
    or, if there are none in that, in its first other one."""

    id: str
    name: str
    names: dict[str, str]
    aka: tuple[str, ...]
    precision: Precision
    of: str
    within: str
    entries: int
    first: date | None
    last: date | None
    url: str


class Feature(Struct, frozen=True, gc=False, kw_only=True):
    """A place. Its `id` is its name for ever."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point
    properties: PlaceProperties


class FeatureCollection(Struct, frozen=True, gc=False, kw_only=True):
    """Every registered place that has a position, in the register's order."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: tuple[Feature, ...]


class PlacesFile(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """`places.geojson`."""

    data: FeatureCollection


# Frictionless Data Package v1, with the standard's names


class DataField(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A column."""

    name: str
    type: str
    description: str
    constraints: dict[str, bool] = {}


class Reference(Struct, frozen=True, gc=False, kw_only=True):
    """Where a foreign key leads; an empty resource: the same."""

    resource: str
    fields: tuple[str, ...]


class ForeignKey(Struct, frozen=True, gc=False, kw_only=True):
    """Columns whose values are those of another table."""

    fields: tuple[str, ...]
    reference: Reference


class TableSchema(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, rename="camel"):
    """The columns of a table, and its keys."""

    fields: tuple[DataField, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...]


class Resource(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A file."""

    name: str
    path: str
    profile: str
    title: str
    description: str
    format: str
    mediatype: str
    encoding: str = ""
    schema: TableSchema | None = None


class DataPackage(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """All files of the site's data."""

    profile: str
    name: str
    id: str
    title: str
    description: str = ""
    homepage: str = ""
    resources: tuple[Resource, ...]


class PackageFile(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """`datapackage.json`."""

    data: DataPackage
