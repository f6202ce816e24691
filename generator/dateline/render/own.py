"""The preview's own pages: no part of a site, and never written.

In: the template, what stands on the page. Out: bytes. A site cannot override them: they are what
says that its own templates are broken.
"""

from functools import cache

from dateline.model import language
from dateline.render.code import Environment
from dateline.render.folders import BUILT_IN

FOLDER = BUILT_IN / "preview"
PREVIEW_FILES = {path.name: path for path in sorted(FOLDER.iterdir()) if path.suffix != ".html"}
"""What these pages and the preview of any page need besides, by name."""


@cache
def environment() -> Environment:
    """Jinja for these pages, in English."""
    env = Environment((BUILT_IN,), "en", quick=False)
    env.filters["day"] = lambda value: language.day(value, "long", "en")
    env.filters["moment"] = lambda value: language.moment(value, "en")
    return env


def own_page(template: str, base: str, **given: object) -> bytes:
    """One page; `base` is the path that the site is published under."""
    env = environment().overlay()
    env.filters = env.filters | {"here": lambda address: base + address}
    return env.get_template(f"preview/{template}").render(**given).encode()
