"""What the generated archive is made of. Small pools, so that steps meet: the days lie on both
sides of a month and of a year, two of them in two years; words have equal lengths, and every name
is in some text."""

import json
import struct
import zlib
from typing import Any

Project = dict[str, Any]
"""Every file of a site by its path: a mapping as YAML will hold it, the text or bytes, a link."""
Tree = dict[str, Any]


class Link(bytes):
    """A symbolic link; its bytes say where it leads."""


DAYS = (
    *("2014-12-31", "2015-05-02"),
    *("2015-12-30", "2015-12-31", "2016-01-01", "2016-01-31", "2016-02-01"),
    *("2016-05-02", "2016-05-03"),
)
NAMES = (
    *DAYS,
    *("2015-05-02-evening", "2016-01-01-morning", "2016-05-02-morning", "2016-05-02-evening"),
    *("2015-05-02.ar", "2015-12-31.ar", "2016-01-31.ar", "2016-05-02.ar", "2016-05-02-evening.ar"),
)
WORDS = ("open", "shut", "closed")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday")
HEADLINES = (
    *("Gate four is open", "Gate four is shut", "Varga meets the pilots", "Rain"),
    "Coast Guard Service waits",
)
REFERRING = (
    "It began [that day](date:{day}) and is {word}.",
    "Before [this](date:{day}) it was {word}, and [of it](see:{ref}) we wrote.",
    "We wrote [of it](see:{ref}), and on [a day](date:{day}) more.",
    "The briefing [of then](see:{name}) was {word}.",
    "It was {word} on {weekday}, and the office said *on {weekday}* that it will open on Monday.",
)
SENTENCES = (
    "The gate is {word} again, Ines Varga told the office.",
    "Ines Varga came at noon, and Varga left the office alone.",
    "At Marrow Bay the Coast Guard Service waited; the CGS said so to the office.",
    "Boats lie off the Northern Coast and in Marrowbay, says the office.",
    "The [bay](entity:marrow-bay) is {word}.",
    "The office says so [@customs, notice 3].",
    "It is {word}. [@radio] [@customs, page 2](https://customs.example/2) So is the office.",
    "| gate | is |\n|---|---|\n| four | {word} [@drivers] |",
    "A driver disagrees [@A driver], and so does [@radio](https://radio.example/{word}).",
    "It is likely to stay {word}, and Ines Varga will probably resign.",
    "The shares are in [a table](/report.csv).",
    "![The gate](/gate.svg)",
    "![The wall](/wall.png)\n\nIt is {word}.",
    "## What is {word}\n\n- the gate\n- *the road*",
    "> It is {word}.\n>\n> — Ada Hald, engineer",
)
SECTIONS = ("ports", "roads", "talks", "courts")
RESOLVING = ("confirmed", "disputed", "denied")
MOMENTS = ("2016-05-15", "2016-06-23", "2016-08-01")
EMBARGOES = ("2016-05-01 06:00", "2016-06-01 06:00", "2016-07-01 06:00")
GATE = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M5 5h5"/></svg>\n'
PHOTOS = (
    {"file": "/gate.svg", "alt": "The gate"},
    {"file": "/wall.png", "alt": "The wall", "caption": "The wall in May"},
)


FIGURES = (
    [{"lorries waiting": "40+ [@drivers]"}],
    [{"lorries waiting": "8–11"}, {"Lorries waiting": "~10 [@customs]"}],
    [{"what": "boats sunk", "value": "4", "of": "30", "series": "boats"}],
    [{"what": "boats sunk", "value": "12+ [@radio]", "series": "boats", "as_of": "2015-12-29"}],
    [
        {"what": "boats sunk", "value": "7", "series": "boats"},
        {"what": "boats sunk", "value": "<9", "source": "customs", "series": "boats"},
        {"what": "fuel spilt", "value": "6.5 tonnes", "series": "fuel"},
    ],
    [{"what": "boats lost", "value": "9", "series": "boats", "status": "denied"}],
    [{"what": "fuel spilt", "value": "2 tonnes", "series": "fuel"}, {"ships in port": "~300"}],
    [{"what": "fuel spilt", "value": "3 lorries", "series": "fuel"}],
)
"""Some fall, and the last is in another unit than its series."""
COUNTS = {"value": ("4", "5+", "7", "~9 [@radio]", "12"), "what": ("boats sunk", "Boats lost")}


def png(width: int) -> bytes:
    """A grey picture eight pixels high; widths from 593 to 600 take the same number of
    bytes, and only the last is published in a smaller version too."""
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * 8), 0)
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, 8, 1, 0, 0, 0, 0), b"IDAT" + rows, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )


def border(north: float, *, disputed: bool = False) -> str:
    """Borders of the site's own, along a parallel."""
    line = {"type": "LineString", "coordinates": [[8, north], [11, north]]}
    return json.dumps({"type": "Feature", "properties": {"disputed": disputed}, "geometry": line})


REGISTERS: dict[str, Tree] = {
    "sections": {
        "ports": {"name": {"en": "Ports", "ar": "الموانئ"}, "about": "Who may land."},
        "roads": "Roads",
        "talks": {"name": "Talks", "aka": ["parleys"]},
        "courts": "Courts",
    },
    "threads": {
        "treaty": {"title": "The treaty", "about": "Ines Varga began it."},
        "berth": "Berth four",
        "flood": {"title": {"en": "The flood", "ar": "الفيضان"}},
    },
    "sources": {
        "customs": {"name": "Customs office", "kind": "authority", "grade": "B"},
        "drivers": "Drivers' association",
        "radio": {"name": "Radio North", "url": "https://radio.example/"},
    },
    "entities": {
        "people": {"varga": {"name": "Ines Varga", "aka": ["Varga"], "role": "Minister"}},
        "places": {
            "northern-coast": {
                "name": "Northern Coast",
                "at": ["58.50", "9.5"],
                "precision": "region",
            },
            "marrow-bay": {
                "name": "Marrow Bay",
                "not": ["Marrowbay"],
                "in": "northern-coast",
                "at": ["58.75", "9.5"],
                "note": "A bay with two harbours.",
            },
        },
        "organisations": {"coast-guard": {"name": "Coast Guard Service", "short": "CGS"}},
    },
}
LINES: dict[str, dict[str, tuple[Any, ...]]] = {
    "sections": {
        "name": ("Harbours", "Streets", {"en": "Quays", "ar": "الأرصفة"}),
        "aka": (["Ports"], ["the waterfront"]),
        "about": ("Who may sail.", "It began [that day](date:2016-05-02)."),
        "moved": ("old-section",),
    },
    "threads": {
        "title": ("The flooding", "The accord", {"en": "The water", "ar": "الماء"}),
        "about": ("Begun [in May](date:2016-05-03) by Ines Varga.", "A long story."),
        "moved": ("old-thread",),
    },
    "sources": {
        "name": ("Harbour office", "Radio South"),
        "aka": (["A driver"], ["the wireless"]),
        "kind": ("agency", {"en": "office", "ar": "مكتب"}),
        "grade": ("A", "F"),
        "url": ("https://office.example/",),
        "moved": ("old-source",),
    },
    "entities": {
        "name": ("Ada Hald", "Ines Verga", "Gate four"),
        "aka": (["Varga"], ["the gate"], ["Ada Hald"], ["Marrowbay"]),
        "not": (["Marrowbay"], ["Varga"]),
        "short": ("CGS", "office"),
        "role": ("Premier", {"en": "Engineer", "ar": "مهندس"}),
        "note": ("Known since [May](date:2016-05-02).", "Much is said of it."),
        "in": ("northern-coast", "marrow-bay"),
        "at": (["58.25", "9.5"], ["58.50", "9.5"]),
        "precision": ("exact", "locality"),
        "protect": (True,),
        "moved": ("old-name",),
    },
}
SETTINGS: dict[str, tuple[Any, ...]] = {
    "site_name": ("Coast Report", "Coast Review"),
    "site_url": ("https://coast.example/", "https://coast.example/news/", ""),
    "site_description": ("The coast, daily", ""),
    "copyright": ("The desk", ""),
    "exclude_docs": ("about.md\n", ""),
    "nav": ([{"Who we are": "about.md"}], []),
    "extra_css": (["extra.css"], []),
    "title": ("{site}, {date:full}", "{date:long} {edition}"),
    "language": ("en", "en-GB", "de"),
    "timezone": ("UTC", "Asia/Damascus", "Pacific/Auckland"),
    "claim_days": (7, 1),
    "may_fall": (["boats"], []),
    "labels": (["Critical", "Routine"], ["Critical"], []),
    "likelihood": ("icd203", "phia", "off"),
    "boundaries": ("natural-earth", "none", {"file": "borders.geojson", "caption": "Ours"}),
    "feed_items": (30, 2),
    "outputs": (
        {"cards": False, "search": False},
        {"cards": False, "search": False, "entry_pages": False},
        {"cards": False, "entry_pages": False},
        {"cards": False, "search": False, "feeds": False, "markdown": False},
        {"cards": False, "search": False, "data": False, "email": False},
    ),
    "checks": ({}, {"link/held-back": "off"}, {"summary/length": "off"}, {"figure/falls": "off"}),
}
OF_MKDOCS = tuple(SETTINGS)[:7]
OFTEN_SET = (
    *("timezone",) * 12,
    *("language", "labels", "likelihood", "boundaries") * 2,
    "outputs",
)
"""What compile looks at, what maps draw, and what gives pages other addresses."""
TEMPLATES = {
    "base.html": ("</body>", "<!-- own --></body>"),
    "pages/briefing.html": ("<h1>", '<h1 class="own">'),
    "pages/stream.html": ("<h1>", '<h1 class="own">'),
    "pages/month.html": ("month-name", "own"),
    "pages/series.html": ("<h1>", '<h1 class="own">'),
    "partials/_chart.html": ('class="chart"', 'class="own"'),
    "partials/_entry.html": ('class="onward"', 'class="own"'),
    "partials/_map.html": ('class="map"', 'class="own"'),
    "partials/_line.html": ('class="item-title"', 'class="own"'),
    "partials/_refs.html": ('class="entity"', 'class="own"'),
    "assets/type.css": ("{", "{ "),
}
FILES: dict[str, tuple[Any, ...]] = {
    "briefings/gate.svg": (GATE, GATE.replace("60", "90"), GATE.replace("5h5", "9h9")),
    "briefings/wall.png": (png(597), png(600), png(593)),
    "briefings/report.csv": ("a,1\n", "a,2\n", "a,1\nb,2\n"),
    "briefings/extra.css": ("p { }\n", "a { }\n"),
    "briefings/borders.geojson": (border(58.3), border(58.6), border(58.6, disputed=True)),
    "briefings/about.md": (
        "# About us\n\nWe [began](2016-05-02.yaml) in May.\n",
        "# About us\n\nThe desk, and [a table](report.csv).\n",
        "# About the desk\n\n![The gate](gate.svg)\n",
    ),
}
PICTURES = tuple(FILES)[:2]
LINKS = {
    "briefings/stray.csv": (Link(b"../mkdocs.yml"), Link(b"nowhere.csv"), Link(b"report.csv")),
    "briefings/older": (Link(b"."), Link(b"..")),
}
"""Most of these are not followed, with a warning."""
START: Project = {
    "mkdocs.yml": {
        "site_name": "Coast Report",
        "site_url": "https://coast.example/",
        "docs_dir": "briefings",
        "theme": "dateline",
        "plugins": [{"dateline": {"outputs": {"cards": False, "search": False}}}],  # they take long
    },
    **{f"briefings/{name}.yaml": register for name, register in REGISTERS.items()},
    **{path: contents[-1] for path, contents in FILES.items()},
}
