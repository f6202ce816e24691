"""A briefing in the shapes in which it leaves the site: the Markdown twin, the mail, and what
`export` makes.

In: a briefing. Out: pages whose templates print the plain edition. None of them shows the ways on
to other briefings: nothing of it changes when a day is added.
"""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec.structs import replace

from dateline.model import language
from dateline.model.linked import Edition
from dateline.model.pages import BriefingView, Page
from dateline.model.rows import BRIEFINGS
from dateline.model.views import Candidate, EntryView, Link, Picture, Target
from dateline.plan.entry import alone
from dateline.plan.scope import Scope
from dateline.plan.shell import page

COLUMN = 960
"""As wide as pictures need be that leave the site, in pixels: a column of 480, on fine screens."""


def shape_pages(edition: Edition, view: BriefingView, scope: Scope) -> Iterator[Page]:
    """The shapes that stand beside a briefing on the site; `view` is the briefing in full."""
    outputs = scope.settings.outputs
    view = leaving(view, edition, scope)
    if outputs.markdown:
        yield twin(edition, view, scope)
    if outputs.email and scope.settings.site_url:
        yield mail(edition, view, scope)
        yield mail_text(edition, view, scope)


def leaving(view: BriefingView, edition: Edition, scope: Scope) -> BriefingView:
    """A briefing without the ways on, and with pictures of one modest size."""
    entries = (alone(item, scope) for item in edition.items)
    return BriefingView(
        address=view.address,
        title=view.title,
        titled=view.titled,
        date=view.date,
        edition=view.edition,
        as_of=view.as_of,
        by=view.by,
        intro=view.intro,
        points=view.points,
        pictures=modest(view.pictures),
        figures=view.figures,
        corrections=view.corrections,
        entries=tuple(modest_entry(entry) for entry in entries),
        ledger=view.ledger,
        targets=modest_targets(view.targets),
        month=Link(""),
        newer=view.newer,
        held=view.held,
    )


def modest_entry(entry: EntryView) -> EntryView:
    """An entry with smaller pictures."""
    if not (entry.pictures or entry.updates or any(each.picture for each in entry.targets)):
        return entry
    updates = (replace(each, pictures=modest(each.pictures)) for each in entry.updates)
    return replace(
        entry,
        pictures=modest(entry.pictures),
        updates=tuple(updates),
        targets=modest_targets(entry.targets),
    )


def modest_targets(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Answers with smaller pictures."""
    return tuple(
        replace(each, address=small.address, picture=small)
        if each.picture and (small := smaller(each.picture))
        else each
        for each in targets
    )


def modest(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Pictures in the versions that have room in a column."""
    return tuple(smaller(each) for each in pictures)


def smaller(picture: Picture) -> Picture:
    """A picture in its narrowest version that fills a column, and as nothing else."""
    widest = Candidate(picture.address, picture.width)
    wide = (each for each in picture.candidates if each.width >= COLUMN)
    chosen = min((widest, *wide), key=lambda each: each.width)
    height = round(picture.height * chosen.width / picture.width) if picture.width else 0
    return replace(
        picture,
        address=chosen.address,
        width=chosen.width,
        height=height,
        candidates=(),
        webp=(),
        first=False,
    )


def shape(template: str, address: str, edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A shape at an address."""
    source, canonical = edition.briefing.path, view.address
    return page(scope, template, address, view.title, view, canonical=canonical, source=source)


def twin(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing as Markdown."""
    return shape("twin.html", scope.at.markdown(edition.key), edition, view, scope)


def mail(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing as a mail, in HTML."""
    return shape("email.html", scope.at.mail(edition.key), edition, view, scope)


def mail_text(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing as a mail, in text."""
    return shape("email-text.html", scope.at.mail_text(edition.key), edition, view, scope)


def message(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing as a message: headlines, figures, sources. It is no file of the site."""
    return shape("message.html", scope.at.briefing(edition.key), edition, view, scope)


def chapter(edition: Edition, view: BriefingView, scope: Scope) -> Page:
    """A briefing as a chapter of a book. It is no file of the site."""
    return shape("chapter.html", scope.at.briefing(edition.key), edition, view, scope)


EXPORTED: dict[str, tuple[Callable[[Edition, BriefingView, Scope], Page], ...]] = {
    "md": (twin,),
    "eml": (mail, mail_text),
    "txt": (message,),
    "epub": (chapter,),
}
"""Which shapes a format is made of."""


def of_period(first: date, last: date, scope: Scope) -> Iterator[Edition]:
    """The briefings of some days, in order."""
    for year in scope.facts.years(BRIEFINGS):
        if first.year <= year <= last.year:
            for seat in scope.facts.row(BRIEFINGS, year):
                if first <= scope.facts.key(seat).date <= last:
                    yield scope.facts.at(seat)[0]


def file_name(edition: Edition, scope: Scope) -> str:
    """What a briefing's file is called, as its author calls it: `2016-06-19-evening.ar`."""
    key, lang = edition.key, scope.facts.lang
    return f"{key.date}{f'-{key.edition}' if key.edition else ''}{f'.{lang}' if lang else ''}"


def period_title(first: date, last: date, scope: Scope) -> str:
    """What a book of some days is called."""
    days = dict.fromkeys(language.day(day, "long", scope.lang) for day in (first, last))
    return f"{scope.settings.site_name}, {' – '.join(days)}"
