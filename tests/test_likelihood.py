"""Words of likelihood: which get a range, where it stands, and what is warned of.

In the tables `‹›` stands where the range is to be printed; a sentence without one gets none.
"""

import re

import pytest

from conftest import PROJECT
from dateline.model.prose import Fragments
from dateline.prose import Called, Names, Parsed, parse, plain, scale_of
from dateline.prose.scales import ICD203, PHIA, Rung, Scale

ICD, YARDSTICK = scale_of("icd203", "en"), scale_of("phia", "en")
MARK = "‹›"


def marked(fragments: Fragments) -> str:
    """A text's words with `‹›` for each range."""
    return re.sub(r" \(\d+–\d+\u00a0%\)", MARK, plain(fragments))


def read(text: str, scale: Scale | None = ICD, names: Names | None = None) -> Parsed:
    return parse(text, names or Names.of([]), scale=scale)


RANGED = """
An attack is likely‹›.
An attack is likely‹› to follow.
The attack is very likely‹› to follow.
It is unlikely‹› that the truce will hold.
It is very unlikely‹› that the truce will hold.
Likely‹›, the truce holds.
It is, we think, likely‹›.
It's likely‹› to hold.
They’ll likely‹› withdraw.
We judge it likely‹› that he stays.
We consider that unlikely‹›.
We believe that a deal is likely‹›.
A deal is likely‹›, we think.
The desk believes that a deal is likely‹›.
That said, a deal is likely‹›.
The claims are likely‹› true.
The road is likely‹› open.
Turkey is likely‹› behind the strike.
It is likely‹› Russia that gave the order.
That was likely‹› the army.
The convoy was likely‹› hit from the air.
Shells fell on the town, likely‹› killing two.
It has likely‹› failed.
Moscow likely‹› sees this as a test.
The attack likely‹› failed.
Russian forces likely‹› hold the hill.
The regime likely‹› aims to hold the road.
Increased shelling likely‹› signals an attack.
The pattern suggests that a strike is likely‹›.
Without aid, the town will likely‹› fall.
It has not moved and will likely‹› stay.
The army, which has not moved, will likely‹› wait.
Nothing is certain, but a truce is likely‹›.
An attack is currently unlikely‹›.
An attack is likely‹› (see below).
The number is likely‹› to be higher than 50.
An attack is likely‹› or very likely‹›.
A strike is likely‹› in the north, unlikely‹› in the south.
An attack is LIKELY‹›.
A deal is probable‹›.
A deal is improbable‹› for now.
It will probably‹› fail.
Probably‹› the road is open.
The front will improbably‹› hold.
It is highly improbable‹› that he stays.
It is highly probable‹› that he stays.
There is almost no chance‹› that he stays.
There is a remote chance‹› of rain.
There are remote prospects‹› of a truce.
The chances of a deal are remote‹›.
There is a roughly even chance‹› of a truce.
There are roughly even odds‹› of a truce.
Defeat is almost certain‹›.
He will almost certainly‹› stay.
He is nearly certain‹› to stay.
An attack is very
likely‹› to follow.
“An attack is likely,” we wrote; it is now unlikely‹›.
"""
UNRANGED = """
An attack is not likely.
An attack isn't likely.
It is not very likely to hold.
It is not, in our view, likely to hold.
It is not (in our view) likely to hold.
It is not – in our view – likely to hold.
We do not think that an attack is likely.
No ceasefire is likely.
Neither is likely.
Nobody is likely to return.
It is anything but likely.
An attack is hardly likely.
It is no longer likely that he stays.
It is not unlikely.
We doubt that an attack is likely.
There is no roughly even chance of a truce.
An attack is more likely than not.
An attack is more likely in winter.
An attack is less likely in winter.
It is most likely to fail.
It is as likely as not.
It is likely as not to fail.
They are equally likely.
An attack is extremely likely.
An attack is highly likely.
An attack is quite probable.
It will very probably fail.
The scenario seems likely enough.
The attack is likely rather than certain.
It is likely to be a slip than a plan.
Is an attack likely?
Will he probably stay?
It is unclear whether an attack is likely.
However likely it seems, we wait.
An attack is likely (55–80 %).
An attack is likely (55-80%) to follow.
An attack is likely (about 70 per cent) to follow.
An attack is likely (three in four, or 75 in 100).
An attack is likely, about 70 %, to follow.
An attack is 70 % likely.
An attack is (at 70 per cent) likely.
The likelihood is small.
The deal is likelier now.
The likely candidate is Varga.
A most likely outcome is a truce.
Its likely successor is known.
Assad's likely successor is known.
The rebels’ likely route is known.
Two likely outcomes stand out.
Likely targets are bridges.
These are likely targets.
It has likely consequences.
Identify likely targets.
The army hit likely targets.
The army expects likely delays.
In the short term likely gains are small.
It is unlikely-looking.
They had probable cause.
There is an almost certain defeat ahead.
The price is improbably high.
A remote village fell.
The village is remote.
There is an even chance of rain.
The ministry says that a deal is likely.
He believes that a deal is likely.
According to the army, an attack is likely.
A deal is likely, the ministry says.
A deal is likely, analysts said on Monday.
Officials claim that an attack is almost certain.
“An attack is likely.”
He called it "very likely" on Monday.
"""
YARDSTICKED = """
An attack is highly likely‹›.
An attack is highly unlikely‹›.
An attack is likely‹›.
An attack is unlikely‹›.
A deal is probable‹›, and will probably‹› hold.
There is a realistic possibility‹› of a truce.
There is a remote chance‹› of rain.
An attack is almost certain‹›.
An attack is very likely.
There is no realistic possibility of a truce.
The chances are remote.
It is improbable.
"""


def cases(table: str) -> list[str]:
    """The sentences of a table; one goes on where a line starts with a small letter."""
    return re.split(r"\n(?![a-z])", table.strip())


@pytest.mark.parametrize("sentence", cases(RANGED) + cases(UNRANGED))
def test_icd203(sentence: str) -> None:
    assert marked(read(sentence.replace(MARK, "")).fragments) == sentence


@pytest.mark.parametrize("sentence", cases(YARDSTICKED))
def test_phia(sentence: str) -> None:
    assert marked(read(sentence.replace(MARK, ""), YARDSTICK).fragments) == sentence


def test_the_tables_are_what_they_are_called() -> None:
    assert all(MARK in sentence for sentence in cases(RANGED))
    assert MARK not in UNRANGED
    assert len(cases(RANGED)) + len(cases(UNRANGED)) > 120


@pytest.mark.parametrize(
    ("scale", "rungs"), [(ICD, ICD203), (YARDSTICK, PHIA)], ids=["icd203", "phia"]
)
def test_each_word_stands_for_its_own_range(scale: Scale, rungs: tuple[Rung, ...]) -> None:
    sentences = {"remote": "The chances are remote.", "improbably": "It will improbably hold."}
    for term in scale.terms:
        text = sentences.get(term.words, f"We see {term.words}.")
        assert f"{term.words} ({term.low}–{term.high}\u00a0%)" in plain(read(text, scale).fragments)
    assert len({(term.low, term.high) for term in scale.terms}) == len(rungs) == 7


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It is *very* likely.", "<p>It is <em>very</em> likely {80–95 %}.</p>"),
        ("It is **likely** now.", "<p>It is <strong>likely {55–80 %}</strong> now.</p>"),
        (
            "R&D is <5, and likely\nto fall.",
            "<p>R&amp;D is &lt;5, and likely {55–80 %}\nto fall.</p>",
        ),
        ("It is likely [@sana].", "<p>It is likely {55–80 %} {sana}.</p>"),
        ("[@sana] It is likely.", "<p>{sana} It is likely {55–80 %}.</p>"),
        ("It is [likely](https://x.org).", None),
        ("It is [likely](see:2016-06-19).", None),
        ("It is `likely`.", None),
        ("## It is likely", None),
        ("```\nIt is likely.\n```", None),
        ("> It is likely.\n>\n> — A source, likely one", None),
        (
            "- likely\n- unlikely",
            "<ul>\n<li>likely {55–80 %}</li>\n<li>unlikely {20–45 %}</li>\n</ul>",
        ),
    ],
)
def test_ranges_in_markup(text: str, html: str | None) -> None:
    with_none = spelled(parse(text).fragments)
    assert spelled(read(text).fragments) == (html or with_none)


def spelled(fragments: Fragments) -> str:
    """Fragments with each reference as its target, and spaces that may break."""
    parts = (f if isinstance(f, str) else f"{{{f.target}}}" for f in fragments)
    return "".join(parts).replace("\u00a0", " ")


def test_the_head_of_a_table_says_what_its_column_is() -> None:
    html = spelled(read("| case | likely |\n|---|---|\n| truce | likely |").fragments)
    assert html.count("{55–80 %}") == 1
    assert '<th scope="col">likely</th>' in html


def test_a_name_may_hold_the_word() -> None:
    names = Names.of([Called("likely", ("Likely",)), Called("assad", ("Assad",))])
    text = "It is likely that Assad stays in Likely."
    assert spelled(read(text, names=names).fragments) == (
        "<p>It is likely {55–80 %} that {assad} stays in {likely}.</p>"
    )


def test_what_is_plain_has_the_range_too() -> None:
    names = Names.of([Called("assad", ("Assad",))])
    parsed = read("Assad will very likely stay. More.", names=names)
    assert parsed.lead == "Assad will very likely (80–95\u00a0%) stay."
    assert [mention.sentence for mention in parsed.mentions] == [parsed.lead]


def test_a_text_without_a_scale_is_as_it_was() -> None:
    text = "It is likely, and we say so with high confidence."
    assert scale_of("off", "en") is scale_of("icd203", "ar") is None
    assert scale_of("phia", "en-GB") is YARDSTICK
    assert plain(parse(text).fragments) == text
    assert parse(text).complaints == ()


MIXED, CONFIDENCE = "text/likelihood-mixed", "text/likelihood-and-confidence"


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("It is likely, and a deal is improbable.", MIXED, "improbable"),
        ("It will probably fail, and a deal\nis very unlikely.", MIXED, "very unlikely"),
        ("There is a remote chance, and it is not likely.", MIXED, "likely"),
        ("We judge with high confidence that it is likely.", CONFIDENCE, "high confidence"),
        (
            "It is likely (70 %); our confidence in this is low.",
            CONFIDENCE,
            "our confidence in this is low",
        ),
        (
            "With moderate-to-high confidence, it is unlikely.",
            CONFIDENCE,
            "moderate-to-high confidence",
        ),
        ("It is likely (low confidence).", CONFIDENCE, "low confidence"),
        ("- It is likely,\n  we say with low\n  confidence.", CONFIDENCE, "low\n  confidence"),
        (
            "We have high confidence in the judgement that it is likely.",
            CONFIDENCE,
            "high confidence in the judgement",
        ),
    ],
)
def test_warnings(text: str, code: str, at: str) -> None:
    (complaint,) = read(text).complaints
    assert complaint.code == code
    assert text[complaint.start : complaint.end] == at
    assert complaint.message.endswith(".")
    assert complaint.hint


@pytest.mark.parametrize(
    "text",
    [
        "It is likely. We say so with high confidence.",
        "It is likely. A deal is improbable.",
        "It is likely, and very unlikely to end.",
        "It is likely; public confidence is low.",
        "Low confidence among voters makes losses likely.",
        "It is likely, and “with high confidence” was his word.",
        "| likely | high confidence |\n|---|---|\n| likely | low confidence |",
        "> It is likely, with high confidence.",
        "The ministry says with high confidence that it is likely.",
        "A remote village is likely to fall.",
        "## Likely, with high confidence",
        "It is likely `with high confidence`.",
    ],
)
def test_no_warning(text: str) -> None:
    assert read(text).complaints == ()


def test_one_row_cannot_be_mixed() -> None:
    assert read("It is likely, and a deal is probable.", YARDSTICK).complaints == ()


def test_the_mend_names_the_word_of_the_same_row() -> None:
    (complaint,) = read("It will probably fail; a deal is unlikely.").complaints
    assert complaint.hint == "Write “improbable”: it stands for the same 20–45\u00a0%."


@pytest.mark.parametrize("unit", ["likely ", "remote ", "not likely, ", "(likely) ", "– likely "])
def test_a_long_row_of_terms_is_read(unit: str) -> None:
    parsed = read(unit * (49_000 // len(unit)))
    assert parsed.words > 1_000


@pytest.mark.parametrize(("name", "rungs"), [("icd203", ICD203), ("phia", PHIA)])
def test_the_docs_have_the_scales(name: str, rungs: tuple[Rung, ...]) -> None:
    text = (PROJECT / "docs/how-to/analyses.md").read_text("utf-8")
    table = text.partition(f"<!-- {name} -->\n")[2].partition("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    assert rows == [
        [f"{low}–{high} %", *(", ".join(words) for words in rows if words)]
        for low, high, *rows in rungs
    ]
