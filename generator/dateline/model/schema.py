"""The one schema of the authors' format: every field, its type, what it is for, an example.

`compile` reads files by these tables, and unknown keys are errors because these tables are
whole. The order of fields is the order in which compile converts them.
"""

from msgspec import Struct

from dateline.model.registers import ENTITY_KINDS


class Text(Struct, frozen=True):
    """Words on one line."""


class Markdown(Struct, frozen=True):
    """Markdown, as a block `|` or on one line. `headline`: a first line `# …` is one."""

    headline: bool = False


class Flag(Struct, frozen=True):
    """true or false."""


class Time(Struct, frozen=True):
    """`[YYYY-MM-DD ]HH:MM[Z, ±HH:MM, or space Area/City]`."""


class Moment(Struct, frozen=True):
    """`YYYY-MM-DD[ HH:MM[zone]]`."""


class Day(Struct, frozen=True):
    """`YYYY-MM-DD`."""


class Slug(Struct, frozen=True):
    """Small ASCII letters, digits and hyphens."""


class Language(Struct, frozen=True):
    """A language code: en, ar, pt-BR."""


class Choice(Struct, frozen=True):
    """One of a few words."""

    of: tuple[str, ...]


class Named(Struct, frozen=True):
    """A name, aka or id of a register."""

    register: str


class Amount(Struct, frozen=True):
    """A VALUE: number[ unit][ citations]."""


class Reference(Struct, frozen=True):
    """A REF: `2016-06-19[-edition]#id`."""


class File(Struct, frozen=True):
    """A file beside the YAML file, or from `/` on under `briefings/`."""


class Address(Struct, frozen=True):
    """An address on the web, http or https."""


class Coordinates(Struct, frozen=True):
    """`[lat, lon]` in degrees."""


class LinkNames(Struct, frozen=True):
    """`false`, or the names not to link."""


class Anything(Struct, frozen=True):
    """Whatever the author likes: it is left out."""


class Entries(Struct, frozen=True):
    """A list of entries, each with `section`; or section → entry, text or list of them."""


class Many(Struct, frozen=True):
    """One, or a list."""

    item: "Type"


class Several(Struct, frozen=True):
    """A list."""

    item: "Type"


class Shown(Struct, frozen=True):
    """One text for all languages, or `{en: …, ar: …}`."""

    item: Text | Markdown


class Object(Struct, frozen=True):
    """A mapping with the fields of a shape."""

    shape: "Shape"


class Pair(Struct, frozen=True):
    """`key: value`, the short form of a shape; `long`: the shape's fields may be written out.

    `alone` names the field that a lone text fills, if one may stand for the whole.
    """

    shape: "Shape"
    key: str
    value: str
    long: bool = False
    alone: str = ""


Type = (
    Text
    | Markdown
    | Flag
    | Time
    | Moment
    | Day
    | Slug
    | Language
    | Choice
    | Named
    | Amount
    | Reference
    | File
    | Address
    | Coordinates
    | LinkNames
    | Anything
    | Entries
    | Many
    | Several
    | Shown
    | Object
    | Pair
)


class Field(Struct, frozen=True):
    """One key an author may write. `attribute` is its name in the record, if it differs."""

    key: str
    type: Type
    doc: str
    example: str
    needed: bool = False
    attribute: str = ""


class Shape(Struct, frozen=True):
    """A mapping with known keys. `name` is what messages call it, with its article."""

    name: str
    fields: tuple[Field, ...]

    def field(self, key: str) -> Field | None:
        """The field with this key, or None."""
        return next((field for field in self.fields if field.key == key), None)


STATUSES = ("claimed", "confirmed", "disputed", "denied", "withdrawn")
SETTLING = ("confirmed", "disputed", "denied")
KINDS = ("report", "analysis", "background")
TRENDS = ("worse", "better", "same")
GRADES = ("A", "B", "C", "D", "E", "F")
PRECISIONS = ("exact", "vicinity", "locality", "region")

_STATUS = Field("status", Choice(STATUSES), "How sure the desk is.", "claimed")
_INTERNAL = Field("internal", Anything(), "A note that is never published.", "Do not use the film.")
_BY = Field("by", Many(Text()), "Who wrote it.", "The night desk")
_DRAFT = Field("draft", Flag(), "Held back while true.", "true")
_EMBARGO = Field("embargo", Time(), "Held back until then.", "2016-06-20 06:00")

PHOTO = Shape(
    "a photo",
    (
        Field("file", File(), "The picture's file.", "photos/bridge.png", needed=True),
        Field("alt", Text(), "What the picture shows, in words.", "A bridge", needed=True),
        Field("caption", Text(), "The line below the picture.", "The bridge on Saturday"),
        Field("credit", Text(), "Who made the picture.", "Drawing: the desk"),
        Field("link", Address(), "What the still stands for.", "https://example.org/video"),
    ),
)
FIGURE = Shape(
    "a figure",
    (
        Field("what", Text(), "What is counted.", "refugees killed", needed=True),
        Field("value", Amount(), "How many, with unit and citations.", "11+", needed=True),
        Field("of", Amount(), "The target.", "60 million"),
        Field("unit", Text(), "What it is counted in.", "people"),
        Field("source", Many(Named("sources")), "Who gives the number.", "sohr"),
        Field("as_of", Time(), "When it held.", "2016-06-19 18:00"),
        _STATUS,
        Field("series", Slug(), "The row of figures it belongs to.", "russian-deaths"),
    ),
)
CORRECTION = Shape(
    "a correction",
    (
        Field("at", Moment(), "When it was made.", "2016-06-20", needed=True),
        Field("note", Markdown(), "What was wrong.", "The headline gave 11.", needed=True),
        Field("was", Text(), "What stood before.", "11 killed"),
    ),
)
ACCOUNT = Shape(
    "an account",
    (
        Field("source", Named("sources"), "Who says it.", "sana", needed=True),
        Field("text", Markdown(), "What they say.", "He fired at the car.", needed=True),
    ),
)
_PHOTO = Field("photo", Many(Object(PHOTO)), "A picture, or a list.", "", attribute="photos")
_FIGURES = Field(
    "figures", Several(Pair(FIGURE, "what", "value", long=True)), "Numbers and who gives them.", ""
)
_CORRECTIONS = Field(
    "corrections",
    Several(Pair(CORRECTION, "at", "note", long=True)),
    "Mends in the open.",
    "2016-06-20: The headline first gave 11 as established.",
)
UPDATE = Shape(
    "an update",
    (
        Field("time", Time(), "When.", "14:30", needed=True, attribute="at"),
        Field("text", Markdown(), "What is new.", "The road is open again."),
        _STATUS,
        _PHOTO,
        _INTERNAL,
    ),
)
RESOLUTION = Shape(
    "a resolution",
    (
        Field("target", Reference(), "The entry settled.", "2016-06-19#us", needed=True),
        Field("status", Choice(SETTLING), "What became of it.", "confirmed"),
    ),
)
POINT = Shape(
    "a key point",
    (
        Field("entry", Text(), "The entry's id or its section.", "us"),
        Field("text", Text(), "The point.", "Washington protests", needed=True),
    ),
)
ENTRY = Shape(
    "an entry",
    (
        Field("section", Named("sections"), "The stream it belongs to.", "Turkey border"),
        Field("id", Slug(), "Its name in addresses.", "khirbet-al-joz"),
        Field("link_names", LinkNames(), "No automatic links, or not these.", "false"),
        Field("headline", Text(), "Its headline.", "Guards shoot at least 8"),
        Field("text", Markdown(headline=True), "The story.", "# A headline\n\nThe story."),
        Field("label", Text(), "A word above the headline.", "Critical"),
        _STATUS,
        Field("kind", Choice(KINDS), "What kind of text it is.", "analysis"),
        Field("thread", Many(Named("threads")), "The stories.", "al-tanf", attribute="threads"),
        Field("place", Many(Named("places")), "Where it is set.", "Damascus", attribute="places"),
        Field("time", Time(), "When it happened.", "14:30"),
        _BY,
        Field(
            "accounts",
            Several(Pair(ACCOUNT, "source", "text")),
            "Who says what.",
            "Russian Defence Ministry: He fired at the car.",
        ),
        Field(
            "updates",
            Several(Pair(UPDATE, "time", "text", long=True)),
            "Timed additions, oldest first.",
            "14:30: The road is open again.",
        ),
        _FIGURES,
        _PHOTO,
        _CORRECTIONS,
        Field(
            "resolves",
            Many(Pair(RESOLUTION, "target", "status", alone="target")),
            "The earlier entries this one settles.",
            "2016-06-19#us: confirmed",
        ),
        Field("trend", Choice(TRENDS), "How the thread goes.", "worse"),
        _DRAFT,
        _EMBARGO,
        _INTERNAL,
    ),
)
BRIEFING = Shape(
    "a briefing",
    (
        Field("title", Text(), "Its title, if not the site's pattern.", "Syria, Sunday"),
        Field("date", Day(), "Only in agreement with the file name.", "2016-06-19"),
        Field("lang", Language(), "Only in agreement with the file name.", "ar"),
        Field("as_of", Time(), "What it knows of.", "18:00"),
        _BY,
        Field("intro", Markdown(), "A line above the entries.", "Contact the desk by mail."),
        Field(
            "summary",
            Several(Pair(POINT, "entry", "text", alone="text")),
            "Two to eight key points.",
            "US: Washington protests",
        ),
        _PHOTO,
        _FIGURES,
        _CORRECTIONS,
        _DRAFT,
        _EMBARGO,
        _INTERNAL,
        Field("entries", Entries(), "The stories.", "", needed=True),
    ),
)

_NAME = Field("name", Shown(Text()), "What it is called.", "Turkey border", needed=True)
_AKA = Field("aka", Many(Text()), "Other names accepted.", "the border")
_ABOUT = Field("about", Shown(Markdown()), "What it is, for its page.", "Since 2011 …")
_MOVED = Field("moved", Many(Slug()), "Old ids; each leaves a redirect.", "the-border")

SECTION = Shape("a section", (_NAME, _AKA, _ABOUT, _MOVED))
THREAD = Shape(
    "a thread",
    (
        Field("title", Shown(Text()), "What it is called.", "The strike at al-Tanf", needed=True),
        _ABOUT,
        _MOVED,
    ),
)
SOURCE = Shape(
    "a source",
    (
        _NAME,
        _AKA,
        Field("kind", Shown(Text()), "What kind of source.", "agency"),
        Field("url", Address(), "Where it publishes.", "https://example.org/"),
        Field("grade", Choice(GRADES), "Its reliability, A to F.", "B"),
        _MOVED,
    ),
)
ENTITY = Shape(
    "an entity",
    (
        _NAME,
        _AKA,
        Field("not", Many(Text()), "Spellings not to print.", "Daesh", attribute="avoid"),
        Field("short", Many(Text()), "Links only after the full name.", "NSA"),
        Field("role", Shown(Text()), "Office or function.", "US Defense Secretary"),
        Field("note", Shown(Markdown()), "What it is, for its page.", "A town …"),
        Field("at", Coordinates(), "Latitude and longitude.", "[33.51, 36.29]"),
        Field("in", Text(), "The place that holds it.", "idlib", attribute="within"),
        Field("precision", Choice(PRECISIONS), "How exact `at` is.", "locality"),
        Field("protect", Flag(), "Never show more than the locality.", "true"),
        _MOVED,
    ),
)
REGISTER_SHAPES = {"sections": SECTION, "threads": THREAD, "sources": SOURCE, "entities": ENTITY}
ENTITY_GROUPS: tuple[str, ...] = ENTITY_KINDS
