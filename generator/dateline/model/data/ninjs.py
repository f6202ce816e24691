"""An entry as news agencies exchange stories: IPTC ninjs 2.1, "News in JSON".

A field that has nothing to say is not written. The names are the standard's.
"""

from datetime import datetime

from msgspec import Struct

from dateline.model.data.text import Said, Whole, proses
from dateline.model.prose import Prose

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"
"""Where the standard's own schema is."""


class Standard(Struct, frozen=True, gc=False, kw_only=True):
    """What the file follows."""

    name: str = "ninjs"
    version: str = "2.1"
    schema: str = SCHEMA


class Valued(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A headline, a description or a body."""

    value: str | Said | Whole
    role: str = ""
    contenttype: str = ""
    wordcount: int = 0


class Plain(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A headline or a description."""

    value: str
    role: str = ""
    contenttype: str = ""


class Point(Struct, frozen=True, gc=False, kw_only=True):
    """A position as GeoJSON (RFC 7946): longitude, then latitude."""

    type: str = "Point"
    coordinates: tuple[float, float]


class Concept(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something that the story is about or names; `literal` is its id in the site's registers."""

    name: str
    rel: str = ""
    uri: str = ""
    literal: str = ""
    geojson: Point | None = None


class Role(Struct, frozen=True, gc=False, kw_only=True):
    """Another name of the story."""

    role: str
    value: str


class Rendition(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A file of a picture."""

    name: str
    href: str
    contenttype: str = ""
    width: int = 0
    height: int = 0


class Association(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A picture of the story."""

    name: str
    uri: str
    type: str
    by: str = ""
    headlines: tuple[Plain, ...] = ()
    descriptions: tuple[Plain, ...] = ()
    renditions: tuple[Rendition, ...] = ()


class Ninjs(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A story. `standard` and `pubstatus` are always written."""

    uri: str
    standard: Standard
    type: str
    representationtype: str
    language: str
    firstcreated: datetime
    versioncreated: datetime
    embargoed: datetime | None = None
    pubstatus: str
    title: str = ""
    by: str = ""
    slugline: str = ""
    located: str = ""
    copyrightholder: str = ""
    copyrightnotice: str = ""
    ednote: Said | None = None
    headlines: tuple[Plain, ...] = ()
    descriptions: tuple[Plain, ...] = ()
    bodies: tuple[Valued, ...] = ()
    subjects: tuple[Concept, ...] = ()
    people: tuple[Concept, ...] = ()
    places: tuple[Concept, ...] = ()
    organisations: tuple[Concept, ...] = ()
    objects: tuple[Concept, ...] = ()
    genres: tuple[Concept, ...] = ()
    infosources: tuple[Concept, ...] = ()
    associations: tuple[Association, ...] = ()
    altids: tuple[Role, ...] = ()


class NinjsFile(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """`ID.ninjs.json`."""

    data: Ninjs

    @property
    def texts(self) -> tuple[Prose, ...]:
        """The texts that stand in it."""
        return tuple(proses(self.data))
