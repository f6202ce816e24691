"""What stands at a citation or a name: the sentence, and what a headline names."""

import pytest

from dateline.compile import Names
from dateline.model.linked import Cited, Item
from dateline.prose import NO_NAMES, Called, names_in, parse
from test_link import editions, library

NAMES = Names.of(
    [
        Called("new-syrian-army", ("New Syrian Army",), ("NSA",)),
        Called("hama", ("Hama",)),
        Called("alden", ("Alden",)),
        Called("alden-north", ("Alden Bay",)),
        Called("alden-south", ("Alden Bay",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said so [@a]. Then he went.", {"a": "He said so."}),
        ("He said [@a] so. Then he went.", {"a": "He said so."}),
        ("He said so. [@a] Then he went.", {"a": "He said so."}),
        ("He said so.\n[@a]\nThen he went.", {"a": "He said so."}),
        ("[@a] He said so. Then he went.", {"a": "He said so."}),
        ("One [@a] [@b, page 3](https://b.example/). Two [@c].", {"ab": "One.", "c": "Two."}),
        ("One. [@a][@b] Two.", {"ab": "One."}),
        ("He said: “No.” [@a] She left.", {"a": "He said: “No.”"}),
        ("大马士革。[@a]他说。", {"a": "大马士革。"}),
        ("قال نعم. [@a] ثم ذهب.", {"a": "قال نعم."}),
        ("The *whole [@a]* of `it` [@b]!", {"ab": "The whole of it!"}),
        ("A [link](https://x.example/) [@a] & <more>.", {"a": "A link & <more>."}),
        ("No end [@a]", {"a": "No end"}),
        ("Twice said. [@a] Twice said. [@b]", {"ab": "Twice said."}),
        ("Before.\n\n[@a]\n\nAfter.", {"a": "Before."}),
        ("[@a]\n\nAfter. More.", {"a": "After."}),
        ("[@a]", {}),
        ("![](a.png) [@a]", {}),
        ("Seen.\n\n![](a.png) [@a]\n\nAfter.", {"a": "Seen."}),
        ("## What is shut [@a]\n\nThe gate.", {"a": "What is shut"}),
        ("- one [@a]\n- two. [@b] More.", {"a": "one", "b": "two."}),
        ("1. one\n\n   deeper [@a]. More.", {"a": "deeper."}),
        ("- one\n    - under it [@a]\n- two [@b]", {"a": "under it", "b": "two"}),
        ("> Quoted [@a]. More.", {"a": "Quoted."}),
        ("> Quoted. More.\n>\n> — Ada Hald [@a]\n\nAfter.", {"a": "More."}),
        ("> Quoted. More.\n> — Ada Hald\n\n[@a]\n\nAfter.", {"a": "More."}),
        ("| a | b |\n|---|---|\n| killed | 11 [@a] |", {"a": "killed · 11"}),
        ("| a | b |\n|---|---|\n| 11 | [@a] |\n| 12 | [@b] |", {"a": "11", "b": "12"}),
        ("| a | b |\n|---|---|\n| [@a] | 11 |\n| [@b] | 12 |", {"a": "11", "b": "12"}),
        ("| a | b |\n|---|---|\n| [@a] | |\n\nAfter.", {"a": "a · b"}),
        ("| a | b |\n|---|---|\n| killed | 11 |\n\n[@a]\n\nAfter.", {"a": "killed · 11"}),
        ("Before.\n\n| [@a] | b |\n|---|---|\n| 1 | 2 |", {"a": "b"}),
    ],
)
def test_a_citation_supports_its_sentence(text: str, expected: dict[str, str]) -> None:
    parsed = parse(text)
    assert parsed.complaints == ()
    found = {"".join(parsed.uses[n].target for n in s.uses): s.sentence for s in parsed.supports}
    assert found == expected


def test_each_sentence_is_kept_once_whatever_stands_between_its_citations() -> None:
    parsed = parse("See [that](see:2016-05-02) [@a], [@b] and [then](date:2016-05-02). [@c]")
    assert [use.kind for use in parsed.uses] == ["see", "source", "source", "date", "source"]
    assert [(s.sentence, s.uses) for s in parsed.supports] == [("See that, and then.", (1, 2, 4))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Rain. It fell on Hama and more. Then none.", "It fell on Hama and more."),
        ("大雨。Hama 很湿。", "Hama 很湿。"),
        ("| town | killed |\n|---|---|\n| Hama | 11 |\n| Alden | 2 |", "Hama · 11"),
        ("| Hama | killed |\n|---|---|\n| 1 | 2 |", "Hama · killed"),
        ("> Quoted. More of Hama.", "More of Hama."),
        ("Rain. [The town](entity:hama) lies low.", "The town lies low."),
    ],
)
def test_a_name_has_its_sentence(text: str, sentence: str) -> None:
    assert {m.entity: m.sentence for m in parse(text, NAMES).mentions}["hama"] == sentence


def test_what_is_linked_by_hand_has_its_sentence_where_no_names_are_linked() -> None:
    parsed = parse("Rain. [The town](entity:Hama) and Alden are wet.", NAMES, skip=None)
    assert [(m.entity, m.sentence) for m in parsed.mentions] == [
        ("hama", "The town and Alden are wet.")
    ]


@pytest.mark.parametrize(
    ("line", "skip", "expected"),
    [
        ("Hama and the New Syrian Army in Hama", frozenset(), ("hama", "new-syrian-army")),
        ("The NSA in Hamas", frozenset(), ()),
        ("Alden Bay is Alden's", frozenset(), ("alden",)),
        ("Alden Bay", frozenset(), ()),
        ("Hama, Alden", frozenset({"HAMA"}), ("alden",)),
        ("Hama, Alden", None, ()),
    ],
)
def test_names_in_a_headline(
    line: str, skip: frozenset[str] | None, expected: tuple[str, ...]
) -> None:
    assert names_in(line, NAMES, skip) == expected
    assert names_in(line, NO_NAMES, skip) == ()


def test_a_headline_introduces_a_short_form_and_takes_no_link_from_the_text() -> None:
    introduced = frozenset({"new-syrian-army", "hama"})
    parsed = parse("The NSA left Hama. The New Syrian Army.", NAMES, introduced=introduced)
    linked = [ref.target for ref in parsed.fragments if not isinstance(ref, str)]
    assert linked == ["new-syrian-army", "hama"]
    assert parse("The NSA left.", NAMES).mentions == ()


FILES = {
    "entities.yaml": "places:\n  hama: {name: Hama, short: HM}\n  alden: Alden\n",
    "sources.yaml": "sana: SANA\npost: The Post\n",
    "2016/2016-05-02.yaml": """\
entries:
  - section: US
    headline: Hama and Alden are wet
    text: Rain fell on HM. It was [@SANA, page 3] long.
    accounts:
      - The Post: It was short [@sana]. HM again. [@the post]
      - A driver: No.
    updates:
      - 10:00: Alden is dry. [@post](https://post.example/)
    figures:
      - litres: 11 [@sana, table 2]
  - section: Russia
    text: |
      # Hama waits

      Nothing.
  - section: Iran
    link_names: [Hama]
    text: |
      # Hama and Alden wait

      Nothing.
  - section: Iraq
    link_names: false
    headline: Alden waits
    place: Hama
    text: Nothing in [that place](entity:alden).
  - section: Turkey
    text: HM waits.
""",
}


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    """The entries above, in their places."""
    return editions(library(FILES))[0].items


def test_entities_of_an_entry_with_their_sentences(items: tuple[Item, ...]) -> None:
    assert [item.names for item in items] == [
        (("hama", "Rain fell on HM."), ("alden", "Alden is dry.")),
        (("hama", ""),),
        (("alden", ""),),
        (("alden", "Nothing in that place."),),
        (),
    ]
    rows = dict(next(iter(library(FILES).placed.values())).rows)
    assert rows["entities/hama"] == (0, 1, 3)
    assert rows["entities/alden"] == (0, 2, 3)


def test_citations_of_an_entry_with_what_they_support(items: tuple[Item, ...]) -> None:
    def told(cited: Cited) -> tuple[str, ...]:
        figure = cited.figure.what if cited.figure else ""
        return cited.id, cited.pinpoint, cited.account, cited.sentence or figure

    assert [told(cited) for cited in items[0].cited] == [
        ("sana", "page 3", "", "It was long."),
        ("post", "", "The Post", "It was short."),
        ("sana", "", "The Post", "It was short."),
        ("post", "", "The Post", "HM again."),
        ("", "", "A driver", "No."),
        ("post", "", "", "Alden is dry."),
        ("sana", "table 2", "", "litres"),
    ]
