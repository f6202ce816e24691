"""render: the code that it makes of templates prints what Jinja's own does, and says the same of
what is wrong; all that it needs can be sent to another process."""

import pickle
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import TemplateError
from msgspec.structs import replace

from conftest import PROJECT, TESTS, settings_for, write_site
from dateline.assets import Easel
from dateline.model.pages import Page, Site
from dateline.model.prose import Fragments
from dateline.model.settings import Settings
from dateline.plugin import load
from dateline.render import Press, Renderer, Texts, card_fonts
from dateline.render.printing import Printing
from dateline.session import memory_of, prepare
from dateline.session.pressing import press_of

SITES = [PROJECT, *sorted(path.parent for path in (TESTS / "sites").glob("*/golden.txt"))]
SITE = {
    "briefings/2016-05-02.yaml": "entries:\n  - {section: Ports & quays, text: Berth <4>.}\n",
}
OWN = {
    "what is called, looked up and filtered": (
        "{% set them = {'a': '<b>', 'if': 'i', 'items': 1} %}{{ them.a }}{{ them.if }}"
        "{{ them['a'] }}{{ page.view.rows | map(attribute='total') | join('&') }}"
        "{{ page.title.upper() }}{{ range(3) | list }}{{ ['x', '<'] | join('>') }}"
    ),
    "what may be missing": (
        "{{ page.view.nothing | default('none') }}{{ page.view.nothing is defined }}"
        "{{ page.view.nothing is undefined }}{{ nobody | default('no', true) }}"
        "{{ page.title is defined }}{{ (page.view.nothing | default(page)).title }}"
    ),
    "tests that are asked of what is missing": "{{ page.view.nothing is none }}",
    "macros by position, by name, by default and with more than they name": (
        "{% macro plain(a, b='<2>', c=3) %}{{ a }}{{ b }}{{ c }};{% endmacro %}"
        "{% macro more(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro round(a) %}[{{ a }}{{ caller() }}]{% endmacro %}"
        "{{ plain(1) }}{{ plain(1, c=5) }}{{ plain('&', 2, 3) }}{{ plain(b=1, a=2) }}"
        "{{ plain(*[1, 2]) }}{{ plain(**{'a': 1}) }}{{ more(1, 2, x='<') }}"
        "{% call round('&') %}<i>{{ page.title }}</i>{% endcall %}{{ plain('&') | upper }}"
    ),
    "words": (
        "{{ _('Sources') }}{{ _('Sources') | upper }}{{ gettext('Threads & more') }}"
        "{{ _('100%% of %(what)s', what='<it>') }}{{ pgettext('status', 'claimed') }}"
        "{{ ngettext('%(num)s story', '%(num)s stories', 2) }}{{ _('Sources') ~ '<' }}"
        "{% set words = _ %}{{ words('Sources') }}"
        "{% trans n=2 %}one{% pluralize %}{{ n }} <i>many</i>{% endtrans %}"
    ),
    "a name of ours for something else": (
        "{% set pgettext = page.title.replace %}{{ pgettext('S', '<T>') }}{{ _('Sources') }}"
        "{% macro _(text) %}<{{ text }}>{% endmacro %}{{ _('Sources') }}"
    ),
    "escaping switched off": (
        "{% macro plain(a) %}<{{ a }}>{% endmacro %}{% autoescape false %}"
        "{{ '<&>' }}{{ plain('&') | e }}{{ _('Sources') | e }}{{ plain('&') }}{% endautoescape %}"
        "{{ '<&>' }}{{ plain('&') | e }}{{ '<b>' | safe }}{{ ('<' | safe) ~ '>' }}"
    ),
    "blocks, loops and imports": (
        "{% extends 'base.html' %}{% from 'partials/_words.html' import stories as told %}"
        "{% import 'partials/_link.html' as ways with context %}"
        "{% block main %}{{ super() }}{% for each in [3, 1] recursive %}{{ loop.index }}"
        "{{ told(each) }}{{ loop([]) }}{% endfor %}{{ ways.link(page.crumbs[0]) }}"
        "{{ self.title() }}{% endblock %}"
    ),
}
WRONG = {
    "an unknown name": "{{ nobody }}",
    "a field that is not there": "{{ page.view.nothing }}",
    "a field of it": "{{ page.view.nothing.more }}",
    "whether there is a field of it": "{{ page.view.nothing.more is defined }}",
    "a field of an unknown name": "{{ nobody.there }}",
    "a question about it": "{% if page.view.nothing %}{% endif %}",
    "a macro that is not there": "{% from 'partials/_words.html' import none %}{{ none(1) }}",
    "an argument too many": "{% macro one(a) %}{% endmacro %}{{ one(1, 2) }}",
    "an argument that nobody asked for": "{% macro one(a) %}{% endmacro %}{{ one(b=2) }}",
    "an argument that is wanting": "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}",
    "words without their value": "{{ _('%(what)s') }}",
    "what cannot be called": "{{ page.title() }}",
    "a filter that is not there": "{{ page.title | nothing }}",
    "what cannot be added": "{{ page.title + 1 }}",
}


class Needed(NamedTuple):
    """What a press needs to print a site, and the pages of it."""

    sites: Mapping[str, Site]
    texts: Texts
    settings: Settings
    pages: tuple[Page, ...]

    @property
    def press(self) -> Press:
        """A press of its own."""
        return press_of(self.sites, self.texts, self.settings)


@cache
def needed(site: Path) -> Needed:
    """A site, planned."""
    settings = settings_for(site, site / "out")
    with memory_of(settings, remember=False) as memory:
        found = prepare(settings, memory, load(site / "mkdocs.yml").documents)
        asked = Asked(found.texts)
        pages = tuple(found.plan.pages)
        printing = press_of(found.plan.sites, asked, found.settings)
        for page in pages:
            printing.render(page)
        return Needed(found.plan.sites, dict(asked), found.settings, pages)


class Asked(dict[str, Mapping[str, Fragments]]):
    """Those texts that were asked for."""

    def __init__(self, every: Texts) -> None:
        super().__init__()
        self.every = every

    def __missing__(self, path: str) -> Mapping[str, Fragments]:
        self[path] = found = dict(self.every[path])
        return found


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_all_pages_are_printed_in_the_quick_way(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = needed(site)
    quick, careful = found.press, careful_press(found.press)
    monkeypatch.setattr(Printing, "careful", property(lambda _: pytest.fail("not quick")))
    for page in found.pages:
        assert quick.render(page) == careful.render(page), page.path


def careful_press(of: Press) -> Press:
    """A press with Jinja's own code."""
    for renderer in of.renderers.values():
        renderer.printing.env = renderer.printing.environment(quick=False)
    return of


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_is_needed_to_print_a_page_survives_the_way_to_another_process(site: Path) -> None:
    found = needed(site)
    here, there = found.press, pickle.loads(pickle.dumps(found)).press
    for page in found.pages:
        copy = pickle.loads(pickle.dumps(page))
        assert copy == page
        assert there.render(copy) == here.render(page), page.path


def index_of(tmp_path: Path, own: str) -> tuple[Renderer, Page]:
    """The index of sections of a site with a template of its own for it."""
    found = needed(write_site(tmp_path, SITE))
    settings = replace(found.settings, templates=tmp_path / "templates")
    write_site(tmp_path, {"templates/pages/index.html": own})
    page = next(page for page in found.pages if page.template == "index.html")
    easel = Easel(card_fonts(settings))
    return Renderer(found.sites["en"], found.texts, settings, easel), page


def result(renderer: Renderer, page: Page, *, quick: bool) -> str:
    """What is printed, or said instead of it."""
    if not quick:
        renderer.printing.env = renderer.printing.environment(quick=False)
    try:
        return renderer.render(page).decode()
    except (TemplateError, TypeError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_templates_of_a_site_print_what_they_would_with_jinja_alone(
    own: str, tmp_path: Path
) -> None:
    renderer, page = index_of(tmp_path, own)
    printed = result(renderer, page, quick=True)
    assert "Error: " not in printed
    assert printed == result(renderer, page, quick=False)


@pytest.mark.parametrize("own", WRONG.values(), ids=WRONG)
def test_mistakes_in_templates_are_told_as_jinja_tells_them(own: str, tmp_path: Path) -> None:
    renderer, page = index_of(tmp_path, own)
    said = result(renderer, page, quick=True)
    assert "Error: " in said
    assert said == result(renderer, page, quick=False)
