"""What is not published yet says so, wherever `--drafts` shows it."""

import re
from pathlib import Path

import pytest

from conftest import NOW, build_site, only, tree, write_site
from dateline.plan import bundle_of

DAY = 86400
SITE = {
    "mkdocs.yml": f"""\
site_name: Test Daily
docs_dir: briefings
theme: dateline
plugins: {only(timezone="Asia/Damascus")}
""",
    "briefings/threads.yaml": "crane: The crane\n",
    "briefings/2016-06-17.yaml": """\
entries:
  - section: Berths
    thread: crane
    status: claimed
    text: "# It stands still\\n\\nIts cable is gone."
""",
    "briefings/2016-06-18.yaml": """\
entries:
  - section: Berths
    thread: crane
    text: "# The cable arrives\\n\\nBy ship."
  - section: Weather
    text: "# Rain\\n\\nOn all the coast."
""",
    "briefings/2016-06-19.yaml": """\
entries:
  - section: Berths
    thread: crane
    resolves: {2016-06-17#berths: confirmed}
    corrections: [2016-06-20: Not at noon.]
    text: "# It works\\n\\nSince noon. See [the rain](see:2016-06-18#weather)."
  - section: Weather
    text: "# Sun\\n\\nAll day."
""",
}
DRAFT, UNTIL = "draft: true", "embargo: 2016-06-24 18:00"
MARKED = r'<span class="status held">'
LAST = "briefings/2016-06-19.yaml"


def of_briefing(path: str, *facts: str) -> dict[str, str]:
    """The site with a briefing that is held back."""
    return {**SITE, path: "\n".join((*facts, SITE[path]))}


def of_entry(path: str, section: str, *facts: str) -> dict[str, str]:
    """The site with an entry that is held back."""
    begin = f"- section: {section}\n"
    said = "".join(f"    {fact}\n" for fact in facts)
    return {**SITE, path: SITE[path].replace(begin, begin + said)}


class Shown:
    """A site as `--drafts` shows it."""

    def __init__(self, folder: Path, files: dict[str, str], **changes: object) -> None:
        write_site(folder / "site", files)
        build_site(folder / "site", folder / "out", **{"drafts": True, **changes})
        built = tree(folder / "out").items()
        self.pages = {
            path: data.decode()
            for path, data in built
            if not bundle_of(path) and not path.endswith(".sqlite")
        }

    def html(self, address: str) -> str:
        """A page's HTML, by its address."""
        return self.pages[f"{address}index.html"]

    def text(self, address: str) -> str:
        """What a page says in <main>, marks in brackets; one space between words."""
        main = re.search(r"<main\b.*</main>", self.html(address), re.DOTALL)
        assert main
        marked = re.sub(MARKED + r"(.*?)</span>", r"[\1]", main[0], flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", " ", marked).split())

    def title(self, address: str) -> str:
        """What stands in <title>."""
        return re.findall(r"<title>(.*?)</title>", self.html(address))[0]

    def marked(self) -> set[str]:
        """The pages on which something is marked."""
        return {path for path, page in self.pages.items() if re.search(MARKED, page)}


WORDS = {
    (DRAFT,): ("[Draft]", "Draft"),
    (UNTIL,): ("[Under embargo until June 24, 2016, 18:00 GMT+03:00 ]", "Under embargo"),
    (DRAFT, UNTIL): ("[Draft · Under embargo until June 24, 2016, 18:00 GMT+03:00 ]", "Draft"),
}


@pytest.mark.parametrize("facts", WORDS, ids=" and ".join)
def test_a_briefing_says_what_holds_it_back(facts: tuple[str, ...], tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_briefing(LAST, *facts))
    whole, short = WORDS[facts]
    for address in ("", "2016/06/19/", "2016/06/19/berths/", "2016/06/19/weather/"):
        assert f"{whole} The briefing is not published yet." in shown.text(address), address
        assert shown.title(address).startswith(f"{short}: "), address
    head = re.findall(r'<div class="sheet-head".*', shown.html("2016/06/19/"))
    assert head[0].endswith(f'· <span class="status held">{short}</span></span></div>')


@pytest.mark.parametrize("facts", WORDS, ids=" and ".join)
def test_an_entry_says_what_holds_it_back(facts: tuple[str, ...], tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_entry(LAST, "Weather", *facts))
    whole, short = WORDS[facts]
    for address in ("", "2016/06/19/", "2016/06/19/weather/"):
        assert f"Weather {whole} Sun" in shown.text(address), address
        assert "not published" not in shown.text(address), address
    assert shown.title("2016/06/19/weather/") == f"{short}: Sun · Test Daily"
    assert f"[{short}] Weather Sun" in shown.text("2016/06/19/")  # among the key points
    assert "Draft" not in shown.title("2016/06/19/")
    assert f"[{short}]" not in shown.text("2016/06/19/berths/")


def test_the_hour_of_an_embargo_is_for_machines_too(tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_briefing(LAST, "embargo: 2016-06-24 15:00Z"))
    assert '<time datetime="2016-06-24T18:00:00+03:00">' in shown.html("2016/06/19/")


def test_an_entry_may_be_held_longer_than_its_briefing(tmp_path: Path) -> None:
    files = of_entry(LAST, "Weather", "embargo: 2016-06-25 06:00")
    shown = Shown(tmp_path, {**files, LAST: f"{UNTIL}\n{files[LAST]}"})
    page = shown.text("2016/06/19/weather/")
    assert "June 24, 2016, 18:00" in page and "June 25, 2016, 06:00" in page


def test_lists_mark_the_entries_of_a_briefing_that_is_held(tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_briefing(LAST, DRAFT))
    assert "Berths [Draft] It works" in shown.text("threads/crane/")
    assert "[Draft] Sun" in shown.text("sections/weather/")
    assert "Sunday, June 19, 2016 [Draft] Berths It works" in shown.text("2016/06/")
    assert "confirmed June 19, 2016 [Draft] It works" in shown.text("claims/")
    assert "Berths [Draft] It works" in shown.text("corrections/")
    before = shown.text("2016/06/18/")
    assert "What happened next · [Draft] June 19 : It works" in before
    assert "Mentioned later in · [Draft] June 19 : It works" in before
    assert "After Sunday, June 19, 2016 [Draft]" in before
    claim = shown.text("2016/06/17/berths/")
    assert "Later: ✓ confirmed [Draft] June 19 : It works" in claim


def test_lists_mark_a_held_entry(tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_entry("briefings/2016-06-18.yaml", "Berths", UNTIL))
    assert "[Under embargo] The cable arrives" in shown.text("sections/berths/")
    assert "Berths [Under embargo] The cable arrives Weather Rain" in shown.text("2016/06/")
    page = shown.text("2016/06/19/")
    assert "Previously · [Under embargo] June 18 : The cable arrives" in page
    assert "after [Under embargo] The cable arrives" in page
    assert "[Under embargo] Sunday" not in page


def test_a_briefing_and_its_named_editions_are_marked_apart(tmp_path: Path) -> None:
    morning, night = (f"as_of: {hour}:00\n{SITE[LAST]}" for hour in ("10", "22"))
    files = {path: text for path, text in SITE.items() if path != LAST}
    files |= {"briefings/2016-06-19-morning.yaml": morning.replace("confirmed", "disputed")}
    files |= {"briefings/2016-06-19-night.yaml": f"{DRAFT}\n{night}"}
    shown = Shown(tmp_path, files)
    assert "night [Draft] Berths It works" in shown.text("2016/06/19/")
    assert "morning Berths It works" in shown.text("2016/06/19/")
    assert "Also on this day night [Draft]" in shown.text("2016/06/19/morning/")


def test_a_translation_is_marked_as_its_original(tmp_path: Path) -> None:
    german = 'entries:\n  - {section: Weather, text: "# Sonne\\n\\nKeine Wolke."}\n'
    files = {**of_entry(LAST, "Weather", DRAFT), "briefings/2016-06-19.de.yaml": german}
    assert "[Entwurf] Sonne" in Shown(tmp_path, files).text("de/2016/06/19/weather/")


def test_titles_stay_text(tmp_path: Path) -> None:
    shown = Shown(tmp_path, of_briefing(LAST, DRAFT, 'title: "A <b> & c"'))
    assert shown.title("2016/06/19/") == "Draft: A &lt;b&gt; &amp; c"
    assert "[Draft] The briefing is" in shown.text("2016/06/19/")


def test_where_nothing_is_held_nothing_changes(tmp_path: Path) -> None:
    """Nor is an embargo told of that has passed."""
    files = of_briefing(LAST, "draft: false", "embargo: 2016-06-22 23:59")
    shown = Shown(tmp_path / "drafts", files)
    assert shown.marked() == set()
    assert shown.pages == Shown(tmp_path / "published", files, drafts=False).pages


def test_what_is_published_is_never_marked(tmp_path: Path) -> None:
    files = of_entry(LAST, "Weather", DRAFT) | of_briefing("briefings/2016-06-18.yaml", UNTIL)
    files[LAST] = files[LAST].replace("[the rain](see:2016-06-18#weather)", "rain")
    shown = Shown(tmp_path, files, drafts=False)
    assert "2016/06/19/index.html" in shown.pages
    assert not [page for page in shown.pages.values() if "held" in page.partition("<main")[2]]
    assert shown.marked() == set()


def test_the_clock_alone_ends_the_mark_of_an_embargo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = of_entry("briefings/2016-06-18.yaml", "Berths", UNTIL)
    assert Shown(tmp_path, files, remember=True).marked()
    for days, marked in ((1, True), (2, False), (0, True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + days * DAY))
        shown = Shown(tmp_path, files, remember=True)
        assert bool(shown.marked()) is marked, days
        assert shown.pages == Shown(tmp_path / f"{days}", files).pages


@pytest.mark.parametrize("path", ["briefings/2016-06-18.yaml", LAST])
def test_what_is_let_out_loses_its_mark_everywhere(path: str, tmp_path: Path) -> None:
    states = (
        of_briefing(path, DRAFT),
        of_briefing(path, UNTIL),
        SITE,
        of_entry(path, "Berths", DRAFT),
        of_entry(path, "Berths", "embargo: 2016-06-30 06:00"),
        SITE,
    )
    for at, files in enumerate(states):
        shown = Shown(tmp_path, files, remember=True)
        assert shown.pages == Shown(tmp_path / f"{at}", files).pages, at
        assert bool(shown.marked()) is (files is not SITE), at
