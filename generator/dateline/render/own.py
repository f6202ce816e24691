"""The preview's own pages: no part of a site, and never written.

In: the template, what stands on the page. Out: bytes. A site cannot override them: they are what
says that its own templates are broken.
"""

from functools import cache

from dateline.model import language
from dateline.model.settings import Settings
from dateline.render.code import Environment
from dateline.render.folders import BUILT_IN

FOLDER = BUILT_IN / "preview"
PREVIEW_FILES = {path.name: path for path in sorted(FOLDER.iterdir()) if path.suffix != ".html"}
"""What these pages and the preview of any page need besides, by name."""


@cache
def environment(lang: str) -> Environment:
    """Jinja for these pages, in English: the site's, if that is its language."""
    lang = lang if lang.partition("-")[0] == "en" else "en"
    env = Environment((BUILT_IN,), lang, quick=False)
    env.filters["day"] = lambda value: language.day(value, "long", lang)
    env.filters["moment"] = lambda value: language.moment(value, lang)
    return env


def own_page(template: str, settings: Settings, base: str, **given: object) -> bytes:
    """One page; `base` is the path that the site is published under."""
    env = environment(settings.language).overlay()
    env.filters = env.filters | {"here": lambda address: base + address}
    return env.get_template(f"preview/{template}").render(**given).encode()
