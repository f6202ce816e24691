"""A briefing and its entries."""

from dateline.model.schema.parts import (
    ACCOUNT,
    BY,
    CORRECTIONS,
    DRAFT,
    EMBARGO,
    FIGURES,
    INTERNAL,
    PHOTOS,
    POINT,
    RESOLUTION,
    STATUS,
    UPDATE,
)
from dateline.model.schema.types import (
    Choice,
    Day,
    Entries,
    Field,
    Language,
    LinkNames,
    Many,
    Markdown,
    Named,
    Pair,
    Several,
    Shape,
    Slug,
    Text,
    Time,
)

KINDS = ("report", "analysis", "background")
TRENDS = ("worse", "better", "same")

ENTRY = Shape(
    "an entry",
    "One story of a briefing.",
    (
        Field(
            "section",
            Named("sections"),
            "The stream that the entry belongs to. Only in a list of entries, where it is needed.",
            "Turkey border",
        ),
        Field(
            "id",
            Slug(),
            "The entry's name in addresses; keep it once it is published. A section's first entry"
            " has the section's id without it.",
            "khirbet-al-joz",
        ),
        Field(
            "link_names",
            LinkNames(),
            "Which names must not become links here: `false` for none at all, or those to leave"
            " alone.",
            "false",
        ),
        Field(
            "headline",
            Text(printed=True),
            "The headline. It may as well be the first line of the text, `# …`, but not both.",
            "Guards shoot at least 8",
        ),
        Field(
            "text",
            Markdown(headline=True, judges=True),
            "The story. A first line `# …` is its headline.",
            "|\n  # Guards shoot at least 8\n\n  The shots fell near Khirbet al-Joz [@sohr].",
        ),
        Field(
            "label",
            Text(offer="labels"),
            "A word above the headline. A site may list the labels it allows.",
            "Critical",
        ),
        STATUS,
        Field(
            "kind",
            Choice(KINDS),
            "What kind of text it is; a report if nothing is said. In an analysis, words of"
            " likelihood are printed with their range.",
            "analysis",
        ),
        Field(
            "thread",
            Many(Named("threads")),
            "The story over days that the entry belongs to, or several.",
            "al-tanf",
            attribute="threads",
        ),
        Field(
            "place",
            Many(Named("places")),
            "Where the story is set, or several places.",
            "Damascus",
            attribute="places",
        ),
        Field("time", Time(), "When it happened.", "14:30"),
        BY,
        Field(
            "accounts",
            Several(Pair(ACCOUNT, "source", "text")),
            "Who says what, where accounts differ. They are printed in your order.",
            "\n  - Russian Defence Ministry: He fired at the car.",
        ),
        Field(
            "updates",
            Several(Pair(UPDATE, "time", "text", long=True)),
            "What became known later. The oldest stands first here; readers see the newest first.",
            "\n  - 14:30: The road is open again.",
        ),
        FIGURES,
        PHOTOS,
        CORRECTIONS,
        Field(
            "resolves",
            Many(Pair(RESOLUTION, "target", "status", alone="target")),
            "The earlier claims that this entry settles; their pages then say so.",
            "\n  - 2016-06-18#us: confirmed",
        ),
        Field("trend", Choice(TRENDS), "Which way the thread goes with this.", "worse"),
        DRAFT,
        EMBARGO,
        INTERNAL,
    ),
    one_of=("text", "accounts", "figures", "updates", "photo"),
)
BRIEFING = Shape(
    "a briefing",
    "One dated edition: one file, one page.",
    (
        Field(
            "title",
            Text(printed=True),
            "The briefing's title, where the site's pattern will not do.",
            "Syria, Sunday",
        ),
        Field(
            "date",
            Day(),
            "The briefing's date. The file's name gives it; written here, it must say the same.",
            "2016-06-19",
        ),
        Field(
            "lang",
            Language(),
            "The briefing's language. The file's name gives it; written here, it must say the"
            " same.",
            "en",
        ),
        Field(
            "as_of",
            Time(),
            "Up to when the briefing knows what happened. Needed where a day has several editions:"
            " it orders them.",
            "18:00",
        ),
        BY,
        Field(
            "intro",
            Markdown(),
            "A few words above the entries: whom to contact, a note of the editor.",
            "Contact the desk by mail.",
        ),
        Field(
            "summary",
            Several(Pair(POINT, "entry", "text", alone="text")),
            "Two to eight key points, each a text or `entry: text`. Without it, the first five"
            " headlines stand there.",
            "\n  - US: Washington protests",
        ),
        PHOTOS,
        FIGURES,
        CORRECTIONS,
        DRAFT,
        EMBARGO,
        INTERNAL,
        Field(
            "entries",
            Entries(),
            "The stories: a list in which each names its section, or section by section. By"
            " section needs `sections.yaml`.",
            "\n  - section: LATEST\n    text: A minister arrived in Damascus.",
            needed=True,
        ),
    ),
)
