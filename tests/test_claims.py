"""Claims and corrections: the newest on a page of their own, and a page for every year."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import MKDOCS, build_site, tree, write_site

FIRST = date(2015, 12, 12)
CLAIM = "entries: [{{section: US, status: claimed, text: 'Word {number} [@MoD].'}}]\n"
CORRECTION = """\
entries: [{{section: US, text: 'It rained [@MoD].'}}]
corrections:
  - {made}: Mend {number}.
"""
SETTLED = """\
entries:
  - {section: US, status: confirmed, text: 'So it was [@MoD].', resolves: 2015-12-12#us}
  - {section: Russia, status: denied, text: 'It was not [@MoD].', resolves: 2016-01-02#us}
"""
TITLE = re.compile(r'<p class="item-title"><a href="([^"]*)"')


def days(count: int) -> list[date]:
    """Some days in a row; the first twenty are of 2015."""
    return [FIRST + timedelta(number) for number in range(count)]


def files(text: str, count: int, later: int = 0) -> dict[str, str]:
    """A briefing a day, each with a claim or a correction, made so many days later."""
    return {
        f"briefings/{day}.yaml": text.format(number=number, made=day + timedelta(later))
        for number, day in enumerate(days(count))
    }


def pages(site: Path, output: Path) -> dict[str, str]:
    """The pages of a site, built with what is remembered."""
    build_site(site, output, remember=True)
    found = tree(output)
    return {path: data.decode() for path, data in found.items() if path.endswith(".html")}


def listed(page: str) -> list[str]:
    """The days of the entries that a page lists, in its order, as numbers."""
    return [str(re.sub(r"\D", "", where))[-8:] for where in TITLE.findall(page)]


def numbers(found: list[date]) -> list[str]:
    """Days as `listed` has them."""
    return [f"{day:%Y%m%d}" for day in found]


def test_claims_by_year(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", files(CLAIM, 35))
    found = pages(site, tmp_path / "out")
    newest, last, first = (found[f"claims/{path}index.html"] for path in ("", "2016/", "2015/"))
    assert listed(newest) == numbers(days(35)[5:])  # fifteen of this year, and up to thirty
    assert listed(last) == numbers(days(35)[20:])
    assert listed(first) == numbers(days(20))
    assert re.findall(r"(\d{4})</a> <span[^>]*>(\d+ open)", newest) == [
        ("2016", "15 open"),
        ("2015", "20 open"),
    ]
    assert '<a class="prev" rel="prev" href="2015/">2015</a>' in newest
    assert '<a class="prev" rel="prev" href="../2015/">2015</a>' in last
    assert '<a class="next" rel="next" href="../2016/">2016</a>' in first
    assert "<h1>Claims, 2015</h1>" in first


def test_a_long_year_of_claims_is_shown_whole(tmp_path: Path) -> None:
    found = pages(write_site(tmp_path / "site", files(CLAIM, 60)), tmp_path / "out")
    assert listed(found["claims/index.html"]) == numbers(days(60)[20:])


def test_only_the_page_of_the_newest_tells_ages(tmp_path: Path) -> None:
    """Or every new day would write every year again."""
    site = write_site(tmp_path / "site", files(CLAIM, 35))
    before = pages(site, tmp_path / "out")
    assert "open for 14 days" in before["claims/index.html"]
    assert "open for" not in before["claims/2016/index.html"]
    write_site(site, {"briefings/2016-02-03.yaml": "entries: [{section: US, text: 'So [@MoD].'}]"})
    after = pages(site, tmp_path / "out")
    changed = {path for path in before if before[path] != after[path]}
    assert "claims/index.html" in changed
    assert not changed & {"claims/2015/index.html", "claims/2016/index.html"}


def test_a_claim_is_settled_on_the_page_of_its_own_year(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", files(CLAIM, 35))
    before = pages(site, tmp_path / "out")
    write_site(site, {"briefings/2016-02-03.yaml": SETTLED})
    after = pages(site, tmp_path / "out")
    for year, kept in (("2015", days(20)[1:]), ("2016", days(35)[20:21] + days(35)[22:])):
        page = after[f"claims/{year}/index.html"]
        open_, _, settled = page.partition('<h2 class="month">Settled</h2>')
        assert listed(open_) == numbers(kept)
        assert len(listed(settled)) == 1 and before[f"claims/{year}/index.html"] != page
    assert re.findall(r"\d+ open", after["claims/index.html"])[:2] == ["14 open", "19 open"]


def test_no_claim_is_open(tmp_path: Path) -> None:
    texts = files(CLAIM, 1) | {
        "briefings/2016-02-03.yaml": SETTLED.replace("2016-01-02", "2015-12-12")
    }
    found = pages(write_site(tmp_path / "site", texts), tmp_path / "out")
    assert "No claim is open." in found["claims/index.html"]
    assert "Open" not in found["claims/2015/index.html"]


def test_corrections_stand_in_the_year_they_were_made(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", files(CORRECTION, 40, later=10))
    found = pages(site, tmp_path / "out")
    newest, last, first = (
        found[f"corrections/{path}index.html"] for path in ("", "2016/", "2015/")
    )
    assert re.findall(r"Mend (\d+)", newest) == [str(number) for number in range(39, 9, -1)]
    assert re.findall(r"Mend (\d+)", last) == [str(number) for number in range(39, 9, -1)]
    assert re.findall(r"Mend (\d+)", first) == [str(number) for number in range(9, -1, -1)]
    assert '<a class="prev" rel="prev" href="2015/">2015</a>' in newest
    assert '<a href="2016/">2016</a>' in newest and '<a href="2015/">2015</a>' in newest


def test_an_entry_corrected_in_two_years_stands_in_both(tmp_path: Path) -> None:
    text = CORRECTION.format(made="2015-12-13", number=1) + "  - 2016-03-01: Mend 2.\n"
    site = write_site(tmp_path / "site", {"briefings/2015-12-12.yaml": text})
    found = pages(site, tmp_path / "out")
    assert re.findall(r"Mend (\d)", found["corrections/index.html"]) == ["2", "1"]
    assert re.findall(r"Mend (\d)", found["corrections/2015/index.html"]) == ["1"]
    assert re.findall(r"Mend (\d)", found["corrections/2016/index.html"]) == ["2"]


@pytest.mark.parametrize(
    ("zone", "made", "year"),
    [("Asia/Tokyo", "2016-01-01", 2016), ("America/New_York", "2015-12-31 23:30", 2015)],
)
def test_the_year_of_a_correction_is_that_of_the_sites_clock(
    zone: str, made: str, year: int, tmp_path: Path
) -> None:
    """By that of Greenwich it is still the year before, or the year after already."""
    own = MKDOCS.replace("[dateline]", f"[dateline: {{timezone: {zone}}}]")
    text = CORRECTION.format(made=made, number=1)
    site = write_site(tmp_path, {"mkdocs.yml": own, "briefings/2015-12-30.yaml": text})
    found = pages(site, tmp_path / "out")
    assert "Mend 1." in found[f"corrections/{year}/index.html"]
    assert len([path for path in found if path.startswith("corrections/2")]) == 1


def test_a_new_correction_leaves_the_pages_of_other_years_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", files(CORRECTION, 20))
    before = pages(site, tmp_path / "out")
    text = CORRECTION.format(made="2016-05-01", number=77)
    write_site(site, {"briefings/2016-04-30.yaml": text})
    after = pages(site, tmp_path / "out")
    assert "Mend 77." in after["corrections/index.html"]
    # Only the way to the year after is new there.
    older = after["corrections/2015/index.html"].replace("\n", "")
    assert "Mend 77." not in older
    assert "../2016/" in older and "../2016/" not in before["corrections/2015/index.html"]
    write_site(site, {"briefings/2016-04-29.yaml": text.replace("77", "78")})
    again = pages(site, tmp_path / "out")
    assert again["corrections/2015/index.html"] == after["corrections/2015/index.html"]
    assert again["corrections/2016/index.html"] != after["corrections/2016/index.html"]
