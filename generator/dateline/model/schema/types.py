"""The types of fields: how each is written, and what a field and a shape are."""

from msgspec import Struct


class Text(Struct, frozen=True):
    """Words on one line. `offer`: of which of a site's words (a register, `places`, `labels`) an
    editor may offer those that exist. `printed`: they are the house's own, and readers see them."""

    offer: str = ""
    printed: bool = False


class Markdown(Struct, frozen=True):
    """Markdown, as a block `|` or on one line. `headline`: a first line `# …` is one.
    `judges`: in an analysis it is the desk's own judgement."""

    headline: bool = False
    judges: bool = False


class Flag(Struct, frozen=True):
    """true or false."""


class Time(Struct, frozen=True):
    """`[YYYY-MM-DD ]HH:MM[Z, ±HH:MM, or space Area/City]`."""


class Moment(Struct, frozen=True):
    """`YYYY-MM-DD[ HH:MM[zone]]`."""


class DayOrTime(Struct, frozen=True):
    """`YYYY-MM-DD`, or a time, whose date may be left out."""


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
    | DayOrTime
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
    """One key an author may write. `attribute` is its name in the record, if it differs.

    `doc` says what it is and its rule, in two sentences at most; how a type is written is said
    once, of the type. `example` is what may stand after the key and its colon; where that starts
    with a line's end, on the lines below.
    """

    key: str
    type: Type
    doc: str
    example: str
    needed: bool = False
    attribute: str = ""


class Shape(Struct, frozen=True):
    """A mapping with known keys. `name` is what messages call it, with its article; `doc` says
    what it is. `one_of` are the fields of which one must be there, if any must."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """Its name without the article."""
        return self.name.split(" ", 1)[1]

    @property
    def slug(self) -> str:
        """Its name in codes and addresses: `key-point` for a key point."""
        return self.word.replace(" ", "-")

    def part(self, key: str) -> Field:
        """The field with this key, which is known to be there."""
        return next(field for field in self.fields if field.key == key)

    def field(self, key: str) -> Field | None:
        """The field with this key, or None."""
        return next((field for field in self.fields if field.key == key), None)
