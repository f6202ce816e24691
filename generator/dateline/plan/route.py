"""From an output path to the group that has it, so that a page can be planned without all others.

What `groups` makes of all there is, this finds for one path. A group has all that is in its folder,
so what a path ends in does not matter.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from dateline.model.linked import Record
from dateline.model.paths import is_part
from dateline.model.rows import BRIEFINGS, CORRECTIONS, SETTLEMENTS
from dateline.model.views import StreamKind
from dateline.plan.addresses import FOLDERS, feed_number
from dateline.plan.archive import month_page, year_page
from dateline.plan.claims import claims_page, claims_year_page
from dateline.plan.collecting import part_name
from dateline.plan.corrections import corrected_years, corrections_page, corrections_year_page
from dateline.plan.feeds.files import archive_pages, correction_pages, feed_pages
from dateline.plan.feeds.links import has_feeds
from dateline.plan.figures.series import index_page as series_index
from dateline.plan.figures.series import row as series_row
from dateline.plan.figures.series import series_pages, series_year_page
from dateline.plan.groups import (
    Group,
    Planner,
    day_pages,
    home,
    part_group,
    site_data,
    stream,
    stream_year,
)
from dateline.plan.scope import REGISTERS, Scope
from dateline.plan.search import bundle_page, search_page
from dateline.plan.streams import index_page, kinds, records_of

KINDS: dict[str, StreamKind] = {folder: kind for kind, folder in FOLDERS.items()}


def group_at(path: str, scopes: Sequence[Scope]) -> Group | None:
    """The group that has an output path, if any has it; Markdown pages apart."""
    if is_part(path):
        return of_part(path, scopes)
    for scope in sorted(scopes, key=lambda each: each.at.home, reverse=True):
        below = scope.at.home[1:]
        if path.startswith(below):
            *folders, _ = path.removeprefix(below).split("/")
            number = feed_number(path)
            found = planners(folders, scope) if number is None else of_feeds(folders, number, scope)
            for name, planner, about in found:
                return Group(f"{scope.lang} {name}", planner, about, scope)
            return None
    return None


def of_part(path: str, scopes: Sequence[Scope]) -> Group | None:
    """The group that has a part of a collected file."""
    name = part_name(path)
    lang, _, year = name.rpartition("-")
    for scope in scopes:
        if scope.lang == name:
            return part_group(None, scope)
        if scope.lang == lang and year in texts(scope.facts.years(BRIEFINGS)):
            return part_group(int(year), scope)
    return None


def planners(folders: Sequence[str], scope: Scope) -> Iterator[Planner]:
    """The same within one language; none or one."""
    facts = scope.facts
    match folders:
        case []:
            yield "home", home, ()
        case ["claims"]:
            yield "claims", claims_page, ()
        case ["claims", year] if year in texts(facts.claim_years()):
            yield f"claims {int(year)}", claims_year_page, (int(year),)
        case ["corrections"]:
            yield "corrections", corrections_page, ()
        case ["corrections", year] if year in texts(corrected_years(scope)):
            yield f"corrections {int(year)}", corrections_year_page, (int(year),)
        case ["figures"] if facts.rows("series"):
            yield "figures", series_index, ()
        case ["figures", id_] if facts.first(series_row(id_)):
            yield f"series {id_}", series_pages, (id_,)
        case ["figures", id_, year] if year in texts(facts.years(series_row(id_))):
            yield f"series {id_} {int(year)}", series_year_page, (id_, int(year))
        case ["data"] if scope.settings.outputs.data and not facts.lang:
            yield "data", site_data, ()
        case ["search", *rest] if scope.settings.outputs.search:
            yield from of_search(rest, scope)
        case [folder, *rest] if folder in KINDS:
            yield from of_streams(KINDS[folder], rest, scope)
        case _:
            yield from in_time(folders, scope)


def of_feeds(folders: Sequence[str], number: int, scope: Scope) -> Iterator[Planner]:
    """The feeds in the folder of a page, or one of their archives."""
    for row in rows_at(folders, scope) if has_feeds(scope.settings) else ():
        if not scope.facts.first(row):
            continue
        if row == CORRECTIONS:
            yield "feeds corrections", correction_pages, ()
        elif not number:
            yield f"feeds {row}", feed_pages, (row,)
        elif number <= scope.facts.chunks(row):
            yield f"feeds {row} {number}", archive_pages, (row, number)


def rows_at(folders: Sequence[str], scope: Scope) -> Iterator[str]:
    """What the page in a folder lists, if it can be followed; none or one."""
    match folders:
        case []:
            yield BRIEFINGS
        case ["claims"]:
            yield SETTLEMENTS
        case ["corrections"]:
            yield CORRECTIONS
        case [folder, id_] if folder in KINDS:
            yield from (scope.row(record) for record in records(KINDS[folder], id_, scope))


def in_time(folders: Sequence[str], scope: Scope) -> Iterator[Planner]:
    """A year, a month, or a day with all that is below it."""
    try:
        first = date.fromisoformat("-".join([*folders, "01", "01"][:3]))
    except ValueError:
        return
    if len(folders) == 1 and first.year in scope.facts.years(BRIEFINGS):
        yield f"year {first.year}", year_page, (first.year,)
    if len(folders) == 2 and scope.facts.first(f"months/{first:%Y-%m}"):
        yield f"month {first:%Y-%m}", month_page, (first,)
    if len(folders) > 2 and scope.has_day(first):
        yield f"day {first}", day_pages, (first,)


def of_search(rest: Sequence[str], scope: Scope) -> Iterator[Planner]:
    """The page to search on, or what is searched of a year."""
    if not rest:
        yield "search", search_page, ()
    elif rest[0] in texts(scope.facts.years(BRIEFINGS)):
        yield f"search {int(rest[0])}", bundle_page, (int(rest[0]),)


def of_streams(kind: StreamKind, rest: Sequence[str], scope: Scope) -> Iterator[Planner]:
    """The index of a kind of streams, one of them, or a year of it."""
    if not rest and kind in kinds(scope):
        yield f"index {kind}", index_page, (kind,)
    for record in records(kind, rest[0], scope) if rest else ():
        register, years = REGISTERS[type(record)], scope.facts.years(scope.row(record))
        if len(rest) == 1:
            yield f"stream {register}/{record.id}", stream, (register, record.id)
        elif len(rest) == 2 and rest[1] in texts(years):
            year = int(rest[1])
            yield f"stream {register}/{record.id} {year}", stream_year, (register, record.id, year)


def records(kind: StreamKind, id_: str, scope: Scope) -> Iterator[Record]:
    """What has an id, or had it before it moved."""
    for record in records_of(kind, scope):
        if id_ == record.id or id_ in record.moved:
            yield record


def texts(years: Sequence[int]) -> set[str]:
    """Years as they stand in addresses."""
    return {f"{year:04d}" for year in years}
