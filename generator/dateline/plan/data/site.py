"""The data of the whole site that is not collected from parts: every place, and what files there
are."""

from collections.abc import Iterator

from dateline.model.data.site import (
    Feature,
    FeatureCollection,
    PackageFile,
    PlaceProperties,
    PlacesFile,
    Point,
)
from dateline.model.libraries import Library
from dateline.model.pages import Page
from dateline.model.registers import Entity
from dateline.model.rows import BRIEFINGS
from dateline.model.streams import Position
from dateline.plan.addresses import Addresses, data_file
from dateline.plan.data.package import package
from dateline.plan.scope import Scope
from dateline.plan.shell import data
from dateline.plan.streams.places import around, may_tell, position
from dateline.plan.tags import stream_tag


def site_pages(scope: Scope) -> Iterator[Page]:
    """`places.geojson` and `datapackage.json`, by the site's own language."""
    library, at = main(scope)
    places = tuple(
        feature(record, where, library, at, scope)
        for record in scope.records("entities")
        if isinstance(record, Entity) and record.kind == "places"
        if (where := position(record, scope))
    )
    view = PlacesFile(FeatureCollection(features=places))
    yield data(scope, data_file("places.geojson"), view)
    yield data(scope, data_file("datapackage.json"), PackageFile(package(years(scope), scope)))


def main(scope: Scope) -> tuple[Library, Addresses]:
    """The language whose entries are counted: the site's own, or the first that has any."""
    own = (scope.facts, scope.at)
    every = (own, *scope.elsewhere)
    return next((each for each in every if each[0].last(BRIEFINGS)), own)


def years(scope: Scope) -> tuple[int, ...]:
    """The years that have a briefing in any language, the oldest first."""
    libraries = (scope.facts, *(library for library, _ in scope.elsewhere))
    return tuple(sorted({year for library in libraries for year in library.years(BRIEFINGS)}))


def feature(
    record: Entity, where: Position, library: Library, at: Addresses, scope: Scope
) -> Feature:
    """A place where it may be said to lie."""
    seats = library.row(scope.row(record))
    holder = next((each for each in around(record, scope) if may_tell(record, each)), None)
    return Feature(
        id=stream_tag(record, scope),
        geometry=Point(coordinates=(where.east, where.north)),
        properties=PlaceProperties(
            id=record.id,
            name=scope.name(record),
            names={lang: text for lang, text in record.name if lang},
            aka=record.aka,
            precision=where.precision,
            of=where.of.address.rstrip("/").rpartition("/")[2] if where.of else "",
            within=holder.id if holder else "",
            entries=len(seats),
            first=library.key(seats[0]).date if seats else None,
            last=library.key(seats[-1]).date if seats else None,
            url=scope.url(at.stream("places", record.id)),
        ),
    )
