"""What briefings and entries have in common, and what stands in them: photos, figures,
corrections, accounts, updates, resolutions, key points."""

from dateline.model.schema.types import (
    Address,
    Amount,
    Anything,
    Choice,
    DayOrTime,
    Field,
    File,
    Flag,
    Many,
    Markdown,
    Moment,
    Named,
    Object,
    Pair,
    Reference,
    Several,
    Shape,
    Slug,
    Text,
    Time,
)

STATUSES = ("claimed", "confirmed", "disputed", "denied", "withdrawn")
SETTLING = ("confirmed", "disputed", "denied")

STATUS = Field(
    "status",
    Choice(STATUSES),
    "How sure the desk is; it is printed as a word. Leave it out where nothing is in doubt.",
    "claimed",
)
INTERNAL = Field(
    "internal",
    Anything(),
    "A note for the desk, in any form. It is never published; all around it is.",
    "Do not use the film.",
)
BY = Field("by", Many(Text()), "Who wrote it, as it is to be printed.", "The night desk")
DRAFT = Field(
    "draft",
    Flag(),
    "While this is true, it is held back, with its pictures and key points.",
    "true",
)
EMBARGO = Field(
    "embargo",
    Time(),
    "Held back until then; the first build after that time publishes it.",
    "2016-06-20 06:00",
)

PHOTO = Shape(
    "a photo",
    "A picture with its words.",
    (
        Field("file", File(), "The picture's file.", "photos/bridge.png", needed=True),
        Field(
            "alt",
            Text(printed=True),
            "What the picture shows, in words for those who do not see it.",
            "A bridge",
            needed=True,
        ),
        Field(
            "caption",
            Text(printed=True),
            "The line printed below the picture.",
            "The bridge on Saturday",
        ),
        Field("credit", Text(), "Who made the picture.", "Drawing by the desk"),
        Field(
            "link",
            Address(),
            "The video or post that this still stands for.",
            "https://example.org/video",
        ),
    ),
)
FIGURE = Shape(
    "a figure",
    "A number that somebody gives, with what it counts and who says so.",
    (
        Field(
            "what",
            Text(printed=True),
            "What is counted or measured, in words.",
            "refugees killed",
            needed=True,
        ),
        Field(
            "value",
            Amount(),
            "The number as it was claimed, with its unit and citations.",
            "11+",
            needed=True,
        ),
        Field("of", Amount(), "The target or the whole that `value` is a part of.", "60 million"),
        Field(
            "unit",
            Text(),
            "What it is counted in. Write it here or after the number, not in both.",
            "people",
        ),
        Field(
            "source",
            Many(Named("sources")),
            "Who gives the number; a citation after the number says the same.",
            "sohr",
        ),
        Field(
            "as_of",
            DayOrTime(),
            "When the number held: the day, or the hour too if it is known.",
            "2016-06-18",
        ),
        STATUS,
        Field(
            "series",
            Slug(),
            "The row of figures that this one continues, under a name of your own.",
            "russian-deaths",
        ),
    ),
)
CORRECTION = Shape(
    "a correction",
    "A mistake mended in the open: when, and what was wrong.",
    (
        Field("at", Moment(), "When the correction was made.", "2016-06-20", needed=True),
        Field(
            "note",
            Markdown(),
            "What was wrong and what is right, for the reader.",
            "The headline gave 11.",
            needed=True,
        ),
        Field("was", Text(), "The words that stood there before.", "11 killed"),
    ),
)
ACCOUNT = Shape(
    "an account",
    "What one side says of it, side by side with what others say.",
    (
        Field("source", Named("sources"), "Who says it.", "sana", needed=True),
        Field("text", Markdown(), "What they say.", "He fired at the car.", needed=True),
    ),
)
PHOTOS = Field(
    "photo",
    Many(Object(PHOTO)),
    "A picture, or a list of them. It stands on top, unless the text places it with its file's"
    " name: `![](file)`.",
    "\n  file: photos/bridge.png\n  alt: A bridge",
    attribute="photos",
)
FIGURES = Field(
    "figures",
    Several(Pair(FIGURE, "what", "value", long=True)),
    "Numbers, each with who gives it. Where sources differ, write a figure for each.",
    "\n  - refugees killed: 11+ [@sohr]",
)
CORRECTIONS = Field(
    "corrections",
    Several(Pair(CORRECTION, "at", "note", long=True)),
    "What was wrong and has been mended. Corrections are printed with it and gathered on a page"
    " of their own.",
    "\n  - 2016-06-20: The headline first gave 11 as established.",
)
UPDATE = Shape(
    "an update",
    "What became known later, with its time.",
    (
        Field(
            "time",
            Time(),
            "When it became known. An entry has one update a minute.",
            "14:30",
            needed=True,
            attribute="at",
        ),
        Field("text", Markdown(judges=True), "What is new.", "The road is open again."),
        STATUS,
        PHOTOS,
        INTERNAL,
    ),
    one_of=("text", "photo"),
)
RESOLUTION = Shape(
    "a resolution",
    "An earlier entry that this one settles, and what became of it.",
    (
        Field(
            "target",
            Reference(),
            "The entry that is settled: its briefing's date, and its id.",
            "2016-06-19#us",
            needed=True,
        ),
        Field(
            "status",
            Choice(SETTLING),
            "What became of it. Left out, this entry's own `status` says so.",
            "confirmed",
        ),
    ),
)
POINT = Shape(
    "a key point",
    "One line of the summary.",
    (
        Field(
            "entry",
            Text(offer="sections"),
            "The entry that the point leads to: its id, or a section that has one entry.",
            "us",
        ),
        Field(
            "text",
            Text(printed=True),
            "The point, in a sentence.",
            "Washington protests",
            needed=True,
        ),
    ),
)
