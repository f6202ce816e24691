"""Markdown to fragments: features, references, mistakes with their mends, nothing lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.prose import Fragments
from dateline.prose import Called, Names, Parsed, parse, plain, sentences, shorten

NAMES = Names.of(
    [
        Called("bashar-al-assad", ("Bashar al-Assad", "Assad"), ()),
        Called("al-tanf", ("Al Tanf",), ()),
        Called("new-syrian-army", ("New Syrian Army",), ("NSA",)),
        Called("hama", ("Hama",), ()),
        Called("johnson", ("Johnson & Johnson",), ()),
    ]
)


def shown(fragments: Fragments) -> str:
    """The fragments as one line: a reference is `{kind target|detail: words}`."""
    parts = []
    for fragment in fragments:
        if isinstance(fragment, str):
            parts.append(fragment)
        else:
            detail = "|" + fragment.detail.replace("\n", "/") if fragment.detail.strip() else ""
            words = ": " + shown(fragment.body) if fragment.body else ""
            parts.append(f"{{{fragment.kind} {fragment.target}{detail}{words}}}")
    return "".join(parts)


def codes(parsed: Parsed) -> list[str]:
    return [complaint.code.removeprefix("text/") for complaint in parsed.complaints]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One\nline\n\nTwo", "<p>One\nline</p>\n<p>Two</p>"),
        ("One  \nline", "<p>One<br>\nline</p>"),
        (
            "*a* __b__ `c*` snake_case_word",
            "<p><em>a</em> <strong>b</strong> <code>c*</code> snake_case_word</p>",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        (
            "```py\n[x] & <b>\n```",
            '<pre tabindex="0"><code class="language-py">[x] &amp; &lt;b&gt;\n</code></pre>',
        ),
        ("killed <at least 11> people", "<p>killed &lt;at least 11&gt; people</p>"),
        ("&copy; &#169; AT&T", "<p>&amp;copy; &amp;#169; AT&amp;T</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("<div>\n\nx</div>", "<p>&lt;div&gt;</p>\n<p>x&lt;/div&gt;</p>"),
        ("a <!-- b --> <?c?>", "<p>a &lt;!-- b --&gt; &lt;?c?&gt;</p>"),
        ("[id]: http://x.org\n\n[id] [id][]", "<p>[id]: http://x.org</p>\n<p>[id] [id][]</p>"),
        ("*[NSA]: Agency\n\n[^1]: note", "<p>*[NSA]: Agency</p>\n<p>[^1]: note</p>"),
        ("## Where?\n{: #id }", "{heading where|1: Where?}\n<p>{: #id }</p>"),
        (r"\[@x] \@y \# \|", "<p>[@x] @y # |</p>"),
        ("wzxhzdk:0 klzzwxh:0000 ref:1", "<p>wzxhzdk:0 klzzwxh:0000 ref:1</p>"),
        ("قال [@sana] إن", "<p>قال {source sana} إن</p>"),
        ("a\u2028b", "<p>a\u2028b</p>"),
        (r"***````\``***`````", "<p><strong><em>``````</em></strong>`````</p>"),
        ("Said *_e__***_*", "<p>Said <em><em>e</em>_</em>**_*</p>"),
    ],
)
def test_markdown(text: str, html: str) -> None:
    parsed = parse(text)
    assert (shown(parsed.fragments), parsed.complaints) == (html, ())


def test_table() -> None:
    parsed = parse("a | b\n--|-:\n1 [@sana] | \\|")
    assert shown(parsed.fragments) == (
        '<div class="table" tabindex="0">\n<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n'
        '<th class="right" scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>1 {source sana}</td>\n<td class="right">|</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )


def test_the_empty_corner_of_a_table_is_no_header() -> None:
    html = shown(parse("| | b |\n|--|--|\n| 1 | 2 |").fragments)
    assert '<td></td>\n<th scope="col">b</th>' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> a\n> — Ash Carter, US", "<p>a</p>\n<footer>— Ash Carter, US</footer>"),
        ("> a\n>\n> -- Ash Carter", "<p>a</p>\n<footer>— Ash Carter</footer>"),
        ("> — alone", "<p>— alone</p>"),
        ("> — Bonjour.\n> — Salut.", "<p>— Bonjour.\n— Salut.</p>"),
        ("> a -- b\n> c", "<p>a -- b\nc</p>"),
    ],
)
def test_quotation(text: str, html: str) -> None:
    assert shown(parse(text).fragments) == f'<blockquote dir="auto">\n{html}\n</blockquote>'


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("[a](https://x.org/a_(b))", '<a href="https://x.org/a_(b)" rel="external">a</a>'),
        (
            '[a](https://x.org?b=1&c=2 "T & t")',
            '<a href="https://x.org?b=1&amp;c=2" rel="external" title="T &amp; t">a</a>',
        ),
        ("[a](mailto:a@x.org)", '<a href="mailto:a@x.org">a</a>'),
        (
            "<https://x.org/a_b_c>",
            '<a href="https://x.org/a_b_c" rel="external">https://x.org/a_b_c</a>',
        ),
        ("<me@x.org>", "&lt;me@x.org&gt;"),
        ("[*a* b](date:2016-06-11)", "{date 2016-06-11: <em>a</em> b}"),
        ("[a](see:2016-06-19-evening#us)", "{see 2016-06-19-evening#us: a}"),
        ("[a](see:2016-06-19)", "{see 2016-06-19: a}"),
        ("[the town](entity:Al Tanf)", "{entity Al Tanf: the town}"),
        ("[a [b]](#us)", "{here us: a [b]}"),
        ("[a](x.pdf)", "{file 2016/x.pdf: a}"),
        ("[a](../x.pdf#page=3)", "{file x.pdf|#page=3: a}"),
        ("[a](/b/x.mp4)", "{file b/x.mp4: a}"),
        ("[a](<x y.pdf>)", "{file 2016/x y.pdf: a}"),
        ("a ![alt *x*](p.png)", "a {picture 2016/p.png|alt *x*}"),
        ("[@sana]", "{source sana}"),
        ("[@rus-mod, p. 3, top]", "{source rus-mod|p. 3, top/}"),
        ("[@sana](https://x.org/a_(b))", "{source sana|/https://x.org/a_(b)}"),
        ("[@](https://www.X.org/a)", "{source x.org|/https://www.X.org/a}"),
        ("[@Claims in\ncirculation]", "{source Claims in circulation}"),
        ("ran![@sana]", "ran!{source sana}"),
        ("ISIL [the [@sana] state]", "ISIL [the {source sana} state]"),
        (r"[\@x] [x@y]", "[@x] [x@y]"),
        (r"[@a\_b `<c>`](https://x.org/\_d)", r"{source a_b <c>|/https://x.org/_d}"),
    ],
)
def test_references(text: str, inside: str) -> None:
    parsed = parse(text, base="2016")
    assert (shown(parsed.fragments), parsed.complaints) == (f"<p>{inside}</p>", ())


def test_pictures_alone_stand_without_a_paragraph() -> None:
    assert shown(parse("![a](a.png)\n![b](b.png)\n\n[@sana]").fragments) == (
        "{picture a.png|a}\n{picture b.png|b}\n<p>{source sana}</p>"
    )


def test_headings_have_slugs_and_ranks() -> None:
    parsed = parse("### Who?\n\n##### *Why* not\n\n### Who?\n\n### من؟\n\n### ?")
    refs = [f for f in parsed.fragments if not isinstance(f, str)]
    assert [(r.target, r.detail) for r in refs] == [
        ("who", "1"),
        ("why-not", "2"),
        ("who-2", "1"),
        ("من", "1"),
        ("part", "1"),
    ]


def test_uses_say_where_they_stand() -> None:
    text = "> `[@no]` [@a,\n> p. 3] and [b `]` c](see:2016-06-19#us)\n\n- ![d](e.png)\t[@f](https://x.org)"
    uses = [(u.kind, text[u.start : u.end]) for u in parse(text).uses]
    assert uses == [
        ("source", "[@a,\n> p. 3]"),
        ("see", "[b `]` c](see:2016-06-19#us)"),
        ("picture", "![d](e.png)"),
        ("source", "[@f](https://x.org)"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("[the Ministry](in Arabic)", "bad-address", "[the Ministry](in Arabic)"),
        ("[x](ref:7)", "bad-address", "[x](ref:7)"),
        ("[x](javascript:alert(1))", "bad-address", "[x](javascript:alert(1))"),
        ("[x](data:text/html,y)", "bad-address", "[x](data:text/html,y)"),
        ("[x](//x.org)", "bad-address", "[x](//x.org)"),
        ("[x](www.x.org)", "bad-address", "[x](www.x.org)"),
        ("[x](https://x y)", "bad-address", "[x](https://x y)"),
        ("[x](https://a.b[c])", "bad-address", "[x](https://a.b[c])"),
        ("[a](b)c](d)", "bad-address", "[a](b)"),
        ("see [x](open", "bad-address", "[x]"),
        ("[@x](file.pdf)", "bad-address", "[@x](file.pdf)"),
        ("[x](date:2016-06-31)", "bad-date", "[x](date:2016-06-31)"),
        ("[x](see:2016-13-01)", "bad-date", "[x](see:2016-13-01)"),
        ("[x](../x.pdf)", "outside-folder", "[x](../x.pdf)"),
        ("![x](https://x.org/y.png)", "remote-picture", "![x](https://x.org/y.png)"),
        ("[](https://x.org)", "empty-link", "[](https://x.org)"),
        ("[a [@b]](https://x.org)", "nested-link", "[a [@b]](https://x.org)"),
        ("![a [b](#us)](c.png)", "nested-link", "![a [b](#us)](c.png)"),
        ('[a](#us "title")', "lost-title", '[a](#us "title")'),
        ("[@sana; @rus-mod]", "two-sources", "[@sana; @rus-mod]"),
        ("[@]", "empty-citation", "[@]"),
        ("Text\n- b\n- c", "list-under-paragraph", "- b"),
        ("> Text\n> 1. b", "list-under-paragraph", "1. b"),
        ("- a\n1. b", "list-under-paragraph", "1. b"),
        ("- a\n  - b", "list-indent", "- b"),
        ("1. a\n   - b", "list-indent", "- b"),
        ("2016. A bad year", "list-number", "2016."),
        ("1. a\n3. b", "list-number", "3."),
        ("1. a\n\nText\n\n2. b", "list-number", "2."),
        ("a\n\n    code", "indented", "code"),
        ("- a\n\n        code", "indented", "code"),
        ("\tcode", "indented", "code"),
        ("\t\u2028\t@", "indented", "\u2028\t@"),
        ("- a\n\n        so\tthey\tsay", "indented", "so\tthey\tsay"),
        ("a\n#Aleppo", "hash-word", "#Aleppo"),
        ("- #1 target", "hash-word", "#1 target"),
        ("a\n\n# b", "late-headline", "# b"),
        ("> # b", "late-headline", "# b"),
        ("##", "empty-heading", "##"),
        ("## C#", "hash-lost", "#"),
        ("a\n===", "underlined", "==="),
        ("a\n---", "underlined", "---"),
        ("a\n\n```\nb", "open-fence", "```"),
        ("> ```", "fence-place", "```"),
        ("a|b\n-|-\n1|2|3", "long-row", "1|2|3"),
        ("a\x02b", "unprintable", "\x02"),
        ("**)***[***c*", "stars", "**c"),
        ("_>_____é<_<http://*>__", "stars", "___é<_"),
        ("[a]('b(", "bad-address", "[a]"),
    ],
)
def test_mistakes(text: str, code: str, at: str) -> None:
    parsed = parse(text)
    (complaint,) = parsed.complaints
    assert complaint.code == f"text/{code}"
    assert text[complaint.start : complaint.end] == at
    assert complaint.message.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "in\n2016. The war",
        "- a\nlazy\n- b",
        "- a\n\n- b\n\n    more\n\n- c",
        "1. a\n\n    text\n\n2. b",
        "1. a\n1. b\n1. c",
        "1. a\n    1. b\n    2. c\n2. d",
        "- a\n\t- b",
        "1. a\n\n- b\n\n1. c",
        "## h\n1. a\n2. b",
        "Text\n> quoted\n\n***\n\n- a",
        "a | b\n---|---\n1 | 2",
        "```\n# a\n- b\n1. c\n\n    d\n===\n```",
        "5 * 3 * 2 - 1\n(- 4)",
        "**a *b* c_d** *e*",
    ],
)
def test_no_mistake(text: str) -> None:
    assert parse(text).complaints == ()


def test_all_mistakes_at_once() -> None:
    text = "a\n- b\n\n#c [x](y)\n\n2016. d\n\n[@]"
    assert codes(parse(text)) == [
        "list-under-paragraph",
        "hash-word",
        "bad-address",
        "list-number",
        "empty-citation",
    ]


@pytest.mark.parametrize(
    ("text", "mended"),
    [("2016. A bad year", r"2016\. A bad year"), ("#Aleppo falls", r"\#Aleppo falls")],
)
def test_fixes_mend(text: str, mended: str) -> None:
    (complaint,) = parse(text).complaints
    assert complaint.fix is not None
    assert text[: complaint.start] + complaint.fix + text[complaint.end :] == mended
    assert parse(mended).complaints == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 50_001, "too-long"),
        ("*" * 201, "long-run"),
        ("> " * 51 + "a", "too-deep"),
        ("- " * 51 + "a", "too-deep"),
        ("\t" * 51 + "- a", "too-deep"),
        ("\t" * 51, "too-deep"),
        ("[" + "a [" * 50, "too-deep"),
        ("![" * 51, "too-deep"),
        ("(" + " (" * 50, "too-deep"),
        ("a|" * 101, "too-many"),
        ("a|b\n-|-\n" + "c\n" * 5_000, "too-many"),
        ("a|b\n-|-\n\n" * 201, "too-many"),
        ("``a`" * 700, "too-many"),
        ("[a](b) " * 2_001, "too-many"),
        ("## a\n" * 201, "too-many"),
        ("- ## a\n" * 201, "too-many"),
        ("a\n\n---\n\n" * 201, "too-many"),
    ],
)
def test_refused_by_counting(text: str, code: str) -> None:
    parsed = parse(text)
    assert code in codes(parsed)
    assert all(0 <= c.start <= c.end <= len(text) for c in parsed.complaints)
    assert parsed.fragments == ()


@pytest.mark.parametrize("level", ["> ", "- ", "1. "])
def test_the_deepest_nesting_is_read(level: str) -> None:
    parsed = parse(level * 50 + "deep")
    assert plain(parsed.fragments) == "deep"


def test_a_long_plain_text_is_read() -> None:
    parsed = parse("Assad said so [@sana]. " * 2_000, NAMES)
    assert parsed.complaints == ()
    assert parsed.words == 6_000
    assert len(parsed.uses) == 2_000


def test_names_are_linked_once() -> None:
    parsed = parse("Assad's men. Bashar al-Assad\n\n> Hama, Hamas\n> — Hama", NAMES)
    assert shown(parsed.fragments).count("{entity") == 2
    assert shown(parsed.fragments).startswith("<p>{entity bashar-al-assad: Assad}'s men.")
    assert "<p>{entity hama: Hama}, Hamas</p>" in shown(parsed.fragments)
    assert parsed.named == {"bashar-al-assad", "hama"}


@pytest.mark.parametrize(
    "text",
    ["`Hama`", "## Hama", "[Hama](https://x.org)", "[@Hama]", "```\nHama\n```", "![Hama](a.png)"],
)
def test_names_are_never_linked_in(text: str) -> None:
    assert parse(text, NAMES).mentions == ()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("NSA", "NSA"),
        (
            "New Syrian Army. NSA",
            "{entity new-syrian-army: New Syrian Army}. {entity new-syrian-army: NSA}",
        ),
        ("*Bashar* al-Assad", "<em>Bashar</em> al-{entity bashar-al-assad: Assad}"),
        ("**Hama**s and Ham*a*", "<strong>Hama</strong>s and Ham<em>a</em>"),
        ("*Bashar al-Assad*", "<em>{entity bashar-al-assad: Bashar al-Assad}</em>"),
        ("Johnson & Johnson & co", "{entity johnson: Johnson &amp; Johnson} &amp; co"),
        ("[the town](entity:al-tanf) Al Tanf", "{entity al-tanf: the town} Al Tanf"),
        ("Al Tanf [the town](entity:AL TANF)", None),
    ],
)
def test_names_in_markup(text: str, html: str | None) -> None:
    html = html or "{entity al-tanf: Al Tanf} {entity AL TANF: the town}"
    assert shown(parse(text, NAMES).fragments) == f"<p>{html}</p>"


def test_names_across_the_texts_of_an_entry() -> None:
    first = parse("The New Syrian Army.", NAMES)
    second = parse("The NSA and Hama.", NAMES, named=first.named)
    assert shown(second.fragments) == (
        "<p>The {entity new-syrian-army: NSA} and {entity hama: Hama}.</p>"
    )
    assert [m.entity for m in second.mentions] == ["new-syrian-army", "hama"]
    assert second.named == {"new-syrian-army", "hama"}


@pytest.mark.parametrize("skip", [frozenset({"hama"}), frozenset({"HAMA"}), None])
def test_names_not_linked(skip: frozenset[str] | None) -> None:
    parsed = parse("Hama.", NAMES, skip=skip)
    assert (shown(parsed.fragments), parsed.mentions) == ("<p>Hama.</p>", ())


def test_mentions_carry_their_sentence() -> None:
    text = "Gen. A. Smith went. He met\nAssad [@sana] [@rus-mod, p. 3]. So.\n\n- Hama & *more*"
    assert [(m.entity, m.sentence) for m in parse(text, NAMES).mentions] == [
        ("bashar-al-assad", "He met Assad."),
        ("hama", "Hama & more"),
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("One [@a]. Two.", "One."),
        ("## H\n\n> Quoted.\n\nMr. X of the U.S. Army paid 3.5 million. Then", None),
        ("> Quoted. More.", "Quoted."),
        ("- Point. More.", "Point."),
        ("![a](b.png)", ""),
    ],
)
def test_lead(text: str, lead: str | None) -> None:
    lead = "Mr. X of the U.S. Army paid 3.5 million." if lead is None else lead
    assert parse(text).lead == lead


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A b. C d! E f?", ["A b.", "C d!", "E f?"]),
        ("“Stop!” he said. “Go.” She went.", ["“Stop!” he said.", "“Go.”", "She went."]),
        ("Lt. Col. J. R. Doe, No. 5, e.g. this… and that.", None),
        ("قال: نعم. ثم ذهب؟ لا.", ["قال: نعم.", "ثم ذهب؟", "لا."]),
        ("他来了。她走了。", ["他来了。", "她走了。"]),
        ("a\n\nb", ["a", "b"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str] | None) -> None:
    assert list(sentences(text)) == ([text] if parts is None else parts)


def test_shorten() -> None:
    assert shorten("short") == "short"
    cut = shorten("word " * 30)
    assert cut.endswith("word…") and 80 < len(cut) <= 90
    assert len(shorten("x" * 200)) == 90


def test_words() -> None:
    assert parse("Three words here, — *bold* & 4.5 [@sana].").words == 5
    assert parse("قال الرئيس").words == 2
    assert parse("他来了。").words == 2


def test_plain() -> None:
    text = "## H\n\nA *b* [@sana], [c](#us) &lt;\n\n- d\n\n![e](f.png)"
    assert plain(parse(text).fragments) == "H\n\nA b, c &lt;\n\nd"


def test_digest_is_of_the_fragments() -> None:
    assert parse("a").digest == parse(" a\n").digest != parse("b").digest


MARKUP = """
    [ ![ ]( ] ( ) [a]( [@ [a](https://a.b " ' < * ** *** _ __ ` `` \\ & &amp; > # | - @ ; , ! =
    <https://a.b> ref:1 wzxhzdk:0 <script> </p> <!-- --> — -- date:2016-06-11) #a) a.png) { ~~~
"""
PIECES = [*MARKUP.split(), " ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n## ", "\n    ", "  \n"]
PIECES += ["](date:2016-06-11)", "](https://a.b)", "](#x)", "](a.png)", "[", "!["]
PIECES += ["*", "_", "__", "***", "_____", "]", "\\*", "\\`", "``", "snake_case", "Hama", "1. "]
PIECES += ["م", "ה", "e\u0301", "\U0001f54a\ufe0f", "\u200f", "\u00a0", "\r", "+", ":", ".", '"']
PIECES += ["\t", "\n|", "\na|b\n-|-\n", "\n```\n", "\x02", "\u2028", *"ЖДФЩ" * 4]
FEW = st.lists(st.sampled_from(PIECES), min_size=2, max_size=9, unique=True)
ALIKE = FEW.flatmap(lambda few: st.lists(st.sampled_from([*few, *"ЖДФЩ"]), max_size=30))
TEXTS = (st.lists(st.sampled_from(PIECES), max_size=30) | ALIKE).map("".join)
"""Any pieces, or a few that come again and again: long runs of stars, brackets in brackets."""


def collected(fragments: Fragments) -> str:
    """All that is in the fragments, but what a heading's slug repeats."""
    parts = []
    for fragment in fragments:
        if isinstance(fragment, str):
            parts.append(fragment)
        elif fragment.kind == "heading":
            parts.append(collected(fragment.body))
        else:
            parts.append(fragment.target + fragment.detail + collected(fragment.body))
    return "".join(parts)


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_nothing_is_lost_or_there_is_a_complaint(text: str) -> None:
    parsed = parse(text, NAMES)
    assert all(0 <= c.start <= c.end <= len(text) for c in parsed.complaints)
    assert all(text[use.start] in "![" for use in parsed.uses)
    if not parsed.complaints:
        everything = collected(parsed.fragments)
        assert Counter(re.findall("[ЖДФЩ]", everything)) == Counter(re.findall("[ЖДФЩ]", text))
        assert not re.search("[\x02\x03\x0e\x0f\x11]", everything)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_fragments_are_well_formed_and_repeatable(text: str) -> None:
    parsed = parse(text, NAMES)
    open_tags: list[str] = []
    for end, tag in TAG.findall(tags(parsed.fragments)):
        if end:
            assert open_tags.pop() == tag
        elif tag not in ("br", "hr", "img"):
            open_tags.append(tag)
    assert open_tags == []
    assert parse(text, NAMES) == parsed


TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:[^>"]|"[^"]*")*>""")


def tags(fragments: Fragments) -> str:
    """The HTML of the fragments, references left out but for their words."""
    return "".join(f if isinstance(f, str) else tags(f.body) for f in fragments)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    parsed = parse(text)
    assert parsed.complaints or plain(parsed.fragments) is not None
